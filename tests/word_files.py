"""Word files written by hand, element by element, so that a test shows the markup that it is about."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def root(kind: str, inner: str, namespace: str = W) -> str:
    return f'<?xml version="1.0"?><w:{kind} xmlns:w="{namespace}" xmlns:mc="{MC}">{inner}</w:{kind}>'


def relations(**targets: str) -> str:
    inner = "".join(f'<Relationship Id="{k}" Type="{KIND}/{k}" Target="{t}"/>' for k, t in targets.items())
    return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'


def package(body: str, *, namespace: str = W, **parts: str) -> bytes:
    """Return a Word file of a body; `footnotes`, `endnotes` and `styles` are the insides of those parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", CONTENT_TYPES)
        file.writestr("_rels/.rels", relations(officeDocument="word/document.xml"))
        file.writestr("word/_rels/document.xml.rels", relations(**{kind: f"{kind}.xml" for kind in parts}))
        file.writestr("word/document.xml", root("document", f"<w:body>{body}</w:body>", namespace))
        for kind, inner in parts.items():
            file.writestr(f"word/{kind}.xml", root(kind, inner, namespace))
    return stream.getvalue()


def p(text: str = "", properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text) if text else ''}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner if inner.startswith('<') else p(inner)}</w:tc>"


def tbl(*rows: list[str]) -> str:
    cells = ("".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"

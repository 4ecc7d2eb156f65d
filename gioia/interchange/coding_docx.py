"""A document with its codings as a Word file: every coding a comment on its passage, as one would make it by hand.

Every line of the frozen text is a paragraph, to the letter. A comment's author is the coder, and its text what
`gioia.codings.notes` says of the coding; comments may overlap, nest and run over paragraphs. Out of sight, in a custom part that Word
and LibreOffice keep, the file carries the codings that it was written with. The same codings give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from gioia.codings.coding import Coding
from gioia.codings.marks import carried, trimmed
from gioia.codings.notes import note_of
from gioia.exports._packages import same_bytes
from gioia.exports._word import NAMESPACE, attribute, paragraph, run
from gioia.sources.register import Document
from gioia.sources.segments import segments

CARRIED = "urn:gioia:codings"
"""The namespace of the part that holds what the file was written with."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ITEM = "{6F2B3C1E-55D0-4B5C-9E0A-7D2E1B8A4C11}"
_BOLD = "<w:b/>"
_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/>'
    '<w:sz w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="320" w:lineRule="auto"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:rPr><w:color w:val="666666"/>'
    '<w:sz w:val="18"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/><w:rPr><w:sz w:val="20"/></w:rPr></w:style>'
)


def write(document: Document, codings: Sequence[Coding], language: str) -> bytes:
    """Return the Word file of a document with these codings of it."""
    inside = [coding for coding in codings if 0 <= coding.start < coding.end <= len(document.text)]
    ordered = sorted(inside, key=lambda coding: (coding.start, -coding.end, coding.coder, coding.concept, coding.id))
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(officeDocument="word/document.xml"),
        "word/document.xml": _root("document", f"<w:body>{_body(document, ordered)}</w:body>"),
        "word/_rels/document.xml.rels": _relations(
            styles="styles.xml", comments="comments.xml", header="header1.xml", customXml="../customXml/item1.xml"
        ),
        "word/styles.xml": _root("styles", _STYLES),
        "word/header1.xml": _root("hdr", paragraph("Header", run(document.name))),
        "word/comments.xml": _root("comments", "".join(_comment(i, c, language) for i, c in enumerate(ordered))),
        "customXml/item1.xml": (
            f'{_HEAD}<codings xmlns="{CARRIED}" document="{attribute(document.name)}">{escape(carried(ordered))}</codings>'
        ),
        "customXml/_rels/item1.xml.rels": _relations(customXmlProps="itemProps1.xml"),
        "customXml/itemProps1.xml": (
            f'{_HEAD}<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" ds:itemID="{_ITEM}"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{CARRIED}"/></ds:schemaRefs></ds:datastoreItem>'
        ),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return same_bytes(stream.getvalue())


def _body(document: Document, codings: Sequence[Coding]) -> str:
    labels = {segment.start: segment.said for segment in segments(document) if segment.said > segment.start}
    bold = sorted(labels.items())
    borders: dict[int, list[str]] = {}
    for number, coding in enumerate(codings):
        start, end = trimmed(document.text, coding.start, coding.end)
        borders.setdefault(start, []).append(f'<w:commentRangeStart w:id="{number}"/>')
        borders.setdefault(end, []).insert(0, _end(number))
    pieces = _Pieces(document.text, borders, bold)
    at, paragraphs = 0, []
    for line in document.text.split("\n"):
        paragraphs.append(paragraph("Normal", "".join(pieces.between(at, at + len(line)))))
        at += len(line) + 1
    page = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
    )
    return "".join(paragraphs) + page


class _Pieces:
    """A text cut where something begins or ends."""

    def __init__(self, text: str, borders: dict[int, list[str]], bold: Sequence[tuple[int, int]]) -> None:
        # A carriage return alone is a line end for XML and none for us: like what no file can hold it is shown as U+FFFD.
        self._text = text.replace("\r", "\ufffd")
        self._borders = borders
        self._bold = {place for span in bold for place in span}
        self._begins = {start for start, _ in bold}
        self._cuts = sorted({*borders, *self._bold})
        self._next = 0
        self._is_bold = False

    def between(self, start: int, end: int) -> Iterator[str]:
        """Yield the markup of the next line: its runs, and what begins and ends in it."""
        at = start
        while self._next < len(self._cuts) and self._cuts[self._next] <= end:
            cut = self._cuts[self._next]
            yield self._run(at, cut)
            yield "".join(self._borders.get(cut, ()))
            if cut in self._bold:
                self._is_bold = cut in self._begins
            at = cut
            self._next += 1
        yield self._run(at, end)

    def _run(self, start: int, end: int) -> str:
        return run(self._text[start:end], _BOLD if self._is_bold else "")


def _end(number: int) -> str:
    return f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'


def _comment(number: int, coding: Coding, language: str) -> str:
    lines = note_of(coding, language).split("\n")
    dated = f' w:date="{attribute(coding.time)}"' if coding.time else ""
    said = "".join(paragraph("CommentText", run(line.replace("\r", "\ufffd"))) for line in lines)
    author = attribute(coding.coder)
    return f'<w:comment w:id="{number}" w:author="{author}"{dated} w:initials="{attribute(coding.coder[:2])}">{said}</w:comment>'


def _root(kind: str, inner: str) -> str:
    return f'{_HEAD}<w:{kind} xmlns:w="{NAMESPACE}" xmlns:r="{_OFFICE}/relationships">{inner}</w:{kind}>'


def _relations(**targets: str) -> str:
    inner = "".join(
        f'<Relationship Id="{kind}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _types() -> str:
    parts = {"document": "document.main", "styles": "styles", "comments": "comments", "header1": "header"}
    inner = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>' for part, kind in parts.items()
    )
    props = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    inner += f'<Override PartName="/customXml/itemProps1.xml" ContentType="{props}"/>'
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inner}</Types>'
    )

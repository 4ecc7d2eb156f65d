"""OpenDocument texts: paragraphs, headings, list items and table rows, one a line.

Footnotes stand on lines of their own below their paragraph, with their number in brackets here and there. Tracked changes
are read as accepted, which is how the format keeps them; comments are left out. Both are remarked.
"""

from __future__ import annotations

import re

from lxml import etree

from gioia.errors import GioiaError
from gioia.sources.readers import Options, Reading, Remark, archives, damaged
from gioia.sources.readers.xml_trees import parsed

NAME = "odt 1"

_WHAT = "the OpenDocument text"
_SKIPPED = {
    "tracked-changes",
    "annotation",
    "annotation-end",
    "sequence-decls",
    "forms",
    "note-citation",
    "title",
    "desc",
}
_SPACE = re.compile(r"[ \t\n\r]+")
_MOST_SPACES = 1000


def read(raw: bytes, name: str, options: Options) -> list[Reading]:  # noqa: ARG001 - the format states its encoding
    """Return the text as one document. Raises GioiaError where it is damaged or has a password."""
    with archives.opened(raw, name, _WHAT) as archive:
        if "META-INF/manifest.xml" in archive.namelist():
            manifest = archives.member(archive, "META-INF/manifest.xml", name, _WHAT)
            if b"encryption-data" in manifest:
                remedy = "open it, save it without its password, and add that"
                raise GioiaError(f"{name}: {_WHAT} has a password", remedy=remedy, exit_code=1)
        content = parsed(archives.member(archive, "content.xml", name, _WHAT), name, _WHAT)
    body = next(content.iter("{*}text"), None)
    if body is None:
        raise damaged(name, _WHAT)
    lines = _Lines()
    _walk(body, lines)
    lines.end()
    reader = f"{NAME} (lxml {etree.__version__})"
    return [Reading("".join(f"{line}\n" for line in lines.done), reader, remarks=_remarks(content))]


def _remarks(content: etree._Element) -> tuple[Remark, ...]:
    changes = sum(1 for _ in content.iter("{*}changed-region"))
    comments = sum(1 for _ in content.iter("{*}annotation"))
    remarks = []
    if changes:
        remedy = "accept or reject them first, if the text should be another"
        remarks.append(Remark(f"{changes} tracked changes were read as accepted", remedy))
    if comments:
        remarks.append(
            Remark(f"{comments} comments were left out", "copy them into a file of their own, if they matter")
        )
    return tuple(remarks)


class _Lines:
    """The lines as they grow; the notes of a line wait for its end."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.words = ""
        self.notes: list[str] = []
        self.in_row = 0

    def say(self, text: str | None) -> None:
        if text:
            said = _SPACE.sub(" ", text)
            self.words += said.lstrip(" ") if not self.words or self.words[-1] in " \t" else said

    def end(self) -> None:
        """End the line; inside a table row only a space."""
        if self.in_row:
            self.words += " " if self.words and self.words[-1] not in " \t" else ""
            return
        if self.words.strip():
            self.done.append(self.words.strip(" \n").rstrip("\t"))
        self.words = ""
        self.done += self.notes
        self.notes = []


def _walk(element: etree._Element, lines: _Lines) -> None:
    """Read what is below the element; the parser's own limit on nesting bounds the recursion."""
    lines.say(element.text)
    for child in element:
        tag = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if tag and tag not in _SKIPPED:
            _read_child(tag, child, lines)
        lines.say(child.tail)


def _read_child(tag: str, child: etree._Element, lines: _Lines) -> None:
    if tag == "s":
        count = next((value for key, value in child.attrib.items() if str(key).endswith("}c")), "1")
        lines.words += " " * min(int(count) if str(count).isdecimal() else 1, _MOST_SPACES)
    elif tag == "tab":
        lines.words += "\t"
    elif tag == "line-break":
        lines.end()
    elif tag == "note":
        _read_note(child, lines)
    elif tag in {"p", "h", "text-box"}:
        lines.end()
        _walk(child, lines)
        lines.end()
    elif tag == "table-row" and not lines.in_row and next(child.iter("{*}table"), None) is None:
        _read_row(child, lines)
    else:
        _walk(child, lines)


def _read_row(row: etree._Element, lines: _Lines) -> None:
    lines.end()
    lines.in_row += 1
    cells = []
    for cell in row:
        if isinstance(cell.tag, str) and etree.QName(cell).localname == "table-cell":
            lines.words = ""
            _walk(cell, lines)
            cells.append(lines.words.strip())
    lines.in_row -= 1
    lines.words = "\t".join(cells)
    lines.end()


def _read_note(note: etree._Element, lines: _Lines) -> None:
    citation = next((found.text or "" for found in note.iter("{*}note-citation")), "")
    inner = _Lines()
    for body in note.iter("{*}note-body"):
        _walk(body, inner)
    inner.end()
    lines.words += f"[{citation}]"
    lines.notes.append(f"[{citation}] {' '.join(inner.done)}")

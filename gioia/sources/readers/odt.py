"""OpenDocument texts: paragraphs, headings with `#` marks, list items and table rows, one a line; a transcript in a table a turn a row.

Footnotes stand on lines of their own below their paragraph, with their number in brackets here and there, and so do text
boxes. Tracked changes are read as accepted, which is how the format keeps them; comments and hidden words are left out. All
are remarked.
"""

from __future__ import annotations

import re

from lxml import etree

from gioia.errors import GioiaError
from gioia.findings import counted
from gioia.sources.readers import Options, Reading, Remark, archives, damaged
from gioia.sources.readers.table_text import Row, with_tables
from gioia.sources.readers.xml_trees import parsed

NAME = "odt 2"

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
    "ruby-text",
    "hidden-text",
    "hidden-paragraph",
}
_SPACE = re.compile(r"[ \t\n\r]+")
_MOST_SPACES = 1000
_MOST_MARKS = 6


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
    lines.titles, lines.hidden = _titles(content), _hidden(content)
    _walk(body, lines)
    lines.end()
    reader = f"{NAME} (lxml {etree.__version__})"
    return [Reading("".join(f"{line}\n" for line in with_tables(lines.done)), reader, remarks=_remarks(content))]


def _remarks(content: etree._Element) -> tuple[Remark, ...]:
    changes = sum(1 for _ in content.iter("{*}changed-region"))
    comments = sum(1 for _ in content.iter("{*}annotation"))
    hiding = _hidden(content)
    remarks = []
    if any(name in hiding for span in content.iter("{*}span") for name in span.attrib.values()):
        remarks.append(Remark("hidden words were left out", "show them in the document if they belong to it"))
    if changes:
        remedy = "accept or reject them first, if the text should be another"
        remarks.append(Remark(f"read as accepted: {counted(changes, 'tracked change')}", remedy))
    if comments:
        remarks.append(
            Remark(f"left out: {counted(comments, 'comment')}", "copy them into a file of their own, if they matter")
        )
    return tuple(remarks)


def _hidden(content: etree._Element) -> set[str]:
    """Return the names of the styles that hide words."""
    return {
        str(name)
        for style in content.iter("{*}style")
        for properties in style.iter("{*}text-properties")
        if any(str(key).endswith("}display") and value == "none" for key, value in properties.attrib.items())
        for key, name in style.attrib.items()
        if str(key).endswith("}name")
    }


def _titles(content: etree._Element) -> set[str]:
    """Return the names of the styles that the title of a document is set in."""
    styles = [
        {etree.QName(key).localname: str(said) for key, said in style.attrib.items()}
        for style in content.iter("{*}style")
    ]
    return {"Title", *(style.get("name", "") for style in styles if style.get("parent-style-name") == "Title")}


class _Lines:
    """The lines as they grow; the notes of a line wait for its end."""

    def __init__(self) -> None:
        self.done: list[str | Row] = []
        self.tables = 0
        self.titles: set[str] = set()
        self.hidden: set[str] = set()
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

    def row(self, cells: list[str]) -> None:
        """End the line as a row of the table at hand."""
        self.words = ""
        if any(cells):
            self.done.append(Row(self.tables, tuple(cells)))
        self.end()


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
    elif tag == "span" and lines.hidden and any(name in lines.hidden for name in child.attrib.values()):
        return
    elif tag == "text-box":
        lines.notes += _aside(child, lines)
    elif tag in {"p", "h"}:
        lines.end()
        lines.words += _marks(tag, child, lines)
        _walk(child, lines)
        lines.end()
    elif tag == "table" and not lines.in_row:
        lines.end()
        lines.tables += 1
        _walk(child, lines)
    elif tag == "table-row" and not lines.in_row and not _is_frame(child):
        _read_row(child, lines)
    else:
        _walk(child, lines)


def _marks(tag: str, paragraph: etree._Element, lines: _Lines) -> str:
    """Return the marks of a heading, "" before other paragraphs and in tables."""
    said = {etree.QName(key).localname: str(value) for key, value in paragraph.attrib.items()}
    level = said.get("outline-level", "1") if tag == "h" else "1" if said.get("style-name") in lines.titles else ""
    is_heading = level.isdecimal() and not lines.in_row and any(text.strip() for text in paragraph.itertext())
    return "#" * min(int(level), _MOST_MARKS) + " " if is_heading else ""


def _is_frame(row: etree._Element) -> bool:
    """Tell whether a row has one cell alone, as of a table that is only a frame around its paragraphs."""
    return sum(isinstance(cell.tag, str) and "table-cell" in cell.tag for cell in row) == 1


def _aside(element: etree._Element, around: _Lines) -> list[str]:
    """Return the lines of a box or a note by themselves."""
    inner = _Lines()
    inner.titles, inner.hidden = around.titles, around.hidden
    _walk(element, inner)
    inner.end()
    return with_tables(inner.done)


def _read_row(row: etree._Element, lines: _Lines) -> None:
    lines.end()
    lines.in_row += 1
    cells = []
    for cell in row:
        tag = etree.QName(cell).localname if isinstance(cell.tag, str) else ""
        if tag == "table-cell":
            lines.words = ""
            _walk(cell, lines)
        if tag in {"table-cell", "covered-table-cell"}:
            cells.append(lines.words.strip() if tag == "table-cell" else "")
    lines.in_row -= 1
    lines.row(cells)


def _read_note(note: etree._Element, lines: _Lines) -> None:
    citation = next((found.text or "" for found in note.iter("{*}note-citation")), "")
    said = [line for body in note.iter("{*}note-body") for line in _aside(body, lines)]
    lines.words += f"[{citation}]"
    lines.notes.append(f"[{citation}] {' '.join(said)}")

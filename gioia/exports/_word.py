"""WordprocessingML (ECMA-376, part 1) as strings: runs, paragraphs, fields, tables and content controls.

Elements are written as text and parsed once a display, which keeps a table of thousands of rows linear. Everything that
comes from the study goes through `_text`: nothing in it can be markup.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from xml.sax.saxutils import escape

from msgspec import Struct, structs

from gioia.displays.display import Table
from gioia.displays.merging import Cell, columns, is_number
from gioia.exports._characters import lines
from gioia.exports._word_lines import Face
from gioia.exports._word_pages import CELL_SIDES, Row

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XMLNS = f'xmlns:w="{NAMESPACE}"'
_ID_MASK = 0x7FFF_FFFF
_KEPT = "<w:keepNext/>"


class Look(Struct, frozen=True):
    """How a piece of a table is written: its style, the bookmarks in it, whether its rows stay on one page, whether it is the last.

    With `is_small` its letters are. `face` is what cells are set in, None where nothing is measured.
    """

    style: str
    marks: tuple[str, ...] = ()
    is_together: bool = False
    is_last: bool = True
    is_small: bool = False
    face: Face | None = None

    def cell(self, *, is_number: bool) -> str:
        """Return the style of a cell's paragraph."""
        return ("GioiaTableNumber" if is_number else "GioiaTableText") + "Small" * self.is_small


def declared(block: str) -> str:
    """Return a block that says what namespace it is in, ready to be parsed."""
    name, space, rest = re.split("([ >])", block, maxsplit=1)
    return f"{name} {_XMLNS}{space}{rest}"


def number_of(key: str) -> int:
    """Return an id for bookmarks and content controls: positive, 31 bits, the same for the same key everywhere."""
    return (zlib.crc32(key.encode()) & _ID_MASK) or 1


def attribute(text: str) -> str:
    """Return text as it stands between double quotation marks."""
    return escape(lines(text), {'"': "&quot;", "\n": " ", "\t": " "})


def run(text: str, properties: str = "") -> str:
    """Return a run; line feeds become line breaks and tabs tabs."""
    marked = _text(text)
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{marked}</w:r>" if marked else ""


def _text(text: str) -> str:
    pieces = []
    for index, line in enumerate(lines(text).split("\n")):
        pieces += ["<w:br/>"] if index else []
        for part, words in enumerate(line.split("\t")):
            pieces += ["<w:tab/>"] if part else []
            pieces += [f'<w:t xml:space="preserve">{escape(words)}</w:t>'] if words else []
    return "".join(pieces)


def paragraph(style: str, content: str, properties: str = "") -> str:
    """Return a paragraph of a style; `content` is markup."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def field(instruction: str, shown: str, properties: str = "") -> str:
    """Return a field of Word's; `shown` is markup, the result until somebody updates it."""
    begin = f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}"
    return (
        f'{begin}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'{begin}<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'{begin}<w:fldChar w:fldCharType="separate"/></w:r>'
        f'{shown}{begin}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def bookmark(name: str, content: str) -> str:
    """Return the content with a bookmark around it."""
    number = number_of(name)
    return f'<w:bookmarkStart w:id="{number}" w:name="{attribute(name)}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def link(name: str, content: str) -> str:
    """Return the content as a link to a bookmark."""
    return f'<w:hyperlink w:anchor="{attribute(name)}" w:history="1">{content}</w:hyperlink>'


def control(tag: str, title: str, content: str) -> str:
    """Return blocks in a content control: a frame that Word shows when one clicks into it, and that is found by its tag."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(title)[:64]}"/><w:tag w:val="{attribute(tag)}"/>'
        f'<w:id w:val="{number_of(tag)}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
    )


def table(shown: Table, piece: Sequence[Row], widths: Sequence[int], numbers: Sequence[bool], look: Look) -> str:
    """Return rows of the table, its columns `widths` twentieths of a point wide: header repeated on every page, no row torn, cells merged.

    `numbers` tells which columns hold numbers in the whole table.
    """
    grid = "".join(f'<w:gridCol w:w="{part}"/>' for part in widths)
    names = zip(columns(shown), numbers, widths, strict=True)
    head = "".join(
        _cell(_named(name, look.marks if not j else (), look.cell(is_number=number), is_kept=look.is_together), part)
        for j, (name, number, part) in enumerate(names)
    )
    # The last row without a note below it would else be kept with a person's text, or with the whole of the next table.
    ends = structs.replace(look, is_together=look.is_together and bool(shown.note))
    looks = [*[look] * (len(piece) - 1), ends]
    body = "".join(
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_row(row, covers, widths, own)}</w:tr>"
        for row, covers, own in zip(piece, _covers(piece), looks if piece else (), strict=True)
    )
    has_total = shown.totals and look.is_last
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{look.style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{"0460" if has_total else "0420"}" w:firstRow="1" w:lastRow="{int(has_total)}" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{body}</w:tbl>"
    )


def _named(name: str, marks: Sequence[str], style: str, *, is_kept: bool) -> str:
    """Return the paragraph of a column's name; the first one holds the bookmarks by which the table is found."""
    content = run(name)
    for mark in marks:
        content = bookmark(mark, content)
    return paragraph(style, content, _KEPT if is_kept else "")


def _covers(piece: Sequence[Row]) -> list[list[int]]:
    """Return, row by row of a piece and column by column, how many rows a cell covers; 0 for a cell that one above covers."""
    covers = [[0] * len(row.cells) for row in piece]
    for j in range(len(piece[0].cells) if piece else 0):
        first = 0
        for i, row in enumerate(piece):
            first = i if row.begins[j] else first
            covers[first][j] += 1
    return covers


def _row(row: Row, covers: Sequence[int], widths: Sequence[int], look: Look) -> str:
    return "".join(
        _cell(_cell_paragraph(cell if span else "", width, look), width, _merge(span))
        for cell, span, width in zip(row.cells, covers, widths, strict=True)
    )


def _merge(span: int) -> str:
    if span == 1:
        return ""
    return '<w:vMerge w:val="restart"/>' if span else "<w:vMerge/>"


def _cell_paragraph(cell: Cell, width: int, look: Look) -> str:
    style, text = look.cell(is_number=is_number(cell)), str(cell)
    closer = look.face.closer(lines(text), width / 20 - CELL_SIDES) if look.face else 0
    properties = f'<w:spacing w:val="{closer}"/>' if closer else ""
    return paragraph(style, run(text, properties), _KEPT if look.is_together else "")


def _cell(content: str, width: int, merge: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}</w:tcPr>{content}</w:tc>'

"""A table as an Excel workbook that can be read, sorted, printed and pasted into a paper without touching it up.

Text is written as strings and nothing else: no formula, link or number is made of what somebody said. Row heights are worked
out here, since no spreadsheet fits rows to merged cells. The caption is the printed header and the document's title, not
a row, so that the sheet begins with its header row; the note stands one row below the table.

The same table gives the same bytes: the creation date is fixed.
"""

from __future__ import annotations

import io
import math
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from gioia.displays.display import Display, Table, caption
from gioia.displays.merging import Cell, columns, numeric, rows, shares, spans, width
from gioia.exports._characters import lines

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SUFFIX = "xlsx"
SHOWS = Table

_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LONGEST = 32_767
"""How many UTF-16 units a cell of Excel holds."""
_SHEET_NAME = 31
_HEADER = 255
_LINE = 15.5
_TALLEST = 409.0
"""Points: of a line of 11-point text, and of the tallest row that Excel allows."""
_PICTURE = re.compile(r"&&(?=G|\[Picture\])")
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\\s]+")


def write(display: Display) -> bytes:
    """Return the workbook, with one sheet."""
    from xlsxwriter import Workbook

    table = cast("Table", display)
    file = io.BytesIO()
    book = Workbook(file, _OPTIONS)
    book.set_properties({"title": fitted(caption(table), _HEADER, table.language), "created": _MADE})
    sheet = book.add_worksheet(sheet_name(caption(table)))
    formats = _formats(book, table.language)
    _set_up(sheet, table)
    _write_header(sheet, table, formats)
    _write_cells(sheet, table, formats)
    _write_note(sheet, table, formats)
    book.close()
    return file.getvalue()


def sheet_name(title: str) -> str:
    """Return a name that Excel takes for a sheet: 31 UTF-16 units, none of the characters that it forbids."""
    name = _cut(_FORBIDDEN_IN_NAME.sub(" ", lines(title)).strip(" '"), _SHEET_NAME).strip(" '")
    return "Table" if not name or name.casefold() == "history" else name


def fitted(text: str, longest: int, language: str) -> str:
    """Return `text` as a cell holds it; what is longer than `longest` UTF-16 units is cut, and says so at its end."""
    text = lines(text)
    if _units(text) <= longest:
        return text
    mark = "……（已截断）" if language == "zh" else " … (cut)"
    return _cut(text, longest - len(mark)) + mark


def _units(text: str) -> int:
    return len(text) + sum(1 for char in text if char > "\uffff")


def _cut(text: str, longest: int) -> str:
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore")


def _formats(book: Workbook, language: str) -> dict[str, Format]:
    font: dict[str, object] = {
        "font_name": "宋体" if language == "zh" else "Times New Roman",
        "font_size": 11,
        "valign": "top",
    }
    digits = font | {"font_name": "Times New Roman", "align": "right"}
    rule: dict[str, object] = {"top": 2, "bottom": 1, "bold": True, "valign": "vcenter", "text_wrap": True}
    end: dict[str, object] = {"bottom": 2}
    kinds = {
        "head": font | rule | {"align": "left", "indent": 1},
        "head number": font | rule | {"align": "right"},
        "text": font | {"text_wrap": True, "align": "left", "indent": 1},
        "number": digits,
        "note": font | {"text_wrap": True, "font_size": 10},
    }
    kinds |= {"last text": kinds["text"] | end, "last number": kinds["number"] | end}
    return {name: book.add_format(kind) for name, kind in kinds.items()}


def _set_up(sheet: Worksheet, table: Table) -> None:
    """Set widths, the frozen header row, and the print: A4 landscape, as wide as the page, header row repeated."""
    for j, share in enumerate(_widths(table)):
        sheet.set_column(j, j, share)
    sheet.freeze_panes(1, 0)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.5, top=0.9, bottom=0.7)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header("&C&B" + _header_text(caption(table), _HEADER - 4))
    sheet.set_footer("&C&P / &N")


def _header_text(title: str, longest: int) -> str:
    """Return `title` as the printed header shows it, where & begins a code and is written twice.

    XlsxWriter takes any &G for a picture, the one of R&&G as well: bold is switched off and on in between.
    """
    text = _PICTURE.sub("&&&B&B", lines(title).replace("\n", " ").replace("&", "&&"))
    return text if _units(text) <= longest else _cut(text, longest).rstrip("&")


def _write_header(sheet: Worksheet, table: Table, formats: dict[str, Format]) -> None:
    names = [fitted(name, _LONGEST, table.language) for name in columns(table)]
    for j, (name, number) in enumerate(zip(names, numeric(table), strict=True)):
        sheet.write_string(0, j, name, formats["head number" if number else "head"])
    tall = max((_lines(name, share) for name, share in zip(names, _widths(table), strict=True)), default=1)
    sheet.set_row(0, min(_TALLEST, _LINE * tall + 6))


def _write_cells(sheet: Worksheet, table: Table, formats: dict[str, Format]) -> None:
    cells, covered = rows(table), spans(table)
    for i, height in enumerate(_heights(table), start=1):
        sheet.set_row(i, height)
    for i, (row, covers) in enumerate(zip(cells, covered, strict=True)):
        for j, (cell, span) in enumerate(zip(row, covers, strict=True)):
            if span:
                kind = "number" if isinstance(cell, int) else "text"
                last = "last " if i + span == len(cells) else ""
                _write_cell(sheet, (i + 1, j, i + span, j), _held(cell, table), formats[last + kind])


def _write_cell(sheet: Worksheet, place: tuple[int, int, int, int], cell: Cell, format: Format) -> None:
    """Write a cell at `place` (first row, column, last row, column). A merged cell is written as a string as well."""
    first, j, last, _ = place
    if last > first:
        sheet.merge_range(*place, "", format)
    if isinstance(cell, int):
        sheet.write_number(first, j, cell, format)
    else:
        sheet.write_string(first, j, cell, format)


def _write_note(sheet: Worksheet, table: Table, formats: dict[str, Format]) -> None:
    if not table.note:
        return
    note, last = fitted(table.note, _LONGEST, table.language), len(table.frame.columns) - 1
    row = len(table.frame) + 2
    if last:
        sheet.merge_range(row, 0, row, last, "", formats["note"])
    sheet.write_string(row, 0, note, formats["note"])
    sheet.set_row(row, min(_TALLEST, _LINE * _lines(note, sum(_widths(table)))))


def _held(cell: Cell, table: Table) -> Cell:
    return cell if isinstance(cell, int) else fitted(cell, _LONGEST, table.language)


def _widths(table: Table) -> list[int]:
    """Return the columns' widths in characters; 255 is the widest that Excel allows."""
    return [min(255, share) for share in shares(table)]


def _heights(table: Table) -> list[float]:
    """Return the rows' heights in points, such that every cell, merged or not, shows all its lines."""
    widths, needed = _widths(table), [1.0] * len(table.frame)
    spanning = [
        (span, i, _lines(cell, widths[j]))
        for i, (row, covers) in enumerate(zip(rows(table), spans(table), strict=True))
        for j, (cell, span) in enumerate(zip(row, covers, strict=True))
        if span and isinstance(cell, str)
    ]
    for span, i, count in sorted(spanning):
        missing = count - sum(needed[i : i + span])
        if missing > 0:
            needed[i : i + span] = [height + missing / span for height in needed[i : i + span]]
    return [min(_TALLEST, math.ceil(height * _LINE * 4) / 4 + 3) for height in needed]


def _lines(text: str, columns_wide: int) -> int:
    """Return how many lines `text` takes in a cell so wide, in 宋体, whose characters are a twentieth wider than two digits.

    Two columns are lost to the cell's margins and indent.
    """
    room = max(1, columns_wide - 2)
    return sum(max(1, math.ceil(1.05 * width(line) / room)) for line in text.split("\n"))

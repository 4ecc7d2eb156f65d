"""All tables as one Excel workbook that can be read, filtered, printed and pasted into a paper without touching it up.

A sheet a table, in order, and before them a list that leads to each. Above the header row stands the caption, one row below
the table its note. Row heights are worked out here, since no spreadsheet fits rows to merged cells.

Merged cells are merged as in the paper, and yet every cell below keeps its value, unseen: a spreadsheet that filters looks
at the cells, not at what is shown, and would hide the other rows of a theme; and who takes the merging away (to sort, or to
compute) has a whole table. The filter covers the columns of text, and never the row of totals.

Text is written as strings and nothing else: no formula, link or number is made of what somebody said, and what begins like
a formula stays text when its cell is edited. The same tables give the same bytes: the creation date is fixed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from gioia.displays.display import Display, Table, caption, note_word, numbered
from gioia.displays.merging import Cell, columns, is_number, numeric, rows, spans
from gioia.exports._characters import lines
from gioia.exports._sheet_sizes import head_height, height_of, pages_down, row_heights, widths
from gioia.plaintext.formulas import would_run

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    Formats = dict[str, Format]

_Place = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 0."""

SUFFIX = "xlsx"
SHOWS = Table
GROWS = False

_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LONGEST = 32_767
"""How many UTF-16 units a cell of Excel holds."""
_SHEET_NAME = 31
_TITLE = 255
_LINE = 15.0
"""The height of an empty row, in points."""
_WIDE = 100
"""A table of more characters across goes on a landscape page, since a portrait one would make it small."""
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\\s]+")
_LIST = {"zh": ("目录", "表号", "标题", "行数"), "en": ("Contents", "Number", "Title", "Rows")}
_LIST_WIDTHS = (12, 72, 10)
_HEAD, _FIRST = 1, 2
"""The caption is row 0; these are the header row and the first row below it."""
_RULES = {"three-line": (2, 1), "apa": (1, 1)}
"""Of each form of table: the rule above and below it, and that below the header, as Excel numbers them (1 thin, 2 medium)."""


def write_all(displays: Sequence[Display], _earlier: bytes | None = None, /) -> bytes:
    """Return the workbook, written anew; a single table needs no list before it."""
    from xlsxwriter import Workbook

    tables = cast("Sequence[Table]", displays)
    language = "zh" if tables[0].language == "zh" else "en"
    names = sheet_names([_LIST[language][0], *map(caption, tables)])
    file = io.BytesIO()
    book = Workbook(file, _OPTIONS)
    title = caption(tables[0]) if len(tables) == 1 else _LIST[language][0]
    book.set_properties({"title": fitted(title, _TITLE, language), "created": _MADE})
    formats = _formats(book, language, tables[0].form)
    if len(tables) > 1:
        _write_list(book.add_worksheet(names[0]), tables, names[1:], formats)
    for name, table in zip(names[1:], tables, strict=True):
        _write_table(book.add_worksheet(name), table, formats)
    book.close()
    return file.getvalue()


def shortened(display: Display) -> list[str]:
    """Return the cells whose text is longer than a cell of Excel can be, each with its length."""
    table = cast("Table", display)
    return [
        f"row {i}, {name}: a cell of Excel holds {_LONGEST:,} characters, and this has {_units(cell):,}; it is cut and says so"
        for i, row in enumerate(rows(table), 1)
        for name, cell in zip(columns(table), row, strict=True)
        if isinstance(cell, str) and _units(cell) > _LONGEST
    ]


def sheet_names(titles: Sequence[str]) -> list[str]:
    """Return a name for each sheet that Excel takes: 31 UTF-16 units, no character that it forbids, no two alike.

    Names that differ in case only are alike. What does not fit ends with an ellipsis, between words where there are any.
    """
    names: list[str] = []
    for title in titles:
        whole = _FORBIDDEN_IN_NAME.sub(" ", lines(title)).strip(" '")
        whole = "Table" if not whole or whole.casefold() == "history" else whole
        taken = {name.casefold() for name in names}
        name, count = _shortened(whole, _SHEET_NAME), 1
        while name.casefold() in taken:
            count += 1
            name = _shortened(whole, _SHEET_NAME - len(f" ({count})")) + f" ({count})"
        names.append(name)
    return names


def _shortened(name: str, longest: int) -> str:
    if _units(name) <= longest:
        return name
    cut = _cut(name, longest - 1)
    whole_words = cut.rpartition(" ")[0] if " " in cut[longest // 2 :] else cut
    return whole_words.rstrip(" ,;:.，；：。'") + "…"


def fitted(text: str, longest: int, language: str) -> str:
    """Return `text` as a cell holds it; what is longer than `longest` UTF-16 units is cut, and says so at its end."""
    text = lines(text)
    if _units(text) <= longest:
        return text
    mark = "……（已截断）" if language == "zh" else " … (cut)"
    return _cut(text, longest - len(mark)) + mark


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(1 for char in text if char > "\uffff")


def _cut(text: str, longest: int) -> str:
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore")


def _formats(book: Workbook, language: str, form: str) -> Formats:
    """Return the formats by name; one that begins with `quoted` keeps what begins like a formula text."""
    outer, inner = _RULES[form]
    font: dict[str, object] = {
        "font_name": "宋体" if language == "zh" else "Times New Roman",
        "font_size": 11,
        "valign": "top",
    }
    text = font | {"text_wrap": True, "align": "left", "indent": 1}
    number = font | {"font_name": "Times New Roman", "align": "right", "indent": 1}
    head: dict[str, object] = {"top": outer, "bottom": inner, "bold": True, "valign": "vcenter", "text_wrap": True}
    totals: dict[str, object] = {"top": inner, "bottom": outer, "bold": True}
    wrapped = font | {"text_wrap": True}
    kinds = {
        "text": text,
        "number": number,
        "head text": text | head,
        "head number": number | head | {"font_name": font["font_name"]},
        "last text": text | {"bottom": outer},
        "last number": number | {"bottom": outer},
        "totals text": text | totals,
        "totals number": number | totals,
        "note": wrapped | {"font_size": 10},
        "caption": wrapped | {"bold": True, "valign": "vcenter", "align": "left" if form == "apa" else "center"},
        "title": wrapped | {"italic": True},
        "link": text | {"font_color": "#0563C1", "underline": 1},
        "last link": text | {"font_color": "#0563C1", "underline": 1, "bottom": outer},
    }
    kinds |= {f"quoted {name}": kind | {"quote_prefix": True} for name, kind in kinds.items()}
    return {name: book.add_format(kind) for name, kind in kinds.items()}


def _write_list(sheet: Worksheet, tables: Sequence[Table], names: Sequence[str], formats: Formats) -> None:
    """Write the list of tables: number, title and rows, the title a link to its sheet."""
    words = _LIST["zh" if tables[0].language == "zh" else "en"]
    _set_up(sheet, _LIST_WIDTHS)
    _write_text(sheet, (0, 0, 0, len(_LIST_WIDTHS) - 1), words[0], "caption", formats)
    sheet.set_row(0, height_of("", 1) + 6)
    for j, word in enumerate(words[1:]):
        _write_text(sheet, (_HEAD, j, _HEAD, j), word, "head number" if j == len(words) - 2 else "head text", formats)
    for i, (table, name) in enumerate(zip(tables, names, strict=True), start=_FIRST):
        last = "last " if i == len(tables) + 1 else ""
        word, space, _ = numbered(table)
        _write_text(sheet, (i, 0, i, 0), f"{word}{space}{table.number}" if table.number else "", last + "text", formats)
        title = fitted(table.title, _TITLE, table.language)
        address = name.replace("'", "''")
        sheet.write_url(i, 1, f"internal:'{address}'!A1")
        _write_text(sheet, (i, 1, i, 1), title or name, f"{last}link", formats)
        sheet.write_number(i, 2, len(table.frame) - table.totals, formats[last + "number"])
        sheet.set_row(i, height_of(title, _LIST_WIDTHS[1]))


def _write_table(sheet: Worksheet, table: Table, formats: Formats) -> None:
    _set_up(sheet, widths(table))
    _write_caption(sheet, table, formats)
    numbers = numeric(table)
    for j, (name, number) in enumerate(zip(columns(table), numbers, strict=True)):
        held = fitted(name, _LONGEST, table.language)
        _write_text(sheet, (_HEAD, j, _HEAD, j), held, "head number" if number else "head text", formats)
    sheet.set_row(_HEAD, head_height(table))
    _write_cells(sheet, table, formats)
    _add_filter(sheet, table, numbers)
    _write_note(sheet, table, formats)
    _spare_a_page(sheet, table)


def _set_up(sheet: Worksheet, given: Sequence[int]) -> None:
    """Set widths, the frozen head, and the print: A4, as wide as the page, caption and header row on every page."""
    for j, share in enumerate(given):
        sheet.set_column(j, j, share)
    sheet.freeze_panes(_FIRST, 0)
    sheet.hide_gridlines(2)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    sheet.set_paper(9)
    if sum(given) > _WIDE:
        sheet.set_landscape()
    sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, _HEAD)
    sheet.set_footer("&C&P / &N")


def _spare_a_page(sheet: Worksheet, table: Table) -> None:
    """Print the sheet a little smaller where else a page would hold a row or two, or the note alone."""
    across = sum(widths(table))
    head = height_of(caption(table), across) + 6 + head_height(table)
    below = _LINE + height_of(_note(table), across) if table.note else 0.0
    sheet.fit_to_pages(1, pages_down(across, head, row_heights(table), below, is_wide=across > _WIDE))


def _note(table: Table) -> str:
    return fitted(note_word(table) + table.note, _LONGEST, table.language)


def _write_caption(sheet: Worksheet, table: Table, formats: Formats) -> None:
    """Write the caption across the table: on one line, or as APA has it, the number and below it the title in italics."""
    last, room = len(table.frame.columns) - 1, sum(widths(table))
    shown = fitted(caption(table), _LONGEST, table.language)
    if table.form == "apa" and table.number and table.title:
        word, space, _ = numbered(table)
        head = f"{word}{space}{table.number}\n"
        title = fitted(table.title, _LONGEST - len(head), table.language)
        _write_text(sheet, (0, 0, 0, last), "", "caption", formats)
        sheet.write_rich_string(0, 0, formats["caption"], head, formats["title"], title, formats["caption"])
        shown = head + title
    else:
        _write_text(sheet, (0, 0, 0, last), shown, "caption", formats)
    sheet.set_row(0, height_of(shown, room) + 6)


def _write_cells(sheet: Worksheet, table: Table, formats: Formats) -> None:
    """Write the rows, and in merged cells the value of every row."""
    cells, covered = rows(table), spans(table)
    for i, height in enumerate(row_heights(table), start=_FIRST):
        sheet.set_row(i, height)
    for i, (row, covers) in enumerate(zip(cells, covered, strict=True)):
        for j, (cell, span) in enumerate(zip(row, covers, strict=True)):
            if span:
                part = ("totals " if table.totals else "last ") if i + span == len(cells) else ""
                held = cell if isinstance(cell, int) else fitted(cell, _LONGEST, table.language)
                _write_cell(sheet, (_FIRST + i, j, _FIRST + i + span - 1, j), held, part, formats)


def _write_cell(sheet: Worksheet, place: _Place, cell: Cell, part: str, formats: Formats) -> None:
    """Write a cell into each row of its place, merged where there are several."""
    kind = "number" if is_number(cell) else "text"
    if isinstance(cell, str):
        _write_text(sheet, place, cell, f"{part}{kind}", formats)
        return
    first, j, last, _ = place
    format = formats[f"{part}number"]
    if last > first:
        sheet.merge_range(*place, "", format)
    for i in range(first, last + 1):
        sheet.write_number(i, j, cell, format)


def _write_text(sheet: Worksheet, place: _Place, text: str, kind: str, formats: Formats) -> None:
    """Write text as a string into `place`, merged where it is more than one cell; below the first row, again."""
    first, j, last, end = place
    format = formats[f"quoted {kind}" if would_run(text) else kind]
    if (first, j) != (last, end):
        sheet.merge_range(*place, "", format)
    for i in range(first, last + 1):
        if text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter takes such a string for markup and does not escape it, but for the runs of a rich string.
            sheet.write_rich_string(i, j, format, text[:1], format, text[1:], format)
        else:
            sheet.write_string(i, j, text, format)


def _add_filter(sheet: Worksheet, table: Table, numbers: Sequence[bool]) -> None:
    below = len(table.frame) - table.totals
    texts = [j for j, number in enumerate(numbers) if not number]
    if below > 0 and texts:
        sheet.autofilter(_HEAD, 0, _HEAD + below, texts[-1])


def _write_note(sheet: Worksheet, table: Table, formats: Formats) -> None:
    if not table.note:
        return
    note, row = _note(table), _FIRST + len(table.frame) + 1
    _write_text(sheet, (row, 0, row, len(table.frame.columns) - 1), note, "note", formats)
    sheet.set_row(row, height_of(note, sum(widths(table))))

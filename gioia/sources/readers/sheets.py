"""Tables, CSV, Excel and OpenDocument: the whole as one document, or a document a row or a column.

The first row that is not empty holds the headings where it looks like headings, or has the columns that are asked for; else
it is a row like the others, and a remark says so. Running text is no table. Without an option the table is one document, one row a line, its cells
with tabs between them, and a remark says how to split it. With `split` rows each row is a document, its text `heading:
cell` a line, or the cell alone where one column is picked; it is named by its number, or by its cell in the column `label`. With
columns each column is one, a cell a line. Line breaks inside cells become spaces where a row or a cell is one line. Each sheet
of a workbook is read in turn, and each table of a web page, as which survey platforms write their .xls; hidden rows count. One
that lacks a column that is asked for is left out with a remark.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from msgspec import Struct, structs

from gioia.errors import GioiaError
from gioia.findings import counted
from gioia.sources.readers import Options, Reading, Remark, archives, damaged, no_table
from gioia.sources.readers.encodings import decoded
from gioia.sources.readers.kinds import delimiter_of, kind_of
from gioia.sources.readers.plain import with_line_feeds
from gioia.sources.readers.xml_trees import declares_entities

NAME = "sheets 3"

_WHAT = "the Excel workbook"

_REFERENCE = re.compile(rb"\br\s*=\s*[\"']\s*([A-Za-z]{0,40})(\d{1,40})")
_MOST_CELLS = 5_000_000
_LONGEST_NUMBER = 1e21
_BREAKS = re.compile(r"[\r\n\u2028\u2029\x85]+")
_MOST_SHOWN = 300
_SPLITS = {"", "rows", "columns"}
_NUMBER = re.compile(r"[-+]?[\d.,]+%?|\d{1,4}([-/.年]\d{1,2}){1,2}日?([ T].*)?")
_SENTENCE = re.compile(r"[.。!！…]['\"”’」』)）]?\s*")
_SENTENCE_END = re.compile(rf"({_SENTENCE.pattern}|[?？]\s*)\Z")


class _Table(Struct, frozen=True):
    """A sheet: its name (empty for CSV), its headings and its rows, all as wide as the headings, and the rows' names.

    A row's name is its number in the file, as a spreadsheet counts, or its cell in the column that names rows. Headings are
    all empty where the first row is none.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    labels: tuple[str, ...]


def read(raw: bytes, name: str, options: Options) -> list[Reading]:
    """Return the documents of the table. Raises GioiaError where it is damaged, too large, or has no such column."""
    if options.split not in _SPLITS:
        raise GioiaError(f"a table cannot be split by {options.split!r}", remedy="use rows or columns")
    if options.label and options.split != "rows":
        raise GioiaError(
            "only documents of rows can be named by a column", remedy="add --split rows, or leave --name-by out"
        )
    if kind_of(raw) in {"xlsx", "xls", "ods"}:
        tables, base = _workbook(raw, name, options)
    elif kind_of(raw) == "html":
        tables, base = _web_tables(raw, name, options)
    else:
        tables, base = _delimited(raw, name, options)
    kept, remarks = _picked(tables, name, options)
    if options.of_tables:
        base = _with_remarks(base, *remarks)
    if options.split == "rows":
        parts = [part for table in kept for part in _by_row(table)]
    elif options.split == "columns":
        parts = [part for table in kept for part in _by_column(table)]
    else:
        parts = [("", "".join(_whole(table, titled=len(kept) > 1) for table in kept))]
        if max(len(table.headings) for table in kept) > 1:
            rows = counted(sum(len(table.rows) for table in kept), "row")
            message = f"a table of {rows} came in as one document, one row a line"
            remedy = (
                "for a document a row or a column, take it out (gioia remove) and add it with --split rows, --split columns "
                "or --column NAME"
            )
            base = _with_remarks(base, Remark(message, remedy))
    return [
        Reading(text, base.reader, base.encoding, base.confidence, remarks=base.remarks, part=part)
        for part, text in parts
        if text.strip()
    ]


def grids(raw: bytes, name: str, encoding: str = "") -> list[tuple[str, int, list[list[str]]]]:
    """Return of each sheet its name, the number of its first row, and its cells as a person sees them.

    Raises GioiaError where the file is damaged, too large, or no table.
    """
    if kind_of(raw) in {"xlsx", "xls", "ods"}:
        return _opened_sheets(raw, name)
    return [("", 1, _delimited_rows(raw, decoded(raw, name, encoding).text, name))]


def _with_remarks(base: Reading, *remarks: Remark) -> Reading:
    return structs.replace(base, remarks=(*base.remarks, *remarks))


def _delimited(raw: bytes, name: str, options: Options) -> tuple[list[_Table], Reading]:
    found = decoded(raw, name, options.encoding)
    rows = _delimited_rows(raw, found.text, name)
    base = Reading("", NAME, found.encoding, found.confidence, remarks=found.remarks)
    return _tables([("", 1, rows)], options), base


def _delimited_rows(raw: bytes, content: str, name: str) -> list[list[str]]:
    text = with_line_feeds(content)
    csv.field_size_limit(2**31 - 1)
    delimiter = delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        if _is_running_text([line.split(delimiter) for line in text.split("\n")], delimiter):
            raise no_table(name, "text") from error
        remedy = "close the quotation mark or correct the row, and add it again"
        raise GioiaError(
            f"{name}: line {reader.line_num} is no row of a table ({error})", remedy=remedy, exit_code=1
        ) from error
    if kind_of(raw) != "csv" and _is_running_text(rows, delimiter):
        raise no_table(name, "text")
    return rows


def _is_running_text(rows: Sequence[Sequence[str]], delimiter: str) -> bool:
    """Tell whether rows are lines of prose: of one cell, or most not of one width, or sentences with a comma in them."""
    full = [row for row in rows if any(map(str.strip, row))]
    width, times = Counter(map(len, full)).most_common(1)[0] if full else (1, 0)
    if width == 1 or times * 2 <= len(full):
        return True
    sentences = sum(cell[:1].isspace() for row in full for cell in row[1:2] if _SENTENCE_END.search(row[-1]))
    return delimiter == "," and sentences * 2 > len(full)


def _web_tables(raw: bytes, name: str, options: Options) -> tuple[list[_Table], Reading]:
    from gioia.sources.readers import html

    found = decoded(raw, name, options.encoding, declared=html.declared_encoding(raw))
    grids = html.tables(found.text, name)
    named = [(f"{number}" if len(grids) > 1 else "", 1, rows) for number, rows in enumerate(grids, 1)]
    return _tables(named, options), Reading(
        "", f"{NAME}, {html.reader_name()}", found.encoding, found.confidence, remarks=found.remarks
    )


def _workbook(raw: bytes, name: str, options: Options) -> tuple[list[_Table], Reading]:
    return _tables(_opened_sheets(raw, name), options), Reading("", f"{NAME} (calamine {_version()})")


def _opened_sheets(raw: bytes, name: str) -> list[tuple[str, int, list[list[str]]]]:
    what = _WHAT if kind_of(raw) == "xlsx" else "the spreadsheet"
    if what == _WHAT:
        _refuse_swelling(raw, name)
    elif raw.startswith(b"PK"):
        archives.opened(raw, name, what).close()
    try:
        return _sheets(raw)
    except Exception as error:
        if "password" in str(error).lower():
            remedy = "open it in its program, save it without its password, and add that"
            raise GioiaError(f"{name}: {what} has a password", remedy=remedy, exit_code=1) from error
        raise damaged(name, what) from error
    except BaseException as error:
        # A fault inside the library comes as an exception of its own root.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(name, what) from error


def _sheets(raw: bytes) -> list[tuple[str, int, list[list[str]]]]:
    """Return the name of each sheet, the number of its first row, and its cells."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
    return [(sheet, *_cells(book, sheet)) for sheet in book.sheet_names]


def _version() -> str:
    from importlib.metadata import version

    return version("python-calamine")


def _cells(book: Any, sheet: str) -> tuple[int, list[list[str]]]:  # noqa: ANN401 - the library's workbook
    """Return the number of the first row that holds something, and the cells from there on."""
    found = book.get_sheet_by_name(sheet)
    first = found.start[0] + 1 if found.start else 1
    return first, [[_shown(cell) for cell in row] for row in found.to_python(skip_empty_area=True)]


def _refuse_swelling(raw: bytes, name: str) -> None:
    """Refuse a workbook whose zip swells, and one in which a far cell spans a field of more cells than memory holds."""
    with archives.opened(raw, name, _WHAT) as archive:
        archives.verify(archive, name, _WHAT)
        left = _MOST_CELLS
        for info in archive.infolist():
            if not info.filename.lower().endswith(".xml"):
                continue
            content = archives.member(archive, info.filename, name, _WHAT)
            if b"<!ENTITY" in content:
                raise declares_entities(name, _WHAT)
            if "sheet" not in info.filename.lower():
                continue
            height, width = _span(content)
            left -= width * height
            if left < 0:
                message = f"{name}: a sheet spans {height:,} rows and {width:,} columns"
                remedy = "delete what stands far outside the table, or save the table as CSV"
                raise GioiaError(message, remedy=remedy, exit_code=1)


def _span(sheet: bytes) -> tuple[int, int]:
    """Return the last row and the last column that a sheet names."""
    width = height = 1
    for letters, digits in _REFERENCE.findall(sheet):
        width = max(width, _number(letters))
        height = max(height, int(digits))
    return height, width


def _number(letters: bytes) -> int:
    """Return the number of a column: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _shown(value: Any) -> str:  # noqa: ANN401 - text, number, truth value or time, as the cell holds it
    """Return a cell as a person sees it, dates in ISO 8601."""
    if isinstance(value, str):
        return with_line_feeds(value.replace("\0", ""))
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return _number_shown(value)
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta | int) else ""


def _number_shown(value: float) -> str:
    """Return a number in full, without a power of ten where it is not longer than a number of an account or a person."""
    if not abs(value) < _LONGEST_NUMBER:
        return repr(value)
    shown = f"{Decimal(repr(value)):f}"
    return shown.removesuffix(".0")


def _tables(sheets: list[tuple[str, int, list[list[str]]]], options: Options) -> list[_Table]:
    """Return the tables of sheets that hold something; a sheet is its name, the number of its first row, and its rows."""
    tables = []
    for name, first, cells in sheets:
        rows = {number: row for number, row in enumerate(cells, first) if any(cell.strip() for cell in row)}
        if not rows:
            continue
        width = max(map(len, rows.values()))
        full = tuple((*row, *[""] * (width - len(row))) for row in rows.values())
        headings, labels = tuple(_line(cell) for cell in full[0]), tuple(map(str, rows))
        if _are_headings(full) or _has_all(headings, _wanted(options)):
            tables.append(_Table(name, headings, full[1:], labels[1:]))
        else:
            tables.append(_Table(name, ("",) * width, full, labels))
    return [structs.replace(tables[0], name="")] if len(tables) == 1 else tables


def _are_headings(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row looks like headings: no number or date, no name that comes back below, no mere title.

    A question may be a heading, and so may a long one; a sentence is none where it stands alone.
    """
    first, below = [cell.strip() for cell in rows[0]], rows[1:]
    filled = [cell for cell in first if cell]
    if not below or len(first) == 1:
        return not _SENTENCE.search(filled[0][-2:])
    if len(filled) == 1 or any(_NUMBER.fullmatch(cell) for cell in filled):
        return False
    return not any(cell and any(row[column].strip() == cell for row in below) for column, cell in enumerate(first))


def _wanted(options: Options) -> list[str]:
    return [*options.columns, *([options.label] if options.label else [])]


def _has_all(headings: Sequence[str], wanted: Sequence[str]) -> bool:
    """Tell whether headings hold every column that is asked for, at least one."""
    return bool(wanted) and all(any(column.strip() in heading for heading in headings) for column in wanted)


def _picked(tables: list[_Table], name: str, options: Options) -> tuple[list[_Table], tuple[Remark, ...]]:
    """Return the tables with the columns that are named, in this order, and with the rows' names, and what was assumed.

    Sheets that do not have them all are left out with a remark.
    """
    if not tables:
        raise GioiaError(f"{name}: the file is empty", remedy="name a file that has text", exit_code=1)
    picked, remarks = [], []
    wanted = _wanted(options)
    missing = ""
    for table in tables:
        places = {column: _place(table, name, column) for column in wanted}
        lacking = next((column for column, place in places.items() if place < 0), "")
        if lacking:
            missing = lacking
            message = f"the sheet {table.name!r} was left out: no column in it is headed {missing!r}"
            remarks.append(Remark(message, "add the file again with a column of that sheet, if you need it", "info"))
            continue
        if not any(table.headings):
            message = f"the first line{f' of {table.name!r}' if table.name else ''} looks like no headings; it came in as a row"
            remarks.append(Remark(message, "if it holds the headings, name one of them with --column", "info"))
        picked.append(_with_columns(table, places, options))
    if not picked:
        there = ", ".join(heading for table in tables for heading in table.headings if heading)
        remedy = f"there are: {there[:_MOST_SHOWN]}" if there else "its first line looks like no headings; add them"
        raise GioiaError(f"{name}: no column is headed {missing!r}", remedy=remedy, exit_code=1)
    return picked, tuple(remarks)


def _with_columns(table: _Table, places: dict[str, int], options: Options) -> _Table:
    texts = [places[column] for column in options.columns] or list(range(len(table.headings)))
    headings = tuple(table.headings[place] for place in texts)
    rows = tuple(tuple(row[place] for place in texts) for row in table.rows)
    labels = tuple(_line(row[places[options.label]]).strip() for row in table.rows) if options.label else ()
    labels = tuple(label or number for label, number in zip(labels or table.labels, table.labels, strict=True))
    return _Table(table.name, headings, rows, labels)


def _place(table: _Table, name: str, column: str) -> int:
    """Return the place of the column that is headed so, else of the only one whose heading holds the words, else -1."""
    headings = [heading.strip() for heading in table.headings]
    places = [index for index, heading in enumerate(headings) if heading == column.strip()]
    places = places or [index for index, heading in enumerate(headings) if column.strip() in heading]
    if len(places) > 1:
        found = ", ".join(headings[place] for place in places)
        remedy = f"name one of them in full, or give them different headings: {found[:_MOST_SHOWN]}"
        raise GioiaError(f"{name}: {len(places)} columns are headed {column!r}", remedy=remedy, exit_code=1)
    return places[0] if places else -1


def _whole(table: _Table, *, titled: bool) -> str:
    lines = [table.name] if titled and table.name else []
    rows = (table.headings, *table.rows) if any(table.headings) else table.rows
    lines += ["\t".join(_line(cell) for cell in row).rstrip("\t") for row in rows]
    return "".join(f"{line}\n" for line in lines)


def _by_row(table: _Table) -> Iterator[tuple[str, str]]:
    for row, label in zip(table.rows, table.labels, strict=True):
        if len(row) == 1:
            text = f"{row[0]}\n" if row[0].strip() else ""
        else:
            pairs = zip(table.headings, row, strict=True)
            text = "".join(
                f"{heading}: {cell}\n" if heading else f"{cell}\n" for heading, cell in pairs if cell.strip()
            )
        yield _part(table, label), text


def _by_column(table: _Table) -> Iterator[tuple[str, str]]:
    for index, heading in enumerate(table.headings):
        cells = [_line(row[index]) for row in table.rows]
        yield _part(table, heading or f"{index + 1}"), "".join(f"{cell}\n" for cell in cells if cell.strip())


def _part(table: _Table, part: str) -> str:
    return f"{table.name}-{part}" if table.name else part


def _line(cell: str) -> str:
    return _BREAKS.sub(" ", cell)

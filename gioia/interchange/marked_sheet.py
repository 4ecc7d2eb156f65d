"""Reading a sheet of codings that somebody has worked in, a workbook or separated values.

Columns are known by their headings, in any order. `codes: NAME` (编码：NAME) is the column of a coder, `codes` or `concepts` (编码, 概念)
one that is nobody's; a line of a cell is a note. Of a workbook the first sheet counts that has a column for the text and one for
codes. Columns that are none of these are left out, and their headings told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from gioia.codings.marks import MarkedRow, uncarried
from gioia.errors import GioiaError
from gioia.findings import Place
from gioia.interchange.coding_sheet import CARRIED, HEADINGS
from gioia.plaintext.formulas import unguarded
from gioia.sources.readers.kinds import kind_of
from gioia.sources.readers.sheets import grids

_FIELDS = ("document", "segment", "speaker", "time", "text")
_KNOWN = {heading: field for head in HEADINGS.values() for heading, field in zip(head, _FIELDS, strict=False)}
_KNOWN |= {"excerpt": "text", "文本": "text"}
_CODES = re.compile(r"(?:编码|概念|codes?|codings?|concepts?)\s*(?:[:：]\s*(.*))?", re.IGNORECASE)
_CARRYING = re.compile(rf"{CARRIED}(?: \d+)?")
_LONGEST_NUMBER = 9


class MarkedSheet(Struct, frozen=True):
    """The rows of a sheet, and the headings of the columns that were not read."""

    rows: tuple[MarkedRow, ...]
    left_out: tuple[str, ...] = ()


class _Columns(Struct, frozen=True):
    fields: dict[str, int]
    coders: dict[int, str]
    carrying: list[int]
    left_out: tuple[str, ...]


def read(raw: bytes, name: str, encoding: str = "") -> MarkedSheet:
    """Return the rows of the sheet that hold a text; places name the file by `name` and the row as a spreadsheet counts.

    Raises GioiaError where the file is damaged or no table, or where no sheet has the columns.
    """
    guarded = kind_of(raw) not in {"xlsx", "xls", "ods"}
    for _, first, rows in grids(raw, name, encoding):
        cells = [[unguarded(cell) for cell in row] if guarded else row for row in rows]
        columns = _columns(cells[0]) if cells else None
        if columns is not None:
            read_rows = (_row(Place(name, number), row, columns) for number, row in enumerate(cells[1:], first + 1))
            return MarkedSheet(tuple(row for row in read_rows if row.text.strip()), columns.left_out)
    remedy = (
        f"head one {HEADINGS['en'][4]} or {HEADINGS['zh'][4]}, the other {HEADINGS['en'][5]} or {HEADINGS['zh'][5]}"
    )
    raise GioiaError(f"{name}: no sheet has a column for the text and one for codes", remedy=remedy, exit_code=1)


def _columns(head: Sequence[str]) -> _Columns | None:
    fields: dict[str, int] = {}
    coders: dict[int, str] = {}
    carrying, left_out = [], []
    for column, cell in enumerate(head):
        heading = cell.strip().removeprefix("\ufeff")
        codes = _CODES.fullmatch(heading)
        field = _KNOWN.get(heading.casefold(), "")
        if field and field not in fields:
            fields[field] = column
        elif codes:
            coders[column] = (codes[1] or "").strip()
        elif _CARRYING.fullmatch(heading):
            carrying.append(column)
        elif heading:
            left_out.append(heading)
    return _Columns(fields, coders, carrying, tuple(left_out)) if "text" in fields and coders else None


def _row(place: Place, cells: Sequence[str], columns: _Columns) -> MarkedRow:
    def cell(column: int) -> str:
        return cells[column] if 0 <= column < len(cells) else ""

    number = cell(columns.fields.get("segment", -1)).strip()
    notes = tuple(
        (coder, line) for column, coder in columns.coders.items() for line in cell(column).split("\n") if line.strip()
    )
    known = "".join(cell(column) for column in columns.carrying)
    return MarkedRow(
        place,
        cell(columns.fields["text"]),
        notes,
        cell(columns.fields.get("document", -1)).strip(),
        int(number) if number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER else 0,
        uncarried(known) if known else (),
    )

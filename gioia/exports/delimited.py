"""A table as comma-separated values, for spreadsheets and other programs.

UTF-8 with a byte order mark, which Excel needs to read Chinese; CRLF and quoting as RFC 4180 has them. Every row is whole:
merged cells repeat their value. A text cell that a spreadsheet would run as a formula is guarded by a leading apostrophe
(`gioia.plaintext.formulas`), which `gioia import-table` takes away again; another reader finds it there. Caption and note are
not data and are left out.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from gioia.displays.display import Display, Table
from gioia.displays.merging import Cell, columns, rows
from gioia.exports._characters import holdable
from gioia.plaintext.formulas import guarded

if TYPE_CHECKING:
    import pandas as pd

SUFFIX = "csv"
SHOWS = Table


def write(display: Display) -> bytes:
    """Return the table's header and rows."""
    table = cast("Table", display)
    return delimited(columns(table), rows(table))


def write_frame(frame: pd.DataFrame) -> bytes:
    """Return a frame's header and rows; a number that is missing or undefined is an empty cell."""
    cells = frame.astype(object).where(frame.notna(), "")
    return delimited(list(frame.columns), cells.itertuples(index=False, name=None))


def delimited(names: Iterable[str], cells: Iterable[Iterable[Cell | float]]) -> bytes:
    """Return a header and rows as the file that this module is about."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_safe(name) for name in names)
    writer.writerows([_safe(cell) for cell in row] for row in cells)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _safe(cell: Cell | float) -> Cell | float:
    """Return a text cell that no spreadsheet runs; a number, negative or not, as it is."""
    return guarded(holdable(cell)) if isinstance(cell, str) else cell

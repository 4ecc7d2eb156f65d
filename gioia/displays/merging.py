"""Merged cells, worked out once for every writer.

In the columns that a table merges, a cell that repeats the one above is part of it, as long as the merged columns to its
left do not begin a new cell there: a theme that happens to have the same name in the next dimension stays a cell of its own.
Of two columns of the same name the first is merged: a stage that is called like a head column keeps its numbers.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gioia.displays.display import Table

Cell = str | int

_PER_CENT = re.compile(r"\d+(\.\d+)?%", re.ASCII)


def columns(table: Table) -> list[str]:
    """Return the printed names of the columns."""
    return [str(name) for name in table.frame.columns]


def rows(table: Table) -> list[tuple[Cell, ...]]:
    """Return the cells of a table, row by row, without merging: strings and Python integers."""
    by_column = [
        [value if isinstance(value, str) else int(value) for value in column.tolist()]
        for _, column in table.frame.items()
    ]
    return list(zip(*by_column, strict=True))


def spans(table: Table) -> list[list[int]]:
    """Return, row by row and column by column, how many rows a cell covers; 0 for a cell that one above covers."""
    cells = rows(table)
    covered = [[1] * len(row) for row in cells]
    names = columns(table)
    merged = sorted(names.index(name) for name in table.merged if name in names)
    begins = [i == 0 for i in range(len(cells))]
    for j in merged:
        begins = [begins[i] or cells[i][j] != cells[i - 1][j] for i in range(len(cells))]
        first = 0
        for i, begin in enumerate(begins):
            first = i if begin else first
            covered[i][j] = 0
            covered[first][j] += 1
    return covered


def numeric(table: Table) -> list[bool]:
    """Return for each column whether it holds numbers only; a table without rows has no such column."""
    cells = rows(table)
    return [bool(cells) and all(is_number(row[j]) for row in cells) for j in range(len(table.frame.columns))]


def is_number(cell: Cell) -> bool:
    """Tell whether a cell is a number, which is set flush right: an integer, or a text such as 12.5%."""
    return isinstance(cell, int) or bool(_PER_CENT.fullmatch(cell))


def shares(table: Table) -> list[int]:
    """Return the columns' widths: those of the table, or the same for each column where it gives none that fit."""
    count = len(table.frame.columns)
    return list(table.widths) if len(table.widths) == count else [16] * count


def width(text: str) -> int:
    """Return how many columns of Latin text `text` takes on one line: a Chinese character takes two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)

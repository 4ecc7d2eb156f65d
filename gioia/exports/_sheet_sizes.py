"""How wide the columns and how tall the rows of a sheet are, such that every cell shows all of its text.

Widths are in characters of Latin text, heights in points. The text is 11-point 宋体, whose characters are a twentieth wider than
two digits; two columns of a cell are lost to its margins and its indent.
"""

from __future__ import annotations

import math

from gioia.displays.display import Table
from gioia.displays.merging import columns, rows, shares, spans, width

_LINE = 15.5
_TALLEST = 409.0
_WIDEST = 255
"""A line of 11-point text, and what Excel allows at most."""


def widths(table: Table) -> list[int]:
    """Return the columns' widths."""
    return [min(_WIDEST, share) for share in shares(table)]


def height_of(text: str, room: int) -> float:
    """Return the height of a row that holds `text` in a cell of `room` columns."""
    return _height(_lines(text, room))


def head_height(table: Table) -> float:
    """Return the height of the header row, with some air."""
    names = zip(columns(table), widths(table), strict=True)
    return _height(max((_lines(name, room) for name, room in names), default=1) + 0.25)


def row_heights(table: Table) -> list[float]:
    """Return the heights of the rows; those of a merged cell share what it needs."""
    given, needed = widths(table), [1.0] * len(table.frame)
    spanning = [
        (span, i, _lines(cell, given[j]))
        for i, (row, covers) in enumerate(zip(rows(table), spans(table), strict=True))
        for j, (cell, span) in enumerate(zip(row, covers, strict=True))
        if span and isinstance(cell, str)
    ]
    for span, i, count in sorted(spanning):
        missing = count - sum(needed[i : i + span])
        if missing > 0:
            needed[i : i + span] = [height + missing / span for height in needed[i : i + span]]
    return [_height(count) for count in needed]


def _height(count: float) -> float:
    return min(_TALLEST, math.ceil(count * _LINE * 4) / 4 + 3)


def _lines(text: str, columns_wide: int) -> int:
    """Return how many lines `text` takes in a cell so wide."""
    room = max(1, columns_wide - 2)
    return sum(max(1, math.ceil(1.05 * width(line) / room)) for line in text.split("\n"))

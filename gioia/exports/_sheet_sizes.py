"""How wide the columns and how tall the rows of a sheet are, such that every cell shows all of its text.

Widths are in characters of Latin text, heights in points. The text is 11-point 宋体, whose characters are a twentieth wider than
two digits; two columns of a cell are lost to its margins and its indent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from gioia.displays.display import Table
from gioia.displays.merging import columns, rows, shares, spans, width

_LINE = 15.5
_CHARACTER = (5.5, 7.2)
_TALLEST = 409.0
_WIDEST = 255
"""A line of 11-point text, a character across with Calibri and with what stands in for it elsewhere, and what Excel allows at most."""


_A4 = (595.3, 841.9)
_MARGINS = (0.6, 0.7)
"""Of a page: its sides, in points, and the margins left and right, above and below, in inches."""
_FEW, _LITTLE = 2, 0.15
"""A last page of so few rows, or of so little of its height, is not worth a page."""
_SMALLEST = 0.7
"""How much smaller a sheet may be printed to save such a page."""


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


def pages_down(across: float, head: float, heights: Sequence[float], below: float, *, is_wide: bool) -> int:
    """Return on how many pages a sheet is to be printed, 0 for as many as it takes.

    It takes one more for a row or two, or for its note alone, where it would be much smaller without that page. `across` is
    in characters; `head` stands on every page, `below` is what comes under the rows, both in points as the `heights` are.
    """
    side, length = _A4[::-1] if is_wide else _A4
    room = length - 144 * _MARGINS[1]
    spared = []
    for character in _CHARACTER:
        full = room / min(1.0, (side - 144 * _MARGINS[0]) / (across * character))
        pages = _pages(heights, below, full - head)
        is_little = len(pages[-1]) - 1 <= _FEW or sum(pages[-1]) <= _LITTLE * full
        if is_little and 1 < len(pages) > len(_pages(heights, below, full / _SMALLEST - head)):
            spared.append(len(pages) - 1)
    return min(spared, default=0)


def _pages(heights: Sequence[float], below: float, room: float) -> list[list[float]]:
    """Return the heights of what each page holds, `below` the last of them."""
    pages: list[list[float]] = [[]]
    for height in (*heights, below):
        if pages[-1] and sum(pages[-1]) + height > room:
            pages.append([])
        pages[-1].append(height)
    return pages


def _height(count: float) -> float:
    return min(_TALLEST, math.ceil(count * _LINE * 4) / 4 + 3)


def _lines(text: str, columns_wide: int) -> int:
    """Return how many lines `text` takes in a cell so wide."""
    room = max(1, columns_wide - 2)
    return sum(max(1, math.ceil(1.05 * width(line) / room)) for line in text.split("\n"))

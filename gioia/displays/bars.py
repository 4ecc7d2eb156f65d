"""Bars along an axis: what lasts, each with its label in it or beside it, in as few rows as keep them apart.

A label stands in its bar where it fits there; else on the side where there is more room. Rows are filled from the top, in
the order given. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from gioia.displays.lettering import Block, set_at
from gioia.displays.scene import Box, TextLine
from gioia.displays.typesetting import width

LEAST = 3.0
"""The width of a bar that is too short to be seen in true proportion."""
_PAD = 3.0
_BESIDE = 3.0
_APART = 6.0
_ROW_GAP = 3.0
_HEIGHT = 8.0
_MOST_LINES = 4

Lettering = Callable[[float], Block]
"""Sets a bar's label in a room that is so many points wide."""


class Bar(Struct, frozen=True):
    """What lasts from `left` to `right`; `least` is the room in which no word of its label need be broken.

    `tail` is the room that is kept free to its right, for an arrow.
    """

    key: str
    name: str
    role: str
    left: float
    right: float
    least: float
    lettering: Lettering
    tail: float = 0.0


class _Placed(Struct, frozen=True):
    """A bar with its label set: how far both reach, and where the label stands (empty: in the bar)."""

    bar: Bar
    block: Block
    low: float
    high: float
    side: str

    @property
    def height(self) -> float:
        """How high the row has to be for it."""
        return max(_HEIGHT, self.block.height + (0 if self.side else 2 * _PAD))


class Rows(Struct, frozen=True):
    """Bars that have their places, in the order given, and the y below the last row."""

    boxes: tuple[Box, ...]
    texts: tuple[TextLine, ...]
    bottom: float


def in_rows(bars: Sequence[Bar], left: float, right: float, top: float) -> Rows:
    """Return the bars in rows from `top` downwards, between `left` and `right`."""
    rows: list[list[_Placed]] = []
    for bar in bars:
        one = _placed(bar, left, right)
        for row in rows:
            if all(
                one.low >= other.high + _gap(one, other) or other.low >= one.high + _gap(one, other) for other in row
            ):
                row.append(one)
                break
        else:
            rows.append([one])
    boxes: dict[str, Box] = {}
    texts: list[TextLine] = []
    for row in rows:
        height = max(one.height for one in row)
        for one in row:
            boxes[one.bar.key], lines = _drawn(one, top, height)
            texts += lines
        top += height + _ROW_GAP
    return Rows(tuple(boxes[bar.key] for bar in bars), tuple(texts), top - _ROW_GAP if rows else top)


def _gap(one: _Placed, other: _Placed) -> float:
    """Return how far two bars of a row keep apart: bars that hold their labels may touch."""
    return _APART if one.side or other.side else -0.01


def _placed(bar: Bar, left: float, right: float) -> _Placed:
    inner = bar.right - bar.left - 2 * _PAD
    inside = bar.lettering(max(inner, 1.0))
    rooms = {"right": right - bar.right - bar.tail - _BESIDE, "left": bar.left - _BESIDE - left}
    side = "right" if rooms["right"] >= min(rooms["left"], bar.least) else "left"
    fits = bar.least <= inner and len(inside.lines) <= _MOST_LINES
    if fits or inner >= max(rooms.values()):
        return _Placed(bar, inside, bar.left, bar.right + bar.tail, "")
    beside = bar.lettering(rooms[side])
    wide = max((width(text, size) for text, size, _ in beside.lines), default=0.0) + _BESIDE
    if side == "right":
        return _Placed(bar, beside, bar.left, bar.right + bar.tail + wide, side)
    return _Placed(bar, beside, bar.left - wide, bar.right + bar.tail, side)


def _drawn(one: _Placed, top: float, height: float) -> tuple[Box, tuple[TextLine, ...]]:
    bar, wide = one.bar, one.bar.right - one.bar.left
    text_top = top + (height - one.block.height) / 2
    if not one.side:
        lines = set_at(one.block, bar.left + wide / 2, text_top, "middle")
        return Box(bar.key, bar.name, bar.role, bar.left, top, wide, height, lines), ()
    box = Box(bar.key, bar.name, bar.role, bar.left, top + (height - _HEIGHT) / 2, wide, _HEIGHT)
    if one.side == "right":
        return box, set_at(one.block, bar.right + bar.tail + _BESIDE, text_top)
    return box, set_at(one.block, bar.left - _BESIDE, text_top, "end")

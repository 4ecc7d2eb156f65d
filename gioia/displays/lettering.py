"""Lettering: text set into a box or beside a line.

A block is a stack of set lines with its own height; it is made before its box is placed, because the box's height
follows from it. Sizes, widths and heights are points.
"""

from __future__ import annotations

from msgspec import Struct

from gioia.displays.scene import Anchor, Box, TextLine
from gioia.displays.typesetting import wrap

LEADING = 1.3
RISE = 0.36
"""How far the baseline lies below the middle of a line, in ems: Chinese and Latin letters look centred with it."""

PAD_X = 5.0
PAD_Y = 3.5


class Block(Struct, frozen=True):
    """Lines with their size and weight, top to bottom."""

    lines: tuple[tuple[str, float, bool], ...] = ()

    @property
    def height(self) -> float:
        """The height of the lines with their leading."""
        return sum(size * LEADING for _, size, _ in self.lines)


def block(text: str, room: float, size: float, *, bold: bool = False) -> Block:
    """Return `text` set in lines of at most `room` points."""
    return Block(tuple((line, size, bold) for line in wrap(text, room, size, bold=bold)))


def stacked(*blocks: Block) -> Block:
    """Return blocks one below the other."""
    return Block(tuple(line for one in blocks for line in one.lines))


def set_at(block: Block, x: float, top: float, anchor: Anchor = "start") -> tuple[TextLine, ...]:
    """Return the block's lines with the first line's upper edge at `top`."""
    lines = []
    for text, size, bold in block.lines:
        baseline = top + size * (LEADING / 2 + RISE)
        lines.append(TextLine(text, x, baseline, size, anchor, bold))
        top += size * LEADING
    return tuple(lines)


def box_height(block: Block) -> float:
    """Return the height that a box needs for the block, at least that of one line of 8 points."""
    return max(block.height, 8 * LEADING) + 2 * PAD_Y


def lettered(key: str, name: str, role: str, frame: tuple[float, float, float, float], block: Block) -> Box:
    """Return a box at `frame` (x, y, width, height) with the block centred in it; concepts are set from the left."""
    x, y, width, height = frame
    top = y + (height - block.height) / 2
    lines = set_at(block, x + PAD_X, top) if role == "concept" else set_at(block, x + width / 2, top, "middle")
    return Box(key, name, role, x, y, width, height, lines)

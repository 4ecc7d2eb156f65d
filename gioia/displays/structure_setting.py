"""How figure 1 is set: how large its letters are, how wide its columns, how far its boxes stand apart. Lengths are points.

Letters have eight points where the figure is wide, seven in a single column, and get smaller, down to `LEAST_SIZE`, as
long as some word would have to be broken, or where the figure then fits one page. Columns share the width as Gioia, Corley and Hamilton (2013) have them, about
3.5 : 1.8 : 1, and give way to one another so that every column holds its longest word. A word that would not fit a column
even in the smallest letters is broken and changes nothing for the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

from gioia.displays.lettering import LEADING, PAD_X, PAD_Y, Block, block, stacked
from gioia.displays.scene import PAGE_HEIGHT
from gioia.displays.structure_outline import Branch, Shelf
from gioia.displays.typesetting import least_width
from gioia.displays.typesetting import width as width_of
from gioia.study.appearance import Appearance

FREE_WIDTH = 493.0
"""174 mm: the full width of a page in most journals."""

LEAST_SIZE = 6.0
"""Points: no letter of the figure is smaller, where it is printed in the width that it was made for."""

_SIZE = 8.0
_NARROW_SIZE = 7.0
_NARROW = 340.0
_STEP = 0.5
_SHARES = (0.555, 0.285, 0.16)
_CAPS = (0.6, 0.45, 0.3)
"""How much of the room a column may ask for to keep its words whole."""
_MARGIN = 1.0
_BAND_MARGIN = 6.0
_GUTTER = 22.0
_LEAST_GUTTER = 11.0
_LEAST_PAD = 2.5
_TIGHTER = 1.4
"""A box is a little less high than elsewhere, so that thirty concepts go on a page."""
_LEAST_EMS = 2.0
"""No column is narrower than two Chinese characters."""
_ROLES = ("concept", "theme", "dimension")
_BOLD = "dimension"


class Column(Struct, frozen=True):
    """Where a column of boxes stands."""

    x: float
    width: float


class Setting(Struct, frozen=True):
    """The measures of a figure: `size` of its letters, `pad` between a letter and the side of its box, `limit` of its height."""

    width: float
    columns: tuple[Column, ...]
    size: float
    pad: float
    margin: float
    limit: float
    style: str
    language: str

    @property
    def small(self) -> float:
        """The size of remarks."""
        return max(LEAST_SIZE, self.size - 1)


def settings(
    shelves: Sequence[Shelf], appearance: Appearance, language: str, headings: Sequence[str]
) -> tuple[Setting, ...]:
    """Return how the figure may be set, the largest letters first, in the width that is asked for.

    A free figure is `FREE_WIDTH` wide, and so high that it still fits a page when its letters are made as small as
    `LEAST_SIZE`; any other is as high as a page, and may have smaller letters to fit one.
    """
    width = appearance.points or FREE_WIDTH
    margin = _BAND_MARGIN if any(shelf.name for shelf in shelves) else _MARGIN
    scale = min(1.0, width / FREE_WIDTH)
    gutter, pad = max(_LEAST_GUTTER, _GUTTER * scale), max(_LEAST_PAD, PAD_X * scale)
    room = width - 2 * margin - 2 * gutter
    ems = _longest(shelves, headings, room, pad)
    size = _fitting(ems, room, pad, _SIZE if width >= _NARROW else _NARROW_SIZE)
    limit = PAGE_HEIGHT if appearance.points else PAGE_HEIGHT * size / LEAST_SIZE
    sizes = [size - step * _STEP for step in range(int((size - LEAST_SIZE) / _STEP) + 1)]
    return tuple(
        Setting(
            width, _columns(ems, room, (one, pad, margin, gutter)), one, pad, margin, limit, appearance.style, language
        )
        for one in (sizes if appearance.points else sizes[:1])
    )


def _columns(ems: Sequence[float], room: float, measures: tuple[float, float, float, float]) -> tuple[Column, ...]:
    size, pad, margin, gutter = measures
    widths = _shared(room, tuple(em * size + 2 * pad for em in ems))
    starts = accumulate((one + gutter for one in widths[:-1]), initial=margin)
    return tuple(Column(start, one) for start, one in zip(starts, widths, strict=True))


def _longest(shelves: Sequence[Shelf], headings: Sequence[str], room: float, pad: float) -> tuple[float, ...]:
    """Return the longest word of each column in ems, of those that the column can hold."""
    found = []
    for role, names, heading, cap in zip(_ROLES, _names(shelves), headings, _CAPS, strict=True):
        # A heading does not break after a hyphen, as a name may: every page begins with it.
        widths = [least_width(heading, 1.0, bold=True)]
        widths += [width_of(word, 1.0, bold=True) for word in heading.split(" ") if word.isascii()]
        widths += [least_width(name, 1.0, bold=role == _BOLD) for name in sorted(names)]
        found.append(max([_LEAST_EMS, *(em for em in widths if em * LEAST_SIZE + 2 * pad <= cap * room)]))
    return tuple(found)


def _fitting(ems: Sequence[float], room: float, pad: float, size: float) -> float:
    """Return the size of letters, from `size` down, at which the columns hold their longest words side by side."""
    is_held = sum(em * size + 2 * pad for em in ems) <= room
    return size if is_held or size <= LEAST_SIZE else _fitting(ems, room, pad, size - _STEP)


def _names(shelves: Sequence[Shelf]) -> list[set[str]]:
    """Return the names in each column."""
    found: dict[str, set[str]] = {role: set() for role in _ROLES}
    for branch in _branches(branch for shelf in shelves for branch in (*shelf.dimensions, *shelf.ungrouped)):
        found[branch.role].update((branch.name, branch.remark))
    return list(found.values())


def _branches(of: Iterable[Branch]) -> Iterator[Branch]:
    for branch in of:
        yield branch
        yield from _branches(branch.parts)


def _shared(room: float, least: tuple[float, ...]) -> tuple[float, ...]:
    """Share the room among the columns; one whose share is less than it needs gets that, and the others share the rest."""
    if sum(least) >= room:
        return tuple(room * one / sum(least) for one in least)
    fixed: dict[int, float] = {}
    while True:
        rest = room - sum(fixed.values())
        parts = sum(share for index, share in enumerate(_SHARES) if index not in fixed)
        widths = [fixed.get(index, rest * share / parts) for index, share in enumerate(_SHARES)]
        short = [index for index, one in enumerate(widths) if one < least[index] and index not in fixed]
        if not short:
            return tuple(widths)
        fixed |= {index: least[index] for index in short}


def lettered_block(name: str, remark: str, column: Column, how: Setting, *, bold: bool = False) -> Block:
    """Return a name set for a box in a column, with its remark below it."""
    room = column.width - 2 * how.pad
    return stacked(block(name, room, how.size, bold=bold), block(remark, room, how.small))


def height_of(text: Block, how: Setting) -> float:
    """Return the height of a box that holds the block."""
    return max(text.height, how.size * LEADING) + 2 * PAD_Y - _TIGHTER

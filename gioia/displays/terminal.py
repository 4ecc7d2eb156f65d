"""Text on a terminal: how many columns it takes, and columns that stand below one another.

A Chinese character is two columns wide, a combining mark none. Rich knows the widths; each character's is looked up once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

_FIRST_IDEOGRAPH, _LAST_IDEOGRAPH = "\u4e00", "\u9fff"


def cells(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    return len(text) if text.isascii() else sum(map(_cells.__getitem__, text))


class _Cells(dict[str, int]):
    """Character → its columns. Ideographs are the most, and Rich need not be asked for each of them."""

    def __missing__(self, char: str) -> int:
        if _FIRST_IDEOGRAPH <= char <= _LAST_IDEOGRAPH:
            size = 2
        else:
            from rich.cells import get_character_cell_size

            size = get_character_cell_size(char)
        self[char] = size
        return size


_cells = _Cells()


def fitting(text: str, room: int, mark: str = "…") -> str:
    """Return as much of the text's beginning as fits into `room` columns, with a mark where it was cut."""
    if cells(text) <= room:
        return text
    kept, used = 0, len(mark)
    for char in text:
        used += cells(char)
        if used > room:
            break
        kept += 1
    return text[:kept] + mark


def wrapped(text: str, room: int) -> Iterator[str]:
    """Yield the text as lines of at most `room` columns, broken at spaces and as Chinese typesetting asks.

    Nothing is left out but the spaces at which a line is broken. A word that is wider than a line is parted.
    """
    line, used = "", 0
    for piece in _pieces(" ".join(text.split())):
        if line and used + cells(piece.rstrip()) > room:
            yield line.rstrip()
            line, used = "", 0
        for char in piece if cells(piece.rstrip()) > room else [piece]:
            if line and used + cells(char.rstrip()) > room:
                yield line.rstrip()
                line, used = "", 0
            line, used = line + char, used + cells(char)
    if line:
        yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """Yield the parts of a text that stay on one line, each with the space after it."""
    from gioia.displays.typesetting import may_break

    start = 0
    for index, (before, after) in enumerate(pairwise(text), 1):
        # A command's words and options are typed as they stand, so that they break at spaces only.
        is_typed = before != " " and before.isascii() and after.isascii()
        if not is_typed and may_break(before, after):
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the rows as lines, the first cell of each set from the left and the others from the right."""
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        left = first + " " * (widths[0] - cells(first))
        yield "  ".join(
            [left, *(" " * (width - cells(cell)) + cell for cell, width in zip(others, widths[1:], strict=True))]
        )

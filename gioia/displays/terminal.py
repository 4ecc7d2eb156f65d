"""Text on a terminal: how many columns it takes, and columns that stand below one another.

A Chinese character is two columns wide, a combining mark none. Rich knows the widths; each character's is looked up once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def cells(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    return len(text) if text.isascii() else sum(map(_cells.__getitem__, text))


class _Cells(dict[str, int]):
    """Character → its columns."""

    def __missing__(self, char: str) -> int:
        from rich.cells import get_character_cell_size

        self[char] = size = get_character_cell_size(char)
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


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the rows as lines, the first cell of each set from the left and the others from the right."""
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        left = first + " " * (widths[0] - cells(first))
        yield "  ".join(
            [left, *(" " * (width - cells(cell)) + cell for cell, width in zip(others, widths[1:], strict=True))]
        )

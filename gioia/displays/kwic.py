"""Hits as lines of text, their words one below the other; a Chinese character is two columns wide.

In a pipe every line is whole and says where it is from: `document:line:`, as programs expect it. A terminal is narrow: the
document stands once above its hits there, and contexts are cut so that a line fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from gioia.sources.concordance import Hit

_BRACKETS = 4
"""How many columns the brackets around the words take."""
_LEAST = 6
"""How many columns of context stay on each side of words that are as wide as the terminal."""


def piped_lines(hits: Sequence[Hit]) -> Iterator[str]:
    """Yield a line for each hit: its place, the context, the words in brackets, the context."""
    places = [f"{hit.document}:{hit.line}:" for hit in hits]
    widths = [cells(place) for place in places]
    befores = [cells(hit.before) for hit in hits]
    label, context = max(widths, default=0), max(befores, default=0)
    for hit, place, width, before in zip(hits, places, widths, befores, strict=True):
        pad = " " * (label - width + 1 + context - before)
        yield f"{place}{pad}{hit.before}【{hit.match}】{hit.after}"


def terminal_lines(hits: Sequence[Hit], columns: int) -> Iterator[str]:
    """Yield a line for each document and one for each of its hits, none wider than `columns`."""
    number = max((len(str(hit.line)) for hit in hits), default=0)
    room = max(columns - number - 1 - _BRACKETS, 2 * _LEAST)
    widest = min(max((cells(hit.match) for hit in hits), default=0), room - 2 * _LEAST)
    left = min(max((cells(hit.before) for hit in hits), default=0), (room - widest) // 2)
    for document, of_document in groupby(hits, key=lambda hit: hit.document):
        yield _head(document, columns)
        for hit in of_document:
            before, match = _tail(hit.before, left), _head(hit.match, max(widest, 1))
            after = _head(hit.after, room - left - cells(match), mark="")
            pad = " " * (left - cells(before))
            yield f"{hit.line:{number}} {pad}{before}【{match}】{after}".rstrip()


def cells(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    return len(text) if text.isascii() else sum(map(_cells.__getitem__, text))


class _Cells(dict[str, int]):
    """Character → its columns, looked up once a character."""

    def __missing__(self, char: str) -> int:
        from rich.cells import get_character_cell_size

        self[char] = size = get_character_cell_size(char)
        return size


_cells = _Cells()


def _head(text: str, room: int, mark: str = "…") -> str:
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


def _tail(text: str, room: int) -> str:
    """Return as much of the text's end as fits into `room` columns."""
    return _head(text[::-1], room, mark="")[::-1]

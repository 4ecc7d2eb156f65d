"""Hits as lines of text, their words one below the other; a Chinese character is two columns wide.

In a pipe every line is whole and says where it is from: `document:line:`, as programs expect it. A terminal is narrow: the
document stands once above its hits there, and contexts are cut so that a line fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from gioia.displays.terminal import cells, fitting
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
        yield fitting(document, columns)
        for hit in of_document:
            before, match = _tail(hit.before, left), fitting(hit.match, max(widest, 1))
            after = fitting(hit.after, room - left - cells(match), mark="")
            pad = " " * (left - cells(before))
            yield f"{hit.line:{number}} {pad}{before}【{match}】{after}".rstrip()


def _tail(text: str, room: int) -> str:
    """Return as much of the text's end as fits into `room` columns."""
    return fitting(text[::-1], room, mark="")[::-1]

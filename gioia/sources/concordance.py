"""The concordance: every place where some words stand, in their context (keyword in context, Luhn 1960).

What is shown is the document's own text, with broken lines joined. Where the context goes over the end of a paragraph or
of a speaker's turn, a mark stands there, so that two of them are not read as one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

from gioia.errors import GioiaError
from gioia.sources.normal import printed
from gioia.sources.queries import SECONDS, Query
from gioia.sources.register import Document
from gioia.sources.segments import segments
from gioia.sources.sentences import is_page_broken, paragraph_ends

MARK = " / "
"""What stands between two paragraphs or turns."""


class Hit(Struct, frozen=True, gc=False):
    """One place where the words stand.

    `start` and `end` are code points of the document's text, half-open; `line` is the 1-based line of `start`. `before`,
    `match` and `after` are as displays print them, the contexts up to the asked width.
    """

    document: str
    source: str
    start: int
    end: int
    line: int
    before: str
    match: str
    after: str


def find(documents: Iterable[Document], query: Query, *, width: int = 20) -> list[Hit]:
    """Return the hits of a query by document and position; `width` is the context in code points on each side.

    Raises GioiaError where a regular expression takes too long on a document.
    """
    return [hit for document in documents for hit in _hits(document, query, width)]


def _hits(document: Document, query: Query, width: int) -> Iterator[Hit]:
    text = document.text
    try:
        spans = query.spans(text)
    except TimeoutError as error:
        message = f"the pattern takes more than {SECONDS:.0f} seconds on {document.name}"
        remedy = "make it simpler: no repetition within a repetition, such as (a+)+"
        raise GioiaError(message, remedy=remedy) from error
    shown = _Shown(document)
    line, last = 1, 0
    for start, end in spans:
        line += text.count("\n", last, start)
        last = start
        yield Hit(
            document.name,
            document.source,
            start,
            end,
            line,
            shown.before(start, width),
            shown.passage(start, end),
            shown.after(end, width),
        )


class _Shown:
    """The text of a document as it is printed; the ends of its paragraphs are worked out where a line end is met."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self._ends: list[int] | None = None

    def before(self, place: int, width: int) -> str:
        """Return the last `width` printed characters before the place."""
        near = self.text[max(0, place - width) : place]
        shown = printed(near)
        # Nothing was joined or left out: what stands before it makes no difference.
        if len(shown) == len(near) and "\n" not in near:
            return shown
        return self.passage(max(0, place - 3 * width), place)[-width:]

    def after(self, place: int, width: int) -> str:
        """Return the first `width` printed characters after the place."""
        near = self.text[place : place + width]
        shown = printed(near)
        if len(shown) == len(near) and "\n" not in near:
            return shown
        return self.passage(place, place + 3 * width)[:width]

    def passage(self, start: int, end: int) -> str:
        """Return the passage as it is printed, with a mark at the end of each paragraph or turn within it."""
        raw = self.text[start:end]
        if "\n" not in raw:
            return printed(raw)
        ends = self.ends()
        inside = ends[bisect_left(ends, start) : bisect_left(ends, end)]
        return MARK.join(printed(self.text[one:other]) for one, other in pairwise([start, *inside, end]))

    def ends(self) -> list[int]:
        """Return where paragraphs and turns end: the white space after them follows."""
        if self._ends is None:
            # Where no page broke the lines, a turn can only end where a paragraph does.
            turns = segments(self.document) if is_page_broken(self.text) else ()
            ends = {*paragraph_ends(self.text), *(turn.end for turn in turns)}
            last = len(self.text.rstrip())
            self._ends = sorted(end for end in ends if 0 < end < last)
        return self._ends

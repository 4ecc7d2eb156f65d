"""The concordance: every place where some words stand, in their context (keyword in context, Luhn 1960).

What is shown is the document's own text, with broken lines joined. A context and the words read on from one to the other:
white space between them is one space at the context's end, or none between Chinese characters. Where the context goes over
the end of a paragraph or of a speaker's turn, a mark stands there, so that two of them are not read as one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from gioia.errors import GioiaError
from gioia.sources.normal import printed_each, printed_space
from gioia.sources.queries import SECONDS, Query
from gioia.sources.register import Document
from gioia.sources.segmented import Segmented
from gioia.sources.sentences import is_page_broken, paragraph_ends, written_end

# Begins with one class of characters, to which the regex engine runs.
_LINE_END = re.compile(r"\s(?<!\s\s)(?:(?<=\n)|\s*\n)\s*")
_BREAK = "\ud801"
"""What stands for `MARK` until a passage is printed: a character that no text has which was once UTF-8."""
_EDGE = 3
"""How many characters at a cut edge may read otherwise than in the whole text: two quotation marks, and a space at them."""
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


def find(
    documents: Iterable[Document], query: Query, *, width: int = 20, segmented: Segmented | None = None
) -> list[Hit]:
    """Return the hits of a query by document and position; `width` is the context in code points on each side.

    Segments that are worked out on the way are kept in `segmented`.
    Raises GioiaError where a regular expression takes too long on a document.
    """
    segmented = segmented or Segmented()
    places = [place for document in documents for place in _places(document, query, width, segmented)]
    before = _as_shown([raw for *_, raw, _ in places])
    after = _as_shown([raw for *_, raw in places])
    matches: dict[str, str] = {}
    return [
        Hit(
            shown.document.name,
            shown.document.source,
            start,
            end,
            line,
            shown.before(start, width, near_before),
            shown.passage(start, end, matches),
            shown.after(end, width, near_after),
        )
        for (shown, start, end, line, *_), near_before, near_after in zip(places, before, after, strict=True)
    ]


_Found = tuple["_Shown", int, int, int, str, str]
"""The text, the span, its line, and what stands before and after it, with `_BREAK` for what ends a paragraph."""


def _places(document: Document, query: Query, width: int, segmented: Segmented) -> Iterator[_Found]:
    text = document.text
    try:
        spans = query.spans(text)
    except TimeoutError as error:
        message = f"the pattern takes more than {SECONDS:.0f} seconds on {document.name}"
        remedy = "make it simpler: no repetition within a repetition, such as (a+)+"
        raise GioiaError(message, remedy=remedy) from error
    if not spans:
        return
    shown = _Shown(document, segmented)
    reach = _near(width)
    line, last = 1, 0
    for start, end in spans:
        line += text.count("\n", last, start)
        last = start
        yield shown, start, end, line, shown.raw(max(0, start - reach), start), shown.raw(end, end + reach)


def _near(width: int) -> int:
    """Return how far a context nearly always reaches: what is left out of it, and what its far end may lack, added."""
    return width + width // 2 + _EDGE + 1


def _as_shown(raw: list[str]) -> list[str]:
    return [shown.replace(_BREAK, MARK) for shown in printed_each(raw)]


class _Shown:
    """The text of a document as it is printed; whether a page broke its lines is asked where a line end is met."""

    def __init__(self, document: Document, segmented: Segmented) -> None:
        self.document = document
        self.segmented = segmented
        self.text = document.text
        self.first = len(self.text) - len(self.text.lstrip())
        self.last = written_end(self.text, len(self.text))

    def before(self, place: int, width: int, shown: str) -> str:
        """Return the last `width` printed characters before the place, of which `shown` are those that are near."""
        reach = _near(width)
        while len(shown) < width + _EDGE and reach < place - self.first:
            reach *= 2
            [shown] = _as_shown([self.raw(max(0, place - reach), place)])
        return self._right_edged(shown, place)[-width:] if width else ""

    def after(self, place: int, width: int, shown: str) -> str:
        """Return the first `width` printed characters after the place, of which `shown` are those that are near."""
        reach = _near(width)
        while len(shown) < width + _EDGE and place + reach < self.last:
            reach *= 2
            [shown] = _as_shown([self.raw(place, place + reach)])
        return self._left_edged(shown, place)[:width]

    def passage(self, start: int, end: int, known: dict[str, str]) -> str:
        """Return the passage as it is printed, with a mark at the end of each paragraph or turn within it.

        `known` are passages that read alike wherever they stand.
        """
        passage = self.text[start:end]
        if passage in known:
            return known[passage]
        [shown] = _as_shown([self.raw(start, end)])
        if "\n" not in passage and passage == passage.strip():
            known[passage] = shown
            return shown
        return self._left_edged(self._right_edged(shown, end) if shown else "", start)

    def _left_edged(self, shown: str, start: int) -> str:
        """Return what is shown from a place on, with a space before it where the text has one there."""
        # A mark has its own white space.
        is_white = self.text[start : start + 1].isspace() and shown[:1] != " "
        return printed_space(self.text, start) + shown if is_white else shown

    def _right_edged(self, shown: str, end: int) -> str:
        is_white = self.text[max(0, end - 1) : end].isspace() and shown[-1:] != " "
        return shown + printed_space(self.text, end) if is_white else shown

    def raw(self, start: int, end: int) -> str:
        """Return a passage as it stands, without the white space around the text, and `_BREAK` where a paragraph ends."""
        start, end = max(start, self.first), min(end, self.last)
        raw = self.text[start:end]
        if "\n" not in raw:
            return raw
        if not self.ends:
            return _LINE_END.sub(_BREAK, raw)
        inside = self.ends[bisect_left(self.ends, start) : bisect_left(self.ends, end)]
        return _BREAK.join(self.text[one:other].strip() for one, other in pairwise([start, *inside, end]))

    @cached_property
    def ends(self) -> list[int]:
        """Return where paragraphs and turns end, the white space after them following; empty where every line end is one."""
        if not is_page_broken(self.text):
            return []
        return sorted({*paragraph_ends(self.text), *(segment.end for segment in self.segmented.of(self.document))})

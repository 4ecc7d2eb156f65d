"""The concordance: every place where some words stand, in their context (keyword in context, Luhn 1960).

What is shown is the document's own text, with broken lines joined. A context and the words read on from one to the other:
white space between them is one space at the context's end, or none between Chinese characters. Where the context goes over
the end of a paragraph or of a speaker's turn, a mark stands there, so that two of them are not read as one.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from gioia.errors import GioiaError
from gioia.sources.normal import printed_each, printed_space
from gioia.sources.queries import SECONDS, Query, Span
from gioia.sources.register import Document
from gioia.sources.segmented import Segmented
from gioia.sources.sentences import is_page_broken, paragraph_ends, written_end

# Begins with one class of characters, to which the regex engine runs.
_LINE_END = re.compile(r"\s(?<!\s\s)(?:(?<=\n)|\s*\n)\s*")
_WIDE_LINE_END = re.compile(r"\n(?:(?<=\s\n)|\s)")
# Characters that no text has which was once UTF-8.
_APART, _BREAK, _JOIN = "\ud801\ud802\ud803"
"""What stands between two passages that are printed at once, for a mark, and for a line end that ends no paragraph."""
_NEVER = sys.maxsize
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
    found: list[_Found] = []
    near: list[str] = []
    for document in documents:
        spans = _spans(document, query)
        if spans:
            shown = _Shown(document, segmented)
            found += _lined(shown, spans)
            near += shown.near(spans, width)
    contexts = iter(_as_shown(near))
    known: dict[str, str] = {}
    enough = width + _EDGE if width else _NEVER
    return [
        Hit(
            shown.name,
            shown.source,
            start,
            end,
            line,
            before[-width:]
            if len(before) >= enough and not shown.text[start - 1].isspace()
            else shown.before(start, width, before),
            known.get(passage := shown.text[start:end]) or shown.passage(passage, start, end, known),
            after[:width] if len(after) >= enough and not shown.text[end].isspace() else shown.after(end, width, after),
        )
        for (shown, start, end, line), before, after in zip(found, contexts, contexts, strict=True)
    ]


_Found = tuple["_Shown", int, int, int]
"""A text, a span of it, and the 1-based line in which that begins."""


def _spans(document: Document, query: Query) -> list[Span]:
    try:
        return query.spans_of(document)
    except TimeoutError as error:
        message = f"the pattern takes more than {SECONDS:.0f} seconds on {document.name}"
        remedy = "make it simpler: no repetition within a repetition, such as (a+)+"
        raise GioiaError(message, remedy=remedy) from error


def _lined(shown: _Shown, spans: list[Span]) -> Iterator[_Found]:
    count = shown.text.count
    line, last = 1, 0
    for start, end in spans:
        line += count("\n", last, start)
        last = start
        yield shown, start, end, line


def _reach(width: int) -> int:
    """Return how much of a text nearly always is enough for a context, with what is left out of it and its cut edge."""
    return width + width // 2 + _EDGE + 1


def _as_shown(raw: list[str]) -> list[str]:
    """Return passages as they are printed, all at once; in `raw` are line ends that end a paragraph, `_BREAK` and `_JOIN`."""
    if not raw:
        return []
    joined = _APART.join(raw)
    # Nearly every line ends with a character that is no white space, and the next begins with one.
    lined = _LINE_END.sub(_BREAK, joined) if _WIDE_LINE_END.search(joined) else joined.replace("\n", _BREAK)
    shown = _APART.join(printed_each(lined.replace(_JOIN, "\n").split(_APART)))
    return shown.replace(_BREAK, MARK).split(_APART)


class _Shown:
    """The text of a document as it is printed; whether a page broke its lines is asked where a line end is met."""

    def __init__(self, document: Document, segmented: Segmented) -> None:
        self.document = document
        self.name, self.source, self.text = document.name, document.source, document.text
        self.segmented = segmented
        self.first = len(self.text) - len(self.text.lstrip())
        self.last = written_end(self.text, len(self.text))

    def near(self, spans: list[Span], width: int) -> Iterator[str]:
        """Yield what stands before and after each span, as `raw`, as far as is nearly always enough."""
        text, first, last, reach = self.text, self.first, self.last, _reach(width)
        for start, end in spans:
            before = text[max(first, start - reach) : min(start, last)]
            after = text[max(first, end) : min(end + reach, last)]
            yield before if "\n" not in before or not self.ends else self.raw(start - reach, start)
            yield after if "\n" not in after or not self.ends else self.raw(end, end + reach)

    def before(self, place: int, width: int, shown: str) -> str:
        """Return the last `width` printed characters before the place, of which `shown` are those that are near.

        They are looked at where these are too few, or white space stands at the place.
        """
        enough, reach = width + _EDGE, _reach(width)
        while len(shown) < enough and reach < place - self.first:
            reach *= 2
            [shown] = _as_shown([self.raw(place - reach, place)])
        return self._right_edged(shown, place)[-width:] if width else ""

    def after(self, place: int, width: int, shown: str) -> str:
        """Return the first `width` printed characters after the place, of which `shown` are those that are near."""
        enough, reach = width + _EDGE, _reach(width)
        while len(shown) < enough and place + reach < self.last:
            reach *= 2
            [shown] = _as_shown([self.raw(place, place + reach)])
        return self._left_edged(shown, place)[:width]

    def passage(self, passage: str, start: int, end: int, known: dict[str, str]) -> str:
        """Return the passage as it is printed, with a mark at the end of each paragraph or turn within it.

        `known` are passages that read alike wherever they stand.
        """
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
        """Return a passage without the white space around the text.

        Of a text whose lines a page broke it has `_BREAK` where a paragraph ends, and `_JOIN` at every other line end.
        """
        start, end = max(start, self.first), min(end, self.last)
        raw = self.text[start:end]
        if "\n" not in raw or not self.ends:
            return raw
        inside = self.ends[bisect_left(self.ends, start) : bisect_left(self.ends, end)]
        pieces = (self.text[one:other].strip() for one, other in pairwise([start, *inside, end]))
        return _BREAK.join(pieces).replace("\n", _JOIN)

    @cached_property
    def ends(self) -> list[int]:
        """Return where paragraphs and turns end, the white space after them following; empty where every line end is one."""
        if not is_page_broken(self.text):
            return []
        return sorted({*paragraph_ends(self.text), *(segment.end for segment in self.segmented.of(self.document))})

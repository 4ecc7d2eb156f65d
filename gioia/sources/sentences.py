"""The sentences of a document, also where the text was broken into lines by a page.

A sentence is what a rule codes and what a reader reads. In a transcript a line end is the end of what was said; in the
text of a PDF it is only where the page was narrow. Which of the two a document is shows in its lines: where most of them
stop in mid-sentence, and at much the same length, they were broken by a page.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import methodcaller
from statistics import median

_ENDS = "。！？!?…；;"
_CLOSERS = "”’\"'」』）)】》〉]"
_CLOSED = rf"[{re.escape(_CLOSERS)}]*"
# Begins with one class of characters: the regex engine runs over everything else at once.
_END = re.compile(rf"[{_ENDS[:6]}.](?:(?<!\.)[{_ENDS[:6]}]*|(?<=\.)(?={_CLOSED}(?:\s|$))){_CLOSED}")
_LINE_END = re.compile(r"\n\s*")
_FINISHED = frozenset(_ENDS + _CLOSERS + "：:.")
_MATCH_END = methodcaller("end")
_COMMON_ENDS = ("。\n", ".\n", "？\n", "”\n")
_MIN_LINES = 20
_SHORT = 0.6


def is_page_broken(text: str) -> bool:
    """Tell whether the lines of the text were broken by a page rather than by a speaker or a writer.

    True where at least 20 lines hold text, more than half of them end in mid-sentence, and 60 % of those are within a
    quarter of their median length.
    """
    if _are_mostly_finished(text):
        return False
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    unfinished = [len(line) for line in lines if line[-1] not in _FINISHED]
    if len(lines) < _MIN_LINES or len(unfinished) * 2 <= len(lines):
        return False
    middle = median(unfinished)
    alike = sum(abs(length - middle) <= middle / 4 for length in unfinished)
    return alike >= _SHORT * len(unfinished)


def _are_mostly_finished(text: str) -> bool:
    """Tell whether there are few lines, or half of them end with one of the commonest signs at the end of a sentence.

    Counting these costs a fifth of what it costs to look at every line, and is enough for nearly every text.
    """
    lines = text.count("\n") + 1
    finished = 0
    for sign in _COMMON_ENDS if lines >= _MIN_LINES else ():
        finished += text.count(sign)
        if lines <= 2 * finished:
            return True
    return lines < _MIN_LINES


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the half-open spans of the sentences, in code points, without the white space around them."""
    cuts = list(sentence_ends(text, 0, len(text), paragraph_ends(text)))
    spans = (stripped(text, start, end) for start, end in zip([0, *cuts], cuts, strict=False))
    return [span for span in spans if span is not None]


def sentence_ends(text: str, start: int, end: int, paragraphs: Sequence[int]) -> Iterator[int]:
    """Yield where the sentences of `text[start:end]` end, the last one at `end`, cutting no further than is asked for.

    `paragraphs` are the `paragraph_ends` of the whole text. The white space between two sentences belongs to the latter.
    """
    within = paragraphs[bisect_right(paragraphs, start) : bisect_left(paragraphs, end)] if paragraphs else ()
    marks = map(_MATCH_END, _END.finditer(text, start, end))
    for cut in sorted({*marks, *within}) if within else marks:
        if cut < end:
            yield cut
    yield end


def paragraph_ends(text: str) -> list[int]:
    """Return where line ends end a paragraph: at each of them, or in a page-broken text after a short line."""
    breaks = [match.span() for match in _LINE_END.finditer(text)]
    if not is_page_broken(text):
        return [start if text[start - 1 : start].strip() else written_end(text, start) for start, _ in breaks]
    usual = median(len(line.strip()) for line in text.split("\n") if line.strip())
    ends: list[int] = []
    line_start = 0
    for feed, end in breaks:
        start = written_end(text, feed)
        if start - line_start < _SHORT * usual:
            ends.append(start)
        line_start = end
    return ends


def written_end(text: str, feed: int) -> int:
    """Return where the white space begins in which the line feed stands."""
    while feed and text[feed - 1].isspace():
        feed -= 1
    return feed


def stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the half-open span of the passage without the white space around it, or None where nothing else is in it."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None

"""The sentences of a document, also where the text was broken into lines by a page.

A sentence is what a rule codes and what a reader reads. In a transcript a line end is the end of what was said; in the
text of a PDF it is only where the page was narrow. Which of the two a document is shows in its lines: where most of them
stop in mid-sentence, and at much the same length, they were broken by a page.
"""

from __future__ import annotations

import re
from statistics import median

_ENDS = "。！？!?…；;"
_CLOSERS = "”’\"'」』）)】》〉]"
_CLOSED = rf"[{re.escape(_CLOSERS)}]*"
_END = re.compile(rf"(?:[{_ENDS[:6]}]+|\.(?={_CLOSED}(?:\s|$))){_CLOSED}")
_BREAK = re.compile(r"(?<!\s)\s*\n\s*")
_MIN_LINES = 20
_SHORT = 0.6


def is_page_broken(text: str) -> bool:
    """Tell whether the lines of the text were broken by a page rather than by a speaker or a writer.

    True where at least 20 lines hold text, more than half of them end in mid-sentence, and 60 % of those are within a
    quarter of their median length.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    unfinished = [len(line) for line in lines if line[-1] not in _ENDS + _CLOSERS + "：:."]
    if len(lines) < _MIN_LINES or len(unfinished) * 2 <= len(lines):
        return False
    middle = median(unfinished)
    alike = sum(abs(length - middle) <= middle / 4 for length in unfinished)
    return alike >= _SHORT * len(unfinished)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the half-open spans of the sentences, in code points, without the white space around them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for end in sorted({*(match.end() for match in _END.finditer(text)), *paragraph_ends(text), len(text)}):
        span = stripped(text, start, end)
        if span is not None:
            spans.append(span)
        start = end
    return spans


def paragraph_ends(text: str) -> list[int]:
    """Return where line ends end a paragraph: at each of them, or in a page-broken text after a short line."""
    breaks = [match.start() for match in _BREAK.finditer(text)]
    if not is_page_broken(text):
        return breaks
    usual = median(len(line.strip()) for line in text.split("\n") if line.strip())
    ends: list[int] = []
    line_start = 0
    for match in _BREAK.finditer(text):
        if match.start() - line_start < _SHORT * usual:
            ends.append(match.start())
        line_start = match.end()
    return ends


def stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the half-open span of the passage without the white space around it, or None where nothing else is in it."""
    passage = text[start:end]
    body = passage.strip()
    if not body:
        return None
    first = start + len(passage) - len(passage.lstrip())
    return first, first + len(body)

"""A coding as a line of a cell beside its segment: the concept alone where it is of all the words, else with its own in brackets.

`试喝【尝一口】` codes the words in brackets. They are looked for from the segment's beginning on, and may run over its end; where they
stand there twice, or would be found with other white space, the line says the code points too: `试喝【尝】@120-121`.
"""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from gioia.codings.coding import Coding
from gioia.codings.notes import note_of, one_line, parts_of
from gioia.sources.normal import fold, folded
from gioia.sources.segments import Segment

_LONGEST = 8_000
"""A line of more code points is cut: a cell of a workbook holds four times as many."""
_BRACKETED = re.compile(r"(.*?)\s*【(.+?)】\s*(?:@\s*(\d{1,9})\s*[-–—~]\s*(\d{1,9}))?(\s*(?:\n.*)?)", re.DOTALL)
_BEYOND = 64
_WHITE = re.compile(r"\s+")


class Line(Struct, frozen=True):
    """What a line says: its note, the words in brackets, and the span that it states, half-open; `(-1, -1)` for none."""

    note: str
    words: str = ""
    span: tuple[int, int] = (-1, -1)


def line_of(text: str, segment: Segment, coding: Coding, language: str) -> str:
    """Return the line of a coding that begins in the segment of the text."""
    named = coding.concept
    span = (coding.start, coding.end)
    if span != (segment.said, segment.end):
        words = _WHITE.sub(" ", text[coding.start : coding.end]).strip()
        named += f"【{words}】"
        if words_in(text, segment, words) != [span]:
            named += f"@{coding.start}-{coding.end}"
    line = one_line(note_of(replace(coding, concept=named), language))
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def read_line(line: str) -> Line:
    """Return what a line says."""
    note = parts_of(line.strip())
    match = _BRACKETED.fullmatch(note)
    if not match:
        return Line(note)
    span = (int(match[3]), int(match[4])) if match[3] else (-1, -1)
    return Line(match[1] + match[5].rstrip(), match[2], span)


def words_in(text: str, segment: Segment, words: str) -> list[tuple[int, int]]:
    """Return every place, half-open in code points, at which the words begin in the segment, whatever the width and white space."""
    needle = folded(words)
    if not needle:
        return []
    window = fold(text[segment.start : segment.end + 3 * len(words) + _BEYOND])
    places: list[tuple[int, int]] = []
    at = window.text.find(needle)
    while at >= 0:
        start, end = window.span(at, at + len(needle))
        if segment.start + start < segment.end:
            places.append((segment.start + start, segment.start + end))
        at = window.text.find(needle, at + 1)
    return places

"""The segments of a document: the paragraphs of a text, the speaker turns of a transcript.

A segment is what a reader takes in as one: who speaks, and what is said until somebody else does. Segments are worked out
from the frozen text whenever they are asked for and are never stored.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from gioia.sources.register import Document
from gioia.sources.sentences import paragraph_ends, stripped


class Segment(Struct, frozen=True):
    """One paragraph or speaker turn.

    `start` and `end` are code points of the document's text, half-open, without the white space around it; `said` is where
    the words begin, after the label of a turn. `speaker` and `time` are as the transcript writes them, empty in a paragraph.
    """

    start: int
    end: int
    said: int
    speaker: str = ""
    time: str = ""


def segments(document: Document) -> list[Segment]:
    """Return the segments of the document in the order of the text; together they hold all of it but white space."""
    text = document.text
    ends = [*paragraph_ends(text), len(text)]
    spans = [stripped(text, start, end) for start, end in zip([0, *ends], ends, strict=False)]
    return [Segment(start, end, start) for start, end in filter(None, spans)]


def segment_at(of: Sequence[Segment], place: int) -> Segment | None:
    """Return the segment in which the code point stands, None between segments."""
    index = bisect_right(of, place, key=lambda segment: segment.start) - 1
    return of[index] if index >= 0 and place < of[index].end else None

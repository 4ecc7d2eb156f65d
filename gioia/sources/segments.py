"""The segments of a document: the paragraphs of a text, the speaker turns of a transcript.

A segment is what a reader takes in as one: who speaks, and what is said until somebody else does. Segments are worked out
from the frozen text whenever they are asked for and are never stored.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct

from gioia.sources.register import Document
from gioia.sources.sentences import is_page_broken, paragraph_ends, stripped
from gioia.sources.turn_forms import Label
from gioia.sources.turns import labels

_MOST_SHOWN = 6
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)


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
    """Return the segments of the document in the order of the text; together they hold all of it but white space.

    A turn goes on, over paragraphs, until the next one begins or a heading stands between.
    """
    return _segments(document.text, labels(document.text, document.transcript))


def _segments(text: str, turns: Sequence[Label]) -> list[Segment]:
    if not turns:
        return _paragraphs(text, 0, len(text))
    found = _paragraphs(text, 0, turns[0].start)
    for label, end in zip(turns, [*(turn.start for turn in turns[1:]), len(text)], strict=True):
        heading = _HEADING.search(text, label.said, end)
        until = heading.start() if heading else end
        found += [_turn(text, label, until), *_paragraphs(text, until, end)]
    return found


def segments_of(document: Document, places: Iterable[int]) -> Iterator[Segment]:
    """Yield the segments in which the places stand, each once, in the order of the text, in which the places come too.

    For a few places of a document without turns that is much less work than all its segments.
    """
    text = document.text
    turns = labels(text, document.transcript)
    if turns or is_page_broken(text):
        yield from _holding(_segments(text, turns), places)
        return
    reached = 0
    for place in places:
        if place >= reached and (line := _line(text, place)):
            yield line
            reached = line.end


def segment_finder(document: Document) -> Callable[[int], Segment | None]:
    """Return the function from a place of the document to its segment, None between segments.

    For a few places of a document without turns that is much less work than all its segments.
    """
    text = document.text
    turns = labels(text, document.transcript)
    if turns or is_page_broken(text):
        return partial(segment_at, _segments(text, turns))
    return partial(_line, text)


def _line(text: str, place: int) -> Segment | None:
    """Return the line in which the place stands, without the white space around it; None where it stands in that."""
    feed = text.find("\n", place)
    span = stripped(text, text.rfind("\n", 0, place) + 1, feed if feed >= 0 else len(text))
    return Segment(*span, span[0]) if span and span[0] <= place < span[1] else None


def _holding(of: Iterable[Segment], places: Iterable[int]) -> Iterator[Segment]:
    rest = iter(places)
    place = next(rest, None)
    for segment in of:
        while place is not None and place < segment.start:
            place = next(rest, None)
        if place is None:
            return
        if place < segment.end:
            yield segment


def _turn(text: str, label: Label, until: int) -> Segment:
    words = stripped(text, label.said, until)
    said, end = words or (label.said, label.said)
    return Segment(label.start, end, said, label.speaker, label.time)


def _paragraphs(text: str, start: int, end: int) -> list[Segment]:
    part = text[start:end]
    ends = [*paragraph_ends(part), len(part)]
    spans = [stripped(part, before, after) for before, after in zip([0, *ends], ends, strict=False)]
    return [Segment(start + first, start + last, start + first) for first, last in filter(None, spans)]


def turns_by_speaker(document: Document) -> dict[str, int]:
    """Return speaker → how many turns, in the order in which they first speak; turns without a name count under ""."""
    return dict(Counter(label.speaker for label in labels(document.text, document.transcript)))


def shown_speakers(turns: Mapping[str, int]) -> str:
    """Return the speakers with the number of their turns, those who speak most first where there are many."""
    named = {name: count for name, count in turns.items() if name}
    most = sorted(named, key=lambda name: -named[name])[:_MOST_SHOWN] if len(named) > _MOST_SHOWN else named
    more = f" … {len(named)} in all" if len(named) > _MOST_SHOWN else ""
    return " · ".join(f"{name} {named[name]:,}" for name in most) + more


def segment_at(of: Sequence[Segment], place: int) -> Segment | None:
    """Return the segment in which the code point stands, None between segments."""
    index = bisect_right(of, place, key=lambda segment: segment.start) - 1
    return of[index] if index >= 0 and place < of[index].end else None

"""Where two coders read one passage differently.

Passages that overlap are looked at together: the codings of two coders in one document are joined into stretches that no
coding of either crosses out of. Within a stretch that both have coded, the concepts that only one of them gave are the
disagreement. Where only one has coded, the other said nothing, and that is no disagreement. No coefficient is computed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from gioia.codings.coding import Coding


class Disagreement(Struct, frozen=True):
    """A stretch of a document, code points half-open, that two coders coded otherwise, with the codings of either."""

    document: str
    start: int
    end: int
    one: tuple[Coding, ...]
    other: tuple[Coding, ...]


def disagreements(one: Iterable[Coding], other: Iterable[Coding]) -> list[Disagreement]:
    """Return where the codings of two coders disagree, in the order of documents and positions."""
    found = []
    for document, start, end, mine, theirs in _stretches(one, other):
        if mine and theirs and {coding.concept for coding in mine} != {coding.concept for coding in theirs}:
            found.append(Disagreement(document, start, end, tuple(mine), tuple(theirs)))
    return found


_Stretch = tuple[str, int, int, list[Coding], list[Coding]]


def _stretches(one: Iterable[Coding], other: Iterable[Coding]) -> Iterator[_Stretch]:
    """Yield the stretches of overlapping passages with the codings of either coder in each."""
    tagged = [(coding, 0) for coding in one] + [(coding, 1) for coding in other]
    tagged.sort(key=lambda each: (each[0].document, each[0].start, each[0].end))
    stretch: _Stretch | None = None
    for coding, whose in tagged:
        if stretch is None or coding.document != stretch[0] or coding.start >= stretch[2]:
            if stretch is not None:
                yield stretch
            stretch = (coding.document, coding.start, coding.end, [], [])
        document, start, end, mine, theirs = stretch
        (mine, theirs)[whose].append(coding)
        stretch = (document, start, max(end, coding.end), mine, theirs)
    if stretch is not None:
        yield stretch

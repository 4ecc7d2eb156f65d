"""Where persons who coded the same material disagree, as a frame and as lines: a passage, and what either made of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct

from gioia.codings.coding import Coding
from gioia.codings.disagreement import disagreements
from gioia.displays.frames import list_frame
from gioia.errors import GioiaError
from gioia.findings import suggestion
from gioia.sources.normal import printed, shortened
from gioia.study.record import CONSENSUS, Study, counted_codings, persons_codings

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 40


class Contrast(Struct, frozen=True):
    """A passage that two coders read differently: code points half-open, the words, and the concepts that either gave."""

    document: str
    start: int
    end: int
    words: str
    one: str
    one_concepts: tuple[str, ...]
    other: str
    other_concepts: tuple[str, ...]


def contrasts(study: Study, coders: Sequence[str] = ()) -> list[Contrast]:
    """Return where persons disagree, pair by pair, but for what they settled; with `coders` only among those, settled or not.

    Raises GioiaError, with the nearest name, where one of the coders has coded nothing.
    """
    by: dict[str, list[Coding]] = {}
    for coding in persons_codings(study) if coders else counted_codings(study):
        by.setdefault(coding.coder, []).append(coding)
    for coder in coders:
        if coder not in by:
            remedy = suggestion(coder, by, "gioia history --all shows who coded")
            raise GioiaError(f"nothing is coded by {coder!r}", remedy=remedy)
    named = sorted(set(coders) or set(by) - {CONSENSUS})
    return [found for one, other in combinations(named, 2) for found in _between(study, by, one, other)]


def _between(study: Study, by: dict[str, list[Coding]], one: str, other: str) -> Iterable[Contrast]:
    for each in disagreements(by[one], by[other]):
        document = study.documents.get(each.document)
        words = printed(document.text[each.start : each.end]) if document else ""
        mine, theirs = (
            tuple(dict.fromkeys(coding.concept for coding in codings)) for codings in (each.one, each.other)
        )
        yield Contrast(each.document, each.start, each.end, words, one, mine, other, theirs)


def contrast_line(contrast: Contrast) -> str:
    """Return a disagreement as one line of text."""
    mine, theirs = "、".join(contrast.one_concepts), "、".join(contrast.other_concepts)
    place = f"{contrast.document} {contrast.start}–{contrast.end}"
    return f"{place}  “{shortened(contrast.words, _SHOWN)}”  {contrast.one}: {mine} | {contrast.other}: {theirs}"


def contrast_frame(found: Iterable[Contrast]) -> pd.DataFrame:
    """Return disagreements as a frame.

    Columns: document, start, end (code points, half-open; integers), words, one and other (the coders), one_concepts and
    other_concepts (the concepts that either gave, parted by semicolons).
    """
    columns = ("document", "start", "end", "words", "one", "one_concepts", "other", "other_concepts")
    rows = (
        (
            *(each.document, each.start, each.end, each.words),
            *(each.one, "; ".join(each.one_concepts), each.other, "; ".join(each.other_concepts)),
        )
        for each in found
    )
    return list_frame(columns, rows, {"start", "end"})

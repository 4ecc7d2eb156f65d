"""Anchors: where a quotation stands in a corpus, and how surely.

A quotation is looked for by its letters, so that width, white space, line breaks inside words, quotation marks, dashes and
punctuation make no difference. Where the letters stand nowhere, it is looked for part by part if it marks omissions, and
else with wrong letters, added or missing ones, down to a stated similarity. What comes back is every place that is as good
as the best one; which of several is meant is not decided here (see `gioia.codings.settling`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from gioia.codings.grams import GRAM, Index, aligned, exact_places, letters, seeded_places
from gioia.sources.normal import fold, folded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Manner = Literal["exact", "normalised", "fuzzy", "parts"]

SIMILARITY = 0.72
"""The least share of letters that must agree for a place to be found."""

SHORT = 12
"""Quotations of fewer letters are found with at most one wrong letter in eight, and below `SHORTEST` with none."""
SHORTEST = 8
_SHORT_SIMILARITY = 0.875

AS_GOOD = 0.03
"""Places whose similarity is within this of the best one's are as good."""

GAP = 600
"""How many letters an omission may leave out."""

_OMISSION = re.compile(r"\s*(?:[\[【（(]\s*(?:…+|\.{3,}|略|省略)\s*[\]】）)]|…+|\.{3,})\s*")


class Passage(Struct, frozen=True):
    """A place in a document.

    `start` and `end` are code points of the text, half-open. `similarity` is 1 − edit distance ÷ letters, `manner` how it
    was found: to the letter, with other width or punctuation, with other letters, or in the parts between omissions.
    `tagged` tells that the source code that was asked for follows in brackets.
    """

    document: str
    start: int
    end: int
    similarity: float = 1.0
    manner: Manner = "exact"
    tagged: bool = False


class _Span(Struct, frozen=True):
    """A stretch of the index's letters, half-open, and how alike it is."""

    start: int
    end: int
    similarity: float


def locate(index: Index, quotation: str, tag: str = "") -> tuple[Passage, ...]:
    """Return every place that is as good as the best one, by document and position; empty where none reaches `SIMILARITY`.

    `tag` is a source code; a place that it follows in brackets is `tagged`.
    """
    codes = letters(fold(quotation)).codes
    if len(codes) < GRAM:
        return _scanned(index, quotation, tag)
    spans = [_Span(start, start + len(codes), 1.0) for start in exact_places(index, codes)]
    if spans:
        return tuple(_passage(index, span, quotation, tag, "normalised") for span in spans)
    parts = [part for part in _OMISSION.split(quotation) if len(letters(fold(part)).codes) >= GRAM]
    if len(parts) > 1:
        return tuple(_passage(index, span, quotation, tag, "parts") for span in _chained(index, parts))
    return tuple(_passage(index, span, quotation, tag, "fuzzy") for span in _alike(index, codes))


def _scanned(index: Index, quotation: str, tag: str) -> tuple[Passage, ...]:
    """Return the places of a quotation too short for seeds, punctuation and all."""
    needle = folded(quotation)
    if not needle:
        return ()
    found: list[Passage] = []
    for number, (name, text) in enumerate(zip(index.names, index.texts, strict=True)):
        haystack = index.folded[number]
        at = haystack.text.find(needle)
        while at >= 0:
            start, end = haystack.span(at, at + len(needle))
            manner: Manner = "exact" if text[start:end] == quotation else "normalised"
            found.append(Passage(name, start, end, 1.0, manner, _is_tagged(haystack.text, at + len(needle), tag)))
            at = haystack.text.find(needle, at + 1)
    return tuple(found)


def _alike(index: Index, codes: NDArray[np.uint32]) -> list[_Span]:
    """Return the stretches that are like the letters, those as good as the best, in order."""
    if len(codes) < SHORTEST:
        return []
    least = SIMILARITY if len(codes) >= SHORT else _SHORT_SIMILARITY
    margin = max(4, len(codes) // 8)
    found: list[_Span] = []
    for place in seeded_places(index, codes):
        begin, finish = index.bounds(place + len(codes) // 2)
        low, high = max(begin, place - margin), min(finish, place + len(codes) + margin)
        distance, start, end = aligned(codes, index.codes[low:high])
        similarity = 1 - distance / len(codes)
        if similarity >= least and start < end:
            found.append(_Span(low + start, low + end, similarity))
    best = max((span.similarity for span in found), default=0.0)
    return sorted((span for span in found if span.similarity >= best - AS_GOOD), key=lambda span: span.start)


def _chained(index: Index, parts: list[str]) -> list[_Span]:
    """Return the stretches in which all parts stand one after the other, at most `GAP` letters apart, in one document."""
    lengths = [len(letters(fold(part)).codes) for part in parts]
    first, *others = [_part(index, part) for part in parts]
    found: list[_Span] = []
    for span in first:
        chain = [span]
        for places in others:
            last = chain[-1].end
            following = [
                place
                for place in places
                if 0 <= place.start - last <= GAP and index.document(place.start) == index.document(span.start)
            ]
            if not following:
                break
            chain.append(max(following, key=lambda place: (place.similarity, -place.start)))
        if len(chain) == len(parts):
            alike = sum(one.similarity * length for one, length in zip(chain, lengths, strict=True)) / sum(lengths)
            found.append(_Span(span.start, chain[-1].end, alike))
    best = max((span.similarity for span in found), default=0.0)
    return [span for span in found if span.similarity >= best - AS_GOOD]


def _part(index: Index, part: str) -> list[_Span]:
    codes = letters(fold(part)).codes
    exact = [_Span(start, start + len(codes), 1.0) for start in exact_places(index, codes)]
    return exact or _alike(index, codes)


def _passage(index: Index, span: _Span, quotation: str, tag: str, manner: Manner) -> Passage:
    """Return the place in the document's own text, with the punctuation at its ends that the quotation has too."""
    number = index.document(span.start)
    haystack, text = index.folded[number], index.texts[number]
    needle = folded(quotation)
    start, end = int(index.at[span.start]), int(index.at[span.end - 1]) + 1
    start -= shared(needle[: _first_letter(needle)][::-1], haystack.text[max(0, start - len(needle)) : start][::-1])
    end += shared(needle[len(needle) - _first_letter(needle[::-1]) :], haystack.text[end : end + len(needle)])
    first, last = haystack.span(start, end)
    if manner == "normalised" and text[first:last] == quotation:
        manner = "exact"
    tagged = _is_tagged(haystack.text, end, tag)
    return Passage(index.names[number], first, last, round(span.similarity, 4), manner, tagged)


def _first_letter(text: str) -> int:
    return next((at for at, char in enumerate(text) if char.isalnum()), len(text))


def shared(wanted: str, found: str) -> int:
    """Return how many characters the two texts share from their beginning."""
    count = 0
    for one, other in zip(wanted, found, strict=False):
        if one != other:
            break
        count += 1
    return count


def _is_tagged(haystack: str, end: int, tag: str) -> bool:
    if not tag:
        return False
    return re.compile(rf"\W*[(\[]{re.escape(folded(tag))}[)\]]").match(haystack, end) is not None

"""What of a study a quotation is: an excerpt, a part of one, an altered one, pieces of several, or nothing.

A quotation is located by `gioia.codings.anchors`, in the excerpts first and then in the documents. Where it stands in one piece
nowhere, it is taken apart into the runs of letters that do stand somewhere: of one passage, then it was altered; of several, then
they were joined. What a paper marks as left out (……) or put in ([…]) is no alteration (APA 2020, 8.30 and 8.31).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from gioia.audit.manuscript.differences import changes, marked
from gioia.audit.manuscript.material import Excerpt, Material
from gioia.audit.manuscript.runs import Run, runs
from gioia.codings.anchors import GAP, Passage, locate
from gioia.codings.grams import GRAM, Index, letters
from gioia.sources.normal import fold, printed

MatchKind = Literal["verbatim", "part", "altered", "spliced"]

_PUT_IN = re.compile(r"[\[［【][^\[\]［］【】]{1,40}[\]］】]")
_ASIDE = re.compile(r"[(（〔][^()（）〔〕]{1,40}[)）〕]")
"""What an author, or the source itself, puts in brackets; only where the source has no such words did the author."""
_CAPITAL = re.compile(r"\[(\w)\](?=[a-z])")
"""A letter in brackets that begins a word: only its case was changed."""
_SPACED_DOTS = re.compile(r"\. \. \.(?: \.)?")
_LEFT_OUT = re.compile(r"…|\.{3,}|\[\s*\]")
_CLAUSE = re.compile(r"[，。；！？：…]|[,.;:!?](?=\s|$)")
_WHOLE = 0.9
"""From which share of its letters on an excerpt counts as quoted whole."""
_LITTLE_MORE = 1.5
"""An excerpt that is at most so many times as long as the quotation is shown whole beside it."""
_MOSTLY = 0.5
"""Which share of a quotation's letters one passage must hold for the quotation to be that passage, altered."""
_JOINED = 0.6
_SHARE = 0.12
_LEAST_HAN, _LEAST_LATIN = 5, 12
_NEAR = 60
"""How many letters may lie between two excerpts of one document for them to be one passage with a cut."""
_NEARLY = 0.9


class Match(Struct, frozen=True):
    """What a quotation is in the study: kind, the codes of the sources, where it stands, its wording there, and what differs.

    `excerpts` are the ids of the codings; none where it stands in a document that is not coded there. `share` is how much of
    the quotation's letters were found.
    """

    kind: MatchKind
    sources: tuple[str, ...]
    place: str
    wording: str
    difference: str = ""
    excerpts: tuple[str, ...] = ()
    share: float = 1.0

    @property
    def concerns(self) -> tuple[str, ...]:
        """What a remark on it is about: the excerpts, and the sources."""
        return (*self.excerpts, *self.sources)


class _Found(Struct, frozen=True):
    passage: Passage
    source: str
    wording: str
    place: str
    excerpt: Excerpt | None = None


def match(material: Material, words: str) -> Match | None:
    """Return what the words are in the study, None where too little of them stands there."""
    found = _matched(material, words)
    if (found is None or found.kind not in {"verbatim", "part"}) and _ASIDE.search(words):
        without = _matched(material, _ASIDE.sub("……", words))
        if without is not None and without.kind in {"verbatim", "part"} and not _ASIDE.search(without.wording):
            return without
    return found


def _said(words: str) -> str:
    """Return a quotation with a mark of omission for what the paper put in, and for dots with spaces between them."""
    return _SPACED_DOTS.sub("……", _PUT_IN.sub("……", _CAPITAL.sub(r"\1", words)))


def _matched(material: Material, words: str) -> Match | None:
    asked = _said(words)
    in_excerpts = _located(material, asked, material.excerpt_index)
    best = _best(in_excerpts)
    if best < 1:
        in_documents = _located(material, asked, material.document_index)
        if _best(in_documents) > best + (0.0 if best == 0 else 0.02):
            return (
                _of_places(in_documents, words)
                if _best(in_documents) >= _NEARLY
                else _pieced(material, words, in_documents)
            )
    if best >= _NEARLY:
        return _of_places(in_excerpts, words)
    return _pieced(material, words, in_excerpts)


def _located(material: Material, words: str, index: Index) -> list[_Found]:
    found: list[_Found] = []
    for passage in locate(index, words):
        excerpt = material.excerpts.get(passage.document)
        if excerpt is not None:
            wording = excerpt.text[passage.start : passage.end]
            found.append(_Found(passage, excerpt.source, wording, excerpt.place, excerpt))
        else:
            text = material.study.documents[passage.document].text
            source = material.source_of(passage.document)
            place = f"{source}, {material.place_in(passage.document, passage.start)}"
            found.append(_Found(passage, source, printed(text[passage.start : passage.end]), place))
    return found


def _best(found: Sequence[_Found]) -> float:
    return max((one.passage.similarity for one in found), default=0.0)


def _of_places(found: Sequence[_Found], words: str) -> Match:
    """Return the match of words that stand, wholly or nearly, at these places, which are equally good."""
    best = max(found, key=lambda one: one.passage.similarity)
    sources = tuple(dict.fromkeys(one.source for one in found))
    excerpts = tuple(one.excerpt.id for one in found if one.excerpt)
    if best.passage.similarity == 1:
        is_whole = best.excerpt is not None and len(best.wording) >= _WHOLE * len(best.excerpt.text)
        kind: MatchKind = (
            "verbatim" if is_whole or (best.excerpt is None and best.passage.manner != "parts") else "part"
        )
        return Match(kind, sources, best.place, best.wording, "", excerpts)
    return _altered(best, sources, excerpts, words)


def _altered(best: _Found, sources: tuple[str, ...], excerpts: tuple[str, ...], words: str) -> Match:
    if not changes(best.wording, _said(words)):
        return Match("part", sources, best.place, best.wording, "", excerpts)
    whole = best.excerpt.text if best.excerpt else ""
    wording = best.wording
    if whole:
        wording = whole if len(whole) <= _LITTLE_MORE * len(words) else _to_the_marks(whole, best.passage)
    if not changes(wording, _said(words), is_part=True):
        return Match("part", sources, best.place, best.wording, "", excerpts)
    difference = marked(wording, words, is_part=True)
    return Match("altered", sources, best.place, wording, difference, excerpts, best.passage.similarity)


def _to_the_marks(text: str, passage: Passage) -> str:
    """Return a passage of a text as far as its first and last clause go: where words were changed, those beside them were too."""
    start, stop = passage.start, passage.end
    ends = [mark.end() for mark in _CLAUSE.finditer(text, 0, start)]
    following = _CLAUSE.search(text, max(stop - 1, 0))
    return text[ends[-1] if ends else 0 : following.start() if following else len(text)].strip()


def _pieced(material: Material, words: str, near: Sequence[_Found]) -> Match | None:
    """Return the match of words that stand nowhere in one piece: of several excerpts, or of one with much changed."""
    codes = letters(fold(words)).codes
    if len(codes) < GRAM:
        return None
    han = sum(0x3400 <= int(code) < 0xA000 for code in codes) * 2 > len(codes)  # noqa: PLR2004 - the ideographs
    least = _LEAST_HAN if han else _LEAST_LATIN
    found = runs(material.excerpt_index, codes, least)
    held: dict[int, list[Run]] = defaultdict(list)
    for run in found:
        held[run.number].append(run)
    weighty = {
        number: of_one
        for number, of_one in held.items()
        if sum(run.length for run in of_one) >= max(least, _SHARE * len(codes))
    }
    share = sum(run.length for of_one in weighty.values() for run in of_one) / len(codes)
    ids = [material.excerpt_index.names[number] for number in weighty]
    excerpts = [material.excerpts[id] for id in ids]
    if len(excerpts) > 1 and share >= _JOINED:
        if not _is_one_passage(material, excerpts, words):
            return _spliced(excerpts, words, share, _seams(words, list(weighty.values())))
        return _of_passage(material, excerpts, words, share)
    if near:
        return _of_places(near, words)
    if weighty:
        number, of_one = max(weighty.items(), key=lambda item: sum(run.length for run in item[1]))
        share = sum(run.length for run in of_one) / len(codes)
        if share >= _MOSTLY:
            return _of_runs(material, number, of_one, words, share)
    return None


def _is_one_passage(material: Material, excerpts: Sequence[Excerpt], words: str) -> bool:
    """Tell whether excerpts are of one document and so near each other, or the cut between them so marked, that they are one passage.

    They are given in the order of the words, and a passage has them in the same: nobody said the later words first. In a document that itself quotes the sources (a paper's evidence table) being near means nothing.
    """
    codings = [excerpt.coding for excerpt in excerpts]
    if any(later.start < earlier.start for earlier, later in pairwise(codings)):
        return False
    sources = {excerpt.source for excerpt in excerpts}
    if len({coding.document for coding in codings}) > 1 or sources != {material.source_of(codings[0].document)}:
        return False
    reach = GAP if _LEFT_OUT.search(words) else _NEAR
    return all(later.start - earlier.end <= reach for earlier, later in pairwise(codings))


def _of_passage(material: Material, excerpts: Sequence[Excerpt], words: str, share: float) -> Match:
    """Return the match of words that run over several excerpts of one passage."""
    first, last = min(one.coding.start for one in excerpts), max(one.coding.end for one in excerpts)
    document = excerpts[0].coding.document
    wording = printed(material.study.documents[document].text[first:last])
    ids = tuple(one.id for one in excerpts)
    differs = bool(changes(wording, _said(words)))
    return Match(
        "altered" if differs else "part",
        (excerpts[0].source,),
        f"{excerpts[0].source}, {material.place_in(document, first)}",
        wording,
        marked(wording, words) if differs else "",
        ids,
        share,
    )


def _seams(words: str, held: Sequence[Sequence[Run]]) -> list[int]:
    """Return where in the words each excerpt's begin, the first at their beginning; no Latin word is parted.

    What stands between the letters of two excerpts belongs to the first as far as the first punctuation mark there.
    """
    folded = fold(words)
    at = letters(folded).at
    seams = [0]
    for of_one in held[1:]:
        seam = folded.places[int(at[of_one[0].start])]
        ends = [run.stop for runs in held for run in runs if run.stop <= of_one[0].start]
        gone = folded.places[int(at[max(ends) - 1])] + 1 if ends else seam
        if mark := _CLAUSE.search(words[:seam], gone):
            seam = mark.end() + len(words[mark.end() :]) - len(words[mark.end() :].lstrip())
        elif words[seam - 1].isascii() and words[seam - 1].isalnum():
            seam = words.rfind(" ", 0, seam) + 1
        seams.append(seam)
    return seams


def _spliced(excerpts: Sequence[Excerpt], words: str, share: float, seams: Sequence[int]) -> Match:
    sources = tuple(dict.fromkeys(excerpt.source for excerpt in excerpts))
    place = " + ".join(excerpt.place for excerpt in excerpts)
    wording = " ｜ ".join(excerpt.text for excerpt in excerpts)
    pieces = [words[start:stop] for start, stop in pairwise((*seams, len(words)))]
    difference = " ｜ ".join(
        marked(excerpt.text, piece, is_part=True) for excerpt, piece in zip(excerpts, pieces, strict=True)
    )
    return Match("spliced", sources, place, wording, difference, tuple(one.id for one in excerpts), share)


def _of_runs(material: Material, number: int, found: Sequence[Run], words: str, share: float) -> Match:
    """Return the match of words of which these runs stand in one excerpt."""
    index = material.excerpt_index
    excerpt = material.excerpts[index.names[number]]
    first, last = min(run.place for run in found), max(run.place + run.length for run in found)
    start, stop = int(index.at[first]), int(index.at[last - 1]) + 1
    begin, end = index.folded[number].span(start, stop)
    wording = excerpt.text[begin:end]
    passage = Passage(excerpt.id, begin, end, share, "fuzzy")
    return _altered(
        _Found(passage, excerpt.source, wording, excerpt.place, excerpt), (excerpt.source,), (excerpt.id,), words
    )

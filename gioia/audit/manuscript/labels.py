"""Labels: every construct of the study wherever the paper names it, the same, in another order, in other words, cut short or not at all.

A changed label reads as a changed construct; in a dyad (A—B) the order says who leads, so that B—A is another claim. In running
prose only another order of the same letters and what dashes join is looked at; other words only where the paper marks a name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from gioia.audit.manuscript.announced_names import announced_names
from gioia.audit.manuscript.citations import is_cited
from gioia.audit.manuscript.cut_names import cut_names
from gioia.audit.manuscript.differences import marked
from gioia.audit.manuscript.letter_stream import Stream, reaching
from gioia.audit.manuscript.listed_names import shares_a_beginning, strangers
from gioia.audit.manuscript.manuscript import Remark, remark
from gioia.audit.manuscript.material import Material, declared_at
from gioia.audit.manuscript.model_names import model_names
from gioia.audit.manuscript.names import (
    Name,
    Names,
    bag,
    is_a_piece,
    is_broad,
    is_shortened,
    is_turned,
    key,
    nearest,
    ordered_words,
    split,
    stands_in_pieces,
)
from gioia.audit.manuscript.near_names import near_names
from gioia.audit.manuscript.paragraphs import Paragraph
from gioia.audit.manuscript.quotations import Compared
from gioia.audit.manuscript.stand_ins import stand_ins
from gioia.audit.manuscript.tails import changed_tails
from gioia.audit.manuscript.terms import Term, chains, terms
from gioia.sources.normal import printed

_ALIKE = 0.72
_ALIKE_SAID = 0.55
"""How alike a term must be to a name to be it reworded: by itself, and where the paper says what it is (a theme, a stage)."""
_FEWEST_HAN, _FEWEST_WORDS, _FEWEST_JOINED, _FEWEST_LETTERS = 8, 3, 4, 10
"""How many characters, words, characters with 和 among them, and Latin letters a name needs for its letters to be looked for in any order."""
_JOINED = re.compile(r"[和与及、]|\band\b", re.IGNORECASE)
_DASHES = re.compile(r"[—–―─]")
_WHAT = {
    "label-reordered": "the name stands in another order",
    "label-abbreviated": "words of the name are left out",
    "label-reworded": "the name is in other words",
}
_MOST_KNOWN = 0.5
_LONG_CHAIN = 4


class Labels:
    """Collects what is remarked on labels, each place once."""

    def __init__(
        self, found: Sequence[Paragraph], names: Names, material: Material, quoted: Sequence[Compared]
    ) -> None:
        """Take a paper's paragraphs, the names and the material of its study, and its quotations, whose words are nobody's names."""
        self._paragraphs = found
        self._manuscript = material.manuscript
        self._material = material
        self._names = names
        self._said = [one.span for one in quoted if one.voice in {"person", "literature"} or one.match is not None]
        self._taken: list[tuple[int, int]] = []
        self._met: set[str] = set()
        self._named_in: dict[tuple[str, ...], set[str]] = {}
        flat = [one for one in material.manuscript.tables if not one.cells]
        self._flat = [material.manuscript.text[one.start : one.stop] for one in flat]
        self._stream = Stream([one for one in found if one.kind != "references"])

    def remarks(self) -> list[Remark]:
        """Return all remarks on labels."""
        found = [*self._reordered(), *self._terms(), *self._tails(), *self._chains(), *self._listed()]
        found += [*self._standing_in(), *self._near(), *self._announced(), *self._missing()]
        return sorted(found, key=lambda one: (one.start, one.kind))

    def _exact(self) -> Iterator[tuple[int, int]]:
        """Yield where in the stream names stand as they are, and note that they do."""
        for name in self._names.all:
            for alias in name.keys:
                for place in self._stream.occurrences(alias):
                    self._met.add(name.text)
                    yield place

    def _reordered(self) -> Iterator[Remark]:
        """Yield where the letters of a name, or the sides of a dyad, stand in another order."""
        self._places = exact = sorted(self._exact())
        for name in self._names.all:
            places = [place for alias in name.keys for place in self._turned(name, alias)]
            places += self._stream.occurrences("".join(name.parts[::-1])) if len(name.parts) > 1 else ()
            for start, stop in places:
                if not any(_overlap((start, stop), one) for one in reaching(exact, start, stop)):
                    yield from self._at(name, start, stop)

    def _turned(self, name: Name, alias: str) -> Iterator[tuple[int, int]]:
        """Yield where a name's letters stand in another order; of short names only around what joins their two parts."""
        joins = bool(_JOINED.search(name.text))
        fewest = _FEWEST_WORDS if alias.isascii() else _FEWEST_JOINED if joins else _FEWEST_HAN
        if len(name.words) < fewest or (alias.isascii() and len(alias) < _FEWEST_LETTERS):
            return
        for start, stop in self._stream.permutations(alias):
            if len(name.words) >= _FEWEST_HAN or alias.isascii() or _JOINED.search(self._words(start, stop)):
                yield start, stop

    def _words(self, start: int, stop: int) -> str:
        begin, end = self._stream.span(start, stop)
        return printed(self._manuscript.text[begin:end])

    def _at(self, name: Name, start: int, stop: int) -> Iterator[Remark]:
        """Yield the remark that a name stands in another order here, unless the words are another name or somebody's."""
        begin, end = self._stream.span(start, stop)
        words = self._words(start, stop)
        crosses = (
            ("、" in words and "、" not in name.text)
            or re.search("[”’」』].*[“‘「『]", words)
            or (_DASHES.search(words) and not name.parts)
        )
        if (
            crosses
            or self._names.is_name(words)
            or tuple(ordered_words(words)) == name.words
            or not self._is_whole(begin, end)
        ):
            return
        if self._is_free(begin, end):
            yield self._changed("label-reordered", (begin, end), words, name, "the name stands in another order")

    def _is_whole(self, start: int, stop: int) -> bool:
        """Tell whether a span begins and ends at the ends of Latin words."""
        text = self._manuscript.text
        before, after = text[start - 1 : start], text[stop : stop + 1]
        first, last = text[start : start + 1], text[stop - 1 : stop]
        return not (
            (before.isalnum() and before.isascii() and first.isascii())
            or (after.isalnum() and after.isascii() and last.isascii())
        )

    def _is_free(self, start: int, stop: int, *, take: bool = True) -> bool:
        """Tell whether nothing was remarked at a span, and it is in no quotation of somebody's words; it is then taken."""
        if any(first < stop and start < last for first, last in (*self._taken, *self._said)):
            return False
        if take:
            self._taken.append((start, stop))
        return True

    def _changed(self, kind: str, span: tuple[int, int], words: str, name: Name, what: str) -> Remark:
        self._met.add(name.text)
        noun = name.noun
        message = f"{what}: the {noun} is called {name.text!r} in the study"
        return remark(
            kind,
            span,
            words,
            message,
            study_place=declared_at(self._material.study, name.place),
            study_wording=name.text,
            difference=marked(name.text, words),
            concerns=[name.text],
        )

    def _terms(self) -> Iterator[Remark]:
        """Yield what the paper marks as a name and is nearly one, or is said to be one and is none."""
        for term in terms(self._paragraphs, self._manuscript, self._names):
            pieces = split(term.words)
            if self._names.is_name(term.words) or not key(term.words) or self._holds_a_name(term):
                continue
            if not self._is_free(term.start, term.stop, take=False) or self._material.is_source(term.words):
                continue
            turned = any(is_turned(term.words, name) for name in self._names.all if name.parts)
            of_chain: list[Remark] = []
            if len(pieces) > 1 and not turned and any(self._names.named(piece) for piece in pieces):
                of_chain = list(self._of_chain(pieces, term.start, term.stop, term.words))
            yield from of_chain or self._of_term(term)

    def _holds_a_name(self, term: Term) -> bool:
        """Tell whether a heading or an emphasised phrase holds a name as it is, among other words."""
        if term.where not in {"heading", "emphasised"}:
            return False
        words = key(term.words)
        return any(alias in words for name in self._names.all for alias in name.keys)

    def _of_term(self, term: Term) -> Iterator[Remark]:
        is_said = bool(term.noun) or self._is_listed(term)
        may_be_short = term.where != "heading" and term.zone not in {"front", "literature"}
        kind, name = self.judged(term.words, term.noun, is_said=is_said, may_be_short=may_be_short)
        if term.disowned and kind != "label-reordered":
            return
        lacking: list[Name] = []
        if term.where == "cell" and name is not None:
            standing = {one.text for words in term.listed if (one := self._names.named(words))}
            strict, _ = self.judged(term.words, term.noun, is_said=False)
            if name.text in standing and not strict:
                kind, name = "", None
                lacking = [one for one in self._names.of(term.noun) if one.text not in standing]
        if kind and name:
            if self._is_free(term.start, term.stop):
                yield self._changed(kind, (term.start, term.stop), term.words, name, _WHAT[kind])
        elif self._is_unknown(term) and self._is_free(term.start, term.stop):
            yield self._unknown(term, lacking[0] if len(lacking) == 1 else None)

    def _unknown(self, term: Term, lacking: Name | None) -> Remark:
        """Return the remark that a term is no construct; where its column lacks one name, that is what the study has there."""
        span = (term.start, term.stop)
        if lacking is None:
            message = f"this looks like a {term.noun or 'construct'} and is none of the study"
            return remark("label-unknown", span, term.words, message)
        message = f"this is no {term.noun} of the study; its column lacks {lacking.text!r}"
        place = declared_at(self._material.study, lacking.place)
        return remark(
            "label-unknown",
            span,
            term.words,
            message,
            study_place=place,
            study_wording=lacking.text,
            concerns=[lacking.text],
        )

    def judged(self, words: str, noun: str, *, is_said: bool, may_be_short: bool = True) -> tuple[str, Name | None]:
        """Return which name the words are, changed, and how; an empty string where they are none."""
        candidates = self._names.of(noun) if noun and self._names.of(noun) else self._names.all
        mixed = list(bag(words))
        same = [name for name in candidates if sorted(name.words) == mixed or (name.parts and is_turned(words, name))]
        if same:
            is_same = same[0].words == tuple(ordered_words(words))
            return ("", None) if is_same else ("label-reordered", same[0])
        short = sorted((name for name in candidates if is_shortened(words, name)), key=lambda name: len(name.words))
        if short and may_be_short and len(mixed) > 1 and (len(short) == 1 or len(short[0].words) < len(short[1].words)):
            return "label-abbreviated", short[0]
        name, alike = nearest(words, [name for name in candidates if is_said or not is_a_piece(words, name)])
        if (
            name is not None
            and alike >= (_ALIKE_SAID if is_said else _ALIKE)
            and len(key(words)) > (2 if is_said else 4)
        ):
            return "label-reworded", name
        return "", None

    def _is_listed(self, term: Term) -> bool:
        """Tell whether a term stands in a list of which other members are names."""
        if term.listed not in self._named_in:
            self._named_in[term.listed] = {words for words in term.listed if self._names.named(words)}
        return bool(self._named_in[term.listed] - {term.words})

    def _is_unknown(self, term: Term) -> bool:
        """Tell whether the paper says that a term is a construct: in a column of names, or in a list of them with its noun."""
        if term.zone in {"front", "literature"}:
            return False
        if term.where == "cell":
            return True
        return bool(term.noun) and term.noun != "stage" and (self._is_listed(term) or len(term.listed) <= 1)

    def _tails(self) -> Iterator[Remark]:
        """Yield the dyads in quotation marks that go on with other words than the study's."""
        for begin, end, words, name in changed_tails(self._paragraphs, self._names):
            if self._is_free(begin, end):
                yield self._changed("label-reworded", (begin, end), words, name, _WHAT["label-reworded"])

    def _chains(self) -> Iterator[Remark]:
        """Yield what is wrong in running prose with what dashes join."""
        for paragraph in self._paragraphs:
            if paragraph.kind not in {"prose", "abstract"}:
                continue
            for pieces, start, stop in chains(paragraph):
                begin, end = paragraph.span(start, stop)
                if self._is_free(begin, end, take=False):
                    trimmed = self._trimmed(pieces)
                    found = self._of_chain(trimmed, begin, end, paragraph.text[start:stop])
                    yield from (one for one in found if len(trimmed) == len(pieces) or one.kind != "label-missing")

    def _trimmed(self, pieces: Sequence[str]) -> list[str]:
        """Return the pieces of a chain in prose without the words that stand before the first and behind the last.

        An outer piece that holds no name may be anything and is left out.
        """
        first, *inner, last = pieces
        heads = [name.text for name in self._names.all if first.endswith(name.text)]
        tails = [name.text for name in self._names.all if last.startswith(name.text)]
        return [*([max(heads, key=len)] if heads else []), *inner, *([max(tails, key=len)] if tails else [])]

    def _of_chain(self, pieces: Sequence[str], start: int, stop: int, words: str) -> Iterator[Remark]:
        """Yield the remark on a chain of which most are names of one noun and one is not, or one of the study's is left out."""
        known = [self._names.named(piece) for piece in pieces]
        by_noun: dict[str, list[Name]] = defaultdict(list)
        for name in known:
            if name is not None:
                by_noun[name.noun].append(name)
        if not by_noun:
            return
        noun, named = max(by_noun.items(), key=lambda item: len(item[1]))
        strangers = [piece for piece, name in zip(pieces, known, strict=True) if name is None]
        if len(strangers) == 1 and len(named) > 1 and len(strangers[0]) < 3 * max(len(name.text) for name in named):
            kind, name = self.judged(strangers[0], noun, is_said=True)
            if name is not None and kind and self._is_free(start, stop):
                yield self._changed(kind, (start, stop), strangers[0], name, "the name is changed in this chain")
            elif not kind and len(named) > 2 and self._is_free(start, stop):  # noqa: PLR2004 - more than a pair
                yield remark(
                    "label-unknown", (start, stop), strangers[0], f"this stands among {noun}s and is none of the study"
                )
        every = self._names.of(noun)
        lacking = [name for name in every if name not in named]
        if not strangers and len(lacking) == 1 and len(every) >= _LONG_CHAIN and self._is_free(start, stop):
            message = f"{lacking[0].text!r} is left out among the {len(every)} {noun}s"
            yield remark(
                "label-missing",
                (start, stop),
                words,
                message,
                study_place=declared_at(self._material.study, lacking[0].place),
                study_wording=lacking[0].text,
                subject=lacking[0].text,
                concerns=[lacking[0].text],
            )

    def _listed(self) -> Iterator[Remark]:
        """Yield the members of lists of names that are nearly a name which the list lacks."""
        for paragraph in self._paragraphs:
            if paragraph.kind not in {"prose", "abstract", "caption"} or paragraph.zone in {"literature", "back"}:
                continue
            for one in strangers(paragraph, self._names):
                begin, end = paragraph.span(one.start, one.stop)
                kind, name = self.judged(one.words, one.noun, is_said=True)
                is_new = name is not None and name not in one.others and shares_a_beginning(one.words, name)
                if is_cited(paragraph.text, one.start, one.stop):
                    continue
                if kind and name and is_new and self._is_free(begin, end):
                    yield self._changed(kind, (begin, end), one.words, name, _WHAT[kind])

    def _standing_in(self) -> Iterator[Remark]:
        """Yield what stands where a name should."""
        for one in stand_ins(self._paragraphs, self._names, self._material.study):
            kind, name = self.judged(one.words, one.noun, is_said=True)
            if one.name is not None and name is not one.name:
                kind, name = "label-reworded", one.name
            if kind and name and self._is_free(one.start, one.stop):
                yield self._changed(kind, (one.start, one.stop), one.words, name, _WHAT[kind])

    def _announced(self) -> Iterator[Remark]:
        """Yield what the paper says to be a construct more, and the study does not have."""
        for one in announced_names(self._paragraphs):
            holds = any(alias in key(one.words) for alias in self._names.keys)
            if holds or self._names.is_name(one.words) or not self._is_free(one.start, one.stop):
                continue
            kind, name = self.judged(one.words, one.noun, is_said=False)
            if kind and name:
                yield self._changed(kind, (one.start, one.stop), one.words, name, _WHAT[kind])
            else:
                message = f"this looks like a {one.noun} and is none of the study"
                yield remark("label-unknown", (one.start, one.stop), one.words, message)

    def _near(self) -> Iterator[Remark]:
        """Yield the variants of names in running prose."""
        nearly = near_names(self._paragraphs, self._stream, self._names, self._material, self._places)
        of_the_model = model_names(self._paragraphs, self._names, self._material)
        for near in (*nearly, *of_the_model, *cut_names(self._paragraphs, self._names)):
            words = printed(self._manuscript.text[near.start : near.stop])
            if (
                not self._names.is_name(words)
                and self._is_whole(near.start, near.stop)
                and self._is_free(near.start, near.stop)
            ):
                yield self._changed(near.kind, (near.start, near.stop), words, near.name, _WHAT[near.kind])

    def _missing(self) -> Iterator[Remark]:
        """Yield the names that the paper never uses; concepts and constructs only where it uses most of their kind."""
        by_noun: dict[str, list[Name]] = defaultdict(list)
        for name in self._names.all:
            by_noun[name.noun].append(name)
        title = self._manuscript.parts[0]
        for noun, every in by_noun.items():
            lacking = [name for name in every if name.text not in self._met]
            if not is_broad(every[0]) and len(lacking) > len(every) * _MOST_KNOWN:
                continue
            for name in lacking:
                if not is_broad(name) and any(stands_in_pieces(name.text, text) for text in self._flat):
                    continue
                yield remark(
                    "label-missing",
                    (title.start, title.stop),
                    name.text,
                    f"the {noun} {name.text!r} is named nowhere in the paper",
                    study_place=declared_at(self._material.study, name.place),
                    study_wording=name.text,
                    subject=name.text,
                    concerns=[name.text],
                )


def _overlap(window: tuple[int, int], name: tuple[int, int]) -> bool:
    """Tell whether a name that stands as it is reaches into a window, and is not just a piece of it."""
    is_piece = window[0] <= name[0] and name[1] <= window[1] and name[1] - name[0] < window[1] - window[0]
    return name[0] < window[1] and window[0] < name[1] and not is_piece

"""Where a sealed quotation stands in documents that somebody has, decided by what its coding still tells.

The words of a seal may stand in several places. Which is meant is said, in this order, by the place itself where the document
is the very text that was sealed; by the seals of the context before and behind; by the document that has most of the
quotations of the sealed one; and by the nearest quotations of that document whose places are known, from which it stands as
far away as it did. What is still open then stays open, for a person to decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from operator import attrgetter

from msgspec import Struct

from gioia.codings.coding import Coding
from gioia.sources.normal import Folded, fold
from gioia.sources.register import Document
from gioia.sources.seals import Seal, Spot, Wanted, digest, seals_in, spots

_CLEARER = 2
"""How many times as far from where it is expected the second-best place must be."""


class Opened(Struct, frozen=True):
    """A text that somebody has, folded, and where the words of seals stand in it; `sha256` is that of the text."""

    text: str
    sha256: str
    folded: Folded
    spots: dict[Seal, list[Spot]]


class Found(Struct, frozen=True):
    """A place of sealed words: the number of the text that they stand in, and where."""

    number: int
    spot: Spot


def opened_text(text: str, sha256: str, wanted: Wanted) -> Opened:
    """Return a text with the places of the seals' words in it."""
    folded = fold(text)
    return Opened(text, sha256, folded, spots(folded, wanted))


def quoted(coding: Coding) -> Seal | None:
    """Return the seal of a coding's quotation, None where it has none."""
    return next(iter(seals_in(coding.quotation)), None)


passage = attrgetter("document", "start", "end", "quotation")
"""What codings of the same sealed words at the same place have in common."""


class Places:
    """The places of the sealed quotations of one study in the texts that somebody has."""

    def __init__(
        self, codings: Sequence[Coding], texts: Sequence[Opened], register: Mapping[str, Document], salt: str
    ) -> None:
        self._texts, self._register, self._salt = texts, register, salt
        self._homes = self._most(codings)
        passages = {passage(coding): coding for coding in codings}
        self._left = {key: self._closest(coding) for key, coding in passages.items()}
        self._known = [(one, self._left[key][0]) for key, one in passages.items() if len(self._left[key]) == 1]
        self._found = {key: self._settled(coding) for key, coding in passages.items()}

    def found(self, coding: Coding) -> list[Found]:
        """Return the places that the words of one of the codings may stand at: one where it is known."""
        return self._found[passage(coding)]

    def home(self, document: str) -> int | None:
        """Return the number of the text that is the sealed document, or has most of its quotations; None where none has any."""
        return self._homes.get(document)

    def _most(self, codings: Sequence[Coding]) -> dict[str, int]:
        homes = {
            name: number
            for name, line in self._register.items()
            for number, text in reversed(list(enumerate(self._texts)))
            if text.sha256 == line.sha256
        }
        counts: dict[str, Counter[int]] = {}
        for coding in codings:
            seal = quoted(coding)
            has = [number for number, text in enumerate(self._texts) if seal in text.spots]
            counts.setdefault(coding.document, Counter()).update(has)
        return {name: most.most_common(1)[0][0] for name, most in counts.items() if most} | homes

    def _closest(self, coding: Coding) -> list[Found]:
        """Return the places that the text itself and the context leave."""
        seal = quoted(coding)
        if seal is None:
            return []
        found = [Found(n, spot) for n, text in enumerate(self._texts) for spot in text.spots.get(seal, ())]
        home = self.home(coding.document)
        same = [
            place
            for place in found
            if place.number == home
            and self._is_same_text(coding.document, home)
            and coding.start <= place.spot.start < place.spot.end <= coding.end
        ]
        if same:
            return same[:1]
        scores = [self._alike(coding, place) for place in found]
        found = [place for place, score in zip(found, scores, strict=True) if score == max(scores)]
        return [place for place in found if place.number == home] or found

    def _is_same_text(self, document: str, number: int) -> bool:
        line = self._register.get(document)
        return line is not None and line.sha256 == self._texts[number].sha256

    def _alike(self, coding: Coding, place: Found) -> int:
        """Return how many of the two contexts are those of the place."""
        plain = self._texts[place.number].folded.text
        score = 0
        for seal in seals_in(coding.before)[-1:]:
            first = max(0, place.spot.first - seal.length)
            score += digest(plain[first : place.spot.first], self._salt) == seal.digest
        for seal in seals_in(coding.after)[:1]:
            score += digest(plain[place.spot.last : place.spot.last + seal.length], self._salt) == seal.digest
        return score

    def _settled(self, coding: Coding) -> list[Found]:
        """Return the places that are left when the known ones of its document have been asked."""
        found = self._left[passage(coding)]
        if len(found) < 2:  # noqa: PLR2004 - there is nothing to decide
            return found
        expected = self._expected(coding)
        near = [
            (min(abs(place.spot.start - at) for number, at in expected if number == place.number), place)
            for place in found
            if any(number == place.number for number, _ in expected)
        ]
        near.sort(key=lambda one: one[0])
        if len(near) == 1 or (len(near) > 1 and near[0][0] * _CLEARER < near[1][0]):
            return [near[0][1]]
        return found

    def _expected(self, coding: Coding) -> list[tuple[int, int]]:
        """Return text and place at which the coding is expected by its nearest neighbours whose places are known."""
        same = [(other, place) for other, place in self._known if other.document == coding.document]
        before = [one for one in same if one[0].start <= coding.start]
        behind = [one for one in same if one[0].start > coding.start]
        nearest = [max(before, key=lambda one: one[0].start)] if before else []
        nearest += [min(behind, key=lambda one: one[0].start)] if behind else []
        return [(place.number, place.spot.start + coding.start - other.start) for other, place in nearest]

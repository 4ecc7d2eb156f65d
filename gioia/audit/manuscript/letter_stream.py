"""The letters of a whole paper in one stream, so that a name is found across line breaks, marks and particles.

Sentences are parted by a mark that no name has. Each letter knows its place in the manuscript.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from gioia.audit.manuscript.names import WORD, is_particle, key
from gioia.audit.manuscript.paragraphs import Paragraph

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PIECE = re.compile(rf"{WORD}|[。！？；!?;，,：:（）()\t|]|\.(?=\s|$)")
_JOINS = frozenset("和与及")
_STOPS = frozenset("。！？；!?;，,：:（）()\t|.")
_STOP = "\n"
_LONGEST_NAME = 300


class Stream:
    """The letters of paragraphs, particles left out; `kinds` tells of what kind of paragraph each letter is."""

    def __init__(self, found: Sequence[Paragraph]) -> None:
        letters: list[str] = []
        self.places: array[int] = array("L")
        self.numbers: array[int] = array("L")
        for paragraph in found:
            for shown, at in _letters(paragraph.text):
                letters.append(shown)
                self.places.append(paragraph.places[at])
                self.numbers.append(paragraph.number)
            letters.append(_STOP)
            self.places.append(self.places[-1] if self.places else 0)
            self.numbers.append(paragraph.number)
        self.text = "".join(letters)

    def occurrences(self, key: str) -> Iterator[tuple[int, int]]:
        """Yield where a name's letters stand one after the other, half-open in the stream; line breaks and colons part none."""
        at = self.text.find(key)
        while key and at >= 0:
            yield at, at + len(key)
            at = self.text.find(key, at + 1)

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Return the half-open span of the manuscript of letters `[start, stop)` of the stream."""
        return self.places[start], self.places[stop - 1] + 1

    @cached_property
    def _joined(self) -> tuple[str, list[int]]:
        """Return the stream without what joins two parts of a name, and where each of its letters stands in the stream."""
        kept = [at for at, char in enumerate(self.text) if char not in _JOINS]
        return "".join(self.text[at] for at in kept), kept

    def permutations(self, letters: str) -> Iterator[tuple[int, int]]:
        """Yield where the same letters stand next to each other in another order, half-open in the stream.

        A window's letters are summed as random numbers, one a character: equal sums are equal letters.
        """
        import numpy as np

        text, kept = self._joined
        wanted = "".join(char for char in letters if char not in _JOINS)
        count = len(wanted)
        if len(text) < count or not count:
            return

        sums = self._sums
        hits = np.flatnonzero(sums[count:] - sums[:-count] == _weights(wanted).sum(dtype=np.uint64))
        for hit in hits.tolist():
            if text[hit : hit + count] != wanted and _STOP not in text[hit : hit + count]:
                yield kept[hit], kept[hit + count - 1] + 1

    @cached_property
    def _sums(self) -> NDArray[np.uint64]:
        """The sums of the letters' numbers from the beginning up to each letter."""
        import numpy as np

        return np.concatenate((np.zeros(1, dtype=np.uint64), np.cumsum(_weights(self._joined[0]), dtype=np.uint64)))


def reaching(spans: Sequence[tuple[int, int]], start: int, stop: int) -> Sequence[tuple[int, int]]:
    """Return those of sorted spans that may reach into `[start, stop)`; none is longer than a name."""
    return spans[bisect_left(spans, (start - _LONGEST_NAME,)) : bisect_left(spans, (stop,))]


def _letters(text: str) -> Iterator[tuple[str, int]]:
    """Yield the letters by which names are compared, as `names.key` gives them, and marks where a sentence ends, each with its place."""
    for match in _PIECE.finditer(text):
        word = match[0]
        if word in _STOPS:
            yield _STOP, match.start()
        elif not is_particle(word):
            told = [offset for offset, char in enumerate(word) if char.isalnum()]
            yield from zip(key(word), (match.start() + offset for offset in told), strict=False)


def _weights(text: str) -> NDArray[np.uint64]:
    """Return a number for each character, as if at random (the finaliser of splitmix64, Steele et al. 2014)."""
    import numpy as np

    mixed = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    mixed = (mixed + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))

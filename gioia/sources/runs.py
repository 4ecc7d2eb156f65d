"""Runs: what a text has in common with a corpus, character by character.

Texts are compared as `gioia.sources.normal` folds them, so that neither width nor white space nor a line break hides that
two are the same. A run is a stretch of more than `LONGEST` folded characters that stands in one text of the corpus as it
stands here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from gioia.sources.normal import fold, folded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST = 8
"""So many characters may be shared: a name, a turn of phrase."""

_FACTOR = 0x9E3779B97F4A7C15
_BETWEEN = "\n"
"""Parts two texts; folding leaves none in them."""


class Corpus:
    """Texts, ready to be asked what another text shares with them."""

    def __init__(self, texts: Iterable[str]) -> None:
        import numpy as np

        self._all = _BETWEEN.join(dict.fromkeys(map(folded, texts)))
        self._grams = np.sort(_grams(self._all))

    def holds(self, plain: str) -> bool:
        """Tell whether folded characters stand in one of the texts."""
        return plain in self._all

    def runs(self, text: str) -> list[tuple[int, int]]:
        """Return the runs of the text, in their order: half-open spans of its code points, each of one text of the corpus.

        What is left between two runs that touch one another is a run too, however short it is.
        """
        import numpy as np

        here = fold(text)
        grams = _grams(here.text)
        if not len(grams) or not len(self._grams):
            return []
        at = np.minimum(self._grams.searchsorted(grams), len(self._grams) - 1)
        found: list[tuple[int, int]] = []
        for first, last in _stretches(np.flatnonzero(self._grams[at] == grams)):
            found += self._cut(here.text, first, last + LONGEST)
        return [here.span(first, last) for first, last in found]

    def _cut(self, plain: str, first: int, last: int) -> list[tuple[int, int]]:
        """Cut a stretch, all of whose beginnings are of the corpus, into as few pieces as stand there whole."""
        pieces = []
        while first < last:
            low, high = first + 1, last
            while low < high:
                middle = (low + high + 1) // 2
                low, high = (middle, high) if self.holds(plain[first:middle]) else (low, middle - 1)
            pieces.append((first, low))
            first = low
        return pieces


def _stretches(places: NDArray[np.intp]) -> Iterable[tuple[int, int]]:
    """Return the first place and the one behind the last of each row of places that follow one another."""
    import numpy as np

    if not len(places):
        return []
    breaks = np.flatnonzero(np.diff(places) > 1)
    firsts = places[np.concatenate(([0], breaks + 1))]
    lasts = places[np.concatenate((breaks, [len(places) - 1]))] + 1
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


def _grams(plain: str) -> NDArray[np.uint64]:
    """Return the hash of every stretch of `LONGEST` + 1 characters (a polynomial in 64 bits)."""
    import numpy as np

    codes = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    count = max(0, len(codes) - LONGEST)
    hashes = np.zeros(count, dtype=np.uint64)
    for offset in range(LONGEST + 1):
        hashes = hashes * np.uint64(_FACTOR) + codes[offset : count + offset]
    return hashes

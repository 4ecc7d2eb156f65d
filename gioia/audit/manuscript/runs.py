"""Which stretches of a corpus a quotation is made of, where it stands in one piece nowhere.

From the left, the longest run of letters that stands somewhere is taken, again and again; letters that stand nowhere are
passed over. Among runs of one length the one that goes on from where the last one ended is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from gioia.codings.grams import GRAM, Index, hashed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST_PLACES = 200


class Run(Struct, frozen=True):
    """Letters `[start, stop)` of the quotation that stand at `place` in the index's letters, in document `number`."""

    start: int
    stop: int
    place: int
    number: int

    @property
    def length(self) -> int:
        """How many letters it has."""
        return self.stop - self.start


def runs(index: Index, codes: NDArray[np.uint32], least: int) -> list[Run]:
    """Return the runs of at least `least` letters (no fewer than `GRAM`) that a quotation's letters consist of, in order."""
    least = max(least, GRAM)
    hashes = hashed(codes)
    low, high = index.keys.searchsorted(hashes, "left"), index.keys.searchsorted(hashes, "right")
    found: list[Run] = []
    at = 0
    while at + least <= len(codes):
        places = index.order[low[at] : high[at]][:_MOST_PLACES]
        expected = found[-1].place + at - found[-1].start if found else -1
        best = max(
            ((_common(index, codes, at, int(place)), -abs(int(place) - expected), int(place)) for place in places),
            default=(0, 0, 0),
        )
        if best[0] >= least:
            found.append(Run(at, at + best[0], best[2], index.document(best[2])))
            at += best[0]
        else:
            at += 1
    return found


def _common(index: Index, codes: NDArray[np.uint32], at: int, place: int) -> int:
    """Return how many letters from `at` on agree with those of the index from `place` on."""
    most = min(len(codes) - at, len(index.codes) - place)
    differing = (codes[at : at + most] != index.codes[place : place + most]).argmax() if most else 0
    if differing == 0 and most and codes[at] == index.codes[place]:
        return most
    return int(differing)

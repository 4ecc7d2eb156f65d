"""The letters of a corpus, and where every run of four of them stands.

For locating, a text is reduced to its letters and digits: folded in width and case, without punctuation and white space,
which copies of a passage change most. Four letters in a row are rare enough to seed a search and short enough to survive
one wrong character in ten. The index is three arrays; it lives in memory and is made anew when it is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from gioia.sources.normal import Folded, fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GRAM = 4
"""How many letters a seed has."""

_FACTOR = 0x9E3779B97F4A7C15
_OFTEN = 64
_BETWEEN = 0x110000


class Letters(Struct, frozen=True):
    """The letters of one text as code points, and the index in its folded text of each."""

    codes: NDArray[np.uint32]
    at: NDArray[np.int64]


class Index(Struct, frozen=True):
    """A corpus ready for locating.

    `codes` are the letters of all documents, a mark between two; `begins[i]` is where document `names[i]` begins in them.
    `keys` are the hashes of all runs of `GRAM` letters in ascending order, and `order` where each of them begins.
    """

    names: tuple[str, ...]
    texts: tuple[str, ...]
    folded: tuple[Folded, ...]
    codes: NDArray[np.uint32]
    at: NDArray[np.int64]
    begins: NDArray[np.int64]
    keys: NDArray[np.uint64]
    order: NDArray[np.int64]

    def bounds(self, place: int) -> tuple[int, int]:
        """Return where the letters of the document at `place` begin and end, half-open."""
        number = max(0, self.document(place))
        is_last = number == len(self.begins) - 1
        return int(self.begins[number]), (len(self.codes) if is_last else int(self.begins[number + 1])) - 1

    def document(self, place: int) -> int:
        """Return the number of the document that the letter at `place` belongs to."""
        return int(self.begins.searchsorted(place, "right")) - 1


def letters(folded: Folded) -> Letters:
    """Return the letters and digits of a folded text."""
    import numpy as np

    codes = np.frombuffer(folded.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    known = np.unique(codes)
    is_letter = np.array([chr(code).isalnum() for code in known], dtype=bool)
    kept = is_letter[known.searchsorted(codes)] if len(codes) else np.zeros(0, dtype=bool)
    return Letters(codes[kept], np.flatnonzero(kept))


def indexed(documents: Mapping[str, str]) -> Index:
    """Return the index of documents, given as name → text."""
    import numpy as np

    folded = tuple(fold(text) for text in documents.values())
    codes: list[NDArray[np.uint32]] = []
    at: list[NDArray[np.int64]] = []
    begins: list[int] = []
    total = 0
    for number, each in enumerate(folded):
        found = letters(each)
        begins.append(total)
        codes += [found.codes, np.array([_BETWEEN + number], dtype=np.uint32)]
        at += [found.at, np.array([-1], dtype=np.int64)]
        total += len(found.codes) + 1
    all_codes = np.concatenate(codes) if codes else np.zeros(0, dtype=np.uint32)
    hashes = hashed(all_codes)
    order = hashes.argsort(kind="stable")
    return Index(
        names=tuple(documents),
        texts=tuple(documents.values()),
        folded=folded,
        codes=all_codes,
        at=np.concatenate(at) if at else np.zeros(0, dtype=np.int64),
        begins=np.array(begins, dtype=np.int64),
        keys=hashes[order],
        order=order,
    )


def hashed(codes: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Return the hash of every run of `GRAM` letters (a polynomial in 64 bits); fewer letters have none."""
    import numpy as np

    count = max(0, len(codes) - GRAM + 1)
    hashes = np.zeros(count, dtype=np.uint64)
    for offset in range(GRAM):
        hashes = hashes * np.uint64(_FACTOR) + codes[offset : count + offset].astype(np.uint64)
    return hashes


def exact_places(index: Index, codes: NDArray[np.uint32]) -> list[int]:
    """Return every place at which these letters, at least `GRAM` of them, stand one after the other."""
    import numpy as np

    hashes = hashed(codes)
    low, high = index.keys.searchsorted(hashes, "left"), index.keys.searchsorted(hashes, "right")
    rarest = int((high - low).argmin())
    starts = np.sort(index.order[low[rarest] : high[rarest]] - rarest)
    starts = starts[(starts >= 0) & (starts + len(codes) <= len(index.codes))]
    for offset, code in enumerate(codes):
        starts = starts[index.codes[starts + offset] == code]
        if not len(starts):
            break
    return [int(start) for start in starts]


def seeded_places(index: Index, codes: NDArray[np.uint32], most: int = 8) -> list[int]:
    """Return where these letters probably begin, the likeliest first: the diagonals on which most of their runs agree.

    A wrong letter spoils the runs over it and no others; a missing one shifts those after it by one. Runs that stand in
    more than 64 places say nothing, unless there is no other.
    """
    import numpy as np

    diagonals = _diagonals(index, codes)
    if not len(diagonals):
        return []
    slack = max(2, len(codes) // 8)
    votes = diagonals.searchsorted(diagonals + slack, "right") - np.arange(len(diagonals))
    found: list[int] = []
    apart = slack + len(codes) // 4
    for best in (-votes).argsort(kind="stable")[: 25 * most]:
        if votes[best] * 2 < votes.max():
            break
        middle = int(np.median(diagonals[best : best + votes[best]]))
        if all(abs(middle - other) > apart for other in found):
            found.append(middle)
        if len(found) == most:
            break
    return found


def _diagonals(index: Index, codes: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return, in ascending order, place minus offset for every place of every run of the letters."""
    import numpy as np

    hashes = hashed(codes)
    low, high = index.keys.searchsorted(hashes, "left"), index.keys.searchsorted(hashes, "right")
    counts = high - low
    used = np.flatnonzero((counts > 0) & (counts <= _OFTEN))
    if not len(used):
        present = np.flatnonzero(counts)
        used = present[counts[present].argsort(kind="stable")[:3]]
    if not len(used):
        return np.zeros(0, dtype=np.int64)
    many = counts[used]
    before = np.concatenate(([0], np.cumsum(many)[:-1]))
    entries = np.repeat(low[used] - before, many) + np.arange(many.sum())
    return np.sort(index.order[entries] - np.repeat(used, many))


_WRONG = 3
"""So many wrong characters may stand at a quotation's end; where more differ, the words there are other ones."""


def aligned(codes: NDArray[np.uint32], window: NDArray[np.uint32]) -> tuple[int, int, int]:
    """Return the least edit distance of `codes` to a part of `window`, and where that part begins and ends, half-open.

    Approximate matching with free ends (Sellers 1980): one row a letter, each computed at once; insertions run along the
    row as a cumulative minimum. Of parts that are equally near, the one as long as `codes` is taken: wrong characters at
    the end, up to `_WRONG`, stand for as many others, rather than for none.
    """
    import numpy as np

    across = np.arange(len(window) + 1)
    costs = np.zeros(len(window) + 1, dtype=np.int64)
    begins = across.copy()
    for code in codes:
        replaced = costs[:-1] + (window != code)
        row, row_begins = costs + 1, begins.copy()
        cheaper = replaced <= row[1:]
        row[1:][cheaper] = replaced[cheaper]
        row_begins[1:][cheaper] = begins[:-1][cheaper]
        slanted = row - across
        lowest = np.minimum.accumulate(slanted)
        costs = lowest + across
        begins = row_begins[np.maximum.accumulate(np.where(slanted == lowest, across, 0))]
    nearest = np.flatnonzero(costs == costs.min())
    end = int(nearest[np.abs(nearest - begins[nearest] - len(codes)).argmin()])
    end = end if end <= nearest[0] + _WRONG else int(nearest[0])
    return int(costs[end]), int(begins[end]), end

"""Settling: which of several places of a quotation is meant.

A quotation that stands in several places is never put at the first of them. The rows of a table say which is meant: they
come in the table's order, near each other, and often with their source code in brackets behind the passage. What that
leaves open stays open, for a person to decide.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from gioia.codings.anchors import Passage

MARGIN = 1.0
"""How much dearer the second-best place must be before the best one is taken: a factor e in distance."""

_BACKWARD = 4.0
_OTHER_DOCUMENT = 20.0
_TAGGED = 3.0


def settle(rows: Sequence[Sequence[Passage]]) -> list[Passage | None]:
    """Return for each row the place that is meant, None where it has no place or where two are equally likely.

    Rows come in the order of the table that they stand in. A choice of places costs the logarithm of the distance from
    each row to the next, more when it leads backward or into another document, and less at a tagged place. A row's place
    is settled when every choice that puts it elsewhere costs at least `MARGIN` more (shortest paths, forward and
    backward; Viterbi 1967).
    """
    filled = [index for index, row in enumerate(rows) if row]
    chosen: list[Passage | None] = [None] * len(rows)
    if not filled:
        return chosen
    candidates = [rows[index] for index in filled]
    forward = _totals(candidates, ahead=True)
    backward = _totals(candidates, ahead=False)
    for position, index in enumerate(filled):
        totals = [
            before + behind - _own(place)
            for before, behind, place in zip(forward[position], backward[position], candidates[position], strict=True)
        ]
        order = sorted(range(len(totals)), key=totals.__getitem__)
        if len(order) == 1 or totals[order[1]] - totals[order[0]] >= MARGIN:
            chosen[index] = candidates[position][order[0]]
    return chosen


def _totals(candidates: list[Sequence[Passage]], *, ahead: bool) -> list[list[float]]:
    """Return for each place the least cost of all rows up to it (`ahead`), or from it on."""
    rows = candidates if ahead else candidates[::-1]
    totals: list[list[float]] = [[_own(place) for place in rows[0]]]
    for earlier, row in pairwise(rows):
        steps = [
            min(
                total + (_step(other, place) if ahead else _step(place, other))
                for total, other in zip(totals[-1], earlier, strict=True)
            )
            for place in row
        ]
        totals.append([step + _own(place) for step, place in zip(steps, row, strict=True)])
    return totals if ahead else totals[::-1]


def _own(place: Passage) -> float:
    return -_TAGGED if place.tagged else 0.0


def _step(earlier: Passage, later: Passage) -> float:
    """Return what it costs to go from one row's place to the next row's."""
    if earlier.document != later.document:
        return _OTHER_DOCUMENT
    gap = later.start - earlier.end
    return math.log1p(abs(gap)) + (_BACKWARD if gap < 0 else 0.0)

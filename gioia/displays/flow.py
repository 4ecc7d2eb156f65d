"""The order that arrows ask of what they join: as few of them as possible run backwards.

The order found is the one given, changed only where that turns arrows forward: one name at a time moves to where it saves
most, until nothing is saved (the local search for a small feedback arc set; Schiavinotto and Stützle 2004 call the
neighbourhood *insert*). It is not always the best order, and always the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

Pair = tuple[str, str]


def in_flow(names: Sequence[str], arrows: Iterable[Pair]) -> list[str]:
    """Return `names` in an order in which few arrows run backwards, as near to the order given as that allows."""
    order = list(names)
    home = {name: index for index, name in enumerate(names)}
    weights = Counter((a, b) for a, b in arrows if a != b and a in home and b in home)
    for _ in range(len(order) ** 2):
        moves = [(_gain(order, here, there, weights, home), here, there) for here, there in _moves(len(order))]
        best, here, there = min(moves, default=((0, 0), 0, 0))
        if best >= (0, 0):
            break
        order.insert(there, order.pop(here))
    return order


def layers(names: Sequence[str], arrows: Iterable[Pair], most: int) -> list[list[str]]:
    """Return `names` in at most `most` layers such that arrows lead from layer to layer, but for those that run backwards.

    A name stands in the layer after the last one from which an arrow reaches it; what would stand too far is in the last.
    """
    pairs = [pair for pair in arrows if pair[0] != pair[1]]
    order = in_flow(names, pairs)
    place = {name: index for index, name in enumerate(order)}
    level = dict.fromkeys(order, 0)
    for name in order:
        before = [level[a] for a, b in pairs if b == name and a in place and place[a] < place[name]]
        level[name] = min(most - 1, max(before, default=-1) + 1)
    found = [[name for name in names if level[name] == index] for index in range(most)]
    return [layer for layer in found if layer]


def _moves(count: int) -> Iterable[tuple[int, int]]:
    return ((here, there) for here in range(count) for there in range(count) if here != there)


def _gain(order: Sequence[str], here: int, there: int, weights: Counter[Pair], home: dict[str, int]) -> tuple[int, int]:
    """Return how many arrows more run backwards, and how many pairs more leave their order, when one name moves."""
    name = order[here]
    passed = order[here + 1 : there + 1] if there > here else order[there:here]
    sign = 1 if there > here else -1
    backwards = sum(weights[name, other] - weights[other, name] for other in passed)
    inverted = sum(1 if (home[name] < home[other]) == (there > here) else -1 for other in passed)
    return sign * backwards, inverted

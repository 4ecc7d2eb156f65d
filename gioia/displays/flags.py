"""Flags: labels on poles above an axis, such that no pole runs through a label and no two labels meet.

A flag flies to the right of its pole or to the left. A flag that flies to the right over the poles of others hangs above
all of these; as its own pole stands before theirs, nothing is ever crossed, whatever the number of flags. Flags that fly to
the left mirror this, and keep clear of those that fly to the right. A flag rather stays in the ground of its own. Lengths are
points.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from msgspec import Struct

GAP = 3.0
"""Between a pole and its label."""
_CLEAR = 5.0


class Flag(Struct, frozen=True):
    """A label to hang: the x of its pole, how wide and high it is, and how far its own ground reaches to either side."""

    x: float
    width: float
    height: float
    before: float = inf
    after: float = inf

    @property
    def reach(self) -> float:
        """How far the label reaches from its pole."""
        return self.width + GAP


class Hung(Struct, frozen=True):
    """A flag that hangs: how far its lower edge is above the poles' feet, and whether it flies to the left."""

    rise: float
    to_left: bool = False


def hang(flags: Sequence[Flag], left: float, right: float, foot: float) -> tuple[Hung, ...] | None:
    """Return how flags, in the order of their poles, hang between `left` and `right`.

    Of all ways that with the fewest flags over a ground that is not theirs, and of those the lowest.

    `foot` is how far above the poles' feet the lowest may hang. Returns None where they do not fit.
    """
    found: list[tuple[Hung, ...]] = []
    for split in range(len(flags), -1, -1):
        rights, lefts = flags[:split], flags[split:]
        end = max((one.x + one.reach for one in rights), default=left)
        begin = min((one.x - one.reach for one in lefts), default=right)
        is_apart = not rights or not lefts or end + _CLEAR <= begin
        if is_apart and end <= right and begin >= left:
            risen = [Hung(rise) for rise in _risen(rights, foot)]
            mirrored = [Flag(-one.x, one.width, one.height) for one in reversed(lefts)]
            sunk = [Hung(rise, to_left=True) for rise in reversed(_risen(mirrored, foot))]
            found.append((*risen, *sunk))
    return min(found, key=lambda hung: (strayed(flags, hung), top(flags, hung)), default=None)


def strayed(flags: Sequence[Flag], hung: Sequence[Hung]) -> int:
    """Return how many flags reach over a ground that is not theirs."""
    return sum(flag.reach > (flag.before if one.to_left else flag.after) for flag, one in zip(flags, hung, strict=True))


def top(flags: Sequence[Flag], hung: Sequence[Hung]) -> float:
    """Return how high flags reach above the poles' feet."""
    return max((one.rise + flag.height for flag, one in zip(flags, hung, strict=True)), default=0.0)


def _risen(flags: Sequence[Flag], foot: float) -> list[float]:
    """Return how high flags hang that all fly to the right, the last one lowest."""
    rises: list[float] = []
    for index in range(len(flags) - 1, -1, -1):
        one = flags[index]
        over = [
            other.height + rise + _CLEAR
            for other, rise in zip(flags[index + 1 :], rises, strict=True)
            if other.x < one.x + one.reach + _CLEAR
        ]
        rises.insert(0, max([foot, *over]))
    return rises

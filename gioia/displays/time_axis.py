"""The axis of a timeline: days to points in true proportion, and marks at whole years, months or days.

The marks are as close as their labels allow: every year, every second, fifth, tenth …; where the whole is short, every half
year, quarter, month, or some days. Lengths are points, times are days (`gioia.model.dates`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count, pairwise

from msgspec import Struct

from gioia.displays.captions import date_text
from gioia.displays.typesetting import width

SIZE = 7.0
_SPACE = 10.0
_OVER = 4.0
_MONTHS = 12
_LONGEST_YEAR = 366
_DAYS = (1, 2, 5, 10)
_PARTS = (1, 3, 6)


class Axis(Struct, frozen=True):
    """Where the time from `first` to `after` lies: from `left`, `room` points wide."""

    first: int
    after: int
    left: float
    room: float

    @property
    def right(self) -> float:
        """The x at which the time ends."""
        return self.left + self.room

    def x(self, day: int) -> float:
        """Return where a day begins."""
        return self.left + self.room * self.share(day)

    def share(self, day: int) -> float:
        """Return which part of the time has gone when a day begins, from 0 to 1."""
        return (day - self.first) / (self.after - self.first)


class Tick(Struct, frozen=True):
    """A mark on the axis with its label, which is `width` points wide."""

    x: float
    text: str
    width: float


def ticks(axis: Axis, language: str) -> tuple[Tick, ...]:
    """Return the marks, at least `_SPACE` apart from label to label, each label over the axis or `_OVER` beside it."""
    made: list[Tick] = []
    for names in _steps(axis):
        made = [
            Tick(axis.x(day), text, width(text, SIZE))
            for text, day in ((date_text(name, language), day) for name, day in names)
        ]
        gap = min((b.x - a.x - (a.width + b.width) / 2 for a, b in pairwise(made)), default=_SPACE)
        if gap >= _SPACE:
            break
    low, high = axis.left - _OVER, axis.right + _OVER
    return tuple(tick for tick in made if low <= tick.x - tick.width / 2 and tick.x + tick.width / 2 <= high)


def _steps(axis: Axis) -> Iterator[list[tuple[str, int]]]:
    """Yield ever wider choices of marks: dates as ISO 8601 with the days at which they begin."""
    span = axis.after - axis.first
    if span <= 400:  # noqa: PLR2004 - days are told in what is about a year at most
        for step in _DAYS:
            yield [(date.fromordinal(day).isoformat(), day) for day in range(axis.first, axis.after, step)]
    low, high = date.fromordinal(axis.first).year, date.fromordinal(axis.after - 1).year
    if high - low < 40:  # noqa: PLR2004 - months are told in some decades at most
        for step in _PARTS:
            yield [found for year in range(low, high + 1) for found in _months(axis, year, step)]
    # What cannot fit, even with labels of no width, is left out: thousands of years would each be set for nothing.
    least = _SPACE * span / axis.room / _LONGEST_YEAR
    for power in count():
        for step in (step for step in (10**power, 2 * 10**power, 5 * 10**power) if step >= least):
            years = range(-(-low // step) * step or step, high + 1, step)
            yield [
                (f"{year:04}", day)
                for year in years
                if axis.first <= (day := date(year, 1, 1).toordinal()) < axis.after
            ]


def _months(axis: Axis, year: int, step: int) -> list[tuple[str, int]]:
    """Return the months of a year at which a mark may stand, every `step`th from January."""
    begun = [(f"{year:04}-{month:02}", date(year, month, 1).toordinal()) for month in range(1, _MONTHS + 1, step)]
    return [(name, day) for name, day in begun if axis.first <= day < axis.after]

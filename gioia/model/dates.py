"""Dates of any precision, as stretches of time.

A date of a study is written 2013, 2013-12 or 2013-12-01 (ISO 8601): it names a year, a month or a day, and is taken for
all of that time. Stretches are half-open and counted in days (proleptic Gregorian ordinals), so that they can be drawn in
true proportion; nothing is said of what a date leaves open.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_MONTHS = 12

Days = tuple[int, int]
"""The first day of a stretch of time and the day after its last."""


def days(text: str) -> Days | None:
    """Return the days that a date names; None for what is no date, which is a finding of its shape.

    A day that its month does not have is taken for the month's last: 2013-02-30 for 2013-02-28.
    """
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part or 0) for part in match.groups())
    if not year or month > _MONTHS:
        return None
    if not month:
        return date(year, 1, 1).toordinal(), date(year, _MONTHS, 31).toordinal() + 1
    last = monthrange(year, month)[1]
    first = date(year, month, min(day, last) or 1).toordinal()
    return first, first + (1 if day else last)


def lasting(start: str, end: str) -> Days | None:
    """Return the days from the first of `start` to the last of `end`; of one date alone, the days that this one names."""
    first, last = days(start or end), days(end or start)
    if first is None or last is None:
        return first or last
    return first[0], max(first[1], last[1])


def is_before(one: str, other: str) -> bool:
    """Tell whether a date is before another, as far as both are precise; what is no date is before nothing."""
    pairs = zip(one.split("-"), other.split("-"), strict=False)
    numbers = [(int(a), int(b)) for a, b in pairs if a.isdecimal() and b.isdecimal()]
    return [a for a, _ in numbers] < [b for _, b in numbers]

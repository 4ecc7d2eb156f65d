"""The dates that a passage gives in words: 2014年9月, 2015年末, September 2014, 2014-09."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gioia.model.dates import is_before

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_YEAR = r"(?<!\d)(1[89]\d\d|20\d\d)"
_CENTURIES = ("18", "19", "20")
_CHINESE = (
    rf"(?:{_YEAR}\s*年|(同年|当年|次年|翌年))"
    r"(?:\s*(1[0-2]|0?[1-9])\s*月(?:份?\s*(3[01]|[12]\d|0?[1-9])\s*[日号])?)?"
)
_ISO = _YEAR + r"[-./](1[0-2]|0[1-9])(?:[-./](3[01]|[12]\d|0[1-9]))?(?!\d)"
_ENGLISH = (
    r"(?i)\b(?:(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s+)?"
    rf"({_MONTH})\.?\s+(?:(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?,\s+)?{_YEAR}(?!\d)"
)
_BARE = r"(?i)\b(?:in|since|until|by|of|during)\s+" + _YEAR + r"(?!\d|\s+(?:[a-z]{3,}s|people)\b)"
"""A year, not a number of things: in 2000 stores."""


def dates_told(text: str) -> list[str]:
    """Return the dates in a text as ISO 8601, as precise as they are told, in the order in which each form has them."""
    if not any(century in text for century in _CENTURIES):
        return []
    found = list(_chinese(text))
    found += [_iso(*match.groups()) for match in re.finditer(_ISO, text)]
    found += [
        _iso(year, str(_MONTHS.index(month[:3].casefold()) + 1), first or second)
        for first, month, second, year in re.findall(_ENGLISH, text)
    ]
    found += [match[1] for match in re.finditer(_BARE, text)]
    return list(dict.fromkeys(found))


def _chinese(text: str) -> Iterator[str]:
    """Yield the dates that are told with 年; 同年 and 次年 are of the year that was told last, or the one after it."""
    last = ""
    for year, relative, month, day in re.findall(_CHINESE, text):
        if relative and not last:
            continue
        last = year or str(int(last) + (relative in {"次年", "翌年"}))
        yield _iso(last, month, day)


def may_agree(date: str, start: str, end: str = "") -> bool:
    """Tell whether a date may lie in a stretch of time, as far as all of them are precise; without an end, at its start."""
    return not is_before(date, start) and not is_before(end or start, date)


def _iso(year: str, month: str | None, day: str | None) -> str:
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])

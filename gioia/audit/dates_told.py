"""The dates that a passage gives in words: 2014年9月, 二〇一四年九月, 2015年末, September 2014, 2014-09, from 2014 to 2016.

Width and Chinese numerals are folded first. A number that goes on behind another point, or begins with a v, is an address or a
version and no date; a day that its month does not have is left out.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from gioia.model.dates import is_before

UNTIL = "/"
"""What stands between the ends of a stretch of time that is told as one, as in ISO 8601: 2014-09/2016."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_YEAR = r"(?<!\d)(1[89]\d\d|20\d\d)"
_CENTURIES = ("18", "19", "20")
_NEXT_YEAR = frozenset({"次年", "翌年"})
_CHINESE = (
    rf"(?:{_YEAR}\s*年|(同年|当年|次年|翌年))"
    r"(?:\s*(1[0-2]|0?[1-9])\s*月(?:份?\s*(3[01]|[12]\d|0?[1-9])\s*[日号])?)?"
)
_ISO = r"(?<![0-9A-Za-z_.])(1[89]\d\d|20\d\d)([-./])(1[0-2]|0[1-9])(?:\2(3[01]|[12]\d|0[1-9]))?(?!\d|\.\d)"
_ENGLISH = (
    r"(?i)\b(?:(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s+)?"
    rf"({_MONTH})\.?\s+(?:(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?,\s+)?{_YEAR}(?!\d)"
)
_NO_COUNT = r"(?!\d|\s+(?:[a-z]{3,}s|people)\b)"
_BARE = r"(?i)\b(?:in|since|until|by|of|during|from(?!\s+\d+\s*(?:to\b|[-–—])))\s+" + _YEAR + _NO_COUNT
"""A year, not a number of things: in 2000 stores."""
_YEARS = (
    rf"(?i)\b(?:(?:from|in|of|over|during)\s+{_YEAR}\s*(?:to|till|until|through|[-–—]+)|between\s+{_YEAR}\s+and)"
    rf"\s*{_YEAR}{_NO_COUNT}"
)
_JOINED = r"\s*(?:至|到|[-–—~]+|to|till|until|through)\s*"

_NARROW = {0xFF10 + digit: str(digit) for digit in range(10)} | str.maketrans("／．－～", "/.-~")
_DIGITS = {**{char: str(value) for value, char in enumerate("〇一二三四五六七八九")}, "零": "0", "○": "0"}
_HAN_YEAR = r"[一二][〇零○一二三四五六七八九]{3}(?=\s*年)"
_HAN_PART = r"(?<=[年月份])(\s*)([二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=\s*[月日号])"
_YEAR_LEFT_OUT = rf"{_YEAR}(?=\s*(?:至|到|[-–—~]+)\s*(?:1[89]\d\d|20\d\d)\s*年)"
_MONTH_LEFT_ALONE = rf"({_YEAR}\s*年)(\s*\d\d?\s*月\s*(?:至|到|[-–—~]+)\s*)(?=\d\d?\s*月)"

_Told = tuple[int, int, str]
"""Where a date begins and ends in the text, and the date."""


def dates_told(text: str) -> list[str]:
    """Return the dates in a text as ISO 8601, as precise as they are told, in the text's order, each once.

    What lies between two dates that are told as its ends is one of them, with `UNTIL` between: from 2014 to 2016.
    """
    text = _folded(text)
    if not any(century in text for century in _CENTURIES):
        return []
    found: list[_Told] = []
    for form in (_years, _chinese, _figures, _english, _bare):
        # Two forms may read one date: the fuller one comes first.
        found += [one for one in form(text) if not any(one[0] < end and start < one[1] for start, end, _ in found)]
    return list(dict.fromkeys(_joined(text, sorted(found))))


def _folded(text: str) -> str:
    """Return the text with narrow digits, in figures where dates have Chinese numerals, and the years that 至 leaves out."""
    text = text.translate(_NARROW)
    if "年" not in text:
        return text
    text = re.sub(_HAN_YEAR, lambda match: "".join(_DIGITS[char] for char in match[0]), text)
    text = re.sub(_HAN_PART, lambda match: match[1] + str(_number(match[2])), text)
    # The day of a month that was just turned into figures stands behind these now.
    text = re.sub(_HAN_PART, lambda match: match[1] + str(_number(match[2])), text)
    text = re.sub(_YEAR_LEFT_OUT, r"\1年", text)
    return re.sub(_MONTH_LEFT_ALONE, r"\1\3\1", text)


def _number(numeral: str) -> int:
    """Return the number, up to 39, of a Chinese numeral."""
    tens, is_ten, ones = numeral.rpartition("十")
    return (int(_DIGITS[tens] if tens else 1) * 10 if is_ten else 0) + (int(_DIGITS[ones]) if ones else 0)


def _joined(text: str, found: list[_Told]) -> Iterator[str]:
    """Yield the dates, two as one stretch of time where only a word such as 至 or “to” stands between them."""
    at = 0
    while at < len(found):
        _, end, date = found[at]
        following = found[at + 1] if at + 1 < len(found) else None
        is_range = following is not None and re.fullmatch(_JOINED, text[end : following[0]], re.IGNORECASE)
        if following and is_range and UNTIL not in date + following[2] and not is_before(following[2], date):
            date += UNTIL + following[2]
            at += 1
        yield date
        at += 1


def _years(text: str) -> Iterator[_Told]:
    for match in re.finditer(_YEARS, text):
        start, end = match[1] or match[2], match[3]
        if start < end:
            yield *match.span(), start + UNTIL + end


def _chinese(text: str) -> Iterator[_Told]:
    """Yield the dates that are told with 年; 同年 and 次年 are of the year that was told last, or the one after it."""
    last = ""
    for match in re.finditer(_CHINESE, text):
        year, relative, month, day = match.groups()
        if relative and not last:
            continue
        last = year or str(int(last) + (relative in _NEXT_YEAR))
        yield *match.span(), _iso(last, month, day)


def _figures(text: str) -> Iterator[_Told]:
    for match in re.finditer(_ISO, text):
        year, _, month, day = match.groups()
        yield *match.span(), _iso(year, month, day)


def _english(text: str) -> Iterator[_Told]:
    for match in re.finditer(_ENGLISH, text):
        first, month, second, year = match.groups()
        yield *match.span(), _iso(year, str(_MONTHS.index(month[:3].casefold()) + 1), first or second)


def _bare(text: str) -> Iterator[_Told]:
    yield from ((*match.span(1), match[1]) for match in re.finditer(_BARE, text))


def may_agree(date: str, start: str, end: str = "") -> bool:
    """Tell whether a date that is told may lie in a stretch of time, as far as both are precise; without an end, at its start.

    Of a stretch of time that is told, some of it.
    """
    first, _, last = date.partition(UNTIL)
    return not is_before(last or first, start) and not is_before(end or start, first)


def _iso(year: str, month: str | None, day: str | None) -> str:
    """Return the date, without a day that the calendar does not have."""
    if month and day and int(day) > monthrange(int(year), int(month))[1]:
        day = None
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])

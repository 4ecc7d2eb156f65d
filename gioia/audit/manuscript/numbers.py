"""Numbers as a paper writes them, in digits and in the words of both languages, and what the words before one make of it.

A number behind 其中 or "the first" counts a part of something, one behind 约 or "about" is no exact one, one behind 第 counts nothing.
"""

from __future__ import annotations

import re

_HAN = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_ENGLISH = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_ENGLISH_TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_TENS_WORDS = "|".join(_ENGLISH_TENS)
_UNITS_WORDS = "|".join(sorted(_ENGLISH, key=len, reverse=True))

NUMBER = rf"(?:\d{{1,3}}(?:[,，]\d{{3}}){{1,5}}|\d{{1,18}}|[零〇一二两三四五六七八九十百千]{{1,18}}|\b(?:(?:{_TENS_WORDS})(?:[- ](?:{_UNITS_WORDS}))?|{_UNITS_WORDS})\b)"
"""The pattern of a whole number in digits or words."""

_PARTIAL = re.compile(
    r"(?:(?:其中|各|至少|超过|不止)有?|前|后|另|另外|该|此|这|本|每|某|上述|其他|头|末)\s*$|(?:余下|其余|剩余|部分)的?(?:资料|数据|材料)?(?:来自|有|共)?\s*$|\b(?:first|last|other|remaining|these|those|each|per|following|previous|next|another|of the|at least|more than|over|every|both|latter|former)\s*$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:约|近|逾|超过?|大约|将近|左右|\babout|\bsome|\bover|\bnearly|\bmore than|\bapproximately|\broughly|\baround|\balmost|\bat least)\s*$",
    re.IGNORECASE,
)
ALL = re.compile(r"共|合计|总计|累计|\b(?:total|altogether|in all|amounts? to|comprises?)\b", re.IGNORECASE)
"""What tells that a number is of the whole."""
_LONGEST = 40
"""No text tells of a number that takes more code points."""
_REACH = 24
"""How many code points before a number may say what it is of."""


def value(text: str) -> int | None:
    """Return the number that a text of the pattern `NUMBER` tells, None where it tells none."""
    if len(text) > _LONGEST:
        return None
    plain = re.sub(r"[,，\s]", "", text) if text[:1].isdigit() else text.lower()
    if plain.isdecimal():
        return int(plain)
    words = re.split(r"[- ]", plain)
    if words[0] in _ENGLISH_TENS:
        return _ENGLISH_TENS[words[0]] + (_ENGLISH.get(words[1], 0) if len(words) > 1 else 0)
    if plain in _ENGLISH:
        return _ENGLISH[plain]
    return _han(plain)


def _han(text: str) -> int | None:
    total, digit = 0, None
    for char in text:
        if char in _HAN:
            digit = _HAN[char] if digit is None else digit * 10 + _HAN[char]
        elif char in _TENS:
            total += (1 if digit is None else digit) * _TENS[char]
            digit = None
        else:
            return None
    return total + (digit or 0) if text else None


def is_slip(number: float, right: float, most: float, share: float) -> bool:
    """Tell whether a number may be another one that was written down wrong: near it, or of the same digits in another order."""
    return abs(number - right) <= max(most, share * right) or _digits(number) == _digits(right) != ""


def _digits(number: float) -> str:
    """Return the digits of a whole number from ten on in ascending order, none of another."""
    return "".join(sorted(str(int(number)))) if number == int(number) and number >= 10 else ""  # noqa: PLR2004 - two digits


def is_of_a_part(text: str, start: int) -> bool:
    """Tell whether the words before a number at a place say that it counts a part of a whole."""
    return _PARTIAL.search(text[max(0, start - _REACH) : start]) is not None


def is_about(text: str, start: int) -> bool:
    """Tell whether the words before a number at a place say that it is no exact one."""
    return _ABOUT.search(text[max(0, start - _REACH) : start]) is not None


def is_ordinal(text: str, start: int) -> bool:
    """Tell whether a number at a place numbers a thing, and counts none: 第三, 表3, No. 3."""
    before = text[max(0, start - 4) : start]
    return before[-1:] in {"第", "图", "表", "."} or before.strip().lower() in {"no.", "fig"}

"""Numbers as a paper writes them, in digits and in the words of both languages, and the dates among them."""

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

NUMBER = rf"(?:\d{{1,3}}(?:[,，]\d{{3}})+|\d+|[零〇一二两三四五六七八九十百千]+|\b(?:(?:{_TENS_WORDS})(?:[- ](?:{_UNITS_WORDS}))?|{_UNITS_WORDS})\b)"
"""The pattern of a whole number in digits or words."""


def value(text: str) -> int | None:
    """Return the number that a text of the pattern `NUMBER` tells, None where it tells none."""
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

"""Quantities: exact numbers with what they count, in digits or in words: 21天, 二十一天, 18%, 百分之十八, 14 per cent, 60万元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from gioia.audit.manuscript.numbers import NUMBER, is_about, is_of_a_part, is_ordinal, value

_NO_UNIT = r"(?:of|to|and|in|by|at|on|the|from|with|for|per|more|or|than|are|is|were|was|out)\b|(?:hundred|thousand|million|billion)"
_QUANTITY = re.compile(
    rf"百分之(?P<of_hundred>\d{{1,18}}(?:\.\d{{1,9}})?|{NUMBER})(?P<round_hundred>[多余几])?"
    rf"|(?<![\dA-Za-z.,])(?P<number>\d{{1,18}}(?:[,，]\d{{3}}){{0,5}}(?:\.\d{{1,9}})?|{NUMBER})\s*(?P<many>[万亿])?\s*(?P<round>[余多几来]|\+)?\s*"
    rf"(?:(?P<percent>[%％]|per ?cent\b)|[个只](?P<after>[\u4e00-\u9fff])|(?P<han>[\u4e00-\u9fff])|[-\s]?(?P<latin>(?!{_NO_UNIT})[a-z]{{3,}}(?: (?!{_NO_UNIT})[a-z]{{3,}})?))",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"百分之(?P<of_hundred>\d{{1,18}}(?:\.\d{{1,9}})?|{NUMBER})|(?P<number>\d{{1,18}}(?:[,，]\d{{3}}){{0,5}}(?:\.\d{{1,9}})?|{NUMBER})",
    re.IGNORECASE,
)
_MANY = {"万": 10_000, "亿": 100_000_000}
_CALENDAR = frozenset("年月日号时点岁届")
_LEAST = 3
"""One and two are words more often than numbers."""


class Quantity(Struct, frozen=True):
    """A number and what it counts: `units` are the first character of a Chinese unit, the English words behind it in the singular, or %."""

    number: float
    units: frozenset[str]
    is_exact: bool
    start: int
    stop: int


def quantities(text: str) -> Iterator[Quantity]:
    """Yield the quantities of a text by position, half-open in code points; dates and ordinals are none."""
    for match in _QUANTITY.finditer(text):
        words = match["of_hundred"] or match["number"]
        number = _value(words)
        units = _units(match)
        if number is None or number < _LEAST or units & _CALENDAR or is_ordinal(text, match.start()):
            continue
        if (
            units.isdisjoint({"%"})
            and not match["han"]
            and not match["after"]
            and re.fullmatch(r"(?:19|20)\d\d", words)
        ):
            continue
        is_round = match["round"] or match["round_hundred"] or is_about(text, match.start())
        is_exact = not is_round and not is_of_a_part(text, match.start())
        stop = match.end("percent") if match["percent"] else match.end("many") if match["many"] else -1
        yield Quantity(
            round(number * _MANY.get(match["many"] or "", 1), 4),
            units,
            is_exact,
            match.start(),
            max(stop, match.end("number"), match.end("of_hundred")),
        )


def numbers(text: str) -> set[float]:
    """Return all numbers of a text, whatever they count."""
    found = (match["of_hundred"] or match["number"] for match in _BARE.finditer(text))
    return {float(number) for words in found if (number := _value(words)) is not None}


def _value(words: str) -> float | None:
    return float(words) if re.fullmatch(r"\d+\.\d+", words) else value(words)


def _units(match: re.Match[str]) -> frozenset[str]:
    if match["of_hundred"] or match["percent"]:
        return frozenset("%")
    if match["latin"]:
        return frozenset(word.rstrip("s") for word in match["latin"].lower().split())
    return frozenset(match["after"] or match["han"])

"""What a paper tells twice and differently: the same thing with another number or date.

Two numbers are of one thing where they count the same and the words around them are the same, rare words for more than common
ones; a date where one of its parts differs. Where other dates, ordinals or names of stages stand around them, where one counts a
part, or where something else happens at the other date, they tell of different things. Of the two places the one is remarked on that stands alone, or that is no quotation from the study.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from gioia.audit.manuscript.dates import DATE, is_slip, iso
from gioia.audit.manuscript.happenings import at
from gioia.audit.manuscript.manuscript import Manuscript, Remark, remark
from gioia.audit.manuscript.names import Names, key
from gioia.audit.manuscript.numbers import NUMBER, is_of_a_part, value
from gioia.audit.manuscript.paragraphs import Paragraph

_ANY = re.compile(
    rf"(?P<date>{DATE})|(?<![\dA-Za-z.])(?P<number>\d{{1,18}}(?:[,，]\d{{3}}){{0,5}}(?:\.\d{{1,9}})?|{NUMBER})(?![\d.]*[A-Za-z]{{1,2}}\d)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:[表图式第]|附录|假设|Tables?|Figures?|Fig\.|Appendix|Section|Chapter|pp?\.|[HP])\s*$", re.IGNORECASE
)
_THEIRS = re.compile(r"[(（](?:19|20)\d\d[a-z]?[)）]\s*(?:所)?(?:说|讲|提出|划分|区分)?(?:的|[’']s?)\s*$")
"""What says right before a number that it is of what others found."""
_CITED = re.compile(r"[(（][^()（）]*$")
_ORDINAL = re.compile(
    r"第[一二三四五六七八九十\d]+|首次|再次|其次|其[一二三]|前者|后者|\b(?:first|second|third|fourth|another|later|initially|then|respectively)\b|分别",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\s{0,9}(?:[个只]?(?P<han>[\u4e00-\u9fff]{1,2})|[-\s](?P<latin>(?!(?:of|to|and|in|by|at|on|the|from|with|for|per|more|or|than|are|is|were|was)\b)[a-z]{3,}))",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[a-z]{4,}|[\u4e00-\u9fff]", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"\s{0,9}+(?:\d{1,2}日)?的?(?:例会|会议|纪要|报道|访谈|通知|年报|文章|公告|来信|文件)|,? (?:the |an? )?(?:minutes|interviews?|letters?|reports?|articles?|issues?|meetings?|notes?|entr(?:y|ies))\b",
    re.IGNORECASE,
)
_SPANNING = re.compile(
    r"^\s*(?:—+|[-–－~～至到]|to\b|until\b|through\b|and\b)\s*(?:\w+\s+)?(?:19|20)\d\d", re.IGNORECASE
)
_SPANNED = re.compile(
    r"(?:19|20)\d\d(?:\s*年(?:\s*\d{1,2}\s*月)?)?\s*(?:—+|[-–－~～至到]|to|until|through|and)\s*(?:[a-z]+\s+)?$",
    re.IGNORECASE,
)
"""What makes a date one end of a stretch of time."""
_STOPS = ("。", "！", "？", "；", ";", "!", "?", ". ")
_NEAR_HAN, _NEAR_LATIN = 14, 48
"""How many code points before and behind a number tell what it is of."""
_WIDE = 4
_FAR = 24
_APART_HAN, _APART_LATIN = 60, 200
_RARE = 6
_REACH = 600
"""How many code points of a sentence are looked at on either side of a number."""
_MOST = 1000
"""How many numbers of one unit are compared with one another; no paper tells so many."""
_ENOUGH_HAN, _ENOUGH_LATIN = 3, 2
"""How many rare words two numbers must share: of Chinese, pairs of characters."""
_PLAIN_UNITS = frozenset("个次条年月日人家名元万分天小种项位份岁") | {
    "year",
    "day",
    "month",
    "people",
    "time",
    "percent",
}
"""Units of many things: what else is counted tells by itself what a number is of."""
_SLIP = 0.45
"""How much two numbers may differ, as a share of the greater one, to be a slip of one another."""


class _Told(Struct, frozen=True):
    """A number or date: what it is, what it counts, the words next to it, and the stages that are named around it."""

    text: str
    amount: float
    unit: str
    tokens: frozenset[str]
    stages: frozenset[str]
    is_ordinal: bool
    is_document: bool
    happening: str
    span: tuple[int, int]
    at: tuple[int, int]
    shown: str


def remarks(
    found: Sequence[Paragraph],
    manuscript: Manuscript,
    names: Names,
    quoted: Sequence[tuple[int, int]],
    taken: Sequence[tuple[int, int]],
) -> Iterator[Remark]:
    """Yield the places that tell a number otherwise than another place.

    `quoted` are spans of quotations that the study has; places within `taken` were remarked on already.
    """
    groups: dict[str, list[_Told]] = defaultdict(list)
    frequency: Counter[str] = Counter()
    for paragraph in found:
        if paragraph.kind in {"prose", "abstract"} and paragraph.zone not in {"literature", "back"}:
            frequency.update(_tokens(paragraph.text))
            for one in _told(paragraph, names):
                groups[one.unit].append(one)
    reported: set[tuple[int, int]] = set()
    for group in groups.values():
        times = Counter(one.text for one in group)
        for one, other in combinations(group[:_MOST], 2):
            if one.text == other.text or not _is_slip(one, other) or not _is_same(one, other, frequency):
                continue
            right, wrong = _odd(one, other, times, quoted)
            is_taken = any(start < wrong.span[1] and wrong.span[0] < stop for start, stop in (*taken, *quoted))
            if wrong.span not in reported and not is_taken:
                reported.add(wrong.span)
                yield _remark(right, wrong, manuscript)


def _told(paragraph: Paragraph, names: Names) -> Iterator[_Told]:
    text = paragraph.text
    is_han = sum("\u4e00" <= char <= "\u9fff" for char in text) * 4 > len(text)
    near = _NEAR_HAN if is_han else _NEAR_LATIN
    for match in _ANY.finditer(text):
        start, stop = match.span()
        date = match["date"] or ""
        if _THEIRS.search(text[max(0, start - 24) : start]):
            continue
        if _NUMBERED.search(text[max(0, start - 12) : start]) or (
            date and _CITED.search(text[max(0, start - 40) : start])
        ):
            continue
        if is_of_a_part(text, start) or (date and _is_end(text, start, stop)):
            continue
        unit = _UNIT.match(text, stop)
        amount = _amount(match["number"])
        if not date and (amount < 3 or unit is None):  # noqa: PLR2004 - one and two are words
            continue
        beside = f"{text[max(0, start - near) : start]} {text[stop : stop + near]}"
        sentence = _sentence(text, start, stop)
        wide = key(text[max(0, start - _WIDE * near) : stop + near])
        yield _Told(
            text=iso(date) if date else f"{amount:g}",
            amount=amount,
            unit="date" if date else _counted(unit),
            tokens=frozenset(_tokens(beside)),
            stages=frozenset(name.text for name in names.of("stage") if any(alias in wide for alias in name.keys)),
            is_ordinal=_ORDINAL.search(sentence) is not None,
            is_document=bool(date) and _DOCUMENT.match(text, stop) is not None,
            happening=_happening(text, start, stop, near) if date else "",
            span=paragraph.span(start, stop),
            at=(paragraph.number, start if is_han else start * _APART_HAN // _APART_LATIN),
            shown=text[max(0, start - near) : stop + near].strip(),
        )


def _is_end(text: str, start: int, stop: int) -> bool:
    """Tell whether a date begins or ends a stretch of time."""
    return (
        _SPANNING.match(text[stop : stop + _FAR]) is not None
        or _SPANNED.search(text[max(0, start - _FAR) : start]) is not None
    )


def _happening(text: str, start: int, stop: int, near: int) -> str:
    """Return the kind of what happens at a date, by the words of its sentence next to it."""
    begin = max(max(text.rfind(mark, 0, start) for mark in _STOPS) + 1, start - near)
    ends = [found for mark in _STOPS if (found := text.find(mark, stop, stop + near)) >= 0]
    return at(text[begin : min(ends, default=stop + near)], start - begin, stop - begin)


def _amount(text: str | None) -> float:
    if not text:
        return 0.0
    return float(text) if re.fullmatch(r"\d+\.\d+", text) else float(value(text) or 0)


def _counted(unit: re.Match[str] | None) -> str:
    """Return what a number counts: the first character of a Chinese unit, an English noun in the singular."""
    if unit is None:
        return ""
    return unit["han"][0] if unit["han"] else unit["latin"].lower().rstrip("s")


def _sentence(text: str, start: int, stop: int) -> str:
    """Return the part of a sentence around a place, up to full stops and semicolons."""
    first, last = max(0, start - _REACH), min(len(text), stop + _REACH)
    begin = max(text.rfind(mark, first, start) for mark in _STOPS)
    ends = [at for mark in _STOPS if (at := text.find(mark, stop, last)) >= 0]
    return text[max(begin + 1, first) : min(ends, default=last)]


def _tokens(text: str) -> list[str]:
    """Return the words of a text: Latin ones of four letters and more, Chinese characters by twos."""
    found: list[str] = []
    last, end = "", -1
    for match in _WORDS.finditer(text):
        word = match[0].lower()
        if not word.isascii():
            if last and not last.isascii() and end == match.start():
                found.append(last + word)
        else:
            found.append(word.rstrip("s"))
        last, end = word, match.end()
    return found


def _is_slip(one: _Told, other: _Told) -> bool:
    """Tell whether one of two could be a slip of the other: dates that differ in one part, numbers of one size."""
    if one.unit == "date":
        return is_slip(one.text, other.text)
    return abs(one.amount - other.amount) <= _SLIP * max(one.amount, other.amount)


def _is_same(one: _Told, other: _Told, frequency: Counter[str]) -> bool:
    """Tell whether two places tell of one thing: they are apart, of the same stages, and share rare words next to the number."""
    if one.is_ordinal or other.is_ordinal or (one.is_document and other.is_document) or one.stages != other.stages:
        return False
    if one.happening and other.happening and one.happening != other.happening:
        return False
    if one.at[0] == other.at[0] and abs(one.at[1] - other.at[1]) < _APART_HAN:
        return False
    shared = [token for token in one.tokens & other.tokens if frequency[token] <= _RARE]
    is_latin = all(token.isascii() for token in shared)
    enough = _ENOUGH_LATIN if is_latin else _ENOUGH_HAN
    return len(shared) >= enough - (one.unit == "date" or one.unit not in _PLAIN_UNITS)


def _odd(one: _Told, other: _Told, times: Counter[str], quoted: Sequence[tuple[int, int]]) -> tuple[_Told, _Told]:
    """Return the place to trust and the other one: what a quotation of the study tells, else what is told more often, else the first."""
    is_quoted = [any(start <= each.span[0] < stop for start, stop in quoted) for each in (one, other)]
    if is_quoted[0] != is_quoted[1]:
        return (one, other) if is_quoted[0] else (other, one)
    return (other, one) if times[other.text] > times[one.text] else (one, other)


def _remark(right: _Told, wrong: _Told, manuscript: Manuscript) -> Remark:
    line = manuscript.line_of(right.span[0])
    return remark(
        "claim-inconsistent",
        wrong.span,
        wrong.shown,
        f"told as {right.text} in line {line}, as {wrong.text} here",
        study_place=f"{manuscript.name}:{line}",
        study_wording=right.shown,
        difference=f"[-{right.text}-]{{+{wrong.text}+}}",
    )

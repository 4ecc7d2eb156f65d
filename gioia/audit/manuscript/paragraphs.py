"""Paragraphs as a reader takes them in: lines joined, digits narrow, each character knowing its place in the manuscript.

A paragraph that a caption or a table breaks off goes on behind it. Each paragraph knows its zone: the literature that a paper
reviews, its method, its findings, and what it makes of them; what a quotation is depends on where it stands.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Literal

from msgspec import Struct

from gioia.audit.manuscript.manuscript import Manuscript, Part, PartKind
from gioia.audit.manuscript.quotation_marks import outermost, quoted
from gioia.sources.normal import INVISIBLE

Zone = Literal["front", "literature", "method", "findings", "discussion", "back"]

_ZONES: tuple[tuple[Zone, re.Pattern[str]], ...] = (
    (
        "method",
        re.compile(
            r"研究设计|研究方法|方法论?$|数据|样本|资料来源|案例选择|案例背景|案例简介|研究情境|\b(?:methods?|methodology|data|research (?:design|setting|context)|setting)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "discussion",
        re.compile(
            r"结论|讨论|启示|贡献|局限|展望|结语|\b(?:discussion|conclusions?|implications?|contributions?|limitations?|concluding)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "literature",
        re.compile(
            r"引言|绪论|前言|文献|理论|综述|\b(?:introduction|background|literature|theor(?:y|etical|ies)|framework|prior (?:work|research))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "findings",
        re.compile(r"发现|分析|结果|案例|\b(?:findings?|results?|analysis|case|stages?|phases?)\b", re.IGNORECASE),
    ),
)
_WIDE_FROM, _WIDE_TO, _WIDE_SHIFT = 0xFF01, 0xFF5E, 0xFEE0
_KEPT_WIDE = set("，。：；！？（）［］｛｝“”‘’＂＇｀～")
_DROPPED = re.compile(f"[{INVISIBLE}\ue000-\uf8ff]")
_WHITE = re.compile(r"\s+")
_QUOTE_MARK = re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE)
_STARS = re.compile(r"(?<!\\)([*_])\1+")
_SENTENCE_END = re.compile(
    r"[。！？][”’」』]+(?![，、；：,的这那等式])|[。！？](?![”’」』])|[.!?][”\"’')\]*]*\s+(?=[A-Z“\"‘'(*])"
)
_OPEN_END = re.compile(r"[\u4e00-\u9fffA-Za-z，、,]$")
_FULL_LINE = 20
"""How many characters a paragraph of a page has at least that may go on on the next one."""
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—]")


class Paragraph(Struct, frozen=True):
    """A paragraph, heading, caption or table as one line; `places[i]` is where `text[i]` stands in the manuscript.

    `number` counts the paragraphs; `part` is the part that it begins in.
    """

    kind: PartKind
    text: str
    places: Sequence[int]
    zone: Zone
    part: Part
    number: int = 0

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Return the half-open span of the manuscript from which `text[start:stop]` comes; it must not be empty."""
        return self.places[start], self.places[stop - 1] + 1


def paragraphs(manuscript: Manuscript) -> list[Paragraph]:
    """Return all parts that hold words, in order, prose that a caption or table breaks off in one piece."""
    found: list[Paragraph] = []
    zones = _Zones()
    used: set[int] = set()
    for at, part in enumerate(manuscript.parts):
        zone = zones.at(part)
        if at in used:
            continue
        chain = _chain(manuscript, at) if part.kind == "prose" else [at]
        used |= set(chain)
        spans = [(manuscript.parts[one].start, manuscript.parts[one].stop) for one in chain]
        text, places = joined(manuscript.text, without(spans, manuscript.left_out))
        if text:
            found.append(Paragraph(part.kind, text, places, zone, part, len(found)))
    return found


def _chain(manuscript: Manuscript, at: int) -> list[int]:
    """Return the numbers of the parts that are one paragraph: prose that goes on behind captions and tables, or on the next page."""
    chain = [at]
    while (following := _going_on(manuscript, chain[-1])) is not None:
        chain.append(following)
    return chain


def _going_on(manuscript: Manuscript, at: int) -> int | None:
    """Return the number of the part in which the sentence goes on that a part of prose breaks off."""
    parts, text = manuscript.parts, manuscript.text
    following = at + 1
    while following < len(parts) and parts[following].kind in {"caption", "table"}:
        following += 1
    if following == len(parts) or parts[following].kind != "prose":
        return None
    above = text[parts[at].start : parts[at].stop].rstrip()
    below = text[parts[following].start : parts[following].stop].lstrip()
    if following == at + 1 and (not manuscript.pages or len(above) < _FULL_LINE):
        return None
    goes_on = _OPEN_END.search(above) and (below[:1].islower() or _HAN.match(below))
    return following if goes_on else None


def without(spans: Sequence[tuple[int, int]], left_out: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans of a text without what does not belong to it, which is in order and apart."""
    found: list[tuple[int, int]] = []
    for start, stop in spans:
        at = start
        number = bisect_right(left_out, start, key=itemgetter(1))
        while number < len(left_out) and left_out[number][0] < stop:
            first, last = left_out[number]
            number += 1
            found.append((at, max(at, first)))
            at = min(last, stop)
        found.append((at, stop))
    return [span for span in found if span[0] < span[1]]


def joined(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, Sequence[int]]:
    """Return stretches of a text as one line, and the place of each of its characters."""
    chars: list[str] = []
    places: array[int] = array("L")
    for start, stop in spans:
        piece = _STARS.sub(lambda run: "\0" * (len(run[0]) - 1) + run[1], text[start:stop])
        piece = _DROPPED.sub("\0", _QUOTE_MARK.sub(lambda mark: "\0" * len(mark[0]), piece))
        for offset, char in enumerate(piece):
            if char == "\0":
                continue
            shown = " " if char.isspace() else _narrow(char)
            if shown == " " and (not chars or chars[-1] == " "):
                continue
            if len(chars) > 1 and chars[-1] == " " and _is_tight(chars[-2], shown):
                chars.pop()
                places.pop()
            chars.append(shown)
            places.append(start + offset)
    while chars and chars[-1] == " ":
        chars.pop()
        places.pop()
    return "".join(chars), places


def _is_tight(before: str, after: str) -> bool:
    """Tell whether no space belongs between two characters: one of them is Chinese."""
    return (
        (_HAN.match(before) is not None and before not in "“”‘’—…")
        or (_HAN.match(after) is not None and after not in "“”‘’—…")
        or (before in "“‘" and _HAN.match(after) is not None)
    )


def _narrow(char: str) -> str:
    code = ord(char)
    if _WIDE_FROM <= code <= _WIDE_TO and char not in _KEPT_WIDE:
        return chr(code - _WIDE_SHIFT)
    return char


class _Zones:
    """Follows the headings, and tells the zone that each part stands in."""

    def __init__(self) -> None:
        self._zone: Zone = "front"
        self._level = 99
        self._seen: set[Zone] = set()

    def at(self, part: Part) -> Zone:
        if part.kind in {"references", "note"}:
            return "back"
        if part.kind == "heading":
            self._enter(part)
        elif part.kind == "prose" and self._zone == "front" and not part.heading:
            return "findings"
        return self._zone

    def _enter(self, part: Part) -> None:
        """Take over the zone that a heading names, unless it stands below one that named another.

        A heading that names none, at the height of those that do, opens findings where it follows the method.
        """
        level = part.level or 1
        named = zone_of(part.heading)
        leaves = named in {"method", "discussion"} and self._zone != "findings"
        if level > self._level and not leaves:
            return
        if named:
            self._level = min(level, self._level)
            self._zone = named
        elif level == self._level and "method" in self._seen and "discussion" not in self._seen:
            self._zone = "findings"
        self._seen.add(self._zone)


def zone_of(heading: str) -> Zone | None:
    """Return the zone that a heading names, None where it names none."""
    return next((zone for zone, pattern in _ZONES if pattern.search(heading)), None)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of a paragraph's sentences; what ends one within a quotation does not end the one around it."""
    spans = [(one.start, one.stop) for one in outermost(quoted(text))]
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if any(first <= end.start() and end.end() <= last for first, last in spans):
            continue
        yield start, end.end()
        start = end.end()
    if text[start:].strip():
        yield start, len(text)

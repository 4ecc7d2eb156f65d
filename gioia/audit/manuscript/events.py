"""Dates of events: what a paper says of when something happened, against the events of the study's model.

A paper tells an event in words of its own. A date is taken for an event's where it is a slip of that date, one of its parts being
another, and where most of the event's words stand beside it: they, and no other event's whose date this is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gioia.audit.manuscript.dates import DATE, iso
from gioia.audit.manuscript.manuscript import Remark, remark
from gioia.audit.manuscript.names import key
from gioia.audit.manuscript.paragraphs import Paragraph, sentences
from gioia.model.records import Event
from gioia.study.record import Study

_DATE = re.compile(DATE, re.IGNORECASE)
_WORD = re.compile(r"[a-z]{3,}", re.IGNORECASE)
_SMALL = frozenset(
    [
        "the",
        "and",
        "was",
        "were",
        "has",
        "had",
        "for",
        "from",
        "with",
        "into",
        "that",
        "this",
        "are",
        "its",
        "his",
        "her",
        "their",
        "out",
        "off",
        "not",
    ]
)
_NEAR_HAN, _NEAR_LATIN = 18, 70
"""How many code points before and behind a date may hold the words of its event."""
_SHARE_HAN, _SHARE_LATIN = 0.6, 1.0
"""Which share of an event's words, in Chinese of its pairs of characters, must stand beside a date."""
_FEWEST = 3
_STEM = 5
_APART = re.compile(
    r"[后前]|周年|截至|直到|\b(?:after|before|since|later|earlier|following|until|anniversary|by)\b", re.IGNORECASE
)
"""What tells that a date is of something at a distance from the event."""
_CITED = re.compile(r"[(（][^()（）]*$")


def remarks(found: Sequence[Paragraph], study: Study, quoted: Sequence[tuple[int, int]]) -> Iterator[Remark]:
    """Yield the dates that are a slip of an event's; those within `quoted`, the study's own passages, are its sources' business."""
    events = [(event, words) for event in study.model.events if (words := words_of(event.name)) and event.date]
    for paragraph in found:
        if paragraph.kind not in {"prose", "abstract"} or paragraph.zone in {"literature", "back"}:
            continue
        for start, stop in sentences(paragraph.text):
            for match in _DATE.finditer(paragraph.text, start, stop):
                span = paragraph.span(*match.span())
                is_quoted = any(first <= span[0] < last for first, last in quoted)
                if is_quoted or _CITED.search(paragraph.text, start, match.start()):
                    continue
                beside = _beside(paragraph.text, start, stop, match)
                told = iso(match[0])
                near = [event for event, words in events if is_beside(words, beside)]
                if near and not _APART.search(beside) and not any(_agrees(told, event) for event in near):
                    yield from (
                        _remark(span, match[0], told, event) for event in near[:1] if _is_slip(told, event.date)
                    )


def words_of(name: str) -> frozenset[str]:
    """Return by what an event's name is known: beginnings of its Latin words, pairs of its Chinese characters; empty if too few."""
    letters = key(name)
    if not letters.isascii():
        pairs = frozenset(letters[at : at + 2] for at in range(len(letters) - 1))
        return pairs if len(pairs) >= _FEWEST else frozenset()
    words = frozenset(word.lower()[:_STEM] for word in _WORD.findall(name) if word.lower() not in _SMALL)
    return words if len(words) >= _FEWEST else frozenset()


def is_beside(words: frozenset[str], text: str) -> bool:
    """Tell whether enough of an event's words stand in a text."""
    if all(map(str.isascii, words)):
        there = {word.lower()[:_STEM] for word in _WORD.findall(text)}
        return len(words & there) >= _SHARE_LATIN * len(words)
    letters = key(text)
    return sum(word in letters for word in words) >= _SHARE_HAN * len(words)


def _beside(text: str, start: int, stop: int, match: re.Match[str]) -> str:
    """Return the words beside a date in its sentence that are not another date's."""
    near = _NEAR_HAN if "年" in match[0] else _NEAR_LATIN
    before = text[max(start, match.start() - near) : match.start()]
    behind = text[match.end() : min(stop, match.end() + near)]
    return f"{'' if _DATE.search(before) else before} {_DATE.split(behind)[0]}"


def _agrees(told: str, event: Event) -> bool:
    """Tell whether a date is the event's as far as both are told, or lies within it."""
    is_within = bool(event.end) and event.date[: len(told)] <= told <= event.end[: len(told)]
    return is_within or told.startswith(event.date) or event.date.startswith(told)


def _is_slip(told: str, known: str) -> bool:
    """Tell whether one part of a date, year or month, is another than the event's; a day is not compared."""
    pairs = list(zip(told.split("-"), known.split("-"), strict=False))[:2]
    return len(pairs) > 1 and sum(one != other for one, other in pairs) == 1


def _remark(span: tuple[int, int], words: str, told: str, event: Event) -> Remark:
    return remark(
        "claim-inconsistent",
        span,
        words,
        f"in the study the event {event.name!r} is of {event.date}",
        study_place=str(event.place).rstrip(":"),
        study_wording=event.date,
        difference=f"[-{event.date}-]{{+{told}+}}",
    )

"""Dates of events: what a paper says of when something happened, against the events of the study's model and those that open its stages.

A paper tells an event in words of its own. A date is taken for an event's where it is a slip of that date, one of its parts being
another, and where the event is told beside it: the same happens (`happenings`), to the same thing. Of an event whose name has no
verb that is known, most of the words must stand there: they, and no other event's whose date this is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from gioia.audit.manuscript.dates import DATE, is_slip, iso
from gioia.audit.manuscript.happenings import happenings, kinds
from gioia.audit.manuscript.manuscript import Remark, remark
from gioia.audit.manuscript.names import key
from gioia.audit.manuscript.paragraphs import Paragraph, sentences
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
_BE = frozenset({"is", "are", "was", "were", "be", "been", "come", "comes", "came", "go", "goes", "went"})
_NEAR_HAN, _NEAR_LATIN = 18, 70
"""How many code points before and behind a date may hold the words of its event."""
_SHARE_HAN, _SHARE_LATIN = 0.6, 1.0
"""Which share of an event's words, in Chinese of its pairs of characters, must stand beside a date."""
_OF_THE_THING = 0.5
"""Which share of the words for the thing to which an event happens, where the verb stands there too."""
_FEWEST = 3
_STEM = 5
_APART = re.compile(
    r"[后前]|周年|截至|直到|\b(?:after|before|since|later|earlier|following|until|anniversary|by)\b", re.IGNORECASE
)
"""What tells that a date is of something at a distance from the event."""
_ORDINAL = re.compile(
    r"第[一二三四五六七八九十\d]+|首[次个家座届款台条]|再次|重新|新一|二期|三期"
    r"|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]+(?:teen|tie|dred|sand)th|\d+(?:st|nd|rd|th)|another|again|new|next|revised)\b",
    re.IGNORECASE,
)
"""What tells one of several things of a kind from the others."""
_FIRST = frozenset({"first"})
_CITED = re.compile(r"[(（][^()（）]*$")


class _Event(Struct, frozen=True):
    """An event of the study: what is known of it, and by what a text is seen to tell it.

    `words` are those of the name, `thing` those without the verb and `head` the one for what it happens to (Latin only).
    """

    name: str
    date: str
    end: str
    place: str
    words: frozenset[str]
    happens: frozenset[str]
    thing: frozenset[str]
    head: str


def remarks(found: Sequence[Paragraph], study: Study, quoted: Sequence[tuple[int, int]]) -> Iterator[Remark]:
    """Yield the dates that are a slip of an event's; those within `quoted`, the study's own passages, are its sources' business."""
    events = _events(study)
    for paragraph in found if events else ():
        if paragraph.kind not in {"prose", "abstract"} or paragraph.zone == "back":
            continue
        for start, stop in sentences(paragraph.text):
            for match in _DATE.finditer(paragraph.text, start, stop):
                span = paragraph.span(*match.span())
                is_quoted = any(first <= span[0] < last for first, last in quoted)
                if is_quoted or _CITED.search(paragraph.text, start, match.start()):
                    continue
                beside = _beside(paragraph.text, start, stop, match)
                told = iso(match[0])
                near = [event for event in events if _is_told(event, beside)]
                if near and not _APART.search(beside) and not any(_agrees(told, event) for event in near):
                    yield from (
                        _remark(span, match[0], told, event)
                        for event in near[:1]
                        if _is_off(told, event) and (paragraph.zone != "literature" or _is_sure(told, event))
                    )


def _events(study: Study) -> list[_Event]:
    """Return the events of the model, and those that open stages, so far as they are dated and can be known in a text."""
    dated = [(one.name, one.date, one.end, str(one.place)) for one in study.model.events]
    dated += [(one.opened_by, one.start, "", str(one.place)) for one in study.stages if one.opened_by]
    found = []
    for name, date, end, place in dated:
        of_it = happenings(name)
        words = words_of(name)
        thing, head = _thing(name, of_it)
        if date and (words or (of_it and thing)):
            happens = frozenset(kind for kind, _, _ in of_it)
            found.append(_Event(name, date, end, place.rstrip(":"), words, happens, thing, head))
    return found


def _thing(name: str, of_it: Sequence[tuple[str, int, int]]) -> tuple[frozenset[str], str]:
    """Return the words for the thing to which an event happens, and the last Latin one before the verb."""
    pieces: list[str] = []
    at = 0
    for _, start, stop in of_it:
        pieces.append(name[at:start])
        at = stop
    pieces.append(name[at:])
    if not key(name).isascii():
        letters = [key(piece) for piece in pieces]
        return frozenset(piece[at : at + 2] for piece in letters for at in range(len(piece) - 1)), ""
    words = [[word for word in _stems(piece) if word not in _BE] for piece in pieces]
    return frozenset(word for piece in words for word in piece), next((piece[-1] for piece in words if piece), "")


def _stems(text: str) -> list[str]:
    return [word.lower()[:_STEM] for word in _WORD.findall(text) if word.lower() not in _SMALL]


def _is_told(event: _Event, beside: str) -> bool:
    """Tell whether an event stands in words beside a date."""
    if not event.happens:
        return is_beside(event.words, beside)
    if not event.happens & kinds(beside) or not event.thing:
        return False
    there = set(_stems(beside)) if event.head else key(beside)
    share = sum(word in there for word in event.thing) / len(event.thing)
    return share >= _OF_THE_THING and (not event.head or event.head in there) and _is_the_same_one(event.name, beside)


def _is_the_same_one(name: str, beside: str) -> bool:
    """Tell whether no ordinal tells what stands beside a date from the thing of the name; the first is also where something begins."""
    told, known = ({word.lower() for word in _ORDINAL.findall(text)} for text in (beside, name))
    lacking = known - told - (_FIRST if "starts" in kinds(beside) else set())
    return told <= known and not (lacking and name.isascii())


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
    """Return the words beside a date in its sentence that are not another date's; in English up to the end of its clause."""
    is_han = "年" in match[0]
    near = _NEAR_HAN if is_han else _NEAR_LATIN
    before = text[max(start, match.start() - near) : match.start()]
    behind = _DATE.split(text[match.end() : min(stop, match.end() + near)])[0]
    if not is_han:
        behind = re.split(r"(?<=\w)[,;]", behind)[0]
    return f"{'' if _DATE.search(before) else before} {behind}"


def _agrees(told: str, event: _Event) -> bool:
    """Tell whether a date is the event's as far as both are told, or lies within it."""
    is_within = bool(event.end) and event.date[: len(told)] <= told <= event.end[: len(told)]
    return is_within or told.startswith(event.date) or event.date.startswith(told)


def _is_off(told: str, event: _Event) -> bool:
    """Tell whether a date is a slip of an event's, as far as both are told; years alone only where a verb tells the event."""
    parts = min(told.count("-"), event.date.count("-"), 1) + 1
    one, other = ("-".join(date.split("-")[:parts]) for date in (told, event.date))
    return is_slip(one, other) and (parts > 1 or bool(event.happens))


def _is_sure(told: str, event: _Event) -> bool:
    """Tell whether a date is a slip even where a paper also tells of other cases: it has a month, and a verb tells the event."""
    return "-" in told and "-" in event.date and bool(event.happens)


def _remark(span: tuple[int, int], words: str, told: str, event: _Event) -> Remark:
    return remark(
        "claim-inconsistent",
        span,
        words,
        f"in the study the event {event.name!r} is of {event.date}",
        study_place=event.place,
        study_wording=event.date,
        difference=f"[-{event.date}-]{{+{told}+}}",
    )

"""Dates of stages: what a paper says of when a stage began and ended, against the study."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gioia.audit.manuscript.manuscript import Remark, remark
from gioia.audit.manuscript.material import declared_at
from gioia.audit.manuscript.names import Names, key
from gioia.audit.manuscript.numbers import NUMBER, value
from gioia.audit.manuscript.paragraphs import Paragraph, sentences
from gioia.model.records import Stage
from gioia.study.record import Study

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
DATE = rf"(?:(?:19|20)\d\d\s*年(?:\s*\d{{1,2}}\s*月)?|(?:19|20)\d\d[-./]\d{{1,2}}(?!\d)|(?:{'|'.join(_MONTHS)})\s+(?:19|20)\d\d|(?:19|20)\d\d(?!\d))"
_BEGINS = re.compile(
    rf"(?:始于|起始于|开始于|起于|\b(?:began|begins|beginning|started|starts|starting|opened|dates)(?: (?:in|from|with|at|around))?)\s*(?P<date>{DATE})",
    re.IGNORECASE,
)
_ENDS = re.compile(
    rf"(?:止于|结束于|终于|持续到|\b(?:ended|ends|ending|lasted until|lasting until|closed)(?: (?:in|at))?)\s*(?P<date>{DATE})",
    re.IGNORECASE,
)
RANGE = re.compile(
    rf"(?P<start>{DATE})\s*(?:—+|–|-|－|~|～|至|到|to|until|through)\s*(?P<end>{DATE}|\d{{1,2}}\s*月|今|present|now)",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(
    r"(?:追踪|跟踪|追溯|考察|观察|回顾|研究|呈现|还原|梳理)[^，。；;]{0,12}?(?P<start>(?:19|20)\d\d)年?(?:\d{1,2}月)?(?:—+|[-–－~～至到])(?P<end>(?:19|20)\d\d)年?"
    r"|\b(?:stud(?:y|ied|ies)|trac\w+|follow\w*|examin\w+|track\w*|process|history|evolution|development)\b[^.;:]{0,90}?\b(?:between|from)\s+(?:[A-Z][a-z]+ )?(?P<begin>(?:19|20)\d\d)\s+(?:and|to|until|through)\s+(?:[A-Z][a-z]+ )?(?P<finish>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""A stretch of time over which a process is said to have been followed."""
_OF_MATERIAL = re.compile(
    r"资料|数据|访谈|报道|文章|纪要|年报|文件|文献|调研|收集|走访|销售|收入|投入|利润|产值"
    r"|\b(?:data|interview\w*|collect\w*|articles?|reports?|minutes|documents?|literature|fieldwork|visit\w*|sales|revenue|fell|rose|grew|published)\b",
    re.IGNORECASE,
)
_OFF = 5
"""By how many years the odd end of such a stretch is off at most."""
_ORDINAL = re.compile(
    rf"第\s*(?P<han>{NUMBER})\s*(?:个)?阶段|\b(?P<english>first|second|third|fourth|fifth|sixth) (?:stage|phase)\b|\b(?:stage|phase) (?P<digit>\d|one|two|three|four|five)\b",
    re.IGNORECASE,
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_YEARS = 3
"""By how many years a slip of a year is off, where more than one of its digits is another."""
_NEAR = 16
"""How far before a range of dates the name of its stage may stand."""


def remarks(found: Sequence[Paragraph], study: Study, names: Names) -> Iterator[Remark]:
    """Yield the dates of stages that are not those of the study; a paragraph goes on about the stage that it named last."""
    if not any(stage.start or stage.end for stage in study.stages):
        return
    for paragraph in found:
        if paragraph.kind not in {"prose", "abstract", "heading", "caption"} or paragraph.zone == "literature":
            continue
        current: Stage | None = None
        for start, stop in sentences(paragraph.text):
            sentence = paragraph.text[start:stop]
            yield from _spans(paragraph, start, sentence, study, names)
            for match, is_end in _dated(sentence):
                is_range = "start" in match.groupdict()
                before = (
                    sentence[max(0, match.start() - _NEAR) : match.start()] if is_range else sentence[: match.start()]
                )
                stage = _stage_before(before, study, names) or (None if is_range else current)
                if stage is not None:
                    yield from _differing(paragraph, start, match, stage, study, is_end=is_end)
            current = _stage_before(sentence, study, names) or current


def _dated(sentence: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield where a sentence tells when something began, or from when until when, and where it tells when it ended."""
    ranges = list(RANGE.finditer(sentence))
    yield from ((match, False) for match in ranges)
    for pattern, is_end in ((_BEGINS, False), (_ENDS, True)):
        for match in pattern.finditer(sentence):
            if not any(one.start() < match.end() and match.start() < one.end() for one in ranges):
                yield match, is_end


def _spans(paragraph: Paragraph, offset: int, sentence: str, study: Study, names: Names) -> Iterator[Remark]:
    """Yield the stretch of time over which a sentence says that the process was followed, where one end is the study's and one is not.

    A stretch with the words of material or money beside it, or of stages in full, is another one.
    """
    first, last = study.stages[0].start, study.stages[-1].end
    bounds = {date[:4] for stage in study.stages for date in (stage.start, stage.end)}
    words = key(sentence)
    is_of_stages = any(alias in words for name in names.of("stage") for alias in name.keys)
    if not first or not last or (is_of_stages and paragraph.kind != "abstract"):
        return
    for match in _FOLLOWED.finditer(sentence):
        start, end = match["start"] or match["begin"], match["end"] or match["finish"]
        odd = [(told, known) for told, known in ((start, first[:4]), (end, last[:4])) if told != known]
        clause = re.split(r"[，。；;,]", sentence[match.end() :])[0]
        if len(odd) != 1 or odd[0][0] in bounds or _OF_MATERIAL.search(f"{match[0]} {clause}"):
            continue
        told, known = odd[0]
        if abs(int(told) - int(known)) <= _OFF:
            span = paragraph.span(offset + match.start(), offset + match.end())
            yield remark(
                "claim-inconsistent",
                span,
                match[0],
                f"in the study the stages run from {first} to {last}",
                study_place=declared_at(study, study.stages[0].place),
                study_wording=f"{first}–{last}",
                difference=f"[-{known}-]{{+{told}+}}",
            )


def _stage_before(text: str, study: Study, names: Names) -> Stage | None:
    """Return the stage that a text names last, by its name or its number."""
    words = key(text)
    by_name = {stage.name: stage for stage in study.stages}
    best: tuple[int, Stage | None] = (-1, None)
    for name in names.of("stage"):
        at = max(words.rfind(alias) for alias in name.keys)
        best = max(best, (at, by_name[name.text]), key=lambda one: one[0])
    ordinals = list(_ORDINAL.finditer(text))
    if ordinals and len(key(text[: ordinals[-1].start()])) > best[0]:
        number = _number(ordinals[-1])
        return study.stages[number - 1] if 0 < number <= len(study.stages) else best[1]
    return best[1]


def _number(match: re.Match[str]) -> int:
    if match["english"]:
        return _ORDINALS.index(match["english"].lower()) + 1
    return value(match["han"] or match["digit"]) or 0


def _differing(
    paragraph: Paragraph, offset: int, match: re.Match[str], stage: Stage, study: Study, *, is_end: bool
) -> Iterator[Remark]:
    given = match.groupdict()
    told = [("start", given.get("start") or "", stage.start), ("end", given.get("end") or "", stage.end)]
    if given.get("date"):
        told = [("end" if is_end else "start", given["date"], stage.end if is_end else stage.start)]
    for what, words, known in told:
        date = iso(words, iso(given.get("start") or ""))
        if date and known and not _agree(date, known):
            span = paragraph.span(offset + match.start(), offset + match.end())
            yield remark(
                "claim-inconsistent",
                span,
                match[0],
                f"in the study the stage {stage.name!r} {'ends' if what == 'end' else 'starts'} {known}",
                study_place=declared_at(study, stage.place),
                study_wording=known,
                difference=f"[-{known}-]{{+{date}+}}",
                concerns=[stage.name],
            )
            return


def iso(words: str, start: str = "") -> str:
    """Return a date as ISO 8601 to the precision that it is told in; a month alone is of the year of `start`."""
    year = re.search(r"(?:19|20)\d\d", words)
    months = [str(number) for number, name in enumerate(_MONTHS, 1) if name in words.lower()]
    rest = words[year.end() :] if year else words
    digits = re.search(r"\d{1,2}", rest)
    month = months[0] if months else digits[0] if digits else ""
    if not year and not (start and month):
        return ""
    return f"{year[0] if year else start[:4]}{f'-{int(month):02d}' if month else ''}"


def _agree(one: str, other: str) -> bool:
    """Tell whether two dates are the same as far as both are told."""
    return one.startswith(other) or other.startswith(one)


def is_slip(one: str, other: str) -> bool:
    """Tell whether of two dates, told to the same precision, one may be a slip of the other: one part differs, and of years alone little does."""
    first, second = one.split("-"), other.split("-")
    if len(first) != len(second) or sum(a != b for a, b in zip(first, second, strict=True)) != 1:
        return False
    is_near = (
        abs(int(first[0]) - int(second[0])) <= _YEARS
        or sum(a != b for a, b in zip(one[:4], other[:4], strict=True)) == 1
    )
    return len(first) > 1 or is_near

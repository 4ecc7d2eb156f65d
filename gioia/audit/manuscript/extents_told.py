"""Amounts of material: how many interviews, articles and words a paper says it drew on, against the register of sources.

Amounts are compared where the unit is one that the register uses: with a source's own, and with the sums of the groups that the
words beside the amount name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from gioia.audit.manuscript.counts_told import is_told_of_the_study
from gioia.audit.manuscript.cues import FAMILIES, families
from gioia.audit.manuscript.manuscript import Remark, remark
from gioia.audit.manuscript.numbers import ALL, NUMBER, is_about, is_of_a_part, is_ordinal, is_slip, value
from gioia.audit.manuscript.paragraphs import Paragraph, sentences
from gioia.sources.register import category_code
from gioia.study.record import Study

_AMOUNT = (
    r"(?P<number>\d{1,3}(?:[,，]\d{3}){1,5}|\d{1,18}(?:\.\d{1,9})?|"
    + NUMBER
    + r")\s*(?P<myriad>万)?(?P<round>\s*(?:余|多|几|\+)?)\s*"
)
_HAN_UNIT = r"(?P<han>人次|小时|分钟|[个名位次场篇条份封则页期字天部家]{1})"
_EXTENT = re.compile(rf"{_AMOUNT}(?:{_HAN_UNIT}|(?P<phrase>[a-z]+(?: of [a-z]+)?(?: [a-z]+)?))", re.IGNORECASE)
_WHOM = re.compile(r"\b(?:with|from|among) (?:[a-z]+ ?){1,6}$", re.IGNORECASE)
"""From whom a source's name says that the material is."""
_COUNTED = frozenset({"人次", "字", "小时", "期", "天"})
"""Units that count material wherever they stand; what else is counted in pieces is material only beside a word for it."""
_MEETINGS = re.compile(
    rf"\bminutes (?:of|from|for) (?:the |our |all )?(?P<latin>{NUMBER}) (?:[a-z-]+ ){{0,3}}?(?:meetings|sessions)\b"
    rf"|(?P<han>{NUMBER})\s*(?:次|场|届)[^，。、；]{{0,8}}?会议?的?(?:纪要|会议记录)",
    re.IGNORECASE,
)
"""Minutes that are counted by the meetings that they are of."""
_NEAR = 14
_FAR = 0.5


def remarks(found: Sequence[Paragraph], study: Study) -> Iterator[Remark]:
    """Yield the amounts of material that are not the register's, where a paper tells how it was done."""
    register = _registered(study)
    for paragraph in found:
        if is_told_of_the_study(paragraph) and is_of_material(paragraph):
            for start, stop in sentences(paragraph.text):
                sentence = paragraph.text[start:stop]
                yield from _extents(paragraph, start, sentence, study, register)
                yield from _parts(paragraph, start, sentence, study)
                yield from _minutes(paragraph, start, sentence, study, register)


def is_of_material(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph stands where a paper tells of its material: before the findings, or in the abstract."""
    return paragraph.zone in {"method", "front"} or paragraph.kind == "abstract"


class _Registered(Struct, frozen=True):
    """What the register says of a source's extent: an amount and its unit, and the families of the source."""

    code: str
    number: float
    unit: str
    groups: frozenset[str]


def _registered(study: Study) -> list[_Registered]:
    """Return the extents of the register, each with the groups whose sums a paper may tell: family, category, case, all."""
    names = {category.code: category.name for category in study.categories}
    found: list[_Registered] = []
    for source in study.sources:
        letter = category_code(source.code)
        groups = {source.code, f"category {letter}", f"case {source.case}", "all"}
        groups |= families(source, names.get(letter, ""))
        for match in _EXTENT.finditer(source.extent):
            amount = _amount(match)
            if amount is not None and not match["round"].strip():
                found.append(
                    _Registered(source.code, amount, _unit(match["han"] or match["phrase"]), frozenset(groups))
                )
    return found


def _amount(match: re.Match[str]) -> float | None:
    """Return the number of an amount, in units: 3.2万 is 32,000."""
    text = match["number"].replace(",", "").replace("，", "")
    number = float(text) if re.fullmatch(r"\d+\.\d+", text) else value(text)
    return None if number is None else round(number * (10_000 if match["myriad"] else 1), 4)


def _unit(words: str) -> str:
    """Return the unit as it is compared: singular, in small letters."""
    return words if not words.isascii() else words.lower().rstrip("s")


def _extents(
    paragraph: Paragraph, offset: int, sentence: str, study: Study, register: Sequence[_Registered]
) -> Iterator[Remark]:
    """Yield the amounts of material that no source, and no group of sources, has in the register."""
    for unit in {one.unit for one in register}:
        pattern = (
            unit
            if not unit.isascii()
            else rf"(?:(?!(?:of|from|in|by|and|with|at|to|on|for) )[a-z-]+ ){{0,3}}?{re.escape(unit)}s?\b"
        )
        for match in re.finditer(rf"{_AMOUNT}{pattern}", sentence, re.IGNORECASE):
            number = _amount(match)
            if number is None or not _is_stated(sentence, match):
                continue
            of_unit = [one for one in register if one.unit == unit]
            right = _sums(of_unit, _meant(sentence, match, of_unit, unit))
            if right and number not in right and _is_near(number, right):
                span = paragraph.span(offset + match.start(), offset + match.end())
                yield _unlike(span, match[0], number, right, study, codes=[one.code for one in of_unit])


def _parts(paragraph: Paragraph, offset: int, sentence: str, study: Study) -> Iterator[Remark]:
    """Yield the numbers that a sentence gives for a part of its material by whom it is from, without the unit: 12 with teachers."""
    for source in study.sources:
        whom = _WHOM.search(source.name)
        extents = list(_EXTENT.finditer(source.extent))
        if whom is None or len(extents) != 1 or (right := _amount(extents[0])) is None:
            continue
        for match in re.finditer(rf"{_AMOUNT}{re.escape(whom[0])}(?!\w)", sentence, re.IGNORECASE):
            number = _amount(match)
            if number is not None and number != right and _is_stated(sentence, match) and _is_near(number, {right}):
                span = paragraph.span(offset + match.start(), offset + match.end())
                yield _unlike(span, match[0], number, {right}, study, codes=[source.code])


def _minutes(
    paragraph: Paragraph, offset: int, sentence: str, study: Study, register: Sequence[_Registered]
) -> Iterator[Remark]:
    """Yield the numbers of meetings whose minutes are said to be material, where the register has fewer, or nearly as many."""
    of_minutes = [one for one in register if "minutes" in one.groups]
    right = _sums(of_minutes, {"minutes"})
    for match in _MEETINGS.finditer(sentence) if right else ():
        words = match["latin"] or match["han"]
        at = sentence.index(words, match.start())
        number = value(words)
        is_whole = not is_about(sentence, at) and not is_of_a_part(sentence, at) and not is_ordinal(sentence, at)
        if number and is_whole and number not in right and (number > max(right) or _is_near(number, right)):
            span = paragraph.span(offset + match.start(), offset + match.end())
            yield _unlike(span, match[0], number, right, study, codes=[one.code for one in of_minutes])


def _is_stated(sentence: str, match: re.Match[str]) -> bool:
    """Tell whether an amount is told exactly and as a whole."""
    start = match.start()
    is_whole = not is_of_a_part(sentence, start) and not is_ordinal(sentence, start)
    return is_whole and not match["round"].strip() and not is_about(sentence, start)


def _meant(sentence: str, match: re.Match[str], of_unit: Sequence[_Registered], unit: str) -> set[str] | None:
    """Return the groups of sources that an amount may be of, by the words beside it; None where it may count something else."""
    near = sentence[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    said = {family for family, (naming, _) in FAMILIES.items() if re.search(naming, near, re.IGNORECASE)}
    known = {group for one in of_unit for group in one.groups}
    if said & known:
        return said & known
    if unit.isascii() or unit in _COUNTED or ALL.search(sentence[max(0, match.start() - _NEAR) : match.start()]):
        return known if unit.isascii() or unit in _COUNTED else None
    return None


def _sums(of_unit: Sequence[_Registered], groups: set[str] | None) -> set[float]:
    """Return the amounts that would be right: those of single sources of the groups, and the sums of all groups that they belong to."""
    if groups is None:
        return set()
    meant = [one for one in of_unit if one.groups & groups]
    every = {group for one in meant for group in one.groups}
    sums = {round(sum(one.number for one in meant if group in one.groups), 4) for group in every}
    return sums | {one.number for one in meant}


def _is_near(number: float, right: set[float]) -> bool:
    """Tell whether an amount is like one that would be right; a much smaller one is of a part that the sentence tells of."""
    return any(is_slip(number, one, 0, _FAR) for one in right)


def _unlike(
    span: tuple[int, int], words: str, number: float, right: set[float], study: Study, *, codes: Sequence[str]
) -> Remark:
    nearest = min(right, key=lambda one: abs(one - number))
    others = ", ".join(f"{one:,g}" for one in sorted(right - {nearest}))
    return remark(
        "claim-count",
        span,
        words,
        f"the register tells of {nearest:,g}" + (f", or of {others}" if others else ""),
        study_place=study.study_file.name,
        study_wording="; ".join(f"{one.code}: {one.extent}" for one in study.sources if one.extent),
        difference=f"[-{nearest:,g}-]{{+{number:,g}+}}",
        concerns=codes,
    )

"""Stated counts: how many concepts, themes, dimensions, stages, sources, interviews and words a paper says there are.

A number that a sentence gives for a part (this stage, the first two) is no count of the whole and is left alone, unless it is that
of the group that the sentence names. Extents of the material are compared where the unit is one that the register uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from gioia.audit.manuscript.cues import FAMILIES, families
from gioia.audit.manuscript.manuscript import Remark, remark
from gioia.audit.manuscript.names import Names, key
from gioia.audit.manuscript.numbers import NUMBER, value
from gioia.audit.manuscript.paragraphs import Paragraph, sentences
from gioia.codebook.records import concepts, themes
from gioia.sources.register import category_code
from gioia.study.record import Study

_MODIFIERS = r"(?:具有[^，。]{1,10}的|[a-z-]+\s+){0,2}?"
_NOUNS = {
    "concepts": r"(?:一阶|一级|初始|一阶编码)(?:概念|编码|范畴|构念)|first-order (?:concepts?|codes?|categories)",
    "themes": r"(?:二阶|二级)(?:主题|范畴|构念|编码)|second-order (?:themes?|concepts?|categories)",
    "dimensions": r"(?:聚合|理论|核心)(?:理论)?(?:聚合)?(?:维度|构念|范畴)|aggregate (?:theoretical )?dimensions?",
    "stages": r"(?:发展|演化|演进)?阶段|(?:developmental |distinct |successive |consecutive )?(?:stages|phases)",
}
_LOOSE = {"themes": r"主题|themes", "dimensions": r"维度|dimensions", "concepts": r"概念|concepts"}
_CLASSIFIERS = r"\s*(?:个|项|类|种|条|大|组)?\s*"
_PARTIAL = re.compile(
    r"(?:其中|前|后|另|另外|余下|其余|剩余|该|此|这|本|每|各|某|上述|其他|头|末|至少|超过|不止)\s*$|\b(?:first|last|other|remaining|these|those|each|per|following|previous|next|another|of the|at least|more than|over|every|both|latter|former)\s*$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:约|近|逾|超过?|大约|将近|左右|\babout|\bsome|\bover|\bnearly|\bmore than|\bapproximately|\broughly|\baround|\balmost|\bat least)\s*$",
    re.IGNORECASE,
)
_ROUND = re.compile(r"\s*(?:余|多|来|几|左右|\+|or so\b|or more\b)")
_AMOUNT = (
    r"(?P<number>\d{1,3}(?:[,，]\d{3})+|\d+(?:\.\d+)?|"
    + NUMBER
    + r")\s*(?P<myriad>万)?(?P<round>\s*(?:余|多|几|\+)?)\s*"
)
_HAN_UNIT = r"(?P<han>人次|小时|分钟|[个名位次场篇条份封则页期字天部家]{1})"
_LATIN_UNIT = r"(?P<latin>(?:[a-z-]+ ){0,3}?[a-z]{3,})"
_EXTENT = re.compile(rf"{_AMOUNT}(?:{_HAN_UNIT}|(?P<phrase>[a-z]+(?: of [a-z]+)?(?: [a-z]+)?))", re.IGNORECASE)
_WHOM = re.compile(r"\b(?:with|from|among) (?:[a-z]+ ?){1,6}$", re.IGNORECASE)
"""From whom a source's name says that the material is."""
_COUNTED = frozenset({"人次", "字", "小时", "期", "天"})
"""Units that count material wherever they stand; what else is counted in pieces is material only beside a word for it."""
_ALL = re.compile(r"共|合计|总计|累计|\b(?:total|altogether|in all|amounts? to|comprises?)\b", re.IGNORECASE)
_NEAR = 14
_FAR = 0.5


class Told(Struct, frozen=True):
    """A count that a sentence tells: the number, what it counts, and its span in the paragraph."""

    number: int
    noun: str
    start: int
    stop: int
    words: str


def remarks(found: Sequence[Paragraph], study: Study, names: Names) -> Iterator[Remark]:
    """Yield the counts that are not the study's."""
    totals = counts(study)
    for paragraph in found:
        if paragraph.kind in {"references", "table", "title", "keywords", "note"} or paragraph.zone in {
            "literature",
            "back",
        }:
            continue
        for start, stop in sentences(paragraph.text):
            sentence = paragraph.text[start:stop]
            for told in _told(sentence):
                right = _right(told, sentence, totals, study, names)
                if right is not None and told.number not in right:
                    yield _wrong(paragraph, start, told, study)
            yield from _extents(paragraph, start, sentence, study)
            yield from _parts(paragraph, start, sentence, study)


def counts(study: Study) -> dict[str, int]:
    """Return how many concepts, themes, dimensions and stages the study has."""
    book = study.codebook
    return {
        "concepts": len(list(concepts(book))),
        "themes": len(list(themes(book))),
        "dimensions": len(book.dimensions),
        "stages": len(study.stages),
    }


def _told(sentence: str) -> Iterator[Told]:
    for noun, words in _NOUNS.items():
        for match in re.finditer(
            rf"(?P<number>{NUMBER}){_CLASSIFIERS}{_MODIFIERS}(?:{words})", sentence, re.IGNORECASE
        ):
            if _PARTIAL.search(sentence[: match.start()]) or _is_ordinal(sentence, match.start()):
                continue
            number = value(match["number"])
            if number is not None and number > 1:
                yield Told(number, noun, *match.span(), match[0])
    for noun, words in _LOOSE.items():
        for match in re.finditer(
            rf"(?P<number>{NUMBER})\s*(?:个|项|大|条)?\s*(?:{words})(?!\w)", sentence, re.IGNORECASE
        ):
            number = value(match["number"])
            if (
                number
                and number > 1
                and not _PARTIAL.search(sentence[: match.start()])
                and not _is_ordinal(sentence, match.start())
            ):
                yield Told(number, noun, *match.span(), match[0])


def _is_ordinal(sentence: str, start: int) -> bool:
    return sentence[max(0, start - 1) : start] in {"第", "图", "表", "."} or sentence[
        max(0, start - 4) : start
    ].strip().lower() in {"no.", "fig"}


def _right(told: Told, sentence: str, totals: dict[str, int], study: Study, names: Names) -> set[int] | None:
    """Return the numbers that would be right, None where it cannot be said: the whole's, and those of groups that the sentence names."""
    if not totals[told.noun]:
        return None
    right = {totals[told.noun]}
    named = [name for name in names.all if any(len(alias) > 1 and alias in key(sentence) for alias in name.keys)]
    book = study.codebook
    for name in named:
        if name.noun == "dimension":
            group = next((one for one in book.dimensions if one.name == name.text), None)
            right |= {len(group.themes), sum(len(theme.concepts) for theme in group.themes)} if group else set()
        if name.noun == "theme":
            theme = next((one for one in themes(book) if one.name == name.text), None)
            right |= {len(theme.concepts)} if theme else set()
        if name.noun == "stage":
            return None if told.noun != "stages" else right
    if told.noun == "stages" and named and told.number < totals["stages"]:
        return None
    return right


def _wrong(paragraph: Paragraph, offset: int, told: Told, study: Study) -> Remark:
    total = counts(study)[told.noun]
    span = paragraph.span(offset + told.start, offset + told.stop)
    place = study.study_file if told.noun == "stages" else study.codebook_file
    return remark(
        "claim-count",
        span,
        told.words,
        f"the study has {total} {told.noun}",
        study_place=place.name,
        study_wording=f"{total} {told.noun}",
        difference=f"[-{total}-]{{+{told.number}+}}",
    )


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


def _extents(paragraph: Paragraph, offset: int, sentence: str, study: Study) -> Iterator[Remark]:
    """Yield the amounts of material that no source, and no group of sources, has in the register."""
    if paragraph.zone not in {"method", "front"} and paragraph.kind != "abstract":
        return
    register = _registered(study)
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
    if paragraph.zone not in {"method", "front"} and paragraph.kind != "abstract":
        return
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


def _is_stated(sentence: str, match: re.Match[str]) -> bool:
    """Tell whether an amount is told exactly and as a whole."""
    before = sentence[: match.start()]
    return not (
        match["round"].strip()
        or _ABOUT.search(before)
        or _PARTIAL.search(before)
        or _is_ordinal(sentence, match.start())
    )


def _meant(sentence: str, match: re.Match[str], of_unit: Sequence[_Registered], unit: str) -> set[str] | None:
    """Return the groups of sources that an amount may be of, by the words beside it; None where it may count something else."""
    near = sentence[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    said = {family for family, (naming, _) in FAMILIES.items() if re.search(naming, near, re.IGNORECASE)}
    known = {group for one in of_unit for group in one.groups}
    if said & known:
        return said & known
    if unit.isascii() or unit in _COUNTED or _ALL.search(sentence[: match.start()][-_NEAR:]):
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
    return any(abs(number - one) <= _FAR * one for one in right)


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

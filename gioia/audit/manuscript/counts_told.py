"""Stated counts: how many concepts, themes, dimensions and stages a paper says there are.

A number that a sentence gives for a part (this stage, the first two) is no count of the whole and is left alone, unless it is that
of the group that the sentence names, or of the names that it lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from gioia.audit.manuscript.manuscript import Remark, remark
from gioia.audit.manuscript.names import Name, Names, key
from gioia.audit.manuscript.numbers import ALL, NUMBER, is_of_a_part, is_ordinal, value
from gioia.audit.manuscript.paragraphs import Paragraph, sentences
from gioia.codebook.records import concepts, themes
from gioia.study.record import Study

_MODIFIERS = r"(?:具有[^，。]{1,10}的|[a-z-]+\s+){0,2}?"
_CLASSIFIERS = r"\s*(?:个|项|类|种|条|大|组)?\s*"
_STRICT = {
    "concepts": r"(?:一阶|一级|初始)(?:概念|编码|范畴|构念)|first-order (?:concepts?|codes?|categories)",
    "themes": r"(?:二阶|二级)(?:主题|范畴|构念|编码)|second-order (?:themes?|concepts?|categories)",
    "dimensions": r"(?:聚合|理论|核心)(?:理论)?(?:聚合)?(?:维度|构念|范畴)|aggregate (?:theoretical )?dimensions?",
    "stages": r"(?:发展|演化|演进)?阶段|(?:developmental |distinct |successive |consecutive )?(?:stages|phases)",
}
_LOOSE = {"themes": r"主题|themes", "dimensions": r"维度|dimensions", "concepts": r"概念|concepts"}
_COUNTS = {
    noun: re.compile(rf"(?P<number>{NUMBER}){_CLASSIFIERS}{_MODIFIERS}(?:{words})", re.IGNORECASE)
    for noun, words in _STRICT.items()
}
_LOOSE_COUNTS = {
    noun: re.compile(
        rf"(?P<number>{NUMBER})\s*(?:个|项|大|条)?\s*(?:{words})(?:(?P<end>(?!\w))|(?![a-z词式化班曲模股性]))",
        re.IGNORECASE,
    )
    for noun, words in _LOOSE.items()
}
"""Counts by a noun that may also be a plain word; `end` where no other word follows it at once."""
_BEFORE_MERGING = re.compile(r"初始(?:概念|编码|范畴|构念)$")
"""What may be codes that were not merged yet: they are the concepts only in a paper that counts no first-order ones."""
_MERGED = re.compile(
    r"[，,；;]?[^，。；]{0,12}(?:合并|归并|整合|精简|筛选|剔除|删减|去重)|[,;]? ?(?:and |which |then |after )?[^,.;]{0,30}\b(?:merg(?:ed|ing)|collaps(?:ed|ing)|reduc(?:ed|ing)|condens(?:ed|ing)|winnow(?:ed|ing)|narrow(?:ed|ing)|distill(?:ed|ing))\b",
    re.IGNORECASE,
)
"""What right behind a count says that it is of what was merged afterwards."""
_CITING = re.compile(r"[(（][^()（）]{0,60}(?:19|20)\d\d[a-z]?\b")
"""What tells that a sentence is of the work of others: their dimensions and themes are called so, too."""
_DURING = re.compile(r"\bover (?:the )?$", re.IGNORECASE)
"""Over three stages is during them, and not in more."""
_BESIDE = 12
"""How far from each other two counts stand that are told side by side: 3个维度、8个主题."""


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
    told = [
        (paragraph, start, sentence, one)
        for paragraph in found
        if is_told_of_the_study(paragraph)
        for start, stop in sentences(paragraph.text)
        for sentence in [paragraph.text[start:stop]]
        for one in _told(sentence)
    ]
    named: dict[str, list[Name]] = {}
    has_first_order = any(one.noun == "concepts" and not _BEFORE_MERGING.search(one.words) for *_, one in told)
    for paragraph, start, sentence, one in told:
        if has_first_order and _BEFORE_MERGING.search(one.words):
            continue
        if _MERGED.match(sentence, one.stop):
            continue
        if sentence not in named:
            named[sentence] = _named(sentence, names)
        right = _right(one, named[sentence], totals, study)
        if right is not None and one.number not in right:
            yield _wrong(paragraph, start, one, study)


def _named(sentence: str, names: Names) -> list[Name]:
    """Return the names that stand in a sentence, but for those that only stand within longer ones."""
    words = key(sentence)
    found: list[Name] = []
    keys = [(alias, name) for name in names.all for alias in name.keys]
    for alias, name in sorted(keys, key=lambda one: -len(one[0])):
        if len(alias) > 1 and alias in words:
            found.append(name)
            words = words.replace(alias, " ")
    return list(dict.fromkeys(found))


def is_told_of_the_study(paragraph: Paragraph) -> bool:
    """Tell whether what a paragraph counts is of the study, and not of what others wrote or of a table."""
    is_text = paragraph.kind not in {"references", "table", "title", "keywords", "note"}
    return is_text and paragraph.zone not in {"literature", "back"}


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
    strict = list(_counted(sentence, _COUNTS))
    loose = list(_counted(sentence, _LOOSE_COUNTS)) if not _CITING.search(sentence) else []
    for one, _ in strict:
        yield one
    in_order = sorted((one for one, _ in (*strict, *loose)), key=lambda one: one.start)
    beside = {
        one for pair in pairwise(in_order) if pair[0].noun != pair[1].noun and _gap(*pair) <= _BESIDE for one in pair
    }
    for one, is_ended in loose:
        if is_ended or one in beside or ALL.search(sentence[max(0, one.start - _BESIDE) : one.start]):
            yield one


def _gap(one: Told, other: Told) -> int:
    return max(one.start - other.stop, other.start - one.stop)


def _counted(sentence: str, patterns: dict[str, re.Pattern[str]]) -> Iterator[tuple[Told, bool]]:
    """Yield the counts of a sentence that may be of a whole, and whether the noun ends with no other word behind it."""
    for noun, pattern in patterns.items():
        for match in pattern.finditer(sentence):
            number = value(match["number"])
            is_part = is_of_a_part(sentence, match.start()) and not (
                noun == "stages" and _DURING.search(sentence, 0, match.start())
            )
            if number is None or number < 2 or is_part:  # noqa: PLR2004 - one is an article
                continue
            if not is_ordinal(sentence, match.start()):
                yield Told(number, noun, *match.span(), match[0]), match.groupdict().get("end") is not None


def _right(told: Told, named: Sequence[Name], totals: dict[str, int], study: Study) -> set[int] | None:
    """Return the numbers that would be right: the whole's, those of the groups that are named beside it, and of the names listed there.

    None where it cannot be said.
    """
    if not totals[told.noun]:
        return None
    if told.noun == "stages":
        is_of_some = bool(named) and told.number < totals["stages"]
        return None if is_of_some else {totals["stages"]}
    if any(name.noun == "stage" for name in named):
        return None
    listed = sum(name.noun == told.noun.removesuffix("s") for name in named)
    groups = _groups(told.noun, {name.text for name in named}, study)
    return {totals[told.noun], listed, *groups, sum(groups)}


def _groups(noun: str, named: set[str], study: Study) -> list[int]:
    """Return how many themes or concepts each of the named dimensions, and concepts each of the named themes, holds."""
    dimensions = [one for one in study.codebook.dimensions if one.name in named]
    if noun == "themes":
        return [len(one.themes) for one in dimensions]
    if noun == "concepts":
        of_themes = [len(one.concepts) for one in themes(study.codebook) if one.name in named]
        return [*(sum(len(theme.concepts) for theme in one.themes) for one in dimensions), *of_themes]
    return []


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

"""Stated numbers of sources: from how many a paper says its material came, and of how many kinds it is, against the register.

What a paper calls a source or a kind may be wider than an entry or a category of the register. A number is compared only where it
is near the register's, and where the kinds that the paper lists with it are not just as many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gioia.audit.manuscript.counts_told import is_told_of_the_study
from gioia.audit.manuscript.extents_told import is_of_material
from gioia.audit.manuscript.manuscript import Remark, remark
from gioia.audit.manuscript.numbers import NUMBER, is_about, is_of_a_part, is_ordinal, is_slip, value
from gioia.audit.manuscript.paragraphs import Paragraph, sentences
from gioia.study.record import Study

_MATERIAL = r"(?:资料|数据|材料|证据)"
_SOURCES = re.compile(
    rf"(?:共|来自|合计|总计)(?:了|有|计)?\s*(?P<one>{NUMBER})\s*(?:个|处|种)(?:不同的?)?{_MATERIAL}?来源"
    rf"|{_MATERIAL}(?:一?共|合计|总计|主要)?(?:有|计|为|包括|来自)\s*(?P<three>{NUMBER})\s*(?:个|处|种)(?:不同的?)?来源"
    rf"|{_MATERIAL}来源(?:一?共|合计|总计)(?:有|计|为)?\s*(?P<two>{NUMBER})\s*(?:个|处)"
    rf"|\b(?:from|on|of|comprises?|into) (?P<latin>{NUMBER}) (?:(?:different|distinct|separate|independent|data) ){{0,2}}sources\b(?! of (?!data|material|evidence|information|{NUMBER} (?:kinds|types|categories|sorts)))",
    re.IGNORECASE,
)
_KINDS = re.compile(
    rf"{_MATERIAL}(?:来源)?(?:主要)?(?:共|包括|包含|分为|涵盖|有)(?:以下|如下|了)?\s*(?P<one>{NUMBER})\s*(?:大)?(?:类|种)(?!型|{_MATERIAL}?来源)"
    rf"|(?:收集|采用|使用|利用|搜集|获取)(?:了|到)?\s*(?P<two>{NUMBER})\s*(?:大)?(?:类|种)(?:不同的?)?{_MATERIAL}"
    rf"|\b(?:on|collected|gathered|used|comprises?|combined?|assembled) (?P<latin>{NUMBER}) (?:(?:different|distinct|main|broad) )?(?:kinds|types|categories|sorts|forms) of (?:[a-z]+ )?(?:material|data|evidence|sources|documents)\b",
    re.IGNORECASE,
)
_LEAD = r"\s{0,9}(?:\([^()]{0,20}\)|（[^（）]{0,20}）)?\s{0,9}(?:[：:，,—–]|namely|such as|即|分别[为是]){1,9}\s{0,9}"
_LIST = re.compile(rf"{_LEAD}(?P<han>[^。；;：:，,]{{4,200}})")
_LATIN_LIST = re.compile(rf"{_LEAD}(?P<latin>[^.;:]{{4,400}})", re.IGNORECASE)
_ITEMS = re.compile(r"、\s*(?:以及|及|和)?|以及|和|与|及")
_LATIN_ITEMS = re.compile(r",\s*(?:and )?|\band\b", re.IGNORECASE)
_FEWEST = 3
"""Two kinds are told of anything."""
_MOST, _SHARE = 2, 0.25


def remarks(found: Sequence[Paragraph], study: Study) -> Iterator[Remark]:
    """Yield the numbers of sources, and of kinds of material, that are nearly the register's, and are not."""
    kinds = {len(study.categories), len({one.kind for one in study.sources})}
    for paragraph in found:
        if not study.sources or not is_told_of_the_study(paragraph) or not is_of_material(paragraph):
            continue
        for start, stop in sentences(paragraph.text):
            sentence = paragraph.text[start:stop]
            for match in _SOURCES.finditer(sentence):
                yield from _compared(paragraph, start, match, {len(study.sources), *kinds}, "sources")
            for match in _KINDS.finditer(sentence):
                listed = _listed(match)
                known = {listed} & kinds or kinds
                if listed != value(_number(match)):
                    yield from _compared(paragraph, start, match, known, "categories of sources")


def _number(match: re.Match[str]) -> str:
    found = match.groupdict()
    return found.get("one") or found.get("two") or found.get("three") or match["latin"]


def _listed(match: re.Match[str]) -> int:
    """Return how many things a sentence lists behind a number of them, 0 where it lists none."""
    lists, items = (_LATIN_LIST, _LATIN_ITEMS) if match["latin"] else (_LIST, _ITEMS)
    found = lists.match(match.string, match.end())
    return len([item for item in items.split(found[1]) if item.strip()]) if found else 0


def _compared(paragraph: Paragraph, offset: int, match: re.Match[str], right: set[int], noun: str) -> Iterator[Remark]:
    number = value(_number(match)) or 0
    at = match.start() + match[0].index(_number(match))
    is_whole = not is_of_a_part(match.string, at) and not is_about(match.string, at)
    if number < _FEWEST or number in right or not is_whole or is_ordinal(match.string, at):
        return
    nearest = min(right, key=lambda one: abs(one - number))
    if not is_slip(number, nearest, _MOST, _SHARE):
        return
    yield remark(
        "claim-count",
        paragraph.span(offset + match.start(), offset + match.end()),
        match[0],
        f"the register has {nearest} {noun}",
        study_place="study.yaml",
        study_wording=f"{nearest} {noun}",
        difference=f"[-{nearest}-]{{+{number}+}}",
    )

"""Stated numbers of codings: how many passages a paper says were coded, in all and of a stage, a dimension or a theme.

A paper may count its codings otherwise than the study that is kept (before codes were merged, of one coder alone), and a number
that is far from the study's counts something else. Only one that is near it is compared: a slip, or a study that has moved on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from gioia.audit.manuscript.counts_told import is_told_of_the_study
from gioia.audit.manuscript.manuscript import Remark, remark
from gioia.audit.manuscript.names import Names
from gioia.audit.manuscript.numbers import NUMBER, is_about, is_of_a_part, is_ordinal, is_slip, value
from gioia.audit.manuscript.paragraphs import Paragraph, sentences
from gioia.codebook.records import dimension_of, theme_of
from gioia.codings.coding import Coding
from gioia.study.record import Study, counted_codings

_GOING_ON = re.compile(
    r"\s*(?:其中|按|分阶段|就|从|各|Of (?:these|them|those)\b|These\b|By (?:stage|dimension|theme)\b)"
)
"""How a sentence begins that parts what the one before it counted."""
_PIECES = r"(?:条|处|段|则)"
_IN_ALL = re.compile(
    rf"(?P<han>{NUMBER})\s*{_PIECES}\s*(?:编码(?!员)|参考点|摘录|片段)"
    rf"|(?P<latin>{NUMBER}) (?:[a-z-]+ ){{0,2}}?(?:passages|excerpts|segments|codings|coding references|text units)\b",
    re.IGNORECASE,
)
_OF_CODING = re.compile(r"编码|\bcod(?:ed?|ings?)\b", re.IGNORECASE)
_AFTER_NAME = rf"[”’」』\"']?(?:阶段|时期|维度|主题)?(?:中|内)?(?:有|为|共|共有|占|计|得到)?[：:(（]?\s*(?P<number>{NUMBER})\s*{_PIECES}"
_BEFORE_NAME = rf"(?P<number>{NUMBER}) (?:(?:of (?:them|these|which)|passages|excerpts|segments|codings|were|are|came|fall|fell) ){{0,2}}(?:from|in|into|to|for|under|on) (?:the )?[“\"‘']?"
_MOST, _SHARE = 2, 0.3
"""By how much a number may differ from the study's to be a slip of it: two, or this share."""


def remarks(found: Sequence[Paragraph], study: Study, names: Names) -> Iterator[Remark]:
    """Yield the numbers of codings that are nearly the study's, and are not."""
    codings = counted_codings(study)
    if not codings:
        return
    groups = [
        (pattern, name, _numbers(of)) for name, of in _groups(study, codings, names) for pattern in _told_of(name)
    ]
    for paragraph in found:
        if not is_told_of_the_study(paragraph):
            continue
        of_coding: re.Match[str] | None = None
        for start, stop in sentences(paragraph.text):
            sentence = paragraph.text[start:stop]
            of_coding = _OF_CODING.search(sentence) or (of_coding and _GOING_ON.match(sentence))
            if not of_coding:
                continue
            for match in _IN_ALL.finditer(sentence):
                if not is_of_a_part(sentence, match.start()):
                    yield from _compared(paragraph, start, match, _numbers(codings), "")
            for pattern, name, right in groups:
                for match in pattern.finditer(sentence):
                    yield from _compared(paragraph, start, match, right, name)


def _groups(study: Study, codings: Iterable[Coding], names: Names) -> list[tuple[str, list[Coding]]]:
    """Return the codings of each stage, theme and dimension, by name."""
    theme, dimension = theme_of(study.codebook), dimension_of(study.codebook)
    found: dict[str, list[Coding]] = defaultdict(list)
    for one in codings:
        of = theme.get(one.concept, "")
        for name in {one.stage, of, dimension.get(of, "")} - {""}:
            found[name].append(one)
    return [(name.text, found[name.text]) for name in names.of("stage", "theme", "dimension") if found[name.text]]


def _told_of(name: str) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of a number told of a name: behind it in Chinese, before it in English."""
    yield re.compile(re.escape(name.removesuffix("阶段")) + _AFTER_NAME, re.IGNORECASE)
    if name.isascii() or not re.search(r"[\u4e00-\u9fff]", name):
        yield re.compile(_BEFORE_NAME + re.escape(name) + r"\b", re.IGNORECASE)


def _numbers(codings: Sequence[Coding]) -> set[int]:
    """Return how many codings there are, and how many passages: one may be coded twice."""
    return {len(codings), len({(one.document, one.start, one.end) for one in codings})}


def _compared(paragraph: Paragraph, offset: int, match: re.Match[str], right: set[int], name: str) -> Iterator[Remark]:
    number = value(next(words for words in match.groupdict().values() if words))
    start = match.start()
    nearest = min(right, key=lambda one: abs(one - (number or 0)))
    is_exact = not is_about(match.string, start) and not is_ordinal(match.string, start)
    if number is None or number in right or not is_exact or not is_slip(number, nearest, _MOST, _SHARE):
        return
    yield remark(
        "claim-count",
        paragraph.span(offset + start, offset + match.end()),
        match[0],
        f"the study has {nearest} codings of {name!r}" if name else f"the study has {nearest} codings",
        study_place="codings",
        study_wording=f"{nearest} codings",
        difference=f"[-{nearest}-]{{+{number}+}}",
        concerns=[name] if name else [],
    )

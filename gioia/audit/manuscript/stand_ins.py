"""Stand-ins: what stands where a paper should have a name of the study, be it ever so unlike.

Three things tell the place of a name without its words. Where all names of a noun but one stand in a row (a list, a way from one to
the next, the headings of one level), what is none stands for the one that is lacking. A stage is the one of its dates. In a
relation of the study's model, what does to one end by name what the other end does is that other end.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from gioia.audit.manuscript.citations import is_cited
from gioia.audit.manuscript.dates import RANGE, iso
from gioia.audit.manuscript.names import Name, Names, key, nearest, ordered_words
from gioia.audit.manuscript.paragraphs import Paragraph, sentences
from gioia.study.record import Study

_FEWEST = 3
"""How many names a noun needs for all of them but one to tell of the last."""
_MOSTLY = 0.7
_CUT = re.compile(
    r"\s{0,9}(?:[、，；,;：:—–―→]|和|与|及|以及|再到|直到|到|至|经历|包括|包含|分为|划分为|归纳为|提炼出|\b(?:and|or|from|through|via|to|into|then|towards?|call|called|label|labell?ed|term|termed|named|namely|include|includes|comprises?)\b)\s{0,9}|[*_“”\"]+",
    re.IGNORECASE,
)
_IN_A_LIST = frozenset({"、", ",", "，", ";", "；", "和", "与", "及", "以及", "and", "or", ",and", ",or", "—", "→"})
_AFTER_LIST = re.compile(
    r"(?<=[\u4e00-\u9fff”]{2})(?:等[一二两三四五六七八九十\d]{0,3}|[一二两三四五六七八九十\d]{1,3})个?(?:聚合|二阶|一阶)?(?:维度|主题|概念|阶段|构念).*"
)
_IDLE = re.compile(
    r"等|其他|其它|其中|进而|最后|最终|此外|\b(?:so|others?|rest|finally|then|also|more|its?|their|they|we|which|that|this|these|those|is|are|was|were|in|on|at|by|for|with|as)\b",
    re.IGNORECASE,
)
"""What no name has, and what may stand in a list of names or behind it all the same."""
_DOES = re.compile(
    r"(?:触发|推动|促进|促成|引发|催生|导致|带来|激发|引致|驱动|支撑|造就|转化为|孕育)了?"
    r"|\s{1,9}(?:enable|trigger|drive|foster|shape|support|yield|produce|prompt|lead|give|spark|stimulate|cause|generate|underpin|precede)[sd]?(?:\s{1,9}(?:to|rise\s{1,9}to))?\s{1,9}"
    r"|\s{1,9}(?:drove|led\s{1,9}to|gave\s{1,9}rise\s{1,9}to|gives\s{1,9}rise\s{1,9}to)\s{1,9}",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"[。！？；，、：:;,.!?（）()“”\"*]|\b(?:that|and|how|while|because|as|when|which|the)\b", re.IGNORECASE
)
_CLAUSE_BEFORE = 60
_BEFORE_DATES = re.compile(
    r"(?:^|[。；，、：]|[和与及])[*“]*(?P<han>[\u4e00-\u9fff]{2,12}?)(?:阶段|时期)?[*”]*\s*[（(]\s*$"
    r"|(?:^|[.;:,]\s+|\band\s+)(?:and\s+)?[*“]*(?P<latin>[A-Z][\w’'-]+(?: [\w’'-]+){0,3}?)(?:\s+(?:stage|phase))?[*”,]*\s*[（(]\s*$"
)
_STAGE = re.compile(r"阶段|时期|\b(?:stage|phase)s?\b", re.IGNORECASE)
_STAGE_END = re.compile(r"(?:阶段|时期|\s{1,9}(?:stage|phase|period))$", re.IGNORECASE)
_NUMBER = re.compile(r"^[#\s]*(?:第?[（(]?[一二三四五六七八九十\d.]{1,5}[)）]?[章节、．.\s]*)?")
_JOINED = re.compile(r"\s{0,9}(?:[、,，]\s{0,9}(?:and\s{1,9})?|\band\b|和|与|及)\s{0,9}")


class StandIn(Struct, frozen=True):
    """What stands in the place of a name: the words, their span in the manuscript, and what is told of the place.

    `name` is the only one that can be meant, None where any of `noun` can that the words are like.
    """

    words: str
    start: int
    stop: int
    noun: str
    name: Name | None = None


class _Piece(Struct, frozen=True):
    """A member of a row, the name that it is, and what joins it to the one before, without spaces."""

    words: str
    start: int
    stop: int
    name: Name | None
    before: str = ""


def stand_ins(found: Sequence[Paragraph], names: Names, study: Study) -> Iterator[StandIn]:
    """Yield what stands in the places of names."""
    told = [one for one in found if one.kind in {"prose", "abstract"} and one.zone not in {"literature", "back"}]
    for paragraph in told:
        for start, stop in sentences(paragraph.text):
            yield from _listed(paragraph, start, stop, names)
            yield from _dated(paragraph, start, stop, names, study)
            yield from _related(paragraph, start, stop, names, study)
    yield from _headings(found, names)


def _listed(paragraph: Paragraph, start: int, stop: int, names: Names) -> Iterator[StandIn]:
    """Yield the one member of a row of a sentence that is no name, where the others are all names of a noun but one."""
    pieces = list(_pieces(paragraph.text, start, stop, names))
    letters = key(paragraph.text[start:stop])
    for noun in dict.fromkeys(one.name.noun for one in pieces if one.name):
        every = {name.text: name for name in names.of(noun)}
        standing = {one.name.text for one in pieces if one.name}
        lacking = [name for text, name in every.items() if text not in standing]
        if len(every) < _FEWEST or len(lacking) != 1 or _holds(letters, lacking):
            continue
        for at in range(len(pieces) - len(every) + 1):
            row = pieces[at : at + len(every)]
            strange = [one for one in row if one.name is None or one.name.noun != noun]
            if (
                len(strange) == 1
                and strange[0].name is None
                and _is_joined(row, strange[0])
                and _is_of_size(strange[0].words, list(every.values()))
                and not is_cited(paragraph.text, strange[0].start, strange[0].stop)
            ):
                yield StandIn(strange[0].words, *paragraph.span(strange[0].start, strange[0].stop), noun, lacking[0])
                break


def _is_joined(row: Sequence[_Piece], strange: _Piece) -> bool:
    """Tell whether a row goes on to its stranger: last, it is joined by more than a comma; first, by no word that begins a way."""
    if strange is row[-1]:
        return strange.before not in {",", "，"}
    return strange is not row[0] or row[1].before.lower() in _IN_A_LIST


def _pieces(text: str, start: int, stop: int, names: Names) -> Iterator[_Piece]:
    """Yield what lists and ways join in a sentence; a name that a piece begins or ends with is the piece."""
    cuts = [match.span() for match in _CUT.finditer(text, start, stop)]
    bounds = zip([start, *(end for _, end in cuts)], [*(begin for begin, _ in cuts), stop], strict=True)
    before = start
    for begin, end in bounds:
        words = _AFTER_LIST.sub("", text[begin:end].rstrip(" .。!！?？”’\"'"))
        shown = words.strip()
        if key(shown):
            at = begin + len(words) - len(words.lstrip())
            joint = "".join(text[before:begin].split())
            yield _Piece(shown, at, at + len(shown), names.named(shown) or _at_an_end(shown, names), joint)
            before = end


def _holds(letters: str, names: Sequence[Name]) -> bool:
    """Tell whether a name stands somewhere among letters: one that has within it what joins lists, for instance."""
    return any(alias in letters for name in names for alias in name.keys)


def _at_an_end(words: str, names: Names) -> Name | None:
    letters = key(words)
    held = [
        (len(alias), name)
        for name in names.all
        for alias in name.keys
        if len(alias) > 2 and (letters.startswith(alias) or letters.endswith(alias))  # noqa: PLR2004 - shorter ones begin any word
    ]
    return max(held, key=lambda one: one[0], default=(0, None))[1]


def _is_of_size(words: str, names: Sequence[Name]) -> bool:
    """Tell whether words may be a name as names of this noun are: of as many words, and none that no name has."""
    words = _STAGE_END.sub("", words)
    sizes = [len(ordered_words(_STAGE_END.sub("", name.text))) for name in names]
    slack = 0 if key(words).isascii() else 1
    return min(sizes) - slack <= len(ordered_words(words)) <= max(sizes) + slack and _IDLE.search(words) is None


def _dated(paragraph: Paragraph, start: int, stop: int, names: Names, study: Study) -> Iterator[StandIn]:
    """Yield what stands before the dates of a stage, in a sentence on stages, and is no name."""
    sentence = paragraph.text[start:stop]
    dated = list(RANGE.finditer(sentence)) if study.stages else []
    by_text = {name.text: name for name in names.of("stage")}
    on_stages = _STAGE.search(sentence) is not None or any(
        alias in key(sentence) for name in by_text.values() for alias in name.keys
    )
    for match in dated if on_stages else ():
        before = _BEFORE_DATES.search(sentence[max(0, match.start() - _CLAUSE_BEFORE) : match.start()])
        begin = iso(match["start"])
        end = iso(match["end"], begin)
        stages = [one for one in study.stages if one.start and one.end and (one.start, one.end) == (begin, end)]
        group = "" if before is None else "han" if before["han"] else "latin"
        if before is None or len(stages) != 1 or names.is_name(before[group]):
            continue
        words = before[group]
        if _is_of_size(words, list(by_text.values())):
            at = start + max(0, match.start() - _CLAUSE_BEFORE) + before.start(group)
            yield StandIn(words, *paragraph.span(at, at + len(words)), "stage", by_text[stages[0].name])


def _related(paragraph: Paragraph, start: int, stop: int, names: Names, study: Study) -> Iterator[StandIn]:
    """Yield what does to one end of a relation, or is done to by it, and is like the other end without being its name."""
    by_text = {name.text: name for name in names.all}
    for verb in _DOES.finditer(paragraph.text, start, stop) if study.model.relations else ():
        left, right = _before(paragraph.text, start, verb.start()), _behind(paragraph.text, verb.end(), stop)
        source, target = (names.named(paragraph.text[begin:end]) for begin, end in (left, right))
        if (source is None) == (target is None):
            continue
        span = left if source is None else right
        words = paragraph.text[span[0] : span[1]]
        for relation in study.model.relations:
            ends = (relation.target, relation.source) if source is None else (relation.source, relation.target)
            known, meant = (by_text.get(one) for one in ends)
            if known is None or meant is None or known.text != (source or target or known).text:
                continue
            if _holds(key(words), [meant]):
                break
            if key(words) and _is_of_size(words, [meant]) and _is_like(words, meant):
                yield StandIn(words, *paragraph.span(*span), meant.noun, meant)
                break


def _before(text: str, start: int, stop: int) -> tuple[int, int]:
    """Return the span of the words before a place, back to the beginning of their clause."""
    first = max(start, stop - _CLAUSE_BEFORE)
    bounds = [match.end() for match in _BOUND.finditer(text, first, stop)]
    return _stripped(text, bounds[-1] if bounds else first, stop)


def _behind(text: str, start: int, stop: int) -> tuple[int, int]:
    """Return the span of the words behind a place, up to the end of their clause."""
    bound = _BOUND.search(text, start, min(stop, start + _CLAUSE_BEFORE))
    return _stripped(text, start, bound.start() if bound else min(stop, start + _CLAUSE_BEFORE))


def _stripped(text: str, start: int, stop: int) -> tuple[int, int]:
    shown = text[start:stop]
    begin = start + len(shown) - len(shown.lstrip())
    return begin, max(begin, begin + len(shown.strip()))


def _is_like(words: str, name: Name) -> bool:
    """Tell whether words share a word with a name, in Chinese most of its characters."""
    if key(words).isascii():
        return bool(set(ordered_words(words)) & set(name.words))
    return nearest(words, [name])[1] >= _MOSTLY


def _headings(found: Sequence[Paragraph], names: Names) -> Iterator[StandIn]:
    """Yield the headings, or what stands on one side of their colons, that are no names, where the others of their level are."""
    for group in _siblings(found):
        split = [list(_sides(heading)) for heading in group]
        for side in range(max(map(len, split), default=0)):
            pieces = [sides[side] for sides in split if side < len(sides)]
            named = [_all_named(paragraph.text[start:stop], names) for paragraph, start, stop in pieces]
            nouns = {name.noun for held in named for name in held}
            strange = [piece for piece, held in zip(pieces, named, strict=True) if not held]
            if len(strange) != 1 or len(pieces) < 2 or len(nouns) != 1:  # noqa: PLR2004 - one alone has no siblings
                continue
            noun = next(iter(nouns))
            standing = {name.text for held in named for name in held}
            lacking = [name for name in names.of(noun) if name.text not in standing]
            paragraph, start, stop = strange[0]
            words = paragraph.text[start:stop]
            if _holds(key(words), names.all):
                continue
            is_only = len(lacking) == 1 and len(standing) + 1 >= _FEWEST and _is_of_size(words, names.of(noun))
            yield StandIn(words, *paragraph.span(start, stop), noun, lacking[0] if is_only else None)


def _siblings(found: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Yield the headings of findings that stand under one heading, those of one level together."""
    open_at: dict[int, list[Paragraph]] = defaultdict(list)
    for paragraph in found:
        if paragraph.kind != "heading":
            continue
        level = paragraph.part.level or 1
        for deeper in [one for one in open_at if one > level]:
            yield open_at.pop(deeper)
        if paragraph.zone == "findings":
            open_at[level].append(paragraph)
    yield from open_at.values()


def _sides(heading: Paragraph) -> Iterator[tuple[Paragraph, int, int]]:
    """Yield what stands on either side of a heading's colon, without its number."""
    at = _NUMBER.match(heading.text)
    begin = at.end() if at else 0
    for piece in re.split(r"[：:]", heading.text[begin:]):
        start, stop = _stripped(heading.text, begin, begin + len(piece))
        if start < stop:
            yield heading, start, stop
        begin += len(piece) + 1


def _all_named(words: str, names: Names) -> list[Name]:
    """Return the names that a heading joins, none where one of its pieces is no name."""
    whole = names.named(words)
    held = [whole] if whole else [names.named(piece) for piece in _JOINED.split(words)]
    return [name for name in held if name] if all(held) else []

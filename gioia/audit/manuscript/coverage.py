"""Claims of coverage: “in every stage”, “all five dimensions”, “triangulated”, against the matrices of the study.

A sentence that says that something holds everywhere is compared only for what it names: the dimensions or the one theme in it,
for all stages or the stages in it. What it excepts, it does not claim.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from gioia.audit.manuscript.cues import Cue, Vocabulary, cues
from gioia.audit.manuscript.manuscript import Remark, remark
from gioia.audit.manuscript.names import Name, Names, key
from gioia.audit.manuscript.numbers import NUMBER, value
from gioia.audit.manuscript.paragraphs import Paragraph, sentences
from gioia.codebook.records import dimension_of, theme_of
from gioia.sources.register import category_code
from gioia.study.record import Study, cited_source, counted_codings

_SOME = r"[一二两三四五六七八九十\d]{1,6}个?"
_WHOLE = r"(?:每个|每一个?|各个?|所有|全部|任一){1,2}"
_ALL = r"\b(?:every|each(?: of (?:the|these)(?: \w+)?)?|all(?: of)?(?: the| these)?(?: \w+)?|(?:across|throughout)(?: all)?(?: of)?(?: the)?(?: \w+)?)"
_EVERY_STAGE = re.compile(
    rf"{_WHOLE}(?:发展|演化|演进)?(?:的)?(?:阶段|时期)|{_SOME}(?:阶段|时期)(?:中|里|内)?(?:均|都|皆)|贯穿(?:了|于)?(?:整个|全部|所有|各个?|{_SOME})?(?:阶段|时期)"
    rf"|{_ALL} (?:single |developmental )?(?:stages?|phases?|periods?)\b",
    re.IGNORECASE,
)


def _every(chinese: str, english: str) -> re.Pattern[str]:
    """Return the pattern of all of a kind, of which there are a number: all dimensions, 五个维度."""
    return re.compile(
        rf"(?:每个|每一个?|各个?|所有|全部|[一二两三四五六七八九十\d]{{1,6}}个){chinese}|\b(?:every|each|all(?: of)?(?: the)?(?: \w+)?) {english}\b",
        re.IGNORECASE,
    )


_EVERY_DIMENSION = _every("(?:聚合)?(?:维度|构念)", "(?:aggregate )?dimensions?")
_EVERY_THEME = _every("(?:二阶)?主题", "(?:second-order )?themes?")
_TRIANGULATED = re.compile(
    r"三角(?:验证|互证|检验|测量|印证)|互相印证|相互印证|交叉验证|多来源印证|\btriangulat\w+|\bcorroborat\w+",
    re.IGNORECASE,
)
_KINDS = re.compile(
    rf"(?P<number>{NUMBER})\s*(?:种|类|kinds? of|types? of|categories of|different)\s*(?:\w+ )?(?:资料|来源|数据|证据|sources?|data|evidence|material)",
    re.IGNORECASE,
)
_GENERAL = re.compile(r"^(?:内部|外部|企业|公司|其他|公开)+(?=\S{2})|(?:资料|数据|材料|记录)$")
_EXCEPTING = re.compile(
    r"除[了外去]|除.{1,12}外|没有|未见|未能|未出现|缺少|缺乏|尚未|并非|不再|并不|不是|才开始|才出现|才显现|直到|仅在|只在|\b(?:except|apart from|but not|no evidence|absent|lack\w*|not|never|hardly|rarely|only in|only from|until|does not|did not)\b",
    re.IGNORECASE,
)
_DERIVING = re.compile(
    r"归纳|提炼|识别出|划分|分为|概括为|\b(?:identif\w+|divid\w+|distinguish\w*|group(?:ed|s)?|split|bracketed)\b",
    re.IGNORECASE,
)
"""What tells that dimensions and stages were found, and claims nothing of where."""
_ALIKE = re.compile(
    r"(?:均|都|皆)(?:有|能|可)[^，。]{0,8}(?:见|证|印证|支撑|支持|体现|依据)|\b(?:alike|as well as|throughout)\b",
    re.IGNORECASE,
)
_EXCEPTED = re.compile(
    r"除[^。；]{1,40}?外|\b(?:apart from|except(?:ing)?(?: for)?|with the exceptions? of|save(?: for)?|other than|leaving aside)\s[^.;:,]{1,80}",
    re.IGNORECASE,
)
"""What a sentence takes out of what it claims."""
_WITNESSES = 3
"""From how many kinds of material on a sentence that calls them alike is a claim about all of them."""
_BEARING_OUT = re.compile(
    r"(?:相互|互相|彼此|共同|一致|双重|三重|多方|多重|交叉|均|都|皆|得到|获得|受到|具有)[^，。；]{0,40}(?:支持|支撑|印证|佐证|证实|验证|互证|核验|核对|吻合|呼应)"
    r"|互证|互为(?:印证|佐证|支撑)"
    r"|\b(?:(?:supported|confirmed|backed(?: up)?|borne out|attested|evidenced|documented|echoed|substantiated|validated|verified|underpinned) (?:both )?(?:by|in|across)"
    r"|(?:confirm|support|attest|substantiate|validate|reinforce|echo|bear|back)s? (?:each other|one another|out|up|to)"
    r"|(?:mutually|jointly) \w+|cross-?(?:check|validat|verif)\w*|converg\w+|(?:find|found|finds|receive[sd]?|draws?) support (?:in|from)"
    r"|in (?:agreement|accord)|agree on|point in the same direction|tell the same story)\b",
    re.IGNORECASE,
)
"""What tells that the kinds of material that are listed beside it bear a theme out, each of them."""
_JOINT = re.compile(r"[、，,和与及]|\b(?:and|as well as)\b", re.IGNORECASE)
_APART = re.compile(r"[。；;]")
_CLAUSE_END = re.compile(r"[，。；;]")
_LIST_GAP = 30
"""How many code points may stand between two kinds of material of one list, beside what joins them."""
_RESTING = re.compile(
    r"支撑|支持|印证|佐证|证实|来自|源于|\b(?:supported|support|evidence\w*|draws? on|rests? on|backed)\b",
    re.IGNORECASE,
)


_PARTED = re.compile(r"[；;：]|，(?=而(?![且是非不无])|相比之下)|, ?(?=(?:while|whereas)(?![a-z]))", re.IGNORECASE)


def _claims(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of what is claimed in one breath: sentences, parted by semicolons and colons, and where another subject is set beside the first.

    What a clause with 但 or "but" says is part of the claim before it: it takes something back.
    """
    for start, stop in sentences(text):
        at = start
        for mark in _PARTED.finditer(text[start:stop]):
            yield at, start + mark.end()
            at = start + mark.end()
        if text[at:stop].strip():
            yield at, stop


def _kinds(said: Sequence[Cue]) -> int:
    return len({cue.codes for cue in said})


def _is_beside(sentence: str, listed: Sequence[Cue], span: tuple[int, int]) -> bool:
    """Tell whether a list stands in the clause of some words, or next to them."""
    first, last = listed[0].start, listed[-1].stop
    between = sentence[min(last, span[1]) : max(first, span[0])]
    return len(between) <= _LIST_GAP and not _CLAUSE_END.search(between)


class Coverage:
    """The matrices of a study, and the claims that they do not bear."""

    def __init__(self, study: Study, names: Names, vocabulary: Vocabulary) -> None:
        self._study = study
        self._names = names
        self._vocabulary = vocabulary
        self._theme = theme_of(study.codebook)
        self._of_others: dict[str, list[str]] = {}
        self._dimension = dimension_of(study.codebook)

    @cached_property
    def _cells(self) -> dict[str, set[str]]:
        """Dimension or theme → the stages in which it has a coding; a source code too."""
        found: dict[str, set[str]] = defaultdict(set)
        for coding in counted_codings(self._study):
            theme = self._theme.get(coding.concept, "")
            for group in (theme, self._dimension.get(theme, ""), cited_source(self._study, coding)):
                found[group].add(coding.stage)
        return found

    @cached_property
    def _sources(self) -> dict[str, set[str]]:
        """Theme or dimension → the codes of the sources that it rests on."""
        found: dict[str, set[str]] = defaultdict(set)
        for coding in counted_codings(self._study):
            theme = self._theme.get(coding.concept, "")
            for group in (theme, self._dimension.get(theme, "")):
                found[group].add(cited_source(self._study, coding))
        return found

    @cached_property
    def _categories(self) -> dict[str, set[str]]:
        """Theme or dimension → the letters of the categories that it rests on."""
        found: dict[str, set[str]] = defaultdict(set)
        for coding in counted_codings(self._study):
            theme = self._theme.get(coding.concept, "")
            for group in (theme, self._dimension.get(theme, "")):
                found[group].add(category_code(cited_source(self._study, coding)))
        return found

    @cached_property
    def _category_names(self) -> list[tuple[str, str]]:
        """The words by which a paper may name a category, each with its letter."""
        found = [
            (word, category.code)
            for category in self._study.categories
            for word in {category.name, _GENERAL.sub("", category.name)}
            if len(word) > 1
        ]
        return sorted(found, key=lambda one: -len(one[0]))

    def remarks(self, paragraphs: Sequence[Paragraph]) -> Iterator[Remark]:
        """Yield the claims that a cell of a matrix contradicts."""
        for paragraph in paragraphs:
            if paragraph.kind not in {"prose", "abstract", "caption", "heading"} or paragraph.zone == "literature":
                continue
            for start, stop in _claims(paragraph.text):
                sentence = paragraph.text[start:stop]
                span = paragraph.span(start, stop)
                if _TRIANGULATED.search(sentence) or (_EVERY_THEME.search(sentence) and _KINDS.search(sentence)):
                    found = list(self._triangulated(sentence, span))
                    yield from found or self._witnessed(sentence, span)
                else:
                    yield from self._witnessed(sentence, span)
                    if not _EXCEPTING.search(sentence):
                        yield from self._staged(sentence, span)

    def _named(self, sentence: str, noun: str) -> list[Name]:
        """Return the names of a noun in a sentence that are no pieces of longer names in it."""
        words = key(sentence)
        for alias in self._longer(noun):
            words = words.replace(alias, "\n")
        return [name for name in self._names.of(noun) if any(alias in words for alias in name.keys)]

    def _longer(self, noun: str) -> list[str]:
        """Return the keys of other names of which a name of this noun is a piece, the longest name first."""
        if noun not in self._of_others:
            own = [alias for name in self._names.of(noun) for alias in name.keys]
            self._of_others[noun] = [
                alias
                for name in sorted(self._names.all, key=lambda one: -len(one.text))
                for alias in name.keys
                if name.noun != noun and any(alias != other and other in alias for other in own)
            ]
        return self._of_others[noun]

    def _staged(self, sentence: str, span: tuple[int, int]) -> Iterator[Remark]:
        every = _EVERY_STAGE.search(sentence)
        stages = [stage.name for stage in self._study.stages]
        if not every:
            stages = [name.text for name in self._named(sentence, "stage")] if _EVERY_DIMENSION.search(sentence) else []
        if not every and _DERIVING.search(sentence):
            return
        if not stages or not counted_codings(self._study):
            return
        claimed = [name.text for name in self._named(sentence, "dimension")]
        if _EVERY_DIMENSION.search(sentence) and not claimed:
            claimed = [one.name for one in self._study.codebook.dimensions]
        if not claimed and every:
            themes = self._named(sentence, "theme")
            claimed = [themes[0].text] if len(themes) == 1 else []
        empty = [
            f"{stage} × {name}" for name in claimed for stage in stages if stage not in self._cells.get(name, set())
        ]
        if empty:
            message = f"the study has no coding in {', '.join(empty)}"
            yield self._remark(sentence, span, message, ", ".join(empty), (*claimed, *stages))
        elif every and not claimed and _RESTING.search(sentence):
            yield from self._sourced(sentence, span, stages)

    def _sourced(self, sentence: str, span: tuple[int, int], stages: Sequence[str]) -> Iterator[Remark]:
        """Yield the claim that material of a kind stands behind every stage, where one has none of it."""
        for cue in cues(sentence, self._vocabulary):
            present = {stage for code in cue.codes for stage in self._cells.get(code, set())}
            empty = [f"{stage} × {'/'.join(sorted(cue.codes))}" for stage in stages if stage not in present]
            if cue.codes and empty:
                message = f"the study has no coding in {', '.join(empty)}"
                yield self._remark(sentence, span, message, ", ".join(empty), (*sorted(cue.codes), *stages))

    def _witnessed(self, sentence: str, span: tuple[int, int]) -> Iterator[Remark]:
        """Yield the claim that kinds of material all stand behind a theme or dimension, where it has no passage from one of them."""
        named = self._named(sentence, "theme") or self._named(sentence, "dimension")
        said = self._said_alike(sentence) if len(named) == 1 else []
        if not said:
            return
        present = self._sources.get(named[0].text, set())
        lacking = list(dict.fromkeys(cue.words for cue in said if not cue.codes & present))
        if lacking:
            message = f"the study has no passage of {named[0].text!r} from: {', '.join(lacking)}"
            yield self._remark(sentence, span, message, ", ".join(lacking), (named[0].text,))

    def _said_alike(self, sentence: str) -> list[Cue]:
        """Return the kinds of material of which a sentence says one thing: three that it calls alike, or a list that bears something out."""
        said = sorted((cue for cue in cues(sentence, self._vocabulary) if cue.codes), key=lambda cue: cue.start)
        alike = _ALIKE.search(sentence)
        if alike and not _EXCEPTING.search(sentence, 0, alike.end()) and _kinds(said) >= _WITNESSES:
            return said
        bearing = [match.span() for match in _BEARING_OUT.finditer(sentence)]
        if not bearing or _EXCEPTING.search(sentence):
            return []
        lists: list[list[Cue]] = []
        for cue in said:
            between = sentence[lists[-1][-1].stop : cue.start] if lists else ""
            if len(between) <= _LIST_GAP and _JOINT.search(between) and not _APART.search(between):
                lists[-1].append(cue)
            else:
                lists.append([cue])
        return next(
            (one for one in lists if _kinds(one) > 1 and any(_is_beside(sentence, one, span) for span in bearing)), []
        )

    def _triangulated(self, sentence: str, span: tuple[int, int]) -> Iterator[Remark]:
        """Yield the claim of triangulation where what it is claimed for rests on one category of sources."""
        themes = [name.text for name in self._names.of("theme")]
        dimensions = [name.text for name in self._named(sentence, "dimension")]
        named = [*(name.text for name in self._named(sentence, "theme")), *dimensions]
        if _EVERY_THEME.search(sentence):
            named = [theme for theme in themes if not dimensions or self._dimension.get(theme) in dimensions]
        elif _EVERY_DIMENSION.search(sentence) and not named:
            named = [one.name for one in self._study.codebook.dimensions]
        wanted = self._claimed_categories(sentence) if named else set()
        told = _KINDS.search(sentence)
        least = max(2, (value(told["number"]) or 0) if told else 0)
        excepted = self._excepted(sentence)
        lacking = {
            name: found
            for name in named or themes
            if name not in excepted
            if (found := self._categories.get(name, set())) and (wanted - found if wanted else len(found) < least)
        }
        if not lacking:
            return
        listed = ", ".join(f"{name} ({'、'.join(sorted(found))})" for name, found in lacking.items())
        message = f"in the study these rest on fewer categories of sources: {listed}"
        yield self._remark(sentence, span, message, listed, tuple(lacking), is_general=not named)

    def _excepted(self, sentence: str) -> set[str]:
        """Return the themes and dimensions that a sentence takes out of what it claims."""
        stretches = [match[0] for match in _EXCEPTED.finditer(sentence)]
        return {
            name.text for stretch in stretches for noun in ("theme", "dimension") for name in self._named(stretch, noun)
        }

    def _claimed_categories(self, sentence: str) -> set[str]:
        """Return the letters of the categories that a sentence names, where it names two or more."""
        rest, found = sentence, set()
        for word, code in self._category_names:
            pattern = re.compile(
                re.escape(word) if not word.isascii() else rf"\b{re.escape(word.rstrip('s'))}s?\b", re.IGNORECASE
            )
            if pattern.search(rest):
                found.add(code)
                rest = pattern.sub(" ", rest)
        return found if len(found) > 1 else set()

    def _remark(
        self,
        sentence: str,
        span: tuple[int, int],
        message: str,
        wording: str,
        concerns: Iterable[str],
        *,
        is_general: bool = False,
    ) -> Remark:
        """Return the remark on a claim; one that names nothing is told for information."""
        return remark(
            "claim-coverage",
            span,
            sentence.strip(),
            message,
            study_place=self._study.study_file.name,
            study_wording=wording,
            severity="info" if is_general else None,
            concerns=concerns,
        )

"""Triangulation: sources of several kinds, independent of each other, described, and compared (Jick 1979; Yin 2018)."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from gioia.audit.dates_told import dates_told, may_agree
from gioia.audit.traceability import unregistered
from gioia.codebook.records import theme_of, themes
from gioia.codings.coding import Coding
from gioia.findings import Finding, Place, counted, finding
from gioia.model.records import Event
from gioia.plaintext.files import shown_path
from gioia.sources.register import Source, category_code
from gioia.study.record import Study, cited_source, counted_codings, evidence, own_source

_LIKELY_DERIVED = (
    "论文",
    "教学案例",
    "案例集",
    "报道",
    "新闻",
    "综述",
    "转载",
    "case stud",
    "teaching case",
    "review of",
    "reviews of",
)
_DERIVED_WORDS = frozenset({"paper", "papers", "press", "news", "newspaper", "newspapers", "thesis"})
"""What stands in the name of a kind of sources that mostly tell what others have told."""
_UNIT = r"\d[\d,.]*\s*(?:余|多)?\s*([^\W\d_]+)"
_NUMBER = (
    r"(\d[\d,]*(?:\.\d+)?)\s*(?:余|多)?\s*([百千]?[万亿]|[百千])?\s*(?:余|多)?\s*"
    r"(元|人|名|家|份|篇|款|座|罐|次|%|percent\b|million\b|billion\b)"
)
_TIMES = {"百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8, "million": 10**6, "billion": 10**9}
_KINDS = {"percent": "%", "billion": "million"}
"""Units of which one is the other times a number, or its name."""
_NARROW = {0xFF10 + digit: str(digit) for digit in range(10)} | str.maketrans("，．％", ",.%")
_ASKED = ("name", "extent", "author", "access")
"""What the register tells of a source; its kind and date are asked for by TR7."""


def triangulated_themes(study: Study) -> Iterator[Finding]:
    """TG1: a theme rests on codings from two or more source categories (Yin 2018; Denzin 1978)."""
    themes_by_concept = theme_of(study.codebook)
    categories: dict[str, set[str]] = defaultdict(set)
    for coding in counted_codings(study):
        theme = themes_by_concept.get(coding.concept)
        if theme:
            categories[theme].add(category_code(cited_source(study, coding)))
    for theme_record in themes(study.codebook):
        found = categories[theme_record.name]
        if len(found) == 1:
            message = f"the theme {theme_record.name!r} rests on one source category only ({', '.join(found)})"
            remedy = "look for passages in sources of another category, or say so in the paper"
            yield finding("TG1", theme_record.place, message, remedy, subject=theme_record.name)


def marked_derivation(study: Study) -> Iterator[Finding]:
    """TG2: a source that tells what others told says so, and no theme rests on such sources alone (Yin 2018)."""
    sources = {source.code: source for source in study.sources}
    used = {cited_source(study, coding) for coding in counted_codings(study)}
    likely: dict[str, list[Source]] = defaultdict(list)
    for source in study.sources:
        if source.code in used and not source.derived and _is_likely_derived(source.kind):
            likely[source.kind].append(source)
    for kind, those in likely.items():
        message = f"{', '.join(source.code for source in those)}: {kind} mostly tells what others have told"
        remedy = "add derived: in study.yaml, from what; derived: no where it has its own material"
        yield finding("TG2", those[0].place, message, remedy, subject=kind)
    yield from _second_hand(study)
    theme = theme_of(study.codebook)
    behind: dict[str, set[str]] = defaultdict(set)
    for coding in counted_codings(study):
        behind[theme.get(coding.concept, "")].add(cited_source(study, coding))
    for record in themes(study.codebook):
        codes = behind.get(record.name, set())
        if codes and all(code in sources and _is_derived(sources[code]) for code in codes):
            message = f"the theme {record.name!r} rests on derived sources alone ({', '.join(sorted(codes))})"
            yield finding("TG2", record.place, message, "look for it in what these rest on", subject=record.name)


def _is_likely_derived(kind: str) -> bool:
    said = kind.casefold()
    return any(words in said for words in _LIKELY_DERIVED) or not _DERIVED_WORDS.isdisjoint(said.split())


def _is_derived(source: Source) -> bool:
    return source.derived.casefold() not in {"", "no", "否"}


def _second_hand(study: Study) -> Iterator[Finding]:
    """Yield a finding for each source in whose documents others are cited, and of which it is not said to be derived."""
    cited: dict[str, Counter[str]] = defaultdict(Counter)
    for coding in counted_codings(study):
        own = own_source(study, coding)
        if coding.cited not in {"", own}:
            cited[own][coding.cited] += 1
    for source in study.sources:
        others = cited.get(source.code, Counter())
        if others and not source.derived:
            message = f"{counted(others.total(), 'coding')} in {source.code} credited to {', '.join(sorted(others))}"
            remedy = f"code them in those sources themselves, or add derived: to {source.code} in study.yaml, from what"
            yield finding("TG2", source.place, message, remedy, subject=source.code)


def one_account(study: Study) -> Iterator[Finding]:
    """TG3: what an event rests on gives dates that agree with the event's, and sources the same numbers of one unit."""
    by_id = {coding.id: coding for coding in study.codings} if study.model.events else {}
    for event in study.model.events:
        codings = [by_id[name] for name in event.codings if name in by_id]
        for coding in codings:
            told = dates_told(coding.quotation)
            if told and not any(may_agree(date, event.date, event.end) for date in told):
                message = f"{coding.id} gives {', '.join(told)} for the event {event.name!r} ({event.date})"
                remedy = "find out which holds; say in the paper that the sources differ"
                yield finding("TG3", event.place, message, remedy, subject=event.name)
        yield from _numbers_apart(study, event, codings)


def _numbers_apart(study: Study, event: Event, codings: list[Coding]) -> Iterator[Finding]:
    """Yield a finding for each kind of unit of which two sources of an event give no number in common."""
    told: dict[str, dict[str, dict[float, str]]] = defaultdict(lambda: defaultdict(dict))
    is_compared = len({cited_source(study, coding) for coding in codings}) > 1
    for coding in codings if is_compared else ():
        for kind, number, wording in _numbers(coding.quotation):
            told[kind][cited_source(study, coding)].setdefault(number, wording)
    for by_source in told.values():
        if len(by_source) > 1 and not set.intersection(*(set(numbers) for numbers in by_source.values())):
            shown = "; ".join(f"{code}: {', '.join(sorted(numbers.values()))}" for code, numbers in by_source.items())
            message = f"the sources of the event {event.name!r} give different numbers ({shown})"
            remedy = "find out which holds, or that they count different things"
            yield finding("TG3", event.place, message, remedy, subject=event.name)


def _numbers(text: str) -> Iterator[tuple[str, float, str]]:
    """Yield kind of unit, number in that unit and wording of the numbers in a text: 300万元 are 3,000,000 元."""
    for match in re.finditer(_NUMBER, text.translate(_NARROW)):
        number, times, unit = match.groups()
        factor = math.prod(_TIMES[word] for word in (*(times or ""), unit) if word in _TIMES)
        yield _KINDS.get(unit, unit), round(float(number.replace(",", "")) * factor, 6), match[0]


def full_register(study: Study) -> Iterator[Finding]:
    """TG4: the register tells of each source that is shown what a reader needs to judge it (Aguinis and Solarino 2019)."""
    shown = {own_source(study, coding) for coding in evidence(study)}
    yield from unregistered("TG4", [source for source in study.sources if source.code in shown], _ASKED)
    yield from _units(study, shown)


def _units(study: Study, shown: set[str]) -> Iterator[Finding]:
    """Yield a finding for each kind of source that is counted in several units."""
    of_kind: dict[str, list[Source]] = defaultdict(list)
    for source in study.sources:
        if source.code in shown and source.kind and source.extent:
            of_kind[source.kind].append(source)
    for kind, sources in of_kind.items():
        by_unit: dict[str, str] = {}
        for source in sources if len(sources) > 1 else ():
            unit = re.search(_UNIT, source.extent)
            if unit:
                by_unit.setdefault(unit[1].casefold().removesuffix("s"), source.code)
        if len(by_unit) > 1:
            message = (
                f"sources of the kind {kind!r} are counted in {' and '.join(by_unit)} ({', '.join(by_unit.values())})"
            )
            remedy = "count sources of a kind in one unit"
            yield finding("TG4", Place(shown_path(study.study_file)), message, remedy, subject=kind)


RULES = (triangulated_themes, marked_derivation, one_account, full_register)

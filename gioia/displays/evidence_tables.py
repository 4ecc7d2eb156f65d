"""The tables that show what was said: evidence stage by stage, and the quotations for the text.

Pratt (2008, "Fitting oval pegs into round holes", Organizational Research Methods 11: 481-509) tells power quotations, the
most telling ones, which belong into the text, from proof quotations, which show in a table that they do not stand alone.
So a coding of role power is in the table of quotations for the text, with its place, and one of role proof or counter in the
table of its stage.

Of an excerpt that a person shortened (`excerpts.yaml`) the short form is printed, as long as every cut in it is marked; of
others the whole, or as much as the study says under displays, with a mark. Where a study has translations of what a table
shows, they stand beside the excerpts, a column a language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from msgspec import Struct, structs

from gioia.codings.coding import Coding
from gioia.codings.omissions import cut, fault
from gioia.displays import counts, frames
from gioia.displays.captions import bracketed, stage_title
from gioia.displays.display import Table
from gioia.displays.labels import label
from gioia.displays.layouts import Layout, joined, laid_out, left_out, title
from gioia.displays.rests import Ids
from gioia.displays.surroundings import Surroundings
from gioia.findings import counted
from gioia.sources.normal import printed
from gioia.sources.register import page_at
from gioia.study import Study, cited_source
from gioia.study.excerpts import Translation
from gioia.study.record import own_source

_LANGUAGES = {"en": "English translation", "zh": "Chinese translation"}


class Excerpt(Struct, frozen=True):
    """What is printed of one passage under one concept: the coding, all codings that chose it, and the words.

    `text` is the excerpt with its source in brackets, `translations` language → translation, without text where there is none:
    the excerpts of a study have the same languages, and so have its tables.
    """

    coding: Coding
    ids: Ids
    text: str
    translations: dict[str, Translation]


def excerpts(study: Study) -> list[Excerpt]:
    """Return the evidence that is printed, in the order of print.

    A passage that two coders have chosen for the same concept is printed once. Evidence of a concept that is not in the
    codebook is left out; the notes say so.
    """
    known = counts.groups(study)
    same: dict[tuple[str, ...], list[Coding]] = {}
    for coding in counts.evidence_order(study):
        if coding.concept in known:
            passage = (coding.document, str(coding.start), str(coding.end), printed(coding.quotation))
            shown = (coding.stage, coding.concept, cited_source(study, coding), str(coding.role == "power"))
            same.setdefault((*shown, *passage), []).append(coding)
    words = _Words(study)
    made = [words.excerpt(codings) for codings in same.values()]
    blank = {language: Translation(language, "", "") for language in _languages(made)}
    return [structs.replace(one, translations=blank | one.translations) for one in made]


class _Words:
    """What people wrote to be printed for a quotation or beside it, by the coding's id."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._shortened = {one.coding: one.shown for one in study.shortened}
        self._translated: dict[str, list[Translation]] = {}
        for one in study.translations:
            if one.text:
                self._translated.setdefault(one.coding, []).append(one)

    def excerpt(self, codings: Sequence[Coding]) -> Excerpt:
        coding = codings[0]
        whole = printed(coding.quotation)
        ids = tuple(each.id for each in codings)
        translations = [one for id in ids for one in self._translated.get(id, ()) if printed(one.original) == whole]
        return Excerpt(
            coding,
            ids,
            self._shown(ids, whole) + _tag(self._study, coding),
            {one.language: one for one in reversed(translations)},
        )

    def _shown(self, ids: Ids, whole: str) -> str:
        for id in ids:
            shown = self._shortened.get(id)
            if shown and (self._study.sealed or not fault(shown, whole)):
                return shown
        longest = self._study.appearance.excerpts
        mark = "……" if self._study.language == "zh" else " [...]"
        return cut(whole, longest, mark) if longest else whole


class _Column(Struct, frozen=True):
    """A column of the table: its printed name, its share of the width, its cells."""

    name: str
    width: int
    cells: list[str]


def evidence_tables(study: Study) -> list[Table]:
    """Return one table a stage, declared or used; without any stage, one table of all evidence. Numbers begin at 2."""
    every = excerpts(study)
    used = dict.fromkeys(one.coding.stage for one in every)
    if not study.stages and not any(used):
        return [_evidence_table(study, 2, "evidence", "", every)]
    stages = [name for name in dict.fromkeys([*(stage.name for stage in study.stages), *used]) if name]
    made = [
        _evidence_table(study, i + 1, f"evidence-stage-{i}", stage, _of_stage(every, stage))
        for i, stage in enumerate(stages, start=1)
    ]
    if "" in used:
        made.append(_evidence_table(study, len(stages) + 2, "evidence-no-stage", "", _of_stage(every, "")))
    return made


def power_quotations_table(study: Study, number: int) -> Table:
    """Return the quotations for the text: theme, concept, stage where there are stages, quotation, and where it stands."""
    shown = [one for one in excerpts(study) if one.coding.role == "power"]
    surroundings = Surroundings(study)
    heads = _heads(study, shown, (18, 26))
    if any(counts.stage_order(study)):
        heads.append(_Column(label("Stage", study.language), 12, [one.coding.stage for one in shown]))
    text = _Column(label("Quotation", study.language), 58, [one.text for one in shown])
    place = _Column(label("Place", study.language), 24, [_place(study, one.coding, surroundings) for one in shown])
    left = [coding for coding in counts.uncounted(study) if coding.role == "power"]
    note = joined(study, _about(study), _translators(study, shown), left_out(study, left))
    layout = Layout("power-quotations", (), merged=2, note=note, mentions=_mentioned(study))
    return _table(study, number, layout, [*heads, text, *_translations(study, shown), place], shown)


def _evidence_table(study: Study, number: int, name: str, stage: str, every: Sequence[Excerpt]) -> Table:
    """Return the evidence of `stage`; the name "" is that of the study as a whole, or of what has no stage."""
    shown = [one for one in every if one.coding.role != "power"]
    left = [coding for coding in counts.uncounted(study) if coding.role not in {"", "power"} and coding.stage == stage]
    elsewhere = _for_the_text(study, len(every) - len(shown))
    note = joined(study, _about(study), _translators(study, shown), elsewhere, left_out(study, left))
    caption = _evidence_title(study, label("No stage", study.language) if name == "evidence-no-stage" else stage)
    beside = _translations(study, shown)
    heads = _heads(study, shown, (18, 24) if beside else (22, 30))
    text = _Column(label("Evidence", study.language), 58 if beside else 72, [one.text for one in shown])
    layout = Layout(name, (), merged=2, note=note, title=caption, mentions=_mentioned(study))
    return _table(study, number, layout, [*heads, text, *beside], shown)


def _table(study: Study, number: int, layout: Layout, made: Sequence[_Column], shown: Sequence[Excerpt]) -> Table:
    rows = zip(*(column.cells for column in made), strict=True)
    frame = frames.list_frame([column.name for column in made], rows, ())
    layout = structs.replace(layout, widths=tuple(column.width for column in made))
    return laid_out(study, number, frame, layout, tuple({len(made) - 1: one.ids} for one in shown))


def _heads(study: Study, shown: Sequence[Excerpt], widths: tuple[int, int]) -> list[_Column]:
    """Return the columns of theme and concept."""
    of = counts.groups(study)
    themes = [of[one.coding.concept][1] or label("Ungrouped", study.language) for one in shown]
    return [
        _Column(label("Second-order theme", study.language), widths[0], themes),
        _Column(label("First-order concept", study.language), widths[1], [one.coding.concept for one in shown]),
    ]


def _translations(study: Study, shown: Sequence[Excerpt]) -> list[_Column]:
    """Return a column for each language into which any of the study's excerpts is translated."""
    return [
        _Column(
            _language_name(language, study.language),
            58,
            [one.translations[language].text for one in shown],
        )
        for language in _languages(shown)
    ]


def _translators(study: Study, shown: Sequence[Excerpt]) -> str:
    """Return who translated, as sentences."""
    zh = study.language == "zh"
    said = []
    for language in _languages(shown):
        by = dict.fromkeys(one.translations[language].by for one in shown)
        names = ("、" if zh else ", ").join(filter(None, by))
        name = _language_name(language, study.language)
        said.append((f"{name}：{names}。" if zh else f"{name}: {names}.") if names else "")
    return joined(study, *said)


def _languages(shown: Sequence[Excerpt]) -> list[str]:
    return sorted({language for one in shown for language in one.translations})


def _language_name(language: str, display_language: str) -> str:
    known = _LANGUAGES.get(language.casefold())
    if known:
        return label(known, display_language)
    return label("Translation", display_language) + bracketed(language, display_language)


def _about(study: Study) -> str:
    if study.language == "zh":
        return "括号内为数据来源编码，见表1。"
    return "Codes in parentheses are those of the sources in Table 1."


def _mentioned(study: Study) -> tuple[tuple[int, str], ...]:
    """Return number and title of the table of sources, to which `_about` refers."""
    return ((1, title("sources", study.language)),)


def _for_the_text(study: Study, count: int) -> str:
    """Return the sentence on the excerpts that stand in the table of quotations for the text."""
    if not count:
        return ""
    name = title("power-quotations", study.language)
    if study.language == "zh":
        return f"另有{count}条引文见“{name}”。"
    return f"{counted(count, 'more excerpt')} in the table “{name}”."


def _evidence_title(study: Study, stage: str) -> str:
    words = title("evidence", study.language)
    if not stage:
        return words
    return f"{stage_title(stage, 'zh')}的{words}" if study.language == "zh" else f"{words}: {stage}"


def _of_stage(every: Iterable[Excerpt], stage: str) -> list[Excerpt]:
    return [one for one in every if one.coding.stage == stage]


def _tag(study: Study, coding: Coding) -> str:
    """Return what follows an excerpt: （Q1） or (Q1), and that it is a counter-example, where it is one."""
    cited = cited_source(study, coding)
    if coding.role == "counter":
        cited += ("；" if study.language == "zh" else ", ") + label("counter", study.language)
    return bracketed(cited, study.language)


def _place(study: Study, coding: Coding, surroundings: Surroundings) -> str:
    """Return where the passage stands: the source, of several documents which, the page where there are any, who speaks and when."""
    zh = study.language == "zh"
    document = study.documents.get(coding.document)
    page = page_at(document, coding.start) if document else 0
    parts = [
        *_in_source(study, coding),
        (f"第{page}页" if zh else f"p. {page}") if page else "",
        surroundings.said(coding),
    ]
    return ("，" if zh else ", ").join(filter(None, parts))


def _in_source(study: Study, coding: Coding) -> list[str]:
    """Return the name of the coding's source, else its code, and the document's name where the source has several."""
    code = own_source(study, coding)
    name = next((source.name for source in study.sources if source.code == code), "") or code
    several = sum(document.source == code for document in study.documents.values()) > 1
    return [name, PurePosixPath(coding.document.partition("/")[2]).stem] if several else [name]

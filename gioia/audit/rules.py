"""The rules about the analysis: what a reviewer would ask of a study, decided from its files alone.

Each rule is one function from a study to findings, listed in `ANALYSIS`. Severities stand in `gioia.findings.RULES`; a
finding that the researcher accepts is waived in `study.yaml` with a written reason, and stays in every report with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise

import msgspec

from gioia.audit.excerpts import current_translations, marked_cuts
from gioia.audit.translations import whole_translations
from gioia.codebook.records import concepts, dimension_of, theme_of, themes
from gioia.codings.store import codings_path
from gioia.findings import RULES, Finding, Place, finding, ordered
from gioia.model.dates import is_before
from gioia.model.records import Stage
from gioia.plaintext.files import shown_path
from gioia.sources.register import category_code
from gioia.study.record import Study, Waiver, cited_source, counted_codings, evidence

AnalysisRule = Callable[[Study], Iterator[Finding]]


def check(study: Study, loaded: list[Finding]) -> list[Finding]:
    """Return `loaded`, the findings of loading, together with those of all analysis rules, waivers applied.

    The waived ones keep their severity and carry the reason; a waiver that meets nothing is itself a finding (WA1).
    """
    found = ordered([*loaded, *(f for rule in ANALYSIS for f in rule(study))])
    reasons = {(waiver.rule, waiver.subject): waiver.reason for waiver in study.waivers}
    waived = [
        msgspec.structs.replace(f, waived=reasons[f.rule, f.subject]) if (f.rule, f.subject) in reasons else f
        for f in found
    ]
    met = {(f.rule, f.subject) for f in found}
    return ordered([*waived, *(_idle_waiver(waiver) for waiver in study.waivers if _is_idle(waiver, met))])


def _is_idle(waiver: Waiver, met: set[tuple[str, str]]) -> bool:
    return (waiver.rule, waiver.subject) not in met


def _idle_waiver(waiver: Waiver) -> Finding:
    if waiver.rule not in RULES:
        return finding("WA1", waiver.place, f"no rule is called {waiver.rule!r}", "correct the rule's id")
    message = f"the waiver of {waiver.rule} for {waiver.subject!r} meets no finding"
    return finding("WA1", waiver.place, message, "delete it, or correct its subject")


def complete_tree(study: Study) -> Iterator[Finding]:
    """GI1: every concept in a theme, every theme with a concept, every dimension with a theme (Gioia et al. 2013)."""
    codebook = study.codebook
    for concept in codebook.ungrouped:
        remedy = "move it below a theme in the codebook"
        yield finding("GI1", concept.place, f"the concept {concept.name!r} has no theme", remedy, subject=concept.name)
    for theme in themes(codebook):
        if not theme.concepts:
            remedy = "give it a concept, or delete it"
            yield finding("GI1", theme.place, f"the theme {theme.name!r} has no concept", remedy, subject=theme.name)
    for dimension in codebook.dimensions:
        if not dimension.themes:
            message = f"the dimension {dimension.name!r} has no theme"
            yield finding("GI1", dimension.place, message, "give it a theme, or delete it", subject=dimension.name)


def grounded_concepts(study: Study) -> Iterator[Finding]:
    """GI2: every concept has a coding by a person (Corley and Gioia 2004)."""
    coded = {coding.concept for coding in counted_codings(study)}
    for concept in concepts(study.codebook):
        if concept.name not in coded:
            message = f"the concept {concept.name!r} has no coding"
            yield finding("GI2", concept.place, message, "code a passage with it, or delete it", subject=concept.name)


def dated_stages(study: Study) -> Iterator[Finding]:
    """PR1: stages are dated, each ends after it starts, and none starts before the one above it has ended."""
    for index, stage in enumerate(study.stages):
        is_last = index == len(study.stages) - 1
        missing = [key for key in ("start", "end") if not getattr(stage, key) and not (key == "end" and is_last)]
        if missing:
            message = f"the stage {stage.name!r} has no {' and no '.join(missing)}"
            remedy = "give its dates in study.yaml, as 2014-08"
            yield finding("PR1", stage.place, message, remedy, subject=stage.name, severity="warning")
        if stage.start and stage.end and is_before(stage.end, stage.start):
            message = f"the stage {stage.name!r} ends ({stage.end}) before it starts ({stage.start})"
            yield finding("PR1", stage.place, message, "correct the dates", subject=stage.name)
    yield from _stage_order(study.stages)


def _stage_order(stages: tuple[Stage, ...]) -> Iterator[Finding]:
    for earlier, later in pairwise(stages):
        if not later.start:
            continue
        if earlier.start and is_before(later.start, earlier.start):
            message = f"the stage {later.name!r} ({later.start}) stands after {earlier.name!r} ({earlier.start})"
            yield finding("PR1", later.place, message, "put the stages in order of time", subject=later.name)
        elif earlier.end and is_before(later.start, earlier.end):
            message = f"the stage {later.name!r} starts ({later.start}) before {earlier.name!r} ends ({earlier.end})"
            yield finding(
                "PR1", later.place, message, "correct the dates so that stages do not overlap", subject=later.name
            )


def timely_events(study: Study) -> Iterator[Finding]:
    """PR2: an event falls within its stage, and within the stages of the codings that it rests on (Langley 1999)."""
    staged = {coding.id: coding.stage for coding in study.codings} if study.model.events else {}
    brackets = {stage.name: stage for stage in study.stages}
    for event in study.model.events:
        named = dict.fromkeys([event.stage, *(staged.get(coding, "") for coding in event.codings)])
        for stage in (brackets[name] for name in named if name in brackets):
            if is_before(event.end or event.date, stage.start) or is_before(stage.end, event.date):
                dates = " to ".join(filter(None, (stage.start, stage.end)))
                message = f"the event {event.name!r} ({event.date}) lies outside the stage {stage.name!r} ({dates})"
                remedy = "correct its date, its stage, or the stage of its codings"
                yield finding("PR2", event.place, message, remedy, subject=event.name)


def filled_cells(study: Study) -> Iterator[Finding]:
    """PR3: in a process study every stage × dimension cell has a coding, unless a waiver declares it empty."""
    themes_by_concept, dimensions_by_theme = theme_of(study.codebook), dimension_of(study.codebook)
    filled = {
        (coding.stage, dimensions_by_theme.get(themes_by_concept.get(coding.concept, ""), ""))
        for coding in counted_codings(study)
    }
    if not filled:
        return
    for stage in study.stages:
        for dimension in study.codebook.dimensions:
            if (stage.name, dimension.name) not in filled:
                subject = f"{stage.name} × {dimension.name}"
                message = f"no coding in the cell {subject}"
                remedy = f"code a passage there, or waive PR3 for {subject!r} in study.yaml with the reason"
                yield finding("PR3", stage.place, message, remedy, subject=subject)


def staged_evidence(study: Study) -> Iterator[Finding]:
    """PR7: where a study has stages, no coding that is shown as evidence is without one."""
    lacking = [coding for coding in evidence(study) if not coding.stage] if study.stages else []
    for coding in lacking:
        message = f"the coding {coding.id} ({coding.concept}) has no stage"
        remedy = f"code it again with its stage: gioia code … --concept {coding.concept} --stage {study.stages[0].name}"
        place = Place(shown_path(codings_path(study.root, coding.coder, coding.document)))
        yield finding("PR7", place, message, remedy, subject=coding.id)


def based_relations(study: Study) -> Iterator[Finding]:
    """PR4: every relation rests on codings, or on a section of the text that states it."""
    for relation in study.model.relations:
        if not relation.codings and not relation.section:
            message = f"the relation {relation.id} ({relation.source} → {relation.target}) has no basis"
            remedy = "name the codings that it rests on, or the section that states it"
            yield finding("PR4", relation.place, message, remedy, subject=relation.id)


def spoken_transcripts(study: Study) -> Iterator[Finding]:
    """DO5: a document of which the study says how turns begin, or who speaks, has turns by that."""
    for document in study.documents.values():
        said = document.transcript
        if said.turn == "none" or not (said.turn or said.speakers):
            continue
        from gioia.sources.turns import labels

        if not labels(document.text, said):
            message = f"no turn of {document.name} is found by what is said here"
            remedy = "correct turn or speakers as the document has them; turn: none where nobody speaks"
            yield finding("DO5", said.place, message, remedy, subject=document.name)


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


def readable_history(study: Study) -> Iterator[Finding]:
    """FI1, FI4, FI7: what was done to the study can be read, and undone."""
    from gioia.study.history import read_history

    yield from read_history(study.root)[1]


ANALYSIS: tuple[AnalysisRule, ...] = (
    readable_history,
    spoken_transcripts,
    complete_tree,
    grounded_concepts,
    dated_stages,
    timely_events,
    filled_cells,
    staged_evidence,
    based_relations,
    triangulated_themes,
    marked_cuts,
    current_translations,
    whole_translations,
)

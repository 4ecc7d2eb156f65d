"""The process: stages in time, what belongs to them, and what leads from one thing to another (Langley 1999)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from gioia.audit.dates_told import dates_told, may_agree
from gioia.codebook.records import dimension_of, theme_of
from gioia.codings.store import codings_path
from gioia.findings import Finding, Place, counted, finding, listed
from gioia.model.dates import is_before
from gioia.model.records import Stage
from gioia.plaintext.files import shown_path
from gioia.study.record import Study, counted_codings, evidence, own_source, persons_codings
from gioia.study.statements import says

_ASKED = {
    "start": "start: (as 2014-08)",
    "end": "end: (as 2016-03)",
    "opened_by": "opened_by: (the event that opens it)",
}
"""What is asked of a stage: a start, an end unless it is the last, and an event that opens it unless it is the first."""


_TOLD = 3
_OPEN = "9999"
"""The end of a stage that still runs."""


def bracketed_stages(study: Study) -> Iterator[Finding]:
    """PR1: stages are dated, each ends after it starts, and none starts before the one above it has ended.

    Every stage after the first is opened by an event that has a name: what broke the one before (Langley 1999).
    """
    for index, stage in enumerate(study.stages):
        asked = ("start", *(["end"] if index < len(study.stages) - 1 else []), *(["opened_by"] if index else []))
        missing = [key for key in asked if not getattr(stage, key)]
        if missing:
            message = f"the stage {stage.name!r} has no {', '.join(missing)}"
            remedy = f"add {' and '.join(_ASKED[key] for key in missing)} to it in study.yaml"
            yield finding("PR1", stage.place, message, remedy, subject=stage.name, severity="warning")
        if stage.start and stage.end and is_before(stage.end, stage.start):
            message = f"the stage {stage.name!r} ends ({stage.end}) before it starts ({stage.start})"
            yield finding("PR1", stage.place, message, "correct the dates", subject=stage.name)
    yield from _stage_order(study.stages)


def _stage_order(stages: tuple[Stage, ...]) -> Iterator[Finding]:
    """Yield a finding for each stage that starts before one above it does or has ended, be there undated ones between them."""
    for index, later in enumerate(stages):
        for earlier in reversed(stages[:index]):
            if is_before(later.start, earlier.start):
                message = f"the stage {later.name!r} ({later.start}) stands after {earlier.name!r} ({earlier.start})"
                remedy = "put the stages in order of time"
            elif is_before(later.start, earlier.end):
                message = (
                    f"the stage {later.name!r} starts ({later.start}) before {earlier.name!r} ends ({earlier.end})"
                )
                remedy = "correct the dates so that stages do not overlap"
            else:
                continue
            yield finding("PR1", later.place, message, remedy, subject=later.name)
            break


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


def timely_excerpts(study: Study) -> Iterator[Finding]:
    """PR2: of the dates that an excerpt gives one at least is of its stage (Langley 1999)."""
    brackets = {stage.name: stage for stage in study.stages if stage.start}
    for coding in evidence(study) if brackets else ():
        stage = brackets.get(coding.stage)
        told = dates_told(coding.quotation) if stage else []
        if stage and told and not any(may_agree(date, stage.start, stage.end or _OPEN) for date in told):
            dates = " to ".join(filter(None, (stage.start, stage.end)))
            message = f"{coding.id} tells of {', '.join(told)} and is coded in the stage {stage.name!r} ({dates})"
            place = Place(shown_path(codings_path(study.root, coding.coder, coding.document)))
            remedy = "correct its stage, or waive it where it tells of the time before or after"
            yield finding("PR2", place, message, remedy, subject=coding.id)


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
    """PR4: every relation rests on codings that count, or on a section of the text that states it."""
    discounted = {coding.id for coding in persons_codings(study)} - {coding.id for coding in counted_codings(study)}
    for relation in study.model.relations:
        settled = [each for each in relation.codings if each in discounted]
        if settled:
            message = f"the relation {relation.id} ({relation.source} → {relation.target}) rests on {listed(settled)}, which the coders settled otherwise"
            remedy = "name a coding that counts, such as one of consensus, or the section that states it"
            yield finding("PR4", relation.place, message, remedy, subject=relation.id)
        if not relation.codings and not relation.section:
            message = f"the relation {relation.id} ({relation.source} → {relation.target}) has no basis"
            if relation.basis:
                message = (
                    f"the relation {relation.id} ({relation.source} → {relation.target}) has a reason in words only"
                )
            remedy = "name the codings that it rests on, or the section that states it"
            yield finding("PR4", relation.place, message, remedy, subject=relation.id)


def steady_attributes(study: Study) -> Iterator[Finding]:
    """PR5: of modes, and of what an actor is, every stage has one or none has; a pair has one that leads."""
    held: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    places = {construct.name: construct.place for construct in study.model.constructs}
    for construct in study.model.constructs:
        if construct.stage and construct.kind in {"mode", "role"}:
            what = f"role of {construct.role}" if construct.kind == "role" else "mode"
            held[what][construct.stage].append(construct.name)
    for what, by_stage in held.items():
        for stage in study.stages:
            names = by_stage.get(stage.name, [])
            if len(names) != 1:
                told = f"two or more ({', '.join(names)})" if names else "none"
                message = f"other stages have one {what}, the stage {stage.name!r} has {told}"
                place = places[names[1]] if names else stage.place
                yield finding("PR5", place, message, "give each stage one", subject=f"{stage.name} × {what}")
    yield from _leads(study)


def _leads(study: Study) -> Iterator[Finding]:
    first: dict[tuple[frozenset[str], str], str] = {}
    for relation in study.model.relations:
        pair = frozenset({relation.source, relation.target}), relation.stage
        if relation.lead and first.setdefault(pair, relation.lead) != relation.lead:
            message = f"in {relation.source} – {relation.target} leads {relation.lead}, elsewhere {first[pair]}"
            yield finding("PR5", relation.place, message, "say who leads in one way", subject=relation.id)


def marked_hindsight(study: Study) -> Iterator[Finding]:
    """PR6: where sources are from after the stage that they tell of, it is said how that was dealt with (Golden 1992)."""
    if says(study.statements, "hindsight"):
        return
    ends = {stage.name: stage.end for stage in study.stages if stage.end}
    since = {source.code: source.date for source in study.sources if source.date}
    late: Counter[tuple[str, str]] = Counter()
    for coding in evidence(study):
        code = own_source(study, coding)
        if is_before(ends.get(coding.stage, ""), since.get(code, "")):
            late[code, coding.stage] += 1
    if late:
        told = ", ".join(f"{code} ({since[code]}) of {stage}" for code, stage in list(late)[:_TOLD])
        more = f" and {len(late) - _TOLD} more" if len(late) > _TOLD else ""
        message = f"{counted(late.total(), 'excerpt')} told in hindsight: {told}{more}"
        remedy = "say under statements: hindsight in study.yaml how that was dealt with"
        yield finding("PR6", Place(shown_path(study.study_file)), message, remedy, subject="hindsight")


RULES = (
    bracketed_stages,
    timely_events,
    timely_excerpts,
    filled_cells,
    staged_evidence,
    based_relations,
    steady_attributes,
    marked_hindsight,
)

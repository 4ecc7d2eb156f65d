"""Tracing: from any name down to the passages that it rests on, and from a passage up to what it carries.

A name may be a dimension, theme, concept, stage, construct, relation, event, source, document or coding; a name that is two of
these (a concept that bears its theme's name) gives both. What comes back is a tree of plain records: what it is, where it
stands, and what lies below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from gioia.codebook.records import Concept, Theme, concepts, dimension_of, shared_by, theme_of, themes
from gioia.codings.coding import Coding
from gioia.displays.surroundings import Surroundings
from gioia.errors import GioiaError
from gioia.findings import counted, suggestion
from gioia.model.records import Event, Relation, every_event
from gioia.sources.normal import printed
from gioia.sources.register import page_at
from gioia.study.record import Study, cited_source, own_source


class Trace(Struct, frozen=True):
    """A thing of the study and what lies below it.

    `noun` says what it is, `name` which; `detail` is its passage, definition or ends; `place` is where it stands: a file
    and line for what people wrote, a document and code points (half-open) for a coding.
    """

    noun: str
    name: str
    detail: str = ""
    place: str = ""
    below: tuple[Trace, ...] = ()


def trace(study: Study, name: str) -> list[Trace]:
    """Return the trees of all things of that name. Raises GioiaError, with the nearest name, where there is none."""
    found = [
        *_structure(study, name),
        *_process(study, name),
        *_material(study, name),
    ]
    if found:
        return found
    remedy = suggestion(name, _names(study), "gioia structure, gioia model and gioia sources show the names")
    raise GioiaError(f"nothing is called {name!r} in {study.name}", remedy=remedy)


def _names(study: Study) -> list[str]:
    return [
        *(dimension.name for dimension in study.codebook.dimensions),
        *(theme.name for theme in themes(study.codebook)),
        *(concept.name for concept in concepts(study.codebook)),
        *(stage.name for stage in study.stages),
        *(construct.name for construct in study.model.constructs),
        *(relation.id for relation in study.model.relations),
        *(event.name for event in every_event(study.stages, study.model.events)),
        *(source.code for source in study.sources),
        *study.documents,
        *(coding.id for coding in study.codings),
    ]


def _structure(study: Study, name: str) -> Iterator[Trace]:
    for dimension in study.codebook.dimensions:
        if dimension.name == name:
            below = tuple(_theme(study, theme) for theme in dimension.themes)
            yield Trace("dimension", name, dimension.definition, str(dimension.place), (*below, *_at_end(study, name)))
    for theme in themes(study.codebook):
        if theme.name == name:
            tree = _theme(study, theme)
            above = Trace("dimension", dimension_of(study.codebook)[name])
            above_it = (above, *_also(study, "theme", name))
            yield Trace("theme", name, tree.detail, tree.place, (*above_it, *tree.below, *_at_end(study, name)))
    for concept in concepts(study.codebook):
        if concept.name == name:
            tree = _concept(study, concept)
            theme_name = theme_of(study.codebook).get(name)
            above_it = (Trace("theme", theme_name),) if theme_name else ()
            yield Trace(
                "concept", name, tree.detail, tree.place, (*above_it, *_also(study, "concept", name), *tree.below)
            )


def _also(study: Study, noun: str, name: str) -> tuple[Trace, ...]:
    """Return the groups that share a concept or theme, besides its home."""
    level = {"concept": "theme", "theme": "dimension"}[noun]
    return tuple(Trace(level, group) for group in shared_by(study.codebook).get((noun, name), ()))


def _process(study: Study, name: str) -> Iterator[Trace]:
    for stage in study.stages:
        if stage.name == name:
            relations = [_relation(r) for r in study.model.relations if r.stage == name]
            events = [_event(event) for event in every_event(study.stages, study.model.events) if event.stage == name]
            codings = coding_traces(study, (coding for coding in study.codings if coding.stage == name))
            dates = f"{stage.start}–{stage.end}" if stage.start or stage.end else ""
            yield Trace("stage", name, dates, str(stage.place), (*events, *relations, *codings))
    for construct in study.model.constructs:
        if construct.name == name:
            yield Trace(
                "construct",
                name,
                f"{construct.kind} {construct.theme}".strip(),
                str(construct.place),
                _at_end(study, name),
            )
    for relation in study.model.relations:
        if relation.id == name:
            codings = _resting(study, relation)
            tree = _relation(relation)
            stated = (Trace("section", relation.section), Trace("basis", "", relation.basis))
            reasons = tuple(each for each in stated if each.name or each.detail)
            yield Trace("relation", name, tree.detail, tree.place, (*reasons, *codings))
    for event in every_event(study.stages, study.model.events):
        if event.name == name:
            above = (Trace("stage", event.stage),) if event.stage else ()
            sources = (Trace("source", code) for code in event.sources)
            tree = _event(event)
            yield Trace("event", name, tree.detail, tree.place, (*above, *sources, *_resting(study, event)))


def _material(study: Study, name: str) -> Iterator[Trace]:
    for source in study.sources:
        if source.code == name:
            documents = [_document(study, d) for d in study.documents if study.documents[d].source == name]
            cited = coding_traces(
                study, (c for c in study.codings if cited_source(study, c) == name and own_source(study, c) != name)
            )
            yield Trace("source", name, source.name, str(source.place), (*documents, *cited))
    if name in study.documents:
        yield _document(study, name)
    for coding in study.codings:
        if coding.id == name:
            yield _passage(study, coding)


def _theme(study: Study, theme: Theme) -> Trace:
    below = tuple(_concept(study, concept) for concept in theme.concepts)
    return Trace("theme", theme.name, theme.definition, str(theme.place), below)


def _concept(study: Study, concept: Concept) -> Trace:
    below = coding_traces(study, (coding for coding in study.codings if coding.concept == concept.name))
    return Trace("concept", concept.name, concept.definition, str(concept.place), below)


def _document(study: Study, name: str) -> Trace:
    below = coding_traces(study, (coding for coding in study.codings if coding.document == name))
    document = study.documents[name]
    return Trace("document", name, counted(len(document.text), "character"), str(document.place), below)


def _relation(relation: Relation) -> Trace:
    ends = f"{relation.source} → {relation.target} ({relation.kind})"
    return Trace("relation", relation.id, ends, str(relation.place))


def _event(event: Event) -> Trace:
    dates = f"{event.date}–{event.end}" if event.end else event.date
    return Trace("event", event.name, f"{dates} {event.about}".rstrip(), str(event.place))


def _resting(study: Study, one: Relation | Event) -> tuple[Trace, ...]:
    """Return the codings that a relation or an event rests on, in the study's order."""
    ids = set(one.codings)
    return coding_traces(study, (coding for coding in study.codings if coding.id in ids)) if ids else ()


def _at_end(study: Study, name: str) -> tuple[Trace, ...]:
    """Return the relations that begin or end at the name."""
    return tuple(_relation(r) for r in study.model.relations if name in {r.source, r.target})


def coding_traces(study: Study, codings: Iterable[Coding]) -> tuple[Trace, ...]:
    """Return codings as what lies below something: id, passage with source, stage and coder, place."""
    surroundings = Surroundings(study)
    return tuple(
        Trace(
            "coding",
            coding.id,
            f"“{printed(coding.quotation)}” ({_tag(study, coding)})",
            _span(study, coding, surroundings),
        )
        for coding in codings
    )


def _passage(study: Study, coding: Coding) -> Trace:
    """Return a coding with everything that it carries, upward."""
    theme = theme_of(study.codebook).get(coding.concept, "")
    above = [
        Trace("context", "", printed(f"{coding.before}【{coding.quotation}】{coding.after}")),
        Trace("concept", coding.concept),
        Trace("theme", theme),
        Trace("dimension", dimension_of(study.codebook).get(theme, "")),
        Trace("stage", coding.stage),
        Trace("memo", coding.memo),
        *(_relation(r) for r in study.model.relations if coding.id in r.codings),
        *(_event(event) for event in study.model.events if coding.id in event.codings),
    ]
    detail = f"“{printed(coding.quotation)}” ({_tag(study, coding)})"
    return Trace(
        "coding",
        coding.id,
        detail,
        _span(study, coding, Surroundings(study)),
        tuple(t for t in above if t.name or t.detail),
    )


def _tag(study: Study, coding: Coding) -> str:
    return ", ".join(part for part in (cited_source(study, coding), coding.stage, coding.coder) if part)


def _span(study: Study, coding: Coding, surroundings: Surroundings) -> str:
    """Return where the coding stands: document and code points, the page of an original that has pages, who speaks and when."""
    document = study.documents.get(coding.document)
    page = page_at(document, coding.start) if document else 0
    said = surroundings.said(coding)
    return (
        f"{coding.document} {coding.start}–{coding.end}"
        + (f", p. {page}" if page else "")
        + (f", {said}" if said else "")
    )

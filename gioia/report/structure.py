"""What a study says, as values for the page: the data structure and the process model, in the order of their files."""

from __future__ import annotations

from gioia.codebook.records import Concept, Dimension, Theme
from gioia.displays.frames import indicators_text
from gioia.model.records import Event, Relation, every_event, in_order, kind_label
from gioia.report.material import LANGUAGES, Value
from gioia.study.record import Study


def structure_value(study: Study) -> Value:
    """Return dimensions that hold themes that hold concepts, and the concepts that have no theme."""
    return {
        "dimensions": [_dimension(dimension) for dimension in study.codebook.dimensions],
        "ungrouped": [_concept(concept) for concept in study.codebook.ungrouped],
    }


def _dimension(dimension: Dimension) -> Value:
    own = {"name": dimension.name, "definition": dimension.definition, "also": list(dimension.also)}
    return own | {"themes": [_theme(theme) for theme in dimension.themes]}


def _theme(theme: Theme) -> Value:
    own = {"name": theme.name, "definition": theme.definition, "also": list(theme.also)}
    return own | {"concepts": [_concept(concept) for concept in theme.concepts]}


def _concept(concept: Concept) -> Value:
    keys = ("name", "definition", "include", "exclude")
    return {key: getattr(concept, key) for key in keys} | {
        "indicators": {language: indicators_text(concept.indicators, language) for language in LANGUAGES}
    }


def model_value(study: Study) -> Value:
    """Return stages, constructs, relations and events, and the labels of the kinds of relation in both languages."""
    model = study.model
    kinds = in_order(relation.kind for relation in model.relations)
    stage, construct = ("name", "start", "end", "opened_by", "definition"), ("name", "kind", "theme", "role", "stage")
    return {
        "stages": [{key: getattr(one, key) for key in stage} for one in study.stages],
        "constructs": [{key: getattr(one, key) for key in (*construct, "definition")} for one in model.constructs],
        "relations": [_relation(relation) for relation in model.relations],
        "events": [_event(event) for event in every_event(study.stages, model.events)],
        "kinds": [{"name": kind, **{one: kind_label(model, kind, one) for one in LANGUAGES}} for kind in kinds],
    }


def _relation(relation: Relation) -> Value:
    keys = ("id", "source", "target", "kind", "stage", "label", "lead", "section", "basis")
    return {key: getattr(relation, key) for key in keys} | {"codings": list(relation.codings)}


def _event(event: Event) -> Value:
    keys = ("name", "date", "end", "stage", "about")
    lists = {"sources": list(event.sources), "codings": list(event.codings)}
    return {key: getattr(event, key) for key in keys} | lists

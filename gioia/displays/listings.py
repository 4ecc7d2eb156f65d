"""Listings: what the commands print of a study, as plain values ready for JSON.

A listing is a display for the terminal. The command prints it as text or as JSON and adds nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from gioia.codebook.records import Concept, Dimension, Theme
from gioia.codings.coding import RULES_CODER
from gioia.codings.comparison import Comparison, compare
from gioia.displays.counts import codings_by_concept
from gioia.errors import GioiaError
from gioia.findings import suggestion
from gioia.model.records import Relation, Stage
from gioia.sources.segments import turns_by_speaker
from gioia.study.record import Study, counted_codings


def sources(study: Study) -> list[dict[str, Any]]:
    """Return the sources in the register's order, with source, name, kind, extent and documents.

    A document has document, characters (Unicode code points), codings (of persons), speakers (each with the number of its
    turns, in the order in which they first speak) and sha256.
    """
    coded = Counter(coding.document for coding in counted_codings(study))
    return [
        {
            "source": source.code,
            "name": source.name,
            "kind": source.kind,
            "extent": source.extent,
            "documents": [
                {
                    "document": document.name,
                    "characters": len(document.text),
                    "codings": coded[document.name],
                    "speakers": turns_by_speaker(document),
                    "sha256": document.sha256,
                }
                for document in study.documents.values()
                if document.source == source.code
            ],
        }
        for source in study.sources
    ]


def structure(study: Study) -> dict[str, Any]:
    """Return dimensions > themes > concepts and the ungrouped concepts, each concept with the codings of persons.

    A dimension or theme that shares what is at home in another has their names under `also`.
    """
    counts = codings_by_concept(study)

    def leaves(concepts: Iterable[Concept]) -> list[dict[str, Any]]:
        return [{"concept": concept.name, "codings": counts.get(concept.name, 0)} for concept in concepts]

    return {
        "dimensions": [
            {
                "dimension": dimension.name,
                "themes": [
                    {"theme": theme.name, "concepts": leaves(theme.concepts), **_also(theme)}
                    for theme in dimension.themes
                ],
                **_also(dimension),
            }
            for dimension in study.codebook.dimensions
        ],
        "ungrouped": leaves(study.codebook.ungrouped),
    }


def _also(group: Theme | Dimension) -> dict[str, list[str]]:
    return {"also": list(group.also)} if group.also else {}


def model(study: Study, stage: str = "") -> list[dict[str, Any]]:
    """Return the stages with stage, start, end and relations; relations of no stage come last, under an empty name.

    With `stage` only that one. Raises GioiaError, with the nearest name, where there is no such stage.
    """
    names = [known.name for known in study.stages]
    if stage and stage not in names:
        raise GioiaError(f"no stage is called {stage!r}", remedy=suggestion(stage, names, "see gioia model"))
    return [
        {
            "stage": known.name,
            "start": known.start,
            "end": known.end,
            "relations": [_relation(relation) for relation in study.model.relations if relation.stage == known.name],
        }
        for known in (*study.stages, Stage(""))
        if not stage or known.name == stage
    ]


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "relation": relation.id,
        "from": relation.source,
        "to": relation.target,
        "kind": relation.kind,
        "label": relation.label,
        "codings": list(relation.codings),
        "section": relation.section,
        "basis": relation.basis,
    }


def comparison(study: Study) -> list[Comparison]:
    """Return per concept what the codings of `rules` in the study found of the persons' codings, and what they added."""
    rules = [coding for coding in study.codings if coding.coder == RULES_CODER]
    return compare(study.codebook, counted_codings(study), rules)

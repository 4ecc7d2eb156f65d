"""The data structure and the process model as networkx graphs, for those who want to count and draw for themselves.

Nodes are keyed `LEVEL:NAME`, because a theme and a dimension may share a name. Attributes are strings and integers
only, so that every graph format can hold them; several codings are joined with semicolons. Nodes and edges stand in the
study's order.

Nodes of the data structure have `level` (concept, theme or dimension), `name`, `codings` (how many counted codings rest
below them) and `order` (their place in the codebook, from 1 in each level). Its edges lead from concept to theme to
dimension; a concept without a theme has none. What belongs to several groups has an edge to each, and its codings count in
its home alone.

Nodes of the process model have `level` (theme, dimension, stage, or the kind of a construct; `unknown` for a name that
the study does not declare) and `name`, and where they have any, `dimension`, `theme`, `role` and `stage`. Its edges are
keyed by the relation's id, since two relations may join the same ends, and have `id`, `kind`, `name` (the kind in the
study's language), `stage`, `label`, `lead`,
`codings`, `section` and `basis`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gioia.codebook.records import dimension_of, shared_by
from gioia.model.records import kind_label
from gioia.study import Study, counted_codings

if TYPE_CHECKING:
    import networkx as nx


def data_structure(study: Study) -> nx.DiGraph:
    """Return the data structure as a graph."""
    import networkx as nx

    graph = nx.DiGraph(name=study.title or study.name)
    counts = Counter(coding.concept for coding in counted_codings(study))
    for dimension in study.codebook.dimensions:
        top = _add(graph, "dimension", dimension.name)
        for theme in dimension.themes:
            middle = _add(graph, "theme", theme.name)
            graph.add_edge(middle, top)
            for concept in theme.concepts:
                graph.add_edge(_add(graph, "concept", concept.name, counts[concept.name]), middle)
                graph.nodes[middle]["codings"] += counts[concept.name]
                graph.nodes[top]["codings"] += counts[concept.name]
    levels = {"concept": "theme", "theme": "dimension"}
    for (level, name), groups in shared_by(study.codebook).items():
        graph.add_edges_from((f"{level}:{name}", f"{levels[level]}:{group}") for group in groups)
    for concept in study.codebook.ungrouped:
        _add(graph, "concept", concept.name, counts[concept.name])
    return graph


def _add(graph: nx.DiGraph, level: str, name: str, codings: int = 0) -> str:
    """Add a node unless it is there, and return its key."""
    key = f"{level}:{name}"
    if key not in graph:
        order = 1 + sum(each == level for _, each in graph.nodes(data="level"))
        graph.add_node(key, level=level, name=name, codings=codings, order=order)
    return key


def integrated_model(study: Study) -> nx.MultiDiGraph:
    """Return what the integrated figure shows: the relations across stages, and those that drive a change of stage."""
    graph = process_model(study)
    within = [(*ends, key) for *ends, key, data in graph.edges(keys=True, data=True) if _is_within_a_stage(data)]
    graph.remove_edges_from(within)
    graph.remove_nodes_from([node for node, degree in list(graph.degree()) if degree == 0])
    return graph


def _is_within_a_stage(relation: dict[str, str]) -> bool:
    return bool(relation["stage"]) and relation["kind"] != "drives_stage_transition"


def process_model(study: Study, stage: str | None = None) -> nx.MultiDiGraph:
    """Return the process model as a graph: all relations, or those of `stage` (empty: those that belong to none)."""
    import networkx as nx

    graph = nx.MultiDiGraph(name=study.title or study.name)
    known = _known(study)
    for relation in study.model.relations:
        if stage is not None and relation.stage != stage:
            continue
        ends = []
        for name in (relation.source, relation.target):
            key, attributes = known.get(name) or (f"unknown:{name}", {"level": "unknown", "name": name})
            graph.add_node(key, **attributes)
            ends.append(key)
        graph.add_edge(
            ends[0],
            ends[1],
            relation.id,
            id=relation.id,
            kind=relation.kind,
            name=kind_label(study.model, relation.kind, study.language),
            stage=relation.stage,
            label=relation.label,
            lead=relation.lead,
            codings=";".join(relation.codings),
            section=relation.section,
            basis=relation.basis,
        )
    return graph


def _known(study: Study) -> dict[str, tuple[str, dict[str, str]]]:
    """Return every name that a relation may end at with its key and attributes; the first that bears a name has it."""
    known: dict[str, tuple[str, dict[str, str]]] = {}

    def declare(level: str, name: str, **more: str) -> None:
        attributes = {"level": level, "name": name} | {key: value for key, value in more.items() if value}
        known.setdefault(name, (f"{level}:{name}", attributes))

    for theme, dimension in dimension_of(study.codebook).items():
        declare("theme", theme, dimension=dimension)
    for each in study.codebook.dimensions:
        declare("dimension", each.name)
    for stage in study.stages:
        declare("stage", stage.name)
    for construct in study.model.constructs:
        level = construct.kind or "construct"
        declare(level, construct.name, theme=construct.theme, role=construct.role, stage=construct.stage)
    return known

"""Reading the process model's file, and the stages of a study, into records."""

from __future__ import annotations

from pathlib import Path

from gioia.findings import Finding
from gioia.model.records import Construct, Event, Kind, Model, Relation, Stage
from gioia.plaintext.shape import check_shape
from gioia.plaintext.tree import Node, read_tree


def read_model(path: Path) -> tuple[Model, list[Finding]]:
    """Return the model and the findings FI1 to FI6; what can be read is in the model whatever else is wrong."""
    tree, findings = read_tree(path)
    if findings and not tree.entries:
        return Model(place=tree.place), findings
    model = Model(
        kinds=tuple(
            Kind(node.string("kind"), node.string("label"), node.place)
            for node in tree.list("kinds")
            if node.string("kind")
        ),
        constructs=tuple(_construct(node) for node in tree.list("constructs") if node.string("construct")),
        relations=tuple(_relation(node) for node in tree.list("relations") if node.string("relation")),
        events=tuple(_event(node) for node in tree.list("events") if node.string("event")),
        place=tree.place,
    )
    return model, [*findings, *check_shape(tree, "model")]


def stages_of(nodes: list[Node]) -> tuple[Stage, ...]:
    """Return the stages that the entry `stages` of study.yaml lists, in the file's order."""
    return tuple(
        Stage(
            name=node.string("stage"),
            start=node.string("start"),
            end=node.string("end"),
            opened_by=node.string("opened_by"),
            definition=node.string("definition"),
            place=node.place,
        )
        for node in nodes
        if node.string("stage")
    )


def _construct(node: Node) -> Construct:
    return Construct(
        name=node.string("construct"),
        kind=node.string("kind"),
        theme=node.string("theme"),
        role=node.string("role"),
        stage=node.string("stage"),
        definition=node.string("definition"),
        place=node.place,
        places={key: entry.place for key, entry in node.entries.items()},
    )


def _relation(node: Node) -> Relation:
    return Relation(
        id=node.string("relation"),
        source=node.string("from"),
        target=node.string("to"),
        kind=node.string("kind"),
        stage=node.string("stage"),
        label=node.string("label"),
        lead=node.string("lead"),
        codings=node.strings("codings"),
        section=node.string("section"),
        basis=node.string("basis"),
        place=node.place,
        places={key: entry.place for key, entry in node.entries.items()},
    )


def _event(node: Node) -> Event:
    return Event(
        name=node.string("event"),
        date=node.string("date"),
        end=node.string("end"),
        stage=node.string("stage"),
        sources=node.strings("sources"),
        codings=node.strings("codings"),
        about=node.string("about"),
        place=node.place,
        places={key: entry.place for key, entry in node.entries.items()},
    )

"""Reading a codebook file into records, with everything that is wrong in it as findings."""

from __future__ import annotations

from pathlib import Path

from gioia.codebook.records import Codebook, Concept, Dimension, Indicator, Theme
from gioia.findings import Finding
from gioia.plaintext.shape import check_shape
from gioia.plaintext.tree import Node, read_tree


def read_codebook(path: Path) -> tuple[Codebook, list[Finding]]:
    """Return the codebook and the findings FI1 to FI6; what can be read is in the codebook whatever else is wrong."""
    tree, findings = read_tree(path)
    if findings and not tree.entries:
        return Codebook(place=tree.place), findings
    return codebook_of(tree), [*findings, *check_shape(tree, "codebook")]


def codebook_of(tree: Node) -> Codebook:
    """Return the codebook that a tree holds; entries without a name are left out."""
    return Codebook(
        title=tree.string("codebook"),
        dimensions=tuple(_dimension(node) for node in _named(tree, "dimensions", "dimension")),
        ungrouped=_concepts(tree, "ungrouped"),
        place=tree.place,
    )


def _named(node: Node, key: str, name: str) -> list[Node]:
    return [item for item in node.list(key) if item.string(name)]


def _dimension(node: Node) -> Dimension:
    themes = tuple(_theme(item) for item in _named(node, "themes", "theme"))
    return Dimension(node.string("dimension"), node.string("definition"), themes, node.place, node.strings("also"))


def _theme(node: Node) -> Theme:
    return Theme(
        node.string("theme"), node.string("definition"), _concepts(node, "concepts"), node.place, node.strings("also")
    )


def _concepts(node: Node, key: str) -> tuple[Concept, ...]:
    return tuple(
        Concept(
            name=item.string("concept"),
            definition=item.string("definition"),
            include=item.string("include"),
            exclude=item.string("exclude"),
            indicators=tuple(_indicator(entry) for entry in item.list("indicators")),
            place=item.place,
        )
        for item in _named(node, key, "concept")
    )


def _indicator(node: Node) -> Indicator:
    if node.kind == "scalar":
        return Indicator(node.text)
    is_whole = node.string("whole") == "true"
    return Indicator(node.string("word"), node.strings("with"), node.strings("not"), is_whole)

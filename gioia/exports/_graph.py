"""A figure's graph as plain rows, for the writers of graph formats.

Names of a study are any text, and every graph format has characters that its ids cannot hold; so nodes are numbered
`n1`, `n2`, … in the study's order, and their names go where a format has room for any text.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from gioia.displays.display import Figure
from gioia.exports._characters import holdable

Attributes = dict[str, str | int]


class Node(Struct, frozen=True):
    """A node: `id` is n1, n2, …; `label` is its name."""

    id: str
    label: str
    attributes: Attributes


class Edge(Struct, frozen=True):
    """An edge between ids of nodes; `key` is the relation's id, empty in the data structure."""

    source: str
    target: str
    key: str
    attributes: Attributes


def nodes(figure: Figure) -> list[Node]:
    """Return the nodes in the graph's order."""
    return [
        Node(f"n{index}", holdable(str(data.get("name", key))), _held(data))
        for index, (key, data) in enumerate(figure.graph.nodes(data=True), start=1)
    ]


def edges(figure: Figure) -> Iterator[Edge]:
    """Yield the edges in the graph's order."""
    ids = {key: f"n{index}" for index, key in enumerate(figure.graph.nodes, start=1)}
    for source, target, data in figure.graph.edges(data=True):
        yield Edge(ids[source], ids[target], holdable(str(data.get("id", ""))), _held(data))


def _held(data: dict[str, object]) -> Attributes:
    return {key: value if isinstance(value, int) else holdable(str(value)) for key, value in data.items()}

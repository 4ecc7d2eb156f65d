"""GEXF 1.3: a figure's graph for Gephi, with the places that its nodes have in the figure.

Written by hand, because networkx writes version 1.2 with the day's date and whatever characters a name holds. Gephi counts
y upwards, a scene downwards; a node that the figure does not draw has no place. Nodes of a mechanism model are looked for
by level and name, then by name alone, since a figure draws some of them in another role.
"""

from __future__ import annotations

from typing import cast
from xml.sax.saxutils import escape, quoteattr

from gioia.displays.display import Display, Figure, caption
from gioia.displays.scene import Box
from gioia.exports._characters import holdable
from gioia.exports._graph import Attributes, Edge, Node, edges, nodes

SUFFIX = "gexf"
SHOWS = Figure
WHOLE = True

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">'
)


def write(display: Display) -> bytes:
    """Return the graph as GEXF in UTF-8, nodes and edges in the study's order."""
    figure = cast("Figure", display)
    points, lines = nodes(figure), list(edges(figure))
    of_nodes = _titles([node.attributes for node in points])
    of_edges = _titles([edge.attributes for edge in lines])
    places = _Places(figure.scene.boxes)
    parts = [
        _HEAD,
        f"<meta><creator>gioia</creator><description>{escape(holdable(caption(figure)))}</description></meta>",
        '<graph mode="static" defaultedgetype="directed">',
        _attributes("node", of_nodes),
        _attributes("edge", of_edges),
        "<nodes>",
        *(_node(node, of_nodes, places.of(node)) for node in points),
        "</nodes>",
        "<edges>",
        *(_edge(edge, of_edges, number) for number, edge in enumerate(lines, start=1)),
        "</edges>",
        "</graph>",
        "</gexf>\n",
    ]
    return "\n".join(filter(None, parts)).encode("utf-8")


_Titles = dict[tuple[str, str], str]
"""(attribute, GEXF's type) → the attribute's id."""


def _titles(rows: list[Attributes]) -> _Titles:
    found = dict.fromkeys((name, _type(value)) for row in rows for name, value in row.items())
    return {what: str(index) for index, what in enumerate(found)}


def _type(value: str | int) -> str:
    return "integer" if isinstance(value, int) else "string"


def _attributes(domain: str, titles: _Titles) -> str:
    if not titles:
        return ""
    rows = "".join(
        f'<attribute id="{identity}" title={quoteattr(title)} type="{kind}"/>'
        for (title, kind), identity in titles.items()
    )
    return f'<attributes class="{domain}">{rows}</attributes>'


def _values(data: Attributes, titles: _Titles) -> str:
    rows = "".join(
        f'<attvalue for="{titles[name, _type(value)]}" value={quoteattr(str(value))}/>' for name, value in data.items()
    )
    return f"<attvalues>{rows}</attvalues>" if rows else ""


class _Places:
    """Where the nodes of a graph are in its figure: the middle of their box."""

    def __init__(self, boxes: tuple[Box, ...]) -> None:
        self._by_name: dict[str, Box] = {}
        self._by_level: dict[tuple[str, str], Box] = {}
        for box in boxes:
            name = holdable(box.name)
            self._by_name.setdefault(name, box)
            self._by_level.setdefault((box.role, name), box)

    def of(self, node: Node) -> tuple[float, float] | None:
        level = str(node.attributes.get("level", ""))
        box = self._by_level.get((level, node.label)) or self._by_name.get(node.label)
        return (box.x + box.width / 2, -(box.y + box.height / 2)) if box else None


def _node(node: Node, titles: _Titles, place: tuple[float, float] | None) -> str:
    position = f'<viz:position x="{place[0]:.2f}" y="{place[1]:.2f}" z="0.0"/>' if place else ""
    return f'<node id="{node.id}" label={quoteattr(node.label)}>{_values(node.attributes, titles)}{position}</node>'


def _edge(edge: Edge, titles: _Titles, number: int) -> str:
    """Return an edge; its id is the relation's only where no other has it, so ids are numbers and the relation's an attribute."""
    kind = str(edge.attributes.get("name", ""))
    label = f" label={quoteattr(kind)}" if kind else ""
    ends = f'source="{edge.source}" target="{edge.target}"'
    return f'<edge id="e{number}" {ends} type="directed"{label}>{_values(edge.attributes, titles)}</edge>'

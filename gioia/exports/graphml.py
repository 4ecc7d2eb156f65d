"""GraphML: a figure's graph for Gephi, yEd, Cytoscape and networkx.

Written by hand, because networkx writes whatever characters a name holds, and XML cannot hold all of them. Edges of the
process model have the relation's id; two relations may join the same ends.
"""

from __future__ import annotations

from typing import cast
from xml.sax.saxutils import escape, quoteattr

from gioia.displays.display import Display, Figure
from gioia.exports._graph import Attributes, Edge, edges, nodes

SUFFIX = "graphml"
SHOWS = Figure
WHOLE = True


def write(display: Display) -> bytes:
    """Return the graph as GraphML in UTF-8; the attribute `label` holds what a program shall show."""
    figure = cast("Figure", display)
    points = [(node.id, node.attributes | {"label": node.label}) for node in nodes(figure)]
    lines = list(edges(figure))
    keys = _keys("node", [data for _, data in points]) | _keys("edge", [edge.attributes for edge in lines])
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *(_key(key, *what) for what, key in keys.items()),
        '<graph edgedefault="directed">',
        *(f'<node id="{identity}">{_data("node", data, keys)}</node>' for identity, data in points),
        *(_edge(edge, keys) for edge in lines),
        "</graph>",
        "</graphml>",
        "",
    ]
    return "\n".join(parts).encode("utf-8")


_Keys = dict[tuple[str, str, str], str]
"""(node or edge, attribute, GraphML's type) → the key's id."""


def _keys(domain: str, rows: list[Attributes]) -> _Keys:
    found = dict.fromkeys((domain, name, _type(value)) for row in rows for name, value in row.items())
    return {what: f"{domain[0]}{index}" for index, what in enumerate(found, start=1)}


def _type(value: str | int) -> str:
    return "int" if isinstance(value, int) else "string"


def _key(key: str, domain: str, name: str, kind: str) -> str:
    return f'<key id="{key}" for="{domain}" attr.name={quoteattr(name)} attr.type="{kind}"/>'


def _data(domain: str, data: Attributes, keys: _Keys) -> str:
    return "".join(
        f'<data key="{keys[domain, name, _type(value)]}">{escape(str(value), {chr(13): "&#13;"})}</data>'
        for name, value in data.items()
    )


def _edge(edge: Edge, keys: _Keys) -> str:
    identity = f" id={quoteattr(edge.key)}" if edge.key else ""
    data = _data("edge", edge.attributes, keys)
    return f'<edge{identity} source="{edge.source}" target="{edge.target}">{data}</edge>'

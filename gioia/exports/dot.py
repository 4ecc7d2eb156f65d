r"""DOT: a figure's graph for Graphviz.

Inside double quotes DOT has three traps: the quote itself, the backslash, which begins escapes such as `\N`, and `&`,
which begins HTML entities even in plain labels (Graphviz, "The DOT Language").
"""

from __future__ import annotations

from typing import cast

from gioia.displays.display import Display, Figure, caption
from gioia.exports._characters import holdable
from gioia.exports._graph import Attributes, edges, nodes

SUFFIX = "dot"
SHOWS = Figure
WHOLE = True

_SHAPES = {"dimension": 'shape=box, style=filled, fillcolor="#e6e6e6"', "stage": "shape=box, style=filled"}


def write(display: Display) -> bytes:
    """Return the graph in DOT, UTF-8, to be drawn from left to right."""
    figure = cast("Figure", display)
    lines = [
        f"digraph {_quoted(figure.key)} {{",
        f'  graph [rankdir=LR, charset="UTF-8", label={_quoted(holdable(caption(figure)))}];',
        '  node [shape=box, fontname="Noto Sans CJK SC"];',
        '  edge [fontname="Noto Sans CJK SC"];',
        *(f"  {node.id} [label={_quoted(node.label)}{_own(node.attributes)}];" for node in nodes(figure)),
        *(f"  {edge.source} -> {edge.target}{_arrow(edge.attributes)};" for edge in edges(figure)),
        "}",
        "",
    ]
    return "\n".join(lines).encode("utf-8")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("&", "&amp;").replace('"', '\\"')
    return '"' + " ".join(escaped.splitlines()) + '"'


def _own(attributes: Attributes) -> str:
    """Return what a node's level adds: its class, and how it looks."""
    level = str(attributes.get("level", ""))
    shape = f", {_SHAPES[level]}" if level in _SHAPES else ""
    return f", class={_quoted(level)}{shape}"


def _arrow(attributes: Attributes) -> str:
    if "kind" not in attributes:
        return ""
    return f" [id={_quoted(str(attributes['id']))}, label={_quoted(str(attributes['name']))}]"

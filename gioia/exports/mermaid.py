"""Mermaid: a figure's graph as text that wikis and code hosts draw.

Labels stand in quotes, and every ASCII character in them that is no letter, digit or space is written as a numeric
entity (`#35;`), so that nothing in a name can be read as syntax: no quote, no `%%` comment, no Markdown. Nodes are
numbered, because a node named `end` would end the chart.
"""

from __future__ import annotations

from typing import cast

from gioia.displays.display import Display, Figure
from gioia.exports._graph import Edge, edges, nodes

SUFFIX = "mmd"
SHOWS = Figure
WHOLE = True


def write(display: Display) -> bytes:
    """Return the graph as a Mermaid flowchart in UTF-8, from left to right."""
    figure = cast("Figure", display)
    lines = [
        "flowchart LR",
        *(f'  {node.id}["{_label(node.label)}"]' for node in nodes(figure)),
        *(f"  {_arrow(edge)}" for edge in edges(figure)),
        "",
    ]
    return "\n".join(lines).encode("utf-8")


def _label(text: str) -> str:
    """Return a label on one line that holds no character with a meaning in Mermaid; an empty one would be an error."""
    words = " ".join(text.split()) or "—"
    return "".join(c if c.isalnum() or c == " " or not c.isascii() else f"#{ord(c)};" for c in words)


def _arrow(edge: Edge) -> str:
    kind = str(edge.attributes.get("name", ""))
    return f'{edge.source} -->|"{_label(kind)}"| {edge.target}' if kind else f"{edge.source} --> {edge.target}"

"""JSON: a figure's graph as networkx's node-link data, which d3 and most programs for graphs read.

`networkx.node_link_graph(data, edges="edges")` gives the graph back, with the same keys of nodes.
"""

from __future__ import annotations

import json
from typing import cast

from gioia.displays.display import Display, Figure, caption

SUFFIX = "json"
SHOWS = Figure


def write(display: Display) -> bytes:
    """Return the graph as JSON in UTF-8, nodes and edges in the study's order, keys sorted."""
    import networkx as nx

    figure = cast("Figure", display)
    graph = figure.graph
    multiple = isinstance(graph, nx.MultiDiGraph)
    data = {
        "directed": True,
        "multigraph": multiple,
        "graph": {"name": caption(figure)},
        "nodes": [{**attributes, "id": key} for key, attributes in graph.nodes(data=True)],
        "edges": [
            {**attributes, "source": source, "target": target} | ({"key": attributes["id"]} if multiple else {})
            for source, target, attributes in graph.edges(data=True)
        ],
    }
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
    return (text + "\n").encode("utf-8", "replace")

"""A figure's graph as networkx's node-link data, which d3 and most programs for graphs read.

`networkx.node_link_graph(data, edges="edges")` gives the graph back, with the same keys of nodes.
"""

from __future__ import annotations

from typing import Any

from gioia.displays.display import Figure, caption


def node_link(figure: Figure) -> dict[str, Any]:
    """Return directed, edges, graph, multigraph and nodes; nodes and edges in the study's order, keys sorted."""
    import networkx as nx

    graph = figure.graph
    multiple = isinstance(graph, nx.MultiDiGraph)
    nodes = [{**attributes, "id": key} for key, attributes in graph.nodes(data=True)]
    edges = [
        {**attributes, "source": source, "target": target} | ({"key": attributes["id"]} if multiple else {})
        for source, target, attributes in graph.edges(data=True)
    ]
    return {
        "directed": True,
        "edges": [dict(sorted(edge.items())) for edge in edges],
        "graph": {"name": caption(figure)},
        "multigraph": multiple,
        "nodes": [dict(sorted(node.items())) for node in nodes],
    }

"""GEXF: what networkx reads back is the graph of the figure, with the places that its nodes have there."""

from __future__ import annotations

import io

import networkx as nx
from hypothesis import given, settings
from lxml import etree
from small_studies import HOSTILE, processes, study, tea

from gioia.displays.figures import figures
from gioia.exports import write
from gioia.exports._characters import holdable

G = "{http://gexf.net/1.3}"


def read(figure):
    return nx.read_gexf(io.BytesIO(write(figure, "gexf")), version="1.3")


def test_names_levels_and_counts_come_back():
    graph = read(figures(study({"维": {"题": ["念"]}}, staged={"念": ""}))[0])
    assert sorted((data["level"], data["label"], data["codings"]) for _, data in graph.nodes(data=True)) == [
        ("concept", "念", 1),
        ("dimension", "维", 1),
        ("theme", "题", 1),
    ]
    assert graph.is_directed()


def test_a_node_stands_where_its_box_is_with_y_upwards():
    figure = figures(study({"维": {"题": ["念"]}}))[0]
    placed = {data["label"]: data["viz"]["position"] for _, data in read(figure).nodes(data=True)}
    for box in figure.scene.boxes:
        assert abs(placed[box.name]["x"] - (box.x + box.width / 2)) < 0.01
        assert abs(placed[box.name]["y"] + (box.y + box.height / 2)) < 0.01


def test_relations_come_back_with_their_ids_and_kinds():
    shown = {
        value.get("value")
        for figure in figures(tea())
        for value in etree.fromstring(write(figure, "gexf")).iter(f"{G}attvalue")
    }
    assert {*(f"R{i}" for i in range(1, 12)), "enables", "evolves_into"} <= shown


def test_hostile_names_come_back_to_the_letter():
    figure = figures(study({"维": {name: [] for name in HOSTILE}}))[0]
    shown = {data["label"] for _, data in read(figure).nodes(data=True)}
    assert {holdable(name) for name in HOSTILE} <= shown


@settings(max_examples=30)
@given(processes())
def test_ids_are_unique_and_edges_join_nodes_that_are_there(any_study):
    for figure in figures(any_study):
        made = write(figure, "gexf")
        assert made == write(figure, "gexf")
        assert b"lastmodifieddate" not in made
        root = etree.fromstring(made)
        ids = [node.get("id") for node in root.iter(f"{G}node")]
        edges = list(root.iter(f"{G}edge"))
        assert len(ids) == len(set(ids)) == len(figure.graph)
        assert len({edge.get("id") for edge in edges}) == len(edges) == figure.graph.number_of_edges()
        assert all(edge.get(end) in ids for edge in edges for end in ("source", "target"))
        assert all(value.get("for") is not None for value in root.iter(f"{G}attvalue"))

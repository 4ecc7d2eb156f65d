"""DOT, GraphML, Mermaid and JSON: what other programs read back is the graph of the figure."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from lxml import etree
from small_studies import HOSTILE, processes, study, tea

from gioia.displays.figures import figures
from gioia.exports import write
from gioia.exports._characters import holdable
from gioia.model.records import Model, Relation

DOT_STRING = r'"(?:[^"\\]|\\.)*"'


def _hostile():
    pairs = pairwise(HOSTILE)
    relations = tuple(Relation(f"R{i}{a}", a, b, b) for i, (a, b) in enumerate(pairs))
    return study({"维": {name: [] for name in HOSTILE}}, model=Model(relations=relations))


def _graphml(figure):
    return nx.read_graphml(io.BytesIO(write(figure, "graphml")))


def test_graphml_gives_back_names_levels_and_counts():
    graph = _graphml(figures(study({"维": {"题": ["念"]}}, staged={"念": ""}))[0])
    assert sorted((data["level"], data["label"], data["codings"]) for _, data in graph.nodes(data=True)) == [
        ("concept", "念", 1),
        ("dimension", "维", 1),
        ("theme", "题", 1),
    ]
    assert graph.number_of_edges() == 2


def test_graphml_keeps_the_ids_of_relations():
    study = tea()
    shown = {data["id"] for figure in figures(study) for *_, data in _graphml(figure).edges(data=True) if "id" in data}
    assert shown == {f"R{i}" for i in range(1, 12)}


def test_graphml_holds_hostile_names():
    names = {data["label"] for _, data in _graphml(figures(_hostile())[-1]).nodes(data=True)}
    assert {name.replace("\r\n", "\n") for name in names} == {holdable(n).replace("\r\n", "\n") for n in HOSTILE}


def test_json_is_node_link_data_with_the_same_keys():
    for figure in figures(tea()):
        graph = nx.node_link_graph(json.loads(write(figure, "json")), edges="edges")
        assert list(graph.nodes(data=True)) == list(figure.graph.nodes(data=True))
        assert set(graph.edges) == set(figure.graph.edges)


def test_json_shows_chinese_as_chinese():
    assert "租下铺面" in write(figures(tea())[0], "json").decode("utf-8")


def test_dot_strings_are_closed_and_hold_no_escape_of_graphviz():
    for line in write(figures(_hostile())[-1], "dot").decode("utf-8").splitlines():
        assert '"' not in re.sub(DOT_STRING, "", line)
        assert not re.search(r"(?<!\\)(?:\\\\)*\\[NGETHLnlr]", line)


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_draws_hostile_names_to_the_letter():
    for figure in [*figures(tea()), *figures(_hostile())]:
        command = ["dot", "-Tsvg"]
        drawn = subprocess.run(command, input=write(figure, "dot"), capture_output=True, check=True, timeout=60).stdout
        shown = {text.text for text in etree.fromstring(drawn).iter("{*}text")}
        names = {holdable(data["name"]) for _, data in figure.graph.nodes(data=True)}
        assert {" ".join(name.split()) for name in names} <= {" ".join(text.split()) for text in shown}


def test_mermaid_labels_hold_nothing_that_mermaid_reads():
    lines = write(figures(_hostile())[-1], "mmd").decode("utf-8").splitlines()
    assert lines[0] == "flowchart LR"
    for line in lines[1:]:
        assert re.fullmatch(r'  n\d+(\["[^"\[\]<>%`\\]+"\]| -->\|"[^"|<>%`\\]+"\| n\d+)', line), line


@settings(max_examples=40)
@given(processes())
def test_every_format_reads_back_and_is_always_the_same(any_study):
    for figure, again in zip(figures(any_study), figures(any_study), strict=True):
        size = (len(figure.graph), figure.graph.number_of_edges())
        graph = nx.node_link_graph(json.loads(write(figure, "json")), edges="edges")
        assert (len(graph), graph.number_of_edges()) == size
        assert len(etree.fromstring(write(figure, "graphml")).findall(".//{*}edge")) == size[1]
        for suffix in ("dot", "graphml", "mmd", "json"):
            assert write(figure, suffix) == write(again, suffix)

"""What a notebook gets from `import gioia`."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

import gioia
from gioia.displays import frames

LECHUN = Path(__file__).resolve().parents[1] / "corpora" / "lechun"


@pytest.fixture(scope="module")
def study():
    return gioia.load_study(LECHUN)[0]


def test_importing_costs_nothing():
    script = "import sys, gioia; print(*(m for m in ('pandas', 'networkx', 'yaml', 'msgspec') if m in sys.modules))"
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8")
    assert shown.stdout == "\n"


def test_every_name_that_is_offered_is_there():
    assert set(gioia.__all__) == set(dir(gioia))
    for name in gioia.__all__:
        assert getattr(gioia, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'load_studdy'"):
        _ = gioia.load_studdy


def test_a_study_is_found_loaded_and_checked(clean):
    study, findings = gioia.load_study(gioia.find_study("clean"))
    assert isinstance(study, gioia.Study)
    assert findings == []
    assert [found for found in gioia.check(study, findings) if not found.waived] == []
    clean.change("model.yaml", "    section: 第二节\n", "")
    (found,) = (one for one in gioia.check(*gioia.load_study("clean")) if not one.waived)
    assert isinstance(found, gioia.Finding)
    assert (found.rule, found.place.path, found.subject) == ("PR4", "clean/model.yaml", "R02")


def test_misuse_is_the_one_root_error(tmp_path):
    with pytest.raises(gioia.GioiaError):
        gioia.load_study(tmp_path)


def test_a_trace_is_a_tree_of_records(study):
    (tree,) = gioia.trace(study, "E01")
    assert (tree.noun, tree.name) == ("coding", "E01")
    assert {below.noun: below.name for below in tree.below if below.noun != "relation"}["concept"] == "积累经验知识"


def test_the_data_structure_is_a_graph(study):
    graph = gioia.data_structure(study)
    assert isinstance(graph, nx.DiGraph)
    assert nx.is_directed_acyclic_graph(graph)
    levels = [level for _, level in graph.nodes(data="level")]
    assert [levels.count(level) for level in ("concept", "theme", "dimension")] == [29, 14, 5]
    assert graph.number_of_edges() == 29 + 14
    assert sum(codings for _, codings in graph.nodes(data="codings")) == 3 * 55
    assert set(nx.descendants(graph, "concept:积累经验知识")) == {"theme:资源的积累和获取", "dimension:基础条件"}


def test_the_process_model_is_a_graph(study):
    graph = gioia.process_model(study)
    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.number_of_edges() == 52
    assert "unknown" not in {level for _, level in graph.nodes(data="level")}
    assert {stage: gioia.process_model(study, stage).number_of_edges() for stage in ("企业主导", "")}.get("") == sum(
        not relation.stage for relation in study.model.relations
    )
    edge = graph.edges["theme:资源的积累和获取", "theme:“价值发现—价值认同”式互动", "R01"]
    assert (edge["kind"], edge["stage"]) == ("enables", "企业主导")


def test_graphs_of_a_study_with_loose_ends(clean):
    clean.change("model.yaml", "from: 出物", "from: 出屋")
    clean.change("codebook.yaml", "ungrouped: []", "ungrouped:\n  - concept: 记账")
    study, _ = gioia.load_study("clean")
    assert gioia.data_structure(study).nodes["concept:记账"]["codings"] == 0
    assert gioia.process_model(study).nodes["unknown:出屋"] == {"level": "unknown", "name": "出屋"}


def test_frames_have_the_columns_that_they_document(study):
    """Every public function of `gioia.displays.frames` that takes a study gives a frame, and says its columns."""
    public = [
        function
        for name, function in vars(frames).items()
        if inspect.isfunction(function) and not name.startswith("_") and function.__module__ == frames.__name__
    ]
    tables = [function for function in public if next(iter(inspect.signature(function).parameters)) == "study"]
    assert len(tables) >= 8
    for function in tables:
        frame = function(study)
        assert isinstance(frame, pd.DataFrame), function.__name__
        assert len(frame) > 0, function.__name__
        assert not frame.isna().any().any(), f"{function.__name__} has empty cells that are no texts"
        counted = {*(s.code for s in study.sources), *(s.name for s in study.stages), "G", "F", "Q"}
        counted |= {coding.coder for coding in study.codings}
        counted |= {dimension.name for dimension in study.codebook.dimensions}
        own = [column for column in frame.columns if column not in counted]
        assert [column for column in own if column not in function.__doc__] == [], function.__name__

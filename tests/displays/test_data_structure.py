"""Figure 1: three columns, brackets, and no label that makes two boxes meet."""

from __future__ import annotations

import pytest
from geometry import assert_joined, assert_legible, assert_tidy
from hypothesis import given, settings
from msgspec.structs import replace
from small_studies import appearances, structures, study

from gioia.displays.data_structure import data_structure_scenes
from gioia.displays.graphs import data_structure
from gioia.displays.structure_setting import FREE_WIDTH

OUTLINE = {
    "基础条件": {"资源积累": ["积累经验", "结识好友", "请教前辈"], "资源丰富": ["招来人才"]},
    "共创结果": {"价值激活": ["获得用户", "满足情感"]},
}


def _scene(any_study):
    (scene,) = data_structure_scenes(any_study)
    return scene


def _middle(scene, name):
    box = next(box for box in scene.boxes if box.name == name)
    return box.y + box.height / 2


def test_a_theme_stands_at_the_middle_of_its_concepts_and_a_dimension_at_that_of_its_themes():
    scene = _scene(study(OUTLINE))
    assert _middle(scene, "资源积累") == pytest.approx(_middle(scene, "结识好友"))
    assert _middle(scene, "资源丰富") == pytest.approx(_middle(scene, "招来人才"))
    middle = (_middle(scene, "资源积累") + _middle(scene, "资源丰富")) / 2
    assert _middle(scene, "基础条件") == pytest.approx(middle)


def test_columns_run_from_concepts_to_dimensions():
    scene = _scene(study(OUTLINE))
    lefts = {role: {box.x for box in scene.boxes if box.role == role} for role in ("concept", "theme", "dimension")}
    assert all(len(xs) == 1 for xs in lefts.values())
    assert min(lefts["concept"]) < min(lefts["theme"]) < min(lefts["dimension"])
    assert [text.text for text in scene.texts] == ["一阶概念", "二阶主题", "聚合维度"]


def test_concepts_without_a_theme_wait_below_under_a_caption():
    scene = _scene(study(OUTLINE, ungrouped=("说不清的",)))
    assert _middle(scene, "说不清的") == max(box.y + box.height / 2 for box in scene.boxes)
    assert "未归组" in [text.text for text in scene.texts]


def test_an_empty_codebook_is_an_empty_figure():
    assert _scene(study({})).boxes == ()


def test_a_hundred_and_twenty_long_labels_stay_in_their_boxes():
    outline = {
        f"维度{d}": {f"主题{d}{t}" * 9: [f"{d}{t}{c}" + "企业与用户共创价值" * 6 for c in range(5)] for t in range(4)}
        for d in range(6)
    }
    outline["维度0"]["W" * 80] = ["A" * 80]
    for scene in data_structure_scenes(study(outline)):
        assert_tidy(scene)


@settings(max_examples=300)
@given(structures(), appearances())
def test_in_every_appearance_no_text_leaves_its_box_and_no_two_boxes_meet_and_arrows_touch(any_study, appearance):
    dressed = replace(any_study, appearance=appearance)
    scenes = data_structure_scenes(dressed)
    for scene in scenes:
        assert_tidy(scene)
        assert_joined(scene)
        assert_legible(scene)
        assert scene.width == pytest.approx(appearance.points or FREE_WIDTH)
    assert scenes == data_structure_scenes(dressed)


def test_the_graph_leads_from_concept_to_dimension_and_counts_codings():
    graph = data_structure(study(OUTLINE, ungrouped=("说不清的",), staged={"结识好友": "", "请教前辈": ""}))
    assert list(graph.successors("concept:结识好友")) == ["theme:资源积累"]
    assert list(graph.successors("theme:资源积累")) == ["dimension:基础条件"]
    assert graph.nodes["dimension:基础条件"] == {"level": "dimension", "name": "基础条件", "codings": 2, "order": 1}
    assert graph.degree("concept:说不清的") == 0

"""A concept of two themes, a theme of two dimensions: one box where the groups are neighbours, else a mention in the second."""

from __future__ import annotations

import pytest
from geometry import assert_joined, assert_tidy
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from small_studies import appearances, structures, study

from gioia.codebook.records import themes
from gioia.displays import counts
from gioia.displays.captions import shared_note
from gioia.displays.data_structure import data_structure_scenes
from gioia.displays.graphs import data_structure
from gioia.displays.listings import structure
from gioia.displays.tables import codebook_table
from gioia.displays.trace import trace
from gioia.model.records import Stage
from gioia.study.appearance import Appearance

OUTLINE = {
    "基础": {"开店": ["租下铺面", "筹到本钱"], "扩店": ["开出分店"], "存货": ["囤茶"]},
    "结果": {"熟客": ["天天来喝"]},
}


def sharing(any_study, **also):
    """Return the study with names under `also`: the theme or dimension, and what it shares."""

    def given_to(group):
        return replace(group, also=tuple(also.get(group.name, ())))

    dimensions = (
        replace(given_to(one), themes=tuple(map(given_to, one.themes))) for one in any_study.codebook.dimensions
    )
    return replace(any_study, codebook=replace(any_study.codebook, dimensions=tuple(dimensions)))


def drawn(any_study, **look):
    (scene,) = data_structure_scenes(replace(any_study, appearance=Appearance(**look)))
    assert_tidy(scene)
    assert_joined(scene)
    return scene


def boxes(scene, name):
    return [box for box in scene.boxes if box.name == name]


def wholes(scene, name):
    """Return the names of what a box is joined to."""
    names = {box.key: box.name for box in scene.boxes}
    keys = {box.key for box in boxes(scene, name)}
    joined = [bracket.target for bracket in scene.brackets if keys & set(bracket.sources)]
    joined += [one.target for one in scene.connectors if one.source in keys]
    return sorted(names[key] for key in joined)


@pytest.mark.parametrize("style", ["brackets", "boxes"])
@pytest.mark.parametrize(("theme", "concept"), [("扩店", "租下铺面"), ("开店", "开出分店")])
def test_a_concept_of_two_neighbouring_themes_is_one_box_between_them_joined_to_both(style, theme, concept):
    scene = drawn(sharing(study(OUTLINE), **{theme: [concept]}), style=style)
    assert len(boxes(scene, concept)) == 1
    assert wholes(scene, concept) == sorted(["开店", "扩店"])


@pytest.mark.parametrize("style", ["brackets", "boxes"])
def test_so_is_a_theme_of_two_neighbouring_dimensions(style):
    scene = drawn(sharing(study(OUTLINE), 结果=["开店"]), style=style)
    assert len(boxes(scene, "开店")) == 1
    assert wholes(scene, "开店") == sorted(["基础", "结果"])


def test_elsewhere_it_is_mentioned_in_the_second_group_in_a_dashed_box_that_says_where_it_is_at_home():
    scene = drawn(sharing(study(OUTLINE), 熟客=["租下铺面"]))
    home, mention = sorted(boxes(scene, "租下铺面"), key=lambda box: box.y)
    assert (home.role, mention.role) == ("concept", "away")
    assert [line.text for line in mention.lines] == ["租下铺面", "见“开店”"]
    assert wholes(scene, "租下铺面") == sorted(["开店", "熟客"])


def test_by_stage_it_is_shared_where_it_is_coded():
    staged = {"租下铺面": "起步", "天天来喝": "成熟"}
    by_stage = sharing(study(OUTLINE, staged=staged, stages=(Stage("起步"), Stage("成熟"))), 熟客=["租下铺面"])
    scene = drawn(by_stage, by="stage")
    first, second, *_ = (box for box in scene.boxes if box.role == "stage")
    shown = [box for box in scene.boxes if box.role == "theme"]
    assert [box.name for box in shown if first.y < box.y < second.y] == ["开店", "熟客"]


def test_its_codings_count_at_home_alone_so_that_totals_stay_the_number_of_codings():
    shared = sharing(study(OUTLINE, staged={"租下铺面": "", "天天来喝": ""}), 熟客=["租下铺面"], 结果=["开店"])
    assert counts.codings_by_dimension(shared) == {"基础": 1, "结果": 1}
    graph = data_structure(shared)
    assert list(graph.successors("concept:租下铺面")) == ["theme:开店", "theme:熟客"]
    assert list(graph.successors("theme:开店")) == ["dimension:基础", "dimension:结果"]
    assert graph.nodes["dimension:结果"]["codings"] == 1


def test_the_codebooks_table_says_where_it_is_counted():
    shared = sharing(study(OUTLINE), 熟客=["租下铺面"])
    assert codebook_table(shared, 1).note == "“租下铺面”兼属“熟客”，计入“开店”。"
    assert shared_note(shared.codebook, "en") == "“租下铺面” belongs to “熟客” too and is counted in “开店”."
    assert shared_note(study(OUTLINE).codebook, "zh") == ""


def test_listings_and_traces_name_both_groups():
    shared = sharing(study(OUTLINE), 熟客=["租下铺面"], 结果=["开店"])
    assert structure(shared)["dimensions"][1]["also"] == ["开店"]
    assert structure(shared)["dimensions"][1]["themes"][0]["also"] == ["租下铺面"]
    (traced,) = trace(shared, "租下铺面")
    assert [below.name for below in traced.below if below.noun == "theme"] == ["开店", "熟客"]


@settings(max_examples=120)
@given(structures(), appearances(), st.data())
def test_whatever_is_shared_boxes_keep_apart_and_lines_touch(any_study, appearance, data):
    concepts = sorted({concept.name for theme in themes(any_study.codebook) for concept in theme.concepts})
    names = sorted({theme.name for theme in themes(any_study.codebook)})
    also = {}
    for group, offered in [
        *((name, concepts) for name in names),
        *((one.name, names) for one in any_study.codebook.dimensions),
    ]:
        if offered:
            also[group] = data.draw(st.lists(st.sampled_from(offered), max_size=2))
    shared = replace(sharing(any_study, **also), appearance=appearance)
    scenes = data_structure_scenes(shared)
    for scene in scenes:
        assert_tidy(scene)
        assert_joined(scene)
    assert scenes == data_structure_scenes(shared)

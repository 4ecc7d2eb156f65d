"""Figure 1 over several pages: between themes, headed again, all of it and nothing twice."""

from __future__ import annotations

from geometry import assert_tidy
from hypothesis import given, settings
from msgspec.structs import replace
from small_studies import appearances, structures, study

from gioia.displays.data_structure import data_structure_scenes
from gioia.displays.display import caption
from gioia.displays.figures import figures
from gioia.displays.scene import PAGE_HEIGHT
from gioia.model.records import Stage
from gioia.study.appearance import Appearance

WIDE = Appearance(width=174.0)


def structure(dimensions, themes, concepts):
    """Return a study of so many dimensions, so many themes each, so many concepts each."""
    return study(
        {
            f"维{d}": {f"题{d}之{t}": [f"念{d}之{t}之{c}" for c in range(concepts)] for t in range(themes)}
            for d in range(dimensions)
        },
        appearance=WIDE,
    )


def names(scene, role):
    return [box.name for box in scene.boxes if box.role == role]


def lettered(scene, role):
    return ["".join(line.text for line in box.lines) for box in scene.boxes if box.role == role]


def test_what_fits_a_page_is_one_page():
    assert len(data_structure_scenes(structure(3, 2, 4))) == 1


def test_what_nearly_fits_gets_smaller_letters_down_to_six_points_before_it_gets_a_second_page():
    sizes = []
    for concepts in (24, 33, 36, 40):
        scenes = data_structure_scenes(structure(1, 1, concepts))
        sizes.append((len(scenes), scenes[0].boxes[1].lines[0].size))
    assert [pages for pages, _ in sizes] == [1, 1, 1, 2]
    whole, smaller, smallest, cut = (size for _, size in sizes)
    assert whole == cut == 8
    assert 8 > smaller > smallest >= 6


def test_pages_end_between_themes_and_every_page_has_the_headings_of_the_columns():
    scenes = data_structure_scenes(structure(3, 4, 6))
    assert len(scenes) == 3
    for scene in scenes:
        assert_tidy(scene)
        assert scene.height <= PAGE_HEIGHT
        assert [line.text for line in scene.texts] == ["一阶概念", "二阶主题", "聚合维度"]
        assert len(names(scene, "concept")) == 6 * len(names(scene, "theme"))


def test_a_dimension_that_fits_a_page_is_kept_together_where_that_takes_no_more_pages():
    scenes = data_structure_scenes(structure(4, 3, 4))
    assert [names(scene, "dimension") for scene in scenes] == [["维0", "维1"], ["维2", "维3"]]


def test_a_dimension_that_goes_on_is_headed_again_and_says_so():
    scenes = data_structure_scenes(structure(1, 8, 6))
    assert [lettered(scene, "dimension") for scene in scenes] == [["维0"], ["维0（续）"]]
    assert [len(names(scene, "theme")) for scene in scenes] == [4, 4]


def test_only_a_theme_higher_than_a_page_is_cut():
    scenes = data_structure_scenes(structure(1, 1, 60))
    assert [lettered(scene, "theme") for scene in scenes] == [["题0之0"], ["题0之0（续）"]]
    assert sum(len(names(scene, "concept")) for scene in scenes) == 60


def test_a_stage_that_goes_on_is_headed_again():
    outline = {"维": {f"题{t}": [f"念{t}之{c}" for c in range(6)] for t in range(8)}}
    staged = {name: "开头" for themes in outline.values() for group in themes.values() for name in group}
    look = Appearance(width=174.0, by="stage")
    scenes = data_structure_scenes(study(outline, staged=staged, stages=(Stage("开头"),), appearance=look))
    assert [lettered(scene, "stage") for scene in scenes] == [["开头阶段"], ["开头阶段（续）"]]


def test_a_free_figure_stays_on_one_page_as_long_as_six_points_are_left_when_it_is_made_to_fit():
    scenes = data_structure_scenes(replace(structure(1, 1, 36), appearance=Appearance()))
    assert len(scenes) == 1
    (scene,) = scenes
    assert scene.height > PAGE_HEIGHT
    assert scene.boxes[1].lines[0].size * PAGE_HEIGHT / scene.height >= 6


def test_pages_are_parts_of_one_figure_and_the_next_figure_has_the_next_number():
    made = figures(replace(structure(1, 8, 6), stages=(Stage("开头"),)))
    assert [figure.key for figure in made][:3] == [
        "figure-1-data-structure",
        "figure-1-data-structure-2",
        "figure-2-mechanism-stage-1",
    ]
    assert [caption(figure) for figure in made][:2] == ["图1　数据结构", "图1　数据结构（续）"]


@settings(max_examples=60)
@given(structures(), appearances())
def test_whatever_the_pages_every_box_of_the_outline_stands_on_them(any_study, appearance):
    dressed = replace(any_study, appearance=appearance)
    scenes = data_structure_scenes(dressed)
    keys = [box.key for scene in scenes for box in scene.boxes if box.role == "concept"]
    assert len(set(keys)) == len(keys)
    whole = data_structure_scenes(replace(dressed, appearance=replace(appearance, width=0.0)))
    assert set(keys) == {box.key for scene in whole for box in scene.boxes if box.role == "concept"}


def test_no_word_of_an_english_heading_is_broken_in_one_column():
    looks = Appearance(width=84.0)
    small = study({"Starting conditions": {"Care": ["Sharing tools"]}}, language="en", appearance=looks)
    (scene,) = data_structure_scenes(small)
    words = [word for line in scene.texts for word in line.text.split()]
    assert sorted(words) == sorted(["First-order", "concepts", "Second-order", "themes", "Aggregate", "dimensions"])

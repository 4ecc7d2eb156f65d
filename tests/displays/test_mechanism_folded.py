"""A mechanism model in one column of a journal: folded, to run from top to bottom, with its lanes upright."""

from __future__ import annotations

import pytest
from geometry import assert_legible, assert_tidy
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from small_studies import processes, study, tea

from gioia.displays.display import Figure
from gioia.displays.figures import figures
from gioia.displays.fitting import misfit
from gioia.displays.mechanism import mechanism_scene
from gioia.displays.mechanism_columns import plan_of
from gioia.displays.mechanism_folded import folded_scene
from gioia.model.records import Construct, Model, Relation
from gioia.study.appearance import Appearance

ONE_COLUMN = 84 * 72 / 25.4


def _folded(any_study, stage=None, width=ONE_COLUMN):
    return folded_scene(plan_of(any_study, stage), width)


def _box(scene, name, role=None):
    return next(box for box in scene.boxes if box.name == name and role in {None, box.role})


@settings(max_examples=120)
@given(processes(), st.sampled_from([60, 160, 238, 493]))
def test_whatever_the_model_a_folded_figure_is_tidy(any_study, width):
    for stage in [*any_study.stages, None]:
        scene = _folded(any_study, stage, width)
        assert_tidy(scene)
        assert_legible(scene)
        assert scene == _folded(any_study, stage, width)
        drawn = sum(bool(connector.relation) for connector in scene.connectors)
        assert drawn == sum(r.stage == (stage.name if stage else "") for r in any_study.model.relations)


def test_dimensions_follow_one_another_from_top_to_bottom_each_beside_its_themes():
    scene = _folded(tea(), tea().stages[0])
    names = ("开店", "“问—答”式互动", "有了熟客")
    above, between, below = (_box(scene, name) for name in names)
    assert above.y + above.height < between.y < between.y + between.height < below.y
    for dimension, theme in zip(("基础", "互动", "结果"), (above, between, below), strict=True):
        caption = _box(scene, dimension, "dimension")
        assert caption.x + caption.width < theme.x
        assert caption.y < theme.y + theme.height
        assert theme.y < caption.y + caption.height


def test_the_lanes_stand_upright_and_the_poles_of_an_interaction_beside_one_another():
    scene = _folded(tea(), tea().stages[0])
    ask, answer = _box(scene, "问", "pole"), _box(scene, "答", "pole")
    keeper, guest = _box(scene, "店家", "head"), _box(scene, "茶客", "head")
    assert ask.y == answer.y
    for head, pole in ((keeper, ask), (guest, answer)):
        assert head.x <= pole.x
        assert pole.x + pole.width <= head.x + head.width
    arrow = next(connector for connector in scene.connectors if connector.relation == "R3")
    assert arrow.points == ((ask.x + ask.width, arrow.points[0][1]), (answer.x, arrow.points[0][1]))


def test_a_link_stands_over_its_dimension_and_its_arrow_runs_straight_down():
    scene = _folded(tea(), tea().stages[0])
    link, dimension = _box(scene, "设想", "link"), _box(scene, "互动", "dimension")
    assert link.y + link.height < dimension.y
    arrow = next(connector for connector in scene.connectors if connector.relation == "R5")
    assert {x for x, _ in arrow.points} == {link.x + link.width / 2}


def test_several_links_of_one_dimension_and_an_arrow_to_its_caption_are_led_around_the_boxes():
    links = tuple(Construct(name, "link") for name in ("想", "试", "卖"))
    relations = (*(Relation(f"L{i}", one.name, "乙", "lean_link") for i, one in enumerate(links)),)
    relations += (Relation("R1", "果", "乙", "feeds_back"), Relation("R2", "甲", "乙", "dimension_sequence"))
    outline = {"甲": {"因": []}, "乙": {"间": []}, "丙": {"果": []}}
    scene = _folded(study(outline, model=Model(constructs=links, relations=relations)))
    assert_tidy(scene)
    assert scene.width == pytest.approx(ONE_COLUMN)


def test_beside_named_lanes_every_box_reaches_over_all_of_them():
    scene = _folded(tea(), tea().stages[0])
    wide = {box.width for box in scene.boxes if box.role in {"theme", "away"}}
    assert len(wide) == 1


def test_without_lanes_as_many_themes_stand_side_by_side_as_there_is_room_for():
    scene = _folded(study({"维": {name: [] for name in "甲乙丙丁"}}))
    assert len({box.y for box in scene.boxes if box.role == "theme"}) == 2


@pytest.mark.parametrize("stage", [0, 1])
def test_a_figure_is_folded_where_it_is_to_be_narrow_and_not_where_it_is_wide(stage):
    shop = tea()
    narrow, wide = (mechanism_scene(shop, shop.stages[stage], width) for width in (140, 493))
    assert narrow.width == pytest.approx(140)
    assert len({box.x for box in narrow.boxes if box.role == "dimension"}) == 1
    assert len({box.x for box in wide.boxes if box.role == "dimension"}) == 3


def _told(asked, **scene):
    figure = figures(structs.replace(tea(), appearance=Appearance(width=asked)))[1]
    return misfit(structs.replace(figure, scene=structs.replace(figure.scene, **scene)))


def test_a_figure_that_fits_is_not_remarked_on():
    assert _told(84) is None
    assert _told(84, width=ONE_COLUMN + 0.4) is None


def test_a_figure_that_is_free_fits_whatever_its_size():
    assert _told(0, width=900.0, height=2000.0) is None


def test_a_figure_that_is_too_wide_says_in_which_width_it_would_fit():
    message, remedy = _told(84, width=ONE_COLUMN + 10)
    assert "88 mm wide" in message
    assert "88 mm or more" in remedy


def test_a_figure_that_is_higher_than_a_page_is_told():
    message, _ = _told(84, height=700.0)
    assert message.startswith("the figure is 247 mm high, and a page holds 222 mm")


def test_lanes_of_more_roles_than_a_column_holds_make_the_figure_wider_and_that_is_told():
    roles = tuple(f"Stakeholders{i}" for i in range(6))
    poles = tuple(Construct(f"persuading{i}", "pole", theme="Bargaining", role=role) for i, role in enumerate(roles))
    relations = tuple(Relation(f"D{i}", f"persuading{i}", f"persuading{i + 1}", "dyad") for i in range(5))
    model = Model(constructs=poles, relations=relations)
    outline = {"Talks": {"Bargaining": []}, **{f"Dimension{i}": {f"Theme{i}": []} for i in range(4)}}
    many = study(outline, roles=roles, model=model, language="en")
    (figure,) = figures(structs.replace(many, appearance=Appearance(width=84.0)))[1:]
    assert isinstance(figure, Figure)
    assert_tidy(figure.scene)
    assert misfit(figure)

"""The integrated model: stages across, dimensions down, and what becomes of what."""

from __future__ import annotations

import msgspec
import pytest
from geometry import assert_tidy
from hypothesis import given, settings
from hypothesis import strategies as st
from small_studies import processes, study, tea

from gioia.displays.integrated import integrated_scene
from gioia.model.records import Model, Relation, Stage


def _box(scene, name):
    return next(box for box in scene.boxes if box.name == name)


def _arrow(scene, relation):
    return next(connector for connector in scene.connectors if connector.relation == relation)


def test_a_theme_stands_under_its_stage_and_beside_its_dimension():
    scene = integrated_scene(tea())
    theme, stage, dimension = (_box(scene, name) for name in ("扩店", "成长阶段", "基础"))
    assert theme.x == stage.x
    assert theme.y + theme.height / 2 == pytest.approx(dimension.y + dimension.height / 2)


def test_an_empty_cell_is_drawn_empty():
    with_a_third = msgspec.structs.replace(tea(), stages=(*tea().stages, Stage("守成", "2010")))
    empty = [box for box in integrated_scene(with_a_third).boxes if box.role == "empty"]
    assert len(empty) == 5
    assert {box.lines[0].text for box in empty} == {"—"}


def test_what_evolves_is_joined_across_the_stages():
    scene = integrated_scene(tea())
    arrow = _arrow(scene, "R8")
    assert arrow.points[0][0] == _box(scene, "开店").x + _box(scene, "开店").width
    assert arrow.points[-1][0] == _box(scene, "扩店").x
    assert len(arrow.points) == 2


def test_dimensions_follow_each_other_at_the_left():
    scene = integrated_scene(tea())
    (x0, _), (x1, y1) = _arrow(scene, "R10").points
    assert x0 == x1
    assert y1 == _box(scene, "互动").y


def test_stages_are_joined_by_the_relation_that_drives_the_transition():
    assert _arrow(integrated_scene(tea()), "R6").kind == "drives_stage_transition"


def test_modes_and_roles_have_rows_of_their_own():
    names = [box.name for box in integrated_scene(tea()).boxes]
    assert names.index("模式") < names.index("小店") < names.index("店家角色") < names.index("提问者")


def test_a_relation_that_skips_a_stage_runs_around_what_stands_between():
    stages = (*tea().stages, Stage("守成", "2010"))
    constructs = tea().model.constructs
    late = msgspec.structs.replace(constructs[-1], name="老号", stage="守成")
    model = Model(constructs=(*constructs, late), relations=(Relation("R1", "小店", "老号", "evolves_into"),))
    scene = integrated_scene(msgspec.structs.replace(tea(), stages=stages, model=model))
    assert len(_arrow(scene, "R1").points) == 6
    assert_tidy(scene)


def test_a_relation_that_cannot_be_drawn_is_named_below():
    relations = (*tea().model.relations, Relation("R99", "设想", "扩店", "enables"))
    model = Model(constructs=tea().model.constructs, relations=relations)
    scene = integrated_scene(msgspec.structs.replace(tea(), model=model))
    assert "设想 → 扩店" in [text.text for text in scene.texts]


@settings(max_examples=150)
@given(processes(), st.sampled_from([0, 238, 493]))
def test_whatever_the_model_boxes_stay_apart_and_arrows_keep_clear(any_study, width):
    if any_study.stages:
        scene = integrated_scene(any_study, width)
        assert_tidy(scene)
        assert scene == integrated_scene(any_study, width)


def test_boxes_alone_in_their_cells_have_one_height_along_a_row():
    scene = integrated_scene(msgspec.structs.replace(tea(), stages=(*tea().stages, Stage("守成", "2010"))))
    assert (
        _box(scene, "开店").height
        == next(b for b in scene.boxes if b.role == "empty" and b.y == _box(scene, "开店").y).height
    )


def test_no_arrow_joins_stages_that_no_relation_joins():
    scene = integrated_scene(study({"维": {"题": ["念"]}}, staged={"念": "一"}, stages=(Stage("一"), Stage("二"))))
    assert scene.connectors == ()

"""A stage's mechanism model: base, interaction, result, and arrows that keep clear of every box."""

from __future__ import annotations

import pytest
from geometry import assert_tidy
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from small_studies import processes, study, tea

from gioia.displays.figures import figures
from gioia.displays.graphs import process_model
from gioia.displays.mechanism import mechanism_scene
from gioia.displays.stage_view import stage_view, theme_stages
from gioia.model.records import Model, Relation, Stage
from gioia.study.appearance import Appearance


def _box(scene, name, role=None):
    return next(box for box in scene.boxes if box.name == name and role in {None, box.role})


def _texts(scene):
    return ["".join(line.text for line in box.lines) for box in scene.boxes] + [text.text for text in scene.texts]


def test_a_theme_belongs_to_the_stages_of_its_codings():
    assert theme_stages(tea())["开店"] == ("起步",)
    assert theme_stages(tea())["扩店"] == ("成长阶段",)


def test_a_theme_without_codings_belongs_to_the_stages_whose_relations_name_it():
    relations = (Relation("R1", "甲", "乙", "enables", stage="后"),)
    bare = study({"维": {"甲": [], "乙": []}}, stages=(Stage("前"), Stage("后")), model=Model(relations=relations))
    assert theme_stages(bare) == {"甲": ("后",), "乙": ("后",)}


def test_columns_follow_the_order_of_the_dimensions():
    scene = mechanism_scene(tea(), tea().stages[0])
    assert _box(scene, "开店").x < _box(scene, "“问—答”式互动").x < _box(scene, "有了熟客").x


def test_an_interaction_shows_its_poles_and_the_arrow_of_the_side_that_leads():
    scene = mechanism_scene(tea(), tea().stages[0])
    theme, ask, answer = (_box(scene, name) for name in ("“问—答”式互动", "问", "答"))
    assert theme.y < ask.y < answer.y + answer.height < theme.y + theme.height
    arrow = next(connector for connector in scene.connectors if connector.relation == "R3")
    assert arrow.head
    assert arrow.points == ((arrow.points[0][0], ask.y + ask.height), (arrow.points[0][0], answer.y))
    assert [_box(scene, role, "head").name for role in ("店家", "茶客")] == ["店家", "茶客"]


def test_without_a_lead_the_poles_are_joined_by_a_plain_line():
    plain = tea()
    relations = tuple(
        Relation("R3", "问", "答", "dyad", stage="起步") if r.id == "R3" else r for r in plain.model.relations
    )
    scene = mechanism_scene(_with(plain, relations), plain.stages[0])
    assert not next(connector for connector in scene.connectors if connector.relation == "R3").head


def _with(base, relations):
    return structs.replace(base, model=Model(constructs=base.model.constructs, relations=relations))


def test_links_of_the_process_stand_above_their_dimension_with_what_they_amount_to():
    scene = mechanism_scene(tea(), tea().stages[0])
    link = _box(scene, "设想", "link")
    assert [line.text for line in link.lines] == ["设想", "先试后卖"]
    assert link.y + link.height < _box(scene, "互动", "dimension").y


def test_what_comes_from_and_leads_to_another_stage_stands_beside_its_theme():
    first, second = (mechanism_scene(tea(), stage) for stage in tea().stages)
    assert _box(first, "成长阶段", "away").y > _box(first, "有了熟客").y
    before = _box(second, "有了熟客", "away")
    assert before.y < _box(second, "扩店").y
    assert before.lines[0].text == "起步阶段"


def test_the_heading_names_the_stage_its_dates_mode_and_roles():
    lines = _box(mechanism_scene(tea(), tea().stages[0]), "起步", "stage").lines
    assert [line.text for line in lines] == ["起步阶段（2001—2004.05）", "小店"]


def test_every_relation_of_the_stage_is_drawn_once_and_its_kind_is_in_the_legend():
    scene = mechanism_scene(tea(), tea().stages[0])
    drawn = [connector.relation for connector in scene.connectors if connector.relation]
    assert sorted(drawn) == ["R1", "R2", "R3", "R4", "R5", "R6"]
    assert {"支撑", "产生", "驱动阶段转换", "环节对应"} <= set(_texts(scene))


def test_kinds_are_told_apart_by_their_strokes():
    scene = mechanism_scene(tea(), tea().stages[0])
    strokes = {connector.kind: connector.stroke for connector in scene.connectors if connector.kind}
    assert len(set(strokes.values())) == len(strokes)


@settings(max_examples=150)
@given(processes(), st.sampled_from([0, 238, 493]))
def test_whatever_the_model_boxes_stay_apart_and_arrows_keep_clear(any_study, width):
    for stage in [*any_study.stages, None]:
        scene = mechanism_scene(any_study, stage, width)
        assert_tidy(scene)
        assert scene == mechanism_scene(any_study, stage, width)
        drawn = sum(bool(connector.relation) for connector in scene.connectors)
        assert drawn == sum(r.stage == (stage.name if stage else "") for r in any_study.model.relations)


def test_the_view_of_no_stage_holds_all_themes():
    assert sum(len(themes) for _, themes in stage_view(tea(), None).columns) == 6


def test_the_graph_of_the_model_keeps_two_relations_between_the_same_ends():
    relations = (Relation("R1", "甲", "乙", "enables"), Relation("R2", "甲", "乙", "hinders", codings=("E1", "E2")))
    graph = process_model(study({"维": {"甲": [], "乙": []}}, model=Model(relations=relations)))
    assert graph["theme:甲"]["theme:乙"]["R2"]["codings"] == "E1;E2"
    assert graph.number_of_edges() == 2


def test_figures_are_numbered_in_the_order_of_the_paper():
    assert [figure.key for figure in figures(tea())] == [
        "figure-1-data-structure",
        "figure-2-mechanism-stage-1",
        "figure-3-mechanism-stage-2",
        "figure-4-integrated",
        "figure-5-timeline",
    ]
    assert [figure.title for figure in figures(tea())][1:3] == ["起步阶段的机理模型", "成长阶段的机理模型"]


def test_a_study_without_stages_has_one_model_if_it_has_relations():
    outline = {"维": {"甲": [], "乙": []}}
    assert len(figures(study(outline))) == 1
    relations = (Relation("R1", "甲", "乙", "enables"),)
    assert figures(study(outline, model=Model(relations=relations)))[-1].key == "figure-2-mechanism"


def test_what_supports_runs_above_the_boxes_and_what_results_runs_below():
    outline = {"甲": {"因": []}, "乙": {"间": []}, "丙": {"果": []}}
    relations = (Relation("R1", "因", "果", "enables"), Relation("R2", "因", "果", "results_in"))
    scene = mechanism_scene(study(outline, model=Model(relations=relations)), None)
    above, below = (next(c for c in scene.connectors if c.relation == name).points for name in ("R1", "R2"))
    between = _box(scene, "间")
    assert min(y for _, y in above) < between.y
    assert max(y for _, y in below) > between.y + between.height


def test_columns_follow_the_arrows_where_these_run_against_the_codebook():
    outline = {"果": {"丙": []}, "间": {"乙": []}, "因": {"甲": []}}
    relations = Relation("R1", "甲", "乙", "enables"), Relation("R2", "乙", "丙", "results_in")
    scene = mechanism_scene(study(outline, model=Model(relations=relations)), None)
    assert _box(scene, "甲").x < _box(scene, "乙").x < _box(scene, "丙").x


def test_feedback_turns_no_columns():
    outline = {"因": {"甲": []}, "果": {"乙": []}}
    relations = tuple(Relation(f"R{i}", "乙", "甲", "feeds_back") for i in range(3))
    scene = mechanism_scene(study(outline, model=Model(relations=relations)), None)
    assert _box(scene, "甲").x < _box(scene, "乙").x


def _inner():
    pairs = [("听", "记"), ("听", "改"), ("问", "改"), ("记", "改"), ("问", "记")]
    relations = tuple(Relation(f"R{i}", *pair, "enables") for i, pair in enumerate(pairs))
    return study({"学": {"听": [], "问": [], "记": [], "改": []}}, model=Model(relations=relations))


def test_themes_of_one_dimension_that_many_arrows_join_stand_in_columns_under_one_caption():
    scene = mechanism_scene(_inner(), None)
    assert _box(scene, "听").x == _box(scene, "问").x < _box(scene, "记").x < _box(scene, "改").x
    caption, last = _box(scene, "学", "dimension"), _box(scene, "改")
    assert caption.x + caption.width == pytest.approx(last.x + last.width)
    assert_tidy(scene)


def test_a_few_arrows_among_neighbours_leave_them_in_one_column():
    relations = Relation("R1", "甲", "乙", "enables"), Relation("R2", "乙", "乙", "leads_to")
    scene = mechanism_scene(study({"维": {"甲": [], "乙": [], "丙": []}}, model=Model(relations=relations)), None)
    assert _box(scene, "甲").x == _box(scene, "丙").x
    assert_tidy(scene)


def _least_size(scene):
    return min(line.size for line in (*scene.texts, *(line for box in scene.boxes for line in box.lines)))


def test_the_study_says_how_wide_figures_are_and_letters_stay_legible():
    for millimetres in (84, 174):
        asked = structs.replace(tea(), appearance=Appearance(width=millimetres))
        scenes = [figure.scene for figure in figures(asked)[1:]]
        assert min(map(_least_size, scenes)) >= 6
        assert scenes[-1].width == pytest.approx(asked.appearance.points)
    assert [round(scene.width) for scene in scenes] == [493] * 4


def test_letters_become_smaller_before_a_figure_becomes_wider_than_was_asked():
    dense = {f"维{i}": {f"一个名字较长的主题{i}": []} for i in range(6)}
    narrow, wide = (mechanism_scene(study(dense), None, width) for width in (440, 900))
    assert narrow.width == 440
    assert _least_size(wide) > _least_size(narrow) >= 6
    words = {"Antecedents": {"Embeddedness Interdependencies": []}}
    assert mechanism_scene(study(words), None, 60).width > 60


def test_no_word_in_the_head_of_a_lane_is_broken():
    shop = tea()
    constructs = tuple(
        structs.replace(one, role={"茶客": "Neighbours"}.get(one.role, one.role)) for one in shop.model.constructs
    )
    shop = structs.replace(
        shop, roles=("店家", "Neighbours"), model=structs.replace(shop.model, constructs=constructs), language="en"
    )
    scene = mechanism_scene(shop, shop.stages[0])
    assert "Neighbours" in [line.text for box in scene.boxes if box.role == "head" for line in box.lines]

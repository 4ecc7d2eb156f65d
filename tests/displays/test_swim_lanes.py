"""Swim lanes: every pole in the lane of its role, whatever the number of roles."""

from __future__ import annotations

import pytest
from geometry import assert_tidy
from msgspec import structs
from small_studies import study, tea

from gioia.displays.mechanism import mechanism_scene
from gioia.model.records import Construct, Model, Relation

ROLES = ("店家", "茶客", "茶农", "街道", "同行")


def shop(pairs, poles, outline=None, **more):
    """A study of interactions: `poles` is name → (theme, role), `pairs` are the dyads."""
    constructs = tuple(Construct(name, "pole", theme=theme, role=role) for name, (theme, role) in poles.items())
    relations = tuple(Relation(f"D{i}", *pair, "dyad", lead="店家") for i, pair in enumerate(pairs))
    themes = dict.fromkeys(theme for theme, _ in poles.values())
    model = Model(constructs=constructs, relations=relations)
    return study(outline or {"互动": {theme: [] for theme in themes}}, model=model, **more)


def drawn(any_study):
    scene = mechanism_scene(any_study, None)
    assert_tidy(scene)
    return scene


def _boxes(scene, role):
    return {box.key.split(":", 2)[2] if role == "head" else box.name: box for box in scene.boxes if box.role == role}


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_as_many_lanes_as_roles_in_the_order_of_the_study(count):
    names = [*ROLES[:count]] or ["", ""]
    poles = {f"极{i}": ("互相", role) for i, role in enumerate(names)}
    pairs = [(f"极{i}", f"极{i + 1}") for i in range(len(names) - 1)] or [("极0", "极0")]
    if count == 1:
        poles["极1"], pairs = ("互相", names[0]), [("极0", "极1")]
    scene = drawn(shop(pairs, poles, roles=ROLES))
    heads = _boxes(scene, "head")
    assert list(heads) == list(ROLES[:count])
    for name, (_, role) in poles.items():
        if role:
            pole, head = _boxes(scene, "pole")[name], heads[role]
            assert head.y <= pole.y < pole.y + pole.height <= head.y + head.height


def test_lanes_run_across_the_figure_one_below_the_other():
    scene = drawn(shop([("问", "答")], {"问": ("互相", "店家"), "答": ("互相", "茶客")}))
    first, second = scene.bands
    assert first.width == second.width == scene.width - 2
    assert first.y + first.height < second.y


def test_without_roles_there_are_no_lanes_to_be_seen():
    scene = drawn(shop([("问", "答")], {"问": ("互相", ""), "答": ("互相", "")}))
    assert _boxes(scene, "head") == {}
    assert len(scene.bands) == 1


def test_both_poles_of_one_side_stand_in_one_lane():
    scene = drawn(shop([("排", "细")], {"排": ("互相", "店家"), "细": ("互相", "店家")}))
    first, second = _boxes(scene, "pole").values()
    assert list(_boxes(scene, "head")) == ["店家"]
    assert first.y + first.height < second.y


def test_interactions_side_by_side_share_their_lanes():
    poles = {"问": ("甲", "店家"), "答": ("甲", "茶客"), "听": ("乙", "店家"), "改": ("乙", "茶客")}
    scene = drawn(shop([("问", "答"), ("改", "听")], poles, {"左": {"甲": []}, "右": {"乙": []}}))
    boxes = _boxes(scene, "pole")
    assert boxes["问"].y == boxes["听"].y < boxes["答"].y == boxes["改"].y
    up = next(connector for connector in scene.connectors if connector.relation == "D1")
    assert up.points[0][1] > up.points[1][1]


def test_interactions_of_one_dimension_have_lanes_of_their_own_and_only_those_that_they_use():
    poles = {"问": ("甲", "店家"), "答": ("甲", "茶客"), "听": ("乙", "茶客"), "改": ("乙", "茶农")}
    scene = drawn(shop([("问", "答"), ("听", "改")], poles, roles=ROLES))
    heads = [box.name for box in scene.boxes if box.role == "head"]
    assert heads == ["店家", "茶客", "茶客", "茶农"]


def test_a_chain_through_three_roles_is_one_ladder_and_an_arrow_past_a_pole_has_lanes_of_its_own():
    poles = {"问": ("甲", "店家"), "答": ("甲", "茶客"), "供": ("甲", "茶农")}
    ladder = drawn(shop([("问", "答"), ("答", "供")], poles, roles=ROLES))
    assert len([box for box in ladder.boxes if box.role == "pole"]) == 3
    past = drawn(shop([("问", "答"), ("答", "供"), ("问", "供")], poles, roles=ROLES))
    assert len([box for box in past.boxes if box.role == "pole"]) == 5


def test_arrows_both_ways_between_two_poles_run_side_by_side():
    scene = drawn(shop([("问", "答"), ("答", "问")], {"问": ("甲", "店家"), "答": ("甲", "茶客")}))
    there, back = (connector.points for connector in scene.connectors if connector.kind == "dyad")
    assert there[0][0] != back[0][0]


def test_the_head_of_a_lane_says_what_the_role_is_in_this_stage_and_the_heading_does_not():
    scene = mechanism_scene(tea(), tea().stages[0])
    assert [line.text for line in _boxes(scene, "head")["店家"].lines] == ["店家", "提问者"]
    assert "提问者" not in "".join(line.text for line in _boxes(scene, "stage")["起步"].lines)


def test_a_role_without_a_pole_stays_in_the_heading():
    played = (*tea().model.constructs, Construct("看客", "role", role="街坊", stage="起步"))
    told = structs.replace(tea(), model=structs.replace(tea().model, constructs=played))
    heading = _boxes(mechanism_scene(told, told.stages[0]), "stage")["起步"]
    assert heading.lines[1].text == "小店 · 街坊：看客"

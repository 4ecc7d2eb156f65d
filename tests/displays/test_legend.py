"""The legend: every kind of relation looks different, in grey print too, and alike in all figures."""

from __future__ import annotations

import itertools

from msgspec import structs
from small_studies import study, tea

from gioia.displays.figures import figures
from gioia.displays.legend import entries, strokes_by_kind
from gioia.displays.scene import SPARE, STROKES
from gioia.model.records import KINDS, Kind, Model, Relation

OWN = tuple(f"own {index}" for index in range(10))


def _looks(kinds):
    return [STROKES[stroke] for stroke in strokes_by_kind(Model(), kinds).values()]


def test_all_kinds_that_there_are_and_ten_of_a_study_are_drawn_differently():
    looks = _looks([*KINDS, *OWN])
    assert len(set(looks)) == len(looks)


def test_kinds_of_a_study_differ_from_all_others_in_head_and_neighbours_in_dashes_too():
    looks = _looks(OWN)
    assert all(look.tip != "triangle" for look in looks)
    pairs = itertools.pairwise(looks)
    assert all(one.tip != other.tip and one.dash != other.dash for one, other in pairs)


def test_a_kind_of_a_study_looks_alike_in_a_figure_without_the_others():
    model = Model(kinds=tuple(map(Kind, OWN)))
    assert strokes_by_kind(model, OWN)["own 7"] == strokes_by_kind(model, ["own 7"])["own 7"]


def test_kinds_that_share_a_stroke_are_told_apart_where_both_are_shown():
    assert strokes_by_kind(Model(), ["evolves_into"]) == {"evolves_into": "solid"}
    assert strokes_by_kind(Model(), ["enables", "evolves_into"])["evolves_into"] in SPARE


def test_more_kinds_than_there_are_strokes_are_drawn_all_the_same():
    assert len(strokes_by_kind(Model(), [f"own {index}" for index in range(60)])) == 60


def test_the_legend_names_a_kind_by_the_label_that_the_study_gives_it():
    model = Model(kinds=(Kind("blocks", "stands in the way of"),))
    (entry,) = entries(model, ["blocks"], "en")
    assert entry.text == "stands in the way of"
    relations = (Relation("R1", "a", "b", "blocks"),)
    drawn = study({"D": {"a": [], "b": []}}, model=structs.replace(model, relations=relations), language="en")
    scene = figures(drawn)[-1].scene
    assert "stands in the way of" in [text.text for text in scene.texts]
    assert {one.stroke for one in scene.connectors} == {entry.stroke}


def test_colour_is_that_of_the_dimension_in_every_figure():
    shop = structs.replace(tea(), appearance=structs.replace(tea().appearance, ink="colour"))
    shown = [{box.name: box.tint for box in one.scene.boxes if box.role == "dimension"} for one in figures(shop)[:-1]]
    assert all(shown[0][name] == tint != "" for one in shown for name, tint in one.items())


def test_counts_are_those_of_the_stage_in_its_model_and_of_all_stages_at_the_dimensions_of_the_integrated_one():
    shop = structs.replace(tea(), appearance=structs.replace(tea().appearance, counts=True))
    _, first, _, integrated, _ = figures(shop)
    lines = {(box.name, box.role): [line.text for line in box.lines] for box in first.scene.boxes}
    assert lines["开店", "theme"] == ["开店", "编码1，来源1"]
    assert lines["基础", "dimension"] == ["基础", "编码1，来源1"]
    whole = {(box.name, box.role): [line.text for line in box.lines] for box in integrated.scene.boxes}
    assert whole["基础", "dimension"][1:] == ["编码2，来源1"]
    assert whole["扩店", "theme"] == ["扩店", "编码1，来源1"]

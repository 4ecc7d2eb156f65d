"""SVG: well formed whatever a name holds, linked to the study's names, the same bytes every time."""

from __future__ import annotations

from hypothesis import given, settings
from lxml import etree
from small_studies import HOSTILE, processes, study, tea

from gioia.displays.figures import figures
from gioia.exports import write
from gioia.exports._characters import holdable

SVG = "{http://www.w3.org/2000/svg}"


def _root(figure):
    return etree.fromstring(write(figure, "svg"))


def test_text_stays_text_and_the_caption_is_the_title():
    root = _root(figures(tea())[0])
    assert root.findtext(f"{SVG}title") == "图1　数据结构"
    assert "租下铺面" in [text.text for text in root.iter(f"{SVG}text")]


def test_the_size_is_that_of_the_scene_in_points():
    figure = figures(tea())[0]
    root = _root(figure)
    assert root.get("width") == "493pt"
    assert root.get("viewBox").split()[2:] == [root.get("width")[:-2], root.get("height")[:-2]]


def test_boxes_and_arrows_carry_their_names():
    root = _root(figures(tea())[1])
    groups = {group.get("data-name"): group for group in root.iter(f"{SVG}g")}
    assert groups["开店"].get("class") == "theme"
    assert groups["开店"].get("id").startswith("figure-2-mechanism-stage-1-")
    assert "R1" in {group.get("data-relation") for group in root.iter(f"{SVG}g")}


def test_numbers_have_at_most_two_decimals():
    values = [value for node in _root(figures(tea())[1]).iter() for key, value in node.items() if key in {"x", "y"}]
    assert values
    assert all(len(value.partition(".")[2]) <= 2 for value in values)


def test_hostile_names_survive_as_far_as_xml_can_hold_them():
    roots = [_root(figure) for figure in figures(study({"维": {"题": HOSTILE}})) if figure.number == 1]
    groups = [group for root in roots for group in root.iter(f"{SVG}g")]
    names = [group.get("data-name") for group in groups if group.get("class") == "concept"]
    assert names == [holdable(name) for name in HOSTILE]


@settings(max_examples=40)
@given(processes())
def test_any_figure_is_well_formed_and_always_the_same(any_study):
    for figure, again in zip(figures(any_study), figures(any_study), strict=True):
        root = _root(figure)
        ids = [group.get("id") for group in root.iter(f"{SVG}g") if group.get("id")]
        assert len(set(ids)) == len(ids) == len(figure.scene.boxes)
        assert write(figure, "svg") == write(again, "svg")


def test_a_line_without_chinese_names_latin_fonts_first_where_its_marks_are_measured_so():
    root = _root(figures(study({"维": {"题": ["“shared” words", "“共享”的话", "plain words"]}}))[0])
    fonts = {text.text: text.get("font-family") for text in root.iter(f"{SVG}text")}
    assert fonts["“shared” words"].startswith("Arial")
    assert fonts["“共享”的话"] is None
    assert fonts["plain words"] is None
    assert root.get("font-family").startswith("'Noto Sans CJK SC'")

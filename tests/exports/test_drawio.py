"""draw.io: cells with their text, lines bound to them, as the program that opens it reads it."""

from __future__ import annotations

from hypothesis import given, settings
from lxml import etree, html
from small_studies import HOSTILE, processes, study, tea

from gioia.displays.figures import figures
from gioia.exports import write
from gioia.exports._characters import holdable


def cells(figure):
    root = etree.fromstring(write(figure, "drawio"))
    assert [node.tag for node in root.iter()][:5] == ["mxfile", "diagram", "mxGraphModel", "root", "mxCell"]
    return list(root.iter("mxCell"))


def shown(cell):
    """Return the text of a cell as the program shows it, which reads the value as HTML."""
    return html.fragment_fromstring(cell.get("value"), create_parent="p").text_content()


def style(cell):
    return dict(part.partition("=")[::2] for part in cell.get("style", "").split(";") if part)


def test_a_box_is_a_cell_with_its_lines():
    figure = figures(tea())[1]
    boxes = [cell for cell in cells(figure) if cell.get("id").startswith("box-")]
    assert [shown(cell) for cell in boxes] == ["".join(line.text for line in box.lines) for box in figure.scene.boxes]
    place = boxes[0].find("mxGeometry")
    assert (float(place.get("x")), float(place.get("y"))) == (figure.scene.boxes[0].x, figure.scene.boxes[0].y)


def test_a_line_is_bound_to_the_boxes_that_it_joins():
    figure = figures(study({"维": {"题": ["念", "想"]}}))[0]
    lines = [cell for cell in cells(figure) if cell.get("edge")]
    boxes = {cell.get("id"): shown(cell) for cell in cells(figure) if cell.get("id").startswith("box-")}
    assert [(boxes[line.get("source")], boxes[line.get("target")]) for line in lines] == [
        ("念", "题"),
        ("想", "题"),
        ("题", "维"),
    ]
    assert {(style(line)["exitX"], style(line)["entryX"]) for line in lines} == {("1.0000", "0.0000")}


def test_bands_lie_behind_and_no_line_is_bound_to_them():
    order = [cell.get("id").partition("-")[0] for cell in cells(figures(tea())[1])[2:]]
    assert list(dict.fromkeys(order)) == ["band", "box", "line", "text"]
    assert order == sorted(order, key=["band", "box", "line", "text"].index)


def test_hostile_names_are_text():
    parts = figures(study({"维": {name: [] for name in HOSTILE}}))
    values = [cell for figure in parts for cell in cells(figure) if cell.get("value")]
    for cell in values:
        tags = {node.tag for node in html.fragment_fromstring(cell.get("value"), create_parent="p").iter()}
        assert tags <= {"p", "br", "span"}
    everything = {"".join(shown(cell).split()) for cell in values}
    # Typesetting turns what steers a line into a mark; all else is shown to the letter.
    plain = [name for name in HOSTILE if name.isprintable()]
    assert {"".join(holdable(name).split()) for name in plain} <= everything


@settings(max_examples=30)
@given(processes())
def test_ids_are_unique_ends_are_there_and_the_bytes_are_the_same(any_study):
    for figure in figures(any_study):
        found = cells(figure)
        ids = [cell.get("id") for cell in found]
        assert len(ids) == len(set(ids))
        assert all(cell.get(end) in {None, *ids} for cell in found for end in ("source", "target", "parent"))
        for line in (cell for cell in found if cell.get("edge")):
            loose = {point.get("as") for point in line.iter("mxPoint")} - {None}
            assert loose == {f"{end}Point" for end in ("source", "target") if line.get(end) is None}
        assert write(figure, "drawio") == write(figure, "drawio")

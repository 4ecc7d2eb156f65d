"""PowerPoint: native shapes with their text, connectors glued to the boxes that they join."""

from __future__ import annotations

import io

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Pt
from small_studies import HOSTILE, study, tea

from gioia.displays.figures import figures
from gioia.exports import write

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def slide_of(figure):
    deck = Presentation(io.BytesIO(write(figure, "pptx")))
    assert len(deck.slides) == 1
    return deck, deck.slides[0]


def shapes_of(slide):
    """Return the shapes of a slide, those in groups among them, without the groups."""
    for shape in slide.shapes:
        yield from shape.shapes if hasattr(shape, "shapes") else [shape]


def glued(connector):
    """Return the ids of the shapes that a connector begins and ends at."""
    return tuple(int(end.get("id")) for tag in ("stCxn", "endCxn") for end in connector._element.iter(f"{A}{tag}"))


@pytest.fixture(scope="module")
def shop():
    return figures(tea())


def test_every_box_is_a_shape_at_its_place_with_its_name_in_it(shop):
    for figure in shop:
        deck, slide = slide_of(figure)
        assert (deck.slide_width, deck.slide_height) == (Pt(figure.scene.width), max(Pt(72), Pt(figure.scene.height)))
        shapes = {shape.name: shape for shape in shapes_of(slide)}
        for box in figure.scene.boxes:
            shape = shapes[box.key]
            assert abs(shape.left - Pt(box.x)) <= 1
            assert abs(shape.height - Pt(box.height)) <= 1
            assert shape.text_frame.text.replace("\v", "\n") == "\n".join(line.text for line in box.lines)


def test_a_concept_is_joined_to_its_theme_and_a_theme_to_its_dimension(shop):
    _, slide = slide_of(shop[0])
    names = {shape.shape_id: shape.name for shape in shapes_of(slide)}
    joined = {tuple(names[end].partition(":")[0] for end in glued(one)) for one in shapes_of(slide) if glued(one)}
    assert joined == {("concept", "theme"), ("theme", "dimension")}
    concepts = [name for name in names.values() if name.startswith("concept:")]
    assert sum(names[glued(one)[0]] in concepts for one in shapes_of(slide) if glued(one)) == len(concepts)


def test_an_arrow_of_the_model_is_glued_at_both_ends_and_bears_its_relation(shop):
    for figure in shop[1:]:
        _, slide = slide_of(figure)
        named = {shape.name for shape in shapes_of(slide)}
        for arrow in figure.scene.connectors:
            if arrow.relation:
                assert arrow.relation in named
        assert all(len(glued(one)) == 2 for one in shapes_of(slide) if one.name.startswith("R"))


def test_the_places_that_connectors_are_glued_to_are_there(shop):
    for figure in shop:
        _, slide = slide_of(figure)
        shapes = {shape.shape_id: shape for shape in shapes_of(slide)}
        for one in shapes_of(slide):
            for end in (end for tag in ("stCxn", "endCxn") for end in one._element.iter(f"{A}{tag}")):
                sites = list(shapes[int(end.get("id"))]._element.iter(f"{A}cxn"))
                assert int(end.get("idx")) < (len(sites) or 4)


def test_hostile_names_stay_text_and_ids_differ():
    outline = {name: {f"{name}t": [f"{name}c"]} for name in HOSTILE}
    _, slide = slide_of(figures(study(outline))[0])
    ids = [shape.shape_id for shape in shapes_of(slide)]
    assert len(ids) == len(set(ids))
    assert "<&>]]>" in "".join(shape.text_frame.text for shape in shapes_of(slide) if shape.has_text_frame)
    assert etree.tostring(slide._element)

"""Glyphs in an SVG: those that the figure uses, of faces that allow it, the same bytes every time."""

from __future__ import annotations

import io
import re
from base64 import b64decode

import pypdfium2
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from lxml import etree
from msgspec.structs import replace
from small_studies import study, tea

from gioia.displays.figures import figures
from gioia.errors import UnwritableError
from gioia.exports import _faces, write
from gioia.exports._embedding import cut
from gioia.exports._faces import Face

RULE = re.compile(
    r"@font-face\{font-family:([^;]*);font-weight:(\d+);unicode-range:([^;]*);src:url\(data:font/(\w+);base64,([^)]*)\)"
)
chinese = pytest.mark.skipif(
    not _faces._face_for("茶", ("Noto Sans CJK SC",), 400, True), reason="no Chinese font is installed"
)


def rules(figure):
    style = etree.fromstring(write(figure, "svg")).findtext("{http://www.w3.org/2000/svg}style") or ""
    return RULE.findall(style)


@pytest.fixture
def shop():
    return replace(figures(tea())[0], fonts="embedded")


def test_a_figure_names_its_fonts_unless_it_is_asked_to_hold_them(shop):
    assert rules(replace(shop, fonts="named")) == []


@chinese
def test_every_character_is_in_a_subset_of_its_weight_and_nothing_else_is(shop):
    held = {}
    for _, weight, _, _, data in rules(shop):
        codes = TTFont(io.BytesIO(b64decode(data))).getBestCmap()
        held.setdefault(int(weight), set()).update(map(chr, codes))
    for weight, bold in ((400, False), (700, True)):
        asked = {c for line in _faces.lines_of(shop.scene) if line.bold == bold for c in line.text}
        assert held[weight] == asked | ({" "} & held[weight])


@chinese
def test_the_range_of_a_rule_is_what_its_subset_has(shop):
    for _, _, said, _, data in rules(shop):
        ends = [part[2:].split("-") for part in said.split(",")]
        codes = {code for first, *last in ends for code in range(int(first, 16), int((last or [first])[0], 16) + 1)}
        assert codes == set(TTFont(io.BytesIO(b64decode(data))).getBestCmap())


@chinese
def test_the_fonts_that_are_held_are_named_first(shop):
    stack = etree.fromstring(write(shop, "svg")).get("font-family")
    assert stack.startswith(rules(shop)[0][0])
    assert stack.endswith("sans-serif")


@chinese
def test_the_same_figure_gives_the_same_bytes(shop):
    first = write(shop, "svg")
    cut.cache_clear()
    assert write(shop, "svg") == first


def face(tmp_path, permitted):
    """Return a face of one letter whose table OS/2 says `permitted`."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "a"])
    builder.setupCharacterMap({97: "a"})
    builder.setupGlyf({".notdef": builder_glyph(), "a": builder_glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "a": (500, 0)})
    builder.setupHorizontalHeader()
    builder.setupNameTable({"familyName": "Tea Sans", "styleName": "Regular"})
    builder.setupOS2(fsType=permitted)
    builder.setupPost()
    path = tmp_path / f"{permitted}.ttf"
    builder.save(path)
    return Face("Tea Sans", 400, str(path), 0)


def builder_glyph():
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    return TTGlyphPen(None).glyph()


@pytest.mark.parametrize(
    ("permitted", "may"), [(0x0, True), (0x4, True), (0x8, True), (0x2, False), (0x100, False), (0x204, False)]
)
def test_a_face_that_may_not_be_embedded_is_not(tmp_path, permitted, may):
    one = face(tmp_path, permitted)
    assert _faces._may_be_embedded(one.path, one.index) is may


def test_where_no_face_may_be_embedded_nothing_is_written_and_the_remedy_is_told(tmp_path, monkeypatch):
    one = face(tmp_path, 0x2)
    figure = replace(figures(study({"a": {"a": ["a"]}}, language="en"))[0], fonts="embedded")
    for cached in (_faces._by_preference, _faces._face_for):
        cached.cache_clear()
    monkeypatch.setattr(_faces, "installed", lambda: (one,))
    try:
        with pytest.raises(UnwritableError, match="that may be embedded has"):
            write(figure, "svg")
    finally:
        for cached in (_faces._by_preference, _faces._face_for):
            cached.cache_clear()


@pytest.fixture
def many():
    """Return the face of the wheel, which holds all weights in one file."""
    folder = _faces.wheel_folder()
    if folder is None:
        pytest.skip("gioia[fonts] is not installed")
    return next(one for one in _faces._found_in(folder) if one.family == "Noto Sans CJK SC")


@pytest.fixture
def with_no_fonts_but(monkeypatch):
    """Return what says which faces this machine has."""

    def installed(*faces):
        monkeypatch.setattr(_faces, "installed", lambda: faces)
        for cached in (_faces._by_preference, _faces._face_for):
            cached.cache_clear()

    yield installed
    for cached in (_faces._by_preference, _faces._face_for):
        cached.cache_clear()


def test_a_face_of_many_weights_is_held_at_the_weight_asked_and_called_by_it(many):
    said = []
    for weight in (400, 700):
        kind, raw = cut(many, weight, "m茶")
        font = TTFont(io.BytesIO(raw))
        assert kind == "otf"
        assert not {"fvar", "CFF2"} & set(font.keys())
        assert font.getBestCmap().keys() == {ord("m"), ord("茶")}
        style, name = (font["name"].getDebugName(which) for which in (2, 6))
        said.append((font["hmtx"][font.getBestCmap()[ord("m")]][0], font["OS/2"].usWeightClass, style, name))
    assert said == [(926, 400, "Regular", "NotoSansCJKsc-Regular"), (964, 700, "Bold", "NotoSansCJKsc-Bold")]


def test_a_face_of_many_weights_gives_the_same_bytes_every_time(many):
    first = cut(many, 400, "茶馆")
    cut.cache_clear()
    assert cut(many, 400, "茶馆") == first


def test_the_outlines_of_a_face_of_many_weights_are_those_of_its_own_instance(many):
    from fontTools.pens.areaPen import AreaPen

    def area(font, **at):
        glyphs = font.getGlyphSet(**at)
        pen = AreaPen(glyphs)
        glyphs[font.getBestCmap()[ord("茶")]].draw(pen)
        return abs(pen.value)

    drawn = [area(TTFont(io.BytesIO(cut(many, weight, "茶")[1]))) for weight in (400, 700)]
    whole = _faces.read(many.path, many.index)
    assert drawn == pytest.approx([area(whole, location={"wght": weight}) for weight in (400, 700)], rel=0.01)
    assert drawn[0] < drawn[1]


def latin(many, tmp_path):
    """Return a face of one letter that an English figure names before those for Chinese."""
    font = TTFont(io.BytesIO(cut(many, 400, "a")[1]))
    for record in font["name"].names:
        record.string = "Arial"
    font.save(tmp_path / "Arial.otf")
    return Face("Arial", 400, str(tmp_path / "Arial.otf"), 0)


@pytest.mark.parametrize("concept", ["茶馆", "a 茶"])
def test_chinese_is_drawn_in_a_figure_of_several_faces(many, with_no_fonts_but, tmp_path, concept):
    """Typst draws nothing of a face of many weights that is cut with its weights in it, and says nothing either."""
    with_no_fonts_but(latin(many, tmp_path), many)
    figure = figures(study({"a": {"a 茶": [concept]}}, language="en"))[0]
    page = pypdfium2.PdfDocument(write(figure, "pdf"))[0]
    assert "".join(concept.split()) in "".join(page.get_textpage().get_text_range().split())

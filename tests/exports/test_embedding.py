"""Glyphs in an SVG: those that the figure uses, of faces that allow it, the same bytes every time."""

from __future__ import annotations

import io
import re
from base64 import b64decode

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from lxml import etree
from msgspec.structs import replace
from small_studies import study, tea

from gioia.displays.figures import figures
from gioia.errors import UnwritableError
from gioia.exports import _faces, write
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
    from gioia.exports._embedding import cut

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


def test_a_face_of_many_weights_is_held_at_the_weight_asked():
    folder = _faces.wheel_folder()
    if folder is None:
        pytest.skip("gioia[fonts] is not installed")
    from gioia.exports._embedding import cut

    many = next(one for one in _faces._found_in(folder) if one.family == "Noto Sans CJK SC")
    widths = []
    for weight in (400, 700):
        kind, raw = cut(many, weight, "m")
        font = TTFont(io.BytesIO(raw))
        assert kind == "otf"
        assert "fvar" not in font
        widths.append(font["hmtx"][font.getBestCmap()[ord("m")]][0])
    assert widths == [926, 964]

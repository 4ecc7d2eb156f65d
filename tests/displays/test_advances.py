"""Advances: a text is as wide as in the widest of the faces that figures name, the same on every machine."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.displays.advances import advance, clusters, is_east_asian, plain
from gioia.displays.typesetting import width
from gioia.exports._faces import BOLD, REGULAR, installed

NAMED = ("Noto Sans CJK SC", "Liberation Sans")
CHINESE = "价值共创企业用户发现认同龘、，。；：？！（）《》「」【】１Ａ％￥"
LATIN = "".join(map(chr, range(0x20, 0x7F))) + "äöüßéèçñÅøłőž–ΑΩαωπАЯажщю€"
MARKS = "“”‘’—…·×"
ENGLISH = (
    "Regulars taste before they buy, and what they say goes back to the roaster the same week.",
    "From tasting (2009) to membership: 40 % of the buyers come for a talk, not for the beans.",
    "TRUST IN THE SHOP",
)


@cache
def faces(weight):
    """Return code point → advance in thousandths of an em, for each of the named faces."""
    from fontTools.ttLib import TTFont

    found = []
    for family in NAMED:
        face = next((face for face in installed() if (face.family, face.weight) == (family, weight)), None)
        if face is None:
            pytest.skip(f"{family} is not installed")
        font = TTFont(face.path, fontNumber=face.index, lazy=True)
        widths, em = font["hmtx"], font["head"].unitsPerEm
        found.append({chr(code): widths[glyph][0] * 1000 / em for code, glyph in font.getBestCmap().items()})
    return found


def measured(text, weight):
    return width(text, 1000, bold=weight == BOLD)


@pytest.mark.parametrize("weight", [REGULAR, BOLD])
@settings(max_examples=200)
@given(text=st.text(st.sampled_from(CHINESE + LATIN + MARKS), min_size=1, max_size=40))
def test_a_text_is_never_wider_than_measured_in_any_named_face(weight, text):
    line = plain(text)
    chinese, latin = faces(weight)
    in_latin = sum(latin.get(c, chinese.get(c, 0)) for c in line)
    in_chinese = sum(chinese.get(c, latin.get(c, 0)) for c in line)
    assert in_latin <= measured(line, weight) + 1e-6
    # What is not East Asian is set in a Latin face, so that its quotation marks are narrow.
    if is_east_asian(line):
        assert in_chinese <= measured(line, weight) + 1e-6


@pytest.mark.parametrize("weight", [REGULAR, BOLD])
@settings(max_examples=100)
@given(text=st.text(st.sampled_from(CHINESE), min_size=1, max_size=40))
def test_chinese_is_measured_exactly(weight, text):
    line = plain(text)
    chinese, _ = faces(weight)
    assert measured(line, weight) == pytest.approx(sum(chinese[c] for c in line), abs=len(line))


@pytest.mark.parametrize("weight", [REGULAR, BOLD])
@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_measured_within_a_tenth_of_each_named_face(weight, text):
    for face in faces(weight):
        assert 1 <= measured(text, weight) / sum(face[c] for c in text) <= 1.1


@pytest.mark.parametrize("weight", [REGULAR, BOLD])
def test_no_character_of_the_named_faces_is_wider_than_measured(weight):
    chinese, latin = faces(weight)
    for face in (chinese, latin):
        for character, wide in face.items():
            assert wide <= advance(character, bold=weight == BOLD) + 1e-6 or character < " ", character


def test_a_bold_text_is_wider():
    assert width("membership", 8, bold=True) > width("membership", 8)


def test_quotation_marks_are_as_wide_as_the_text_asks():
    assert width("“价值”", 1000) == 4000
    assert width("“value”", 1000) < width("value", 1000) + 1000


@pytest.mark.parametrize("text", ["ภาษาไทย", "العربية", "हिन्दी", "👩‍👩‍👧👍🏽", "\ue000"])
def test_what_no_named_face_has_gets_a_bound_of_at_most_an_em_and_a_half_a_character(text):
    assert 0 < width(text, 1000) <= 1500 * sum(not c.isspace() for c in text)


@pytest.mark.parametrize(
    ("text", "count"), [("价值 e\u0301", 4), ("👩‍👩‍👧", 1), ("🇨🇳🇫🇷", 2), ("กำ", 1), ("abc", 3), ("ａ\u3099", 1)]
)
def test_what_reads_as_one_character_is_one_cluster(text, count):
    assert len(clusters(text)) == count
    assert "".join(clusters(text)) == text


@settings(max_examples=300)
@given(st.text(max_size=30))
def test_clusters_joined_are_the_text(text):
    assert "".join(clusters(text)) == text


def test_a_space_at_which_no_line_ends_stays_one():
    assert plain("5\u202f \u00a0km  a\u00a0") == "5\u00a0km a"

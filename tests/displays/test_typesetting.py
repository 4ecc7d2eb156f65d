"""Widths are upper bounds, and lines break as Chinese typesetting asks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_studies import labels

from gioia.displays.typesetting import _clusters, least_width, plain, width, wrap

CLOSING = "、，。；：？！）》」』】”’…—"
OPENING = "（《「『【“‘"


def test_a_chinese_character_and_its_quotation_marks_are_one_em_wide():
    assert width("“价值”", 10) == 40
    assert width("——……", 10) == 40


def test_a_combining_mark_adds_no_width():
    assert width("e\u0301", 10) == width("e", 10)


def test_a_name_breaks_after_its_dash_and_not_inside_a_word():
    assert wrap("“价值发现—价值认同”式互动", 8 * 8, 8) == ("“价值发现—", "价值认同”式互动")


def test_lines_are_even_rather_than_full():
    assert wrap("一二三四五六七八九", 8 * 10, 10) == ("一二三四五", "六七八九")


@pytest.mark.parametrize("mark", CLOSING)
def test_no_closing_mark_begins_a_line(mark):
    lines = wrap(f"一二三四{mark}五六七", 4 * 10, 10)
    assert len(lines) > 1
    assert not any(line.startswith(mark) for line in lines)


@pytest.mark.parametrize("mark", OPENING)
def test_no_opening_mark_ends_a_line(mark):
    lines = wrap(f"一二三{mark}四五六七", 4 * 10, 10)
    assert len(lines) > 1
    assert not any(line.endswith(mark) for line in lines)


@pytest.mark.parametrize("mark", ["——", "……"])
def test_a_double_mark_is_not_split(mark):
    lines = wrap(f"一二三{mark}四五六", 4 * 10, 10)
    assert any(mark in line for line in lines)


def test_words_and_numbers_stay_whole():
    lines = wrap("在2013年底SocialBeta专访", 60, 10)
    assert any("2013" in line for line in lines)
    assert any("SocialBeta" in line for line in lines)


def test_a_word_wider_than_the_line_is_broken_anywhere():
    lines = wrap("W" * 80, 100, 10)
    assert "".join(lines) == "W" * 80
    assert all(width(line, 10) <= 100 for line in lines)


def test_the_least_width_is_that_of_the_longest_word():
    assert least_width("value 共创 identification", 10) == width("identification", 10)


@pytest.mark.parametrize("cluster", ["👩‍👩‍👧", "🇨🇳", "e\u0301\u0323", "각", "👍🏽"])
def test_what_reads_as_one_character_is_not_split(cluster):
    assert wrap(cluster * 4, width(cluster, 10) * 1.4, 10) == (cluster,) * 4


def test_line_breaks_and_tabs_become_spaces_and_controls_become_visible():
    assert plain(" a\n\tb\x00\ud800\u202e ") == "a b\ufffd\ufffd\ufffd"


def test_nothing_has_no_lines():
    assert wrap(" \n ", 10, 10) == ()


@settings(deadline=None, max_examples=300)
@given(labels(), st.floats(10, 300), st.sampled_from([6.5, 7.0, 8.0, 8.5]))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text, room, size):
    lines = wrap(text, room, size)
    assert "".join(lines).replace(" ", "") == plain(text).replace(" ", "")
    for line in lines:
        assert width(line, size) <= room or len(_clusters(line)) == 1

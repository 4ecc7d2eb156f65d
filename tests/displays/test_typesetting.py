"""Lines break as Chinese typesetting asks, and never inside what is read as one word; no line leaves its room."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_studies import labels

from gioia.displays.advances import clusters, plain
from gioia.displays.typesetting import least_width, may_break, width, wrap

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


@settings(max_examples=300)
@given(labels(), st.floats(10, 300), st.sampled_from([6.5, 7.0, 8.0, 8.5]))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text, room, size):
    lines = wrap(text, room, size)
    assert "".join(lines).replace(" ", "") == plain(text).replace(" ", "")
    for line in lines:
        assert width(line, size) <= room or len(clusters(line)) == 1


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("茶馆在2013年底开了分店，又在3 年后关了", "2013年"),
        ("每天走5 km去看第12片茶园的人不少", "5 km"),
        ("有40%的人和12.5%的店家愿意说", "12.5%"),
        ("见第3章和第12章里说的茶客", "第12"),
        ("teas of R&D firms, e.g. those in U.S. towns", "R&D"),
        ("the buyers’ and the seller’s own words count", "seller’s"),
        ("the firm’s group(s) of loyal tea-drinkers", "group(s)"),
        ("opens at 12:30 and closes at 18:00 on Mondays", "12:30"),
        ("from 2010/11 on it sold 1,000.50 pounds of it", "1,000.50"),
        ("write to ada@tea.example or come to the shop", "ada@tea.example"),
        ("see a\u00a0b and c\u202fd and e\u2060f here and there", "c\u00a0d"),
    ],
)
def test_what_is_read_as_one_is_not_split(text, whole):
    for room in range(90, 130, 5):
        lines = wrap(text, room, 10)
        assert any(whole in line for line in lines), lines


def test_a_long_address_breaks_after_a_slash_or_a_hyphen():
    lines = wrap("https://tea.example/leaves/green-and-black?id=42", 110, 10)
    assert all(line.endswith(("/", "-")) for line in lines[:-1]), lines


def test_an_address_wider_than_the_line_breaks_beside_its_marks_rather_than_in_a_word():
    assert wrap("ada.lovelace@tearoom.example", 80, 10) == ("ada.lovelace", "@tearoom.", "example")


def test_a_space_is_a_better_end_than_a_hyphen():
    assert wrap("so-called value creation in tea shops", 100, 10)[0] == "so-called value"


def test_a_compound_breaks_between_letters_only_where_it_is_wider_than_the_line():
    word = "Teeverkostungsgenossenschaftsmitglied"
    assert word in wrap(f"ein {word} werden", width(word, 10) + 1, 10)
    narrow = wrap(word, width(word, 10) / 2.5, 10)
    assert len(narrow) == 3
    assert "".join(narrow) == word


def test_thai_without_spaces_breaks_between_characters_not_between_a_letter_and_its_mark():
    lines = wrap("น้ำชาที่ดีที่สุดในเมือง", 60, 10)
    assert len(lines) > 1
    assert [cluster for line in lines for cluster in clusters(line)] == list(clusters("น้ำชาที่ดีที่สุดในเมือง"))


LONG = "茶客在铺子里一边喝一边说出自己的想法，掌柜把这些想法记在本子上，过几天再请他们来尝改过的茶，看看是不是真的合口味了呢（共六十字）"


@pytest.mark.parametrize("room", [40, 70, 150, 260])
def test_a_label_of_sixty_characters_stays_in_its_room_and_its_lines_are_even(room):
    assert len(LONG) > 60
    lines = wrap(LONG, room, 8)
    widths = [width(line, 8) for line in lines]
    assert max(widths) <= room
    assert min(widths) >= max(widths) - 4 * 8


MIXED = st.lists(
    st.sampled_from(
        [
            *"企业用户的和价值共创",
            "，",
            "。",
            "”",
            "“",
            "（",
            "）",
            "——",
            "……",
            " ",
            "SocialBeta",
            "R&D",
            " ）",
            "it’s",
            "2013",
            "5 km",
            "40%",
        ]
    ),
    min_size=1,
    max_size=30,
).map("".join)


@settings(max_examples=300)
@given(MIXED, st.floats(100, 300))
def test_no_rule_gives_way_where_there_is_room(text, room):
    lines = wrap(text, max(room, least_width(text, 8) + 0.01), 8)
    for before, after in pairwise(lines):
        assert not after.startswith(tuple("、，。；：？！）》”’…—%")), lines
        assert not before.endswith(tuple("（《“‘")), lines
        joined = before[-1] + after[0]
        assert not (joined.isascii() and joined.isalnum()) or f"{before[-1]} {after[0]}" in plain(text), lines


@settings(max_examples=200)
@given(MIXED, st.floats(100, 300))
def test_filling_every_line_as_far_as_the_rules_let_saves_no_line(text, room):
    runs = [""]
    for before, after in pairwise([*clusters(plain(text)), ""]):
        runs[-1] += before
        if after and may_break(before, after):
            runs.append("")
    filled = [""]
    for run in runs:
        if filled[-1].strip() and width((filled[-1] + run).strip(), 8) > room:
            filled.append("")
        filled[-1] += run
    assert least_width(text, 8) > room or len(wrap(text, room, 8)) <= len([line for line in filled if line.strip()])


@pytest.mark.parametrize("text", ["一二三 ）四五六", "一二（ 三四五六", "he said 5 % of it", "一二三 —— 四五六"])
def test_a_space_beside_a_mark_does_not_let_the_mark_begin_or_end_a_line(text):
    for room in range(34, 60, 4):
        for before, after in pairwise(wrap(text, room, 10)):
            assert before[-1] not in OPENING
            assert after[0] not in CLOSING + "%"


def test_the_hyphens_that_an_option_begins_with_stay_with_it():
    for room in range(60, 100, 5):
        assert not any(line.endswith("--") for line in wrap("say --dry-run to look first", room, 10))

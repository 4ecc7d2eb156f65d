"""Lines of a terminal: broken as the script asks, and nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gioia.displays.terminal import cells, wrapped


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 10, []),
        ("short", 10, ["short"]),
        ("one two three", 9, ["one two", "three"]),
        ("say --dry-run", 9, ["say", "--dry-run"]),
        ("茶馆门口", 5, ["茶馆", "门口"]),
        ("茶馆，门口", 5, ["茶", "馆，", "门口"]),
        ("茶馆（tea）门口", 7, ["茶馆", "（tea）", "门口"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
    ],
)
def test_where_a_line_is_broken(text, room, lines):
    assert list(wrapped(text, room)) == lines


@given(st.text("茶馆 tea（，。）-“”—", max_size=60), st.integers(min_value=2, max_value=30))
def test_every_character_comes_out_and_no_line_is_too_wide(text, room):
    lines = list(wrapped(text, room))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cells(line) <= room for line in lines)

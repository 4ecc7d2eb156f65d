"""How many turns there are, and whose."""

from __future__ import annotations

from gioia.sources.turn_counts import shown_turns


def test_turns_and_who_speaks_how_often():
    assert shown_turns({"问": 1200, "答": 34}) == "1,234 turns: 问 1,200 · 答 34"
    assert shown_turns({"问": 2}, "段发言") == "2 段发言: 问 2"


def test_turns_without_names_have_a_number_alone():
    assert shown_turns({"": 3}) == "3 turns"


def test_nothing_is_said_of_no_turns():
    assert shown_turns({}) == ""

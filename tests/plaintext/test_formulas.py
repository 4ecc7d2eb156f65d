"""Text that a spreadsheet would run: told by how it begins, guarded, and given back to the letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gioia.plaintext.formulas import guarded, unguarded, would_run


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@a", "\ta", "\ra", "\na", "＝1", "＋1", "－1", "＠a", " =1", "\u3000＝1", "−1"]
)
def test_it_begins_with_a_sign_of_a_formula_or_with_a_control_character(text):
    assert would_run(text)
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", " ", "1", "'", "——", "–1", "“=1”", "a=1", "'a"])
def test_other_text_is_left_alone(text):
    assert not would_run(text)
    assert guarded(text) == unguarded(text) == text


def test_what_looks_guarded_already_is_guarded_once_more():
    assert [guarded(text) for text in ("'=1", "''=1")] == ["''=1", "'''=1"]


@given(st.text(st.sampled_from("'=+-@＝ \t\n1a")) | st.text())
def test_any_text_comes_back(text):
    assert unguarded(guarded(text)) == text
    assert not would_run(guarded(text))

"""Seeds and alignment, held against the plain way of computing them."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.codings.grams import GRAM, aligned, exact_places, hashed, indexed, letters, seeded_places
from gioia.sources.normal import fold

SMALL = st.text("abcd", min_size=1, max_size=12)


def codes(text: str):
    return letters(fold(text)).codes


def test_only_letters_and_digits_count():
    assert [chr(code) for code in codes("“Ａb，１ 乐…")] == ["a", "b", "1", "乐"]


def distance(one: str, other: str) -> int:
    """Edit distance (Levenshtein 1966), by its recursion."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row = row, [i]
        for j, b in enumerate(other, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (a != b)))
    return row[-1]


@given(SMALL, st.text("abcd", max_size=16))
@settings(max_examples=200)
def test_alignment_finds_the_part_of_least_distance(quotation, window):
    least, begin, end = aligned(codes(quotation), codes(window))
    parts = [window[i:j] for i in range(len(window) + 1) for j in range(i, len(window) + 1)]
    assert least == min(distance(quotation, part) for part in parts)
    assert distance(quotation, window[begin:end]) == least


@given(st.text("ab", min_size=4, max_size=8), st.text("ab", max_size=40))
@settings(max_examples=200)
def test_every_exact_place_is_found(quotation, text):
    found = exact_places(indexed({"F1/a": text}), codes(quotation))
    assert found == [at for at in range(len(text)) if text.startswith(quotation, at)]


def test_a_text_without_four_letters_has_no_seed():
    assert len(hashed(codes("abc"))) == 0
    assert len(hashed(codes("abcd"))) == len(codes("abcd")) - GRAM + 1
    assert seeded_places(indexed({"F1/a": "abc"}), codes("abcdef")) == []
    assert exact_places(indexed({}), codes("abcdef")) == []


def test_the_likeliest_place_comes_first():
    text = "x" * 20 + "abcdefghijkl" + "y" * 20 + "abcdzzzzijkl"
    assert seeded_places(indexed({"F1/a": text}), codes("abcdefghijkl"))[0] == 20


def test_a_run_that_stands_everywhere_still_seeds_where_there_is_no_other():
    index = indexed({"F1/a": "哈" * 300})
    assert seeded_places(index, codes("哈哈哈哈哈哈"))
    assert np.all(np.diff(index.keys.astype(np.float64)) >= 0)

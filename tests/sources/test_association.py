"""Measures of association: values worked by hand from the formulas, and what is undefined."""

from __future__ import annotations

from math import log, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gioia.sources.association import log_dice, log_likelihood, log_ratio

COUNTS = st.integers(0, 500)
SIZES = st.integers(500, 5000)


class TestLogLikelihood:
    def test_a_word_twice_as_frequent_in_a_corpus_of_the_same_size(self):
        """20 and 10 in 1,000 words each: 15 are expected in both, G² = 2 (20 ln 20/15 + 10 ln 10/15)."""
        assert log_likelihood(20, 10, 1000, 1000) == pytest.approx(3.3980, abs=1e-4)

    def test_corpora_of_different_size(self):
        """30 in 3,000 words and 2 in 1,000: 24 and 8 are expected, G² = 2 (30 ln 30/24 + 2 ln 2/8)."""
        assert log_likelihood(30, 2, 3000, 1000) == pytest.approx(2 * (30 * log(1.25) + 2 * log(0.25)))
        assert log_likelihood(30, 2, 3000, 1000) == pytest.approx(7.8434, abs=1e-4)

    def test_the_same_share_is_no_difference(self):
        assert log_likelihood(5, 10, 100, 200) == pytest.approx(0)

    def test_a_word_that_one_corpus_lacks(self):
        """6 and 0 in 100 words each: 3 are expected in both, and the empty cell adds nothing: G² = 2 · 6 ln 2."""
        assert log_likelihood(6, 0, 100, 100) == pytest.approx(8.3178, abs=1e-4)
        assert log_likelihood(0, 6, 100, 100) == pytest.approx(8.3178, abs=1e-4)

    def test_a_word_of_neither_is_no_difference(self):
        assert log_likelihood(0, 0, 100, 100) == 0

    def test_an_empty_corpus_leaves_it_undefined(self):
        assert log_likelihood(3, 0, 10, 0) is None
        assert log_likelihood(0, 3, 0, 10) is None

    @given(COUNTS, COUNTS, SIZES, SIZES)
    def test_it_is_never_negative_and_the_same_from_both_sides(self, count, other, size, other_size):
        value = log_likelihood(count, other, size, other_size)
        assert value >= 0
        assert value == pytest.approx(log_likelihood(other, count, other_size, size), abs=1e-9)


class TestLogRatio:
    def test_each_doubling_of_the_share_is_one(self):
        assert log_ratio(20, 10, 1000, 1000) == pytest.approx(1)
        assert log_ratio(40, 10, 1000, 1000) == pytest.approx(2)
        assert log_ratio(10, 80, 1000, 1000) == pytest.approx(-3)

    def test_the_share_counts_and_not_the_number(self):
        assert log_ratio(10, 10, 100, 800) == pytest.approx(3)
        assert log_ratio(30, 2, 3000, 1000) == pytest.approx(log2(5))

    def test_it_is_undefined_where_a_corpus_lacks_the_word(self):
        assert log_ratio(6, 0, 100, 100) is None
        assert log_ratio(0, 6, 100, 100) is None
        assert log_ratio(0, 0, 100, 100) is None


class TestLogDice:
    def test_words_that_are_always_together_have_fourteen(self):
        assert log_dice(8, 8, 8) == 14

    def test_each_halving_of_the_coefficient_takes_one(self):
        assert log_dice(4, 8, 8) == pytest.approx(13)
        assert log_dice(1, 8, 8) == pytest.approx(11)

    def test_unequal_words(self):
        """5 together of 20 and 60: Dice = 10 / 80 = 1/8."""
        assert log_dice(5, 20, 60) == pytest.approx(11)

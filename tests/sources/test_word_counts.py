"""What a word is, where several stand, and what stands near them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gioia.sources.normal import folded
from gioia.sources.stopwords import default_stopwords
from gioia.sources.word_counts import by_group, collocates, occurrences, word_counter

LETTERS = st.lists(st.sampled_from("abcx"), max_size=12)


class TestWords:
    def test_numbers_and_punctuation_are_no_words(self):
        assert word_counter()("2015年，增长 30%！C2C") == ["年", "增长", "c2c"]

    def test_width_case_and_broken_lines_make_no_difference(self):
        assert word_counter()("ＡＰＰ和App，用\n户") == ["app", "和", "app", "用户"]

    def test_a_soft_hyphen_hides_no_word(self):
        assert word_counter()("the ba\u00adkery") == ["the", "bakery"]

    def test_words_of_the_dictionary_stay_whole(self):
        assert "橙屋" in word_counter(("橙屋",))("他说橙屋开门了")

    @pytest.mark.parametrize("passage", ["", " \n", "。。。", "12 34"])
    def test_a_passage_without_words(self, passage):
        assert word_counter()(passage) == []


class TestStopWords:
    def test_they_are_written_as_words_are_counted(self):
        assert all(folded(word) == word for word in default_stopwords())

    def test_they_are_of_both_languages_and_hold_no_word_of_substance(self):
        assert {"的", "我们", "因为", "the", "because", "we"} <= default_stopwords()
        assert not {"用户", "价值", "需求", "user", "value", "customer"} & default_stopwords()


class TestOccurrences:
    def test_of_one_word_and_of_several(self):
        assert occurrences(list("abcab"), ["a"]) == [0, 3]
        assert occurrences(list("abcab"), ["a", "b"]) == [0, 3]
        assert occurrences(list("abcab"), ["b", "a"]) == []

    def test_they_do_not_overlap(self):
        assert occurrences(list("aaaaa"), ["a", "a"]) == [0, 2]

    def test_of_nothing(self):
        assert occurrences(list("abc"), []) == []
        assert occurrences([], ["a"]) == []


def near(passages, wanted, window):
    count, found = collocates([list(passage) for passage in passages], list(wanted), window=window)
    return count, {one.word: (one.near, one.count) for one in found}


class TestCollocates:
    def test_the_window_is_counted_in_words_on_both_sides(self):
        assert near(["abxcd"], "x", 1) == (1, {"b": (1, 1), "c": (1, 1)})
        assert near(["abxcd"], "x", 2) == (1, {"a": (1, 1), "b": (1, 1), "c": (1, 1), "d": (1, 1)})

    def test_it_never_reaches_into_another_passage(self):
        assert near(["ab", "x", "cd"], "x", 5) == (1, {})

    def test_an_occurrence_near_two_is_counted_once(self):
        assert near(["xax"], "x", 3) == (2, {"a": (1, 1)})

    def test_occurrences_out_of_reach_count_in_all(self):
        assert near(["xa", "a", "a"], "x", 1) == (1, {"a": (1, 3)})

    def test_words_within_the_wanted_ones_are_none(self):
        assert near(["axyb"], "xy", 1) == (1, {"a": (1, 1), "b": (1, 1)})

    def test_those_that_belong_most_come_first(self):
        """x stands 3 times; a 3 times beside it of 3: 14; b once of 3: 14 + log2(2/6)."""
        _, found = collocates([list("axb"), list("ax"), list("xa"), list("bb")], ["x"], window=1)
        assert [(one.word, round(one.log_dice, 2)) for one in found] == [("a", 14.0), ("b", 12.42)]

    @given(st.lists(LETTERS, max_size=4), st.integers(1, 4))
    def test_the_numbers_are_those_of_looking_at_each_word(self, passages, window):
        expected: dict[str, int] = {}
        for words in passages:
            for place, word in enumerate(words):
                reach = words[max(0, place - window) : place] + words[place + 1 : place + 1 + window]
                if word != "x" and "x" in reach:
                    expected[word] = expected.get(word, 0) + 1
        count, found = collocates(passages, ["x"], window=window)
        assert count == sum(words.count("x") for words in passages)
        assert {one.word: one.near for one in found} == expected


def test_words_are_counted_by_the_groups_of_their_passage():
    counted = by_group([(("a",), ["x", "y"]), (("b",), ["x"]), (("a",), ["x"]), (("a", "b"), ["z"])])
    assert counted == {("a",): {"x": 2, "y": 1}, ("b",): {"x": 1}, ("a", "b"): {"z": 1}}

"""Queries: what a text is searched for, held against a search that folds everything."""

from __future__ import annotations

import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gioia.errors import GioiaError
from gioia.sources.normal import INVISIBLE, fold, folded, folded_char, spellings
from gioia.sources.queries import query_of, regex_query, words_query
from gioia.sources.scripts import script_classes

LETTERS = "用户户月㋀⽉aＡkK𝐤🄐㎏ﬁfi \n\u3000\u00ad\u200b“'»—-é发發髮头頭里裡"
"""Characters of every kind: alike, read as several, white space, of two scripts."""


def naive(text: str, words: str, same=lambda char: char) -> list[tuple[int, int]]:
    """Return the hits as the definition has them: fold all, look from left to right, share no character."""
    whole = fold(text)
    haystack, needle = "".join(map(same, whole.text)), "".join(map(same, folded(words)))
    spans: list[tuple[int, int]] = []
    at = haystack.find(needle) if needle else -1
    while at >= 0:
        span = whole.span(at, at + len(needle))
        spans.append(span)
        after = next((i for i in range(at, len(haystack)) if whole.places[i] >= span[1]), len(haystack))
        at = haystack.find(needle, after)
    return spans


def one_of_class(char: str) -> str:
    return min(script_classes().get(char, {char}))


def found(text: str, words: str, **how) -> list[str]:
    query = query_of(words, **how)
    return [text[start:end] for start, end in query.spans(text)] if query.may_hold(text.encode()) else []


class TestWords:
    @given(st.text(LETTERS, max_size=40), st.text(LETTERS, min_size=1, max_size=4))
    @example("㎏㎏", "k")
    @example("㈱社", "株")
    @example("⑾", "1")
    @example("ﬁ nd", "fi")
    @settings(max_examples=600)
    def test_the_hits_are_those_of_a_search_that_folds_everything(self, text, words):
        query = words_query(words)
        assert query.spans(text) == naive(text, words)

    @given(st.text(LETTERS, max_size=40), st.text(LETTERS, min_size=1, max_size=3))
    @settings(max_examples=300)
    def test_of_any_script_too(self, text, words):
        assert words_query(words, any_script=True).spans(text) == naive(text, words, one_of_class)

    @given(st.lists(st.text(LETTERS, max_size=30), max_size=8), st.text(LETTERS, max_size=4))
    @settings(max_examples=300)
    def test_no_text_with_a_hit_is_passed_over_whatever_came_before_it(self, texts, words):
        query = words_query(words)
        for text in texts:
            assert query.may_hold(text.encode()) or not naive(text, words)

    def test_a_text_without_one_of_the_letters_need_not_be_decoded(self):
        may_hold = words_query("酸奶").may_hold
        assert not may_hold("奶牛".encode())
        assert not may_hold("酸菜".encode())
        assert may_hold("酸的奶".encode()), "whether they stand together is not asked"

    def test_words_are_found_whatever_their_width_case_quotes_and_breaks(self):
        assert found("他说：『ＣＥＯ  也是用\n户』。", "“ceo也是用户”") == ["『ＣＥＯ  也是用\n户』"]

    def test_a_character_read_as_several_is_a_hit_as_a_whole(self):
        assert found("重 3 ㎏ 左右", "kg") == ["㎏"]
        assert found("㎏", "g") == ["㎏"]

    def test_soft_hyphens_and_zero_width_spaces_hide_no_word(self):
        text = "the ba\u00adkery, 面\u200b包\ufeff店"
        assert found(text, "bakery") == ["ba\u00adkery"]
        assert found(text, "面包店") == ["面\u200b包\ufeff店"]
        assert found("面包", "面\u00ad包") == ["面包"]

    def test_hits_share_no_character(self):
        assert words_query("哈哈").spans("哈哈哈哈哈") == [(0, 2), (2, 4)]
        assert words_query("1").spans("⑾") == [(0, 1)]

    @pytest.mark.parametrize("words", ["", " ", "\n\u3000"])
    def test_white_space_alone_is_no_words(self, words):
        with pytest.raises(GioiaError, match="no words are given"):
            query_of(words)

    def test_a_space_is_a_regular_expression_and_nothing_is_none(self):
        assert found("一 段", " ", regex=True) == [" "]
        with pytest.raises(GioiaError, match="no words are given"):
            query_of("", regex=True)

    def test_signs_of_regular_expressions_are_themselves(self):
        assert found("C++ (a) [b] C+ +", "c++") == ["C++", "C+ +"]
        assert found("见[b]", "[B]") == ["[b]"]


class TestSpellings:
    def test_every_character_of_unicode_is_known_by_what_it_folds_to(self):
        written: dict[str, set[str]] = {}
        for code in range(sys.maxunicode + 1):
            for char in folded_char(chr(code)):
                written.setdefault(char, set()).add(chr(code))
        several = {char: found for char, found in written.items() if len(found) > 1}
        assert len(several) > 3000
        assert {char: set(spellings(char)) for char in several} == several

    def test_what_folds_to_nothing_is_white_space_or_is_not_seen(self):
        assert [
            code
            for code in range(sys.maxunicode + 1)
            if (folded_char(chr(code)) == "") != (chr(code).isspace() or chr(code) in INVISIBLE)
        ] == []


class TestAnyScript:
    def test_simplified_words_find_traditional_ones_and_the_other_way(self):
        text = "頭髮和头发，軟體與软体"
        assert found(text, "头发", any_script=True) == ["頭髮", "头发"]
        assert found(text, "頭發", any_script=True) == ["頭髮", "头发"]
        assert found(text, "软体", any_script=True) == ["軟體", "软体"]

    def test_words_that_differ_by_more_than_their_characters_are_others(self):
        assert found("軟體", "软件", any_script=True) == []

    def test_without_it_the_scripts_are_apart(self):
        assert found("頭髮", "头发") == []

    def test_regional_forms_are_alike(self):
        for one, other in ("为爲", "里裏", "里裡", "群羣", "卫衞", "着著", "台檯", "干乾"):
            assert other in script_classes()[one]

    def test_an_offset_counts_the_characters_of_the_text(self):
        assert words_query("发", any_script=True).spans("𠀀頭\n髮") == [(3, 4)]

    def test_a_class_is_the_same_from_each_of_its_characters(self):
        classes = script_classes()
        assert all(classes[other] == members for members in classes.values() for other in members)
        assert all(char in members for char, members in classes.items())


class TestRegularExpressions:
    def test_it_is_matched_against_the_text_to_the_letter(self):
        text = "用户甲。\n用 户乙。用户丙\n"
        assert found(text, "用户[一-龥]", regex=True) == ["用户甲", "用户丙"]
        assert found(text, r"^用.*$", regex=True) == ["用户甲。", "用 户乙。用户丙"]
        assert found("Ａ A a", "a", regex=True) == ["a"]
        assert found("Ａ A a", "(?i)a", regex=True) == ["A", "a"]

    def test_matches_without_a_character_are_no_hits(self):
        assert found("甲乙", "x*", regex=True) == []

    @pytest.mark.parametrize("pattern", ["(", "[", "a{2,1}", "*", r"\p{Nonsense}", "(?P<a", "(?<=a+"])
    def test_a_pattern_that_cannot_be_read_is_said_in_one_line(self, pattern):
        with pytest.raises(GioiaError) as raised:
            regex_query(pattern)
        assert "\n" not in str(raised.value)
        assert "is no regular expression" in str(raised.value)

    def test_a_pattern_that_never_ends_is_ended(self, monkeypatch):
        monkeypatch.setattr("gioia.sources.queries.SECONDS", 0.1)
        with pytest.raises(TimeoutError):
            regex_query(r"(?:字|字字)+$").spans("字" * 80 + "！")

    def test_it_does_not_go_with_scripts(self):
        with pytest.raises(GioiaError, match="does not go with"):
            query_of("头发", regex=True, any_script=True)

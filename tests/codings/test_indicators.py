"""The rules of the codebook, applied to sentences: what they find is what a reader would find word by word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.codebook.records import Codebook, Concept, Dimension, Indicator, Theme
from gioia.codings.coding import RULES_CODER, Coding, new_coding
from gioia.codings.indicators import Comparison, apply_indicators, compare
from gioia.sources.normal import folded
from gioia.sources.register import Document
from gioia.sources.sentences import sentences


def codebook(**rules: list[Indicator]) -> Codebook:
    """Return a codebook of one theme: concept → indicators."""
    made = tuple(Concept(name, indicators=tuple(indicators)) for name, indicators in rules.items())
    return Codebook(dimensions=(Dimension("维度", themes=(Theme("主题", concepts=made),)),))


def document(text: str, name: str = "F1/a") -> Document:
    return Document(name=name, source="F1", text=text, sha256="")


def found(text: str, *indicators: Indicator) -> list[str]:
    return [coding.quotation for coding in apply_indicators(codebook(甲=list(indicators)), [document(text)], "2026")]


COOK = "他在蓝带学过厨艺。他有蓝带的朋友。她练厨艺。"


class TestIndicators:
    def test_a_word_codes_every_sentence_that_holds_it(self) -> None:
        assert found(COOK, Indicator("蓝带")) == ["他在蓝带学过厨艺。", "他有蓝带的朋友。"]
        assert found(COOK, Indicator("法国")) == []

    def test_one_of_the_required_words_must_stand_in_the_sentence(self) -> None:
        assert found(COOK, Indicator("厨艺", requires=("蓝带", "朋友"))) == ["他在蓝带学过厨艺。"]

    def test_none_of_the_excluded_words_may_stand_in_the_sentence(self) -> None:
        assert found(COOK, Indicator("蓝带", excludes=("朋友", "练"))) == ["他在蓝带学过厨艺。"]

    def test_an_excluded_word_wins_over_a_required_one(self) -> None:
        assert found(COOK, Indicator("厨艺", requires=("学",), excludes=("蓝带",))) == []

    def test_sentences_next_to_each_other_are_all_coded(self) -> None:
        assert found("用户\n用户\n用户用户", Indicator("用户")) == ["用户", "用户", "用户用户"]

    def test_a_sentence_is_coded_once_and_the_memo_names_every_word(self) -> None:
        rules = codebook(甲=[Indicator("厨艺"), Indicator("蓝带"), Indicator("厨艺", requires=("学",))])
        codings = apply_indicators(rules, [document(COOK)], "2026")
        assert [coding.memo for coding in codings] == ["厨艺, 蓝带", "蓝带", "厨艺"]

    def test_a_coding_of_the_rules_says_so_and_stands_at_its_sentence(self) -> None:
        [coding] = apply_indicators(codebook(甲=[Indicator("朋友")]), [document(COOK)], "2026-01-01")
        assert (coding.coder, coding.concept, coding.time, coding.document) == (RULES_CODER, "甲", "2026-01-01", "F1/a")
        assert COOK[coding.start : coding.end] == coding.quotation == "他有蓝带的朋友。"

    def test_codings_come_by_document_and_position_and_codebook(self) -> None:
        rules = codebook(乙=[Indicator("蓝带")], 甲=[Indicator("他")])
        codings = apply_indicators(rules, [document(COOK, "G1/z"), document(COOK, "F1/a")], "2026")
        assert [(coding.document, coding.start, coding.concept) for coding in codings] == [
            (name, start, concept) for name in ("G1/z", "F1/a") for start in (0, 9) for concept in ("乙", "甲")
        ]

    @pytest.mark.parametrize("word", ["", "  ", "\n"])
    def test_an_empty_word_stands_nowhere_wherever_it_is_written(self, word: str) -> None:
        assert found(COOK, Indicator(word)) == []
        assert found(COOK, Indicator("练", excludes=(word,))) == ["她练厨艺。"]
        assert found(COOK, Indicator("练", requires=(word,))) == []


class TestWords:
    @pytest.mark.parametrize("text", ["an art form", "Art.", "用art做", "(ART)", "ａｒｔ"])
    def test_a_latin_word_stands_by_itself(self, text: str) -> None:
        assert found(text, Indicator("art")) == [text]

    @pytest.mark.parametrize("text", ["start", "arts", "party", "art2", "éart", "ｓｔａｒｔ", "ａｒｔｓ"])
    def test_a_latin_word_is_not_found_inside_another(self, text: str) -> None:
        assert found(text, Indicator("art")) == []

    def test_required_and_excluded_words_stand_by_themselves_too(self) -> None:
        assert found("nothing is free", Indicator("free", excludes=("not",))) == ["nothing is free"]
        assert found("not free", Indicator("free", excludes=("not",))) == []
        assert found("starting is free", Indicator("free", requires=("art",))) == []

    def test_a_chinese_word_is_found_anywhere_also_next_to_letters(self) -> None:
        assert found("老用户群APP用户A", Indicator("用户")) == ["老用户群APP用户A"]

    def test_width_case_and_spaces_do_not_hide_a_word(self) -> None:
        assert found("ＣＥＯ 和用 户", Indicator("ceo"), Indicator("用户")) == ["ＣＥＯ 和用 户"]

    def test_a_word_does_not_reach_over_the_end_of_a_sentence(self) -> None:
        assert found("我们用。户外", Indicator("用户")) == []
        assert found("我们用\n户外", Indicator("用户")) == []

    def test_a_word_that_a_page_broke_is_found(self) -> None:
        line = "我们把每一步都写出来给大家看也把每一笔花费都列出来给大家算用"
        page = "\n".join([line] * 21) + "\n户"
        [passage] = found(page, Indicator("用户"))
        assert passage.endswith("用\n户")


WORDS = st.text("用户甲ab", min_size=1, max_size=2)
RULES = st.builds(
    Indicator,
    word=WORDS,
    requires=st.lists(WORDS, max_size=2).map(tuple),
    excludes=st.lists(WORDS, max_size=2).map(tuple),
)


def stands(word: str, sentence: str) -> bool:
    """Tell by looking at every place whether the word stands whole in the sentence."""
    spots = [(at, char) for at, original in enumerate(sentence) for char in folded(original)]
    for first in range(len(spots) - len(word) + 1):
        part = spots[first : first + len(word)]
        if "".join(char for _, char in part) != word:
            continue
        before, after = sentence[: part[0][0]][-1:], sentence[part[-1][0] + 1 :][:1]
        inside = (word[0].isascii() and before in {"a", "b"}) or (word[-1].isascii() and after in {"a", "b"})
        if not inside:
            return True
    return False


class TestAgainstANaiveScan:
    @given(st.text("用户甲ab 。\n", max_size=40), st.lists(RULES, min_size=1, max_size=3))
    @settings(max_examples=300, deadline=None)
    def test_the_rules_code_exactly_the_sentences_that_a_reader_would(self, text: str, rules: list[Indicator]) -> None:
        wanted = [
            (start, end)
            for start, end in sentences(text)
            if any(
                stands(rule.word, text[start:end])
                and (not rule.requires or any(stands(word, text[start:end]) for word in rule.requires))
                and not any(stands(word, text[start:end]) for word in rule.excludes)
                for rule in rules
            )
        ]
        codings = apply_indicators(codebook(甲=rules), [document(text)], "2026")
        assert [(coding.start, coding.end) for coding in codings] == wanted


class TestComparison:
    def code(self, start: int, end: int, concept: str = "甲", name: str = "F1/a") -> Coding:
        return new_coding("x" * 100, name, (start, end), concept=concept, coder="张", time="")

    def test_passages_of_persons_beside_those_of_the_rules(self) -> None:
        persons = [self.code(0, 10), self.code(20, 30), self.code(40, 50, "乙")]
        rules = [self.code(5, 15), self.code(8, 9), self.code(60, 70), self.code(41, 42, "甲")]
        assert compare(codebook(甲=[], 乙=[], 丙=[]), persons, rules) == [
            Comparison("甲", coded=2, found=1, added=2),
            Comparison("乙", coded=1, found=0, added=0),
            Comparison("丙", coded=0, found=0, added=0),
        ]

    def test_passages_that_touch_or_stand_in_another_document_do_not_overlap(self) -> None:
        persons = [self.code(0, 10)]
        assert compare(codebook(甲=[]), persons, [self.code(10, 20)])[0].found == 0
        assert compare(codebook(甲=[]), persons, [self.code(0, 10, name="G1/b")])[0].found == 0
        assert compare(codebook(甲=[]), persons, [self.code(9, 20)])[0].found == 1

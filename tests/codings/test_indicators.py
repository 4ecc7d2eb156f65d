"""The rules of the codebook, applied to sentences: what they find is what a reader would find word by word."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.codebook.records import Codebook, Concept, Dimension, Indicator, Theme
from gioia.codings import indicators
from gioia.codings.coding import RULES_CODER
from gioia.codings.indicators import apply_indicators
from gioia.sources.register import Document
from gioia.sources.segments import Segment
from gioia.sources.sentences import sentences as cut
from gioia.sources.sentences import stripped
from gioia.sources.tokens import word_starts

Turns = Callable[..., None]


def codebook(**rules: list[Indicator]) -> Codebook:
    """Return a codebook of one theme: concept → indicators."""
    made = tuple(Concept(name, indicators=tuple(indicators)) for name, indicators in rules.items())
    return Codebook(dimensions=(Dimension("维度", themes=(Theme("主题", concepts=made),)),))


def document(text: str, name: str = "F1/a") -> Document:
    return Document(name=name, source="F1", text=text, sha256="")


def found(text: str, *indicators: Indicator) -> list[str]:
    return [coding.quotation for coding in apply_indicators(codebook(甲=list(indicators)), [document(text)], "2026")]


@pytest.fixture
def turns(monkeypatch):
    """Return a function that makes segments of a text: each of the labels begins a turn."""

    def stub(text, *labels):
        starts = [text.index(label) for label in labels]
        ends = [*starts[1:], len(text)]
        spans = [
            Segment(start, len(text[:end].rstrip()), start + len(label), speaker=label)
            for start, end, label in zip(starts, ends, labels, strict=True)
        ]
        monkeypatch.setattr(indicators, "segments_of", lambda *_: spans)

    return stub


COOK = "他在蓝带学过厨艺。他有蓝带的朋友。她练厨艺。"


class TestIndicators:
    def test_a_word_codes_every_sentence_that_holds_it(self) -> None:
        assert found(COOK, Indicator("蓝带")) == ["他在蓝带学过厨艺。", "他有蓝带的朋友。"]
        assert found(COOK, Indicator("法国")) == []

    def test_none_of_the_excluded_words_may_stand_in_the_sentence(self) -> None:
        assert found(COOK, Indicator("蓝带", excludes=("朋友", "练"))) == ["他在蓝带学过厨艺。"]

    def test_an_excluded_word_wins_over_a_required_one(self) -> None:
        assert found(COOK, Indicator("厨艺", requires=("学",), excludes=("蓝带",))) == ["她练厨艺。"]
        assert found(COOK, Indicator("厨艺", requires=("学",), excludes=("蓝带", "练"))) == []

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


class TestRequiredWords:
    def test_one_of_them_must_stand_in_the_paragraph(self) -> None:
        text = "他在蓝带学过。后来他教厨艺。\n她也教厨艺。"
        assert found(text, Indicator("厨艺", requires=("蓝带", "朋友"))) == ["后来他教厨艺。"]

    def test_in_the_turn_of_a_speaker_it_may_stand_in_another_line(self, turns: Turns) -> None:
        text = "甲：他在蓝带学过。\n后来他教厨艺。\n乙：她也教厨艺。"
        turns(text, "甲：", "乙：")
        assert found(text, Indicator("厨艺", requires=("蓝带",))) == ["后来他教厨艺。"]

    def test_a_line_of_a_turn_ends_a_sentence_all_the_same(self, turns: Turns) -> None:
        text = "甲：先说钱\n再说人"
        turns(text, "甲：")
        assert found(text, Indicator("人", requires=("钱",))) == ["再说人"]

    def test_what_is_coded_is_the_sentence_of_the_indicators_own_word(self) -> None:
        assert found("先说钱。再说人。又说钱。", Indicator("人", requires=("钱",))) == ["再说人。"]

    def test_they_are_not_looked_for_over_the_end_of_a_sentence(self) -> None:
        assert found("我们用。户外有人。", Indicator("人", requires=("用户",))) == []


class TestExcludedContexts:
    OLD = Indicator("酸奶", excludes=("老酸奶",))

    def test_a_phrase_that_holds_the_word_takes_away_the_places_inside_it(self) -> None:
        assert found("我只卖老酸奶。", self.OLD) == []
        assert found("老酸奶卖得好，希腊酸奶也卖得好。", self.OLD) == ["老酸奶卖得好，希腊酸奶也卖得好。"]

    def test_any_of_several_phrases_does(self) -> None:
        both = Indicator("酸奶", excludes=("老酸奶", "酸奶机", "老"))
        assert found("买了酸奶机。", both) == []
        assert found("酸奶机做的酸奶。", both) == ["酸奶机做的酸奶。"]
        assert found("老店里的酸奶。", both) == [], "a word that does not hold the indicator's excludes the sentence"

    def test_a_latin_phrase_holds_a_latin_word_only_whole(self) -> None:
        house = Indicator("art", excludes=("art house",))
        assert found("an art house", house) == []
        assert found("art in an art house", house) == ["art in an art house"]

    @pytest.mark.parametrize(
        ("word", "longer"), [("port", "report"), ("may be", "may beg"), ("may be", "not maybe"), ("порт", "спорт")]
    )
    def test_a_longer_word_of_the_same_letters_excludes_the_sentence(self, word: str, longer: str) -> None:
        rule = Indicator(word, excludes=(longer,))
        assert found(f"{longer}, {word}.", rule) == []
        assert found(f"{word}.", rule) == [f"{word}."]

    def test_a_chinese_phrase_is_a_context_of_the_latin_word_in_it(self) -> None:
        assert found("用art做art", Indicator("art", excludes=("用art",))) == ["用art做art"]
        assert found("用art做", Indicator("art", excludes=("用art",))) == []

    def test_a_context_wins_over_itself(self) -> None:
        assert found("酸奶。", Indicator("酸奶", excludes=("酸奶",))) == []


class TestLabelsOfTurns:
    def test_nothing_is_found_in_a_label_and_no_coding_begins_with_one(self, turns: Turns) -> None:
        text = "用户甲：我们试了。用户都说好。\n用户乙：用户不多。"
        turns(text, "用户甲：", "用户乙：")
        assert found(text, Indicator("用户")) == ["用户都说好。", "用户不多。"]
        assert found(text, Indicator("我们")) == ["我们试了。"]

    def test_a_word_in_a_label_is_neither_required_nor_excluded(self, turns: Turns) -> None:
        text = "用户甲：我们试了。"
        turns(text, "用户甲：")
        assert found(text, Indicator("我们", requires=("用户",))) == []
        assert found(text, Indicator("我们", excludes=("用户",))) == ["我们试了。"]

    def test_a_full_stop_in_a_label_ends_no_sentence(self, turns: Turns) -> None:
        text = "Dr. Li: we tried. They tried"
        turns(text, "Dr. Li:")
        assert found(text, Indicator("tried")) == ["we tried.", "They tried"]


class TestWholeWords:
    WHOLE = Indicator("会", whole=True)

    def test_a_chinese_word_counts_where_jieba_finds_it(self) -> None:
        text = "会议开完了。大家会发言。"
        assert found(text, Indicator("会")) == ["会议开完了。", "大家会发言。"]
        assert found(text, self.WHOLE) == ["大家会发言。"]

    def test_one_whole_place_in_the_sentence_is_enough(self) -> None:
        assert found("会议上他会发言。", self.WHOLE) == ["会议上他会发言。"]

    def test_a_phrase_begins_and_ends_with_words(self) -> None:
        assert found("我们去开会议室的门。", Indicator("开会", whole=True)) == []
        assert found("他经常做饭。", Indicator("经常做饭", whole=True)) == ["他经常做饭。"]

    def test_a_broken_line_and_letters_beside_it_do_not_hide_a_word(self) -> None:
        line = "我们把每一步都写出来给大家看也把每一笔花费都列出来给大家算用"
        page = "\n".join([line] * 21) + "他会\n议开完了"
        assert found(page, self.WHOLE) == []
        assert found("our vip会员 came", Indicator("会员", whole=True)) == ["our vip会员 came"]

    def test_soft_hyphens_neither_hide_a_word_nor_make_one(self) -> None:
        bake = Indicator("bake", whole=True)
        assert found("They ba\u00adke. They re\u00adbake.", bake) == ["They ba\u00adke."]

    def test_a_latin_word_is_whole_anyway(self) -> None:
        assert found("our customer stays", Indicator("customer", whole=True)) == ["our customer stays"]


class TestWords:
    @pytest.mark.parametrize("text", ["an art form", "Art.", "用art做", "(ART)", "ａｒｔ"])
    def test_a_latin_word_stands_by_itself(self, text: str) -> None:
        assert found(text, Indicator("art")) == [text]

    @pytest.mark.parametrize("text", ["start", "arts", "party", "art2", "éart", "ｓｔａｒｔ", "ａｒｔｓ", "a rt"])
    def test_a_latin_word_is_not_found_inside_another(self, text: str) -> None:
        assert found(text, Indicator("art")) == []

    def test_white_space_parts_latin_words(self) -> None:
        assert found("Maybe so. It may\xa0 be so.", Indicator("may be")) == ["It may\xa0 be so."]
        assert found("Maybe so. It may be so.", Indicator("maybe")) == ["Maybe so."]

    @pytest.mark.parametrize("text", ["用arts", "用ar t", "用artａ"])
    def test_so_they_do_in_a_word_that_begins_with_chinese(self, text: str) -> None:
        assert found(text, Indicator("用art")) == []

    def test_required_and_excluded_words_stand_by_themselves_too(self) -> None:
        assert found("nothing is free", Indicator("free", excludes=("not",))) == ["nothing is free"]
        assert found("not free", Indicator("free", excludes=("not",))) == []
        assert found("starting is free", Indicator("free", requires=("art",))) == []

    def test_a_chinese_word_is_found_anywhere_also_next_to_letters(self) -> None:
        assert found("老用户群APP用户A", Indicator("用户")) == ["老用户群APP用户A"]

    def test_width_case_and_spaces_do_not_hide_a_word(self) -> None:
        assert found("ＣＥＯ 和用 户", Indicator("ceo"), Indicator("用户")) == ["ＣＥＯ 和用 户"]
        assert found("用 APP", Indicator("用app")) == ["用 APP"]

    def test_a_word_does_not_reach_over_the_end_of_a_sentence(self) -> None:
        assert found("我们用。户外", Indicator("用户")) == []
        assert found("我们用\n户外", Indicator("用户")) == []
        across = codebook(甲=[Indicator("用。户外"), Indicator("户")])
        assert [coding.memo for coding in apply_indicators(across, [document("我用。户外")], "2026")] == ["户"]

    def test_a_word_may_begin_with_the_mark_that_ends_a_sentence(self) -> None:
        assert found("他说“好。”我走了。“好。”", Indicator("”我")) == []
        assert found("好。”甲", Indicator("。”")) == ["好。”"]

    def test_a_word_that_a_page_broke_is_found(self) -> None:
        line = "我们把每一步都写出来给大家看也把每一笔花费都列出来给大家算用"
        page = "\n".join([line] * 21) + "\n户"
        [passage] = found(page, Indicator("用户"))
        assert passage.endswith("用\n户")


WORDS = st.text("用户甲ab ", min_size=1, max_size=3)
BESIDE = st.text("用户甲ab ", max_size=2)


@st.composite
def rules_of_words(draw: st.DrawFn) -> Indicator:
    """Draw an indicator; what it excludes is often a phrase around its own letters, a longer word among them."""
    word = draw(WORDS)
    around = st.builds(lambda before, after: before + word + after, BESIDE, BESIDE)
    return Indicator(
        word,
        requires=tuple(draw(st.lists(WORDS, max_size=2))),
        excludes=tuple(draw(st.lists(WORDS | around, max_size=2))),
        whole=draw(st.booleans()),
    )


@st.composite
def texts_and_rules(draw: st.DrawFn) -> tuple[str, list[Indicator]]:
    """Draw indicators and a text that holds many of their words."""
    rules = draw(st.lists(rules_of_words(), min_size=1, max_size=3))
    words = [word for rule in rules for word in (rule.word, *rule.requires, *rule.excludes)]
    pieces = st.sampled_from([*words, *(f" {word} " for word in words)]) | st.text("用户甲ab 。\n", max_size=3)
    return "".join(draw(st.lists(pieces, max_size=10))), rules


LABEL = "b甲："


def alike(words: str) -> str:
    """Return what makes words the same: white space left out but between letters, where it is one space."""
    kept = re.sub(r"(?<=[ab])\s+(?=[ab])", "_", words.lower())
    return re.sub(r"\s", "", kept)


def standing(word: str, text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans in `text[start:end]` in which the word stands whole, by looking at every one."""
    return [
        (first, last)
        for first in range(start, end)
        for last in range(first + 1, end + 1)
        if not text[first].isspace() and not text[last - 1].isspace() and alike(text[first:last]) == alike(word)
        if not (text[first] in "ab" and text[first - 1 : first] in {"a", "b"})
        if not (text[last - 1] in "ab" and text[last : last + 1] in {"a", "b"})
    ]


def holds(rule: Indicator, text: str, sentence: tuple[int, int], segment: Segment) -> bool:
    """Tell whether a reader who looks at every place would say that the rule holds in the sentence."""
    ends = [span for span in cut(text) if segment.said < span[1] <= segment.end]
    spans = [(max(start, segment.said), end) for start, end in ends]
    if rule.requires and not any(standing(word, text, *span) for word in rule.requires for span in spans):
        return False
    places = standing(rule.word, text, *sentence)
    for word in filter(str.strip, rule.excludes):
        there = standing(word, text, *sentence)
        if there and not standing(rule.word, word, 0, len(word)):
            return False
        places = [one for one in places if not any(start <= one[0] and one[1] <= end for start, end in there)]
    if not rule.whole:
        return bool(places)
    first, last = sentence
    kept = [place for place in range(first, last) if not text[place].isspace()]
    edges = word_starts("".join(text[place] for place in kept))
    begins = {place for number, place in enumerate(kept) if number in edges}
    ends_of_words = {place + 1 for number, place in enumerate(kept) if number + 1 in edges}
    return any(
        (text[start] in "ab" or start in begins) and (text[end - 1] in "ab" or end in ends_of_words)
        for start, end in places
    )


def labelled(of: Document) -> list[Segment]:
    """Return the lines as segments, a label at the front of some."""
    spans = [(line.start(), line.end()) for line in re.finditer(r"\S(.*\S)?", of.text)]
    return [Segment(a, b, a + len(LABEL) * of.text.startswith(LABEL, a, b)) for a, b in spans]


class TestAgainstANaiveScan:
    @given(texts_and_rules(), st.lists(st.integers(0, 40)))
    @settings(max_examples=400)
    def test_the_rules_code_exactly_the_sentences_that_a_reader_would(
        self, drawn: tuple[str, list[Indicator]], labels: list[int]
    ) -> None:
        text, rules = drawn
        lines = text.split("\n")
        text = "\n".join(LABEL + line if number in labels else line for number, line in enumerate(lines))
        wanted = [
            span
            for segment in labelled(document(text))
            for start, end in cut(text)
            if segment.said < end <= segment.end
            for span in [stripped(text, max(start, segment.said), end)]
            if span and any(holds(rule, text, span, segment) for rule in rules)
        ]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(indicators, "segments_of", lambda document, _: labelled(document))
            codings = apply_indicators(codebook(甲=rules), [document(text)], "2026")
        assert [(coding.start, coding.end) for coding in codings] == wanted

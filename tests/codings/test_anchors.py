"""Where a quotation stands, and how surely: letters decide, and nothing below the stated similarity is found."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.codings.anchors import SIMILARITY, Passage, locate
from gioia.codings.grams import indexed
from gioia.sources.normal import folded

WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


def found(text: str, quotation: str, tag: str = "") -> tuple[Passage, ...]:
    return locate(indexed({"F1/a": text}), quotation, tag)


def places(text: str, quotation: str, tag: str = "") -> list[tuple[int, int]]:
    return [(place.start, place.end) for place in found(text, quotation, tag)]


class TestLocating:
    TEXT = "他说：“我们做了ＡＢ两版，\n花了50%的钱。”后来，我们做了三版。"

    @pytest.mark.parametrize(
        "quotation",
        [
            "我们做了ＡＢ两版，\n花了50%的钱",
            "我们做了AB两版，花了50%的钱",
            "我们做了ab两版，花了５０％的钱",
            "我 们做了AB两版,\u3000花了50%\n的钱",
        ],
    )
    def test_a_quotation_is_found_in_spite_of_width_case_spaces_and_breaks(self, quotation: str) -> None:
        [(start, end)] = places(self.TEXT, quotation)
        assert self.TEXT[start:end] == "我们做了ＡＢ两版，\n花了50%的钱"

    @pytest.mark.parametrize("marks", ["“”", '""', "「」", "『』", "„“", "«»"])
    def test_the_style_of_quotation_marks_does_not_matter(self, marks: str) -> None:
        text = "他说「好」就走"
        assert places(text, f"{marks[0]}好{marks[1]}") == [(2, 5)]

    def test_every_place_is_given_in_order(self) -> None:
        assert places(self.TEXT, "我们做了") == [(4, 8), (26, 30)]
        assert places("哈哈哈", "哈哈") == [(0, 2), (1, 3)]

    def test_a_place_is_exact_where_the_quotation_stands_to_the_letter(self) -> None:
        manners = [(place.start, place.manner) for place in found("ABCD，ＡＢＣＤ，abcd", "ABCD")]
        assert manners == [(0, "exact"), (5, "normalised"), (10, "normalised")]
        assert [(p.start, p.manner) for p in found("AB，ＡＢ", "AB")] == [(0, "exact"), (3, "normalised")]

    @pytest.mark.parametrize("quotation", ["", " \n\u3000", "不在这里", "我们做了四版"])
    def test_what_stands_nowhere_has_no_place(self, quotation: str) -> None:
        assert places(self.TEXT, quotation) == []

    @pytest.mark.parametrize(
        ("behind", "tagged"),
        [
            ("（F1）", True),
            (" [f1]", True),
            ("。” (Ｆ１)", True),
            ("（F11）", False),
            ("（Q1）", False),
            ("后来（F1）", False),
            ("", False),
        ],
    )
    def test_a_place_with_its_source_code_behind_it_is_tagged(self, behind: str, tagged: bool) -> None:  # noqa: FBT001
        for quotation in ("我们试了", "试了"):
            [place] = found(f"我们试了{behind}", quotation, "F1")
            assert place.tagged == tagged
            assert not found(f"我们试了{behind}", quotation)[0].tagged

    @given(st.text("乐纯用户Ab0%“”，。\n …ﬁ", min_size=1, max_size=50), st.data())
    @settings(max_examples=200)
    def test_a_quotation_that_was_widened_and_broken_is_found_at_its_span(self, text: str, data: st.DataObject) -> None:
        solid = [at for at, char in enumerate(text) if not char.isspace()]
        if not solid:
            return
        first, last = sorted(data.draw(st.lists(st.sampled_from(solid), min_size=2, max_size=2)))
        quotation = text[first : last + 1]
        if data.draw(st.booleans()):
            quotation = quotation.translate(WIDE)
        at = data.draw(st.integers(0, len(quotation)))
        quotation = quotation[:at] + data.draw(st.sampled_from(["", "\n", "\u3000", " \n "])) + quotation[at:]
        spans = [(place.start, place.end) for place in found(text, quotation)]
        letters = sum(char.isalnum() for char in text[first : last + 1])
        if letters < 4:  # too short for its punctuation not to count
            assert (first, last + 1) in spans
        else:
            assert any(start >= first - 2 and end <= last + 3 for start, end in spans)
            assert all(alike(text[start:end], quotation) for start, end in spans)


def alike(one: str, other: str) -> bool:
    return "".join(c for c in folded(one) if c.isalnum()) == "".join(c for c in folded(other) if c.isalnum())


class TestOtherWords:
    TEXT = "开头的话说得很长，谁也没有在意。每盒卖多少钱是在街口一家一家问出来的，用户很高兴。后来的事情大家都知道了。"
    SAID = "每盒卖多少钱是在街口一家一家问出来的"

    def test_other_punctuation_makes_no_difference(self) -> None:
        [place] = found(self.TEXT, "每盒卖多少钱、是在——街口一家一家：问出来的")
        assert self.TEXT[place.start : place.end] == self.SAID
        assert (place.manner, place.similarity) == ("normalised", 1.0)

    def test_punctuation_that_both_have_at_the_ends_belongs_to_the_place(self) -> None:
        [place] = found(self.TEXT, f"。{self.SAID}，")
        assert self.TEXT[place.start : place.end] == f"。{self.SAID}，"
        assert place.manner == "exact"

    @pytest.mark.parametrize(
        "said",
        [
            "每盒卖多少钱是在街囗一家一家问出来的",
            "每盒卖多钱是在街口一家一家问出来的",
            "每盒卖多少钱是是在街口一家一家问出来的",
            "每合卖多少钱是在街囗一家一家问出来的",
        ],
    )
    def test_wrong_missing_and_added_letters_are_found_with_their_similarity(self, said: str) -> None:
        [place] = found(self.TEXT, said)
        assert self.TEXT[place.start : place.end] == self.SAID
        assert place.manner == "fuzzy"
        assert SIMILARITY <= place.similarity < 1

    @pytest.mark.parametrize("mark", ["……", "...", "[...]", "（略）", "[…]"])
    def test_marked_omissions_are_found_in_their_parts(self, mark: str) -> None:
        [place] = found(self.TEXT, f"多少钱是在街口{mark}用户很高兴")
        assert self.TEXT[place.start : place.end] == "多少钱是在街口一家一家问出来的，用户很高兴"
        assert place.manner == "parts"

    def test_parts_in_the_wrong_order_or_in_two_documents_are_no_place(self) -> None:
        assert found(self.TEXT, "用户很高兴……多少钱是在街口") == ()
        two = indexed({"F1/a": "多少钱是在街口问的", "F1/b": "用户很高兴很高兴"})
        assert locate(two, "多少钱是在街口……用户很高兴很高兴") == ()

    def test_a_sentence_of_the_same_kind_that_is_not_there_is_not_found(self) -> None:
        assert found(self.TEXT, "他们的包装是由设计师在很短时间内画好的") == ()

    def test_few_letters_must_agree_to_the_last(self) -> None:
        assert found(self.TEXT, "在街囗一家") == ()

    def test_of_two_places_the_better_one_is_given_and_of_equal_ones_both(self) -> None:
        text = f"{self.SAID}。中间隔了很多别的话，一句接着一句。{self.SAID.replace('街口', '街囗')}。"
        assert [place.start for place in found(text, self.SAID)] == [0]
        assert len(found(text, self.SAID.replace("一家一家", "一冢一家"))) == 1
        assert len(found(f"{self.SAID}。{'别' * 40}。{self.SAID}", self.SAID.replace("一家一家", "一冢一家"))) == 2

    def test_wrong_characters_at_either_end_stand_for_as_many_of_the_text(self) -> None:
        text = f"{'前' * 30}{self.SAID}{'后' * 30}"
        for garbled in (f"囗囗{self.SAID[2:]}", f"{self.SAID[:-2]}囗囗"):
            assert [(place.start, place.end) for place in found(text, garbled)] == [(30, 30 + len(self.SAID))]

    def test_documents_are_told_apart(self) -> None:
        index = indexed({"F1/空": "", "F1/a": "前" * 9 + self.SAID, "F1/b": self.SAID})
        assert [(p.document, p.start) for p in locate(index, self.SAID)] == [("F1/a", 9), ("F1/b", 0)]

    def test_a_quotation_does_not_run_from_one_document_into_the_next(self) -> None:
        assert locate(indexed({"F1/a": self.SAID[:9], "F1/b": self.SAID[9:]}), self.SAID) == ()

    @given(st.integers(0, 10**6), st.integers(20, 60), st.sampled_from([0.0, 0.05, 0.1]))
    @settings(max_examples=60)
    def test_a_garbled_quotation_is_found_within_two_characters_of_its_place(
        self, seed: int, length: int, share: float
    ) -> None:
        chance = random.Random(seed)  # noqa: S311 - a text, not a secret
        letters = [chr(0x4E00 + n) for n in range(2500)]
        text = "".join(chance.choices(letters, k=4000))
        start = chance.randrange(3900)
        quotation = "".join(
            chance.choice(letters) if chance.random() < share else c for c in text[start : start + length]
        )
        for place in found(text, quotation):
            assert abs(place.start - start) <= 2
            assert abs(place.end - min(4000, start + length)) <= 2
        assert share or found(text, quotation)


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=150)
def test_whatever_the_text_and_the_quotation_places_lie_in_the_text(text: str, quotation: str) -> None:
    for place in found(text, quotation):
        assert 0 <= place.start < place.end <= len(text)
        assert SIMILARITY <= place.similarity <= 1

"""The sentences of a document, in a transcript and in the broken lines of a page."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.sources.sentences import is_page_broken, sentences

SENTENCE = "乐纯从一开始就把用户请进厨房，一起试味道、改配方，再把每一步都写出来给大家看"
PAGE = "\n".join((SENTENCE * 30)[at : at + 40] for at in range(0, 1000, 40)) + "\n到此为止\n下一段从这里开始" + SENTENCE


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


class TestSentences:
    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("我们试了。他们说好！是吗？", ["我们试了。", "他们说好！", "是吗？"]),
            ("他说：“好。”我走了。", ["他说：“好。”", "我走了。"]),
            ("真的？！（笑）好", ["真的？！", "（笑）好"]),
            ("先想；再做，然后说", ["先想；再做，然后说"]),
            ("It cost 3.5 yuan. Then it rose.", ["It cost 3.5 yuan.", "Then it rose."]),
            ('He said "I left." Then he left.', ['He said "I left."', "Then he left."]),
            ("(It began in 2014.) It ended.", ["(It began in 2014.)", "It ended."]),
            ("甲：你好\n\n  乙：好  \n", ["甲：你好", "乙：好"]),
            ("", []),
            (" \n\u3000\n", []),
        ],
    )
    def test_where_they_end(self, text: str, parts: list[str]) -> None:
        assert cut(text) == parts

    @given(st.text(st.sampled_from('甲乙a. 。！？”")\n\t\u3000…；'), max_size=80))
    @settings(max_examples=200)
    def test_they_hold_every_character_but_white_space_once_and_in_order(self, text: str) -> None:
        spans = sentences(text)
        assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        covered = {at for start, end in spans for at in range(start, end)}
        assert all(text[at].isspace() for at in set(range(len(text))) - covered)

    def test_a_text_of_very_many_spaces_is_cut(self) -> None:
        # Looking back over the spaces from each of them would take hours.
        spaces = " " * 2_000_000
        assert cut(f"a{spaces}b\nc") == [f"a{spaces}b", "c"]


class TestPages:
    def test_lines_that_a_page_broke_are_known_by_their_even_length(self) -> None:
        assert is_page_broken(PAGE)

    def test_a_transcript_and_a_short_text_are_not_page_broken(self) -> None:
        assert not is_page_broken(
            "\n".join(f"{who}：{SENTENCE[:length]}。" for who in "甲乙" for length in range(5, 30))
        )
        assert not is_page_broken("\n".join([SENTENCE] * 19))
        assert is_page_broken("\n".join([SENTENCE] * 20))

    def test_speakers_of_uneven_length_without_full_stops_are_not_page_broken(self) -> None:
        turns = [SENTENCE[: 3 + number * 7 % 37] for number in range(30)]
        assert not is_page_broken("\n".join(turns))

    def test_a_sentence_goes_on_over_the_line_ends_of_a_page(self) -> None:
        prose = f"{SENTENCE}。" * 20
        page = "\n".join(prose[at : at + 33] for at in range(0, len(prose), 33))
        assert [part.replace("\n", "") for part in cut(page)] == cut(prose) == [f"{SENTENCE}。"] * 20

    def test_a_short_line_of_a_page_ends_a_paragraph(self) -> None:
        assert cut(PAGE)[-1] == "下一段从这里开始" + SENTENCE
        assert cut(PAGE)[-2].endswith("到此为止")

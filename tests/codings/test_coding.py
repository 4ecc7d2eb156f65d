"""A coding holds its passage twice: by numbers and by words."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.codings.coding import CONTEXT, Coding, coding_id, new_coding, position

TEXT = "主持人：你们怎么开始的？\n创始人：我们从用户那里学到很多🥛，也从错误里学。\n"
START = TEXT.index("我们")
SPAN = (START, TEXT.index("，也"))


def coding(span: tuple[int, int] = SPAN, text: str = TEXT, concept: str = "向用户学习", id: str = "") -> Coding:
    return new_coding(text, "F1/访谈.txt", span, concept=concept, coder="甲", time="2026-01-01T00:00:00+00:00", id=id)


class TestNewCodings:
    def test_the_quotation_and_its_context_come_from_the_text(self) -> None:
        made = coding()
        assert made.quotation == "我们从用户那里学到很多🥛"
        assert (made.before, made.after) == ("持人：你们怎么开始的？\n创始人：", "，也从错误里学。\n")
        assert (made.document, made.concept, made.coder) == ("F1/访谈.txt", "向用户学习", "甲")

    def test_positions_count_code_points(self) -> None:
        after_the_emoji = coding((TEXT.index("也从"), TEXT.index("里学。")))
        assert after_the_emoji.quotation == "也从错误"

    @given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
    @settings(max_examples=100)
    def test_context_quotation_and_context_are_one_piece_of_the_text(self, text: str, one: int, other: int) -> None:
        start, end = sorted((min(one, len(text)), min(other, len(text))))
        made = coding((start, end), text)
        first = max(0, start - CONTEXT)
        assert made.before + made.quotation + made.after == text[first : end + CONTEXT]
        assert (len(made.before), made.quotation) == (start - first, text[start:end])

    def test_a_coding_is_frozen_and_leaves_out_what_it_does_not_say(self) -> None:
        made = coding()
        with pytest.raises(AttributeError):
            made.start = 0  # type: ignore[misc]
        assert b"stage" not in msgspec.json.encode(made)
        assert b'"role"' not in msgspec.json.encode(made)

    def test_an_unknown_role_or_key_is_no_coding(self) -> None:
        line = msgspec.json.encode(coding())
        for bad in (line.replace(b"{", b'{"role":"best",', 1), line.replace(b"{", b'{"mood":"good",', 1)):
            with pytest.raises(msgspec.ValidationError):
                msgspec.json.decode(bad, type=Coding)


class TestIds:
    def test_the_same_coding_gets_the_same_id_and_any_other_another(self) -> None:
        base = ("F1/访谈.txt", 3, 9, "学习", "甲")
        others = [
            ("F1/b", 3, 9, "学习", "甲"),
            ("F1/访谈.txt", 2, 9, "学习", "甲"),
            ("F1/访谈.txt", 3, 8, "学习", "甲"),
        ]
        others += [
            ("F1/访谈.txt", 3, 9, "机会", "甲"),
            ("F1/访谈.txt", 3, 9, "学习", "乙"),
            ("F1/访谈.txt", 39, 9, "学习", "甲"),
        ]
        ids = {coding_id(*each) for each in [base, *others]}
        assert len(ids) == 7
        assert coding_id(*base) in ids
        assert all(len(each) == 12 and set(each) <= set("0123456789abcdef") for each in ids)

    def test_an_id_never_changes_between_versions(self) -> None:
        assert coding_id("F1/访谈.txt", 3, 9, "学习", "甲") == "4cffc2d68503"

    def test_an_id_can_be_given(self) -> None:
        assert coding(id="ab12").id == "ab12"


class TestOrder:
    def test_codings_are_sorted_by_start_then_end_then_concept_then_id(self) -> None:
        rows = [coding((0, 4), concept="乙", id="1"), coding((0, 4), concept="丙", id="0"), coding((0, 4), id="2")]
        rows += [coding((0, 9), id="3"), coding((0, 2), id="4"), coding((1, 2), id="5")]
        assert [row.id for row in sorted(rows, key=position)] == ["4", "0", "1", "2", "3", "5"]

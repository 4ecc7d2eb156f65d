"""A shortened excerpt is what was said, with every cut marked; anything else is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gioia.codings.omissions import cut, fault

SAID = "我十七岁进城，跟王师傅学了三年，他把火候都教给了我。"
ENGLISH = "I came at seventeen, learnt from Wang for 3.5 years, and he taught me everything."


@pytest.mark.parametrize(
    "shown",
    [
        SAID,
        "我十七岁进城……他把火候都教给了我。",
        "……跟王师傅学了三年……",
        "我十七岁进城，［……］他把火候都教给了我。",
        "我十七岁进城（……）教给了我。",
        "我十七岁进城…教给了我。",
        "我［店主］十七岁进城……教给了我。",
    ],
)
def test_pieces_in_their_order_with_marks_between_are_the_quotation(shown):
    assert fault(shown, SAID) == ""


@pytest.mark.parametrize(
    "shown",
    [
        "I came at seventeen ... and he taught me everything.",
        "[...] Wang [the baker] for 3.5 years, [...]",
        "... everything.",
    ],
)
def test_spaces_around_a_mark_do_not_count(shown):
    assert fault(shown, ENGLISH) == ""


@pytest.mark.parametrize(
    ("shown", "wrong"),
    [
        ("我十七岁进城，他把火候都教给了我。", "“我十七岁进城，他把火候都教给了我。” does not stand there"),
        ("我十八岁进城……教给了我。", "“我十八岁进城” does not stand there"),
        ("他把火候都教给了我……跟王师傅学了三年……", "“跟王师傅学了三年” does not stand there"),
        ("跟王师傅学了三年……", "what stands before “跟王师傅学了三年” is left out without a mark"),
        ("我十七岁进城", "what stands after “我十七岁进城” is left out without a mark"),
        ("……跟王师傅", "what stands after “跟王师傅” is left out without a mark"),
        ("……", "nothing of the quotation is left"),
    ],
)
def test_what_is_not_so_is_told_with_the_piece(shown, wrong):
    assert wrong in fault(shown, SAID)


def test_a_piece_that_was_said_twice_may_be_the_second_one():
    assert fault("……学了又学", "学了又学，学了又学") == ""
    assert fault("学……学", "学") != "", "but not the same words twice"


def test_the_speakers_own_ellipsis_needs_nothing():
    assert fault("他说……算了", "他说……算了") == ""


@given(st.text(st.sampled_from("甲乙丙，。 "), min_size=1).map(str.strip).filter(bool), st.data())
def test_whatever_is_cut_out_of_the_middle_with_a_mark_is_in_order(said, data):
    start = data.draw(st.integers(0, len(said)))
    end = data.draw(st.integers(start, len(said)))
    left, right = said[:start].strip(), said[end:].strip()
    if left or right:
        assert fault(f"{left}……{right}", said) == ""


def test_a_text_that_has_room_is_not_cut():
    assert cut(SAID, len(SAID), "……") == SAID


def test_a_cut_comes_at_the_end_of_a_clause():
    assert cut(SAID, 18, "……") == "我十七岁进城，跟王师傅学了三年……"
    assert cut(ENGLISH, 30, " [...]") == "I came at seventeen [...]"


def test_a_cut_parts_no_word_and_no_number():
    assert cut("卖了2013盒", 6, "……") == "卖了……"
    assert cut("breadbaker and son", 12, " ...") == "breadbak ...", "unless the word alone fills the room"
    assert cut("we sold 3.5 tons", 14, " ...") == "we sold ..."


@given(st.text(st.sampled_from("甲乙，。 a1.b"), min_size=1), st.integers(10, 30))
def test_a_cut_text_is_short_enough_and_marked_as_it_should_be(said, longest):
    said = said.strip() or "甲"
    short = cut(said, longest, "……")
    assert len(short) <= longest
    assert short == said or fault(short, said) == ""

"""Runs: what a text shares with a corpus in more than eight characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gioia.sources.normal import folded
from gioia.sources.runs import LONGEST, Corpus


def shared(text: str, *corpus: str) -> list[str]:
    return [text[start:end] for start, end in Corpus(corpus).runs(text)]


def test_a_run_of_nine_is_found_and_one_of_eight_is_none():
    assert shared("甲一二三四五六七八九乙", "子一二三四五六七八九丑") == ["一二三四五六七八九"]
    assert shared("甲一二三四五六七八乙", "子一二三四五六七八丑") == []


def test_width_white_space_and_line_breaks_hide_nothing():
    assert shared("他：ＡＢＣ，一二 三\n四五。", "abc,一二三四\n五") == ["ＡＢＣ，一二 三\n四五"]


def test_what_stands_in_two_texts_is_two_runs():
    """Each of them can be found again in one text."""
    assert shared("一二三四五六七八九十甲乙", "一二三四五六七八九十", "三四五六七八九十甲乙") == [
        "一二三四五六七八九十",
        "甲乙",
    ]


def test_no_run_reaches_from_one_text_into_the_next():
    assert shared("一二三四五六七八九十", "一二三四五", "六七八九十") == []


def test_nothing_is_shared_with_nothing():
    assert shared("一二三四五六七八九十") == []
    assert shared("", "一二三四五六七八九十") == []


@given(
    st.lists(st.text("一二 \nab", max_size=60), max_size=3),
    st.text("一二 \nab", max_size=80),
)
def test_what_is_left_between_runs_shares_none(corpus, text):
    texts = Corpus(corpus)
    spans = texts.runs(text)
    assert all(texts.holds(folded(text[start:end])) for start, end in spans)
    cut, done = [], 0
    for start, end in spans:
        cut.append(text[done:start])
        done = end
    for part in [*cut, text[done:]]:
        plain = folded(part)
        grams = (plain[at : at + LONGEST + 1] for at in range(len(plain) - LONGEST))
        assert not any(gram in folded(one) for gram in grams for one in corpus)

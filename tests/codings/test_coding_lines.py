"""A line of a cell says on which words of its segment a concept is, exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gioia.codings.coding import new_coding
from gioia.codings.coding_lines import Line, line_of, read_line, words_in
from gioia.sources.register import Document
from gioia.sources.segments import segment_at, segments

TEXT = "甲：我们先试，再试。\n\n乙：好  吧，\n\n就这样。\n"
SEGMENTS = segments(Document("F1/a.md", "F1", "", text=TEXT))


def line(words, concept="试喝", start=None):
    start = TEXT.index(words) if start is None else start
    segment = segment_at(SEGMENTS, start)
    return line_of(
        TEXT,
        segment,
        new_coding(TEXT, "F1/a.md", (start, start + len(words)), concept=concept, coder="甲", time=""),
        "zh",
    )


def test_a_coding_of_the_whole_segment_is_its_concept():
    assert line("我们先试，再试。") == "试喝"


def test_a_coding_of_a_part_says_its_words():
    assert line("我们先试") == "试喝【我们先试】"


def test_words_that_stand_twice_say_where():
    assert line("试", start=TEXT.rindex("试")) == f"试喝【试】@{TEXT.rindex('试')}-{TEXT.rindex('试') + 1}"


def test_a_coding_over_several_lines_says_all_its_words_on_one():
    assert line("好  吧，\n\n就这") == "试喝【好 吧， 就这】"


def test_a_line_is_read_part_by_part():
    assert read_line("试喝【先试】@3-5 | 阶段：起步") == Line("试喝\n阶段：起步", "先试", (3, 5))
    assert read_line("试喝") == Line("试喝")
    assert read_line("试喝 【先试】") == Line("试喝", "先试")


def test_words_are_found_whatever_their_width_and_white_space():
    start = TEXT.index("好")
    assert words_in(TEXT, segment_at(SEGMENTS, start), "好吧,就") == [(start, TEXT.index("就") + 1)]


@given(st.data())
def test_every_span_comes_back_from_its_line(data):
    start = data.draw(st.integers(0, len(TEXT) - 2))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    segment = segment_at(SEGMENTS, start)
    if segment is None or not TEXT[start:end].strip():
        return
    coding = new_coding(TEXT, "F1/a.md", (start, end), concept="试喝", coder="甲", time="")
    said = read_line(line_of(TEXT, segment, coding, "zh"))
    if not said.words:
        assert (start, end) == (segment.said, segment.end)
    elif said.span != (-1, -1):
        assert said.span == (start, end)
    else:
        assert words_in(TEXT, segment, said.words) == [(start, end)]


@pytest.mark.parametrize("hostile", ["a【b】c", "x | y", "【", "@1-2", "a\nb"])
def test_a_line_of_any_name_is_one_line(hostile):
    assert "\n" not in line("我们先试", hostile)

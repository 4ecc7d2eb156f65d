"""What stands in quotation marks, whatever marks an author uses and forgets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gioia.audit.manuscript.quotation_marks import outermost, quoted, unclosed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("他说：“我来。她不来。", ["我来"]),
        ("他说：“我来，又说：「她来」。", ["我来，又说："]),
        ('He said: "we start from scrap. It rained.', ["we start from scrap"]),
        ("他说“我来”，她说“我也来”。", []),
        ("“甲“和”乙“", []),
        ("“甲，“乙，“丙", []),
        ('The board is 6" wide and 7" long.', []),
        ('A 6" board.', []),
        ('He said, "we go. The "others" stay.', ["we go"]),
        ("the ‘90s and users’ views", []),
        ("She said ‘we go", []),
    ],
)
def test_what_nobody_closed_ends_with_its_sentence_or_at_the_next_mark(text, found):
    assert [text[one.start : one.stop] for one in unclosed(text)] == found


def inner(text):
    return [text[one.start : one.stop] for one in outermost(quoted(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("他说“我来”，她说“我也来”。", ["我来", "我也来"]),
        ("他说“她喊‘快走’”。", ["她喊‘快走’"]),
        ("他说「她喊『快走』」。", ["她喊『快走』"]),
        ("他说“她说“走”了”。", ["她说“走”了"]),
        ("“甲“和“乙“", ["甲", "乙"]),
        ("”甲“和”乙“", ["甲", "乙"]),
        ("没有合上“的引号", []),
        ("多出来的”引号", []),
        ("前面“没有合上，后面“合上了”。", ["合上了"]),
        ('She said "we don\'t know", and "left".', ["we don't know", "left"]),
        ("She said ‘we don’t know’ and the users’ view.", ["we don’t know"]),
        ('A 6" board and "two" of them', ["two"]),
        ('She said "he cried "go" and left".', ['he cried "go" and left']),
        ("“”空的", []),
        ("«oui» et «non»", ["oui", "non"]),
    ],
)
def test_quotations_of_a_paragraph(text, found):
    assert inner(text) == found


def test_inner_quotations_have_their_depth():
    assert [one.depth for one in quoted("“甲‘乙“丙”丁’戊”")] == [0, 1, 2]


@given(st.text(alphabet="“”‘’「」『』\"'«»„字a 6\n", max_size=40))
def test_spans_lie_in_the_text_and_never_cross(text):
    found = quoted(text)
    assert all(0 <= one.start < one.stop <= len(text) for one in found)
    for one in found:
        for other in found:
            assert (
                other.start >= one.stop
                or other.stop <= one.start
                or one.start <= other.start <= other.stop <= one.stop
                or other.start <= one.start <= one.stop <= other.stop
            )

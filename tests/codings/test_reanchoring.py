"""A corrected text: untouched passages keep their characters, touched ones say so, lost ones are not forgotten."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.codings.coding import new_coding
from gioia.codings.reanchoring import reanchor

OLD = "开头一段。\n我们自己修好了书架，花了两个周末。\n孩子们放学先来这里写作业。\n结尾一段。\n"


def coding(text, words, occurrence=0):
    at = -1
    for _ in range(occurrence + 1):
        at = text.index(words, at + 1)
    return new_coding(text, "F1/a.txt", (at, at + len(words)), concept="c", coder="甲", time="t")


def fate(old, new, words, occurrence=0):
    (found,) = reanchor(old, new, [coding(old, words, occurrence)])
    return found.outcome, new[found.start : found.end] if found.outcome != "lost" else None


@pytest.mark.parametrize(
    ("new", "outcome", "words"),
    [
        (OLD, "kept", "修好了书架"),
        (OLD.replace("结尾", "最后"), "kept", "修好了书架"),
        ("新加的一段。\n" + OLD, "moved", "修好了书架"),
        (OLD.replace("花了", "大家花了整整"), "kept", "修好了书架"),
        (OLD.replace("我们", "我们几家人"), "moved", "修好了书架"),
        (OLD.replace("\n", "\r\n"), "moved", "修好了书架"),
        (
            "结尾一段。\n孩子们放学先来这里写作业。\n我们自己修好了书架，花了两个周末。\n开头一段。\n",
            "moved",
            "修好了书架",
        ),
    ],
)
def test_edits_outside_a_passage_keep_its_characters(new, outcome, words):
    assert fate(OLD, new, words) == (outcome, words)


def test_an_edit_inside_a_passage_is_told_with_both_wordings():
    new = OLD.replace("修好了书架，花了", "修好了新书架，只花了")
    assert fate(OLD, new, "我们自己修好了书架，花了两个周末") == ("changed", "我们自己修好了新书架，只花了两个周末")


@pytest.mark.parametrize(
    ("old", "new", "words", "now"),
    [
        ("两个周末", "三个晚上", "修好了书架，花了两个周末", "修好了书架，花了三个晚上"),
        ("我们自己", "左邻右舍", "我们自己修好了书架", "左邻右舍修好了书架"),
        ("我们自己", "后来大家自己", "我们自己修好了书架", "后来大家自己修好了书架"),
        ("周末。", "周末呢！", "花了两个周末。", "花了两个周末呢！"),
    ],
)
def test_first_or_last_words_that_were_replaced_are_followed_to_what_took_their_place(old, new, words, now):
    assert fate(OLD, OLD.replace(old, new), words) == ("changed", now)


def test_a_sentence_put_in_at_an_edited_end_is_not_taken_into_the_passage():
    new = OLD.replace("两个周末", "三晚，楼下的老木匠还借来刨子和锯子，教会了大家")
    assert fate(OLD, new, "我们自己修好了书架，花了两个周末") == ("changed", "我们自己修好了书架，花了")


def test_an_edit_that_reaches_beyond_a_passage_adds_nothing_to_it():
    new = OLD.replace("书架，花了", "柜子，用了")
    assert fate(OLD, new, "我们自己修好了书架") == ("changed", "我们自己修好了")


def test_a_passage_that_was_cut_in_two_is_told():
    new = OLD.replace(
        "我们自己修好了书架，花了两个周末。",
        "我们自己修好了书架，" + "中间加了很长的一段话。" * 9 + "花了两个周末又两个晚上。",
    )
    outcome, words = fate(OLD, new, "我们自己修好了书架，花了两个周末")
    assert outcome == "split"
    assert words == "我们自己修好了书架，"


def test_a_passage_that_is_gone_is_lost_although_its_words_have_a_copy_elsewhere():
    old = "甲说：我们修好了书架，真不容易。\n别的话一句。\n乙说：我们修好了书架，真不容易。\n"
    new = "甲说：我们修好了书架，真不容易。\n别的话一句。\n"
    assert fate(old, new, "我们修好了书架", 1) == ("lost", None)
    assert fate(old, new, "我们修好了书架", 0) == ("kept", "我们修好了书架")


def test_of_repeated_passages_each_stays_with_its_own():
    old = "甲：好。\n乙：好。\n丙：好。\n"
    new = "序。\n甲：好。\n丁：好。\n乙：好。\n丙：好。\n"
    (found,) = reanchor(old, new, [coding(old, "好", 1)])
    assert new[found.start - 2 : found.end] == "乙：好"


WORDS = st.lists(
    st.text("我们用户的说e\u0301😀👩‍👧ab，。 ", min_size=1, max_size=12).map(lambda text: text.replace("\n", "")),
    min_size=1,
    max_size=5,
).map("".join)
LINES = st.lists(WORDS, min_size=2, max_size=8)


@given(LINES, st.data())
@settings(max_examples=300)
def test_random_edits_outside_a_passage_keep_its_exact_characters(lines, data):
    old = "\n".join(lines)
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, min(len(old), start + 20)))
    before, passage, after = old[:start], old[start:end], old[end:]
    for _ in range(data.draw(st.integers(1, 4))):
        side = data.draw(st.sampled_from(["before", "after"]))
        text = before if side == "before" else after
        at = data.draw(st.integers(0, len(text)))
        upto = data.draw(st.integers(at, min(len(text), at + 10)))
        text = (
            text[:at]
            + data.draw(st.sampled_from(["", "新的话，", "\r\n", "😀", passage, passage + "\n"]))
            + text[upto:]
        )
        before, after = (text, after) if side == "before" else (before, text)
    new = before + passage + after
    coded = new_coding(old, "F1/a.txt", (start, end), concept="c", coder="甲", time="t")
    (found,) = reanchor(old, new, [coded])
    if len(passage) >= 4:
        assert found.outcome in {"kept", "moved"}
    if found.outcome in {"kept", "moved"}:
        assert new[found.start : found.end] == passage


@given(LINES, st.integers(0, 7), st.integers(0, 7), st.data())
@settings(max_examples=200)
def test_moved_lines_take_their_passages_along(lines, source, target, data):
    old = "\n".join(lines) + "\n"
    source, target = source % len(lines), target % len(lines)
    rest = lines[:source] + lines[source + 1 :]
    new = "\n".join([*rest[:target], lines[source], *rest[target:]]) + "\n"
    line = data.draw(st.sampled_from(lines))
    at = old.index(line)
    coded = new_coding(old, "F1/a.txt", (at, at + len(line)), concept="c", coder="甲", time="t")
    (found,) = reanchor(old, new, [coded])
    assert found.outcome in {"kept", "moved"} or len(line) < 10
    if found.outcome in {"kept", "moved"}:
        assert new[found.start : found.end] == line


@given(st.text("我们用户说ab\n", max_size=80), st.text("我们用户说ab\n", max_size=80), st.data())
@settings(max_examples=300)
def test_no_coding_ever_stands_at_other_words_without_saying_so(old, new, data):
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    coded = new_coding(old, "F1/a.txt", (start, end), concept="c", coder="甲", time="t")
    (found,) = reanchor(old, new, [coded])
    if found.outcome in {"kept", "moved"}:
        assert new[found.start : found.end] == coded.quotation
    elif found.outcome != "lost":
        assert 0 <= found.start < found.end <= len(new)

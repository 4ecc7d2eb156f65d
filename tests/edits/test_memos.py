"""Memos: a note goes to what it is about, and is not lost when that gets another name."""

from __future__ import annotations

from pathlib import Path

import pytest

from gioia.edits.memos import add_memo
from gioia.edits.plan import carry_out
from gioia.errors import GioiaError
from gioia.study.memos import memo_path

TIME = "2026-02-01T00:00:00Z"


def note(clean, name, text):
    return carry_out(clean.root, lambda study: add_memo(study, name, text, by="甲", time=TIME))


def test_a_note_on_a_name_begins_a_memo_and_the_next_one_goes_on_in_it(clean):
    note(clean, "轮流值班", "排班是谁的主意？")
    note(clean, "轮流值班", "再问一次。")
    assert clean.text("memos/轮流值班.md") == (
        "---\nabout: 轮流值班\n---\n\n# 轮流值班\n\n## 2026-02-01 甲\n\n排班是谁的主意？\n\n## 2026-02-01 甲\n\n再问一次。\n"
    )


def test_a_note_on_a_coding_stands_in_the_coding(clean):
    note(clean, "c01", "甲说")
    note(clean, "c01", "乙说")
    assert next(c.memo for c in clean.load().codings if c.id == "c01") == "甲说\n乙说"


def test_a_file_that_is_about_something_else_keeps_its_name(clean):
    note(clean, "F1/访谈.md", "录音不清")
    assert "about: F1/访谈.md" in clean.text("memos/F1_访谈.md.md")
    clean.write("memos/相识.md", "随手记\n")
    note(clean, "相识", "定义太宽")
    assert clean.text("memos/相识.md") == "随手记\n"
    assert "定义太宽" in clean.text("memos/相识-2.md")


@pytest.mark.parametrize(("name", "text", "said"), [("无此", "x", "nothing is called"), ("相识", " ", "is empty")])
def test_a_note_on_nothing_and_one_that_says_nothing_are_refused(clean, name, text, said):
    with pytest.raises(GioiaError, match=said):
        note(clean, name, text)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("CON", "_CON.md"),
        ("aux.b", "_aux.b.md"),
        ("a/b:c", "a_b_c.md"),
        ("...", "memo.md"),
        ("价" * 99, "价" * 60 + ".md"),
    ],
)
def test_a_memo_gets_a_file_that_every_system_can_hold(name, file):
    assert memo_path(Path("study"), name).name == file

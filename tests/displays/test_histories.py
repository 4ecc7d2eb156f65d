"""The trail as tables for an appendix, in both languages."""

from __future__ import annotations

import pytest

from gioia.audit.coding_days import Day
from gioia.audit.trail import Entry
from gioia.displays.histories import days_frame, days_table, entries_table, verb_words
from gioia.displays.merging import columns, rows
from gioia.exports import write

ENTRY = Entry(
    "2026-01-01T12:00:00+00:00", "甲", "rename concept", ("值班",), ("排班",), "更近 *原话*", "a1b2", undone=True
)
BY_HAND = Entry("", "", "edit by hand", ("codebook.yaml",))
VERBS = [
    *(
        "rename concept",
        "rename theme",
        "rename dimension",
        "merge concepts",
        "merge themes",
        "split concept",
        "move theme",
        "move concept",
    ),
    *(
        "add concept",
        "add theme",
        "add dimension",
        "define concept",
        "remove concept",
        "group",
        "ungroup",
        "import table",
    ),
    *("code", "code with new concept", "uncode", "recode", "resize", "set", "settle", "accept suggestion"),
    *("reject suggestion", "apply rules", "import codings", "merge codings", "add documents", "update document"),
    *("settle review", "translate", "memo", "edit by hand", "undo rename concept", "redo code"),
]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_of_an_edit_has_chinese_words(verb):
    assert verb_words(verb, "en") == verb
    assert not any(letter.isascii() for letter in verb_words(verb, "zh"))


def test_what_is_undone_is_named():
    assert verb_words("undo rename concept", "zh") == "撤销：概念改名"
    assert verb_words("redo merge themes", "zh") == "恢复：合并主题"


def test_a_verb_that_nobody_knows_stays_as_it_is():
    assert verb_words("weave", "zh") == "weave"


def test_an_entry_is_a_row():
    zh, en = rows(entries_table([ENTRY], "zh"))[0], rows(entries_table([ENTRY], "en"))[0]
    assert zh[1:] == ("甲", "概念改名（已撤销）", "值班", "排班", "更近 *原话*", "a1b2")
    assert en[2] == "rename concept (undone)"


def test_what_is_not_committed_says_so():
    assert rows(entries_table([BY_HAND], "zh"))[0][:3] == ("未提交", "未知", "手工修改")
    assert rows(entries_table([BY_HAND], "en"))[0][:2] == ("not committed", "not known")


def test_words_of_people_are_no_markup():
    assert r"更近 \*原话\*" in write(entries_table([ENTRY], "zh"), "md").decode()


def test_days_have_columns_of_edits_and_commits_only_where_there_are_any():
    plain, edited = Day("2026-01-01", "甲", 3, 2, 1), Day("2026-01-01", "甲", 3, 2, 1, put_in=3)
    assert len(columns(days_table([plain], "zh"))) == 5
    assert columns(days_table([edited], "en"))[5:] == ["Put in by edits", "Taken out by edits"]
    whole = Day("2026-01-01", "甲", 3, 2, 1, 4, 5, 6, 7, ("乙", "丙"))
    assert rows(days_table([whole], "zh"))[0] == ("2026-01-01", "甲", 3, 2, 1, 4, 5, 6, 7, "乙、丙")


def test_days_are_a_frame_of_numbers():
    frame = days_frame([Day("2026-01-01", "甲", 3, 2, 1, 4, 5, 6, 7, ("乙",))])
    assert list(frame.columns) == [
        *("day", "coder", "codings", "documents", "concepts", "put_in", "taken_out"),
        *("committed_in", "committed_out", "committed_by"),
    ]
    assert frame["codings"].dtype == "int64"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_trail_without_anything_is_a_table_without_rows(language):
    assert rows(entries_table([], language)) == []
    assert rows(days_table([], language)) == []

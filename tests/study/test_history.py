"""The history keeps of an edit what undoing it takes, and says which edits stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.plaintext.lines import encode_lines
from gioia.study.history import (
    Edit,
    Piece,
    as_before,
    file_edit,
    grown_by,
    history_path,
    read_history,
    standing,
    undone_ids,
)

LINES = st.lists(st.sampled_from(["甲\n", "乙\n", "丙\r\n", "\n", "丁\u2028\n", "𠮷\n"]), max_size=12)
TEXTS = st.builds(lambda lines, rest: "".join(lines) + rest, LINES, st.sampled_from(["", "尾", "\r"]))
FILES = st.one_of(st.none(), TEXTS.map(str.encode))


@settings(max_examples=400)
@given(FILES, FILES)
def test_any_change_of_a_file_can_be_taken_back(before, after):
    assert as_before(file_edit("a", before, after), after) == before


def test_a_line_put_in_is_not_kept_twice():
    edit = file_edit("a", "甲\n乙\n".encode(), "甲\n丙\n乙\n".encode())
    assert edit.pieces == (Piece(1, 1, ""),)


def test_lines_that_change_where_they_stand_are_kept_one_by_one():
    old = "".join(f"{n} 甲\n" for n in range(3000))
    new = old.replace("7 甲\n", "7 乙\n")
    edit = file_edit("a", old.encode(), new.encode())
    assert {piece.added for piece in edit.pieces} == {1}
    assert [piece.removed for piece in edit.pieces[:2]] == ["7 甲\n", "17 甲\n"]
    assert len(edit.pieces) == 300


def test_a_file_that_changed_since_is_not_taken_back():
    edit = file_edit("a", b"one\n", b"two\n")
    with pytest.raises(ValueError, match="a"):
        as_before(edit, b"three\n")


def test_an_edit_that_a_merge_of_git_left_twice_counts_once_and_a_bad_line_is_told(tmp_path):
    one, two = Edit("a", "2026-02-01T08:00:00Z", "ada", "code"), Edit("b", "2026-02-02T08:00:00Z", "ada", "code")
    path = history_path(tmp_path, "ada", one.time)
    path.parent.mkdir(parents=True)
    undated = encode_lines([one]).replace(b"2026-02-01T08", b"yesterday")
    path.write_bytes(b"<<<<<<< ours\n" + encode_lines([one, two]) + b"=======\n" + encode_lines([one]) + undated)
    found, findings = read_history(tmp_path)
    assert found == [one, two]
    assert [(each.rule, each.place.line, each.severity) for each in findings] == [
        ("FI4", 1, "warning"),
        ("FI4", 4, "warning"),
        ("FI7", 6, "warning"),
    ]


def test_a_line_is_added_below_one_that_lost_its_end():
    one, two = Edit("a", "2026-02-01", "ada", "code"), Edit("b", "2026-02-02", "ada", "code")
    assert grown_by(encode_lines([one]).rstrip(), [two]) == grown_by(None, [one, two]) == encode_lines([one, two])


def edits(*undoing: str) -> list[Edit]:
    """Return edits called a, b, c …; each word names the edit that it undoes, or is empty."""
    return [Edit("abcdefgh"[i], f"2026-02-0{i + 1}", "ada", "code", undoes=undone) for i, undone in enumerate(undoing)]


@pytest.mark.parametrize(
    ("undoing", "stand"),
    [
        (("", "", ""), "abc"),
        (("", "", "b"), "a"),
        (("", "", "b", "a"), ""),
        (("", "", "b", "c"), "ab"),
        (("", "", "b", "c", "d"), "a"),
        (("", "", "b", "c", "b"), "a"),
    ],
)
def test_what_stands_is_what_is_not_undone_or_done_again(undoing, stand):
    made = edits(*undoing)
    assert "".join(edit.id for edit in standing(made)) == stand


def test_undoing_an_undoing_leaves_the_undoing_undone():
    assert undone_ids(edits("", "a", "b")) == {"b"}

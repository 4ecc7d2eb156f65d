"""Undoing gives the bytes that were there before, whatever the edit was; what stands in the way is named."""

from __future__ import annotations

import contextlib
import os
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.edits import structure
from gioia.edits.coding import Wish, code, uncode
from gioia.edits.documents import add_documents
from gioia.edits.memos import add_memo
from gioia.edits.plan import carry_out
from gioia.edits.retagging import Choice, merge_concepts, split_concept
from gioia.edits.undo import redo, undo
from gioia.errors import GioiaError
from gioia.study.history import read_history, standing

TIME = "2026-02-01T00:00:00Z"

EDITS = {
    "code": lambda study: code(study, Wish("新书架已经立稳", "捐出旧书", "甲", TIME)),
    "code new": lambda study: code(study, Wish("新书架已经立稳", "立稳", "甲", TIME, is_new=True)),
    "uncode": lambda study: uncode(study, "c02"),
    "rename": lambda study: structure.rename(study, "concept", "轮流值班", "排班"),
    "rename theme": lambda study: structure.rename(study, "theme", "出力", "出工"),
    "group": lambda study: structure.group(study, ["孩子结伴"], "出物"),
    "ungroup": lambda study: structure.ungroup(study, ["捐出旧书"]),
    "merge": lambda study: merge_concepts(study, ["修理书架"], "捐出旧书"),
    "split": lambda study: split_concept(study, "捐出旧书", "捐画册", Choice(words="画册")),
    "merge themes": lambda study: structure.merge_themes(study, ["出物"], "相识"),
    "memo": lambda study: add_memo(study, "相识", "想一想", by="甲", time=TIME),
    "add": lambda study: structure.add_dimension(study, "别的"),
}


def do(copy, planner, by="甲"):
    return carry_out(copy.root, planner, by=by)


def own(copy):
    return {name: raw for name, raw in copy.bytes().items() if not name.startswith("history/")}


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_is_undone_to_the_byte_and_done_again(clean, name):
    before = own(clean)
    do(clean, EDITS[name])
    after = own(clean)
    assert after != before
    do(clean, lambda study: undo(study, by="甲"))
    assert own(clean) == before
    do(clean, lambda study: redo(study, by="甲"))
    assert own(clean) == after


def test_what_was_undone_in_turn_is_done_again_in_turn_and_then_nothing_is_left(clean):
    states = [own(clean)]
    for name in ("memo", "rename", "group"):
        do(clean, EDITS[name])
        states.append(own(clean))
    for state in states[-2::-1]:
        do(clean, lambda study: undo(study, by="甲"))
        assert own(clean) == state
    for state in states[1:]:
        do(clean, lambda study: redo(study, by="甲"))
        assert own(clean) == state
    with pytest.raises(GioiaError, match="undone nothing that could be done again"):
        do(clean, lambda study: redo(study, by="甲"))


@settings(max_examples=25)
@given(st.lists(st.sampled_from([*EDITS, "undo", "redo"]), max_size=8))
def test_whatever_was_done_and_undone_in_whatever_order_all_of_it_can_be_undone(
    copy_of, tmp_path_factory, checkout, names
):
    root = tmp_path_factory.mktemp("random") / "clean"
    shutil.copytree(checkout / "tests" / "studies" / "clean", root)
    clean = copy_of(root)
    before = own(clean)
    for name in names:
        planner = {"undo": lambda study: undo(study, by="甲"), "redo": lambda study: redo(study, by="甲")} | EDITS
        with contextlib.suppress(GioiaError):
            do(clean, planner[name])
    for _ in standing(read_history(root)[0]):
        do(clean, lambda study: undo(study, by="甲"))
    assert own(clean) == before


def test_an_edit_in_the_middle_is_undone_where_nothing_later_touched_its_files(clean):
    do(clean, EDITS["memo"])
    made = read_history(clean.root)[0][0]
    do(clean, EDITS["rename theme"])
    plan = do(clean, lambda study: undo(study, made.id[:6]))
    assert plan.messages == ("undid: memo 相识",)
    assert "memos/相识.md" not in clean.bytes()


def test_a_later_edit_of_the_same_file_is_named_and_nothing_is_written(clean):
    do(clean, EDITS["group"])
    first = read_history(clean.root)[0][0]
    do(clean, EDITS["rename"], by="乙")
    before = clean.bytes()
    with pytest.raises(GioiaError, match="changed since by 乙 \\(rename concept 轮流值班 → 排班\\)") as caught:
        do(clean, lambda study: undo(study, first.id))
    assert "gioia undo" in caught.value.remedy
    assert clean.bytes() == before


def test_a_concept_that_somebody_has_coded_with_since_is_not_taken_away(clean):
    do(clean, lambda study: structure.add_concept(study, "立稳"))
    added = read_history(clean.root)[0][0]
    do(clean, lambda study: code(study, Wish("新书架已经立稳", "立稳", "乙", TIME)), by="乙")
    before = clean.bytes()
    with pytest.raises(GioiaError, match=r"'立稳' would go, and codings rest on it, first .* by 乙"):
        do(clean, lambda study: undo(study, added.id))
    assert clean.bytes() == before
    do(clean, lambda study: undo(study, by="乙"))
    do(clean, lambda study: undo(study, added.id))
    assert "立稳" not in clean.text("codebook.yaml")


def test_a_document_that_somebody_has_coded_since_is_not_taken_away(clean, tmp_path):
    (tmp_path / "新.txt").write_text("新来的材料", encoding="utf-8")
    do(clean, lambda study: add_documents(study, [tmp_path / "新.txt"], "F1"))
    added = read_history(clean.root)[0][0]
    do(clean, lambda study: code(study, Wish("新来的材料", "捐出旧书", "乙", TIME)), by="乙")
    before = clean.bytes()
    with pytest.raises(GioiaError, match=r"'F1/新\.txt' would go"):
        do(clean, lambda study: undo(study, added.id))
    assert clean.bytes() == before


def test_what_was_changed_by_hand_since_is_not_undone(clean):
    do(clean, EDITS["rename"])
    clean.change("codebook.yaml", "也包括搬运", "不包括搬运")
    with pytest.raises(GioiaError, match="not any more as"):
        do(clean, lambda study: undo(study, by="甲"))


def test_a_history_that_was_tampered_with_puts_nothing_else_in_the_place_of_a_file(clean):
    do(clean, EDITS["rename theme"])
    (path,) = (clean.root / "history" / "甲").iterdir()
    raw = path.read_text(encoding="utf-8")
    assert "出力" in raw
    path.write_text(raw.replace("theme: 出力", "theme: 出错"), encoding="utf-8")
    before = own(clean)
    with pytest.raises(GioiaError, match="does not lead back"):
        do(clean, lambda study: undo(study, by="甲"))
    assert own(clean) == before


def test_each_coder_undoes_what_is_their_own(clean):
    do(clean, EDITS["memo"])
    do(clean, EDITS["uncode"], by="乙")
    assert do(clean, lambda study: undo(study, by="甲")).messages == ("undid: memo 相识",)
    with pytest.raises(GioiaError, match="nothing that 甲 did is left"):
        do(clean, lambda study: undo(study, by="甲"))


def test_the_history_only_grows_and_tells_who_did_what(clean):
    do(clean, EDITS["rename"])
    do(clean, lambda study: undo(study, by="乙", edit_id=read_history(study.root)[0][0].id), by="乙")
    edits, findings = read_history(clean.root)
    assert findings == []
    assert [(edit.by, edit.verb, edit.about, edit.to) for edit in edits] == [
        ("甲", "rename concept", ("轮流值班",), ("排班",)),
        ("乙", "undo rename concept", ("轮流值班",), ("排班",)),
    ]
    assert standing(edits) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_history_that_leads_out_of_the_study_is_not_written_and_neither_is_the_edit(clean, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (clean.root / "history").symlink_to(tmp_path / "elsewhere")
    before = clean.bytes()
    with pytest.raises(GioiaError, match="leads out of the study"):
        do(clean, EDITS["rename"])
    assert clean.bytes() == before
    assert list((tmp_path / "elsewhere").iterdir()) == []

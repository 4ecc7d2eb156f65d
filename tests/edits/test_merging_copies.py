"""Another copy's codings come in whole, or not at all where the texts differ; nothing that is here is lost."""

from __future__ import annotations

import shutil

import pytest

from gioia.edits.coding import Wish, code, uncode
from gioia.edits.merging import merge
from gioia.edits.plan import carry_out
from gioia.edits.structure import add_concept
from gioia.errors import GioiaError
from gioia.study.history import read_history

TIME = "2026-02-01T00:00:00Z"


@pytest.fixture
def copy(clean, copy_of):
    shutil.copytree(clean.root, clean.root.parent / "copy")
    return copy_of(clean.root.parent / "copy")


def do(study, planner, by="甲"):
    return carry_out(study.root, planner, by=by)


def bring(clean, copy):
    return do(clean, lambda study: merge(study, copy.load()))


def wish(concept, coder, words="新书架已经立稳", **more):
    return lambda study: code(study, Wish(words, concept, coder, TIME, **more))


def test_what_either_has_coded_is_there_afterwards(clean, copy):
    do(clean, wish("捐出旧书", "甲"))
    do(copy, wish("修理书架", "乙"), by="乙")
    do(copy, lambda study: uncode(study, "c02"), by="乙")
    plan = bring(clean, copy)
    assert plan.messages == ("1 coding by 乙 came in",)
    assert {(c.coder, c.concept) for c in clean.load().codings if c.quotation == "新书架已经立稳"} == {
        ("甲", "捐出旧书"),
        ("乙", "修理书架"),
    }
    assert "c02" in {coding.id for coding in clean.load().codings}


def test_bringing_in_twice_changes_nothing_more(clean, copy):
    do(copy, wish("修理书架", "乙"))
    bring(clean, copy)
    before = clean.bytes()
    assert bring(clean, copy).messages == ("nothing new is in the other copy",)
    assert clean.bytes() == before


def test_a_new_concept_comes_in_under_its_theme(clean, copy):
    do(copy, lambda study: add_concept(study, "搬书", theme="出力", definition="把书搬来"))
    do(copy, wish("搬书", "乙"))
    do(copy, wish("立稳", "乙", words="旧书请先登记再捐", is_new=True))
    assert bring(clean, copy).messages[1] == "new in the codebook: 搬书, 立稳"
    study = clean.load()
    assert study.codebook.dimensions[0].themes[0].concepts[-1].definition == "把书搬来"
    assert [concept.name for concept in study.codebook.ungrouped] == ["立稳"]


def test_other_texts_are_refused_with_the_place_where_they_part(clean, copy):
    path = "sources/G1/公告.md"
    copy.write(path, copy.text(path).replace("新书架", "旧书架"))
    do(copy, wish("修理书架", "乙", words="旧书请先登记再捐"))
    before = clean.bytes()
    with pytest.raises(
        GioiaError, match=r"G1/公告\.md: the texts differ from character 18 on: here .*新书架.* there .*旧书架"
    ):
        bring(clean, copy)
    assert clean.bytes() == before


def test_a_document_that_is_not_here_is_refused(clean, copy):
    register = clean.text("sources/documents.jsonl").splitlines(keepends=True)
    clean.write("sources/documents.jsonl", "".join(line for line in register if "G1" not in line))
    with pytest.raises(GioiaError, match=r"G1/公告\.md: the other copy has codings of this document"):
        bring(clean, copy)


def test_a_coding_that_the_copies_tell_differently_stays_and_is_told(clean, copy):
    do(copy, wish("轮流值班", "甲", words="头一个月我们轮流值班。", stage="扎根"))
    plan = bring(clean, copy)
    assert [remark.subject for remark in plan.remarks] == ["c01"]
    assert "stage here “起步”, there “扎根”" in plan.remarks[0].message
    assert next(c.stage for c in clean.load().codings if c.id == "c01") == "起步"


def test_the_history_of_the_other_copy_comes_in_too(clean, copy):
    do(copy, wish("修理书架", "乙"), by="乙")
    bring(clean, copy)
    assert [(edit.by, edit.verb) for edit in read_history(clean.root)[0]] == [("乙", "code"), ("甲", "merge codings")]

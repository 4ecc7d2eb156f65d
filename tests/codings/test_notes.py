"""A note says what a person wrote: concepts by their names, labelled lines, and whatever is left as a memo."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from gioia.codings.coding import Coding
from gioia.codings.notes import Names, Note, note_of, one_line, parts_of, read_note, same_words

NAMES = Names(["轮流值班", "修理书架", "Shared rota", "甲；乙"])
CODING = Coding("c1", "F1/a.md", 0, 2, "值班", "轮流值班", "甲", "2026-01-05T09:00:00Z")


@pytest.mark.parametrize("written", ["轮流值班", " 轮流 值班 ", "轮流值班：", "轮流值班:", "轮流\u3000值班"])
def test_a_concept_is_known_whatever_the_spaces_and_a_colon_behind(written):
    assert read_note(written, NAMES) == Note(("轮流值班",))


@pytest.mark.parametrize("written", ["ｓｈａｒｅｄ　ｒｏｔａ", "shared rota", "SHARED ROTA:"])
def test_width_and_case_make_no_difference(written):
    assert read_note(written, NAMES).concepts == ("Shared rota",)


def test_of_two_names_that_are_alike_neither_is_meant_by_a_third_spelling():
    names = Names(["Rota", "rota"])
    assert names.meant("rota") == "rota"
    assert names.meant("Rota") == "Rota"
    assert names.meant("ROTA") == ""


@pytest.mark.parametrize(
    "written", ["轮流值班；修理书架", "轮流值班; 修理书架", "轮流值班\n修理书架", "轮流值班；修理书架；轮流值班"]
)
def test_several_concepts_stand_on_lines_or_between_semicolons(written):
    assert read_note(written, NAMES).concepts == ("轮流值班", "修理书架")


def test_a_concept_whose_name_holds_a_semicolon_is_one():
    assert read_note("甲；乙", NAMES).concepts == ("甲；乙",)


def test_a_word_that_is_no_concept_yet_is_a_new_one_on_the_first_line():
    assert read_note("锁门", NAMES) == Note(("锁门",))
    assert read_note("轮流值班；锁门：", NAMES) == Note(("轮流值班", "锁门"))


@pytest.mark.parametrize("written", ["这里要再问一次。", "Is that so?", "很长" * 21, "……"])
def test_a_sentence_is_a_memo(written):
    assert read_note(written, NAMES) == Note((), memo=written)


def test_what_stands_on_a_further_line_is_a_memo():
    assert read_note("轮流值班\n再问一次", NAMES) == Note(("轮流值班",), memo="再问一次")


@pytest.mark.parametrize(
    "written",
    [
        "轮流值班\n阶段：起步\n来源：F2\n作用：proof\n备忘：第一行\n第二行",
        "轮流值班\nstage: 起步\nsource: F2\nrole: proof\nmemo: 第一行\n第二行",
    ],
)
def test_labels_are_known_in_both_languages(written):
    assert read_note(written, NAMES) == Note(("轮流值班",), "起步", "F2", "proof", "第一行\n第二行")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_note_says_all_that_its_coding_says(language):
    coding = replace(CODING, stage="起步", cited="F2", role="counter", memo="一\n二")
    note = note_of(coding, language)
    assert read_note(note, NAMES) == Note(("轮流值班",), "起步", "F2", "counter", "一\n二")
    assert read_note(parts_of(one_line(note)), NAMES) == read_note(note, NAMES)


def test_a_note_in_a_cell_stands_on_one_line():
    assert one_line("轮流值班\n阶段：起步\n备忘：一\n二") == "轮流值班 | 阶段：起步 | 备忘：一⏎二"


def test_notes_are_the_same_whatever_the_white_space_and_what_a_file_cannot_hold():
    assert same_words("轮流值班\n备忘：\x00完", "轮流值班 备忘：\ufffd完")
    assert not same_words("轮流值班", "轮流值日")


@given(st.text())
def test_whatever_is_written_is_read(written):
    note = read_note(written, NAMES)
    assert all(concept.strip() for concept in note.concepts)

"""Codings come in from office files as an edit: recognised, renamed, deleted, refused, and taken back."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gioia.codings.marks import Mark, MarkedRow, MarkedText
from gioia.edits.marked import Coders, Terms, import_marked
from gioia.edits.placing import place_text
from gioia.edits.placing_rows import place_rows
from gioia.edits.plan import carry_out
from gioia.edits.undo import undo
from gioia.errors import GioiaError
from gioia.findings import Place

TIME = "2026-02-01T00:00:00Z"
NAME = "F1/访谈.md"
TEXT = "# 访谈\n\n头一个月我们轮流值班。\n\n书架是大家一起修好的。\n\n我把画册都捐了出来。\n\n孩子们放学约着来。\n"
FILE = Place("marked.docx", 1)


def mark(words, note="", text=TEXT, coder="甲", **more):
    start = text.index(words)
    return Mark(FILE, start, start + len(words), coder, note, **more)


def planner(*marks, text=TEXT, known=(), coder="", part="", **terms):
    def plan(study):
        marked = MarkedText(FILE, text, marks, known=tuple(known))
        placed = place_text(study, marked, Coders(study, coder), part)
        return import_marked(study, placed, known, Terms(TIME, **terms), "marked.docx")

    return plan


def do(clean, plan):
    return carry_out(clean.root, plan, by="甲")


def new(clean, was):
    return [one for one in clean.load().codings if one not in was]


def own(clean):
    return [one for one in clean.load().codings if one.document == NAME]


@pytest.fixture
def was(clean):
    return clean.load().codings


def test_a_comment_codes_its_words(clean, was):
    do(clean, planner(mark("画册", "捐出旧书", time="2026-03-01T10:00:00Z")))
    (one,) = new(clean, was)
    assert (one.document, one.quotation, one.concept, one.coder) == (NAME, "画册", "捐出旧书", "甲")
    assert one.time == "2026-03-01T10:00:00Z"


def test_a_comment_with_two_concepts_is_two_codings(clean, was):
    do(clean, planner(mark("画册", "捐出旧书；修理书架")))
    assert {one.concept for one in new(clean, was)} == {"捐出旧书", "修理书架"}


def test_a_new_concept_waits_under_ungrouped(clean, was):
    do(clean, planner(mark("画册", "说起画册")))
    assert [one.concept for one in new(clean, was)] == ["说起画册"]
    assert "ungrouped:\n  - concept: 说起画册" in clean.text("codebook.yaml")
    assert not [each for each in clean.findings() if each.severity == "error" and each.rule != "GI1"]


def test_a_comment_that_names_no_concept_keeps_its_words_as_a_memo(clean, was):
    do(clean, planner(mark("画册", "这里要再问一次：哪些画册？")))
    (one,) = new(clean, was)
    assert (one.concept, one.memo) == ("待命名", "这里要再问一次：哪些画册？")


def test_a_highlight_is_coded_by_its_colour_or_by_the_legend(clean, was):
    do(clean, planner(mark("画册", colour="yellow"), mark("书架", colour="Green"), legend={"green": "修理书架"}))
    assert {one.quotation: one.concept for one in new(clean, was)} == {"画册": "突出显示：yellow", "书架": "修理书架"}


def test_replies_become_part_of_the_memo_once(clean, was):
    plan = planner(mark("画册", "捐出旧书", replies=("乙: 同意",)))
    do(clean, plan)
    do(clean, plan)
    assert [one.memo for one in new(clean, was)] == ["乙: 同意"]


def test_a_coding_that_is_there_takes_over_what_the_comment_says_and_keeps_the_rest(clean):
    do(clean, planner(mark("我把画册都捐了出来。", "捐出旧书\n作用：counter\n备忘：哪些？")))
    assert len(own(clean)) == 4
    one = next(one for one in own(clean) if one.id == "c03")
    assert (one.role, one.memo, one.stage) == ("counter", "哪些？", "起步")


def test_a_memo_that_was_written_here_meanwhile_stays_before_that_of_the_file(clean, was):
    known = [one for one in was if one.document == NAME]
    do(clean, planner(mark("我把画册都捐了出来。", "捐出旧书\n备忘：一")))
    do(clean, planner(mark("我把画册都捐了出来。", "捐出旧书\n备忘：二"), known=known))
    assert next(one for one in own(clean) if one.id == "c03").memo == "一\n二"


def test_importing_again_changes_nothing(clean):
    plan = planner(mark("画册", "说起画册\n阶段：起步"))
    do(clean, plan)
    assert do(clean, plan).changes == ()


def test_words_that_were_edited_in_the_file_are_found_with_a_remark(clean, was):
    text = TEXT.replace("我把画册都捐了出来。", "我把画册全捐了出来。")
    done = do(clean, planner(mark("我把画册全捐了出来。", "修理书架", text=text), text=text))
    assert [one.quotation for one in new(clean, was)] == ["我把画册都捐了出来。"]
    assert [each.rule for each in done.remarks] == ["TR1"]


def test_paragraphs_that_were_put_in_before_move_nothing(clean, was):
    text = "序言是后来加的一段话。\n另一段。\n" + TEXT.replace("\n\n", "\n")
    do(clean, planner(mark("画册", "捐出旧书", text=text), text=text))
    assert [(one.start, one.quotation) for one in new(clean, was)] == [(TEXT.index("画册"), "画册")]


def test_words_that_the_document_does_not_have_are_refused(clean, was):
    text = TEXT + "\n这些话是谁也没有说过的另一件事。\n"
    done = do(
        clean,
        planner(mark("这些话是谁也没有说过的另一件事。", "捐出旧书", text=text), mark("画册", "捐出旧书"), text=text),
    )
    assert [(each.rule, each.place.line) for each in done.refused] == [("TR1", 1)]
    assert len(new(clean, was)) == 1


def test_a_comment_without_words_is_refused(clean):
    assert [each.rule for each in do(clean, planner(Mark(FILE, 3, 3, "甲", "捐出旧书"))).refused] == ["TR1"]


def test_a_theme_is_no_concept(clean):
    assert [each.rule for each in do(clean, planner(mark("画册", "出力"))).refused] == ["NA1"]


def test_a_stage_that_there_is_not_goes_into_the_memo_with_a_remark(clean, was):
    done = do(clean, planner(mark("画册", "捐出旧书\n阶段：尾声\n来源：Z9\n作用：main")))
    (one,) = new(clean, was)
    assert (one.stage, one.cited, one.role) == ("", "", "")
    assert one.memo == "stage: 尾声\nsource: Z9\nrole: main"
    assert [each.subject for each in done.remarks] == ["尾声", "Z9", "main"]


def test_what_was_deleted_in_the_file_is_told_and_stays(clean, was):
    known = [one for one in was if one.document == NAME]
    done = do(clean, planner(known=known))
    assert clean.load().codings == was
    assert "4 codings deleted in the file, and left here" in "\n".join(done.messages)


def test_what_was_deleted_in_the_file_goes_with_replace_and_comes_back_with_undo(clean, was):
    known = [one for one in was if one.document == NAME]
    do(clean, planner(mark("书架是大家一起修好的。", "修理书架"), known=known, is_replacing=True))
    assert [one.id for one in own(clean)] == ["c02"]
    carry_out(clean.root, lambda study: undo(study, by="甲"), by="甲")
    assert clean.load().codings == was


def test_nothing_goes_while_a_note_is_refused(clean, was):
    known = [one for one in was if one.document == NAME]
    do(clean, planner(mark("画册", "出力"), known=known, is_replacing=True))
    assert clean.load().codings == was


def test_a_concept_that_was_renamed_here_meanwhile_does_not_come_back(clean, was):
    known = [replace(one, concept="旧名字") for one in was if one.id == "c03"]
    done = do(clean, planner(mark("我把画册都捐了出来。", "旧名字\n阶段：起步\n作用：proof"), known=known))
    assert done.changes == ()


def test_the_author_of_a_comment_is_the_coder_of_that_name(clean, was):
    do(clean, planner(mark("画册", "捐出旧书", coder=" 甲 "), mark("书架", "修理书架", coder="Wang Li")))
    assert {one.coder for one in new(clean, was)} == {"甲", "Wang Li"}


def test_another_coder_may_be_named(clean, was):
    do(clean, planner(mark("画册", "捐出旧书", coder="Author"), coder="乙"))
    assert {one.coder for one in new(clean, was)} == {"乙"}


def test_where_the_file_names_nobody_the_person_codes(clean):
    study = clean.load()
    assert Coders(study, person="乙")("") == "乙"
    assert Coders(study, person="乙")("甲") == "甲"
    assert Coders(study, "丙", "乙")("甲") == "丙"


@pytest.mark.parametrize("author", ["", "../../etc", "a/b", "rules", "CON"])
def test_an_author_who_can_be_no_coder_is_refused(clean, author):
    with pytest.raises(GioiaError, match="--coder"):
        do(clean, planner(mark("画册", "捐出旧书", coder=author)))


def test_the_document_is_known_by_its_lines_or_named(clean):
    with pytest.raises(GioiaError, match="--document"):
        do(clean, planner(mark("没有", "捐出旧书", text="没有的话"), text="没有的话"))
    with pytest.raises(GioiaError, match="2 documents"):
        do(clean, planner(mark("画册", "捐出旧书"), part=".md"))


def row(text, note, number=0, line=2, **more):
    return MarkedRow(Place("sheet.csv", line), text, (("甲", note),), NAME, number, **more)


def rows_planner(*rows):
    def plan(study):
        placed = place_rows(study, rows, Coders(study))
        known = [one for each in rows for one in each.known]
        return import_marked(study, placed, known, Terms(TIME), "sheet.csv")

    return plan


def test_rows_are_found_by_their_words_whatever_their_order_and_number(clean, was):
    do(
        clean,
        rows_planner(row("孩子们放学约着来。", "修理书架", 2), row("我把画册都捐了出来。", "修理书架【画册】", 99)),
    )
    assert [one.quotation for one in new(clean, was)] == ["画册", "孩子们放学约着来。"]


def test_a_row_that_somebody_put_in_or_retyped_is_refused_or_told(clean, was):
    done = do(clean, rows_planner(row("这一行是我自己加的一句话", "修理书架"), row("我把画册全捐了出来。", "修理书架")))
    assert [each.message for each in done.refused] == [f"“这一行是我自己加的一句话” does not stand in {NAME}"]
    assert [one.quotation for one in new(clean, was)] == ["我把画册都捐了出来。"]
    assert len(done.remarks) == 1


def test_words_in_brackets_must_stand_in_the_segment(clean):
    done = do(clean, rows_planner(row("我把画册都捐了出来。", "修理书架【完全没有的一句话】")))
    assert [each.rule for each in done.refused] == ["TR1"]


def test_a_sentence_in_a_cell_is_the_memo_of_the_line_above(clean, was):
    both = MarkedRow(FILE, "我把画册都捐了出来。", (("甲", "修理书架"), ("甲", "这里再想想。")), NAME)
    do(clean, rows_planner(both))
    assert [(one.concept, one.memo) for one in new(clean, was)] == [("修理书架", "这里再想想。")]


def test_a_deleted_row_deletes_no_coding(clean, was):
    done = do(clean, rows_planner(row("孩子们放学约着来。", "孩子结伴")))
    assert clean.load().codings == was
    assert "deleted" not in "\n".join(done.messages)

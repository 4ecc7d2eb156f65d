"""Another span, concept or detail for a coding that is there."""

from __future__ import annotations

import pytest

from gioia.edits.coding import Wish, code, code_at
from gioia.edits.passages import amend, recode, resize
from gioia.edits.undo import undo

TIME = "2026-02-01T00:00:00Z"
F1 = "F1/访谈.md"


def coding(clean, coding_id="c01"):
    (found,) = [each for each in clean.load().codings if each.id == coding_id]
    return found


def code_as(clean, coder, quotation, concept, **more):
    clean.do(lambda study: code(study, Wish(quotation, concept, coder, TIME, **more)), by=coder)
    return next(c for c in clean.load().codings if c.coder == coder and c.quotation == quotation)


def test_a_span_is_coded_without_looking_for_its_words(clean):
    wish = Wish("", "捐出旧书", "甲", TIME, document=F1)
    plan = clean.do(lambda study: code_at(study, wish, (34, 36)))
    (made,) = [each for each in clean.load().codings if each.time == TIME]
    assert (made.quotation, made.before[-2:], made.after[:2]) == ("画册", "我把", "都捐")
    assert plan.edit
    assert {f.rule for f in clean.findings()} == {"EV3"}, "it has no stage"


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (5, 2), (0, 99), (17, 19), (99, 102)])
def test_a_span_that_is_no_passage_is_refused(clean, span):
    wish = Wish("", "捐出旧书", "甲", TIME, document=F1)
    assert "is no passage of F1/访谈.md" in clean.refused(lambda study: code_at(study, wish, span))
    assert "is no passage of F1/访谈.md" in clean.refused(lambda study: resize(study, "c01", span))


def test_a_coding_that_is_resized_keeps_all_but_its_words_and_their_context(clean):
    was = coding(clean)
    clean.do(lambda study: resize(study, "c01", (12, 16)))
    now = coding(clean)
    assert (now.start, now.end, now.quotation) == (12, 16, "轮流值班")
    assert (now.before, now.after[:2]) == ("# 访谈\n\n头一个月我们", "。\n")
    assert (now.concept, now.stage, now.role, now.time, now.coder) == (was.concept, was.stage, was.role, was.time, "甲")
    assert clean.findings() == []


def test_resizing_onto_the_same_concepts_other_passage_is_refused(clean):
    code_as(clean, "甲", "轮流值班", "轮流值班")
    other = next(each for each in clean.load().codings if each.quotation == "轮流值班")
    told = clean.refused(lambda study: resize(study, "c01", (other.start, other.end)))
    assert f"uncode one of the two: {other.id} or c01" in told


def test_passages_of_several_concepts_move_to_one_and_back(clean):
    before = clean.bytes()
    plan = clean.do(lambda study: recode(study, ["c01", "c02", "c03"], "捐出旧书"))
    assert plan.messages == ("2 codings now bear '捐出旧书'",)
    assert [coding(clean, each).concept for each in ("c01", "c02", "c03")] == ["捐出旧书"] * 3
    clean.do(lambda study: undo(study, plan.edit))
    assert {name: content for name, content in clean.bytes().items() if not name.startswith("history/")} == before


def test_two_codings_of_one_passage_cannot_move_to_one_concept(clean):
    code_as(clean, "甲", "书架是大家一起修好的。", "轮流值班")
    ids = [each.id for each in clean.load().codings if each.quotation == "书架是大家一起修好的。"]
    assert "has coded the passage" in clean.refused(lambda study: recode(study, ids, "捐出旧书"))


@pytest.mark.parametrize(
    ("planner", "told"),
    [
        (lambda study: recode(study, ["c99"], "捐出旧书"), "no coding has the id c99"),
        (lambda study: recode(study, ["c01"], "捐出"), "did you mean '捐出旧书'"),
        (lambda study: recode(study, ["c01"], "轮流值班"), "nothing would move"),
        (lambda study: amend(study, "c01", {"stage": "扎更"}), "did you mean '扎根'"),
        (lambda study: amend(study, "c01", {"cited": "F9"}), "no source is called"),
        (lambda study: amend(study, "c01", {"stage": "起步"}), "says that already"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_written(clean, planner, told):
    assert told in clean.refused(planner)


def test_details_are_set_and_taken_away(clean):
    clean.do(lambda study: amend(study, "c01", {"stage": "扎根", "role": "", "memo": "再看"}))
    now = coding(clean)
    assert (now.stage, now.role, now.memo) == ("扎根", "", "再看")

"""Another span, concept or detail for a coding that is there, and settling what several coders made of a passage."""

from __future__ import annotations

import pytest

from gioia.displays.disagreements import contrasts
from gioia.edits.coding import Wish, code, code_at
from gioia.edits.passages import amend, recode, resize, settle
from gioia.edits.plan import carry_out
from gioia.edits.undo import undo
from gioia.errors import GioiaError
from gioia.study.record import CONSENSUS, counted_codings, persons_codings

TIME = "2026-02-01T00:00:00Z"
F1 = "F1/访谈.md"


def do(clean, planner, by="甲"):
    return carry_out(clean.root, planner, by=by)


def coding(clean, coding_id="c01"):
    (found,) = [each for each in clean.load().codings if each.id == coding_id]
    return found


def code_as(clean, coder, quotation, concept, **more):
    do(clean, lambda study: code(study, Wish(quotation, concept, coder, TIME, **more)), by=coder)
    return next(c for c in clean.load().codings if c.coder == coder and c.quotation == quotation)


def refused(clean, planner):
    before = clean.bytes()
    with pytest.raises(GioiaError) as error:
        do(clean, planner)
    assert clean.bytes() == before
    return str(error.value)


def test_a_span_is_coded_without_looking_for_its_words(clean):
    wish = Wish("", "捐出旧书", "甲", TIME, document=F1)
    plan = do(clean, lambda study: code_at(study, wish, (34, 36)))
    (made,) = [each for each in clean.load().codings if each.time == TIME]
    assert (made.quotation, made.before[-2:], made.after[:2]) == ("画册", "我把", "都捐")
    assert plan.edit
    assert {f.rule for f in clean.findings()} == {"EV3"}, "it has no stage"


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (5, 2), (0, 99), (17, 19), (99, 102)])
def test_a_span_that_is_no_passage_is_refused(clean, span):
    wish = Wish("", "捐出旧书", "甲", TIME, document=F1)
    assert "is no passage of F1/访谈.md" in refused(clean, lambda study: code_at(study, wish, span))
    assert "is no passage of F1/访谈.md" in refused(clean, lambda study: resize(study, "c01", span))


def test_a_coding_that_is_resized_keeps_all_but_its_words_and_their_context(clean):
    was = coding(clean)
    do(clean, lambda study: resize(study, "c01", (12, 16)))
    now = coding(clean)
    assert (now.start, now.end, now.quotation) == (12, 16, "轮流值班")
    assert (now.before, now.after[:2]) == ("# 访谈\n\n头一个月我们", "。\n")
    assert (now.concept, now.stage, now.role, now.time, now.coder) == (was.concept, was.stage, was.role, was.time, "甲")
    assert clean.findings() == []


def test_resizing_onto_the_same_concepts_other_passage_is_refused(clean):
    code_as(clean, "甲", "轮流值班", "轮流值班")
    other = next(each for each in clean.load().codings if each.quotation == "轮流值班")
    told = refused(clean, lambda study: resize(study, "c01", (other.start, other.end)))
    assert f"uncode one of the two: {other.id} or c01" in told


def test_passages_of_several_concepts_move_to_one_and_back(clean):
    before = clean.bytes()
    plan = do(clean, lambda study: recode(study, ["c01", "c02", "c03"], "捐出旧书"))
    assert plan.messages == ("2 codings now bear '捐出旧书'",)
    assert [coding(clean, each).concept for each in ("c01", "c02", "c03")] == ["捐出旧书"] * 3
    do(clean, lambda study: undo(study, plan.edit))
    assert {name: content for name, content in clean.bytes().items() if not name.startswith("history/")} == before


def test_two_codings_of_one_passage_cannot_move_to_one_concept(clean):
    code_as(clean, "甲", "书架是大家一起修好的。", "轮流值班")
    ids = [each.id for each in clean.load().codings if each.quotation == "书架是大家一起修好的。"]
    assert "has coded the passage" in refused(clean, lambda study: recode(study, ids, "捐出旧书"))


@pytest.mark.parametrize(
    ("planner", "told"),
    [
        (lambda study: recode(study, ["c99"], "捐出旧书"), "no coding has the id c99"),
        (lambda study: recode(study, ["c01"], "捐出"), "did you mean '捐出旧书'"),
        (lambda study: recode(study, ["c01"], "轮流值班"), "nothing would move"),
        (lambda study: amend(study, "c01", {"stage": "扎更"}), "did you mean '扎根'"),
        (lambda study: amend(study, "c01", {"cited": "F9"}), "no source is called"),
        (lambda study: amend(study, "c01", {"stage": "起步"}), "says that already"),
        (lambda study: settle(study, F1, (6, 17), ["值班"], coders=[], time=TIME), "no concept is called"),
        (lambda study: settle(study, F1, (6, 17), [], coders=[], time=TIME), "no concept is named"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_written(clean, planner, told):
    assert told in refused(clean, planner)


def test_details_are_set_and_taken_away(clean):
    do(clean, lambda study: amend(study, "c01", {"stage": "扎根", "role": "", "memo": "再看"}))
    now = coding(clean)
    assert (now.stage, now.role, now.memo) == ("扎根", "", "再看")


def test_settling_codes_for_the_consensus_with_what_the_coders_agree_on(clean):
    code_as(clean, "乙", "头一个月我们轮流值班。", "孩子结伴", stage="起步", role="power")
    code_as(clean, "乙", "轮流值班", "轮流值班", stage="起步", role="power")
    names = ["轮流值班", "孩子结伴"]
    do(clean, lambda study: settle(study, F1, (6, 17), names, coders=["甲", "乙"], time=TIME))
    made = {each.concept: each for each in clean.load().codings if each.coder == CONSENSUS}
    assert set(made) == set(names)
    assert {(each.stage, each.start, each.end) for each in made.values()} == {("起步", 6, 17)}
    # 甲 shows the passage on turns as proof and 乙 as power: that role is left open.
    assert (made["轮流值班"].role, made["孩子结伴"].role) == ("", "power")


def test_settling_again_replaces_what_was_settled_within_the_passage(clean):
    do(clean, lambda study: settle(study, F1, (6, 17), ["轮流值班"], coders=["甲"], time=TIME))
    told = refused(clean, lambda study: settle(study, F1, (6, 17), ["轮流值班"], coders=["甲"], time=TIME))
    assert "settled like this already" in told
    do(clean, lambda study: settle(study, F1, (6, 17), ["孩子结伴"], coders=["甲"], time=TIME))
    assert [each.concept for each in clean.load().codings if each.coder == CONSENSUS] == ["孩子结伴"]
    do(clean, lambda study: settle(study, F1, (6, 17), [], coders=["甲"], time=TIME))
    assert list((clean.root / "codings" / CONSENSUS).rglob("*.jsonl")) == []


def test_what_is_settled_stands_for_what_the_coders_gave_there_and_the_model_rests_on_it(clean):
    do(clean, lambda study: code(study, Wish("新书架已经立稳", "修理书架", "甲", TIME)), by="甲")
    do(clean, lambda study: code(study, Wish("书架已经立稳", "捐出旧书", "乙", TIME)), by="乙")
    study = clean.load()
    mine = next(coding for coding in study.codings if coding.coder == "甲" and coding.quotation == "新书架已经立稳")
    clean.change("model.yaml", f"codings: [{study.model.relations[0].codings[0]}", f"codings: [{mine.id}")
    count = len(counted_codings(study))
    do(
        clean,
        lambda study: settle(
            study, mine.document, (mine.start, mine.end), ["修理书架"], coders=["甲", "乙"], time=TIME
        ),
    )
    study = clean.load()
    (settled,) = [coding for coding in study.codings if coding.coder == CONSENSUS]
    assert len(counted_codings(study)) == count - 1
    assert settled in counted_codings(study)
    assert len(persons_codings(study)) == count + 1
    assert study.model.relations[0].codings[0] == settled.id
    assert contrasts(study) == []
    assert contrasts(study, ["甲", "乙"])


def test_what_is_settled_in_one_document_stands_for_nothing_in_another(clean):
    do(clean, lambda study: settle(study, F1, (6, 37), ["轮流值班"], coders=["甲"], time=TIME))
    do(clean, lambda study: settle(study, "G1/公告.md", (6, 16), ["轮流值班"], coders=["甲"], time=TIME))
    counted = [each.id for each in counted_codings(clean.load()) if each.coder == "甲"]
    assert {"c06", "c07", "c08"} <= set(counted)
    assert not {"c01", "c02", "c05"} & set(counted)

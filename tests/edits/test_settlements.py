"""Settling what several coders made of a passage."""

from __future__ import annotations

from gioia.displays.disagreements import contrasts
from gioia.edits.coding import Wish, code
from gioia.edits.passages import recode
from gioia.edits.settlements import reopen, settle
from gioia.edits.undo import undo
from gioia.study.record import CONSENSUS, counted_codings, persons_codings

TIME = "2026-02-01T00:00:00Z"
F1 = "F1/访谈.md"


def code_as(clean, coder, quotation, concept, **more):
    clean.do(lambda study: code(study, Wish(quotation, concept, coder, TIME, **more)), by=coder)
    return next(c for c in clean.load().codings if c.coder == coder and c.quotation == quotation)


def test_settling_codes_for_the_consensus_with_what_the_coders_agree_on(clean):
    code_as(clean, "乙", "头一个月我们轮流值班。", "孩子结伴", stage="起步", role="power")
    code_as(clean, "乙", "轮流值班", "轮流值班", stage="起步", role="power")
    names = ["轮流值班", "孩子结伴"]
    clean.do(lambda study: settle(study, F1, (6, 17), names, coders=["甲", "乙"], time=TIME))
    made = {each.concept: each for each in clean.load().codings if each.coder == CONSENSUS}
    assert set(made) == set(names)
    assert {(each.stage, each.start, each.end) for each in made.values()} == {("起步", 6, 17)}
    # 甲 shows the passage on turns as proof and 乙 as power: that role is left open.
    assert (made["轮流值班"].role, made["孩子结伴"].role) == ("", "power")


def test_settling_again_replaces_what_was_settled_within_the_passage(clean):
    clean.do(lambda study: settle(study, F1, (6, 17), ["轮流值班"], coders=["甲"], time=TIME))
    told = clean.refused(lambda study: settle(study, F1, (6, 17), ["轮流值班"], coders=["甲"], time=TIME))
    assert "settled like this already" in told
    clean.do(lambda study: settle(study, F1, (6, 17), ["孩子结伴"], coders=["甲"], time=TIME))
    assert [each.concept for each in clean.load().codings if each.coder == CONSENSUS] == ["孩子结伴"]
    clean.do(lambda study: reopen(study, F1, (6, 17), time=TIME))
    assert list((clean.root / "codings" / CONSENSUS).rglob("*.jsonl")) == []


def test_what_is_settled_stands_for_what_the_coders_gave_there_and_the_model_rests_on_it(clean):
    clean.do(lambda study: code(study, Wish("新书架已经立稳", "修理书架", "甲", TIME)), by="甲")
    clean.do(lambda study: code(study, Wish("书架已经立稳", "捐出旧书", "乙", TIME)), by="乙")
    study = clean.load()
    mine = next(coding for coding in study.codings if coding.coder == "甲" and coding.quotation == "新书架已经立稳")
    clean.change("model.yaml", f"codings: [{study.model.relations[0].codings[0]}", f"codings: [{mine.id}")
    count = len(counted_codings(study))
    clean.do(
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
    clean.do(lambda study: settle(study, F1, (6, 37), ["轮流值班"], coders=["甲"], time=TIME))
    clean.do(lambda study: settle(study, "G1/公告.md", (6, 16), ["轮流值班"], coders=["甲"], time=TIME))
    counted = [each.id for each in counted_codings(clean.load()) if each.coder == "甲"]
    assert {"c06", "c07", "c08"} <= set(counted)
    assert not {"c01", "c02", "c05"} & set(counted)


def test_where_no_concept_holds_nothing_that_was_given_counts_and_all_of_it_stays(clean):
    theirs = code_as(clean, "乙", "头一个月我们轮流值班。", "孩子结伴", stage="起步")
    before = clean.load()
    here = {each.id for each in before.codings if each.document == F1 and each.start >= 6 and each.end <= 17}
    assert theirs.id in here
    clean.do(lambda study: settle(study, F1, (6, 17), [], coders=["甲", "乙"], time=TIME))
    now = clean.load()
    assert now.codings == before.codings
    assert {each.id for each in counted_codings(before)} - {each.id for each in counted_codings(now)} == here
    assert contrasts(now) == []
    told = clean.refused(lambda study: settle(study, F1, (6, 17), [], coders=["甲", "乙"], time=TIME))
    assert "settled like this already" in told


def test_what_is_settled_on_no_concept_is_taken_back_by_settling_otherwise_reopening_or_undoing(clean):
    def none_holds():
        return clean.do(lambda study: settle(study, F1, (6, 17), [], coders=["甲"], time=TIME))

    before = clean.bytes()
    none_holds()
    clean.do(lambda study: undo(study, by="甲"))
    assert "suggestions/consensus.jsonl" not in clean.bytes()
    none_holds()
    clean.do(lambda study: reopen(study, F1, (6, 17), time=TIME))
    assert {file: raw for file, raw in clean.bytes().items() if "history" not in file} == {
        file: raw for file, raw in before.items() if "history" not in file
    }
    none_holds()
    clean.do(lambda study: settle(study, F1, (6, 17), ["轮流值班"], coders=["甲"], time=TIME))
    assert clean.load().verdicts == ()
    assert [each.concept for each in clean.load().codings if each.coder == CONSENSUS] == ["轮流值班"]


def test_a_coding_that_bears_another_concept_since_then_is_looked_at_anew(clean):
    clean.do(lambda study: settle(study, F1, (6, 17), [], coders=["甲"], time=TIME))
    rejected = clean.load().verdicts[0].suggestion
    assert rejected.id not in {each.id for each in counted_codings(clean.load())}
    clean.do(lambda study: recode(study, [rejected.id], "捐出旧书"))
    assert rejected.id in {each.id for each in counted_codings(clean.load())}


def test_what_makes_no_sense_is_refused_and_nothing_written(clean):
    assert "nobody has coded within" in clean.refused(
        lambda study: settle(study, F1, (40, 42), [], coders=["甲"], time=TIME)
    )
    assert "no concept is called" in clean.refused(
        lambda study: settle(study, F1, (6, 17), ["值班"], coders=[], time=TIME)
    )
    assert "nothing is settled within" in clean.refused(lambda study: reopen(study, F1, (6, 17), time=TIME))

"""What the rules suggest waits for a person: accepted it is theirs, rejected it is not shown to them again."""

from __future__ import annotations

import json

import pytest

from gioia.edits.coding import apply_rules
from gioia.edits.merging import merge
from gioia.edits.plan import carry_out
from gioia.edits.structure import rename
from gioia.edits.suggestions import accept, reject
from gioia.edits.undo import undo
from gioia.edits.update import update_document
from gioia.errors import GioiaError
from gioia.study.record import counted_codings
from gioia.study.verdicts import open_suggestions

TIME = "2026-02-01T00:00:00Z"
SUGGESTED = 6
LATER = "2026-02-02T00:00:00Z"


@pytest.fixture
def ruled(clean):
    """A study in which 乙 has coded nothing and the rules have found something."""
    apply(clean)
    assert waiting(clean, "乙")
    return clean


def apply(clean):
    carry_out(clean.root, lambda study: apply_rules(study, TIME))


def do(study, planner, by="乙"):
    return carry_out(study.root, planner, by=by)


def waiting(study, person="乙"):
    return [coding.id for coding in open_suggestions(study.load(), person)]


def first(study):
    return open_suggestions(study.load(), "乙")[0]


def test_what_the_person_has_coded_with_the_concept_is_no_suggestion(ruled):
    assert waiting(ruled, "甲") == []
    assert len(waiting(ruled, "乙")) == SUGGESTED


def test_an_accepted_suggestion_becomes_a_coding_of_the_person_who_accepted_it(ruled):
    found = first(ruled)
    before = len(counted_codings(ruled.load()))
    do(ruled, lambda study: accept(study, found.id, by="乙", time=LATER))
    study = ruled.load()
    (made,) = [each for each in study.codings if each.coder == "乙"]
    assert (made.document, made.start, made.end, made.concept) == (
        found.document,
        found.start,
        found.end,
        found.concept,
    )
    assert (made.time, made.quotation) == (LATER, found.quotation)
    assert len(counted_codings(study)) == before + 1
    assert found.id not in waiting(ruled)
    (line,) = [json.loads(line) for line in ruled.text("suggestions/乙.jsonl").splitlines()]
    assert (line["outcome"], line["by"], line["time"], line["coding"]) == ("accepted", "乙", LATER, made.id)


def test_a_suggestion_can_be_accepted_with_another_concept(ruled):
    found = first(ruled)
    do(ruled, lambda study: accept(study, found.id, by="乙", time=LATER, concept="修理书架"))
    assert [each.concept for each in ruled.load().codings if each.coder == "乙"] == ["修理书架"]
    assert found.id not in waiting(ruled)


def test_a_rejected_suggestion_stays_away_when_the_rules_are_applied_again(ruled):
    found = first(ruled)
    do(ruled, lambda study: reject(study, found.id, by="乙", time=LATER))
    apply(ruled)
    assert found.id not in waiting(ruled)
    assert len(waiting(ruled)) == SUGGESTED - 1


def test_nobodys_verdict_is_anothers(ruled):
    found = first(ruled)
    do(ruled, lambda study: reject(study, found.id, by="乙", time=LATER))
    assert found.id in waiting(ruled, "丙")


def test_a_verdict_follows_its_concept_to_another_name(ruled):
    found = first(ruled)
    do(ruled, lambda study: reject(study, found.id, by="乙", time=LATER))
    do(ruled, lambda study: rename(study, "concept", found.concept, "排班照看"))
    apply(ruled)
    assert len(waiting(ruled)) == SUGGESTED - 1
    assert ruled.load().verdicts[0].suggestion.concept == "排班照看"


def test_a_verdict_follows_its_passage_when_the_text_is_updated(ruled):
    found = first(ruled)
    do(ruled, lambda study: reject(study, found.id, by="乙", time=LATER))
    text = ruled.text(f"sources/{found.document}")
    ruled.write("new.md", "开头多出来的一句。\n\n" + text)
    do(ruled, lambda study: update_document(study, found.document, ruled.root / "new.md"))
    apply(ruled)
    assert ruled.load().verdicts[0].suggestion.start == found.start + 11
    assert len(waiting(ruled)) == SUGGESTED - 1


@pytest.mark.parametrize("decide", [accept, reject])
def test_a_verdict_can_be_undone(ruled, decide):
    before, found = ruled.bytes(), first(ruled)
    plan = do(ruled, lambda study: decide(study, found.id, by="乙", time=LATER))
    do(ruled, lambda study: undo(study, plan.edit))
    assert {name: content for name, content in ruled.bytes().items() if not name.startswith("history/")} == before


@pytest.mark.parametrize("decide", [accept, reject])
def test_what_does_not_wait_cannot_be_decided(ruled, decide):
    found = first(ruled)
    for coding_id in ("c01", "nothing", found.id):
        with pytest.raises(GioiaError, match="waits for 甲"):
            do(ruled, lambda study, asked=coding_id: decide(study, asked, by="甲", time=LATER))


def test_a_merge_brings_the_others_verdicts_along(ruled, tmp_path, copy_of):
    import shutil

    shutil.copytree(ruled.root, tmp_path / "other")
    other, found = copy_of(tmp_path / "other"), first(ruled)
    do(other, lambda study: reject(study, found.id, by="乙", time=LATER))
    do(ruled, lambda study: merge(study, other.load()), by="甲")
    assert found.id not in waiting(ruled)
    assert ruled.text("suggestions/乙.jsonl") == other.text("suggestions/乙.jsonl")


def test_a_broken_line_is_a_finding_and_keeps_the_file_from_being_written(ruled):
    found = first(ruled)
    ruled.write("suggestions/乙.jsonl", '{"outcome":"maybe"}\n')
    assert ruled.found("FI7") == [("clean/suggestions/乙.jsonl:1", "")]
    with pytest.raises(GioiaError, match="nothing was written"):
        do(ruled, lambda study: reject(study, found.id, by="乙", time=LATER))

"""The rules about the analysis: none fires on the clean study, each fires at the right line of one with one fault."""

from __future__ import annotations

import pytest

from gioia.audit.rules import ANALYSIS
from gioia.edits.settlements import settle
from gioia.findings import errors

F1 = "codings/甲/F1/访谈.md.jsonl"
G1 = "codings/甲/G1/公告.md.jsonl"


@pytest.mark.parametrize("rule", ANALYSIS, ids=lambda rule: rule.__name__)
def test_the_clean_study_breaks_no_rule_but_the_one_that_it_is_too_small_for(clean, rule):
    assert {f.rule for f in rule(clean.load())} <= {"GI4"}


def test_the_clean_study_has_no_finding(clean):
    assert clean.findings() == []


def uncoded(study, file, concept):
    """Take the codings of a concept out of a file."""
    lines = [line for line in study.text(file).splitlines(keepends=True) if f'"concept":"{concept}"' not in line]
    study.write(file, "".join(lines))


# GI1 – the tree is complete


def test_gi1_a_concept_without_a_theme(clean):
    clean.change("codebook.yaml", "          - concept: 修理书架 # 也包括搬运\n", "")
    clean.change("codebook.yaml", "ungrouped: []", "ungrouped:\n  - concept: 修理书架")
    assert clean.found("GI1") == [(clean.line("codebook.yaml", "修理书架"), "修理书架")]


def test_gi1_a_theme_without_a_concept(clean):
    clean.change("codebook.yaml", "      - theme: 出物", "      - theme: 出钱\n      - theme: 出物")
    assert clean.found("GI1") == [(clean.line("codebook.yaml", "出钱"), "出钱")]


def test_gi1_a_dimension_without_a_theme(clean):
    clean.change("codebook.yaml", "# 还没有归组", "  - dimension: 街道态度\n# 还没有归组")
    assert clean.found("GI1") == [(clean.line("codebook.yaml", "街道态度"), "街道态度")]


# GI2 – concepts are grounded


def test_gi2_a_concept_without_coding(clean):
    uncoded(clean, F1, "修理书架")
    assert clean.found("GI2") == [], "one coding is enough"
    uncoded(clean, G1, "修理书架")
    assert clean.found("GI2") == [(clean.line("codebook.yaml", "修理书架"), "修理书架")]


def test_gi2_what_only_the_rules_found_is_no_ground(clean):
    clean.change("study.yaml", "    kind: person", "    kind: procedure")
    assert len(clean.found("GI2")) == 4


# PR1 – stages in time


@pytest.mark.parametrize(
    ("old", "new", "stage", "message"),
    [
        ("    start: 2021-03\n", "", "起步", "has no start"),
        ("    end: 2022-06\n", "", "起步", "has no end"),
        ("start: 2021-03", "start: 2022-07", "起步", "ends (2022-06) before it starts (2022-07)"),
        ("    start: 2022-06", "    start: 2022-05", "扎根", "starts (2022-05) before '起步' ends (2022-06)"),
        ("    start: 2022-06", "    start: 2020-01", "扎根", "stands after '起步' (2021-03)"),
    ],
    ids=["no start", "no end", "ends before it starts", "overlap", "out of order"],
)
def test_pr1_dates(clean, old, new, stage, message):
    clean.change("study.yaml", old, new)
    found = [f for f in clean.findings() if f.rule == "PR1" and f.subject == stage]
    assert [str(f.place).rstrip(":") for f in found] == [clean.line("study.yaml", f"- stage: {stage}")]
    assert message in found[0].message
    assert found[0].severity == ("warning" if "has no" in message else "error")


@pytest.mark.parametrize(
    ("start", "end", "following"),
    [
        ("2021-03", "2021", "2022"),
        ("2021-03-15", "2021-03", "2021-04"),
        ("2021-03", "2022-06-20", "2022-06"),
        ("2021", "2021", "2021"),
    ],
)
def test_pr1_a_coarser_date_is_no_contradiction(clean, start, end, following):
    clean.change("study.yaml", "start: 2021-03", f"start: {start}")
    clean.change("study.yaml", "    end: 2022-06", f"    end: {end}")
    clean.change("study.yaml", "    start: 2022-06", f"    start: {following}")
    assert clean.found("PR1") == []


def test_pr1_the_last_stage_may_still_run(clean):
    clean.change("study.yaml", "    start: 2022-06", "    start: 2022-06\n    end: 2023-01")
    assert clean.found("PR1") == []


# PR2 – events within their stages


@pytest.mark.parametrize("date", ["2020-12", "2022-07", "2023"])
def test_pr2_an_event_outside_its_stage(clean, date):
    clean.change("model.yaml", "date: 2021-04", f"date: {date}")
    assert clean.found("PR2") == [(clean.line("model.yaml", "挂牌"), "挂牌")]


@pytest.mark.parametrize("date", ["2021", "2021-03", "2022-06", "2022-06-30"])
def test_pr2_as_far_as_dates_are_precise(clean, date):
    clean.change("model.yaml", "date: 2021-04", f"date: {date}")
    assert clean.found("PR2") == []


def test_pr2_an_event_that_rests_on_a_coding_of_another_stage(clean):
    clean.change("model.yaml", "date: 2021-04\n    stage: 起步", "date: 2023\n    stage: 扎根")
    assert clean.found("PR2") == [(clean.line("model.yaml", "挂牌"), "挂牌")]
    clean.change("model.yaml", "    codings: [c02]\n", "")
    assert clean.found("PR2") == []


# PR3 – cells


def test_pr3_an_empty_cell_of_stage_and_dimension(clean):
    uncoded(clean, G1, "孩子结伴")
    assert clean.found("PR3") == [(clean.line("study.yaml", "- stage: 扎根"), "扎根 × 书屋成效")]


def test_pr3_is_silent_while_nothing_is_coded(clean):
    clean.write(F1, "")
    clean.write(G1, "")
    assert clean.found("PR3") == []
    assert len(clean.found("GI2")) == 4


# PR4 – relations


def test_pr4_a_relation_without_a_basis(clean):
    clean.change("model.yaml", "    section: 第二节\n", "")
    assert clean.found("PR4") == [(clean.line("model.yaml", "R02"), "R02")]


def test_pr4_a_wording_alone_is_no_basis(clean):
    clean.change("model.yaml", "section: 第二节", "basis: 我们这样想")
    assert [subject for _, subject in clean.found("PR4")] == ["R02"]
    (told,) = (found.message for found in clean.findings() if found.rule == "PR4")
    assert told.endswith("has a reason in words only")


def test_pr4_a_relation_that_rests_on_what_the_coders_settled_otherwise(clean):
    (rests,) = (each for each in clean.load().model.relations if each.codings)
    coding = next(each for each in clean.load().codings if each.id == rests.codings[0])
    span = (coding.start, coding.end)
    clean.do(lambda study: settle(study, coding.document, span, [], coders=["甲"], time="2026-02-01T00:00:00Z"))
    assert [subject for _, subject in clean.found("PR4")] == [rests.id]


# TG1 – triangulation


def test_tg1_a_theme_on_one_source_category(clean):
    uncoded(clean, G1, "孩子结伴")
    assert clean.found("TG1") == [(clean.line("codebook.yaml", "- theme: 相识"), "相识")]


def test_tg1_counts_the_source_that_is_cited(clean):
    uncoded(clean, G1, "孩子结伴")
    clean.write(F1, clean.text(F1).replace('"concept":"捐出旧书"', '"concept":"捐出旧书","cited":"G1"'))
    assert [subject for _, subject in clean.found("TG1")] == ["出物", "相识"]


def test_tg1_two_sources_of_one_category_are_one(clean):
    clean.change("study.yaml", "  - source: G1", "  - source: F2\n  - source: G1")
    clean.write(G1, clean.text(G1).replace('"concept":"孩子结伴"', '"concept":"孩子结伴","cited":"F2"'))
    assert [subject for _, subject in clean.found("TG1")] == ["相识"]


# WA1 and waivers


def waive(study, rule, subject):
    study.write(
        "study.yaml",
        f"{study.text('study.yaml')}  - rule: {rule}\n    subject: {subject}\n    reason: 只有一处\n",
    )


def test_a_waived_finding_stays_with_its_reason_and_is_no_error(clean):
    uncoded(clean, G1, "孩子结伴")
    assert errors(clean.findings())
    waive(clean, "PR3", "扎根 × 书屋成效")
    findings = clean.findings()
    assert [(f.rule, f.waived) for f in findings] == [("TG1", ""), ("GI3", ""), ("PR3", "只有一处")]
    assert errors(findings) == []


def test_a_doubtful_reading_is_waived_as_any_other_finding(clean):
    doubt = '"doubts":[{"message":"garbled","remedy":"compare"}]'
    clean.change("sources/documents.jsonl", '"source":"F1"', f'"source":"F1",{doubt}')
    assert [(f.rule, f.subject, f.message, f.waived) for f in clean.findings()] == [
        ("DO4", "F1/访谈.md", "garbled", "")
    ]
    waive(clean, "DO4", "F1/访谈.md")
    assert [(f.rule, f.waived) for f in clean.findings()] == [("DO4", "只有一处")]


def test_wa1_a_waiver_that_meets_no_finding(clean):
    waive(clean, "PR3", "扎根 × 书屋成效")
    assert [place for place, _ in clean.found("WA1")] == [clean.line("study.yaml", "- rule: PR3")]


def test_wa1_a_waiver_of_a_rule_that_there_is_not(clean):
    waive(clean, "PR33", "扎根 × 书屋成效")
    assert [f.message for f in clean.findings()] == ["no rule is called 'PR33'"]


# PR7 – evidence of a process study has its stage


def test_pr7_a_coding_that_is_shown_without_a_stage(clean):
    lines = clean.text(F1).splitlines(keepends=True)
    first = next(line for line in lines if '"role":"proof"' in line)
    clean.write(F1, clean.text(F1).replace(first, first.replace('"stage":"起步",', "").replace('"stage":"扎根",', "")))
    ((place, subject),) = clean.found("PR7")
    assert place == f"clean/{F1}"
    assert f'"id":"{subject}"' in first


# DO5 – what is said of turns finds some


@pytest.mark.parametrize("said", ["turn: '{speaker}说：'", "speakers: [店长]"])
def test_do5_what_is_said_of_turns_finds_none(clean, said):
    clean.change("study.yaml", "# 数据来源\n", f"transcripts:\n  - documents: F1\n    {said}\n")
    assert clean.found("DO5") == [(clean.line("study.yaml", "- documents: F1"), "F1/访谈.md")]


def test_do5_a_document_that_is_said_to_have_no_turns(clean):
    clean.change("study.yaml", "# 数据来源\n", "transcripts:\n  - documents: F1\n    turn: none\n")
    assert clean.found("DO5") == []


def test_fi7_a_line_of_the_history_that_is_none(clean):
    path = clean.root / "history" / "甲" / "2026-02.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text("nothing\n", encoding="utf-8")
    (found,) = clean.findings()
    assert (found.rule, found.severity, found.place.line) == ("FI7", "warning", 1)

"""RE1 to RE3, TP4 and WA1: what the researchers say, what they accept, and what a waiver waits for."""

from __future__ import annotations

import pytest
from msgspec import structs

from gioia.audit.reliability import accepted_suggestions
from gioia.study.record import Verdict

F1 = "codings/甲/F1/访谈.md.jsonl"
AGREEMENT = "coefficient: Krippendorff, unit: 段落, n: 40, per_code: 见附表, table: 见附表, interval: 0.6–0.8"


def subjects(study, rule):
    return [subject for _, subject in study.found(rule)]


def said(study, statement):
    study.change("study.yaml", "  rivals: 没有想到\n", f"  rivals: 没有想到\n  {statement}\n")


def test_re1_how_differences_were_settled_is_asked_until_it_is_said(clean):
    line = next(line for line in clean.text(F1).splitlines() if '"c01"' in line)
    clean.write(F1.replace("甲", "乙"), line.replace("c01", "d01").replace("甲", "乙") + "\n")
    clean.change("study.yaml", "coders:\n", "coders:\n  - coder: 乙\n    kind: person\n    about: 店员\n")
    assert subjects(clean, "RE1") == ["disagreement"]
    said(clean, "disagreement: 两人逐条商量")
    assert subjects(clean, "RE1") == []


@pytest.mark.parametrize("part", [pair.strip() for pair in AGREEMENT.split(",")])
def test_re2_agreement_is_asked_for_each_of_its_parts(clean, part):
    said(clean, f"agreement: {{{AGREEMENT}}}")
    assert subjects(clean, "RE2") == []
    clean.change("study.yaml", f"{{{AGREEMENT}}}", "{" + AGREEMENT.replace(part, "told: 八成") + "}")
    (found,) = [one for one in clean.findings() if one.rule == "RE2"]
    assert found.message == f"what is said of agreement does not give {part.partition(':')[0]}"


@pytest.mark.parametrize(
    ("words", "is_grade"),
    [
        ("一致性系数为0.84，编码可靠", True),
        ("编码信度达到85%才继续", True),
        ("The kappa of .81 proves that the coding holds", True),
        ("Codes had to reach a kappa of 0.7", True),
        ("Kappa 不低于0.7", True),
        ("以Kappa大于0.8为准", True),
        ("一致率81%，原始数据见附表", False),
        ("We give kappa with its interval", False),
        ("Kappa was not taken as a threshold", False),
        ("为保证信度与效度，两人各自编码再商量", False),
        ("Two people coded so as to ensure intercoder reliability", False),
    ],
)
def test_re3_a_coefficient_is_no_grade(clean, words, is_grade):
    said(clean, f"disagreement: {words}")
    assert subjects(clean, "RE3") == (["disagreement"] if is_grade else [])


def test_re3_reads_the_parts_of_a_statement_and_quotes_the_sentence(clean):
    said(clean, f'agreement: {{{AGREEMENT}, told: "分歧都谈过。Kappa 大于0.8，质量有保证。附表另有各编码的值"}}')
    (found,) = [one for one in clean.findings() if one.rule == "RE3"]
    assert found.message.endswith("“Kappa 大于0.8，质量有保证”")
    assert found.severity == "info"


@pytest.mark.parametrize(("by", "is_person"), [("甲", True), ("", False), ("机器", False)])
def test_tp4_what_nobody_or_a_procedure_accepted_is_not_accepted(clean, by, is_person):
    clean.change("study.yaml", "coders:\n", "coders:\n  - coder: 机器\n    kind: procedure\n")
    study = clean.load()
    verdict = Verdict("accepted", structs.replace(study.codings[0], coder="机器", role=""), by, "2026-02-01T00:00:00Z")
    found = accepted_suggestions(structs.replace(study, verdicts=(verdict,)))
    assert [one.subject for one in found] == ([] if is_person else ["c01"])


def test_wa1_a_waiver_of_a_whole_rule_waits_while_files_cannot_be_read(clean):
    waiver = '  - rule: GI7\n    subject: "*"\n    reason: 只有这些\n'
    clean.write("study.yaml", clean.text("study.yaml") + waiver)
    assert [one.message for one in clean.findings()] == ["the waiver of GI7 for '*' meets no finding"]
    clean.write(F1, "no record\n")
    assert subjects(clean, "WA1") == []

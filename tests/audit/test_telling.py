"""Findings for others: why a rule is there, SARIF for code hosts, Markdown for people."""

from __future__ import annotations

import json

import pytest

from gioia.audit.markdown import markdown
from gioia.audit.reasons import FAMILIES, reason
from gioia.audit.sarif import sarif
from gioia.errors import GioiaError
from gioia.findings import RULES, Finding, Place

FOUND = [
    Finding("GI4", Place("my study/码本.yaml", 7), "a | b", "split it", "warning", "x"),
    Finding("TP1", Place("study.yaml"), "m", "r", "info", "statements"),
    Finding("PR3", Place("study.yaml", 3), "m", "r", "error", "a × b", "the paper says so"),
]


@pytest.mark.parametrize("id", RULES)
def test_every_rule_has_its_family_and_its_reason_in_both_languages(id):
    told = reason(id)
    assert all((*told.family, *told.text, *told.why))
    assert all(told.works)
    assert len(told.works) == len(told.literature)


def test_every_rule_of_the_analysis_that_comes_from_the_literature_names_it():
    for id in RULES:
        if id[:2] in {"GI", "EV", "TG", "PR", "RE", "TP"}:
            assert reason(id).literature, id


def test_an_unknown_rule_is_told_its_nearest():
    with pytest.raises(GioiaError, match="GI44"):
        reason("GI44")
    assert reason("gi4").rule.id == "GI4"


def test_every_rule_is_of_a_family():
    assert {id.rstrip("0123456789") for id in RULES} == set(FAMILIES)


def test_sarif_has_rules_results_lines_and_suppressions():
    log = json.loads(json.dumps(sarif(FOUND, version="1")))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[result["ruleIndex"]] for result in run["results"]] == ["GI4", "TP1", "PR3"]
    assert [result["level"] for result in run["results"]] == ["warning", "note", "error"]
    first = run["results"][0]["locations"][0]["physicalLocation"]
    assert first == {"artifactLocation": {"uri": "my%20study/%E7%A0%81%E6%9C%AC.yaml"}, "region": {"startLine": 7}}
    assert "region" not in run["results"][1]["locations"][0]["physicalLocation"], "the file as a whole"
    assert [result.get("suppressions") for result in run["results"]][:2] == [None, None]
    assert run["results"][2]["suppressions"][0]["justification"] == "the paper says so"


def test_markdown_has_a_section_a_family_and_the_waivers_with_their_reasons():
    text = markdown(FOUND, "en")
    assert "errors 0, warnings 1, remarks 1, waived 1" in text
    assert [line for line in text.splitlines() if line.startswith("##")] == [
        "## Data structure",
        "## Transparency",
        "## Waived",
    ]
    assert "a \\| b" in text
    assert text.rstrip().endswith("| the paper says so |")
    assert "## 豁免" in markdown(FOUND, "zh")
    assert "Nothing was found." in markdown([], "en")

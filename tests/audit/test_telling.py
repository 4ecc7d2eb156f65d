"""Findings for others: why a rule is there, SARIF for code hosts, Markdown for people."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

import gioia
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


def test_every_rule_of_the_issue_is_explained_and_two_say_which_command_answers_them():
    numbers = {"TR": 7, "GI": 11, "EV": 4, "TG": 4, "PR": 6, "RE": 4, "TP": 4}
    told = [reason(f"{family}{number}") for family, count in numbers.items() for number in range(1, count + 1)]
    assert len(told) == 40
    by_command = {one.rule.id: one.answered_by for one in told if any(one.answered_by)}
    assert {id: all("gioia" in words for words in said) for id, said in by_command.items()} == {
        "TP2": True,
        "TP3": True,
    }


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


_ALLOWED = {
    "log": {"$schema", "version", "runs"},
    "run": {"tool", "columnKind", "results"},
    "driver": {"name", "version", "rules"},
    "rule": {"id", "shortDescription", "fullDescription", "help", "defaultConfiguration", "properties"},
    "result": {"ruleId", "ruleIndex", "level", "message", "locations", "properties", "suppressions"},
    "suppression": {"kind", "status", "justification"},
    "physicalLocation": {"artifactLocation", "region"},
}
"""What the SARIF 2.1.0 standard has under these names, of that what is written here: it allows nothing that it does not name."""


def test_sarif_has_no_property_that_the_standard_does_not_name():
    log = json.loads(json.dumps(sarif(FOUND, version="1")))
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert log.keys() == _ALLOWED["log"]
    assert run.keys() == _ALLOWED["run"]
    assert run["tool"].keys() == {"driver"}
    assert driver.keys() == _ALLOWED["driver"]
    for rule in driver["rules"]:
        assert rule.keys() == _ALLOWED["rule"]
        assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
    for result in run["results"]:
        assert result.keys() <= _ALLOWED["result"]
        assert result["message"].keys() == {"text"}
        (location,) = result["locations"]
        assert location["physicalLocation"].keys() <= _ALLOWED["physicalLocation"]
        for suppression in result.get("suppressions", ()):
            assert suppression.keys() == _ALLOWED["suppression"]
            assert suppression["kind"] in {"inSource", "external"}
            assert suppression["status"] in {"accepted", "underReview", "rejected"}


def test_sarif_of_a_clean_study_is_a_run_without_results():
    (run,) = sarif([], version="1")["runs"]
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


def test_sarif_writes_paths_as_uris():
    found = msgspec.structs.replace(FOUND[0], place=Place("a\\b c\\50%#.yaml", 1))
    (result,) = sarif([found], version="1")["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a/b%20c/50%25%23.yaml"


def test_the_commit_hook_is_there_for_others_and_runs_the_check():
    import yaml

    (hook,) = yaml.safe_load((Path(gioia.__file__).parents[1] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {"id", "name", "entry", "language"} <= hook.keys()
    assert (hook["entry"], hook["language"], hook["pass_filenames"]) == ("gioia check", "python", False)


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

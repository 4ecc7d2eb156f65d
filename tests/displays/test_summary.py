"""The summary: the totals that a reader checks first, the same as in the tables, ready for JSON."""

from __future__ import annotations

import json
from pathlib import Path

from msgspec import structs
from small_studies import study, tea

from gioia.codings.coding import Coding
from gioia.displays.summary import summary
from gioia.displays.tables import tables
from gioia.findings import Finding, Place
from gioia.study import Coder, load_study

LECHUN = Path(__file__).resolve().parents[2] / "corpora" / "lechun"


def coding(start, concept, coder="ada"):
    return Coding(f"{coder}{start}", "G1/a.txt", start, start + 4, "四个字吧", concept, coder, "2024")


def test_the_totals_of_the_tea_shop():
    assert summary(tea(), [], [])["totals"] == {
        "sources": 0,
        "documents": 0,
        "stages": 2,
        "dimensions": 3,
        "themes": 6,
        "concepts": 6,
        "codings": 6,
        "relations": 11,
    }


def test_findings_are_counted_by_severity_and_waived_ones_apart():
    def finding(severity, waived=""):
        return Finding("TG1", Place(), "", "", severity, waived=waived)

    found = [finding("error"), finding("error", waived="为何"), finding("warning"), finding("warning"), finding("info")]
    assert summary(tea(), [], found)["findings"] == {"error": 1, "warning": 2, "info": 1, "waived": 1}


def test_the_rules_found_one_passage_of_two_and_added_one():
    persons = coding(0, "念"), coding(10, "念")
    rules = [coding(2, "念", "rules"), coding(20, "念", "rules"), coding(10, "想", "rules")]
    one = structs.replace(study({"维": {"题": ["念", "想"]}}), codings=persons)
    assert summary(one, rules, [])["rules"] == {
        "coded": 2,
        "found": 1,
        "added": 2,
        "by_concept": [
            {"concept": "念", "coded": 2, "found": 1, "added": 1},
            {"concept": "想", "coded": 0, "found": 0, "added": 1},
        ],
    }


def test_the_total_of_codings_is_that_of_the_tables_whatever_was_coded():
    codings = coding(0, "念"), coding(1, "无此概念"), coding(2, "念", "rules")
    one = structs.replace(study({"维": {"题": ["念"]}}), codings=codings, coders=(Coder("rules", "procedure"),))
    made = summary(one, [], [])
    table = next(table for table in tables(one) if "concept-by-source" in table.key)
    assert made["totals"]["codings"] == sum(made["codings_by_source"].values()) == table.frame.iloc[-1, -1] == 1
    assert made["rules"]["coded"] == 1


def test_an_empty_study_sums_up_to_nothing():
    made = summary(study({}), [], [])
    assert set(made["totals"].values()) == {0}
    assert made["rules"] == {"coded": 0, "found": 0, "added": 0, "by_concept": []}


def test_it_is_json():
    made = summary(load_study(LECHUN)[0], [coding(0, "念", "rules")], [])
    assert json.loads(json.dumps(made, ensure_ascii=False)) == made


def test_the_published_totals_of_lechun():
    made = summary(load_study(LECHUN)[0], [], [])
    assert list(made["codings_by_stage"].values()) == [19, 18, 18]
    assert list(made["codings_by_dimension"].values()) == [9, 6, 21, 4, 15]
    assert sum(made["codings_by_source"].values()) == made["totals"]["codings"] == made["rules"]["coded"] == 55

"""The published LeChun analysis, to the number and to the letter."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

import gioia
from gioia.codebook.records import concepts, dimension_of, theme_of, themes
from gioia.codings.comparison import compare
from gioia.codings.indicators import apply_indicators
from gioia.displays.summary import summary
from gioia.findings import errors
from gioia.study import cited_source, counted_codings

ROOT = Path(__file__).resolve().parents[1] / "corpora" / "lechun"
STAGES = ["企业主导", "企业用户协同", "用户主导"]
DIMENSIONS = ["基础条件", "价值识别", "价值创造", "价值迭代", "共创结果"]


@pytest.fixture(scope="module")
def loaded():
    return gioia.load_study(ROOT)


@pytest.fixture(scope="module")
def study(loaded):
    return loaded[0]


@pytest.fixture(scope="module")
def facts(shared):
    return json.loads((shared / "lechun" / "study.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rows(shared):
    with (shared / "lechun" / "evidence.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def arrows(shared):
    with (shared / "lechun" / "relations.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_nothing_is_wrong_with_it(loaded):
    study, findings = loaded
    assert findings == []
    assert errors(gioia.check(study, findings)) == []


def test_what_the_paper_leaves_open_is_waived_with_its_reason(loaded):
    found = gioia.check(*loaded)
    assert [f.subject for f in found if f.waived and f.rule == "PR3"] == ["用户主导 × 价值迭代"]
    assert {f.rule for f in found if f.waived} == {"PR3", "TR4", "TR7", "GI3"}


def test_what_the_paper_shows_of_itself_is_left_to_be_seen(loaded):
    """Themes of one concept or one kind of source; labels in the authors' words; criteria that the paper is silent about."""
    found = [f for f in gioia.check(*loaded) if not f.waived]
    assert Counter(f.rule for f in found if f.severity == "warning") == {"GI4": 5, "TG1": 6}
    assert {f.rule for f in found if f.severity == "info"} == {"GI5", "GI6", "GI11", "TP1"}


def test_the_totals(loaded):
    study, findings = loaded
    totals = summary(study, [], findings)["totals"]
    assert {key: count for key, count in totals.items() if key != "documents"} == {
        "sources": 7,
        "stages": 3,
        "dimensions": 5,
        "themes": 14,
        "concepts": 29,
        "codings": 55,
        "relations": 52,
    }


def test_the_counts(loaded):
    study, findings = loaded
    counted = summary(study, [], findings)
    assert counted["codings_by_stage"] == dict(zip(STAGES, (19, 18, 18), strict=True))
    assert counted["codings_by_source"] == {"F1": 14, "G1": 16, "G2": 8, "Q1": 10, "Q2": 1, "Q3": 5, "Q4": 1}
    assert counted["codings_by_dimension"] == dict(zip(DIMENSIONS, (9, 6, 21, 4, 15), strict=True))
    assert counted["concepts_by_stage"] == dict(zip(STAGES, (11, 10, 8), strict=True))
    assert counted["themes_by_stage"] == dict(zip(STAGES, (5, 5, 4), strict=True))


def test_one_command_prints_the_counts_and_writes_them_down(gioia_program, tmp_path):
    ran = gioia_program("run", "lechun", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "sources 7, stages 3, dimensions 5, themes 14, concepts 29, codings 55, relations 52\n" in ran.stdout
    assert "codings by stage: 企业主导 19, 企业用户协同 18, 用户主导 18\n" in ran.stdout
    written = json.loads((tmp_path / "out" / "lechun" / "summary.json").read_text(encoding="utf-8"))
    assert written["totals"]["codings"] == 55
    assert len(written["rules"]["by_concept"]) == 29


def test_the_counts_hold_when_they_are_taken_from_the_codings_themselves(study):
    codings = counted_codings(study)
    theme, dimension = theme_of(study.codebook), dimension_of(study.codebook)
    assert Counter(c.stage for c in codings) == dict(zip(STAGES, (19, 18, 18), strict=True))
    assert Counter(cited_source(study, c) for c in codings) == {
        "F1": 14,
        "G1": 16,
        "G2": 8,
        "Q1": 10,
        "Q2": 1,
        "Q3": 5,
        "Q4": 1,
    }
    assert Counter(dimension[theme[c.concept]] for c in codings) == dict(
        zip(DIMENSIONS, (9, 6, 21, 4, 15), strict=True)
    )
    assert [len({c.concept for c in codings if c.stage == stage}) for stage in STAGES] == [11, 10, 8]
    assert [len({theme[c.concept] for c in codings if c.stage == stage}) for stage in STAGES] == [5, 5, 4]


def test_every_concept_has_a_definition_a_rule_and_indicators(study):
    bare = [c.name for c in concepts(study.codebook) if not (c.definition and c.include and c.indicators)]
    assert bare == []


def test_every_relation_rests_on_codings_or_on_a_section(study):
    known = {coding.id for coding in study.codings}
    assert [r.id for r in study.model.relations if not (r.codings or r.section)] == []
    assert [r.id for r in study.model.relations if not set(r.codings) <= known] == []
    assert [r.id for r in study.model.relations if not r.basis] == []


def test_the_rules_are_compared_with_every_coding(study):
    rules = apply_indicators(study.codebook, study.documents.values(), "")
    compared = compare(study.codebook, counted_codings(study), rules)
    assert [one.concept for one in compared] == [concept.name for concept in concepts(study.codebook)]
    assert sum(one.coded for one in compared) == 55
    assert sum(one.found for one in compared) >= 50


def test_what_the_rules_find_counts_nowhere(study):
    assert {coding.coder for coding in counted_codings(study)} == {"paper"}
    assert next(coder for coder in study.coders if coder.name == "rules").kind == "procedure"


def test_documents_say_that_they_are_restatements(study):
    assert len(study.documents) == 7
    for document in study.documents.values():
        assert "复述" in document.name
        assert "既不是这些原始资料，也不是论文的文字" in document.text


# To the letter, where the facts are at hand


def test_sources_to_the_letter(study, facts):
    assert [(s.code, s.name, s.kind, s.extent) for s in study.sources] == [
        (s["code"], s["name"], s["type"], s["count_text"]) for s in facts["sources"]
    ]
    assert {(s["category_code"].rstrip("n"), s["category"]) for s in facts["sources"]} == {
        (c.code, c.name) for c in study.categories
    }


def test_stages_to_the_letter(study, facts):
    assert [(s.name, s.start) for s in study.stages] == [(s["name"], s["start"]) for s in facts["stages"]]


def test_the_data_structure_to_the_letter(study, rows):
    published = {}
    for row in rows:
        published.setdefault(row["dimension"], {}).setdefault(row["theme"], []).append(row["concept"])
    tree = {d.name: {t.name: [c.name for c in t.concepts] for t in d.themes} for d in study.codebook.dimensions}
    assert set(tree) == set(published)
    assert {d: set(t) for d, t in tree.items()} == {d: set(t) for d, t in published.items()}
    for dimension, branches in published.items():
        for theme, names in branches.items():
            assert set(tree[dimension][theme]) == set(names)
    assert len(list(themes(study.codebook))) == len({row["theme"] for row in rows})


def test_every_row_is_a_coding_with_its_stage_concept_and_source(study, rows):
    assert {(c.id, c.stage, c.concept, cited_source(study, c)) for c in counted_codings(study)} == {
        (row["id"], row["stage"], row["concept"], row["source"]) for row in rows
    }


def test_every_coding_stands_below_the_locator_of_its_row(study, rows):
    number = Counter()
    for row in rows:
        number[row["table"]] += 1
        coding = next(c for c in study.codings if c.id == row["id"] and c.coder == "paper")
        heading = study.documents[coding.document].text[: coding.start].rstrip().rpartition("\n")[2]
        assert heading == f"## {row['table']}第{number[row['table']]}行（{row['id']}）"


def test_figures_carry_over(study, rows):
    """Every number of two digits or more that a published excerpt gives stands in its restatement, one in words."""
    in_words = {("E17", "30"): "半小时"}
    for row in rows:
        coding = next(c for c in study.codings if c.id == row["id"] and c.coder == "paper")
        for number in re.findall(r"\d{2,}", row["excerpt"]):
            said = in_words.get((row["id"], number), number)
            assert said in coding.quotation, row["id"]


def test_every_arrow_of_the_figures(study, arrows):
    stages = {"S1": STAGES[0], "S2": STAGES[1], "S3": STAGES[2]}

    def name(end):
        return stages.get(end, end).removesuffix("(firm)").removesuffix("(user)")

    published = {
        a["id"]: (
            name(a["from"]),
            name(a["to"]),
            stages.get(a["stage"], ""),
            a["kind"].split(" ")[0].removesuffix("->dimension"),
        )
        for a in arrows
    }
    assert {r.id: (r.source, r.target, r.stage, r.kind) for r in study.model.relations} == published
    assert sorted({a["figure"] for a in arrows}) == ["图2", "图3", "图4", "图5"]


def test_who_leads_in_a_dyad(study, arrows):
    leads = {"dyad firm->user": "企业", "dyad user->firm": "用户", "dyad": ""}
    published = {a["id"]: leads[a["kind"]] for a in arrows if a["kind"].startswith("dyad")}
    assert {r.id: r.lead for r in study.model.relations if r.kind == "dyad"} == published


@pytest.mark.parametrize(("table", "first", "last"), [(2, 1, 19), (3, 20, 37), (4, 38, 55)])
def test_evidence_tables_have_their_rows_in_the_published_order(study, table, first, last):
    from gioia.displays.frames import evidence_frame

    ids = [int(name.removeprefix("E")) for name in evidence_frame(study)["id"]]
    assert ids[first - 1 : last] == list(range(first, last + 1)), f"table {table}"

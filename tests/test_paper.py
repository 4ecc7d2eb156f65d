"""Real input: the paper's own text from a PDF, its evidence tables located in it, and two articles beside it."""

from __future__ import annotations

import csv
import json
import shutil

import pytest

from gioia.displays.counts import codings_by_source
from gioia.sources.normal import fold, printed

PAPER = "000_fec2352d5d0d3ef4"
ARTICLES = ("001_e3a37e669c1f3cb2", "002_8c2a2c1d5746f2be")
TABLES = {"表2": "表２　", "表3": "表３　", "表4": "表４　"}


@pytest.fixture(scope="module")
def made(shared, gioia_program, tmp_path_factory, copy_of):
    """Return the study of the paper with its evidence, as the commands of the README make it, and what they printed."""
    folder = tmp_path_factory.mktemp("paper")
    printed_lines = []
    for arguments in (
        ("init", "paper", "--language", "zh"),
        ("add", shared / "seeds" / f"{PAPER}.txt", "--source", "Q3"),
        ("import-table", shared / "lechun" / "evidence.csv", "--coder", "paper"),
    ):
        done = gioia_program(*arguments, cwd=folder)
        assert done.returncode == 0, done.stderr
        printed_lines += done.stdout.splitlines()
    return copy_of(folder / "paper"), printed_lines


@pytest.fixture(scope="module")
def rows(shared):
    with (shared / "lechun" / "evidence.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def codings(made):
    return {coding.id: coding for coding in made[0].load().codings}


@pytest.fixture(scope="module")
def text(made):
    return made[0].load().documents[f"Q3/{PAPER}.txt"].text


def test_all_excerpts_are_found(made, codings):
    assert made[1][-1] == "55 of 55 excerpts coded by paper"
    assert len(codings) == 55


def test_the_frozen_text_is_the_paper_to_the_byte(shared, made):
    original = (shared / "seeds" / f"{PAPER}.txt").read_bytes()
    assert (made[0].root / "sources" / "Q3" / f"{PAPER}.txt").read_bytes() == original


@pytest.mark.parametrize(("table", "end"), [("表2", "（二）"), ("表3", "（三）"), ("表4", "五、结论")])
def test_every_excerpt_stands_in_its_own_table(codings, rows, text, table, end):
    """After the caption of its table, and before the section that follows the table."""
    caption = text.index(TABLES[table])
    assert text.count(TABLES[table]) == 1
    following = text.index(end, caption)
    own = [codings[id] for id, row in rows.items() if row["table"] == table]
    assert len(own) == {"表2": 19, "表3": 18, "表4": 18}[table]
    assert [c.id for c in own if not caption < c.start < c.end <= following] == []


def test_excerpts_stand_in_the_order_of_the_tables(codings, rows):
    starts = [codings[id].start for id in rows]
    assert starts == sorted(starts)


def test_a_quotation_is_the_documents_own_characters(codings, text):
    assert [c.id for c in codings.values() if text[c.start : c.end] != c.quotation] == []
    assert sum("\n" in c.quotation for c in codings.values()) > 10, "broken lines are kept as they are"


def test_displays_print_what_the_table_says(codings, rows):
    assert {id: printed(c.quotation) for id, c in codings.items()} == {id: row["excerpt"] for id, row in rows.items()}


def test_each_keeps_the_source_as_the_paper_cites_it(codings, rows):
    assert {id: c.cited or "Q3" for id, c in codings.items()} == {id: row["source"] for id, row in rows.items()}


def test_the_tag_of_the_source_stands_behind_the_passage(codings, text):
    """One passage may stand for two excerpts of one cell; the tag is then behind the last of them."""
    behind = [fold(text[c.end : c.end + 200]).text for c in codings.values()]
    assert all(f"({c.cited or 'Q3'})".casefold() in after for c, after in zip(codings.values(), behind, strict=True))


def test_the_totals_are_the_published_ones(made, gioia_program, copy_of):
    study = made[0]
    ran = gioia_program("run", "paper", cwd=study.root.parent)
    assert ran.returncode == 0, ran.stderr
    out = copy_of(study.root.parent / "out" / "paper")
    summary = json.loads(out.text("summary.json"))
    assert list(summary["codings_by_stage"].values()) == [19, 18, 18]
    assert summary["codings_by_source"] == {"F1": 14, "G1": 16, "G2": 8, "Q1": 10, "Q2": 1, "Q3": 5, "Q4": 1}
    assert sorted(summary["codings_by_dimension"].values()) == sorted([9, 6, 21, 4, 15])
    assert list(summary["concepts_by_stage"].values()) == [11, 10, 8]
    assert list(summary["themes_by_stage"].values()) == [5, 5, 4]


def test_tables_2_to_4_have_the_papers_own_wording(made, gioia_program, rows, copy_of):
    study = made[0]
    assert gioia_program("export", "paper", "--to", "csv", "--out", "csv", cwd=study.root.parent).returncode == 0
    out = copy_of(study.root.parent / "csv")
    for number, table in enumerate(TABLES, start=2):
        (name,) = [name for name in out.bytes() if name.startswith(f"tables/table-{number}")]
        assert out.bytes()[name].startswith(b"\xef\xbb\xbf"), "Excel opens Chinese"
        cells = "\n".join(cell for line in csv.reader(out.text(name).splitlines()) for cell in line)
        own = [row for row in rows.values() if row["table"] == table]
        assert [row["id"] for row in own if row["excerpt"] not in cells] == []


def test_the_structure_is_the_published_one(made, rows):
    study = made[0].load()
    tree = {(d.name, t.name, c.name) for d in study.codebook.dimensions for t in d.themes for c in t.concepts}
    assert tree == {(row["dimension"], row["theme"], row["concept"]) for row in rows.values()}
    assert study.codebook.ungrouped == ()
    assert {f.rule for f in made[0].findings() if f.severity == "error"} == {"PR3"}


def test_importing_again_changes_nothing(made, shared, gioia_program):
    before = made[0].bytes()
    again = gioia_program(
        "import-table", shared / "lechun" / "evidence.csv", "--coder", "paper", cwd=made[0].root.parent
    )
    assert (again.returncode, again.stdout) == (0, "0 of 55 excerpts coded by paper, 55 were in\n")
    assert made[0].bytes() == before


@pytest.fixture(scope="module")
def with_articles(made, shared, gioia_program, tmp_path_factory, copy_of):
    """Return a copy of the study with the two articles, and the rules of LeChun's codebook applied."""
    folder = tmp_path_factory.mktemp("articles")
    shutil.copytree(made[0].root, folder / "paper")
    articles = [shared / "seeds" / f"{name}.txt" for name in ARTICLES]
    for arguments in (("add", *articles, "--source", "Q4"), ("apply", "--codebook", "lechun")):
        done = gioia_program(*arguments, cwd=folder)
        assert done.returncode == 0, done.stderr
    return copy_of(folder / "paper")


def test_the_rules_find_the_passages_on_user_participation(with_articles):
    study = with_articles.load()
    found = {
        name: [c for c in study.codings if c.coder == "rules" and c.document == f"Q4/{name}.txt"] for name in ARTICLES
    }
    assert {c.concept for c in found[ARTICLES[1]] if "乐纯" in c.quotation and "决策" in c.quotation} >= {
        "用户更渴望参与到产品开发过程中—企业提出开放用户参与通道",
        "企业开放用户体验权利—用户协同企业设计产品包装封面",
    }, "article 002 speaks of LeChun itself"
    participation = "用户更渴望参与到产品开发过程中—企业提出开放用户参与通道"
    assert [len([c for c in found[name] if c.concept == participation]) > 3 for name in ARTICLES] == [True, True]


def test_what_the_rules_found_counts_in_no_total(with_articles):
    study = with_articles.load()
    assert len([c for c in study.codings if c.coder == "rules"]) > 55
    assert codings_by_source(study)["Q4"] == 1


def test_a_run_sums_up_what_the_rules_found_with_anothers_indicators(with_articles, gioia_program, copy_of):
    folder = with_articles.root.parent
    assert gioia_program("run", "paper", cwd=folder).returncode == 0
    rules = json.loads(copy_of(folder / "out" / "paper").text("summary.json"))["rules"]
    assert rules["coded"] == 55
    assert rules["found"] > 40
    assert rules["added"] > 0


def test_co_creation_is_found_in_its_context(with_articles, gioia_program):
    hits = json.loads(gioia_program("find", "共创", "--format", "json", cwd=with_articles.root.parent).stdout)
    assert {hit["source"] for hit in hits} == {"Q3", "Q4"}
    assert {hit["document"].partition("/")[2].removesuffix(".txt") for hit in hits} >= {PAPER, ARTICLES[0]}
    assert all(hit["match"] == "共创" for hit in hits)
    assert any("价值" in hit["before"] for hit in hits)

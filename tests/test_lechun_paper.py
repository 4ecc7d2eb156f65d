"""The published analysis in its own words, for those who have the paper: `corpora/lechun-paper` is sealed, and opens."""

from __future__ import annotations

import csv
import importlib.util
import json

import pytest

from gioia import check, load_study
from gioia.audit.rules import OF_WORDS
from gioia.findings import errors
from gioia.sources.normal import printed
from gioia.sources.seals import seals_in

PAPER = "000_fec2352d5d0d3ef4.txt"


@pytest.fixture(scope="module")
def opened(shared, gioia_program, tmp_path_factory):
    """Return the folder of the study that the paper opens, and what the program printed."""
    folder = tmp_path_factory.mktemp("reader")
    done = gioia_program("unseal", "lechun-paper", "--documents", shared / "seeds" / PAPER, cwd=folder)
    return folder / "lechun-paper-unsealed", done


@pytest.fixture(scope="module")
def rows(shared):
    with (shared / "lechun" / "evidence.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_sealed_study_checks_without_errors(checkout):
    study, loaded = load_study(checkout / "corpora" / "lechun-paper")
    findings = check(study, loaded)
    assert errors(findings) == []
    assert [f.message for f in findings if f.rule == "SE1"] == [
        "the study is sealed: of 55 codings the words of 55 are not told"
    ]
    assert not {f.rule for f in findings} & OF_WORDS, "nobody can say so without the words"


def test_every_coding_of_it_is_a_seal(checkout):
    (file,) = (checkout / "corpora" / "lechun-paper" / "codings").rglob("*.jsonl")
    quotations = [json.loads(line)["quotation"] for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(quotations) == 55
    assert all(str(seals_in(quotation)[0]) == quotation for quotation in quotations)


def test_it_runs_sealed_with_the_counts_of_the_paper(gioia_program, tmp_path, copy_of):
    ran = gioia_program("run", "lechun-paper", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    out = copy_of(tmp_path / "out" / "lechun-paper")
    summary = json.loads(out.text("summary.json"))
    assert list(summary["codings_by_stage"].values()) == [19, 18, 18]
    assert summary["codings_by_source"] == {"G1": 16, "G2": 8, "F1": 14, "Q1": 10, "Q2": 1, "Q3": 5, "Q4": 1}
    (table,) = [name for name in out.bytes() if name.startswith("tables/table-2") and name.endswith(".md")]
    assert out.text(table).count("〔已封存 ") == 19


def test_the_paper_opens_all_of_it(opened):
    _, done = opened
    assert (done.returncode, done.stdout) == (0, "found 55 of 55 quotations: lechun-paper-unsealed\n")


def test_the_words_are_those_of_the_paper_where_it_has_them(opened, rows, shared):
    study, loaded = load_study(opened[0])
    text = (shared / "seeds" / PAPER).read_text(encoding="utf-8")
    assert [c.id for c in study.codings if text[c.start : c.end] != c.quotation] == []
    assert {c.id: printed(c.quotation) for c in study.codings} == {row["id"]: row["excerpt"] for row in rows}
    assert errors(check(study, loaded)) == []


def test_tables_2_to_4_are_verbatim(opened, rows, gioia_program, tmp_path, copy_of):
    done = gioia_program("export", opened[0], "--to", "csv", "--out", tmp_path / "csv", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    out = copy_of(tmp_path / "csv")
    for number, table in enumerate(("表2", "表3", "表4"), start=2):
        (name,) = [name for name in out.bytes() if name.startswith(f"tables/table-{number}")]
        cells = "\n".join(cell for line in csv.reader(out.text(name).splitlines()) for cell in line)
        own = [row for row in rows if row["table"] == table]
        assert [row["id"] for row in own if row["excerpt"] not in cells] == []
        assert "已封存" not in cells


def test_another_edition_of_the_paper_opens_it_too(shared, gioia_program, tmp_path):
    """Lines broken elsewhere, other width, a head on every page."""
    text = (shared / "seeds" / PAPER).read_text(encoding="utf-8").replace("\n", "")
    pages = [text[at : at + 37] for at in range(0, len(text), 37)]
    (tmp_path / "edition.txt").write_text("\r\n".join(pages).replace("，", ","), encoding="utf-8")
    done = gioia_program("unseal", "lechun-paper", "-d", "edition.txt", cwd=tmp_path)
    assert done.stdout == "found 55 of 55 quotations: lechun-paper-unsealed\n"


def test_it_is_what_the_documented_command_makes(shared, checkout, copy_of, tmp_path):
    spec = importlib.util.spec_from_file_location("lechun_paper", checkout / "docs" / "lechun_paper.py")
    command = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(command)
    there = checkout / "corpora" / "lechun-paper"
    root = command.made(shared / "seeds" / PAPER, shared / "lechun" / "evidence.csv", tmp_path)
    command.sealed(root, tmp_path / "sealed", load_study(there)[0].sealed)
    assert copy_of(tmp_path / "sealed").bytes() == copy_of(there).bytes()


def test_statements_dates_and_waivers_are_those_of_the_case(checkout):
    case, paper = (load_study(checkout / "corpora" / name)[0] for name in ("lechun", "lechun-paper"))
    assert [(s.name, s.start, s.end, s.opened_by) for s in case.stages] == [
        (s.name, s.start, s.end, s.opened_by) for s in paper.stages
    ]
    waived = [[(w.rule, w.subject, w.reason) for w in study.waivers] for study in (case, paper)]
    assert waived[1] == [one for one in waived[0] if one in waived[1]]
    stated = [{name: one.text for name, one in study.statements.items()} for study in (case, paper)]
    assert {name for name in stated[0] if stated[0][name] != stated[1][name]} == {"disclosure"}
    assert "WA1" not in {f.rule for f in check(*load_study(checkout / "corpora" / "lechun-paper"))}


def test_a_manuscript_is_audited_against_the_open_study_and_not_the_sealed_one(opened, shared, gioia_program, tmp_path):
    paper = shared / "seeds" / PAPER
    sealed = gioia_program("audit", paper, "--study", "lechun-paper", cwd=tmp_path)
    assert (sealed.returncode, sealed.stdout) == (1, "")
    assert "is sealed: a manuscript cannot be held against its words: open it first" in sealed.stderr
    audited = gioia_program("audit", paper, "--study", opened[0], cwd=tmp_path)
    assert "quotations that hold: " in audited.stderr
    assert "quotations that hold: 0" not in audited.stderr

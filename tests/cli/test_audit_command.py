"""`gioia audit` as people run it: text, JSON, SARIF, Markdown, exit codes."""

from __future__ import annotations

import json

PAPER = "# 书屋\n\n## 一、案例发现\n\n受访者说：“头一个月我们轮流扫地。”\n\n邻里投入包括出力和出物，书屋成效是相识。起步以后是扎根。\n"


def test_a_fault_is_told_with_both_places_and_ends_with_1(clean, gioia_program):
    clean.write("paper.md", PAPER)
    done = gioia_program("audit", "paper.md", cwd=clean.root)
    assert done.returncode == 1, done.stderr
    assert "paper.md:5: error TR5" in done.stdout
    assert "study: c01 (F1), sources/F1/访谈.md:3: 头一个月我们轮流值班。" in done.stdout
    assert "differs: 头一个月我们轮流[-值班-]{+扫地+}" in done.stdout
    assert all(len(line.encode("gb18030")) <= 80 for line in done.stdout.splitlines())
    assert "errors: 1" in done.stderr


def test_a_paper_without_fault_ends_with_0(clean, gioia_program):
    clean.write("paper.md", PAPER.replace("扫地", "值班"))
    done = gioia_program("audit", "paper.md", "--study", clean.root, "--held", cwd=clean.root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "verbatim" in done.stdout


def test_json_sarif_and_markdown(clean, gioia_program):
    clean.write("paper.md", PAPER)
    told = json.loads(gioia_program("audit", "paper.md", "--format", "json", cwd=clean.root).stdout)
    (one,) = told["remarks"]
    assert (one["kind"], one["rule"], one["line"], one["heading"]) == ("quotation-altered", "TR5", 5, "一、案例发现")
    assert told["counts"] == {"quotation-altered": 1}
    (run,) = json.loads(gioia_program("audit", "paper.md", "--format", "sarif", cwd=clean.root).stdout)["runs"]
    (result,) = run["results"]
    assert result["ruleId"] == "TR5"
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 5}
    markdown = gioia_program("audit", "paper.md", "--format", "markdown", cwd=clean.root, GIOIA_LANG="zh").stdout
    assert "## 引文有改动 (1)" in markdown


def test_a_paper_that_is_not_there_is_misuse(clean, gioia_program):
    done = gioia_program("audit", "no.md", cwd=clean.root)
    assert done.returncode == 2
    assert done.stderr.startswith("gioia: no.md: no such file")


def test_a_waiver_about_a_paper_is_none_of_gioia_check(clean, gioia_program):
    study = clean.text("study.yaml")
    waiver = "  - rule: TR5\n    subject: 头一个月我们轮流扫地\n    manuscript: paper.md\n    reason: 原话如此\n"
    clean.write("study.yaml", study + waiver)
    clean.write("paper.md", PAPER)
    assert gioia_program("check", cwd=clean.root).returncode == 0
    assert "WA1" not in gioia_program("check", cwd=clean.root).stdout
    done = gioia_program("audit", "paper.md", cwd=clean.root)
    assert done.returncode == 0
    assert "waived: 原话如此" in done.stdout

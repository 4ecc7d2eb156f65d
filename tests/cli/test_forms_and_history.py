"""Forms and history as people ask for them."""

from __future__ import annotations

import json
import os
import subprocess

import pytest
from study_copies import PROGRAM


def run(*words, language="en", cwd=None):
    environment = os.environ | {"GIOIA_LANG": language}
    return subprocess.run(
        [*PROGRAM, *words], capture_output=True, encoding="utf-8", env=environment, cwd=cwd, check=False
    )


@pytest.mark.usefixtures("clean")
def test_a_form_is_written_and_what_is_missing_is_said():
    done = run("forms", "clean", "--form", "transparency", "--form", "coreq", "--to", "md")
    assert done.returncode == 0
    assert done.stdout.split() == ["out/clean/forms/transparency.md", "out/clean/forms/coreq.md"]
    assert "transparency" not in done.stderr
    assert "coreq: missing 1, 2, 3" in done.stderr
    assert "to state in study.yaml: statements: interviewer, credentials" in done.stderr


def test_a_form_has_the_language_of_the_study_or_the_one_asked_for(clean):
    run("forms", "clean", "--form", "srqr", "--to", "md")
    assert "摘要" in (clean.root.parent / "out/clean/forms/srqr.md").read_text(encoding="utf-8")
    run("forms", "clean", "--form", "srqr", "--to", "md", "--language", "en", "--out", "here")
    assert "Abstract" in (clean.root.parent / "here/srqr.md").read_text(encoding="utf-8")


def test_an_unknown_form_is_misuse(clean):
    done = run("forms", clean.root.name, "--form", "coreg")
    assert done.returncode == 2
    assert "coreq" in done.stderr


def test_a_broken_study_fills_no_form(clean):
    clean.write("codebook.yaml", "codebook: [")
    done = run("forms", "clean")
    assert done.returncode == 1
    assert not (clean.root.parent / "out").exists()


def test_the_help_is_in_both_languages():
    assert "Fill forms of reporting" in run("forms", "--help").stdout
    assert "报告规范" in run("forms", "--help", language="zh").stdout


@pytest.mark.usefixtures("clean")
def test_codings_by_day_are_told_in_every_format():
    text = run("history", "--codings", "-s", "clean")
    assert "甲  codings " in text.stdout
    assert "甲  现存编码 " in run("history", "--codings", "-s", "clean", language="zh").stdout
    assert json.loads(run("history", "--codings", "-s", "clean", "--format", "json").stdout)[0]["coder"] == "甲"
    assert (
        run("history", "--codings", "-s", "clean", "--format", "csv")
        .stdout.lstrip("\ufeff")
        .startswith("day,coder,codings")
    )


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("en", ("How the codebook came about", "How the codings came about")),
        ("zh", ("编码本是怎样形成的", "编码是怎样形成的")),
    ],
)
def test_the_appendix_tells_of_codebook_and_codings(language, titles):
    run("concept", "rename", "轮流值班", "排班", "-s", "clean", "--why", "更近原话")
    shown = run("history", "-s", "clean", "--format", "md", language=language).stdout
    assert all(f"**{title}**" in shown for title in titles)
    assert "更近原话" in shown


@pytest.mark.usefixtures("clean")
def test_the_history_speaks_chinese():
    run("concept", "rename", "轮流值班", "排班", "-s", "clean")
    assert "概念改名 轮流值班 → 排班" in run("history", "-s", "clean", language="zh").stdout


@pytest.mark.usefixtures("clean")
def test_codings_by_day_are_not_told_of_one_name():
    done = run("history", "排班", "--codings", "-s", "clean")
    assert done.returncode == 2
    assert "leave out the name" in done.stderr

"""What people are told in Chinese, from real messages: findings of whole studies, refusals, what edits did, and the page."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from left_in_english import findings_left_in_english, left_in_english

import gioia
from gioia.audit.markdown import markdown
from gioia.audit.rules import check
from gioia.audit.sarif import sarif
from gioia.errors import GioiaError
from gioia.report.told import finding_values
from gioia.workbench.wording import in_chinese_words, is_chinese

FAULTS = {
    "a colon too many": ("study.yaml", "language: zh", "language: zh: en"),
    "a list that is not closed": ("study.yaml", "language: zh", "language: [zh"),
    "a tab": ("study.yaml", "language: zh", "\tlanguage: zh"),
    "an unknown key": ("study.yaml", "language: zh", "langage: zh"),
    "a mark of a merge": ("codebook.yaml", "dimensions:", "<<<<<<< HEAD\ndimensions:"),
    "a codebook that is not there": ("study.yaml", "codebook: codebook.yaml", "codebook: other.yaml"),
}
MISUSES = [
    ("check", "nowhere"),
    ("check", "--formta", "json"),
    ("check", "--explain", "GI44"),
    ("theme", "add", "新主题", "--dimension", "没有"),
    ("concept", "rename", "没有", "新"),
    ("code", "没有这句话", "--concept", "没有"),
    ("code", "没有这句话", "--concept", "轮流值班"),
    ("uncode", "zzz"),
    ("undo", "zzz"),
    ("add", "nothing.txt", "--source", "F1"),
    ("export", "--to", "xyz"),
    ("trace", "没有"),
    ("find", "(", "--regex"),
    ("words", "--by", "stage", "--near", "书"),
    ("trace", "--display", "table-99"),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_file_is_told_in_chinese(clean, fault):
    clean.change(*FAULTS[fault])
    assert clean.findings()


@pytest.mark.parametrize("paper", ["bearings", "coldchain"])
def test_all_that_is_found_in_a_study_with_chinese_names_is_told_in_chinese(checkout, paper):
    root = checkout / "benchmarks" / "papers" / paper / "study"
    found = check(*gioia.load_study(root))
    assert found
    assert not findings_left_in_english(found)


@pytest.mark.parametrize("words", MISUSES, ids=" ".join)
def test_misuse_is_told_in_chinese_on_one_line(clean, gioia_program, words):
    ended = gioia_program(*words, cwd=clean.root, GIOIA_LANG="zh")
    assert ended.returncode in {1, 2}
    last = ended.stderr.strip().split("\n")[-1]
    assert any("\u3400" <= char <= "\u9fff" for char in last)
    assert not left_in_english(last)


def test_what_an_edit_did_is_told_in_chinese(clean, gioia_program):
    shown = gioia_program("concept", "rename", "轮流值班", "值班", cwd=clean.root, GIOIA_LANG="zh").stdout
    assert shown.startswith("概念“轮流值班”现在叫“值班”")
    assert gioia_program("undo", cwd=clean.root, GIOIA_LANG="zh").stdout.startswith("已撤销：改名概念")


def test_check_tells_people_in_chinese_and_programs_in_english(clean, gioia_program):
    clean.change("codebook.yaml", "      - theme: 出物", "      - theme: 出钱\n      - theme: 出物")
    shown = gioia_program("check", cwd=clean.root, GIOIA_LANG="zh").stdout
    assert "错误 GI1 主题“出钱”没有概念；给它一个概念，或删去它" in shown
    values = json.loads(gioia_program("check", "--format", "json", cwd=clean.root, GIOIA_LANG="zh").stdout)
    assert "the theme '出钱' has no concept" in {value["message"] for value in values}
    results = sarif(clean.findings(), version="1")["runs"][0]["results"]
    assert any("has no concept" in result["message"]["text"] for result in results)
    assert "主题“出钱”没有概念" in markdown(clean.findings(), "zh")
    assert "the theme '出钱' has no concept" in markdown(clean.findings(), "en").replace("\\", "")


def test_english_loads_no_chinese(clean):
    script = "import sys; from gioia.cli.main import _run; _run(); sys.stderr.write(' '.join(sys.modules))"
    environment = os.environ | {"GIOIA_LANG": "en"}
    ended = subprocess.run(
        [sys.executable, "-c", script, "check"], cwd=clean.root, env=environment, capture_output=True, check=False
    )
    assert b"gioia.findings" in ended.stderr
    assert b"gioia.messages" not in ended.stderr


def test_the_page_is_answered_in_the_language_that_it_asks_in():
    error = GioiaError("no concept is called '甲'", remedy="gioia structure shows the names")
    told = {
        "message": error.message,
        "remedy": error.remedy,
        "text": "the file is empty",
        "findings": [{"message": "the concept '甲' has no theme", "remedy": "delete it", "severity": "error"}],
    }
    assert in_chinese_words(told) == {
        "message": "没有概念“甲”",
        "remedy": "gioia structure 会列出名称",
        "text": "the file is empty",
        "findings": [{"message": "概念“甲”没有主题", "remedy": "删去它", "severity": "error"}],
    }
    assert is_chinese("zh-CN,zh;q=0.9")
    assert not is_chinese("en-GB,zh;q=0.9")


def test_a_report_tells_findings_in_both_languages(clean):
    clean.change("codebook.yaml", "      - theme: 出物", "      - theme: 出钱\n      - theme: 出物")
    told = [found["message"] for found in finding_values(clean.load(), clean.findings())]
    assert {"en": "the theme '出钱' has no concept", "zh": "主题“出钱”没有概念"} in told

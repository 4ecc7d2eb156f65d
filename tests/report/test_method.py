"""The method statement: counted from the files and stated by the researcher, in both languages, and nothing made up."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gioia.report.bundle import gather
from gioia.report.material import settled_values
from gioia.report.method import method_value


def said(told, step: str) -> tuple[str, str]:
    found = method_value(told.study, told.findings, told.entries, told.memos)["paragraphs"]
    return next((one["en"], one["zh"]) for one in found if one["step"] == step)


@pytest.fixture
def told(clean):
    return gather(clean.root)


def test_every_number_is_one_that_can_be_counted_in_the_files(told):
    assert said(told, "material")[0].startswith(
        "The study rests on 2 sources with 2 documents of 107 characters in all."
    )
    assert "1 person coded 8 passages with 8 codings: 甲 8." in said(told, "coding")[0]
    assert said(told, "structure")[1] == "4 个一阶概念归并为 3 个二阶主题和 2 个聚合维度。"
    assert (
        "Of 3 relations, 1 rests on codings, 2 only on a section of the text, 0 on neither." in said(told, "process")[0]
    )
    assert said(told, "triangulation")[0] == "3 of 3 themes rest on sources of two kinds or more."


def test_the_codings_that_a_consensus_replaced_are_told(told):
    one = told.study.codings[0]
    agreed = replace(one, id="agreed", coder="consensus", concept="修理书架")
    of = replace(told, study=replace(told.study, codings=(*told.study.codings, agreed)))
    assert "The coders settled on 1 coding, which counts in the place of 1 of their own." in said(of, "coding")[0]
    assert [(each["id"], each["concept"]) for each in settled_values(of.study)] == [(one.id, "轮流值班")]


def test_what_the_files_do_not_tell_is_not_said(clean):
    clean.change("study.yaml", clean.text("study.yaml"), "study: x\nlanguage: en\n")
    for file in ("codebook.yaml", "model.yaml"):
        clean.write(file, "")
    told = gather(clean.root)
    steps = [one["step"] for one in method_value(replace(told.study, codings=()), (), (), ())["paragraphs"]]
    assert steps == ["checks"]


def test_statements_of_the_researcher_stand_in_the_report_under_their_names(reads, clean):
    statements = "statements:\n  sampling: 街坊介绍\n  saturation:\n    unit: 概念\n    rule: 三次没有新概念\n"
    text = clean.text("study.yaml")
    assert "statements:" in text
    clean.write("study.yaml", text[: text.index("statements:")] + statements)
    reader = reads(clean.root, "method")
    assert "抽样" in reader.text
    assert "三次没有新概念" in reader.text
    reader.page.locator("[data-key=language]").click()
    reader.until("document.documentElement.lang === 'en'")
    assert "sampling" in reader.text


def test_a_finding_tells_its_rule_and_the_literature_in_both_languages(reads, clean):
    clean.change(
        "codebook.yaml", "      - theme: 相识\n", "      - theme: 空主题\n        concepts: []\n      - theme: 相识\n"
    )
    reader = reads(clean.root, "findings")
    rules = reader.page.locator("main .rule").first
    assert "数据结构是核心展示" in rules.text_content()
    reader.page.locator("[data-key=language]").click()
    reader.until("document.documentElement.lang === 'en'")
    assert "Every concept has a theme" in rules.text_content()
    assert "Gioia" in rules.text_content()

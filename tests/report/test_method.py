"""The method statement: counted from the files and stated by the researcher, in both languages, and nothing made up."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gioia.forms.filling import TELLERS
from gioia.forms.told import Known, numbers_of
from gioia.pipeline import all_displays
from gioia.report.bundle import gather
from gioia.report.material import settled_values
from gioia.report.method import STEPS, method_value


def method(study, entries=(), findings=()):
    return method_value(Known(study, entries, numbers_of(all_displays(study))), findings)


def paragraph(told, step: str) -> dict:
    found = method(told.study, told.entries, told.findings)["paragraphs"]
    return next(one for one in found if one["step"] == step)


def said(told, step: str) -> tuple[str, str]:
    found = paragraph(told, step)
    return found["en"], found["zh"]


@pytest.fixture
def told(clean):
    return gather(clean.root)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_paragraph_is_made_of_the_facts_that_forms_are_filled_from(told, step):
    known = Known(told.study, told.entries, numbers_of(all_displays(told.study)))
    facts = [fact for name in step.facts if (fact := TELLERS[name].tell(known))]
    if facts:
        assert said(told, step.name) == (
            " ".join(fact.text[0] for fact in facts),
            "".join(fact.text[1] for fact in facts),
        )
    else:
        assert step.name not in {one["step"] for one in method(told.study, told.entries)["paragraphs"]}


def test_every_number_is_one_that_can_be_counted_in_the_files(told):
    assert said(told, "material")[0].startswith("2 sources, 2 documents, 107 characters:")
    assert said(told, "coding")[0].startswith("1 coder, 8 codings: 甲 8.")
    assert said(told, "structure")[1].startswith("一阶概念 4 个，二阶主题 3 个，聚合维度 2 个。")
    assert "3 relations: 1 on codings, 2 only on a section of the text, 0 on neither." in said(told, "process")[0]
    assert said(told, "triangulation")[0] == "3 of 3 themes on two categories of sources or more."


def test_a_paragraph_leads_to_the_displays_that_show_it(reads, clean):
    reader = reads(clean.root, "method")
    material = next(one for one in method(clean.load())["paragraphs"] if one["step"] == "material")
    assert material["places"][0]["to"] == ["table-1"]
    assert "#table-1" in reader.links("main")


def test_the_codings_that_a_consensus_replaced_are_told(told):
    one = told.study.codings[0]
    agreed = replace(one, id="agreed", coder="consensus", concept="修理书架")
    of = replace(told, study=replace(told.study, codings=(*told.study.codings, agreed)))
    assert said(of, "coding")[0].startswith("1 coder, 8 codings: ")
    assert "1 coding is a consensus, in the place of 1 of the coders' own." in said(of, "coding")[0]
    assert [(each["id"], each["concept"]) for each in settled_values(of.study)] == [(one.id, "轮流值班")]


def test_what_the_files_do_not_tell_is_not_said(clean):
    clean.change("study.yaml", clean.text("study.yaml"), "study: x\nlanguage: en\n")
    for file in ("codebook.yaml", "model.yaml"):
        clean.write(file, "")
    told = gather(clean.root)
    steps = [one["step"] for one in method(replace(told.study, codings=(), documents={}, memos=()))["paragraphs"]]
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

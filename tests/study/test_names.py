"""Names: each declared once, each use of one declared; a misspelt one is told its nearest, at the line where it stands."""

from __future__ import annotations

import pytest

F1 = "codings/甲/F1/访谈.md.jsonl"

MISSPELT = [
    # file, what stood there, what stands there now, the wrong name, the nearest
    ("model.yaml", "from: 出力", "from: 用力", "用力", "出力"),
    ("model.yaml", "to: 扎根", "to: 札根", "札根", "扎根"),
    ("model.yaml", "kind: enables", "kind: enabels", "enabels", "enables"),
    ("model.yaml", "- relation: R02\n    stage: 扎根", "- relation: R02\n    stage: 扎耕", "扎耕", "扎根"),
    ("model.yaml", "lead: 发起人", "lead: 发启人", "发启人", "发起人"),
    ("model.yaml", "[c01, c04]", "[c01, c044]", "c044", "c04"),
    (F1, '"concept":"修理书架"', '"concept":"修里书架"', "修里书架", "修理书架"),
]


@pytest.mark.parametrize("fault", MISSPELT, ids=lambda fault: fault[2])
def test_a_misspelt_name_is_found_at_its_line_with_the_nearest_name(clean, fault):
    file, old, new, wrong, near = fault
    clean.change(file, old, new)
    found = [f for f in clean.findings() if f.rule == "NA1"]
    assert [str(f.place).rstrip(":") for f in found] == [clean.line(file, wrong)]
    assert [(f.severity, f.subject) for f in found] == [("error", wrong)]
    assert f"did you mean {near!r}?" in found[0].remedy


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("    date: 2021-04\n    stage: 起步", "    date: 2021-04\n    stage: 启步", "启步"),
        ("sources: [G1]", "sources: [G9]", "G9"),
        ("codings: [c02]", "codings: [c092]", "c092"),
    ],
)
def test_a_misspelt_name_of_an_event(clean, old, new, wrong):
    clean.change("model.yaml", old, new)
    assert clean.found("NA1") == [(clean.line("model.yaml", wrong), wrong)]


def test_an_event_is_declared_once(clean):
    clean.change("model.yaml", "  - event: 挂牌", "  - event: 挂牌\n    date: 2021\n  - event: 挂牌")
    assert [subject for _, subject in clean.found("NA2")] == ["挂牌"]


@pytest.mark.parametrize(
    ("key", "wrong"),
    [("theme: 出力", "theme: 出厉"), ("role: 邻居", "role: 邻家"), ("stage: 起步", "stage: 启步")],
)
def test_a_misspelt_name_of_a_construct(clean, key, wrong):
    text = clean.text("model.yaml")
    clean.write("model.yaml", text.replace(f"    {key}\n", f"    {wrong}\n", 1))
    assert clean.found("NA1") == [(clean.line("model.yaml", wrong), wrong.split()[1])]


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ('"id":"c01"', '"id":"c01","cited":"F11"', "F11"),
        ('"quotation":"头一个月我们轮流值班。"', '"quotation":"头一个月我们轮流值班。","cited":"X"', "X"),
    ],
)
def test_a_source_that_is_cited_must_be_registered(clean, old, new, wrong):
    clean.change(F1, old, new)
    assert clean.found("NA1") == [(f"clean/{F1}:1", wrong)]


def test_a_stage_of_a_coding(clean):
    text = clean.text(F1).split("\n")
    text[2] = text[2].replace('"stage":"起步"', '"stage":"起歩"')
    clean.write(F1, "\n".join(text))
    assert clean.found("NA1") == [(f"clean/{F1}:3", "起歩")]


def test_a_document_of_a_source_that_is_not_registered(clean):
    clean.change("study.yaml", "  - source: G1\n    name: 书屋公告\n", "")
    assert ("clean/sources/documents.jsonl:2", "G1") in clean.found("NA1")


def test_a_source_of_a_category_that_is_not_declared(clean):
    clean.change("study.yaml", "  - category: G\n    name: 官方网站资料\n", "")
    assert clean.found("NA1") == [(clean.line("study.yaml", "- source: G1"), "G")]


def test_codings_of_a_document_that_is_not_registered(clean):
    clean.write("codings/甲/F1/访谈2.md.jsonl", clean.text(F1).replace('"c0', '"d0'))
    found = [f for f in clean.findings() if f.rule == "NA1"]
    assert [(str(f.place), f.subject) for f in found] == [("clean/codings/甲/F1/访谈2.md.jsonl:", "F1/访谈2.md")]
    assert "'F1/访谈.md'" in found[0].remedy


def test_a_coder_who_is_not_declared_is_a_remark(clean):
    clean.change("study.yaml", "coder: 甲", "coder: 乙")
    assert {(f.severity, f.subject) for f in clean.findings() if f.rule == "NA1"} == {("warning", "甲")}


@pytest.mark.parametrize(
    ("file", "old", "new", "name"),
    [
        ("study.yaml", "  - source: G1", "  - source: F1", "F1"),
        ("study.yaml", "  - category: G", "  - category: F", "F"),
        ("study.yaml", "  - stage: 扎根", "  - stage: 起步", "起步"),
        ("codebook.yaml", "- concept: 孩子结伴", "- concept: 捐出旧书", "捐出旧书"),
        ("codebook.yaml", "- theme: 相识", "- theme: 出力", "出力"),
        ("codebook.yaml", "- dimension: 书屋成效", "- dimension: 邻里投入", "邻里投入"),
        ("codebook.yaml", "- theme: 相识", "- theme: 起步", "起步"),
        ("model.yaml", "- construct: 照看", "- construct: 相识", "相识"),
        ("model.yaml", "- relation: R02", "- relation: R01", "R01"),
    ],
)
def test_a_name_twice_among_names_that_must_differ(clean, file, old, new, name):
    clean.change(file, old, new)
    found = [f for f in clean.findings() if f.rule == "NA2"]
    assert [f.subject for f in found] == [name]
    assert "is declared twice, first as a" in found[0].message


def test_the_second_of_two_is_the_one_that_is_shown(clean):
    clean.change("codebook.yaml", "- concept: 孩子结伴", "- concept: 捐出旧书")
    before, _, _ = clean.text("codebook.yaml").rpartition("- concept: 捐出旧书")
    line = before.count("\n") + 1
    assert clean.found("NA2") == [(f"clean/codebook.yaml:{line}", "捐出旧书")]


def test_a_concept_may_bear_the_name_of_its_theme(clean):
    clean.change("codebook.yaml", "- theme: 相识", "- theme: 孩子结伴")
    clean.write("model.yaml", clean.text("model.yaml").replace("to: 相识", "to: 孩子结伴"))
    assert {f.rule for f in clean.findings()} == {"GI5"}, "which it had better not"


def test_an_id_of_two_codings(clean):
    clean.change(F1, '"id":"c02"', '"id":"c01"')
    assert clean.found("NA2") == [(f"clean/{F1}:2", "c01")]


def test_a_document_that_is_registered_twice(clean):
    register = clean.text("sources/documents.jsonl")
    clean.write("sources/documents.jsonl", register + register.split("\n")[0] + "\n")
    assert clean.found("NA2") == [("clean/sources/documents.jsonl:3", "")]


def test_all_faults_come_in_one_go(clean):
    for file, old, new, _, _ in MISSPELT:
        clean.change(file, old, new)
    clean.change("study.yaml", "  - category: G", "  - category: F")
    clean.change("sources/G1/公告.md", "立稳", "站稳")
    rules = [f.rule for f in clean.findings()]
    assert rules.count("NA1") == len(MISSPELT) + 1, "each misspelt name, and the category that G1 has lost"
    assert {"NA2", "DO1", "TR1"} <= set(rules)


def test_a_name_that_was_changed_where_it_is_declared_is_suggested_rather_than_one_in_use(clean):
    clean.change("codebook.yaml", "- theme: 相识", "- theme: 相熟")
    told = [f for f in clean.findings() if f.rule == "NA1"]
    assert told
    assert {f.message for f in told} == {"no theme, dimension, stage or construct is called '相识'"}
    assert all(f.remedy.startswith("did you mean '相熟'?") for f in told)


def test_an_unreadable_codebook_is_one_finding_and_not_one_a_name(clean):
    clean.write("codebook.yaml", "\tdimensions:\n")
    assert {f.rule for f in clean.findings()} == {"FI2"}


def test_an_indicator_with_full_width_commas_is_a_remark(clean):
    clean.change(
        "codebook.yaml",
        "          - concept: 修理书架 # 也包括搬运\n",
        "          - concept: 修理书架\n            indicators: [书架，修]\n",
    )
    assert [(f.rule, f.severity, f.subject) for f in clean.findings()] == [("FI5", "warning", "修理书架")]


def test_what_a_group_shares_must_have_a_home_in_another(clean):
    codebook = (clean.root / "codebook.yaml").read_text(encoding="utf-8")
    theme, concept = (
        next(line for line in codebook.splitlines() if f"- {noun}: " in line) for noun in ("theme", "concept")
    )
    own, indent = concept.partition(": ")[2], " " * (theme.index("-") + 2)
    clean.change("codebook.yaml", theme, f"{theme}\n{indent}also: [{own}, 没有的概念]")
    assert {(f.rule, f.severity, f.subject) for f in clean.findings() if f.rule in {"NA1", "NA2"}} == {
        ("NA1", "error", "没有的概念"),
        ("NA2", "warning", own),
    }


def test_an_attribution_names_a_source_or_the_letter_of_a_category(clean):
    text = clean.text("study.yaml")
    clean.write(
        "study.yaml", f"{text}attributions:\n  - source: F\n    words: [邻居]\n  - source: G1\n    words: [布告]\n"
    )
    assert clean.found("NA1") == []
    clean.write("study.yaml", f"{text}attributions:\n  - source: F9\n    words: [邻居]\n")
    assert [subject for _, subject in clean.found("NA1")] == ["F9"]

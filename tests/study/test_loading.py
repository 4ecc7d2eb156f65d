"""Loading: everything that can be read is in the study, everything that is wrong is a finding at its line."""

from __future__ import annotations

import pytest

from gioia.errors import GioiaError
from gioia.study import cited_source, counted_codings, evidence, load_study
from gioia.study.appearance import Appearance


def test_a_study_is_the_record_of_its_folder(clean):
    study, findings = load_study(clean.root)
    assert findings == []
    assert (study.name, study.title, study.language) == ("clean", "书屋", "zh")
    assert [source.code for source in study.sources] == ["F1", "G1"]
    assert list(study.documents) == ["F1/访谈.md", "G1/公告.md"]
    assert [stage.name for stage in study.stages] == ["起步", "扎根"]
    assert [coding.id for coding in study.codings] == [f"c0{n}" for n in range(1, 9)]
    assert [relation.id for relation in study.model.relations] == ["R01", "R02", "R03"]
    assert study.memos == ("memos/值班.md",)


def test_the_study_file_may_be_named_itself(clean):
    assert load_study(clean.root / "study.yaml")[0] == load_study(clean.root)[0]


def test_no_study_file_is_misuse(tmp_path):
    with pytest.raises(GioiaError, match="no study is here") as caught:
        load_study(tmp_path)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("old", "new", "rule", "at"),
    [
        ("study: 书屋", "study: [书屋", "FI2", None),
        ("roles: [发起人, 邻居]", "roles:\n\t- 发起人", "FI2", "\t- 发起人"),
        ("# 数据来源", "<<<<<<< HEAD", "FI4", "<<<<<<<"),
        ("# 数据来源", "language: en", "FI3", "language: en"),
        ("language: zh", "langauge: zh", "FI5", "langauge"),
        ("language: zh", "language: cn", "FI5", "language: cn"),
        ("start: 2021-03", "start: 2021.3", "FI5", "2021.3"),
    ],
)
def test_a_fault_in_the_study_file_is_a_finding_at_its_line(clean, old, new, rule, at):
    clean.change("study.yaml", old, new)
    places = [place for place, _ in clean.found(rule)]
    assert places == [clean.line("study.yaml", at)] if at else places


def test_a_misspelt_key_is_told_its_nearest(clean):
    clean.change("study.yaml", "language: zh", "langauge: zh")
    assert [f.remedy for f in clean.findings() if f.rule == "FI5"] == ["did you mean 'language'?"]


SAID = "# 数据来源\ntranscripts:\n  - documents: F1\n    turn: '{speaker}说：'\n  - documents: G1/公*\n    speakers: [店长]\n"


def test_what_a_study_says_of_transcripts_is_said_of_its_documents(clean):
    clean.change("study.yaml", "# 数据来源\n", SAID)
    documents = clean.load().documents
    assert {found.rule for found in clean.findings()} == {"DO5"}
    assert documents["F1/访谈.md"].transcript.turn == "{speaker}说："
    assert documents["G1/公告.md"].transcript.speakers == ("店长",)


@pytest.mark.parametrize("turn", ["{speaker}{speaker}", "说话人：", "{name}：", "{text}{speaker}"])
def test_a_pattern_of_turns_that_says_too_little_or_too_much(clean, turn):
    clean.change("study.yaml", "# 数据来源\n", SAID.replace("{speaker}说：", turn))
    assert clean.found("FI5") == [(clean.line("study.yaml", turn), "")]


def test_transcripts_of_documents_that_are_not_there(clean):
    clean.change("study.yaml", "# 数据来源\n", SAID.replace("F1", "F2"))
    assert clean.found("NA1") == [(clean.line("study.yaml", "documents: F2"), "F2")]


def test_what_is_beside_a_bad_file_is_still_read(clean):
    clean.change("codebook.yaml", "dimensions:", "dimensions: [")
    study, findings = load_study(clean.root)
    assert len(study.codings) == 8
    assert len(study.stages) == 2
    assert "FI2" in {f.rule for f in findings}


def test_a_missing_codebook_is_a_finding(clean):
    clean.change("study.yaml", "codebook: codebook.yaml", "codebook: codebok.yaml")
    assert clean.found("FI6") == [("clean/codebok.yaml", "")]


def test_a_study_may_do_without_a_model_but_not_miss_the_one_it_names(clean):
    (clean.root / "model.yaml").unlink()
    assert clean.found("FI6") == [("clean/model.yaml", "")]
    clean.change("study.yaml", "model: model.yaml\n", "")
    assert clean.findings() == []


def test_a_bad_line_leaves_the_other_codings(clean):
    file = "codings/甲/F1/访谈.md.jsonl"
    clean.change(file, '{"id":"c02"', '{"id":c02')
    assert clean.found("FI7") == [(f"clean/{file}:2", "")]
    assert [coding.id for coding in clean.load().codings if coding.document == "F1/访谈.md"] == ["c01", "c03", "c04"]


def test_a_quotation_that_is_not_at_its_place_says_where_it_is(clean):
    file = "codings/甲/F1/访谈.md.jsonl"
    clean.change(file, '"start":19,"end":30', '"start":18,"end":29')
    assert clean.found("TR1") == [(f"clean/{file}:2", "c02")]
    assert ["it stands at 19–30" in f.remedy for f in clean.findings() if f.rule == "TR1"] == [True]
    assert next(c for c in clean.load().codings if c.id == "c02").start == 18, "nothing is moved silently"


def test_a_text_changed_after_it_was_frozen(clean):
    clean.change("sources/G1/公告.md", "立稳", "站稳")
    assert clean.found("DO1") == [("clean/sources/G1/公告.md", "G1/公告.md")]
    assert [subject for _, subject in clean.found("TR1")] == ["c06"]


def test_line_ends_that_an_editor_changed_are_named(clean):
    clean.write("sources/G1/公告.md", clean.text("sources/G1/公告.md").replace("\n", "\r\n"))
    assert [f.message for f in clean.findings() if f.rule == "DO1"] == ["only the line ends were changed, to CRLF"]


def test_a_missing_document_and_one_that_nobody_registered(clean):
    (clean.root / "sources/G1/公告.md").rename(clean.root / "sources/G1/通知.md")
    assert clean.found("DO2") == [("clean/sources/documents.jsonl:2", "G1/公告.md")]
    assert clean.found("DO3") == [("clean/sources/G1/通知.md", "")]


def test_only_persons_count_and_rules_are_never_persons(clean):
    file = clean.text("codings/甲/F1/访谈.md.jsonl")
    for number in range(1, 5):
        file = file.replace(f'"c0{number}"', f'"r0{number}"')
    clean.write("codings/rules/F1/访谈.md.jsonl", file.replace('"甲"', '"rules"'))
    study = clean.load()
    assert len(study.codings) == 12
    assert {coding.coder for coding in counted_codings(study)} == {"甲"}
    assert len(evidence(study)) == 8


def test_a_passage_is_credited_as_cited_else_to_its_document(clean):
    clean.change("codings/甲/F1/访谈.md.jsonl", '"id":"c01"', '"id":"c01","cited":"G1"')
    study = clean.load()
    assert [cited_source(study, coding) for coding in study.codings[:2]] == ["G1", "F1"]


def test_how_displays_look_is_as_the_study_says(clean):
    look = "displays:\n  style: boxes\n  ink: colour\n  width: 84\n  counts: shown\n  tables: apa\n"
    clean.change("study.yaml", "# 数据来源\n", look)
    study, findings = load_study(clean.root)
    assert findings == []
    assert study.appearance == Appearance("boxes", "dimension", "colour", 84.0, counts=True, tables="apa")


@pytest.mark.parametrize("line", ["style: curly", "width: broad", "width: 1.5", "counts: 3", "color: black"])
def test_a_look_that_there_is_not_is_a_finding_at_its_line(clean, line):
    clean.change("study.yaml", "# 数据来源\n", f"displays:\n  {line}\n")
    assert [place for place, _ in clean.found("FI5")] == [clean.line("study.yaml", line)]

"""New studies: the example is clean and runs, and makes room only while nobody has touched it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from gioia import pipeline
from gioia.codebook.records import concepts
from gioia.edits import new_study as module
from gioia.edits.documents import add_documents
from gioia.edits.new_study import copy_case, copy_place, is_untouched_example, new_study
from gioia.edits.plan import FileChange, Plan
from gioia.errors import GioiaError
from gioia.findings import errors

TIME = "2026-02-01T00:00:00Z"


def make_room(root):
    """Return what is said of the example where something else comes in; here that is an empty memo, and is taken away."""
    memo = "memos/mine.md"
    there = (root / memo).exists()
    plan = module.bring_in(root, lambda study: Plan((FileChange(study.root / memo, None, b""),)))
    if not there:
        (root / memo).unlink()
    return plan.messages


@pytest.fixture
def example(tmp_path, monkeypatch, copy_of):
    monkeypatch.chdir(tmp_path)
    new_study(tmp_path / "mine", language="zh", time=TIME)
    return copy_of(tmp_path / "mine")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_example_checks_clean_and_runs(tmp_path, monkeypatch, copy_of, language):
    monkeypatch.chdir(tmp_path)
    new_study(tmp_path / "mine", language=language, time=TIME)
    study = copy_of(tmp_path / "mine")
    assert study.findings() == []
    assert study.load().language == language
    result = pipeline.run(study.root, tmp_path / "out")
    assert result.is_sound
    assert result.summary["totals"]["codings"] == 16
    assert (tmp_path / "out" / "summary.json").is_file()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_empty_study_has_no_finding_and_runs(tmp_path, monkeypatch, copy_of, language):
    monkeypatch.chdir(tmp_path)
    new_study(tmp_path / "mine", language=language, time=TIME, empty=True)
    study = copy_of(tmp_path / "mine")
    assert study.findings() == []
    assert study.load().documents == {}
    assert pipeline.run(study.root, tmp_path / "out").is_sound


@pytest.mark.parametrize(
    "name",
    [
        "乐纯 研究",
        "it's",
        'say "hi"',
        "a: b",
        "- x",
        "#1",
        "{a}",
        "[a]",
        "no",
        "2024",
        "1e3",
        "null",
        "~",
        "*a",
        "@a",
        "back\\slash",
        "é",
        "%",
    ],
)
def test_any_name_is_the_title_to_the_letter(tmp_path, monkeypatch, copy_of, name):
    monkeypatch.chdir(tmp_path)
    new_study(tmp_path / name, language="en", time=TIME)
    study = copy_of(tmp_path / name)
    assert study.load().title == name
    assert study.findings() == []
    assert is_untouched_example(study.load())


def test_a_codebook_may_be_begun_with(tmp_path, monkeypatch, copy_of, checkout):
    monkeypatch.chdir(tmp_path)
    new_study(tmp_path / "mine", language="zh", time=TIME, codebook=checkout / "codebooks" / "lechun.yaml")
    study = copy_of(tmp_path / "mine")
    assert len(list(concepts(study.load().codebook))) == 29
    assert study.text("codebook.yaml").startswith("# yaml-language-server: $schema=schemas/codebook.schema.json\n")
    assert {f.rule for f in study.findings()} == {"GI2", "GI6"}


def test_a_published_case_may_be_copied(tmp_path, monkeypatch, copy_of):
    monkeypatch.chdir(tmp_path)
    copy_case(tmp_path / "mine", "lechun")
    study = copy_of(tmp_path / "mine")
    assert errors(study.findings()) == []
    assert len(study.load().codings) >= 55
    assert study.load().codebook_file == study.root / "codebook.yaml"
    for file in ("study.yaml", "codebook.yaml", "model.yaml"):
        assert "$schema=schemas/" in study.text(file).partition("\n")[0]


def test_a_case_that_there_is_not(tmp_path):
    with pytest.raises(GioiaError, match="no case is called 'lechum': there are: lechun"):
        copy_case(tmp_path / "mine", "lechum")
    assert list(tmp_path.iterdir()) == []


# Making room


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_untouched_example_makes_room(tmp_path, monkeypatch, copy_of, language):
    monkeypatch.chdir(tmp_path)
    new_study(tmp_path / "one", language=language, time=TIME)
    new_study(tmp_path / "two", language=language, time=TIME, empty=True)
    assert make_room(tmp_path / "one") != ()
    emptied, empty = copy_of(tmp_path / "one").bytes(), copy_of(tmp_path / "two").bytes()
    assert emptied == {name: content.replace(b'"two"', b'"one"') for name, content in empty.items()}


def test_any_touched_byte_keeps_the_example(example):
    untouched = example.bytes()
    files = [name for name in untouched if name.split("/")[0] not in {"schemas", ".gitignore", ".gitattributes"}]
    assert len(files) == 8
    for name in files:
        example.write(name, untouched[name] + b"\n")
        touched = example.bytes()
        assert not is_untouched_example(example.load()), name
        assert make_room(example.root) == ()
        assert example.bytes() == touched
        example.write(name, untouched[name])
    assert is_untouched_example(example.load())


@pytest.mark.parametrize(
    "name", ["memos/想法.md", "sources/F1/mine.txt", "codings/甲/F1/发起人访谈.md.jsonl", "sources/notes.md"]
)
def test_anything_added_keeps_the_example(example, name):
    example.write(name, "")
    assert not is_untouched_example(example.load())


def test_anything_taken_away_keeps_the_example(example):
    (example.root / "sources/G1/书屋公告.md").unlink()
    assert not is_untouched_example(example.load())


def test_another_title_keeps_the_example_out_of_the_way_all_the_same(example):
    """Only what follows from the name of the study differs; nothing of a person's is lost but the title, which stays."""
    example.change("study.yaml", 'study: "mine"', 'study: "改名"')
    make_room(example.root)
    assert example.load().title == "改名"


def test_a_study_of_ones_own_is_no_example(clean):
    before = clean.bytes()
    assert make_room(clean.root) == ()
    assert clean.bytes() == before


def test_what_is_added_after_making_room_is_all_there_is(example, tmp_path):
    (tmp_path / "mine.txt").write_text("我的材料", encoding="utf-8")
    make_room(example.root)
    module.bring_in(example.root, lambda study: add_documents(study, [tmp_path / "mine.txt"], "F1", time=TIME))
    study = example.load()
    assert list(study.documents) == ["F1/mine.txt"]
    assert study.codings == ()
    assert [source.code for source in study.sources] == ["F1"]
    assert example.findings() == []


# Where something is already, or something goes wrong


def test_a_folder_that_holds_anything_is_refused(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.docx").write_bytes(b"years of work")
    with pytest.raises(GioiaError, match="something is there already: choose another name") as caught:
        new_study(tmp_path / "mine", language="zh", time=TIME)
    assert caught.value.exit_code == 2
    assert [path.name for path in tmp_path.rglob("*")] == ["mine", "thesis.docx"]


def test_a_file_of_that_name_is_refused(tmp_path):
    (tmp_path / "mine").write_bytes(b"a file")
    with pytest.raises(GioiaError, match="something is there already"):
        new_study(tmp_path / "mine", language="zh", time=TIME)
    assert (tmp_path / "mine").read_bytes() == b"a file"


def test_an_empty_folder_will_do(tmp_path, monkeypatch, copy_of):
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path)
    new_study(tmp_path / "mine", language="zh", time=TIME)
    assert copy_of(tmp_path / "mine").findings() == []


def test_the_empty_folder_that_one_stands_in_will_do(tmp_path, monkeypatch, copy_of):
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path / "mine")
    new_study(module.Path(), language="zh", time=TIME)
    assert module.Path("study.yaml").is_file(), "it is still the folder that the shell stands in"
    study = copy_of(tmp_path / "mine")
    assert study.load().title == "mine"
    assert study.findings() == []
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_folders_on_the_way_are_made(tmp_path):
    new_study(tmp_path / "a" / "b" / "mine", language="zh", time=TIME)
    assert (tmp_path / "a" / "b" / "mine" / "study.yaml").is_file()


@pytest.mark.parametrize("name", ["file/mine", "x" * 300])
def test_a_place_where_nothing_can_be_made_is_one_line(tmp_path, name):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(GioiaError, match="cannot be"):
        new_study(tmp_path / name, language="zh", time=TIME)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
@pytest.mark.parametrize("is_there", [True, False])
def test_an_interrupted_init_leaves_nothing(tmp_path, monkeypatch, error, is_there):
    def interrupted(*_):
        raise error

    if is_there:
        (tmp_path / "mine").mkdir()
    monkeypatch.setattr(module, "_name_study", interrupted)
    with pytest.raises((KeyboardInterrupt, GioiaError)):
        new_study(tmp_path / "mine", language="zh", time=TIME)
    assert [path.name for path in tmp_path.rglob("*")] == ["mine"] * is_there


@pytest.mark.parametrize("name", ["con", "AUX.x", "a.", "a ", "a\nb"])
def test_a_name_that_not_every_system_can_hold_is_refused(tmp_path, name):
    with pytest.raises(GioiaError, match="cannot name a study"):
        new_study(tmp_path / name, language="zh", time=TIME)
    assert list(tmp_path.iterdir()) == []


def test_a_study_is_not_made_inside_another(clean):
    with pytest.raises(GioiaError, match="would lie inside the study 'clean'"):
        new_study(clean.root / "inner", language="zh", time=TIME)
    assert not (clean.root / "inner").exists()


def test_the_example_comes_back_where_the_material_that_replaces_it_cannot_be_written(example, tmp_path, monkeypatch):
    (tmp_path / "mine.txt").write_text("我的材料", encoding="utf-8")
    before = example.bytes()
    real = os.replace

    def failing(old, new):
        if Path(new).name == "mine.txt":
            raise OSError(errno.ENOSPC, "the disk is full")
        real(old, new)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(GioiaError, match="the disk is full"):
        module.bring_in(example.root, lambda study: add_documents(study, [tmp_path / "mine.txt"], "F1", time=TIME))
    assert example.bytes() == before


def test_a_copy_never_lies_in_its_study(tmp_path, monkeypatch):
    root = tmp_path / "garden"
    root.mkdir()
    monkeypatch.chdir(tmp_path)
    assert copy_place(root, None, "garden-sealed") == Path("garden-sealed")
    assert copy_place(root, Path("other"), "garden-sealed") == Path("other")
    monkeypatch.chdir(root)
    assert copy_place(root, None, "garden-sealed") == tmp_path / "garden-sealed"
    with pytest.raises(GioiaError, match="inside lies in the study itself"):
        copy_place(root, Path("inside"), "garden-sealed")

"""Which study a person means: a folder, a name, or the one at hand."""

from __future__ import annotations

import shutil

import pytest

from gioia.errors import GioiaError
from gioia.study import finding_studies
from gioia.study.finding_studies import VARIABLE, find_codebook, find_study, is_shipped, shipped_root, was_guessed


@pytest.fixture(autouse=True)
def _nobody_says_which(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)


def test_a_folder_or_its_study_file(clean):
    assert find_study("clean").resolve() == clean.root
    assert find_study("clean/study.yaml").resolve() == clean.root
    assert find_study(clean.root) == clean.root


def test_the_study_that_one_stands_in(clean):
    assert find_study(start=clean.root) == clean.root
    assert find_study(start=clean.root / "sources" / "F1") == clean.root


def test_the_only_study_below(clean):
    assert find_study(start=clean.root.parent) == clean.root


def test_a_study_is_guessed_where_it_is_neither_named_nor_stood_in(clean, monkeypatch):
    assert was_guessed(find_study())
    assert not was_guessed(find_study("clean"), "clean")
    assert not was_guessed(find_study(start=clean.root), start=clean.root)
    assert was_guessed(find_study(start=clean.root / "sources"), start=clean.root / "sources")
    monkeypatch.setenv(VARIABLE, "clean")
    assert not was_guessed(find_study())


def test_a_study_below_corpora_by_its_name(clean, tmp_path):
    shutil.move(clean.root, tmp_path / "corpora" / "书屋")
    assert find_study("书屋").resolve() == tmp_path / "corpora" / "书屋"
    assert find_study().resolve() == tmp_path / "corpora" / "书屋"


def test_several_studies_are_named_and_none_is_guessed(clean, tmp_path):
    shutil.copytree(clean.root, tmp_path / "second")
    with pytest.raises(GioiaError, match="name one of clean, second"):
        find_study()


def test_the_variable_says_which(clean, tmp_path, monkeypatch):
    shutil.copytree(clean.root, tmp_path / "second")
    monkeypatch.setenv(VARIABLE, "second")
    assert find_study().name == "second"
    assert find_study("clean").name == "clean", "what is named goes before"


def test_no_study_here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(GioiaError, match="no study is here") as caught:
        find_study()
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(("wrong", "near"), [("clena", "clean"), ("lechum", "lechun")])
def test_a_misspelt_study_is_told_its_nearest(clean, wrong, near):
    assert clean.root.is_dir()
    with pytest.raises(GioiaError, match=f"did you mean {near!r}"):
        find_study(wrong)


def test_a_published_case_comes_with_the_package(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert find_study("lechun") == shipped_root() / "corpora" / "lechun"
    assert find_codebook("lechun") == shipped_root() / "codebooks" / "lechun.yaml"


def test_ones_own_case_goes_before_the_published_one(clean, tmp_path):
    shutil.move(clean.root, tmp_path / "corpora" / "lechun")
    assert find_study("lechun").resolve() == tmp_path / "corpora" / "lechun"


def test_no_codebook_of_that_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(GioiaError, match="no codebook is there"):
        find_codebook("lechum")


def test_what_lies_in_the_package_is_shipped(clean, monkeypatch):
    assert not is_shipped(clean.root)
    monkeypatch.setattr(finding_studies, "_PACKAGE", clean.root.parent)
    assert is_shipped(clean.root)

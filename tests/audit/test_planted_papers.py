"""The papers that the audit is measured on: what is planted stands in them, their studies hold, and the counting is fair."""

from __future__ import annotations

from collections import Counter

import pytest
from msgspec import Struct

from benchmarks.planted import KINDS, Fault, folders, read_planted, score, spans
from gioia import load_study
from gioia.audit.rules import check
from gioia.codebook.records import concepts, themes
from gioia.sources.readers import read_original

TEXT = "农户说：“先称后装，装了再\n称。”平台共有１２个主题，主题“称—装”式互动在先。"
ALTERED = Fault("quotation-altered", "原话是先装", at="先称后装，装了再称")
MISSING = Fault("source-missing", "漏列", name="Q2")

papers = pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)


class Told(Struct, frozen=True):
    kind: str
    said: str = ""
    start: int = 0
    stop: int = 0
    study_place: str = ""
    study_wording: str = ""
    message: str = ""


def told(kind, words):
    ((start, stop),) = spans(TEXT, words)
    return Told(kind, words, start, stop)


def text_of(folder):
    paper = folder / read_planted(folder).paper
    (reading,) = read_original(paper.read_bytes(), paper.name)
    return reading.text


def test_there_are_papers_of_four_forms_in_two_languages():
    assert {(read_planted(folder).paper, read_planted(folder).language) for folder in folders()} == {
        ("paper.docx", "zh"), ("paper.md", "en"), ("paper.tex", "en"), ("paper.txt", "zh"),
    }  # fmt: skip


@papers
def test_a_study_has_no_errors(folder):
    study, findings = load_study(folder / "study")
    errors = [f for f in check(study, findings) if f.severity == "error" and not f.waived]
    assert errors == []


@papers
def test_a_study_is_as_large_as_a_published_one(folder):
    study, _ = load_study(folder / "study")
    assert 3 <= len(study.codebook.dimensions) <= 5
    assert 8 <= len(list(themes(study.codebook))) <= 14
    assert 16 <= len(list(concepts(study.codebook))) <= 30
    assert 30 <= len(study.codings) <= 60
    assert 4 <= len(study.sources) <= 9
    assert len(study.stages) == 3


@papers
def test_words_at_which_a_fault_is_planted_stand_once_in_the_paper(folder):
    text = text_of(folder)
    places = {fault.at: len(spans(text, fault.at)) for fault in read_planted(folder).faults if fault.at}
    assert {at: count for at, count in places.items() if count != 1} == {}


@papers
def test_other_words_at_which_a_fault_may_be_told_stand_in_the_paper(folder):
    text = text_of(folder)
    others = [words for fault in read_planted(folder).faults for words in fault.or_at]
    assert [words for words in others if not spans(text, words)] == []


@papers
def test_what_is_missing_in_the_paper_is_in_the_study(folder):
    study, _ = load_study(folder / "study")
    book = study.codebook
    known = {one.name for one in (*book.dimensions, *themes(book), *concepts(book), *study.model.constructs)}
    known |= {source.code for source in study.sources}
    missing = [fault for fault in read_planted(folder).faults if not fault.at]
    assert {fault.name for fault in missing} <= known
    assert {fault.kind for fault in missing} == {"label-missing", "table-row-missing", "source-missing"}
    absent = [fault.name for fault in missing if fault.kind == "label-missing"]
    assert [name for name in absent if spans(text_of(folder), name)] == []


@papers
def test_every_other_name_of_the_study_is_named_in_the_paper(folder):
    study, _ = load_study(folder / "study")
    book, text = study.codebook, text_of(folder).casefold()
    names = [one.name for one in (*book.dimensions, *themes(book), *concepts(book), *study.model.constructs)]
    absent = [fault.name for fault in read_planted(folder).faults if fault.kind == "label-missing"]
    assert [name for name in names if not spans(text, name.casefold())] == absent


@papers
def test_every_kind_of_fault_is_planted_and_no_other(folder):
    planted = Counter(fault.kind for fault in read_planted(folder).faults)
    assert set(planted) == set(KINDS)
    assert 25 <= planted.total() <= 40


def test_words_are_found_over_line_ends_and_in_another_width():
    assert [TEXT[start:stop] for start, stop in spans(TEXT, "装了再称")] == ["装了再\n称"]
    assert [TEXT[start:stop] for start, stop in spans(TEXT, "12个")] == ["１２个"]
    assert spans(TEXT, "「称–装」式")
    assert spans(TEXT, "") == []


def test_a_remark_of_the_kind_that_touches_the_words_is_right():
    result = score(TEXT, [ALTERED], [told("quotation-altered", "先称后装")])
    assert result.found == (ALTERED,)
    assert (result.missed, result.false) == ((), ())


def test_a_remark_of_another_kind_or_at_other_words_is_false():
    remarks = [told("quotation-orphan", "先称后装"), told("quotation-altered", "平台共有")]
    result = score(TEXT, [ALTERED], remarks)
    assert result.missed == (ALTERED,)
    assert result.false == tuple(remarks)


def test_two_remarks_about_one_fault_find_it_once_and_are_both_right():
    remarks = [told("quotation-altered", "先称后装"), told("quotation-altered", "装了再称")]
    result = score(TEXT, [ALTERED], remarks)
    assert (len(result.found), len(result.right), len(result.false)) == (1, 2, 0)


def test_a_fault_that_may_be_told_otherwise_or_elsewhere_is_found_so():
    fault = Fault("claim-count", "应为11个", at="12个", or_kinds=("claim-inconsistent",), or_at=("式互动",))
    assert score(TEXT, [fault], [told("claim-inconsistent", "式互动")]).found == (fault,)


def test_what_is_missing_is_found_where_a_remark_names_it():
    assert score(TEXT, [MISSING], [Told("source-missing", message="表1没有Q2")]).found == (MISSING,)
    assert score(TEXT, [MISSING], [Told("source-missing", message="表1没有Q1")]).missed == (MISSING,)


def test_quotations_that_are_verbatim_are_no_reports():
    result = score(TEXT, [], [told("quotation-verbatim", "先称后装")])
    assert (result.right, result.false) == ((), ())

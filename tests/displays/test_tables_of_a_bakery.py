"""The tables of one study read as documents: excerpts and their sources, merged cells, and what is left out and said."""

from __future__ import annotations

import io

import openpyxl
from hypothesis import given, settings
from table_studies import bakery, coding, studies

from gioia.displays.merging import rows, spans
from gioia.displays.tables import tables
from gioia.exports import write


def _named(study, name):
    (found,) = [table for table in tables(study) if table.key.endswith(name)]
    return found


def test_evidence_has_a_row_an_excerpt_under_merged_themes_and_concepts():
    table = _named(bakery(), "evidence-stage-1")
    assert rows(table) == [
        ("学手艺", "跟师傅学", "她拜师学艺（G1）"),
        ("学手艺", "读书自学", "她读遍了书（G1）"),
        ("学手艺", "读书自学", "她说书没用（F1；反例）"),
    ]
    assert [row[:2] for row in spans(table)] == [[3, 1], [0, 2], [0, 0]]


def test_evidence_of_a_concept_that_the_codebook_lacks_is_not_printed():
    assert [row[2] for row in rows(_named(bakery(), "evidence-stage-2"))] == ["我每周都来（G2）"]


def test_what_is_left_out_is_said_under_the_tables_that_it_is_left_out_of():
    said = "另有1条编码的概念不在编码本中，未列入。"
    assert [table.key for table in tables(bakery()) if said in table.note] == [
        "table-3-evidence-stage-2",
        "table-5-codebook",
        "table-6-concept-by-source",
        "table-7-theme-by-stage",
        "table-8-triangulation",
        "table-9-stage-by-dimension",
        "table-10-frequencies",
        "table-11-concept-by-coder",
    ]


def test_head_columns_are_merged_but_for_the_one_that_names_the_row():
    merged = {table.key.split("-", 2)[2]: table.merged for table in tables(bakery())}
    assert merged["concept-by-source"] == ("聚合维度", "二阶主题")
    assert merged["theme-by-stage"] == merged["triangulation"] == ("聚合维度",)
    assert merged["stage-by-dimension"] == ()


def test_only_themes_are_marked_as_resting_on_a_single_category():
    study = bakery(codings=(coding("x", "F1/谈.txt", 0, "回头客多"), coding("y", "G1/文.txt", 0, "学徒难留")))
    marks = {row[1]: row[-1] for row in rows(_named(study, "triangulation"))}
    assert marks == {"学手艺": "", "找帮手": "", "有口碑": "●", "未归组": "", "": ""}


def test_in_a_workbook_texts_and_their_headers_begin_at_the_same_place():
    book = openpyxl.load_workbook(io.BytesIO(write(_named(bakery(), "codebook"), "xlsx")))
    header, first = ([cell.alignment for cell in row] for row in book.active.iter_rows(min_row=2, max_row=3))
    assert [(cell.horizontal, cell.indent) for cell in header] == [(cell.horizontal, cell.indent) for cell in first]
    assert {cell.horizontal for cell in first} == {"left", "right"}


@settings(max_examples=40)
@given(studies())
def test_the_frames_of_any_study_have_a_plain_index(study):
    for table in tables(study):
        assert list(table.frame.index) == list(range(len(table.frame)))

"""Counts: one population, the study's own order, and the same total whichever way codings are counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from table_studies import bakery, coding, empty, studies

from gioia.displays import counts
from gioia.sources.register import Category, Source
from gioia.study import load_study

LECHUN = Path(__file__).resolve().parents[2] / "corpora" / "lechun"


def test_persons_codings_of_known_concepts_are_counted_and_the_others_are_named():
    assert [c.id for c in counts.counted(bakery())] == ["a1", "a2", "a3", "a4", "a5", "a6", "a7", "b1"]
    assert [c.id for c in counts.uncounted(bakery())] == ["b2"]


def test_a_passage_counts_for_the_source_that_it_is_credited_to():
    assert counts.codings_by_source(bakery()) == {"G1": 2, "F1": 4, "G2": 2}


def test_stages_come_in_their_order_and_what_has_none_comes_last():
    by_stage = counts.codings_by_stage(bakery())
    assert list(by_stage.items()) == [("开店", 4), ("扩店", 3), ("", 1)]


def test_no_stage_is_not_there_where_every_coding_has_one():
    staged = tuple(c for c in bakery().codings if c.stage)
    assert list(counts.codings_by_stage(bakery(codings=staged))) == ["开店", "扩店"]


def test_undeclared_stages_and_sources_come_after_the_declared_ones():
    extra = (coding("x", "Z9/a.txt", 0, "回头客多", stage="关店"), coding("y", "B1/a.txt", 0, "回头客多", stage="开店"))
    study = bakery(codings=extra)
    assert counts.stage_order(study) == ("开店", "扩店", "关店")
    assert counts.source_order(study) == ("G1", "F1", "G2", "B1", "Z9")
    assert counts.category_names(study) == {"G": "官方网站资料", "F": "访谈资料", "B": "B", "Z": "Z"}


def test_dimensions_hold_the_codings_of_their_concepts():
    assert counts.codings_by_dimension(bakery()) == {"投入": 4, "回报": 3, "": 1}


def test_a_concept_that_nobody_coded_counts_zero():
    assert counts.codings_by_concept(bakery())["登上报纸"] == 0


def test_concepts_and_themes_belong_to_the_stages_of_their_codings():
    assert counts.concepts_by_stage(bakery()) == {"开店": 2, "扩店": 1, "": 1}
    assert counts.themes_by_stage(bakery()) == {"开店": 1, "扩店": 1, "": 0}


def test_what_rests_on_a_theme_are_its_codings_and_the_sources_that_they_are_credited_to_each_once():
    extents = counts.extents(bakery())
    assert extents["concept", "读书自学"] == counts.Extent(codings=2, sources=2)
    assert extents["theme", "学手艺"] == counts.Extent(codings=4, sources=2)
    assert extents["dimension", "投入"] == counts.Extent(codings=4, sources=2)
    assert extents["concept", "登上报纸"] == counts.Extent(codings=0, sources=0)


def test_what_rests_on_a_theme_in_one_stage_is_what_was_coded_in_it():
    assert counts.extents(bakery(), "扩店")["theme", "有口碑"] == counts.Extent(codings=3, sources=2)
    assert counts.extents(bakery(), "")["concept", "学徒难留"] == counts.Extent(codings=1, sources=1)
    assert counts.extents(bakery(), "开店")["dimension", "回报"] == counts.Extent(codings=0, sources=0)


def test_extents_are_the_numbers_of_the_other_counts():
    extents = counts.extents(bakery())
    assert {name: extents["concept", name].codings for name in counts.groups(bakery())} == counts.codings_by_concept(
        bakery()
    )
    by_dimension = {name: count for name, count in counts.codings_by_dimension(bakery()).items() if name}
    assert {name: extents["dimension", name].codings for name in by_dimension} == by_dimension


def test_a_concept_in_two_stages_counts_in_both():
    study = bakery(codings=(*bakery().codings, coding("z", "F1/谈.txt", 90, "回头客多", stage="开店")))
    assert counts.concepts_by_stage(study)["开店"] == 3


def test_an_empty_study_has_nothing_to_count():
    assert counts.codings_by_stage(empty()) == {}
    assert counts.codings_by_source(empty()) == {}
    assert counts.themes_by_stage(empty()) == {}


@settings(max_examples=80)
@given(studies())
def test_every_way_of_counting_has_the_same_total(study):
    total = len(counts.counted(study))
    for count in (
        counts.codings_by_stage,
        counts.codings_by_source,
        counts.codings_by_dimension,
        counts.codings_by_concept,
    ):
        assert sum(count(study).values()) == total, count.__name__
    crosses = (
        counts.concepts_and_sources,
        counts.concepts_and_stages,
        counts.themes_and_stages,
        counts.themes_and_categories,
        counts.stages_and_dimensions,
    )
    for cross in (make(study) for make in crosses):
        assert sum(cross.row_totals().values()) == sum(cross.column_totals().values()) == total
        assert len(set(cross.rows)) == len(cross.rows)
        assert len(set(cross.columns)) == len(cross.columns)


def test_a_coder_who_is_not_declared_is_a_person():
    undeclared = bakery(codings=(coding("x", "F1/谈.txt", 0, "回头客多", coder="路人"),))
    assert [c.id for c in counts.counted(undeclared)] == ["x"]


def test_the_folder_names_the_source_of_a_document_that_is_missing():
    lost = bakery(codings=(coding("x", "G2/丢.txt", 0, "回头客多"),), documents={})
    assert counts.codings_by_source(lost) == {"G1": 0, "F1": 0, "G2": 1}


def test_undeclared_stages_come_in_code_point_order():
    codings = tuple(coding(stage, "F1/谈.txt", 0, "回头客多", stage=stage) for stage in ("b", "a", "", "c"))
    assert counts.stage_order(bakery(codings=codings)) == ("开店", "扩店", "a", "b", "c", "")


def test_categories_are_the_studys_words_then_the_usual_ones_then_the_letters():
    given_parts = {"categories": (Category("G", "网站"),), "sources": (Source("F1"), Source("ZZ9")), "codings": ()}
    assert counts.category_names(bakery(**given_parts)) == {"G": "网站", "F": "访谈资料", "ZZ": "ZZ"}
    assert counts.category_names(bakery("en", **given_parts))["F"] == "Interviews"


@pytest.mark.parametrize(
    ("count", "published"),
    [
        (counts.codings_by_stage, {"企业主导": 19, "企业用户协同": 18, "用户主导": 18}),
        (counts.codings_by_source, {"F1": 14, "G1": 16, "G2": 8, "Q1": 10, "Q2": 1, "Q3": 5, "Q4": 1}),
        (
            counts.codings_by_dimension,
            {"基础条件": 9, "价值识别": 6, "价值创造": 21, "价值迭代": 4, "共创结果": 15},
        ),
        (counts.concepts_by_stage, {"企业主导": 11, "企业用户协同": 10, "用户主导": 8}),
        (counts.themes_by_stage, {"企业主导": 5, "企业用户协同": 5, "用户主导": 4}),
    ],
)
def test_the_published_totals_of_lechun(count, published):
    assert count(load_study(LECHUN)[0]) == published

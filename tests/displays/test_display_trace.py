"""From what a reader points at on the page to the codings under it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from msgspec import structs
from small_studies import processes, tea
from table_studies import bakery, studies

from gioia.displays.display_trace import Reference, reference, trace_display
from gioia.displays.figures import figures
from gioia.displays.merging import rows
from gioia.displays.tables import tables
from gioia.errors import GioiaError
from gioia.study import load_study

LECHUN = Path(__file__).resolve().parents[2] / "corpora" / "lechun"


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("table-3", Reference("table", 3)),
        ("table-3:row-5", Reference("table", 3, 5)),
        ("Table 3: row 5", Reference("table", 3, 5)),
        ("table-3-evidence-stage-2:row-5", Reference("table", 3, 5)),
        ("table-8:row-2:column-4", Reference("table", 8, 2, "4")),
        ("table-8:row-2:column-No stage", Reference("table", 8, 2, "No stage")),
        ("表3", Reference("table", 3)),
        ("表3第5行", Reference("table", 3, 5)),
        ("表３：第５行", Reference("table", 3, 5)),
        ("表8第2行第4列", Reference("table", 8, 2, "4")),
        ("表8第2行合计列", Reference("table", 8, 2, "合计")),
        ("表三第十五行", Reference("table", 3, 15)),
        ("表十第二行第二十列", Reference("table", 10, 2, "20")),
        ("图二十一第三框", Reference("figure", 21, piece="box", at=3)),
        ("figure-1", Reference("figure", 1)),
        ("figure-1:box-3", Reference("figure", 1, piece="box", at=3)),
        ("图1第3个框", Reference("figure", 1, piece="box", at=3)),
        ("图2第4箭头", Reference("figure", 2, piece="arrow", at=4)),
    ],
)
def test_places_are_named_as_the_program_or_as_a_reader_writes_them(words, place):
    assert reference(words) == place


@pytest.mark.parametrize("words", ["", "table", "row-3", "table-3:box-1", "figure-1:row-2", "table-3:row-x", "第3行"])
def test_what_names_no_place_gets_the_forms_that_there_are(words):
    with pytest.raises(GioiaError) as raised:
        reference(words)
    assert "table-3:row-5" in raised.value.remedy


def below(study, words):
    return [one.name for one in trace_display(study, words).below]


def test_a_row_of_evidence_leads_to_its_coding():
    found = trace_display(bakery(), "table-2:row-1")
    assert (found.noun, found.name, found.place) == ("row", "table-2:row-1", "1 coding")
    assert found.detail == "二阶主题: 学手艺 | 一阶概念: 跟师傅学 | 典型证据: 她拜师学艺（G1）"
    assert [(one.noun, one.name) for one in found.below] == [("coding", "a2")]


def test_a_cell_leads_to_what_it_counts_by_number_or_name():
    assert below(bakery(), "table-7:row-1:column-3") == ["a1", "a2", "a3", "a4"]
    assert below(bakery(), "table-7:row-1:column-开店") == ["a1", "a2", "a3", "a4"]
    assert below(bakery(), "表7第1行第4列") == []
    assert trace_display(bakery(), "表7第1行第3列").detail == "开店: 4"


def test_the_row_of_totals_leads_to_everything_above_it():
    assert sorted(below(bakery(), "table-7:row-5")) == ["a1", "a2", "a3", "a4", "a5", "a6", "a7", "b1"]
    assert below(bakery(), "table-7:row-5:column-4") == ["a5", "a6", "b1"]


def test_a_table_lists_its_rows_with_their_numbers():
    found = trace_display(bakery(), "table-7")
    assert [(row.name, row.detail, row.place) for row in found.below][:2] == [
        ("table-7:row-1", "投入 | 学手艺 | 4 | 0 | 0 | 4", "4 codings"),
        ("table-7:row-2", "投入 | 找帮手 | 0 | 0 | 0 | 0", "0 codings"),
    ]


@pytest.mark.parametrize(
    ("words", "said", "remedy"),
    [
        ("table-99", "there is no table 99", "the tables are table-1 to table-12"),
        ("figure-9", "there is no figure 9", "the figures are figure-1 to figure-4"),
        ("table-2:row-9", "there is no row 9", "its rows are row-1 to row-3"),
        ("table-2:row-0", "there is no row 0", "its rows are row-1 to row-3"),
        ("table-2:row-1:column-9", "there is no column 9", "its columns are 1 二阶主题, 2 一阶概念, 3 典型证据"),
        ("table-7:row-1:column-开", "there is no column 开", "did you mean '开店'?"),
        ("figure-1:box-99", "there is no box 99", "its boxes are box-1 to box-11"),
        ("figure-1:arrow-1", "there is no arrow 1", "it has no arrows"),
    ],
)
def test_what_is_not_there_is_told_in_a_line_with_what_is(words, said, remedy):
    with pytest.raises(GioiaError) as raised:
        trace_display(bakery(), words)
    assert said in raised.value.message
    assert raised.value.remedy == remedy


def test_a_table_without_rows_says_so():
    with pytest.raises(GioiaError) as raised:
        trace_display(structs.replace(bakery(), codings=()), "table-2:row-1")
    assert raised.value.remedy == "it has no rows"


def test_a_box_leads_to_what_its_name_rests_on():
    found = trace_display(tea(), "figure-1:box-3")
    (named,) = found.below
    assert (found.detail, named.noun, named.name) == (named.name, "concept", "租下铺面")
    assert [one.noun for one in named.below] == ["theme", "coding"]


def test_an_arrow_leads_to_its_relation():
    (relation,) = trace_display(tea(), "figure-2:arrow-1").below
    assert (relation.noun, relation.name) == ("relation", "R1")


def test_a_figure_lists_its_boxes_and_arrows():
    found = trace_display(tea(), "figure-2")
    assert (found.below[0].name, found.below[0].detail, found.below[0].place) == ("figure-2:box-1", "开店", "theme")
    assert ("figure-2:arrow-1", "开店 → “问—答”式互动", "R1") in [
        (one.name, one.detail, one.place) for one in found.below
    ]


@settings(max_examples=20)
@given(studies())
def test_every_row_and_cell_of_any_study_can_be_traced(study):
    for table in tables(study)[:4]:
        for i, row in enumerate(rows(table), start=1):
            for j in range(1, len(row) + 1):
                found = trace_display(study, f"table-{table.number}:row-{i}:column-{j}")
                assert found.name == f"table-{table.number}:row-{i}:column-{j}"


@settings(max_examples=15)
@given(processes())
def test_every_box_and_arrow_that_a_figure_lists_can_be_traced(study):
    for figure in figures(study):
        for listed in trace_display(study, f"figure-{figure.number}").below:
            assert trace_display(study, listed.name).name == listed.name


def test_the_published_evidence_of_lechun_is_reached_row_by_row():
    study, _ = load_study(LECHUN)
    reached = [
        name
        for number, length in ((2, 19), (3, 18), (4, 18))
        for i in range(1, length + 1)
        for name in below(study, f"表{number}第{i}行")
    ]
    assert reached == [f"E{i:02}" for i in range(1, 56)]

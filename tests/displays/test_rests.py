"""Every number of a table is the number of the codings that it rests on, and every coding that counts is reached."""

from __future__ import annotations

from hypothesis import given, settings
from msgspec import structs
from table_studies import bakery, studies

from gioia.displays import counts
from gioia.displays.merging import rows
from gioia.displays.rests import codings_at
from gioia.displays.tables import tables
from gioia.study import cited_source


def named(study, name):
    return next(table for table in tables(study) if table.key.endswith(name))


def kind(table):
    return table.key.split("-", 2)[2]


def counts_codings(table, column):
    """Tell whether a column counts codings, not sources, cases or passages."""
    last = len(table.frame.columns) - 1
    return (kind(table), column) not in {("frequencies", 5), ("theme-by-case", last), ("concept-by-coder", last)}


def test_a_cell_a_row_and_a_total_name_their_codings():
    table = named(bakery(), "theme-by-stage")
    assert rows(table)[0] == ("投入", "学手艺", 4, 0, 0, 4)
    assert codings_at(table, 0, 2) == ("a1", "a2", "a3", "a4")
    assert codings_at(table, 0, 3) == ()
    assert codings_at(table, 0) == codings_at(table, 0, 5) == ("a1", "a2", "a3", "a4")
    assert codings_at(table, len(table.frame) - 1, 3) == ("a5", "a6", "b1")
    assert len(codings_at(table, len(table.frame) - 1, 5)) == 8


def test_a_row_of_evidence_names_all_who_chose_the_passage():
    again = (*bakery().codings, structs.replace(bakery().codings[1], id="b9", coder="乙"))
    table = named(bakery(codings=again), "evidence-stage-1")
    assert [codings_at(table, i) for i in range(len(table.frame))] == [("a2", "b9"), ("a3",), ("a4",)]


def test_a_source_names_what_is_credited_to_it():
    table = named(bakery(), "sources")
    assert {row[-1]: codings_at(table, i) for i, row in enumerate(rows(table))} == {
        "G1": ("a2", "a3"),
        "G2": ("a7", "b1"),
        "F1": ("a1", "a4", "a5", "a6"),
    }


def test_outside_of_a_table_there_is_nothing():
    table = named(bakery(), "codebook")
    assert codings_at(table, 99) == codings_at(table, -1) == ()


@settings(max_examples=60)
@given(studies())
def test_every_number_is_the_number_of_its_codings(study):
    for table in tables(study):
        assert len(table.rests) == len(table.frame), table.key
        for i, row in enumerate(rows(table)):
            for j, cell in enumerate(row):
                if isinstance(cell, int) and counts_codings(table, j):
                    assert len(codings_at(table, i, j)) == cell, (table.key, i, j)


@settings(max_examples=60)
@given(studies())
def test_totals_are_the_sums_of_what_stands_above_them(study):
    subtotal = {"小计", "Subtotal"}
    for table in tables(study):
        cells = rows(table)
        single = [row for row in cells[:-1] if kind(table) != "frequencies" or not subtotal & {*row[1:3]}]
        for j, total in enumerate(cells[-1] if table.totals else ()):
            if isinstance(total, int) and (counts_codings(table, j) or kind(table) == "concept-by-coder"):
                assert sum(row[j] for row in single) == total, (table.key, j)


@settings(max_examples=60)
@given(studies())
def test_every_coding_that_counts_is_reached_from_every_table_that_counts(study):
    every = {coding.id for coding in counts.counted(study)}
    for table in tables(study):
        reached = {id for i in range(len(table.frame)) for id in codings_at(table, i)}
        if table.totals or kind(table) == "codebook":
            assert reached == every, table.key
        else:
            assert reached <= every, table.key


@settings(max_examples=60)
@given(studies())
def test_sources_and_cases_are_counted_once_each(study):
    coded = {coding.id: coding for coding in study.codings}
    case = counts.case_of(study)
    for table in tables(study):
        for i, row in enumerate(rows(table)):
            below = [coded[id] for id in codings_at(table, i)]
            if table.key.endswith("-frequencies"):
                assert row[5] == len({cited_source(study, coding) for coding in below})
            if table.key.endswith("-theme-by-case"):
                assert row[-1] == len({case(coding) for coding in below} - {""})


@settings(max_examples=40)
@given(studies())
def test_every_excerpt_that_is_shown_is_reached_from_the_row_that_shows_it(study):
    known = set(counts.groups(study))
    chosen = {coding.id for coding in counts.evidence_order(study) if coding.concept in known}
    shown = [table for table in tables(study) if "evidence" in table.key or "power" in table.key]
    reached = [id for table in shown for i in range(len(table.frame)) for id in codings_at(table, i)]
    assert sorted(reached) == sorted(chosen)

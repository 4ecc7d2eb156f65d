"""Merged cells: a cell that repeats the one above is part of it, within the merged columns to its left."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gioia.displays.display import Table
from gioia.displays.merging import columns, numeric, rows, shares, spans, width


def table(cells, names=("a", "b", "c"), **more):
    return Table("t", "t", pd.DataFrame([tuple(row) for row in cells], columns=list(names)), **more)


def test_repeated_cells_are_one_in_the_merged_columns_only():
    assert spans(table(["xy1", "xy1", "xz1"], merged=("a", "b"))) == [[3, 2, 1], [0, 0, 1], [0, 1, 1]]


def test_the_same_name_in_the_next_group_is_a_cell_of_its_own():
    assert spans(table(["xy1", "zy1"], merged=("a", "b"))) == [[1, 1, 1], [1, 1, 1]]


def test_a_name_that_comes_back_later_begins_anew():
    assert [row[0] for row in spans(table(["x11", "y11", "x11"], merged=("a",)))] == [1, 1, 1]


def test_nothing_is_merged_where_the_table_merges_nothing():
    assert spans(table(["xy1", "xy1"])) == [[1, 1, 1], [1, 1, 1]]


def test_of_two_columns_of_one_name_the_first_is_merged():
    assert spans(table(["x1x", "x1x"], names=("a", "b", "a"), merged=("a",))) == [[2, 1, 1], [0, 1, 1]]


def test_a_table_without_rows_has_no_cells_and_no_numbers():
    empty = table([], merged=("a",))
    assert (rows(empty), spans(empty), numeric(empty)) == ([], [], [False] * 3)


def test_cells_are_plain_strings_and_integers():
    frame = pd.DataFrame({"word": ["x"], "count": np.array([3], dtype="int64")})
    ((word, count),) = rows(Table("t", "t", frame))
    assert (type(word), type(count)) == (str, int)


def test_a_column_of_digits_written_as_text_is_no_number():
    assert numeric(table([("1", 1, 1), ("2", 2, "x")])) == [False, True, False]


def test_widths_that_do_not_fit_the_columns_are_not_used():
    assert shares(table(["xyz"], widths=(1, 2, 3))) == [1, 2, 3]
    assert shares(table(["xyz"], widths=(1, 2))) == [16, 16, 16]


@pytest.mark.parametrize(("text", "wide"), [("abc", 3), ("编码", 4), ("Ａ（", 4), ("", 0), ("…", 2)])
def test_a_chinese_character_is_as_wide_as_two_latin_ones(text, wide):
    assert width(text) == wide


@given(st.lists(st.tuples(*[st.sampled_from("xy")] * 3), max_size=8), st.sampled_from([(), ("a",), ("b",), ("a", "b")]))
def test_every_cell_is_covered_by_exactly_one(cells, merged):
    any_table = table(cells, merged=merged)
    covered = spans(any_table)
    for j, name in enumerate(columns(any_table)):
        written = [
            name for row, span in zip(cells, (row[j] for row in covered), strict=True) for name in [row[j]] * span
        ]
        assert written == [row[j] for row in cells], "each cell shows what its row says"
        assert all(row[j] for row in covered) or name in merged

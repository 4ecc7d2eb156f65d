"""The workbook, read back with openpyxl: what was said is a string, what was counted is a number, groups are merged."""

from __future__ import annotations

import io
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from small_studies import HOSTILE

from gioia.displays.display import Table, caption
from gioia.displays.tables import tables
from gioia.exports import write
from gioia.exports._characters import lines
from gioia.exports.workbook import fitted, sheet_name
from gioia.study import load_study

LECHUN = Path(__file__).resolve().parents[2] / "corpora" / "lechun"
NASTY = [
    *HOSTILE,
    "=1+1",
    "{=SUM(A1)}",
    "+1",
    "-1",
    "@SUM(A1)",
    "http://example.org/x",
    "mailto:a@example.org",
    "123",
    "<script>",
    "a|b",
    "\ufffe\uffff",
    "\u05e9\u05dc\u05d5\u05dd",
    "'=1",
    "\U00020bb7",
]


def sheet(table):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        content = write(table, "xlsx")
    return openpyxl.load_workbook(io.BytesIO(content)).active


def grouped(**more):
    frame = pd.DataFrame({"维": ["甲", "甲", "乙"], "题": ["一", "二", "三"], "数": [3, 4, 5]})
    given_parts = {"title": "计数", "number": 2, "merged": ("维",), "widths": (12, 30, 8), "note": "注。", **more}
    return Table(key="t", frame=frame, **given_parts)


@pytest.fixture(scope="module")
def published():
    return tables(load_study(LECHUN)[0])


def test_the_sheet_begins_with_its_header_and_ends_with_its_note():
    assert [list(row) for row in sheet(grouped()).iter_rows(values_only=True)] == [
        ["维", "题", "数"],
        ["甲", "一", 3],
        [None, "二", 4],
        ["乙", "三", 5],
        [None, None, None],
        ["注。", None, None],
    ]


def test_repeated_themes_are_merged_and_the_note_spans_the_table():
    assert {str(cells) for cells in sheet(grouped()).merged_cells.ranges} == {"A2:A3", "A6:C6"}
    assert {str(cells) for cells in sheet(grouped(note="")).merged_cells.ranges} == {"A2:A3"}


def test_the_themes_of_lechuns_evidence_are_merged(published):
    evidence = published[1]
    themes = evidence.frame.iloc[:, 0]
    merged = [cells for cells in sheet(evidence).merged_cells.ranges if cells.min_col == cells.max_col == 1]
    assert len(themes) == 19
    assert {cells.max_row - cells.min_row + 1 for cells in merged} == {n for n in themes.value_counts() if n > 1}


def test_every_cell_of_lechun_is_read_back(published):
    for table in published:
        read = sheet(table)
        covered = {place for cells in read.merged_cells.ranges for place in list(cells.cells)[1:]}
        for i, row in enumerate(table.frame.itertuples(index=False), start=2):
            for j, cell in enumerate(row, start=1):
                if (i, j) not in covered:
                    value = read.cell(i, j).value
                    assert ("" if value is None else value) == cell


def test_the_header_is_frozen_bold_and_repeated_in_print():
    read = sheet(grouped())
    assert read.freeze_panes == "A2"
    assert all(cell.font.b for cell in read[1])
    assert not read["A2"].font.b
    assert read.print_title_rows == "$1:$1"
    assert read.page_setup.orientation == "landscape"
    assert read.sheet_properties.pageSetUpPr.fitToPage
    assert (read.page_setup.fitToWidth or 1, read.page_setup.fitToHeight) == (1, 0), "as wide as the page, however long"


def test_columns_are_as_wide_as_the_table_says():
    read = sheet(grouped())
    assert [round(read.column_dimensions[letter].width) for letter in "ABC"] == [13, 31, 9], "and the cell's margins"


def test_a_row_is_tall_enough_for_its_lines():
    frame = pd.DataFrame({"a": ["短", "长" * 60, "1\n2\n3"]})
    heights = [sheet(Table("t", "", frame, widths=(21,))).row_dimensions[row].height for row in (2, 3, 4)]
    assert heights[0] < heights[2] < heights[1]
    assert heights[1] >= 6 * 15, "sixty characters, at most ten a line"


def test_a_merged_cell_gets_the_height_that_its_rows_together_need():
    frame = pd.DataFrame({"a": ["长" * 100] * 2, "b": ["x", "y"]})
    rows = sheet(Table("t", "", frame, merged=("a",), widths=(21, 9))).row_dimensions
    assert rows[2].height == rows[3].height
    assert rows[2].height + rows[3].height >= 10 * 15


def test_no_row_is_taller_than_excel_allows():
    height = sheet(Table("t", "", pd.DataFrame({"a": ["长" * 30_000]}))).row_dimensions[2].height
    assert 408 < height <= 409


def test_chinese_is_set_in_a_chinese_face_and_numbers_to_the_right():
    read = sheet(grouped())
    assert (read["A2"].font.name, read["C2"].font.name) == ("宋体", "Times New Roman")
    assert (read["A2"].alignment.horizontal, read["C2"].alignment.horizontal) == ("left", "right")
    assert sheet(grouped(language="en"))["A2"].font.name == "Times New Roman"


def test_what_was_said_is_a_string_whatever_it_looks_like():
    frame = pd.DataFrame({"a": NASTY, "b": [*NASTY[1:], "x"]})
    read = sheet(Table("t", "=1+1", frame, note="=1+1"))
    cells = [read.cell(row, 1) for row in range(2, 2 + len(NASTY))]
    assert [cell.value for cell in cells] == [lines(text) for text in NASTY]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.hyperlink for cell in cells} == {None}
    note = read.cell(len(NASTY) + 3, 1)
    assert (note.value, note.data_type) == ("=1+1", "s")


def test_a_merged_cell_and_a_header_are_strings_as_well():
    frame = pd.DataFrame({"=1+1": ["=2+2", "=2+2"], "b": [1, 2]})
    read = sheet(Table("t", "", frame, merged=("=1+1",)))
    assert [(read[place].value, read[place].data_type) for place in ("A1", "A2")] == [("=1+1", "s"), ("=2+2", "s")]


def test_what_xml_forbids_is_the_replacement_character_and_every_part_is_well_formed():
    bad = "x\x00\x0b\x1b\ufffe\uffff\ud800y"
    table = Table("t", bad, pd.DataFrame({bad: [bad]}), note=bad)
    with zipfile.ZipFile(io.BytesIO(write(table, "xlsx"))) as parts:
        for name in parts.namelist():
            etree.fromstring(parts.read(name))
    assert sheet(table)["A2"].value == "x" + "\ufffd" * 6 + "y"


def test_a_text_that_no_cell_holds_is_cut_and_says_so():
    value = sheet(Table("t", "", pd.DataFrame({"a": ["长" * 40_000]})))["A2"].value
    assert len(value) == 32_767
    assert value.endswith("长……（已截断）")
    assert fitted("x" * 20, 20, "en") == "x" * 20
    assert fitted("x" * 30, 20, "en") == "x" * 12 + " … (cut)"


def test_a_cut_falls_between_characters_beyond_the_first_plane():
    assert fitted("\U00020bb7" * 10, 15, "en") == "\U00020bb7" * 3 + " … (cut)"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("表2　计数", "表2 计数"),
        ("Table 2. A/B: [c]*?\\", "Table 2. A B c"),
        ("'quoted'", "quoted"),
        ("History", "Table"),
        ("", "Table"),
        ("/", "Table"),
        ("长" * 40, "长" * 31),
        ("\U00020bb7" * 20, "\U00020bb7" * 15),
    ],
)
def test_the_sheet_is_called_as_excel_allows(title, name):
    assert sheet_name(title) == name
    assert sheet(Table("t", title, pd.DataFrame({"a": ["x"]}))).title == name


@pytest.mark.parametrize(
    ("title", "header"),
    [
        ("计数", "&C&B计数"),
        ("A & B", "&C&BA && B"),
        ("R&G", "&C&BR&&&B&BG"),
        ("x &[Picture]", "&C&Bx &&&B&B[Picture]"),
        ("end&", "&C&Bend&&"),
        ("长" * 300, "&C&B" + "长" * 251),
        ("&" * 300, "&C&B"),
    ],
)
def test_the_printed_header_is_the_caption_and_no_code_of_excel(title, header):
    content = write(Table("t", title, pd.DataFrame({"a": ["x"]})), "xlsx")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        root = etree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    assert root.findtext(".//{*}oddHeader") == header


def test_the_document_is_called_like_the_table():
    book = openpyxl.load_workbook(io.BytesIO(write(grouped(), "xlsx")))
    assert book.properties.title == caption(grouped())


def test_a_table_without_rows_is_a_workbook():
    read = sheet(Table("t", "", pd.DataFrame({"a": [], "b": []}, dtype=str)))
    assert [cell.value for cell in read[1]] == ["a", "b"]
    assert read.max_row == 1


@settings(deadline=None, max_examples=40)
@given(st.text(), st.text())
def test_any_text_and_any_caption_make_a_workbook_the_same_twice(text, title):
    table = Table("t", title, pd.DataFrame({"a": [text, "x"]}))
    content = write(table, "xlsx")
    assert content == write(table, "xlsx")
    cell = openpyxl.load_workbook(io.BytesIO(content)).active["A2"]
    assert (cell.value or "") == lines(text)
    assert cell.data_type == "s"

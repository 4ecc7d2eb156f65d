"""The workbook, read back with openpyxl: what was said is a string, what was counted is a number, groups are merged.

What openpyxl does not tell (values below a merged cell) is read with calamine or from the XML itself.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from small_studies import HOSTILE

from gioia.displays.display import Table, caption
from gioia.displays.tables import tables
from gioia.exports import write
from gioia.exports._characters import lines
from gioia.exports.workbook import fitted, sheet_names, write_all
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
    "＝1+1",
    " =1+1",
    "=cmd|' /C calc'!A0",
    "_x000D_",
    "_x0041_ and _xFFFF_",
    "<r>a & b</r>",
    "<r><t>x</t></r>",
    "internal:'a'!A1",
    "external:c:\\x.xlsx",
    "file:///etc/passwd",
    "\u200f\u200e",
    " ",
]


def sheet(table):
    """Return the sheet of a workbook that holds that table alone."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        content = write(table, "xlsx")
    return openpyxl.load_workbook(io.BytesIO(content)).active


def book(tables):
    return openpyxl.load_workbook(io.BytesIO(write_all(tables)))


def every_cell(content):
    """Return the name of each sheet and its cells, those below merged cells as well."""
    found = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: found.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in found.sheet_names}


def grouped(**more):
    frame = pd.DataFrame({"维": ["甲", "甲", "乙"], "题": ["一", "二", "三"], "数": [3, 4, 5]})
    given_parts = {"title": "计数", "number": 2, "merged": ("维",), "widths": (12, 30, 8), "note": "注。", **more}
    return Table(key="t", frame=frame, **given_parts)


@pytest.fixture(scope="module")
def published():
    return tables(load_study(LECHUN)[0])


def test_a_sheet_is_caption_header_rows_and_note():
    assert [list(row) for row in sheet(grouped()).iter_rows(values_only=True)] == [
        ["表2　计数", None, None],
        ["维", "题", "数"],
        ["甲", "一", 3],
        [None, "二", 4],
        ["乙", "三", 5],
        [None, None, None],
        ["注：注。", None, None],
    ]


def test_repeated_themes_are_merged_and_caption_and_note_span_the_table():
    assert {str(cells) for cells in sheet(grouped()).merged_cells.ranges} == {"A1:C1", "A3:A4", "A7:C7"}
    assert {str(cells) for cells in sheet(grouped(note="")).merged_cells.ranges} == {"A1:C1", "A3:A4"}


def test_below_a_merged_cell_its_value_is_kept_for_the_filter():
    (cells,) = every_cell(write(grouped(), "xlsx")).values()
    assert [row[0] for row in cells[2:5]] == ["甲", "甲", "乙"]


def test_the_filter_covers_header_and_rows_of_the_columns_of_text():
    assert sheet(grouped()).auto_filter.ref == "A2:B5"


def test_the_filter_leaves_the_totals_alone():
    totals = pd.DataFrame({"维": ["甲", "乙", "合计"], "数": [3, 4, 7], "记": ["●", "", ""]})
    assert sheet(Table("t", "", totals, totals=True)).auto_filter.ref == "A2:C4"


def test_a_table_without_rows_or_without_text_has_no_filter():
    assert sheet(Table("t", "", pd.DataFrame({"a": []}, dtype=str))).auto_filter.ref is None
    assert sheet(Table("t", "", pd.DataFrame({"a": [1]}))).auto_filter.ref is None


def test_totals_are_bold_numbers_between_two_rules():
    totals = pd.DataFrame({"维": ["甲", "乙", "合计"], "数": [3, 4, 7]})
    read = sheet(Table("t", "", totals, totals=True))
    label, number = read["A5"], read["B5"]
    assert (number.value, number.data_type) == (7, "n")
    assert label.font.b
    assert number.font.b
    assert (number.border.top.style, number.border.bottom.style) == ("thin", "medium")
    assert not read["A4"].font.b
    assert read["A4"].border.bottom.style is None


def test_a_three_line_table_has_three_rules():
    read = sheet(grouped())
    assert {(cell.border.top.style, cell.border.bottom.style) for cell in read[2]} == {("medium", "thin")}
    assert {(cell.border.top.style, cell.border.bottom.style) for cell in read[3]} == {(None, None)}
    assert {(cell.border.top.style, cell.border.bottom.style) for cell in read[5]} == {(None, "medium")}


def test_an_apa_table_has_thin_rules_and_its_title_below_its_number():
    read = sheet(grouped(form="apa", language="en"))
    assert {(cell.border.top.style, cell.border.bottom.style) for cell in read[2]} == {("thin", "thin")}
    assert read["A1"].value == "Table 2\n计数"
    assert read["A1"].alignment.horizontal == "left"
    content = openpyxl.load_workbook(io.BytesIO(write(grouped(form="apa"), "xlsx")), rich_text=True)
    number, title = content.active["A1"].value
    assert (number.font.b, title.font.i, title.text) == (True, True, "计数")


def test_a_list_before_the_tables_leads_to_each():
    tables = [grouped(), grouped(title='It\'s: "a"/b', number=0), grouped(number=3)]
    read = book(tables)
    listed = read["目录"]
    assert read.sheetnames == ["目录", "表2 计数", 'It\'s "a" b', "表3 计数"]
    assert [list(row) for row in listed.iter_rows(min_row=2, values_only=True)] == [
        ["表号", "标题", "行数"],
        ["表2", "计数", 3],
        ["", 'It\'s: "a"/b', 3],
        ["表3", "计数", 3],
    ]
    places = [listed.cell(row, 2).hyperlink.location for row in (3, 4, 5)]
    assert places == ["'表2 计数'!A1", "'It''s \"a\" b'!A1", "'表3 计数'!A1"]
    assert book([grouped(language="en"), grouped(language="en", number=3)]).sheetnames[0] == "Contents"


def test_rows_are_counted_in_the_list_without_the_totals():
    totals = Table("t", "", pd.DataFrame({"维": ["甲", "合计"], "数": [3, 3]}), totals=True)
    assert [row[2].value for row in book([totals, grouped()])["目录"].iter_rows(min_row=3)] == [1, 3]


def test_the_themes_of_lechuns_evidence_are_merged(published):
    evidence = published[1]
    themes = evidence.frame.iloc[:, 0]
    merged = [cells for cells in sheet(evidence).merged_cells.ranges if cells.min_col == cells.max_col == 1]
    assert len(themes) == 19
    assert {cells.max_row - cells.min_row + 1 for cells in merged} == {n for n in themes.value_counts() if n > 1}


def test_every_cell_of_lechun_is_read_back(published):
    sheets = list(every_cell(write_all(published)).values())
    assert len(sheets) == len(published) + 1
    for table, cells in zip(published, sheets[1:], strict=True):
        assert cells[1] == list(table.frame.columns)
        assert cells[2 : 2 + len(table.frame)] == table.frame.to_numpy().tolist()


def test_caption_and_header_are_frozen_bold_and_repeated_in_print():
    read = sheet(grouped())
    assert read.freeze_panes == "A3"
    assert all(cell.font.b for cell in (read["A1"], *read[2]))
    assert not read["A3"].font.b
    assert read.print_title_rows == "$1:$2"
    assert read.sheet_properties.pageSetUpPr.fitToPage
    assert (read.page_setup.fitToWidth or 1, read.page_setup.fitToHeight) == (1, 0), "as wide as the page, however long"


def test_a_wide_table_is_printed_on_a_landscape_page():
    assert sheet(grouped()).page_setup.orientation != "landscape"
    assert sheet(grouped(widths=(12, 90, 8))).page_setup.orientation == "landscape"


def test_columns_are_as_wide_as_the_table_says():
    read = sheet(grouped())
    assert [round(read.column_dimensions[letter].width) for letter in "ABC"] == [13, 31, 9], "and the cell's margins"


def test_a_row_is_tall_enough_for_its_lines():
    frame = pd.DataFrame({"a": ["短", "长" * 60, "1\n2\n3"]})
    heights = [sheet(Table("t", "", frame, widths=(21,))).row_dimensions[row].height for row in (3, 4, 5)]
    assert heights[0] < heights[2] < heights[1]
    assert heights[1] >= 6 * 15, "sixty characters, at most ten a line"


def test_a_merged_cell_gets_the_height_that_its_rows_together_need():
    frame = pd.DataFrame({"a": ["长" * 100] * 2, "b": ["x", "y"]})
    rows = sheet(Table("t", "", frame, merged=("a",), widths=(21, 9))).row_dimensions
    assert rows[3].height == rows[4].height
    assert rows[3].height + rows[4].height >= 10 * 15


def test_no_row_is_taller_than_excel_allows():
    height = sheet(Table("t", "", pd.DataFrame({"a": ["长" * 30_000]}))).row_dimensions[3].height
    assert 408 < height <= 409


def test_chinese_is_set_in_a_chinese_face_and_numbers_to_the_right():
    read = sheet(grouped())
    assert (read["A3"].font.name, read["C3"].font.name) == ("宋体", "Times New Roman")
    assert (read["A3"].alignment.horizontal, read["C3"].alignment.horizontal) == ("left", "right")
    assert sheet(grouped(language="en"))["A3"].font.name == "Times New Roman"


def test_what_was_said_is_a_string_whatever_it_looks_like():
    frame = pd.DataFrame({"a": NASTY, "b": [*NASTY[1:], "x"]})
    read = sheet(Table("t", "=1+1", frame, note="=1+1"))
    cells = [read.cell(row, 1) for row in range(3, 3 + len(NASTY))]
    assert [cell.value for cell in cells] == [lines(text) for text in NASTY]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.hyperlink for cell in cells} == {None}
    for place in ("A1", f"A{len(NASTY) + 4}"):
        assert read[place].value.endswith("=1+1")
        assert read[place].data_type == "s"


def test_a_merged_cell_and_a_header_are_strings_as_well():
    frame = pd.DataFrame({"=1+1": ["=2+2", "=2+2"], "b": [1, 2]})
    read = sheet(Table("t", "", frame, merged=("=1+1",)))
    assert [(read[place].value, read[place].data_type) for place in ("A2", "A3")] == [("=1+1", "s"), ("=2+2", "s")]


def test_what_begins_like_a_formula_stays_text_when_its_cell_is_edited():
    read = sheet(Table("=0", "", pd.DataFrame({"a": ["=1+1", "1+1", "-1", "＝1"]})))
    assert [read.cell(row, 1).quotePrefix for row in range(3, 7)] == [True, False, True, True]


def test_no_part_holds_a_formula_or_a_link_out_of_the_workbook():
    hostile = [Table("t", text, pd.DataFrame({text: NASTY}), note=text) for text in NASTY]
    with zipfile.ZipFile(io.BytesIO(write_all(hostile))) as parts:
        for name in parts.namelist():
            root = etree.fromstring(parts.read(name))
            if name.startswith("xl/worksheets/sheet"):
                assert not root.findall(".//{*}f")
                assert not [link for link in root.iter("{*}hyperlink") if link.get("location") is None]
            assert not [part for part in root.iter("{*}Relationship") if part.get("TargetMode") == "External"]


def test_what_xml_forbids_is_the_replacement_character_and_every_part_is_well_formed():
    bad = "x\x00\x0b\x1b\ufffe\uffff\ud800y"
    table = Table("t", bad, pd.DataFrame({bad: [bad]}), note=bad)
    with zipfile.ZipFile(io.BytesIO(write(table, "xlsx"))) as parts:
        for name in parts.namelist():
            etree.fromstring(parts.read(name))
    assert sheet(table)["A3"].value == "x" + "\ufffd" * 6 + "y"


def test_a_text_that_no_cell_holds_is_cut_and_says_so():
    value = sheet(Table("t", "", pd.DataFrame({"a": ["长" * 40_000]})))["A3"].value
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
        ("长" * 40, "长" * 30 + "…"),
        ("\U00020bb7" * 20, "\U00020bb7" * 15 + "…"),
        ("Table 2. Representative evidence: x", "Table 2. Representative…"),
        ("W" * 40, "W" * 30 + "…"),
        ("x" * 30 + "'s", "x" * 30 + "…"),
    ],
)
def test_the_sheet_is_called_as_excel_allows(title, name):
    assert sheet_names([title]) == [name]
    assert sheet(Table("t", title, pd.DataFrame({"a": ["x"]}))).title == name


def test_no_two_sheets_are_called_alike():
    assert sheet_names(["目录", "A", "a", "长" * 40, "长" * 41]) == [
        "目录",
        "A",
        "a (2)",
        "长" * 30 + "…",
        "长" * 26 + "… (2)",
    ]
    tables = [Table("t", title, pd.DataFrame({"a": ["x"]})) for title in ("目录", "", "", *NASTY, *NASTY)]
    names = book(tables).sheetnames
    assert len({name.casefold() for name in names}) == len(tables) + 1
    assert all(0 < len(name.encode("utf-16-le")) // 2 <= 31 for name in names)


def test_the_document_is_called_like_its_only_table():
    assert book([grouped()]).properties.title == caption(grouped())
    assert book([grouped(), grouped()]).properties.title == "目录"


def test_a_table_without_rows_is_a_workbook():
    read = sheet(Table("t", "", pd.DataFrame({"a": [], "b": []}, dtype=str)))
    assert [cell.value for cell in read[2]] == ["a", "b"]
    assert read.max_row == 2


@settings(max_examples=40)
@given(st.text(), st.text())
def test_any_text_and_any_caption_make_a_workbook_the_same_twice(text, title):
    table = Table("t", title, pd.DataFrame({"a": [text, "x"]}))
    content = write(table, "xlsx")
    assert content == write(table, "xlsx")
    cell = openpyxl.load_workbook(io.BytesIO(content)).active["A3"]
    assert (cell.value or "") == lines(text)
    assert cell.data_type == "s"

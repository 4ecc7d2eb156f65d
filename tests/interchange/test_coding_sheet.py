"""A sheet has a row a segment and a column a coder; what somebody said stays text."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from gioia.errors import GioiaError
from gioia.interchange.coding_files import coding_files
from gioia.interchange.marked_sheet import read


def sheet(study, kind):
    ((_, raw),) = coding_files(study, [f"coding-{kind}"])
    return raw


def table(raw):
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_every_segment_has_its_row_and_every_coder_a_column(clean):
    head, *rows = table(sheet(clean.load(), "csv"))
    assert head == ["文档", "片段", "说话人", "时间", "原文", "编码：甲", "gioia"]
    assert rows[1][:6] == ["F1/访谈.md", "2", "", "", "头一个月我们轮流值班。", "轮流值班 | 阶段：起步 | 作用：proof"]
    assert len(rows) == 10


def test_the_carrying_column_of_a_workbook_is_hidden_and_the_text_wraps(clean):
    book = openpyxl.load_workbook(io.BytesIO(sheet(clean.load(), "xlsx")))
    page = book.active
    assert page["G1"].value == "gioia"
    assert page.column_dimensions["G"].hidden
    assert page["E3"].alignment.wrap_text
    assert page.freeze_panes == "A2"


def test_what_looks_like_a_formula_stays_text(clean):
    clean.change("codebook.yaml", "- concept: 轮流值班", "- concept: =1+1")
    for file in ("codings/甲/F1/访谈.md.jsonl", "codings/甲/G1/公告.md.jsonl"):
        clean.change(file, '"concept":"轮流值班"', '"concept":"=1+1"')
    study = clean.load()
    assert table(sheet(study, "csv"))[2][5].startswith("'=1+1")
    cell = openpyxl.load_workbook(io.BytesIO(sheet(study, "xlsx"))).active["F3"]
    assert (cell.data_type, cell.value) == ("s", "=1+1 | 阶段：起步 | 作用：proof")


def test_the_columns_of_a_persons_sheet_may_stand_in_any_order_under_other_names():
    found = read("备注,Codes,text\nx,甲;乙,我们先试\n".encode(), "a.csv")
    assert [(row.text, row.notes) for row in found.rows] == [("我们先试", (("", "甲;乙"),))]
    assert found.left_out == ("备注",)


def test_a_sheet_of_chinese_excel_is_read_in_its_encoding():
    found = read("原文,编码：甲\n我们先试,试喝\n".encode("gb18030"), "a.csv", "gb18030")
    assert found.rows[0].notes == (("甲", "试喝"),)


@pytest.mark.parametrize("raw", [b"a,b\n1,2\n", b"text,other\nx,y\n", "原文\n一\n".encode()])
def test_a_sheet_without_the_columns_is_refused_in_one_line(raw):
    with pytest.raises(GioiaError, match=r"^a\.csv: ") as error:
        read(raw, "a.csv")
    assert error.value.remedy


@pytest.mark.parametrize("carried", ["[", "[1]", '[{"id":1}]', "[[[[", "null"])
def test_a_carrying_cell_that_was_tampered_with_carries_nothing(carried):
    raw = b"text,codes,gioia\nx,y," + b'"' + carried.replace('"', '""').encode() + b'"\n'
    assert read(raw, "a.csv").rows[0].known == ()

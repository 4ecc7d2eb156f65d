"""CSV: what Excel opens as Chinese, what any program reads back, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_studies import HOSTILE

from gioia.displays.display import Table
from gioia.exports import write
from gioia.exports._characters import holdable
from gioia.plaintext.formulas import unguarded

NASTY = [*HOSTILE, "<script>", "a|b", 'say "hi", then go', "\ufffe", "长" * 40_000, "\u05e9\u05dc\u05d5\u05dd", ""]


def read(content):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def cells(texts, name="a"):
    return read(write(Table("t", "t", pd.DataFrame({name: texts})), "csv"))


def test_to_the_byte():
    frame = pd.DataFrame({"主题": ["甲", "甲"], "数": [3, -4]})
    made = write(Table("t", "标题", frame, number=1, merged=("主题",), note="注"), "csv")
    assert made == "\ufeff主题,数\r\n甲,3\r\n甲,-4\r\n".encode(), "merged cells repeat, no caption, no note"


def test_a_table_without_rows_is_its_header():
    assert cells([]) == [["a"]]


@pytest.mark.parametrize(
    "text", ["=1+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "-——乐纯", "＝1", " =1", "\u3000+1", "'=1", "''-1"]
)
def test_a_text_that_a_spreadsheet_would_run_has_an_apostrophe(text):
    assert cells([text], name=text) == [[f"'{text}"], [f"'{text}"]]


@pytest.mark.parametrize("text", ["1+1", "a=b", "’=1", "——乐纯", "2013-12", "'1", "''", " 1"])
def test_other_text_has_none(text):
    assert cells([text]) == [["a"], [text]]


def test_a_negative_number_stays_a_number():
    assert cells([-1]) == [["a"], ["-1"]]


def test_hostile_text_is_read_back_to_the_letter():
    assert [unguarded(row[0]) for row in cells(NASTY)[1:]] == [holdable(text) for text in NASTY]


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_any_text_is_read_back_and_none_begins_like_a_formula(texts):
    for (cell,), text in zip(cells(texts)[1:], texts, strict=True):
        assert unguarded(cell) == holdable(text)
        assert cell[:1] not in {"=", "+", "-", "@", "\t", "\r"}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_runs_no_cell(tmp_path):
    texts = [text for text in HOSTILE if text.isprintable()]
    file = tmp_path / "t.csv"
    file.write_bytes(write(Table("t", "t", pd.DataFrame({"a": texts})), "csv"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--infilter=CSV:44,34,76",
        "--convert-to",
        "xlsx",
        "--outdir",
        tmp_path,
        file,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    found = [cell for (cell,) in openpyxl.load_workbook(tmp_path / "t.xlsx").active.iter_rows(min_row=2)]
    assert {cell.data_type for cell in found} == {"s"}
    assert [cell.value for cell in found] == [f"'{t}" if t.startswith(("=", "+", "-", "@")) else t for t in texts]

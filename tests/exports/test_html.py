"""The page: a real table with spanning cells, in its language, that asks nobody for anything and runs nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from small_studies import HOSTILE

from gioia.displays.display import Table, caption
from gioia.displays.tables import tables
from gioia.exports import write
from gioia.exports._characters import lines
from gioia.study import load_study

LECHUN = Path(__file__).resolve().parents[2] / "corpora" / "lechun"
ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "p", "br"),
    *("table", "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "em", "span"),
}
NASTY = [
    *HOSTILE,
    "<script>alert(1)</script>",
    "</td></table></title></style>",
    '"><img src=http://x/y onerror=a()>',
    "a|b",
    "\ufffe",
    "长" * 40_000,
    "\u05e9\u05dc\u05d5\u05dd",
]


def page(table):
    return html.document_fromstring(write(table, "html").decode(), parser=html.HTMLParser(encoding="utf-8"))


def grouped(**more):
    frame = pd.DataFrame({"维": ["甲", "甲", "乙"], "题": ["一", "一", "一"], "数": [3, 0, 5]})
    given_parts = {"title": "计数", "number": 2, "merged": ("维", "题"), "note": "注。", **more}
    return Table(key="t", frame=frame, **given_parts)


def shown(node):
    """Return the text of a node, line breaks as line feeds."""
    for line_break in node.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return node.text_content()


def test_merged_cells_span_their_rows():
    body = page(grouped()).findall(".//tbody/tr")
    assert [[(cell.text, cell.get("rowspan")) for cell in row] for row in body] == [
        [("甲", "2"), ("一", "2"), ("3", None)],
        [("0", None)],
        [("乙", None), ("一", None), ("5", None)],
    ]


def test_a_new_group_is_told_apart_and_nought_is_grey():
    root = page(grouped())
    assert [row.get("class") for row in root.findall(".//tbody/tr")] == [None, None, "group"]
    assert [cell.text for cell in root.find_class("zero")] == ["0"]


def test_the_totals_are_a_row_of_their_own_kind():
    rows = page(grouped(totals=True)).findall(".//tbody/tr")
    assert [row.get("class") for row in rows] == [None, None, "totals"]
    assert [cell.text for cell in rows[-1]] == ["乙", "一", "5"]


def test_an_apa_table_has_its_number_above_its_title_and_a_word_before_its_note():
    root = page(grouped(form="apa", language="en", title="A <b>"))
    assert root.find("body").get("class") == "apa"
    assert shown(root.find(".//caption")) == "Table 2\nA <b>"
    assert root.findtext(".//caption/em") == "A <b>"
    assert root.find_class("note")[0].text_content() == "Note. 注。"
    assert page(grouped()).find("body").get("class") == "three-line"


def test_a_header_cell_is_the_head_of_its_column():
    heads = page(grouped()).findall(".//thead/tr/th")
    assert [(head.text, head.get("scope"), head.get("class")) for head in heads] == [
        ("维", "col", None),
        ("题", "col", None),
        ("数", "col", "number"),
    ]


def test_caption_title_and_note():
    root = page(grouped())
    assert root.findtext(".//caption") == root.findtext(".//title") == "表2　计数"
    assert [note.text for note in root.find_class("note")] == ["注：注。"]
    assert page(grouped(note="")).find_class("note") == []


@pytest.mark.parametrize(("language", "lang"), [("zh", "zh-Hans"), ("en", "en"), ('e"n', 'e"n')])
def test_the_language_is_said(language, lang):
    assert page(grouped(language=language)).get("lang") == lang


def test_the_widths_are_shares_of_the_whole():
    given_widths = [column.get("style") for column in page(grouped(widths=(10, 20, 10))).iter("col")]
    assert given_widths == ["width:25.00%", "width:50.00%", "width:25.00%"]


def test_no_page_of_a_study_asks_for_anything():
    for table in [*tables(load_study(LECHUN)[0]), grouped(title=NASTY[-5], note=NASTY[-5])]:
        root = page(table)
        assert {node.tag for node in root.iter()} <= ALLOWED
        given_names = {name for node in root.iter() for name in node.attrib}
        assert given_names <= {"lang", "charset", "name", "content", "style", "scope", "class", "rowspan"}
        assert not re.search(r"url\(|@import|expression", root.findtext(".//style"))


def test_hostile_text_is_shown_as_text():
    frame = pd.DataFrame({text: [text] for text in NASTY})
    root = page(Table("t", NASTY[-6], frame, note=NASTY[-5]))
    assert [shown(cell) for cell in root.iter("td")] == [lines(text) for text in NASTY]
    assert [shown(cell) for cell in root.iter("th")] == [lines(text) for text in NASTY]
    assert shown(root.find(".//caption")) == NASTY[-6]
    assert shown(root.find_class("note")[0]) == "注：" + NASTY[-5]


def test_a_table_without_rows_is_a_page():
    root = page(Table("t", "t", pd.DataFrame({"a": []}, dtype=str)))
    assert (len(root.findall(".//th")), len(root.findall(".//td"))) == (1, 0)


def test_every_row_of_lechun_is_on_its_page():
    for table in tables(load_study(LECHUN)[0]):
        root = page(table)
        assert len(root.findall(".//tbody/tr")) == len(table.frame)
        spanned = sum(int(cell.get("rowspan", "1")) for cell in root.iter("td"))
        assert spanned == table.frame.size, "cells and the rows they span fill the table"
        assert root.findtext(".//caption") == caption(table)


@given(st.text())
def test_any_text_is_one_cell(text):
    root = page(Table("t", "", pd.DataFrame({"a": [text]})))
    (cell,) = root.iter("td")
    assert shown(cell) == lines(text)
    assert {node.tag for node in cell} <= {"br"}


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_a_browser_runs_nothing_and_shows_hostile_text_to_the_letter(tmp_path):
    file = tmp_path / "t.html"
    file.write_bytes(
        write(Table("t", "clean", pd.DataFrame({"a": HOSTILE}), note="<script>document.title=5</script>"), "html")
    )
    command = [
        "chromium",
        "--headless",
        "--no-sandbox",
        f"--user-data-dir={tmp_path}/profile",
        "--dump-dom",
        file.as_uri(),
    ]
    shown_page = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode()
    root = html.document_fromstring(shown_page)
    assert root.findtext(".//title") == "clean"
    assert [shown(cell) for cell in root.iter("td")] == [lines(text) for text in HOSTILE]
    assert {node.tag for node in root.iter()} <= ALLOWED

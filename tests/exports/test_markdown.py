"""Markdown: one line a row, the text to the letter under GitHub and pandoc, merged cells once."""

from __future__ import annotations

import re
import shutil
import subprocess

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from small_studies import HOSTILE

from gioia.displays.display import Table
from gioia.exports import write
from gioia.exports._characters import lines
from gioia.exports.markdown import escaped

NASTY = [
    *HOSTILE,
    "<script>alert(1)</script>",
    "a|b\\|c",
    "\ufffe",
    "长" * 9999,
    "\u05e9\u05dc\u05d5\u05dd",
    "---",
    "*_~^$`#@",
]


def table(**more):
    frame = pd.DataFrame({"主题": ["甲", "甲", "乙"], "数": [3, 4, 5]})
    given_parts = {
        "frame": frame,
        "title": "计数",
        "number": 2,
        "merged": ("主题",),
        "widths": (6, 4),
        "note": "注。",
        **more,
    }
    return Table(key="t", **given_parts)


def test_a_table_reads_as_it_is_printed():
    assert write(table(), "md").decode().splitlines() == [
        "**表2　计数**",
        "",
        "| 主题 | 数 |",
        "| ------ | ----: |",
        "| 甲 | 3 |",
        "|  | 4 |",
        "| 乙 | 5 |",
        "",
        "注：注。",
    ]


def test_totals_are_bold():
    frame = pd.DataFrame({"主题": ["甲", "合计"], "题": ["一", ""], "数": [3, 3]})
    assert write(table(frame=frame, totals=True), "md").decode().splitlines()[-3] == "| **合计** |  | **3** |"


def test_an_apa_caption_is_a_number_and_below_it_the_title():
    made = write(table(form="apa", language="en", title="A*"), "md").decode().splitlines()
    assert made[:3] == ["**Table 2**", "", "*A\\**"]
    assert made[-1] == "Note. 注。"


def test_without_caption_and_note_the_table_stands_alone():
    assert write(table(title="", number=0, note=""), "md").startswith("| 主题 |".encode())


def test_a_table_without_rows_has_its_header():
    empty = Table("t", "", pd.DataFrame({"a": []}, dtype=str))
    assert write(empty, "md") == b"| a |\n| ---------------- |\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", "a\\|b"),
        ("a\\|b", "a\\\\\\|b"),
        ("<script>", "&lt;script&gt;"),
        ("&lt;", "&amp;lt;"),
        ("a\r\n\n b", "a<br> b"),
        ("*_`[x]~^$", "\\*\\_\\`\\[x\\]\\~\\^\\$"),
        ("a--b-c", "a\\-\\-b-c"),
        ("a...b.c", "a\\.\\.\\.b.c"),
        ("x\x00\ufffe", "x\ufffd\ufffd"),
        (" 左右 ", "左右"),
    ],
)
def test_what_is_markup_is_escaped(text, shown):
    assert escaped(text) == shown


@given(st.text() | st.sampled_from(NASTY))
def test_a_row_is_one_line_with_as_many_cells_as_the_header(text):
    made = write(Table("t", "", pd.DataFrame({"a": [text], f"b{text}": ["x"]})), "md").decode()
    rows = made.removesuffix("\n").split("\n")
    assert len(rows) == 3
    assert "\r" not in made
    assert {len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in rows} == {3}


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("kind", ["markdown", "gfm"])
def test_pandoc_shows_hostile_text_to_the_letter(kind):
    made = write(Table("t", "", pd.DataFrame({"a": NASTY})), "md")
    command = ["pandoc", "-f", kind, "-t", "html", "--wrap=none"]
    page = subprocess.run(command, input=made, capture_output=True, check=True, timeout=60).stdout.decode()
    shown = [" ".join(cell.text_content().split()) for cell in html.fromstring(page).iter("td")]
    assert shown == [" ".join(lines(text).split()) for text in NASTY]


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("kind", ["markdown", "gfm", "commonmark"])
def test_a_note_is_a_paragraph_whatever_it_begins_with(kind):
    notes = [
        *(
            "1. first",
            "2) second",
            "- item",
            "+ item",
            "* item",
            "(a) so",
            "a) so",
            "iv. so",
            "> quoted",
            "# heading",
            "===",
            "---",
        ),
        *(
            "Table: of no kind",
            ": so",
            "~ so",
            "    indented",
            "[x]: y",
            "| line",
            "<div>",
            "+---+",
            "10.5 of 12",
            *HOSTILE[:-1],
        ),
    ]
    for note in notes:
        made = write(table(note=note), "md")
        command = ["pandoc", "-f", kind, "-t", "html", "--wrap=none"]
        page = subprocess.run(command, input=made, capture_output=True, check=True, timeout=60).stdout.decode()
        last = html.fragments_fromstring(page)[-1]
        assert last.tag == "p", note
        # GitHub makes a link of an address that stands in the text.
        assert {node.tag for node in last.iter()} <= {"p", "br", "a"}, note
        assert all(node.get("href").startswith("http://") for node in last.iter("a"))
        assert " ".join(last.text_content().split()) == " ".join(("注：" + lines(note).strip()).split())

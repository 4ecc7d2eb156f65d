r"""RTF as Word, LibreOffice and macOS write it."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.errors import GioiaError
from gioia.sources.readers import read_original

GBK = "我们".encode("gbk").hex(" ").replace(" ", r"\'")
RTF = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset134 \'cb\'ce\'cc\'e5;}}"
    r"{\colortbl;\red0;}{\*\generator Word;}{\header head\par}{\info{\title t}}" + "\n"
    r"\pard\uc1 Caf\'e9 {\f1\'" + GBK + r"}{\u-32709?\u20013?}\tab \{a\}\par" + "\n"
    r"\u55357?\u56832?{\deleted gone}{\v hidden}{\*\footnote note}after\par" + "\n"
    r"\trowd\intbl A\par B\cell C\cell\row\pard last{\field{\*\fldinst HYPERLINK}{\fldrslt link}}}"
)


def test_words_code_pages_tables_and_notes():
    (reading,) = read_original(RTF.encode(), "a.doc")
    assert reading.text == "Café 我们耻中\t{a}\n😀after\nnote\nA B\tC\nlastlink\n"
    assert [remark.message for remark in reading.remarks] == ["tracked changes were read as accepted"]
    assert (reading.reader, reading.encoding) == ("rtf 2", ""), "a file may change its code page in every group"


def test_a_file_that_breaks_off_before_its_first_word_is_damaged():
    with pytest.raises(GioiaError, match="the RTF file is damaged"):
        read_original(RTF.encode()[:120], "a.rtf")


def test_a_line_end_that_is_written_as_a_byte_becomes_a_line_feed():
    (reading,) = read_original(rb"{\rtf1 a\'0d\'0ab\'0dc\'00}", "a.rtf")
    assert reading.text == "a\nb\nc\n"


def test_a_chinese_document_without_fonts():
    (reading,) = read_original(rb"{\rtf1\ansi\ansicpg936 \'" + GBK.encode() + rb"\par}", "a.rtf")
    assert reading.text == "我们\n"


def text_of(body: str) -> str:
    (reading,) = read_original((r"{\rtf1\ansi " + body + "}").encode(), "a.rtf")
    return reading.text


def test_headings_carry_marks_and_numbers_of_lists_are_no_words():
    body = r"\pard\outlinelevel1{\listtext 1.\tab}How it began\par\pard{\pntext\bullet\tab}An item\par"
    assert text_of(body) == "## How it began\nAn item\n"


def test_notes_are_numbered_where_they_are_marked_and_boxes_follow_their_paragraph():
    body = r"A word{\super\chftn{\*\footnote \chftn\tab Its note.}}, {\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt In a box.\par}}}more.\par B\par"
    assert text_of(body) == "A word[1], more.\n[1] Its note.\nIn a box.\nB\n"


def test_a_transcript_in_a_table_is_a_turn_a_row():
    rows = (("Q", "Why then?"), ("A", "It was cheap.\\par And near."), ("Q", "Else?"))
    body = "".join(rf"\trowd\intbl {one}\cell {two}\cell\row " for one, two in rows)
    assert text_of(body + r"\pard after\par") == "Q: Why then?\nA: It was cheap. And near.\nQ: Else?\nafter\n"


def test_a_file_that_breaks_off_is_remarked():
    (reading,) = read_original(rb"{\rtf1 {abc", "a.rtf")
    assert reading.text == "abc\n"
    assert "breaks off" in reading.remarks[0].message


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not here")
def test_what_pandoc_writes(tmp_path):
    made = tmp_path / "a.rtf"
    subprocess.run(
        ["pandoc", "-s", "-f", "markdown", "-o", made], input="# 题\n\n受访者：你好。\n".encode(), check=True
    )
    (reading,) = read_original(made.read_bytes(), "a")
    assert reading.text == "# 题\n受访者：你好。\n"


@given(st.data())
@settings(max_examples=200)
def test_a_cut_or_altered_file_is_read_or_refused(data):
    raw = bytearray(RTF.encode())
    for _ in range(data.draw(st.integers(0, 12))):
        raw[data.draw(st.integers(6, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        readings = read_original(bytes(raw[: data.draw(st.integers(6, len(raw)))]), "a.rtf")
    except GioiaError:
        return
    assert all(reading.text.strip() and reading.text.encode() for reading in readings)

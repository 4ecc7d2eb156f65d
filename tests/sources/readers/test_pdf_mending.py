"""Pages of a PDF whose text layer looks broken are read in another way where that is better, and named either way."""

from __future__ import annotations

import shutil

import pytest
from pdf_files import SONG, WIDE, at, column, file_of

from gioia.sources.readers import Reading, pdf, pdf_poppler

CHINESE = ["我们先在仓库里试了三个月，", "后来才有第一位顾客写信来。"]
NEEDS_POPPLER = pytest.mark.skipif(not pdf_poppler.version(), reason="poppler (pdftotext) is not installed")
LETTERS = "".join(f"/{chr(code)}" for code in range(97, 123))
BITMAPS = (
    "<</Type/Font/Subtype/Type3/FontBBox[0 0 10 10]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 0/LastChar 122/CharProcs<<>>"
    f"/Encoding<</Type/Encoding/Differences[11/ff/fi/fl/ffi/ffl 97{LETTERS}]>>/Widths[{' '.join(['5'] * 123)}]/Resources<<>>>>"
)
"""A font of pictures of letters, as TeX made them: glyphs 11 to 15 are ligatures."""


def read(raw: bytes) -> Reading:
    (reading,) = pdf.read(raw, "a.pdf", None)
    return reading


def messages(reading: Reading) -> list[str]:
    return [remark.message for remark in reading.remarks]


class TestLettersThatStandApart:
    def test_are_joined_by_their_gaps_and_the_page_is_named(self) -> None:
        line = " ".join("researchers gather their words")
        reading = read(file_of(column([WIDE]), column([line, line])))
        assert reading.text.endswith("there researchers gather their words researchers gather their words\n")
        assert messages(reading) == [
            "page 2: the text layer looked broken; letters that stand apart were joined by their gaps"
        ]

    def test_spaced_chinese_is_no_page_of_many_columns(self) -> None:
        page = "".join(
            at(60 + 20 * place, 700 - 20 * number, character)
            for number, line in enumerate(CHINESE * 6)
            for place, character in enumerate(line)
        )
        assert read(file_of(page)).text.replace("\n", "") == "".join(CHINESE * 6)

    def test_initials_in_ordinary_text_stay_apart(self) -> None:
        text = f"{WIDE} as J. K. L. and A. B. C. told"
        assert read(file_of(column([text]))).text == f"{text}\n"


def test_bytes_of_a_chinese_font_are_read_as_chinese() -> None:
    font = "<</Type/Font/Subtype/TrueType/BaseFont/SimSun/Encoding/WinAnsiEncoding>>"
    page = "".join(
        f"BT /C 10 Tf 60 {700 - 14 * number} Td <{line.encode('gbk').hex()}> Tj ET\n"
        for number, line in enumerate(CHINESE * 2)
    )
    reading = read(file_of(page, font=font))
    assert reading.text.replace("\n", "") == "".join(CHINESE * 2)
    assert "read as GB 18030" in messages(reading)[0]


class TestSecondEngine:
    UNKNOWN = SONG.format("UniGB-UTF8-H", "GB1")

    def page(self) -> str:
        return "".join(
            f"BT /C 10 Tf 60 {700 - 14 * number} Td <{line.encode().hex()}> Tj ET\n"
            for number, line in enumerate(CHINESE * 3)
        )

    @NEEDS_POPPLER
    def test_reads_an_encoding_that_the_first_does_not_know_and_is_named(self) -> None:
        reading = read(file_of(self.page(), font=self.UNKNOWN))
        if reading.text.count("\ufffd") or not any("poppler" in message for message in messages(reading)):
            pytest.skip("poppler-data, the encodings of poppler, is not installed")
        assert reading.text.replace("\n", "") == "".join(CHINESE * 3)
        assert ", poppler " in reading.reader
        assert messages(reading) == [f"page 1: the text layer looked broken; read by {pdf_poppler.version()} instead"]

    @NEEDS_POPPLER
    def test_reads_the_ligatures_of_bitmap_fonts(self) -> None:
        words = ["the", "bene\\014t", "of", "speci\\014c", "o\\016ces", "is", "de\\014ned", "there"]
        page = "".join(
            f"BT /C 10 Tf {60 + 60 * place} {700 - 14 * line} Td ({word}) Tj ET\n"
            for line in range(3)
            for place, word in enumerate(words)
        )
        reading = read(file_of(page, font=BITMAPS))
        assert reading.text.split("\n\n")[0] == "the benefit of specific offices is defined there"

    def test_where_it_is_missing_a_remark_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shutil, "which", lambda _: None)
        reading = read(file_of(column([WIDE]), self.page(), font=self.UNKNOWN))
        (missing,) = [remark for remark in reading.remarks if "second engine" in remark.message]
        assert missing.message == "page 2: a second engine could not be tried, as poppler is not installed"
        assert missing.remedy.startswith("install poppler (")

    def test_is_not_asked_about_a_good_page(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pdf_poppler, "version", lambda: pytest.fail("asked"))
        assert read(file_of(column([WIDE]))).remarks == ()

"""PDF files: reading order, joined lines, page positions, and a judgement of the text layer."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_files import LINE, WIDE, at, column, file_of

from gioia.errors import GioiaError
from gioia.sources.readers import Reading, pdf


def read(*streams: str) -> Reading:
    (reading,) = pdf.read(file_of(*streams), "a.pdf", None)
    return reading


def text_of(*streams: str) -> str:
    return read(*streams).text.removesuffix("\n")


def remarks(*streams: str) -> str:
    return "\n".join(remark.message for remark in read(*streams).remarks)


def refusal(raw: bytes) -> str:
    with pytest.raises(GioiaError) as raised:
        pdf.read(raw, "论文.pdf", None)
    assert "\n" not in str(raised.value)
    return str(raised.value)


class TestLines:
    def test_lines_that_the_page_broke_are_joined_and_paragraphs_stand_apart(self) -> None:
        assert (
            text_of(column([WIDE, WIDE, "to the end.", f"    {WIDE}", "and on."]))
            == f"{WIDE} {WIDE} to the end.\n\n{WIDE} and on."
        )

    def test_chinese_lines_are_joined_without_a_space(self) -> None:
        lines = [
            "我们三个人在办公室里自己试着做酸奶试了很多次前前后后",
            "改了几十个配方最后有一位用户说这个味道终于可以了我们",
            "才上线。",
            "后来呢？",
        ]
        assert text_of(column(lines)) == f"{lines[0]}{lines[1]}{lines[2]}\n\n后来呢？"

    def test_a_turn_begins_a_paragraph_also_below_the_longest_line(self) -> None:
        lines = ["受访者：每逢周三盘点一次再把新来的几本登记在册。", "访谈者：谁来做？", "受访者：轮到的人。"]
        assert text_of(column(lines)) == "\n\n".join(lines)

    def test_a_word_before_a_colon_in_the_midst_of_a_sentence_begins_none(self) -> None:
        lines = ["那天盘点完了大家坐下来歇口气店里最年轻的一位就", "问：明年还这样做吗？"]
        assert text_of(column(lines)) == "".join(lines)

    def test_a_hyphen_of_the_page_is_taken_off_and_one_of_the_writer_stays(self) -> None:
        lines = [
            f"{WIDE} organi-",
            f"zation and first-order concepts {WIDE[:48]} say first-",
            f"order ones, {WIDE} a",
            "first-order end.",
        ]
        text = text_of(column(lines))
        assert "there organization and first-order" in text
        assert "say first-order ones," in text

    def test_a_word_that_stands_whole_elsewhere_loses_the_hyphen(self) -> None:
        lines = [f"{WIDE} co-", f"operation as cooperation and co-operation {WIDE[:40]}"]
        assert "there cooperation as" in text_of(column(lines))

    def test_a_quotation_that_is_set_in_on_both_sides_is_one_paragraph(self) -> None:
        quoted = [
            "we did not know what it was",
            "at all and then we saw that",
            "we had to ask our own users",
            "and they told us.",
        ]
        page = column([WIDE, WIDE, "as one said:"]) + column(quoted, 100, 700 - 4 * LINE)
        assert text_of(page + column([WIDE, WIDE], 60, 700 - 9 * LINE)).split("\n\n")[1] == " ".join(quoted)

    def test_turns_of_a_transcript_stay_apart(self) -> None:
        turns = [
            "访谈者：为什么？",
            "受访者A：因为市面上没有我们想吃的酸奶那时候我们三个人",
            "在试。",
            "访谈者：后来呢？",
            "受访者A：上线了。",
        ]
        assert text_of(column(turns)).split("\n\n") == [turns[0], turns[1] + turns[2], *turns[3:]]


class TestColumns:
    LEFT = tuple(f"left column line {number} goes on as text" for number in range(12))
    RIGHT = tuple(f"right column line {number} goes on as text" for number in range(12))

    def test_the_left_one_is_read_before_the_right_one(self) -> None:
        rows = "".join(
            column([a], 60, 700 - LINE * n) + column([b], 320, 700 - LINE * n)
            for n, (a, b) in enumerate(zip(self.LEFT, self.RIGHT, strict=True))
        )
        assert text_of(rows) == " ".join(self.LEFT + self.RIGHT)

    def test_what_spans_them_comes_before_and_after(self) -> None:
        body = column(self.LEFT) + column(self.RIGHT, 320)
        text = text_of(at(60, 740, f"{WIDE} above", 12) + body + at(60, 480, f"{WIDE} below", 12))
        assert text.split("\n\n") == [f"{WIDE} above", " ".join(self.LEFT + self.RIGHT), f"{WIDE} below"]

    def test_three_columns(self) -> None:
        narrow = [
            tuple(f"{name} narrow line of number {number} here" for number in range(10))
            for name in ("one", "two", "three")
        ]
        text = text_of("".join(column(lines, 40 + 180 * place) for place, lines in enumerate(narrow)))
        assert text == " ".join(line for lines in narrow for line in lines)

    def test_the_rows_of_a_table_stay_rows(self) -> None:
        rows = [
            ("Theme", "n", "Share"),
            ("Quality", "12", "30%"),
            ("Users", "9", "22%"),
            ("Speed", "7", "18%"),
            ("Voice", "5", "12%"),
        ]
        page = "".join(
            at(60 + 160 * c, 700 - LINE * r, cell) for r, row in enumerate(rows) for c, cell in enumerate(row)
        )
        assert text_of(page).split("\n\n") == [" ".join(row) for row in rows]


class TestPages:
    def pages(self, count: int) -> list[str]:
        head = at(60, 810, "Journal of Cases 2024") + column([f"Page text {'abcdefgh'[0]}", "ends."], 60)
        return [
            head + at(290, 30, f"- {number} -") + at(60, 600, f"Unique {'xyzuvw'[number]}.") for number in range(count)
        ]

    def test_each_begins_at_its_place_in_the_text(self) -> None:
        first, second = column([WIDE, WIDE, WIDE, f"{WIDE} and"]), column(["goes on here until its end.", "Then more."])
        reading = read(first, "", second)
        assert reading.text == f"{WIDE} {WIDE} {WIDE} {WIDE} and goes on here until its end.\n\nThen more.\n"
        begun = reading.text.index("goes on")
        assert (reading.pages[0], reading.pages[2], len(reading.pages)) == (0, begun, 3)
        assert reading.pages[0] < reading.pages[1] <= begun

    def test_running_heads_and_page_numbers_are_left_out_and_named(self) -> None:
        reading = read(*self.pages(4))
        assert "Journal" not in reading.text
        assert "- " not in reading.text
        assert reading.text.count("Unique") == 4
        assert [remark.severity for remark in reading.remarks] == ["info"]
        assert "“Journal of Cases #” (4 ×), “- # -” (4 ×)" in reading.remarks[0].message

    def test_what_recurs_inside_pages_stays(self) -> None:
        assert text_of(*self.pages(4)).count("Page text a") == 4

    def test_a_single_page_keeps_everything(self) -> None:
        assert "Journal of Cases 2024" in text_of(self.pages(1)[0])


class TestJudgement:
    def test_a_good_layer_has_no_remark(self) -> None:
        assert remarks(column([WIDE, "benefit of specific definitions"]), column(["我们想做好酸奶"])) == ""

    def test_lost_ligatures_name_the_page(self) -> None:
        assert remarks(at(60, 700, "fine"), column(["the bene t of signi cant results"])).startswith(
            "page 2: letters joined in print"
        )

    def test_letters_that_stand_apart(self) -> None:
        assert "letters stand apart" in remarks(column(["a researcher asks I say a word I know"] * 9))

    def test_latin_text_in_chinese_fonts(self) -> None:
        strange = "ĂŐŤŽĂĚĎŇŘŚŞŢŹŻĂŐŤŽĂĚĎŇŘŚŞŢŹŻ"
        # Two lines that are the same pdfium may take for one that is printed twice, as the fonts of the system are.
        assert "hardly such a character in the text" in remarks(column([strange, strange[::-1]]))

    def test_signs_and_letters_that_are_no_words(self) -> None:
        assert "no words" in remarks(column(["".join(chr(ord(letter) - 29) for letter in WIDE if letter != " ")]))

    def test_chinese_without_a_frequent_character(self) -> None:
        assert "may be garbled" in remarks(column(["鑸囪皥璁板綍鎴戜滑浠庝簩闆朵竴涓夊勾寮鍋氶吀濂"]))

    def test_private_characters(self) -> None:
        assert "only the file's own fonts can show" in remarks(at(60, 700, "我们\ue123们"))

    def test_turned_text_is_left_out_and_said_so(self) -> None:
        turned = "BT /L 20 Tf 0 1 -1 0 30 300 Tm (stamp 2024) Tj ET\n"
        assert text_of(turned + column([WIDE])) == WIDE
        assert "does not stand upright" in remarks(turned + column([WIDE]))


PICTURE = "q 100 0 0 100 60 600 cm BI /W 1 /H 1 /CS /G /BPC 8 ID a EI Q\n"


class TestRefusals:
    def test_pages_without_any_text_need_recognition_first(self) -> None:
        assert refusal(file_of(PICTURE, PICTURE)) == (
            "论文.pdf: no text in its 2 pages, scanned or drawn: recognise the text (OCR) first and add the result"
        )

    def test_one_scanned_page_among_others_is_named(self) -> None:
        assert remarks(column([WIDE]), PICTURE) == "page 2: no text, only pictures (scanned) or drawings"

    def test_letters_drawn_as_curves_are_no_text(self) -> None:
        curves = "60 600 m 70 640 80 640 90 600 c S\n" * 30
        assert remarks(column([WIDE]), curves) == "page 2: no text, only pictures (scanned) or drawings"
        assert "no text in its 1 page" in refusal(file_of(curves))

    def test_a_stamp_on_scanned_pages_is_no_text(self) -> None:
        stamped = PICTURE + at(290, 30, "Library 2024")
        assert "no text in its 3 pages" in refusal(file_of(stamped, stamped, stamped))
        assert "page 2: no text, only pictures (scanned) or drawings" in remarks(
            column([WIDE]), stamped, column([WIDE]) + at(290, 30, "Library 2024")
        )

    @pytest.mark.parametrize("raw", [b"", b"%PDF-1.7\n", b"no pdf", file_of(column([WIDE]))[:200]])
    def test_a_damaged_file(self, raw: bytes) -> None:
        assert refusal(raw).startswith("论文.pdf: the file is damaged")

    def test_a_password(self) -> None:
        encrypt = (
            b"trailer<</Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<"
            + b"11" * 32
            + b">/U<"
            + b"22" * 32
            + b">>>"
            b"/ID[<" + b"33" * 16 + b"><" + b"33" * 16 + b">]"
        )
        assert refusal(file_of(column([WIDE])).replace(b"trailer<<", encrypt)).startswith(
            "论文.pdf: the file is encrypted"
        )

    @given(st.data())
    @settings(max_examples=150)
    def test_a_mutated_file_is_read_or_refused(self, data: st.DataObject) -> None:
        raw = bytearray(file_of(column([WIDE, "我们"]), PICTURE))
        for place, byte in data.draw(
            st.lists(st.tuples(st.integers(0, len(raw) - 1), st.integers(0, 255)), max_size=8)
        ):
            raw[place] = byte
        try:
            (reading,) = pdf.read(bytes(raw[: data.draw(st.integers(0, len(raw)) | st.just(len(raw)))]), "a.pdf", None)
        except GioiaError:
            return
        assert reading.text.strip()
        assert list(reading.pages) == sorted(reading.pages)
        reading.text.encode()


class TestRealPrograms:
    def test_two_columns_of_libreoffice(self, tmp_path: Path) -> None:
        """Paragraphs in two columns over several pages, with a head and page numbers, come back as they were written."""
        if not shutil.which("soffice"):
            pytest.skip("LibreOffice is not installed")
        chinese = "组织研究中的概念来自人们自己说的话，研究者再把它们归到更抽象的主题里去，并且配上例子。" * 4
        english = (
            "Organizational researchers gather specific terms and interpret them efficiently as broader themes. " * 6
        )
        written = [(f"{number}、{chinese}" if number % 2 else f"{number}. {english.strip()}") for number in range(20)]
        inner = "".join(f'<text:p text:style-name="P">{paragraph}</text:p>' for paragraph in written)
        document = Path(__file__).with_name("two_columns.fodt").read_text(encoding="utf-8")
        (tmp_path / "a.fodt").write_text(document.replace("BODY", inner), encoding="utf-8")
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "a.fodt"]
        subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, timeout=120)
        if not (tmp_path / "a.pdf").exists():
            pytest.skip("LibreOffice Writer is not installed")
        (reading,) = pdf.read((tmp_path / "a.pdf").read_bytes(), "a.pdf", None)
        assert reading.text.rstrip("\n").split("\n\n") == written
        assert len(reading.pages) > 1


def test_glyphs_beyond_any_page_are_left_out_and_remarked():
    reading = read(at(60, 700, "near") + at(60, 9_999_999, "far"))
    assert reading.text == "near\n"
    assert "does not stand upright" in reading.remarks[0].message


def test_glyphs_at_no_number_are_left_out_and_remarked(monkeypatch: pytest.MonkeyPatch):
    """A transformation that overflows makes the library say so."""
    monkeypatch.setattr(pypdfium2.PdfTextPage, "get_charbox", lambda *_, **__: (float("nan"),) * 4)
    with pytest.raises(GioiaError, match="no text in its 1 page"):
        read(at(60, 700, "nowhere"))

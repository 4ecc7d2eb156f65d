"""Files as they come: decoded, read by what they are, refused by their real name."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.errors import GioiaError
from gioia.sources.readers import Options, read_original
from gioia.sources.readers.encodings import decoded
from gioia.sources.readers.garbling import PRIVATE, doubts
from gioia.sources.readers.kinds import kind_of
from gioia.sources.readers.pdf_judgement import badness
from gioia.sources.readers.pdf_words import Page

INTERVIEW = "甲：你好。\n乙：好！\n"
TURNS = "受访者：我们从二〇一三年开始做酸奶，一开始只有三个人。\n访谈者：后来呢？\n"
TRADITIONAL = "受訪者：我們從二〇一三年開始做優酪乳，一開始只有三個人。\n訪談者：後來呢？\n"
JAPANESE = "最初は友人と二人で小さな店を開きました。お客様の声を聞きながら、商品を改善してきたんです。\n"
WESTERN = "L’idée était simple : créer un produit “frais”.\nWir haben früher größere Mengen geprüft – später nicht.\n"


def one(raw: bytes, name: str = "访谈.txt", **options: str):
    (reading,) = read_original(raw, name, Options(**options))
    return reading


def refusal(raw: bytes, **options: str) -> str:
    with pytest.raises(GioiaError) as raised:
        read_original(raw, "访谈.txt", Options(**options))
    return str(raised.value)


def zipped(**members: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


class TestEncodings:
    @pytest.mark.parametrize(
        ("encoded", "named", "found"),
        [
            ("utf-8", "", "utf-8"),
            ("utf-8-sig", "", "utf-8-sig"),
            ("utf-16", "", "utf-16"),
            ("gb18030", "gb18030", "gb18030"),
            ("utf-16-be", "utf-16-be", "utf-16-be"),
            ("utf-8-sig", "utf-8", "utf-8"),
        ],
    )
    def test_the_text_comes_in_without_a_mark(self, encoded: str, named: str, found: str) -> None:
        reading = one(INTERVIEW.encode(encoded), encoding=named)
        assert (reading.text, reading.encoding, reading.reader) == (INTERVIEW, found, "plain 2")
        assert reading.confidence == 1

    def test_utf16_is_known_by_its_mark_in_either_order(self) -> None:
        for mark, encoded in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
            assert one(mark + INTERVIEW.encode(encoded)).text == INTERVIEW

    @pytest.mark.parametrize(
        ("text", "encoding", "found"),
        [
            (TURNS, "gb18030", "gb18030"),
            (TRADITIONAL, "big5hkscs", "big5hkscs"),
            (JAPANESE, "shift_jis", "shift_jis"),
            (JAPANESE, "cp932", "shift_jis"),
            (WESTERN, "windows-1252", "windows-1252"),
            (TURNS, "utf-16-le", "utf-16-le"),
            (TURNS, "utf-16-be", "utf-16-be"),
            (JAPANESE, "utf-16-le", "utf-16-le"),
            (WESTERN, "utf-16-be", "utf-16-be"),
        ],
    )
    def test_an_encoding_without_a_mark_is_found(self, text: str, encoding: str, found: str) -> None:
        reading = one(text.encode(encoding))
        assert (reading.text, reading.encoding, reading.remarks) == (text, found, ())
        assert 0.95 <= reading.confidence < 1

    def test_a_guess_that_is_not_sure_is_a_remark_that_names_the_next(self) -> None:
        found = decoded("呵嗬".encode("gbk"), "a.txt")
        assert found.confidence < 0.95
        assert "the encoding is a guess: gb18030" in found.remarks[0].message

    @pytest.mark.parametrize(
        ("text", "encoding"),
        [
            ("大家商量了很久才决定换掉供应商。", "gb18030"),
            ("大家商量了很久才決定換掉供應商。", "big5"),
            ("友人と二人で小さな店を始めました。", "shift_jis"),
            ("友人と二人で小さな店を始めました。", "euc_jp"),
            ("친구와 둘이서 작은 가게를 시작했다.", "euc_kr"),
            ("We didn’t know what ", "windows-1252"),
            ("大家商量了很久才决定换掉供应商。", "utf-16-le"),
            ("お客様の声を聞きながら少しずつ直してきた", "utf-16-le"),
        ],
    )
    def test_a_short_text_is_right_even_where_it_is_doubtful(self, text: str, encoding: str) -> None:
        assert decoded(text.encode(encoding), "a.txt").text == text

    @pytest.mark.parametrize("text", ["Gdzieś są źródła wiedzy", "Сначала никто не знал, что делать"])
    def test_a_code_page_that_is_not_offered_is_never_read_without_a_doubt(self, text: str) -> None:
        for encoding in ("cp1250", "cp1251", "koi8_r"):
            raw = text.encode(encoding, "ignore")
            if len(raw) < len(text):
                continue
            try:
                assert decoded(raw, "a.txt").remarks
            except GioiaError as error:
                assert "no other encoding fits" in str(error)  # noqa: PT017 - either is right

    def test_a_broken_byte_in_utf8_is_replaced_and_told(self) -> None:
        raw = bytearray(TURNS.encode())
        raw[30] = 0xFF
        found = decoded(bytes(raw), "a.txt")
        assert found.encoding == "utf-8"
        assert found.confidence < 1
        assert "replacement, private-use or control characters, the first in line 1" in found.remarks[0].message

    def test_a_text_that_breaks_off_within_a_character_comes_in_to_there(self) -> None:
        found = decoded(TURNS.strip().encode("gb18030")[:-1], "a.txt")
        assert found.text == TURNS.strip()[:-1] + "\ufffd"
        assert "breaks off within a character" in found.remarks[0].message

    def test_two_encodings_in_one_file_are_refused(self) -> None:
        assert "mixed from several encodings" in refusal(TURNS.encode() + TURNS.encode("gb18030"))

    def test_bytes_that_another_program_took_for_western_letters_are_remarked(self) -> None:
        for encoding in ("gb18030", "utf-8"):
            (remark,) = doubts(TURNS.encode(encoding).decode("latin-1"))
            assert f"taken for {encoding} it would begin with “受访者：" in remark.message
        assert doubts(WESTERN * 5) == ()

    def test_a_word_that_is_utf8_by_chance_is_remarked(self) -> None:
        found = decoded("谢谢".encode("gbk"), "a.txt")
        assert (found.encoding, found.confidence) == ("utf-8", 0.5)
        assert "begin with “谢谢”" in found.remarks[0].message
        assert decoded("Привет".encode(), "a.txt").remarks == ()

    def test_a_named_encoding_overrides_the_guess_and_mojibake_is_a_remark(self) -> None:
        reading = one(("我们的酸奶，" * 9).encode(), encoding="gb18030")
        assert any("garbled" in remark.message or "private-use" in remark.message for remark in reading.remarks)

    def test_private_and_replacement_characters_are_remarked_with_their_line(self) -> None:
        (remark,) = doubts("好的\n你\ufffd好\ue001\n")
        assert remark.message.startswith("2 replacement, private-use or control characters, the first in line 2")

    def test_a_text_and_a_page_take_the_same_characters_for_none(self) -> None:
        for character in "\x01\x1f\ufffd\ue001\U000f0001":
            assert PRIVATE.fullmatch(character)
            assert doubts(f"好{character}的\n")
            assert badness(Page((), 0), f"好{character}的").faults
        assert not any(map(PRIVATE.match, "\t\n\x0b\f\r好a"))

    def test_rare_characters_alone_are_remarked_and_japanese_is_not(self) -> None:
        assert doubts("鑸囪皥璁板綍鎴戜滑浠庝簩闆朵竴涓夊勾寮€濮嬪仛閰稿ザ")
        assert doubts(TURNS) == doubts(TRADITIONAL) == doubts(JAPANESE) == ()

    def test_a_named_encoding_that_does_not_fit_is_refused(self) -> None:
        assert "byte 0 is not ascii" in refusal(INTERVIEW.encode(), encoding="ascii")

    def test_a_damaged_utf8_text_is_refused_with_its_byte(self) -> None:
        assert refusal(b"\xff\xfe\xff \x81").startswith("访谈.txt: ")

    @pytest.mark.parametrize("name", ["klingon", "hex", "rot13", "zlib", "undefined", "utf\0"])
    def test_what_is_no_encoding_of_texts_is_refused(self, name: str) -> None:
        assert "no encoding is called" in refusal(b"a" * 80 + b".", encoding=name)

    def test_a_lone_surrogate_is_refused(self) -> None:
        assert "surrogate" in refusal(b"a+2AA-", encoding="utf-7")


class TestLineEnds:
    def test_they_become_line_feeds_and_nothing_else_changes(self) -> None:
        text = "一\r\n二\r三\n\u2028四\x85五\u3000 \t六\x0c"
        assert one(text.encode()).text == "一\n二\n三\n\u2028四\x85五\u3000 \t六\x0c"

    @given(st.text(st.characters(exclude_characters="\r\0\ufeff,;|\t", exclude_categories=["Cs"]), min_size=1))
    @settings(max_examples=100)
    def test_a_utf8_text_without_carriage_returns_comes_in_to_the_letter(self, text: str) -> None:
        said = f"甲：{text}"
        assert one(said.encode()).text == said


class TestKinds:
    @pytest.mark.parametrize(
        ("raw", "kind"),
        [
            (b"%PDF-1.7\n", "pdf"),
            (b"\xef\xbb\xbf\r\n%PDF-1.4", "pdf"),
            (b"PK\x03\x04....", "broken"),
            (b"PK\x03\x04" + bytes(26) + b"xl/theme/theme1.xml", "xlsx"),
            (b"PK\x03\x04" + bytes(26) + b"word/styles.xml", "docx"),
            (zipped(**{"[Content_Types].xml": "…wordprocessingml.document.main+xml"}), "docx"),
            (zipped(**{"[Content_Types].xml": "…spreadsheetml.sheet.main+xml"}), "xlsx"),
            (zipped(**{"[Content_Types].xml": "…presentationml.presentation.main+xml"}), "pptx"),
            (zipped(mimetype="application/epub+zip"), "epub"),
            (zipped(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
            (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
            (zipped(a="b"), "zip"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(122) + "WordDocument\0".encode("utf-16-le"), "doc"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(122) + "Workbook\0".encode("utf-16-le"), "xls"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(122) + "EncryptedPackage\0".encode("utf-16-le"), "encrypted"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", "ole"),
            (b"{\\rtf1 a}", "rtf"),
            (b"\x89PNG\r\n", "picture"),
            (b"\xff\xd8\xff\xe0", "picture"),
            (b"\x1f\x8b\x08", "compressed"),
            (b"RIFF....WAVE", "recording"),
            (b"....ftypM4A ", "recording"),
            (b"", "empty"),
            (b" \r\n\t", "empty"),
            ("<!DOCTYPE html><p>a".encode("utf-16"), "html"),
            (b"\xef\xbb\xbf<!-- x -->\n<HTML>", "html"),
            (b'<?xml version="1.0"?><html xmlns="a">', "html"),
            (b"WEBVTT\n\n00:01.000 --> 00:02.000\nA", "vtt"),
            (b"WEBVTTs are nice", "text"),
            (b"1\r\n00:00:01,000 --> 00:00:02,000\r\nA", "srt"),
            ("问题,回答\n一,二\n".encode("gbk"), "csv"),
            (b"id;text\n1;'a'\n", "csv"),
            (b"Well, yes\nNo, maybe\n", "text"),
            (b"a,b\n1,2,3\n", "text"),
            (TURNS.encode(), "text"),
            (b"a < b and <b>bold</b>", "text"),
            ("编号,回答\n1,好\n".encode("utf-16"), "csv"),
            ("编号,回答\n1,好\n".encode("utf-16-be"), "csv"),
            (b'<?xml version="1.0"?><office:document xmlns="a">', "flat"),
            (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook>', "excel xml"),
            (b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><a>', "word xml"),
            (b'<?xml version="1.0"?><interview><turn>a</turn></interview>', "text"),
            (b'From: a\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x', "mht"),
            (b"MIME-Version: 1.0 is a line that mails begin with.\n", "text"),
            (b"ab\0\0\0\1" * 40, "binary"),
        ],
    )
    def test_the_content_tells(self, raw: bytes, kind: str) -> None:
        assert kind_of(raw) == kind


class TestTextsMadeToKeepAProgramBusy:
    """Each of these took minutes or for ever, where a pattern could match its beginning in many ways."""

    def test_comments_before_words_that_are_no_page(self) -> None:
        text = "<!-- a -->\n" * 60 + "words"
        assert one(text.encode()).text == text

    def test_a_number_and_many_blank_lines(self) -> None:
        text = "1" + "\n" * 60_000 + "words"
        assert one(text.encode()).text == text


class TestRefusals:
    @pytest.mark.parametrize(
        ("raw", "said"),
        [
            (b"PK\x03\x04....", "this is a damaged zip or Office file: open it in its program"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", "this is an old Office file: save it as plain text"),
            (
                b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(122) + "Workbook\0".encode("utf-16-le"),
                "the spreadsheet is damaged and cannot be read: open it in its program",
            ),
            (b"\x89PNG\r\n", "this is a picture: recognise its text"),
            (b"ID3\x03", "this is a recording: transcribe it"),
        ],
    )
    def test_a_file_of_another_format_is_refused_by_its_real_name(self, raw: bytes, said: str) -> None:
        assert refusal(raw).startswith(f"访谈.txt: {said}")

    @pytest.mark.parametrize(
        "raw", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n", "\u3000\n".encode(), " \n".encode("utf-16")]
    )
    def test_a_file_without_a_character_is_refused(self, raw: bytes) -> None:
        assert refusal(raw) == "访谈.txt: the file is empty: name a file that has text"

    def test_a_file_with_nul_characters_is_no_text(self) -> None:
        assert "NUL" in refusal(b"a\0b")

    def test_what_is_no_table_cannot_be_split(self) -> None:
        assert "no table" in refusal(b"WEBVTT\n\n00:01.000 --> 00:02.000\na", split="rows")

    @given(st.binary(max_size=60), st.sampled_from(["", "utf-8", "utf-16", "gb18030", "big5", "latin-1"]))
    @settings(max_examples=200)
    def test_any_bytes_are_read_or_refused(self, raw: bytes, encoding: str) -> None:
        try:
            readings = read_original(raw, "a.txt", Options(encoding=encoding))
        except GioiaError:
            return
        for reading in readings:
            assert reading.text.strip()
            assert "\r" not in reading.text
            assert reading.text.encode()

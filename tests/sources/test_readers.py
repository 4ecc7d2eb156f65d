"""Files as they come: decoded by their mark or the named encoding, refused by their real name, never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.errors import GioiaError
from gioia.sources.readers import read_original

INTERVIEW = "甲：你好。\n乙：好！\n"


def refusal(raw: bytes, encoding: str = "") -> str:
    with pytest.raises(GioiaError) as raised:
        read_original(raw, "访谈.txt", encoding)
    return str(raised.value)


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
        reading = read_original(INTERVIEW.encode(encoded), "访谈.txt", named)
        assert (reading.text, reading.encoding, reading.reader) == (INTERVIEW, found, "plain 1")

    def test_utf16_is_known_by_its_mark_in_either_order(self) -> None:
        for mark, encoded in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
            assert read_original(mark + INTERVIEW.encode(encoded), "a.txt").text == INTERVIEW

    def test_another_encoding_is_never_guessed_and_the_remedy_is_named(self) -> None:
        assert refusal(INTERVIEW.encode("gb18030")) == (
            "访谈.txt: byte 0 is not utf-8: name its encoding, for instance --encoding gb18030"
        )

    def test_a_named_encoding_that_does_not_fit_is_refused(self) -> None:
        assert "byte 0 is not ascii" in refusal(INTERVIEW.encode(), "ascii")

    @pytest.mark.parametrize("name", ["klingon", "hex", "rot13", "zlib", "undefined", "utf\0"])
    def test_what_is_no_encoding_of_texts_is_refused(self, name: str) -> None:
        assert "no encoding is called" in refusal(b"a" * 80 + b".", name)


class TestLineEnds:
    def test_they_become_line_feeds_and_nothing_else_changes(self) -> None:
        text = "一\r\n二\r三\n\u2028四\x85五\u3000 \t六\x0c"
        assert read_original(text.encode(), "a.txt").text == "一\n二\n三\n\u2028四\x85五\u3000 \t六\x0c"

    @given(st.text(st.characters(exclude_characters="\r\0\ufeff", exclude_categories=["Cs"]), min_size=1))
    @settings(max_examples=100, deadline=None)
    def test_a_utf8_text_without_carriage_returns_comes_in_to_the_letter(self, text: str) -> None:
        said = f"甲：{text}"
        assert read_original(said.encode(), "a.txt").text == said


class TestRefusals:
    @pytest.mark.parametrize(
        ("raw", "kind"),
        [
            (b"%PDF-1.7\n", "a PDF"),
            (b"PK\x03\x04....", "an Office or zip file"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Office file"),
            (b"{\\rtf1 a}", "an RTF file"),
            (b"\x89PNG\r\n", "a picture"),
            (b"\xff\xd8\xff\xe0", "a picture"),
            (b"\x1f\x8b\x08", "a compressed file"),
        ],
    )
    def test_a_file_of_another_format_is_refused_by_its_real_name(self, raw: bytes, kind: str) -> None:
        assert refusal(raw).startswith(f"访谈.txt: this is {kind}: save it as plain text")

    @pytest.mark.parametrize(
        "raw", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n", "\u3000\n".encode(), " \n".encode("utf-16")]
    )
    def test_a_file_without_a_character_is_refused(self, raw: bytes) -> None:
        assert refusal(raw) == "访谈.txt: the file is empty: nothing was added from it"

    def test_a_file_with_nul_characters_is_no_text(self) -> None:
        assert "--encoding utf-16" in refusal("ab".encode("utf-16-le"))
        assert "NUL" in refusal(b"a\0b")

    @given(st.binary(max_size=40), st.sampled_from(["", "utf-8", "utf-16", "gb18030", "big5", "latin-1"]))
    @settings(max_examples=150, deadline=None)
    def test_any_bytes_are_read_or_refused(self, raw: bytes, encoding: str) -> None:
        try:
            reading = read_original(raw, "a.txt", encoding)
        except GioiaError:
            return
        assert reading.text.strip()
        assert "\r" not in reading.text

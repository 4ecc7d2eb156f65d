"""Word files that are broken or hostile are refused in one line; those that real programs write come in whole."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import W, p, package, tbl, tc

from gioia.errors import GioiaError
from gioia.sources.readers import docx, read_original

STYLES = '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'


def refusal(raw: bytes) -> str:
    with pytest.raises(GioiaError) as raised:
        docx.read(raw, "访谈.docx", None)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def text_of(body: str) -> str:
    (reading,) = docx.read(package(body), "a.docx", None)
    return reading.text.removesuffix("\n")


class TestRefusals:
    def test_a_truncated_file(self) -> None:
        assert refusal(package(p("一" * 999))[:-60]).startswith("访谈.docx: the Office file is damaged")

    def test_a_password(self) -> None:
        raw = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(120) + "EncryptedPackage\0".encode("utf-16-le")
        with pytest.raises(GioiaError, match=r"访谈.docx: .*(encrypted|password)"):
            read_original(raw, "访谈.docx")

    def test_a_zip_bomb_is_not_unpacked(self) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("word/document.xml", b" " * 30_000_000)
        assert "would unpack to 30,000,000 bytes" in refusal(stream.getvalue())

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_entities_are_never_expanded(self, encoding: str) -> None:
        stream = io.BytesIO()
        text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
        with zipfile.ZipFile(stream, "w") as file:
            file.writestr("word/document.xml", (text + f'<w:document xmlns:w="{W}">&b;</w:document>').encode(encoding))
        assert "declares entities" in refusal(stream.getvalue())

    def test_pictures_alone_are_no_text(self) -> None:
        assert "holds no text: if it shows pages, they are pictures" in refusal(
            package("<w:p><w:r><w:drawing/></w:r></w:p>")
        )

    def test_another_zip_file_and_bottomless_ones(self) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as file:
            file.writestr("a.txt", "a")
        assert "word/document.xml is damaged" in refusal(stream.getvalue())
        assert "damaged" in refusal(package("<w:ins>" * 999 + p("一") + "</w:ins>" * 999))
        nested = p("一")
        for _ in range(75):
            nested = tbl(["外", nested])
        read_or_refuse(package(nested))

    def test_numbers_beyond_all_measure_are_no_numbers(self) -> None:
        assert text_of(tbl([tc("一", f'<w:gridSpan w:val="{"9" * 5000}"/>'), "二"], ["三", "四"])) == "一\t二\n三\t四"

    @given(st.data())
    @settings(max_examples=150)
    def test_a_mutated_file_is_read_or_refused(self, data: st.DataObject) -> None:
        raw = bytearray(package(p("一") + tbl(["I", "a"], ["R", "b"]), styles=STYLES))
        for place, byte in data.draw(
            st.lists(st.tuples(st.integers(0, len(raw) - 1), st.integers(0, 255)), max_size=6)
        ):
            raw[place] = byte
        read_or_refuse(bytes(raw[: data.draw(st.integers(0, len(raw)) | st.just(len(raw)))]))

    @given(
        st.lists(
            st.sampled_from(
                [
                    "<w:p>",
                    "</w:p>",
                    "<w:tbl>",
                    "</w:tbl>",
                    "<w:tr>",
                    "</w:tr>",
                    "<w:tc>",
                    "</w:tc>",
                    "<w:r>",
                    "</w:r>",
                    "<w:t>一</w:t>",
                    '<w:fldChar w:fldCharType="begin"/>',
                    "<w:ins>",
                    "</w:ins>",
                    '<w:footnoteReference w:id="1"/>',
                    "<mc:AlternateContent/>",
                ]
            ),
            max_size=30,
        )
    )
    @settings(max_examples=200)
    def test_any_order_of_elements_is_read_or_refused(self, pieces: list[str]) -> None:
        opened: list[str] = []
        body = ""
        for piece in pieces:
            if piece.startswith("</"):
                if not opened or opened[-1] != piece[2:-1]:
                    continue
                opened.pop()
            elif not piece.endswith("/>") and "</" not in piece:
                opened.append(piece[1:-1])
            body += piece
        read_or_refuse(package(body + "".join(f"</{name}>" for name in reversed(opened))))


def read_or_refuse(raw: bytes) -> None:
    try:
        (reading,) = docx.read(raw, "a.docx", None)
    except GioiaError:
        return
    assert reading.text.strip()


class TestRealPrograms:
    MARKDOWN = "# 题目\n\n第一段[^1]，*斜体*。\n\n- 一项\n- 二项\n\n| 概念 | 定义 |\n|---|---|\n| 甲 | 长一些的定义 |\n| 乙 | 另一个 |\n\n[^1]: 注文。\n"
    READ = "# 题目\n\n第一段[1]，斜体。\n\n一项\n\n二项\n\n概念\t定义\n甲\t长一些的定义\n乙\t另一个\n\n[1] 注文。\n"

    def made(self, tmp_path: Path) -> Path:
        if not shutil.which("pandoc"):
            pytest.skip("pandoc is not installed")
        (tmp_path / "a.md").write_text(self.MARKDOWN, encoding="utf-8")
        subprocess.run(["pandoc", "a.md", "-o", "a.docx"], cwd=tmp_path, check=True)
        return tmp_path / "a.docx"

    def test_pandoc(self, tmp_path: Path) -> None:
        (reading,) = docx.read(self.made(tmp_path).read_bytes(), "a.docx", None)
        assert reading.text == self.READ

    def test_libreoffice(self, tmp_path: Path) -> None:
        if not shutil.which("soffice"):
            pytest.skip("LibreOffice is not installed")
        self.made(tmp_path)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            "out",
            "a.docx",
        ]
        made = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, timeout=120)
        if not (tmp_path / "out" / "a.docx").exists():
            pytest.skip(f"LibreOffice Writer is not installed: {made.stderr.decode()[:200]}")
        (reading,) = docx.read((tmp_path / "out" / "a.docx").read_bytes(), "a.docx", None)
        assert reading.text == self.READ

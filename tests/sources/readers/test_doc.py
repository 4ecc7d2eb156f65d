"""Old Word documents come in through LibreOffice, or are refused with what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from processes import is_gone
from word_files import p, package

from gioia.errors import GioiaError
from gioia.sources.readers import doc, read_original

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORDS = COMPOUND + b"\0" * 500 + "WordDocument".encode("utf-16-le")


def refusal(raw: bytes) -> str:
    with pytest.raises(GioiaError) as raised:
        doc.read(raw, "访谈.doc", None)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_without_libreoffice_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "_libreoffice", lambda: "")
    assert refusal(WORDS) == (
        "访谈.doc: this is an old Word document (.doc), which only LibreOffice can convert: "
        "save it as .docx in Word or LibreOffice and add that, or install LibreOffice"
    )


@pytest.mark.parametrize("raw", [b"", b"text", COMPOUND, COMPOUND + "Workbook".encode("utf-16-le")])
def test_what_is_no_word_document_is_refused(raw: bytes) -> None:
    assert "the old Word file is damaged" in refusal(raw)


def test_a_conversion_that_gives_nothing_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "_libreoffice", lambda: shutil.which("true") or "no-such-program")
    assert "LibreOffice cannot convert this old Word document" in refusal(WORDS)


def test_a_real_one(tmp_path: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "a.docx").write_bytes(package(p("访谈记录") + p("访谈者：为什么？") + p("受访者：因为好吃。")))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "doc:MS Word 97", "a.docx"]
    subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, timeout=120)
    if not (tmp_path / "a.doc").exists():
        pytest.skip("LibreOffice Writer is not installed")
    (reading,) = doc.read((tmp_path / "a.doc").read_bytes(), "a.doc", None)
    assert reading.text == "访谈记录\n\n访谈者：为什么？\n\n受访者：因为好吃。\n"
    assert reading.reader.startswith("doc 1, docx 1 (lxml ")
    raw = (tmp_path / "a.doc").read_bytes()
    for length in (1600, len(raw) // 2, len(raw) - 600):
        with pytest.raises(GioiaError, match="damaged"):
            read_original(raw[:length], "a.doc")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no shell scripts")
def test_a_program_that_takes_too_long_is_ended_with_all_that_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """LibreOffice is a script that starts a program that starts the program."""
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {tmp_path}/number\nwait\n")
    program.chmod(0o755)
    monkeypatch.setattr(doc, "_libreoffice", lambda: str(program))
    monkeypatch.setattr(doc, "_SECONDS", 0.5)
    with pytest.raises(GioiaError, match="LibreOffice cannot convert"):
        doc.read(WORDS, "a.doc", None)
    assert is_gone(int((tmp_path / "number").read_text()))

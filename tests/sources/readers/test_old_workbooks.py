"""Old Excel workbooks and OpenDocument spreadsheets come in as the new ones do."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from gioia.errors import GioiaError
from gioia.sources.readers import Options, read_original, sheets

TABLE = '编号,回答,分数,日期\n1,"很好用，\n也便宜",5,2024-05-01\n2,太深了,3.5,2024-06-01\n'
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(122) + "Workbook\0".encode("utf-16-le")


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """Return a folder with the table as LibreOffice writes it."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("books")
    (folder / "a.csv").write_text(TABLE, encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for kind in ("xls:MS Excel 97", "ods"):
        command = ["soffice", profile, "--headless", "--infilter=CSV:44,34,76", "--convert-to", kind, "a.csv"]
        subprocess.run(command, cwd=folder, check=False, capture_output=True, timeout=120)
    if not (folder / "a.xls").exists():
        pytest.skip("LibreOffice Calc is not installed")
    return folder


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_what_libreoffice_writes(made, kind):
    raw = (made / f"a.{kind}").read_bytes()
    (whole,) = read_original(raw, "a.csv")
    assert whole.text == "编号\t回答\t分数\t日期\n1\t很好用， 也便宜\t5\t2024-05-01\n2\t太深了\t3.5\t2024-06-01\n"
    options = Options(split="rows", columns=("回答",), label="编号")
    assert [(reading.part, reading.text) for reading in read_original(raw, "a", options)] == [
        ("1", "很好用，\n也便宜\n"),
        ("2", "太深了\n"),
    ]


def test_a_damaged_one_is_refused():
    with pytest.raises(GioiaError, match=r"a\.xls: the spreadsheet is damaged"):
        read_original(OLD, "a.xls")


def test_a_password_is_told(monkeypatch):
    def locked(_):
        raise ValueError("Password protected")

    monkeypatch.setattr(sheets, "_sheets", locked)
    with pytest.raises(GioiaError, match="has a password: open it in its program"):
        sheets.read(OLD, "a.xls", Options())

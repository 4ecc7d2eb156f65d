"""What a person opens the files with: LibreOffice reads the workbook, librsvg draws the figure.

The programs are looked for on the path; where one is missing its test is skipped.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from gioia.exports import write
from gioia.pipeline import all_displays, chosen
from gioia.study.loading import load_study

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def displays():
    return all_displays(load_study(ROOT / "corpora" / "lechun")[0])


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_evidence_table(displays, tmp_path):
    (table,) = chosen(displays, "table-2-")
    workbook = tmp_path / "table.xlsx"
    workbook.write_bytes(write(table, "xlsx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    words = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76",
        "--outdir",
        tmp_path,
        workbook,
    ]
    subprocess.run(words, check=True, capture_output=True, timeout=240)
    with (tmp_path / "table.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert list(table.frame.columns) in rows
    cells = {cell for row in rows for cell in row}
    assert set(table.frame.iloc[:, -1]) <= cells
    assert set(table.frame.iloc[:, 0]) <= cells


@pytest.mark.skipif(shutil.which("rsvg-convert") is None, reason="librsvg is not installed")
@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_librsvg_draws_every_figure(displays, tmp_path, number):
    (figure,) = chosen(displays, f"figure-{number}-")
    drawn = tmp_path / "figure.png"
    subprocess.run(["rsvg-convert", "-o", drawn], input=write(figure, "svg"), check=True, timeout=60)
    header = drawn.read_bytes()[:24]
    assert header.startswith(b"\x89PNG")
    width = int.from_bytes(header[16:20], "big")
    assert abs(width * 72 / 96 - figure.scene.width) < 2

"""What a person opens the files with: LibreOffice reads the workbook, librsvg draws the figure.

The programs are looked for on the path; where one is missing its test is skipped.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from gioia.displays.display import caption
from gioia.exports import write
from gioia.exports.docx import write_all
from gioia.pipeline import all_displays, chosen
from gioia.study.loading import load_study

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def displays():
    return all_displays(load_study(ROOT / "corpora" / "lechun")[0])


def converted(file, kind):
    """Return what LibreOffice makes of a file."""
    profile = f"-env:UserInstallation=file://{file.parent}/profile"
    words = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", file.parent, file]
    subprocess.run(words, check=True, capture_output=True, timeout=240)
    return file.with_suffix("." + kind.partition(":")[0])


def text_of(pdf):
    """Return the words of a PDF without white space."""
    shown = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, timeout=60).stdout.decode()
    return "".join(shown.split())


needs_writer = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice or poppler is not installed",
)


@needs_writer
def test_libreoffice_shows_the_word_document_with_its_numbers_and_references(displays, tmp_path):
    document = tmp_path / "displays.docx"
    document.write_bytes(write_all(displays))
    shown = text_of(converted(document, "pdf"))
    for display in displays:
        assert "".join(caption(display).split()) in shown
    assert "见表1。" in shown
    assert "SEQ" not in shown
    lines = [line for box in displays[-1].scene.boxes for line in box.lines]
    assert all("".join(line.text.split()) in shown for line in lines)


def has_impress():
    return any(
        Path(folder).glob("libsdlo.so") for folder in ("/usr/lib/libreoffice/program", "/opt/libreoffice/program")
    )


@needs_writer
@pytest.mark.skipif(not has_impress(), reason="LibreOffice Impress is not installed")
def test_libreoffice_shows_the_slide_of_a_figure(displays, tmp_path):
    (figure,) = chosen(displays, "figure-1-")
    slide = tmp_path / "figure.pptx"
    slide.write_bytes(write(figure, "pptx"))
    shown = text_of(converted(slide, "pdf"))
    for box in figure.scene.boxes:
        assert "".join("".join(line.text for line in box.lines).split()) in shown


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_evidence_table(displays, tmp_path):
    (table,) = chosen(displays, "table-2-")
    workbook = tmp_path / "table.xlsx"
    workbook.write_bytes(write(table, "xlsx"))
    with converted(workbook, "csv:Text - txt - csv (StarCalc):44,34,76").open(encoding="utf-8", newline="") as file:
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

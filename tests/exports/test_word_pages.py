"""The pages of the Word document as LibreOffice lays them out: long tables in pieces, fonts by style."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pandas as pd
import pytest

from gioia.displays.display import Table
from gioia.exports.docx import write_all
from gioia.pipeline import all_displays
from gioia.study.loading import load_study

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice or poppler is not installed",
)


def as_pdf(file):
    """Return the pages of a Word file as LibreOffice lays them out."""
    profile = f"-env:UserInstallation=file://{file.parent}/profile"
    words = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", file.parent, file]
    subprocess.run(words, check=True, capture_output=True, timeout=240)
    return file.with_suffix(".pdf")


def many_excerpts(language):
    """Return a table of evidence of many pages; one excerpt is longer than a page."""
    words = {"zh": "掌柜先尝一口再请街坊来评说，", "en": "the keeper tastes first and asks the street, "}[language]
    texts = [f"{i}:" + (words * 400)[: 40 + 37 * (i % 11)] for i in range(120)]
    texts[60] = (words * 400)[:3000] + "."
    frame = pd.DataFrame(
        {"T": [f"题{i // 9}" for i in range(120)], "C": [f"念{i // 3}" for i in range(120)], "E": texts}
    )
    return Table(
        "table-2-long", "长表", frame, language=language, number=2, merged=("T", "C"), widths=(22, 30, 72), note="完。"
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_piece_of_a_long_table_stands_on_its_own_page(tmp_path, language):
    document = tmp_path / "long.docx"
    document.write_bytes(write_all([many_excerpts(language)]))
    pieces = len(docx.Document(str(document)).element.body.xpath(".//w:tbl"))
    shown = subprocess.run(
        ["pdftotext", "-layout", as_pdf(document), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    pages = shown.rstrip("\f").split("\f")
    said = {"zh": "续表2", "en": "Table2(continued)"}[language]
    assert len(pages) == pieces > 5
    assert all("".join(page.split()).startswith(said) for page in pages[1:])


def test_one_style_changes_the_font_of_everything(tmp_path):
    displays = all_displays(load_study(ROOT / "corpora" / "lechun")[0])
    changed = docx.Document(io.BytesIO(write_all([one for one in displays if isinstance(one, Table)])))
    fonts = changed.styles["Normal"].element.rPr.rFonts
    for key in list(fonts.attrib):
        fonts.set(key, "DejaVu Sans Mono")
    changed.save(str(tmp_path / "changed.docx"))
    pdf = as_pdf(tmp_path / "changed.docx")
    used = subprocess.run(["pdffonts", pdf], check=True, capture_output=True, timeout=60).stdout.decode()
    assert "DejaVuSansMono" in used
    assert "LiberationSerif" not in used

"""What a person opens the files with: LibreOffice reads the workbook, librsvg draws the figure.

The programs are looked for on the path; where one is missing its test is skipped.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import python_calamine
from office_programs import converted, needs_writer, text_of
from small_studies import HOSTILE

from gioia.displays.display import Figure, Table, caption
from gioia.exports import binders, write
from gioia.exports._characters import lines
from gioia.exports.docx import write_all
from gioia.pipeline import all_displays, chosen
from gioia.plaintext.formulas import unguarded
from gioia.study.loading import load_study

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def displays():
    return all_displays(load_study(ROOT / "corpora" / "lechun")[0])


@needs_writer
def test_libreoffice_shows_the_word_document_with_its_numbers_and_references(displays, tmp_path):
    document = tmp_path / "displays.docx"
    document.write_bytes(write_all(displays))
    shown = text_of(converted(document, "pdf"))
    for display in displays:
        assert "".join(caption(display).split()) in shown
    assert "见表1。" in shown
    assert "SEQ" not in shown


@needs_writer
def test_libreoffice_shows_every_word_of_every_figure_in_word(displays, tmp_path):
    for figure in displays:
        if isinstance(figure, Figure):
            document = tmp_path / f"{figure.key}.docx"
            document.write_bytes(write_all([figure]))
            shown = text_of(converted(document, "pdf"))
            lines = [*figure.scene.texts, *(line for box in figure.scene.boxes for line in box.lines)]
            assert [line.text for line in lines if "".join(line.text.split()) not in shown] == []


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


needs_calc = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
RUN = [
    *HOSTILE,
    *("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "＝1+1", " =1+1", "'=1", "=cmd|' /C calc'!A0", "=1;=2"),
    *(
        '=HYPERLINK("http://example.org")',
        "http://example.org",
        "mailto:a@example.org",
        "_x000D_",
        "<r>a & b</r>",
        "\u200f=1",
    ),
]
"""Text that a spreadsheet might run, follow or turn into something else."""


def hostile_tables():
    """Return two tables that hold every hostile text in a cell, a merged cell, a header, a caption and a note."""
    frame = pd.DataFrame({"题": [text for text in RUN for _ in "ab"], "=1+1": [*RUN, *RUN[::-1]]})
    return [
        Table("table-1-hostile", "=1+1", frame, number=1, merged=("题",), note="=1+1"),
        Table("table-2-hostile", "<&>", pd.DataFrame({text: [1] for text in RUN}), note="<&>"),
    ]


def cells_of(workbook):
    """Return sheet → cells, those that a merged cell covers as well, and make sure that none is a formula or a link."""
    for sheet in openpyxl.load_workbook(workbook):
        for row in sheet.iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n"}
            assert not [cell.hyperlink for cell in row if cell.hyperlink and cell.hyperlink.location is None]
    found = python_calamine.CalamineWorkbook.from_path(workbook)
    return {name: found.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in found.sheet_names}


@needs_calc
def test_libreoffice_keeps_the_workbook_as_it_is(displays, tmp_path):
    tables = [display for display in displays if isinstance(display, Table)]
    (tmp_path / "in").mkdir()
    workbook = tmp_path / "in" / "displays.xlsx"
    workbook.write_bytes(binders()["xlsx"].write_all([*tables, *hostile_tables()]))
    saved = converted(workbook, "xlsx", tmp_path)
    before, after = cells_of(workbook), cells_of(saved)
    assert list(after) == list(before)
    assert {name: [row for row in rows if any(row)] for name, rows in after.items()} == {
        name: [row for row in rows if any(row)] for name, rows in before.items()
    }
    sheets = openpyxl.load_workbook(saved)
    evidence = sheets.worksheets[2]
    assert evidence.auto_filter.ref == f"A2:C{2 + len(tables[1].frame)}"
    assert {str(cells) for cells in evidence.merged_cells.ranges} == {
        str(cells) for cells in openpyxl.load_workbook(workbook).worksheets[2].merged_cells.ranges
    }
    links = [row[1].hyperlink.location for row in sheets.worksheets[0].iter_rows(min_row=3) if row[1].hyperlink]
    assert len(links) == len(tables) + 2


AS_EXCEL_WOULD = "--infilter=Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1,true"
"""UTF-8 with commas, and cells that look like formulas are run."""


@needs_calc
def test_libreoffice_runs_no_cell_of_the_csv_and_would_run_it_without_its_guard(tmp_path):
    hostile = hostile_tables()[0]
    file = tmp_path / "table.csv"
    file.write_bytes(write(hostile, "csv"))
    (rows,) = cells_of(converted(file, "xlsx", options=[AS_EXCEL_WOULD])).values()
    shown = [unguarded(str(row[0])).split() for row in rows[1:]]
    assert shown == [lines(text).split() for text in hostile.frame["题"]]
    file.write_bytes(file.read_bytes().replace(b"'=1+1", b"=1+1"))
    saved = openpyxl.load_workbook(converted(file, "xlsx", options=[AS_EXCEL_WOULD])).active
    assert "f" in {cell.data_type for row in saved.iter_rows() for cell in row}


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

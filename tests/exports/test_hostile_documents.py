"""Word and PowerPoint files with hostile labels and excerpts, read back with python-docx, python-pptx, lxml and LibreOffice.

White space is left out of what is compared: a layout breaks lines where it needs to.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from itertools import pairwise

import docx
import pandas as pd
import pptx
import pytest
from docx.table import Table as WordTable
from lxml import etree
from small_studies import HOSTILE, study

from gioia.displays.display import Table
from gioia.displays.figures import figures
from gioia.exports import binders, write
from gioia.exports._characters import lines
from gioia.model.records import Model, Relation

NASTY = list(
    dict.fromkeys(
        [
            *HOSTILE,
            "</w:t></w:r><w:r><w:t>x",
            '"/><w:fldSimple w:instr="DATE"/>',
            "{ DATE } MERGEFIELD",
            "]]><![CDATA[x",
            "&lt;&#x41;&amp;amp;",
            "<!-- x -->",
            "<?xml version='1.0'?>",
            "_x000D_",
            "\ufffe\uffff",
            "a\u0000b",
            "\u05e9\u05dc\u05d5\u05dd",
            "\u202eabc\u202c",
            "\u200b",
            "e\u0301\u0323",
            "\U00020bb7野家",
            "W" * 300,
            "=1+1",
        ]
    )
)
"""Text that means something to XML, to Word, or to the eye."""


def bare(text):
    return "".join(lines(text).split())


def tables():
    frame = pd.DataFrame({"题": NASTY, "证": NASTY[::-1]})
    return [
        Table(f"table-{number}-hostile-{number}", text, frame, number=number, merged=("题",), note=text)
        for number, text in enumerate(NASTY, 1)
    ]


def hostile_figures():
    outline = {text: {f"{text}题": [f"{text}念"]} for text in NASTY}
    staged = {f"{text}念": "" for text in NASTY}
    relations = tuple(
        Relation(f"R{number}", f"{text}题", f"{other}题", "enables", label=text)
        for number, (text, other) in enumerate(pairwise(NASTY[:5]))
    )
    return figures(study(outline, staged=staged, model=Model(relations=relations)))


@pytest.fixture(scope="module")
def document():
    return binders()["docx"].write_all([*tables(), *hostile_figures()])


@pytest.fixture(scope="module")
def slides():
    return [(figure, write(figure, "pptx")) for figure in hostile_figures()]


def parts_of(package):
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        return {name: parts.read(name) for name in parts.namelist() if name.endswith((".xml", ".rels"))}


def test_every_part_is_well_formed_and_none_leads_out_of_the_file(document, slides):
    for package in (document, *(slide for _, slide in slides)):
        for name, part in parts_of(package).items():
            root = etree.fromstring(part)
            if name.endswith(".rels"):
                assert not [link for link in root if link.get("TargetMode") == "External"], name


def test_python_docx_reads_every_cell_to_the_letter(document):
    opened = docx.Document(io.BytesIO(document))
    cells = {
        bare(cell.text)
        for element in opened.element.body.iter("{*}tbl")
        for row in WordTable(element, opened).rows
        for cell in row.cells
    }
    assert {bare(text) for text in NASTY} <= cells


def test_captions_and_notes_of_the_word_document_are_its_words(document):
    opened = docx.Document(io.BytesIO(document))
    paragraphs = [bare("".join(paragraph.itertext("{*}t"))) for paragraph in opened.element.body.iter("{*}p")]
    for text in map(bare, NASTY):
        assert sum(paragraph.endswith(text) for paragraph in paragraphs) >= 3, "caption, note and list of tables"


def test_no_field_of_the_word_document_comes_from_the_study(document):
    root = etree.fromstring(parts_of(document)["word/document.xml"])
    instructions = {"".join(field.itertext()).split()[0] for field in root.iter("{*}instrText")}
    assert instructions <= {"SEQ", "REF", "PAGEREF", "TOC", "IF", "="}
    assert not list(root.iter("{*}fldSimple"))


def test_ids_of_the_word_document_are_unique(document):
    root = etree.fromstring(parts_of(document)["word/document.xml"])
    for other in list(root.iter("{*}Fallback")):  # for programs of old: the same drawing, and rightly the same id
        other.getparent().remove(other)
    for tag in ("bookmarkStart", "docPr"):
        ids = [element.get("id") or element.get(f"{{{root.nsmap['w']}}}id") for element in root.iter(f"{{*}}{tag}")]
        assert len(ids) == len(set(ids)), tag


def test_python_pptx_reads_the_lines_of_every_box(slides):
    for figure, content in slides:
        (slide,) = pptx.Presentation(io.BytesIO(content)).slides
        shown = {bare(shape.text_frame.text.replace("\v", "")) for shape in slide.shapes if shape.has_text_frame}
        for box in figure.scene.boxes:
            assert bare("".join(line.text for line in box.lines)) in shown
        assert len({shape.shape_id for shape in slide.shapes}) == len(slide.shapes)


def text_of(content, suffix, folder):
    """Return what LibreOffice shows of a file, without white space."""
    file = folder / f"hostile.{suffix}"
    file.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    words = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, file]
    subprocess.run(words, check=True, capture_output=True, timeout=240)
    command = ["pdftotext", "-raw", file.with_suffix(".pdf"), "-"]
    return "".join(subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode().split())


@pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice or poppler is not installed",
)
def test_libreoffice_opens_the_word_document_and_shows_hostile_text(tmp_path):
    shown = text_of(binders()["docx"].write_all([*tables()[:2], *hostile_figures()[:1]]), "docx", tmp_path)
    for text in map(bare, NASTY):
        if text.isascii() and len(text) < 40:
            assert text in shown, text

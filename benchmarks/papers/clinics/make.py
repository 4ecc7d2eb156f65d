"""Make paper.docx from paper.md as a word processor would: styles, tables, captions, a footnote.

The text marks what Word has as a thing of its own: `:::abstract` a style, `>` a block quotation, `【表】` to `【完】` a
table after its caption, `【图】` the caption of a figure, `[^1]` a footnote. Run in this folder: `python make.py`.
"""

from __future__ import annotations

import re
from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NOTE = re.compile(r"^\[\^(\d+)\]: (.+)$", re.MULTILINE)


def make(text: str) -> Paper:
    """Return the document of a marked text."""
    paper = Document()
    paper.styles.add_style("Abstract", WD_STYLE_TYPE.PARAGRAPH).base_style = paper.styles["Normal"]
    notes = dict(_NOTE.findall(text))
    add_footnotes(paper, notes)
    style = "Normal"
    rows: list[list[str]] | None = None
    for line in _NOTE.sub("", text).splitlines():
        if line.startswith(":::"):
            style = "Abstract" if line == ":::abstract" else "Normal"
        elif line == "【完】" and rows:
            add_table(paper, rows)
            rows = None
        elif line.startswith("【表】"):
            paper.add_paragraph(line.removeprefix("【表】"), style="Caption")
            rows = []
        elif rows is not None:
            rows.append(line.split("|"))
        elif line.strip():
            add_line(paper, line, style)
    return paper


def add_line(paper: Paper, line: str, style: str) -> None:
    """Add a heading, a block quotation, a figure's caption or a paragraph."""
    marks, _, words = line.partition(" ")
    if set(marks) == {"#"}:
        paper.add_heading(words, len(marks) - 1)
    elif marks == ">":
        paper.add_paragraph(words, style="Quote")
    elif line.startswith("【图】"):
        paper.add_paragraph(line.removeprefix("【图】"), style="Caption")
    else:
        add_runs(paper.add_paragraph(style=style), line)


def add_runs(paragraph: Paragraph, line: str) -> None:
    """Add the words of a line, what stands between two asterisks in bold, and marks of footnotes."""
    for piece in re.split(r"(\*\*.+?\*\*|\[\^\d+\])", line):
        if piece.startswith("[^"):
            mark = f'<w:footnoteReference {WORD} w:id="{piece[2:-1]}"/>'
            paragraph.add_run().element.append(parse_xml(mark))
        elif piece:
            paragraph.add_run(piece.strip("*")).bold = piece.startswith("**") or None


def add_table(paper: Paper, rows: list[list[str]]) -> None:
    """Add a table; a cell that repeats the one above it is merged with it, as tables of evidence are set."""
    table = paper.add_table(len(rows), len(rows[0]), style="Table Grid")
    for at, row in enumerate(rows):
        for place, words in enumerate(row):
            if at > 1 and place == 0 and words == rows[at - 1][0]:
                table.cell(at - 1, 0).merge(table.cell(at, 0)).text = words
            else:
                table.cell(at, place).text = words


def add_footnotes(paper: Paper, notes: dict[str, str]) -> None:
    """Add the part that holds the footnotes, which python-docx has no call for."""
    told = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote>'
        for number, words in notes.items()
    )
    blob = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {WORD}>{told}</w:footnotes>'.encode()
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, blob, paper.part.package)
    paper.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


if __name__ == "__main__":
    make((HERE / "paper.md").read_text(encoding="utf-8")).save(str(HERE / "paper.docx"))

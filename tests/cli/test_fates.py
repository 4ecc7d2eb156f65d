"""What `gioia export --into` and `gioia run` tell a person of the displays in their document."""

from __future__ import annotations

import docx
from docx.oxml.ns import qn


def take_out_the_first_table(path):
    """Take a table out of a document with its caption and its note, as a person would."""
    document = docx.Document(path)
    table = next(one for one in document.element.body.iter(qn("w:sdt")) if one.find(f".//{qn('w:tbl')}") is not None)
    for block in (table.getprevious(), table):
        block.getparent().remove(block)
    document.save(path)


def test_export_into_a_manuscript_tells_what_became_of_each_display(clean, gioia_program):
    folder = clean.root.parent
    asked = ("export", "clean", "--to", "docx", "--only", "table-1-")
    assert gioia_program(*asked, "--out", ".", cwd=folder).returncode == 0
    (paper,) = folder.glob("*.docx")
    shown = gioia_program(*asked, "--only", "figure-1-", "--into", paper, cwd=folder)
    assert shown.stdout.splitlines() == [
        paper.name,
        "  table-1-sources          unchanged",
        "  figure-1-data-structure  new, after table-1-sources",
    ]


def test_run_tells_only_of_the_displays_that_a_person_decided_about(clean, gioia_program):
    folder = clean.root.parent
    assert "table-1" not in gioia_program("run", "clean", cwd=folder).stdout
    take_out_the_first_table(folder / "out" / "clean" / "displays.docx")
    shown = gioia_program("run", "clean", cwd=folder)
    assert [line for line in shown.stdout.splitlines() if line.startswith("  ")] == [
        "  table-1-sources  left out, you took it out; --only table-1-sources puts it in"
    ]

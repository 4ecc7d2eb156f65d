"""`gioia export --to coding-docx`, somebody works in the file, `gioia import-codings`: as a person types it."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("kind", "file"),
    [("docx", "codings/F1/访谈.md.docx"), ("xlsx", "codings.xlsx"), ("csv", "codings.csv")],
)
def test_a_file_goes_out_and_comes_back(clean, gioia_program, kind, file):
    done = gioia_program("export", "clean", "--to", f"coding-{kind}", "--out", "o")
    assert f"o/{file}" in done.stdout.splitlines()
    before = clean.bytes()
    done = gioia_program("import-codings", f"o/{file}", "--study", "clean")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "nothing new is in the file")
    assert clean.bytes() == before


def test_a_coded_cell_comes_in_is_in_the_history_and_is_undone(clean, gioia_program, tmp_path):
    before = clean.bytes()
    file = tmp_path / "sheet.csv"
    file.write_text("text,codes: 乙\n我把画册都捐了出来。,说起画册【画册】\n", encoding="utf-8")
    shown = gioia_program("import-codings", file, "--study", "clean", "--dry-run")
    assert "+e2b10c32c078 说起画册: “画册” (34–36)" in shown.stdout
    assert clean.bytes() == before
    done = gioia_program("import-codings", file, "--study", "clean")
    assert done.stdout.splitlines() == [
        "1 coding by 乙 came in",
        "0 codings of the file were in already",
        "new under ungrouped: 说起画册",
    ]
    undone = gioia_program("undo", "--study", "clean").stdout
    assert undone.startswith("undid: import codings sheet.csv")
    assert {k: v for k, v in clean.bytes().items() if not k.startswith("history")} == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.4 x"),
        ("a.docx", b"PK\x03\x04x"),
        ("a.csv", b""),
        ("a.csv", b"a,b\n1,2\n"),
        ("none.docx", None),
    ],
)
@pytest.mark.usefixtures("clean")
def test_a_file_that_will_not_do_is_refused_in_one_line_with_a_remedy(gioia_program, tmp_path, name, content):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = gioia_program("import-codings", name, "--study", "clean")
    assert done.returncode in {1, 2}
    assert done.stdout == ""
    assert done.stderr.startswith(f"gioia: {name}: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.usefixtures("clean")
def test_only_the_documents_that_are_meant_go_out(gioia_program):
    done = gioia_program("export", "clean", "--to", "coding-docx", "--only", "G1", "--out", "o")
    assert done.stdout.split() == ["o/codings/G1/公告.md.docx"]
    refused = gioia_program("export", "clean", "--to", "coding-docx", "--only", "nothing", "--out", "o")
    assert refused.returncode == 2
    assert "no document is called 'nothing'" in refused.stderr

"""The file: the same study gives the same bytes, and much of it is compressed."""

from __future__ import annotations

import os
import random

import pytest
from msgspec.structs import replace

from gioia.codings.coding import new_coding
from gioia.report.bundle import Told, bundle, gather, write_report
from gioia.report.packing import MUCH


@pytest.fixture
def large(clean):
    """A study with more text than stays readable in the file."""
    rng = random.Random(7)  # noqa: S311 - any text
    text = "\n".join("".join(chr(rng.randrange(0x4E00, 0x9FA5)) for _ in range(60)) for _ in range(MUCH // 160))
    study = clean.load()
    codings = [
        new_coding(
            text, "G1/公告.md", (at, at + 40), concept="修理书架", coder="甲", time="2024-01-01T00:00:00Z", stage="扎根"
        )
        for at in range(0, len(text) - 50, 61)
    ]
    documents = study.documents | {"G1/公告.md": replace(study.documents["G1/公告.md"], text=text)}
    return replace(study, codings=tuple(codings), documents=documents)


def test_the_same_study_gives_the_same_bytes(clean, monkeypatch):
    before = bundle(gather(clean.root))
    assert bundle(gather(clean.root)) == before
    monkeypatch.chdir(clean.root / "sources")
    assert bundle(gather(clean.root)) == before


def test_a_text_stands_in_the_file_once(clean):
    page = bundle(gather(clean.root)).decode()
    assert page.count("我把画册都捐了出来。\\n\\n孩子们放学约着来。") == 1


def test_much_is_compressed_and_read_again(reads, large):
    page = bundle(Told(large)).decode()
    assert 'id="core" data-form="ranks"' in page
    assert 'id="texts" data-form="ranks"' in page
    reader = reads(large)
    middle = large.codings[len(large.codings) // 2]
    reader.go(f"#coding/{middle.id}")
    assert reader.page.locator(".boxed mark").inner_text() == middle.quotation.replace("\n", "")


def test_a_browser_that_cannot_decompress_reads_it_too(reads, large):
    reader = reads(large)
    reader.page.add_init_script("delete window.DecompressionStream")
    last = large.codings[-1]
    reader.open(f"coding/{last.id}")
    assert reader.page.evaluate("typeof DecompressionStream") == "undefined"
    assert last.quotation[:20] in reader.heading
    assert reader.page.locator(".boxed mark").first.inner_text()[:20] == last.quotation[:20]


def test_a_report_is_written_and_nothing_in_the_study_changes(clean, tmp_path):
    before = clean.bytes()
    written = write_report(clean.root, tmp_path / "r.html")
    assert (tmp_path / "r.html").stat().st_size == written.size
    assert clean.bytes() == before


def test_the_command_says_where_it_wrote_and_fails_where_files_are_at_fault(clean, gioia_program, tmp_path):
    done = gioia_program("report", "clean", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(os.fspath("out/clean/report.html ("))
    clean.write("sources/F1/访谈.md", "别的话")
    done = gioia_program("report", "clean", "--out", "r.html", cwd=tmp_path)
    assert done.returncode == 1
    assert "DO1" in done.stderr
    assert "DO1" in (tmp_path / "r.html").read_text(encoding="utf-8")

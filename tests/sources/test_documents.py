"""The register of documents vouches for every frozen text."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from gioia.findings import Finding
from gioia.plaintext.lines import parse_lines
from gioia.sources.documents import (
    REGISTER,
    DocumentLine,
    encode_register,
    is_folder_name,
    is_safe_name,
    read_candidates,
    read_documents,
    taking_over,
    text_sha256,
)
from gioia.sources.register import Document, Doubt, category_code

TEXT = "甲：我们从用户那里学到很多。\n乙：是的。\n"


def document(name: str = "F1/访谈.txt", text: str = TEXT) -> Document:
    return Document(
        name=name,
        source=name.partition("/")[0],
        text=text,
        sha256=text_sha256(text),
        original="访谈.docx",
        original_sha256="00",
        reader="plain 1",
        encoding="gb18030",
        added="2026-01-01T00:00:00+00:00",
    )


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a study of two frozen documents; the working directory is the study."""
    monkeypatch.chdir(tmp_path)
    register(tmp_path, document(), document("G1/官网.md", "# 官网\n"))
    return tmp_path


def register(root: Path, *documents: Document) -> None:
    for each in documents:
        path = root / "sources" / each.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(each.text.encode())
    (root / REGISTER).write_bytes(encode_register({each.name: each for each in documents}))


def found(root: Path) -> list[tuple[str, str, str]]:
    return [(finding.rule, str(finding.place), finding.subject) for finding in read_documents(root)[1]]


def only(root: Path) -> Finding:
    _, [finding] = read_documents(root)
    return finding


def add_line(root: Path, line: str) -> None:
    with (root / REGISTER).open("a", encoding="utf-8", newline="") as file:
        file.write(line + "\n")


class TestTheRegister:
    def test_what_was_written_is_read_with_the_texts(self, root: Path) -> None:
        documents, findings = read_documents(root)
        assert findings == []
        assert list(documents) == ["F1/访谈.txt", "G1/官网.md"]
        read = documents["F1/访谈.txt"]
        assert (read.text, read.source, str(read.place)) == (TEXT, "F1", "sources/documents.jsonl:1:")
        assert encode_register(documents) == (root / REGISTER).read_bytes()

    def test_every_field_of_a_document_stands_in_its_line(self) -> None:
        each = replace(document(), pages=(0, 5), doubts=(Doubt("garbled", "compare"),))
        [line], _, _ = parse_lines(encode_register({each.name: each}), DocumentLine, "")
        for field in DocumentLine.__struct_fields__:
            assert getattr(line, field) == getattr(each, field) != ""

    def test_lines_are_sorted_by_name(self) -> None:
        raw = encode_register({name: document(name) for name in ("G1/b", "F1/b", "F1/a")})
        names = [line.name for line in parse_lines(raw, DocumentLine, "")[0]]
        assert names == ["F1/a", "F1/b", "G1/b"]

    def test_the_hash_is_that_of_the_utf8_bytes(self) -> None:
        assert text_sha256("乐纯") == hashlib.sha256("乐纯".encode()).hexdigest()

    def test_a_study_without_documents_has_no_findings(self, tmp_path: Path) -> None:
        assert read_documents(tmp_path) == ({}, [])

    def test_a_bad_line_costs_itself(self, root: Path) -> None:
        add_line(root, '{"name":"F1/b.txt"}')
        assert found(root) == [("FI7", "sources/documents.jsonl:3:", "")]
        assert len(read_documents(root)[0]) == 2


class TestFrozenTexts:
    def test_a_changed_text_is_found_and_read_as_it_is_now(self, root: Path) -> None:
        (root / "sources/F1/访谈.txt").write_bytes("改了".encode())
        finding = only(root)
        assert (finding.rule, str(finding.place), finding.subject) == ("DO1", "sources/F1/访谈.txt:", "F1/访谈.txt")
        assert finding.message == "the text was changed after it was frozen"
        assert "gioia update F1/访谈.txt; else restore the file" in finding.remedy
        assert read_documents(root)[0]["F1/访谈.txt"].text == "改了"

    def test_a_name_with_a_space_is_quoted_as_a_shell_asks(self) -> None:
        assert taking_over("F1/second talk.txt") == 'gioia update "F1/second talk.txt"'

    def test_line_ends_that_git_changed_are_told_from_words_that_a_person_changed(self, root: Path) -> None:
        path = root / "sources/F1/访谈.txt"
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        finding = only(root)
        assert (finding.rule, finding.message) == ("DO1", "only the line ends were changed, to CRLF")
        assert ".gitattributes" in finding.remedy

    def test_one_white_space_is_a_change(self, root: Path) -> None:
        (root / "sources/F1/访谈.txt").write_bytes(TEXT.rstrip("\n").encode())
        assert only(root).rule == "DO1"

    def test_bytes_that_are_not_utf8(self, root: Path) -> None:
        (root / "sources/F1/访谈.txt").write_bytes(TEXT.encode("gb18030"))
        assert found(root) == [("FI1", "sources/F1/访谈.txt:", "")]

    def test_a_missing_text_is_found_at_its_line_of_the_register(self, root: Path) -> None:
        (root / "sources/G1/官网.md").unlink()
        assert found(root) == [("DO2", "sources/documents.jsonl:2:", "G1/官网.md")]
        assert read_documents(root)[0]["G1/官网.md"].text == ""

    def test_a_file_that_nobody_registered(self, root: Path) -> None:
        (root / "sources/F1/新.txt").write_bytes(b"x")
        (root / "sources/F1/.DS_Store").write_bytes(b"x")
        finding = only(root)
        assert (finding.rule, str(finding.place), finding.severity) == ("DO3", "sources/F1/新.txt:", "warning")
        (root / REGISTER).unlink()
        assert [rule for rule, _, _ in found(root)] == ["DO3", "DO3", "DO3"]

    @pytest.mark.parametrize("name", ["Thumbs.db", "desktop.ini", "~$访谈.docx", "访谈.txt~", ".访谈.txt.x1.tmp"])
    def test_what_systems_and_editors_leave_there_is_no_finding(self, root: Path, name: str) -> None:
        (root / "sources/F1" / name).write_bytes(b"x")
        assert found(root) == []

    @pytest.mark.skipif(os.name == "nt", reason="Windows makes links for administrators only")
    def test_a_link_to_a_folder_is_not_followed_and_that_is_said(self, root: Path) -> None:
        (root / "sources/F1/back").symlink_to(root)
        finding = only(root)
        assert (finding.rule, str(finding.place)) == ("FI1", "sources/F1/back:")
        assert finding.message == "cannot be read (a link to a folder, which is not followed)"
        assert finding.remedy == "put the file or folder itself here"

    @pytest.mark.skipif(os.name == "nt", reason="Windows makes links for administrators only")
    @pytest.mark.parametrize("linked", ["F1/访谈.txt", "F1"])
    def test_a_text_to_which_a_link_leads_out_of_the_study_is_not_read(
        self, root: Path, tmp_path_factory: pytest.TempPathFactory, linked: str
    ) -> None:
        elsewhere = tmp_path_factory.mktemp("other") / "place"
        (root / "sources" / linked).rename(elsewhere)
        (root / "sources" / linked).symlink_to(elsewhere)
        documents, findings = read_documents(root)
        assert documents["F1/访谈.txt"].text == ""
        finding = findings[-1]  # a link to a folder is a finding of its own before it
        assert finding.message == "cannot be read (a link leads out of the study to it)"
        assert finding.remedy == "put the file or folder itself here"
        candidates = read_candidates(root, lambda _: True, lambda _: True, lambda lines: lines)
        assert candidates == (documents, [finding])

    @pytest.mark.skipif(os.name == "nt", reason="Windows makes links for administrators only")
    def test_a_text_to_which_a_link_leads_within_the_study_is_read(self, root: Path) -> None:
        before = read_documents(root)
        (root / "sources/F1/访谈.txt").rename(root / "elsewhere")
        (root / "sources/F1/访谈.txt").symlink_to(root / "elsewhere")
        assert read_documents(root) == before


class TestNames:
    def test_a_document_is_registered_once(self, root: Path) -> None:
        add_line(root, '{"name":"F1/访谈.txt","source":"Q1","sha256":"0"}')
        assert found(root) == [("NA2", "sources/documents.jsonl:3:", "")]
        assert read_documents(root)[0]["F1/访谈.txt"].source == "F1"

    @pytest.mark.parametrize(
        "name",
        [
            "../x",
            "F1/../../x",
            "/etc/passwd",
            "F1\\\\..\\\\x",
            "C:/x",
            "",
            "F1//x",
            "./x",
            "F1/",
            "F1/\\u0000",
            "F1/con",
            "Aux.txt",
        ],
    )
    def test_a_name_that_leads_out_of_the_study_is_never_followed(self, root: Path, name: str) -> None:
        (root.parent / "x").write_bytes(b"secret")
        add_line(root, f'{{"name":"{name}","source":"F1","sha256":"0"}}')
        assert found(root) == [("FI7", "sources/documents.jsonl:3:", "")]
        assert "leads out of the study" in only(root).message
        assert len(read_documents(root)[0]) == 2

    @pytest.mark.parametrize("name", ["F1/访谈.txt", "a", "F1/2014/..访谈", "F1/a b.md", "F1/.hidden"])
    def test_a_name_below_the_sources_is_safe(self, name: str) -> None:
        assert is_safe_name(name)

    @pytest.mark.parametrize("name", ["", ".", "F1.", " F1", "F1/2", "F1\\2", "CON", "nul.txt", "a:b", "a\nb", "什么?"])
    def test_what_no_folder_of_every_system_can_be_called(self, name: str) -> None:
        assert not is_folder_name(name)
        assert is_folder_name("访谈1")

    def test_the_letters_of_a_code_are_its_category(self) -> None:
        codes = {"F1": "F", "Q12": "Q", "访谈1": "访谈", "AB-3": "AB", "1": "1", "F": "F"}
        assert {code: category_code(code) for code in codes} == codes


class TestTheTextsThatASearchReads:
    def held(self, root: Path) -> tuple[dict[str, Document], list[Finding]]:
        return read_candidates(root, lambda line: line.name == "F1/访谈.txt", lambda _: True, list)

    @pytest.mark.parametrize("length", [3_000, 30_000])
    def test_are_read_to_their_end_where_the_disk_gives_less_than_is_asked_for(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, length: int
    ) -> None:
        text = (TEXT * length)[:length]
        register(root, document(text=text))
        read = os.read
        monkeypatch.setattr(os, "read", lambda descriptor, size: read(descriptor, min(size, 1_001)))
        documents, findings = self.held(root)
        assert findings == []
        assert documents["F1/访谈.txt"].text == text

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes and devices among its files")
    @pytest.mark.parametrize("device", ["", "/dev/null", "/dev/zero"])
    def test_are_files_and_no_pipes_and_devices(self, root: Path, device: str) -> None:
        path = root / "sources/F1/访谈.txt"
        path.unlink()
        path.symlink_to(device) if device else os.mkfifo(path)
        _, (finding,) = self.held(root)
        assert ("a link leads out of the study" if device else "a pipe or a device") in finding.message

"""Codings on disk are verified against the frozen text; what does not fit is reported, never moved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gioia.codings.coding import Coding, new_coding
from gioia.codings.store import codings_path, encode_codings, read_codings
from gioia.findings import Finding
from gioia.sources.documents import text_sha256
from gioia.sources.register import Document

NAME = "F1/访谈.txt"
TEXT = "甲：我们从用户那里学到很多。\n乙：我们从错误里学。\n"
DOCUMENTS = {NAME: Document(name=NAME, source="F1", text=TEXT, sha256=text_sha256(TEXT))}
FILE = "codings/甲/F1/访谈.txt.jsonl"


def code(words: str, id: str = "", concept: str = "学习", coder: str = "甲") -> Coding:
    start = TEXT.index(words)
    return new_coding(TEXT, NAME, (start, start + len(words)), concept=concept, coder=coder, time="2026", id=id)


USERS = code("从用户那里学到")
MISTAKES = code("从错误里学")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(root: Path, raw: bytes, coder: str = "甲", document: str = NAME) -> None:
    path = codings_path(root, coder, document)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)


def found(root: Path) -> list[Finding]:
    return read_codings(root, DOCUMENTS)[1]


def lines(*codings: Coding) -> bytes:
    """Return the codings in the order given, each in a line."""
    return b"".join(encode_codings([coding]) for coding in codings)


def json_line(start: int, end: int, quotation: str) -> bytes:
    """Return a line as no program would write it."""
    fields = {"id": "ab12", "document": NAME, "concept": "学习", "coder": "甲", "time": "2026"}
    return json.dumps(fields | {"start": start, "end": end, "quotation": quotation}).encode()


class TestReading:
    def test_good_files_of_all_coders(self, root: Path) -> None:
        write(root, encode_codings([MISTAKES, USERS]))
        write(root, encode_codings([code("我们", coder="乙")]), "乙")
        files, findings = read_codings(root, DOCUMENTS)
        assert findings == []
        assert [(file.coder, file.document, file.path) for file in files] == [
            ("乙", NAME, "codings/乙/F1/访谈.txt.jsonl"),
            ("甲", NAME, FILE),
        ]
        assert files[1].codings == [USERS, MISTAKES]
        assert [str(files[1].place(index)) for index in (0, 1)] == [f"{FILE}:1:", f"{FILE}:2:"]

    def test_a_study_without_codings(self, root: Path) -> None:
        assert read_codings(root, DOCUMENTS) == ([], [])

    def test_lines_are_sorted_by_position_when_they_are_written(self) -> None:
        assert encode_codings([MISTAKES, USERS]) == lines(USERS, MISTAKES)


class TestTheQuotationWins:
    def test_a_quotation_that_stands_elsewhere_is_reported_with_that_place_and_left_as_it_is(self, root: Path) -> None:
        moved = replace(USERS, start=USERS.start + 2, end=USERS.end + 2)
        write(root, lines(moved, MISTAKES))
        files, [finding] = read_codings(root, DOCUMENTS)
        assert (finding.rule, str(finding.place), finding.subject) == ("TR1", f"{FILE}:1:", USERS.id)
        assert finding.message == f"the quotation “从用户那里学到” does not stand at 6–13 of {NAME}"
        assert finding.remedy == "it stands at 4–11: correct start and end, or restore the document"
        assert files[0].codings == [moved, MISTAKES]

    def test_where_the_document_was_changed_an_update_of_it_is_the_remedy(self, root: Path) -> None:
        write(root, lines(USERS))
        changed = {NAME: replace(DOCUMENTS[NAME], text=f"补{TEXT}")}
        [finding] = read_codings(root, changed)[1]
        assert finding.remedy == (
            f"the document was changed: take that over with gioia update {NAME}, or restore the document"
        )

    def test_a_quotation_that_stands_in_several_places_is_not_put_at_the_first(self, root: Path) -> None:
        write(root, lines(replace(code("我们"), start=0, end=2)))
        [finding] = found(root)
        assert finding.remedy.startswith("it stands at 2 other places")

    def test_a_quotation_that_stands_nowhere(self, root: Path) -> None:
        write(root, lines(replace(USERS, quotation="从客户那里学到")))
        [finding] = found(root)
        assert finding.remedy.startswith("it stands nowhere in the document")

    def test_one_character_is_a_difference(self, root: Path) -> None:
        for changed in (replace(USERS, end=USERS.end + 1), replace(USERS, quotation=USERS.quotation + " ")):
            write(root, lines(changed))
            assert [finding.rule for finding in found(root)] == ["TR1"]

    @pytest.mark.parametrize(
        ("start", "end", "quotation"),
        [
            (4, 4, ""),
            (11, 4, ""),
            (-7, -1, TEXT[-7:-1]),
            (4, 100, TEXT[4:]),
            (4, 10**30, TEXT[4:]),
            (10**9, 10**9 + 1, ""),
        ],
    )
    def test_a_span_that_is_none(self, root: Path, start: int, end: int, quotation: str) -> None:
        write(root, json_line(start, end, quotation))
        assert "TR1" in [finding.rule for finding in found(root)]

    def test_a_long_quotation_is_shown_short(self, root: Path) -> None:
        write(root, lines(replace(USERS, quotation="很" * 50)))
        assert f"“{'很' * 19}…”" in found(root)[0].message


class TestFiles:
    def test_codings_out_of_order_are_one_warning_of_the_file(self, root: Path) -> None:
        write(root, lines(MISTAKES, USERS, code("很多")))
        [finding] = found(root)
        assert (finding.rule, finding.severity, str(finding.place)) == ("TR8", "warning", f"{FILE}:")

    def test_codings_at_one_place_are_in_order(self, root: Path) -> None:
        write(root, lines(USERS, code("从用户那里学到很多"), code("从用户")))
        assert found(root) == []

    def test_a_document_that_is_not_registered(self, root: Path) -> None:
        write(root, lines(USERS), document="F1/访读.txt")
        [finding] = found(root)
        assert (finding.rule, finding.subject, finding.remedy) == ("NA1", "F1/访读.txt", f"did you mean '{NAME}'?")

    def test_a_line_of_another_coder_or_document(self, root: Path) -> None:
        write(root, lines(replace(USERS, coder="乙"), replace(MISTAKES, document="G1/b")))
        assert [(f.rule, str(f.place), f.subject) for f in found(root)] == [
            ("FI5", f"{FILE}:1:", USERS.id),
            ("FI5", f"{FILE}:2:", MISTAKES.id),
        ]

    def test_an_id_that_two_codings_have_in_whatever_files(self, root: Path) -> None:
        write(root, lines(code("我们", "ab12"), code("从用户", "cd34"), code("很多", "ab12")))
        write(root, lines(code("我们", "cd34", coder="乙")), "乙")
        assert [(f.rule, str(f.place), f.subject) for f in found(root)] == [
            ("NA2", f"{FILE}:2:", "cd34"),
            ("NA2", f"{FILE}:3:", "ab12"),
        ]
        assert "the other at codings/乙/F1/访谈.txt.jsonl:1" in found(root)[0].message

    def test_a_bad_line_costs_itself_and_the_others_keep_their_lines(self, root: Path) -> None:
        write(root, b"{bad\n" + lines(USERS) + b"\n" + lines(replace(MISTAKES, start=0)))
        assert [(f.rule, str(f.place)) for f in found(root)] == [
            ("FI7", f"{FILE}:1:"),
            ("TR1", f"{FILE}:4:"),
            ("TR8", f"{FILE}:"),
        ]

    def test_a_file_outside_any_coders_folder(self, root: Path) -> None:
        (root / "codings").mkdir()
        (root / "codings" / "x.jsonl").write_bytes(lines(USERS))
        assert [finding.rule for finding in found(root)] == ["NA1"]

    @given(
        st.lists(
            st.one_of(
                st.binary(max_size=30),
                st.sampled_from([lines(USERS), lines(MISTAKES), b"<<<<<<< HEAD\n", b"\n", b"{}\n", b"\xef\xbb\xbf"]),
            ),
            max_size=5,
        )
    )
    @settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_no_bytes_raise(self, root: Path, parts: list[bytes]) -> None:
        write(root, b"".join(parts))
        files, findings = read_codings(root, DOCUMENTS)
        assert {finding.place.path for finding in findings} <= {FILE}
        assert all(coding in {USERS, MISTAKES} for coding in files[0].codings)

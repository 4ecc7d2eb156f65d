"""JSON Lines: one record a line, every bad line a finding, every good one a record."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from gioia.codings.coding import Coding
from gioia.plaintext.lines import encode_lines, line_of, parse_lines, read_lines


class Saying(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    who: str
    words: str = ""


def read(text: str | bytes) -> tuple[list[tuple[int, str]], list[tuple[str, int]]]:
    """Return (line, who) of the records and (rule, line) of the findings."""
    raw = text if isinstance(text, bytes) else text.encode()
    records, lines, findings = parse_lines(raw, Saying, "a.jsonl")
    found = [(finding.rule, finding.place.line) for finding in findings]
    return [(line_of(lines, index), record.who) for index, record in enumerate(records)], found


class TestGoodFiles:
    def test_one_record_a_line(self) -> None:
        assert read('{"who":"甲"}\n{"who":"乙"}\n') == ([(1, "甲"), (2, "乙")], [])

    def test_a_file_without_its_last_line_end_loses_nothing(self) -> None:
        assert read('{"who":"甲"}\n{"who":"乙"}') == ([(1, "甲"), (2, "乙")], [])

    def test_an_empty_file_has_no_records(self) -> None:
        assert read("") == ([], [])
        assert read("\n\n") == ([], [])

    @pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\x85", "\x0b", "\r"])
    def test_a_line_ends_at_a_line_feed_and_nowhere_else(self, odd: str) -> None:
        raw = encode_lines([Saying("甲", f"前{odd}后"), Saying("乙")])
        records, lines, findings = parse_lines(raw, Saying, "a.jsonl")
        assert [record.words for record in records] == [f"前{odd}后", ""]
        assert (lines, findings, raw.count(b"\n")) == ([], [], 2)

    def test_crlf_line_ends_are_read(self) -> None:
        assert read('{"who":"甲"}\r\n{"who":"乙"}\r\n') == ([(1, "甲"), (2, "乙")], [])

    def test_blank_lines_are_passed_over_and_counted(self) -> None:
        assert read('\n{"who":"甲"}\n  \n\n{"who":"乙"}\n') == ([(2, "甲"), (5, "乙")], [])

    def test_a_byte_order_mark_is_passed_over(self) -> None:
        assert read('\ufeff{"who":"甲"}\n{"who":"乙"}\n') == ([(1, "甲"), (2, "乙")], [])

    def test_the_program_writes_keys_in_order_without_defaults(self) -> None:
        assert encode_lines([Saying("甲"), Saying("乙", "“好”")]) == (
            '{"who":"甲"}\n{"who":"乙","words":"“好”"}\n'.encode()
        )


class TestBadLines:
    @pytest.mark.parametrize(
        "bad",
        [
            b'{"who":"x"',
            b"who: x",
            b'{"who":1}',
            b'{"words":"x"}',
            b'{"who":"x","whom":"y"}',
            b'{"who":"\xff"}',
            b'{"who":"\\ud800"}',
            b"[" * 100_000,
            b'{"who":"x"}{"who":"y"}',
            b"\x00",
            b"null",
        ],
    )
    def test_a_bad_line_in_the_middle_costs_itself_and_nothing_else(self, bad: bytes) -> None:
        raw = '{"who":"甲"}\n'.encode() + bad + '\n{"who":"乙"}\n'.encode()
        assert read(raw) == ([(1, "甲"), (3, "乙")], [("FI7", 2)])

    def test_two_records_on_a_line_do_not_hide_behind_a_blank_line(self) -> None:
        assert read('{"who":"甲"}{"who":"乙"}\n\n{"who":"丙"}\n') == ([(3, "丙")], [("FI7", 1)])
        assert read('{"who":\n"甲"}\n{"who":"乙"}{"who":"丙"}\n')[1] == [("FI7", 1), ("FI7", 2), ("FI7", 3)]

    def test_every_mark_of_a_merge_is_reported_and_both_versions_are_read(self) -> None:
        text = '<<<<<<< HEAD\n{"who":"甲"}\n||||||| base\n=======\n{"who":"乙"}\n>>>>>>> other\n'
        assert read(text) == ([(2, "甲"), (5, "乙")], [("FI4", 1), ("FI4", 3), ("FI4", 4), ("FI4", 6)])

    def test_a_missing_file_and_a_folder(self, tmp_path: Path) -> None:
        for path, rule in ((tmp_path / "a.jsonl", "FI6"), (tmp_path, "FI1")):
            records, lines, [found] = read_lines(path, Saying)
            assert (records, lines, found.rule) == ([], [], rule)


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
CODINGS = st.builds(
    Coding,
    id=WORDS,
    document=WORDS,
    start=st.integers(0, 2**40),
    end=st.integers(0, 2**40),
    quotation=WORDS,
    concept=WORDS,
    coder=WORDS,
    time=WORDS,
    before=WORDS,
    after=WORDS,
    role=st.sampled_from(["", "power", "proof", "counter"]),
    memo=WORDS,
)


class TestAnyFile:
    @given(st.lists(CODINGS, max_size=4))
    @settings(max_examples=60)
    def test_codings_come_back_as_they_were_written(self, codings: list[Coding]) -> None:
        assert parse_lines(encode_lines(codings), Coding, "a.jsonl") == (codings, [], [])

    @given(st.lists(st.one_of(CODINGS, st.binary(max_size=12), st.just(b"")), max_size=5))
    @settings(max_examples=100)
    def test_good_lines_survive_whatever_stands_between_them(self, mixed: list[Coding | bytes]) -> None:
        rows = [row.replace(b"\n", b" ") if isinstance(row, bytes) else encode_lines([row])[:-1] for row in mixed]
        records, lines, findings = parse_lines(b"\n".join(rows), Coding, "a.jsonl")
        assert records == [row for row in mixed if isinstance(row, Coding)]
        for index, record in enumerate(records):
            assert mixed[line_of(lines, index) - 1] == record
        bad = [number for number, row in enumerate(mixed, 1) if isinstance(row, bytes) and row.strip()]
        assert {found.place.line for found in findings} <= set(bad)

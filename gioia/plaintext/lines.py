"""JSON Lines: one record a line, as the program writes them.

A line ends at a line feed and nowhere else: U+2028 and its kin are characters that people say. Decoding is strict, into
typed records. The fast way decodes a file at once; only when a line is bad is the file read line by line, so that every
bad line gets its finding and every good one its record.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import msgspec

from gioia.findings import Finding, Place, finding
from gioia.plaintext.files import read_bytes, shown_path, unreadable

Record = TypeVar("Record", bound=msgspec.Struct)

_CONFLICT_MARKS = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")


def read_lines(path: Path, kind: type[Record]) -> tuple[list[Record], list[int], list[Finding]]:
    """Return the records of a file, the 1-based line of each, and the findings FI1, FI4, FI6 and FI7.

    The list of lines is empty where record `i` stands in line `i + 1`, which is how the program writes a file.
    """
    place = Place(shown_path(path))
    try:
        raw = read_bytes(path)
    except FileNotFoundError:
        return [], [], [finding("FI6", place, "the file is not there", "restore it from the history or a backup")]
    except (OSError, ValueError) as error:
        return [], [], [unreadable(path, error)]
    return parse_lines(raw, kind, place.path)


def parse_lines(raw: bytes, kind: type[Record], path: str) -> tuple[list[Record], list[int], list[Finding]]:
    """Return what `read_lines` returns, for the bytes of a file; `path` is what findings name."""
    decoder = msgspec.json.Decoder(kind)
    try:
        records = decoder.decode_lines(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return _line_by_line(raw, decoder, path)
    return (records, [], []) if _is_one_a_line(raw, len(records)) else _line_by_line(raw, decoder, path)


def line_of(lines: list[int], index: int) -> int:
    """Return the 1-based line of record `index`, given the lines that `read_lines` returned."""
    return lines[index] if lines else index + 1


def encode_lines(records: Iterable[msgspec.Struct]) -> bytes:
    """Return the records as JSON Lines: UTF-8, a line feed after each, keys in the record's order."""
    encoder = msgspec.json.Encoder()
    return b"".join(encoder.encode(record) + b"\n" for record in records)


def _is_one_a_line(raw: bytes, count: int) -> bool:
    """Tell whether the `count` records stand one a line and nothing else does.

    A line feed within a record would be escaped, so that the records are parted by `}`, line feed, `{` and in no other way
    exactly where that stands between all of them.
    """
    whole = raw.startswith(b"{") and raw.endswith((b"}", b"}\n"))
    return raw.count(b"}\n{") == count - 1 if whole else not raw


def _line_by_line(
    raw: bytes, decoder: msgspec.json.Decoder[Record], path: str
) -> tuple[list[Record], list[int], list[Finding]]:
    records: list[Record] = []
    lines: list[int] = []
    findings: list[Finding] = []
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            records.append(decoder.decode(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line))
            lines.append(number)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            findings.append(_bad_line(line, error, Place(path, number)))
    return records, lines, findings


def _bad_line(line: bytes, error: Exception, place: Place) -> Finding:
    if line.startswith(_CONFLICT_MARKS):
        return finding("FI4", place, "a merge left its mark", "keep the lines of both versions, delete the marks")
    return finding("FI7", place, f"not a record ({error})", "restore the line from the history, or delete it")

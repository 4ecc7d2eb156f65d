"""The history of a study: a line for every edit that the program made, with what it takes to undo it.

`history/CODER/2026-11.jsonl` holds the edits of one coder in one month, in their order, and only ever grows: undoing is an edit
too. The files lie beside the study, so that a copy of the study has its history whether it is in git or not, and two coders
never write into one file. Of what an edit put into a file the history keeps only where it stands, for the file has it; of what
it took away it keeps the words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from gioia.errors import GioiaError
from gioia.findings import Finding
from gioia.plaintext.files import files_below
from gioia.plaintext.lines import encode_lines, read_lines

FOLDER = "history"
SUFFIX = ".jsonl"

_HASH = re.compile(r"|[0-9a-f]{64}")
_MOST_COMPARED = 2000
"""How many lines on either side are compared line by line; what is longer counts as one piece."""


class Piece(Struct, frozen=True, array_like=True):
    """What an edit did at one place of a file: at the 0-based `line` of the new text stand `added` lines where `removed` stood."""

    line: int
    added: int
    removed: str


class FileEdit(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What an edit did to a file: `path` is from the study's folder, with forward slashes.

    `before` and `after` are the SHA-256 of its bytes, empty where there was or is no file; in a sealed copy, by which no words
    can be tried, a number for each state of a file instead (`is_kept`). `pieces` are in the text's order.
    """

    path: str
    before: str = ""
    after: str = ""
    pieces: tuple[Piece, ...] = ()


class Deed(Struct, frozen=True):
    """What an edit does, in the words of its command.

    `verb` is `rename concept`, `code` and so on; `about` are the names that it was done to, `to` what they became or where they
    went; `why` is the reason that the person gave; `undoes` is the id of the edit that it takes back.
    """

    verb: str
    about: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    why: str = ""
    undoes: str = ""


class Edit(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """An edit as it stands in a line of the history: who did what when and why, and what that did to which files.

    `time` is ISO 8601, UTC; anything else raises ValueError. `id` is twelve hexadecimal digits. `study` is empty, or the way to
    the study where the edit was made, which shares the codebook: that one's history has the line too, and undoes it.
    """

    id: str
    time: str
    by: str
    verb: str
    about: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    why: str = ""
    undoes: str = ""
    study: str = ""
    files: tuple[FileEdit, ...] = ()

    def __post_init__(self) -> None:
        datetime.fromisoformat(self.time)


def history_path(root: Path, by: str, time: str) -> Path:
    """Return the file that holds what a coder did in the month of `time`."""
    return root / FOLDER / by / f"{time[:7]}{SUFFIX}"


def read_history(root: Path) -> tuple[list[Edit], list[Finding]]:
    """Return all edits in the order of their times, each once, and the findings FI1, FI4 and FI7 about the files.

    These are warnings: nothing that a study shows rests on its history.
    """
    paths, findings = files_below(root / FOLDER, SUFFIX)
    read = [read_lines(path, Edit) for path in paths]
    # Where git joined two versions of a file line by line, an edit may stand in it twice.
    once = {edit.id: edit for edits, _, _ in read for edit in reversed(edits)}
    found = chain(findings, *(bad for _, _, bad in read))
    return sorted(once.values(), key=lambda edit: edit.time), [replace(each, severity="warning") for each in found]


def grown_by(history: bytes | None, edits: Iterable[Edit]) -> bytes:
    """Return the bytes of a history file with edits added at its end."""
    old = history or b""
    return old + (b"\n" if old and not old.endswith(b"\n") else b"") + encode_lines(edits)


def standing(edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits that stand: not undone, or undone and done again; undoing itself is not among them."""
    undone = undone_ids(edits)
    return [edit for edit in edits if not edit.undoes and edit.id not in undone]


def undone_ids(edits: Sequence[Edit]) -> set[str]:
    """Return the ids of the edits that are undone at the end of the history, those that undid another one among them."""
    undone: set[str] = set()
    for edit in reversed(edits):
        if edit.undoes and edit.id not in undone:
            undone.add(edit.undoes)
    return undone


def edit_id(time: str, by: str, deed: Deed, files: Sequence[FileEdit], place: int) -> str:
    """Return the id of an edit: twelve digits of the SHA-256 of who, when, what, the files after it, and its place in the history."""
    key = "\x1f".join(
        (str(place), time, by, deed.verb, *deed.about, *deed.to, *(f"{file.path} {file.after}" for file in files))
    )
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def file_edit(path: str, before: bytes | None, after: bytes | None) -> FileEdit:
    """Return what changing a file's bytes does to it, as the history keeps it."""
    old, new = (_lines(content or b"") for content in (before, after))
    return FileEdit(path, content_hash(before), content_hash(after), tuple(_pieces(old, new)))


def as_before(edit: FileEdit, now: bytes | None) -> bytes | None:
    """Return a file's bytes as they were before the edit, given those after it.

    Raises ValueError where these are others, GioiaError where what the history keeps does not lead back to those before.
    """
    if content_hash(now) != edit.after:
        raise ValueError(edit.path)
    if not edit.before:
        return None
    lines = _lines(now or b"")
    for piece in reversed(edit.pieces):
        lines[piece.line : piece.line + piece.added] = [piece.removed]
    before = "".join(lines).encode()
    if content_hash(before) != edit.before:
        message = f"{edit.path}: what the history keeps does not lead back to the file as it was"
        raise GioiaError(message, remedy="restore history/ from git or a copy; nothing was written", exit_code=1)
    return before


def is_kept(edit: FileEdit) -> bool:
    """Tell whether the history has the hashes of a file, by which alone what an edit did to it can be taken back."""
    return all(_HASH.fullmatch(one) for one in (edit.before, edit.after))


def content_hash(content: bytes | None) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal, empty where there is no file."""
    return "" if content is None else hashlib.sha256(content).hexdigest()


def _lines(content: bytes) -> list[str]:
    """Return the lines of a UTF-8 file with their ends; only a line feed ends a line."""
    parts = content.decode().split("\n")
    return [f"{part}\n" for part in parts[:-1]] + [part for part in parts[-1:] if part]


def _pieces(old: list[str], new: list[str]) -> list[Piece]:
    """Return the places at which `new` differs from `old`."""
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    tail = next((at for at in range(most - head) if old[-1 - at] != new[-1 - at]), most - head)
    was, now = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(was) == len(now):
        # Lines that changed where they stand, as when a concept of many codings is renamed.
        return [Piece(head + at, 1, line) for at, line in enumerate(was) if line != now[at]]
    if not was or not now or max(len(was), len(now)) > _MOST_COMPARED:
        return [Piece(head, len(now), "".join(was))]
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, was, now, autojunk=False)
    return [
        Piece(head + k, m - k, "".join(was[i:j]))
        for operation, i, j, k, m in matcher.get_opcodes()
        if operation != "equal"
    ]

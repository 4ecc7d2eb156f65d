"""What git has of a study's files: who put which content there when, and what they said of it."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct


class Version(Struct, frozen=True):
    """A file as it stood after a commit: the commit's hash, author, time (ISO 8601) and subject, and the file's text.

    `before` is the text in the commit that this one was made from, which in branched work need not be the version listed before
    it; empty where there was no file. What is not committed yet has no commit, author or time.
    """

    text: str
    commit: str = ""
    by: str = ""
    time: str = ""
    subject: str = ""
    before: str = ""


class Committed(Struct, frozen=True):
    """What a commit did to a file: by whom, when (ISO 8601), and how many lines it put in and took out.

    `path` is from the folder that was asked about, with forward slashes.
    """

    by: str
    time: str
    path: str
    added: int
    removed: int


def versions(path: Path) -> list[Version]:
    """Return the versions of a file, the oldest first, under the names that it had; none where git or its repository is not there.

    Where the file now differs from the one that is committed, it comes last. A merge is no version: what it joins is told by the
    versions of its branches.
    """
    asked = ("--no-show-signature", "--follow", "--raw", "--no-abbrev", "--format=%x1e%H%x1f%an%x1f%aI%x1f%s")
    log = (_git(path.parent, "log", *asked, "--", path.name) or b"").decode("utf-8", "replace")
    commits = [_commit(entry) for entry in reversed(log.split("\x1e")[1:]) if "\n\n:" in entry]
    texts = _texts(path.parent, [blob for _, blobs in commits for blob in blobs])
    found = [
        Version(text, commit, by, time, subject, before)
        for ((commit, by, time, subject), _), text, before in zip(commits, texts[::2], texts[1::2], strict=True)
    ]
    if not found:
        return []
    last = (_git(path.parent, "show", f"HEAD:./{path.name}") or b"").decode("utf-8", "replace")
    now = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
    return found if last == now else [*found, Version(now, before=last)]


def committed(root: Path, below: str) -> list[Committed]:
    """Return what commits did to the files of `root` below a folder of it, the oldest first; none without git or a repository."""
    asked = (
        "log",
        "--no-show-signature",
        "--no-renames",
        "--numstat",
        "-z",
        "--relative",
        "--format=%x1e%an%x1f%aI%x1f",
    )
    log = (_git(root, *asked, "--", below) or b"").decode("utf-8", "replace")
    found = []
    for entry in reversed(log.split("\x1e")[1:]):
        by, time, files = entry.split("\x1f", 2)
        for line in files.replace("\n", "\0").split("\0"):
            added, _, rest = line.partition("\t")
            removed, _, path = rest.partition("\t")
            if added.isdecimal() and removed.isdecimal():
                found.append(Committed(by, time, path, int(added), int(removed)))
    return found


def _commit(entry: str) -> tuple[list[str], tuple[str, str]]:
    """Return commit, author, time and subject, and the objects that the file is and was, whatever it was called."""
    head, _, changed = entry.strip("\n").partition("\n\n")
    _, _, old, new, _ = changed.split(" ", 4)
    return head.split("\x1f", 3), (new, old)


def _texts(folder: Path, objects: Sequence[str]) -> list[str]:
    """Return the texts of objects of the repository, empty for one that is not there."""
    printed = _git(folder, "cat-file", "--batch", said="\n".join(objects).encode()) or b""
    texts = []
    for _ in objects:
        head, _, printed = printed.partition(b"\n")
        size = int(head.rsplit(b" ", 1)[-1]) if not head.endswith(b"missing") else -1
        texts.append(printed[: max(size, 0)].decode("utf-8", "replace"))
        printed = printed[size + 1 :]
    return texts


def _git(folder: Path, *words: str, said: bytes = b"") -> bytes | None:
    """Return what git printed, None where it failed."""
    try:
        asked = subprocess.run(  # noqa: S603 - git as the person has it
            ["git", "-c", "core.quotePath=false", *words],  # noqa: S607 - the same
            cwd=folder,
            input=said,
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return asked.stdout if asked.returncode == 0 else None

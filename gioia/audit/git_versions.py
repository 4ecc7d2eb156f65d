"""What git has of a study's files: who put which content there when, and what they said of it."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct


class Version(Struct, frozen=True):
    """A file as it stood after a commit: the commit's hash, author, time (ISO 8601) and subject, and the file's text.

    What is not committed yet has no commit, author or time.
    """

    text: str
    commit: str = ""
    by: str = ""
    time: str = ""
    subject: str = ""


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

    Where the file now differs from the last one, it comes last.
    """
    asked = (
        "log",
        "--no-show-signature",
        "--follow",
        "--name-only",
        "--format=%x1e%H%x1f%an%x1f%aI%x1f%s",
        "--",
        path.name,
    )
    log = (_git(path.parent, *asked) or b"").decode("utf-8", "replace")
    commits = [_commit(entry) for entry in reversed(log.split("\x1e")[1:])]
    texts = _texts(path.parent, [f"{head[0]}:{name}" for head, name in commits])
    found = [Version(text, *head) for (head, _), text in zip(commits, texts, strict=False)]
    if not found:
        return []
    now = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
    return found if found[-1].text == now else [*found, Version(now)]


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


def _commit(entry: str) -> tuple[list[str], str]:
    """Return commit, author, time and subject, and the name that the file had from the top of the repository."""
    head, _, name = entry.strip("\n").partition("\n\n")
    return head.split("\x1f", 3), name


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

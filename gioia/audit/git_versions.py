"""The versions of a file that git has: who put which content there when, and what they said of it."""

from __future__ import annotations

import subprocess
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


def versions(path: Path) -> list[Version]:
    """Return the versions of a file, the oldest first, none where git or its repository is not there.

    Where the file now differs from the last one, it comes last.
    """
    listed = _git(
        path.parent, "log", "--no-show-signature", "--reverse", "--format=%H%x1f%an%x1f%aI%x1f%s", "--", path.name
    )
    found = []
    for line in (listed or "").splitlines():
        commit, by, time, subject = line.split("\x1f", 3)
        text = _git(path.parent, "show", f"{commit}:./{path.name}")
        found.append(Version(text or "", commit, by, time, subject))
    if not found:
        return []
    now = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
    return found if found[-1].text == now else [*found, Version(now)]


def _git(folder: Path, *words: str) -> str | None:
    """Return what git printed, None where it failed."""
    try:
        asked = subprocess.run(  # noqa: S603 - git as the person has it
            ["git", "-c", "core.quotePath=false", *words],  # noqa: S607 - the same
            cwd=folder,
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return asked.stdout.decode("utf-8", "replace") if asked.returncode == 0 else None

"""A copy of a study to be broken by one change, and the program as people run it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from left_in_english import findings_left_in_english

import gioia
from gioia.edits.plan import Plan, carry_out
from gioia.errors import GioiaError

PROGRAM = [sys.executable, "-c", "from gioia.cli.main import run; run()"]


TOO_SMALL = "例子太小"


class Copy:
    """A study in a folder of its own, to be broken by one change."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def text(self, file: str) -> str:
        return (self.root / file).read_bytes().decode()

    def write(self, file: str, content: str | bytes) -> Path:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def change(self, file: str, old: str, new: str) -> None:
        """Replace words that stand in the file once."""
        text = self.text(file)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))

    def line(self, file: str, words: str) -> str:
        """Return `path:line` of the one line that holds the words."""
        numbers = [number for number, line in enumerate(self.text(file).split("\n"), 1) if words in line]
        assert len(numbers) == 1, f"{words!r} stands in lines {numbers} of {file}"
        return f"{self.root.name}/{file}:{numbers[0]}"

    def load(self) -> gioia.Study:
        return gioia.load_study(self.root)[0]

    def findings(self) -> list[gioia.Finding]:
        """Return the findings but for those that the clean study waives itself: it is too small for groups of two.

        Whatever a test looks for, each of them can be told in Chinese.
        """
        found = gioia.check(*gioia.load_study(self.root))
        assert not findings_left_in_english(found)
        return [f for f in found if f.waived != TOO_SMALL]

    def found(self, rule: str) -> list[tuple[str, str]]:
        """Return `path:line` and subject of the findings of one rule."""
        return [(str(f.place).rstrip(":"), f.subject) for f in self.findings() if f.rule == rule]

    def do(self, planner: Callable[[gioia.Study], Plan], by: str = "甲") -> Plan:
        """Carry an edit out on disk."""
        return carry_out(self.root, planner, by=by)

    def refused(self, planner: Callable[[gioia.Study], Plan]) -> str:
        """Return what is said of an edit that is refused and leaves every byte as it was."""
        before = self.bytes()
        with pytest.raises(GioiaError) as error:
            self.do(planner)
        assert self.bytes() == before
        return str(error.value)

    def bytes(self) -> dict[str, bytes]:
        """Return path → bytes of every file but the lock."""
        files = (path for path in sorted(self.root.rglob("*")) if path.is_file() and path.name != ".gioia.lock")
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in files}

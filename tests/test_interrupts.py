"""A disk that refuses and a person who interrupts: whatever the moment, the study is as it was or as it was to become."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from study_copies import PROGRAM, Copy

from gioia.cli.program import app
from gioia.edits import plan
from gioia.edits.new_study import new_study
from gioia.errors import GioiaError

COMMANDS = {
    "add": ["add", "in/one.txt", "in/two.txt", "--source", "Q7"],
    "code": ["code", "新书架已经立稳", "-c", "新概念", "--new"],
    "uncode": ["uncode", "c02"],
    "merge": ["concept", "merge", "修理书架", "捐出旧书", "--into", "出手相助"],
    "update": ["update", "F1/访谈.md", "in/corrected.txt", "--yes"],
    "apply": ["apply"],
    "import-table": ["import-table", "in/table.csv"],
    "export": ["export", "--only", "table-1", "--out", "clean/out"],
}
RUN = {"run": ["run", "--out", "clean/out"]}
NEED_ROOM = ("fsync", "mkdir", "link", "mkstemp")
REFUSED = (*NEED_ROOM, "replace")
CHANGE = (*REFUSED, "unlink", "rmdir")
INTERRUPTED = "gioia: interrupted: the study is as it was, or the command was done already\n"
State = dict[str, bytes | None]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a study that every command of the list has something to change in."""
    folder = tmp_path_factory.mktemp("interrupts")
    shutil.copytree(Path(__file__).parent / "studies" / "clean", folder / "clean")
    clean = Copy(folder / "clean")
    files = Copy(folder)
    files.write("in/one.txt", "第一份\n")
    files.write("in/two.txt", "第二份\n")
    files.write("in/corrected.txt", clean.text("sources/F1/访谈.md").replace("轮流", "轮着"))
    files.write("in/table.csv", "concept,excerpt\n新的,新书架已经立稳\n")
    return folder


def state(folder: Path) -> State:
    """Return path → bytes of every file and None for every folder, but the lock."""
    found = (path for path in sorted(folder.rglob("*")) if path.name != ".gioia.lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in found}


class Clock(datetime):
    """A clock that stands: what a command writes bears its time."""

    @classmethod
    def now(cls, tz: object = None) -> datetime:
        del tz
        return datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _one_coder_at_one_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIOIA_STUDY", "clean")
    monkeypatch.setenv("GIOIA_LANG", "en")
    monkeypatch.setenv("GIOIA_CODER", "甲")
    monkeypatch.setattr(plan, "datetime", Clock)


class Moments:
    """Counts the moments before and after each operation that changes a folder; what is to happen there, does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path, number: int, names: Sequence[str]) -> None:
        self.count = 0
        self.folder = str(folder)
        self.number = number
        for name in names:
            home = tempfile if name == "mkstemp" else os
            monkeypatch.setattr(home, name, self._counted(getattr(home, name), name))

    def _counted(self, real: Callable[..., object], name: str) -> Callable[..., object]:
        def operation(*arguments: object, **named: object) -> object:
            said = map(str, (*arguments, *named.values()))
            if name != "fsync" and not any(self.folder in os.path.abspath(path) for path in said):  # noqa: PTH100
                return real(*arguments, **named)
            self.comes(name)
            done = real(*arguments, **named)
            self.is_over(name)
            return done

        return operation

    def comes(self, name: str) -> None:
        raise NotImplementedError

    def is_over(self, name: str) -> None:
        """Nothing, unless a kind of moment says otherwise."""


class Refusing(Moments):
    """Refuses the operation of the number, and from then on all that need room."""

    def comes(self, name: str) -> None:
        self.count += 1
        if self.count == self.number or (name in NEED_ROOM and self.number < self.count):
            raise OSError(errno.ENOSPC, "No space left on device")


class Interrupting(Moments):
    """Interrupts once, at the moment of the number."""

    def comes(self, name: str) -> None:
        del name
        self.count += 1
        if self.count == self.number:
            signal.raise_signal(signal.SIGINT)

    is_over = comes


def carried_out(command: list[str]) -> str:
    """Run the command in this process; return what a person would be told, "" where all went well."""
    try:
        app(command)
    except GioiaError as error:
        return str(error)
    except SystemExit as ended:
        return f"exit {ended.code}" if ended.code else ""
    return ""


def attempts(
    folder: Path,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
    *,
    kind: type[Moments] = Refusing,
    names: Sequence[str] = REFUSED,
    step: int = 1,
) -> Iterator[tuple[str, State, State]]:
    """Carry the command out again and again, until the moment at which something happens is behind its end.

    Yields what was told, and the state before and after; `step` leaves out moments.
    """
    number = 0
    while True:
        number += step
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(folder, place)
        monkeypatch.chdir(place)
        before = state(place)
        with monkeypatch.context() as patch:
            moments = kind(patch, place, number, names)
            told = carried_out(command)
        yield told, before, state(place)
        if moments.count < number:
            return


@pytest.mark.parametrize("name", COMMANDS)
def test_a_disk_that_fills_up_at_any_moment(study, tmp_path, monkeypatch, name):
    outcomes = list(attempts(study, tmp_path / "place", monkeypatch, COMMANDS[name]))
    whole = outcomes[-1][2]
    for told, before, after in outcomes:
        assert after == (before if told else whole)
        assert not told or ("No space left on device" in told and "\n" not in told)
    assert sum(bool(told) for told, _, _ in outcomes) > 2


def test_a_disk_that_fills_up_while_the_example_makes_room(tmp_path, monkeypatch):
    new_study(tmp_path / "first" / "clean", language="en", time="2026-01-01T00:00:00Z")
    (tmp_path / "first" / "mine.txt").write_text("my own")
    command = ["add", "mine.txt", "--source", "F1"]
    # Flushes are those of the scratch studies, too, beside which the example is held.
    names = [name for name in REFUSED if name != "fsync"]
    outcomes = list(attempts(tmp_path / "first", tmp_path / "place", monkeypatch, command, names=names, step=3))
    for told, before, after in outcomes:
        assert after == (before if told else outcomes[-1][2])
    assert outcomes[0][1] != outcomes[-1][2]


@pytest.mark.parametrize("name", COMMANDS | RUN)
def test_an_interruption_at_any_moment_leaves_the_study_as_it_was_or_is_to_be(study, tmp_path, monkeypatch, name):
    command, step = (COMMANDS | RUN)[name], 67 if name == "run" else 1
    outcomes = list(
        attempts(study, tmp_path / "place", monkeypatch, command, kind=Interrupting, names=CHANGE, step=step)
    )
    *interrupted, (told, before, whole) = outcomes
    assert told == ""
    for told, _, after in interrupted:
        assert told == "exit 130"
        assert after in (before, whole)
    assert before in [after for _, _, after in interrupted]
    assert whole in [after for _, _, after in interrupted]


INTERRUPTED_PROGRAM = """
import os, signal, sys
number, replace = int(sys.argv.pop(1)), os.replace
def interrupted(old, new):
    global number
    number -= 1
    if number == 0:
        signal.raise_signal(signal.SIGINT)
    replace(old, new)
os.replace = interrupted
from gioia.edits import plan
plan.now = lambda precision="seconds": "2026-01-01T00:00:00Z"
from gioia.cli.main import run
run()
"""


@pytest.mark.parametrize("name", ["add", "update", "run"])
def test_a_program_that_is_interrupted_says_so_in_one_line_and_can_be_called_again(study, tmp_path, name):
    shutil.copytree(study, tmp_path / "place")

    def called(number: int) -> tuple[int, str]:
        program = [sys.executable, "-c", INTERRUPTED_PROGRAM, str(number), *(COMMANDS | RUN)[name]]
        ended = subprocess.run(program, cwd=tmp_path / "place", capture_output=True, check=False, encoding="utf-8")
        return ended.returncode, ended.stderr

    assert called(2) == (130, INTERRUPTED)
    written = state(tmp_path / "place")
    assert [path for path in written if path.endswith(".tmp")] == []
    shutil.rmtree(tmp_path / "place")
    shutil.copytree(study, tmp_path / "place")
    assert called(0)[0] == 0
    assert written == state(tmp_path / "place")


@pytest.mark.skipif(os.name == "nt", reason="Windows interrupts otherwise")
def test_a_program_in_the_background_of_a_script_is_not_interrupted(study, tmp_path):
    shutil.copytree(study, tmp_path / "place")
    program = subprocess.Popen(
        ["/bin/sh", "-c", 'trap "" INT; exec "$@"', "sh", *PROGRAM, "run", "--out", "out"],
        cwd=tmp_path / "place",
        env=os.environ | {"GIOIA_STUDY": "clean", "GIOIA_LANG": "en"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    while not (tmp_path / "place" / "out").exists() and program.poll() is None:
        time.sleep(0.005)
    program.send_signal(signal.SIGINT)
    assert (program.communicate(timeout=60)[1], program.returncode) == ("", 0)

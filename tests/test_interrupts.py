"""A disk that refuses and a person who interrupts: whatever the moment, the study is as it was or as it was to become."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from conftest import PROGRAM, Copy

from gioia.cli.program import app
from gioia.edits.new_study import new_study
from gioia.errors import GioiaError

COMMANDS = {
    "add": ["add", "in/one.txt", "in/two.txt", "--source", "Q7"],
    "code": ["code", "新书架已经立稳", "-c", "新概念", "--new"],
    "uncode": ["uncode", "c02"],
    "update": ["update", "F1/访谈.md", "in/corrected.txt", "--yes"],
    "apply": ["apply"],
    "import-table": ["import-table", "in/table.csv"],
    "export": ["export", "--only", "table-1", "--out", "clean/out"],
}
NEED_ROOM = ("fsync", "mkdir", "link", "mkstemp")
REFUSED = (*NEED_ROOM, "replace")
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


def alike(one: State, other: State) -> bool:
    """Tell whether two states have the same files and folders; what a command writes bears its time and new ids."""
    return one.keys() == other.keys()


class Refusing:
    """Counts the operations that change a folder, and refuses the one of a number, and from then on all that need room."""

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
            self.count += 1
            if self.count == self.number or (name in NEED_ROOM and self.number < self.count):
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(*arguments, **named)

        return operation


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
    names: Sequence[str] = REFUSED,
    step: int = 1,
) -> Iterator[tuple[str, State, State]]:
    """Refuse one operation after the other, or each of so many; yield what was told, and the state before and after, until none is refused."""
    number = 0
    while True:
        number += step
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(folder, place)
        monkeypatch.chdir(place)
        before = state(place)
        with monkeypatch.context() as patch:
            refusing = Refusing(patch, place, number, names)
            told = carried_out(command)
        yield told, before, state(place)
        if refusing.count < number:
            return


@pytest.mark.parametrize("name", COMMANDS)
def test_a_disk_that_fills_up_at_any_moment(study, tmp_path, monkeypatch, name):
    monkeypatch.setenv("GIOIA_STUDY", "clean")
    monkeypatch.setenv("GIOIA_CODER", "甲")
    outcomes = list(attempts(study, tmp_path / "place", monkeypatch, COMMANDS[name]))
    whole = outcomes[-1][2]
    for told, before, after in outcomes:
        assert after == before if told else alike(after, whole)
        assert not told or ("No space left on device" in told and "\n" not in told)
    assert sum(bool(told) for told, _, _ in outcomes) > 2


def test_a_disk_that_fills_up_while_the_example_makes_room(tmp_path, monkeypatch):
    new_study(tmp_path / "first" / "clean", language="en", time="2026-01-01T00:00:00Z")
    (tmp_path / "first" / "mine.txt").write_text("my own")
    monkeypatch.setenv("GIOIA_STUDY", "clean")
    command = ["add", "mine.txt", "--source", "F1"]
    # Flushes are those of the scratch studies, too, beside which the example is held.
    names = [name for name in REFUSED if name != "fsync"]
    outcomes = list(attempts(tmp_path / "first", tmp_path / "place", monkeypatch, command, names=names, step=3))
    for told, before, after in outcomes:
        assert after == before if told else alike(after, outcomes[-1][2])
    assert not alike(outcomes[0][1], outcomes[-1][2])


@pytest.mark.skipif(os.name == "nt", reason="Windows interrupts otherwise")
@pytest.mark.parametrize("name", ["add", "update", "run"])
def test_an_interruption_is_one_line_and_leaves_the_study_as_it_was_or_is_to_be(study, tmp_path, name):
    shutil.copytree(study, tmp_path / "place")
    environment = os.environ | {"GIOIA_STUDY": "clean", "GIOIA_LANG": "en", "GIOIA_CODER": "甲"}
    for delay in (0, 0.05):
        began = tmp_path / "place" / "clean" / ("out" if name == "run" else ".gioia.lock")
        began.unlink(missing_ok=True) if began.is_file() else shutil.rmtree(began, ignore_errors=True)
        program = subprocess.Popen(
            [*PROGRAM, *(COMMANDS | {"run": ["run", "--out", "clean/out"]})[name]],
            cwd=tmp_path / "place",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        while not began.exists() and program.poll() is None:
            time.sleep(0.005)
        time.sleep(delay)
        program.send_signal(signal.SIGINT)
        _, told = program.communicate(timeout=60)
        assert told == INTERRUPTED if program.returncode == 130 else program.returncode in {0, 2}, told
        assert "Traceback" not in told
        assert [path for path in state(tmp_path / "place") if path.endswith(".tmp")] == []
    again = subprocess.run(
        [*PROGRAM, "check"], cwd=tmp_path / "place", env=environment, capture_output=True, check=False, timeout=60
    )
    assert again.returncode in {0, 1}, "no lock is left that would keep the next command waiting"


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

"""Files that change together: all of them or none, whatever the disk refuses and whenever a person interrupts."""

from __future__ import annotations

import errno
import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from gioia.errors import GioiaError
from gioia.plaintext import replacing, writing
from gioia.plaintext.writing import finish, together, uninterrupted, write_atomic


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def put_all(folder: Path, contents: dict[str, bytes | None]) -> None:
    """Write the files together; None takes one away."""
    with together() as files:
        for name, content in contents.items():
            if content is None:
                files.remove(folder / name)
            else:
                files.put(folder / name, content)


def fails(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names(folder) if (folder / name).is_file()}


def refusing(monkeypatch: pytest.MonkeyPatch, refused: Callable[[Path, Path], bool]) -> None:
    """Refuse the renamings of which `refused` is true."""
    replace = os.replace

    def refuses(old: Path, new: Path) -> None:
        if refused(Path(old), Path(new)):
            raise PermissionError(errno.EACCES, "Permission denied")
        replace(old, new)

    monkeypatch.setattr(writing.os, "replace", refuses)
    monkeypatch.setattr(replacing, "_RENAME_TRIES", 1)


def without_second_names(monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(writing.os, "link", link)


class TestOneFile:
    def test_the_new_text_replaces_the_old_one(self, tmp_path: Path) -> None:
        path = tmp_path / "研究.yaml"
        write_atomic(path, "旧".encode())
        write_atomic(path, "新".encode())
        assert path.read_bytes() == "新".encode()
        assert names(tmp_path) == ["研究.yaml"]

    def test_missing_folders_are_made(self, tmp_path: Path) -> None:
        write_atomic(tmp_path / "codings" / "甲" / "F1.jsonl", b"x")
        assert (tmp_path / "codings" / "甲" / "F1.jsonl").read_bytes() == b"x"

    @pytest.mark.parametrize("step", ["fsync", "replace", "fdopen"])
    def test_a_full_disk_leaves_the_old_file_and_nothing_else(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
    ) -> None:
        path = tmp_path / "study.yaml"
        path.write_bytes(b"old")
        monkeypatch.setattr(writing.os, step, fails)
        with pytest.raises(GioiaError, match=r"study\.yaml: cannot be written \(No space left on device\)") as raised:
            write_atomic(path, b"new")
        assert raised.value.exit_code == 1
        assert path.read_bytes() == b"old"
        assert names(tmp_path) == ["study.yaml"]

    def test_the_bytes_are_on_the_disk_before_the_name_is(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        steps: list[str] = []
        fsync, replace = os.fsync, os.replace
        monkeypatch.setattr(writing.os, "fsync", lambda file: (steps.append("flush"), fsync(file)))
        monkeypatch.setattr(writing.os, "replace", lambda old, new: (steps.append("rename"), replace(old, new)))
        write_atomic(tmp_path / "a", b"1")
        assert steps[:2] == ["flush", "rename"]

    def test_an_interruption_leaves_the_old_file_and_goes_on_up(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        path = tmp_path / "study.yaml"
        path.write_bytes(b"old")
        monkeypatch.setattr(writing.os, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            write_atomic(path, b"new")
        assert path.read_bytes() == b"old"
        assert names(tmp_path) == ["study.yaml"]

    def test_a_folder_that_is_a_file_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "codings").write_bytes(b"")
        with pytest.raises(GioiaError, match="cannot be written"):
            write_atomic(tmp_path / "codings" / "F1.jsonl", b"x")

    def test_a_long_chinese_name_can_be_written(self, tmp_path: Path) -> None:
        path = tmp_path / ("访" * 84)
        write_atomic(path, b"x")
        assert path.read_bytes() == b"x"

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
    def test_permissions_are_kept(self, tmp_path: Path) -> None:
        path = tmp_path / "study.yaml"
        path.write_bytes(b"old")
        path.chmod(0o640)
        write_atomic(path, b"new")
        assert stat.S_IMODE(path.stat().st_mode) == 0o640

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
    def test_a_new_file_has_the_permissions_that_any_new_file_has(self, tmp_path: Path) -> None:
        (tmp_path / "by_hand").write_bytes(b"")
        write_atomic(tmp_path / "by_gioia", b"")
        assert (tmp_path / "by_gioia").stat().st_mode == (tmp_path / "by_hand").stat().st_mode


class TestFilesThatChangeTogether:
    def test_all_of_them_change_at_the_end(self, tmp_path: Path) -> None:
        (tmp_path / "old").write_bytes(b"1")
        (tmp_path / "gone").write_bytes(b"2")
        with together() as files:
            files.put(tmp_path / "old", b"3")
            files.put(tmp_path / "a" / "b" / "new", b"4")
            files.remove(tmp_path / "gone")
            files.remove(tmp_path / "never there")
            assert (tmp_path / "old").read_bytes() == b"1"
            assert (tmp_path / "gone").exists()
        assert names(tmp_path) == ["a", "a/b", "a/b/new", "old"]
        assert (tmp_path / "old").read_bytes() == b"3"

    def test_where_one_is_refused_all_stay_and_no_folder_is_left(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "old").write_bytes(b"1")
        (tmp_path / "gone").write_bytes(b"2")
        refusing(monkeypatch, lambda _, new: new.name == "new")
        with pytest.raises(GioiaError, match=r"new: cannot be written \(Permission denied\)"):
            put_all(tmp_path, {"old": b"3", "gone": None, "a/b/new": b"4"})
        assert names(tmp_path) == ["gone", "old"]
        assert (tmp_path / "old").read_bytes() == b"1"

    def test_what_is_raised_in_the_block_leaves_nothing(self, tmp_path: Path) -> None:
        def interrupted() -> None:
            with together() as files:
                files.put(tmp_path / "a" / "new", b"4")
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            interrupted()
        assert names(tmp_path) == []

    def test_a_folder_in_which_nothing_is_left_goes_with_its_last_file(self, tmp_path: Path) -> None:
        (tmp_path / "folder").mkdir()
        (tmp_path / "folder" / "a").write_bytes(b"")
        with together() as files:
            files.remove(tmp_path / "folder" / "a")
        assert names(tmp_path) == []

    def test_a_file_that_cannot_be_removed_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(GioiaError, match="cannot be written"), together() as files:
            files.remove(tmp_path)

    def test_one_that_is_to_go_with_a_folder_that_is_gone_is_no_fault(self, tmp_path: Path) -> None:
        put_all(tmp_path, {"folder/gone": None, "new": b"1"})
        assert contents(tmp_path) == {"new": b"1"}


class TestWhatIsKeptUntilAllAreDone:
    def test_two_files_whose_names_begin_alike_are_kept_apart(self, tmp_path, monkeypatch):
        alike = "a survey with a name that goes on and on " + "." * 9
        before = {alike + "row 1.jsonl": b"1", alike + "row 2.jsonl": b"2", "z": b"3"}
        put_all(tmp_path, dict(before))
        refusing(monkeypatch, lambda old, _: old.name == "z")
        with pytest.raises(GioiaError, match="z: cannot be written"):
            put_all(tmp_path, dict.fromkeys(before))
        assert contents(tmp_path) == before

    def test_where_a_file_has_one_name_only_a_copy_is_kept_and_needs_no_room_to_go_back(self, tmp_path, monkeypatch):
        put_all(tmp_path, {"a": b"1", "b": b"2", "c": b"3"})
        (tmp_path / "a").chmod(0o640)
        mode = (tmp_path / "a").stat().st_mode
        without_second_names(monkeypatch)
        monkeypatch.setattr(Path, "write_bytes", fails)
        refusing(monkeypatch, lambda _, new: new.name == "c")
        with pytest.raises(GioiaError, match=r"c: cannot be written \(Permission denied\): nothing was changed there"):
            put_all(tmp_path, {"a": b"4", "b": None, "c": b"5"})
        assert contents(tmp_path) == {"a": b"1", "b": b"2", "c": b"3"}
        assert (tmp_path / "a").stat().st_mode == mode

    def test_a_disk_too_full_for_the_copy_leaves_all_as_it_was(self, tmp_path, monkeypatch):
        put_all(tmp_path, {"a": b"1"})
        without_second_names(monkeypatch)
        full, fsync = iter([False, True]), os.fsync
        monkeypatch.setattr(writing.os, "fsync", lambda file: fails() if next(full) else fsync(file))
        with pytest.raises(GioiaError, match="a: cannot be written"):
            put_all(tmp_path, {"a": b"4"})
        assert contents(tmp_path) == {"a": b"1"}

    @pytest.mark.parametrize("linked", [True, False])
    def test_what_cannot_be_put_back_stays_and_is_named(self, tmp_path, monkeypatch, linked):
        put_all(tmp_path, {"a": b"1", "b": b"2", "c": b"3"})
        if not linked:
            without_second_names(monkeypatch)
        monkeypatch.chdir(tmp_path)
        refusing(monkeypatch, lambda old, new: new.name == "d" or old.name.endswith(".old.tmp"))
        with pytest.raises(GioiaError) as raised:
            put_all(tmp_path, {"a": b"4", "b": None, "c": b"3", "new": b"5", "d": b"6"})
        kept = {name: content for name, content in contents(tmp_path).items() if name.endswith(".tmp")}
        by_content = {content: name for name, content in kept.items()}
        assert sorted(by_content) == [b"1", b"2", b"3"]
        assert str(raised.value) == (
            "d: cannot be written (Permission denied), and not everything could be put back: "
            f"rename {by_content[b'3']} to c; rename {by_content[b'2']} to b; rename {by_content[b'1']} to a"
        )
        assert raised.value.exit_code == 1
        assert contents(tmp_path) == kept | {"a": b"4", "c": b"3"}

    def test_a_new_file_that_cannot_be_taken_away_again_is_named(self, tmp_path, monkeypatch):
        unlink = Path.unlink
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(
            Path, "unlink", lambda path, **more: fails() if path.name == "new" else unlink(path, **more)
        )
        refusing(monkeypatch, lambda _, new: new.name == "d")
        with pytest.raises(GioiaError, match=r"not everything could be put back: delete new$"):
            put_all(tmp_path, {"new": b"5", "d": b"6"})
        assert contents(tmp_path) == {"new": b"5"}

    def test_one_that_is_held_open_for_a_moment_is_put_back(self, tmp_path, monkeypatch):
        put_all(tmp_path, {"a": b"1"})
        held = iter([True, True, False])
        refusing(monkeypatch, lambda old, new: new.name == "d" or (old.name.endswith(".old.tmp") and next(held)))
        monkeypatch.setattr(replacing, "_RENAME_TRIES", 3)
        monkeypatch.setattr(replacing.time, "sleep", lambda _: None)
        monkeypatch.setattr(replacing, "_MAY_BE_HELD", True)
        with pytest.raises(GioiaError, match=r"d: cannot be written .*: nothing was changed there"):
            put_all(tmp_path, {"a": b"4", "d": b"6"})
        assert contents(tmp_path) == {"a": b"1"}

    def test_an_interruption_does_not_hide_what_could_not_be_put_back(self, tmp_path, monkeypatch):
        def refused(old: Path, new: Path) -> bool:
            signal.raise_signal(signal.SIGINT)
            return new.name == "d" or old.name.endswith(".old.tmp")

        put_all(tmp_path, {"a": b"1"})
        refusing(monkeypatch, refused)
        with pytest.raises((GioiaError, KeyboardInterrupt)) as raised:
            put_all(tmp_path, {"a": b"4", "d": b"6"})
        assert str(raised.value).startswith("interrupted, and not everything could be put back: rename ")


@pytest.mark.skipif(os.name == "nt", reason="Windows makes links for administrators only")
def test_a_link_stays_one_and_the_file_that_it_leads_to_changes(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "file").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "there" / "file")
    write_atomic(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there" / "file").read_bytes() == b"new"
    assert names(tmp_path) == ["link", "there", "there/file"]


class TestInterruptions:
    def test_one_waits_for_the_end_of_the_block(self) -> None:
        done = []

        def block() -> None:
            with uninterrupted():
                signal.raise_signal(signal.SIGINT)
                done.append("the rest")

        with pytest.raises(KeyboardInterrupt):
            block()
        assert done == ["the rest"]

    def test_one_inside_two_blocks_waits_for_the_outer_one(self) -> None:
        done = []

        def block() -> None:
            with uninterrupted():
                with uninterrupted():
                    signal.raise_signal(signal.SIGINT)
                done.append("the rest")

        with pytest.raises(KeyboardInterrupt):
            block()
        assert done == ["the rest"]

    def test_one_while_files_take_their_places_finds_all_of_them_changed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        replace = os.replace
        monkeypatch.setattr(
            writing.os, "replace", lambda old, new: (signal.raise_signal(signal.SIGINT), replace(old, new))
        )
        with pytest.raises(KeyboardInterrupt):
            put_all(tmp_path, {"a": b"1", "b": b"2"})
        assert names(tmp_path) == ["a", "b"]

    def test_one_while_a_file_is_written_leaves_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        fsync = os.fsync
        monkeypatch.setattr(writing.os, "fsync", lambda file: (signal.raise_signal(signal.SIGINT), fsync(file)))
        with pytest.raises(KeyboardInterrupt):
            put_all(tmp_path, {"a": b"1", "b": b"2"})
        assert names(tmp_path) == []

    @pytest.mark.parametrize("refused", ["", "z"])
    def test_one_at_any_line_leaves_all_as_it_was_or_as_it_is_to_be(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str
    ) -> None:
        before = {"a": b"1", "b": b"2", "z": b"3"}
        after = {"a": b"4", "x/new": b"5", "z": b"6"}
        refusing(monkeypatch, lambda _, new: new.name == refused)
        seen = []
        for number in range(1, 1000):
            folder = tmp_path / str(number)
            _laid_out(folder, before)
            lines = _interrupted_at(number, lambda folder=folder: put_all(folder, after | {"b": None}))
            seen.append(contents(folder))
            assert seen[-1] in ([before] if refused else [before, after])
            assert "x" not in names(folder) or seen[-1] == after
            if lines < number:
                break
        assert len(seen) > 100
        assert seen[-1] == (before if refused else after)

    def test_one_does_what_it_would_have_done_before(self) -> None:
        program = (
            "import signal; from gioia.plaintext.writing import uninterrupted\n"
            "signal.signal(signal.SIGINT, getattr(signal, {!r}))\n"
            "with uninterrupted():\n"
            "    signal.raise_signal(signal.SIGINT)\n"
            "    print('the rest', flush=True)\n"
            "print('after')"
        )
        ended = {
            name: subprocess.run(
                [sys.executable, "-c", program.format(name)], capture_output=True, check=False, text=True
            )
            for name in ("SIG_DFL", "SIG_IGN")
        }
        assert ended["SIG_DFL"].stdout.split("\n") == ["the rest", ""]
        assert ended["SIG_DFL"].returncode == (3 if os.name == "nt" else -signal.SIGINT)
        assert ended["SIG_IGN"].stdout.split("\n") == ["the rest", "after", ""]
        assert ended["SIG_IGN"].returncode == 0


def _laid_out(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _interrupted_at(number: int, action: Callable[[], None]) -> int:
    """Interrupt the action before so many lines of `writing` have run; return how many ran."""
    count = 0

    def line(_: FrameType, event: str, __: Any) -> Any:
        nonlocal count
        if event == "line":
            count += 1
            if count == number:
                signal.raise_signal(signal.SIGINT)
        return line

    def call(frame: FrameType, _: str, __: Any) -> Any:
        return line if frame.f_code.co_filename in {writing.__file__, replacing.__file__} else None

    traced_before = sys.gettrace()
    sys.settrace(call)
    try:
        action()
    except (KeyboardInterrupt, GioiaError):
        pass
    finally:
        sys.settrace(traced_before)
    return count


def cut_off(folder, after):
    """Write two files and take one away, and stop as though killed when `after` of them have their places."""
    from gioia.plaintext.files import JOURNAL_NAME

    script = (
        "import os, sys\nfrom pathlib import Path\nfrom gioia.plaintext import writing\n"
        "folder, after, real = Path(sys.argv[1]), int(sys.argv[2]), writing._takes_place\n"
        "def takes_place(step):\n"
        "    global after\n"
        "    if not after:\n"
        "        os._exit(9)\n"
        "    after -= 1\n"
        "    return real(step)\n"
        "writing._takes_place = takes_place\n"
        f"with writing.together(folder / '{JOURNAL_NAME}') as several:\n"
        "    several.put(folder / 'a', b'new a')\n"
        "    several.remove(folder / 'b')\n"
        "    several.put(folder / 'sub' / 'c', b'new c')\n"
    )
    for name in "ab":
        (folder / name).write_bytes(b"old " + name.encode())

    assert subprocess.run([sys.executable, "-c", script, str(folder), str(after)], check=False).returncode == 9


def files_in(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("after", [0, 1, 2])
def test_what_was_cut_off_between_two_files_is_completed(tmp_path, after):
    cut_off(tmp_path, after)
    finish(tmp_path)
    assert files_in(tmp_path) == {"a": b"new a", "sub/c": b"new c"}
    finish(tmp_path)


def test_what_somebody_changed_after_the_cut_is_not_overwritten(tmp_path):
    cut_off(tmp_path, 1)
    (tmp_path / "b").write_bytes(b"by hand")
    finish(tmp_path)
    left = {name: content for name, content in files_in(tmp_path).items() if "/." not in name and name[0] != "."}
    assert left == {"a": b"new a", "b": b"by hand"}
    assert b"new c" in files_in(tmp_path).values(), "what is missing is kept beside its place"


def test_a_file_changed_where_it_had_its_place_already_does_not_stand_in_the_way(tmp_path):
    cut_off(tmp_path, 1)
    (tmp_path / "a").write_bytes(b"by hand")
    finish(tmp_path)
    assert files_in(tmp_path) == {"a": b"by hand", "sub/c": b"new c"}


def test_a_journal_that_cannot_be_read_is_one_line(tmp_path):
    (tmp_path / ".gioia.unfinished").write_bytes(b"{")
    with pytest.raises(GioiaError, match="look at the study with git"):
        finish(tmp_path)


@pytest.mark.parametrize(
    "move",
    [
        ("a", "b", "b"),
        ("sub/.x.tmp", "a", "a"),
        (".x.tmp", "../a", "../a"),
        ("../a", "../b.tmp", "../a"),
        (".x.tmp", ".y.tmp", ".y.tmp"),
    ],
)
def test_a_journal_that_no_program_of_ours_wrote_moves_nothing(tmp_path, move):
    """A study may come from anywhere: what it says is unfinished must not reach for other files."""
    folder = tmp_path / "study"
    (folder / "sub").mkdir(parents=True)
    for name in ("a", "b", ".x.tmp", "sub/.x.tmp", "../a"):
        (folder / name).write_bytes(name.encode())
    source, target, path = move
    seals = {writing._seal(folder / path), ""}
    before = files_in(tmp_path)
    for seal in seals:
        moves = [{"source": source, "target": target, "path": path, "seal": seal}]
        (folder / ".gioia.unfinished").write_text(json.dumps({"moves": moves, "beside": ["../a"]}))
        with pytest.raises(GioiaError):
            finish(folder)
        (folder / ".gioia.unfinished").unlink()
        assert files_in(tmp_path) == before

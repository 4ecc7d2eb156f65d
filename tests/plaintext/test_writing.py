"""Files that change together: all of them or none, whatever the disk refuses and whenever a person interrupts."""

from __future__ import annotations

import errno
import os
import signal
import stat
from pathlib import Path

import pytest

from gioia.errors import GioiaError
from gioia.plaintext import writing
from gioia.plaintext.writing import together, uninterrupted, write_atomic


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
        replace = os.replace

        def refuses(old: Path, new: Path) -> None:
            if new.name == "new":
                raise PermissionError(errno.EACCES, "Permission denied")
            replace(old, new)

        monkeypatch.setattr(writing.os, "replace", refuses)
        monkeypatch.setattr(writing, "_RENAME_TRIES", 1)
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

"""Bytes on disk: a write leaves the old file or the new one, and two programs take turns."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from gioia.errors import GioiaError
from gioia.plaintext import files
from gioia.plaintext.files import lock, read_text, remove, shown_path, write_atomic


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fails(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


class TestWriting:
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
        monkeypatch.setattr(files.os, step, fails)
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
        monkeypatch.setattr(files.os, "fsync", lambda file: (steps.append("flush"), fsync(file)))
        monkeypatch.setattr(files.os, "replace", lambda old, new: (steps.append("rename"), replace(old, new)))
        write_atomic(tmp_path / "a", b"1")
        assert steps[:2] == ["flush", "rename"]

    def test_an_interruption_leaves_the_old_file_and_goes_on_up(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        path = tmp_path / "study.yaml"
        path.write_bytes(b"old")
        monkeypatch.setattr(files.os, "replace", interrupted)
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

    def test_removing_a_file_that_is_gone_is_no_fault(self, tmp_path: Path) -> None:
        path = tmp_path / "a"
        path.write_bytes(b"")
        (tmp_path / "kept").write_bytes(b"")
        remove(path)
        remove(path)
        assert names(tmp_path) == ["kept"]

    def test_a_folder_in_which_nothing_is_left_goes_with_its_last_file(self, tmp_path: Path) -> None:
        (tmp_path / "folder").mkdir()
        (tmp_path / "folder" / "a").write_bytes(b"")
        remove(tmp_path / "folder" / "a")
        assert names(tmp_path) == []

    def test_a_file_that_cannot_be_removed_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(GioiaError, match="cannot be written"):
            remove(tmp_path)


APPEND = """
import sys
from pathlib import Path
from gioia.plaintext.files import lock, write_atomic
folder, who = Path(sys.argv[1]), sys.argv[2]
for item in range(30):
    with lock(folder):
        path = folder / "items.txt"
        old = path.read_bytes() if path.exists() else b""
        write_atomic(path, old + f"{who}{item}\\n".encode())
"""


class TestLock:
    def test_two_programs_that_add_to_one_file_lose_nothing(self, tmp_path: Path) -> None:
        programs = [subprocess.Popen([sys.executable, "-c", APPEND, tmp_path, who]) for who in "ab"]
        assert [program.wait(timeout=60) for program in programs] == [0, 0]
        items = (tmp_path / "items.txt").read_text().split()
        assert sorted(items) == sorted(f"{who}{item}" for who in "ab" for item in range(30))

    def test_who_waits_too_long_is_told_so(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        hold = (
            "import sys; from pathlib import Path; from gioia.plaintext.files import lock\n"
            "with lock(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
        )
        monkeypatch.setattr(files, "LOCK_SECONDS", 0.05)
        with subprocess.Popen(
            [sys.executable, "-c", hold, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as other:
            assert other.stdout is not None
            assert other.stdout.readline().strip() == b"held"
            with pytest.raises(GioiaError, match="another program has been writing") as raised, lock(tmp_path):
                pytest.fail("the lock was given twice")
            other.communicate()
        assert raised.value.exit_code == 1
        with lock(tmp_path):
            pass

    def test_a_folder_that_is_not_there_is_an_error_of_one_line(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(files, "LOCK_SECONDS", 0.05)
        (tmp_path / "file").write_bytes(b"")
        with pytest.raises(GioiaError, match="cannot be written"), lock(tmp_path / "file"):
            pass

    def test_a_fault_of_the_work_itself_is_not_taken_for_one_of_the_lock(self, tmp_path: Path) -> None:
        with pytest.raises(PermissionError, match="the work"), lock(tmp_path):
            raise PermissionError("the work")
        with lock(tmp_path):
            pass


class TestReading:
    def test_line_ends_stay_and_a_byte_order_mark_goes(self, tmp_path: Path) -> None:
        path = tmp_path / "a.yaml"
        path.write_bytes(b"\xef\xbb\xbf" + "甲: 1\r\n乙: 2\n".encode())
        assert read_text(path) == ("甲: 1\r\n乙: 2\n", [])

    def test_a_missing_file_is_a_finding(self, tmp_path: Path) -> None:
        text, [found] = read_text(tmp_path / "model.yaml")
        assert (text, found.rule, found.place.line) == ("", "FI6", 0)
        assert found.place.path.endswith("model.yaml")

    @pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
    def test_bytes_that_are_not_utf8_are_a_finding_at_their_line(self, tmp_path: Path, mark: bytes) -> None:
        path = tmp_path / "study.yaml"
        path.write_bytes(mark + b"study: a\nabout: " + "乐纯".encode("gb18030"))
        text, [found] = read_text(path)
        assert (text, found.rule, found.place.line) == ("", "FI1", 2)
        assert found.message == f"byte {len(mark) + 16} is not UTF-8"

    def test_a_folder_in_place_of_a_file_is_a_finding(self, tmp_path: Path) -> None:
        text, [found] = read_text(tmp_path)
        assert (text, found.rule) == ("", "FI1")

    def test_paths_are_shown_from_where_the_person_stands(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert shown_path(Path("corpora/乐纯/../study.yaml")) == "corpora/study.yaml"
        assert shown_path(tmp_path / "a" / "b") == "a/b"
        assert shown_path(tmp_path.parent / "elsewhere") == (tmp_path.parent / "elsewhere").as_posix()

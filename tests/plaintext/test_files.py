"""Bytes on disk: only files are read, and two programs take turns."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gioia.errors import GioiaError
from gioia.plaintext import files
from gioia.plaintext.files import lock, original_bytes, read_text, refused, shown_path


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
class TestWhatIsNoFile:
    def test_a_pipe_is_a_finding_and_nobody_waits_for_it(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "codebook.yaml")
        text, (found,) = read_text(tmp_path / "codebook.yaml")
        assert text == ""
        assert (found.rule, found.message) == ("FI1", "cannot be read (a pipe or a device, not a file)")

    def test_a_device_without_end_is_not_brought_in(self) -> None:
        with pytest.raises(GioiaError, match="/dev/zero: cannot be read"):
            original_bytes(Path("/dev/zero"))


def test_a_file_larger_than_any_document_is_not_brought_in(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    with pytest.raises(GioiaError, match=r"large.txt: is too large \(500 MB\): split it into files of at most 200 MB"):
        original_bytes(path)


def test_a_name_with_bytes_that_are_no_character_is_not_brought_in(tmp_path: Path) -> None:
    with pytest.raises(GioiaError, match="the name holds bytes that are no character: rename the file"):
        original_bytes(tmp_path / "a\udcff.txt")


APPEND = """
import sys
from pathlib import Path
from gioia.plaintext.files import lock
from gioia.plaintext.writing import write_atomic
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
        with pytest.raises(GioiaError, match="the study's folder cannot be written to"), lock(tmp_path / "file"):
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

    @pytest.mark.parametrize("exists", [True, False])
    def test_who_may_not_write_a_file_that_is_there_is_told_that_a_program_may_have_it_open(
        self, tmp_path: Path, *, exists: bool
    ) -> None:
        path = tmp_path / "表1.csv"
        if exists:
            path.touch()
        error = refused(path, PermissionError(13, "Permission denied"))
        assert str(error).startswith(f"{shown_path(path)}: cannot be written (Permission denied): nothing was changed")
        assert ("close it in the program that has it open" in error.remedy) is exists
        assert error.exit_code == 1

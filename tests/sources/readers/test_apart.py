"""A library that a file breaks takes nothing with it: the file is refused in one line, and the next one is read."""

from __future__ import annotations

import atexit
import errno
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pdf_files import SONG
from processes import is_gone
from study_copies import PROGRAM
from test_pdf import at, file_of

from gioia.errors import GioiaError
from gioia.sources.readers import AS_FOUND, Reading, apart, programs, read_original

GOOD = file_of(at(60, 700, "words"))


def text_of(raw: bytes) -> str:
    (reading,) = read_original(raw, "a.pdf")
    return reading.text


def refusal(raw: bytes) -> str:
    with pytest.raises(GioiaError) as raised:
        read_original(raw, "a.pdf")
    assert raised.value.exit_code == 1
    assert "\n" not in str(raised.value)
    return str(raised.value)


def forms_in_forms(depth: int) -> bytes:
    """Return a PDF of a kilobyte whose page draws a form that draws ten, each of which draws ten …"""
    forms = [
        f"{number} 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {number + 1} 0 R>>>>/Length 60>>"
        f"stream\n{'/X Do ' * 10}\nendstream endobj\n"
        for number in range(10, 10 + depth)
    ]
    last = f"{10 + depth} 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 6>>stream\n0 0 m S\nendstream endobj\n"
    page = (
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 10 0 R>>>>>>endobj\n"
        "4 0 obj<</Length 5>>stream\n/X Do\nendstream endobj\n"
    )
    return f"%PDF-1.4\n{page}{''.join(forms)}{last}trailer<</Root 1 0 R>>\n%%EOF".encode()


Reader = Callable[[str], list[Reading]]


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """Return a function that has a file read by a reader with this body, in a process of its own."""
    monkeypatch.syspath_prepend(str(tmp_path))
    apart._end()
    head = "import os, signal, time\nfrom gioia.sources.readers import Reading, programs\n"

    def reading(body: str) -> list[Reading]:
        lines = "".join(f"    {line}\n" for line in body.splitlines())
        (tmp_path / "own_reader.py").write_text(f"{head}def read(raw, name, options):\n{lines}")
        return apart.read("own_reader", b"", "a.pdf", AS_FOUND)

    yield reading
    apart._end()


def refused(reader: Reader, body: str) -> str:
    with pytest.raises(GioiaError) as raised:
        reader(body)
    assert raised.value.exit_code == 1
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_a_file_that_never_ends_is_given_up_and_the_next_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 1.0)
    assert refusal(forms_in_forms(12)).startswith("a.pdf: reading it took over 1 seconds: it is damaged")
    monkeypatch.undo()
    assert text_of(GOOD) == "words\n"


def test_a_process_that_dies_takes_only_its_file_with_it(reader: Reader) -> None:
    assert refused(reader, "os._exit(3)").startswith("a.pdf: the process that read it ended by itself: it is damaged")
    assert text_of(GOOD) == "words\n"


def test_a_process_that_died_between_two_files_takes_none_with_it() -> None:
    assert text_of(GOOD) == "words\n"
    assert apart._Other.process is not None
    os.kill(apart._Other.process.pid, signal.SIGTERM)
    assert is_gone(apart._Other.process.pid)
    assert text_of(GOOD) == "words\n"


def test_a_process_that_was_killed_when_it_had_answered_takes_no_other_file_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text_of(GOOD)
    first, received = apart._Other.process, apart._received

    def late(source: object) -> bytes | None:
        answer = received(source)  # type: ignore[arg-type]
        time.sleep(0.3)
        return answer

    monkeypatch.setattr(apart, "SECONDS", 0.2)
    monkeypatch.setattr(apart, "_received", late)
    monkeypatch.setattr(programs, "kill", lambda _: None)
    assert text_of(GOOD) == "words\n"
    assert apart._Other.process is None
    monkeypatch.undo()
    assert first is not None
    programs.end(first)
    assert text_of(GOOD) == "words\n"


def test_a_pipe_that_windows_calls_invalid_is_that_of_a_dead_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object) -> None:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    monkeypatch.setattr(apart, "_send", closed)
    assert "ended by itself" in refusal(GOOD)


def test_however_often_a_process_is_started_its_end_is_asked_for_once() -> None:
    text_of(GOOD)
    asked = atexit._ncallbacks()
    apart._end()
    text_of(GOOD)
    assert atexit._ncallbacks() == asked


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such bound")
def test_a_file_that_needs_more_memory_than_it_may_have_is_refused(reader: Reader) -> None:
    """What is asked for is never filled, so that only the bound can refuse it."""
    asked = "return [Reading(str(len(bytearray({}))), 'own 1')]"
    assert refused(reader, asked.format(apart.MEMORY + 1)).startswith("a.pdf: reading it took over 1,073 MB of memory")
    assert reader(asked.format(apart.MEMORY // 8))[0].text == str(apart.MEMORY // 8)


def test_a_fault_of_the_reader_is_told_by_its_type_and_text(reader: Reader) -> None:
    assert refused(reader, "return {}['column\\nof texts']").startswith(
        "a.pdf: its reader failed (KeyError: 'column\\nof texts'): "
    )


def test_a_reader_that_cannot_be_imported_is_told_so(reader: Reader) -> None:
    assert "its reader failed (IndentationError: " in refused(reader, "")
    with pytest.raises(GioiaError, match=r"its reader failed \(ModuleNotFoundError: No module named 'gone'\)"):
        apart.read("gone", b"", "a.pdf", AS_FOUND)


def test_a_panic_of_rust_is_told_too(reader: Reader) -> None:
    assert "its reader failed (BaseException: a panic)" in refused(reader, "raise BaseException('a panic')")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no groups of processes")
def test_what_a_reader_started_ends_with_it(reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 1.0)
    body = f"process = programs.start(['sleep', '60'])\nopen({str(tmp_path / 'number')!r}, 'w').write(str(process.pid))"
    assert "took over 1 seconds" in refused(reader, f"{body}\ntime.sleep(60)")
    assert is_gone(int((tmp_path / "number").read_text()))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bound")
def test_the_other_process_ends_also_where_the_first_one_was_killed(reader: Reader) -> None:
    """The system counts the time that it computes: nobody else is left who would end a loop."""
    (reading,) = reader("import resource\nreturn [Reading(str(resource.getrlimit(resource.RLIMIT_CPU)[0]), 'own 1')]")
    assert 2 * apart.SECONDS <= int(reading.text) < 3 * apart.SECONDS


@pytest.mark.skipif(signal.getsignal(signal.SIGINT) == signal.SIG_IGN, reason="interruptions pass the tests by")
def test_what_a_reader_starts_does_not_ignore_interruptions(reader: Reader) -> None:
    (reading,) = reader("return [Reading(str(signal.getsignal(signal.SIGINT) == signal.SIG_IGN), 'own 1')]")
    assert reading.text == "False"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no shell scripts")
class TestASecondEngineThatHangs:
    RAW = file_of(
        at(60, 700, "words") + "BT /C 10 Tf 60 600 Td <e4bb93> Tj ET\n", font=SONG.format("UniGB-UTF8-H", "GB1")
    )

    @pytest.fixture
    def scripts(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Return a folder on the path with a `pdftotext` that says its version and then never ends."""
        folder = tmp_path / "scripts"
        folder.mkdir()
        program = folder / "pdftotext"
        version = '[ "$1" = -v ] && { echo "pdftotext version 22.12.0, the Poppler" >&2; exit; }'
        program.write_text(f'#!/bin/sh\n{version}\necho $$ > "{folder}/number"\nexec sleep 60\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        apart._end()
        return folder

    def test_only_means_that_the_page_is_not_mended(self, scripts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        text_of(GOOD)
        monkeypatch.setattr(apart, "SECONDS", 4.0)
        (reading,) = read_original(self.RAW, "a.pdf")
        assert reading.text.startswith("words\n")
        assert "poppler" not in reading.reader
        assert any("characters that only the file's own fonts" in remark.message for remark in reading.remarks)
        assert is_gone(int((scripts / "number").read_text()))
        apart._end()

    def test_goes_with_a_person_who_interrupts_and_leaves_nothing(self, scripts: Path, tmp_path: Path) -> None:
        scratch = tmp_path / "scratch"
        scratch.mkdir()
        shutil.copytree(Path(__file__).parents[2] / "studies" / "clean", tmp_path / "clean")
        (tmp_path / "a.pdf").write_bytes(self.RAW)
        program = subprocess.Popen(
            [*PROGRAM, "add", "a.pdf", "--source", "Q7"],
            cwd=tmp_path,
            env=os.environ | {"GIOIA_STUDY": "clean", "GIOIA_LANG": "en", "TMPDIR": str(scratch)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        while not (scripts / "number").exists() and program.poll() is None:
            time.sleep(0.02)
        program.send_signal(signal.SIGINT)
        assert "interrupted" in program.communicate(timeout=60)[1]
        assert is_gone(int((scripts / "number").read_text()))
        assert list(scratch.iterdir()) == []


def test_the_same_process_reads_file_after_file() -> None:
    text_of(GOOD)
    first = apart._Other.process
    text_of(GOOD)
    assert apart._Other.process is first


def test_what_the_reader_says_comes_through_word_for_word() -> None:
    from gioia.sources.readers import pdf

    with pytest.raises(GioiaError) as direct:
        pdf.read(b"%PDF-1.4", "a.pdf", None)
    assert refusal(b"%PDF-1.4") == str(direct.value)
    readings: list[Reading] = pdf.read(GOOD, "a.pdf", None)
    assert apart.read("gioia.sources.readers.pdf", GOOD, "a.pdf", AS_FOUND) == readings


def _in_a_fork(queue: multiprocessing.Queue[str]) -> None:
    queue.put(text_of(GOOD))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_a_process_that_is_forked_off_makes_its_own() -> None:
    text_of(GOOD)
    forks = multiprocessing.get_context("fork")
    queue: multiprocessing.Queue[str] = forks.Queue()
    fork = forks.Process(target=_in_a_fork, args=(queue,))
    fork.start()
    assert queue.get(timeout=30) == "words\n"
    fork.join()
    assert text_of(GOOD) == "words\n"

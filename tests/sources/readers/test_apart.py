"""A library that a file breaks takes nothing with it: the file is refused in one line, and the next one is read."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys

import pytest
from test_pdf import at, file_of

from gioia.errors import GioiaError
from gioia.sources.readers import AS_FOUND, Reading, apart, read_original

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


def test_a_file_that_never_ends_is_given_up_and_the_next_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0.3)
    assert refusal(forms_in_forms(12)).startswith("a.pdf: reading it took too much time or memory")
    monkeypatch.undo()
    assert text_of(GOOD) == "words\n"


def test_a_process_that_dies_takes_only_its_file_with_it() -> None:
    assert text_of(GOOD) == "words\n"
    assert apart._Other.process is not None
    os.kill(apart._Other.process.pid, signal.SIGTERM)
    apart._Other.process.wait()
    assert "broke the library" in refusal(GOOD)
    assert text_of(GOOD) == "words\n"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such bound")
def test_a_file_that_needs_more_memory_than_it_may_have_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library itself does not fit: a page that fills a gigabyte would take seconds to fill it."""
    apart._end()
    monkeypatch.setattr(apart, "MEMORY", 1)
    assert "too much time or memory" in refusal(GOOD)
    monkeypatch.undo()
    assert text_of(GOOD) == "words\n"


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

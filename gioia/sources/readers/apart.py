"""Readers whose libraries are not written in Python, run in a process of their own.

A file that is made for it can have such a library fill the memory, loop for ever or abort, and nothing in Python stops
that. So a second process reads for this one, file after file, with a bound on its time, and on its memory where
the system knows such a bound (Windows does not: there time alone stops it). When it dies, that one file is refused, and the
next file gets a new process.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import os
import signal
import subprocess
import sys
import threading
from typing import IO, cast

import msgspec

from gioia.errors import GioiaError
from gioia.sources.readers import Options, Reading

SECONDS = 20.0
SECONDS_A_BYTE = 30e-6
"""A thousand pages of text take a few seconds; a slow machine gets ten times that."""
MEMORY = 1024**3
MEMORY_A_BYTE = 20
_LENGTH = 8
_SERVE = "import sys; sys.path[:] = sys.argv[1:]; from gioia.sources.readers.apart import serve; serve()"


class _Question(msgspec.Struct, frozen=True):
    module: str
    raw: bytes
    name: str
    options: Options
    memory: int


class _Answer(msgspec.Struct, frozen=True):
    """The readings, or else the error's message; none of them where the library failed."""

    readings: list[Reading] = []
    message: str = ""
    remedy: str = ""
    exit_code: int = 1


def read(module: str, raw: bytes, name: str, options: Options) -> list[Reading]:
    """Return what the reader `module` makes of the bytes, read in the other process.

    Raises what the reader raises, and GioiaError where it needs too much time or memory, or breaks.
    """
    memory = MEMORY + MEMORY_A_BYTE * len(raw)
    answer = _asked(_Question(module, raw, name, options, memory), SECONDS + SECONDS_A_BYTE * len(raw))
    if answer is None:
        message = (
            f"{name}: reading it took too much time or memory, or broke the library: it is damaged, or made to do so"
        )
        raise GioiaError(message, remedy="open it in its program, save or print it anew, and add that", exit_code=1)
    if answer.message:
        raise GioiaError(answer.message, remedy=answer.remedy, exit_code=answer.exit_code)
    return answer.readings


def serve() -> None:
    """Answer question after question until there are no more; this is what the other process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is told, and ends this one
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while (question := _received(source)) is not None:
        _send(target, msgspec.msgpack.encode(_answer(msgspec.msgpack.decode(question, type=_Question))))


def _answer(question: _Question) -> _Answer:
    _bound_memory(question.memory)
    reader = importlib.import_module(question.module)
    try:
        readings: list[Reading] = reader.read(question.raw, question.name, question.options)
    except GioiaError as error:
        return _Answer([], error.message, error.remedy, error.exit_code)
    return _Answer(readings)


def _bound_memory(most: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such bound
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


class _Other:
    """The other process, and the process that it belongs to: one that is forked off makes its own."""

    process: subprocess.Popen[bytes] | None = None
    owner = 0


def _asked(question: _Question, seconds: float) -> _Answer | None:
    """Return the answer, None where the other process died or had to be ended."""
    process = _started()
    patience = threading.Timer(seconds, process.kill)
    patience.daemon = True
    patience.start()
    answer = None
    try:
        _send(cast("IO[bytes]", process.stdin), msgspec.msgpack.encode(question))
        answer = _received(cast("IO[bytes]", process.stdout))
    except BrokenPipeError:
        pass
    finally:
        patience.cancel()
        if answer is None:
            _end()
    return None if answer is None else msgspec.msgpack.decode(answer, type=_Answer)


def _started() -> subprocess.Popen[bytes]:
    if _Other.process is None or _Other.owner != os.getpid():
        _Other.process = subprocess.Popen(  # noqa: S603 - this Python, running this module
            [sys.executable, "-c", _SERVE, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        _Other.owner = os.getpid()
        atexit.register(_end)
    return _Other.process


def _end() -> None:
    process, _Other.process = _Other.process, None
    if process is None or _Other.owner != os.getpid():
        return
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    process.wait()


def _send(target: IO[bytes], message: bytes) -> None:
    target.write(len(message).to_bytes(_LENGTH, "big"))
    target.write(message)
    target.flush()


def _received(source: IO[bytes]) -> bytes | None:
    """Return the next message, None where the other end has closed."""
    length = int.from_bytes(source.read(_LENGTH), "big")
    message = source.read(length)
    return message if message and len(message) == length else None

"""Readers whose libraries are not written in Python, run in a process of their own.

A file that is made for it can have such a library fill the memory, loop for ever or abort, and nothing in Python stops
that. So a second process reads for this one, file after file, with a bound on its time, and on its memory where the system
knows such a bound (Windows does not: there time alone stops it). When it dies, that one file is refused, and the next file
gets a new process. What is raised there is told here: what the reader says of the file word for word, and a fault of the
reader's own by its type and text.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import math
import os
import sys
from typing import IO, cast

import msgspec

from gioia.errors import GioiaError
from gioia.sources.readers import Options, Reading, programs

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
    seconds: float


class _Answer(msgspec.Struct, frozen=True):
    """The readings, or else what was raised: the reader's own message, too little memory, or a `fault` by type and text."""

    readings: list[Reading] = []
    message: str = ""
    remedy: str = ""
    exit_code: int = 1
    lacked_memory: bool = False
    fault: str = ""


def read(module: str, raw: bytes, name: str, options: Options) -> list[Reading]:
    """Return what the reader `module` makes of the bytes, read in the other process.

    Raises what the reader raises, and GioiaError where it needs too much time or memory, or breaks.
    """
    memory, seconds = MEMORY + MEMORY_A_BYTE * len(raw), SECONDS + SECONDS_A_BYTE * len(raw)
    answer = _asked(_Question(module, raw, name, options, memory, seconds))
    if isinstance(answer, str):
        raise _refused(name, answer)
    if answer.lacked_memory:
        raise _refused(name, f"reading it took over {memory // 1_000_000:,} MB of memory")
    if answer.fault:
        remedy = "save it anew in its program and add that; report this line, for it is a fault of the reader"
        raise GioiaError(f"{name}: its reader failed ({answer.fault})", remedy=remedy, exit_code=1)
    if answer.message:
        raise GioiaError(answer.message, remedy=answer.remedy, exit_code=answer.exit_code)
    return answer.readings


def _refused(name: str, what: str) -> GioiaError:
    message = f"{name}: {what}: it is damaged, or made to do so"
    return GioiaError(message, remedy="open it in its program, save or print it anew, and add that", exit_code=1)


def serve() -> None:
    """Answer question after question until there are no more; this is what the other process does."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while (question := _received(source)) is not None:
        _send(target, _answered(msgspec.msgpack.decode(question, type=_Question)))


def _answered(question: _Question) -> bytes:
    _bound(question.memory, question.seconds)
    try:
        with programs.ended_after(question.seconds):
            reader = importlib.import_module(question.module)
            readings: list[Reading] = reader.read(question.raw, question.name, question.options)
        return msgspec.msgpack.encode(_Answer(readings))
    except GioiaError as error:
        answer = _Answer([], error.message, error.remedy, error.exit_code)
    except MemoryError:
        answer = _Answer(lacked_memory=True)
    except BaseException as error:  # noqa: BLE001 - whatever it is, the first process raises it; Rust's panics are no Exception
        answer = _Answer(fault=" ".join(f"{type(error).__name__}: {error}".split()))
    return msgspec.msgpack.encode(answer)


def _bound(memory: int, seconds: float) -> None:
    """Bound the memory, and the time in case that the first process is no longer there to end this one and its programs."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such bounds
        import resource

        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        limits = ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, math.ceil(used + 2 * seconds)))
        for kind, most in limits:
            resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))


class _Other:
    """The other process, and the process that it belongs to: one that is forked off makes its own."""

    process: programs.Process | None = None
    owner = 0


def _asked(question: _Question) -> _Answer | str:
    """Return the answer, or how reading ended where the other process died or had to be ended."""
    process = _started()
    answer, is_sound = None, False
    try:
        # The pipe of a process that has died is broken, on Windows also invalid.
        with programs.patience(process, question.seconds) as is_over, contextlib.suppress(OSError):
            _send(cast("IO[bytes]", process.stdin), msgspec.msgpack.encode(question))
            answer = _received(cast("IO[bytes]", process.stdout))
        found = None if answer is None else msgspec.msgpack.decode(answer, type=_Answer)
        is_sound = found is not None and not found.lacked_memory and not is_over.is_set()
    finally:
        if not is_sound:
            _end()
    if found is None:
        took = f"reading it took over {question.seconds:,.0f} seconds"
        return took if is_over.is_set() else "the process that read it ended by itself"
    return found


def _started() -> programs.Process:
    process = _Other.process
    if process is None or _Other.owner != os.getpid() or process.poll() is not None:
        _end()
        process = _Other.process = programs.start([sys.executable, "-c", _SERVE, *sys.path])
        _Other.owner = os.getpid()
    return process


@atexit.register
def _end() -> None:
    process, _Other.process = _Other.process, None
    if process is not None and _Other.owner == os.getpid():
        programs.end(process)


def _send(target: IO[bytes], message: bytes) -> None:
    target.write(len(message).to_bytes(_LENGTH, "big"))
    target.write(message)
    target.flush()


def _received(source: IO[bytes]) -> bytes | None:
    """Return the next message, None where the other end has closed."""
    length = int.from_bytes(source.read(_LENGTH), "big")
    message = source.read(length)
    return message if message and len(message) == length else None

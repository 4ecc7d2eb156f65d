"""Programs that readers start: each has a bound on its time, and when it is ended, all that it started ends with it.

A program has a session of its own. So a person's interruption reaches this process alone, which ends the whole group. A
reader that runs in such a process itself (`apart`) has its programs in that group: they end when it is ended. There a
program gets only a part of the time that is left, so that the reader can go on without what the program would have said.
"""

from __future__ import annotations

import contextlib
import math
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar

Process = subprocess.Popen[bytes]
_UNTIL: ContextVar[float] = ContextVar("_UNTIL", default=math.inf)
"""When this process will be ended, by the monotonic clock."""
_SHARE = 0.5


def start(command: Sequence[str], *, heard: bool = True, environment: Mapping[str, str] | None = None) -> Process:
    """Start a program; its input is a pipe, and where it is `heard` its output and error too. Raises OSError."""
    said = subprocess.PIPE if heard else subprocess.DEVNULL
    return subprocess.Popen(  # noqa: S603 - the programs are those that the readers name
        command,
        stdin=subprocess.PIPE,
        stdout=said,
        stderr=said,
        env=environment,
        start_new_session=not _is_bounded(),
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )


def run(
    command: Sequence[str],
    seconds: float,
    *,
    given: bytes = b"",
    heard: bool = True,
    environment: Mapping[str, str] | None = None,
) -> tuple[bytes, bytes]:
    """Return what a program says on its output and its error when it is `given` these bytes; nothing where it is not heard.

    Raises OSError where it cannot be started and subprocess.TimeoutExpired where it takes longer, or over half the time that
    is left to this process.
    """
    process = start(command, heard=heard, environment=environment)
    try:
        output, error = process.communicate(given, timeout=min(seconds, _SHARE * (_UNTIL.get() - time.monotonic())))
    except BaseException:
        end(process)
        raise
    return output or b"", error or b""


def end(process: Process) -> None:
    """End a program with all that it started, and wait for its end."""
    kill(process)
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    process.wait()


def kill(process: Process) -> None:
    """Tell a program that `start` gave to end, with all that it started."""
    with contextlib.suppress(OSError):
        if process.returncode is None and hasattr(os, "killpg") and not _is_bounded():
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()


@contextlib.contextmanager
def patience(process: Process, seconds: float) -> Iterator[threading.Event]:
    """Kill the process where the block takes longer; the event that is given tells so. Nothing is killed after the block."""
    is_over = threading.Event()

    def give_up() -> None:
        is_over.set()
        kill(process)

    timer = threading.Timer(seconds, give_up)
    timer.daemon = True
    timer.start()
    try:
        yield is_over
    finally:
        timer.cancel()
        timer.join()


@contextlib.contextmanager
def ended_after(seconds: float) -> Iterator[None]:
    """Say for the block that this process, with its group, is ended after so many seconds."""
    token = _UNTIL.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _UNTIL.reset(token)


def _is_bounded() -> bool:
    return _UNTIL.get() < math.inf

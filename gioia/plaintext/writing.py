"""Writing: files that change together, each of them the old one or the new one at whatever moment the machine stops.

Every file is written beside its place first and flushed to the disk; then all are renamed over the old ones, one after the
other. A disk that fills up is met while nothing has changed yet, and what is renamed already goes back where one of the
later ones is refused. An interruption (Ctrl-C) waits until the step that it meets is done, so that no temporary file and
no half of an edit is left.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gioia.plaintext.files import refused

_RENAME_TRIES = 20


@dataclass
class _Step:
    """A file that takes its place: what is written beside it, None where it goes away, and where the old one is kept."""

    path: Path
    new: Path | None
    old: Path
    content: bytes | None = None
    is_done: bool = False


class Writing:
    """The files of one edit, in the order in which they take their places."""

    def __init__(self) -> None:
        self._steps: list[_Step] = []
        self._made: list[Path] = []

    def put(self, path: Path, content: bytes) -> None:
        """Write the content beside its place; where a link stands there, beside the file that it leads to.

        Raises GioiaError where the disk refuses.
        """
        import tempfile

        place = Path(os.path.realpath(path)) if path.is_symlink() else path
        with uninterrupted(), _told(path):
            self._make_folders(place.parent)
            descriptor, name = tempfile.mkstemp(prefix=f".{place.name[:40]}.", suffix=".tmp", dir=place.parent)
            step = _Step(place, Path(name), Path(name).with_suffix(".old.tmp"))
            self._steps.append(step)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            _keep_mode(place, name)
            step.content = _keep(place, step.old)

    def remove(self, path: Path) -> None:
        """Take the file away with the others; one that is gone already is no fault."""
        self._steps.append(_Step(path, None, path.with_name(f".{path.name[:40]}.old.tmp")))

    def settle(self) -> None:
        """Give all files their places. Raises GioiaError where the system refuses one; abandon them then.

        When all have theirs nothing is left to abandon.
        """
        for step in self._steps:
            with _told(step.path):
                if step.new is not None:
                    _rename(step.new, step.path)
                elif step.path.is_dir():
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
                else:
                    with contextlib.suppress(FileNotFoundError):
                        _rename(step.path, step.old)
                step.is_done = True
        steps, self._steps, self._made = self._steps, [], []
        for step in steps:
            with contextlib.suppress(OSError):
                step.old.unlink(missing_ok=True)
        for folder in {step.path.parent for step in steps}:
            _flush_folder(folder)
        for step in steps:
            if step.new is None:
                with contextlib.suppress(OSError):
                    step.path.parent.rmdir()  # only where nothing is left in it

    def abandon(self) -> None:
        """Bring back what was there before: the files, and no folder that was made for a new one."""
        for step in reversed(self._steps):
            with contextlib.suppress(OSError):
                if step.is_done:
                    _bring_back(step)
            for temporary in (step.new, step.old):
                if temporary is not None:
                    with contextlib.suppress(OSError):
                        temporary.unlink(missing_ok=True)
        for folder in reversed(self._made):
            with contextlib.suppress(OSError):
                folder.rmdir()

    def _make_folders(self, folder: Path) -> None:
        missing = [above for above in (folder, *folder.parents) if not above.is_dir()]
        for above in reversed(missing):
            above.mkdir(exist_ok=True)
            self._made.append(above)


@contextlib.contextmanager
def together() -> Iterator[Writing]:
    """Give a writing whose files take their places at the end of the block; where it raises, none of them does."""
    writing = Writing()
    try:
        yield writing
        with uninterrupted():
            writing.settle()
    except BaseException:
        with uninterrupted():
            writing.abandon()
        raise


def write_atomic(path: Path, content: bytes) -> None:
    """Write one file. Raises GioiaError where the disk refuses; the old file is then untouched."""
    with together() as writing:
        writing.put(path, content)


@contextlib.contextmanager
def scratch_folder(beside: Path | None = None) -> Iterator[Path]:
    """Give a folder that goes away at the end of the block: a hidden one beside a path, or where the system has them.

    Raises GioiaError where the disk refuses anything in the block.
    """
    import shutil
    import tempfile

    made = ""
    try:
        with uninterrupted():
            prefix = f".{beside.name[:40]}." if beside else "gioia-"
            made = tempfile.mkdtemp(prefix=prefix, dir=beside.parent if beside else None)
        yield Path(made)
    except OSError as error:
        raise refused(beside or Path(made or tempfile.gettempdir()), error) from error
    finally:
        with uninterrupted():
            shutil.rmtree(made, ignore_errors=True)


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Let an interruption that comes during the block wait for its end."""
    before = signal.getsignal(signal.SIGINT)
    if before is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[tuple[Any, ...]] = []
    signal.signal(signal.SIGINT, lambda *seen: came.append(seen))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came and callable(before):
            before(*came[0])


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise refused(path, error) from error


def _keep(path: Path, old: Path) -> bytes | None:
    """Keep the file by a second name, which takes no room; where there are none (FAT), return its bytes."""
    if not path.exists():
        return None
    try:
        os.link(path, old)
    except OSError:
        return path.read_bytes()
    return None


def _bring_back(step: _Step) -> None:
    if step.old.exists():
        os.replace(step.old, step.path)  # noqa: PTH105 - as in `_rename`
    elif step.content is not None:
        step.path.write_bytes(step.content)
    elif step.new is not None:
        step.path.unlink(missing_ok=True)


def _keep_mode(path: Path, temporary: str) -> None:
    """Give the new file the old one's permissions; a temporary file is made for its owner alone."""
    with contextlib.suppress(FileNotFoundError):
        Path(temporary).chmod(path.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    Path(temporary).chmod(0o666 & ~mask)


def _rename(temporary: Path, path: Path) -> None:
    """Rename over the target; on Windows an editor or a virus scanner may hold it open for a moment."""
    for attempt in range(_RENAME_TRIES):
        try:
            os.replace(temporary, path)  # noqa: PTH105 - one call, whatever the target is
        except PermissionError:
            if os.name != "nt" or attempt == _RENAME_TRIES - 1:
                raise
            time.sleep(0.05)
        else:
            return


def _flush_folder(folder: Path) -> None:
    """Flush the folder's entry to the disk, where the system can (Windows cannot open a folder)."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

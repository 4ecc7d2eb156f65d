"""Replacing a file: the single steps on the disk, each of which is done or refused by the system with OSError."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path
from typing import IO

_RENAME_TRIES = 20
_MAY_BE_HELD = os.name == "nt"
"""On Windows an editor or a virus scanner may hold a file open for a moment."""


def write_flushed(file: IO[bytes], content: bytes) -> None:
    """Write the content, close the file and wait until the disk has it."""
    with file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def keep(path: Path, old: Path) -> bool:
    """Keep the file by a second name, which takes no room, or as a copy where there are none (FAT).

    Return False where there is no file.
    """
    if not path.exists():
        return False
    try:
        os.link(path, old)
    except OSError:
        content = path.read_bytes()
        write_flushed(old.open("xb"), content)
        keep_mode(path, old)
    return True


def keep_mode(path: Path, temporary: Path) -> None:
    """Give the new file the old one's permissions; a temporary file is made for its owner alone."""
    with contextlib.suppress(FileNotFoundError):
        temporary.chmod(path.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(0o666 & ~mask)


def rename(temporary: Path, path: Path) -> None:
    """Rename over the target, with patience where it may be held open."""
    for attempt in range(_RENAME_TRIES):
        try:
            os.replace(temporary, path)  # noqa: PTH105 - one call, whatever the target is
        except PermissionError:
            if not _MAY_BE_HELD or attempt == _RENAME_TRIES - 1:
                raise
            time.sleep(0.05)
        else:
            return


def flush_folder(folder: Path) -> None:
    """Flush the folder's entry to the disk, where the system can (Windows cannot open a folder)."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

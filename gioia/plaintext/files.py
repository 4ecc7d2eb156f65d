"""Bytes on disk: reading with findings, and the lock of a study.

Only files are read: a pipe or a device may never end. Two programs that write to one study take turns by the study's lock,
and each reads what it changes after it has the lock.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from gioia.errors import GioiaError
from gioia.findings import Finding, Place, finding

LOCK_NAME = ".gioia.lock"
LOCK_SECONDS = 30.0
JOURNAL_NAME = ".gioia.unfinished"
"""What is written down in a study's folder while the files of an edit take their places."""
MOST_BYTES = 200_000_000
"""A file that is brought in is no larger."""


def shown_path(path: Path) -> str:
    """Return the path as a person types it: from the working directory where it lies below, with forward slashes."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - no links are followed: the person's own name for the file
    with contextlib.suppress(ValueError):
        return absolute.relative_to(Path.cwd()).as_posix()
    return absolute.as_posix()


def way_from(root: Path, path: Path) -> str:
    """Return the way from a study's folder to a file, with forward slashes; the whole path where there is none."""
    try:
        # Behind a link `..` leads up from the folder itself.
        folder = os.path.relpath(os.path.realpath(path.parent), os.path.realpath(root))
        return Path(folder, path.name).as_posix()
    except ValueError:
        # On Windows there is no way from one drive to another.
        return path.resolve().as_posix()


def read_bytes(path: Path) -> bytes:
    """Return the file's bytes. Raises OSError or ValueError where there is none, or what is there is no file."""
    if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
        raise OSError(errno.EINVAL, "a pipe or a device, not a file")
    return path.read_bytes()


def original_bytes(path: Path) -> bytes:
    """Return the bytes of a file that a person brings in.

    Raises GioiaError where it is not there, is no file, cannot be read, or is too large to be one document.
    """
    remedy = "name a file that is there and can be read"
    try:
        str(path).encode()
        size = path.stat().st_size
        if size > MOST_BYTES:
            remedy = f"split it into files of at most {MOST_BYTES // 1_000_000:,} MB"
            raise GioiaError(f"{shown_path(path)}: is too large ({size // 1_000_000:,} MB)", remedy=remedy, exit_code=1)
        return read_bytes(path)
    except UnicodeEncodeError as error:
        message = f"{shown_path(path)}: the name holds bytes that are no character"
        raise GioiaError(message, remedy="rename the file", exit_code=1) from error
    except FileNotFoundError as error:
        raise GioiaError(f"{shown_path(path)}: the file is not there", remedy=remedy) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or str(error)
        raise GioiaError(f"{shown_path(path)}: cannot be read ({reason})", remedy=remedy, exit_code=1) from error


def read_text(path: Path) -> tuple[str, list[Finding]]:
    """Return the file's text with its line ends untouched and without a byte order mark.

    A file that is missing (FI6), unreadable or not UTF-8 (FI1) gives an empty text and a finding.
    """
    place = Place(shown_path(path))
    try:
        raw = read_bytes(path)
    except FileNotFoundError:
        return "", [finding("FI6", place, "the file is not there", "restore it, or correct the name that points to it")]
    except (OSError, ValueError) as error:
        return "", [unreadable(path, error)]
    try:
        return raw.decode().removeprefix("\ufeff"), []
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start} is not UTF-8"
        return "", [finding("FI1", Place(place.path, line), message, "save the file as UTF-8 in your editor")]


def unreadable(path: Path, error: OSError | ValueError) -> Finding:
    """Return the finding FI1 about a file or folder that the system does not let us read."""
    reason = getattr(error, "strerror", "") or str(error)
    remedy = "name a file" if isinstance(error, IsADirectoryError) else "check its name and permissions"
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        remedy = "put the file or folder itself here"
    return finding("FI1", Place(shown_path(path)), f"cannot be read ({reason})", remedy)


def leads_out(path: Path, folder: Path) -> bool:
    """Tell whether links on the way to a path lead out of a folder."""
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def is_file(path: Path) -> bool:
    """Tell whether a file is there that can be looked at; a name that no system can hold is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def files_below(folder: Path, suffix: str = "") -> tuple[list[Path], list[Finding]]:
    """Return the files below a folder whose names end with `suffix`, sorted, and FI1 for each folder that is closed.

    Names that begin with a dot are the system's or an editor's, and left out; a folder that is not there holds nothing.
    A link to a folder may lead anywhere, also back: it is not followed, which is FI1, too.
    """
    found: list[Path] = []
    closed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [f"{parent}/{name}" for name in folders if os.path.islink(f"{parent}/{name}")]  # noqa: PTH114
        closed += [OSError(errno.ELOOP, "a link to a folder, which is not followed", link) for link in links]
        found += [Path(parent, name) for name in names if name.endswith(suffix) and not name.startswith(".")]
    findings = [unreadable(Path(e.filename), e) for e in closed if not isinstance(e, FileNotFoundError)]
    return sorted(found), findings


def line_at(text: str, index: int) -> int:
    """Return the 1-based line on which the code point at `index` stands; lines end at a line feed."""
    return text.count("\n", 0, index) + 1


@contextlib.contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Hold the lock of the study in `folder`. Raises GioiaError where another program holds it for too long."""
    from filelock import FileLock, Timeout

    held = FileLock(folder / LOCK_NAME, timeout=LOCK_SECONDS)
    try:
        held.acquire()
    except Timeout as error:
        message = f"{shown_path(folder)}: another program has been writing to this study for {LOCK_SECONDS:.0f} seconds"
        raise GioiaError(message, remedy="end it, then try again", exit_code=1) from error
    except OSError as error:
        message = f"{shown_path(folder)}: the study's folder cannot be written to ({error.strerror or error})"
        remedy = "nothing was changed; see to the right to write there, or work on a copy of the study"
        raise GioiaError(message, remedy=remedy, exit_code=1) from error
    try:
        yield
    finally:
        held.release()


def refused(path: Path, error: OSError) -> GioiaError:
    """Return the error for a file that the system does not let us write."""
    reason = error.strerror or str(error)
    message = f"{shown_path(path)}: cannot be written ({reason})"
    is_held = isinstance(error, PermissionError) and is_file(path)
    remedy = "nothing was changed there" + "; close it in the program that has it open, or allow writing" * is_held
    return GioiaError(message, remedy=remedy, exit_code=1)

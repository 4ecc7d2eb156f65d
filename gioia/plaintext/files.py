"""Bytes on disk: reading with findings, atomic writing, and the lock of a study.

A reader sees the old file or the new one, never a part, at whatever moment the machine stops. Two programs that write to
one study take turns by the study's lock, and each reads what it changes after it has the lock.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from gioia.errors import GioiaError
from gioia.findings import Finding, Place, finding

LOCK_NAME = ".gioia.lock"
LOCK_SECONDS = 30.0
_RENAME_TRIES = 20


def shown_path(path: Path) -> str:
    """Return the path as a person types it: from the working directory where it lies below, with forward slashes."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - no links are followed: the person's own name for the file
    with contextlib.suppress(ValueError):
        return absolute.relative_to(Path.cwd()).as_posix()
    return absolute.as_posix()


def read_text(path: Path) -> tuple[str, list[Finding]]:
    """Return the file's text with its line ends untouched and without a byte order mark.

    A file that is missing (FI6), unreadable or not UTF-8 (FI1) gives an empty text and a finding.
    """
    place = Place(shown_path(path))
    try:
        raw = path.read_bytes()
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
    return finding("FI1", Place(shown_path(path)), f"cannot be read ({reason})", remedy)


def is_file(path: Path) -> bool:
    """Tell whether a file is there that can be looked at; a name that no system can hold is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def files_below(folder: Path, suffix: str = "") -> tuple[list[Path], list[Finding]]:
    """Return the files below a folder whose names end with `suffix`, sorted, and FI1 for each folder that is closed.

    Names that begin with a dot are the system's or an editor's, and left out; a folder that is not there holds nothing.
    """
    found: list[Path] = []
    closed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in names if name.endswith(suffix) and not name.startswith(".")]
    findings = [unreadable(Path(e.filename), e) for e in closed if not isinstance(e, FileNotFoundError)]
    return sorted(found), findings


def line_at(text: str, index: int) -> int:
    """Return the 1-based line on which the code point at `index` stands; lines end at a line feed."""
    return text.count("\n", 0, index) + 1


def write_atomic(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that a crash leaves the old file or the new one.

    Raises GioiaError where the disk refuses; the old file is then untouched.
    """
    import tempfile

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise _refused(path, error) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _keep_mode(path, temporary)
        _rename(temporary, path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        if isinstance(error, OSError):
            raise _refused(path, error) from error
        raise
    _flush_folder(path.parent)


def remove(path: Path) -> None:
    """Remove a file that an edit takes away; one that is gone already is no fault."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _refused(path, error) from error
    _flush_folder(path.parent)
    with contextlib.suppress(OSError):
        path.parent.rmdir()  # only where nothing is left in it


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
        raise _refused(folder / LOCK_NAME, error) from error
    try:
        yield
    finally:
        held.release()


def _refused(path: Path, error: OSError) -> GioiaError:
    reason = error.strerror or str(error)
    return GioiaError(
        f"{shown_path(path)}: cannot be written ({reason})", remedy="nothing was changed there", exit_code=1
    )


def _keep_mode(path: Path, temporary: str) -> None:
    """Give the new file the old one's permissions; a temporary file is made for its owner alone."""
    with contextlib.suppress(FileNotFoundError):
        Path(temporary).chmod(path.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    Path(temporary).chmod(0o666 & ~mask)


def _rename(temporary: str, path: Path) -> None:
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

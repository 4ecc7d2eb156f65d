"""Old Excel workbooks (.xls) and OpenDocument spreadsheets, read in a process of their own.

On a damaged file the library may end the whole program or ask for all the memory there is. Here it ends only that process,
which may take two gigabytes and two minutes.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys

import msgspec

from gioia.errors import GioiaError
from gioia.sources.readers import damaged

_SECONDS = 120
_MOST_MEMORY = 2 * 1024**3
_WHAT = "the spreadsheet"
_COMMAND = [sys.executable, "-P", "-c", f"from {__name__} import answer; answer()"]

Grid = tuple[str, int, list[list[str]]]
"""The name of a sheet, the number of its first row, and its cells."""


def grids(raw: bytes, name: str) -> list[Grid]:
    """Return the sheets of a workbook. Raises GioiaError where it is damaged, too large, or has a password."""
    places = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        child = subprocess.run(  # noqa: S603 - it is this program
            _COMMAND, input=raw, env=places, capture_output=True, check=False, timeout=_SECONDS
        )
        if child.returncode == 0:
            return msgspec.msgpack.decode(child.stdout, type=list[Grid])
    except (OSError, subprocess.TimeoutExpired, msgspec.DecodeError) as error:
        raise damaged(name, _WHAT) from error
    if b"password" in child.stderr.lower():
        remedy = "open it in its program, save it without its password, and add that"
        raise GioiaError(f"{name}: {_WHAT} has a password", remedy=remedy, exit_code=1)
    raise damaged(name, _WHAT)


def answer() -> None:
    """Read a workbook from standard input and write its sheets to standard output; this is what the other process does."""
    from gioia.sources.readers.sheets import cells_of

    with contextlib.suppress(ImportError, ValueError, OSError):
        # Windows has no such limit.
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    sys.stdout.buffer.write(msgspec.msgpack.encode(cells_of(sys.stdin.buffer.read())))

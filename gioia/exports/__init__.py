"""Exports: a display written in a file format, one file a format.

A writer is a module of this package with three names:

- `SUFFIX`: the ending of its files, without the dot; `gioia export --to SUFFIX` asks for it;
- `SHOWS`: the kind of display that it writes, `Table` or `Figure`;
- `write(display) -> bytes`: the file. The same display gives the same bytes.

Modules are found by looking into this package, so that a new format is one new file. A module whose name begins with an
underscore is not a writer. A writer's own library is imported when it writes, not before.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Protocol, cast

from gioia.displays.display import Display, Figure, Table
from gioia.errors import GioiaError


class Writer(Protocol):
    """What a module of this package offers."""

    SUFFIX: str
    SHOWS: type[Table | Figure]

    def write(self, display: Display) -> bytes:
        """Return the file's bytes."""


def writers() -> dict[str, Writer]:
    """Return file suffix → writer, for every format that there is, in the order of the suffixes."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    modules = [cast("Writer", importlib.import_module(f"{__name__}.{name}")) for name in names]
    return {module.SUFFIX: module for module in sorted(modules, key=lambda module: module.SUFFIX)}


def write(display: Display, suffix: str) -> bytes:
    """Return `display` as a file of the format `suffix`.

    Raises GioiaError for a format that there is not, or that does not write this kind of display.
    """
    known = writers()
    writer = known.get(suffix)
    if writer is None:
        raise GioiaError(f"no format {suffix!r}", remedy=f"choose one of {', '.join(known)}")
    if not isinstance(display, writer.SHOWS):
        raise GioiaError(f"{suffix} does not write a {type(display).__name__.lower()}")
    return writer.write(display)

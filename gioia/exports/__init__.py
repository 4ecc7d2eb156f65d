"""Exports: a display written in a file format, one file a format.

A writer is a module of this package with three names:

- `SUFFIX`: the ending of its files, without the dot; `gioia export --to SUFFIX` asks for it;
- `SHOWS`: the kind of display that it writes, `Table` or `Figure`, or both;
- `write(display) -> bytes`: the file. The same display gives the same bytes.

A format without pages, which holds a figure's graph rather than its drawing, says `WHOLE = True`: of a figure in several
parts it writes the first only, since each part carries the whole graph.

A format that binds all displays into one file has `write_all(displays, earlier) -> bytes` instead; with `GROWS` it is
written into the file that is there, `earlier`, and what a person wrote in that stays; without, it is written anew. One that
grows has `strangers(displays, earlier) -> list[str]`, the names of displays in that file that are none of these, may
have `write_into(displays, earlier, *, is_asked, every) -> (bytes, fates)`, which says what became of each display there and, unless it
`is_asked` for, leaves out what a person took out, and may have `is_anew(earlier, template) -> bool`, which tells that the file holds nothing of a person.

A format that cannot hold every text whole has `shortened(display) -> list[str]`, which says what it cuts off.

A writer with `ASKED` writes only where its format is asked for by name, not where all are.

Modules are found by looking into this package, so that a new format is one new file. A module whose name begins with an
underscore is not a writer. A writer's own library is imported when it writes, not before.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Protocol, cast

from gioia.displays.display import Display, Figure, Table
from gioia.displays.merging import columns, rows
from gioia.errors import GioiaError
from gioia.exports import _characters
from gioia.exports._fates import Fate
from gioia.findings import suggestion

_ALSO_CALLED = {
    "word": "docx",
    "excel": "xlsx",
    "powerpoint": "pptx",
    "ppt": "pptx",
    "latex": "tex",
    "tikz": "tex",
    "markdown": "md",
    "mermaid": "mmd",
    "graphviz": "dot",
    "htm": "html",
    "tif": "tiff",
}

Shown = type[Table] | type[Figure] | tuple[type[Table], type[Figure]]


class Writer(Protocol):
    """What a module of this package offers that writes one display a file."""

    SUFFIX: str
    SHOWS: Shown

    def write(self, display: Display) -> bytes:
        """Return the file's bytes."""


class Binder(Protocol):
    """What a module of this package offers that writes all displays into one file."""

    SUFFIX: str
    SHOWS: Shown
    GROWS: bool

    def write_all(self, displays: Sequence[Display], earlier: bytes | None = None, /) -> bytes:
        """Return the file's bytes; what a person wrote in `earlier` stays."""


def shows(writer: Writer, display: Display) -> bool:
    """Tell whether the writer writes this display."""
    is_again = isinstance(display, Figure) and display.part > 1 and bool(getattr(writer, "WHOLE", False))
    return isinstance(display, writer.SHOWS) and not is_again


def writers() -> dict[str, Writer]:
    """Return file suffix → writer, for every format of one display a file, in the order of the suffixes."""
    return {suffix: cast("Writer", module) for suffix, module in _modules().items() if hasattr(module, "write")}


def binders() -> dict[str, Binder]:
    """Return file suffix → binder, for every format of all displays in one file, in the order of the suffixes."""
    return {suffix: cast("Binder", module) for suffix, module in _modules().items() if hasattr(module, "write_all")}


def _modules() -> dict[str, ModuleType]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return {module.SUFFIX: module for module in sorted(modules, key=lambda module: str(module.SUFFIX))}


def called(words: Iterable[str]) -> list[str]:
    """Return what people call formats in small letters and one by one, each once."""
    parts = (part.strip().lstrip(".").casefold() for word in words for part in re.split("[,，、;；]", word))
    return list(dict.fromkeys(part for part in parts if part))


def suffixes(words: Iterable[str]) -> list[str]:
    """Return the formats that people name, each once: in capitals, several with commas, by the program's or the language's name.

    Raises GioiaError, with the nearest or with all that there are, for a format that there is not.
    """
    known = set(_modules())
    named = [_ALSO_CALLED.get(part, part) for part in called(words)]
    for name in named:
        if name not in known:
            remedy = suggestion(name, known | set(_ALSO_CALLED), f"choose of {', '.join(sorted(known))}")
            raise GioiaError(f"no format is called {name!r}", remedy=remedy)
    return list(dict.fromkeys(named))


def write(display: Display, suffix: str) -> bytes:
    """Return `display` as a file of the format `suffix`.

    Raises GioiaError for a format that there is not, or that does not write this kind of display.
    """
    known, bound = writers(), binders()
    if suffix not in {*known, *bound}:
        raise GioiaError(f"no format {suffix!r}", remedy=f"choose one of {', '.join(sorted({*known, *bound}))}")
    writer = known.get(suffix) or bound[suffix]
    if not isinstance(display, writer.SHOWS):
        raise GioiaError(f"{suffix} does not write a {type(display).__name__.lower()}")
    return known[suffix].write(display) if suffix in known else bound[suffix].write_all([display])


def shortened(display: Display, suffix: str) -> list[str]:
    """Return in words what the format `suffix` cuts off in a display; nothing where it holds everything."""
    tells = getattr(_modules()[suffix], "shortened", None)
    return tells(display) if tells else []


def strangers(displays: Sequence[Display], suffix: str, earlier: bytes) -> list[str]:
    """Return the names of displays in a file of the format `suffix` that are none of these."""
    tells = getattr(_modules()[suffix], "strangers", None)
    return tells(displays, earlier) if tells else []


def written_into(
    displays: Sequence[Display], suffix: str, earlier: bytes | None, *, is_asked: bool, every: Sequence[Display]
) -> tuple[bytes, tuple[Fate, ...]]:
    """Return a file of the format `suffix` with the displays in it, and what became of each in `earlier`, where the format tells."""
    tells = None if earlier is None else getattr(_modules()[suffix], "write_into", None)
    if tells is None:
        return binders()[suffix].write_all(displays, earlier), ()
    file, fates = tells(displays, earlier, is_asked=is_asked, every=every)
    return file, fates


def is_anew(suffix: str, earlier: bytes, template: bytes | None) -> bool:
    """Tell whether a file of the format `suffix` holds nothing but an export, begun as `template` or as nothing."""
    tells = getattr(_modules()[suffix], "is_anew", None)
    return bool(tells and tells(earlier, template))


def unheld(display: Display) -> dict[str, str]:
    """Return character → the first text of the display that holds it, for each that files show as U+FFFD."""
    if isinstance(display, Table):
        texts = [display.title, display.note, *columns(display), *(str(cell) for row in rows(display) for cell in row)]
    else:
        parts = [*display.graph.nodes(data=True), *display.graph.edges(data=True)]
        texts = [display.title, *(box.name for box in display.scene.boxes)]
        texts += [str(value) for *_, data in parts for value in data.values()]
    return _characters.unheld(texts)

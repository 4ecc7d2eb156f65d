"""The faces that a figure is drawn with: those of the system, else those of a wheel.

A character that no face has would come out as an empty box, and a program that looks for a face by itself may take any: a
Chinese word in an English figure came out in a brush script. So every character is given a face before anything is drawn,
in the order in which the figure names them, then of the others, those without serifs first; and where one is missing
nothing is written.

`pip install gioia[fonts]` brings Noto Sans CJK, in the wheel `manimgx-fonts-cjk`: one file that holds all weights. It
serves where the system has no family of that name.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from msgspec import Struct

from gioia.displays.advances import clusters
from gioia.displays.display import Figure
from gioia.displays.scene import Scene, TextLine
from gioia.errors import UnwritableError
from gioia.exports import svg
from gioia.exports._characters import holdable

REGULAR, BOLD = 400, 700
_WHEEL = "manimgx_fonts_cjk"
_NEEDS_NO_FACE = frozenset({"Zs", "Cf", "Cc"})
_SHOWN = 5
_REMEDY = (
    "install a font that has it; for Chinese say pip install 'gioia[fonts]', or install the free Noto Sans CJK SC or Source Han "
    "Sans SC: on Debian and Ubuntu apt install fonts-noto-cjk, on Windows and the Mac download it and open the file"
)


class Face(Struct, frozen=True):
    """An upright face: its family, its weight (400 is regular), the file that it is in and its place in that file."""

    family: str
    weight: int
    path: str
    index: int
    is_from_the_wheel: bool = False


Piece = tuple[Face | None, str]
"""A part of a line with its face, None for spaces alone."""


def wheel_folder() -> Path | None:
    """Return the folder of the wheel's faces, None where it is not installed."""
    found = find_spec(_WHEEL)
    return Path(found.origin).parent if found and found.origin else None


@cache
def installed() -> tuple[Face, ...]:
    """Return the upright faces of normal width: the system's, then those of the wheel whose family the system has not."""
    system, folder = _found_in(None), wheel_folder()
    families = {face.family for face in system}
    return system + tuple(face for face in (_found_in(folder) if folder else ()) if face.family not in families)


@cache
def font_book(folder: Path | None, *, system: bool = True) -> Any:  # noqa: ANN401 - typst's own, which has no stubs
    """Return Typst's book of the fonts of the system and of a folder; to look through them takes as long as a drawing."""
    import typst

    paths = [folder] if folder else []
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=paths)


def _found_in(folder: Path | None) -> tuple[Face, ...]:
    """Return the faces of a folder, None for the system."""
    return tuple(
        Face(font.family, int(font.weight), os.fspath(font.path), font.index, folder is not None)
        for font in font_book(folder, system=not folder).fonts()
        if font.path and font.style == "normal" and font.stretch == 1
    )


def lettered(figure: Figure, *, embeddable: bool = False) -> dict[TextLine, list[Piece]]:
    """Return every line of a figure in pieces of one face each; with `embeddable`, of faces that may be put into a file.

    Raises UnwritableError, with what to install, where a character has no face.
    """
    lines = {line: _pieces(line, figure.language, embeddable=embeddable) for line in lines_of(figure.scene)}
    missing = sorted({text.strip() for pieces in lines.values() for face, text in pieces if not face and _codes(text)})
    if missing:
        shown = " ".join(missing[:_SHOWN]) + (" …" if len(missing) > _SHOWN else "")
        which = "font of this system that may be embedded" if embeddable else "font of this system"
        raise UnwritableError(f"not written, as no {which} has {shown}", remedy=_REMEDY, exit_code=1)
    return lines


def lines_of(scene: Scene) -> Iterable[TextLine]:
    """Return every line of text of a scene."""
    return [*scene.texts, *(line for box in scene.boxes for line in box.lines)]


def _pieces(line: TextLine, language: str, *, embeddable: bool) -> list[Piece]:
    """Return a line in pieces; each cluster that has no face, though it needs one, is a piece of its own."""
    named, weight = svg.fonts_of(line.text, language), BOLD if line.bold else REGULAR
    pieces: list[Piece] = []
    for cluster in clusters(holdable(line.text)):
        needs = bool(_codes(cluster))
        face = _face_for(cluster, named, weight, embeddable) if needs else None
        before = pieces[-1] if pieces else None
        if before and (face or not needs) and (before[0] == face or not needs or not _codes(before[1])):
            pieces[-1] = (face or before[0], before[1] + cluster)
        else:
            pieces.append((face, cluster))
    return pieces


@lru_cache(maxsize=8192)
def _face_for(cluster: str, named: tuple[str, ...], weight: int, embeddable: bool) -> Face | None:  # noqa: FBT001 - a cache takes no keywords
    codes = _codes(cluster)
    for versions in _by_preference(named, weight):
        if all(codes <= _code_points(face.path, face.index) for face in versions) and (
            not embeddable or _may_be_embedded(versions[0].path, versions[0].index)
        ):
            return versions[0]
    return None


@cache
def _by_preference(named: tuple[str, ...], weight: int) -> tuple[tuple[Face, ...], ...]:
    """Return the face of every family that comes nearest to the weight: named families, sans serifs, the rest by name.

    Where a face is installed in several versions, all are returned: which of them is drawn with, nobody knows.
    """
    order = {family: place for place, family in enumerate(named)}
    families: dict[str, list[Face]] = {}
    for face in installed():
        families.setdefault(face.family, []).append(face)
    ranked = sorted(
        families, key=lambda name: (order.get(name, len(order)), "Sans" not in name, "Mono" in name, len(name), name)
    )
    return tuple(_nearest(families[name], weight) for name in ranked)


def _nearest(faces: list[Face], weight: int) -> tuple[Face, ...]:
    least = min(abs(face.weight - weight) for face in faces)
    return tuple(sorted((face for face in faces if abs(face.weight - weight) == least), key=lambda face: face.path))


def _codes(text: str) -> frozenset[int]:
    """Return the code points that a face must have for this text, composed where they can be."""
    return frozenset(
        ord(c)
        for c in unicodedata.normalize("NFC", text)
        if unicodedata.category(c) not in _NEEDS_NO_FACE and not "\ufe00" <= c <= "\ufe0f"
    )


@cache
def _code_points(path: str, index: int) -> frozenset[int]:
    """Return the code points of a face; of a file that cannot be read, none."""
    font = read(path, index)
    return frozenset(font.getBestCmap() or ()) if font else frozenset()


_RESTRICTED, _BASIC, _NO_SUBSETS, _BITMAPS = 0x2, 0xF, 0x100, 0x200


@cache
def _may_be_embedded(path: str, index: int) -> bool:
    """Tell whether a face says of itself that a part of it may be put into a document (OpenType, OS/2, fsType)."""
    font = read(path, index)
    permitted = font["OS/2"].fsType if font and "OS/2" in font else 0
    return (permitted & _BASIC) != _RESTRICTED and not permitted & (_NO_SUBSETS | _BITMAPS)


def has_many_weights(face: Face) -> bool:
    """Tell whether the file of a face holds all its weights at once (OpenType, table fvar)."""
    font = read(face.path, face.index)
    return bool(font) and "fvar" in font


@lru_cache(maxsize=4)
def read(path: str, index: int) -> Any:  # noqa: ANN401 - a TTFont, or None where the file cannot be read
    """Return a face that nobody changes, as fontTools has it: to look up its 65,000 characters takes long."""
    return opened(path, index)


def opened(path: str, index: int) -> Any:  # noqa: ANN401 - a TTFont, or None where the file cannot be read
    """Return a face as fontTools has it, to be changed; None where it cannot be read."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        font = TTFont(path, fontNumber=index, lazy=True, recalcTimestamp=False)
        font.getBestCmap()
    except (OSError, TTLibError, AssertionError, KeyError):
        return None
    return font

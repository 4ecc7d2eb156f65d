"""The faces that a figure is drawn with: those of the system, else those of a wheel.

A character that no face has would come out as an empty box, and a drawing program that looks for a face by itself may
take any: a Chinese word in an English figure came out in a brush script. So the faces are read here, every character is
given one before anything is drawn, in the order in which the figure names them, and where one is missing nothing is
written.

`pip install gioia[fonts]` brings Noto Sans CJK, in the wheel `manimgx-fonts-cjk`: one file that holds all weights. It
serves where the system has none of the faces that a figure names.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

REGULAR, BOLD = 400, 700
_WHEEL = "manimgx_fonts_cjk"
_DRAWN_WITHOUT_A_FACE = frozenset({"Zs", "Cf", "Mn", "Cc"})


class Face(Struct, frozen=True):
    """An upright face: its family, its weight (400 is regular), the file that it is in and its place in that file."""

    family: str
    weight: int
    path: str
    index: int


def wheel_folder() -> Path | None:
    """Return the folder of the wheel's faces, None where it is not installed."""
    found = find_spec(_WHEEL)
    return Path(found.origin).parent if found and found.origin else None


@cache
def installed() -> tuple[Face, ...]:
    """Return the upright faces of normal width: the system's, then those of the wheel whose family the system has not."""
    folder = wheel_folder()
    system = _faces(system=True)
    families = {face.family for face in system}
    return system + tuple(face for face in (_faces(folder) if folder else ()) if face.family not in families)


def _faces(folder: Path | None = None, *, system: bool = False) -> tuple[Face, ...]:
    import typst

    paths = [os.fspath(folder)] if folder else []
    fonts = typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=paths).fonts()
    return tuple(
        Face(font.family, int(font.weight), os.fspath(font.path), font.index)
        for font in fonts
        if font.path and font.style == "normal" and font.stretch == 1
    )


@cache
def families(first: tuple[str, ...]) -> tuple[tuple[Face, ...], ...]:
    """Return the faces by family, those of the families in `first` before all others."""
    order = {family: place for place, family in enumerate(first)}
    known: dict[str, list[Face]] = {}
    for face in sorted(installed(), key=lambda face: order.get(face.family, len(order))):
        known.setdefault(face.family, []).append(face)
    return tuple(map(tuple, known.values()))


def of_weight(family: Sequence[Face], weight: int) -> Face:
    """Return the face of a family that comes nearest to a weight."""
    return min(family, key=lambda face: abs(face.weight - weight))


def drawable_with(characters: Iterable[str], first: tuple[str, ...], weight: int) -> dict[str, Face]:
    """Return a face for each of the characters (clusters of code points that belong together) that one has.

    `first` are the families to look into before all others; what needs no face, such as a space, is left out.
    """
    left = {text: codes for text in characters if (codes := _codes(text))}
    found: dict[str, Face] = {}
    for family in families(first):
        if not left:
            break
        face = of_weight(family, weight)
        has = code_points(face.path, face.index)
        found |= {text: face for text, codes in left.items() if codes <= has}
        left = {text: codes for text, codes in left.items() if text not in found}
    return found


def needs_a_face(text: str) -> bool:
    """Tell whether there is something in a cluster that a face must have."""
    return bool(_codes(text))


def _codes(text: str) -> frozenset[int]:
    return frozenset(ord(c) for c in text if unicodedata.category(c) not in _DRAWN_WITHOUT_A_FACE)


@cache
def code_points(path: str, index: int) -> frozenset[int]:
    """Return the code points of a face; of a file that cannot be read, none."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        return frozenset(TTFont(path, fontNumber=index, lazy=True).getBestCmap() or ())
    except (OSError, TTLibError, AssertionError, KeyError):
        return frozenset()

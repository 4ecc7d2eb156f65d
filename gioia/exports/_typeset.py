"""The drawing of a figure turned into PDF and PNG by Typst, which draws our SVG with the fonts of the system.

A character that no font has would come out as an empty box. So every character is looked up in the fonts first, and where
one is missing nothing is written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any, cast

from gioia.displays.display import Display, Figure
from gioia.displays.scene import Scene
from gioia.errors import UnwritableError
from gioia.exports import svg
from gioia.exports._characters import holdable

# Without a date the same figure gives the same bytes.
_PAGE = (
    b'#set document(date: none)\n#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image("figure.svg")\n'
)
_REMEDY = (
    "install the free font Noto Sans CJK SC or Source Han Sans SC: on Debian and Ubuntu apt install fonts-noto-cjk, "
    "on Windows and the Mac download it and open the file"
)
_DRAWN_WITHOUT_A_FONT = frozenset({"Zs", "Cf", "Mn", "Cc"})
_SHOWN = 5


def typeset(display: Display, kind: str, dots: int = 300) -> bytes:
    """Return the figure as `pdf` or `png`, a PNG with `dots` to the inch.

    Raises UnwritableError, with what to install, where no font of the system has a character of the figure.
    """
    import typst

    figure = cast("Figure", display)
    missing = _missing(_characters(figure.scene), svg.families(figure.language))
    if missing:
        shown = " ".join(missing[:_SHOWN]) + (" …" if len(missing) > _SHOWN else "")
        raise UnwritableError(f"not written, as no font of this system has {shown}", remedy=_REMEDY, exit_code=1)
    files = {"main.typ": _PAGE, "figure.svg": svg.write(figure)}
    return typst.compile(cast("Any", files), format=cast("Any", kind), ppi=float(dots))


def _characters(scene: Scene) -> set[str]:
    lines = [*scene.texts, *(line for box in scene.boxes for line in box.lines)]
    chars = {char for line in lines for char in holdable(line.text)}
    return {char for char in chars if unicodedata.category(char) not in _DRAWN_WITHOUT_A_FONT}


def _missing(chars: Iterable[str], families: Iterable[str]) -> list[str]:
    """Return the characters that no font has, looking into the fonts of the figure first."""
    missing = set(chars)
    order = {family: place for place, family in enumerate(families)}
    for _, path, index in sorted(_faces(), key=lambda face: order.get(face[0], len(order))):
        if not missing:
            break
        missing -= {char for char in missing if ord(char) in _has(path, index)}
    return sorted(missing)


@cache
def _faces() -> tuple[tuple[str, str, int], ...]:
    """Return family, file and index of the upright faces of the system, one a family."""
    import typst

    found: dict[str, tuple[str, str, int]] = {}
    for font in typst.Fonts(include_system_fonts=True).fonts():
        if font.path and font.style == "normal":
            found.setdefault(font.family, (font.family, str(font.path), font.index))
    return tuple(found.values())


@cache
def _has(path: str, index: int) -> frozenset[int]:
    """Return the code points of a face; of a file that cannot be read, none."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        return frozenset(TTFont(path, fontNumber=index, lazy=True).getBestCmap() or ())
    except (OSError, TTLibError, AssertionError, KeyError):
        return frozenset()

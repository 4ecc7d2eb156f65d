"""The glyphs that a figure uses, put into its drawing: a subset of each face, as a rule of a style sheet.

A browser draws with them, whatever its machine has; drawing programs that do not read such rules still find the fonts'
names. A face is cut by fontTools and not packed, since packers differ from machine to machine: the same faces give the same
bytes. Of a face of many weights one is left, under its own name. A face that says that it may not be embedded is passed over (OpenType, table OS/2, fsType).
"""

from __future__ import annotations

import io
import logging
from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from unicodedata import normalize

from msgspec.structs import replace

from gioia.displays.display import Figure
from gioia.displays.scene import TextLine
from gioia.exports import svg
from gioia.exports._faces import BOLD, REGULAR, Face, Piece, lettered, opened
from gioia.exports._weights import KEPT_NAMES, call, is_redrawn, redrawn

_UPRIGHT = frozenset({"vert", "vrt2", "vkna", "vpal", "vhal", "vkrn"})


def embedded(figure: Figure) -> svg.Lettering:
    """Return a lettering that holds the glyphs of the figure, and names the fonts after them.

    Raises UnwritableError where a character has no face that may be embedded.
    """
    used = used_by(lettered(figure, embeddable=True))
    rules = [_rule(face, weight, text) for (face, weight), text in used.items()]
    faces = sorted({face.family for face, _ in used})
    return replace(svg.named(figure.language, faces), style="".join(sorted(rules)))


def used_by(lines: Mapping[TextLine, Sequence[Piece]]) -> dict[tuple[Face, int], str]:
    """Return the faces and weights that lines are set in, each with its characters in the order of their code points."""
    used: dict[tuple[Face, int], set[str]] = {}
    for line, pieces in lines.items():
        for face, text in pieces:
            if face:
                used.setdefault((face, BOLD if line.bold else REGULAR), set()).update(text, normalize("NFC", text))
    return {of: "".join(sorted(text)) for of, text in used.items()}


def _rule(face: Face, weight: int, text: str) -> str:
    """Return the rule of a face for these characters."""
    kind, raw = cut(face, weight, text)
    data = b64encode(raw).decode()
    return (
        f"@font-face{{font-family:{svg.stack([face.family])};font-weight:{weight};"
        f"unicode-range:{_range(text)};src:url(data:font/{kind};base64,{data})}}"
    )


def _range(text: str) -> str:
    """Return the characters as CSS has them, so that a browser reads all faces at once and asks each for its own."""
    runs: list[list[int]] = []
    for code in sorted(map(ord, text)):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ",".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in runs)


@lru_cache(maxsize=64)
def cut(face: Face, weight: int, text: str) -> tuple[str, bytes]:
    """Return the kind (otf or ttf) and the bytes of a face with the glyphs of `text` alone, at `weight` where it has many."""
    if is_redrawn(face):
        return "otf", redrawn(face, weight, text)
    from fontTools import subset as cutting
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    # It says which tables it leaves out; nobody has asked.
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    font = opened(face.path, face.index)
    options = cutting.Options(
        hinting=False,
        notdef_outline=True,
        name_IDs=list(KEPT_NAMES),
        name_languages=["*"],
        name_legacy=True,
        recalc_timestamp=False,
    )
    options.layout_features = [name for name in options.layout_features if name not in _UPRIGHT]
    options.drop_tables = [*options.drop_tables, "VORG", "vhea", "vmtx", "VVAR", "BASE", "STAT", "MVAR"]
    cutter = cutting.Subsetter(options)
    cutter.populate(text=text)
    cutter.subset(font)
    raw = _bytes(font)
    if "fvar" in font:
        axes = {axis.axisTag: weight if axis.axisTag == "wght" else None for axis in font["fvar"].axes}
        one = instancer.instantiateVariableFont(TTFont(io.BytesIO(raw), recalcTimestamp=False), axes)
        call(one, weight)
        raw = _bytes(one)
    return ("ttf" if "glyf" in font else "otf"), raw


def _bytes(font: Any) -> bytes:  # noqa: ANN401 - a TTFont, and fontTools says nothing of its types
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()

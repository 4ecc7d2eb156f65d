"""Write gioia/displays/advances.tsv: the advance widths of the faces that figures name, read from the fonts themselves.

Run it as `python docs/advances.py` where Noto Sans CJK SC and Liberation Sans are installed (on Debian
`apt install fonts-noto-cjk fonts-liberation2`). Source Han Sans SC has the outlines and widths of Noto Sans CJK SC under
another name, Liberation Sans the widths of Arial, so that the two stand for four.
"""

from __future__ import annotations

import math
import unicodedata
from itertools import groupby
from pathlib import Path

from fontTools.ttLib import TTFont

from gioia.exports._faces import BOLD, REGULAR, installed

FAMILIES = ("Noto Sans CJK SC", "Liberation Sans")
FILE = Path(__file__).resolve().parents[1] / "gioia" / "displays" / "advances.tsv"
FULL = 1000
HEAD = """\
# Advance widths in thousandths of an em, rounded up, by runs of code points; written by docs/advances.py from
{faces}
# first, last: code points in hexadecimal; regular, bold: the wider of the faces; then, where they differ, what the marks
# measure that only a Chinese face sets full-width, in a text without East Asian characters. What is East Asian and one
# em wide, and marks that combine, are left out.
"""


def advances(font: TTFont) -> dict[int, int]:
    """Return code point → advance width in thousandths of an em, rounded up."""
    widths, units = font["hmtx"], font["head"].unitsPerEm
    return {code: math.ceil(widths[glyph][0] * FULL / units) for code, glyph in font.getBestCmap().items()}


def fonts(family: str, weight: int) -> list[TTFont]:
    """Return the faces of that name that are installed: Liberation Sans is there in two versions, one with more letters."""
    found = [face for face in installed() if (face.family, face.weight) == (family, weight)]
    return [TTFont(face.path, fontNumber=face.index, lazy=True) for face in found]


def widest(versions: list[TTFont]) -> dict[int, int]:
    """Return code point → the widest advance of any of the versions of a face."""
    known = [advances(font) for font in versions]
    return {code: max(one.get(code, 0) for one in known) for code in sorted(set().union(*known))}


def implied(code: int) -> tuple[int, ...] | None:
    """Return the widths that need not be written down, None where there are none such."""
    if unicodedata.category(chr(code)) in {"Mn", "Me"}:
        return (0,) * 4
    return (FULL,) * 4 if unicodedata.east_asian_width(chr(code)) in {"W", "F"} else None


def row(code: int, widths: list[dict[int, int]]) -> tuple[int, ...]:
    """Return the widths of a code point: regular and bold in any text, then both in a text that is not East Asian."""
    chinese, latin = widths[:2], widths[2:]
    wider = [max(one.get(code, 0), other.get(code, 0)) for one, other in zip(chinese, latin, strict=True)]
    is_full = all(one.get(code, 0) >= FULL for one in chinese) and all(code in one for one in latin)
    return (*wider, *([one[code] for one in latin] if is_full else wider))


def main() -> None:
    """Write the table."""
    faces = [fonts(family, weight) for family in FAMILIES for weight in (REGULAR, BOLD)]
    widths = [widest(versions) for versions in faces]
    rows = {code: row(code, widths) for code in sorted(set().union(*widths))}
    kept = [(code, values) for code, values in rows.items() if values != implied(code)]
    lines = []
    for _, run in groupby(enumerate(kept), key=lambda each: (each[1][0] - each[0], each[1][1])):
        codes = [(code, values) for _, (code, values) in run]
        values = codes[0][1]
        shown = values[:2] if values[:2] == values[2:] else values
        lines.append("\t".join([f"{codes[0][0]:04X}", f"{codes[-1][0]:04X}", *map(str, shown)]))
    named = "\n".join(
        sorted({f"# {one['name'].getDebugName(4)}, {one['name'].getDebugName(5)}" for face in faces for one in face})
    )
    FILE.write_text(HEAD.format(faces=named) + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

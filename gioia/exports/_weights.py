"""One weight taken out of a file that holds all of them, and called by its own name.

The free Chinese faces come as one file of all weights whose outlines stand in the table CFF2. Cut down to a few glyphs, such
a file is read by Typst, which then draws nothing; and uncut it is named after its thinnest weight, whatever it is drawn in.
So the few glyphs are drawn once at the weight asked for, into a face that has no other. That also takes a tenth of the time
of cutting 65,000 glyphs down: only what is drawn is read.

Such a face has outlines and widths, and nothing that moves or replaces glyphs (OpenType, tables GSUB and GPOS): Chinese and
Latin text set in lines is drawn as it was measured, by the widths alone.
"""

from __future__ import annotations

import io
from copy import deepcopy
from typing import Any

from gioia.exports._faces import BOLD, REGULAR, Face, read

KEPT_NAMES = (0, 1, 2, 4, 6, 13, 14, 16, 17)
"""What a face is called, its copyright and its licence, which open licences ask to stay with it."""
_FAMILY, _FULL_NAME, _POSTSCRIPT_NAME, _STYLE_NAMES = 1, 4, 6, (2, 17)
_STYLES = {REGULAR: "Regular", BOLD: "Bold"}
_IS_BOLD, _IS_REGULAR = 1 << 5, 1 << 6
"""Bits of fsSelection (OpenType, table OS/2)."""


def is_redrawn(face: Face) -> bool:
    """Tell whether a face has outlines of many weights that Typst does not draw once they are cut (table CFF2)."""
    font = read(face.path, face.index)
    return "CFF2" in font and "fvar" in font


def redrawn(face: Face, weight: int, text: str) -> bytes:
    """Return a face (OpenType, outlines in CFF) of one weight with the glyphs of `text` alone, the same bytes every time."""
    from fontTools.fontBuilder import FontBuilder

    font = read(face.path, face.index)
    drawn, names = font.getGlyphSet(location={"wght": weight}), font.getBestCmap()
    codes = {ord(character): names[ord(character)] for character in text if ord(character) in names}
    outlines = {name: _outline(drawn, name) for name in (".notdef", *sorted(set(codes.values())))}
    built = FontBuilder(font["head"].unitsPerEm, isTTF=False)
    built.setupGlyphOrder(list(outlines))
    built.setupCharacterMap(codes)
    built.setupCFF(_postscript_name(font["name"], weight), {}, outlines, {})
    built.setupHorizontalMetrics(
        {name: (round(drawn[name].width), _left(outline)) for name, outline in outlines.items()}
    )
    built.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent, lineGap=font["hhea"].lineGap)
    built.setupPost(keepGlyphNames=False)
    for of_all_weights in ("OS/2", "name"):
        built.font[of_all_weights] = deepcopy(font[of_all_weights])
    # The day that the file was made, not this one.
    built.font["head"].created, built.font["head"].modified = font["head"].created, font["head"].modified
    call(built.font, weight)
    file = io.BytesIO()
    built.save(file)
    return file.getvalue()


def call(font: Any, weight: int) -> None:  # noqa: ANN401 - a TTFont, and fontTools says nothing of its types
    """Name a face of one weight after that weight; the file that it comes from is named after its thinnest."""
    postscript_name, style = _postscript_name(font["name"], weight), _style(weight)
    family = font["name"].getDebugName(_FAMILY)
    said = {_FULL_NAME: f"{family} {style}", _POSTSCRIPT_NAME: postscript_name, **dict.fromkeys(_STYLE_NAMES, style)}
    font["name"].names = [record for record in font["name"].names if record.nameID in KEPT_NAMES]
    for record in font["name"].names:
        record.string = said.get(record.nameID, record.string)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection &= ~(_IS_BOLD | _IS_REGULAR)
    font["OS/2"].fsSelection |= {REGULAR: _IS_REGULAR, BOLD: _IS_BOLD}.get(weight, 0)
    font["head"].macStyle = int(weight == BOLD)


def _postscript_name(names: Any, weight: int) -> str:  # noqa: ANN401 - a table of a TTFont
    return f"{names.getDebugName(_POSTSCRIPT_NAME).partition('-')[0]}-{_style(weight)}"


def _style(weight: int) -> str:
    return _STYLES.get(weight, str(weight))


def _outline(glyphs: Any, name: str) -> Any:  # noqa: ANN401 - a set of glyphs, and a T2CharString
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    pen = T2CharStringPen(round(glyphs[name].width), glyphs)
    glyphs[name].draw(pen)
    return pen.getCharString()


def _left(outline: Any) -> int:  # noqa: ANN401 - a T2CharString
    """Return where the outline begins, in units of the face; an empty one at 0."""
    bounds = outline.calcBounds(None)
    return int(bounds[0]) if bounds else 0

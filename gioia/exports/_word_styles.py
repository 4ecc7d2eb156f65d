"""The styles of the Word document: each font, size and rule stands in a style, so that it is changed in one place.

Chinese is set in 宋体 and Latin in Times New Roman, as Chinese journals ask. The fonts stand in one style: `Normal` where the
document is ours, else `Gioia Text`, on which all our other styles rest. A style that the document or the journal's template has
already is left as it is. Styles are found by their names, which Word keeps in English: their ids are those of the language
that Word was set to (`a3` for a caption in Chinese).

Lines have a least height, not one that follows from the font: 宋体 stands for fonts of very different heights in Word, WPS and
LibreOffice, and a table must break at the same row in all of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from gioia.exports._word import NAMESPACE
from gioia.exports._word_lines import Face

if TYPE_CHECKING:
    from docx.document import Document

_W = f"{{{NAMESPACE}}}"
_XMLNS = f'xmlns:w="{NAMESPACE}"'
_FONTS = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/>'
_BLACK = '<w:color w:val="000000"/>'
_TALLEST = 1.45
"""Ems from line to line in the tallest of the common Chinese fonts."""
_CAPTIONS = ("caption", "题注")
_CLOSE = 120
"""Twentieths of a point above a caption: with less it clings to the table above."""
_SEAM = re.compile("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


class Stylesheet(Struct, frozen=True):
    """What the styles of a document say: the id of its captions' style, and the faces of a table's cell, caption and note.

    With `is_close` captions have no space above. `small` is the face of a cell where columns have no room for the words of `cell`.
    """

    caption: str
    cell: Face
    title: Face
    note: Face
    small: Face
    is_close: bool = False


def _spacing(before: int, after: int, least: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{least}" w:lineRule="atLeast"/>'


def _paragraph_style(key: str, paragraph: str, run: str, based_on: str = "GioiaText") -> str:
    return (
        f'<w:style {_XMLNS} w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{_named(key)}"/>'
        f'<w:basedOn w:val="{based_on}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def _character_style(key: str, run: str) -> str:
    return (
        f'<w:style {_XMLNS} w:type="character" w:customStyle="1" w:styleId="{key}"><w:name w:val="{_named(key)}"/>'
        f"<w:qFormat/><w:rPr>{run}</w:rPr></w:style>"
    )


def _named(key: str) -> str:
    """Return the name that a person reads in Word's list of styles: GioiaTableText is Gioia Table Text."""
    return _SEAM.sub(" ", key)


def _table_style(key: str, *, outer: int, inner: int, head: str, based_on: str) -> str:
    """Return a table style with three rules; `outer` and `inner` are their weights in eighths of a point."""

    def rule(side: str, weight: int) -> str:
        return f'<w:{side} w:val="single" w:sz="{weight}" w:space="0" w:color="000000"/>'

    return (
        f'<w:style {_XMLNS} w:type="table" w:customStyle="1" w:styleId="{key}">'
        f'<w:name w:val="{_named(key)}"/><w:basedOn w:val="{based_on}"/><w:qFormat/><w:tblPr><w:tblBorders>'
        f"{rule('top', outer)}{rule('bottom', outer)}</w:tblBorders>"
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow">{head}<w:tcPr><w:tcBorders>{rule("bottom", inner)}</w:tcBorders>'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        f'<w:tblStylePr w:type="lastRow"><w:tcPr><w:tcBorders>{rule("top", inner)}</w:tcBorders></w:tcPr></w:tblStylePr>'
        "</w:style>"
    )


def _styles(normal: str, table: str) -> dict[str, str]:
    """Return our styles by id, resting on the document's own `normal` paragraph and plain `table`."""
    plain = '<w:snapToGrid w:val="0"/>' + _spacing(0, 0, 312)
    plain += '<w:ind w:left="0" w:right="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/>'
    bold = "<w:rPr><w:b/></w:rPr>"
    three = _table_style("GioiaThreeLine", outer=12, inner=6, head=bold, based_on=table)
    apa = _table_style("GioiaAPA", outer=4, inner=4, head="", based_on=table)
    number = '<w:jc w:val="right"/>'
    figure = (
        '<w:keepNext/><w:spacing w:before="240" w:after="120" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>'
    )
    return {
        "GioiaText": _paragraph_style(
            "GioiaText", plain, f'{_FONTS}{_BLACK}<w:sz w:val="21"/><w:szCs w:val="21"/>', normal
        ),
        "GioiaTableText": _paragraph_style("GioiaTableText", _spacing(20, 20, 260), _size(18)),
        "GioiaTableNumber": _paragraph_style("GioiaTableNumber", number, "", "GioiaTableText"),
        "GioiaTableTextSmall": _paragraph_style(
            "GioiaTableTextSmall", _spacing(10, 10, 200), _size(14), "GioiaTableText"
        ),
        "GioiaTableNumberSmall": _paragraph_style("GioiaTableNumberSmall", number, "", "GioiaTableTextSmall"),
        "GioiaContinued": _paragraph_style(
            "GioiaContinued", "<w:keepNext/><w:pageBreakBefore/>" + _spacing(0, 80, 260), _size(18)
        ),
        "GioiaNote": _paragraph_style("GioiaNote", _spacing(60, 240, 240), _size(16)),
        "GioiaFigure": _paragraph_style("GioiaFigure", figure, ""),
        "GioiaList": _paragraph_style("GioiaList", _spacing(0, 40, 312), ""),
        "GioiaAPANumber": _character_style("GioiaAPANumber", '<w:b/><w:i w:val="0"/>'),
        "GioiaAPATitle": _character_style("GioiaAPATitle", '<w:b w:val="0"/><w:i/>'),
        "GioiaNoteWord": _character_style("GioiaNoteWord", "<w:i/>"),
        "GioiaThreeLine": three,
        "GioiaAPA": apa,
    }


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


_CAPTION = (
    f'<w:style {_XMLNS} w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/>'
    '<w:basedOn w:val="GioiaText"/><w:next w:val="GioiaText"/><w:uiPriority w:val="35"/><w:qFormat/>'
    f'<w:pPr><w:keepNext/>{_spacing(240, 80, 312)}<w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
)


def add_styles(document: Document, language: str, *, is_ours: bool) -> Stylesheet:
    """Add the styles that the document lacks, and return what they say; where the document `is_ours`, Normal has the fonts."""
    from docx.oxml import parse_xml

    styles = document.styles.element
    there = {style.get(f"{_W}styleId") for style in styles}
    for key, markup in _styles(_id(styles, "Normal"), _id(styles, "Normal Table")).items():
        if key not in there:
            styles.append(parse_xml(markup.replace(_FONTS, "") if is_ours else markup))
    caption = _found(styles, *_CAPTIONS)
    if caption is not None and is_ours:
        styles.remove(caption)
        caption = None
    if caption is None:
        styles.append(parse_xml(_CAPTION))
    if is_ours:
        _set_normal(document)
    key = "Caption" if caption is None else caption.get(f"{_W}styleId")
    faces = (_face(styles, of, language) for of in ("GioiaTableText", key, "GioiaNote", "GioiaTableTextSmall"))
    cell, title, note, small = faces
    return Stylesheet(key, cell, title, note, small, is_close=_before(styles, key) < _CLOSE)


def _found(styles: Any, *names: str) -> Any:  # noqa: ANN401 - lxml's elements have no useful type
    for style in styles.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None and name.get(f"{_W}val", "").lower() in {one.lower() for one in names}:
            return style
    return None


def _id(styles: Any, name: str) -> str:  # noqa: ANN401
    found = _found(styles, name)
    return name.replace(" ", "") if found is None else str(found.get(f"{_W}styleId"))


def _set_normal(document: Document) -> None:
    from docx.oxml import parse_xml
    from docx.shared import Pt

    normal = document.styles["Normal"]
    normal.font.size = Pt(10.5)
    properties = normal.element.get_or_add_rPr()
    for fonts in properties.findall(f"{_W}rFonts"):
        properties.remove(fonts)
    properties.insert(0, parse_xml(_FONTS.replace("<w:rFonts", f"<w:rFonts {_XMLNS}")))


def _face(styles: Any, key: str, language: str) -> Face:  # noqa: ANN401
    """Return how a style sets text, from itself and those that it rests on."""
    chain = _chain(styles, key)
    spacing = [one for style in chain for one in style.iterfind(f"{_W}pPr/{_W}spacing")]
    spacing += styles.iterfind(f"{_W}docDefaults/{_W}pPrDefault/{_W}pPr/{_W}spacing")

    def said(name: str, default: float) -> float:
        return next((float(one.get(f"{_W}{name}")) for one in spacing if one.get(f"{_W}{name}")), default)

    default = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}sz")
    sizes = [one for style in chain for one in style.iterfind(f"{_W}rPr/{_W}sz")] + [default]
    size = next((float(one.get(f"{_W}val")) for one in sizes if one is not None), 20.0) / 2
    rule = next((one.get(f"{_W}lineRule") for one in spacing if one.get(f"{_W}line")), "auto")
    line = said("line", 240)
    natural = size * _TALLEST
    leading = {"exact": line / 20, "atLeast": max(line / 20, natural)}.get(rule or "auto", natural * line / 240)
    fonts = [one.get(f"{_W}ascii") for style in chain for one in style.iterfind(f"{_W}rPr/{_W}rFonts")]
    latin = next((font for font in fonts if font), "")
    around = (said("before", 0) + said("after", 0)) / 20
    return Face(size, leading, around, is_times="Times" in latin, language=language)


def _before(styles: Any, key: str) -> int:  # noqa: ANN401
    """Return the space above a paragraph of a style, in twentieths of a point."""
    found = (style.find(f"{_W}pPr/{_W}spacing") for style in _chain(styles, key))
    said = (one.get(f"{_W}before") for one in found if one is not None)
    return next((int(before) for before in said if before), 0)


def _chain(styles: Any, key: str) -> list[Any]:  # noqa: ANN401
    """Return a style and those that it rests on, itself first."""
    known = {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")}
    chain: list[Any] = []
    while key in known and known[key] not in chain:
        chain.append(known[key])
        based = known[key].find(f"{_W}basedOn")
        key = "" if based is None else based.get(f"{_W}val", "")
    return chain

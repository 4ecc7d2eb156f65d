"""The styles of the Word document: each font, size and rule stands in a style, so that it is changed in one place.

Chinese is set in 宋体 and Latin in Times New Roman, as Chinese journals ask. A style that the document or the journal's
template has already is left as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gioia.exports._word import NAMESPACE

if TYPE_CHECKING:
    from docx.document import Document

_FONTS = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="宋体"/>'
_BLACK = '<w:color w:val="000000"/>'


def _paragraph_style(key: str, name: str, paragraph: str, run: str, based_on: str = "Normal") -> str:
    return (
        f'<w:style xmlns:w="{NAMESPACE}" w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def _table_style(key: str, name: str, *, outer: int, inner: int) -> str:
    """Return a table style with three rules; `outer` and `inner` are their weights in eighths of a point."""

    def rule(side: str, weight: int) -> str:
        return f'<w:{side} w:val="single" w:sz="{weight}" w:space="0" w:color="000000"/>'

    return (
        f'<w:style xmlns:w="{NAMESPACE}" w:type="table" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
        f"{rule('top', outer)}{rule('bottom', outer)}</w:tblBorders>"
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>{rule("bottom", inner)}</w:tcBorders>'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        f'<w:tblStylePr w:type="lastRow"><w:tcPr><w:tcBorders>{rule("top", inner)}</w:tcBorders></w:tcPr></w:tblStylePr>'
        "</w:style>"
    )


_SPACED = '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'
_STYLES = {
    "GioiaTableText": _paragraph_style("GioiaTableText", "Gioia Table Text", _SPACED, f'{_FONTS}<w:sz w:val="18"/>'),
    "GioiaTableNumber": _paragraph_style(
        "GioiaTableNumber", "Gioia Table Number", '<w:jc w:val="right"/>', "", based_on="GioiaTableText"
    ),
    "GioiaNote": _paragraph_style(
        "GioiaNote",
        "Gioia Note",
        '<w:spacing w:before="60" w:after="240" w:line="240" w:lineRule="auto"/>',
        f'{_FONTS}<w:sz w:val="16"/>',
    ),
    "GioiaFigure": _paragraph_style(
        "GioiaFigure",
        "Gioia Figure",
        '<w:keepNext/><w:spacing w:before="240" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>',
        "",
    ),
    "GioiaList": _paragraph_style(
        "GioiaList", "Gioia List", '<w:spacing w:before="0" w:after="40"/>', f'{_FONTS}<w:sz w:val="21"/>'
    ),
    "GioiaThreeLine": _table_style("GioiaThreeLine", "Gioia Three-Line", outer=12, inner=6),
    "GioiaAPA": _table_style("GioiaAPA", "Gioia APA", outer=4, inner=4),
}
_CAPTION = (
    f'<w:style xmlns:w="{NAMESPACE}" w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/>'
    '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:uiPriority w:val="35"/><w:qFormat/>'
    '<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/></w:pPr>'
    f'<w:rPr>{_FONTS}<w:b/>{_BLACK}<w:sz w:val="21"/></w:rPr></w:style>'
)


def add_styles(document: Document, *, is_ours: bool) -> None:
    """Add the styles that the document lacks; where the whole document `is_ours`, its Normal and Caption are set as well."""
    from docx.oxml import parse_xml

    styles = document.styles.element
    there = {style.get(f"{{{NAMESPACE}}}styleId"): style for style in styles}
    for key, markup in _STYLES.items():
        if key not in there:
            styles.append(parse_xml(markup))
    if is_ours or "Caption" not in there:
        if "Caption" in there:
            styles.remove(there["Caption"])
        styles.append(parse_xml(_CAPTION))
    if is_ours:
        _set_normal(document)


def _set_normal(document: Document) -> None:
    from docx.oxml import parse_xml
    from docx.shared import Pt

    normal = document.styles["Normal"]
    normal.font.size = Pt(10.5)
    properties = normal.element.get_or_add_rPr()
    for fonts in properties.findall(f"{{{NAMESPACE}}}rFonts"):
        properties.remove(fonts)
    properties.insert(0, parse_xml(_FONTS.replace("<w:rFonts", f'<w:rFonts xmlns:w="{NAMESPACE}"')))

"""A figure in Word as native shapes on a drawing canvas, where connectors stay glued to the boxes that one moves.

Word 2010 and later read the canvas (Microsoft, [MS-ODRAWXML], 2.9); programs that know only groups of shapes find the same
shapes as a group in the fallback.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gioia.displays.display import Figure, caption
from gioia.displays.lettering import LEADING
from gioia.displays.scene import BAND, STROKES, Band, Box, Connector, Look, Scene, TextLine, look_of, scaled
from gioia.exports import _drawing as drawing
from gioia.exports import _word as word
from gioia.exports._connectors import bent
from gioia.exports._glue import Glued, ends, glued, parts

_OFFICE = "http://schemas.microsoft.com/office/word/2010/wordprocessing"
_XMLNS = " ".join(
    (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
        f'xmlns:wpc="{_OFFICE}Canvas" xmlns:wpg="{_OFFICE}Group" xmlns:wps="{_OFFICE}Shape"',
        f'xmlns:a="{drawing.NAMESPACE}"',
    )
)


def picture(figure: Figure, width: float, height: float) -> str:
    """Return a run that holds the figure, made smaller where it is wider or higher than so many points."""
    scene = scaled(figure.scene, shrunk(figure.scene, width, height))
    shapes = "".join(_shapes(scene, figure.language))
    size = f'cx="{drawing.emu(scene.width)}" cy="{drawing.emu(scene.height)}"'
    inside = f'<a:off x="0" y="0"/><a:ext {size}/><a:chOff x="0" y="0"/><a:chExt {size}/>'
    canvas = f"<wpc:wpc><wpc:bg/><wpc:whole/>{shapes}</wpc:wpc>"
    group = f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>{inside}</a:xfrm></wpg:grpSpPr>{shapes}</wpg:wgp>"
    return (
        f'<w:r><mc:AlternateContent {_XMLNS}><mc:Choice Requires="wpc">{_inline(figure, size, "Canvas", canvas)}</mc:Choice>'
        f"<mc:Fallback>{_inline(figure, size, 'Group', group)}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def shrunk(scene: Scene, width: float, height: float) -> float:
    """Return by what a scene is multiplied so that it is at most so wide and high; 1 where it is already."""
    return min(1.0, width / scene.width, height / scene.height)


def _inline(figure: Figure, size: str, kind: str, content: str) -> str:
    number = word.number_of(figure.key)
    about = f"name={drawing.quoted(caption(figure))} descr={drawing.quoted(figure.scene.description)}"
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id="{number}" {about}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_OFFICE}{kind}">{content}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _shapes(scene: Scene, language: str) -> Iterator[str]:
    """Yield the shapes; their ids count from 2."""
    connectors, marks = parts(scene)
    boxes = [*scene.boxes, *marks]
    glue = glued(boxes, connectors, 2 + len(scene.bands))
    # LibreOffice (7.4) forgets the formatting of a group's first text.
    yield _text(TextLine("\u00a0", 0.0, 1.0, 1.0), 1, language)
    for number, band in enumerate(scene.bands, start=2):
        yield _band(band, number)
    for box in boxes:
        yield _box(box, glue[box.key], language)
    after = 2 + len(scene.bands) + len(boxes)
    for number, connector in enumerate(connectors, start=after):
        yield _connector(connector, number, glue)
    for number, line in enumerate(scene.texts, start=after + len(connectors)):
        yield _text(line, number, language)


def _shape(number: int, name: str, properties: str, text: str = "", body: str = "<wps:bodyPr/>") -> str:
    inside = f"<wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>" if text else ""
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name={drawing.quoted(name)}/><wps:cNvSpPr/>'
        f"<wps:spPr>{properties}</wps:spPr>{inside}{body}</wps:wsp>"
    )


def _band(band: Band, number: int) -> str:
    place = drawing.frame(band.x, band.y, band.width, band.height) + drawing.preset("rect")
    return _shape(number, "band", place + drawing.fill(BAND) + drawing.outline(Look("", "")))


def _box(box: Box, glue: Glued, language: str) -> str:
    style = look_of(box)
    place = drawing.frame(box.x, box.y, box.width, box.height) + drawing.rectangle(box, glue.places)
    properties = place + drawing.fill(style.fill) + drawing.outline(style)
    body = drawing.body_properties(box).replace("a:bodyPr", "wps:bodyPr")
    return _shape(glue.number, box.name or "mark", properties, _paragraph(box.lines, language), body)


def _text(line: TextLine, number: int, language: str) -> str:
    body = '<wps:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'
    return _shape(number, "text", drawing.line_frame(line), _paragraph([line], language), body)


def _paragraph(lines: Sequence[TextLine], language: str) -> str:
    """Return the lines as a paragraph of their own spacing, with line breaks."""
    if not lines:
        return ""
    side = {"start": "left", "middle": "center", "end": "right"}[lines[0].anchor]
    leading = round(max(line.size for line in lines) * LEADING * 20)
    latin, chinese = drawing.FONTS.get(language, drawing.FONTS["en"])
    fonts = f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{chinese}" w:cs="{latin}"/>'
    runs = "<w:r><w:br/></w:r>".join(
        word.run(line.text, f'{fonts}{"<w:b/>" if line.bold else ""}<w:sz w:val="{round(line.size * 2)}"/>')
        for line in lines
    )
    # Lines were measured without the gap that Word sets between Chinese and Latin.
    spacing = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
    spacing += f'<w:spacing w:before="0" w:after="0" w:line="{leading}" w:lineRule="exact"/>'
    spacing += f'<w:ind w:left="0" w:right="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="{side}"/>'
    return f"<w:p><w:pPr>{spacing}</w:pPr>{runs}</w:p>"


def _connector(connector: Connector, number: int, glue: Mapping[str, Glued]) -> str:
    stroke = drawing.outline(STROKES[connector.stroke], head=connector.head)
    line = bent(connector.points)
    name = drawing.quoted(connector.relation or "line")
    if line is None:
        return _shape(number, connector.relation or "line", drawing.path(connector.points) + stroke)
    place = drawing.frame(line.x, line.y, line.width, line.height, line)
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name={name}/><wps:cNvCnPr>{ends(connector, glue)}</wps:cNvCnPr>'
        f"<wps:spPr>{place}{drawing.preset(line.preset, line.adjustments)}{stroke}</wps:spPr><wps:bodyPr/></wps:wsp>"
    )

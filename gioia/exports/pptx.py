"""A figure as a PowerPoint slide of native shapes: boxes with their text in them, connectors that are glued to the boxes.

The slide is as large as the figure. A co-author can move a box, and its connectors follow; a label is text in its box, set
in the lines that the layout gave it. A connector is one of PowerPoint's own, with as many corners as its line.
"""

from __future__ import annotations

import io
from itertools import count
from typing import TYPE_CHECKING, Any, cast

from msgspec import structs

from gioia.displays.display import Display, Figure, caption
from gioia.displays.scene import BAND, STROKES, Band, Box, Connector, Look, TextLine, look_of, scaled
from gioia.exports import _drawing as drawing
from gioia.exports._characters import holdable
from gioia.exports._connectors import bent
from gioia.exports._glue import Glued, ends, glued, parts, ported
from gioia.exports._packages import same_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pptx.slide import Slide

SUFFIX = "pptx"
SHOWS = Figure

_BLANK = 6
_LEAST, _MOST = 72.0, 4032.0
"""Points: PowerPoint takes no smaller and no larger slide; a larger figure is made smaller."""
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_XMLNS = f'xmlns:p="{_P}" xmlns:a="{drawing.NAMESPACE}"'


def write(display: Display) -> bytes:
    """Return a presentation with one slide."""
    from pptx import Presentation
    from pptx.util import Pt

    figure = cast("Figure", display)
    deck = Presentation()
    longest = max(figure.scene.width, figure.scene.height)
    if longest > _MOST:
        figure = structs.replace(figure, scene=scaled(figure.scene, _MOST / longest))
    deck.slide_width, deck.slide_height = (Pt(max(_LEAST, side)) for side in (figure.scene.width, figure.scene.height))
    deck.core_properties.title = holdable(caption(figure))
    _draw(deck.slides.add_slide(deck.slide_layouts[_BLANK]), figure)
    saved = io.BytesIO()
    deck.save(saved)
    return same_bytes(saved.getvalue())


def _draw(slide: Slide, figure: Figure) -> None:
    """Draw the scene; ids of shapes count from 2, since the slide's own group has 1."""
    from pptx.oxml import parse_xml

    scene, language = figure.scene, figure.language
    connectors, marks = parts(scene)
    boxes = [*scene.boxes, *marks]
    glue = glued(boxes, connectors, 2 + len(scene.bands))
    after = 2 + len(scene.bands) + len(boxes)
    glue, ports = ported(boxes, glue, after)
    numbers = count(after + sum(map(len, ports.values())))
    drawn = [_band(band, number) for number, band in enumerate(scene.bands, start=2)]
    for box in boxes:
        shape = _box(box, glue[box.key], language)
        drawn.append(_group(box, shape, glue[box.key], ports[box.key], next(numbers)) if box.key in ports else shape)
    drawn += [_connector(connector, next(numbers), glue) for connector in connectors]
    drawn += [_text(line, next(numbers), language) for line in scene.texts]
    tree: Any = slide.shapes._spTree  # noqa: SLF001 - python-pptx has no way of its own to add a shape as markup
    for markup in drawn:
        tree.append(parse_xml(markup))


def _shape(number: int, name: str, properties: str, text: str, about: str = "") -> str:
    return (
        f'<p:sp {_XMLNS}><p:nvSpPr><p:cNvPr id="{number}" name={drawing.quoted(name)} descr={drawing.quoted(about)}/>'
        f"<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{properties}</p:spPr><p:txBody>{text}</p:txBody></p:sp>"
    )


def _band(band: Band, number: int) -> str:
    place = drawing.frame(band.x, band.y, band.width, band.height)
    properties = place + drawing.preset("rect") + drawing.fill(BAND) + drawing.outline(Look("", ""))
    return _shape(number, "band", properties, "<a:bodyPr/><a:p/>")


def _box(box: Box, glue: Glued, language: str) -> str:
    style = look_of(box)
    place = drawing.frame(box.x, box.y, box.width, box.height)
    properties = place + drawing.preset("rect") + drawing.fill(style.fill) + drawing.outline(style)
    text = drawing.body_properties(box) + drawing.paragraph(box.lines, language)
    return _shape(glue.number, box.key, properties, text, box.name)


def _group(box: Box, shape: str, glue: Glued, ports: Sequence[Box], number: int) -> str:
    """Return a box together with the marks that connectors are glued to, which move with it.

    PowerPoint knows places of a shape's own, LibreOffice (7.4) only the middles of its sides.
    """
    inside = f'<a:off x="{drawing.emu(box.x)}" y="{drawing.emu(box.y)}"/>'
    size = f'cx="{drawing.emu(box.width)}" cy="{drawing.emu(box.height)}"'
    frame = f"<a:xfrm>{inside}<a:ext {size}/>{inside.replace('a:off', 'a:chOff')}<a:chExt {size}/></a:xfrm>"
    marks = "".join(
        _shape(port, one.key, _bare(one), "<a:bodyPr/><a:p/>") for port, one in zip(glue.ports, ports, strict=True)
    )
    return (
        f'<p:grpSp {_XMLNS}><p:nvGrpSpPr><p:cNvPr id="{number}" name={drawing.quoted(box.key)}/><p:cNvGrpSpPr/><p:nvPr/>'
        f"</p:nvGrpSpPr><p:grpSpPr>{frame}</p:grpSpPr>{shape}{marks}</p:grpSp>"
    )


def _bare(mark: Box) -> str:
    """Return the properties of a shape that nobody sees."""
    place = drawing.frame(mark.x, mark.y, mark.width, mark.height)
    return place + drawing.preset("rect") + drawing.fill("") + drawing.outline(Look("", ""))


def _text(line: TextLine, number: int, language: str) -> str:
    inside = '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'
    return _shape(number, "text", drawing.line_frame(line), inside + drawing.paragraph([line], language))


def _connector(connector: Connector, number: int, glue: Mapping[str, Glued]) -> str:
    """Return a connector, glued to the boxes that it joins; its name is that of its relation."""
    line = bent(connector.points)
    if line is None:
        return _freeform(connector, number)
    place = drawing.frame(line.x, line.y, line.width, line.height, line)
    stroke = drawing.outline(STROKES[connector.stroke], head=connector.head)
    return (
        f'<p:cxnSp {_XMLNS}><p:nvCxnSpPr><p:cNvPr id="{number}" name={drawing.quoted(connector.relation or "line")} '
        f"descr={drawing.quoted(connector.kind)}/><p:cNvCxnSpPr>{ends(connector, glue)}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>"
        f"<p:spPr>{place}{drawing.preset(line.preset, line.adjustments)}{stroke}</p:spPr></p:cxnSp>"
    )


def _freeform(connector: Connector, number: int) -> str:
    """Return a line of more corners than any connector has; it stays where it is when a box is moved."""
    properties = drawing.path(connector.points) + drawing.outline(STROKES[connector.stroke], head=connector.head)
    return _shape(number, connector.relation or "line", properties, "<a:bodyPr/><a:p/>", connector.kind)

"""draw.io: a figure as a diagram that diagrams.net opens, its boxes and lines to be moved and rewritten.

A line is bound to the boxes that it joins, at the point where it leaves one and enters the other, so that it follows when a
box is moved; waypoints keep its way. A label is the text of its box, in the lines that the layout gave it; draw.io reads
it as HTML, so it is escaped once as HTML and once more as XML. A unit of draw.io's is a point here.
"""

from __future__ import annotations

from typing import cast
from xml.sax.saxutils import escape, quoteattr

from gioia.displays.display import Display, Figure, caption
from gioia.displays.scene import (
    BAND,
    DIAMOND_LENGTH,
    DISC,
    HEAD_LENGTH,
    INK,
    STROKES,
    Band,
    Box,
    Connector,
    Point,
    Scene,
    TextLine,
    joints,
    look_of,
)
from gioia.displays.typesetting import width
from gioia.exports._characters import holdable
from gioia.exports._drawing import block_bottom, block_top
from gioia.exports.svg import families

SUFFIX = "drawio"
SHOWS = Figure

_ALIGN = {"start": "left", "middle": "center", "end": "right"}
_TIPS = {
    "triangle": f"endArrow=blockThin;endFill=1;endSize={HEAD_LENGTH - 1:g};",
    "open": f"endArrow=openThin;endFill=0;endSize={HEAD_LENGTH - 1:g};",
    "diamond": f"endArrow=diamondThin;endFill=1;endSize={DIAMOND_LENGTH:g};",
    "disc": f"endArrow=oval;endFill=1;endSize={DISC:g};",
}
"""What draw.io calls the heads of arrows."""
"""draw.io lengthens a head by the weight of its line."""
_CENTRED = 1.0
_STEP, _NEAR = 4, 0.5
"""How many points a line with one step has; points that are the same to the eye."""
_NO_PAINT = "fillColor=none;strokeColor=none;"

_Boxes = dict[str, tuple[str, Box]]
"""A box's key → the id of its cell, and the box."""


def write(display: Display) -> bytes:
    """Return an uncompressed mxfile of one page in UTF-8, without dates."""
    figure = cast("Figure", display)
    scene = figure.scene
    page = f'page="1" pageWidth="{_number(scene.width)}" pageHeight="{_number(scene.height)}"'
    cells = ['<mxCell id="0"/>', '<mxCell id="1" parent="0"/>', *_cells(scene, ",".join(families(figure.language)))]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<mxfile host="gioia">',
        f'<diagram id="{figure.key}" name={quoteattr(_on_one_line(caption(figure)))}>',
        f'<mxGraphModel grid="0" gridSize="1" guides="1" tooltips="1" connect="1" arrows="1" fold="1" {page} math="0">',
        "<root>",
        *cells,
        "</root>",
        "</mxGraphModel>",
        "</diagram>",
        "</mxfile>",
        "",
    ]
    return "\n".join(lines).encode("utf-8")


def _cells(scene: Scene, font: str) -> list[str]:
    """Return the cells from the background to the front."""
    boxes = {box.key: (f"box-{index}", box) for index, box in enumerate(scene.boxes, start=1)}
    lines = [*(joint for bracket in scene.brackets for joint in joints(bracket)), *scene.connectors]
    return [
        *(_band(band, f"band-{index}") for index, band in enumerate(scene.bands, start=1)),
        *(_box(box, identity, font) for identity, box in boxes.values()),
        *(_connector(line, f"line-{index}", boxes) for index, line in enumerate(lines, start=1)),
        *(_text(line, f"text-{index}", font) for index, line in enumerate(scene.texts, start=1)),
    ]


def _vertex(identity: str, value: str, style: str, frame: tuple[float, float, float, float]) -> str:
    sides = zip(("x", "y", "width", "height"), frame, strict=True)
    geometry = " ".join(f'{name}="{_number(side)}"' for name, side in sides)
    return (
        f'<mxCell id="{identity}" value={quoteattr(value)} style={quoteattr(style)} vertex="1" parent="1">'
        f'<mxGeometry {geometry} as="geometry"/></mxCell>'
    )


def _band(band: Band, identity: str) -> str:
    style = f"rounded=0;html=1;connectable=0;fillColor={BAND};strokeColor=none;"
    return _vertex(identity, "", style, (band.x, band.y, band.width, band.height))


def _box(box: Box, identity: str, font: str) -> str:
    style = look_of(box)
    paint = f"fillColor={style.fill or 'none'};strokeColor={style.line or 'none'};strokeWidth={_number(style.weight)};"
    dash = f"dashed=1;fixDash=1;dashPattern={_dashes(style.dash)};" if style.dash else ""
    place = _placed(box) if box.lines else ""
    whole = f"rounded=0;whiteSpace=wrap;html=1;{paint}{dash}{place}{_face(box.lines, font)}"
    return _vertex(identity, _value(box.lines), whole, (box.x, box.y, box.width, box.height))


def _placed(box: Box) -> str:
    """Return how the text stands in a box: in its middle where it was set so, else as far down as it was set."""
    top, bottom = block_top(box.lines), block_bottom(box.lines)
    is_centred = abs((top - box.y) - (box.y + box.height - bottom)) < _CENTRED
    down = "verticalAlign=middle;" if is_centred else f"verticalAlign=top;spacingTop={_number(top - box.y)};"
    first = box.lines[0]
    left = f"spacingLeft={_number(first.x - box.x)};" if first.anchor == "start" else ""
    return f"spacing=0;{down}{left}align={_ALIGN[first.anchor]};"


def _face(lines: tuple[TextLine, ...], font: str) -> str:
    if not lines:
        return ""
    return f"fontFamily={font};fontSize={_number(lines[0].size)};fontColor={INK};fontStyle={int(lines[0].bold)};"


def _value(lines: tuple[TextLine, ...]) -> str:
    """Return the lines as HTML; one that is not set as the first says how it is."""
    return "<br>".join(_line(line, lines[0]) for line in lines)


def _line(line: TextLine, first: TextLine) -> str:
    text = escape(holdable(line.text), {'"': "&quot;"})
    if (line.size, line.bold) == (first.size, first.bold):
        return text
    weight = "bold" if line.bold else "normal"
    return f'<span style="font-size: {_number(line.size)}px; font-weight: {weight}">{text}</span>'


def _text(line: TextLine, identity: str, font: str) -> str:
    room = width(line.text, line.size) + 2
    left = line.x - {"start": 0.0, "middle": room / 2, "end": room}[line.anchor]
    top, bottom = block_top([line]), block_bottom([line])
    style = f"text;html=1;spacing=0;{_NO_PAINT}verticalAlign=middle;align={_ALIGN[line.anchor]};{_face((line,), font)}"
    return _vertex(identity, _value((line,)), style, (left, top, room, bottom - top))


def _connector(connector: Connector, identity: str, boxes: _Boxes) -> str:
    stroke = STROKES[connector.stroke]
    dash = f"dashed=1;fixDash=1;dashPattern={_dashes(stroke.dash)};" if stroke.dash else ""
    tip = _TIPS[stroke.tip] if connector.head else "endArrow=none;"
    bound = ""
    style = f"edgeStyle=orthogonalEdgeStyle;rounded=0;html=1;jettySize=0;strokeColor={INK};strokeWidth={_number(stroke.weight)};"
    loose = []
    for end, leave, name, point in (
        ("source", "exit", "sourcePoint", connector.points[0]),
        ("target", "entry", "targetPoint", connector.points[-1]),
    ):
        key = connector.source if end == "source" else connector.target
        if key in boxes:
            cell, box = boxes[key]
            bound += f' {end}="{cell}"'
            style += _at(leave, box, point)
        else:
            loose.append(_point(point, f' as="{name}"'))
    corners = "".join(map(_point, _waypoints(connector.points)))
    points = f'<Array as="points">{corners}</Array>' if corners else ""
    return (
        f'<mxCell id="{identity}" style={quoteattr(style + dash + tip)} edge="1" parent="1"{bound}>'
        f'<mxGeometry relative="1" as="geometry">{"".join(loose)}{points}</mxGeometry></mxCell>'
    )


def _waypoints(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return the corners of a line; none where it has its step in the middle, as draw.io routes it of itself, also after a move."""
    if len(points) == _STEP:
        axis = 0 if points[0][1] == points[1][1] else 1
        if abs(points[1][axis] - (points[0][axis] + points[-1][axis]) / 2) < _NEAR:
            return ()
    return points[1:-1]


def _at(leave: str, box: Box, point: Point) -> str:
    """Return where on a box a line ends, as shares of its sides."""
    x, y = ((point[0] - box.x) / (box.width or 1), (point[1] - box.y) / (box.height or 1))
    return f"{leave}X={x:.4f};{leave}Y={y:.4f};{leave}Dx=0;{leave}Dy=0;{leave}Perimeter=0;"


def _point(point: Point, role: str = "") -> str:
    return f'<mxPoint x="{_number(point[0])}" y="{_number(point[1])}"{role}/>'


def _dashes(dash: tuple[float, ...]) -> str:
    return " ".join(_number(part) for part in dash)


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _on_one_line(text: str) -> str:
    return " ".join(holdable(text).split())

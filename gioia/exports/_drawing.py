"""DrawingML (ECMA-376, part 1, chapter 20): what Office documents share of shapes: paint, lines, frames and text.

All markup is strings in the namespace `a`; lengths are English metric units, 12,700 to the point.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from xml.sax.saxutils import escape, quoteattr

from gioia.displays.lettering import LEADING, RISE
from gioia.displays.scene import INK, Box, Look, Point, Stroke, TextLine
from gioia.displays.typesetting import width
from gioia.exports._characters import holdable
from gioia.exports._connectors import Bent

NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
FONTS = {"zh": ("Arial", "Microsoft YaHei"), "en": ("Arial", "Microsoft YaHei")}
_POINT = 12_700
_CENTRED = 1.0
_PER_CENT = 100_000
_TIPS = {"triangle": "triangle", "open": "arrow", "diamond": "diamond", "disc": "oval"}
"""What Office calls the heads of arrows."""
SIDES = 4
_WAYS = ((0, -1), (-1, 0), (0, 1), (1, 0))
"""The ways out of a rectangle by the middles of its sides, in their order."""
_QUARTER = 5_400_000
_NEAR = 1.0
_SPARE = 1.15
"""How much wider than the layout foresaw a text may come out in a font that stands in for ours."""


def emu(points: float) -> int:
    """Return points as English metric units."""
    return round(points * _POINT)


def quoted(text: str) -> str:
    """Return text as the value of an attribute, with its quotation marks."""
    return quoteattr(holdable(text))


def fill(colour: str) -> str:
    """Return the paint of a shape; an empty colour is none."""
    return f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>' if colour else "<a:noFill/>"


def outline(style: Look | Stroke, *, head: bool = False) -> str:
    """Return the line of a box or a connector, with an arrow's head at its end where `head` is true."""
    colour = style.line if isinstance(style, Look) else INK
    if not colour:
        return "<a:ln><a:noFill/></a:ln>"
    tip = f'<a:tailEnd type="{_TIPS[style.tip]}" w="med" len="med"/>' if head and isinstance(style, Stroke) else ""
    return f'<a:ln w="{emu(style.weight)}">{fill(colour)}{_dashes(style)}<a:miter lim="800000"/>{tip}</a:ln>'


def _dashes(style: Look | Stroke) -> str:
    """Return the dashes and gaps of a line as shares of its weight; Office's own would leave gaps at the corners of short lines."""
    if not style.dash:
        return ""
    shares = [round(part / style.weight * _PER_CENT) for part in style.dash]
    stops = "".join(f'<a:ds d="{dash}" sp="{gap}"/>' for dash, gap in zip(shares[::2], shares[1::2], strict=True))
    return f"<a:custDash>{stops}</a:custDash>"


def frame(x: float, y: float, width: float, height: float, turned: Bent | None = None) -> str:
    """Return where a shape stands."""
    marks = "" if turned is None else _marks(turned)
    return f'<a:xfrm{marks}><a:off x="{emu(x)}" y="{emu(y)}"/><a:ext cx="{emu(width)}" cy="{emu(height)}"/></a:xfrm>'


def _marks(turned: Bent) -> str:
    flips = (' flipH="1"' if turned.flip_x else "") + (' flipV="1"' if turned.flip_y else "")
    return (f' rot="{turned.turn}"' if turned.turn else "") + flips


def preset(name: str, adjustments: Sequence[int] = ()) -> str:
    """Return one of Office's shapes by name."""
    guides = "".join(
        f'<a:gd name="adj{index}" fmla="val {value}"/>' for index, value in enumerate(adjustments, start=1)
    )
    return f'<a:prstGeom prst="{name}"><a:avLst>{guides}</a:avLst></a:prstGeom>'


def sites(box: Box, ends: Sequence[Point]) -> list[Point]:
    """Return where connectors may be glued to a box: the middles of its sides, from the top leftwards, then all other ends."""
    across, down = box.x + box.width / 2, box.y + box.height / 2
    middles = [(across, box.y), (box.x, down), (across, box.y + box.height), (box.x + box.width, down)]
    others = [end for end in dict.fromkeys(ends) if min(hypot(end[0] - x, end[1] - y) for x, y in middles) > _NEAR]
    return middles + others


def place_of(places: Sequence[Point], points: Sequence[Point]) -> int:
    """Return the number of the place that the first of the points is glued to: of near ones that which the line leaves by."""
    (x0, y0), (x1, y1) = points[:2]
    far = [hypot(x - x0, y - y0) for x, y in places]
    near = [number for number, distance in enumerate(far) if distance < min(far) + _NEAR / 2]
    side = _WAYS.index(((x1 > x0) - (x1 < x0), (y1 > y0) - (y1 < y0))) if (x0 == x1) != (y0 == y1) else near[0]
    return side if side in near else near[0]


def path(points: Sequence[Point]) -> str:
    """Return a line through the points as a shape of its own, with its frame."""
    xs, ys = zip(*points, strict=True)
    left, top = min(xs), min(ys)
    steps = [f'<a:pt x="{emu(x - left)}" y="{emu(y - top)}"/>' for x, y in points]
    drawn = f"<a:moveTo>{steps[0]}</a:moveTo>" + "".join(f"<a:lnTo>{step}</a:lnTo>" for step in steps[1:])
    size = f'w="{emu(max(xs) - left)}" h="{emu(max(ys) - top)}"'
    return (
        frame(left, top, max(xs) - left, max(ys) - top)
        + f'<a:custGeom><a:avLst/><a:pathLst><a:path {size} fill="none">{drawn}</a:path></a:pathLst></a:custGeom><a:noFill/>'
    )


def rectangle(box: Box, places: Sequence[Point]) -> str:
    """Return a rectangle; one with places beside the middles of its sides is a shape of its own."""
    if len(places) <= SIDES:
        return preset("rect")
    width, height = emu(box.width), emu(box.height)
    cxns = "".join(
        f'<a:cxn ang="{_angle(box, place)}"><a:pos x="{emu(place[0] - box.x)}" y="{emu(place[1] - box.y)}"/></a:cxn>'
        for place in places
    )
    corners = "".join(
        f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>' for x, y in ((width, 0), (width, height), (0, height))
    )
    return (
        f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst>{cxns}</a:cxnLst><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{width}" h="{height}"><a:moveTo><a:pt x="0" y="0"/></a:moveTo>{corners}<a:close/></a:path></a:pathLst></a:custGeom>'
    )


def _angle(box: Box, place: Point) -> int:
    """Return the way in which a connector leaves the box at a place, in 60,000ths of a degree clockwise from the right."""
    return (SIDES - 1 - side_of(box, place)) * _QUARTER


def side_of(box: Box, place: Point) -> int:
    """Return the side that a place is on: 0 the top, 1 the left, 2 the bottom, 3 the right one."""
    x, y = place
    gaps = (y - box.y, x - box.x, box.y + box.height - y, box.x + box.width - x)
    return gaps.index(min(gaps))


def body_properties(box: Box) -> str:
    """Return how the text stands in a box: in its middle where it was set so, else as far down as it was set."""
    if not box.lines:
        return '<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/>'
    top, bottom = block_top(box.lines), block_bottom(box.lines)
    is_centred = abs((top - box.y) - (box.y + box.height - bottom)) < _CENTRED
    left = emu(box.lines[0].x - box.x) if box.lines[0].anchor == "start" else 0
    place = 'anchor="ctr" tIns="0"' if is_centred else f'anchor="t" tIns="{emu(max(0.0, top - box.y))}"'
    return f'<a:bodyPr wrap="square" lIns="{left}" rIns="0" bIns="0" {place}><a:noAutofit/></a:bodyPr>'


def block_top(lines: Sequence[TextLine]) -> float:
    """Return the top of lines with their leading."""
    return lines[0].y - (RISE + LEADING / 2) * lines[0].size


def block_bottom(lines: Sequence[TextLine]) -> float:
    """Return the bottom of lines with their leading."""
    return lines[-1].y + (LEADING / 2 - RISE) * lines[-1].size


def line_frame(line: TextLine) -> str:
    """Return where a line of text stands that is in no box: a frame without paint, with room for fonts that are wider than ours."""
    room = width(line.text, line.size, bold=line.bold) * _SPARE + line.size
    left = line.x - {"start": 0.0, "middle": room / 2, "end": room}[line.anchor]
    top, bottom = block_top([line]), block_bottom([line])
    return frame(left, top, room, bottom - top) + preset("rect") + "<a:noFill/>"


def paragraph(lines: Sequence[TextLine], language: str) -> str:
    """Return the lines as one paragraph, with a line break between them."""
    if not lines:
        return "<a:p/>"
    side = {"start": "l", "middle": "ctr", "end": "r"}[lines[0].anchor]
    leading = round(max(line.size for line in lines) * LEADING * 100)
    runs = "<a:br/>".join(_run(line, language) for line in lines)
    return f'<a:p><a:pPr algn="{side}"><a:lnSpc><a:spcPts val="{leading}"/></a:lnSpc></a:pPr>{runs}</a:p>'


def _run(line: TextLine, language: str) -> str:
    latin, chinese = FONTS.get(language, FONTS["en"])
    tongue = "zh-CN" if language == "zh" else "en-US"
    weight = ' b="1"' if line.bold else ""
    return (
        f'<a:r><a:rPr lang="{tongue}" sz="{round(line.size * 100)}"{weight}>{fill(INK)}<a:latin typeface="{latin}"/>'
        f'<a:ea typeface="{chinese}"/></a:rPr><a:t>{escape(holdable(line.text))}</a:t></a:r>'
    )

r"""A figure as a TikZ picture, to be put into a paper by `\input` and edited there.

The picture's units are the scene's: points of 1/72 inch (TeX's `bp`), y downwards, so that every number is the layout's own.
Boxes are nodes named by what they are (`theme-3`). Their text, and the ends of the lines that join them, are placed from
them, and a line's corners from its ends, so that an author who moves a box moves all that belongs to it. How boxes and lines
look stands at the top, once a kind. Only TikZ and its library arrows.meta are needed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from gioia.displays.scene import (
    BAND,
    DIAMOND_LENGTH,
    DIAMOND_WIDTH,
    DISC,
    HEAD_LENGTH,
    HEAD_WIDTH,
    INK,
    LOOKS,
    STROKES,
    Band,
    Box,
    Connector,
    Look,
    Point,
    Scene,
    Stroke,
    TextLine,
    joints,
    look_of,
)
from gioia.exports._tex import escaped

_ANCHORS = {"start": "base west", "middle": "base", "end": "base east"}
_STRAIGHT, _ONE_CORNER = 2, 3
_LEADING = 1.2
_TIPS = {
    "triangle": f"Triangle[length={HEAD_LENGTH:g}bp,width={HEAD_WIDTH:g}bp]",
    "open": f"Straight Barb[length={HEAD_LENGTH:g}bp,width={HEAD_WIDTH:g}bp]",
    "diamond": f"Diamond[length={DIAMOND_LENGTH:g}bp,width={DIAMOND_WIDTH:g}bp]",
    "disc": f"Circle[length={DISC:g}bp]",
}
"""The heads of arrows in arrows.meta; dashes do not reach into them."""


class _Named(Struct, frozen=True):
    """A box, the name of its node and that of its style."""

    box: Box
    node: str
    style: str


def picture(scene: Scene) -> str:
    r"""Return the picture, from `\begin{tikzpicture}` to `\end{tikzpicture}` and a line's end."""
    named = _named(scene.boxes)
    lines = [*(joint for bracket in scene.brackets for joint in joints(bracket)), *scene.connectors]
    parts = [
        f"\\begin{{tikzpicture}}[x=1bp,y=-1bp,{_settings(named.values(), lines)}]",
        f"\\useasboundingbox (0,0) rectangle ({_number(scene.width)},{_number(scene.height)});",
        *map(_band, scene.bands),
        *(line for one in named.values() for line in _box(one)),
        *(_connector(connector, named) for connector in lines),
        *(f"{_node(line)} at ({_number(line.x)},{_number(line.y)}) {_text(line)};" for line in scene.texts),
        "\\end{tikzpicture}",
        "",
    ]
    return "\n".join(parts)


def _named(boxes: Iterable[Box]) -> dict[str, _Named]:
    """Return key → box with its names; a role that is the study's own is called a construct, since roles are any text."""
    found: dict[str, _Named] = {}
    counted: Counter[str] = Counter()
    styles: dict[tuple[str, Look], str] = {}
    for box in boxes:
        role = box.role if box.role in LOOKS else "construct"
        counted[role] += 1
        is_new = (role, look_of(box)) not in styles
        same = sum(of == role for of, _ in styles)
        style = styles.setdefault((role, look_of(box)), f"{role}{same + 1 if is_new and same else ''}")
        found[box.key] = _Named(box, f"{role}-{counted[role]}", style)
    return found


def _settings(boxes: Iterable[_Named], lines: Sequence[Connector]) -> str:
    """Return the options of the picture: one style a kind of box and a kind of line that it has."""
    styles = {one.style: _look(look_of(one.box)) for one in boxes}
    strokes = {line.stroke: _stroke(STROKES[line.stroke]) for line in lines}
    tips = dict.fromkeys(STROKES[line.stroke].tip for line in lines if line.head)
    return "\n".join(
        [
            "",
            "  gioia box/.style={rectangle,inner sep=0pt,outer sep=0pt,line width=0pt},",
            "  gioia text/.style={inner sep=0pt,outer sep=0pt,font=\\sffamily},",
            f"  gioia line/.style={{draw={_colour(INK)},line join=miter}},",
            *(f"  gioia {tip} arrow/.style={{-{{{_TIPS[tip]}}}}}," for tip in tips),
            f"  gioia band/.style={{fill={_colour(BAND)}}},",
            *(f"  gioia {name}/.style={{gioia box,{drawn}}}," for name, drawn in styles.items()),
            *(f"  gioia {name} line/.style={{gioia line,{drawn}}}," for name, drawn in strokes.items()),
        ]
    )


def _look(style: Look) -> str:
    fill = [f"fill={_colour(style.fill)}"] if style.fill else []
    line = [f"draw={_colour(style.line)}", _stroke(Stroke(style.weight, style.dash))] if style.line else []
    return ",".join((*fill, *line))


def _stroke(stroke: Stroke) -> str:
    lengths = " ".join(
        f"{'off' if index % 2 else 'on'} {_number(length)}bp" for index, length in enumerate(stroke.dash)
    )
    return f"line width={_number(stroke.weight)}bp" + (f",dash pattern={lengths}" if lengths else "")


def _colour(colour: str) -> str:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"{{rgb,255:red,{red};green,{green};blue,{blue}}}"


def _band(band: Band) -> str:
    place = f"({_number(band.x)},{_number(band.y)}) rectangle +({_number(band.width)},{_number(band.height)})"
    return f"\\fill[gioia band] {place};"


def _box(one: _Named) -> list[str]:
    box = one.box
    x, y = _middle(box)
    size = f"minimum width={_number(box.width)}bp,minimum height={_number(box.height)}bp"
    node = f"\\node[gioia {one.style},{size}] ({one.node}) at ({_number(x)},{_number(y)}) {{}};"
    return [node, *(f"{_node(line)} at {_from(one, (line.x, line.y))} {_text(line)};" for line in box.lines)]


def _middle(box: Box) -> Point:
    return box.x + box.width / 2, box.y + box.height / 2


def _from(one: _Named, point: Point) -> str:
    """Return a point as TikZ is told it from the middle of a box."""
    x, y = _middle(one.box)
    return f"([shift={{({_number(point[0] - x)},{_number(point[1] - y)})}}]{one.node}.center)"


def _node(line: TextLine) -> str:
    size = f"{_number(line.size)}bp"
    leading = f"{_number(line.size * _LEADING)}bp"
    weight = "\\bfseries" if line.bold else ""
    font = f"\\fontsize{{{size}}}{{{leading}}}\\selectfont{weight}"
    return f"\\node[gioia text,anchor={_ANCHORS[line.anchor]},node font={font}]"


def _text(line: TextLine) -> str:
    return f"{{{escaped(line.text, ' ')}}}"


def _connector(connector: Connector, named: Mapping[str, _Named]) -> str:
    """Return a line whose corners follow its ends, so that its stretches stay square when a box is moved."""
    points = connector.points
    begin, end = _end(points[0], named.get(connector.source)), _end(points[-1], named.get(connector.target))
    arrow = f",gioia {STROKES[connector.stroke].tip} arrow" if connector.head else ""
    draw = f"\\draw[gioia {connector.stroke} line{arrow}]"
    if len(points) == _STRAIGHT:
        return f"{draw} {begin} -- {end};"
    steps = " -- ".join(["(a)", *_corners(points), "(b)"])
    return f"\\path {begin} coordinate (a) {end} coordinate (b);\n{draw} {steps};"


def _end(point: Point, one: _Named | None) -> str:
    return _from(one, point) if one else _at(point)


def _at(point: Point) -> str:
    return f"({_number(point[0])},{_number(point[1])})"


def _corners(points: tuple[Point, ...]) -> list[str]:
    """Return the corners; the first and the last take one of their coordinates from the end, a or b, next to them."""
    if len(points) == _ONE_CORNER:
        return ["(b |- a)" if _is_level(points[0], points[1]) else "(a |- b)"]
    inner = [_at(point) for point in points[1:-1]]
    inner[0] = _beside(points[0], points[1], "a")
    inner[-1] = _beside(points[-1], points[-2], "b")
    return inner


def _beside(end: Point, corner: Point, name: str) -> str:
    """Return the corner next to an end, level with it or above or below it as it was laid out."""
    if _is_level(end, corner):
        return f"({_number(corner[0])},0 |- {name})"
    return f"({name} |- 0,{_number(corner[1])})"


def _is_level(one: Point, other: Point) -> bool:
    return abs(one[1] - other[1]) <= abs(one[0] - other[0])


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text

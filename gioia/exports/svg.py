"""SVG: a figure as a drawing for the web and for a vector editor.

Text stays text, with a stack of font names for Windows, Macs and Linux; where a figure asks for it, the glyphs that it uses are
in the file too, for browsers, which read them. Every box is a group with an id of its own and
the whole name in `data-name`, every arrow carries the id of its relation in `data-relation`, so that a page can link
them. Arrow heads are drawn as triangles, for the programs that ignore SVG markers. Numbers have at most two decimals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import hypot
from typing import cast
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from gioia.displays.advances import has_latin_marks
from gioia.displays.display import Display, Figure, caption
from gioia.displays.scene import (
    BAND,
    DIAMOND_LENGTH,
    DIAMOND_WIDTH,
    DISC,
    HEAD_LENGTH,
    HEAD_WIDTH,
    INK,
    STROKES,
    Band,
    Box,
    Bracket,
    Connector,
    Point,
    Stroke,
    TextLine,
    look_of,
    strokes_of,
)
from gioia.exports._characters import holdable

SUFFIX = "svg"
SHOWS = Figure

_CHINESE_FONTS = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "SimHei")
_LATIN_FONTS = ("Arial", "Helvetica Neue", "Liberation Sans")
_ANY_FONT = "sans-serif"


class Lettering(Struct, frozen=True):
    """How the text of a drawing names its fonts.

    `fonts` is the stack of the whole drawing, `style` what stands in its style sheet. `spans` cuts a line into pieces, each
    with the stack of its own, empty where it is that of the drawing.
    """

    fonts: str
    spans: Callable[[TextLine], Sequence[tuple[str, str]]]
    style: str = ""


def write(display: Display) -> bytes:
    """Return the figure as a standalone SVG document in UTF-8, measured in points.

    Raises UnwritableError where fonts are to be embedded and none that may be has one of its characters.
    """
    from gioia.exports._embedding import embedded

    figure = cast("Figure", display)
    return drawing(figure, named(figure.language) if figure.fonts == "named" else embedded(figure))


def named(language: str, held: Sequence[str] = ()) -> Lettering:
    """Return the lettering that names fonts, those that the drawing holds before the others."""

    def ranked(names: tuple[str, ...]) -> str:
        return stack([*sorted(held, key=lambda name: names.index(name) if name in names else len(names)), *names])

    def spans(line: TextLine) -> list[tuple[str, str]]:
        own = fonts_of(line.text, language)
        return [("" if own == families(language) else ranked(own), line.text)]

    return Lettering(ranked(families(language)), spans)


def drawing(figure: Figure, lettering: Lettering) -> bytes:
    """Return the figure as an SVG document whose text is lettered so."""
    scene = figure.scene
    size = f'width="{_number(scene.width)}pt" height="{_number(scene.height)}pt"'
    view = f'viewBox="0 0 {_number(scene.width)} {_number(scene.height)}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} role="img" font-family="{lettering.fonts}">',
        *([f"<style>{lettering.style}</style>"] if lettering.style else []),
        f"<title>{_text(caption(figure))}</title>",
        f"<desc>{_text(scene.description)}</desc>",
        f'<rect width="{_number(scene.width)}" height="{_number(scene.height)}" fill="#ffffff"/>',
        *(_band(band) for band in scene.bands),
        *(_box(box, f"{figure.key}-{index}", lettering) for index, box in enumerate(scene.boxes, start=1)),
        *(_bracket(bracket) for bracket in scene.brackets),
        *(_connector(connector) for connector in scene.connectors),
        *(_line(line, lettering) for line in scene.texts),
        "</svg>",
        "",
    ]
    return "\n".join(lines).encode("utf-8")


def families(language: str) -> tuple[str, ...]:
    """Return the names of the fonts, first choice first: a Chinese face sets “ ” full-width, so an English figure names it last."""
    stack = (_CHINESE_FONTS, _LATIN_FONTS) if language == "zh" else (_LATIN_FONTS, _CHINESE_FONTS)
    return (*stack[0], *stack[1], _ANY_FONT)


def fonts_of(text: str, language: str) -> tuple[str, ...]:
    """Return the names of the fonts of a line: “value” in a Chinese figure is measured and set with Latin quotation marks."""
    return families("en") if has_latin_marks(text) else families(language)


def stack(names: Iterable[str]) -> str:
    """Return the names as CSS has them, each once."""
    return ",".join(name if name.replace("-", "").isalpha() else f"'{name}'" for name in dict.fromkeys(names))


def _text(text: str) -> str:
    return escape(holdable(text))


def _attribute(text: str) -> str:
    """Return `text` quoted as the value of an attribute; line breaks in it survive."""
    return quoteattr(holdable(text))


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _rectangle(part: Band | Box) -> str:
    frame = zip(("x", "y", "width", "height"), (part.x, part.y, part.width, part.height), strict=True)
    return " ".join(f'{name}="{_number(value)}"' for name, value in frame)


def _band(band: Band) -> str:
    return f'<rect {_rectangle(band)} fill="{BAND}"/>'


def _box(box: Box, identity: str, lettering: Lettering) -> str:
    style = look_of(box)
    dash = f' stroke-dasharray="{_dashes(style.dash)}"' if style.dash else ""
    line = f'stroke="{style.line}" stroke-width="{_number(style.weight)}"{dash}' if style.line else 'stroke="none"'
    paint = f'fill="{style.fill or "none"}" {line}'
    names = f"id={_attribute(identity)} class={_attribute(box.role)} data-name={_attribute(box.name)}"
    text = "".join(_line(line, lettering) for line in box.lines)
    return f"<g {names}><rect {_rectangle(box)} {paint}/>{text}</g>"


def _line(line: TextLine, lettering: Lettering) -> str:
    anchor = "" if line.anchor == "start" else f' text-anchor="{line.anchor}"'
    weight = ' font-weight="bold"' if line.bold else ""
    place = f'x="{_number(line.x)}" y="{_number(line.y)}" font-size="{_number(line.size)}"'
    spans = lettering.spans(line)
    if len(spans) == 1:
        return f"<text {place}{anchor}{weight}{_font(spans[0][0])}>{_text(line.text)}</text>"
    pieces = "".join(f"<tspan{_font(fonts)}>{_text(text)}</tspan>" for fonts, text in spans)
    return f"<text {place}{anchor}{weight}>{pieces}</text>"


def _font(fonts: str) -> str:
    return f' font-family="{fonts}"' if fonts else ""


def _dashes(dash: tuple[float, ...]) -> str:
    return " ".join(_number(part) for part in dash)


def _connector(connector: Connector) -> str:
    stroke = STROKES[connector.stroke]
    points = _shortened(connector.points, _COVERED[stroke.tip]) if connector.head else connector.points
    dash = f' stroke-dasharray="{_dashes(stroke.dash)}"' if stroke.dash else ""
    line = (
        f'<polyline points="{_points(points)}" fill="none" stroke="{INK}" '
        f'stroke-width="{_number(stroke.weight)}"{dash}/>'
    )
    head = _head(connector.points, stroke) if connector.head else ""
    if not connector.relation:
        return line + head
    return f"<g data-relation={_attribute(connector.relation)} data-kind={_attribute(connector.kind)}>{line}{head}</g>"


def _bracket(bracket: Bracket) -> str:
    """Return a bracket as one path, so that its lines are of one weight where they meet."""
    path = " ".join(f"M {_points(points).replace(' ', ' L ')}" for points in strokes_of(bracket))
    return f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="{_number(STROKES["bracket"].weight)}"/>'


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _direction(points: tuple[Point, ...]) -> Point:
    """Return the unit vector of the last stretch."""
    (x0, y0), (x1, y1) = points[-2:]
    length = hypot(x1 - x0, y1 - y0) or 1.0
    return (x1 - x0) / length, (y1 - y0) / length


_COVERED = {"triangle": HEAD_LENGTH * 0.8, "open": 0.0, "diamond": DIAMOND_LENGTH * 0.8, "disc": DISC / 2}
"""How much of a line its head covers, in points."""


def _shortened(points: tuple[Point, ...], covered: float) -> tuple[Point, ...]:
    """Return the line without the stretch that the head covers, so that its tip stays sharp."""
    return (*points[:-1], _back(points, covered))


def _back(points: tuple[Point, ...], along: float, aside: float = 0.0) -> Point:
    """Return the point so far back from the end of the line, and so far to its right."""
    (x, y), (dx, dy) = points[-1], _direction(points)
    return x - dx * along - dy * aside, y - dy * along + dx * aside


def _head(points: tuple[Point, ...], stroke: Stroke) -> str:
    """Return the head at the end of a line."""
    tip, half = points[-1], HEAD_WIDTH / 2
    if stroke.tip == "disc":
        x, y = _back(points, DISC / 2)
        return f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{_number(DISC / 2)}" fill="{INK}"/>'
    if stroke.tip == "diamond":
        sides = (
            _back(points, DIAMOND_LENGTH / 2, DIAMOND_WIDTH / 2),
            _back(points, DIAMOND_LENGTH / 2, -DIAMOND_WIDTH / 2),
        )
        outline = tip, sides[0], _back(points, DIAMOND_LENGTH), sides[1]
        return f'<polygon points="{_points(outline)}" fill="{INK}"/>'
    arms = _back(points, HEAD_LENGTH, half), _back(points, HEAD_LENGTH, -half)
    if stroke.tip == "open":
        line = f'stroke="{INK}" stroke-width="{_number(stroke.weight)}" stroke-linejoin="round"'
        return f'<polyline points="{_points((arms[0], tip, arms[1]))}" fill="none" {line}/>'
    return f'<polygon points="{_points((tip, *arms))}" fill="{INK}"/>'

"""A scene: what a figure looks like, in points (1/72 inch), x to the right and y downwards.

A scene knows no file format and no study. Everything in it is placed: every line of text has its baseline, every
connector its corners. What a thing is stands in its `role`; how a role is drawn stands in `LOOKS` and `STROKES`, once
for all writers, and `look_of` answers for a box. Figures are for journals: black, white and greys that survive a
photocopy, or `tints` that do; letters and lines are black either way, and no meaning rests on a colour alone.

Writers draw bands first, then boxes, brackets, connectors and texts. The lines of text hold no control characters.
"""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]


class TextLine(Struct, frozen=True):
    """One line of text: `x` is the point that `anchor` speaks of, `y` the baseline, `size` the em, all in points."""

    text: str
    x: float
    y: float
    size: float
    anchor: Anchor = "start"
    bold: bool = False


class Box(Struct, frozen=True):
    """A rectangle with a name: `name` is the whole name in the study, `lines` the name as it is set.

    `key` tells the box from every other of its scene (`theme:…`); connectors name their ends by it. `tint` is the colour of
    the dimension that it belongs to, as #rrggbb, empty in black and white.
    """

    key: str
    name: str
    role: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[TextLine, ...] = ()
    tint: str = ""


class Connector(Struct, frozen=True):
    """A line with square corners through `points`, with an arrow's head at its last point where `head` is true.

    `source` and `target` are keys of boxes, `relation` the id of the relation and `kind` its kind; all are empty where the
    line stands for none. `stroke` is a key of `STROKES`.
    """

    points: tuple[Point, ...]
    stroke: str = "solid"
    head: bool = False
    source: str = ""
    target: str = ""
    relation: str = ""
    kind: str = ""


class Bracket(Struct, frozen=True):
    """What joins parts to the whole that they form: an arm from each part to a spine, a stem from the spine to the whole.

    `sources` are the parts' keys and `levels` the y of their arms, from the top; `target` is the whole's key and `level` the
    y of the stem. `left`, `spine` and `right` are x.
    """

    sources: tuple[str, ...]
    levels: tuple[float, ...]
    target: str
    level: float
    left: float
    spine: float
    right: float


class Band(Struct, frozen=True):
    """A region of the background."""

    x: float
    y: float
    width: float
    height: float


class Scene(Struct, frozen=True):
    """A figure, placed. `description` says in a sentence what is to be seen, for those who cannot see it."""

    width: float
    height: float
    boxes: tuple[Box, ...] = ()
    connectors: tuple[Connector, ...] = ()
    bands: tuple[Band, ...] = ()
    texts: tuple[TextLine, ...] = ()
    language: str = "zh"
    description: str = ""
    brackets: tuple[Bracket, ...] = ()


class Look(Struct, frozen=True):
    """How a box is drawn: `fill` and `line` as #rrggbb, empty for none; `weight` and `dash` in points."""

    fill: str
    line: str
    weight: float = 0.5
    dash: tuple[float, ...] = ()


Tip = Literal["triangle", "open", "diamond", "disc"]
"""The head of an arrow: full or of two lines, a rhombus, a disc."""


class Stroke(Struct, frozen=True):
    """How a connector is drawn: its weight and dashes in points, and its head where it has one."""

    weight: float
    dash: tuple[float, ...] = ()
    tip: Tip = "triangle"


INK = "#000000"
BAND = "#f6f6f6"
PAGE_HEIGHT = 629.0
"""222 mm: what the type area of a journal's page, 234 mm, leaves above a caption of two lines."""
HEAD_LENGTH = 5.0
HEAD_WIDTH = 3.6
DIAMOND_LENGTH = 6.4
DIAMOND_WIDTH = 4.2
DISC = 4.0
"""The measures of heads, in points; the last is a disc's diameter."""

LOOKS = {
    "concept": Look("#ffffff", "#555555"),
    "theme": Look("#ffffff", INK, 0.75),
    "dimension": Look("#e6e6e6", INK, 0.75),
    "stage": Look("#dadada", INK, 0.75),
    "away": Look("#ffffff", "#555555", 0.5, (2.5, 1.5)),
    "link": Look("", "#555555"),
    "pole": Look("#f0f0f0", "#555555"),
    "mode": Look("#ffffff", "#555555"),
    "role": Look("#ffffff", "#555555"),
    "head": Look("", "", 0.0),
    "construct": Look("#ffffff", "#555555"),
    "mark": Look(INK, ""),
    "event": Look("#c8c8c8", "#555555"),
    "empty": Look("", "#888888", 0.5, (2.5, 1.5)),
}

_TINTS = ("#fcf1c3", "#bae8fc", "#f9c999", "#92cfb0", "#d6a3cf", "#76a9dd", "#d28254", "#7485c0")
"""Grounds for dimensions, from light to dark in equal steps of CIE L* (95 to 56): in grey print, and for people who do not
tell their hues apart, the lightness does. Black letters stand on the darkest of them at 5.9 to 1 (WCAG 2.2, 1.4.3 asks 4.5)."""

STROKES = {
    "bracket": Stroke(0.6),
    "thin": Stroke(0.5),
    "fine": Stroke(0.5, (1.5, 1.2)),
    "solid": Stroke(0.75),
    "heavy": Stroke(1.4),
    "dashed": Stroke(0.75, (3, 1.8)),
    "dotted": Stroke(0.9, (0.9, 1.8)),
    "long": Stroke(0.75, (7, 2.2)),
    "dashdot": Stroke(0.75, (5, 1.8, 1, 1.8)),
    "heavy-dashed": Stroke(1.4, (3, 1.8)),
    "heavy-dotted": Stroke(1.4, (1.4, 2)),
    "heavy-long": Stroke(1.4, (7, 2.2)),
}

_TIPS: tuple[Tip, ...] = ("open", "diamond", "disc")
_PATTERNS: dict[str, tuple[float, ...]] = {
    "full": (),
    "dashed": (3, 1.8),
    "dotted": (0.9, 1.8),
    "dashdot": (5, 1.8, 1, 1.8),
}


def _spare() -> dict[str, Stroke]:
    """Return the strokes that differ from those above by their heads, neighbours in both head and dashes; heavy ones last."""
    made: dict[str, Stroke] = {}
    for weight, heavy in ((0.75, ""), (1.4, "heavy-")):
        for index in range(len(_TIPS) * len(_PATTERNS)):
            tip, pattern = _TIPS[index % len(_TIPS)], list(_PATTERNS)[index % len(_PATTERNS)]
            made[f"{heavy}{tip}-{pattern}"] = Stroke(weight, _PATTERNS[pattern], tip)
    return made


SPARE = tuple(_spare())
"""The strokes of kinds that a study names itself, in the order in which they are taken: grey print tells them apart."""
STROKES |= _spare()


def strokes_of(bracket: Bracket) -> list[tuple[Point, ...]]:
    """Return the lines of a bracket, none of which runs over another: the outline, the arms between, the stem."""
    left, spine, right, level = bracket.left, bracket.spine, bracket.right, bracket.level
    first, last = bracket.levels[0], bracket.levels[-1]
    if len(bracket.levels) == 1 and first == level:
        return [((left, level), (right, level))]
    if len(bracket.levels) == 1:
        return [((left, first), (spine, first), (spine, level), (right, level))]
    outer = ((left, first), (spine, first), (spine, last), (left, last))
    return [outer, *(((left, y), (spine, y)) for y in bracket.levels[1:-1]), ((spine, level), (right, level))]


def joints(bracket: Bracket) -> list[Connector]:
    """Return one connector from each part to the whole, for formats in which boxes can be moved; they lie on one another."""
    return [
        Connector(_joint(bracket, y), "bracket", source=source, target=bracket.target)
        for source, y in zip(bracket.sources, bracket.levels, strict=True)
    ]


def _joint(bracket: Bracket, y: float) -> tuple[Point, ...]:
    begin, end = (bracket.left, y), (bracket.right, bracket.level)
    return (begin, end) if y == bracket.level else (begin, (bracket.spine, y), (bracket.spine, bracket.level), end)


def scaled(scene: Scene, factor: float) -> Scene:
    """Return the scene smaller or larger, letters and all; the weights of lines stay."""

    def lines(of: tuple[TextLine, ...]) -> tuple[TextLine, ...]:
        return tuple(replace(one, x=one.x * factor, y=one.y * factor, size=one.size * factor) for one in of)

    def framed(part: Any) -> Any:  # noqa: ANN401 - a Box or a Band
        return replace(
            part, x=part.x * factor, y=part.y * factor, width=part.width * factor, height=part.height * factor
        )

    return replace(
        scene,
        width=scene.width * factor,
        height=scene.height * factor,
        boxes=tuple(replace(framed(box), lines=lines(box.lines)) for box in scene.boxes),
        connectors=tuple(
            replace(one, points=tuple((x * factor, y * factor) for x, y in one.points)) for one in scene.connectors
        ),
        bands=tuple(framed(band) for band in scene.bands),
        texts=lines(scene.texts),
        brackets=tuple(
            replace(
                one,
                levels=tuple(level * factor for level in one.levels),
                level=one.level * factor,
                left=one.left * factor,
                spine=one.spine * factor,
                right=one.right * factor,
            )
            for one in scene.brackets
        ),
    )


def look_of(box: Box) -> Look:
    """Return how a box is drawn, its tint included: what writers ask.

    A role of the study's own is drawn as a construct. A dimension is filled with its tint and what belongs to it with half of it;
    concepts stay white, and so does a pole in its theme.
    """
    plain = LOOKS.get(box.role, LOOKS["construct"])
    if not box.tint or box.role == "concept" or not plain.fill:
        return plain
    if box.role == "pole":
        return replace(plain, fill="#ffffff")
    return replace(plain, fill=box.tint if box.role == "dimension" else _half(box.tint))


def _half(tint: str) -> str:
    """Return the colour half way to white."""
    return "#" + "".join(f"{(int(tint[at : at + 2], 16) + 0xFF) // 2:02x}" for at in (1, 3, 5))


def tints(count: int) -> tuple[str, ...]:
    """Return the colours of so many dimensions, as far apart in lightness as can be; beyond eight they come round again."""
    shown = min(count, len(_TINTS))
    last = len(_TINTS) - 1
    chosen = [_TINTS[index * last // (shown - 1)] for index in range(shown)] if shown > 1 else list(_TINTS[1:2])
    return tuple(chosen[index % shown] for index in range(count))

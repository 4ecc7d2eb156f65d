"""A scene: what a figure looks like, in points (1/72 inch), x to the right and y downwards.

A scene knows no file format and no study. Everything in it is placed: every line of text has its baseline, every
connector its corners. What a thing is stands in its `role`; how a role is drawn stands in `LOOKS` and `STROKES`, once
for all writers. Figures are for journals: black, white and greys that survive a photocopy.

Writers draw bands first, then boxes, connectors and texts. The lines of text hold no control characters.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

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

    `key` tells the box from every other of its scene (`theme:…`); connectors name their ends by it.
    """

    key: str
    name: str
    role: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[TextLine, ...] = ()


class Connector(Struct, frozen=True):
    """A line with square corners through `points`, with an arrow's head at its last point where `head` is true.

    `source` and `target` are keys of boxes, `relation` the id of the relation and `kind` its kind; all three are empty
    for a bracket. `stroke` is a key of `STROKES`.
    """

    points: tuple[Point, ...]
    stroke: str = "solid"
    head: bool = False
    source: str = ""
    target: str = ""
    relation: str = ""
    kind: str = ""


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


class Look(Struct, frozen=True):
    """How a box is drawn: `fill` and `line` as #rrggbb, empty for none; `weight` and `dash` in points."""

    fill: str
    line: str
    weight: float = 0.5
    dash: tuple[float, ...] = ()


class Stroke(Struct, frozen=True):
    """How a connector is drawn: its weight and dashes in points."""

    weight: float
    dash: tuple[float, ...] = ()


INK = "#000000"
BAND = "#f6f6f6"
HEAD_LENGTH = 5.0
HEAD_WIDTH = 3.6

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
    "empty": Look("", "#888888", 0.5, (2.5, 1.5)),
}

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


def look(role: str) -> Look:
    """Return how a box of `role` is drawn; a role of the study's own is drawn as a construct."""
    return LOOKS.get(role, LOOKS["construct"])

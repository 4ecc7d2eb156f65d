"""What connectors are glued to, in formats of Office in which boxes can be moved and connectors follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, structs

from gioia.displays.scene import Box, Connector, Point, Scene, joints
from gioia.exports._connectors import pieces
from gioia.exports._drawing import place_of, sites

_MARK = 0.02
"""Points: the side of the invisible mark at which two pieces of a line meet."""


class Glued(Struct, frozen=True):
    """A box's id in the drawing, and the places that connectors are glued to, by number."""

    number: int
    places: list[Point]


def parts(scene: Scene) -> tuple[list[Connector], list[Box]]:
    """Return the lines of a scene, brackets among them, in pieces that every program draws alike, and the marks between these."""
    return _cut([*(joint for bracket in scene.brackets for joint in joints(bracket)), *scene.connectors])


def _cut(connectors: Iterable[Connector]) -> tuple[list[Connector], list[Box]]:
    """Return the connectors cut into pieces that are laid out alike everywhere, and the marks that hold the pieces together."""
    parts: list[Connector] = []
    marks: list[Box] = []
    for connector in connectors:
        cut = pieces(connector.points)
        keys = [connector.source]
        for number, piece in enumerate(cut[:-1]):
            x, y = piece[-1]
            keys.append(f"{connector.source}→{connector.target}:{len(marks)}")
            marks.append(Box(keys[number + 1], "", "head", x - _MARK / 2, y - _MARK / 2, _MARK, _MARK))
        keys.append(connector.target)
        for number, piece in enumerate(cut):
            is_last = number == len(cut) - 1
            parts.append(
                structs.replace(
                    connector,
                    points=piece,
                    source=keys[number],
                    target=keys[number + 1],
                    head=connector.head and is_last,
                )
            )
    return parts, marks


def glued(boxes: Sequence[Box], connectors: Sequence[Connector], first: int) -> dict[str, Glued]:
    """Return key → what connectors are glued to, for each box; ids count from `first`."""
    ends: dict[str, list[Point]] = {box.key: [] for box in boxes}
    for connector in connectors:
        for key, end in ((connector.source, connector.points[0]), (connector.target, connector.points[-1])):
            if key in ends:
                ends[key].append(end)
    return {box.key: Glued(number, sites(box, ends[box.key])) for number, box in enumerate(boxes, start=first)}


def ends(connector: Connector, glue: Mapping[str, Glued]) -> str:
    """Return what a connector's ends are glued to, as DrawingML says it."""
    return "".join(
        f'<a:{tag} id="{glue[key].number}" idx="{place_of(glue[key].places, points)}"/>'
        for tag, key, points in (
            ("stCxn", connector.source, connector.points),
            ("endCxn", connector.target, connector.points[::-1]),
        )
        if key in glue
    )

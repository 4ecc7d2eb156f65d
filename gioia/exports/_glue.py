"""What connectors are glued to, in formats of Office in which boxes can be moved and connectors follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, structs

from gioia.displays.scene import Box, Connector, Point, Scene, joints
from gioia.exports._connectors import pieces
from gioia.exports._drawing import SIDES, place_of, side_of, sites

_MARK = 0.02
"""Points: the side of the invisible mark at which two pieces of a line meet."""


class Glued(Struct, frozen=True):
    """A box's id in the drawing, and the places that connectors are glued to, by number.

    `ports` are ids of marks that stand for the places beside the middles of its sides, and `sides` the sides that they are on.
    """

    number: int
    places: list[Point]
    ports: tuple[int, ...] = ()
    sides: tuple[int, ...] = ()

    def place(self, points: Sequence[Point]) -> tuple[int, int]:
        """Return the id of the shape, and the number of its place, that the first of the points is glued to."""
        place = place_of(self.places, points)
        if place < SIDES or not self.ports:
            return self.number, place
        return self.ports[place - SIDES], self.sides[place - SIDES]


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
        for piece in cut[:-1]:
            keys.append(f"{connector.source}→{connector.target}:{len(marks)}")
            marks.append(_mark(keys[-1], piece[-1]))
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


def ported(
    boxes: Iterable[Box], glue: Mapping[str, Glued], first: int
) -> tuple[dict[str, Glued], dict[str, list[Box]]]:
    """Return the glue with ports, whose ids count from `first`, and the marks that are the ports of each box that needs any."""
    found, marks = dict(glue), {}
    for box in boxes:
        beside = glue[box.key].places[SIDES:]
        if beside:
            ports = tuple(range(first, first + len(beside)))
            first += len(beside)
            found[box.key] = structs.replace(
                glue[box.key], ports=ports, sides=tuple(side_of(box, place) for place in beside)
            )
            marks[box.key] = [_mark(f"{box.key}:{port}", place) for port, place in zip(ports, beside, strict=True)]
    return found, marks


def _mark(key: str, place: Point) -> Box:
    """Return an invisible box around a place."""
    return Box(key, "", "head", place[0] - _MARK / 2, place[1] - _MARK / 2, _MARK, _MARK)


def ends(connector: Connector, glue: Mapping[str, Glued]) -> str:
    """Return what a connector's ends are glued to, as DrawingML says it."""
    found = []
    for tag, key, points in (
        ("stCxn", connector.source, connector.points),
        ("endCxn", connector.target, connector.points[::-1]),
    ):
        if key in glue:
            number, place = glue[key].place(points)
            found.append(f'<a:{tag} id="{number}" idx="{place}"/>')
    return "".join(found)

"""A line with square corners as one of Office's bent connectors (ECMA-376, part 1, presetShapeDefinitions).

A bent connector runs from one corner of its frame to the opposite one, begins along the frame's width, and has as many
stretches as its name says; adjustments, in hundred-thousandths of the frame, say where the corners are. The frame is
flipped and turned by quarters so that the first stretch goes the way that the line goes.
"""

from __future__ import annotations

from itertools import pairwise

from msgspec import Struct

from gioia.displays.scene import Point

_WHOLE = 100_000
_QUARTER = 5_400_000
_LEAST = 0.01
"""Points: a frame without width or height cannot say where a corner is."""
_CORNER, _STEP = 3, 4
"""How many points a line with one corner has, and one with a step."""
_NAMES = {1: "straightConnector1", 2: "bentConnector2", 3: "bentConnector3", 4: "bentConnector4", 5: "bentConnector5"}


class Bent(Struct, frozen=True):
    """A bent connector: its preset, its frame before it is turned (points), its turn in 60,000ths of a degree, flips, corners."""

    preset: str
    x: float
    y: float
    width: float
    height: float
    turn: int = 0
    flip_x: bool = False
    flip_y: bool = False
    adjustments: tuple[int, ...] = ()


def bent(points: tuple[Point, ...]) -> Bent | None:
    """Return the connector of a line, None where it has more corners than any connector of Office's."""
    line = _simple(points)
    stretches = len(line) - 1
    if stretches not in _NAMES:
        return None
    (x0, y0), (x1, y1) = line[0], line[-1]
    if stretches == 1:
        frame = min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)
        return Bent(_NAMES[1], *frame, flip_x=x1 < x0, flip_y=y1 < y0)
    return _along(line) if line[1][1] == y0 else _turned(line)


def pieces(points: tuple[Point, ...]) -> list[tuple[Point, ...]]:
    """Return the line cut into pieces that every program draws alike: straight, one corner, or a step in the middle.

    PowerPoint keeps the corners of a glued connector where they are; LibreOffice (7.4) lays it out anew, with its step in the
    middle. So a line with a detour is cut on its long stretches, where the pieces can be glued to a small mark. A step that goes
    farther across than along LibreOffice would turn at a mark, and it is cut at its corners. What goes out and comes back on the
    same side, around a box or to the box that it left, is cut at its corners too: so near a box LibreOffice turns even a piece
    of one corner another way.
    """
    line = _simple(points)
    is_whole = len(line) <= _CORNER or _is_middle(line)
    if is_whole:
        # Upright, where boxes are wider than the way between them, a step would turn at a box as well.
        is_turned = len(line) == _STEP and line[0][0] == line[1][0] and _turns(line)
        return [*pairwise(line)] if is_turned else [line]
    step = _step(line)
    if step is not None:
        if _turns(step):
            return [line[:2], line[1:3], *pieces(line[2:])]
        return [step, *pieces((step[-1], *line[3:]))]
    back = _step(line[::-1])
    if back is not None and len(line) == _STEP:
        if _turns(back):
            return [line[:2], line[1:3], line[2:]]
        return [*pieces((*line[:-3], back[-1])), back[::-1]]
    return [*pairwise(line)]


def _turns(step: tuple[Point, ...]) -> bool:
    """Tell whether a step goes farther across than along."""
    (x0, y0), (x1, y1) = step[0], step[-1]
    along, across = abs(x1 - x0), abs(y1 - y0)
    return across > along if step[0][1] == step[1][1] else along > across


def _step(line: tuple[Point, ...]) -> tuple[Point, ...] | None:
    """Return a piece of two corners from the line's start to a point of its third stretch, with its step in the middle."""
    (x0, y0), (x1, y1), (x2, y2), after = line[:4]
    end = (2 * x1 - x0, y2) if y0 == y1 else (x2, 2 * y1 - y0)
    reach = (after[0] - x2, after[1] - y2)
    gone = (end[0] - x2, end[1] - y2)
    is_on = gone[0] * reach[0] + gone[1] * reach[1] > 0 and abs(gone[0]) + abs(gone[1]) < abs(reach[0]) + abs(reach[1])
    return (*line[:3], end) if is_on else None


def _is_middle(line: tuple[Point, ...]) -> bool:
    """Tell whether a line of two corners has its step in the middle."""
    if len(line) != _STEP:
        return False
    axis = 0 if line[0][1] == line[1][1] else 1
    return abs(line[1][axis] - (line[0][axis] + line[3][axis]) / 2) < _LEAST


def _simple(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return the line without corners at which it goes straight on."""
    kept = list(points[:1])
    for point, after in zip(points[1:], [*points[2:], None], strict=True):
        before = kept[-1]
        is_straight = after is not None and (before[0] == point[0] == after[0] or before[1] == point[1] == after[1])
        if point != before and not is_straight:
            kept.append(point)
    return tuple(kept)


def _along(line: tuple[Point, ...]) -> Bent:
    """Return the connector of a line that begins to the right or left."""
    (x0, y0), (x1, y1) = line[0], line[-1]
    width, height = max(abs(x1 - x0), _LEAST), max(abs(y1 - y0), _LEAST)
    sign_x, sign_y = (-1 if x1 < x0 else 1), (-1 if y1 < y0 else 1)
    local = [((x - x0) * sign_x / width, (y - y0) * sign_y / height) for x, y in line]
    return Bent(
        _NAMES[len(line) - 1], min(x0, x1), min(y0, y1), width, height, 0, x1 < x0, y1 < y0, _adjustments(local)
    )


def _turned(line: tuple[Point, ...]) -> Bent:
    """Return the connector of a line that begins up or down: its frame is turned by a quarter, or by three."""
    (x0, y0), (x1, y1) = line[0], line[-1]
    width, height = max(abs(y1 - y0), _LEAST), max(abs(x1 - x0), _LEAST)
    is_down = y1 >= y0
    # Turned by one quarter, the frame's width points down and its height to the left; by three, up and to the right.
    sign_x, sign_y = (1 if is_down else -1), (-1 if x1 < x0 else 1)
    flips = (x1 > x0) if is_down else (x1 < x0)
    local = [((y - y0) * sign_x / width, (x - x0) * sign_y / height) for x, y in line]
    x, y = (x0 + x1 - width) / 2, (y0 + y1 - height) / 2
    turn = _QUARTER if is_down else 3 * _QUARTER
    return Bent(_NAMES[len(line) - 1], x, y, width, height, turn, False, flips, _adjustments(local))


def _adjustments(local: list[Point]) -> tuple[int, ...]:
    """Return where the inner corners are, by turns along the width and the height of the frame."""
    inner = local[1:-2] if len(local) > 3 else []  # noqa: PLR2004 - two stretches meet at the frame's own corner
    return tuple(round(point[index % 2] * _WHOLE) for index, point in enumerate(inner))

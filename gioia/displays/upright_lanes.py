"""Swim lanes that stand upright, one beside the other: where a figure is narrow and its model runs from top to bottom.

An interaction reaches over all lanes. Its poles stand side by side, each in the lane of its role; dyads that cannot share a
row, as `swim_lanes` says, stand in rows of their own below. Lengths are points.
"""

from __future__ import annotations

from msgspec import Struct

from gioia.displays.lettering import lettered
from gioia.displays.mechanism_columns import PAD, Plan, widest_word
from gioia.displays.routing import Frame
from gioia.displays.scene import Box, Connector
from gioia.displays.swim_lanes import BESIDE, POLE_PAD, SIDE, Run, beside, pole_arrow, pole_block
from gioia.model.records import Construct

GAP = 3.0
"""Between two lanes."""
_INSET = 6.0
"""Between a pole and the side of its lane: twice that and the gap is the room of an arrow."""
_SIDES = 2.0
_POLE_GAP = 14.0
_RUN_GAP = 6.0
_FOOT = 5.0
_LEAST = 12.0


class Pile(Struct, frozen=True):
    """The poles of one run in one lane, top to bottom, each with its height."""

    poles: tuple[tuple[Construct, float], ...]

    @property
    def height(self) -> float:
        """The height of the poles and what is between them."""
        return sum(height for _, height in self.poles) + _POLE_GAP * max(0, len(self.poles) - 1)


def least_room(to_do: Plan) -> float:
    """Return the width that an interaction needs over all lanes so that no word of its poles is broken, within reason."""
    letters, lanes = to_do.letters, to_do.lanes
    poles = [pole for runs in lanes.runs.values() for run in runs for pole in run.poles]
    inner = max((widest_word(pole.name, letters.small, letters) for pole in poles), default=0.0) + 2 * (_INSET + SIDE)
    heads = [widest_word(name, letters.size, letters, bold=True) for name in lanes.names]
    heads += [widest_word(role.name, letters.small, letters) for role in to_do.view.roles if role.role in lanes.names]
    lane = max([inner, *(head + 2 * PAD for head in heads)])
    return lane * len(lanes.names) + GAP * (len(lanes.names) - 1) + 2 * _SIDES


def lane_frames(to_do: Plan, body: Frame, top: float, bottom: float) -> dict[str, Frame]:
    """Return where the lanes lie across `body`, from `top` to `bottom`."""
    names = to_do.lanes.names
    wide = (body.width - 2 * _SIDES - GAP * (len(names) - 1)) / max(1, len(names))
    return {
        name: Frame(body.x + _SIDES + index * (wide + GAP), top, wide, bottom - top) for index, name in enumerate(names)
    }


def interaction_height(to_do: Plan, theme: str, title: float, lane: float) -> float:
    """Return how high an interaction is whose title is so high and whose lanes are so wide."""
    runs = to_do.lanes.runs[theme]
    return title + sum(_height(to_do, run, lane) for run in runs) + _RUN_GAP * (len(runs) - 1) + _FOOT


def poles_in(to_do: Plan, theme: str, lanes: dict[str, Frame], top: float) -> tuple[list[Box], list[Connector]]:
    """Return the poles of an interaction from `top` downwards, and the arrows between them."""
    boxes: list[Box] = []
    arrows: list[Connector] = []
    for number, run in enumerate(to_do.lanes.runs[theme]):
        height = _height(to_do, run, next(iter(lanes.values())).width)
        own = _poles(to_do, (theme, number, run), lanes, (top, height))
        boxes += own.values()
        for index, one in enumerate(run.dyads):
            first, second = own[one.first.name], own[one.second.name]
            arrows.append(_arrow(run, index, first, second))
        top += height + _RUN_GAP
    return boxes, arrows


def _poles(to_do: Plan, of: tuple[str, int, Run], lanes: dict[str, Frame], rows: tuple[float, float]) -> dict[str, Box]:
    (theme, number, run), (top, height) = of, rows
    boxes: dict[str, Box] = {}
    for name, lane in lanes.items():
        pile = _pile(to_do, run, name, lane.width)
        y = top + (height - pile.height) / 2
        for pole, tall in pile.poles:
            text = pole_block(pole, to_do.letters.small, lane.width - 2 * _INSET)
            frame = (lane.x + _INSET, y, lane.width - 2 * _INSET, tall)
            boxes[pole.name] = lettered(f"pole:{theme}:{number}:{len(boxes)}", pole.name, "pole", frame, text)
            y += tall + _POLE_GAP
    return boxes


def _pile(to_do: Plan, run: Run, lane: str, width: float) -> Pile:
    most = max(len(beside(run, index)) for index in range(len(run.dyads)))
    least = max(_LEAST, 2 * BESIDE * most)
    room = width - 2 * _INSET
    return Pile(
        tuple(
            (pole, max(least, pole_block(pole, to_do.letters.small, room).height + 2 * POLE_PAD))
            for pole in run.in_lane(lane)
        )
    )


def _height(to_do: Plan, run: Run, width: float) -> float:
    return max(_pile(to_do, run, name, width).height for name in to_do.lanes.names)


def _arrow(run: Run, index: int, first: Box, second: Box) -> Connector:
    """Return the arrow between two poles: level where they stand in two lanes, upright in one."""
    one, same = run.dyads[index], beside(run, index)
    shift = BESIDE * (2 * same.index(index) - len(same) + 1)
    if first.x == second.x:
        return pole_arrow(one, first, second, shift)
    y = first.y + first.height / 2 + shift
    onwards = first.x < second.x
    start = first.x + first.width if onwards else first.x
    end = second.x if onwards else second.x + second.width
    return Connector(((start, y), (end, y)), "thin", one.led, first.key, second.key, one.relation.id, one.relation.kind)

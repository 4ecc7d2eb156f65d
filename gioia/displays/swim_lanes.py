"""Swim lanes: the poles of interactions, each in the lane of the role whose side it is.

Lanes run across the whole figure. Interactions that stand side by side share one set of lanes, a *group*; where a dimension
has several of them, one below the other, each opens the next group. An interaction of one theme with further dyads takes
them into the same lanes as long as every arrow joins neighbouring lanes, and into another group otherwise, so that no arrow
runs through a pole. Poles without a role share a lane without a name; where no pole has a role that is the only one, and the
figure shows no lanes. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from gioia.displays.lettering import Block, block, lettered
from gioia.displays.routing import Frame
from gioia.displays.scene import Box, Connector
from gioia.displays.stage_view import Interaction, StageView
from gioia.model.records import Construct

GAP = 3.0
"""Between two lanes."""
_PAD = 5.0
_POLE_GAP = 11.0
POLE_INSET = 5.0
SIDE = 3.0
POLE_PAD = 2.5
BESIDE = 5.0
_FOOT = 4.0


class Run(Struct, frozen=True):
    """Dyads of one theme that share a group of lanes."""

    dyads: tuple[Interaction, ...]

    @property
    def poles(self) -> tuple[Construct, ...]:
        """The poles, each once, in the order of the arrows."""
        return tuple({pole.name: pole for one in self.dyads for pole in (one.first, one.second)}.values())

    def in_lane(self, lane: str) -> tuple[Construct, ...]:
        """Return the poles whose role the lane is."""
        return tuple(pole for pole in self.poles if pole.role == lane)


class Group(Struct, frozen=True):
    """A set of lanes, one below the other: the room for titles above them, and the height of each, 0 for one not shown."""

    title: float
    heights: tuple[float, ...]

    @property
    def height(self) -> float:
        """The height of the titles and lanes."""
        shown = [height for height in self.heights if height]
        return self.title + sum(shown) + GAP * (len(shown) - 1) + _FOOT


class Lanes(Struct, frozen=True):
    """The lanes of a figure: their names, the runs of every theme, and the group in which its first one stands."""

    names: tuple[str, ...]
    runs: dict[str, tuple[Run, ...]]
    starts: dict[str, int]

    @property
    def are_named(self) -> bool:
        """Whether any lane is that of a role."""
        return any(self.names)

    def last(self, theme: str) -> int:
        """Return the group in which the last run of a theme stands."""
        return self.starts[theme] + len(self.runs[theme]) - 1


def lanes_of(view: StageView, roles: Sequence[str], stacks: Sequence[Sequence[str]]) -> Lanes:
    """Return the lanes of a stage's interactions, in the order of `roles`; `stacks` are the keys of every column's boxes."""
    poles = [pole for dyads in view.interactions.values() for one in dyads for pole in (one.first, one.second)]
    used = dict.fromkeys(pole.role for pole in poles)
    names = (*(r for r in dict.fromkeys(roles) if r in used), *(r for r in used if r and r not in roles))
    names += ("",) if "" in used else ()
    runs = {theme: _runs(dyads, names) for theme, dyads in view.interactions.items()}
    starts: dict[str, int] = {}
    for stack in stacks:
        group = 0
        for theme in (key.removeprefix("theme:") for key in stack if key.startswith("theme:")):
            if theme in runs:
                starts[theme] = group
                group += len(runs[theme])
    return Lanes(names, runs, starts)


def _runs(dyads: Sequence[Interaction], names: Sequence[str]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for one in dyads:
        wider = Run((*runs[-1].dyads, one)) if runs else None
        if wider is not None and _is_ladder(wider, names):
            runs[-1] = wider
        else:
            runs.append(Run((one,)))
    return tuple(runs)


def _is_ladder(run: Run, names: Sequence[str]) -> bool:
    """Tell whether every pole has a lane of its own and every dyad joins neighbours among these lanes."""
    rungs = sorted(names.index(pole.role) for pole in run.poles)
    neighbours = {frozenset(pair) for pair in pairwise(rungs)}
    return len(set(rungs)) == len(rungs) and all(
        frozenset((names.index(one.first.role), names.index(one.second.role))) in neighbours for one in run.dyads
    )


def groups(
    lanes: Lanes,
    titles: Mapping[str, float],
    least: Mapping[str, float],
    heads: Mapping[str, Block],
    *,
    letters: float,
    room: float,
) -> list[Group]:
    """Return the groups: as high as titles, poles set `room` wide, heads of lanes and each theme's `least` height ask."""
    made = []
    for index in range(max((lanes.last(theme) + 1 for theme in lanes.starts), default=0)):
        beginning = [theme for theme, start in lanes.starts.items() if start == index]
        piles = [
            run
            for theme, start in lanes.starts.items()
            for i, run in enumerate(lanes.runs[theme])
            if start + i == index
        ]
        heights = [_lane_height(lane, piles, heads, letters, room) for lane in lanes.names]
        title = max((titles[theme] for theme in beginning), default=_PAD)
        made.append(Group(title, tuple(heights)))
        for theme in (theme for theme in lanes.starts if lanes.last(theme) == index):
            own = made[lanes.starts[theme] : index + 1]
            lacking = least[theme] - sum(group.height for group in own)
            if lacking > 0:
                made[-1] = _grown(made[-1], lacking)
    return made


def _lane_height(lane: str, piles: Sequence[Run], heads: Mapping[str, Block], letters: float, room: float) -> float:
    """Return the height of a lane in a group of these runs, 0 where none of them has a pole in it."""
    heights = [_pile_height(poles, letters, room) for run in piles if (poles := run.in_lane(lane))]
    return max(heads[lane].height + _FOOT if lane else 0.0, *heights) if heights else 0.0


def _grown(group: Group, more: float) -> Group:
    """Return a group that is higher, every lane that it shows alike."""
    share = more / sum(height > 0 for height in group.heights)
    return Group(group.title, tuple(height + share if height else 0.0 for height in group.heights))


def _pile_height(poles: Sequence[Construct], letters: float, room: float) -> float:
    heights = [pole_block(pole, letters, room - 2 * POLE_INSET).height + 2 * POLE_PAD for pole in poles]
    return sum(heights) + _POLE_GAP * (len(heights) - 1) + 2 * _PAD


def pole_block(pole: Construct, letters: float, room: float) -> Block:
    """Return the name of a pole set in a box `room` wide."""
    return block(pole.name, room - 2 * SIDE, letters)


def lane_frames(names: Sequence[str], group: Group, top: float, width: float) -> dict[str, Frame]:
    """Return where the lanes lie that a group shows which begins at `top`."""
    frames = {}
    y = top + group.title
    for name, height in zip(names, group.heights, strict=True):
        if not height:
            continue
        frames[name] = Frame(0.0, y, width, height)
        y += height + GAP
    return frames


def poles_of(
    theme: str, number: int, run: Run, frame: Frame, *, lanes: Mapping[str, Frame], letters: float
) -> tuple[list[Box], list[Connector]]:
    """Return the poles of a run in the theme's box `frame`, each in its lane, and the arrows between them."""
    boxes: dict[str, Box] = {}
    for lane, place in lanes.items():
        poles = run.in_lane(lane)
        blocks = [pole_block(pole, letters, frame.width - 2 * POLE_INSET) for pole in poles]
        tall = sum(text.height + 2 * POLE_PAD for text in blocks) + _POLE_GAP * max(0, len(blocks) - 1)
        top = place.y + (place.height - tall) / 2
        for pole, text in zip(poles, blocks, strict=True):
            height = text.height + 2 * POLE_PAD
            spot = (frame.x + POLE_INSET, top, frame.width - 2 * POLE_INSET, height)
            boxes[pole.name] = lettered(f"pole:{theme}:{number}:{len(boxes)}", pole.name, "pole", spot, text)
            top += height + _POLE_GAP
    arrows = []
    for index, one in enumerate(run.dyads):
        same = beside(run, index)
        shift = BESIDE * (2 * same.index(index) - len(same) + 1)
        arrows.append(pole_arrow(one, boxes[one.first.name], boxes[one.second.name], shift))
    return list(boxes.values()), arrows


def beside(run: Run, index: int) -> list[int]:
    """Return the places of the dyads that join the same two poles as the one at `index`, which is among them."""
    pair = {run.dyads[index].first.name, run.dyads[index].second.name}
    return [at for at, other in enumerate(run.dyads) if {other.first.name, other.second.name} == pair]


def pole_arrow(one: Interaction, first: Box, second: Box, shift: float) -> Connector:
    """Return the arrow between two poles one below the other, `shift` beside their middle."""
    x = first.x + first.width / 2 + shift
    down = first.y < second.y
    start = first.y + first.height if down else first.y
    end = second.y if down else second.y + second.height
    return Connector(((x, start), (x, end)), "thin", one.led, first.key, second.key, one.relation.id, one.relation.kind)

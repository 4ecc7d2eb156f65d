"""Routing: arrows with square corners between boxes that stand in columns, around every box.

Between the columns run channels, across them run lanes (above, below or between rows of boxes); no box stands in either.
An arrow is led in one of four ways:

- `stack`: between neighbours of one column, straight from edge to edge;
- `across`: between neighbouring columns, through the one channel between them, straight where the boxes allow it;
- `beside`: between other boxes of one column, through the channel on its right;
- `around`: between columns further apart, out into a channel, along a lane, and in through another channel.

So no arrow enters a box's inside, whatever the model. Every upright stretch has a track of its own in its channel and
every long level stretch a lane of its own where it would meet another; right-hand ends sit on multiples of `_GRID`,
left-hand ends halfway between, so that two arrows may cross but never run on top of each other. Lengths are points.

Work in two steps: `plan` says how much room channels, lanes and boxes need; the caller places boxes by it; `trace`
gives the corners.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct

from gioia.displays.scene import Point

TRACK = 6.0
LANE = 6.0
_CLEAR = 9.0
_GRID = 6.0
_INSET = 4.0


class Link(Struct, frozen=True):
    """An arrow to lead: `lane` is the zone of lanes that it takes where it goes around.

    `level` says that its boxes will stand at one height, so that the arrow needs no track between them.
    """

    key: str
    source: str
    target: str
    lane: int = 0
    level: bool = False


class Route(Struct, frozen=True):
    """The way of a link: `channels` in the order that it passes them, `slot` its place among its zone's lanes.

    `leaves` and `enters` are the sides at which it touches its boxes: left or right, or empty for a stack.
    """

    link: Link
    way: str
    channels: tuple[int, ...] = ()
    leaves: str = ""
    enters: str = ""
    slot: int = 0


class Frame(Struct, frozen=True):
    """A rectangle: a box, or the free room of a channel (its x and width) or of a zone of lanes (its y and height)."""

    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + self.height


Stacks = Sequence[Sequence[str]]
"""The boxes of every column, top to bottom."""


def plan(stacks: Stacks, links: Sequence[Link]) -> tuple[Route, ...]:
    """Return the way of every link, in their order; links with an end that stands in no column are left out."""
    place = {key: (column, row) for column, stack in enumerate(stacks) for row, key in enumerate(stack)}
    routes = [_way(link, place) for link in links if link.source in place and link.target in place]
    return _with_lanes(routes)


def _way(link: Link, place: dict[str, tuple[int, int]]) -> Route:
    (column, row), (to_column, to_row) = place[link.source], place[link.target]
    if column == to_column and abs(row - to_row) == 1:
        return Route(link, "stack")
    if column == to_column:
        return Route(link, "beside", (column + 1,), "right", "right")
    forward = to_column > column
    leaves, enters = ("right", "left") if forward else ("left", "right")
    if abs(column - to_column) == 1:
        return Route(link, "across", (max(column, to_column),), leaves, enters)
    channels = (column + 1, to_column) if forward else (column, to_column + 1)
    return Route(link, "around", channels, leaves, enters)


def _with_lanes(routes: list[Route]) -> tuple[Route, ...]:
    """Give every route that goes around a lane: the shorter ones nearer the boxes, each lane free where it runs."""
    taken: dict[tuple[int, int], list[tuple[int, int]]] = {}
    slots: dict[str, int] = {}
    around = [route for route in routes if route.way == "around"]
    for route in sorted(around, key=lambda r: (max(r.channels) - min(r.channels), r.channels, r.link.key)):
        low, high = min(route.channels), max(route.channels)
        slot = 0
        while any(low <= end and start <= high for start, end in taken.get((route.link.lane, slot), [])):
            slot += 1
        taken.setdefault((route.link.lane, slot), []).append((low, high))
        slots[route.link.key] = slot
    return tuple(Route(r.link, r.way, r.channels, r.leaves, r.enters, slots.get(r.link.key, 0)) for r in routes)


def channel_width(routes: Sequence[Route], channel: int, *, least: float = 0.0) -> float:
    """Return the room that a channel needs: for its tracks, and beside them for the arrows' heads."""
    tracks = sum(channel in route.channels and not route.link.level for route in routes)
    return max(least, 2 * _CLEAR + TRACK * tracks) if tracks else least


def zone_height(routes: Sequence[Route], zone: int, *, least: float = 0.0) -> float:
    """Return the room that a zone of lanes needs."""
    slots = [route.slot + 1 for route in routes if route.way == "around" and route.link.lane == zone]
    return max(least, LANE * (max(slots) + 1)) if slots else least


def least_height(routes: Sequence[Route], box: str) -> float:
    """Return the height that a box needs for the arrows at its busier side."""
    left, right = (
        sum((r.link.source == box and r.leaves == side) + (r.link.target == box and r.enters == side) for r in routes)
        for side in ("left", "right")
    )
    ends = max(left, right)
    return 2 * _GRID * ends + 2 * _INSET if ends else 0.0


def trace(
    routes: Sequence[Route], boxes: dict[str, Frame], channels: Sequence[Frame], zones: Sequence[Frame]
) -> dict[str, tuple[Point, ...]]:
    """Return the corners of every link by its key. `channels[i]` lies left of column i, the last right of all."""
    lanes = _lanes(routes, boxes, zones)
    ports = _ports(routes, boxes, lanes)
    tracks = _tracks(routes, ports, channels, lanes)
    traced = {}
    for route in routes:
        if route.way != "stack":
            traced[route.link.key] = _simplified(_corners(route, boxes, ports, tracks, lanes))
    return traced | _stack_lines(routes, boxes)


def _lanes(routes: Sequence[Route], boxes: dict[str, Frame], zones: Sequence[Frame]) -> dict[str, float]:
    """Return the y of every lane by link; in each zone lanes are counted from the side where most arrows begin."""
    levels = {}
    around = [route for route in routes if route.way == "around"]
    for index, zone in enumerate(zones):
        own = [route for route in around if route.link.lane == index]
        below = sum(boxes[route.link.source].y >= zone.y for route in own) * 2 > len(own)
        for route in own:
            step = LANE * (route.slot + 1)
            levels[route.link.key] = zone.bottom - step if below else zone.y + step
    return levels


def _stack_lines(routes: Sequence[Route], boxes: dict[str, Frame]) -> dict[str, tuple[Point, ...]]:
    """Lead the arrows between neighbours of a column, side by side around the middle."""
    traced: dict[str, tuple[Point, ...]] = {}
    pairs: dict[tuple[str, ...], list[Link]] = {}
    for route in routes:
        if route.way == "stack":
            pairs.setdefault(tuple(sorted((route.link.source, route.link.target))), []).append(route.link)
    for links in pairs.values():
        for index, link in enumerate(links):
            start, end = boxes[link.source], boxes[link.target]
            step = min(10.0, min(start.width, end.width) / (len(links) + 1))
            x = start.x + start.width / 2 + step * (index - (len(links) - 1) / 2)
            down = start.y < end.y
            traced[link.key] = ((x, start.bottom if down else start.y), (x, end.y if down else end.bottom))
    return traced


_Port = tuple[str, int]
"""A link's key and which end of it: 0 where it leaves, 1 where it enters."""


def _ports(routes: Sequence[Route], boxes: dict[str, Frame], lanes: dict[str, float]) -> dict[_Port, float]:
    """Return the y of every end at a side of a box: straight arrows first, then the others near where they go."""
    ports: dict[_Port, float] = {}
    used: dict[tuple[str, str], list[float]] = {}
    for route in routes:
        level = _straight_level(route, boxes, used) if route.way == "across" else None
        if level is not None:
            for index, (box, side) in enumerate(_ends(route)):
                ports[route.link.key, index] = level
                used.setdefault((box, side), []).append(level)
    waiting = sorted(
        (_wish(route, index, boxes, lanes), route.link.key, index, *end)
        for route in routes
        for index, end in enumerate(_ends(route))
        if end[1] and (route.link.key, index) not in ports
    )
    for wish, key, index, box, side in waiting:
        taken = used.setdefault((box, side), [])
        ports[key, index] = _free_level(boxes[box], side, wish, taken)
        taken.append(ports[key, index])
    return ports


def _ends(route: Route) -> tuple[tuple[str, str], tuple[str, str]]:
    return (route.link.source, route.leaves), (route.link.target, route.enters)


def _straight_level(route: Route, boxes: dict[str, Frame], used: dict[tuple[str, str], list[float]]) -> float | None:
    """Return the y at which both boxes can be joined by one level line, the middle of what they share if it is free."""
    start, end = boxes[route.link.source], boxes[route.link.target]
    low, high = max(start.y, end.y) + _INSET, min(start.bottom, end.bottom) - _INSET
    taken = [level for side in _ends(route) for level in used.get(side, [])]
    middle = (low + high) / 2
    levels = [*([middle] if low <= high else []), *_levels(low, high, 0.0)]
    free = [level for level in levels if all(abs(level - other) >= _GRID - 0.1 for other in taken)]
    return min(free, key=lambda level: abs(level - middle)) if free else None


def _levels(low: float, high: float, offset: float) -> list[float]:
    """Return the levels of the grid between `low` and `high`."""
    first = int(-(-(low - offset) // _GRID))
    last = int((high - offset) // _GRID)
    return [index * _GRID + offset for index in range(first, last + 1)]


def _wish(route: Route, index: int, boxes: dict[str, Frame], lanes: dict[str, float]) -> float:
    """Return the y at which an end would like to sit: on the side of its box towards which the arrow goes."""
    ends = _ends(route)
    own, other = boxes[ends[index][0]], boxes[ends[1 - index][0]]
    goal = lanes.get(route.link.key, other.y + other.height / 2)
    return min(max(goal, own.y + _INSET + _GRID / 2), own.bottom - _INSET - _GRID / 2)


def _free_level(box: Frame, side: str, wish: float, taken: list[float]) -> float:
    levels = _levels(box.y + _INSET, box.bottom - _INSET, 0.0 if side == "right" else _GRID / 2)
    free = [level for level in levels if all(abs(level - other) >= _GRID - 0.1 for other in taken)]
    return min(free or levels or [wish], key=lambda level: abs(level - wish))


class _Upright(Struct, frozen=True):
    """What a link does in a channel: the levels at which it comes from the left and goes to the right."""

    key: str
    lefts: tuple[float, ...]
    rights: tuple[float, ...]

    @property
    def span(self) -> tuple[float, float]:
        """Its lowest and highest y."""
        levels = (*self.lefts, *self.rights)
        return min(levels), max(levels)


def _tracks(
    routes: Sequence[Route],
    ports: dict[_Port, float],
    channels: Sequence[Frame],
    lanes: dict[str, float],
) -> dict[tuple[str, int], float]:
    """Return the x of every upright stretch by link and channel, ordered so that few arrows cross."""
    uprights = sorted(
        (upright for route in routes for upright in _uprights(route, ports, lanes)),
        key=lambda pair: (pair[0], *pair[1].span, pair[1].key),
    )
    tracks: dict[tuple[str, int], float] = {}
    for channel, group in groupby(uprights, key=lambda pair: pair[0]):
        order = _fewest_crossings([upright for _, upright in group])
        frame = channels[channel]
        middle = frame.x + frame.width / 2
        step = min(TRACK, (frame.width - _CLEAR) / len(order))
        for index, upright in enumerate(order):
            tracks[upright.key, channel] = middle + step * (index - (len(order) - 1) / 2)
    return tracks


def _uprights(route: Route, ports: dict[_Port, float], lanes: dict[str, float]) -> list[tuple[int, _Upright]]:
    key = route.link.key
    if route.way == "stack":
        return []
    leave, enter = ports[key, 0], ports[key, 1]
    if route.way == "beside":
        return [(route.channels[0], _Upright(key, (leave, enter), ()))]
    forward = route.leaves == "right"
    if route.way == "across":
        pair = ((leave,), (enter,)) if forward else ((enter,), (leave,))
        return [] if leave == enter else [(route.channels[0], _Upright(key, *pair))]
    lane = lanes[key]
    first, last = route.channels
    if forward:
        return [(first, _Upright(key, (leave,), (lane,))), (last, _Upright(key, (lane,), (enter,)))]
    return [(first, _Upright(key, (lane,), (leave,))), (last, _Upright(key, (enter,), (lane,)))]


def _fewest_crossings(uprights: list[_Upright]) -> list[_Upright]:
    """Order tracks from left to right: neighbours change places as long as that saves crossings."""
    order = list(uprights)
    for _ in order:
        changed = False
        for i in range(len(order) - 1):
            if _crossings(order[i + 1], order[i]) < _crossings(order[i], order[i + 1]):
                order[i], order[i + 1] = order[i + 1], order[i]
                changed = True
        if not changed:
            break
    return order


def _crossings(left: _Upright, right: _Upright) -> int:
    """Return how often two links cross if the one's track is left of the other's."""
    low, high = right.span
    count = sum(low < level < high for level in left.rights)
    low, high = left.span
    return count + sum(low < level < high for level in right.lefts)


def _corners(
    route: Route,
    boxes: dict[str, Frame],
    ports: dict[_Port, float],
    tracks: dict[tuple[str, int], float],
    lanes: dict[str, float],
) -> tuple[Point, ...]:
    key = route.link.key
    (source, leaves), (target, enters) = _ends(route)
    start = (_edge(boxes[source], leaves), ports[key, 0])
    end = (_edge(boxes[target], enters), ports[key, 1])
    if route.way == "around":
        first, last = (tracks[key, channel] for channel in route.channels)
        lane = lanes[key]
        return (start, (first, start[1]), (first, lane), (last, lane), (last, end[1]), end)
    x = tracks.get((key, route.channels[0]), start[0])
    return (start, (x, start[1]), (x, end[1]), end)


def _edge(box: Frame, side: str) -> float:
    return box.x if side == "left" else box.x + box.width


def _simplified(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return the points without repetitions and without corners that do not turn."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept.pop()
        kept.append(point)
    return tuple(kept)

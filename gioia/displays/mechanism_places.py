"""The places of a mechanism model's boxes: links and captions in rows of their own, themes below them.

Columns with interactions hang on the swim lanes: an interaction reaches from the title of its lanes to their end, what comes
before it stands close above, the rest below. The themes of the other columns lie around the middle of all lanes, or around
one middle line where there are none. Lengths are points.
"""

from __future__ import annotations

from msgspec import Struct

from gioia.displays.lettering import box_height
from gioia.displays.mechanism_columns import ABOVE, BELOW, PAD, Cell, Grid, Plan, lane_text
from gioia.displays.routing import Frame, zone_height
from gioia.displays.swim_lanes import Group, Lanes, groups

_GAP = 17.0


class Places(Struct, frozen=True):
    """Everything placed: frames of boxes, the zones above and below the themes, the groups of lanes with their tops."""

    frames: dict[str, Frame]
    zones: tuple[Frame, Frame]
    groups: list[Group]
    tops: list[float]


def placed(columns: list[list[Cell]], to_do: Plan, grid: Grid, top: float) -> Places:
    """Place all boxes: links and captions in rows of their own, themes around one middle line or along the lanes."""
    frames: dict[str, Frame] = {}
    links = max((_height(_part(column, "link")) for column in columns), default=0.0)
    captions_top = top + (links + _GAP if links else 0.0)
    captions = max((_height(_part(column, "caption")) for column in columns), default=0.0)
    above = Frame(0, captions_top + captions, grid.width, zone_height(to_do.routes, ABOVE, least=_GAP))
    for column, left, wide in zip(columns, grid.lefts, _caption_widths(columns, to_do, grid), strict=True):
        over = _part(column, "link")
        _pile(over, left, captions_top - _GAP - _height(over), grid.column, frames)
        for cell in _part(column, "caption"):
            frames[cell.key] = Frame(left, captions_top, wide, captions)
    bodies = [_part(column, "body") for column in columns]
    made = _groups(bodies, to_do, grid)
    tops, bottom = _body(bodies, (to_do.lanes, made), grid, above.bottom, frames)
    below = Frame(0, bottom, grid.width, zone_height(to_do.routes, BELOW, least=4.0))
    return Places(frames, (above, below), made, tops)


def _caption_widths(columns: list[list[Cell]], to_do: Plan, grid: Grid) -> list[float]:
    """Return how wide the caption over each column is: over all columns of its dimension, unless arrows end at it."""
    ends = {end for arrow in to_do.view.arrows for end in (arrow.source, arrow.target)}
    widths = []
    for index, column in enumerate(columns):
        last = index
        captions = _part(column, "caption")
        if captions and captions[0].key not in ends:
            last += sum(1 for _ in _following(columns, index))
        widths.append(grid.lefts[last] + grid.column - grid.lefts[index])
    return widths


def _following(columns: list[list[Cell]], index: int) -> list[list[Cell]]:
    """Return the columns after the one at `index` that belong to the same dimension: those that begin with a theme."""
    after = []
    for column in columns[index + 1 :]:
        if _part(column, "caption") or not any(cell.role == "theme" for cell in column):
            break
        after.append(column)
    return after


def _groups(bodies: list[list[Cell]], to_do: Plan, grid: Grid) -> list[Group]:
    lanes, letters = to_do.lanes, to_do.letters
    cells = {cell.name: cell for body in bodies for cell in body if cell.role == "theme" and cell.name in lanes.runs}
    titles = {name: box_height(cell.block) for name, cell in cells.items()}
    least = {name: cell.height for name, cell in cells.items()}
    heads = {name: lane_text(name, to_do, grid.heads - PAD) for name in lanes.names}
    return groups(lanes, titles, least, heads, letters=letters.small, room=grid.column)


def _body(
    bodies: list[list[Cell]], lanes: tuple[Lanes, list[Group]], grid: Grid, top: float, frames: dict[str, Frame]
) -> tuple[list[float], float]:
    """Place what stands below the captions; return the tops of the groups of lanes and the y below everything.

    Columns with interactions hang on the lanes; the themes of the others lie around the middle of all lanes.
    """
    lanes_, made = lanes
    hanging = [[cell for cell in body if is_in_lanes(cell, lanes_)] for body in bodies]
    tops = _tops(bodies, lanes_, made, top)
    middle = (tops[0] + tops[-1] + made[-1].height) / 2 if made else top
    rises = [_rise(body) for body, own in zip(bodies, hanging, strict=True) if not own]
    shift = max(0.0, top + max(rises, default=0.0) - middle)
    tops, middle = [y + shift for y in tops], middle + shift
    bottom = top
    for body, own, left in zip(bodies, hanging, grid.lefts, strict=True):
        if own:
            bottom = max(bottom, _hang(body, (lanes_, made, tops), (left, grid.column), frames))
        else:
            bottom = max(bottom, _pile(body, left, middle - _rise(body), grid.column, frames))
    return tops, max(bottom, tops[-1] + made[-1].height if made else top)


def is_in_lanes(cell: Cell, lanes: Lanes) -> bool:
    """Tell whether a box is that of an interaction, whose poles stand in the lanes."""
    return cell.role == "theme" and cell.name in lanes.runs


def _tops(bodies: list[list[Cell]], lanes: Lanes, made: list[Group], top: float) -> list[float]:
    """Return the y at which each group of lanes begins, so low that what stands between interactions has room."""
    needs: dict[int, list[tuple[int, float]]] = {}
    for body in bodies:
        last, between = -1, 0.0
        for cell in body:
            if is_in_lanes(cell, lanes):
                needs.setdefault(lanes.starts[cell.name], []).append((last, between))
                last, between = lanes.last(cell.name), 0.0
            else:
                between += cell.height + _GAP
    tops: list[float] = []
    for index in range(len(made)):
        least = tops[-1] + made[index - 1].height if tops else top
        begun = [
            tops[last] + made[last].height + _GAP + room if last >= 0 else top + room
            for last, room in needs.get(index, ())
        ]
        tops.append(max([least, *begun]))
    return tops


def _hang(
    body: list[Cell],
    lanes: tuple[Lanes, list[Group], list[float]],
    column: tuple[float, float],
    frames: dict[str, Frame],
) -> float:
    """Place a column on its lanes: what comes before an interaction close above it, the rest below; return the y below."""
    lanes_, made, tops = lanes
    left, width = column
    y: float | None = None
    waiting: list[Cell] = []
    for cell in body:
        if not is_in_lanes(cell, lanes_):
            waiting.append(cell)
            continue
        start, last = lanes_.starts[cell.name], lanes_.last(cell.name)
        close = len(waiting) if y is None else sum(1 for one in waiting if one.key.startswith("away:in:"))
        above = waiting[len(waiting) - close :]
        if y is not None:
            _pile(waiting[: len(waiting) - close], left, y, width, frames)
        _pile(above, left, tops[start] - _height(above) - _GAP, width, frames)
        bottom = tops[last] + made[last].height
        frames[cell.key] = Frame(left, tops[start], width, bottom - tops[start])
        y, waiting = bottom + _GAP, []
    return _pile(waiting, left, y or 0.0, width, frames) if waiting else (y or 0.0) - _GAP


def _part(column: list[Cell], part: str) -> list[Cell]:
    return [cell for cell in column if cell.part == part]


def _height(cells: list[Cell]) -> float:
    return sum(cell.height for cell in cells) + _GAP * max(0, len(cells) - 1)


def _rise(cells: list[Cell]) -> float:
    """Return how far a column reaches above the middle of its themes, which lie on the figure's middle line."""
    own = [index for index, cell in enumerate(cells) if cell.role != "away"]
    if not own:
        return _height(cells) / 2
    before = _height(cells[: own[0]]) + (_GAP if own[0] else 0.0)
    return before + _height(cells[own[0] : own[-1] + 1]) / 2


def _pile(cells: list[Cell], left: float, top: float, width: float, frames: dict[str, Frame]) -> float:
    """Place cells one below the other from `top`; return the y below the last."""
    for cell in cells:
        frames[cell.key] = Frame(left, top, width, cell.height)
        top += cell.height + _GAP
    return top - _GAP if cells else top

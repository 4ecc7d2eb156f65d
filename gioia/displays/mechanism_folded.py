"""The mechanism model folded for a narrow figure: from top to bottom what stands from left to right elsewhere.

Every dimension is a row of boxes, or several, with its caption at their left; as many stand side by side as there is room
for. The swim lanes stand upright, and an interaction reaches over all of them. A link of the process stands over the caption
of its dimension. Arrows run down between the rows, and along either side of the boxes where they pass a row: they are led as
elsewhere, with x and y changed for one another. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from gioia.displays.fitting import fitting
from gioia.displays.lettering import box_height, lettered, set_at
from gioia.displays.mechanism_columns import (
    ABOVE,
    BELOW,
    MARGIN,
    PAD,
    Cell,
    Plan,
    all_arrows,
    cell_of,
    lane_text,
    link_of,
    widest_word,
)
from gioia.displays.mechanism_rows import Rows, is_in_upright_lanes, rows_of, spans
from gioia.displays.mechanism_sheet import EDGE, arrows_led, description, explained, heading, themes_of_poles
from gioia.displays.remarks import tinted
from gioia.displays.routing import Frame, channel_width, least_height, plan, trace, zone_height
from gioia.displays.scene import Band, Box, Connector, Point, Scene
from gioia.displays.stage_view import StageView
from gioia.displays.upright_lanes import interaction_height, lane_frames, least_room, poles_in

_GAP = 14.0
"""Between boxes side by side, and between a link and the caption below it."""
_ROW_GAP = 9.0
_CAPTION_GAP = 8.0
_CAPTION = 44.0
_LARGEST_CAPTION = 0.3
_MOST_BESIDE = (3, 2, 1)


class _Grid(Struct, frozen=True):
    """What stands where across the figure: captions, the zones of arrows at both sides of the boxes, the boxes."""

    caption: float
    left: Frame
    body: Frame
    right: Frame
    width: float


class _Levels(Struct, frozen=True):
    """What stands where down the figure: the rows, the channels around them, and the captions and links by key."""

    rows: list[Frame]
    channels: list[Frame]
    frames: dict[str, Frame]


def folded_scene(to_do: Plan, width: float) -> Scene:
    """Return the model in a figure `width` points wide, or wider where words or arrows ask for more room.

    Boxes stand side by side only where no lane has a name: beside lanes that have, half a row would look like one of them.
    There they do so only where the figure would be higher than a page.
    """
    counts = _MOST_BESIDE[::-1] if to_do.lanes.are_named else _MOST_BESIDE
    ways = (rows_of(to_do, most) for most in counts)
    folded = ((_led(to_do, rows), rows) for rows in ways)
    return fitting((_scene(one, rows, _grid(one, rows, width)) for one, rows in folded), width)


def _scene(to_do: Plan, rows: Rows, grid: _Grid) -> Scene:
    bar = heading(to_do, grid.width)
    top = bar.y + bar.height + 10 if bar else MARGIN
    heads = _lane_heads(to_do, grid, top)
    cells = [_row_cells(keys, to_do, grid) for keys in rows.keys]
    levels = _levels(to_do, rows, grid, cells, top + (heads[0].height + 6 if heads else 0.0))
    frames = dict(levels.frames)
    for row, place in zip(cells, levels.rows, strict=True):
        frames |= {cell.key: Frame(across.x, place.y, across.width, place.height) for cell, across in row}
    bottom = levels.channels[-1].bottom
    boxes, inner = _boxes([cell for row in cells for cell, _ in row], to_do, grid, frames)
    arrows = arrows_led(to_do, _traced(to_do, rows, grid, levels, frames))
    captions = _captions(to_do, rows, grid, levels)
    samples, texts, end = explained(to_do, grid.width, bottom + 8)
    return Scene(
        grid.width,
        end + MARGIN,
        tinted((*((bar,) if bar else ()), *heads, *captions, *boxes), to_do.study, themes_of_poles(to_do)),
        (*inner, *arrows, *samples),
        _bands(to_do, rows, grid, levels, top),
        texts,
        to_do.study.language,
        description(to_do.view, to_do.study.language),
    )


def _led(to_do: Plan, rows: Rows) -> Plan:
    """Return the plan with these rows in place of its columns, and the ways of the arrows among them."""
    standing = {key for row in rows.keys for key in row}
    links = [
        link_of(f"{index}", arrow, rows.keys)
        for index, arrow in enumerate(all_arrows(to_do.view))
        if arrow.source in standing and arrow.target in standing
    ]
    return structs.replace(to_do, stacks=rows.keys, routes=plan(rows.keys, links))


def _grid(to_do: Plan, rows: Rows, width: float) -> _Grid:
    ends = [least_height(to_do.routes, key) for keys in rows.keys for key in keys if key.startswith("dimension:")]
    caption = max([_caption_width(to_do.view, to_do, width), *ends])
    left = max(zone_height(to_do.routes, ABOVE), _CAPTION_GAP if caption else 0.0)
    right = zone_height(to_do.routes, BELOW)
    begin = MARGIN + caption + left
    needed = max((_row_need(keys, to_do) for keys in rows.keys), default=0.0)
    if to_do.lanes.runs:
        needed = max(needed, least_room(to_do))
    body = max(needed, width - begin - right - MARGIN)
    return _Grid(
        caption,
        Frame(MARGIN + caption, 0, left, 0),
        Frame(begin, 0, body, 0),
        Frame(begin + body, 0, right, 0),
        begin + body + right + MARGIN,
    )


def _caption_width(view: StageView, to_do: Plan, width: float) -> float:
    """Return how wide captions and links are, none where the model has no dimension."""
    letters = to_do.letters
    words = [widest_word(name, letters.size, letters, bold=True) for name, _ in view.columns]
    for relation in (relation for relations in view.links.values() for relation in relations):
        words += [
            widest_word(relation.source, letters.small, letters),
            widest_word(relation.label, letters.size, letters),
        ]
    asked = max((word + 2 * PAD for word in words), default=0.0)
    return min(_LARGEST_CAPTION * width, max(asked, _CAPTION * letters.share)) if words else 0.0


def _beside(keys: Sequence[str]) -> list[str]:
    """Return the keys of a row without that of a caption."""
    return [key for key in keys if not key.startswith("dimension:")]


def _need(key: str, to_do: Plan) -> float:
    """Return the width that a box needs for its words and its arrows."""
    letters = to_do.letters
    words = [key.partition(":")[2]]
    if key.startswith("away:"):
        one = next(one for one in to_do.view.outsiders if one.key == key)
        words = [one.name, one.stage]
    elif key.startswith("link:"):
        dimension, _, index = key.removeprefix("link:").rpartition(":")
        relation = to_do.view.links[dimension][int(index)]
        words = [relation.source, relation.label]
    widest = max(widest_word(word, letters.size, letters, bold=key.startswith("away:")) for word in words)
    return max(widest + 2 * PAD, least_height(to_do.routes, key))


def _row_need(keys: Sequence[str], to_do: Plan) -> float:
    own = _beside(keys)
    return sum(_need(key, to_do) for key in own) + _GAP * (len(own) - 1)


def _row_cells(keys: Sequence[str], to_do: Plan, grid: _Grid) -> list[tuple[Cell, Frame]]:
    """Return the boxes of a row with their places across: alike wide, unless one of them needs more."""
    own = _beside(keys)
    room = grid.body.width - _GAP * (len(own) - 1)
    needs = [_need(key, to_do) for key in own]
    alike = room / max(1, len(own))
    spare = (room - sum(needs)) / max(1, len(own))
    widths = [alike if max(needs) <= alike else need + spare for need in needs]
    placed = []
    if len(own) < len(keys):
        placed.append((_cell(keys[0], to_do, grid.caption, grid), Frame(MARGIN, 0, grid.caption, 0)))
    x = grid.body.x
    for key, wide in zip(own, widths, strict=True):
        placed.append((_cell(key, to_do, wide, grid), Frame(x, 0, wide, 0)))
        x += wide + _GAP
    return placed


def _cell(key: str, to_do: Plan, width: float, grid: _Grid) -> Cell:
    """Return a box with its text set; arrows touch it above and below, so that its height is that of its text."""
    cell = cell_of(key, structs.replace(to_do, routes=()), width)
    if not is_in_upright_lanes(key, to_do):
        return cell
    lane = next(iter(lane_frames(to_do, grid.body, 0, 0).values())).width
    return structs.replace(cell, height=interaction_height(to_do, cell.name, box_height(cell.block), lane))


def _levels(to_do: Plan, rows: Rows, grid: _Grid, cells: list[list[tuple[Cell, Frame]]], top: float) -> _Levels:
    """Place the rows one below the other from `top`, and the captions beside them, so low that links have room over these."""
    heights = [max((cell.height for cell, _ in row), default=0.0) for row in cells]
    beside = {name: _caption_cells(name, to_do, grid) for name in rows.captioned}
    of = spans(rows)
    for name, (first, last) in of.items():
        if first == last and name in beside:
            heights[first] = max(heights[first], beside[name][-1].height)
    gaps = [channel_width(to_do.routes, index, least=_ROW_GAP if index else 0.0) for index in range(len(heights))]
    lacking = {
        name: max(0.0, _tall(beside[name]) - sum(heights[first : last + 1]) - sum(gaps[first + 1 : last + 1]))
        for name, (first, last) in of.items()
        if name in beside
    }
    for name, more in lacking.items():
        if more:
            gaps[of[name][0]] = max(gaps[of[name][0]], more + _ROW_GAP)
    gaps.append(channel_width(to_do.routes, len(heights)))
    placed, channels = [], []
    for gap, height in zip(gaps, [*heights, 0.0], strict=True):
        channels.append(Frame(0, top, grid.width, gap))
        placed.append(Frame(0, top + gap, grid.width, height))
        top += gap + height
    frames: dict[str, Frame] = {}
    for name, (first, last) in of.items():
        if name in beside:
            frames |= _caption_frames(beside[name], placed[first].y - lacking[name], placed[last].bottom, grid)
    return _Levels(placed[:-1], channels, frames)


def _caption_cells(name: str, to_do: Plan, grid: _Grid) -> list[Cell]:
    """Return the caption of a dimension, after the link that stands over it."""
    links = [f"link:{name}:0"] if to_do.view.links.get(name) else []
    return [_cell(key, to_do, grid.caption, grid) for key in (*links, f"dimension:{name}")]


def _tall(cells: Sequence[Cell]) -> float:
    return sum(cell.height for cell in cells) + _GAP * (len(cells) - 1)


def _caption_frames(cells: Sequence[Cell], top: float, bottom: float, grid: _Grid) -> dict[str, Frame]:
    *links, caption = cells
    frames = {}
    for link in links:
        frames[link.key] = Frame(MARGIN, top, grid.caption, link.height)
        top += link.height + _GAP
    return frames | {caption.key: Frame(MARGIN, top, grid.caption, bottom - top)}


def _captions(to_do: Plan, rows: Rows, grid: _Grid, levels: _Levels) -> list[Box]:
    cells = (cell for name in rows.captioned for cell in _caption_cells(name, to_do, grid))
    return sorted(
        (
            lettered(cell.key, cell.name, cell.role, (at.x, at.y, at.width, at.height), cell.block)
            for cell in cells
            if (at := levels.frames.get(cell.key))
        ),
        key=lambda box: box.y,
    )


def _boxes(
    cells: Sequence[Cell], to_do: Plan, grid: _Grid, frames: Mapping[str, Frame]
) -> tuple[list[Box], list[Connector]]:
    boxes: list[Box] = []
    connectors: list[Connector] = []
    for cell in cells:
        frame = frames[cell.key]
        place = (frame.x, frame.y, frame.width, frame.height)
        if not is_in_upright_lanes(cell.key, to_do):
            boxes.append(lettered(cell.key, cell.name, cell.role, place, cell.block))
            continue
        title = box_height(cell.block)
        lines = set_at(cell.block, frame.x + frame.width / 2, frame.y + (title - cell.block.height) / 2 + 1, "middle")
        lanes = lane_frames(to_do, grid.body, 0, 0)
        poles, arrows = poles_in(to_do, cell.name, lanes, frame.y + title)
        boxes += [Box(cell.key, cell.name, cell.role, *place, lines), *poles]
        connectors += arrows
    return boxes, connectors


def _traced(
    to_do: Plan, rows: Rows, grid: _Grid, levels: _Levels, frames: Mapping[str, Frame]
) -> dict[str, tuple[Point, ...]]:
    """Return the corners of all arrows: those between rows as routed with x and y changed, those from links straight down."""
    led = trace(
        to_do.routes,
        {key: _turned(frame) for key, frame in frames.items()},
        [_turned(channel) for channel in levels.channels],
        (_turned(grid.left), _turned(grid.right)),
    )
    corners = {key: tuple((x, y) for y, x in points) for key, points in led.items()}
    for index, arrow in enumerate(all_arrows(to_do.view)):
        name = arrow.target.removeprefix("dimension:")
        if arrow.source.startswith("link:") and name in rows.captioned:
            link, caption = frames[arrow.source], frames[arrow.target]
            middle = link.x + link.width / 2
            corners[f"{index}"] = ((middle, link.bottom), (middle, caption.y))
    return corners


def _turned(frame: Frame) -> Frame:
    return Frame(frame.y, frame.x, frame.height, frame.width)


def _lane_heads(to_do: Plan, grid: _Grid, top: float) -> list[Box]:
    """Return the names of the lanes, over them."""
    if not to_do.lanes.are_named:
        return []
    lanes = lane_frames(to_do, grid.body, 0, 0)
    blocks = {name: lane_text(name, to_do, lane.width - 2 * PAD) for name, lane in lanes.items() if name}
    height = max(map(box_height, blocks.values()))
    return [
        lettered(f"lane:0:{name}", name, "head", (lanes[name].x, top, lanes[name].width, height), text)
        for name, text in blocks.items()
    ]


def _bands(to_do: Plan, rows: Rows, grid: _Grid, levels: _Levels, top: float) -> tuple[Band, ...]:
    """Return a light ground under every lane, where they have names, else under every dimension."""
    if to_do.lanes.are_named:
        lanes = lane_frames(to_do, grid.body, top, levels.channels[-1].y)
        return tuple(Band(lane.x, lane.y, lane.width, lane.height + 4) for lane in lanes.values())
    bands = []
    for name, (first, last) in spans(rows).items():
        upper = min(
            [levels.rows[first].y]
            + [frame.y for key, frame in levels.frames.items() if key in {f"link:{name}:0", f"dimension:{name}"}]
        )
        bands.append(Band(EDGE, upper - 3, grid.width - 2 * EDGE, levels.rows[last].bottom - upper + 6))
    return tuple(bands)

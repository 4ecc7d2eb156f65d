"""The mechanism model of one stage: what it starts from on the left, what comes of it on the right.

The dimensions of the stage stand side by side as columns, each over its themes: in the order of the codebook, unless more
arrows run forward in another. Themes of one dimension that many arrows join stand in columns of their own, too. An
interaction shows its poles, each in the swim lane of its role, joined by an arrow from the side that leads. Above the
columns stand the links of the process and what they amount to in this stage. What comes in from another stage stands over
the theme that it enters, what leads on to another stage below the theme that it leaves. Kinds of relation are told apart by
their strokes, which the legend explains. Lengths are points.

Where a width is asked for, letters become smaller step by step, down to `LEAST_SIZE`, until the figure fits. What does not fit
then is folded, to run from top to bottom (`mechanism_folded`), again in ever smaller letters; what does not fit even so stays as
wide as it is legible.
"""

from __future__ import annotations

from msgspec import structs

from gioia.displays.fitting import fitting
from gioia.displays.lettering import lettered, set_at
from gioia.displays.mechanism_columns import (
    BELOW,
    MARGIN,
    PAD,
    SIZES,
    Cell,
    Grid,
    Letters,
    Plan,
    cell_of,
    grid_of,
    lane_text,
    plan_of,
)
from gioia.displays.mechanism_folded import folded_scene
from gioia.displays.mechanism_places import Places, is_in_lanes, placed
from gioia.displays.mechanism_sheet import EDGE, arrows_led, description, explained, heading, themes_of_poles
from gioia.displays.remarks import tinted
from gioia.displays.routing import trace
from gioia.displays.scene import Band, Box, Connector, Scene
from gioia.displays.swim_lanes import lane_frames, poles_of
from gioia.model.records import Stage
from gioia.study import Study

WIDTH = 493.0


def mechanism_scene(study: Study, stage: Stage | None, width: float = 0.0) -> Scene:
    """Return the mechanism model of `stage`; without a stage, that of the relations which belong to none.

    The scene is `width` points wide, else as wide as the study asks for, else `WIDTH`; wider where the columns would become
    too narrow to read.
    """
    asked = width or study.appearance.points
    plan = plan_of(study, stage)
    if not asked:
        return _scene(plan, WIDTH)
    plans = [structs.replace(plan, letters=Letters(size)) for size in SIZES]
    return fitting((draw(one, asked) for draw in (_scene, folded_scene) for one in plans), asked)


def _scene(to_do: Plan, width: float) -> Scene:
    study = to_do.study
    grid = grid_of(to_do, width)
    columns = [[cell_of(key, to_do, grid.column) for key in stack] for stack in to_do.stacks]
    bar = heading(to_do, grid.width)
    places = placed(columns, to_do, grid, bar.y + bar.height + 10 if bar else MARGIN)
    boxes, inner = _boxes(columns, to_do, places)
    arrows = arrows_led(to_do, trace(to_do.routes, places.frames, grid.channels, places.zones))
    samples, texts, bottom = explained(to_do, grid.width, places.zones[BELOW].bottom + 8)
    return Scene(
        grid.width,
        bottom + MARGIN,
        tinted((*((bar,) if bar else ()), *_lane_heads(to_do, grid, places), *boxes), study, themes_of_poles(to_do)),
        (*inner, *arrows, *samples),
        _bands(to_do, grid, places),
        texts,
        study.language,
        description(to_do.view, study.language),
    )


def _boxes(columns: list[list[Cell]], to_do: Plan, places: Places) -> tuple[list[Box], list[Connector]]:
    boxes: list[Box] = []
    connectors: list[Connector] = []
    lanes = to_do.lanes
    for cell in (cell for column in columns for cell in column):
        frame = places.frames[cell.key]
        place = (frame.x, frame.y, frame.width, frame.height)
        if not is_in_lanes(cell, lanes):
            boxes.append(lettered(cell.key, cell.name, cell.role, place, cell.block))
            continue
        title = places.groups[lanes.starts[cell.name]].title
        lines = set_at(cell.block, frame.x + frame.width / 2, frame.y + (title - cell.block.height) / 2 + 1, "middle")
        boxes.append(Box(cell.key, cell.name, cell.role, *place, lines))
        for number, run in enumerate(lanes.runs[cell.name]):
            at = lanes.starts[cell.name] + number
            rows = lane_frames(lanes.names, places.groups[at], places.tops[at], 0.0)
            poles, arrows = poles_of(cell.name, number, run, frame, lanes=rows, letters=to_do.letters.small)
            boxes += poles
            connectors += arrows
    return boxes, connectors


def _lane_heads(to_do: Plan, grid: Grid, places: Places) -> list[Box]:
    """Return the names of the lanes at the left of the figure."""
    heads = []
    for index, (group, top) in enumerate(zip(places.groups, places.tops, strict=True)):
        for name, row in lane_frames(to_do.lanes.names, group, top, grid.heads - PAD).items():
            if name:
                text = lane_text(name, to_do, row.width)
                heads.append(
                    lettered(f"lane:{index}:{name}", name, "head", (MARGIN, row.y, row.width, row.height), text)
                )
    return heads


def _bands(to_do: Plan, grid: Grid, places: Places) -> tuple[Band, ...]:
    """Return a light ground under every lane that has a name; without any, under every dimension, down to its last theme."""
    if to_do.lanes.are_named:
        width = grid.width - 2 * EDGE
        rows = (lane_frames(to_do.lanes.names, *each, width) for each in zip(places.groups, places.tops, strict=True))
        return tuple(Band(EDGE, row.y, width, row.height) for lanes in rows for row in lanes.values())
    bottom = places.zones[BELOW].y + 3
    captions = [places.frames[f"dimension:{name}"] for name, _ in to_do.view.columns]
    return tuple(Band(frame.x - 4, frame.y, frame.width + 8, bottom - frame.y) for frame in captions)

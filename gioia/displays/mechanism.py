"""The mechanism model of one stage: what it starts from on the left, what comes of it on the right.

The dimensions of the stage stand side by side as columns, each over its themes: in the order of the codebook, unless more
arrows run forward in another. Themes of one dimension that many arrows join stand in columns of their own, too. An
interaction shows its poles, each in the swim lane of its role, joined by an arrow from the side that leads. Above the
columns stand the links of the process and what they amount to in this stage. What comes in from another stage stands over
the theme that it enters, what leads on to another stage below the theme that it leaves. Kinds of relation are told apart by
their strokes, which the legend explains. Lengths are points.

Where a width is asked for, letters become smaller step by step, down to `LEAST_SIZE`, until the figure fits; what does not
fit then stays as wide as it is legible.
"""

from __future__ import annotations

from msgspec import structs

from gioia.displays.captions import bracketed, joined, role_text, stage_dates, stage_title
from gioia.displays.labels import label
from gioia.displays.legend import Entry, entries, legend, stroke_of
from gioia.displays.lettering import PAD_X, block, box_height, lettered, set_at, stacked
from gioia.displays.mechanism_columns import (
    BELOW,
    MARGIN,
    PAD,
    SIZES,
    Cell,
    Grid,
    Letters,
    Plan,
    all_arrows,
    cell_of,
    grid_of,
    lane_text,
    plan_of,
)
from gioia.displays.mechanism_places import Places, is_in_lanes, placed
from gioia.displays.routing import trace
from gioia.displays.scene import Band, Box, Connector, Scene, TextLine
from gioia.displays.stage_view import StageView, kinds_shown
from gioia.displays.swim_lanes import lane_frames, poles_of
from gioia.model.records import Stage
from gioia.sources.normal import counted
from gioia.study import Study

WIDTH = 493.0
_EDGE = 1.0
_HAIR = 0.01


def mechanism_scene(study: Study, stage: Stage | None, width: float = 0.0) -> Scene:
    """Return the mechanism model of `stage`; without a stage, that of the relations which belong to none.

    The scene is `width` points wide, else as wide as the study asks for, else `WIDTH`; wider where the columns would become
    too narrow to read.
    """
    asked = width or study.appearance.points
    plan = plan_of(study, stage)
    for size in SIZES if asked else SIZES[:1]:
        scene = _scene(structs.replace(plan, letters=Letters(size)), asked or WIDTH)
        if scene.width <= asked + _HAIR:
            break
    return scene


def _scene(to_do: Plan, width: float) -> Scene:
    study, view = to_do.study, to_do.view
    grid = grid_of(to_do, width)
    columns = [[cell_of(key, to_do, grid.column) for key in stack] for stack in to_do.stacks]
    heading = _heading(to_do, grid)
    places = placed(columns, to_do, grid, heading.y + heading.height + 10 if heading else MARGIN)
    boxes, inner = _boxes(columns, to_do, places)
    arrows = _connectors(view, trace(to_do.routes, places.frames, grid.channels, places.zones))
    samples, texts, bottom = _legend(to_do, grid, places.zones[BELOW].bottom + 8)
    return Scene(
        grid.width,
        bottom + MARGIN,
        (*((heading,) if heading else ()), *_lane_heads(to_do, grid, places), *boxes),
        (*inner, *arrows, *samples),
        _bands(to_do, grid, places),
        texts,
        study.language,
        _description(view, study.language),
    )


def _heading(to_do: Plan, grid: Grid) -> Box | None:
    """Return the bar over the figure: the stage, its dates, its mode, and the roles that have no lane."""
    view, language, size = to_do.view, to_do.study.language, to_do.letters.size
    stage = view.stage
    if stage is None:
        return None
    room = grid.width - 2 * PAD_X - 2 * _EDGE
    title = stage_title(stage.name, language) + bracketed(stage_dates(stage, language), language)
    roles = (role for role in view.roles if role.role not in to_do.lanes.names or not role.role)
    parts = [*(mode.name for mode in view.modes), *(role_text(role, language) for role in roles)]
    text = stacked(block(title, room, size + 1, bold=True), block(joined(parts, language), room, size))
    frame = (_EDGE, _EDGE, grid.width - 2 * _EDGE, box_height(text) + 2)
    return lettered(f"stage:{stage.name}", stage.name, "stage", frame, text)


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


def _connectors(view: StageView, traced: dict[str, tuple[tuple[float, float], ...]]) -> list[Connector]:
    kinds = kinds_shown(view)
    return [
        Connector(
            traced[key],
            stroke_of(arrow.relation.kind, kinds),
            True,
            arrow.source,
            arrow.target,
            arrow.relation.id,
            arrow.relation.kind,
        )
        for key, arrow in ((f"{index}", arrow) for index, arrow in enumerate(all_arrows(view)))
    ]


def _bands(to_do: Plan, grid: Grid, places: Places) -> tuple[Band, ...]:
    """Return a light ground under every lane that has a name; without any, under every dimension, down to its last theme."""
    if to_do.lanes.are_named:
        width = grid.width - 2 * _EDGE
        rows = (lane_frames(to_do.lanes.names, *each, width) for each in zip(places.groups, places.tops, strict=True))
        return tuple(Band(_EDGE, row.y, width, row.height) for lanes in rows for row in lanes.values())
    bottom = places.zones[BELOW].y + 3
    captions = [places.frames[f"dimension:{name}"] for name, _ in to_do.view.columns]
    return tuple(Band(frame.x - 4, frame.y, frame.width + 8, bottom - frame.y) for frame in captions)


def _legend(to_do: Plan, grid: Grid, top: float) -> tuple[tuple[Connector, ...], tuple[TextLine, ...], float]:
    """Return the legend, and below it what the study says of single arrows."""
    study, view = to_do.study, to_do.view
    inner = [one.led for interactions in view.interactions.values() for one in interactions]
    items = list(entries(study.model, kinds_shown(view), study.language))
    if True in inner:
        items.append(Entry("thin", label("interaction, from the side that leads", study.language)))
    if False in inner:
        items.append(Entry("thin", label("interaction, neither side leads", study.language), head=False))
    room = grid.width - 2 * MARGIN
    samples, texts, bottom = legend(items, MARGIN, top, room)
    remarks = [arrow.relation for arrow in view.arrows if arrow.relation.label]
    notes = stacked(*(block(f"{r.source} → {r.target}: {r.label}", room, to_do.letters.small) for r in remarks))
    return samples, (*texts, *set_at(notes, MARGIN, bottom + 2)), bottom + notes.height + (2 if remarks else 0)


def _description(view: StageView, language: str) -> str:
    """Say in a sentence what the figure shows."""
    themes = sum(len(names) for _, names in view.columns)
    if language == "zh":
        return f"{len(view.columns)}个聚合维度下的{themes}个二阶主题，由{len(view.arrows)}条关系相连。"
    return (
        f"{counted(themes, 'theme')} in {counted(len(view.columns), 'dimension')}, "
        f"joined by {counted(len(view.arrows), 'relation')}."
    )

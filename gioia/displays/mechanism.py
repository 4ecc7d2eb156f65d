"""The mechanism model of one stage: what it starts from on the left, what comes of it on the right.

The dimensions of the stage stand side by side as columns, in the order of the codebook, each over its themes; an
interaction shows its two poles, joined by an arrow from the side that leads. Above the columns stand the links of the
process and what they amount to in this stage. What comes in from another stage stands over the theme that it enters,
what leads on to another stage below the theme that it leaves. Kinds of relation are told apart by their strokes, which
the legend explains. Lengths are points.
"""

from __future__ import annotations

from msgspec import Struct

from gioia.displays.captions import bracketed, joined, role_text, stage_dates, stage_title
from gioia.displays.labels import label
from gioia.displays.legend import Entry, entries, legend, stroke_of
from gioia.displays.lettering import PAD_X, Block, block, box_height, lettered, set_at, stacked
from gioia.displays.routing import Frame, Link, Route, channel_width, least_height, plan, trace, zone_height
from gioia.displays.scene import Band, Box, Connector, Scene, TextLine
from gioia.displays.stage_view import Arrow, Interaction, StageView, kinds_shown, stage_view
from gioia.displays.typesetting import least_width
from gioia.model.records import Stage
from gioia.sources.normal import counted
from gioia.study import Study

WIDTH = 493.0
_MARGIN = 5.0
_EDGE = 1.0
_PAD = 3.5
_SIZE = 8.0
_SMALL = 7.0
_LEAST_COLUMN = 62.0
_WIDEST_WORD = 110.0
_LEAST_CHANNEL = 20.0
_GAP = 17.0
_POLE_GAP = 11.0
_POLE_INSET = 5.0
_ABOVE, _BELOW = 0, 1


class _Cell(Struct, frozen=True):
    """A box that waits for its place; `part` is the row of the figure in which it stands."""

    key: str
    name: str
    role: str
    part: str
    block: Block
    height: float
    interactions: tuple[tuple[Interaction, Block, Block], ...] = ()


class _Grid(Struct, frozen=True):
    """The columns of the figure: their left edges, their common width, and the channels between them."""

    lefts: tuple[float, ...]
    column: float
    channels: tuple[Frame, ...]
    width: float


def mechanism_scene(study: Study, stage: Stage | None, width: float = WIDTH) -> Scene:
    """Return the mechanism model of `stage`; without a stage, that of the relations which belong to none.

    The scene is `width` points wide, or wider where the columns would become too narrow to read.
    """
    view = stage_view(study, stage)
    stacks = _stacks(view)
    routes = plan(stacks, [_link(f"{i}", arrow, stacks) for i, arrow in enumerate(_all_arrows(view))])
    grid = _grid(routes, len(stacks), width, _least_column(view, stacks))
    columns = [[_cell(key, view, routes, grid.column, study.language) for key in stack] for stack in stacks]
    heading = _heading(view, grid, study.language)
    frames, zones = _placed(columns, routes, grid, heading.y + heading.height + 10 if heading else _MARGIN)
    return _scene(study, view, columns, routes, (grid, frames, zones, heading))


def _scene(
    study: Study,
    view: StageView,
    columns: list[list[_Cell]],
    routes: tuple[Route, ...],
    places: tuple[_Grid, dict[str, Frame], tuple[Frame, Frame], Box | None],
) -> Scene:
    grid, frames, zones, heading = places
    boxes, inner = _boxes(columns, frames)
    arrows = _connectors(view, trace(routes, frames, grid.channels, zones))
    samples, texts, bottom = _legend(study, view, grid, zones[_BELOW].bottom + 8)
    return Scene(
        grid.width,
        bottom + _MARGIN,
        (*((heading,) if heading else ()), *boxes),
        (*inner, *arrows, *samples),
        _bands(view, grid, frames, zones),
        texts,
        study.language,
        _description(view, study.language),
    )


def _all_arrows(view: StageView) -> list[Arrow]:
    """Return the arrows to lead: the relations, and those from the links of the process to their dimensions."""
    links = [
        Arrow(relation, f"link:{name}:{index}", f"dimension:{name}")
        for name, relations in view.links.items()
        for index, relation in enumerate(relations)
    ]
    return [*view.arrows, *links]


def _stacks(view: StageView) -> list[list[str]]:
    """Return the keys of the boxes of every column, top to bottom."""
    stacks = []
    for name, themes in view.columns:
        stack = [*(f"link:{name}:{i}" for i in range(len(view.links.get(name, ())))), f"dimension:{name}"]
        for theme in themes:
            beside = [one for one in view.outsiders if one.theme == theme]
            stack += [one.key for one in beside if one.enters]
            stack.append(f"theme:{theme}")
            stack += [one.key for one in beside if not one.enters]
        stacks.append(stack if themes else [*stack, f"empty:{name}"])
    before = [f"other:{name}" for name, leaves in view.others if leaves]
    after = [f"other:{name}" for name, leaves in view.others if not leaves]
    return _each_once([before, *stacks, after])


def _each_once(stacks: list[list[str]]) -> list[list[str]]:
    """Return the stacks that are left when every key stands only where it stands first."""
    seen: set[str] = set()
    kept = []
    for stack in stacks:
        own = [key for key in dict.fromkeys(stack) if key not in seen]
        seen.update(own)
        if own:
            kept.append(own)
    return kept


def _link(key: str, arrow: Arrow, stacks: list[list[str]]) -> Link:
    """Return what to lead: results run below the boxes, as does what runs backwards; the rest runs above."""
    column = {key: index for index, stack in enumerate(stacks) for key in stack}
    backwards = column[arrow.source] > column[arrow.target]
    lane = _BELOW if backwards or arrow.relation.kind == "results_in" else _ABOVE
    return Link(key, arrow.source, arrow.target, lane)


def _least_column(view: StageView, stacks: list[list[str]]) -> float:
    """Return the width of a column in which no word of its boxes need be broken, within reason."""
    names = [key.partition(":")[2] for stack in stacks for key in stack if not key.startswith(("away", "link"))]
    names += [text for relations in view.links.values() for r in relations for text in (r.source, r.label)]
    return min(_WIDEST_WORD, max((least_width(name, _SIZE) for name in names), default=0.0) + 2 * _PAD)


def _grid(routes: tuple[Route, ...], count: int, width: float, least: float) -> _Grid:
    inner = [channel_width(routes, index, least=_LEAST_CHANNEL) for index in range(1, count)]
    outer = [channel_width(routes, index) for index in (0, count)]
    widths = [outer[0], *inner, outer[1]]
    column = max(_LEAST_COLUMN, least, (width - 2 * _MARGIN - sum(widths)) / max(1, count))
    lefts, channels = [], []
    x = _MARGIN
    for index, channel in enumerate(widths):
        channels.append(Frame(x, 0, channel, 0))
        x += channel
        if index < count:
            lefts.append(x)
            x += column
    return _Grid(tuple(lefts), column, tuple(channels), max(width, x + _MARGIN))


def _cell(key: str, view: StageView, routes: tuple[Route, ...], width: float, language: str) -> _Cell:
    """Return a box with its text set, as high as its text and its arrows ask."""
    kind, _, name = key.partition(":")
    room = width - 2 * _PAD
    role, part, text = kind, "body", block(name, room, _SIZE)
    interactions: tuple[tuple[Interaction, Block, Block], ...] = ()
    if kind == "theme":
        interactions = tuple(_set_interaction(one, width) for one in view.interactions.get(name, ()))
    elif kind == "dimension":
        part, text = "caption", block(name, room, _SIZE, bold=True)
    elif kind == "link":
        dimension, _, index = name.rpartition(":")
        relation = view.links[dimension][int(index)]
        part, name = "link", relation.source
        text = stacked(block(relation.source, room, _SMALL), block(relation.label, room, _SIZE))
    elif kind == "away":
        one = next(one for one in view.outsiders if one.key == key)
        name, text = one.name, _outside(one.name, one.stage, room, language)
    elif kind == "empty":
        text = block("—", room, _SIZE)
    else:
        role = "construct"
    height = box_height(text) + sum(_interaction_height(*one) for one in interactions)
    return _Cell(key, name, role, part, text, max(height, least_height(routes, key)), interactions)


def _outside(name: str, stage: str, room: float, language: str) -> Block:
    """Set a box for what lies in another stage: the stage's title, and above a theme's name that of its stage."""
    if not stage:
        return block(stage_title(name, language), room, _SMALL, bold=True)
    return stacked(block(stage_title(stage, language), room, _SMALL - 0.5), block(name, room, _SMALL))


def _set_interaction(one: Interaction, width: float) -> tuple[Interaction, Block, Block]:
    room = width - 2 * _POLE_INSET - 6
    first, second = (
        block(f"{pole.role}：{pole.name}" if pole.role else pole.name, room, _SMALL) for pole in (one.first, one.second)
    )
    return one, first, second


def _interaction_height(_: Interaction, first: Block, second: Block) -> float:
    return first.height + second.height + 10 + _POLE_GAP + _POLE_INSET


def _heading(view: StageView, grid: _Grid, language: str) -> Box | None:
    """Return the bar over the figure: the stage, its dates, its mode and its roles."""
    stage = view.stage
    if stage is None:
        return None
    room = grid.width - 2 * PAD_X - 2 * _EDGE
    dates = stage_dates(stage, language)
    title = stage_title(stage.name, language) + bracketed(dates, language)
    parts = [*(mode.name for mode in view.modes), *(role_text(role, language) for role in view.roles)]
    text = stacked(block(title, room, _SIZE + 1, bold=True), block(joined(parts, language), room, _SIZE))
    frame = (_EDGE, _EDGE, grid.width - 2 * _EDGE, box_height(text) + 2)
    return lettered(f"stage:{stage.name}", stage.name, "stage", frame, text)


def _placed(
    columns: list[list[_Cell]], routes: tuple[Route, ...], grid: _Grid, top: float
) -> tuple[dict[str, Frame], tuple[Frame, Frame]]:
    """Place all boxes: links and captions in rows of their own, themes around one middle line; return the lanes too."""
    frames: dict[str, Frame] = {}
    links = max((_height(_part(column, "link")) for column in columns), default=0.0)
    captions_top = top + (links + _GAP if links else 0.0)
    captions = max((_height(_part(column, "caption")) for column in columns), default=0.0)
    above = Frame(0, captions_top + captions, grid.width, zone_height(routes, _ABOVE, least=_GAP))
    rises = [_rise(_part(column, "body")) for column in columns]
    middle = above.bottom + max(rises, default=0.0)
    bottom = above.bottom
    for column, left, rise in zip(columns, grid.lefts, rises, strict=True):
        over = _part(column, "link")
        _pile(over, left, captions_top - _GAP - _height(over), grid.column, frames)
        for cell in _part(column, "caption"):
            frames[cell.key] = Frame(left, captions_top, grid.column, captions)
        bottom = max(bottom, _pile(_part(column, "body"), left, middle - rise, grid.column, frames))
    return frames, (above, Frame(0, bottom, grid.width, zone_height(routes, _BELOW, least=4.0)))


def _part(column: list[_Cell], part: str) -> list[_Cell]:
    return [cell for cell in column if cell.part == part]


def _height(cells: list[_Cell]) -> float:
    return sum(cell.height for cell in cells) + _GAP * max(0, len(cells) - 1)


def _rise(cells: list[_Cell]) -> float:
    """Return how far a column reaches above the middle of its themes, which lie on the figure's middle line."""
    own = [index for index, cell in enumerate(cells) if cell.role != "away"]
    if not own:
        return _height(cells) / 2
    before = _height(cells[: own[0]]) + (_GAP if own[0] else 0.0)
    return before + _height(cells[own[0] : own[-1] + 1]) / 2


def _pile(cells: list[_Cell], left: float, top: float, width: float, frames: dict[str, Frame]) -> float:
    """Place cells one below the other from `top`; return the y below the last."""
    for cell in cells:
        frames[cell.key] = Frame(left, top, width, cell.height)
        top += cell.height + _GAP
    return top - _GAP if cells else top


def _boxes(columns: list[list[_Cell]], frames: dict[str, Frame]) -> tuple[list[Box], list[Connector]]:
    boxes: list[Box] = []
    connectors: list[Connector] = []
    for cell in (cell for column in columns for cell in column):
        frame = frames[cell.key]
        place = (frame.x, frame.y, frame.width, frame.height)
        if not cell.interactions:
            boxes.append(lettered(cell.key, cell.name, cell.role, place, cell.block))
            continue
        spare = (
            frame.height - box_height(cell.block) - sum(_interaction_height(*one) for one in cell.interactions)
        ) / 2
        top = frame.y + spare + (box_height(cell.block) - cell.block.height) / 2
        lines = set_at(cell.block, frame.x + frame.width / 2, top, "middle")
        boxes.append(Box(cell.key, cell.name, cell.role, *place, lines))
        top = frame.y + spare + box_height(cell.block)
        for index, one in enumerate(cell.interactions):
            pair, arrow = _poles(one, frame, top, f"pole:{cell.name}:{index}")
            boxes += pair
            connectors.append(arrow)
            top += _interaction_height(*one)
    return boxes, connectors


def _poles(one: tuple[Interaction, Block, Block], frame: Frame, top: float, key: str) -> tuple[list[Box], Connector]:
    """Draw the two poles of an interaction, the one that the arrow leaves on top."""
    interaction, first, second = one
    x, width = frame.x + _POLE_INSET, frame.width - 2 * _POLE_INSET
    boxes = []
    for side, pole, text in (("from", interaction.first, first), ("to", interaction.second, second)):
        boxes.append(lettered(f"{key}:{side}", pole.name, "pole", (x, top, width, text.height + 5), text))
        top += text.height + 5 + _POLE_GAP
    middle = x + width / 2
    points = ((middle, boxes[0].y + boxes[0].height), (middle, boxes[1].y))
    relation = interaction.relation
    return boxes, Connector(points, "thin", interaction.led, boxes[0].key, boxes[1].key, relation.id, relation.kind)


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
        for key, arrow in ((f"{index}", arrow) for index, arrow in enumerate(_all_arrows(view)))
    ]


def _bands(view: StageView, grid: _Grid, frames: dict[str, Frame], zones: tuple[Frame, Frame]) -> tuple[Band, ...]:
    """Return a light ground under every dimension, from its caption down to its last theme."""
    bottom = zones[_BELOW].y + 3
    captions = [frames[f"dimension:{name}"] for name, _ in view.columns]
    return tuple(Band(frame.x - 4, frame.y, grid.column + 8, bottom - frame.y) for frame in captions)


def _legend(
    study: Study, view: StageView, grid: _Grid, top: float
) -> tuple[tuple[Connector, ...], tuple[TextLine, ...], float]:
    """Return the legend, and below it what the study says of single arrows."""
    inner = [one.led for interactions in view.interactions.values() for one in interactions]
    items = list(entries(study.model, kinds_shown(view), study.language))
    if True in inner:
        items.append(Entry("thin", label("interaction, from the side that leads", study.language)))
    if False in inner:
        items.append(Entry("thin", label("interaction, neither side leads", study.language), head=False))
    room = grid.width - 2 * _MARGIN
    samples, texts, bottom = legend(items, _MARGIN, top, room)
    remarks = [arrow.relation for arrow in view.arrows if arrow.relation.label]
    notes = stacked(*(block(f"{r.source} → {r.target}: {r.label}", room, _SMALL) for r in remarks))
    return samples, (*texts, *set_at(notes, _MARGIN, bottom + 2)), bottom + notes.height + (2 if remarks else 0)


def _description(view: StageView, language: str) -> str:
    """Say in a sentence what the figure shows."""
    themes = sum(len(names) for _, names in view.columns)
    if language == "zh":
        return f"{len(view.columns)}个聚合维度下的{themes}个二阶主题，由{len(view.arrows)}条关系相连。"
    return (
        f"{counted(themes, 'theme')} in {counted(len(view.columns), 'dimension')}, "
        f"joined by {counted(len(view.arrows), 'relation')}."
    )

"""The columns of a mechanism model: which boxes stand in which, how wide they are, and what is lettered on them.

The dimensions stand in the order of the codebook, unless more arrows run forward in another; the themes of one dimension
that many arrows join stand in columns of their own. What comes in from another stage stands before the theme that it
enters, what leads on to another after the theme that it leaves. Boxes have their heights here and their places in
`mechanism_places`. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, structs

from gioia.displays.captions import stage_title
from gioia.displays.flow import in_flow, layers
from gioia.displays.lettering import Block, block, box_height, stacked
from gioia.displays.remarks import remarks
from gioia.displays.routing import Frame, Link, Route, channel_width, least_height, plan
from gioia.displays.stage_view import Arrow, StageView, stage_view
from gioia.displays.swim_lanes import POLE_INSET, SIDE, Lanes, lanes_of
from gioia.displays.typesetting import least_width, width
from gioia.model.records import Stage
from gioia.study import Study

SIZES = (8.0, 7.5, 7.0, 6.5, 6.0)
"""The sizes of names, tried one after the other where a figure is to be narrow."""
LEAST_SIZE = 6.0
MARGIN = 5.0
PAD = 3.5
ABOVE, BELOW = 0, 1
"""The lanes that arrows take over the boxes and under them."""
_LEAST_COLUMN = 62.0
_NARROW = 36.0
_WIDEST_WORD = 110.0
_LEAST_CHANNEL = 20.0
_HEADS = 46.0
_WIDEST_HEAD = 72.0
_INNER = 3
"""How many arrows over others' heads within one column make its themes stand in several."""
_LAYERS = 4


class Letters(Struct, frozen=True):
    """The sizes of letters in points, none below `LEAST_SIZE`; `size` is that of names."""

    size: float

    @property
    def small(self) -> float:
        """The size of what is smaller than names: poles, links, heads of lanes."""
        return max(LEAST_SIZE, self.size - 1)

    @property
    def tiny(self) -> float:
        """The size of the smallest: the stage of a theme that lies outside."""
        return max(LEAST_SIZE, self.size - 1.5)

    @property
    def share(self) -> float:
        """The share of the largest size, for lengths that follow it."""
        return self.size / SIZES[0]


class Cell(Struct, frozen=True):
    """A box that waits for its place; `part` is the row of the figure in which it stands."""

    key: str
    name: str
    role: str
    part: str
    block: Block
    height: float


class Grid(Struct, frozen=True):
    """The columns of the figure: their left edges, their common width, the channels between them, the lanes' heads."""

    lefts: tuple[float, ...]
    column: float
    channels: tuple[Frame, ...]
    width: float
    heads: float


class Plan(Struct, frozen=True):
    """What is to be placed: the view, the boxes of every column, the ways of the arrows, the swim lanes, the letters.

    `remarks` is (role, name) → what stands below a name in smaller letters.
    """

    study: Study
    view: StageView
    stacks: list[list[str]]
    routes: tuple[Route, ...]
    lanes: Lanes
    letters: Letters
    remarks: Mapping[tuple[str, str], str] = {}


def plan_of(study: Study, stage: Stage | None) -> Plan:
    """Return what the model of `stage` shows, in columns, with the ways of its arrows, in the largest letters."""
    view = _in_flow(stage_view(study, stage))
    stacks = _stacks(view)
    shown = remarks(study, stage.name if stage else None)
    routes = plan(stacks, [link_of(f"{i}", arrow, stacks) for i, arrow in enumerate(all_arrows(view))])
    return Plan(study, view, stacks, routes, lanes_of(view, study.roles, stacks), Letters(SIZES[0]), shown)


def all_arrows(view: StageView) -> list[Arrow]:
    """Return the arrows to lead: the relations, and those from the links of the process to their dimensions."""
    links = [
        Arrow(relation, f"link:{name}:{index}", f"dimension:{name}")
        for name, relations in view.links.items()
        for index, relation in enumerate(relations)
    ]
    return [*view.arrows, *links]


def _in_flow(view: StageView) -> StageView:
    """Return the view with its dimensions in the order that most arrows follow; feedback runs backwards anywhere."""
    home = {f"theme:{theme}": name for name, themes in view.columns for theme in themes}
    home |= {f"dimension:{name}": name for name, _ in view.columns}
    forward = [arrow for arrow in view.arrows if arrow.relation.kind != "feeds_back"]
    pairs = [(home[a.source], home[a.target]) for a in forward if a.source in home and a.target in home]
    themes = dict(view.columns)
    return structs.replace(view, columns=tuple((name, themes[name]) for name in in_flow(list(themes), pairs)))


def _stacks(view: StageView) -> list[list[str]]:
    """Return the keys of the boxes of every column, top to bottom."""
    stacks = []
    for name, themes in view.columns:
        first, *others = [stack_of(view, layer) for layer in in_layers(view, themes)] or [[f"empty:{name}"]]
        links = (f"link:{name}:{i}" for i in range(len(view.links.get(name, ()))))
        stacks += [[*links, f"dimension:{name}", *first], *others]
    before = [f"other:{name}" for name, leaves in view.others if leaves]
    after = [f"other:{name}" for name, leaves in view.others if not leaves]
    return each_once([before, *stacks, after])


def stack_of(view: StageView, themes: list[str]) -> list[str]:
    """Return the keys of themes, each with what comes in from other stages before it and what leads to them after it."""
    stack = []
    for theme in themes:
        beside = [one for one in view.outsiders if one.theme == theme]
        stack += [one.key for one in beside if one.enters]
        stack.append(f"theme:{theme}")
        stack += [one.key for one in beside if not one.enters]
    return stack


def in_layers(view: StageView, themes: tuple[str, ...]) -> list[list[str]]:
    """Return the themes of a dimension in one column, or in several where many arrows join them over others' heads."""
    place = {f"theme:{theme}": index for index, theme in enumerate(themes)}
    inner = [arrow for arrow in view.arrows if arrow.source in place and arrow.target in place]
    far = [arrow for arrow in inner if abs(place[arrow.source] - place[arrow.target]) > 1]
    if len(far) < _INNER:
        return [list(themes)] if themes else []
    forward = [arrow for arrow in inner if arrow.relation.kind != "feeds_back"]
    pairs = [(a.source.partition(":")[2], a.target.partition(":")[2]) for a in forward]
    return layers(themes, pairs, _LAYERS)


def each_once(stacks: list[list[str]]) -> list[list[str]]:
    """Return the stacks that are left when every key stands only where it stands first."""
    seen: set[str] = set()
    kept = []
    for stack in stacks:
        own = [key for key in dict.fromkeys(stack) if key not in seen]
        seen.update(own)
        if own:
            kept.append(own)
    return kept


def link_of(key: str, arrow: Arrow, stacks: list[list[str]]) -> Link:
    """Return what to lead: results run below the boxes, as does what runs backwards; the rest runs above."""
    column = {key: index for index, stack in enumerate(stacks) for key in stack}
    backwards = column[arrow.source] > column[arrow.target]
    lane = BELOW if backwards or arrow.relation.kind == "results_in" else ABOVE
    return Link(key, arrow.source, arrow.target, lane)


def _least_column(to_do: Plan) -> float:
    """Return the width of a column in which no word of its boxes need be broken, within reason."""
    view, size = to_do.view, to_do.letters.size
    names = [key.partition(":")[2] for stack in to_do.stacks for key in stack if not key.startswith(("away", "link"))]
    names += [text for relations in view.links.values() for r in relations for text in (r.source, r.label)]
    word = max((least_width(name, size) for name in names), default=0.0) + 2 * PAD
    poles = (pole.name for runs in to_do.lanes.runs.values() for run in runs for pole in run.poles)
    inner = max((least_width(name, to_do.letters.small) for name in poles), default=0.0) + 2 * (POLE_INSET + SIDE)
    word = max(word, inner)
    return max(least_column(_LEAST_COLUMN, size), min(_WIDEST_WORD * to_do.letters.share, word))


def grid_of(to_do: Plan, width: float) -> Grid:
    """Return the columns of a figure `width` points wide, or wider where words or arrows ask for more room."""
    count, share = len(to_do.stacks), to_do.letters.share
    inner = [channel_width(to_do.routes, index, least=_LEAST_CHANNEL * share) for index in range(1, count)]
    outer = [channel_width(to_do.routes, index) for index in (0, count)]
    widths = [outer[0], *inner, outer[1]]
    heads = _heads_width(to_do)
    column = max(_least_column(to_do), (width - heads - 2 * MARGIN - sum(widths)) / max(1, count))
    lefts, channels = [], []
    x = MARGIN + heads
    for index, channel in enumerate(widths):
        channels.append(Frame(x, 0, channel, 0))
        x += channel
        if index < count:
            lefts.append(x)
            x += column
    return Grid(tuple(lefts), column, tuple(channels), max(width, x + MARGIN), heads)


def widest_word(text: str, size: float, letters: Letters, *, bold: bool = False) -> float:
    """Return the width of the longest word of a text, within reason: what is longer is broken."""
    return min(_WIDEST_WORD * letters.share, least_width(text, size, bold=bold))


def least_column(usual: float, size: float) -> float:
    """Return the width below which columns do not go: the usual one in proportion, a narrow one in the smallest letters."""
    return usual * size / SIZES[0] if size > LEAST_SIZE else _NARROW


def _heads_width(to_do: Plan) -> float:
    """Return the room that the heads of swim lanes take at the left, none where no lane has a name."""
    if not to_do.lanes.are_named:
        return 0.0
    size, share = to_do.letters.size, to_do.letters.share
    set_in = [(name, size, True) for name in to_do.lanes.names]
    set_in += [(role.name, to_do.letters.small, False) for role in to_do.view.roles]
    wanted = max(width(text, em, bold=bold) for text, em, bold in set_in)
    word = max(least_width(text, em, bold=bold) for text, em, bold in set_in)
    # No word is broken, unless it would take the room of a column.
    most = max(_HEADS * share, min(word + 2 * PAD, _WIDEST_HEAD * share))
    return min(most, wanted + 2 * PAD) + PAD


def cell_of(key: str, to_do: Plan, width: float) -> Cell:
    """Return a box with its text set, as high as its text and its arrows ask."""
    view, letters = to_do.view, to_do.letters
    kind, _, name = key.partition(":")
    room = width - 2 * PAD
    role, part, text = kind, "body", block(name, room, letters.size)
    if kind == "dimension":
        part, text = "caption", block(name, room, letters.size, bold=True)
    elif kind == "link":
        dimension, _, index = name.rpartition(":")
        relation = view.links[dimension][int(index)]
        part, name = "link", relation.source
        text = stacked(block(relation.source, room, letters.small), block(relation.label, room, letters.size))
    elif kind == "away":
        one = next(one for one in view.outsiders if one.key == key)
        name, text = one.name, _outside(one.name, one.stage, to_do, room)
    elif kind == "empty":
        text = block("—", room, letters.size)
    elif kind == "other":
        role = "construct"
    text = stacked(text, block(to_do.remarks.get((kind, name), ""), room, letters.tiny))
    return Cell(key, name, role, part, text, max(box_height(text), least_height(to_do.routes, key)))


def _outside(name: str, stage: str, to_do: Plan, room: float) -> Block:
    """Set a box for what lies in another stage: the stage's title, and above a theme's name that of its stage."""
    language, letters = to_do.study.language, to_do.letters
    if not stage:
        return block(stage_title(name, language), room, letters.small, bold=True)
    return stacked(block(stage_title(stage, language), room, letters.tiny), block(name, room, letters.small))


def lane_text(lane: str, to_do: Plan, room: float) -> Block:
    """Set the head of a lane: the role, and what it is in this stage."""
    own = [block(role.name, room, to_do.letters.small) for role in to_do.view.roles if role.role == lane]
    return stacked(block(lane, room, to_do.letters.size, bold=True), *own)

"""The integrated process model: all stages side by side, what changes from one to the next.

Stages are columns, dimensions rows, and a cell holds the themes of its dimension and stage; a cell without a theme is
drawn empty, because that too is a result. Above the dimensions stand the modes and roles of the stages. The relations
that belong to no single stage are drawn: how themes, modes and roles evolve, and the order of the dimensions at the
left. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from gioia.displays.captions import stage_block
from gioia.displays.fitting import fitting
from gioia.displays.labels import label
from gioia.displays.legend import entries, legend, strokes_by_kind
from gioia.displays.lettering import Block, block, box_height, lettered, set_at, stacked
from gioia.displays.mechanism_columns import LEAST_SIZE, SIZES, least_column
from gioia.displays.remarks import remarks, tinted
from gioia.displays.routing import Frame, Link, Route, channel_width, least_height, plan, trace, zone_height
from gioia.displays.scene import Band, Box, Connector, Point, Scene, TextLine
from gioia.displays.stage_view import theme_stages
from gioia.displays.typesetting import least_width
from gioia.findings import counted
from gioia.model.records import Relation, in_order
from gioia.study import Study

WIDTH = 493.0
_MARGIN = 5.0
_PAD = 3.0
_HEADS = 56.0
_LEAST_COLUMN = 80.0
_WIDEST_WORD = 110.0
_LEAST_CHANNEL = 24.0
_NARROWEST_CHANNEL = 12.0
"""In the smallest letters: room for the head of an arrow and a little of its line."""
_CELL_GAP = 6.0
_ROW_GAP = 12.0
_ROW_PAD = 4.0
_TIME = "time"


class _Cell(Struct, frozen=True):
    """A box that waits for its place; `name` is the name in the study, `shown` what stands in the box if that differs.

    `remark` stands below the name in smaller letters.
    """

    key: str
    name: str
    role: str
    shown: str = ""
    remark: str = ""


class _Row(Struct, frozen=True):
    """A row of the figure: its head, and for every stage its cells."""

    head: _Cell | None
    cells: tuple[tuple[_Cell, ...], ...]


class _Line(Struct, frozen=True):
    """An arrow to draw between two boxes; `relation` is missing where it only says which stage comes next."""

    key: str
    source: str
    target: str
    relation: Relation | None = None


class _Sheet(Struct, frozen=True):
    """Everything placed: frames of the boxes, text of the boxes, channels, lanes and the rows' upper edges and heights."""

    frames: dict[str, Frame]
    blocks: dict[str, Block]
    channels: tuple[Frame, ...]
    zones: tuple[Frame, ...]
    rows: tuple[Frame, ...]
    width: float


def integrated_scene(study: Study, width: float = 0.0) -> Scene:
    """Return the integrated model, `width` points wide, else as wide as the study asks for, else `WIDTH`.

    Where a width is asked for, letters become smaller until the figure fits, as in a mechanism model; it is wider where the
    columns would become too narrow to read.
    """
    asked = width or study.appearance.points
    if not asked:
        return _scene(study, WIDTH, SIZES[0])
    return fitting((_scene(study, asked, size) for size in SIZES), asked)


def _scene(study: Study, width: float, size: float) -> Scene:
    rows = _rows(study)
    stacks = _stacks(rows)
    lines, left_out = _lines(study, rows)
    row_of = {cell.key: index for index, row in enumerate(rows) for cell in _cells(row)}
    routes = plan(stacks, [_link(line, row_of, rows) for line in lines])
    sheet = _placed(study, rows, routes, (width, size))
    traced = trace(routes, sheet.frames, sheet.channels, sheet.zones)
    kinds = _kinds(lines)
    strokes = strokes_by_kind(study.model, kinds)
    samples, texts, bottom = _legend(study, kinds, left_out, sheet)
    return Scene(
        sheet.width,
        bottom + 1,
        tinted((_box(cell, sheet) for row in rows for cell in _cells(row)), study, {}),
        (*(_connector(line, traced[line.key], strokes) for line in lines), *samples),
        tuple(Band(1, row.y, sheet.width - 2, row.height) for row in sheet.rows[1:]),
        texts,
        study.language,
        _description(study, lines),
    )


def _rows(study: Study) -> list[_Row]:
    heads = tuple((_Cell(f"stage:{index}", stage.name, "stage"),) for index, stage in enumerate(study.stages))
    return [_Row(None, heads), *_construct_rows(study), *_dimension_rows(study)]


def _construct_rows(study: Study) -> list[_Row]:
    """Return a row for the modes and one for each role, where the model declares any."""
    language = study.language
    actors = dict.fromkeys([*study.roles, *(c.role for c in study.model.constructs if c.kind == "role")])
    rows = [_construct_row(study, "mode", "", label("Mode", language))]
    for actor in actors:
        title = f"{actor}{label('Role', language)}" if language == "zh" else f"{label('Role', language)}: {actor}"
        rows.append(_construct_row(study, "role", actor, title))
    return [row for row in rows if any(cell.role != "empty" for cells in row.cells for cell in cells)]


def _construct_row(study: Study, kind: str, actor: str, title: str) -> _Row:
    found = [c for c in study.model.constructs if c.kind == kind and (kind == "mode" or c.role == actor)]
    cells = tuple(
        _filled([_Cell(f"{kind}:{c.name}:{at}", c.name, kind) for c in found if c.stage == stage.name], f"{title}:{at}")
        for at, stage in enumerate(study.stages)
    )
    return _Row(_Cell(f"head:{title}", title, "head"), cells)


def _dimension_rows(study: Study) -> list[_Row]:
    belonging = theme_stages(study)
    whole, parts = remarks(study, None), [remarks(study, stage.name) for stage in study.stages]
    rows = []
    for index, dimension in enumerate(study.codebook.dimensions):
        cells = []
        for at, stage in enumerate(study.stages):
            present = [theme.name for theme in dimension.themes if stage.name in belonging[theme.name]]
            place = f"{index}:{at}"
            made = [
                _Cell(f"theme:{name}:{place}", name, "theme", remark=parts[at].get(("theme", name), ""))
                for name in present
            ]
            cells.append(_filled(made, place))
        head = _Cell(
            f"dimension:{index}", dimension.name, "dimension", remark=whole.get(("dimension", dimension.name), "")
        )
        rows.append(_Row(head, tuple(cells)))
    return rows


def _filled(cells: list[_Cell], place: str) -> tuple[_Cell, ...]:
    """Return the cells, each once, or the box that says that there is nothing here."""
    return tuple(dict.fromkeys(cells)) or (_Cell(f"empty:{place}", "", "empty", "—"),)


def _cells(row: _Row) -> list[_Cell]:
    return [*([row.head] if row.head else []), *(cell for cells in row.cells for cell in cells)]


def _stacks(rows: list[_Row]) -> list[list[str]]:
    """Return the keys of the boxes of every column, top to bottom; the heads of the rows are the first column."""
    heads = [row.head.key for row in rows if row.head]
    count = len(rows[0].cells)
    return [heads, *([cell.key for row in rows for cell in row.cells[index]] for index in range(count))]


def _lines(study: Study, rows: list[_Row]) -> tuple[list[_Line], list[Relation]]:
    """Return the arrows to draw, and the relations that belong to no stage and have an end that stands nowhere here."""
    columns: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        for column, cells in enumerate([(row.head,) if row.head else (), *row.cells]):
            for cell in cells:
                columns.setdefault(cell.name, []).append((column, cell.key))
    columns.pop("", None)
    lines = [line for index in range(1, len(study.stages)) if (line := _next_stage(study, index))]
    left_out = []
    for index, relation in enumerate(study.model.relations):
        if relation.stage:
            continue
        if relation.source in columns and relation.target in columns:
            source, target = _nearest(columns[relation.source], columns[relation.target])
            lines.append(_Line(f"{index}", source, target, relation))
        else:
            left_out.append(relation)
    return lines, left_out


def _link(line: _Line, row_of: dict[str, int], rows: list[_Row]) -> Link:
    """Return what to lead; it runs level where it joins boxes that are alone in their cells of one row."""
    row = row_of[line.source]
    alone = row == row_of[line.target] and all(len(cells) == 1 for cells in rows[row].cells)
    return Link(line.key, line.source, line.target, row, level=alone and line.source != line.target)


def _next_stage(study: Study, index: int) -> _Line | None:
    """Return the arrow to stage `index` from the one before, where a relation drives the transition."""
    stage, following = study.stages[index - 1 : index + 1]
    driving = (r for r in study.model.relations if r.kind == "drives_stage_transition")
    relation = next((r for r in driving if r.stage == stage.name and r.target == following.name), None)
    return _Line(f"{_TIME}:{index}", f"stage:{index - 1}", f"stage:{index}", relation) if relation else None


def _nearest(sources: list[tuple[int, str]], targets: list[tuple[int, str]]) -> tuple[str, str]:
    """Return the two boxes to join where names stand in several stages: the nearest pair that goes forward in time."""
    pairs = [(s, t) for s in sources for t in targets]
    (_, source), (_, target) = min(pairs, key=lambda p: (p[1][0] < p[0][0], p[0][1] == p[1][1], abs(p[1][0] - p[0][0])))
    return source, target


def _placed(study: Study, rows: list[_Row], routes: tuple[Route, ...], asked: tuple[float, float]) -> _Sheet:
    """Place everything; `asked` is the width of the figure and the size of its letters."""
    lefts, widths, channels, total = _grid(rows, routes, *asked)
    blocks = {cell.key: _block(study, cell, widths[min(i, 1)] - 2 * _PAD, asked[1]) for i, cell in _by_column(rows)}
    heights = {key: max(box_height(text), least_height(routes, key)) for key, text in blocks.items()}
    frames: dict[str, Frame] = {}
    bands, zones = [], []
    y = 1.0
    for index, row in enumerate(rows):
        columns = [[row.head] if row.head else [], *row.cells]
        _equalise(row, heights)
        piles = [[(cell.key, heights[cell.key]) for cell in cells] for cells in columns]
        pad = _ROW_PAD if index else 0.0
        tall = max(sum(h for _, h in pile) + _CELL_GAP * (len(pile) - 1) for pile in piles if pile)
        for pile, left, column in zip(piles, lefts, widths, strict=True):
            _pile(pile, (left, column), (y + pad, tall), frames)
        bands.append(Frame(0, y, total, tall + 2 * pad))
        zones.append(Frame(0, bands[-1].bottom, total, zone_height(routes, index, least=_ROW_GAP)))
        y = zones[-1].bottom
    return _Sheet(frames, blocks, channels, tuple(zones), tuple(bands), total)


def _grid(
    rows: list[_Row], routes: tuple[Route, ...], width: float, size: float
) -> tuple[list[float], list[float], tuple[Frame, ...], float]:
    """Return the columns' left edges and widths, the channels, and the width of the whole."""
    stages, share = len(rows[0].cells), size / SIZES[0]
    least = _LEAST_CHANNEL * share if size > LEAST_SIZE else _NARROWEST_CHANNEL
    inner = [channel_width(routes, index, least=least) for index in range(1, stages + 1)]
    sizes = [channel_width(routes, 0), *inner, channel_width(routes, stages + 1)]
    heads = max(_HEADS * share, _word([row.head for row in rows if row.head], size))
    least = max(
        least_column(_LEAST_COLUMN, size), _word([cell for row in rows for cells in row.cells for cell in cells], size)
    )
    column = max(least, (width - 2 * _MARGIN - heads - sum(sizes)) / stages)
    widths = [heads, *([column] * stages)]
    lefts, channels = [], []
    x = _MARGIN
    for channel, one in zip(sizes, [*widths, 0.0], strict=True):
        channels.append(Frame(x, 0, channel, 0))
        lefts.append(x + channel)
        x += channel + one
    return lefts[:-1], widths, tuple(channels), x + _MARGIN


def _word(cells: list[_Cell], size: float) -> float:
    """Return the width of a box in which no word need be broken, within reason."""
    sizes = {"stage": (max(LEAST_SIZE + 1, size + 0.5), True), "dimension": (size, True), "head": (size, True)}
    words = ((cell.name, *sizes.get(cell.role, (size, False))) for cell in cells)
    widths = [least_width(name, em, bold=bold) + 2 * _PAD for name, em, bold in words]
    most = _WIDEST_WORD * size / SIZES[0]
    # In the smallest letters, what is broken in any case asks for no room.
    return max((min(one, most) for one in widths if one <= most or size > LEAST_SIZE), default=0.0)


def _by_column(rows: list[_Row]) -> list[tuple[int, _Cell]]:
    pairs = [(0, row.head) for row in rows if row.head]
    return pairs + [(index, cell) for row in rows for index, cells in enumerate(row.cells, start=1) for cell in cells]


def _block(study: Study, cell: _Cell, room: float, size: float) -> Block:
    if cell.role == "stage":
        stage = study.stages[int(cell.key.removeprefix("stage:"))]
        return stage_block(stage, study.language, room, max(LEAST_SIZE + 1, size + 0.5))
    name = block(cell.shown or cell.name, room, size, bold=cell.role in {"dimension", "head"})
    return stacked(name, block(cell.remark, room, max(LEAST_SIZE, size - 1.5)))


def _equalise(row: _Row, heights: dict[str, float]) -> None:
    """Give boxes that are alone in their cells one height along the row."""
    alone = [cells[0].key for cells in row.cells if len(cells) == 1]
    tallest = max((heights[key] for key in alone), default=0.0)
    heights.update(dict.fromkeys(alone, tallest))


def _pile(
    pile: list[tuple[str, float]], column: tuple[float, float], row: tuple[float, float], frames: dict[str, Frame]
) -> None:
    """Place the boxes of one cell below each other, in the middle of the row; pairs are (start, extent)."""
    (left, width), (top, tall) = column, row
    y = top + (tall - sum(height for _, height in pile) - _CELL_GAP * (len(pile) - 1)) / 2
    for key, height in pile:
        frames[key] = Frame(left, y, width, height)
        y += height + _CELL_GAP


def _box(cell: _Cell, sheet: _Sheet) -> Box:
    frame = sheet.frames[cell.key]
    place = (frame.x, frame.y, frame.width, frame.height)
    return lettered(cell.key, cell.name, cell.role, place, sheet.blocks[cell.key])


def _kinds(lines: list[_Line]) -> tuple[str, ...]:
    return in_order(line.relation.kind for line in lines if line.relation)


def _connector(line: _Line, points: tuple[Point, ...], strokes: Mapping[str, str]) -> Connector:
    relation = line.relation
    if relation is None:
        return Connector(points, "thin", True, line.source, line.target)
    return Connector(points, strokes[relation.kind], True, line.source, line.target, relation.id, relation.kind)


def _legend(
    study: Study, kinds: tuple[str, ...], left_out: list[Relation], sheet: _Sheet
) -> tuple[tuple[Connector, ...], tuple[TextLine, ...], float]:
    """Return the legend; below it stand, in words, the relations that could not be drawn."""
    room = sheet.width - 2 * _MARGIN
    top = sheet.rows[-1].bottom + max(8.0, sheet.zones[-1].height if sheet.zones[-1].height > _ROW_GAP else 0.0)
    samples, texts, bottom = legend(entries(study.model, kinds, study.language), _MARGIN, top, room)
    y = bottom + 2
    for relation in left_out:
        note = block(f"{relation.source} → {relation.target}", room, 7)
        texts += set_at(note, _MARGIN, y)
        y += note.height
    return samples, texts, y


def _description(study: Study, lines: list[_Line]) -> str:
    """Say in a sentence what the figure shows."""
    rows, count = len(study.codebook.dimensions), sum(line.relation is not None for line in lines)
    if study.language == "zh":
        return f"{len(study.stages)}个阶段与{rows}个聚合维度的二阶主题，由{count}条关系相连。"
    return (
        f"The themes of {counted(rows, 'dimension')} in {counted(len(study.stages), 'stage')}, "
        f"joined by {counted(count, 'relation')}."
    )

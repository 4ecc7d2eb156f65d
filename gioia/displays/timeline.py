"""The timeline: stages as bands along an axis of time in true proportion, events on it, and the sources by their dates.

Stages stand on top, in as few rows as they overlap; every second one lays a light ground under what happened in it. An
event of a day or a month is a mark on the axis with a flag; one that lasts, or of which only the year is known, is a bar
below it (dashed where its date is that imprecise), and so is a source with a date. A stage without an end goes on with an
arrow. Marks that would touch share one flag. The scene is as wide as it is asked to be: only its height grows. Lengths are
points, times are days (`gioia.model.dates`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from gioia.displays.bars import LEAST, Bar, Rows, in_rows
from gioia.displays.captions import bracketed, dates_text, stage_block, stage_title
from gioia.displays.flags import GAP, Flag, Hung, hang, top
from gioia.displays.labels import label
from gioia.displays.lettering import Block, block, set_at, stacked
from gioia.displays.scene import Band, Box, Connector, Scene, TextLine
from gioia.displays.time_axis import SIZE, Axis, ticks
from gioia.displays.typesetting import least_width
from gioia.displays.typesetting import width as width_of
from gioia.model.dates import Days, days, is_before, lasting
from gioia.model.records import Event, Stage, chronology
from gioia.sources.normal import counted
from gioia.sources.register import Source

if TYPE_CHECKING:
    import networkx as nx

    from gioia.study import Study

WIDTH = 493.0
LEAST_WIDTH = 180.0
_MARGIN = 5.0
_MARK = 4.0
_TOUCHING = 7.0
_LONGEST_MARK = 24.0
_TICK = 3.0
_FOOT = 9.0
_ARROW = 12.0
_GAP = 6.0
_OPEN = 0.12
_BESIDE = 110.0
_LAST = date.max.toordinal() + 1


class _Bracket(Struct, frozen=True):
    """A stage with its days; `is_open` where it goes on after them."""

    stage: Stage
    span: Days
    is_open: bool


class _Mark(Struct, frozen=True):
    """What stands on the axis at one place: the events, from `left` to `right`, and what their flag says."""

    events: tuple[tuple[int, Event], ...]
    left: float
    right: float
    text: Block

    @property
    def x(self) -> float:
        """The x of its pole."""
        return (self.left + self.right) / 2


class _Calendar(Struct, frozen=True):
    """All that has a date, in order of time, and the days from the first of them to the last."""

    brackets: tuple[_Bracket, ...]
    events: tuple[tuple[Event, Days], ...]
    sources: tuple[tuple[Source, Days], ...]
    first: int
    after: int


def has_dates(study: Study) -> bool:
    """Tell whether a stage or an event of the study has a date."""
    return any(lasting(stage.start, stage.end) for stage in study.stages) or bool(_events(study))


def timeline_scene(study: Study, width: float = 0.0) -> Scene:
    """Return the timeline, `width` points wide, else as wide as the study asks for, else `WIDTH`, at least `LEAST_WIDTH`.

    The study has a date (`has_dates`).
    """
    wide = max(width or study.appearance.points or WIDTH, LEAST_WIDTH)
    calendar = _calendar(study)
    axis, marks, hung = _with_flags(study, calendar, wide)
    stages = in_rows([_stage_bar(study, one, axis) for one in calendar.brackets], _MARGIN, wide - _MARGIN, 1.0)
    level = stages.bottom + _GAP + top(_flags(marks), hung) + (_MARK if marks else 0) + _GAP
    below = _bars(study, calendar, axis, (wide, level + 2 * _TICK + SIZE * 1.5))
    boxes = (*stages.boxes, *(_mark_box(mark, level) for mark in marks), *below.boxes)
    lines, texts = _axis(axis, study.language, level)
    poles = [_pole(mark, one, level) for mark, one in zip(marks, hung, strict=True)]
    flags = [line for mark, one in zip(marks, hung, strict=True) for line in _flag(mark, one, level)]
    return Scene(
        wide,
        below.bottom + _MARGIN,
        boxes,
        (*_going_on(calendar, stages), *poles, *lines),
        _grounds(calendar, stages, below.bottom + 2),
        (*stages.texts, *flags, *texts, *below.texts),
        study.language,
        _description(study, calendar),
    )


def timeline_graph(study: Study) -> nx.DiGraph:
    """Return stages, events and dated sources as nodes with `level`, `name`, `date` and `end`, and what belongs to what.

    An edge leads from a stage to the next, from an event to its stage, and from an event to each source that tells of it.
    """
    import networkx as nx

    graph = nx.DiGraph(name=study.title or study.name)
    for stage in study.stages:
        graph.add_node(f"stage:{stage.name}", level="stage", name=stage.name, date=stage.start, end=stage.end)
    for earlier, later in zip(study.stages, study.stages[1:], strict=False):
        graph.add_edge(f"stage:{earlier.name}", f"stage:{later.name}")
    for source in study.sources:
        if source.date:
            graph.add_node(f"source:{source.code}", level="source", name=source.code, date=source.date, end=source.end)
    for event in _events(study):
        graph.add_node(f"event:{event.name}", level="event", name=event.name, date=event.date, end=event.end)
        for end in (f"stage:{event.stage}", *(f"source:{code}" for code in event.sources)):
            if end in graph:
                graph.add_edge(f"event:{event.name}", end)
    return graph


def _events(study: Study) -> tuple[Event, ...]:
    return chronology(study.stages, study.model.events)


def _calendar(study: Study) -> _Calendar:
    events = tuple((event, span) for event in _events(study) if (span := lasting(event.date, event.end)))
    sources = tuple((source, span) for source in study.sources if (span := lasting(source.date, source.end)))
    known = [span for _, span in (*events, *sources)]
    known += [span for stage in study.stages if (span := lasting(stage.start, stage.end))]
    first, after = min(first for first, _ in known), max(after for _, after in known)
    brackets = _brackets(study.stages, first, after)
    if any(one.is_open for one in brackets):
        after = min(after + max(1, int((after - first) * _OPEN)), _LAST)
        brackets = _brackets(study.stages, first, after)
    sources = tuple(sorted(sources, key=lambda pair: pair[1]))
    return _Calendar(brackets, events, sources, first, after)


def _brackets(stages: Sequence[Stage], first: int, after: int) -> tuple[_Bracket, ...]:
    """Return the dated stages with their days; one without an end lasts until the next one starts, or goes on.

    Where a stage ends in the same month or year in which the next one starts, they meet where the next one starts.
    """
    made = []
    dated = [stage for stage in stages if lasting(stage.start, stage.end)]
    for index, stage in enumerate(dated):
        begins, ends = days(stage.start), days(stage.end)
        begin, end = begins[0] if begins else first, ends[1] if ends else after
        is_open = not ends
        for later in dated[index + 1 :]:
            start = days(later.start)
            if start and begin < start[0] < end and not (ends and is_before(later.start, stage.end)):
                end, is_open = start[0], False
        made.append(_Bracket(stage, (begin, max(end, begin + 1)), is_open))
    return tuple(made)


def _with_flags(study: Study, calendar: _Calendar, wide: float) -> tuple[Axis, tuple[_Mark, ...], tuple[Hung, ...]]:
    """Return the axis, as wide as its flags allow, with its marks and how their flags hang."""
    room = wide - 2 * _MARGIN
    for _ in range(12):
        axis = Axis(calendar.first, calendar.after, _MARGIN, room)
        marks = _marks(study, calendar, axis, min(120.0, max(64.0, wide / 5)))
        hung = hang(_flags(marks), _MARGIN, wide - _MARGIN, _FOOT)
        if hung is not None:
            return axis, marks, hung
        room -= max(
            1.0, *(mark.x + flag.reach - (wide - _MARGIN) for mark, flag in zip(marks, _flags(marks), strict=True))
        )
    return axis, marks, tuple(Hung(_FOOT) for _ in marks)


def _marks(study: Study, calendar: _Calendar, axis: Axis, room: float) -> tuple[_Mark, ...]:
    """Return the marks of the events that are short on the axis, those together that would touch."""
    groups: list[list[tuple[int, Event, float, float]]] = []
    for index, (event, span) in enumerate(calendar.events):
        left, right = axis.x(span[0]), axis.x(span[1])
        if right - left > _LONGEST_MARK:
            continue
        middle, half = (left + right) / 2, (max(_MARK, right - left) if event.end else _MARK) / 2
        if groups and middle - half - groups[-1][-1][3] < _TOUCHING - _MARK:
            groups[-1].append((index, event, middle - half, max(middle + half, groups[-1][-1][3])))
        else:
            groups.append([(index, event, middle - half, middle + half)])
    return tuple(
        _Mark(
            tuple((index, event) for index, event, _, _ in group),
            group[0][2],
            group[-1][3],
            _told([event for _, event, _, _ in group], study.language, room),
        )
        for group in groups
    )


def _told(events: Sequence[Event], language: str, room: float) -> Block:
    """Set the events of a mark: every date once, above what happened."""
    parts: list[Block] = []
    before = ""
    for event in events:
        when = dates_text(event.date, event.end, language)
        if when != before:
            parts.append(block(when, room, SIZE, bold=True))
        parts.append(block(_name(event), room, SIZE))
        before = when
    return stacked(*parts)


def _name(event: Event) -> str:
    """Return an event's name without the full stop of a sentence."""
    return event.name.rstrip("。.") or event.name


def _flags(marks: Sequence[_Mark]) -> list[Flag]:
    return [
        Flag(
            mark.x,
            max((width_of(text, size) for text, size, _ in mark.text.lines), default=0.0),
            mark.text.height,
        )
        for mark in marks
    ]


def _mark_box(mark: _Mark, level: float) -> Box:
    index, event = mark.events[0]
    name = " / ".join(event.name for _, event in mark.events)
    return Box(f"event:{index}:{event.name}", name, "mark", mark.left, level - _MARK, mark.right - mark.left, _MARK)


def _pole(mark: _Mark, hung: Hung, level: float) -> Connector:
    """Return the pole of a flag, from its mark to the upper edge of its label."""
    index, event = mark.events[0]
    foot = level - _MARK
    return Connector(
        ((mark.x, foot), (mark.x, foot - hung.rise - mark.text.height)), "thin", source=f"event:{index}:{event.name}"
    )


def _flag(mark: _Mark, hung: Hung, level: float) -> tuple[TextLine, ...]:
    upper = level - _MARK - hung.rise - mark.text.height
    if hung.to_left:
        return set_at(mark.text, mark.x - GAP, upper, "end")
    return set_at(mark.text, mark.x + GAP, upper)


def _stage_bar(study: Study, one: _Bracket, axis: Axis) -> Bar:
    stage, language = one.stage, study.language
    left, right = axis.x(one.span[0]), axis.x(one.span[1])
    tail = _ARROW if one.is_open else 0.0
    right = max(left + LEAST, right - tail)
    least = least_width(stage_title(stage.name, language), SIZE + 1)
    return Bar(
        f"stage:{study.stages.index(stage)}",
        stage.name,
        "stage",
        left,
        right,
        least,
        lambda room: stage_block(stage, language, room, SIZE + 1),
        tail,
    )


def _bars(study: Study, calendar: _Calendar, axis: Axis, place: tuple[float, float]) -> Rows:
    """Return what stands below the axis: the events that are long on it, the sources, and what dashes mean."""
    wide, level = place
    language = study.language
    events = [
        _event_bar(index, event, (axis.x(span[0]), axis.x(span[1])), language)
        for index, (event, span) in enumerate(calendar.events)
        if axis.x(span[1]) - axis.x(span[0]) > _LONGEST_MARK
    ]
    rows = in_rows(events, _MARGIN, wide - _MARGIN, level)
    if not calendar.sources:
        return _explained(rows, events, wide, language)
    heading = block(label("Source", language), wide, SIZE, bold=True)
    begin = rows.bottom + (_GAP if events else 0)
    own = in_rows(
        [_source_bar(source, (axis.x(span[0]), axis.x(span[1])), language) for source, span in calendar.sources],
        _MARGIN,
        wide - _MARGIN,
        begin + heading.height,
    )
    texts = (*rows.texts, *set_at(heading, _MARGIN, begin), *own.texts)
    return _explained(Rows((*rows.boxes, *own.boxes), texts, own.bottom), events, wide, language)


def _event_bar(index: int, event: Event, ends: tuple[float, float], language: str) -> Bar:
    when = bracketed(dates_text(event.date, event.end, language), language)
    return Bar(
        f"event:{index}:{event.name}",
        event.name,
        "event" if event.end else "empty",
        ends[0],
        ends[1],
        max(least_width(_name(event), SIZE), least_width(when, SIZE)),
        lambda room: block(f"{_name(event)}{when}", room, SIZE),
    )


def _source_bar(source: Source, ends: tuple[float, float], language: str) -> Bar:
    left, right = ends
    if right - left < LEAST:
        left, right = (left + right - LEAST) / 2, (left + right + LEAST) / 2
    when = bracketed(dates_text(source.date, source.end, language), language)
    text = f"{source.code} {source.name}".rstrip() + when
    return Bar(
        f"source:{source.code}",
        source.code,
        "construct",
        left,
        right,
        max(least_width(text, SIZE), _BESIDE),
        lambda room: block(text, room, SIZE),
    )


def _explained(rows: Rows, events: Sequence[Bar], wide: float, language: str) -> Rows:
    """Return the rows with a line on what dashes mean, where any bar has them."""
    if not any(bar.role == "empty" for bar in events):
        return rows
    upper = rows.bottom + _GAP
    text = block(label("dated by the year or month only", language), wide - 2 * _MARGIN - 20, SIZE)
    sample = Box("legend:empty", "", "empty", _MARGIN, upper + 1, 16.0, 7.0)
    return Rows((*rows.boxes, sample), (*rows.texts, *set_at(text, _MARGIN + 20, upper)), upper + text.height)


def _axis(axis: Axis, language: str, level: float) -> tuple[list[Connector], list[TextLine]]:
    """Return the axis with its marks, and their labels below."""
    lines = [Connector(((axis.left, level), (axis.right, level)), "solid")]
    texts: list[TextLine] = []
    for tick in ticks(axis, language):
        lines.append(Connector(((tick.x, level), (tick.x, level + _TICK)), "thin"))
        texts += set_at(Block(((tick.text, SIZE, False),)), tick.x, level + _TICK + 1, "middle")
    return lines, texts


def _going_on(calendar: _Calendar, stages: Rows) -> list[Connector]:
    """Return an arrow from every stage that has no end."""
    arrows = []
    for one, bar in zip(calendar.brackets, stages.boxes, strict=True):
        if one.is_open:
            end, middle = bar.x + bar.width, bar.y + bar.height / 2
            arrows.append(Connector(((end, middle), (end + _ARROW - 1, middle)), "heavy", True, bar.key))
    return arrows


def _grounds(calendar: _Calendar, stages: Rows, bottom: float) -> tuple[Band, ...]:
    """Return a light ground under every second stage, from the stage down."""
    return tuple(
        Band(box.x, box.y, box.width + (_ARROW if one.is_open else 0), bottom - box.y)
        for index, (one, box) in enumerate(zip(calendar.brackets, stages.boxes, strict=True))
        if index % 2 == 0
    )


def _description(study: Study, calendar: _Calendar) -> str:
    """Say in a sentence what the figure shows."""
    stages, events, sources = (len(each) for each in (calendar.brackets, calendar.events, calendar.sources))
    if study.language == "zh":
        return f"时间轴上的{stages}个阶段、{events}个事件和{sources}个数据来源。"
    return f"{counted(stages, 'stage')}, {counted(events, 'event')} and {counted(sources, 'source')} along an axis of time."

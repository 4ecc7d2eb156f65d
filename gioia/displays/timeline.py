"""The timeline: stages as bands along an axis of time in true proportion, events on it, and the sources by their dates.

Stages stand on top, in as few rows as they overlap; every second one lays a light ground under what happened in it. An
event of a day or a month is a mark on the axis with a flag; one that lasts, or of which only the year is known, is a bar
below it (dashed where its date is that imprecise), and so is a source with a date. A stage without an end goes on with an
arrow, to the right edge of the figure. Marks that would touch share one flag. A flag hangs in the stage of its event where
that has room for it. The scene is as wide as it is asked to be: only its height grows. Lengths are points, times are days
(`gioia.model.dates`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gioia.displays.bars import LEAST, Bar, Rows, in_rows
from gioia.displays.captions import bracketed, dates_text, stage_block, stage_title
from gioia.displays.flags import top
from gioia.displays.labels import label
from gioia.displays.lettering import Block, block, set_at
from gioia.displays.scene import Band, Box, Connector, Scene, TextLine
from gioia.displays.time_axis import SIZE, Axis, ticks
from gioia.displays.timeline_calendar import MARGIN, Bracket, Calendar, calendar_of, dated_events, to_the_edge
from gioia.displays.timeline_marks import (
    LONGEST_MARK,
    MARK,
    event_name,
    flag_lines,
    flags_of,
    mark_box,
    pole_of,
    with_flags,
)
from gioia.displays.typesetting import least_width
from gioia.findings import counted
from gioia.model.dates import lasting
from gioia.model.records import Event
from gioia.sources.register import Source

if TYPE_CHECKING:
    import networkx as nx

    from gioia.study import Study

WIDTH = 493.0
LEAST_WIDTH = 180.0
_TICK = 3.0
_ARROW = 12.0
_GAP = 6.0
_DASHES_OF_A_DAY = 2
_BESIDE = 110.0
_PRECISIONS = {
    frozenset({1}): "dated by the year only",
    frozenset({2}): "dated by the month only",
    frozenset({1, 2}): "dated by the year or month only",
}
"""What dashes mean, by how many parts the dates have that bars with dashes show."""


def has_dates(study: Study) -> bool:
    """Tell whether a stage or an event of the study has a date."""
    return any(lasting(stage.start, stage.end) for stage in study.stages) or bool(dated_events(study))


def timeline_scene(study: Study, width: float = 0.0) -> Scene:
    """Return the timeline, `width` points wide, else as wide as the study asks for, else `WIDTH`, at least `LEAST_WIDTH`.

    The study has a date (`has_dates`).
    """
    wide = max(width or study.appearance.points or WIDTH, LEAST_WIDTH)
    calendar = calendar_of(study)
    axis, marks, hung = with_flags(study, calendar, wide)
    calendar, axis = to_the_edge(study, calendar, axis, wide)
    stages = in_rows([_stage_bar(study, one, axis) for one in calendar.brackets], MARGIN, wide - MARGIN, 1.0)
    level = stages.bottom + _GAP + top(flags_of(marks), hung) + (MARK if marks else 0) + _GAP
    below = _bars(study, calendar, axis, (wide, level + 2 * _TICK + SIZE * 1.5))
    boxes = (*stages.boxes, *(mark_box(mark, level) for mark in marks), *below.boxes)
    lines, texts = _axis(axis, study.language, level)
    poles = [pole_of(mark, one, level) for mark, one in zip(marks, hung, strict=True)]
    flags = [line for mark, one in zip(marks, hung, strict=True) for line in flag_lines(mark, one, level)]
    return Scene(
        wide,
        below.bottom + MARGIN,
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
    for event in dated_events(study):
        graph.add_node(f"event:{event.name}", level="event", name=event.name, date=event.date, end=event.end)
        for end in (f"stage:{event.stage}", *(f"source:{code}" for code in event.sources)):
            if end in graph:
                graph.add_edge(f"event:{event.name}", end)
    return graph


def _stage_bar(study: Study, one: Bracket, axis: Axis) -> Bar:
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


def _bars(study: Study, calendar: Calendar, axis: Axis, place: tuple[float, float]) -> Rows:
    """Return what stands below the axis: the events that are long on it, the sources, and what dashes mean."""
    wide, level = place
    language = study.language
    long = [
        (index, event, (axis.x(span[0]), axis.x(span[1])))
        for index, (event, span) in enumerate(calendar.events)
        if axis.x(span[1]) - axis.x(span[0]) > LONGEST_MARK
    ]
    events = [_event_bar(index, event, ends, language) for index, event, ends in long]
    dashed = [event for (_, event, _), bar in zip(long, events, strict=True) if bar.role == "empty"]
    rows = in_rows(events, MARGIN, wide - MARGIN, level)
    if not calendar.sources:
        return _explained(rows, dashed, wide, language)
    heading = block(label("Source", language), wide, SIZE, bold=True)
    begin = rows.bottom + (_GAP if events else 0)
    own = in_rows(
        [_source_bar(source, (axis.x(span[0]), axis.x(span[1])), language) for source, span in calendar.sources],
        MARGIN,
        wide - MARGIN,
        begin + heading.height,
    )
    texts = (*rows.texts, *set_at(heading, MARGIN, begin), *own.texts)
    return _explained(Rows((*rows.boxes, *own.boxes), texts, own.bottom), dashed, wide, language)


def _event_bar(index: int, event: Event, ends: tuple[float, float], language: str) -> Bar:
    when = bracketed(dates_text(event.date, event.end, language), language)
    return Bar(
        f"event:{index}:{event.name}",
        event.name,
        "event" if event.end or _is_a_day(event) else "empty",
        ends[0],
        ends[1],
        max(least_width(event_name(event), SIZE), least_width(when, SIZE)),
        lambda room: block(f"{event_name(event)}{when}", room, SIZE),
    )


def _is_a_day(event: Event) -> bool:
    return event.date.count("-") == _DASHES_OF_A_DAY


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


def _explained(rows: Rows, dashed: Sequence[Event], wide: float, language: str) -> Rows:
    """Return the rows with a line on what dashes mean, where any bar has them: which part of their dates is not known."""
    if not dashed:
        return rows
    precisions = {len(event.date.split("-")) for event in dashed}
    upper = rows.bottom + _GAP
    text = block(label(_PRECISIONS[frozenset(precisions)], language), wide - 2 * MARGIN - 20, SIZE)
    sample = Box("legend:empty", "", "empty", MARGIN, upper + 1, 16.0, 7.0)
    return Rows((*rows.boxes, sample), (*rows.texts, *set_at(text, MARGIN + 20, upper)), upper + text.height)


def _axis(axis: Axis, language: str, level: float) -> tuple[list[Connector], list[TextLine]]:
    """Return the axis with its marks, and their labels below."""
    lines = [Connector(((axis.left, level), (axis.right, level)), "solid")]
    texts: list[TextLine] = []
    for tick in ticks(axis, language):
        lines.append(Connector(((tick.x, level), (tick.x, level + _TICK)), "thin"))
        texts += set_at(Block(((tick.text, SIZE, False),)), tick.x, level + _TICK + 1, "middle")
    return lines, texts


def _going_on(calendar: Calendar, stages: Rows) -> list[Connector]:
    """Return an arrow from every stage that has no end."""
    arrows = []
    for one, bar in zip(calendar.brackets, stages.boxes, strict=True):
        if one.is_open:
            end, middle = bar.x + bar.width, bar.y + bar.height / 2
            arrows.append(Connector(((end, middle), (end + _ARROW - 1, middle)), "heavy", True, bar.key))
    return arrows


def _grounds(calendar: Calendar, stages: Rows, bottom: float) -> tuple[Band, ...]:
    """Return a light ground under every second stage, from the stage down."""
    return tuple(
        Band(box.x, box.y, box.width + (_ARROW if one.is_open else 0), bottom - box.y)
        for index, (one, box) in enumerate(zip(calendar.brackets, stages.boxes, strict=True))
        if index % 2 == 0
    )


def _description(study: Study, calendar: Calendar) -> str:
    """Say in a sentence what the figure shows."""
    stages, events, sources = (len(each) for each in (calendar.brackets, calendar.events, calendar.sources))
    if study.language == "zh":
        return f"时间轴上的{stages}个阶段、{events}个事件和{sources}个数据来源。"
    return f"{counted(stages, 'stage')}, {counted(events, 'event')} and {counted(sources, 'source')} along an axis of time."

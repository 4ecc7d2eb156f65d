"""The calendar of a timeline: what has a date, in order of time, and the days that the axis shows.

Times are days (`gioia.model.dates`), lengths are points.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from gioia.displays.time_axis import Axis
from gioia.model.dates import Days, days, is_before, lasting
from gioia.model.records import Event, Stage, chronology
from gioia.sources.register import Source

if TYPE_CHECKING:
    from gioia.study import Study

MARGIN = 5.0
_OPEN = 0.12
_LAST = date.max.toordinal() + 1


class Bracket(Struct, frozen=True):
    """A stage with its days; `is_open` where it goes on after them."""

    stage: Stage
    span: Days
    is_open: bool


class Calendar(Struct, frozen=True):
    """All that has a date, in order of time, and the days from the first of them to the last."""

    brackets: tuple[Bracket, ...]
    events: tuple[tuple[Event, Days], ...]
    sources: tuple[tuple[Source, Days], ...]
    first: int
    after: int


def calendar_of(study: Study) -> Calendar:
    """Return all that has a date; the axis goes on for a while after the last where a stage does."""
    events = tuple((event, span) for event in dated_events(study) if (span := lasting(event.date, event.end)))
    sources = tuple((source, span) for source in study.sources if (span := lasting(source.date, source.end)))
    known = [span for _, span in (*events, *sources)]
    known += [span for stage in study.stages if (span := lasting(stage.start, stage.end))]
    first, after = min(first for first, _ in known), max(after for _, after in known)
    brackets = _brackets(study.stages, first, after)
    if any(one.is_open for one in brackets):
        after = min(after + max(1, int((after - first) * _OPEN)), _LAST)
        brackets = _brackets(study.stages, first, after)
    sources = tuple(sorted(sources, key=lambda pair: pair[1]))
    return Calendar(brackets, events, sources, first, after)


def dated_events(study: Study) -> tuple[Event, ...]:
    """Return the events that have a date, in order of time, and those that open stages."""
    return chronology(study.stages, study.model.events)


def _brackets(stages: Sequence[Stage], first: int, after: int) -> tuple[Bracket, ...]:
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
        made.append(Bracket(stage, (begin, max(end, begin + 1)), is_open))
    return tuple(made)


def to_the_edge(study: Study, calendar: Calendar, axis: Axis, wide: float) -> tuple[Calendar, Axis]:
    """Return the calendar and the axis with as much time more as there is room for, where a stage goes on."""
    room = wide - 2 * MARGIN
    after = min(calendar.first + int((calendar.after - calendar.first) * room / axis.room), _LAST)
    if not any(one.is_open for one in calendar.brackets) or after <= calendar.after:
        return calendar, axis
    brackets = _brackets(study.stages, calendar.first, after)
    longer = axis.room * (after - calendar.first) / (calendar.after - calendar.first)
    return (
        replace(calendar, brackets=brackets, after=after),
        Axis(calendar.first, after, axis.left, longer),
    )

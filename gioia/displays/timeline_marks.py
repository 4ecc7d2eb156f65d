"""The marks of a timeline: events that are short on the axis, each with its flag, hung in the stage that it belongs to.

Marks that would touch share one flag. Lengths are points, times are days (`gioia.model.dates`).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import TYPE_CHECKING

from msgspec import Struct

from gioia.displays.captions import dates_text
from gioia.displays.flags import GAP, Flag, Hung, hang, strayed
from gioia.displays.lettering import Block, block, set_at, stacked
from gioia.displays.scene import Box, Connector, TextLine
from gioia.displays.time_axis import SIZE, Axis
from gioia.displays.timeline_calendar import MARGIN, Calendar
from gioia.displays.typesetting import least_width
from gioia.displays.typesetting import width as width_of
from gioia.model.records import Event

if TYPE_CHECKING:
    from gioia.study import Study

MARK = 4.0
LONGEST_MARK = 24.0
_TOUCHING = 7.0
_FOOT = 9.0
_LEAST_AXIS = 0.4
_NARROWEST = 40.0


class Mark(Struct, frozen=True):
    """What stands on the axis at one place: the events, from `left` to `right`, and what their flag says.

    `ground` is from where to where the stage reaches in which they are.
    """

    events: tuple[tuple[int, Event], ...]
    left: float
    right: float
    text: Block
    ground: tuple[float, float]

    @property
    def x(self) -> float:
        """The x of its pole."""
        return (self.left + self.right) / 2


_Short = tuple[int, Event, float, float]
"""An event that is short on the axis: its number among all, itself, from where to where."""


def with_flags(study: Study, calendar: Calendar, wide: float) -> tuple[Axis, tuple[Mark, ...], tuple[Hung, ...]]:
    """Return the axis, as wide as its flags allow without leaving their stages, with its marks and how their flags hang."""
    best: tuple[Axis, tuple[Mark, ...], tuple[Hung, ...]] | None = None
    least = len(calendar.events) + 1
    room = wide - 2 * MARGIN
    for _ in range(12):
        axis = Axis(calendar.first, calendar.after, MARGIN, room)
        marks = _marks(study, calendar, axis, wide)
        flags = flags_of(marks)
        hung = hang(flags, MARGIN, wide - MARGIN, _FOOT)
        if hung is not None and strayed(flags, hung) < least:
            best, least = (axis, marks, hung), strayed(flags, hung)
        over = [mark.x + flag.reach - (wide - MARGIN) for mark, flag in zip(marks, flags, strict=True)]
        if (hung is not None and (not least or max(over) <= 0)) or room < wide * _LEAST_AXIS:
            break
        room -= max(1.0, *over)
    return best or (axis, marks, tuple(Hung(_FOOT) for _ in marks))


def _marks(study: Study, calendar: Calendar, axis: Axis, wide: float) -> tuple[Mark, ...]:
    """Return the marks of the events that are short on the axis, those together that would touch."""
    groups: list[list[_Short]] = []
    for index, (event, span) in enumerate(calendar.events):
        left, right = axis.x(span[0]), axis.x(span[1])
        if right - left > LONGEST_MARK:
            continue
        middle, half = (left + right) / 2, (max(MARK, right - left) if event.end else MARK) / 2
        if groups and middle - half - groups[-1][-1][3] < _TOUCHING - MARK:
            groups[-1].append((index, event, middle - half, max(middle + half, groups[-1][-1][3])))
        else:
            groups.append([(index, event, middle - half, middle + half)])
    return tuple(_mark(study, group, _ground_of(calendar, axis, group, wide), wide) for group in groups)


def _ground_of(calendar: Calendar, axis: Axis, group: Sequence[_Short], wide: float) -> tuple[float, float]:
    return _ground(calendar, axis, (group[0][2] + group[-1][3]) / 2, wide - MARGIN)


def _mark(study: Study, group: Sequence[_Short], ground: tuple[float, float], wide: float) -> Mark:
    """Return the mark of events that stand together; its text is set as narrow as its stage asks where that can be read."""
    events = [event for _, event, _, _ in group]
    left, right = group[0][2], group[-1][3]
    usual = min(120.0, max(64.0, wide / 5))
    own = ground[1] - (left + right) / 2 - GAP
    word = max(least_width(event_name(event), SIZE) for event in events)
    room = min(usual, own) if own >= max(word, _NARROWEST) else usual
    return Mark(
        tuple((index, event) for index, event, _, _ in group), left, right, _told(events, study.language, room), ground
    )


def _ground(calendar: Calendar, axis: Axis, x: float, edge: float) -> tuple[float, float]:
    """Return from where to where the stage reaches that is at `x`, an open one to `edge`; everything where none is."""
    stages = [(axis.x(one.span[0]), edge if one.is_open else axis.x(one.span[1])) for one in calendar.brackets]
    return next(((left, right) for left, right in reversed(stages) if left <= x <= right), (-inf, inf))


def _told(events: Sequence[Event], language: str, room: float) -> Block:
    """Set the events of a mark: every date once, above what happened."""
    parts: list[Block] = []
    before = ""
    for event in events:
        when = dates_text(event.date, event.end, language)
        if when != before:
            parts.append(block(when, room, SIZE, bold=True))
        parts.append(block(event_name(event), room, SIZE))
        before = when
    return stacked(*parts)


def event_name(event: Event) -> str:
    """Return an event's name without the full stop of a sentence."""
    return event.name.rstrip("。.") or event.name


def flags_of(marks: Sequence[Mark]) -> list[Flag]:
    """Return the flags of marks, in their order."""
    return [
        Flag(
            mark.x,
            max((width_of(text, size) for text, size, _ in mark.text.lines), default=0.0),
            mark.text.height,
            mark.x - mark.ground[0],
            mark.ground[1] - mark.x,
        )
        for mark in marks
    ]


def mark_box(mark: Mark, level: float) -> Box:
    """Return the box of a mark on the axis at `level`."""
    index, event = mark.events[0]
    name = " / ".join(event.name for _, event in mark.events)
    return Box(f"event:{index}:{event.name}", name, "mark", mark.left, level - MARK, mark.right - mark.left, MARK)


def pole_of(mark: Mark, hung: Hung, level: float) -> Connector:
    """Return the pole of a flag, from its mark to the upper edge of its label."""
    index, event = mark.events[0]
    foot = level - MARK
    return Connector(
        ((mark.x, foot), (mark.x, foot - hung.rise - mark.text.height)), "thin", source=f"event:{index}:{event.name}"
    )


def flag_lines(mark: Mark, hung: Hung, level: float) -> tuple[TextLine, ...]:
    """Return the lines of a flag that hangs so."""
    upper = level - MARK - hung.rise - mark.text.height
    if hung.to_left:
        return set_at(mark.text, mark.x - GAP, upper, "end")
    return set_at(mark.text, mark.x + GAP, upper)

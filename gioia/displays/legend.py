"""The legend of a figure: a sample of every kind of line with its meaning, set in rows below the drawing."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from gioia.displays.lettering import LEADING, block, set_at
from gioia.displays.scene import STROKES, Connector, TextLine
from gioia.displays.typesetting import width
from gioia.model.records import Model, kind_label

_SIZE = 7.0
_SAMPLE = 24.0
_SPACE = 12.0
_ROW = 11.0

_STROKES = {
    "enables": "solid",
    "hinders": "heavy-dashed",
    "moderates": "heavy-dotted",
    "dyad": "thin",
    "leads_to": "heavy",
    "triggers": "dashed",
    "results_in": "dotted",
    "feeds_back": "heavy-long",
    "drives_stage_transition": "long",
    "feeds_next_stage": "dashdot",
    "evolves_into": "solid",
    "dimension_sequence": "heavy",
    "lean_link": "fine",
}


class Entry(Struct, frozen=True):
    """A line of the legend: the stroke, whether it has a head, and what it means."""

    stroke: str
    text: str
    head: bool = True


def stroke_of(kind: str, kinds: Sequence[str]) -> str:
    """Return the stroke of a kind; kinds of a study's own take in turn, by their place in `kinds`, those that no other does."""
    if kind in _STROKES:
        return _STROKES[kind]
    own = [each for each in kinds if each not in _STROKES]
    taken = {_STROKES[each] for each in kinds if each in _STROKES}
    free = [stroke for stroke in STROKES if stroke not in {*taken, "bracket"}] or ["solid"]
    return free[own.index(kind) % len(free)]


def entries(model: Model, kinds: Sequence[str], language: str) -> tuple[Entry, ...]:
    """Return the legend of arrows of these kinds."""
    return tuple(Entry(stroke_of(kind, kinds), kind_label(model, kind, language)) for kind in kinds)


def legend(
    items: Sequence[Entry], x: float, top: float, room: float
) -> tuple[tuple[Connector, ...], tuple[TextLine, ...], float]:
    """Return the samples, their texts and the y below, for a legend that starts at `x`, `top` and is `room` wide."""
    lines: list[Connector] = []
    texts: list[TextLine] = []
    left = x
    for item in items:
        text = block(item.text, room - _SAMPLE - 4, _SIZE)
        needed = _SAMPLE + 4 + max((width(line, _SIZE) for line, _, _ in text.lines), default=0.0)
        if left > x and left + needed > x + room:
            left, top = x, top + _ROW
        middle = top + _SIZE * LEADING / 2
        lines.append(Connector(((left, middle), (left + _SAMPLE, middle)), item.stroke, item.head))
        texts += set_at(text, left + _SAMPLE + 4, top)
        top += text.height - _SIZE * LEADING if text.lines else 0.0
        left += needed + _SPACE
    return tuple(lines), tuple(texts), top + (_SIZE * LEADING if items else 0.0)

"""The legend of a figure: a sample of every kind of line with its meaning, set in rows below the drawing.

Kinds that every study may use have strokes of their own. A kind of a study's own takes the next of those to spare, by its
place in the model, so that it looks alike in all figures; so does a kind whose usual stroke another has in the same figure.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from gioia.displays.lettering import LEADING, block, set_at
from gioia.displays.scene import SPARE, Connector, TextLine
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
    "dyad": "open-full",
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
_OWN = tuple(stroke for stroke in SPARE if stroke not in _STROKES.values())


class Entry(Struct, frozen=True):
    """A line of the legend: the stroke, whether it has a head, and what it means."""

    stroke: str
    text: str
    head: bool = True


def strokes_by_kind(model: Model, kinds: Sequence[str]) -> dict[str, str]:
    """Return kind → the stroke of its arrows in a figure that shows `kinds`, no two alike while there are strokes to spare."""
    named = dict.fromkeys((*(kind.name for kind in model.kinds), *(r.kind for r in model.relations), *kinds))
    own = {kind: index for index, kind in enumerate(kind for kind in named if kind not in _STROKES)}
    found: dict[str, str] = {}
    for kind in kinds:
        usual = _STROKES.get(kind) or _OWN[own[kind] % len(_OWN)]
        free = [stroke for stroke in (usual, *_OWN) if stroke not in found.values()]
        found[kind] = free[0] if free else usual
    return found


def entries(model: Model, kinds: Sequence[str], language: str) -> tuple[Entry, ...]:
    """Return the legend of arrows of these kinds."""
    return tuple(
        Entry(stroke, kind_label(model, kind, language)) for kind, stroke in strokes_by_kind(model, kinds).items()
    )


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

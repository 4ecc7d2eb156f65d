"""What every mechanism model has, whichever way its boxes stand: the heading over them, arrows by kind, the legend below.

Lengths are points.
"""

from __future__ import annotations

from collections.abc import Mapping

from gioia.displays.captions import bracketed, joined, role_text, stage_dates, stage_title
from gioia.displays.labels import label
from gioia.displays.legend import Entry, entries, legend, strokes_by_kind
from gioia.displays.lettering import PAD_X, block, box_height, lettered, set_at, stacked
from gioia.displays.mechanism_columns import MARGIN, Plan, all_arrows
from gioia.displays.scene import Box, Connector, Point, TextLine
from gioia.displays.stage_view import StageView, kinds_shown
from gioia.findings import counted

EDGE = 1.0
"""Between what is as wide as the figure and the figure's side."""


def heading(to_do: Plan, width: float) -> Box | None:
    """Return the bar over a figure of that width: the stage, its dates, its mode, and the roles that have no lane."""
    view, language, size = to_do.view, to_do.study.language, to_do.letters.size
    stage = view.stage
    if stage is None:
        return None
    room = width - 2 * PAD_X - 2 * EDGE
    title = stage_title(stage.name, language) + bracketed(stage_dates(stage, language), language)
    roles = (role for role in view.roles if role.role not in to_do.lanes.names or not role.role)
    parts = [*(mode.name for mode in view.modes), *(role_text(role, language) for role in roles)]
    text = stacked(block(title, room, size + 1, bold=True), block(joined(parts, language), room, size))
    frame = (EDGE, EDGE, width - 2 * EDGE, box_height(text) + 2)
    return lettered(f"stage:{stage.name}", stage.name, "stage", frame, text)


def arrows_led(to_do: Plan, traced: Mapping[str, tuple[Point, ...]]) -> list[Connector]:
    """Return the arrows along their corners, given by their place in `all_arrows`."""
    strokes = strokes_by_kind(to_do.study.model, kinds_shown(to_do.view))
    return [
        Connector(
            traced[f"{index}"],
            strokes[arrow.relation.kind],
            True,
            arrow.source,
            arrow.target,
            arrow.relation.id,
            arrow.relation.kind,
        )
        for index, arrow in enumerate(all_arrows(to_do.view))
    ]


def explained(to_do: Plan, width: float, top: float) -> tuple[tuple[Connector, ...], tuple[TextLine, ...], float]:
    """Return the legend from `top`, below it what the study says of single arrows, and the y below all."""
    study, view = to_do.study, to_do.view
    inner = [one.led for interactions in view.interactions.values() for one in interactions]
    items = list(entries(study.model, kinds_shown(view), study.language))
    if True in inner:
        items.append(Entry("thin", label("interaction, from the side that leads", study.language)))
    if False in inner:
        items.append(Entry("thin", label("interaction, neither side leads", study.language), head=False))
    room = width - 2 * MARGIN
    samples, texts, bottom = legend(items, MARGIN, top, room)
    remarks = [arrow.relation for arrow in view.arrows if arrow.relation.label]
    notes = stacked(*(block(f"{r.source} → {r.target}: {r.label}", room, to_do.letters.small) for r in remarks))
    return samples, (*texts, *set_at(notes, MARGIN, bottom + 2)), bottom + notes.height + (2 if remarks else 0)


def description(view: StageView, language: str) -> str:
    """Say in a sentence what the figure shows."""
    themes = sum(len(names) for _, names in view.columns)
    if language == "zh":
        return f"{len(view.columns)}个聚合维度下的{themes}个二阶主题，由{len(view.arrows)}条关系相连。"
    return (
        f"{counted(themes, 'theme')} in {counted(len(view.columns), 'dimension')}, "
        f"joined by {counted(len(view.arrows), 'relation')}."
    )


def themes_of_poles(to_do: Plan) -> dict[str, str]:
    """Return key → theme for the boxes of poles: they are called after it."""
    return {
        f"pole:{theme}:{number}:{index}": theme
        for theme, runs in to_do.lanes.runs.items()
        for number, run in enumerate(runs)
        for index in range(len(run.poles))
    }

"""The process figures of the tea shop as text: whoever changes a layout sees what moved."""

from __future__ import annotations

import pytest
from msgspec import structs
from small_studies import tea

from gioia.displays.figures import figures
from gioia.model.records import Event
from gioia.sources.register import Source

EVENTS = (
    Event("试营业", "2001-05-06"),
    Event("头一批熟客", "2002-03", stage="起步"),
    Event("修路封门", "2003", end="2003-08"),
)


def drawing(scene):
    """Return the scene as lines: what stands where, in whole points."""
    lines = [f"{scene.width:.0f} × {scene.height:.0f}  {scene.description}"]
    lines += [f"ground {b.x:.0f},{b.y:.0f} {b.width:.0f} × {b.height:.0f}" for b in scene.bands]
    for box in scene.boxes:
        text = " / ".join(line.text for line in box.lines)
        lines.append(f"{box.role} {box.x:.0f},{box.y:.0f} {box.width:.0f} × {box.height:.0f}  {text}")
    for one in scene.connectors:
        way = " ".join(f"{x:.0f},{y:.0f}" for x, y in one.points)
        lines.append(f"{one.stroke}{' >' if one.head else ''} {one.relation or '-'}: {way}")
    lines += [f"text {line.x:.0f},{line.y:.0f} {line.size:g}  {line.text}" for line in scene.texts]
    return "\n".join(lines)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_figure_is_laid_out_as_before(snapshot, number):
    shop = structs.replace(
        tea(), model=structs.replace(tea().model, events=EVENTS), sources=(Source("F1", "店主访谈", date="2006-05"),)
    )
    assert drawing(figures(shop)[number].scene) == snapshot

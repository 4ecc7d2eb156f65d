"""Whether a figure came out as narrow as it was to be, and no higher than a page.

Layouts make letters smaller and fold what is too wide, but never below letters that can be read; a figure that is still
too large is drawn as it is, and said to be.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from gioia.displays.display import Display, Table
from gioia.displays.scene import PAGE_HEIGHT, Scene
from gioia.study.appearance import POINTS_PER_MM

_HAIR = 0.5
"""Points by which a figure may be too large without anybody seeing it."""


def fitting(scenes: Iterable[Scene], width: float) -> Scene:
    """Return the first scene that is at most so wide and no higher than a page; else the least wide, of these the least high.

    Scenes after it are not drawn; there is at least one.
    """
    drawn: list[Scene] = []
    for scene in scenes:
        if scene.width <= width + _HAIR and scene.height <= PAGE_HEIGHT + _HAIR:
            return scene
        drawn.append(scene)
    return min(drawn, key=lambda scene: (max(width + _HAIR, scene.width), scene.height))


def misfit(display: Display) -> tuple[str, str] | None:
    """Return what is said of a figure that does not fit the width asked for, or a page, and the remedy; else None."""
    if isinstance(display, Table) or not display.asked:
        return None
    wide, high = (ceil((side - _HAIR) / POINTS_PER_MM) for side in (display.scene.width, display.scene.height))
    asked, page = round(display.asked / POINTS_PER_MM), int((PAGE_HEIGHT + _HAIR) / POINTS_PER_MM)
    if wide > asked:
        remedy = f"ask for a width of {wide} mm or more (--width), or shorten the longest words in its boxes"
        return f"the figure is {wide} mm wide: no layout of it can be read in {asked} mm", remedy
    if high > page:
        return f"the figure is {high} mm high, and a page holds {page} mm", "ask for a greater width (--width)"
    return None

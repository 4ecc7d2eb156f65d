"""What an appearance adds to the boxes of any figure: the counts below a name, the colour of a dimension.

Colours are those of the data structure, so that a dimension has one colour in all figures of a study.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from gioia.codebook.records import dimension_of
from gioia.displays import counts
from gioia.displays.scene import Box, tints
from gioia.findings import counted
from gioia.study import Study


def remarks(study: Study, stage: str | None) -> dict[tuple[str, str], str]:
    """Return (role, name) → the codings and sources of a concept, theme or dimension in a stage, None for all stages.

    Empty where the study's appearance asks for no counts.
    """
    shown = counts.extents(study, stage) if study.appearance.counts else {}
    return {what: _remark(extent, study.language) for what, extent in shown.items()}


def _remark(extent: counts.Extent, language: str) -> str:
    if language == "zh":
        return f"编码{extent.codings}，来源{extent.sources}"
    return f"{counted(extent.codings, 'coding')}, {counted(extent.sources, 'source')}"


def tint_of(study: Study) -> tuple[str, ...]:
    """Return the colour of each dimension of the codebook, empty in black and white."""
    count = len(study.codebook.dimensions)
    return tints(count) if study.appearance.ink == "colour" else ("",) * count


def tinted(boxes: Iterable[Box], study: Study, themes: Mapping[str, str]) -> tuple[Box, ...]:
    """Return the boxes in the colours of their dimensions; `themes` is key → theme for those that do not bear its name."""
    if study.appearance.ink == "black":
        return tuple(boxes)
    colours = dict(zip((one.name for one in study.codebook.dimensions), tint_of(study), strict=True))
    home = dimension_of(study.codebook)

    def tint(box: Box) -> str:
        if box.role == "dimension":
            return colours.get(box.name, "")
        if box.role in {"theme", "away", "pole"}:
            return colours.get(home.get(themes.get(box.key, box.name), ""), "")
        return ""

    return tuple(replace(box, tint=tint(box)) for box in boxes)

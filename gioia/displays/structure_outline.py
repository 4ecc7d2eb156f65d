"""What figure 1 shows, before anything is set or placed: a forest of names, on one shelf or on a shelf for each stage.

By dimension there is one shelf, with the whole codebook in the order of its file. By stage there is a shelf for every
stage in which something is coded, in the order of the stages, with the concepts that have codings there below their themes
and dimensions. A concept coded in two stages stands on both shelves, each time with the codings of that stage alone, so
that the numbers of all shelves add up to those of the tables. What is coded without a stage, or not at all, stands on the
last shelf, and so do themes and dimensions that are still empty.

What belongs to a second group stands in its own here; `structure_sharing` mentions it in the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from gioia.codebook.records import Concept, Dimension, Theme, concepts
from gioia.displays import counts
from gioia.displays.captions import bracketed, stage_dates, stage_title
from gioia.displays.labels import label
from gioia.displays.remarks import remarks, tint_of
from gioia.study import Study


class Branch(Struct, frozen=True):
    """A concept, theme or dimension with what it groups.

    `key` is that of its box, `remark` what stands below the name in smaller letters. `home` is set where the branch is a
    mention only: the name of the group in which it stands.
    """

    key: str
    name: str
    role: str
    parts: tuple[Branch, ...] = ()
    remark: str = ""
    tint: str = ""
    home: str = ""


class Shelf(Struct, frozen=True):
    """Dimensions that stand together, and concepts without a theme; `name` heads them, empty where nothing does."""

    key: str = ""
    name: str = ""
    dimensions: tuple[Branch, ...] = ()
    ungrouped: tuple[Branch, ...] = ()


class _Choice(Struct, frozen=True):
    """What a shelf takes of the codebook: these concepts, and what is empty where `is_last`.

    `mark` tells its boxes from those of other shelves, `remarks` says what stands below a name, by role and name, and `tints`
    gives each dimension's colour.
    """

    mark: str
    concepts: frozenset[str]
    is_last: bool
    remarks: Mapping[tuple[str, str], str]
    tints: tuple[str, ...]


def shelves(study: Study) -> tuple[Shelf, ...]:
    """Return the shelves of the figure as `study.appearance` asks; a codebook without anything has none."""
    names = frozenset(concept.name for concept in concepts(study.codebook))
    stages = [name for name in counts.stage_order(study) if name]
    if study.appearance.by == "dimension" or not stages:
        made = [_shelf(study, Shelf(), _choice(study, "", names, None))]
    else:
        taken = counts.concepts_in_stages(study)
        made = [_of_stage(study, index, stage, taken[stage]) for index, stage in enumerate(stages)]
        loose = names.difference(*taken.values()) | taken.get("", frozenset())
        made.append(_of_stage(study, len(stages), "", loose))
    return tuple(shelf for shelf in made if shelf.dimensions or shelf.ungrouped)


def _of_stage(study: Study, index: int, stage: str, names: frozenset[str]) -> Shelf:
    dates = next((stage_dates(one, study.language) for one in study.stages if one.name == stage), "")
    title = stage_title(stage, study.language) if stage else label("No stage", study.language)
    heading = Shelf(f"stage:{index}", title + bracketed(dates, study.language))
    return _shelf(study, heading, _choice(study, f"{index}/", names, stage))


def _choice(study: Study, mark: str, names: frozenset[str], stage: str | None) -> _Choice:
    return _Choice(mark, names, not stage, remarks(study, stage), tint_of(study))


def _shelf(study: Study, heading: Shelf, choice: _Choice) -> Shelf:
    made = (_dimension(dimension, index, choice) for index, dimension in enumerate(study.codebook.dimensions))
    ungrouped = tuple(_concepts(study.codebook.ungrouped, choice, f"{choice.mark}ungrouped", ""))
    return Shelf(heading.key, heading.name, tuple(branch for branch in made if branch is not None), ungrouped)


def _dimension(dimension: Dimension, index: int, choice: _Choice) -> Branch | None:
    tint = choice.tints[index]
    made = (_theme(theme, f"{choice.mark}{index}.{i}", choice, tint) for i, theme in enumerate(dimension.themes))
    themes = tuple(branch for branch in made if branch is not None)
    is_empty = not dimension.themes and not dimension.also
    if not themes and not (dimension.also or (is_empty and choice.is_last)):
        return None
    remark = choice.remarks.get(("dimension", dimension.name), "")
    return Branch(f"dimension:{choice.mark}{index}", dimension.name, "dimension", themes, remark, tint)


def _theme(theme: Theme, place: str, choice: _Choice, tint: str) -> Branch | None:
    parts = tuple(_concepts(theme.concepts, choice, place, tint))
    is_empty = not theme.concepts and not theme.also
    if not parts and choice.concepts.isdisjoint(theme.also) and not (is_empty and choice.is_last):
        return None
    return Branch(f"theme:{place}", theme.name, "theme", parts, choice.remarks.get(("theme", theme.name), ""), tint)


def _concepts(of: Iterable[Concept], choice: _Choice, place: str, tint: str) -> Iterable[Branch]:
    for index, concept in enumerate(of):
        if concept.name in choice.concepts:
            remark = choice.remarks.get(("concept", concept.name), "")
            yield Branch(f"concept:{place}.{index}", concept.name, "concept", (), remark, tint)

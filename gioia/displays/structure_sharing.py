"""What belongs to two groups of figure 1: it stands in its own and is mentioned in the other.

Where the two groups stand one after the other, what they share stands at the edge between them, last in the one or first in
the other, and the mention beside it, so that the page may leave the mention out and join the one box to both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from gioia.codebook.records import Codebook, themes
from gioia.displays.structure_outline import Branch


def with_mentions(dimensions: Sequence[Branch], codebook: Codebook, language: str) -> list[Branch]:
    """Return the dimensions with what they share: first their themes are put in order, then the concepts of these.

    A dimension that has nothing here of its own or of others is left out.
    """
    by_dimension = {dimension.name: dimension.also for dimension in codebook.dimensions}
    by_theme = {theme.name: theme.also for theme in themes(codebook)}
    if not any((*by_dimension.values(), *by_theme.values())):
        return list(dimensions)
    shared = _shared(dimensions, by_dimension, language)
    flat = [theme for dimension in shared for theme in dimension.parts if not theme.home]
    made = {theme.key: theme for theme in _shared(flat, by_theme, language)}
    whole = (replace(one, parts=tuple(made.get(theme.key, theme) for theme in one.parts)) for one in shared)
    return [one for one in whole if one.parts or not by_dimension[one.name]]


def _shared(groups: Sequence[Branch], also: Mapping[str, Sequence[str]], language: str) -> list[Branch]:
    """Return the groups, their parts in order, with mentions of what they share of other groups."""
    homes: dict[str, int] = {}
    for index, group in enumerate(groups):
        for part in group.parts:
            homes.setdefault(part.name, index)
    made = []
    for index, group in enumerate(groups):
        before, after = (
            also.get(groups[at].name, ()) if 0 <= at < len(groups) else () for at in (index - 1, index + 1)
        )
        own = sorted(group.parts, key=lambda part: (part.name in after) - (part.name in before))
        wanted = [name for name in dict.fromkeys(also.get(group.name, ())) if homes.get(name, index) != index]
        mentions = [_mention(groups[homes[name]], name, f"{group.key}+{i}", language) for i, name in enumerate(wanted)]
        near = {groups[at].name: at - index for at in (index - 1, index + 1) if 0 <= at < len(groups)}
        first = [one for one in mentions if near.get(one.home) == -1]
        rest = sorted((one for one in mentions if one not in first), key=lambda one: near.get(one.home, 0))
        made.append(replace(group, parts=(*first, *own, *rest)))
    return made


def _mention(home: Branch, name: str, place: str, language: str) -> Branch:
    role = next(part.role for part in home.parts if part.name == name)
    remark = f"见“{home.name}”" if language == "zh" else f"see “{home.name}”"
    return Branch(f"also:{place}", name, role, (), remark, "", home.name)

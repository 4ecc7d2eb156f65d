"""What became of a codebook between two of its versions: concepts, themes and dimensions that came, went, moved or were renamed.

Only the names and the grouping are compared. A name that went and one that came in its place are taken for a renaming: a
concept in the same theme and with the same definition, or at the same place among its siblings where neither has one; a theme
or a dimension with at least half of what was in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from gioia.codebook.records import Codebook, Concept, concepts, dimension_of, theme_of, themes

Parts = Mapping[str, frozenset[str]]


class Difference(Struct, frozen=True):
    """One thing that became of a codebook: the verb as edits name it, the name, and what it became or where it went."""

    verb: str
    name: str
    to: str = ""


def differences(old: Codebook, new: Codebook) -> list[Difference]:
    """Return what became of the old codebook: dimensions, then themes, then concepts."""
    return [*_dimensions(old, new), *_themes(old, new), *_concepts(old, new)]


def _dimensions(old: Codebook, new: Codebook) -> Iterator[Difference]:
    was = {one.name: frozenset(theme.name for theme in one.themes) for one in old.dimensions}
    now = {one.name: frozenset(theme.name for theme in one.themes) for one in new.dimensions}
    yield from _named("dimension", was, now, _renamed(was, now))


def _themes(old: Codebook, new: Codebook) -> Iterator[Difference]:
    was, now = _in_themes(old), _in_themes(new)
    renamed = _renamed(was, now)
    yield from _named("theme", was, now, renamed)
    tops = _renamed(
        {one.name: frozenset(theme.name for theme in one.themes) for one in old.dimensions},
        {one.name: frozenset(theme.name for theme in one.themes) for one in new.dimensions},
    )
    home, other = dimension_of(old), dimension_of(new)
    for name, dimension in home.items():
        later = other.get(renamed.get(name, name))
        if later is not None and later != tops.get(dimension, dimension):
            yield Difference("move theme", renamed.get(name, name), later)


def _concepts(old: Codebook, new: Codebook) -> Iterator[Difference]:
    themes_renamed = _renamed(_in_themes(old), _in_themes(new))
    home = {name: themes_renamed.get(theme, theme) for name, theme in theme_of(old).items()}
    other = theme_of(new)
    was, now = ({one.name: one for one in concepts(book)} for book in (old, new))
    renamed = dict(_concepts_renamed(old, new, home, other))
    for name in was:
        if name not in now and name not in renamed:
            yield Difference("remove concept", name)
        elif name in renamed:
            yield Difference("rename concept", name, renamed[name])
    for name in now:
        before = next((one for one, to in renamed.items() if to == name), name)
        theme = other.get(name, "")
        if before not in was:
            yield Difference("add concept", name, theme)
        elif home.get(before, "") != theme:
            yield Difference("group" if theme else "ungroup", name, theme)


def _concepts_renamed(
    old: Codebook, new: Codebook, home: Mapping[str, str], other: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    was, now = list(concepts(old)), list(concepts(new))
    came = [one for one in now if one.name not in {each.name for each in was}]
    for gone in (one for one in was if one.name not in {each.name for each in now}):
        theme = home.get(gone.name, "")
        same = [one for one in came if other.get(one.name, "") == theme and _is_alike(gone, one)]
        if same:
            came.remove(same[0])
            yield gone.name, same[0].name


def _is_alike(gone: Concept, came: Concept) -> bool:
    return (gone.definition, gone.indicators) == (came.definition, came.indicators)


def _in_themes(codebook: Codebook) -> dict[str, frozenset[str]]:
    return {theme.name: frozenset(one.name for one in theme.concepts) for theme in themes(codebook)}


def _renamed(was: Parts, now: Parts) -> dict[str, str]:
    """Return old name → new name of what went and came with at least half of the parts that it had."""
    came = {name: parts for name, parts in now.items() if name not in was}
    renamed = {}
    for name, parts in was.items():
        if name in now or not parts:
            continue
        best = max(came, key=lambda other: len(came[other] & parts), default="")
        if best and 2 * len(came[best] & parts) >= len(parts):
            renamed[name] = best
            came.pop(best)
    return renamed


def _named(noun: str, was: Parts, now: Parts, renamed: Mapping[str, str]) -> Iterator[Difference]:
    yield from (Difference(f"rename {noun}", old, new) for old, new in renamed.items())
    yield from (Difference(f"remove {noun}", name) for name in was if name not in now and name not in renamed)
    yield from (Difference(f"add {noun}", name) for name in now if name not in was and name not in renamed.values())

"""The codebook as records: concepts nested in themes, themes nested in dimensions, as the file has them.

The nesting is the data structure (Gioia, Corley and Hamilton 2013, figure 1). Concepts that have no theme yet wait in
`ungrouped`. Names are kept to the letter; nothing is stripped or normalised.

A concept stands in one theme and a theme in one dimension: their home, where they are defined and where their codings are
counted, so that numbers add up. Where one belongs to a second group as well, that group names it under `also`: displays show
it there too, and count it at home only.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from gioia.findings import Place


class Indicator(Struct, frozen=True):
    """A word or phrase by which the rules find passages for a concept.

    It holds in a sentence that contains `word` and none of `excludes`, in a segment that contains at least one of `requires`
    where there are any. An excluded phrase in which `word` is found takes away only the places where it is part of the
    phrase; as words of scripts that write words apart are found whole, `report` takes away nothing from `port` but excludes
    the sentence.
    With `whole` a Chinese word counts only where it is a word, or several, as jieba cuts the sentence.
    """

    word: str
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    whole: bool = False


class Concept(Struct, frozen=True):
    """A first-order concept: a label close to the informants' words, with its definition and rules of use."""

    name: str
    definition: str = ""
    include: str = ""
    exclude: str = ""
    indicators: tuple[Indicator, ...] = ()
    place: Place = Place()


class Theme(Struct, frozen=True):
    """A second-order theme: the researcher's grouping of concepts; `also` names those of other themes that belong to it too."""

    name: str
    definition: str = ""
    concepts: tuple[Concept, ...] = ()
    place: Place = Place()
    also: tuple[str, ...] = ()


class Dimension(Struct, frozen=True):
    """An aggregate dimension: the theoretical grouping of themes; `also` names those of other dimensions that belong to it too."""

    name: str
    definition: str = ""
    themes: tuple[Theme, ...] = ()
    place: Place = Place()
    also: tuple[str, ...] = ()


class Codebook(Struct, frozen=True):
    """All dimensions in the file's order, and the concepts that have no theme yet."""

    title: str = ""
    dimensions: tuple[Dimension, ...] = ()
    ungrouped: tuple[Concept, ...] = ()
    place: Place = Place()


def themes(codebook: Codebook) -> Iterator[Theme]:
    """Yield the themes in the order of the file."""
    for dimension in codebook.dimensions:
        yield from dimension.themes


def concepts(codebook: Codebook) -> Iterator[Concept]:
    """Yield the concepts in the order of the file, the ungrouped ones last."""
    for theme in themes(codebook):
        yield from theme.concepts
    yield from codebook.ungrouped


def theme_of(codebook: Codebook) -> dict[str, str]:
    """Return concept name → the name of its theme, its home where it belongs to several, for the concepts that have a theme."""
    return {concept.name: theme.name for theme in themes(codebook) for concept in theme.concepts}


def dimension_of(codebook: Codebook) -> dict[str, str]:
    """Return theme name → the name of its dimension, its home where it belongs to several."""
    return {theme.name: dimension.name for dimension in codebook.dimensions for theme in dimension.themes}


def shared_by(codebook: Codebook) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return (concept or theme; its name) → the other themes or dimensions that it belongs to, besides its home."""
    homes = {"concept": theme_of(codebook), "theme": dimension_of(codebook)}
    named = [("concept", name, theme.name) for theme in themes(codebook) for name in theme.also]
    named += [("theme", name, dimension.name) for dimension in codebook.dimensions for name in dimension.also]
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for noun, name, group in named:
        before = found.get((noun, name), ())
        if homes[noun].get(name, group) != group and group not in before:
            found[noun, name] = (*before, group)
    return found

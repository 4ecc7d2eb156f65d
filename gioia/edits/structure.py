"""Building the data structure: concepts, themes and dimensions added, renamed, merged, split, grouped and taken away.

Each function returns the plan of one edit over all files that it touches: the codebook, the codings of every coder, the
model, study.yaml. What a person wrote in the codebook moves with its concept, comments included. An edit never takes away
what codings or relations rest on: it says what stands in the way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gioia.codebook.records import Theme, shared_by, theme_of, themes
from gioia.edits.names import (
    Noun,
    Path,
    check_new,
    place_of,
    renamed_everywhere,
    shared_renamed,
    to_merge,
)
from gioia.edits.plan import FileChange, Plan, change_text
from gioia.errors import GioiaError
from gioia.findings import counted, listed
from gioia.plaintext.yaml_edit import append_item, move_item, remove_item, set_value
from gioia.study.history import Deed
from gioia.study.record import Study


def add_concept(study: Study, name: str, *, theme: str = "", definition: str = "", why: str = "") -> Plan:
    """Return the plan that adds a concept, to a theme or ungrouped. Raises GioiaError where it is there or the theme is not."""
    check_new(study, "concept", name)
    to: Path = [*place_of(study.codebook, "theme", theme), "concepts"] if theme else ["ungrouped"]
    return _added(study, "concept", to, definition, Deed("add concept", (name,), (theme,) if theme else (), why))


def add_theme(study: Study, name: str, *, dimension: str, definition: str = "", why: str = "") -> Plan:
    """Return the plan that adds a theme to a dimension. Raises GioiaError where it is there or the dimension is not."""
    check_new(study, "theme", name)
    to: Path = [*place_of(study.codebook, "dimension", dimension), "themes"]
    return _added(study, "theme", to, definition, Deed("add theme", (name,), (dimension,), why))


def add_dimension(study: Study, name: str, *, definition: str = "", why: str = "") -> Plan:
    """Return the plan that adds a dimension. Raises GioiaError where it is there."""
    check_new(study, "dimension", name)
    return _added(study, "dimension", ["dimensions"], definition, Deed("add dimension", (name,), why=why))


def rename(study: Study, noun: Noun, old: str, new: str, *, why: str = "") -> Plan:
    """Return the plan that gives a concept, theme or dimension another name wherever it is named.

    Raises GioiaError where the old name is not there or the new one is taken.
    """
    at = place_of(study.codebook, noun, old)
    check_new(study, noun, new)

    def edit(text: str) -> str:
        return set_value(shared_renamed(study.codebook, noun, text, {old: new}), at, noun, new)

    changes = [change_text(study.codebook_file, edit), *renamed_everywhere(study, noun, {old: new})]
    count = sum(coding.concept == old for coding in study.codings) if noun == "concept" else 0
    message = f"{noun} {old!r} is now {new!r}" + (f", with {counted(count, 'coding')}" if count else "")
    return Plan(tuple(changes), (message,), renames=True, deed=Deed(f"rename {noun}", (old,), (new,), why))


def define(study: Study, noun: Noun, name: str, definition: str, *, why: str = "") -> Plan:
    """Return the plan that gives a concept, theme or dimension a definition. Raises GioiaError where it is not there."""
    at = place_of(study.codebook, noun, name)
    change = change_text(study.codebook_file, lambda text: set_value(text, at, "definition", definition))
    return Plan((change,), (f"defined the {noun} {name!r}",), deed=Deed(f"define {noun}", (name,), why=why))


def group(study: Study, names: Sequence[str], theme: str, *, why: str = "") -> Plan:
    """Return the plan that puts concepts under a theme. Raises GioiaError where a name is not there, or nothing would move.

    The history tells a concept that had another theme from one that had none: what was once read so is read otherwise.
    """
    to: Path = [*place_of(study.codebook, "theme", theme), "concepts"]
    home = theme_of(study.codebook)
    verb = "move concept" if any(home.get(name, theme) != theme for name in names) else "group"
    return _moved(study, "concept", names, to, Deed(verb, tuple(names), (theme,), why))


def ungroup(study: Study, names: Sequence[str], *, why: str = "") -> Plan:
    """Return the plan that takes concepts out of their themes. Raises GioiaError where a name is not there or has no theme."""
    return _moved(study, "concept", names, ["ungrouped"], Deed("ungroup", tuple(names), why=why))


def move_theme(study: Study, names: Sequence[str], dimension: str, *, why: str = "") -> Plan:
    """Return the plan that puts themes, with all that is in them, under a dimension. Raises GioiaError as `group` does."""
    to: Path = [*place_of(study.codebook, "dimension", dimension), "themes"]
    return _moved(study, "theme", names, to, Deed("move theme", tuple(names), (dimension,), why))


def merge_themes(study: Study, names: Sequence[str], into: str, *, why: str = "") -> Plan:
    """Return the plan that puts the concepts of themes under one of them, or a new one, and relations with them.

    A new theme stands where the first of them stood, with its definition. Raises GioiaError where a name is not there.
    """
    merged, kept = to_merge(study, "theme", names, into)
    is_new = kept != into
    places = {name: place_of(study.codebook, "theme", name) for name in merged}
    text = _Text(study)
    text.apply(lambda whole: shared_renamed(study.codebook, "theme", whole, dict.fromkeys(merged, into)))
    target = [*place_of(study.codebook, "theme", kept), "concepts"]
    for theme in _themes(study, [name for name in merged if name != kept]):
        for concept in theme.concepts:
            text.apply(move_item, [*places[theme.name], "concepts", ("concept", concept.name)], target)
        text.apply(remove_item, places[theme.name])
    if is_new:
        text.apply(set_value, places[kept], "theme", into)
    elsewhere = renamed_everywhere(study, "theme", dict.fromkeys(merged, into))
    deed = Deed("merge themes", tuple(merged), (into,), why)
    message = f"merged {listed(merged)} into the theme {into!r}"
    return Plan((text.change(), *elsewhere), (message,), renames=True, deed=deed)


def remove(study: Study, noun: Noun, name: str, *, why: str = "") -> Plan:
    """Return the plan that takes a concept, theme or dimension away; the concepts of a theme become ungrouped.

    Raises GioiaError where it is not there, where a concept has codings, where relations end at a theme or dimension, and
    where a dimension has themes.
    """
    at = place_of(study.codebook, noun, name)
    _refuse_needed(study, noun, name)
    text = _Text(study)
    for theme in _themes(study, [name]) if noun == "theme" else ():
        for concept in theme.concepts:
            text.apply(move_item, [*at, "concepts", ("concept", concept.name)], ["ungrouped"])
    text.apply(remove_item, at)
    deed = Deed(f"remove {noun}", (name,), why=why)
    return Plan((text.change(),), (f"removed the {noun} {name!r}",), renames=True, deed=deed)


class _Text:
    """The codebook's text while one edit changes it step by step."""

    def __init__(self, study: Study) -> None:
        self._file = study.codebook_file
        self._steps: list[Callable[[str], str]] = []

    def apply(self, edit: Callable[..., str], *arguments: object) -> None:
        self._steps.append(lambda text: edit(text, *arguments))

    def change(self) -> FileChange:
        def edit(text: str) -> str:
            for step in self._steps:
                text = step(text)
            return text

        return change_text(self._file, edit)


def _added(study: Study, noun: Noun, to: Path, definition: str, deed: Deed) -> Plan:
    (name,) = deed.about
    item = {noun: name} | ({"definition": definition} if definition else {})
    change = change_text(study.codebook_file, lambda text: append_item(text, to, item))
    where = f" under {deed.to[0]!r}" if deed.to else ", ungrouped" if noun == "concept" else ""
    return Plan((change,), (f"added the {noun} {name!r}{where}",), deed=deed)


def _moved(study: Study, noun: Noun, names: Sequence[str], to: Path, deed: Deed) -> Plan:
    places = [(name, place_of(study.codebook, noun, name)) for name in dict.fromkeys(names)]
    moving = [(name, at) for name, at in places if at[:-1] != to]
    if not moving:
        raise GioiaError(f"{listed([name for name, _ in places])}: there already", remedy="see gioia structure")
    text = _Text(study)
    for _, at in moving:
        text.apply(move_item, at, to)
    where = "ungrouped" if not deed.to else f"under {deed.to[0]!r}"
    return Plan((text.change(),), tuple(f"{name!r} is now {where}" for name, _ in moving), deed=deed)


def _themes(study: Study, names: Sequence[str]) -> list[Theme]:
    return [theme for theme in themes(study.codebook) if theme.name in names]


def _refuse_needed(study: Study, noun: Noun, name: str) -> None:
    shared = shared_by(study.codebook).get((noun, name), ())
    if shared:
        raise GioiaError(f"{listed(shared)} shares the {noun} {name!r}", remedy="take it out of also there first")
    if noun == "concept":
        _refuse_coded(study, name)
        return
    needed = [relation.id for relation in study.model.relations if name in {relation.source, relation.target}]
    needed += [construct.name for construct in study.model.constructs if construct.theme == name]
    if needed:
        raise GioiaError(f"the model needs the {noun} {name!r}: {listed(needed)}", remedy="change model.yaml first")
    below = [dimension.themes for dimension in study.codebook.dimensions if dimension.name == name]
    if noun == "dimension" and below[0]:
        remedy = "move them first: gioia theme move NAME --dimension OTHER"
        raise GioiaError(f"the dimension {name!r} has {counted(len(below[0]), 'theme')}", remedy=remedy)


def _refuse_coded(study: Study, name: str) -> None:
    count = sum(coding.concept == name for coding in study.codings)
    if count:
        remedy = f"merge it into another: gioia concept merge {name} --into NAME; or uncode them first"
        raise GioiaError(f"the concept {name!r} has {counted(count, 'coding')}", remedy=remedy)

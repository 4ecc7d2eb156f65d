"""The names that the structure of a study is made of: where each stands in its files, and a new one in every place of the old.

A concept is named by the codebook, by codings and by the review list, a theme or a dimension by the codebook and by the model's
relations and constructs, all of them by waivers and memos. A name is replaced in all of these or in none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Literal

from msgspec import structs

from gioia.codebook.naming import check_form
from gioia.codebook.records import Codebook, concepts, themes
from gioia.codings.coding import Coding
from gioia.edits.memos import memos_renamed
from gioia.edits.plan import FileChange, change_text, coding_changes, file_bytes
from gioia.edits.suggestions import verdict_changes
from gioia.errors import GioiaError
from gioia.findings import suggestion
from gioia.plaintext.files import is_file
from gioia.plaintext.lines import encode_lines
from gioia.plaintext.yaml_edit import set_list, set_value
from gioia.plaintext.yaml_nodes import Step
from gioia.study.loading import REVIEW
from gioia.study.record import Study

Noun = Literal["concept", "theme", "dimension"]
Path = list[Step]

_PARTS = " × "
"""What parts the names of a waiver's subject that is made of two."""


def place_of(codebook: Codebook, noun: Noun, name: str) -> Path:
    """Return the way to a concept, theme or dimension in the codebook file, its own step last.

    Raises GioiaError, with the nearest name, where the codebook does not have it.
    """
    for dimension in codebook.dimensions:
        at: Path = ["dimensions", ("dimension", dimension.name)]
        if noun == "dimension" and dimension.name == name:
            return at
        for theme in dimension.themes:
            below: Path = [*at, "themes", ("theme", theme.name)]
            if noun == "theme" and theme.name == name:
                return below
            if noun == "concept" and any(concept.name == name for concept in theme.concepts):
                return [*below, "concepts", ("concept", name)]
    if noun == "concept" and any(concept.name == name for concept in codebook.ungrouped):
        return ["ungrouped", ("concept", name)]
    remedy = _parted(name) or suggestion(_bare(name), names_of(codebook, noun), "gioia structure shows the names")
    raise GioiaError(f"no {noun} is called {name!r}", remedy=remedy)


def _bare(name: str) -> str:
    """Return the name without the quotation marks of a text around it, which no shell takes away."""
    return name.strip("“”‘’「」『』\"' ") or name


def _parted(name: str) -> str:
    """Return what to do where a name seems to be several that commas part; nothing where it is one."""
    parts = [part.strip() for part in re.split("[,，、;；]", name) if part.strip()]
    return f"several names are parted by spaces: {' '.join(parts)}" if len(parts) > 1 else ""


def names_of(codebook: Codebook, noun: Noun) -> list[str]:
    """Return the names of all concepts, themes or dimensions in the codebook's order."""
    if noun == "concept":
        return [concept.name for concept in concepts(codebook)]
    if noun == "theme":
        return [theme.name for theme in themes(codebook)]
    return [dimension.name for dimension in codebook.dimensions]


def shared_renamed(codebook: Codebook, noun: Noun, text: str, new: Mapping[str, str]) -> str:
    """Return the codebook's text with names (old name → new name) replaced in what groups name under `also`.

    A name that comes up twice stands once, and so does one that the group has anyway. Themes and dimensions must stand under
    their names in the codebook.
    """
    for theme in themes(codebook) if noun == "concept" else ():
        own = {new.get(concept.name, concept.name) for concept in theme.concepts}
        text = _also(text, place_of(codebook, "theme", theme.name), theme.also, own, new)
    for dimension in codebook.dimensions if noun == "theme" else ():
        own = {new.get(theme.name, theme.name) for theme in dimension.themes}
        text = _also(text, place_of(codebook, "dimension", dimension.name), dimension.also, own, new)
    return text


def _also(text: str, at: Path, names: Sequence[str], own: Collection[str], new: Mapping[str, str]) -> str:
    if not set(names) & set(new):
        return text
    left = dict.fromkeys(new.get(name, name) for name in names)
    return set_list(text, at, "also", [name for name in left if name not in own])


def check_new(study: Study, noun: Noun, name: str) -> None:
    """Raise GioiaError where a name cannot be given to a new concept, theme or dimension.

    A concept may bear the name of a theme; themes, dimensions, stages and constructs share one set of names, for relations end
    at them.
    """
    check_form(noun, name)
    if noun == "concept":
        taken = dict.fromkeys(names_of(study.codebook, "concept"), "concept")
    else:
        taken = {
            **{construct.name: "construct" for construct in study.model.constructs},
            **{stage.name: "stage" for stage in study.stages},
            **dict.fromkeys(names_of(study.codebook, "dimension"), "dimension"),
            **dict.fromkeys(names_of(study.codebook, "theme"), "theme"),
        }
    if name in taken:
        raise GioiaError(f"a {taken[name]} is called {name!r} already", remedy="choose another name")


def to_merge(study: Study, noun: Noun, names: Sequence[str], into: str) -> tuple[list[str], str]:
    """Return the names that are merged into `into`, each once, and the one whose place is kept: `into`, or the first if it is new.

    Raises GioiaError where nothing would be merged, or where `into` is a new name that cannot be given.
    """
    merged = [name for name in dict.fromkeys(names) if name != into]
    if not merged:
        raise GioiaError("nothing would be merged", remedy=f"name two {noun}s, or another one to merge into")
    if into in names_of(study.codebook, noun):
        return merged, into
    check_new(study, noun, into)
    return merged, merged[0]


def renamed_everywhere(study: Study, noun: Noun, new: Mapping[str, str]) -> list[FileChange]:
    """Return the changes that give names (old name → new name) in all files of the study but the codebook."""
    if noun == "concept":
        changes = retagged(study, new)
    elif is_file(study.model_file):
        changes = [change_text(study.model_file, lambda text: _in_model(study, text, new))]
    else:
        changes = []
    return [change for change in [*changes, *followed(study, new)] if change.before != change.after]


def retagged(study: Study, new: Mapping[str, str]) -> list[FileChange]:
    """Return the changes of codings files and review list that give concepts (old name → new name) other names."""
    was = [coding for coding in study.codings if coding.concept in new]
    now = [structs.replace(coding, concept=new[coding.concept]) for coding in was]
    return [*coding_changes(study, added=now, removed=was), *reviewed(study, lambda coding: _tagged(coding, new))]


def reviewed(study: Study, changed: Callable[[Coding], Coding]) -> list[FileChange]:
    """Return the changes of review list and verdicts when each coding in them is `changed`, none where that changes nothing."""
    lines = [structs.replace(line, was=changed(line.was)) for line in study.review]
    verdicts = [structs.replace(each, suggestion=changed(each.suggestion)) for each in study.verdicts]
    if lines == list(study.review):
        return verdict_changes(study, verdicts)
    path = study.root / REVIEW
    return [FileChange(path, file_bytes(path), encode_lines(lines)), *verdict_changes(study, verdicts)]


def followed(study: Study, new: Mapping[str, str]) -> list[FileChange]:
    """Return the changes that give the subjects of waivers and of memos other names, none where none has one of them."""
    waivers = change_text(study.study_file, lambda text: _in_waivers(study, text, new))
    return [*([waivers] if waivers.before != waivers.after else []), *memos_renamed(study, new)]


def _tagged(coding: Coding, new: Mapping[str, str]) -> Coding:
    return structs.replace(coding, concept=new.get(coding.concept, coding.concept))


def _in_waivers(study: Study, text: str, new: Mapping[str, str]) -> str:
    for waiver in study.waivers:
        named = _PARTS.join(new.get(part, part) for part in waiver.subject.split(_PARTS))
        if named != waiver.subject:
            text = set_value(text, ["waivers", ("subject", waiver.subject)], "subject", named)
    return text


def _in_model(study: Study, text: str, new: Mapping[str, str]) -> str:
    for relation in study.model.relations:
        for key, end in (("from", relation.source), ("to", relation.target)):
            if end in new:
                text = set_value(text, ["relations", ("relation", relation.id)], key, new[end])
    for construct in study.model.constructs:
        if construct.theme in new:
            text = set_value(text, ["constructs", ("construct", construct.name)], "theme", new[construct.theme])
    return text

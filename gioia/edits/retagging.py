"""Merging and splitting concepts: which coding bears which concept afterwards, and what becomes of doubles.

Where one coder coded one passage with two concepts that are merged, one coding is left: the one made first, with the other's
stage, source, role and memo where its own are empty, and both memos where there are two. What named the other one in the
model names this one then. Where the two contradict each other (two stages, two sources), nothing is merged until a person
has settled it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from gioia.codings.coding import Coding
from gioia.edits.names import (
    Path,
    check_new,
    followed,
    names_of,
    place_of,
    reviewed,
    shared_renamed,
    to_merge,
)
from gioia.edits.plan import FileChange, Plan, change_text, coding_changes
from gioia.errors import GioiaError
from gioia.findings import counted, suggestion
from gioia.plaintext.files import is_file
from gioia.plaintext.tree import parse_tree
from gioia.plaintext.yaml_edit import append_item, remove_item, set_list, set_value
from gioia.plaintext.yaml_nodes import Step, place_in, plain
from gioia.sources.normal import printed
from gioia.study.history import Deed
from gioia.study.record import Study, cited_source

_STRENGTH = ("power", "proof", "counter", "")
"""Roles of evidence, the one that wins first (Pratt 2008)."""


class Choice(Struct, frozen=True):
    """Which codings of a concept are meant: all of these that are given must hold, and one of `ids` where there are any.

    `source` is the code of the source that a coding is credited to, `words` stand in its quotation.
    """

    ids: tuple[str, ...] = ()
    source: str = ""
    stage: str = ""
    coder: str = ""
    words: str = ""


def merge_concepts(study: Study, names: Sequence[str], into: str, *, why: str = "") -> Plan:
    """Return the plan that makes one concept of several, one of them or a new one, with the codings of all coders.

    A new one stands where the first of them stood, with its definition; indicators are joined. Raises GioiaError where a
    name is not there, where nothing would be merged, or where two codings of one passage contradict each other.
    """
    merged, kept = to_merge(study, "concept", names, into)
    is_new = kept != into
    places = {name: place_of(study.codebook, "concept", name) for name in merged}
    home = place_of(study.codebook, "concept", kept)
    gone = [places[name] for name in merged if name != kept]

    def edit(text: str) -> str:
        text = shared_renamed(study.codebook, "concept", text, dict.fromkeys(merged, into))
        for at in gone:
            text = _with_indicators_of(text, at, home)
        for at in gone:
            text = remove_item(text, at)
        return set_value(text, home, "concept", into) if is_new else text

    codings, told = _merged_codings(study, merged, into)
    changes = [change_text(study.codebook_file, edit), *codings]
    message = f"merged {', '.join(merged)} into the concept {into!r}"
    if is_new and into in names_of(study.codebook, "theme"):
        told = [f"{into!r} is the name of a theme, too: gioia trace {into} shows both", *told]
    return Plan(
        tuple(changes), (message, *told), renames=True, deed=Deed("merge concepts", tuple(merged), (into,), why)
    )


def split_concept(study: Study, name: str, into: str, choice: Choice, *, why: str = "") -> Plan:
    """Return the plan that gives the chosen codings of a concept to another one, which is made beside it if it is new.

    Raises GioiaError where the concept or a coding is not there, where no coding is chosen, or where one of the passages
    bears the other concept already.
    """
    at = place_of(study.codebook, "concept", name)
    is_new = into not in names_of(study.codebook, "concept")
    if is_new:
        check_new(study, "concept", into)
    own = [coding for coding in study.codings if coding.concept == name]
    chosen = _chosen(study, name, own, choice)
    there = {
        (coding.coder, coding.document, coding.start, coding.end) for coding in study.codings if coding.concept == into
    }
    for coding in chosen:
        if (coding.coder, coding.document, coding.start, coding.end) in there:
            message = f"{coding.coder} has coded the passage of {coding.id} with {into!r} already"
            raise GioiaError(message, remedy=f"uncode one of the two: gioia uncode {coding.id}")
    moved = [structs.replace(coding, concept=into) for coding in chosen]
    changes = [*coding_changes(study, added=moved, removed=chosen)]
    if is_new:
        changes.insert(0, change_text(study.codebook_file, lambda text: append_item(text, at[:-1], {"concept": into})))
    message = f"{counted(len(chosen), 'coding')} of {len(own)} of {name!r} now {'bears' if len(chosen) == 1 else 'bear'} {into!r}"
    return Plan(tuple(changes), (message,), deed=Deed("split concept", (name,), (into,), why))


def _chosen(study: Study, name: str, own: Sequence[Coding], choice: Choice) -> list[Coding]:
    if choice == Choice():
        remedy = "name them by id, or say --source, --stage, --by or --words"
        raise GioiaError(f"it is not said which codings of {name!r} are meant", remedy=remedy)
    known = {coding.id for coding in own}
    for each in choice.ids:
        if each not in known:
            remedy = suggestion(each, known, f"gioia trace {name} shows the ids")
            raise GioiaError(f"{name!r} has no coding {each}", remedy=remedy)
    chosen = [coding for coding in own if _is_meant(study, coding, choice)]
    if not chosen:
        raise GioiaError(f"no coding of {name!r} is like that", remedy=f"gioia trace {name} shows them")
    return chosen


def _is_meant(study: Study, coding: Coding, choice: Choice) -> bool:
    return (
        (not choice.ids or coding.id in choice.ids)
        and choice.source in {"", cited_source(study, coding)}
        and choice.stage in {"", coding.stage}
        and choice.coder in {"", coding.coder}
        and printed(choice.words) in printed(coding.quotation)
    )


def _with_indicators_of(text: str, gone: Path, home: Path) -> str:
    """Return the codebook's text with the indicators of one concept added to those of another that does not have them."""
    whole = plain(parse_tree(text, "")[0])
    has = place_in(whole, home).get("indicators") or []
    for indicator in place_in(whole, gone).get("indicators") or []:
        if indicator not in has:
            text = append_item(text, [*home, "indicators"], indicator)
            has = [*has, indicator]
    return text


def _merged_codings(study: Study, merged: Sequence[str], into: str) -> tuple[list[FileChange], list[str]]:
    """Return the changes of codings, review list, model and waivers, and what to tell about doubles."""
    new = dict.fromkeys(merged, into)
    passages: dict[tuple[str, str, int, int], list[Coding]] = {}
    for coding in study.codings:
        if coding.concept in {*merged, into}:
            passages.setdefault((coding.coder, coding.document, coding.start, coding.end), []).append(coding)
    doubles = {key: codings for key, codings in passages.items() if len(codings) > 1}
    removed = [coding for codings in passages.values() for coding in codings]
    added = [structs.replace(_one_of(codings), concept=into) for codings in passages.values()]
    successor = {
        coding.id: _one_of(codings).id
        for codings in doubles.values()
        for coding in codings
        if coding.id != _one_of(codings).id
    }
    changes = [
        *coding_changes(study, added=added, removed=removed),
        *reviewed(study, lambda coding: structs.replace(coding, concept=new.get(coding.concept, coding.concept))),
        *followed(study, new),
        *succeeded(study, successor),
    ]
    told = [f"{counted(len(successor), 'double')} of one coder at one passage became one"] if successor else []
    return changes, told


def _one_of(codings: Sequence[Coding]) -> Coding:
    """Return the coding that is left of several of one coder at one passage."""
    in_order = sorted(codings, key=lambda coding: (coding.time, coding.id))
    first = in_order[0]
    for field in ("stage", "cited"):
        said = dict.fromkeys(getattr(coding, field) for coding in in_order if getattr(coding, field))
        if len(said) > 1:
            message = f"{first.coder} gave the passage of {', '.join(coding.id for coding in in_order)} different {field}s: {', '.join(said)}"
            raise GioiaError(message, remedy="make them the same with gioia code, or uncode one")
        first = structs.replace(first, **{field: next(iter(said), "")})
    memos = dict.fromkeys(coding.memo for coding in in_order if coding.memo)
    role = min((coding.role for coding in codings), key=_STRENGTH.index)
    return structs.replace(first, role=role, memo="\n".join(memos))


def succeeded(study: Study, successor: Mapping[str, str]) -> list[FileChange]:
    """Return the change of the model where relations and events rest on codings that another one has taken the place of."""
    resting: list[tuple[str, Step, tuple[str, ...]]] = [
        *(("relations", ("relation", one.id), one.codings) for one in study.model.relations),
        *(("events", ("event", one.name), one.codings) for one in study.model.events),
    ]
    touched = [one for one in resting if set(one[2]) & set(successor)]
    if not touched or not is_file(study.model_file):
        return []

    def edit(text: str) -> str:
        for key, step, codings in touched:
            ids = list(dict.fromkeys(successor.get(each, each) for each in codings))
            text = set_list(text, [key, step], "codings", ids)
        return text

    return [change_text(study.model_file, edit)]

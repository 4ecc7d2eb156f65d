"""What the page can ask to be done, as typed records, and the planner of `gioia.edits` that each of them stands for.

A request that is not one of these records, to the letter, is refused before anything else is looked at. Others' codings are
theirs: their spans and details can be changed only by opening the page as them; regrouping moves passages whosever they are,
but in blind mode nothing that the person does not see.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType

from gioia.codings.coding import Role
from gioia.edits import passages, retagging, settlements, structure, suggestions, undo
from gioia.edits.coding import Wish, code_at, uncode
from gioia.edits.memos import add_memo
from gioia.edits.names import Noun
from gioia.edits.plan import Plan, now
from gioia.errors import GioiaError
from gioia.study.history import read_history
from gioia.study.record import Study, procedures
from gioia.workbench.seeing import Person, hidden_coders, is_telling


class Action(Struct, frozen=True, tag_field="action", forbid_unknown_fields=True):
    """What all requests have: the version of the study that the page shows."""

    version: str


class Code(Action, frozen=True, tag="code"):
    """Code a span of a document; `new` lets an unknown concept into the codebook."""

    document: str
    start: int
    end: int
    concept: str
    new: bool = False
    stage: str = ""
    cited: str = ""
    role: Role = ""
    memo: str = ""


class Uncode(Action, frozen=True, tag="uncode"):
    """Take a coding away."""

    id: str


class Resize(Action, frozen=True, tag="resize"):
    """Give a coding another span."""

    id: str
    start: int
    end: int


class Recode(Action, frozen=True, tag="recode"):
    """Move passages to another concept."""

    ids: list[str]
    concept: str


class Set(Action, frozen=True, tag="set"):
    """Set details of a coding; what is not given stays."""

    id: str
    stage: str | UnsetType = UNSET
    cited: str | UnsetType = UNSET
    role: Role | UnsetType = UNSET
    memo: str | UnsetType = UNSET


class AddConcept(Action, frozen=True, tag="add_concept"):
    """Add a concept, to a theme or ungrouped."""

    name: str
    theme: str = ""
    definition: str = ""


class AddTheme(Action, frozen=True, tag="add_theme"):
    """Add a theme to a dimension."""

    name: str
    dimension: str
    definition: str = ""


class AddDimension(Action, frozen=True, tag="add_dimension"):
    """Add a dimension."""

    name: str
    definition: str = ""


class Rename(Action, frozen=True, tag="rename"):
    """Give a concept, theme or dimension another name."""

    noun: Noun
    old: str
    new: str


class Define(Action, frozen=True, tag="define"):
    """Give a concept, theme or dimension a definition."""

    noun: Noun
    name: str
    definition: str


class MergeConcepts(Action, frozen=True, tag="merge_concepts"):
    """Make one concept of several."""

    names: list[str]
    into: str


class SplitConcept(Action, frozen=True, tag="split_concept"):
    """Give some passages of a concept to another one, new or there."""

    name: str
    into: str
    ids: list[str]


class Group(Action, frozen=True, tag="group"):
    """Put concepts under a theme."""

    names: list[str]
    theme: str


class Ungroup(Action, frozen=True, tag="ungroup"):
    """Take concepts out of their themes."""

    names: list[str]


class MoveTheme(Action, frozen=True, tag="move_theme"):
    """Put themes under a dimension."""

    names: list[str]
    dimension: str


class MergeThemes(Action, frozen=True, tag="merge_themes"):
    """Make one theme of several."""

    names: list[str]
    into: str


class Remove(Action, frozen=True, tag="remove"):
    """Take a concept, theme or dimension away."""

    noun: Noun
    name: str


class Memo(Action, frozen=True, tag="memo"):
    """Write a note on a name, or on a coding by its id."""

    name: str
    text: str


class Accept(Action, frozen=True, tag="accept"):
    """Make a suggestion a coding of one's own, with its concept or another one."""

    id: str
    concept: str = ""


class Reject(Action, frozen=True, tag="reject"):
    """Decide that a suggestion is none."""

    id: str


class Settle(Action, frozen=True, tag="settle", rename={"coders": "from"}):
    """Settle what coders made of a passage."""

    document: str
    start: int
    end: int
    concepts: list[str]
    coders: list[str] = []


class Reopen(Action, frozen=True, tag="reopen"):
    """Take back what was settled of a passage."""

    document: str
    start: int
    end: int


class Undo(Action, frozen=True, tag="undo"):
    """Take back an edit, by default the last one of the person."""

    id: str = ""


class Redo(Action, frozen=True, tag="redo"):
    """Do again what was undone last."""


Request = (
    Code | Uncode | Resize | Recode | Set | AddConcept | AddTheme | AddDimension | Rename | Define | MergeConcepts
    | SplitConcept | Group | Ungroup | MoveTheme | MergeThemes | Remove | Memo | Accept | Reject | Settle | Reopen | Undo | Redo
)  # fmt: skip
_PROSE = ("text", "memo", "definition")
"""Where lines may end."""
_DECODER: msgspec.json.Decoder[Request] = msgspec.json.Decoder(Request)


def request_of(body: bytes) -> Request:
    """Return what a request's body asks for. Raises GioiaError where it is none of the actions, to the letter."""
    try:
        asked = _DECODER.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise GioiaError(f"this is no action of the page ({error})", remedy="reload the page") from error
    for field, text in _texts(asked):
        allowed = "\n\t" if field in _PROSE else ""
        if any(unicodedata.category(each) in {"Cc", "Cs"} and each not in allowed for each in text):
            raise GioiaError(f"{field}: this holds characters that are no text", remedy="type it anew")
    return asked


def plan_of(asked: Request, person: Person, study: Study) -> Plan:
    """Return the plan of what is asked for on the study as it is now. Raises GioiaError as the planner does."""
    hidden = hidden_coders(study, person)
    _refuse_others(asked, person, study)
    try:
        plan = _PLANS[type(asked)](study, asked, person.coder)
    except GioiaError as error:
        if is_telling(f"{error}", study, hidden) or _is_of_hidden(asked, study, hidden):
            remedy = "do it on a page without --blind, or leave it"
            hides = type(error)("what others did stands in the way, and is hidden from you", remedy=remedy)
            raise hides from None
        raise
    # How many codings an edit touched is told of all coders together.
    return msgspec.structs.replace(plan, messages=(_told(plan),)) if hidden else plan


def _told(plan: Plan) -> str:
    """Return what a plan does, without what it says of codings."""
    deed = plan.deed
    return f"{deed.verb}: {', '.join(deed.about)}" if deed else ""


def _is_of_hidden(asked: Request, study: Study, hidden: frozenset[str]) -> bool:
    """Tell whether a concept cannot be removed because somebody who is hidden has coded with it."""
    return isinstance(asked, Remove) and any(
        coding.concept == asked.name for coding in study.codings if coding.coder in hidden
    )


def ids_of(asked: Request) -> list[str]:
    """Return the codings that a request names."""
    if isinstance(asked, Recode | SplitConcept):
        return asked.ids
    return [asked.id] if isinstance(asked, Uncode | Resize | Set | Accept | Reject) else []


def details_of(asked: Set) -> dict[str, str]:
    """Return the details that a request sets."""
    given = {name: getattr(asked, name) for name in ("stage", "cited", "role", "memo")}
    return {name: value for name, value in given.items() if value is not UNSET}


def _refuse_others(asked: Request, person: Person, study: Study) -> None:
    """Stop where a coding is not the person's to change, in blind mode as though it were not there."""
    hidden = hidden_coders(study, person)
    named = {*ids_of(asked), *([asked.name] if isinstance(asked, Memo) else [])}
    for coding in study.codings:
        if coding.id not in named:
            continue
        if coding.coder in hidden:
            raise GioiaError(f"no coding has the id {coding.id}", remedy="reload the page")
        is_others = coding.coder != person.coder and coding.coder not in procedures(study)
        if is_others and isinstance(asked, Uncode | Resize | Set):
            remedy = f"to change it, open the page as {coding.coder}: gioia code --coder {coding.coder}"
            raise GioiaError(f"{coding.id} is a coding of {coding.coder}", remedy=remedy)
    if isinstance(asked, Undo) and asked.id and hidden:
        edits, _ = read_history(study.root)
        if any(edit.by in hidden for edit in edits if edit.id.startswith(asked.id)):
            raise GioiaError(f"no edit has the id {asked.id!r}", remedy="reload the page")
    if isinstance(asked, Settle | Reopen) and hidden:
        raise GioiaError("in blind mode nothing can be settled", remedy="open the page without --blind")


def _texts(asked: Request) -> Iterable[tuple[str, str]]:
    """Yield the texts of a request, each with the name of its field."""
    for field, value in msgspec.structs.asdict(asked).items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str):
                yield field, each


def _code(study: Study, asked: Code, coder: str) -> Plan:
    wish = Wish(
        quotation="",
        concept=asked.concept,
        coder=coder,
        time=now(),
        document=asked.document,
        stage=asked.stage,
        cited=asked.cited,
        role=asked.role,
        memo=asked.memo,
        is_new=asked.new,
    )
    return code_at(study, wish, (asked.start, asked.end))


def _uncode(study: Study, asked: Uncode, _: str) -> Plan:
    passages.coding_of(study, asked.id)
    return uncode(study, asked.id)


def _settle(study: Study, asked: Settle, _: str) -> Plan:
    span = (asked.start, asked.end)
    return settlements.settle(study, asked.document, span, asked.concepts, coders=asked.coders, time=now())


def _split(study: Study, asked: SplitConcept, _: str) -> Plan:
    return retagging.split_concept(study, asked.name, asked.into, retagging.Choice(ids=tuple(asked.ids)))


_PLANS: dict[type[Action], Callable[[Study, Any, str], Plan]] = {
    Code: _code,
    Uncode: _uncode,
    Resize: lambda study, asked, _: passages.resize(study, asked.id, (asked.start, asked.end)),
    Recode: lambda study, asked, _: passages.recode(study, asked.ids, asked.concept),
    Set: lambda study, asked, _: passages.amend(study, asked.id, details_of(asked)),
    AddConcept: lambda study, asked, _: structure.add_concept(
        study, asked.name, theme=asked.theme, definition=asked.definition
    ),
    AddTheme: lambda study, asked, _: structure.add_theme(
        study, asked.name, dimension=asked.dimension, definition=asked.definition
    ),
    AddDimension: lambda study, asked, _: structure.add_dimension(study, asked.name, definition=asked.definition),
    Rename: lambda study, asked, _: structure.rename(study, asked.noun, asked.old, asked.new),
    Define: lambda study, asked, _: structure.define(study, asked.noun, asked.name, asked.definition),
    MergeConcepts: lambda study, asked, _: retagging.merge_concepts(study, asked.names, asked.into),
    SplitConcept: _split,
    Group: lambda study, asked, _: structure.group(study, asked.names, asked.theme),
    Ungroup: lambda study, asked, _: structure.ungroup(study, asked.names),
    MoveTheme: lambda study, asked, _: structure.move_theme(study, asked.names, asked.dimension),
    MergeThemes: lambda study, asked, _: structure.merge_themes(study, asked.names, asked.into),
    Remove: lambda study, asked, _: structure.remove(study, asked.noun, asked.name),
    Memo: lambda study, asked, coder: add_memo(study, asked.name, asked.text, by=coder, time=now()),
    Accept: lambda study, asked, coder: suggestions.accept(
        study, asked.id, by=coder, time=now(), concept=asked.concept
    ),
    Reject: lambda study, asked, coder: suggestions.reject(study, asked.id, by=coder, time=now()),
    Settle: _settle,
    Reopen: lambda study, asked, _: settlements.reopen(study, asked.document, (asked.start, asked.end), time=now()),
    Undo: lambda study, asked, coder: undo.undo(study, asked.id, coder),
    Redo: lambda study, _, coder: undo.redo(study, coder),
}

"""Editing codings that are there: another span, another concept, other details.

A coding keeps its id through all of these, so that relations and the history still know it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import structs

from gioia.codebook.records import concepts
from gioia.codings.coding import Coding, is_same, new_coding
from gioia.edits.coding import check_details, known, passage_text
from gioia.edits.plan import Plan, coding_changes
from gioia.errors import GioiaError
from gioia.findings import counted, suggestion
from gioia.study.history import Deed
from gioia.study.record import Study, procedures


def resize(study: Study, coding_id: str, span: tuple[int, int]) -> Plan:
    """Return the plan that gives a coding another span of its document: code points, half-open.

    Raises GioiaError where there is no such coding of a person, where the span is no passage, or where its coder has coded
    that passage with the concept already.
    """
    old = coding_of(study, coding_id)
    text = passage_text(study, old.document, span)
    anchored = new_coding(text, old.document, span, concept=old.concept, coder=old.coder, time=old.time)
    new = structs.replace(
        old, start=span[0], end=span[1], quotation=anchored.quotation, before=anchored.before, after=anchored.after
    )
    if new == old:
        raise GioiaError(f"{coding_id} stands at {span[0]}–{span[1]} already", remedy="nothing was changed")
    _refuse_doubles(study, [new])
    shown = f"{coding_id} now stands at {new.start}–{new.end} of {new.document}"
    changes = coding_changes(study, added=[new], removed=[old])
    return Plan(tuple(changes), (shown,), deed=Deed("resize", (coding_id,), (new.concept,)))


def recode(study: Study, ids: Sequence[str], concept: str) -> Plan:
    """Return the plan that moves passages to another concept, whosever they are and whatever concept they bear now.

    Raises GioiaError where a coding or the concept is not there, where nothing would move, or where the coder of a passage
    has coded it with that concept already.
    """
    known(concept, [each.name for each in concepts(study.codebook)], "concept", "see gioia structure")
    named = [coding_of(study, each) for each in dict.fromkeys(ids)]
    moving = [coding for coding in named if coding.concept != concept]
    if not moving:
        raise GioiaError(f"nothing would move to {concept!r}", remedy="name codings that bear another concept")
    moved = [structs.replace(coding, concept=concept) for coding in moving]
    _refuse_doubles(study, moved)
    message = f"{counted(len(moved), 'coding')} now {'bears' if len(moved) == 1 else 'bear'} {concept!r}"
    changes = coding_changes(study, added=moved, removed=moving)
    return Plan(tuple(changes), (message,), deed=Deed("recode", tuple(coding.id for coding in moving), (concept,)))


def amend(study: Study, coding_id: str, details: Mapping[str, str]) -> Plan:
    """Return the plan that sets stage, cited, role or memo of a coding to what `details` say; empty words take them away.

    Raises GioiaError where there is no such coding of a person, where stage or source is unknown, or where nothing changes.
    """
    old = coding_of(study, coding_id)
    check_details(study, stage=details.get("stage", ""), cited=details.get("cited", ""))
    new = structs.replace(old, **details)
    if new == old:
        raise GioiaError(f"{coding_id} says that already", remedy="nothing was changed")
    said = ", ".join(f"{name} {value!r}" if value else f"no {name}" for name, value in details.items())
    changes = coding_changes(study, added=[new], removed=[old])
    return Plan(tuple(changes), (f"{coding_id}: {said}",), deed=Deed("set", (coding_id,), tuple(details)))


def coding_of(study: Study, coding_id: str) -> Coding:
    """Return a person's coding. Raises GioiaError where none, or more than one, has the id, or where it is a suggestion."""
    found = [coding for coding in study.codings if coding.id == coding_id]
    if not found:
        remedy = suggestion(coding_id, (coding.id for coding in study.codings), "gioia trace shows the ids")
        raise GioiaError(f"no coding has the id {coding_id}", remedy=remedy)
    if len(found) > 1:
        raise GioiaError(f"{len(found)} codings have the id {coding_id}", remedy="see gioia check, and rename one")
    if found[0].coder in procedures(study):
        raise GioiaError(f"{coding_id} is a suggestion of {found[0].coder}", remedy="accept it first")
    return found[0]


def _refuse_doubles(study: Study, new: Sequence[Coding]) -> None:
    """Stop where a coder would have two codings of one passage with one concept."""
    ids = {coding.id for coding in new}
    others = [coding for coding in study.codings if coding.id not in ids]
    for index, coding in enumerate(new):
        double = next((each for each in [*others, *new[:index]] if is_same(each, coding)), None)
        if double:
            message = f"{coding.coder} has coded the passage of {coding.id} with {coding.concept!r} already"
            raise GioiaError(message, remedy=f"uncode one of the two: {double.id} or {coding.id}")

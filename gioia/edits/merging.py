"""Bringing in the codings of another copy of a study, without losing one of either.

Both copies must hold the same frozen texts, or nothing is brought in: spans count the characters of exactly that text.
Whatever the other copy has and this one has not comes in under the coder who made it, with the concepts that it needs. A
coding that both have and that says different things in them is left as it is here, and told. What the other copy has not
is no reason to take anything away: it may have been coded since.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gioia.codebook.records import Concept, concepts, theme_of
from gioia.codings.coding import Coding, with_free_id
from gioia.edits.names import place_of
from gioia.edits.plan import FileChange, Plan, change_text, coding_changes, file_bytes
from gioia.edits.suggestions import verdict_changes
from gioia.errors import GioiaError
from gioia.findings import Finding, Place, counted, finding
from gioia.plaintext.yaml_edit import append_item
from gioia.sources.normal import shortened
from gioia.study.history import Deed, Edit, grown_by, history_path, read_history
from gioia.study.record import Study

_CONTEXT = 12
_FIELDS = ("stage", "cited", "role", "memo")


def merge(study: Study, other: Study) -> Plan:
    """Return the plan that brings in the codings of another copy of the study, and the lines of its history.

    `remarks` say which codings the two copies tell differently. Raises GioiaError where a document that the other copy has coded is not here, or has another text.
    """
    if other.sealed:
        raise GioiaError(
            f"the copy {other.name} is sealed", remedy=f"open it first: gioia unseal {other.name}", exit_code=1
        )
    _refuse_other_texts(study, other)
    theirs = [coding for coding in other.codings if coding.document in study.documents]
    known = {_passage(coding): coding for coding in study.codings}
    new = [coding for coding in theirs if _passage(coding) not in known]
    taken = {coding.id for coding in study.codings}
    added = []
    for coding in new:
        added.append(with_free_id(coding, taken))
        taken.add(added[-1].id)
    remarks = [_told_differently(coding, known[_passage(coding)]) for coding in theirs if _passage(coding) in known]
    structure, came = _concepts(study, other, added)
    verdicts = [*study.verdicts, *(verdict for verdict in other.verdicts if verdict not in study.verdicts)]
    changes = [
        *structure,
        *coding_changes(study, added=added),
        *verdict_changes(study, verdicts),
        *_histories(study, other),
    ]
    by_coder = {coder: sum(coding.coder == coder for coding in added) for coder in sorted({one.coder for one in added})}
    messages = [f"{counted(count, 'coding')} by {coder} came in" for coder, count in by_coder.items()]
    messages = messages or ["nothing new is in the other copy"]
    return Plan(
        tuple(changes),
        (*messages, *came),
        remarks=tuple(filter(None, remarks)),
        deed=Deed("merge codings", tuple(by_coder)),
    )


def _passage(coding: Coding) -> tuple[str, int, int, str, str]:
    return coding.document, coding.start, coding.end, coding.concept, coding.coder


def _refuse_other_texts(study: Study, other: Study) -> None:
    """Stop where a coded document of the other copy is missing here or has another text, and say where they part."""
    coded = dict.fromkeys(coding.document for coding in other.codings)
    for name in coded:
        if name not in study.documents:
            message = f"{name}: the other copy has codings of this document, and it is not here"
            raise GioiaError(message, remedy="add it first, or have both copies begin from one", exit_code=1)
        mine, theirs = study.documents[name].text, other.documents[name].text if name in other.documents else ""
        if mine != theirs:
            at = _parting(mine, theirs)
            message = f"{name}: the texts differ from character {at} on: here “{_around(mine, at)}”, there “{_around(theirs, at)}”"
            remedy = f"bring one copy up to the other's text: gioia update {name} FILE; nothing was brought in"
            raise GioiaError(message, remedy=remedy, exit_code=1)


def _parting(mine: str, theirs: str) -> int:
    """Return the first code point at which two texts differ."""
    return next(
        (at for at, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), min(len(mine), len(theirs))
    )


def _around(text: str, at: int) -> str:
    return shortened(text[max(0, at - _CONTEXT) : at + _CONTEXT], 2 * _CONTEXT)


def _told_differently(theirs: Coding, mine: Coding) -> Finding | None:
    fields = [name for name in _FIELDS if getattr(theirs, name) != getattr(mine, name)]
    if not fields:
        return None
    said = "; ".join(f"{name} here “{getattr(mine, name)}”, there “{getattr(theirs, name)}”" for name in fields)
    message = f"the coding {mine.id} ({mine.concept}, by {mine.coder}) is told differently: {said}"
    remedy = "it was left as it is here; change it with gioia code if the other is right"
    return finding("NA2", Place(mine.document), message, remedy, subject=mine.id, severity="warning")


def _concepts(study: Study, other: Study, added: Iterable[Coding]) -> tuple[list[FileChange], list[str]]:
    """Return the change of the codebook that brings in the concepts which are new here, and what to tell of it."""
    here = {concept.name for concept in concepts(study.codebook)}
    needed = [name for name in dict.fromkeys(coding.concept for coding in added) if name not in here]
    there = {concept.name: concept for concept in concepts(other.codebook)}
    homes = theme_of(other.codebook)
    if not needed:
        return [], []

    def edit(text: str) -> str:
        for name in needed:
            to = _home(study, homes.get(name, ""))
            text = append_item(text, to, _item(there.get(name, Concept(name))))
        return text

    return [change_text(study.codebook_file, edit)], [f"new in the codebook: {', '.join(needed)}"]


def _home(study: Study, theme: str) -> list[str | tuple[str, str]]:
    """Return the list of the theme's concepts, where the theme is here, else that of the ungrouped."""
    try:
        return [*place_of(study.codebook, "theme", theme), "concepts"]
    except GioiaError:
        return ["ungrouped"]


def _item(concept: Concept) -> dict[str, str]:
    said = {"definition": concept.definition, "include": concept.include, "exclude": concept.exclude}
    return {"concept": concept.name, **{key: text for key, text in said.items() if text}}


def _histories(study: Study, other: Study) -> list[FileChange]:
    """Return the changes that add the lines of the other copy's history which this one does not have."""
    known = {edit.id for edit in read_history(study.root)[0]}
    lines: dict[Path, list[Edit]] = {}
    for edit in read_history(other.root)[0]:
        if edit.id not in known:
            lines.setdefault(history_path(study.root, edit.by, edit.time), []).append(edit)
    changes = []
    for path, edits in lines.items():
        before = file_bytes(path)
        changes.append(FileChange(path, before, grown_by(before, edits)))
    return changes

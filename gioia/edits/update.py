"""Updating a document: a corrected text takes the place of the frozen one, and every coding is accounted for.

The plan says of each coding whether it is kept, moved, changed, split or lost, with both wordings. Codings whose words were
touched stand in the study's review list until a person has looked at them; a lost one stands there whole, so that nothing
that was coded is ever gone. A text that was edited by hand is updated in the same way, from what its codings hold.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import msgspec

from gioia.codings.coding import Coding, new_coding
from gioia.codings.reanchoring import Fate, reanchor, reanchor_unseen
from gioia.edits.documents import reading_remarks
from gioia.edits.plan import FileChange, Plan, coding_changes, file_bytes
from gioia.edits.suggestions import verdict_changes
from gioia.errors import GioiaError
from gioia.findings import Finding, suggestion
from gioia.plaintext.files import is_file, original_bytes, shown_path
from gioia.plaintext.lines import encode_lines
from gioia.sources.documents import REGISTER, document_path, encode_register, text_sha256
from gioia.sources.normal import shortened
from gioia.sources.readers import Options, doubts, read_original
from gioia.sources.register import Document
from gioia.study.history import Deed
from gioia.study.loading import REVIEW
from gioia.study.record import Review, Study, Verdict

_SHOWN = 60


def update_document(study: Study, name: str, file: Path | None, *, encoding: str = "", time: str = "") -> Plan:
    """Return the plan that gives the document `name` the text of `file`, or takes over its own file as edited by hand.

    The doubts of the old reading go with it; those of the new one are in the plan's remarks (DO4) and in the register.
    Messages tell how many codings are kept, moved, changed, split and lost, and of the touched ones both wordings. Raises
    GioiaError where there is no such document, where the file cannot be read, or where nothing has changed.
    """
    document = study.documents.get(name)
    if document is None:
        remedy = suggestion(name, study.documents, "see gioia sources")
        if file is None and is_file(Path(name)):
            remedy = f"name the document first, then the file: gioia update DOCUMENT {name}; gioia sources shows the documents"
        raise GioiaError(f"no document is called {name!r}", remedy=remedy)
    updated, remarks = _updated(document, file, encoding, time)
    was_edited = text_sha256(document.text) != document.sha256
    if updated.text == document.text and not was_edited:
        raise GioiaError(f"{name}: the text is the same", remedy="nothing was changed")
    codings = [coding for coding in study.codings if coding.document == name]
    decided = [verdict for verdict in study.verdicts if verdict.suggestion.document == name]
    anchored = codings + [verdict.suggestion for verdict in decided]
    fates = reanchor_unseen(updated.text, anchored) if was_edited else reanchor(document.text, updated.text, anchored)
    fates, of_decided = fates[: len(codings)], fates[len(codings) :]
    told = tuple(_told(name, fates, updated.text))
    changes = _changes(study, updated, fates, time) + _decided_anew(study, updated, decided, of_decided)
    return Plan(tuple(changes), told, remarks=remarks, deed=Deed("update document", (name,)))


def settle_review(study: Study, ids: list[str]) -> Plan:
    """Return the plan that takes these codings off the review list. Raises GioiaError for an id that is not on it."""
    listed = [line.was.id for line in study.review]
    for each in ids:
        if each not in listed:
            raise GioiaError(f"{each} is not on the review list", remedy=suggestion(each, listed, "see gioia review"))
    left = [line for line in study.review if line.was.id not in ids]
    deed = Deed("settle review", tuple(ids))
    return Plan((_review_change(study, left),), tuple(f"settled {each}" for each in ids), deed=deed)


def _updated(document: Document, file: Path | None, encoding: str, time: str) -> tuple[Document, tuple[Finding, ...]]:
    """Return the document with its new text and what the register holds about it, and the remarks about the reading."""
    if file is None:
        return msgspec.structs.replace(document, sha256=text_sha256(document.text)), ()
    raw = original_bytes(file)
    readings = read_original(raw, shown_path(file), Options(encoding=encoding))
    if len(readings) > 1:
        raise GioiaError(f"{shown_path(file)}: the file holds {len(readings)} documents", remedy="name a file of one")
    reading = readings[0]
    updated = msgspec.structs.replace(
        document,
        text=reading.text,
        sha256=text_sha256(reading.text),
        original=file.name,
        original_sha256=hashlib.sha256(raw).hexdigest(),
        reader=reading.reader,
        encoding=reading.encoding,
        pages=reading.pages,
        doubts=doubts(reading),
        added=time,
    )
    return updated, tuple(reading_remarks(file, readings, document.name))


def _changes(study: Study, updated: Document, fates: list[Fate], time: str) -> list[FileChange]:
    path, register = document_path(study.root, updated.name), study.root / REGISTER
    documents = {**study.documents, updated.name: updated}
    touched = [fate for fate in fates if fate.outcome not in {"kept", "moved"}]
    stays = [_moved(updated, fate) for fate in fates if fate.outcome != "lost"]
    changes = [
        FileChange(path, file_bytes(path), updated.text.encode()),
        *coding_changes(study, added=stays, removed=[fate.coding for fate in fates]),
        FileChange(register, file_bytes(register), encode_register(documents)),
    ]
    if touched:
        now = [updated.text[fate.start : fate.end] if fate.outcome != "lost" else "" for fate in touched]
        lines = [Review(fate.outcome, fate.coding, words, time) for fate, words in zip(touched, now, strict=True)]
        changes.insert(0, _review_change(study, [*study.review, *lines]))
    return [change for change in changes if change.before != change.after]


def _decided_anew(study: Study, updated: Document, decided: list[Verdict], fates: list[Fate]) -> list[FileChange]:
    """Return the changes by which verdicts follow the passages that they are about; of a lost one it stays as it was."""
    moved = {
        verdict: msgspec.structs.replace(verdict, suggestion=_moved(updated, fate))
        for verdict, fate in zip(decided, fates, strict=True)
        if fate.outcome != "lost"
    }
    return verdict_changes(study, [moved.get(verdict, verdict) for verdict in study.verdicts])


def _moved(updated: Document, fate: Fate) -> Coding:
    """Return the coding at its new place, with the words and the context that stand there; its id and time stay."""
    was = fate.coding
    return new_coding(
        updated.text,
        was.document,
        (fate.start, fate.end),
        concept=was.concept,
        coder=was.coder,
        time=was.time,
        stage=was.stage,
        cited=was.cited,
        role=was.role,
        memo=was.memo,
        id=was.id,
    )


def _review_change(study: Study, lines: list[Review]) -> FileChange:
    path = study.root / REVIEW
    return FileChange(path, file_bytes(path), encode_lines(lines) if lines else None)


def _told(name: str, fates: list[Fate], text: str) -> list[str]:
    counted = Counter(fate.outcome for fate in fates)
    told = [f"{name}: " + ", ".join(f"{counted[o]} {o}" for o in ("kept", "moved", "changed", "split", "lost"))]
    for fate in fates:
        was = shortened(fate.coding.quotation, _SHOWN)
        if fate.outcome in {"changed", "split"}:
            now = shortened(text[fate.start : fate.end], _SHOWN)
            told.append(f"{fate.outcome} {fate.coding.id} ({fate.similarity:.0%}): “{was}” → “{now}”")
        elif fate.outcome == "lost":
            told.append(f"lost {fate.coding.id}: “{was}”; it waits in {REVIEW}")
    return told

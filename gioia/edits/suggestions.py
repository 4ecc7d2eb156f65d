"""Accepting and rejecting what a procedure suggests: a named person decides, and who decided when is kept."""

from __future__ import annotations

from collections.abc import Iterable

from gioia.codebook.records import concepts
from gioia.codings.coding import Coding, is_same, new_coding, with_free_id
from gioia.edits.coding import known, passage_text
from gioia.edits.plan import FileChange, Plan, coding_changes, file_bytes
from gioia.errors import GioiaError
from gioia.findings import suggestion
from gioia.plaintext.lines import encode_lines
from gioia.study.history import Deed
from gioia.study.record import Study, Verdict
from gioia.study.verdicts import open_suggestions, verdicts_path


def accept(study: Study, coding_id: str, *, by: str, time: str, concept: str = "") -> Plan:
    """Return the plan that makes a suggestion a coding of the person `by`, with its own concept or another one.

    Raises GioiaError where no suggestion with that id waits for the person, where the concept is not there, or where the
    person has coded the passage with it already.
    """
    found = _suggested(study, coding_id, by)
    chosen = concept or found.concept
    known(chosen, [each.name for each in concepts(study.codebook)], "concept", "see gioia structure")
    span = (found.start, found.end)
    text = passage_text(study, found.document, span)
    coding = new_coding(text, found.document, span, concept=chosen, coder=by, time=time, stage=found.stage)
    if any(is_same(other, coding) for other in study.codings):
        raise GioiaError(f"{by} has coded this passage with {chosen!r} already", remedy="reject the suggestion")
    coding = with_free_id(coding, {other.id for other in study.codings})
    verdict = Verdict("accepted", found, by, time, coding.id)
    changes = [*coding_changes(study, added=[coding]), *verdict_changes(study, [*study.verdicts, verdict])]
    message = f"accepted: {coding.id}  {coding.document} {coding.start}–{coding.end}  {chosen}, by {by}"
    return Plan(tuple(changes), (message,), deed=Deed("accept suggestion", (coding_id,), (chosen,)))


def reject(study: Study, coding_id: str, *, by: str, time: str) -> Plan:
    """Return the plan that keeps a suggestion from the person `by`. Raises GioiaError where no such one waits for them."""
    found = _suggested(study, coding_id, by)
    changes = verdict_changes(study, [*study.verdicts, Verdict("rejected", found, by, time)])
    message = f"rejected: {found.document} {found.start}–{found.end}  {found.concept}"
    return Plan(tuple(changes), (message,), deed=Deed("reject suggestion", (coding_id,), (found.concept,)))


def verdict_changes(study: Study, verdicts: Iterable[Verdict]) -> list[FileChange]:
    """Return the changes of the verdict files when these verdicts are all that there are."""
    by_person: dict[str, list[Verdict]] = {verdict.by: [] for verdict in study.verdicts}
    for verdict in verdicts:
        by_person.setdefault(verdict.by, []).append(verdict)
    changes = []
    for by, lines in by_person.items():
        if lines != [verdict for verdict in study.verdicts if verdict.by == by]:
            path = verdicts_path(study.root, by)
            changes.append(FileChange(path, file_bytes(path), encode_lines(lines) if lines else None))
    return changes


def _suggested(study: Study, coding_id: str, by: str) -> Coding:
    waiting = open_suggestions(study, by)
    found = [coding for coding in waiting if coding.id == coding_id]
    if not found:
        remedy = suggestion(coding_id, (coding.id for coding in waiting), "see what the rules find: gioia apply")
        raise GioiaError(f"no suggestion {coding_id} waits for {by}", remedy=remedy)
    return found[0]

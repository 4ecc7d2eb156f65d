"""Taking documents away: the frozen text, its line of the register, and what the rules suggested in it.

What a person coded is not thrown away with a document: as long as a coding, or one that waits for review, stands in it, the
document stays. A text that a researcher may not keep is thus gone from the folder, though `gioia undo` can bring it back
as long as the history holds it.
"""

from __future__ import annotations

from collections.abc import Sequence

from gioia.edits.plan import FileChange, Plan, coding_changes, file_bytes
from gioia.edits.suggestions import verdict_changes
from gioia.errors import GioiaError
from gioia.findings import suggestion
from gioia.sources.documents import REGISTER, document_path, encode_register
from gioia.study.history import Deed
from gioia.study.record import Study, persons_codings


def remove_documents(study: Study, names: Sequence[str]) -> Plan:
    """Return the plan that takes the documents away; their sources stay registered.

    Raises GioiaError for a name that no document has, and where a person's coding, or one that waits for review, stands in one.
    """
    chosen = list(dict.fromkeys(names))
    for name in chosen:
        if name not in study.documents:
            remedy = suggestion(name, study.documents, "see gioia sources")
            raise GioiaError(f"no document is called {name!r}", remedy=remedy)
        _require_uncoded(study, name)
    suggested = [coding for coding in study.codings if coding.document in chosen]
    decided = [verdict for verdict in study.verdicts if verdict.suggestion.document not in chosen]
    left = {name: document for name, document in study.documents.items() if name not in chosen}
    register = study.root / REGISTER
    texts = [document_path(study.root, name) for name in chosen]
    changes = [
        FileChange(register, file_bytes(register), encode_register(left)),
        *coding_changes(study, removed=suggested),
        *verdict_changes(study, decided),
        *(FileChange(path, file_bytes(path), None) for path in texts),
    ]
    messages = tuple(f"removed the document {name}" for name in chosen)
    return Plan(tuple(changes), messages, deed=Deed("remove documents", tuple(chosen)))


def _require_uncoded(study: Study, name: str) -> None:
    """Raise GioiaError where a person has coded something in the document."""
    codings = [coding.id for coding in persons_codings(study) if coding.document == name]
    if codings:
        message = f"a coding stands in {name}" if len(codings) == 1 else f"{len(codings)} codings stand in {name}"
        remedy = f"see them with gioia trace {name}, and take them away first with gioia uncode"
        raise GioiaError(message, remedy=remedy, exit_code=1)
    waiting = [line.was.id for line in study.review if line.was.document == name]
    if waiting:
        remedy = f"settle it first: gioia review {' '.join(waiting)} --settle"
        raise GioiaError(f"{name} has what waits for review", remedy=remedy, exit_code=1)

"""Undoing: an edit of the history taken back, byte for byte, as an edit of its own.

An edit is taken back where each of its files is still as it left it; where a later edit, or a person in an editor, has
changed one of them, nothing is written and that edit is named. Nor is a concept or a document taken away that somebody
has coded since. Undoing is kept in the history too, so that it can be undone
in its turn (`redo`).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from gioia.codebook.reader import codebook_of
from gioia.codings.coding import Coding
from gioia.codings.store import codings_path
from gioia.edits.names import names_of
from gioia.edits.plan import FileChange, Plan, file_bytes
from gioia.errors import ChangedError, GioiaError
from gioia.findings import listed, suggestion
from gioia.plaintext.files import shown_path
from gioia.plaintext.tree import parse_tree
from gioia.sources.documents import document_path
from gioia.study.finding_studies import sharing_codebook
from gioia.study.history import Deed, Edit, as_before, is_kept, read_history, standing, undone_ids
from gioia.study.loading import load_study
from gioia.study.record import Study


def undo(study: Study, edit_id: str = "", by: str = "") -> Plan:
    """Return the plan that takes back an edit: the one of that id, else the last one of the coder `by` that stands.

    Raises GioiaError where there is none, where it is undone already, or where a file is not any more as it left it.
    """
    edits, _ = read_history(study.root)
    candidates = [edit for edit in standing(edits) if not edit.study]
    if not edit_id:
        own = [edit for edit in candidates if edit.by == by]
        if not own:
            remedy = (
                "gioia history --all shows what others did; name the edit to undo"
                if candidates
                else "see gioia history"
            )
            raise GioiaError(f"nothing that {by} did is left to undo", remedy=remedy)
        return _taken_back(study, own[-1], edits)
    return _taken_back(study, _named(study.root, edit_id, edits, candidates), edits)


def redo(study: Study, by: str) -> Plan:
    """Return the plan that does again what the coder `by` undid last and has not done again. Raises GioiaError as `undo` does."""
    edits, _ = read_history(study.root)
    undone = undone_ids(edits)
    # Doing again takes back an undoing, and is none that could be done again in its turn.
    done = {edit.id for edit in edits if not edit.undoes}
    own = [edit for edit in edits if edit.by == by and edit.undoes in done and edit.id not in undone and not edit.study]
    if not own:
        raise GioiaError(f"{by} has undone nothing that could be done again", remedy="see gioia history")
    return _taken_back(study, own[-1], edits)


def _named(root: Path, edit_id: str, edits: Sequence[Edit], candidates: Sequence[Edit]) -> Edit:
    found = [edit for edit in candidates if edit.id.startswith(edit_id)]
    if len(found) == 1:
        return found[0]
    if found:
        raise GioiaError(f"{len(found)} edits begin with {edit_id!r}", remedy="give more of the id")
    elsewhere = next((edit for edit in standing(edits) if edit.id.startswith(edit_id) and edit.study), None)
    if elsewhere:
        message = f"the edit {edit_id} was made in the study {_home(root, elsewhere).name}, which shares the codebook"
        raise GioiaError(message, remedy=f"undo it there: {_command(root, elsewhere)}")
    if any(edit.id.startswith(edit_id) for edit in edits):
        raise GioiaError(f"the edit {edit_id} is undone already", remedy="see gioia history")
    remedy = suggestion(edit_id, (edit.id for edit in candidates), "gioia history --all shows the ids")
    raise GioiaError(f"no edit has the id {edit_id!r}", remedy=remedy)


def _taken_back(study: Study, edit: Edit, edits: Sequence[Edit]) -> Plan:
    if not edit.files or not all(map(is_kept, edit.files)):
        message = f"what the edit {edit.id} did to the files is not kept in this copy"
        raise GioiaError(message, remedy="undo it in the study that the copy was made from", exit_code=1)
    changes = []
    for file in reversed(edit.files):
        path = study.root / file.path
        now = file_bytes(path)
        try:
            changes.append(FileChange(path, now, as_before(file, now)))
        except ValueError as error:
            raise _changed_since(study, file.path, edit, edits) from error
    _refuse_bereft(study, changes)
    deed = Deed(
        f"undo {edit.verb}" if not edit.undoes else f"redo {edit.verb.removeprefix('undo ')}",
        edit.about,
        edit.to,
        undoes=edit.id,
    )
    return Plan(tuple(changes), (f"{'undid' if not edit.undoes else 'did again'}: {told(edit)}",), deed=deed)


def _refuse_bereft(study: Study, changes: Sequence[FileChange]) -> None:
    """Stop where a concept or a document would go that codings rest on, in files that stay as they are."""
    gone = {name for change in changes for name in _concepts_gone(study, change)}
    others = sharing_codebook(study.root, study.codebook_file) if gone else []
    for one in (study, *(load_study(root)[0] for root in others)):
        where = "" if one is study else f" in the study {one.name}"
        _refuse_bereft_codings(one, changes, gone, where)


def _refuse_bereft_codings(study: Study, changes: Sequence[FileChange], gone: set[str], where: str) -> None:
    after = {change.path.resolve(): change.after for change in changes}
    files: dict[tuple[str, str], list[Coding]] = {}
    for coding in study.codings:
        files.setdefault((coding.coder, coding.document), []).append(coding)
    for (coder, document), codings in files.items():
        if codings_path(study.root, coder, document).resolve() in after:
            continue
        has_no_text = after.get(document_path(study.root, document).resolve(), b"") is None
        for coding in codings if has_no_text else [one for one in codings if one.concept in gone]:
            name = document if has_no_text else coding.concept
            message = f"{name!r} would go, and codings rest on it, first {coding.id} by {coder}{where}"
            raise GioiaError(message, remedy="uncode or move those first; nothing was written", exit_code=1)


def _concepts_gone(study: Study, change: FileChange) -> set[str]:
    """Return the concepts that the codebook does not have any more after a change; none for one of another file."""
    if change.path.resolve() != study.codebook_file.resolve():
        return set()
    left = codebook_of(parse_tree((change.after or b"").decode(), "")[0])
    return set(names_of(study.codebook, "concept")) - set(names_of(left, "concept"))


def _changed_since(study: Study, name: str, edit: Edit, edits: Sequence[Edit]) -> ChangedError:
    """Return the error that names what has changed a file since the edit."""
    path = study.root / name
    after = edits[list(edits).index(edit) + 1 :]
    later = [other for other in standing(edits) if other in after and any(file.path == name for file in other.files)]
    if later:
        remedy = f"undo that first: {_command(study.root, later[-1])}"
        message = f"{shown_path(path)}: changed since by {later[-1].by} ({told(later[-1])})"
    else:
        remedy = "it was edited by hand or by another program; put that back first, or make the change by hand"
        message = f"{shown_path(path)}: not any more as “{told(edit)}” left it"
    return ChangedError(message, remedy=f"{remedy}; nothing was written", exit_code=1)


def _home(root: Path, edit: Edit) -> Path:
    """Return the folder of the study where an edit was made of which the study in `root` has a line."""
    return Path(os.path.realpath(root / edit.study))


def _command(root: Path, edit: Edit) -> str:
    """Return the command that undoes an edit of which the study in `root` has a line."""
    return f"gioia undo {edit.id}" + (f" -s {shown_path(_home(root, edit))}" if edit.study else "")


def told(edit: Edit) -> str:
    """Return an edit in a few words: its verb, what it was done to, and what that became."""
    verb = edit.verb.removeprefix("undo ").removeprefix("redo ")
    return " ".join(
        part for part in (verb, listed(edit.about), "→" * bool(edit.about and edit.to), listed(edit.to)) if part
    )

"""A plan: what an edit would change in which files, and the one function that carries it out.

`carry_out` takes the study's lock, loads the study, asks the planner for its plan, and writes the files together: all or
none, in the plan's order, and with them the line of the study's history that says who did what and how to undo it. Two programs therefore take turns, and each plans on what the other has written. A file that a
person saved in between is not overwritten, and nothing is written through a link that leads out of the study: the edit
stops before it has written anything.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from msgspec import Struct, structs

from gioia.codings.coding import Coding
from gioia.codings.store import SUFFIX, codings_path, encode_codings
from gioia.edits.sharing import named, others
from gioia.errors import ChangedError, GioiaError
from gioia.findings import Finding
from gioia.plaintext.files import JOURNAL_NAME, lock, read_bytes, read_text, shown_path, unreadable, way_from
from gioia.plaintext.writing import finish, together
from gioia.sources.documents import REGISTER
from gioia.study.finding_studies import is_shipped
from gioia.study.history import FOLDER as HISTORY
from gioia.study.history import Deed, Edit, FileEdit, edit_id, file_edit, grown_by, history_path
from gioia.study.loading import load_study
from gioia.study.record import Study
from gioia.study.sealed import refuse_sealed

_LOSSY = frozenset({"FI1", "FI2", "FI3", "FI4", "FI7"})


class FileChange(Struct, frozen=True):
    """One file before and after: None where there is no file."""

    path: Path
    before: bytes | None
    after: bytes | None


class Plan(Struct, frozen=True):
    """The changes of one edit in the order in which they are written, what they do in words, and what was refused.

    `refused` holds findings about material that the edit had to leave out (a row that was not found, a bad file),
    `remarks` those about material that came in and deserves a look. `renames` tells that names of the codebook change or go, so
    that every study with that codebook has to follow. `deed` is what the history says of the edit, and `edit`
    the id that it has there once it is carried out.
    """

    changes: tuple[FileChange, ...] = ()
    messages: tuple[str, ...] = ()
    refused: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()
    deed: Deed | None = None
    edit: str = ""
    renames: bool = False


Planner = Callable[[Study], Plan]
Sharing = list[tuple[Study, list[Finding]]]


def carry_out(root: Path, planner: Planner, *, by: str = "", dry_run: bool = False) -> Plan:
    """Return the plan, carried out unless `dry_run`; what it did goes into the history under the name `by`, if there is one.

    Raises GioiaError where the study came with the installed package, where a file to be changed cannot be read without
    loss, where it changed in between, or where the disk refuses.
    """
    if dry_run:
        study, _ = load_study(root)
        refuse_sealed(study, message=f"the study {study.name} is sealed, and is not changed")
        plan = planner(study)
        with _sharing(study, plan, locked=False) as sharing:
            return _followed(plan, planner, sharing)
    if is_shipped(root):
        remedy = "copy it first: gioia init NAME --from lechun"
        raise GioiaError(f"{root.name}: the case that came with the package is not written to", remedy=remedy)
    with lock(root):
        finish(root)
        study, findings = load_study(root)
        refuse_sealed(study, message=f"the study {study.name} is sealed, and is not changed")
        plan = planner(study)
        with _sharing(study, plan, locked=True) as sharing:
            plan = _followed(plan, planner, sharing)
            _refuse_loss(plan, [*findings, *(each for _, found in sharing for each in found)])
            roots = [one.root for one, _ in sharing]
            plan = _with_history(study, plan, by, roots) if by else plan
            _refuse_leading_out((root, *roots), plan)
            write(plan, root / JOURNAL_NAME)
    return plan


def write(plan: Plan, journal: Path | None = None) -> None:
    """Write the changes of a plan, all or none, and none where a file is not any more as it was for the plan."""
    with together(journal) as writing:
        for change in plan.changes:
            if change.after is None:
                writing.remove(change.path)
            elif change.after != change.before:
                writing.put(change.path, change.after)
        for change in plan.changes:
            if file_bytes(change.path) != change.before:
                message = f"{shown_path(change.path)}: the file changed in the meantime"
                raise ChangedError(message, remedy="nothing was written; try again", exit_code=1)


def _sharing(study: Study, plan: Plan, *, locked: bool) -> contextlib.AbstractContextManager[Sharing]:
    """Return the other studies that a plan concerns: all with the codebook where it changes, none otherwise."""
    book = study.codebook_file.resolve()
    changes_book = any(change.path.resolve() == book for change in plan.changes if change.after != change.before)
    return others(study, locked=locked) if changes_book else contextlib.nullcontext([])


def _followed(plan: Plan, planner: Planner, sharing: Sharing) -> Plan:
    """Return the plan with what the same edit changes in the other studies."""
    if not plan.renames or not sharing:
        return plan
    changes = {change.path.resolve(): change for change in plan.changes}
    messages = list(plan.messages)
    for study, _ in sharing:
        try:
            refuse_sealed(study, message=f"the study {study.name} is sealed, and is not changed")
            theirs = planner(study)
        except GioiaError as error:
            raise named(study, error) from error
        more = {change.path.resolve(): change for change in theirs.changes}
        own = {path: change for path, change in more.items() if path not in changes and change.after != change.before}
        changes |= own
        messages.append(f"the study {study.name} shares the codebook" + " and was changed with it" * bool(own))
    return structs.replace(plan, changes=tuple(changes.values()), messages=tuple(messages))


def _with_history(study: Study, plan: Plan, by: str, elsewhere: Sequence[Path]) -> Plan:
    """Return the plan with the lines that the histories get, last; a plan that changes nothing gets none.

    The other studies, whose codebook it changes too, get the line with what it did there, and whose edit it is.
    """
    roots = (study.root, *elsewhere)
    changed = [change for change in plan.changes if change.after != change.before and not _is_history(roots, change)]
    if plan.deed is None or not changed:
        return plan
    time = now("microseconds")
    path, old, written = _history_change(study.root, plan, by, time)
    files = _files(study.root, changed)
    made = Edit(edit_id(time, by, plan.deed, files, len(old)), time, by, **structs.asdict(plan.deed), files=files)
    changes = [*written, FileChange(path, file_bytes(path), grown_by(old, [made]))]
    book = study.codebook_file.resolve()
    for root in elsewhere:
        own = [change for change in changed if _is_in(root, change) or change.path.resolve() == book]
        line = structs.replace(made, study=way_from(root, study.root), files=_files(root, own))
        path, old, _ = _history_change(root, plan, by, time)
        changes.append(FileChange(path, file_bytes(path), grown_by(old, [line])))
    return structs.replace(plan, changes=tuple(changes), edit=made.id)


def _history_change(root: Path, plan: Plan, by: str, time: str) -> tuple[Path, bytes, list[FileChange]]:
    """Return a study's history file, its bytes after the plan, and the plan's other changes."""
    path = history_path(root, by, time)
    # A merge brings lines of another copy into the same file.
    grown = next((change.after for change in plan.changes if change.path == path), None) or file_bytes(path) or b""
    return path, grown, [change for change in plan.changes if change.path != path]


def _files(root: Path, changes: Sequence[FileChange]) -> tuple[FileEdit, ...]:
    return tuple(file_edit(way_from(root, change.path), change.before, change.after) for change in changes)


def _is_history(roots: Sequence[Path], change: FileChange) -> bool:
    return any(change.path.is_relative_to(root / HISTORY) for root in roots)


def _is_in(root: Path, change: FileChange) -> bool:
    return _absolute(change.path).is_relative_to(_absolute(root))


def _absolute(path: Path) -> Path:
    """Return the path from the root of the disk, links as they stand: which study a file lies in is said by its name."""
    return Path(os.path.abspath(path))  # noqa: PTH100


def file_bytes(path: Path) -> bytes | None:
    """Return the file's bytes, or None where there is no file. Raises GioiaError where it cannot be read."""
    try:
        return read_bytes(path)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        found = unreadable(path, error)
        raise GioiaError(f"{found.place} {found.message}", remedy=found.remedy, exit_code=1) from error


def change_text(path: Path, edit: Callable[[str], str]) -> FileChange:
    """Return the change that `edit` makes to a UTF-8 file. Raises GioiaError where it cannot be read as such."""
    before = file_bytes(path)
    text, findings = read_text(path) if before is not None else ("", [])
    if findings:
        raise GioiaError(f"{findings[0].place} {findings[0].message}", remedy=findings[0].remedy, exit_code=1)
    return FileChange(path, before, edit(text).encode())


def coding_changes(study: Study, added: Iterable[Coding] = (), removed: Iterable[Coding] = ()) -> list[FileChange]:
    """Return the changes of the codings files that adding and removing these codings makes."""
    gone = {(coding.coder, coding.document, coding.id) for coding in removed}
    touched: dict[tuple[str, str], list[Coding]] = {(coder, document): [] for coder, document, _ in sorted(gone)}
    for coding in added:
        touched.setdefault((coding.coder, coding.document), []).append(coding)
    kept: dict[tuple[str, str], list[Coding]] = {key: [] for key in touched}
    for coding in study.codings:
        key = (coding.coder, coding.document)
        if key in kept and (*key, coding.id) not in gone:
            kept[key].append(coding)
    changes = []
    for (coder, document), new in touched.items():
        path = codings_path(study.root, coder, document)
        codings = kept[coder, document] + new
        changes.append(FileChange(path, file_bytes(path), encode_codings(codings) if codings else None))
    return [change for change in changes if change.before != change.after]


def now(precision: Literal["seconds", "microseconds"] = "seconds") -> str:
    """Return the time: UTC, ISO 8601; new codings carry it to the second, edits as finely as their order needs."""
    return datetime.now(UTC).isoformat(timespec=precision).replace("+00:00", "Z")


def _refuse_loss(plan: Plan, findings: list[Finding]) -> None:
    """Stop before a file is written anew of which a part could not be read."""
    touched = {shown_path(change.path) for change in plan.changes}
    for finding in findings:
        if finding.place.path in touched and finding.rule in _lossy(finding.place.path):
            message = f"{finding.place} {finding.message}"
            raise GioiaError(message, remedy=f"{finding.remedy}; nothing was written", exit_code=1)


def _refuse_leading_out(roots: Sequence[Path], plan: Plan) -> None:
    """Stop before a file is written that lies below one of the studies by its name, and by a link somewhere else.

    A file that study.yaml names outside (`codebook: ../codebooks/lechun.yaml`) is where the person said it is; but it has to
    be there: none is made outside the study.
    """
    for change in plan.changes:
        found = Path(os.path.realpath(change.path))
        root = next((root for root in roots if _is_in(root, change)), None)
        if not (found.is_relative_to(os.path.realpath(root)) if root is not None else change.before is not None):
            message = f"{shown_path(change.path)}: this leads out of the study, to {found}"
            remedy = "put the file or folder itself into the study; nothing was written"
            raise GioiaError(message, remedy=remedy, exit_code=1)


def _lossy(path: str) -> frozenset[str]:
    """Return the rules that keep a file from being written: a coding in another's file or a document twice would go."""
    if path.endswith(REGISTER):
        return _LOSSY | {"NA2"}
    return _LOSSY | {"FI5"} if path.endswith(SUFFIX) else _LOSSY

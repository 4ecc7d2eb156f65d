"""Where redacted copies lie, and how one takes the place of the last: finding all names takes several tries.

A copy that nobody touched since it was made makes room for the next; a list of its files with their hashes beside it tells.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import msgspec

from gioia.edits.plan import file_bytes
from gioia.edits.pseudonyms import sound_names
from gioia.edits.redacting import Redacted, redact
from gioia.errors import GioiaError
from gioia.findings import Finding
from gioia.plaintext.files import files_below, is_file, shown_path
from gioia.plaintext.writing import write_atomic
from gioia.study.history import content_hash
from gioia.study.record import Study

LISTED = "redacted.json"


def redacted_copy(study: Study, findings: Iterable[Finding], names: Path, out: Path | None) -> tuple[Path, Redacted]:
    """Return the folder of a redacted copy of the study, below `out` (else below `out/NAME-redacted`), and what was done.

    Raises GioiaError where the file of names has a fault, where the copy cannot be made, or where somebody changed the last one.
    """
    pseudonyms = sound_names(names)
    called = pseudonyms.replaced(study.name)
    folder = out or Path("out") / f"{called}-redacted"
    target = folder / called
    _refuse_own(study, target)
    _make_room(target, folder / LISTED)
    done = redact(study, findings, pseudonyms, target)
    listed = msgspec.json.format(msgspec.json.encode(_hashes(target)), indent=2)
    write_atomic(folder / LISTED, listed + b"\n")
    return target, done


def _refuse_own(study: Study, target: Path) -> None:
    root, wanted = study.root.resolve(), target.resolve()
    if wanted.is_relative_to(root) and wanted.relative_to(root).parts[:1] != ("out",):
        message = f"{shown_path(target)} lies in the study itself"
        raise GioiaError(message, remedy="choose another place with --out")


def _make_room(target: Path, list_file: Path) -> None:
    """Take the last copy away where it is as it was made."""
    if not target.exists():
        return
    try:
        listed = msgspec.json.decode(file_bytes(list_file) or b"{}", type=dict[str, str])
    except msgspec.MsgspecError:
        listed = {}
    if not listed or _hashes(target) != listed:
        message = f"{shown_path(target)}: something is there that is no copy as it was made"
        raise GioiaError(message, remedy="move it away, or choose another place with --out", exit_code=1)
    shutil.rmtree(target)


def _hashes(target: Path) -> dict[str, str]:
    paths = (path for path in files_below(target)[0] if is_file(path))
    return {path.relative_to(target).as_posix(): content_hash(file_bytes(path)) for path in paths}

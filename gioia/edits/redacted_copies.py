"""Where redacted copies lie, and how one takes the place of the last: finding all names takes several tries.

A copy that nobody touched since it was made makes room for the next, and so do its displays, which may be named by what the last
file of names had not; a list of the files with their hashes beside it tells.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import msgspec

from gioia.edits.new_study import absolute, copy_place
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
    _make_room(folder, target)
    done = redact(study, findings, pseudonyms, target)
    _list(folder, _files(target))
    return target, done


def list_displays(target: Path, written: Iterable[Path]) -> None:
    """Note the displays of the copy in `target` with it, so that they go with it: their files too may be named by a name."""
    _list(target.parent, [*_listed(target.parent), *(_below(target.parent, path) for path in written)])


def _refuse_own(study: Study, target: Path) -> None:
    root, wanted = study.root.resolve(), target.resolve()
    if not wanted.is_relative_to(root / "out"):
        copy_place(study.root, target, "")


def _make_room(folder: Path, target: Path) -> None:
    """Take the last copy away where it is as it was made, with those of its displays that are."""
    listed = _listed(folder)
    files = _files(target)
    known = {name for name in listed if (folder / name).is_relative_to(target)}
    if target.exists() and not (
        known and known == set(files) and all(_hash(folder, one) == listed[one] for one in files)
    ):
        message = f"{shown_path(target)}: something is there that is no copy as it was made"
        raise GioiaError(message, remedy="move it away, or choose another place with --out", exit_code=1)
    shutil.rmtree(target, ignore_errors=True)
    for name in (name for name, made in listed.items() if made and _hash(folder, name) == made):
        (folder / name).unlink()
        for above in (folder / name).parents:
            if above == folder or any(above.iterdir()):
                break
            above.rmdir()


def _files(target: Path) -> list[str]:
    return [_below(target.parent, path) for path in files_below(target)[0] if is_file(path)]


def _below(folder: Path, path: Path) -> str:
    return absolute(path).relative_to(absolute(folder)).as_posix()


def _hash(folder: Path, name: str) -> str:
    return content_hash(file_bytes(folder / name))


def _listed(folder: Path) -> dict[str, str]:
    """Return what was made in a folder: name of a file, from the folder → the hash that it had."""
    try:
        return msgspec.json.decode(file_bytes(folder / LISTED) or b"{}", type=dict[str, str])
    except msgspec.MsgspecError:
        return {}


def _list(folder: Path, names: Iterable[str]) -> None:
    hashes = {name: _hash(folder, name) for name in dict.fromkeys(names)}
    write_atomic(folder / LISTED, msgspec.json.format(msgspec.json.encode(hashes), indent=2) + b"\n")

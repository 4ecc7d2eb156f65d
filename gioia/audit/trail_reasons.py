"""What the history of edits says of reasons, and whether anything tells how the codebook grew.

The trail (`gioia.audit.trail`) puts all of it together and asks git; this looks only as far as a rule needs at every check.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from gioia.plaintext.files import files_below
from gioia.plaintext.lines import read_lines
from gioia.study.history import FOLDER, SUFFIX
from gioia.study.record import Study

_CHANGES = ("rename", "merge", "split", "delete", "drop", "remove")


class _Done(Struct, frozen=True):
    """What is read of an edit."""

    verb: str
    id: str
    about: tuple[str, ...] = ()
    why: str = ""
    undoes: str = ""


def unexplained(root: Path) -> tuple[list[str], int]:
    """Return the changes of the codebook that have no reason, as words, and how many changes there are in all."""
    paths = files_below(root / FOLDER, SUFFIX)[0] if (root / FOLDER).is_dir() else []
    done = [edit for path in paths for edit in read_lines(path, _Done)[0]]
    undone = {edit.undoes for edit in done if edit.undoes}
    changes = [edit for edit in done if _is_change(edit.verb) and edit.id not in undone]
    return [f"{edit.verb} {' '.join(edit.about)}" for edit in changes if not edit.why], len(changes)


def knows_its_past(study: Study) -> bool:
    """Tell whether the study has a history of edits, or lies in a git repository."""
    if files_below(study.root / FOLDER, SUFFIX)[0]:
        return True
    return any((folder / ".git").exists() for folder in study.codebook_file.resolve().parents)


def _is_change(verb: str) -> bool:
    first, _, noun = verb.partition(" ")
    return first in _CHANGES and noun.startswith(("concept", "theme", "dimension"))

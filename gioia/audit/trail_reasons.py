"""What the history of edits says of reasons, and whether anything tells how the codebook grew.

The trail (`gioia.audit.trail`) puts all of it together and asks git; this looks only as far as a rule needs at every check.
"""

from __future__ import annotations

from pathlib import Path

from gioia.plaintext.files import files_below
from gioia.study.history import FOLDER, SUFFIX, read_history, standing
from gioia.study.record import Study

_CHANGES = ("rename", "merge", "split", "delete", "drop", "remove")


def unexplained(root: Path) -> tuple[list[str], int]:
    """Return the changes of the codebook that have no reason, as words, and how many changes there are in all."""
    changes = [edit for edit in standing(read_history(root)[0]) if _is_change(edit.verb)]
    return [f"{edit.verb} {' '.join(edit.about)}" for edit in changes if not edit.why], len(changes)


def knows_its_past(study: Study) -> bool:
    """Tell whether the study has a history of edits, or lies in a git repository."""
    if files_below(study.root / FOLDER, SUFFIX)[0]:
        return True
    return any((folder / ".git").exists() for folder in study.codebook_file.resolve().parents)


def _is_change(verb: str) -> bool:
    first, _, noun = verb.partition(" ")
    return first in _CHANGES and noun.startswith(("concept", "theme", "dimension"))

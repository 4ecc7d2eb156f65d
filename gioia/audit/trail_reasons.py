"""What the history of edits says of reasons, and whether anything tells how the codebook grew.

The trail (`gioia.audit.trail`) puts all of it together; this looks only as far as a rule needs at every check.
"""

from __future__ import annotations

from pathlib import Path

from gioia.study.history import Edit, read_history, standing
from gioia.study.record import Study

_CHANGES = ("rename", "merge", "split", "move", "delete", "drop", "remove")
_KEEPING = ("define", "rename", "move", "group", "ungroup")
"""What the verbs begin with of edits that leave the number of concepts as it was."""
_SHORTENED = b"\x04"
"""The version of an index in which names are not written out; there the file is taken to be among them."""


def unexplained(root: Path) -> tuple[list[str], int]:
    """Return the changes of the codebook that have no reason, as words, and how many changes there are in all.

    That a concept gets its first theme is no change; that it loses one, or gets another, is.
    """
    changes = [edit for edit in standing(read_history(root)[0]) if _is_change(edit.verb)]
    return [f"{edit.verb} {' '.join(edit.about)}" for edit in changes if not edit.why], len(changes)


def knows_its_past(study: Study) -> bool:
    """Tell whether the number of concepts over time is kept: in edits that changed it, or because git has the codebook."""
    return _is_tracked(study.codebook_file) or any(_changes_number(study, edit) for edit in read_history(study.root)[0])


def _is_change(verb: str) -> bool:
    first, _, noun = verb.partition(" ")
    return verb == "ungroup" or (first in _CHANGES and noun.startswith(("concept", "theme", "dimension")))


def _changes_number(study: Study, edit: Edit) -> bool:
    name = study.codebook_file.name
    first = edit.verb.removeprefix("undo ").removeprefix("redo ").partition(" ")[0]
    return first not in _KEEPING and any(Path(file.path).name == name for file in edit.files)


def _is_tracked(path: Path) -> bool:
    """Tell whether git has the file, by the index of the repository that it lies in: to start git takes longer than the check."""
    path = path.resolve()
    top = next((folder for folder in path.parents if (folder / ".git").exists()), None)
    if top is None:
        return False
    try:
        git = top / ".git"
        if git.is_file():
            # A working tree beside its repository, or a submodule.
            git = top / git.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
        index = (git / "index").read_bytes()
    except (OSError, ValueError):
        return False
    return index[7:8] == _SHORTENED or path.relative_to(top).as_posix().encode() + b"\0" in index

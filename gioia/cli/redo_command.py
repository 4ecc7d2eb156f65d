"""`gioia redo`: what was undone last, done again."""

from __future__ import annotations

from gioia.cli.common import CoderOption, DryRunOption, StudyOption, doer, edit
from gioia.cli.words import say

HELP = say(
    "Do again what you undid last.\n\nWhere a file of it has changed since, nothing is written and it is said what changed it.",
    "恢复自己最近一次撤销的改动。\n\n涉及的文件后来又变了，就什么都不写，并说明被什么改过。",
)


def command(*, coder: CoderOption = None, study: StudyOption = None, dry_run: DryRunOption = False) -> None:
    """Redo an edit."""
    from gioia.edits.undo import redo

    who = doer(coder)
    edit(study, lambda loaded: redo(loaded, who), by=who, dry_run=dry_run)

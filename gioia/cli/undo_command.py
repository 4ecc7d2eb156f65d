"""`gioia undo`: an edit taken back."""

from __future__ import annotations

from typing import Annotated

import typer

from gioia.cli.common import CoderOption, DryRunOption, StudyOption, doer, edit
from gioia.cli.words import say

HELP = say(
    "Take back an edit.\n\nThe last one that you made and that still stands, or the one of that id (gioia history --all shows them). All its "
    "files are as they were before; where one of them has changed since, nothing is written and it is said what changed it.",
    "撤销一次改动。\n\n撤销自己最近一次还有效的改动，或指定编号的改动（gioia history --all 可查）。涉及的文件全部恢复原样；其中有文件后来又变了，就什么都不写，并说明被什么改过。",
)


def command(
    edit_id: Annotated[
        str,
        typer.Argument(metavar="EDIT", help=say("The edit's id, or its beginning.", "改动的编号，写开头几位即可。")),
    ] = "",
    *,
    coder: CoderOption = None,
    study: StudyOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Undo an edit."""
    from gioia.edits.undo import undo

    who = doer(coder)
    edit(study, lambda loaded: undo(loaded, edit_id, who), by=who, dry_run=dry_run)

"""`gioia uncode`: take a coding away."""

from __future__ import annotations

from typing import Annotated

import typer

from gioia.cli.common import DryRunOption, StudyOption, edit
from gioia.cli.words import say

HELP = say(
    "Take a coding away.\n\nThe id is shown by gioia code and gioia trace; relations that still name the coding are listed.",
    "撤销一条编码。\n\n编号由 gioia code 和 gioia trace 显示；模型里还提到它的关系会列出来。",
)


def command(
    coding: Annotated[str, typer.Argument(metavar="ID", help=say("The coding's id.", "编码的编号。"))],
    study: StudyOption = None,
    *,
    dry_run: DryRunOption = False,
) -> None:
    """Uncode a passage."""
    from gioia.edits.coding import uncode

    edit(study, lambda loaded: uncode(loaded, coding), dry_run=dry_run)

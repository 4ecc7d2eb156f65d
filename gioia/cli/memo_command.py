"""`gioia memo`: an analytic note on a name or a coding."""

from __future__ import annotations

from typing import Annotated

import typer

from gioia.cli.common import CoderOption, DryRunOption, StudyOption, coder_name, edit
from gioia.cli.words import say

HELP = say(
    "Write a note on a concept, theme, dimension, stage, source, document or coding.\n\nA note on a coding stands in the coding; any other "
    "is added to the memo about that name, with who wrote it and when.",
    "给概念、主题、维度、阶段、来源、文档或某条编码写备忘录。\n\n编码的备忘写在编码里；其他的加进该名称的备忘录文件，注明谁在何时所写。",
)


def command(
    name: Annotated[str, typer.Argument(help=say("The name, or a coding's id.", "名称，或编码的编号。"))],
    text: Annotated[str, typer.Argument(help=say("The note.", "备忘的内容。"))],
    *,
    coder: CoderOption = None,
    study: StudyOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Write a memo."""
    from gioia.edits.memos import add_memo
    from gioia.edits.plan import now

    who = coder_name(coder)
    edit(study, lambda loaded: add_memo(loaded, name, text, by=who, time=now()), by=who, dry_run=dry_run)

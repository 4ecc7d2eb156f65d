"""`gioia ungroup`: concepts out of their themes."""

from __future__ import annotations

from typing import Annotated

import typer

from gioia.cli.common import DryRunOption, StudyOption, WhyOption, edit
from gioia.cli.words import say

HELP = say(
    "Take concepts out of their themes.\n\nThey wait under ungrouped in the codebook, with all that is written about them, until gioia "
    "group puts them under a theme.",
    "把概念移出主题，变为未归组。\n\n概念连同编码本里的全部内容移到 ungrouped 下面，等 gioia group 再归入主题。",
)


def command(
    names: Annotated[list[str], typer.Argument(metavar="CONCEPT", help=say("The concepts.", "概念，可以写多个。"))],
    *,
    why: WhyOption = "",
    study: StudyOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Ungroup concepts."""
    from gioia.edits.structure import ungroup

    edit(study, lambda loaded: ungroup(loaded, names, why=why), dry_run=dry_run)

"""`gioia group`: concepts under a theme."""

from __future__ import annotations

from typing import Annotated

import typer

from gioia.cli.common import DryRunOption, StudyOption, WhyOption, edit
from gioia.cli.words import say

HELP = say(
    "Put concepts under a theme.\n\nThey move with all that is written about them in the codebook, comments included, from another "
    "theme or from those without one.",
    "把概念归入主题。\n\n概念在编码本里的全部内容（包括注释）一起移动，无论原来在别的主题下还是没有归组。",
)


def command(
    names: Annotated[list[str], typer.Argument(metavar="CONCEPT", help=say("The concepts.", "概念，可以写多个。"))],
    theme: Annotated[str, typer.Option("--theme", metavar="NAME", help=say("The theme.", "主题。"))],
    *,
    why: WhyOption = "",
    study: StudyOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Group concepts."""
    from gioia.edits.structure import group

    edit(study, lambda loaded: group(loaded, names, theme, why=why), dry_run=dry_run)

"""`gioia ungroup`: concepts out of their themes."""

from __future__ import annotations

from typing import Annotated

import typer

from gioia.cli.common import DryRunOption, StudyOption, WhyOption, edit
from gioia.cli.words import say

HELP = say("Take concepts out of their themes.", "把概念移出主题，变为未归组。")


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

"""`gioia translate`: prepare a translation of the excerpts."""

from __future__ import annotations

from typing import Annotated

import typer

from gioia.cli.common import DryRunOption, StudyOption, edit
from gioia.cli.words import say

HELP = say(
    "Prepare the translation of the excerpts that are shown.\n\nEvery excerpt gets an entry in translations/LANGUAGE.yaml, with "
    "its original and room for the translation, which people write; what is there already stays. Once it is filled in, tables "
    "show it beside the excerpt.",
    "准备典型证据的译文文件，等人填写。\n\n每条典型证据在 translations/语言.yaml 里有一项，列出原文，留出译文的位置，由人来写；已有的内容不动。"
    "填好以后，表里就在原文旁边印出译文。",
)


def command(
    language: Annotated[
        str, typer.Argument(metavar="LANGUAGE", help=say("The second language, such as en.", "第二种语言，例如 en。"))
    ],
    study: StudyOption = None,
    *,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help=say("Who translates.", "译者。"))] = "",
    dry_run: DryRunOption = False,
) -> None:
    """Prepare a translation."""
    from gioia.edits.translation import translate

    edit(study, lambda loaded: translate(loaded, language, by), dry_run=dry_run)

"""`gioia dimension`: aggregate dimensions added, renamed, defined and taken away."""

from __future__ import annotations

from typing import Annotated

import typer

from gioia.cli.common import DefinitionOption, DryRunOption, StudyOption, WhyOption, edit
from gioia.cli.words import say

HELP = say(
    "Add, rename, define or remove an aggregate dimension.\n\nEach goes through the codebook, the model, waivers and memos at once, is "
    "shown under --dry-run, and is taken back by gioia undo.",
    "增加、改名、定义或删除聚合维度。\n\n编码本、机理模型、豁免和备忘录一并改动；用 --dry-run 先看，用 gioia undo 撤销。",
)

Name = Annotated[str, typer.Argument(help=say("The dimension.", "聚合维度。"))]


def add(
    name: Name,
    *,
    definition: DefinitionOption = "",
    why: WhyOption = "",
    study: StudyOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Add a dimension."""
    from gioia.edits.structure import add_dimension

    edit(study, lambda loaded: add_dimension(loaded, name, definition=definition, why=why), dry_run=dry_run)


def rename(
    name: Name,
    new: Annotated[str, typer.Argument(help=say("The new name.", "新名称。"))],
    *,
    why: WhyOption = "",
    study: StudyOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Rename a dimension."""
    from gioia.edits.structure import rename as renamed

    edit(study, lambda loaded: renamed(loaded, "dimension", name, new, why=why), dry_run=dry_run)


def define(
    name: Name,
    definition: Annotated[str, typer.Argument(help=say("What it means.", "定义。"))],
    *,
    why: WhyOption = "",
    study: StudyOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Define a dimension."""
    from gioia.edits.structure import define as defined

    edit(study, lambda loaded: defined(loaded, "dimension", name, definition, why=why), dry_run=dry_run)


def remove(name: Name, *, why: WhyOption = "", study: StudyOption = None, dry_run: DryRunOption = False) -> None:
    """Remove a dimension."""
    from gioia.edits.structure import remove as removed

    edit(study, lambda loaded: removed(loaded, "dimension", name, why=why), dry_run=dry_run)


VERBS = {
    "add": (say("Add a dimension.", "增加聚合维度。"), add),
    "rename": (
        say("Give a dimension another name wherever it is named.", "聚合维度改名，所有用到的地方一起改。"),
        rename,
    ),
    "define": (say("Write what a dimension means.", "写下聚合维度的定义。"), define),
    "remove": (say("Take a dimension without themes away.", "删除没有主题的聚合维度。"), remove),
}

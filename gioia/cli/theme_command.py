"""`gioia theme`: second-order themes added, renamed, merged, moved, defined and taken away."""

from __future__ import annotations

from typing import Annotated

import typer

from gioia.cli.common import DefinitionOption, DryRunOption, StudyOption, WhyOption, edit
from gioia.cli.structure_verbs import Name, Names, defining, merging, removing, renaming
from gioia.cli.words import say

HELP = say(
    "Add, rename, merge, move, define or remove a theme.\n\nEach goes through the codebook, the model, waivers and memos at once, is "
    "shown under --dry-run, and is taken back by gioia undo. Concepts come under a theme with gioia group.",
    "增加、改名、合并、移动、定义或删除主题。\n\n编码本、机理模型、豁免和备忘录一并改动；用 --dry-run 先看，用 gioia undo 撤销。概念用 gioia group 归入主题。",
)

Dimension = Annotated[
    str, typer.Option("--dimension", metavar="NAME", help=say("The aggregate dimension.", "归入哪个聚合维度。"))
]


def add(
    name: Name,
    dimension: Dimension,
    *,
    definition: DefinitionOption = "",
    why: WhyOption = "",
    study: StudyOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Add a theme."""
    from gioia.edits.structure import add_theme

    edit(
        study,
        lambda loaded: add_theme(loaded, name, dimension=dimension, definition=definition, why=why),
        dry_run=dry_run,
    )


def move(
    names: Names, dimension: Dimension, *, why: WhyOption = "", study: StudyOption = None, dry_run: DryRunOption = False
) -> None:
    """Move themes."""
    from gioia.edits.structure import move_theme

    edit(study, lambda loaded: move_theme(loaded, names, dimension, why=why), dry_run=dry_run)


VERBS = {
    "add": (say("Add a theme to a dimension.", "在聚合维度下增加主题。"), add),
    "rename": (
        say("Give a theme another name wherever it is named.", "主题改名，所有用到的地方一起改。"),
        renaming("theme"),
    ),
    "merge": (
        say("Make one theme of several, with all their concepts.", "把几个主题合成一个，概念都归过来。"),
        merging("theme"),
    ),
    "move": (say("Put themes under another dimension.", "把主题移到另一个聚合维度。"), move),
    "define": (say("Write what a theme means.", "写下主题的定义。"), defining("theme")),
    "remove": (
        say("Take a theme away; its concepts become ungrouped.", "删除主题，其概念变为未归组。"),
        removing("theme"),
    ),
}

"""`gioia dimension`: aggregate dimensions added, renamed, defined and taken away."""

from __future__ import annotations

from gioia.cli.common import DefinitionOption, DryRunOption, StudyOption, WhyOption, edit
from gioia.cli.structure_verbs import Name, defining, removing, renaming
from gioia.cli.words import say

HELP = say(
    "Add, rename, define or remove an aggregate dimension.\n\nEach goes through the codebook, the model, waivers and memos at once, is "
    "shown under --dry-run, and is taken back by gioia undo.",
    "增加、改名、定义或删除聚合维度。\n\n编码本、机理模型、豁免和备忘录一并改动；用 --dry-run 先看，用 gioia undo 撤销。",
)


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


VERBS = {
    "add": (say("Add a dimension.", "增加聚合维度。"), add),
    "rename": (
        say("Give a dimension another name wherever it is named.", "聚合维度改名，所有用到的地方一起改。"),
        renaming("dimension"),
    ),
    "define": (say("Write what a dimension means.", "写下聚合维度的定义。"), defining("dimension")),
    "remove": (say("Take a dimension without themes away.", "删除没有主题的聚合维度。"), removing("dimension")),
}

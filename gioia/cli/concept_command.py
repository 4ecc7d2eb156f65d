"""`gioia concept`: first-order concepts added, renamed, merged, split, defined and taken away."""

from __future__ import annotations

from typing import Annotated

import typer

from gioia.cli.common import DefinitionOption, DryRunOption, StudyOption, WhyOption, edit
from gioia.cli.structure_verbs import Name, defining, merging, removing, renaming
from gioia.cli.words import say

HELP = say(
    "Add, rename, merge, split, define or remove a concept.\n\nEach goes through the codebook, the codings of all coders, waivers and "
    "memos at once, is shown under --dry-run, and is taken back by gioia undo.",
    "增加、改名、合并、拆分、定义或删除概念。\n\n编码本、所有编码者的编码、豁免和备忘录一并改动；用 --dry-run 先看，用 gioia undo 撤销。",
)

_ADD = say("Add a concept, ungrouped or under a theme.", "增加概念，归入主题或暂不归组。")
_RENAME = say("Give a concept another name wherever it is named.", "概念改名，所有用到的地方一起改。")
_MERGE = say(
    "Make one concept of several.\n\nTheir codings all bear the one that is left; where one coder coded one passage with two of "
    "them, one coding is left. Indicators are joined; definitions are not.",
    "把几个概念合成一个。\n\n编码都归到留下的概念；同一编码者对同一段话的重复编码合为一条。指标词合并，定义不合并。",
)
_SPLIT = say(
    "Give some of a concept's codings to another one, which may be new.\n\nWhich codings: by their ids, source, stage, coder, or words "
    "in the passage; what is given must all hold.",
    "把一个概念的部分编码分给另一个概念（可以是新的）。\n\n按编码编号、来源、阶段、编码者或段落里的词语挑选，给出的条件要同时满足。",
)
_DEFINE = say("Write what a concept means.", "写下概念的定义。")
_REMOVE = say("Take a concept without codings away.", "删除没有编码的概念。")


def add(
    name: Name,
    *,
    theme: Annotated[str, typer.Option("--theme", metavar="NAME", help=say("Its theme.", "归入哪个主题。"))] = "",
    definition: DefinitionOption = "",
    why: WhyOption = "",
    study: StudyOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Add a concept."""
    from gioia.edits.structure import add_concept

    edit(study, lambda loaded: add_concept(loaded, name, theme=theme, definition=definition, why=why), dry_run=dry_run)


def split(
    name: Name,
    into: Annotated[str, typer.Option("--into", metavar="NAME", help=say("The other concept.", "另一个概念。"))],
    *,
    coding: Annotated[
        list[str] | None,
        typer.Option("--coding", metavar="ID", help=say("A coding; may be repeated.", "编码的编号，可以写多次。")),
    ] = None,
    source: Annotated[
        str, typer.Option("--source", metavar="CODE", help=say("Those of a source.", "某个来源的编码。"))
    ] = "",
    stage: Annotated[
        str, typer.Option("--stage", metavar="NAME", help=say("Those of a stage.", "某个阶段的编码。"))
    ] = "",
    by: Annotated[str, typer.Option("--by", metavar="CODER", help=say("Those of a coder.", "某位编码者的编码。"))] = "",
    words: Annotated[
        str,
        typer.Option(
            "--words", metavar="TEXT", help=say("Those whose passage holds this.", "段落里含有这几个字的编码。")
        ),
    ] = "",
    why: WhyOption = "",
    study: StudyOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Split a concept."""
    from gioia.edits.retagging import Choice, split_concept

    choice = Choice(tuple(coding or ()), source, stage, by, words)
    edit(study, lambda loaded: split_concept(loaded, name, into, choice, why=why), dry_run=dry_run)


VERBS = {
    "add": (_ADD, add),
    "rename": (_RENAME, renaming("concept")),
    "merge": (_MERGE, merging("concept")),
    "split": (_SPLIT, split),
    "define": (_DEFINE, defining("concept")),
    "remove": (_REMOVE, removing("concept")),
}

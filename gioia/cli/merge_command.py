"""`gioia merge`: the codings of another copy of the study."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gioia.cli.common import DryRunOption, StudyOption, edit, root_to_write, say_broken
from gioia.cli.words import say

HELP = say(
    "Bring in the codings of another copy of the study.\n\nBoth copies must hold the same frozen texts; where they differ, it is said where, "
    "and nothing comes in. Codings of all coders are kept; concepts that are new here come in with them. Then it is listed where persons "
    "disagree.",
    "并入同一研究另一份副本里的编码。\n\n两份副本的存档文本必须一致；不一致就指出从哪里开始不同，什么都不并入。所有编码者的编码都保留，这里没有的概念一并加入，最后列出编码者之间的分歧。",
)


def command(
    other: Annotated[Path, typer.Argument(help=say("Folder of the other copy.", "另一份副本的文件夹。"))],
    *,
    study: StudyOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Merge a copy."""
    from gioia.displays.disagreements import contrast_line, contrasts
    from gioia.edits.merging import merge
    from gioia.findings import counted
    from gioia.study.loading import load_study

    root = root_to_write(study)
    copy, findings = load_study(other)
    # A line that cannot be read would be missing here without a word.
    say_broken(findings, must_be_sound=True)
    edit(str(root), lambda loaded: merge(loaded, copy), dry_run=dry_run)
    if not dry_run:
        found = contrasts(load_study(root)[0])
        typer.echo(say(counted(len(found), "disagreement"), f"{len(found)} 处分歧"))
        for each in found:
            typer.echo(contrast_line(each))

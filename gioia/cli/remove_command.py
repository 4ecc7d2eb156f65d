"""`gioia remove`: take documents away."""

from __future__ import annotations

from typing import Annotated

import typer

from gioia.cli.common import DryRunOption, StudyOption, edit
from gioia.cli.words import say

HELP = say(
    "Take away documents that nobody has coded.\n\nTheir texts go, with their lines of the register and what the rules suggested in "
    "them; their sources stay in study.yaml. A document in which a person's coding stands is not taken away: see its codings with gioia "
    "trace, and take them away first with gioia uncode.",
    "移除没有人编码过的文档。\n\n移除文档的文本、登记和规则在其中提出的建议；来源仍留在 study.yaml 里。文档里有人的编码时不予移除：先用 gioia "
    "trace 查看，再用 gioia uncode 撤销。",
)


def command(
    documents: Annotated[
        list[str],
        typer.Argument(
            help=say("The documents' names, as gioia sources shows them.", "文档的名称，见 gioia sources。")
        ),
    ],
    study: StudyOption = None,
    *,
    dry_run: DryRunOption = False,
) -> None:
    """Remove documents."""
    from gioia.edits.removal import remove_documents

    edit(study, lambda loaded: remove_documents(loaded, documents), dry_run=dry_run)

"""`gioia code`: one concept on one passage."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from gioia.cli.common import CoderOption, DryRunOption, StudyOption, coder_name, edit
from gioia.cli.words import say

HELP = say(
    "Code a passage with a concept.\n\nQUOTATION is copied from the document; width, spaces and line breaks do not matter. Where it "
    "stands in several places, --at says which: the places are listed.",
    "用一个概念给一段话编码。\n\nQUOTATION 从文档里复制，全角半角、空格和换行没有关系。同一句话出现多次时会列出各处位置，用 --at 选定。",
)


class EvidenceRole(StrEnum):
    """The role of a passage as evidence."""

    POWER = "power"
    PROOF = "proof"
    COUNTER = "counter"


def command(
    quotation: Annotated[str, typer.Argument(help=say("The words of the passage.", "这段话的原文。"))],
    concept: Annotated[
        str, typer.Option("--concept", "-c", metavar="NAME", help=say("The first-order concept.", "一阶概念。"))
    ],
    *,
    study: StudyOption = None,
    document: Annotated[
        str,
        typer.Option("--document", "-d", help=say("The document, or a part of its name.", "文档名，或名称的一部分。")),
    ] = "",
    at: Annotated[
        int | None,
        typer.Option("--at", help=say("Where the passage begins (code point).", "这段话开始的位置（字符数）。")),
    ] = None,
    stage: Annotated[str, typer.Option("--stage", help=say("The stage.", "阶段。"))] = "",
    cited: Annotated[
        str, typer.Option("--cited", help=say("Source code that it is credited to.", "引自哪个来源编号。"))
    ] = "",
    role: Annotated[
        EvidenceRole | None, typer.Option("--role", help=say("Show it as evidence.", "作为典型证据展示。"))
    ] = None,
    memo: Annotated[str, typer.Option("--memo", help=say("A note.", "备注。"))] = "",
    coder: CoderOption = None,
    new: Annotated[
        bool, typer.Option("--new", help=say("Add the concept if it is new.", "概念是新的就加入编码本。"))
    ] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Code a passage."""
    from gioia.edits.coding import Wish, code
    from gioia.edits.plan import now

    wish = Wish(
        quotation=quotation,
        concept=concept,
        coder=coder_name(coder),
        time=now(),
        document=document,
        start=at,
        stage=stage,
        cited=cited,
        role=role.value if role else "",
        memo=memo,
        is_new=new,
    )
    edit(study, lambda loaded: code(loaded, wish), by=wish.coder, dry_run=dry_run)

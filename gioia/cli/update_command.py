"""`gioia update`: a corrected document, every coding accounted for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from gioia.cli.common import DryRunOption, StudyOption, doer, print_plan, root_to_write
from gioia.cli.words import say, worded
from gioia.errors import GioiaError

HELP = say(
    "Give a document its corrected text; every coding is accounted for.\n\nCounts the codings that are kept, moved, changed, split "
    "and lost, lists those that are changed or split with both wordings and those that are lost with their old one, and asks "
    "before it does anything. The listed codings wait in the review list "
    "(gioia review) until a person has looked at them; nothing is deleted. Without FILE the document's own file, edited by "
    "hand, is taken over.",
    "换上一份文档的修订稿，逐条交代每条编码。\n\n先统计不变、移位、有改动、被拆开和找不到的编码各有几条；有改动和被拆开的逐条列出前后两种文字，找不到的列出原文，问过才动手。"
    "列出的编码留在复核清单里（gioia review），直到有人看过；什么都不会删掉。不给 FILE 时，接受对文档文件的手工修改。",
)


def command(
    document: Annotated[str, typer.Argument(help=say("The document's name.", "文档的名称。"))],
    file: Annotated[
        Path | None, typer.Argument(readable=False, help=say("The corrected file.", "修订后的文件。"))
    ] = None,
    study: StudyOption = None,
    *,
    encoding: Annotated[
        str,
        typer.Option("--encoding", help=say("Encoding of the file, such as gb18030.", "文件的编码，例如 gb18030。")),
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help=say("Don't ask.", "不再询问。"))] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Update a document."""
    from gioia.edits.plan import Plan, carry_out, now
    from gioia.edits.update import update_document
    from gioia.study.record import Study

    def updating(record: Study) -> Plan:
        return update_document(record, document, file, encoding=encoding, time=now())

    root = root_to_write(study)
    plan = carry_out(root, updating, dry_run=True)
    if dry_run:
        print_plan(plan, dry_run=True)
        return
    if not yes:
        for message in plan.messages:
            typer.echo(worded(message))
        if not sys.stdin.isatty():
            raise GioiaError("nothing was changed", remedy="say --yes to carry this out")
        typer.confirm(say("Carry this out?", "这样做吗？"), abort=True)
    print_plan(carry_out(root, updating, by=doer()), dry_run=False)

"""`gioia review`: codings that an update touched, until a person has looked at them."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from gioia.cli.common import (
    DryRunOption,
    Format,
    FormatOption,
    StudyOption,
    doer,
    loaded,
    print_json,
    print_plan,
    root_to_write,
)
from gioia.cli.words import say

HELP = say(
    "Show or settle the codings that an update touched.\n\nEach has its old and its new words. When you have looked at one, and coded "
    "it anew where that was needed, take it off the list with --settle.",
    "查看或了结受修订影响的编码。\n\n每条列出原来和现在的文字。看过一条、需要时重新编码之后，用 --settle 把它从清单上去掉。",
)


def command(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help=say("Ids of codings.", "编码的编号。"))
    ] = None,
    study: StudyOption = None,
    *,
    settle: Annotated[bool, typer.Option("--settle", help=say("Take them off the list.", "从清单上去掉。"))] = False,
    format: FormatOption = Format.TEXT,
    dry_run: DryRunOption = False,
) -> None:
    """Show or settle the review list."""
    from gioia.edits.plan import carry_out
    from gioia.edits.update import settle_review

    if settle:
        plan = carry_out(
            root_to_write(study), lambda record: settle_review(record, ids or []), by=doer(), dry_run=dry_run
        )
        print_plan(plan, dry_run=dry_run)
        return
    lines = [line for line in loaded(study).review if not ids or line.was.id in ids]
    if format is Format.JSON:
        print_json([msgspec.to_builtins(line) for line in lines])
        return
    if not lines:
        typer.echo(say("nothing waits for review", "没有等待复核的编码"))
    for line in lines:
        typer.echo(f"{line.was.id}  {line.outcome}  {line.was.concept}  ({line.was.document}, {line.was.coder})")
        typer.echo(f"    “{line.was.quotation}”")
        typer.echo(f"  → “{line.now}”" if line.now else "  → —")

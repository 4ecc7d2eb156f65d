"""`gioia apply`: the indicators of the codebook as the coder `rules`."""

from __future__ import annotations

from typing import Annotated

import typer

from gioia.cli.common import DryRunOption, StudyArgument, doer, loaded, print_plan, root_to_write
from gioia.cli.words import say

HELP = say(
    "Apply the indicators of the codebook as the coder rules.\n\nEach sentence in which an indicator holds is coded by the coder "
    "rules. These are suggestions: they are kept apart and count in no table or figure. Prints per concept what persons "
    "coded, how much of that the rules found, and what they added.",
    "按编码本的指标自动编码，记在 rules 名下。\n\n凡有指标成立的句子，都以 rules 的名义编码。这些只是建议：单独存放，不计入任何表和图。"
    "会逐个概念显示人工编码几条、规则找到其中几条、又添了几条。",
)


def command(
    study: StudyArgument = None,
    *,
    codebook: Annotated[
        str | None,
        typer.Option(
            "--codebook",
            metavar="CODEBOOK",
            help=say("Take the indicators from this codebook.", "改用这份编码本的指标。"),
        ),
    ] = None,
    dry_run: DryRunOption = False,
) -> None:
    """Apply the rules."""
    from gioia.displays.listings import comparison
    from gioia.edits.coding import apply_rules, lent_codebook
    from gioia.edits.plan import carry_out, now

    root = root_to_write(study)
    book = lent_codebook(codebook) if codebook else None
    plan = carry_out(root, lambda record: apply_rules(record, now(), book), by=doer(), dry_run=dry_run)
    print_plan(plan, dry_run=dry_run)
    if not dry_run:
        typer.echo(say("coded  found  added  concept", "人工  找到  新添  概念"))
        for one in comparison(loaded(study)):
            typer.echo(f"{one.coded:5}  {one.found:5}  {one.added:5}  {one.concept}")

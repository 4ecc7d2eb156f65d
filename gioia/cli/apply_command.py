"""`gioia apply`: the indicators of the codebook as the coder `rules`."""

from __future__ import annotations

from typing import Annotated

import typer

from gioia.cli.common import DryRunOption, StudyArgument, print_plan, root_of
from gioia.cli.words import say
from gioia.errors import GioiaError

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
    from gioia.codebook.reader import read_codebook
    from gioia.codebook.records import concepts
    from gioia.edits.coding import apply_rules
    from gioia.edits.plan import carry_out, now
    from gioia.study.finding_studies import find_codebook
    from gioia.study.loading import load_study

    root = root_of(study)
    book = read_codebook(find_codebook(codebook))[0] if codebook else None
    used = book or load_study(root)[0].codebook
    if not any(concept.indicators for concept in concepts(used)):
        raise GioiaError(
            "no concept of the codebook has indicators",
            remedy="write some under indicators, or take those of another codebook: --codebook lechun",
        )
    plan = carry_out(root, lambda loaded: apply_rules(loaded, now(), book), dry_run=dry_run)
    print_plan(plan, dry_run=dry_run)
    if not dry_run:
        _print_comparison(root)


def _print_comparison(root: object) -> None:
    from gioia.codings.coding import RULES_CODER
    from gioia.codings.indicators import compare
    from gioia.study.loading import load_study
    from gioia.study.record import counted_codings

    study, _ = load_study(str(root))
    rules = [coding for coding in study.codings if coding.coder == RULES_CODER]
    typer.echo(say("coded  found  added  concept", "人工  找到  新添  概念"))
    for one in compare(study.codebook, counted_codings(study), rules):
        typer.echo(f"{one.coded:5}  {one.found:5}  {one.added:5}  {one.concept}")

"""`gioia structure`: the data structure as a tree."""

from __future__ import annotations

from typing import Any

import typer

from gioia.cli.common import Format, FormatOption, StudyArgument, loaded, print_json
from gioia.cli.words import say

HELP = say(
    "Show the data structure: dimensions, themes, concepts.\n\nWith the number of codings of each concept; concepts without a theme "
    "come last. Regroup with gioia group and gioia theme move, or by moving lines in the codebook and gioia check.",
    "显示数据结构：维度、主题、概念。\n\n每个概念后面是编码数；没有主题的概念排在最后。要重新归组，用 gioia group 和 gioia theme move，或在编码本里移动那几行，再运行 gioia check。",
)


def command(study: StudyArgument = None, *, format: FormatOption = Format.TEXT) -> None:
    """Show the tree."""
    from gioia.displays.listings import structure

    tree = structure(loaded(study))
    if format is Format.JSON:
        print_json(tree)
    else:
        _print_tree(tree)


def _print_tree(tree: dict[str, Any]) -> None:
    if not tree["dimensions"] and not tree["ungrouped"]:
        typer.echo(say("the codebook holds no concept yet", "编码本里还没有概念"))
    for dimension in tree["dimensions"]:
        typer.echo(dimension["dimension"])
        for theme in dimension["themes"]:
            typer.echo(f"  {theme['theme']}")
            _print_leaves(theme["concepts"])
            _print_shared(theme, "    ")
        _print_shared(dimension, "  ")
    if tree["ungrouped"]:
        typer.echo(say("(ungrouped)", "（未归组）"))
        _print_leaves(tree["ungrouped"])


def _print_shared(group: dict[str, Any], indent: str) -> None:
    """Print what a group shares with the group that is its home, where it is counted."""
    for name in group.get("also", ()):
        typer.echo(say(f"{indent}+ {name}  (also)", f"{indent}+ {name}  （兼属）"))


def _print_leaves(concepts: list[dict[str, Any]]) -> None:
    for concept in concepts:
        typer.echo(f"    {concept['concept']}  {concept['codings']}")

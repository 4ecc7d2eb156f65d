"""`gioia structure`: the data structure as a tree."""

from __future__ import annotations

from typing import Any

import typer

from gioia.cli.common import Format, FormatOption, StudyArgument, print_json, root_of
from gioia.cli.words import say

HELP = say(
    "Show the data structure: dimensions, themes, concepts.\n\nWith the number of codings of each concept; concepts without a theme "
    "come last. Regroup by moving lines in the codebook, then gioia check.",
    "显示数据结构：维度、主题、概念。\n\n每个概念后面是编码数；没有主题的概念排在最后。要重新归组，就在编码本里移动那几行，再运行 gioia check。",
)


def command(study: StudyArgument = None, *, format: FormatOption = Format.TEXT) -> None:
    """Show the tree."""
    from collections.abc import Iterable

    from gioia.codebook.records import Concept
    from gioia.displays.counts import codings_by_concept
    from gioia.study.loading import load_study

    loaded, _ = load_study(root_of(study))
    counts = codings_by_concept(loaded)

    def leaves(concepts: Iterable[Concept]) -> list[dict[str, Any]]:
        return [{"concept": concept.name, "codings": counts.get(concept.name, 0)} for concept in concepts]

    tree: dict[str, Any] = {
        "dimensions": [
            {
                "dimension": dimension.name,
                "themes": [{"theme": theme.name, "concepts": leaves(theme.concepts)} for theme in dimension.themes],
            }
            for dimension in loaded.codebook.dimensions
        ],
        "ungrouped": leaves(loaded.codebook.ungrouped),
    }
    if format is Format.JSON:
        print_json(tree)
    else:
        _print_tree(tree)


def _print_tree(tree: dict[str, Any]) -> None:
    for dimension in tree["dimensions"]:
        typer.echo(dimension["dimension"])
        for theme in dimension["themes"]:
            typer.echo(f"  {theme['theme']}")
            _print_leaves(theme["concepts"])
    if tree["ungrouped"]:
        typer.echo(say("(ungrouped)", "（未归组）"))
        _print_leaves(tree["ungrouped"])


def _print_leaves(concepts: list[dict[str, Any]]) -> None:
    for concept in concepts:
        typer.echo(f"    {concept['concept']}  {concept['codings']}")

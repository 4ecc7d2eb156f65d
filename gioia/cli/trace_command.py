"""`gioia trace`: from a name to its passages, or from a passage up."""

from __future__ import annotations

import sys
from typing import Annotated

import msgspec
import typer

from gioia.cli.common import Format, FormatOption, StudyOption, loaded, print_json
from gioia.cli.words import say

HELP = say(
    "Trace a name to its passages, or a passage to what it carries.\n\nNAME is a dimension, theme, concept, stage, relation, source, "
    "document, or the id of a coding.",
    "从名称追到原文，或从原文追到名称。\n\nNAME 可以是维度、主题、概念、阶段、关系、来源、文档，或一条编码的编号。",
)


def command(
    name: Annotated[str, typer.Argument(help=say("A name, or a coding's id.", "名称，或编码的编号。"))],
    study: StudyOption = None,
    *,
    format: FormatOption = Format.TEXT,
) -> None:
    """Trace a name."""
    from gioia.displays.trace import Trace, trace

    trees = trace(loaded(study), name)
    if format is Format.JSON:
        print_json([msgspec.to_builtins(tree) for tree in trees])
        return

    narrow = sys.stdout.isatty()

    def show(tree: Trace, depth: int) -> None:
        noun, place = say(tree.noun, NOUNS.get(tree.noun, tree.noun)), tree.place.rstrip(":")
        # A terminal is narrow: what stands beside the name in a pipe goes below it there.
        on_line, below_it = (
            ((noun, tree.name, place), tree.detail) if narrow else ((noun, tree.name, tree.detail, place), "")
        )
        typer.echo("  " * depth + "  ".join(part for part in on_line if part))
        if below_it:
            typer.echo("  " * depth + f"    {below_it}")
        for below in tree.below:
            show(below, depth + 1)

    for tree in trees:
        show(tree, 0)


NOUNS = {
    "dimension": "聚合维度",
    "theme": "二阶主题",
    "concept": "一阶概念",
    "stage": "阶段",
    "construct": "构念",
    "relation": "关系",
    "section": "章节",
    "source": "来源",
    "document": "文档",
    "coding": "编码",
    "context": "上下文",
    "memo": "备忘录",
}
"""The nouns of a trace in Chinese."""

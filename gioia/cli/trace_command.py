"""`gioia trace`: from a name to its passages, or from a passage up."""

from __future__ import annotations

import sys
from typing import Annotated

import msgspec
import typer

from gioia.cli.common import Format, FormatOption, StudyOption, loaded, print_json
from gioia.cli.words import say
from gioia.errors import GioiaError

HELP = say(
    "Trace a name to its passages, or a passage to what it carries.\n\nNAME is a dimension, theme, concept, stage, relation, event, source, "
    "document, or the id of a coding. With --display, a row, cell, box or arrow of what is printed, counted as a reader counts.",
    "从名称追到原文，或从原文追到名称。\n\nNAME 可以是维度、主题、概念、阶段、关系、事件、来源、文档，或一条编码的编号。"
    "用 --display 可以追溯印出来的表和图里的某一行、某一格、某个框或箭头，按读者的数法计数。",
)


def command(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help=say("A name, or a coding's id.", "名称，或编码的编号。"))
    ] = None,
    study: StudyOption = None,
    *,
    display: Annotated[
        str | None,
        typer.Option(
            "--display",
            metavar="PLACE",
            help=say(
                "A place in a table or figure instead: table-3:row-5, table-8:row-2:column-4, figure-1:box-3; table-3 lists its rows.",
                "改为追溯表或图里的一处：表3第5行、表8第2行第4列、图1第3框（或 table-3:row-5）；只写表3就列出它的各行。",
            ),
        ),
    ] = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """Trace a name."""
    from gioia.displays.display_trace import trace_display
    from gioia.displays.trace import Trace, trace

    if (name is None) == (display is None):
        raise GioiaError("what is to be traced is not clear", remedy="give a NAME, or --display and a place")
    trees = [trace_display(loaded(study), display)] if display is not None else trace(loaded(study), name or "")
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
    "basis": "依据",
    "event": "事件",
    "source": "来源",
    "document": "文档",
    "coding": "编码",
    "context": "上下文",
    "memo": "备忘录",
    "table": "表",
    "row": "行",
    "cell": "单元格",
    "figure": "图",
    "box": "框",
    "arrow": "箭头",
}
"""The nouns of a trace in Chinese."""

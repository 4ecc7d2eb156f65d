"""`gioia disagreements`: where coders read one passage differently."""

from __future__ import annotations

from typing import Annotated

import typer

from gioia.cli.common import ListFormat, ListFormatOption, StudyOption, loaded, print_csv, print_json
from gioia.cli.words import say

HELP = say(
    "List where persons who coded the same passage gave it other concepts.\n\nPassages that overlap are looked at together. Where only one of "
    "two has coded, they do not disagree. No coefficient is computed: what is listed is there to be talked about.",
    "列出几位编码者对同一段话给出不同概念的地方。\n\n重叠的段落放在一起看；只有一人编码的地方不算分歧。这里不计算系数，列出来是为了讨论。",
)


def command(
    coders: Annotated[
        list[str] | None, typer.Argument(metavar="CODER", help=say("Only among these coders.", "只看这几位编码者。"))
    ] = None,
    *,
    study: StudyOption = None,
    format: ListFormatOption = ListFormat.TEXT,
) -> None:
    """Show disagreements."""
    from gioia.displays.disagreements import contrast_frame, contrast_line, contrasts

    found = contrasts(loaded(study), coders or ())
    if format == ListFormat.JSON:
        from msgspec import to_builtins

        print_json([to_builtins(each) for each in found])
    elif format == ListFormat.CSV:
        print_csv(contrast_frame(found))
    else:
        for each in found:
            typer.echo(contrast_line(each))
        if not found:
            typer.echo(say("no disagreement", "没有分歧"), err=True)

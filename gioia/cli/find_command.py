"""`gioia find`: words in their context."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from gioia.cli.common import Format, FormatOption, StudyOption, loaded, print_json
from gioia.cli.words import say

HELP = say(
    "Find words in the documents, in their context.\n\nFull-width and narrow letters, spaces and line breaks inside words make no "
    "difference. Each hit has its document and line; exit code 1 where there is none.",
    "在文档里查找词语并显示上下文。\n\n全角半角、词中的空格和换行都不影响查找。每处列出文档和行号；一处也没有时退出码为 1。",
)


def command(
    words: Annotated[str, typer.Argument(help=say("What to look for.", "要找的词语。"))],
    study: StudyOption = None,
    *,
    source: Annotated[
        str, typer.Option("--source", metavar="CODE", help=say("Only this source.", "只在这个来源里找。"))
    ] = "",
    width: Annotated[
        int, typer.Option("--width", min=0, max=500, help=say("Characters of context.", "上下文的字数。"))
    ] = 12,
    format: FormatOption = Format.TEXT,
) -> None:
    """Find words."""
    from gioia.displays.listings import hits as hits_in

    hits = hits_in(loaded(study), words, source=source, width=width)
    if format is Format.JSON:
        print_json([msgspec.to_builtins(hit) for hit in hits])
    elif hits:
        _print_hits([(f"{hit.document}:{hit.line}:", hit.before, hit.match, hit.after) for hit in hits])
    else:
        typer.echo(say(f"{words!r} stands nowhere", f"没有找到“{words}”"), err=True)
    if not hits:
        raise typer.Exit(1)


def _print_hits(rows: list[tuple[str, str, str, str]]) -> None:
    """Print the hits with their words one below the other; a Chinese character is two columns wide."""
    from rich.cells import cell_len

    places = max(cell_len(row[0]) for row in rows)
    contexts = max(cell_len(row[1]) for row in rows)
    for place, before, match, after in rows:
        lead = " " * (contexts - cell_len(before))
        typer.echo(f"{place}{' ' * (places - cell_len(place))} {lead}{before}【{match}】{after}")

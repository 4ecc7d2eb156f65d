"""`gioia export`: chosen displays in chosen formats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gioia.cli.common import StudyArgument, loaded
from gioia.cli.words import say

HELP = say(
    "Write tables and figures in the formats that you name.\n\nTables go to md, csv, xlsx and html; figures to svg, dot, graphml, mmd "
    "(Mermaid) and json (node-link). The files are written below out/NAME unless --out says otherwise.",
    "按指定格式导出表和图。\n\n表可以导出为 md、csv、xlsx、html；图可以导出为 svg、dot、graphml、mmd（Mermaid）和 json（节点与连线）。"
    "文件写在 out/研究名 下面，或用 --out 指定。",
)


def command(
    study: StudyArgument = None,
    *,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help=say("A format; may be repeated. All if left out.", "格式，可以写多次；省略为全部。"),
        ),
    ] = None,
    only: Annotated[
        str,
        typer.Option(
            "--only",
            help=say(
                "Only displays whose name holds this, such as figure-1.", "只导出名称含有这几个字的，例如 figure-1。"
            ),
        ),
    ] = "",
    out: Annotated[Path | None, typer.Option("--out", help=say("Folder to write to.", "写到哪个文件夹。"))] = None,
) -> None:
    """Export displays."""
    from gioia.pipeline import all_displays, chosen, export
    from gioia.plaintext.files import shown_path

    record = loaded(study, must_be_sound=True)
    for path in export(chosen(all_displays(record), only), out or Path("out") / record.name, to):
        typer.echo(shown_path(path))

"""`gioia export`: chosen displays in chosen formats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gioia.cli.common import StudyArgument, loaded, print_findings
from gioia.cli.words import say

HELP = say(
    "Write tables and figures in the formats that you name.\n\nTables go to md, csv, html, json (records) and "
    "parquet (only where asked for); figures to svg, pptx (native shapes), dot, graphml, mmd (Mermaid) and json (node-link). "
    "xlsx is one workbook with all tables. The files are written below out/NAME unless --out says otherwise. "
    "docx is one Word document with all tables and figures; --into writes them into a manuscript of yours: displays that it has "
    "are replaced where they stand, and your own text stays.",
    "按指定格式导出表和图。\n\n表可以导出为 md、csv、html、json（记录）和 parquet（指定时才写），xlsx 是包含全部表的一个工作簿；图可以导出为 svg、pptx（可编辑的形状）、dot、graphml、mmd（Mermaid）和 json（节点与连线）。"
    "文件写在 out/研究名 下面，或用 --out 指定。docx 是包含全部表和图的一份 Word 文档；用 --into 可以写进自己的稿件：稿件里已有的表和图原位更新，你写的文字不动。",
)


def command(
    study: StudyArgument = None,
    *,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help=say(
                "A format; may be repeated. All but parquet if left out.",
                "格式，可以写多次；省略为除 parquet 外的全部。",
            ),
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
    into: Annotated[
        Path | None,
        typer.Option(
            "--into",
            metavar="FILE",
            help=say("Word document to put the displays into.", "把表和图写进哪份 Word 文档。"),
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            metavar="FILE",
            help=say("Word document that a new one begins as.", "新的 Word 文档用哪份作模板。"),
        ),
    ] = None,
) -> None:
    """Export displays."""
    from gioia.pipeline import Target, all_displays, chosen, export
    from gioia.plaintext.files import shown_path

    record = loaded(study, must_be_sound=True)
    formats = to or (["docx"] if into or template else None)
    target = Target(into, template)
    done = export(chosen(all_displays(record), only), out or Path("out") / record.name, formats, target=target)
    for path in done.written:
        typer.echo(shown_path(path))
    if done.findings:
        print_findings(done.findings, err=True)
        raise typer.Exit(1)

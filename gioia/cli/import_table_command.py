"""`gioia import-table`: a published evidence table, every excerpt found at its place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gioia.cli.common import CoderOption, DryRunOption, StudyOption, coder_name, edit
from gioia.cli.words import say

HELP = say(
    "Code the excerpts of a published evidence table.\n\nTABLE is a CSV file with columns concept and excerpt, and where there "
    "are any id, stage, dimension, theme, source (Chinese headings are known too). Every excerpt is looked for in the "
    "study's documents; where it stands in several places, the order of the table and its neighbours decide. Concepts, "
    "themes, dimensions, stages and sources that are new are added to the study.",
    "导入证据表，逐条找到原文并编码。\n\nTABLE 是 CSV 文件，必须有一阶概念和典型证据两列，可以有编号、阶段、聚合维度、二阶主题、来源等列（中英文表头都可以）。"
    "每条证据都在文档里定位；同一句话出现多次时，按表的顺序和上下邻居判断。新的概念、主题、维度、阶段和来源会自动加入研究。",
)


def command(
    table: Annotated[Path, typer.Argument(readable=False, help=say("CSV file of the table.", "证据表的 CSV 文件。"))],
    study: StudyOption = None,
    document: Annotated[
        str,
        typer.Option(
            "--document", help=say("Only documents whose name holds this.", "只在名称含有这几个字的文档里找。")
        ),
    ] = "",
    coder: CoderOption = None,
    *,
    encoding: Annotated[
        str,
        typer.Option("--encoding", help=say("Encoding of the table, such as gb18030.", "证据表的编码，例如 gb18030。")),
    ] = "",
    dry_run: DryRunOption = False,
) -> None:
    """Import a table."""
    from gioia.edits.evidence_table import import_table, read_rows
    from gioia.edits.plan import now

    rows = read_rows(table, encoding)
    who = coder_name(coder)
    edit(
        study,
        lambda loaded: import_table(loaded, rows, who, document=document, time=now()),
        by=who,
        dry_run=dry_run,
    )

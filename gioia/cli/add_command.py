"""`gioia add`: documents in, frozen, registered."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gioia.cli.common import DryRunOption, StudyOption, doer, print_plan, root_to_write
from gioia.cli.words import say

HELP = say(
    "Add documents to a source; their text is frozen.\n\nThe content decides the format, not the ending: "
    "plain text, Markdown, Word (docx, doc), PDF, subtitles (srt, vtt), web pages, CSV and Excel tables, RTF, EPUB, OpenDocument. The encoding is found and "
    "reported; --encoding overrides it. The text is kept as a UTF-8 file of the study and registered with its SHA-256; a new source code is added to the "
    "register in study.yaml.",
    "把文档加入一个来源，文本存入后不再改动。\n\n格式由内容决定，不看扩展名：纯文本、Markdown、Word（docx、doc）、PDF、字幕（srt、vtt）、网页、CSV 和 Excel 表格、RTF、EPUB、OpenDocument。"
    "编码自动识别并报告，可用 --encoding 指定。"
    "文本存为研究里的 UTF-8 文件并登记 SHA-256；新的来源编号会自动写进 study.yaml。",
)


MANY = 20
"""From more files on than this a bar shows how far the reading is."""


class Split(StrEnum):
    """How a table becomes documents."""

    ROWS = "rows"
    COLUMNS = "columns"


def command(
    files: Annotated[list[Path], typer.Argument(readable=False, help=say("Files to add.", "要加入的文件。"))],
    source: Annotated[
        str, typer.Option("--source", metavar="CODE", help=say("Source code, such as F1.", "来源编号，例如 F1。"))
    ],
    study: StudyOption = None,
    *,
    encoding: Annotated[
        str,
        typer.Option("--encoding", help=say("Encoding of the files, such as gb18030.", "文件的编码，例如 gb18030。")),
    ] = "",
    split: Annotated[
        Split | None,
        typer.Option(
            "--split",
            help=say(
                "One document a row, or one a column, of a table (CSV, Excel).",
                "表格（CSV、Excel）每行或每列一份文档。",
            ),
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="NAME",
            help=say(
                "Take this column of a table alone; give it again for more. Part of its heading is enough.",
                "只取表格的这一列；可重复给出多列。写出表头的一部分即可。",
            ),
        ),
    ] = None,
    name_by: Annotated[
        str,
        typer.Option(
            "--name-by",
            metavar="NAME",
            help=say(
                "Name the documents of rows by this column, such as the respondents' numbers.",
                "每行一份文档时，用这一列（如受访者编号）命名。",
            ),
        ),
    ] = "",
    dry_run: DryRunOption = False,
) -> None:
    """Add documents."""
    from gioia.edits.documents import add_documents, expanded
    from gioia.edits.new_study import bring_in
    from gioia.edits.plan import now
    from gioia.sources.readers import Options

    options = Options(encoding=encoding, split=split.value if split else "", columns=tuple(column or ()), label=name_by)
    found = expanded(files)
    plan = bring_in(
        root_to_write(study),
        lambda loaded: add_documents(loaded, _with_progress(found), source, options=options, time=now()),
        by=doer(),
        dry_run=dry_run,
    )
    print_plan(plan, dry_run=dry_run)


def _with_progress(files: list[Path]) -> Iterable[Path]:
    """Return the files, with a bar on a terminal while many of them are read."""
    if len(files) <= MANY or not sys.stderr.isatty():
        return files
    from rich.console import Console
    from rich.progress import track

    return track(files, say("reading", "读取"), console=Console(stderr=True), transient=True)

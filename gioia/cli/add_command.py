"""`gioia add`: documents in, frozen, registered."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gioia.cli.common import DryRunOption, StudyOption, print_plan, root_of
from gioia.cli.words import say

HELP = say(
    "Add documents to a source; their text is frozen.\n\nPlain text and Markdown, UTF-8 unless --encoding says otherwise. "
    "The text is kept as a UTF-8 file of the study and registered with its SHA-256; a new source code is added to the "
    "register in study.yaml.",
    "把文档加入一个来源，文本存入后不再改动。\n\n可以是纯文本和 Markdown，默认 UTF-8，否则用 --encoding 指明。"
    "文本存为研究里的 UTF-8 文件并登记 SHA-256；新的来源编号会自动写进 study.yaml。",
)


def command(
    files: Annotated[list[Path], typer.Argument(help=say("Files to add.", "要加入的文件。"))],
    source: Annotated[
        str, typer.Option("--source", metavar="CODE", help=say("Source code, such as F1.", "来源编号，例如 F1。"))
    ],
    study: StudyOption = None,
    *,
    encoding: Annotated[
        str,
        typer.Option("--encoding", help=say("Encoding of the files, such as gb18030.", "文件的编码，例如 gb18030。")),
    ] = "",
    dry_run: DryRunOption = False,
) -> None:
    """Add documents."""
    from gioia.edits.documents import add_documents
    from gioia.edits.new_study import bring_in
    from gioia.edits.plan import now

    plan = bring_in(
        root_of(study),
        lambda loaded: add_documents(loaded, files, source, encoding=encoding, time=now()),
        dry_run=dry_run,
    )
    print_plan(plan, dry_run=dry_run)

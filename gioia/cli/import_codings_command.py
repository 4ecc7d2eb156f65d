"""`gioia import-codings`: codings from a Word file or a sheet that somebody has worked in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gioia.cli.common import DryRunOption, StudyOption, doer, edit
from gioia.cli.words import say

HELP = say(
    "Bring in codings from a Word document or a sheet.\n\nFILE is what `gioia export --to coding-docx` (or coding-xlsx, coding-csv) wrote, after "
    "somebody worked in it, or any Word document of a text of the study with comments. A comment names its concepts, one a line or "
    "parted by semicolons; lines such as `stage: …` or `memo: …` may follow, and replies become part of the memo. A word that is no concept yet "
    "becomes one under ungrouped, a sentence a memo. Words that are highlighted without a comment are coded with what --legend says of the "
    "colour, else with a concept named after it. Codings that come back are recognised; those deleted in the file are listed, and taken "
    "away with --replace.",
    "导入 Word 文档或表格里的编码。\n\nFILE 是 `gioia export --to coding-docx`（或 coding-xlsx、coding-csv）写出、有人编码过的文件，也可以是研究里某份文本的任何带批注的 Word 文档。"
    "批注写概念名，一行一个或用分号隔开，下面可以写“阶段：…”“备忘：…”，对批注的答复并入备忘。编码本里没有的词语成为未归组的概念，整句话成为备忘。"
    "只突出显示而没有批注的文字，按 --legend 给颜色指定的概念编码，没有指定就用以颜色命名的概念。原有的编码会认出来，不会重复；文件里删掉的编码只列出，加 --replace 才撤销。",
)


def command(
    file: Annotated[
        Path,
        typer.Argument(
            readable=False, help=say("Word document, workbook or CSV file.", "Word 文档、工作簿或 CSV 文件。")
        ),
    ],
    *,
    study: StudyOption = None,
    document: Annotated[
        str,
        typer.Option(
            "--document",
            "-d",
            help=say(
                "The document that it is of, or a part of its name; else the file says it, or its text.",
                "这是哪份文档（名称或其中一部分）；省略时看文件自己的记录，再按文字判断。",
            ),
        ),
    ] = "",
    coder: Annotated[
        str,
        typer.Option(
            "--coder",
            metavar="NAME",
            help=say("Who coded, in place of the authors of the comments.", "编码者，代替批注的作者。"),
        ),
    ] = "",
    legend: Annotated[
        list[str] | None,
        typer.Option(
            "--legend",
            metavar="COLOUR=CONCEPT",
            help=say(
                "The concept of a highlighting colour; may be repeated.", "突出显示的颜色代表哪个概念，可以写多次。"
            ),
        ),
    ] = None,
    encoding: Annotated[
        str,
        typer.Option(
            "--encoding", help=say("Encoding of a CSV file, such as gb18030.", "CSV 文件的编码，例如 gb18030。")
        ),
    ] = "",
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help=say("Take away codings that were deleted in the file.", "撤销在文件里删掉的编码。")
        ),
    ] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Import codings."""
    from gioia.interchange.coming_back import coming_back

    who = coder or doer()
    planner = coming_back(
        file, document=document, coder=coder, person=who, legend=legend or (), encoding=encoding, is_replacing=replace
    )
    edit(study, planner, by=who, dry_run=dry_run)

"""`gioia init`: make a new study."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gioia.cli.words import language, say
from gioia.errors import GioiaError

HELP = say(
    "Make a new study.\n\nA folder NAME with a small example that checks clean and runs. The example makes room as soon as you "
    "add your own first document, as long as you have changed nothing in it.",
    "新建一个研究。\n\n建立文件夹 NAME，里面是一个能通过检查、可以运行的小例子。只要没有改动过例子，加入自己的第一份文档时它就自动让位。",
)


class Language(StrEnum):
    """The language of labels in displays."""

    CHINESE = "zh"
    ENGLISH = "en"


def command(
    name: Annotated[Path, typer.Argument(readable=False, help=say("Folder of the new study.", "新研究的文件夹。"))],
    *,
    label_language: Annotated[
        Language | None, typer.Option("--language", help=say("Language of tables and figures.", "表和图的语言。"))
    ] = None,
    empty: Annotated[bool, typer.Option("--empty", help=say("Without the example.", "不要例子。"))] = False,
    codebook: Annotated[
        str | None,
        typer.Option(
            "--codebook",
            metavar="CODEBOOK",
            help=say("Begin with a copy of a codebook, such as lechun.", "从一份现成的编码本开始，例如 lechun。"),
        ),
    ] = None,
    case: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="CASE",
            help=say("A copy of a published case, such as lechun.", "复制一个已发表的案例，例如 lechun。"),
        ),
    ] = None,
) -> None:
    """Make a study in a folder of its own."""
    from gioia.edits.new_study import copy_case, new_study
    from gioia.edits.plan import now
    from gioia.study.finding_studies import find_codebook

    if case is not None and (empty or codebook or label_language):
        raise GioiaError("--from copies a case as it is", remedy="leave out --empty, --codebook and --language")
    if case is not None:
        copy_case(name, case)
    else:
        chosen = label_language.value if label_language else language()
        book = find_codebook(codebook) if codebook else None
        new_study(name, language="zh" if chosen == "zh" else "en", time=now(), empty=empty, codebook=book)
    typer.echo(
        say(f"made {name}; next: cd {name}, then gioia check", f"已建立 {name}；下一步：先 cd {name}，再 gioia check")
    )

"""`gioia unseal`: the words of a sealed study, found again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gioia.cli.common import StudyArgument, print_findings, root_of
from gioia.cli.words import say

if TYPE_CHECKING:
    from gioia.edits.unsealing import Unsealed

HELP = say(
    "Find the words of a sealed study again in documents that you have.\n\nThe documents are read as `gioia add` reads them. Every quotation is looked "
    "for by its hash, whatever the width and wherever lines break, and the codings are made anew from the text that stands there, in a study of its own. What "
    "is not found is listed and stays sealed; the study can be opened further with the documents that are missing.",
    "用手头的文档找回封存研究的原文字句。\n\n文档的读法与 `gioia add` 相同。每条引文按哈希查找，全半角、换行不同也能找到，编码按文档里的原文重建，写成一个新的研究。"
    "没有找到的逐条列出，仍然封存，以后可以用缺的文档接着打开。",
)


def command(
    study: StudyArgument = None,
    more: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", readable=False, help=say("More documents.", "更多文档。")),
    ] = None,
    *,
    documents: Annotated[
        list[Path] | None,
        typer.Option(
            "--documents",
            "-d",
            metavar="FILE",
            readable=False,
            help=say(
                "A document that the study rests on; more of them may follow.", "研究所依据的文档，后面可以接着写更多。"
            ),
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FOLDER",
            help=say("Folder of the new study; NAME-unsealed if left out.", "新研究的文件夹；省略为 研究名-unsealed。"),
        ),
    ] = None,
) -> None:
    """Unseal a study."""
    from gioia.edits.documents import expanded
    from gioia.edits.new_study import copy_place
    from gioia.edits.plan import now
    from gioia.edits.unsealing import unseal
    from gioia.errors import GioiaError
    from gioia.study.loading import load_study

    files = expanded([*(documents or ()), *(more or ())])
    if not files:
        raise GioiaError("no document is named", remedy="say --documents FILE")
    record, _ = load_study(root_of(study))
    target = copy_place(record.root, out, f"{record.name.removesuffix('-sealed')}-unsealed")
    done = unseal(record, files, target, time=now())
    print_findings(done.remarks, err=True)
    _print_found(done, target)
    _print_left(done)
    if done.missing or done.open:
        raise typer.Exit(1)
    if done.sealed:
        said = f"{done.sealed:,} pieces of memos, history or lists stand in none of the documents"
        typer.echo(say(said, f"备忘录、历史或清单里另有 {done.sealed:,} 处文字不在这些文档里"))


def _print_found(done: Unsealed, target: Path) -> None:
    """Print how many of the quotations were found, and the documents that hold none."""
    from gioia.findings import listed
    from gioia.plaintext.files import shown_path

    where = shown_path(target)
    typer.echo(
        say(
            f"found {done.restored:,} of {done.total:,} quotations: {where}",
            f"找到 {done.total:,} 条引文中的 {done.restored:,} 条：{where}",
        )
    )
    if done.idle:
        names = listed(done.idle)
        typer.echo(say(f"none of them stands in {names}", f"{names} 里一条也没有"), err=True)


def _print_left(done: Unsealed) -> None:
    """Print the codings that stay sealed, and the documents that are missing."""
    from gioia.findings import listed

    for coding in done.missing:
        typer.echo(say(f"not found: {coding.concept} ({coding.id})", f"没有找到：{coding.concept}（{coding.id}）"))
    for coding, count in done.open:
        typer.echo(
            say(
                f"stands in {count} places: {coding.concept} ({coding.id})",
                f"有 {count} 处相同：{coding.concept}（{coding.id}）",
            )
        )
    if done.absent:
        names = listed(done.absent)
        typer.echo(say(f"still missing, so it stays sealed: {names}", f"还缺以下文档，研究仍为封存：{names}"))

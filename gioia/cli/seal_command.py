"""`gioia seal`: the analysis without the words that it rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gioia.cli.common import StudyArgument, root_of
from gioia.cli.words import say

HELP = say(
    "Copy a study without the words that it rests on, to publish the analysis.\n\nIn the copy every quotation is its length and its SHA-256 "
    "with a salt; codebook, data structure, model, tags, places and history stay. What a memo, a definition or the history has "
    "of the sources in more than eight characters is sealed too; translations are left out. The copy loads, runs and is traced as "
    "ever, with marks for words. Whoever has the documents opens it with `gioia unseal`. Names stay, and a short quotation can be guessed: see docs/sealing.md.",
    "复制一份不含原文字句的研究，用来公开分析过程。\n\n副本里每条引文只剩长度和加盐的 SHA-256；编码本、数据结构、模型、标签、位置和历史都保留。"
    "备忘录、定义和历史里与原文相同的八字以上的片段一并封存，译文略去。副本照常读取、运行、追溯，字句处显示封存标记；有原文的人用 `gioia unseal` 打开。"
    "名称会保留，短引文可以被猜出，见 docs/sealing.md。",
)


def command(
    study: StudyArgument = None,
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="COPY",
            help=say("Folder of the copy; NAME-sealed if left out.", "副本的文件夹；省略为 研究名-sealed。"),
        ),
    ] = None,
) -> None:
    """Seal a study."""
    from gioia.edits.new_study import copy_place
    from gioia.edits.sealing import seal
    from gioia.plaintext.files import shown_path
    from gioia.study.loading import load_study

    record, findings = load_study(root_of(study))
    target = copy_place(record.root, out, f"{record.name}-sealed")
    done = seal(record, findings, target)
    typer.echo(
        say(
            f"sealed {len(record.codings):,} codings in {shown_path(target)}; {done.seals:,} pieces of text are hashes there",
            f"已封存 {len(record.codings):,} 条编码：{shown_path(target)}；共 {done.seals:,} 处文字成为哈希",
        )
    )
    for old, new in done.renamed:
        typer.echo(say(f"renamed {old} to {new}: its name stands in the text", f"{old} 改名为 {new}：原名是文中的字句"))
    if done.beside:
        names = ", ".join(done.beside)
        typer.echo(say(f"not in the copy: {names}", f"副本里没有：{names}"))
    if done.kept:
        shown = "\n".join(f"  {' '.join(name.split())}" for name in done.kept)
        typer.echo(say("names that stand in the sources, and stay:", "名称与原文相同而保留的："))
        typer.echo(shown)

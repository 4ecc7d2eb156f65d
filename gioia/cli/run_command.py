"""`gioia run`: the whole pipeline, and the totals that it prints."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from gioia.cli.common import StudyArgument, print_findings, root_of, severities_line
from gioia.cli.fates import print_fates
from gioia.cli.words import say

HELP = say(
    "Run everything: read, check, export all, sum up.\n\nReads the study, applies the rules (in memory), checks, and writes every "
    "table and figure in every format below out/NAME, with summary.json. Exit code 1 where the files themselves are at "
    "fault, so that what was written cannot be trusted; findings about the analysis are for gioia check.",
    "一次做完：读取、检查、导出全部、汇总。\n\n读取研究、套用规则（只在内存里）、检查，把全部表和图按全部格式写到 out/研究名 下面，并写出 summary.json。"
    "文件本身有错、结果不可信时退出码为 1；关于分析的发现由 gioia check 报告。",
)


def command(
    study: StudyArgument = None,
    *,
    out: Annotated[Path | None, typer.Option("--out", help=say("Folder to write to.", "写到哪个文件夹。"))] = None,
) -> None:
    """Run the pipeline."""
    from gioia.findings import counted, errors
    from gioia.pipeline import run
    from gioia.plaintext.files import shown_path

    root = root_of(study)
    target = out or Path("out") / root.resolve().name
    result = run(root, target, _progress)
    _progress("")
    _print_summary(result.summary)
    typer.echo(
        say(
            f"{counted(len(result.written), 'file')} in {shown_path(target)}",
            f"{len(result.written)} 个文件在 {shown_path(target)}",
        )
    )
    print_fates(result.fates, only_left=True)
    print_findings((found for found in result.findings if found.rule in {"EX1", "EX2", "EX3", "EX4"}), err=True)
    if not result.is_sound:
        print_findings(errors(result.findings, integrity_only=True), err=True)
        raise typer.Exit(1)


def _progress(name: str) -> None:
    """Show the file that is being written, on a terminal only."""
    if sys.stderr.isatty():
        typer.echo(f"\r\x1b[K{name}", err=True, nl=False)


_HEADS = (
    ("codings_by_stage", "codings by stage", "各阶段编码数"),
    ("codings_by_source", "codings by source", "各来源编码数"),
    ("codings_by_dimension", "codings by dimension", "各维度编码数"),
    ("concepts_by_stage", "concepts by stage", "各阶段概念数"),
    ("themes_by_stage", "themes by stage", "各阶段主题数"),
)


def _print_summary(summary: dict[str, Any]) -> None:
    typer.echo(summary["study"])
    totals = summary["totals"]
    typer.echo(
        say(
            "sources {sources}, stages {stages}, dimensions {dimensions}, themes {themes}, concepts {concepts}, "
            "codings {codings}, relations {relations}",
            "来源 {sources}，阶段 {stages}，维度 {dimensions}，主题 {themes}，概念 {concepts}，编码 {codings}，关系 {relations}",
        ).format(**totals)
    )
    for key, english, chinese in _HEADS:
        counts = ", ".join(f"{name or say('none', '未标')} {count}" for name, count in summary[key].items())
        typer.echo(f"{say(english, chinese)}: {counts or '—'}")
    if summary["rules"]["found"] or summary["rules"]["added"]:
        typer.echo(
            say(
                "rules: found {found} of {coded} codings, added {added}",
                "规则：在 {coded} 条编码中找到 {found} 条，另添 {added} 条",
            ).format(**summary["rules"])
        )
    typer.echo(
        say(
            f"findings: {severities_line(summary['findings'])} (gioia check lists them)",
            f"审核发现：{severities_line(summary['findings'])}（详见 gioia check）",
        )
    )

"""`gioia report`: a study as one file for a reviewer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gioia.cli.common import StudyArgument, print_findings, root_of
from gioia.cli.words import say

HELP = say(
    "Write the study as one HTML file that a reviewer opens offline.\n\nEvery box, arrow, row and number in it leads to the passages that "
    "it rests on, each highlighted in its document, and every passage leads back up. The file asks nothing of any network and can be "
    "sent by mail. It holds every document's text whole, and who coded what and when: send it only to those who may read these. Exit code "
    "1 where the files themselves are at fault; the report tells which.",
    "把研究写成一个 HTML 文件，供审稿人离线打开。\n\n文件里每个方框、箭头、表格行和数字都能点到所依据的原文段落，段落在文档中标亮，从段落也能回到上层。"
    "文件不访问任何网络，可以作为邮件附件。它含有全部文档的全文，以及何人何时作了哪些编码：只发给可以阅读这些内容的人。"
    "文件本身有错时退出码为 1，报告里写明是哪些。",
)


def command(
    study: StudyArgument = None,
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help=say(
                "File to write to; if left out, out/NAME/report.html.",
                "写到哪个文件；省略时为 out/研究名/report.html。",
            ),
        ),
    ] = None,
    paper: Annotated[
        list[Path] | None,
        typer.Option(
            "--paper",
            metavar="FILE",
            help=say(
                "A paper that is held against the study, as gioia audit does it; may be repeated.",
                "与研究对照的论文，核对方式同 gioia audit，可以写多次。",
            ),
        ),
    ] = None,
) -> None:
    """Write the report."""
    from gioia.findings import errors
    from gioia.plaintext.files import shown_path
    from gioia.report.bundle import write_report

    root = root_of(study)
    target = out or Path("out") / root.resolve().name / "report.html"
    written = write_report(root, target, paper or ())
    typer.echo(f"{shown_path(target)} ({written.size / 1_000_000:.1f} MB)")
    broken = errors(written.told.findings, integrity_only=True)
    if broken:
        print_findings(broken, err=True)
        raise typer.Exit(1)

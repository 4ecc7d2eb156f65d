"""`gioia audit`: a paper against its study."""

from __future__ import annotations

import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gioia.cli.common import StudyOption, loaded, print_findings, print_json, severities_line
from gioia.cli.words import say
from gioia.findings import by_severity

if TYPE_CHECKING:
    from gioia.audit.manuscript.audit import Audit

HELP = say(
    "Compare a paper with its study.\n\nThe paper is a Word, PDF, Markdown, LaTeX or text file. Its quotations, attributions, names, "
    "counts, claims, tables and sources are held against the study; each remark has its place in the paper, the place and the wording in the study, and what "
    "differs: [-only in the study-] {+only in the paper+}. Nothing is changed. Remarks that are accepted are waived in study.yaml, with "
    "the key manuscript. Exit code 0 where nothing but information is remarked, 1 where there are faults, 2 for misuse.",
    "把论文和它的研究对照。\n\n论文可以是 Word、PDF、Markdown、LaTeX 或文本文件。逐一核对引文、出处说法、名称、数目、论断、表格和来源；每条都给出论文里的位置、研究里的位置和文字，并标出差异："
    "[-只在研究里-] {+只在论文里+}。不改动任何文件。认可的差异可以在 study.yaml 的 waivers 里豁免（写上 manuscript）。只有提示时退出码为 0，有问题为 1，用法不对为 2。",
)
_PIPED = 80


class AuditFormat(StrEnum):
    """How the audit is printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    MARKDOWN = "markdown"


def command(
    paper: Annotated[
        Path,
        typer.Argument(
            metavar="PAPER", help=say("The paper: docx, pdf, md, tex or txt.", "论文：docx、pdf、md、tex 或 txt。")
        ),
    ],
    *,
    study: StudyOption = None,
    format: Annotated[
        AuditFormat,
        typer.Option(
            "--format", help=say("Text, JSON, SARIF 2.1.0, or Markdown.", "文本、JSON、SARIF 2.1.0 或 Markdown。")
        ),
    ] = AuditFormat.TEXT,
    encoding: Annotated[
        str,
        typer.Option(
            "--encoding", help=say("Encoding of a text file, such as gb18030.", "文本文件的编码，例如 gb18030。")
        ),
    ] = "",
    held: Annotated[
        bool,
        typer.Option("--held", help=say("List the quotations that hold, too.", "也列出与研究相符的引文。")),
    ] = False,
) -> None:
    """Audit a paper."""
    from gioia.audit.manuscript.audit import audit
    from gioia.audit.manuscript.reading import read_manuscript

    manuscript = read_manuscript(paper, encoding)
    found = audit(manuscript, loaded(study, must_be_sound=True))
    _print(found, str(paper), format, held=held)
    if found.faults:
        raise typer.Exit(1)


def _print(found: Audit, path: str, format: AuditFormat, *, held: bool) -> None:
    from gioia.audit.manuscript import report

    if format is AuditFormat.JSON:
        print_json(report.values(found))
    elif format is AuditFormat.SARIF:
        from gioia import __version__
        from gioia.audit.manuscript.audit import findings
        from gioia.audit.sarif import sarif

        print_json(sarif(findings(found, path), version=__version__))
    elif format is AuditFormat.MARKDOWN:
        typer.echo(report.markdown(found, say("en", "zh")), nl=False)
    else:
        _print_text(found, held=held)


def _print_text(found: Audit, *, held: bool) -> None:
    from gioia.displays.audit_lines import lines

    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPED
    sys.stdout.write("".join(f"{line}\n" for line in lines(found, columns, say("en", "zh"), with_held=held)))
    print_findings(found.idle, err=True)
    holding = say(f"; quotations that hold: {len(found.held)}", f"；相符的引文 {len(found.held)} 条")
    typer.echo(severities_line(by_severity(found.remarks)) + holding, err=True)

"""`gioia check`: all findings, and an exit code."""

from __future__ import annotations

import typer

from gioia.cli.common import Format, FormatOption, StudyArgument, finding_values, print_findings, print_json, root_of
from gioia.cli.words import say

HELP = say(
    "Check the study and list findings.\n\nEvery finding has its file and line, its rule, and what to do. Exit code 0 where no error "
    "is found, 1 where there is one, 2 for misuse. A finding that is accepted is waived in study.yaml with its reason.",
    "检查研究，列出审核发现。\n\n每条发现都给出文件、行号、规则和改法。没有错误退出码为 0，有错误为 1，用法不对为 2。"
    "认可的发现可以在 study.yaml 里写明理由予以豁免。",
)


def command(study: StudyArgument = None, *, format: FormatOption = Format.TEXT) -> None:
    """Check the study."""
    from gioia.audit.rules import check
    from gioia.findings import errors
    from gioia.study.loading import load_study

    loaded, found = load_study(root_of(study))
    findings = check(loaded, found)
    if format is Format.JSON:
        print_json(finding_values(findings))
    else:
        print_findings(findings)
        counts = [sum(not f.waived and f.severity == severity for f in findings) for severity in ("error", "warning")]
        waived = sum(bool(f.waived) for f in findings)
        text = say(
            f"errors: {counts[0]}, warnings: {counts[1]}, waived: {waived}",
            f"{counts[0]} 个错误，{counts[1]} 个警告，{waived} 个豁免",
        )
        typer.echo(text, err=True)
    if errors(findings):
        raise typer.Exit(1)

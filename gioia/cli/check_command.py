"""`gioia check`: all findings, an exit code, and what a rule is about."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from gioia.cli.common import StudyArgument, finding_values, print_findings, print_json, root_of, severities_line
from gioia.cli.words import say
from gioia.findings import SEVERITIES_IN_CHINESE, by_severity

if TYPE_CHECKING:
    from gioia.findings import Finding

HELP = say(
    "Check the study and list findings.\n\nEvery finding has its file and line, its rule, and what to do. Exit code 0 where no error "
    "is found, 1 where there is one, 2 for misuse. A finding that is accepted is waived in study.yaml with its reason, and listed "
    "with it. No score is computed. `--explain GI4` says what a rule is for.",
    "检查研究，列出审核发现。\n\n每条发现都给出文件、行号、规则和改法。没有错误退出码为 0，有错误为 1，用法不对为 2。"
    "认可的发现可以在 study.yaml 里写明理由予以豁免，豁免连同理由照样列出。不打分。`--explain GI4` 说明一条规则的用意。",
)


class CheckFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    MARKDOWN = "markdown"


def command(
    study: StudyArgument = None,
    *,
    format: Annotated[
        CheckFormat,
        typer.Option(
            "--format",
            help=say(
                "Text, JSON, SARIF 2.1.0 for editors and code hosts, or Markdown.",
                "文本、JSON、供编辑器和代码平台读的 SARIF 2.1.0，或 Markdown。",
            ),
        ),
    ] = CheckFormat.TEXT,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="RULE",
            help=say(
                "Say what a rule asks, why, and in which literature.", "说明一条规则要求什么、为什么、出自哪些文献。"
            ),
        ),
    ] = None,
) -> None:
    """Check the study, or explain a rule."""
    if explain is not None:
        _explain(explain)
        return
    from gioia.audit.rules import check
    from gioia.findings import errors
    from gioia.study.loading import load_study

    loaded, found = load_study(root_of(study))
    findings = check(loaded, found)
    _print(findings, format)
    if errors(findings):
        raise typer.Exit(1)


def _print(findings: list[Finding], format: CheckFormat) -> None:
    if format is CheckFormat.JSON:
        print_json(finding_values(findings))
    elif format is CheckFormat.SARIF:
        from gioia import __version__
        from gioia.audit.sarif import sarif

        print_json(sarif(findings, version=__version__))
    elif format is CheckFormat.MARKDOWN:
        from gioia.audit.markdown import markdown

        typer.echo(markdown(findings, say("en", "zh")), nl=False)
    else:
        print_findings(findings)
        typer.echo(severities_line(by_severity(findings)), err=True)


_WAIVE = """To accept what it finds, write in study.yaml (subject "*": all of it):
waivers:
  - rule: {0}
    subject: what the finding is about, such as the concept's name
    reason: your reason"""
_WAIVE_ZH = """认可它的发现时，写进 study.yaml（subject 写 "*" 指全部）：
waivers:
  - rule: {0}
    subject: 发现说的是什么，例如概念的名称
    reason: 你的理由"""


def _explain(id: str) -> None:
    from gioia.audit.reasons import reason

    told = reason(id)
    severity = SEVERITIES_IN_CHINESE[told.rule.severity]
    typer.echo(
        say(
            f"{told.rule.id} ({told.rule.severity}, {told.family[0]})",
            f"{told.rule.id}（{severity}，{told.family[1]}）",
        )
    )
    typer.echo(say(*told.text))
    typer.echo(say(*told.why))
    if told.answered_by[0]:
        typer.echo(say(*told.answered_by))
    for short, work in zip(told.literature, told.works, strict=True):
        typer.echo(f"  {short}: {work}")
    if not told.rule.integrity and not told.answered_by[0]:
        typer.echo(say(_WAIVE, _WAIVE_ZH).format(told.rule.id))

"""What several commands share: their options, and the printing of plans, findings and trees."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gioia.cli.words import say, worded
from gioia.errors import GioiaError
from gioia.findings import SEVERITIES_IN_CHINESE, Finding

if TYPE_CHECKING:
    import pandas as pd

    from gioia.edits.plan import Planner
    from gioia.study.record import Study


SHOWN_ERRORS = 5
"""How many faults of a study's files a command shows that does not check."""


class Format(StrEnum):
    """How a command prints what it found."""

    TEXT = "text"
    JSON = "json"


class ListFormat(StrEnum):
    """How a command prints a list, which a spreadsheet can read too."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


_WHICH_STUDY = say(
    "Folder or name of the study; if left out, the one in this folder, or the only one below it.",
    "研究的文件夹或名称；省略时用当前文件夹里的研究，没有就用下面唯一的一个。",
)
StudyArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[STUDY]",
        help=_WHICH_STUDY,
    ),
]
StudyOption = Annotated[
    str | None,
    typer.Option("--study", "-s", metavar="STUDY", help=_WHICH_STUDY),
]
SourcesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--source",
        metavar="CODE",
        help=say(
            "Only this source, or the sources of this category letter; may be repeated.",
            "只在这个来源，或这个字母的各来源里；可以写多次。",
        ),
    ),
]
StageFilterOption = Annotated[
    str,
    typer.Option(
        "--stage",
        metavar="STAGE",
        help=say("Only in segments that a person coded for this stage.", "只在有人编码归入这个阶段的片段里。"),
    ),
]
SpeakerOption = Annotated[
    str, typer.Option("--speaker", metavar="NAME", help=say("Only what this person says.", "只看这个人说的话。"))
]
FormatOption = Annotated[Format, typer.Option("--format", help=say("Text or JSON.", "文本或 JSON。"))]
ListFormatOption = Annotated[
    ListFormat,
    typer.Option("--format", help=say("Text, JSON, or CSV for a spreadsheet.", "文本、JSON，或电子表格能读的 CSV。")),
]
DryRunOption = Annotated[
    bool,
    typer.Option("--dry-run", help=say("Show what would change, and change nothing.", "只显示会改什么，不真的改。")),
]
WhyOption = Annotated[
    str,
    typer.Option("--why", metavar="TEXT", help=say("The reason, kept in the history.", "理由，记在编码历史里。")),
]
DefinitionOption = Annotated[str, typer.Option("--definition", metavar="TEXT", help=say("What it means.", "定义。"))]
CoderOption = Annotated[
    str | None,
    typer.Option("--coder", envvar="GIOIA_CODER", metavar="NAME", help=say("Who codes.", "编码者。")),
]


def root_of(study: str | None) -> Path:
    """Return the folder of the study that is meant."""
    from gioia.study.finding_studies import find_study

    return find_study(study)


def either(study: str | None, option: str | None) -> str | None:
    """Return the study that is named as an argument or an option. Raises GioiaError where two are named."""
    if study and option and study != option:
        raise GioiaError(f"two studies are named, {study!r} and {option!r}", remedy="name one")
    return study or option


def root_to_write(study: str | None) -> Path:
    """Return the folder of the study that is meant; where nobody named it, which one it is goes to standard error."""
    from gioia.plaintext.files import shown_path
    from gioia.study.finding_studies import was_guessed

    root = root_of(study)
    if was_guessed(root, study):
        typer.echo(say(f"study: {shown_path(root)}", f"研究：{shown_path(root)}"), err=True)
    return root


def loaded(study: str | None, *, must_be_sound: bool = False) -> Study:
    """Return the study that is meant; what is at fault in its files goes to standard error, so that nobody trusts a part.

    With `must_be_sound` a fault ends the command with exit code 1.
    """
    from gioia.study.loading import load_study

    record, findings = load_study(root_of(study))
    say_broken(findings, must_be_sound=must_be_sound)
    return record


def say_broken(findings: list[Finding], *, must_be_sound: bool = False) -> None:
    """Say on standard error, in one line, that a study's files have errors.

    With `must_be_sound` the first of them are printed with their remedies, and end the command with exit code 1.
    """
    from gioia.findings import errors

    broken = errors(findings, integrity_only=True)
    if broken and not must_be_sound:
        others = len(broken) - 1
        more = say(f" (and {others} more)", f"（另有 {others} 条）") if others else ""
        typer.echo(
            f"{broken[0].place} {worded(broken[0].message)}{more}{say('; see gioia check', '；见 gioia check')}",
            err=True,
        )
    elif broken:
        print_findings(broken[:SHOWN_ERRORS], err=True)
        if len(broken) > SHOWN_ERRORS:
            typer.echo(
                say(
                    f"and {len(broken) - SHOWN_ERRORS} more: gioia check",
                    f"还有 {len(broken) - SHOWN_ERRORS} 条，见 gioia check",
                ),
                err=True,
            )
        raise typer.Exit(1)


def coder_name(given: str | None) -> str:
    """Return who codes: as given, else git's user name, else the name that the person logs in with.

    Raises GioiaError where none of them is there, or where the name cannot be a folder's.
    """
    from gioia.sources.documents import is_folder_name

    name = given or _git_user() or _login()
    if not name:
        raise GioiaError("who codes is not known", remedy="say --coder NAME, or set GIOIA_CODER")
    if not is_folder_name(name):
        raise GioiaError(f"{name!r} cannot name a coder", remedy="use letters, digits and hyphens: --coder NAME")
    return name


def doer(given: str | None = None) -> str:
    """Return under what name the history keeps what is done: as given, else as is known.

    That it is not known is no reason to refuse it. Raises GioiaError where the name that is given cannot be a folder's.
    """
    import os

    if given:
        return coder_name(given)
    try:
        return coder_name(os.environ.get("GIOIA_CODER"))
    except GioiaError:
        return "unknown"


def _git_user() -> str:
    import subprocess

    try:
        asked = subprocess.run(["git", "config", "user.name"], capture_output=True, check=False)  # noqa: S607 - git as the person has it
    except OSError:
        return ""
    return asked.stdout.decode("utf-8", "replace").strip()


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def print_plan(plan: Any, *, dry_run: bool) -> None:  # noqa: ANN401 - a Plan; its module is loaded by commands that write
    """Print what an edit did, or under `dry_run` the diff of what it would do; exit 1 where it had to refuse something."""
    from gioia.edits.diff import diff

    if dry_run:
        typer.echo(diff(plan), nl=False)
    for message in plan.messages:
        typer.echo(worded(message), err=dry_run)
    if dry_run:
        typer.echo(say("nothing was changed (--dry-run)", "什么都没有改（--dry-run）"), err=True)
    print_findings(plan.remarks, err=True)
    if plan.refused:
        print_findings(plan.refused, err=True)
        raise typer.Exit(1)


def edit(study: str | None, planner: Planner, *, by: str = "", dry_run: bool) -> None:
    """Carry out an edit of the study that is meant, under the name `by` or that of the person, and print what it did."""
    from gioia.edits.plan import carry_out

    plan = carry_out(root_to_write(study), planner, by=by or doer(), dry_run=dry_run)
    print_plan(plan, dry_run=dry_run)


_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


def print_findings(findings: Iterable[Finding], *, err: bool = False) -> None:
    """Print findings as `path:line: severity RULE message; remedy`; on a terminal in colour, the remedy on its own line."""
    stream = sys.stderr if err else sys.stdout
    for finding in findings:
        colour = None if finding.waived else _COLOURS[finding.severity]
        severity = say(finding.severity, SEVERITIES_IN_CHINESE[finding.severity])
        word = say("waived", "豁免") if finding.waived else severity
        shown = typer.style(word, fg=colour) if stream.isatty() else word
        remedy = (
            f"\n    → {worded(finding.remedy)}" if stream.isatty() else f"{say('; ', '；')}{worded(finding.remedy)}"
        )
        reason = say(f" (waived: {finding.waived})", f"（豁免：{finding.waived}）") if finding.waived else ""
        typer.echo(f"{finding.place} {shown} {finding.rule} {worded(finding.message)}{remedy}{reason}", err=err)


def severities_line(found: Mapping[str, int]) -> str:
    """Return how many errors, warnings, remarks and waived ones there are, as every command says it."""
    return say(
        "errors: {error}, warnings: {warning}, remarks: {info}, waived: {waived}",
        "{error} 个错误，{warning} 个警告，{info} 个提示，{waived} 个豁免",
    ).format(**found)


def print_json(value: Any) -> None:  # noqa: ANN401 - whatever JSON can say
    """Print a value, of which records are objects, as indented JSON in UTF-8."""
    import msgspec

    try:
        typer.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())
    except UnicodeEncodeError:
        # The name of a file may hold bytes of no character.
        import json

        typer.echo(json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=2))


def print_csv(frame: pd.DataFrame) -> None:
    """Print a frame as CSV, byte for byte as exports write it; numbers with a fraction to four places."""
    from gioia.exports.delimited import write_frame

    _print_bytes(write_frame(frame.round(4)))


def print_csv_rows(names: Iterable[str], rows: Iterable[Iterable[str | int]]) -> None:
    """Print what `print_csv` prints for a frame, from its rows alone: a frame of many takes longer to make than to print."""
    from gioia.exports.delimited import delimited

    _print_bytes(delimited(names, rows))


def _print_bytes(raw: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(raw)


def finding_values(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings as plain values with the keys path, line, rule, severity, message, remedy, subject, waived."""
    return [
        {
            "path": finding.place.path,
            "line": finding.place.line,
            "rule": finding.rule,
            "severity": finding.severity,
            "message": finding.message,
            "remedy": finding.remedy,
            "subject": finding.subject,
            "waived": finding.waived,
        }
        for finding in findings
    ]

"""`gioia forms`: forms of reporting, filled from the study."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gioia.cli.common import StudyArgument, loaded, print_findings
from gioia.cli.words import say

if TYPE_CHECKING:
    from gioia.findings import Finding
    from gioia.forms.filling import Form

STATED = "statements: "
"""What begins the name of a statement that an item wants."""

HELP = say(
    "Fill forms of reporting from the study: COREQ, SRQR, JARS-Qual, transparency.\n\nEach item is filled, with where the answer stands; not applicable, for the "
    "reason that you give; or missing, with what would answer it. What only you can say stands under `statements:` in study.yaml; "
    "everything else is counted as the tables count it. Where no people took part, say so under `participants` (n/a: and the reason), and it holds for "
    "the items about them. The item numbers are the authors', the words are ours; no score is computed. The files are written below "
    "out/NAME/forms unless --out says otherwise.",
    "用研究填写报告规范表：COREQ、SRQR、JARS-Qual、透明度标准。\n\n每个条目或已填，并注明答案在哪里；或不适用，写你给的理由；或缺，写明由什么来回答。"
    "只有你自己知道的写在 study.yaml 的 `statements:` 里，其余按各表的口径统计。没有人参与的研究，在 `participants` 里写明 n/a 和理由，"
    "与参与者有关的条目就都不适用。条目编号是原作者的，措辞是我们自己的；不打分。文件写在 out/研究名/forms 下面，或用 --out 指定。",
)


class FormName(StrEnum):
    """A form."""

    COREQ = "coreq"
    SRQR = "srqr"
    JARS_QUAL = "jars-qual"
    TRANSPARENCY = "transparency"


class FormFormat(StrEnum):
    """How a form is written."""

    DOCX = "docx"
    MD = "md"


class FormLanguage(StrEnum):
    """In which language a form is written."""

    ZH = "zh"
    EN = "en"


def command(
    study: StudyArgument = None,
    *,
    form: Annotated[
        list[FormName] | None,
        typer.Option(
            "--form",
            help=say("A form; may be repeated. All four if left out.", "哪一份，可以写多次；省略为全部四份。"),
        ),
    ] = None,
    to: Annotated[
        list[FormFormat] | None,
        typer.Option(
            "--to",
            help=say(
                "Word document or Markdown; may be repeated. docx if left out.",
                "Word 文档或 Markdown，可以写多次；省略为 docx。",
            ),
        ),
    ] = None,
    language: Annotated[
        FormLanguage | None,
        typer.Option(
            "--language",
            help=say(
                "Language of the form; that of the study if left out. What you state stays as it is.",
                "表的语言，省略为研究的语言；你写的说明保持原样。",
            ),
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help=say("Folder to write to.", "写到哪个文件夹。"))] = None,
) -> None:
    """Write the forms."""
    from gioia.forms.filling import filled_forms
    from gioia.forms.sheet import form_table
    from gioia.pipeline import Target, all_displays, export
    from gioia.plaintext.files import shown_path

    record = loaded(study, must_be_sound=True)
    formats = [one.value for one in to or [FormFormat.DOCX]]
    forms = filled_forms(record, dict.fromkeys(form or FormName), all_displays(record))
    findings: list[Finding] = []
    for filled in forms:
        table = form_table(filled, record.title, language or record.language)
        done = export([table], out or Path("out") / record.name / "forms", formats, target=Target(name=table.key))
        findings += done.findings
        for path in done.written:
            typer.echo(shown_path(path))
    _say_missing(forms)
    if findings:
        print_findings(findings, err=True)
        raise typer.Exit(1)


def _say_missing(forms: Sequence[Form]) -> None:
    """Say on standard error which items are missing, and what would answer them."""
    wants: dict[str, None] = {}
    for form in forms:
        missing = [answer for answer in form.answers if answer.state == "missing"]
        wants |= dict.fromkeys(want for answer in missing for want in answer.wants)
        if missing:
            numbers = ", ".join(answer.item.number for answer in missing)
            typer.echo(say(f"{form.blank.name}: missing {numbers}", f"{form.blank.name}：缺 {numbers}"), err=True)
    stated = [want.removeprefix(STATED) for want in wants if want.startswith(STATED)]
    others = [want for want in wants if not want.startswith(STATED)]
    if stated:
        keys = ", ".join(stated)
        typer.echo(say(f"to state in study.yaml: {STATED}{keys}", f"在 study.yaml 里写明 {STATED}{keys}"), err=True)
    if others:
        typer.echo(say(f"to be had by: {', '.join(others)}", f"由这些得到：{'、'.join(others)}"), err=True)

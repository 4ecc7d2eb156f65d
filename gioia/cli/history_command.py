"""`gioia history`: how the codebook grew."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from gioia.cli.common import ListFormat, ListFormatOption, StudyOption, loaded, print_csv, print_findings, print_json
from gioia.cli.words import say

if TYPE_CHECKING:
    from gioia.audit.trail import Entry

HELP = say(
    "Tell how the codebook grew: what was created, renamed, merged, split, regrouped; when, by whom, why.\n\nEdits made with gioia are read "
    "from the study's history; what was changed in the codebook by hand is read from git where the study is in git. With a NAME only what "
    "concerns it, under the names that it had before, too.",
    "编码本怎样形成：何时、何人、因何新建、改名、合并、拆分、重新归组。\n\n用 gioia 做的改动记在研究的历史里；手工改动在研究纳入 git 时从 git 读出。"
    "给出名称则只看与它（包括它以前的名称）有关的改动。",
)


def command(
    name: Annotated[str, typer.Argument(help=say("Only what concerns this name.", "只看与这个名称有关的。"))] = "",
    *,
    every: Annotated[
        bool, typer.Option("--all", help=say("Codings and documents, too.", "编码和文档的改动也列出。"))
    ] = False,
    study: StudyOption = None,
    format: ListFormatOption = ListFormat.TEXT,
) -> None:
    """Show the history."""
    from gioia.audit.trail import about, of_structure, trail
    from gioia.study.history import read_history

    record = loaded(study)
    edits, findings = read_history(record.root)
    print_findings(findings, err=True)
    entries = trail(record, edits)
    entries = about(entries, name) if name else entries if every else of_structure(entries)
    if format == ListFormat.JSON:
        from msgspec import to_builtins

        print_json([to_builtins(entry) for entry in entries])
    elif format == ListFormat.CSV:
        from gioia.displays.histories import history_frame

        print_csv(history_frame(entries))
    else:
        for entry in entries:
            typer.echo(_line(entry))
        if not entries:
            typer.echo(say("nothing is in the history", "历史里还没有记录"), err=True)


def _line(entry: Entry) -> str:
    time = say("(not committed)", "（未提交）")
    if entry.time:
        time = datetime.fromisoformat(entry.time).astimezone().strftime("%Y-%m-%d %H:%M")
    names = "、".join(entry.about) + (f" → {'、'.join(entry.to)}" if entry.to else "")
    undone = say("  (undone)", "（已撤销）") if entry.undone else ""
    why = f"  “{entry.why}”" if entry.why else ""
    origin = f"  [{entry.origin}]" if entry.origin else ""
    return f"{time}  {entry.by or say('(not known)', '（未知）')}  {entry.verb} {names}{undone}{why}{origin}"

"""`gioia history`: how codebook and codings came about."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from gioia.cli.common import StudyOption, loaded, print_csv, print_findings, print_json
from gioia.cli.words import say
from gioia.errors import GioiaError

if TYPE_CHECKING:
    from gioia.audit.coding_days import Day
    from gioia.audit.trail import Entry
    from gioia.study.history import Edit
    from gioia.study.record import Study

HELP = say(
    "Tell how the codebook grew: what was created, renamed, merged, split, regrouped; when, by whom, why.\n\nEdits made with gioia are read "
    "from the study's history; what was changed in the codebook by hand is read from git where the study is in git. With a NAME only what "
    "concerns it, under the names that it had before, too. --codings tells instead who coded how much on which day: the codings that stand, by "
    "the day on which they were made, and the lines that edits and commits put into the files of a coder and took out. --format md writes both as an appendix.",
    "编码本怎样形成：何时、何人、因何新建、改名、合并、拆分、重新归组。\n\n用 gioia 做的改动记在研究的历史里；手工改动在研究纳入 git 时从 git 读出。"
    "给出名称则只看与它（包括它以前的名称）有关的改动。--codings 改为列出谁在哪一天编了多少：现存编码按作出的日期统计，另列改动和 git 提交"
    "在这位编码者的文件里放入、取出的行数。--format md 把两者写成附录。",
)


class HistoryFormat(StrEnum):
    """How the history is printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MD = "md"


def command(
    name: Annotated[str, typer.Argument(help=say("Only what concerns this name.", "只看与这个名称有关的。"))] = "",
    *,
    every: Annotated[
        bool, typer.Option("--all", help=say("Codings and documents, too.", "编码和文档的改动也列出。"))
    ] = False,
    codings: Annotated[
        bool,
        typer.Option("--codings", help=say("Who coded how much on which day.", "谁在哪一天编了多少。")),
    ] = False,
    study: StudyOption = None,
    format: Annotated[
        HistoryFormat,
        typer.Option(
            "--format",
            help=say(
                "Text, JSON, CSV for a spreadsheet, or Markdown for an appendix.",
                "文本、JSON、电子表格能读的 CSV，或作附录的 Markdown。",
            ),
        ),
    ] = HistoryFormat.TEXT,
) -> None:
    """Show the history."""
    from gioia.audit.trail import about, of_structure, trail
    from gioia.study.history import read_history

    if name and codings:
        raise GioiaError("codings by day are not told of one name", remedy="leave out the name, or --codings")
    record = loaded(study)
    edits, findings = read_history(record.root)
    print_findings(findings, err=True)
    days = _days(record, edits) if codings or (format == HistoryFormat.MD and not name) else []
    if codings and format != HistoryFormat.MD:
        _print_days(days, format)
        return
    entries = trail(record, edits)
    entries = about(entries, name) if name else entries if every else of_structure(entries)
    if format == HistoryFormat.MD:
        _print_markdown([] if codings else entries, days)
    else:
        _print_entries(entries, format)


def _days(record: Study, edits: Sequence[Edit]) -> list[Day]:
    from gioia.audit.coding_days import coding_days
    from gioia.audit.git_versions import committed
    from gioia.codings.store import FOLDER

    return coding_days(record, edits, committed(record.root, FOLDER))


def _print_entries(entries: Sequence[Entry], format: HistoryFormat) -> None:
    if format == HistoryFormat.JSON:
        from msgspec import to_builtins

        print_json([to_builtins(entry) for entry in entries])
    elif format == HistoryFormat.CSV:
        from gioia.displays.histories import history_frame

        print_csv(history_frame(entries))
    else:
        for entry in entries:
            typer.echo(_line(entry))
        _say_nothing(is_nothing=not entries)


def _print_days(days: Sequence[Day], format: HistoryFormat) -> None:
    if format == HistoryFormat.JSON:
        from msgspec import to_builtins

        print_json([to_builtins(day) for day in days])
    elif format == HistoryFormat.CSV:
        from gioia.displays.histories import days_frame

        print_csv(days_frame(days))
    else:
        for day in days:
            typer.echo(_day_line(day))
        _say_nothing(is_nothing=not days)


def _print_markdown(entries: Sequence[Entry], days: Sequence[Day]) -> None:
    from gioia.displays.histories import days_table, entries_table
    from gioia.exports import write

    language = say("en", "zh")
    tables = [entries_table(entries, language)] if entries else []
    tables += [days_table(days, language)] if days else []
    typer.echo("\n".join(write(table, "md").decode() for table in tables), nl=False)
    _say_nothing(is_nothing=not tables)


def _say_nothing(*, is_nothing: bool) -> None:
    if is_nothing:
        typer.echo(say("nothing is in the history", "历史里还没有记录"), err=True)


def _line(entry: Entry) -> str:
    from gioia.displays.histories import time_text, verb_words

    time = time_text(entry.time) or say("(not committed)", "（未提交）")
    comma = say(", ", "、")
    names = comma.join(entry.about) + (f" → {comma.join(entry.to)}" if entry.to else "")
    undone = say("  (undone)", "（已撤销）") if entry.undone else ""
    why = f"  “{entry.why}”" if entry.why else ""
    origin = f"  [{entry.origin}]" if entry.origin else ""
    verb = verb_words(entry.verb, say("en", "zh"))
    return f"{time}  {entry.by or say('(not known)', '（未知）')}  {verb} {names}{undone}{why}{origin}"


def _day_line(day: Day) -> str:
    line = say(
        f"{day.day}  {day.coder}  codings {day.codings} (documents {day.documents}, concepts {day.concepts})",
        f"{day.day}  {day.coder}  现存编码 {day.codings}（文档 {day.documents}，概念 {day.concepts}）",
    )
    if day.put_in or day.taken_out:
        line += say(f"; edits +{day.put_in} −{day.taken_out}", f"；改动 +{day.put_in} −{day.taken_out}")
    if day.committed_by:
        people = ", ".join(day.committed_by)
        line += say(
            f"; commits +{day.committed_in} −{day.committed_out} ({people})",
            f"；提交 +{day.committed_in} −{day.committed_out}（{people}）",
        )
    return line

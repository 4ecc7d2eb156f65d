"""`gioia find`: words in their context."""

from __future__ import annotations

import shutil
import sys
from typing import Annotated

import typer

from gioia.cli.common import (
    ListFormat,
    ListFormatOption,
    SourcesOption,
    SpeakerOption,
    StageFilterOption,
    StudyArgument,
    StudyOption,
    either,
    print_csv_rows,
    print_json,
    root_of,
    say_broken,
)
from gioia.cli.words import say

HELP = say(
    "Find words in the documents, in their context.\n\nFull-width and narrow letters, case, quotation marks, spaces, line breaks "
    "and soft hyphens inside words make no difference; in a .md document nor do the stars and underscores of emphasis, so that "
    "shelf finds sh**elf**. Other marks in the text count. Each hit has its document and line; a slash in the context is the end of a paragraph or "
    "of a speaker's turn. Exit code 1 where there is no hit.",
    "在文档里查找词语并显示上下文。\n\n全角半角、大小写、引号样式、词中的空格、换行和软连字符都不影响查找；在 .md 文档里，表示强调的星号和下划线也不影响，查“书架”能找到“书**架**”。原文里的其他符号算数。每处列出文档和行号；上下文里的斜线表示一段话或一次发言到此为止。"
    "一处也没有时退出码为 1。",
)


def command(
    words: Annotated[str, typer.Argument(help=say("What to look for.", "要找的词语。"))],
    study: StudyArgument = None,
    *,
    study_option: StudyOption = None,
    regex: Annotated[
        bool,
        typer.Option(
            "--regex",
            help=say(
                "The words are a regular expression, matched against the text to the letter.",
                "按正则表达式查找，与原文逐字匹配。",
            ),
        ),
    ] = False,
    any_script: Annotated[
        bool,
        typer.Option(
            "--any-script",
            help=say(
                "Simplified and traditional characters are alike, one by one.",
                "不分简体繁体，逐字对应。",
            ),
        ),
    ] = False,
    source: SourcesOption = None,
    stage: StageFilterOption = "",
    speaker: SpeakerOption = "",
    coded: Annotated[
        bool | None,
        typer.Option(
            "--coded/--uncoded",
            help=say(
                "Only where a person's coding overlaps the hit, or only where none does.",
                "只找已有人编码的，或只找还没有人编码的。",
            ),
        ),
    ] = None,
    width: Annotated[
        int, typer.Option("--width", min=0, max=500, help=say("Characters of context.", "上下文的字数。"))
    ] = 12,
    format: ListFormatOption = ListFormat.TEXT,
) -> None:
    """Find words."""
    from gioia.displays.hits import COLUMNS, entry_rows
    from gioia.displays.kwic import piped_lines, terminal_lines
    from gioia.displays.searches import search, search_entries
    from gioia.sources.queries import query_of
    from gioia.study.searching import Filters

    query = query_of(words, regex=regex, any_script=any_script)
    filters = Filters(tuple(source or ()), stage, speaker, coded)
    root = root_of(either(study, study_option))
    if format is ListFormat.TEXT:
        found, findings = search(root, query, filters, width=width)
        say_broken(findings)
        if found:
            lines = terminal_lines(found, _columns()) if sys.stdout.isatty() else piped_lines(found)
            sys.stdout.write("\n".join([*lines, ""]))
        else:
            typer.echo(say(f"{words!r} stands nowhere", f"没有找到“{words}”"), err=True)
            raise typer.Exit(1)
        return
    known, findings = search_entries(root, query, filters, width=width)
    say_broken(findings)
    if format is ListFormat.JSON:
        print_json(known)
    else:
        print_csv_rows(COLUMNS, entry_rows(known))
    if not known:
        raise typer.Exit(1)


def _columns() -> int:
    return shutil.get_terminal_size().columns

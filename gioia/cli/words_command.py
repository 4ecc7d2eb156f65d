"""`gioia words`: frequencies, key words, and what stands near a word."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
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
    loaded,
    print_csv,
    print_json,
)
from gioia.cli.words import say
from gioia.errors import GioiaError

if TYPE_CHECKING:
    from gioia.study.record import Study
    from gioia.study.searching import Filters

HELP = say(
    "Count the words of the documents.\n\nThe most frequent words; with --by the words that mark a category, source, stage or speaker "
    "against the others (log-likelihood G² and log ratio); with --near what stands near a word (logDice). Words are cut as "
    "jieba cuts them; the study's own words and stop words stand in study.yaml under dictionary and stopwords. The labels "
    "of speaker turns, numbers and the commonest function words are not listed.",
    "统计文档的词语。\n\n列出最常见的词；加 --by 列出各类别、来源、阶段或说话人相对其余部分的特征词（对数似然 G² 和对数比）；加 --near 列出某个词附近的词（logDice）。"
    "分词与结巴一致；研究自己的词和停用词写在 study.yaml 的 dictionary 和 stopwords 里。发言人标签、数字和最常用的虚词不列出。",
)

_KEY_HEADS = "word count rest per-1000 rest-per-1000 G² log-ratio"


class By(StrEnum):
    """The parts of a study that words are compared between."""

    CATEGORY = "category"
    SOURCE = "source"
    STAGE = "stage"
    SPEAKER = "speaker"


def command(
    study: StudyArgument = None,
    *,
    study_option: StudyOption = None,
    by: Annotated[
        By | None,
        typer.Option("--by", help=say("Key words of each part against the rest.", "各部分相对其余部分的特征词。")),
    ] = None,
    near: Annotated[
        str, typer.Option("--near", metavar="WORD", help=say("What stands near this word.", "这个词附近的词。"))
    ] = "",
    window: Annotated[
        int | None,
        typer.Option(
            "--window",
            min=1,
            max=50,
            help=say(
                "With --near: how many words on each side, 5 if left out.", "与 --near 同用：左右各几个词，省略为 5。"
            ),
        ),
    ] = None,
    source: SourcesOption = None,
    stage: StageFilterOption = "",
    speaker: SpeakerOption = "",
    top: Annotated[
        int, typer.Option("--top", min=0, help=say("How many words; 0 for all.", "列出多少个词；0 为全部。"))
    ] = 30,
    format: ListFormatOption = ListFormat.TEXT,
) -> None:
    """Count words."""
    if by and near:
        raise GioiaError("--by does not go with --near", remedy="ask for one of the two")
    if window and not near:
        raise GioiaError("--window goes with --near", remedy="name the word: --near WORD")
    from gioia.study.searching import Filters

    record = loaded(either(study, study_option))
    filters = Filters(tuple(source or ()), stage, speaker)
    most = top or sys.maxsize
    if by:
        _key_words(record, filters, by, most, format)
    elif near:
        _collocates(record, filters, near, window, most=most, format=format)
    else:
        _frequencies(record, filters, most, format)


def _frequencies(study: Study, filters: Filters, most: int, format: ListFormat) -> None:
    from gioia.displays.word_tables import Count, frequencies, rows_frame

    rows = frequencies(study, filters)[:most]
    if format is ListFormat.JSON:
        print_json([msgspec.to_builtins(row) for row in rows])
    elif format is ListFormat.CSV:
        print_csv(rows_frame(Count, rows))
    else:
        heads = say("word count per-1000 documents", "词 次数 每千词 文档数").split()
        _print_table(heads, ((row.word, row.count, row.per_1000, row.documents) for row in rows))


def _key_words(study: Study, filters: Filters, by: By, most: int, format: ListFormat) -> None:
    from gioia.displays.counts import category_names
    from gioia.displays.word_tables import key_words, keys_frame
    from gioia.findings import counted

    names = category_names(study) if by is By.CATEGORY else {}
    groups = key_words(study, by.value, most, filters)
    if format is ListFormat.JSON:
        print_json([msgspec.to_builtins(group) for group in groups])
        return
    if format is ListFormat.CSV:
        print_csv(keys_frame(groups))
        return
    heads = say(_KEY_HEADS, "词 次数 其余次数 每千词 其余每千词 G² 对数比").split()
    for index, group in enumerate(groups):
        sizes = say(
            f"{counted(group.words, 'word')}, rest {group.rest:,}", f"{group.words:,} 词，其余 {group.rest:,} 词"
        )
        name = f"{group.name} {names[group.name]}" if group.name in names else group.name
        typer.echo("\n" * bool(index) + f"{name}  ({sizes})")
        _print_table(
            heads,
            (
                (key.word, key.count, key.rest, key.per_1000, key.rest_per_1000, key.g2, key.log_ratio)
                for key in group.keys
            ),
        )
    if not groups:
        typer.echo(say(f"no passage belongs to a {by.value}", "没有可以这样分组的段落"), err=True)


def _collocates(
    study: Study, filters: Filters, near: str, window: int | None, *, most: int, format: ListFormat
) -> None:
    from gioia.displays.word_tables import WINDOW, company, rows_frame
    from gioia.sources.word_counts import Collocate

    window = window or WINDOW
    count, rows = company(study, near, window=window, filters=filters)
    rows = rows[:most]
    if format is ListFormat.JSON:
        found = [msgspec.to_builtins(row) for row in rows]
        print_json({"word": near, "count": count, "window": window, "collocates": found})
    elif format is ListFormat.CSV:
        print_csv(rows_frame(Collocate, rows))
    else:
        heads = say("word near count logDice", "词 邻近次数 总次数 logDice").split()
        _print_table(heads, ((row.word, row.near, row.count, row.log_dice) for row in rows))


def _print_table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from gioia.displays.terminal import columns

    for line in columns([heads, *(tuple(map(_shown, row)) for row in rows)]):
        typer.echo(line.rstrip())


def _shown(value: str | float | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    return f"{value:,}" if isinstance(value, int) else f"{value:.2f}"

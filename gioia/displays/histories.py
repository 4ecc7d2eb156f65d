"""The trail of a study as frames, one row an entry or a day of coding, and as tables for an appendix."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from gioia.audit.coding_days import Day
from gioia.audit.trail import Entry
from gioia.displays.display import Table
from gioia.displays.frames import list_frame

if TYPE_CHECKING:
    import pandas as pd

_SEPARATOR = "; "
_DAYS = ("day", "coder", "codings", "documents", "concepts", "put_in", "taken_out", "committed_in", "committed_out")
_TITLES = {
    "codebook": ("How the codebook came about", "编码本是怎样形成的"),
    "codings": ("How the codings came about", "编码是怎样形成的"),
}
_OF_ENTRIES = (
    ("Time", "时间"),
    ("By", "何人"),
    ("What was done", "做了什么"),
    ("Names", "名称"),
    ("Became or went to", "变为或归入"),
    ("Why", "理由"),
    ("Record", "记录"),
)
_OF_DAYS = (
    ("Day", "日期"),
    ("Coder", "编码者"),
    ("Codings that stand", "现存编码"),
    ("Documents", "文档"),
    ("Concepts", "概念"),
    ("Put in by edits", "改动放入"),
    ("Taken out by edits", "改动取出"),
    ("Put in by commits", "提交放入"),
    ("Taken out by commits", "提交取出"),
    ("Committed by", "提交者"),
)
_NOTES = {
    "codebook": (
        (
            "Edits made with gioia are from the study's history (record: their id), changes by hand from git (record: the commit, why: what "
            "the commit says)."
        ),
        "用 gioia 做的改动取自研究的历史（记录为改动编号），手工改动取自 git（记录为提交，理由为提交说明）。",
    ),
    "codings": (
        (
            "Codings that stand are counted on the day on which they were made. Edits and commits are counted in lines of the coder's "
            "files: a coding that changed is one taken out and one put in. A commit may hold the work of days before."
        ),
        "现存编码按作出的日期统计；改动和提交按编码者文件的行数统计，改动过的编码算取出一行、放入一行。一次提交可能包含前几天的工作。",
    ),
}
_VERBS = {
    "add": "新建",
    "rename": "改名",
    "merge": "合并",
    "split": "拆分",
    "move": "移动",
    "define": "定义",
    "remove": "删除",
    "group": "归入主题",
    "ungroup": "移出主题",
    "undo": "撤销：",
    "redo": "恢复：",
    "code": "编码",
    "uncode": "取消编码",
    "recode": "改换概念",
    "resize": "调整段落",
    "set": "改编码的标记",
    "settle": "商定",
    "reopen": "撤回商定",
    "accept": "接受",
    "reject": "拒绝",
    "apply": "套用",
    "import": "导入",
    "update": "修订",
    "translate": "准备译文",
    "memo": "写备忘录",
    "concept": "概念",
    "concepts": "概念",
    "theme": "主题",
    "themes": "主题",
    "dimension": "维度",
    "documents": "文档",
    "document": "文档",
    "codings": "编码",
    "suggestion": "建议",
    "review": "复核",
    "rules": "规则",
    "table": "证据表",
}
_WHOLE_VERBS = {
    "rename concept": "概念改名",
    "rename theme": "主题改名",
    "rename dimension": "维度改名",
    "code with new concept": "用新概念编码",
    "edit by hand": "手工修改",
    "add documents": "加入文档",
    "remove documents": "移除文档",
}


def verb_words(verb: str, language: str) -> str:
    """Return what an edit did in zh or en; a word that is not known stays as it is."""
    if language != "zh":
        return verb
    first, _, undone = verb.partition(" ")
    if first in {"undo", "redo"}:
        return _VERBS[first] + verb_words(undone, language)
    return _WHOLE_VERBS.get(verb) or "".join(_VERBS.get(word, word) for word in verb.split(" "))


def history_frame(entries: Iterable[Entry]) -> pd.DataFrame:
    """Return the entries in their order.

    Columns, all strings: time (ISO 8601), by, verb, about and to (names, parted by semicolons), why, origin (the id of an edit
    or of a commit), undone (yes or empty).
    """
    rows = (
        (
            *(entry.time, entry.by, entry.verb, _SEPARATOR.join(entry.about), _SEPARATOR.join(entry.to)),
            *(entry.why, entry.origin, "yes" if entry.undone else ""),
        )
        for entry in entries
    )
    return list_frame(("time", "by", "verb", "about", "to", "why", "origin", "undone"), rows, set())


def days_frame(days: Iterable[Day]) -> pd.DataFrame:
    """Return the days in their order.

    Columns: day (ISO 8601) and coder; the integers codings, documents, concepts, put_in, taken_out, committed_in and
    committed_out; committed_by (names, parted by semicolons).
    """
    rows = ((*(getattr(day, name) for name in _DAYS), _SEPARATOR.join(day.committed_by)) for day in days)
    return list_frame((*_DAYS, "committed_by"), rows, set(_DAYS[2:]))


def entries_table(entries: Iterable[Entry], language: str) -> Table:
    """Return what was done to the codebook as a table in zh or en, times in the machine's zone."""
    which = int(language == "zh")
    rows = [
        (
            time_text(entry.time) or ("not committed", "未提交")[which],
            entry.by or ("not known", "未知")[which],
            verb_words(entry.verb, language) + (" (undone)", "（已撤销）")[which] * entry.undone,
            (", ", "、")[which].join(entry.about),
            (", ", "、")[which].join(entry.to),
            entry.why,
            entry.origin,
        )
        for entry in entries
    ]
    return _table("codebook", _OF_ENTRIES, rows, (16, 10, 18, 30, 24, 30, 12), which)


def days_table(days: Sequence[Day], language: str) -> Table:
    """Return what was coded on which day as a table in zh or en; the columns of edits and commits only where there are any."""
    which = int(language == "zh")
    shown = [0, 1, 2, 3, 4]
    shown += [5, 6] if any(day.put_in or day.taken_out for day in days) else []
    shown += [7, 8, 9] if any(day.committed_by for day in days) else []
    rows = [(*(getattr(day, name) for name in _DAYS), (", ", "、")[which].join(day.committed_by)) for day in days]
    chosen = [tuple(row[place] for place in shown) for row in rows]
    widths = tuple((12, 12, 10, 10, 10, 10, 10, 10, 10, 16)[place] for place in shown)
    return _table("codings", [_OF_DAYS[place] for place in shown], chosen, widths, which)


def _table(
    name: str,
    words: Sequence[tuple[str, str]],
    rows: Sequence[tuple[str | int, ...]],
    widths: tuple[int, ...],
    which: int,
) -> Table:
    names = tuple(pair[which] for pair in words)
    numbers = {title for title, cell in zip(names, rows[0], strict=True) if isinstance(cell, int)} if rows else set()
    return Table(
        key=f"history-{name}",
        title=_TITLES[name][which],
        frame=list_frame(names, rows, numbers),
        language=("en", "zh")[which],
        widths=widths,
        note=_NOTES[name][which],
    )


def time_text(time: str) -> str:
    """Return a time (ISO 8601) in the zone of the machine, to the minute; empty stays empty."""
    return datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M") if time else ""

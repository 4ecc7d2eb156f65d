"""How a table of the paper is laid out and what is said under it: captions, column names, widths, notes.

The words are in the study's language. What the numbers leave out stands in the note, so that no table is silently smaller
than the study.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from msgspec import Struct

from gioia.codings.coding import Coding
from gioia.displays.display import Table
from gioia.displays.labels import label
from gioia.findings import counted
from gioia.study import Study

if TYPE_CHECKING:
    import pandas as pd

    from gioia.displays.rests import Rests

_TITLES = {
    "sources": {"zh": "数据来源与编码", "en": "Data sources and their codes"},
    "evidence": {"zh": "典型证据", "en": "Representative evidence"},
    "codebook": {"zh": "编码本", "en": "Codebook"},
    "concept-by-source": {"zh": "一阶概念的数据来源分布", "en": "First-order concepts by data source"},
    "theme-by-stage": {"zh": "二阶主题的阶段分布", "en": "Second-order themes by stage"},
    "triangulation": {"zh": "二阶主题的资料三角验证", "en": "Second-order themes by category of source"},
    "stage-by-dimension": {"zh": "各阶段的聚合维度分布", "en": "Stages by aggregate dimension"},
    "frequencies": {"zh": "编码频次", "en": "Frequencies of codings"},
    "theme-by-case": {"zh": "二阶主题的案例分布", "en": "Second-order themes by case"},
    "concept-by-coder": {"zh": "一阶概念的编码者分布", "en": "First-order concepts by coder"},
    "chronology": {"zh": "大事记", "en": "Chronology"},
    "power-quotations": {"zh": "用于正文的引文", "en": "Quotations for the text"},
}


_PAGE = 100
"""How many Latin letters in the size of a table go on a line of an upright page."""
_SIDES = 2.5
"""The sides of a cell, in such letters, and what bold ones take more."""


class Layout(Struct, frozen=True):
    """How a table is laid out: its name in the key, the widths, how many columns are merged, its note, a title of its own, a row of totals.

    `mentions` are number and title of the tables that the note refers to by number.
    """

    name: str
    widths: tuple[int, ...]
    merged: int = 0
    note: str = ""
    title: str = ""
    totals: bool = False
    mentions: tuple[tuple[int, str], ...] = ()


def laid_out(study: Study, number: int, frame: pd.DataFrame, layout: Layout, rests: Rests) -> Table:
    """Return the table of that number; `frame` has its printed column names, `rests` a mapping for each of its rows."""
    return Table(
        key=f"table-{number}-{layout.name}",
        title=layout.title or title(layout.name, study.language),
        frame=frame.reset_index(drop=True),
        language=study.language,
        number=number,
        merged=tuple(frame.columns[: layout.merged]),
        widths=_wide_enough(frame, layout),
        note=layout.note,
        mentions=layout.mentions,
        totals=layout.totals,
        form=study.appearance.tables,
        rests=rests,
    )


def _wide_enough(frame: pd.DataFrame, layout: Layout) -> tuple[int, ...]:
    """Return the widths with room for the longest word of each heading, in letters that a page as wide as `_PAGE` holds."""
    squeeze = max(1.0, sum(layout.widths) / _PAGE)
    words = (max(map(len, str(heading).split()), default=0) for heading in frame.columns)
    return tuple(
        max(given, ceil((word + _SIDES) * squeeze)) if heading.isascii() else given
        for given, word, heading in zip(layout.widths, words, map(str, frame.columns), strict=True)
    )


def title(name: str, language: str) -> str:
    """Return the caption of a table, without its number."""
    return _TITLES[name]["zh" if language == "zh" else "en"]


def renamed(study: Study, frame: pd.DataFrame, words: Sequence[str]) -> pd.DataFrame:
    """Return the frame with printed column names, given as the English keys of `labels`."""
    return frame.set_axis([label(word, study.language) for word in words], axis="columns")


def shown_ungrouped(study: Study, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with the word for ungrouped where the theme is empty."""
    theme = frame["theme"].mask(frame["theme"].eq(""), label("Ungrouped", study.language))
    return frame.assign(theme=theme)


def left_out(study: Study, codings: list[Coding]) -> str:
    """Return the sentence on codings whose concept is not in the codebook, or "" where there are none."""
    if not codings:
        return ""
    if study.language == "zh":
        return f"另有{len(codings)}条编码的概念不在编码本中，未列入。"
    return f"Left out: {counted(len(codings), 'coding')} of concepts not in the codebook."


def joined(study: Study, *sentences: str) -> str:
    """Return the sentences of a note as one text; empty ones are passed over."""
    return ("" if study.language == "zh" else " ").join(filter(None, sentences))

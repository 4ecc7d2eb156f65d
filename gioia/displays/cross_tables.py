"""The tables that count codings by two names: concepts by source and coder, themes by stage, category and case.

Every number is the number of codings that the table's `rests` hold for that cell; rows and columns add up to their totals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from gioia.displays import counts, frames
from gioia.displays.display import Table
from gioia.displays.labels import label
from gioia.displays.layouts import Layout, joined, laid_out, left_out
from gioia.displays.merging import width
from gioia.displays.rests import Ids, Rests
from gioia.study import Study

if TYPE_CHECKING:
    import pandas as pd

_HEADS = {
    "dimension": "Aggregate dimension",
    "theme": "Second-order theme",
    "concept": "First-order concept",
    "stage": "Stage",
}
_BY_CONCEPT = (14, 32, 54)
_BY_THEME = (14, 32)
_MARK = "●"


def concept_by_source_table(study: Study, number: int) -> Table:
    """Return codings counted by concept and source, with totals."""
    cross = counts.concepts_and_sources(study)
    frame = frames.concept_by_source(study, cross)
    return _cross_table(study, number, frame, Layout("concept-by-source", _BY_CONCEPT), _rests(cross, _BY_CONCEPT))


def theme_by_stage_table(study: Study, number: int) -> Table:
    """Return codings counted by theme and stage, with totals."""
    cross = counts.themes_and_stages(study)
    frame = frames.theme_by_stage(study, cross)
    return _cross_table(study, number, frame, Layout("theme-by-stage", _BY_THEME), _rests(cross, _BY_THEME))


def triangulation_table(study: Study, number: int) -> Table:
    """Return codings counted by theme and source category, and a mark where a theme rests on a single category.

    A theme without codings rests on none and has no mark; nor have the ungrouped concepts, which are no theme.
    """
    cross = counts.themes_and_categories(study)
    frame = frames.triangulation(study, cross)
    themes = {theme for theme in counts.theme_order(study) if theme}
    single = [
        _MARK if theme in themes and categories == 1 else ""
        for theme, categories in zip(frame.iloc[:, 1], frame.iloc[:, -1], strict=True)
    ]
    frame = frame.iloc[:, :-1].copy()
    frame.insert(len(frame.columns), "single", single, allow_duplicates=True)
    layout = Layout("triangulation", _BY_THEME, note=_legend(study))
    return _cross_table(study, number, frame, layout, _rests(cross, _BY_THEME), last="Single category")


def stage_by_dimension_table(study: Study, number: int) -> Table:
    """Return codings counted by stage and aggregate dimension, with totals."""
    cross = counts.stages_and_dimensions(study)
    frame = frames.stage_by_dimension(study, cross)
    return _cross_table(study, number, frame, Layout("stage-by-dimension", (20,)), _rests(cross, (20,)))


def theme_by_case_table(study: Study, number: int) -> Table:
    """Return codings counted by theme and case, with totals, and in how many cases a theme is found."""
    cross = counts.themes_and_cases(study)
    frame = frames.theme_by_case(study, cross)
    layout = Layout("theme-by-case", _BY_THEME)
    return _cross_table(study, number, frame, layout, _rests(cross, _BY_THEME), last="Cases")


def concept_by_coder_table(study: Study, number: int) -> Table:
    """Return codings counted by concept and coder, with totals, and how many passages two coders or more share."""
    cross = counts.concepts_and_coders(study)
    passages = counts.shared_passages(study)
    frame = frames.concept_by_coder(study, cross, passages)
    shared = [_once(of_concept) for of_concept in passages.values()]
    note = (
        "共同编码：两名或更多编码者用同一概念编码、且有重叠的原文处数。"
        if study.language == "zh"
        else "Shared passages: passages that two coders or more coded with the concept, in whole or in part."
    )
    layout = Layout("concept-by-coder", _BY_CONCEPT, note=note)
    rests = _rests(cross, _BY_CONCEPT, shared)
    return _cross_table(study, number, frame, layout, rests, last="Shared passages")


def _once(passages: list[Ids]) -> Ids:
    return tuple(id for passage in passages for id in passage)


def _rests(cross: counts.Cross, heads: tuple[int, ...], last: list[Ids] | None = None) -> Rests:
    """Return what a cross rests on: as many head columns as `heads` has, its cells, the total, and what `last` counts."""
    first, after = len(heads), len(heads) + len(cross.columns) + 1
    rows = [dict(enumerate(row, start=first)) for row in cross.ids]
    for row, ids in zip(rows, last or (), strict=last is not None):
        row[after] = ids
    return (*rows, {})


def _cross_table(
    study: Study, number: int, frame: pd.DataFrame, layout: Layout, rests: Rests, *, last: str = ""
) -> Table:
    """Return a cross as a table: all head columns but the last one merged, columns of numbers as narrow as their names.

    `layout` has the widths of the head columns only; `last` is the word over a column that follows the totals.
    """
    heads = len(layout.widths)
    tail = [label(word, study.language) for word in ("Total", last) if word]
    middle = [str(column) for column in frame.columns[heads : len(frame.columns) - len(tail)]]
    names = [*(label(_HEADS[str(head)], study.language) for head in frame.columns[:heads]), *middle, *tail]
    about = "数字为编码条数。" if study.language == "zh" else "Numbers are codings."
    layout = structs.replace(
        layout,
        widths=(*layout.widths, *(min(20, max(7, width(name) + 4)) for name in names[heads:])),
        merged=heads - 1,
        totals=True,
        note=joined(study, about, layout.note, left_out(study, counts.uncounted(study))),
    )
    return laid_out(study, number, frame.set_axis(names, axis="columns"), layout, rests)


def _legend(study: Study) -> str:
    """Return what the category letters stand for, as a sentence."""
    known = counts.category_names(study)
    names = [(code, known[code]) for code in counts.categories_with_sources(study)]
    if study.language == "zh":
        return "；".join(f"{code}：{name}" for code, name in names) + "。" * bool(names)
    return "; ".join(f"{code}: {name}" for code, name in names) + "." * bool(names)

"""The tables of the paper: sources, evidence stage by stage, the codebook, and who coded what where in numbers.

Each is a frame of `gioia.displays.frames` with printed column names, a caption and a layout. What the numbers leave out
(`counts.uncounted`) stands in the note under the table: no table is silently smaller than the study.

They are numbered as they are printed, without a gap: the sources, the stages' evidence, evidence without a stage where
there is any, then the codebook and the counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from gioia.codings.coding import Coding
from gioia.displays import counts, frames
from gioia.displays.captions import bracketed, shared_note, stage_title
from gioia.displays.display import Table
from gioia.displays.labels import label
from gioia.displays.merging import width
from gioia.sources.normal import counted
from gioia.study import Study

if TYPE_CHECKING:
    import pandas as pd

_TITLES = {
    "sources": {"zh": "数据来源与编码", "en": "Data sources and their codes"},
    "evidence": {"zh": "典型证据", "en": "Representative evidence"},
    "codebook": {"zh": "编码本", "en": "Codebook"},
    "concept-by-source": {"zh": "一阶概念的数据来源分布", "en": "First-order concepts by data source"},
    "theme-by-stage": {"zh": "二阶主题的阶段分布", "en": "Second-order themes by stage"},
    "triangulation": {"zh": "二阶主题的资料三角验证", "en": "Second-order themes by category of source"},
    "stage-by-dimension": {"zh": "各阶段的聚合维度分布", "en": "Stages by aggregate dimension"},
}
_CODEBOOK = {
    "dimension": ("Aggregate dimension", 15),
    "theme": ("Second-order theme", 22),
    "concept": ("First-order concept", 26),
    "definition": ("Definition", 30),
    "include": ("Include when", 28),
    "exclude": ("Exclude when", 24),
    "indicators": ("Indicators", 36),
    "codings": ("Codings", 10),
}
_WORDS = {name: word for name, (word, _) in _CODEBOOK.items()} | {"stage": "Stage"}
_MARK = "●"


class _Layout(Struct, frozen=True):
    """How a table is laid out: its name in the key, the widths, how many columns are merged, its note, a title of its own, a row of totals."""

    name: str
    widths: tuple[int, ...]
    merged: int = 0
    note: str = ""
    title: str = ""
    totals: bool = False


def tables(study: Study) -> list[Table]:
    """Return the tables in the order in which they are printed and numbered.

    A study without stages has one table of evidence and no tables by stage. A study without anything has the tables of
    sources, evidence, codebook, concepts by source and triangulation, without rows or with the row of totals alone.
    """
    chosen = _evidence_tables(study)
    makers = [codebook_table, concept_by_source_table]
    has_stages = any(counts.stage_order(study))
    makers += [theme_by_stage_table] if has_stages else []
    makers += [triangulation_table]
    makers += [stage_by_dimension_table] if has_stages else []
    numbered = enumerate(makers, start=2 + len(chosen))
    return [sources_table(study, 1), *chosen, *(make(study, number) for number, make in numbered)]


def sources_table(study: Study, number: int) -> Table:
    """Return the source register: category (merged), name, kind, extent and code of each registered source."""
    register = frames.source_register(study)
    registered = register[register["code"].isin({source.code for source in study.sources})]
    order = counts.category_order(study)
    frame = registered.sort_values("category", key=lambda letters: letters.map(order.index), kind="stable")
    frame = frame[["category_name", "name", "kind", "extent", "code"]]
    words = ("Source", "Name", "Kind", "Extent", "Code")
    return _table(study, number, _renamed(study, frame, words), _Layout("sources", (20, 60, 18, 12, 8), merged=1))


def codebook_table(study: Study, number: int) -> Table:
    """Return the codebook; of definition, rules and indicators only the columns in which anything is written."""
    frame = _shown_ungrouped(study, frames.codebook_frame(study))
    always = {"dimension", "theme", "concept", "codings"}
    names = [name for name in _CODEBOOK if name in always or frame[name].ne("").any()]
    words, widths = zip(*(_CODEBOOK[name] for name in names), strict=True)
    layout = _Layout(
        "codebook",
        widths,
        merged=2,
        note=_joined(study, _left_out(study, counts.uncounted(study)), shared_note(study.codebook, study.language)),
    )
    return _table(study, number, _renamed(study, frame[names], words), layout)


def concept_by_source_table(study: Study, number: int) -> Table:
    """Return codings counted by concept and source, with totals."""
    return _cross_table(study, number, frames.concept_by_source(study), _Layout("concept-by-source", (14, 32, 54)))


def theme_by_stage_table(study: Study, number: int) -> Table:
    """Return codings counted by theme and stage, with totals."""
    return _cross_table(study, number, frames.theme_by_stage(study), _Layout("theme-by-stage", (14, 32)))


def triangulation_table(study: Study, number: int) -> Table:
    """Return codings counted by theme and source category, and a mark where a theme rests on a single category.

    A theme without codings rests on none and has no mark; nor have the ungrouped concepts, which are no theme.
    """
    frame = frames.triangulation(study)
    themes = {theme for theme in counts.theme_order(study) if theme}
    single = [
        _MARK if theme in themes and categories == 1 else ""
        for theme, categories in zip(frame.iloc[:, 1], frame.iloc[:, -1], strict=True)
    ]
    frame = frame.iloc[:, :-1].copy()
    frame.insert(len(frame.columns), "single", single, allow_duplicates=True)
    layout = _Layout("triangulation", (14, 32), note=_legend(study))
    return _cross_table(study, number, frame, layout, last="Single category")


def stage_by_dimension_table(study: Study, number: int) -> Table:
    """Return codings counted by stage and aggregate dimension, with totals."""
    return _cross_table(study, number, frames.stage_by_dimension(study), _Layout("stage-by-dimension", (20,)))


def _evidence_tables(study: Study) -> list[Table]:
    """Return one table a stage, declared or used; without any stage, one table of all evidence."""
    excerpts = _excerpts(study)
    if not study.stages and not excerpts["stage"].ne("").any():
        return [_evidence_table(study, 2, "evidence", "", excerpts)]
    stages = [*dict.fromkeys([*(stage.name for stage in study.stages), *excerpts["stage"]])]
    stages = [name for name in stages if name]
    made = [
        _evidence_table(study, i + 1, f"evidence-stage-{i}", stage, excerpts[excerpts["stage"] == stage])
        for i, stage in enumerate(stages, start=1)
    ]
    rest = excerpts[excerpts["stage"] == ""]
    if len(rest):
        made.append(_evidence_table(study, len(stages) + 2, "evidence-no-stage", "", rest))
    return made


def _excerpts(study: Study) -> pd.DataFrame:
    """Return the evidence that is printed, one row a passage and concept: columns stage, theme, concept, text.

    A passage that two coders have chosen for the same concept is printed once. Evidence of a concept that is not in the
    codebook is left out; the note says so.
    """
    frame = frames.evidence_frame(study)
    frame = frame[frame["concept"].isin(set(counts.groups(study)))]
    frame = frame.drop_duplicates(["stage", "concept", "document", "start", "end", "cited", "printed"])
    frame = _shown_ungrouped(study, frame)
    texts = [
        text + _tag(study, cited, role)
        for text, cited, role in zip(frame["printed"], frame["cited"], frame["role"], strict=True)
    ]
    return frame.assign(text=texts)[["stage", "theme", "concept", "text"]].astype("str")


def _evidence_table(study: Study, number: int, name: str, stage: str, excerpts: pd.DataFrame) -> Table:
    """Return the evidence of `stage`; the name "" is that of the study as a whole, or of what has no stage."""
    left = [coding for coding in counts.uncounted(study) if coding.role and coding.stage == stage]
    about = (
        "括号内为数据来源编码，见表1。" if _zh(study) else "Codes in parentheses are those of the sources in Table 1."
    )
    title = _evidence_title(study, label("No stage", study.language) if name == "evidence-no-stage" else stage)
    layout = _Layout(name, (22, 30, 72), merged=2, note=_joined(study, about, _left_out(study, left)), title=title)
    words = ("Second-order theme", "First-order concept", "Evidence")
    return _table(study, number, _renamed(study, excerpts[["theme", "concept", "text"]], words), layout)


def _evidence_title(study: Study, stage: str) -> str:
    title = _TITLES["evidence"][_language(study)]
    if not stage:
        return title
    return f"{stage_title(stage, 'zh')}的{title}" if _zh(study) else f"{title}: {stage}"


def _tag(study: Study, cited: str, role: str) -> str:
    """Return what follows an excerpt: （Q1） or (Q1), and that it is a counter-example, where it is one."""
    if role == "counter":
        cited += ("；" if _zh(study) else ", ") + label("counter", study.language)
    return bracketed(cited, study.language)


def _cross_table(study: Study, number: int, frame: pd.DataFrame, layout: _Layout, *, last: str = "") -> Table:
    """Return a cross as a table: all head columns but the last one merged, columns of numbers as narrow as their names.

    `layout` has the widths of the head columns only; `last` is the word over a column that follows the totals.
    """
    heads = len(layout.widths)
    tail = [label(word, study.language) for word in ("Total", last) if word]
    middle = [str(column) for column in frame.columns[heads : len(frame.columns) - len(tail)]]
    names = [*(label(_WORDS[str(head)], study.language) for head in frame.columns[:heads]), *middle, *tail]
    about = "数字为编码条数。" if _zh(study) else "Numbers are codings."
    layout = structs.replace(
        layout,
        widths=(*layout.widths, *(min(20, max(7, width(name) + 4)) for name in names[heads:])),
        merged=heads - 1,
        totals=True,
        note=_joined(study, about, layout.note, _left_out(study, counts.uncounted(study))),
    )
    return _table(study, number, frame.set_axis(names, axis="columns"), layout)


def _table(study: Study, number: int, frame: pd.DataFrame, layout: _Layout) -> Table:
    return Table(
        key=f"table-{number}-{layout.name}",
        title=layout.title or _TITLES[layout.name][_language(study)],
        frame=frame.reset_index(drop=True),
        language=study.language,
        number=number,
        merged=tuple(frame.columns[: layout.merged]),
        widths=layout.widths,
        note=layout.note,
        totals=layout.totals,
        form=study.appearance.tables,
    )


def _legend(study: Study) -> str:
    """Return what the category letters stand for, as a sentence."""
    names = counts.category_names(study).items()
    if _zh(study):
        return "；".join(f"{code}：{name}" for code, name in names) + "。" * bool(names)
    return "; ".join(f"{code}: {name}" for code, name in names) + "." * bool(names)


def _left_out(study: Study, codings: list[Coding]) -> str:
    """Return the sentence on codings whose concept is not in the codebook, or "" where there are none."""
    if not codings:
        return ""
    if _zh(study):
        return f"另有{len(codings)}条编码的概念不在编码本中，未列入。"
    return f"Left out: {counted(len(codings), 'coding')} of concepts not in the codebook."


def _joined(study: Study, *sentences: str) -> str:
    return ("" if _zh(study) else " ").join(filter(None, sentences))


def _shown_ungrouped(study: Study, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with the word for ungrouped where the theme is empty."""
    theme = frame["theme"].mask(frame["theme"].eq(""), label("Ungrouped", study.language))
    return frame.assign(theme=theme)


def _renamed(study: Study, frame: pd.DataFrame, words: Sequence[str]) -> pd.DataFrame:
    return frame.set_axis([label(word, study.language) for word in words], axis="columns")


def _language(study: Study) -> str:
    return "zh" if _zh(study) else "en"


def _zh(study: Study) -> bool:
    return study.language == "zh"

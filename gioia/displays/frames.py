"""A study as pandas frames, for notebooks and for the printed tables.

Column names are English, lower case and fixed; where a column stands for a source, stage, dimension or category, its name
is that name or code itself. Two kinds of frame:

- lists (codings, evidence, sources, codebook) hold what the study says, and "" where it says nothing;
- crosses hold counts by two names, with a column `total` and a last row of totals, so that rows and columns add up; a cross
  that has been counted already (`counts.Cross`) may be handed in. What
  has no stage stands under 未分阶段 / No stage, what has no theme under 未归组 / Ungrouped, both only where there are any.

All counts come from `gioia.displays.counts`: codings of persons whose concept stands in the codebook. Codings of unknown
concepts are in `codings_frame` and `evidence_frame` (with "" for theme and dimension) and in no count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from gioia.codebook.records import Concept, Indicator, concepts, dimension_of
from gioia.displays import counts
from gioia.displays.labels import label
from gioia.sources.normal import printed
from gioia.sources.register import Source, category_code
from gioia.study.record import Study, cited_source, own_source

if TYPE_CHECKING:
    import pandas as pd

Row = tuple[object, ...]


def codings_frame(study: Study) -> pd.DataFrame:
    """Return all codings of all coders, in the study's order.

    Columns: id, document, source (the document's own), cited (the source that the coding is credited to), stage,
    dimension, theme, concept, coder, role, start, end (code points, half-open), quotation (to the letter), printed
    (as displays show it), memo, time (ISO 8601). start and end are integers, all others strings.
    """
    columns = (
        *("id", "document", "source", "cited", "stage", "dimension", "theme", "concept", "coder", "role"),
        *("start", "end", "quotation", "printed", "memo", "time"),
    )
    groups = counts.groups(study)
    rows = (
        (
            *(coding.id, coding.document, own_source(study, coding), cited_source(study, coding), coding.stage),
            *groups.get(coding.concept, ("", "")),
            *(coding.concept, coding.coder, coding.role, coding.start, coding.end),
            *(coding.quotation, printed(coding.quotation), coding.memo, coding.time),
        )
        for coding in study.codings
    )
    return list_frame(columns, rows, {"start", "end"})


def evidence_frame(study: Study) -> pd.DataFrame:
    """Return the codings chosen to be shown, in the order of the evidence tables: stage, codebook, document, position.

    Columns: stage, dimension, theme, concept, printed (the quotation as displays show it), cited (the source that it is
    credited to), category (that source's letter), role (power, proof, counter), document, start, end, quotation, coder,
    id. start and end are integers, all others strings. Evidence of a concept that is not in the codebook comes last in
    its stage, with "" for dimension and theme.
    """
    columns = (
        *("stage", "dimension", "theme", "concept", "printed", "cited", "category", "role"),
        *("document", "start", "end", "quotation", "coder", "id"),
    )
    groups = counts.groups(study)
    rows = (
        (
            coding.stage,
            *groups.get(coding.concept, ("", "")),
            *(coding.concept, printed(coding.quotation), cited_source(study, coding)),
            *(category_code(cited_source(study, coding)), coding.role, coding.document, coding.start, coding.end),
            *(coding.quotation, coding.coder, coding.id),
        )
        for coding in counts.evidence_order(study)
    )
    return list_frame(columns, rows, {"start", "end"})


def source_register(study: Study) -> pd.DataFrame:
    """Return the register of sources, in its order.

    Columns: code, category (the code's letters), category_name, name, kind, extent, case, documents (how many texts of it
    the study has), codings (how many are credited to it). The last two are integers, all others strings. A code that codings
    are credited to although the register does not have it comes last, with "" for name, kind, extent and case.
    """
    columns = ("code", "category", "category_name", "name", "kind", "extent", "case", "documents", "codings")
    names = counts.category_names(study)
    codings = counts.codings_by_source(study)
    registered = {source.code: source for source in study.sources}
    documents = [document.source for document in study.documents.values()]
    rows = []
    for code in counts.source_order(study):
        source = registered.get(code, Source(code))
        letters = category_code(code)
        about = (source.name, source.kind, source.extent, source.case)
        rows.append((code, letters, names[letters], *about, documents.count(code), codings[code]))
    return list_frame(columns, rows, {"documents", "codings"})


def codebook_frame(study: Study) -> pd.DataFrame:
    """Return the concepts in the codebook's order, the ungrouped ones last with "" for dimension and theme.

    Columns: dimension, theme, concept, definition, include, exclude, indicators (the words with their conditions, in
    one string), codings (an integer). A name that the codebook holds twice has one row, its first.
    """
    columns = ("dimension", "theme", "concept", "definition", "include", "exclude", "indicators", "codings")
    groups = counts.groups(study)
    codings = counts.codings_by_concept(study)
    first: dict[str, Concept] = {}
    for concept in concepts(study.codebook):
        first.setdefault(concept.name, concept)
    rows = (
        (
            *(*groups[concept.name], concept.name, concept.definition, concept.include, concept.exclude),
            *(indicators_text(concept.indicators, study.language), codings[concept.name]),
        )
        for concept in first.values()
    )
    return list_frame(columns, rows, {"codings"})


def concept_by_source(study: Study, cross: counts.Cross | None = None) -> pd.DataFrame:
    """Return codings counted by concept and by the source that they are credited to.

    Columns: dimension, theme, concept, one a source code (integers), total. One row a concept, coded or not, then the
    row of totals, which has the word for total in `dimension` and "" in `theme` and `concept`.
    """
    cross = cross or counts.concepts_and_sources(study)
    return _crossed(study, ("dimension", "theme", "concept"), _concept_heads(study), cross)


def theme_by_stage(study: Study, cross: counts.Cross | None = None) -> pd.DataFrame:
    """Return codings counted by theme and stage.

    Columns: dimension, theme, one a stage (integers), total. One row a theme, one for the ungrouped concepts where they
    have codings, then the row of totals, with the word for total in `dimension` and "" in `theme`.
    """
    return _crossed(study, ("dimension", "theme"), _theme_heads(study), cross or counts.themes_and_stages(study))


def triangulation(study: Study, cross: counts.Cross | None = None) -> pd.DataFrame:
    """Return codings counted by theme and by the category of the source that they are credited to.

    Columns: dimension, theme, one a category letter that has a source (integers), total, categories (how many categories the theme rests
    on). Rows as in `theme_by_stage`; in the row of totals `categories` is how many categories have any coding.
    """
    cross = cross or counts.themes_and_categories(study)
    frame = _crossed(study, ("dimension", "theme"), _theme_heads(study), cross)
    rests_on = [sum(1 for count in row if count) for row in cross.cells]
    rests_on.append(sum(1 for count in cross.column_totals().values() if count))
    frame.insert(len(frame.columns), "categories", rests_on, allow_duplicates=True)
    return frame


def stage_by_dimension(study: Study, cross: counts.Cross | None = None) -> pd.DataFrame:
    """Return codings counted by stage and dimension.

    Columns: stage, one a dimension (integers), total. One row a stage, then the row of totals, with the word for total
    in `stage`. The codings of ungrouped concepts have a column of their own where there are any.
    """
    cross = cross or counts.stages_and_dimensions(study)
    heads = [(stage or label("No stage", study.language),) for stage in cross.rows]
    return _crossed(study, ("stage",), heads, cross, nameless="Ungrouped")


def theme_by_case(study: Study, cross: counts.Cross | None = None) -> pd.DataFrame:
    """Return codings counted by theme and by the case of the source that they are credited to.

    Columns: dimension, theme, one a case (integers), 未归案例 / No case where any has none, total, cases (in how many cases
    the theme is found). Rows as in `theme_by_stage`; in the row of totals `cases` is how many cases have any coding.
    """
    cross = cross or counts.themes_and_cases(study)
    frame = _crossed(study, ("dimension", "theme"), _theme_heads(study), cross, nameless="No case")
    rows = [*cross.cells, tuple(cross.column_totals().values())]
    found_in = [sum(1 for case, count in zip(cross.columns, row, strict=True) if case and count) for row in rows]
    frame.insert(len(frame.columns), "cases", found_in, allow_duplicates=True)
    return frame


def concept_by_coder(
    study: Study, cross: counts.Cross | None = None, shared: counts.Shared | None = None
) -> pd.DataFrame:
    """Return codings counted by concept and by who coded.

    Columns: dimension, theme, concept, one a coder (integers), total, shared (on how many passages two coders or more agree
    about the concept, see `counts.shared_passages`). Rows as in `concept_by_source`.
    """
    frame = _crossed(
        study, ("dimension", "theme", "concept"), _concept_heads(study), cross or counts.concepts_and_coders(study)
    )
    found = [len(passages) for passages in (shared or counts.shared_passages(study)).values()]
    frame.insert(len(frame.columns), "shared", [*found, sum(found)], allow_duplicates=True)
    return frame


def indicators_text(indicators: Iterable[Indicator], language: str) -> str:
    """Return indicators as one string, in English as: yoghurt (with: healthy, natural; without: advertisement), milk."""
    chinese = language == "zh"
    comma, semicolon, colon = ("、", "；", "：") if chinese else (", ", "; ", ": ")
    shown = []
    for indicator in indicators:
        conditions = ((label("with", language), indicator.requires), (label("without", language), indicator.excludes))
        stated = [f"{word}{colon}{comma.join(words)}" for word, words in conditions if words]
        text = semicolon.join([*([label("whole word", language)] if indicator.whole else []), *stated])
        shown.append(indicator.word + (f"（{text}）" if chinese and text else f" ({text})" if text else ""))
    return comma.join(shown)


def _ungrouped(study: Study) -> tuple[str, str]:
    return "", label("Ungrouped", study.language)


def _concept_heads(study: Study) -> list[tuple[str, str, str]]:
    groups = counts.groups(study)
    return [(*(groups[name] if groups[name][1] else _ungrouped(study)), name) for name in groups]


def _theme_heads(study: Study) -> list[tuple[str, str]]:
    dimension = dimension_of(study.codebook)
    return [(dimension[name], name) if name else _ungrouped(study) for name in counts.theme_order(study)]


def _crossed(
    study: Study,
    head: tuple[str, ...],
    heads: Sequence[tuple[str, ...]],
    cross: counts.Cross,
    *,
    nameless: str = "No stage",
) -> pd.DataFrame:
    """Return a cross as a frame: the columns `head`, one a column of the cross, and total; the last row has the sums."""
    word = label("Total", study.language)
    names = (*head, *(name or label(nameless, study.language) for name in cross.columns), "total")
    rows: list[Row] = [(*left, *cells, sum(cells)) for left, cells in zip(heads, cross.cells, strict=True)]
    sums = tuple(cross.column_totals().values())
    rows.append((word, *("",) * (len(head) - 1), *sums, sum(sums)))
    return list_frame(names, rows, range(len(head), len(names)))


def list_frame(
    columns: Sequence[str],
    rows: Iterable[Row],
    numbers: Collection[str] | range,
    *,
    nullable: Collection[str] = (),
    decimals: Collection[str] = (),
) -> pd.DataFrame:
    """Return a frame whose columns `numbers` (names or places) are int64, also without rows, and all others strings.

    The columns `nullable` are integers that may be missing (Int64, <NA>), `decimals` numbers that may be undefined (float64,
    NaN). Columns are built by place, so that a source or stage that is called like another column loses nothing.
    """
    import pandas as pd

    frame = pd.DataFrame(list(rows), columns=range(len(columns)))
    for i, name in enumerate(columns):
        counted = i in numbers if isinstance(numbers, range) else name in numbers
        kind: Any = "int64" if counted else "Int64" if name in nullable else "float64" if name in decimals else "str"
        frame[i] = frame[i].astype(kind)
    frame.columns = pd.Index(columns)
    return frame

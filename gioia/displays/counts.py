"""Counting codings: every number in every table and summary comes from here, so that no two of them differ.

One population is counted everywhere: the codings of persons whose concept stands in the codebook (`counted`). What
persons coded with a concept that the codebook does not have belongs to no theme or dimension; it is left out of all counts
alike (`uncounted`), and displays say how many there are. So the totals by stage, source, dimension, theme and concept are
always the same number.

Orders are those of the study's files. What codings use without its being declared (a stage, a source) follows the declared
ones, in code-point order, and what has no stage or no dimension comes last under the empty name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from gioia.codebook.records import concepts, dimension_of, theme_of, themes
from gioia.codings.coding import Coding
from gioia.displays.rests import Ids
from gioia.sources.register import DEFAULT_CATEGORIES, category_code
from gioia.study import Study, cited_source, counted_codings, evidence

Name = Callable[[Coding], str]
Shared = dict[str, list[Ids]]

_NUMBERED = re.compile(r"([A-Za-z]{1,3})(\d{1,4})")


class Cross(Struct, frozen=True):
    """Codings counted by two names: `ids[i][j]` are those with the row name `rows[i]` and column name `columns[j]`.

    What is counted is kept, so that whoever prints a number can also say what it counts.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    ids: tuple[tuple[Ids, ...], ...]

    @property
    def cells(self) -> tuple[tuple[int, ...], ...]:
        """How many codings each cell has, row by row."""
        return tuple(tuple(map(len, row)) for row in self.ids)

    def row_totals(self) -> dict[str, int]:
        """Return row name → its sum."""
        return dict(zip(self.rows, map(sum, self.cells), strict=True))

    def column_totals(self) -> dict[str, int]:
        """Return column name → its sum."""
        cells = self.cells
        return {name: sum(row[i] for row in cells) for i, name in enumerate(self.columns)}

    def rows_in_columns(self) -> dict[str, int]:
        """Return column name → the number of rows that have any coding there."""
        return {name: sum(1 for row in self.ids if row[i]) for i, name in enumerate(self.columns)}


class Extent(Struct, frozen=True):
    """How much rests on a concept, theme or dimension: how many counted codings, credited to how many sources."""

    codings: int
    sources: int


def counted(study: Study) -> list[Coding]:
    """Return the codings that are counted: those of persons whose concept stands in the codebook, in the study's order."""
    known = {concept.name for concept in concepts(study.codebook)}
    return [coding for coding in counted_codings(study) if coding.concept in known]


def uncounted(study: Study) -> list[Coding]:
    """Return the codings of persons whose concept is not in the codebook: no display counts them."""
    known = {concept.name for concept in concepts(study.codebook)}
    return [coding for coding in counted_codings(study) if coding.concept not in known]


def groups(study: Study) -> dict[str, tuple[str, str]]:
    """Return concept name → (dimension name, theme name), both empty for an ungrouped concept, in the codebook's order."""
    theme, dimension = theme_of(study.codebook), dimension_of(study.codebook)
    names = dict.fromkeys(concept.name for concept in concepts(study.codebook))
    return {name: (dimension.get(theme.get(name, ""), ""), theme.get(name, "")) for name in names}


def stage_order(study: Study) -> tuple[str, ...]:
    """Return the stages: declared, then undeclared but used, then "" where a counted coding has none."""
    return _order((stage.name for stage in study.stages), (coding.stage for coding in counted(study)))


def source_order(study: Study) -> tuple[str, ...]:
    """Return the source codes: the register's, then those that counted codings are credited to without being in it."""
    return _order((source.code for source in study.sources), (cited_source(study, coding) for coding in counted(study)))


def category_order(study: Study) -> tuple[str, ...]:
    """Return the category letters: declared, then those of the sources, in the order of `source_order`."""
    letters = (category_code(code) for code in source_order(study))
    return tuple(dict.fromkeys([*(category.code for category in study.categories), *letters]))


def categories_with_sources(study: Study) -> tuple[str, ...]:
    """Return the category letters that any source has, registered or only credited with codings, in the order of all."""
    used = {category_code(code) for code in source_order(study)}
    return tuple(letters for letters in category_order(study) if letters in used)


def category_names(study: Study) -> dict[str, str]:
    """Return category letter → what it stands for, in the study's words, else the usual ones, else the letter itself."""
    known = DEFAULT_CATEGORIES.get(study.language, {}) | {category.code: category.name for category in study.categories}
    return {code: known.get(code) or code for code in category_order(study)}


def case_of(study: Study) -> Name:
    """Return the function that gives a coding's case: that of the source that it is credited to, "" where that has none."""
    cases = {source.code: source.case for source in study.sources}
    return lambda coding: cases.get(cited_source(study, coding), "")


def case_order(study: Study) -> tuple[str, ...]:
    """Return the cases in the order of the register, then "" where counted codings belong to none."""
    return _order((source.case for source in study.sources if source.case), map(case_of(study), counted(study)))


def coder_order(study: Study) -> tuple[str, ...]:
    """Return the persons who coded what is counted: the declared ones in their order, then the others."""
    used = {coding.coder for coding in counted(study)}
    return _order((coder.name for coder in study.coders if coder.name in used), used)


def theme_order(study: Study) -> tuple[str, ...]:
    """Return the themes in the codebook's order, then "" where counted codings have an ungrouped concept."""
    of = groups(study)
    return _order(
        (theme.name for theme in themes(study.codebook)), (of[coding.concept][1] for coding in counted(study))
    )


def dimension_order(study: Study) -> tuple[str, ...]:
    """Return the dimensions in the codebook's order, then "" where counted codings have an ungrouped concept."""
    of = groups(study)
    declared = (dimension.name for dimension in study.codebook.dimensions)
    return _order(declared, (of[coding.concept][0] for coding in counted(study)))


def concepts_and_sources(study: Study) -> Cross:
    """Count codings by concept (every concept, coded or not) and the code of the source that they are credited to."""
    return _cross(
        study, tuple(groups(study)), source_order(study), _concept, lambda coding: cited_source(study, coding)
    )


def concepts_and_stages(study: Study) -> Cross:
    """Count codings by concept and stage."""
    return _cross(study, tuple(groups(study)), stage_order(study), _concept, _stage)


def themes_and_stages(study: Study) -> Cross:
    """Count codings by theme and stage; the theme "" holds the ungrouped concepts."""
    of = groups(study)
    return _cross(study, theme_order(study), stage_order(study), lambda coding: of[coding.concept][1], _stage)


def themes_and_categories(study: Study) -> Cross:
    """Count codings by theme and the category letter of the source that they are credited to.

    A category that is declared and has no source yet is left out.
    """
    of = groups(study)
    return _cross(
        study,
        theme_order(study),
        categories_with_sources(study),
        lambda coding: of[coding.concept][1],
        lambda coding: category_code(cited_source(study, coding)),
    )


def themes_and_cases(study: Study) -> Cross:
    """Count codings by theme and the case of the source that they are credited to; "" is no case, the theme "" ungrouped."""
    of, case = groups(study), case_of(study)
    return _cross(study, theme_order(study), case_order(study), lambda coding: of[coding.concept][1], case)


def concepts_and_coders(study: Study) -> Cross:
    """Count codings by concept and by who coded."""
    return _cross(study, tuple(groups(study)), coder_order(study), _concept, lambda coding: coding.coder)


def stages_and_dimensions(study: Study) -> Cross:
    """Count codings by stage and dimension; the dimension "" holds the ungrouped concepts."""
    of = groups(study)
    return _cross(study, stage_order(study), dimension_order(study), _stage, lambda coding: of[coding.concept][0])


def concepts_in_stages(study: Study) -> dict[str, frozenset[str]]:
    """Return stage name → the concepts that have codings in it; "" stands for no stage."""
    cross = concepts_and_stages(study)
    return {
        stage: frozenset(name for name, row in zip(cross.rows, cross.cells, strict=True) if row[column])
        for column, stage in enumerate(cross.columns)
    }


def extents(study: Study, stage: str | None = None) -> dict[tuple[str, str], Extent]:
    """Return (concept, theme or dimension; its name) → what rests on it, for all that the codebook has.

    With `stage` only the codings of that stage count; "" stands for no stage. A source on which two concepts of a theme rest
    counts once for the theme, so that sources, unlike codings, do not add up.
    """
    of = groups(study)
    credited: dict[tuple[str, str], list[str]] = {
        **{("dimension", dimension.name): [] for dimension in study.codebook.dimensions},
        **{("theme", theme.name): [] for theme in themes(study.codebook)},
        **{("concept", name): [] for name in of},
    }
    for coding in counted(study):
        if stage is None or coding.stage == stage:
            dimension, theme = of[coding.concept]
            for what in (("concept", coding.concept), ("theme", theme), ("dimension", dimension)):
                credited.setdefault(what, []).append(cited_source(study, coding))
    return {what: Extent(len(sources), len(set(sources))) for what, sources in credited.items() if what[1]}


def shared_passages(study: Study) -> Shared:
    """Return concept name → the passages that two coders or more coded with it, each with the ids of these codings.

    Codings of one concept that share a character, directly or through others between them, are of one passage.
    """
    shared: Shared = {name: [] for name in groups(study)}
    for passage in _passages(counted(study)):
        if len({coding.coder for coding in passage}) > 1:
            shared[passage[0].concept].append(tuple(coding.id for coding in passage))
    return shared


def _passages(codings: Iterable[Coding]) -> Iterator[list[Coding]]:
    """Yield the codings that overlap in one concept and document together."""
    passage: list[Coding] = []
    reached = 0
    for coding in sorted(codings, key=lambda coding: (coding.concept, coding.document, coding.start, coding.end)):
        is_same = bool(passage) and (passage[0].concept, passage[0].document) == (coding.concept, coding.document)
        if not (is_same and coding.start < reached):
            if passage:
                yield passage
            passage, reached = [], 0
        passage.append(coding)
        reached = max(reached, coding.end)
    if passage:
        yield passage


def codings_by_stage(study: Study) -> dict[str, int]:
    """Return stage name → codings; "" stands for no stage and is there only where there are any."""
    return concepts_and_stages(study).column_totals()


def codings_by_source(study: Study) -> dict[str, int]:
    """Return source code → codings credited to it, the whole register."""
    found = Counter(cited_source(study, coding) for coding in counted(study))
    return {code: found[code] for code in source_order(study)}


def codings_by_dimension(study: Study) -> dict[str, int]:
    """Return dimension name → codings; "" stands for ungrouped concepts and is there only where they have any."""
    return stages_and_dimensions(study).column_totals()


def codings_by_concept(study: Study) -> dict[str, int]:
    """Return concept name → codings, 0 for a concept that nobody has coded."""
    found = Counter(coding.concept for coding in counted(study))
    return {name: found[name] for name in groups(study)}


def concepts_by_stage(study: Study) -> dict[str, int]:
    """Return stage name → how many concepts have codings in it. A concept with codings in two stages counts in both."""
    return concepts_and_stages(study).rows_in_columns()


def themes_by_stage(study: Study) -> dict[str, int]:
    """Return stage name → how many themes have codings in it. A theme with codings in two stages counts in both."""
    cross = themes_and_stages(study)
    kept = [(name, row) for name, row in zip(cross.rows, cross.ids, strict=True) if name]
    return Cross(tuple(name for name, _ in kept), cross.columns, tuple(row for _, row in kept)).rows_in_columns()


def evidence_order(study: Study) -> list[Coding]:
    """Return the evidence sorted by stage, place of the concept in the data structure, number, document and position.

    The number is that of an id such as E14, which a published table gives its rows; other ids have none and come after.
    """
    chosen = evidence(study)
    stages = {name: i for i, name in enumerate(stage_order(study))}
    places = {name: i for i, name in enumerate(groups(study))}

    def key(coding: Coding) -> tuple[int, str, int, str, str, int, str, int, int]:
        stage = stages.get(coding.stage, len(stages)), coding.stage
        concept = places.get(coding.concept, len(places)), coding.concept
        numbered = _NUMBERED.fullmatch(coding.id)
        number = (numbered[1], int(numbered[2])) if numbered else ("~", 0)
        return (*stage, *concept, *number, coding.document, coding.start, coding.end)

    return sorted(chosen, key=key)


def _concept(coding: Coding) -> str:
    return coding.concept


def _stage(coding: Coding) -> str:
    return coding.stage


def _order(declared: Iterable[str], used: Iterable[str]) -> tuple[str, ...]:
    """Return the declared names once each, then the others that are used, sorted, the empty name last."""
    known = dict.fromkeys(declared)
    others = sorted(set(used) - set(known), key=lambda name: (not name, name))
    return (*known, *others)


def _cross(study: Study, rows: Sequence[str], columns: Sequence[str], row_of: Name, column_of: Name) -> Cross:
    """Count the counted codings by two names; rows and columns must hold every name that comes up."""
    found: dict[tuple[str, str], list[str]] = {}
    for coding in counted(study):
        found.setdefault((row_of(coding), column_of(coding)), []).append(coding.id)
    ids = tuple(tuple(tuple(found.get((row, column), ())) for column in columns) for row in rows)
    return Cross(tuple(rows), tuple(columns), ids)

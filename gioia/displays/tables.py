"""The tables of the paper, in the order in which they are printed and numbered.

Each is a frame with printed column names, a caption and a layout, and knows which codings its numbers count. What the
numbers leave out (`counts.uncounted`) stands in the note under the table: no table is silently smaller than the study.

They are numbered without a gap: the sources, the stages' evidence, evidence without a stage where there is any, the
codebook, and the counts. A table that needs what a study does not have (stages, cases, a second coder, quotations for the
text) is not there.
"""

from __future__ import annotations

from collections.abc import Callable

from gioia.displays import counts, frames
from gioia.displays.captions import shared_note
from gioia.displays.chronology import chronology_table, has_events
from gioia.displays.cross_tables import (
    concept_by_coder_table,
    concept_by_source_table,
    stage_by_dimension_table,
    theme_by_case_table,
    theme_by_stage_table,
    triangulation_table,
)
from gioia.displays.display import Table
from gioia.displays.evidence_tables import evidence_tables, power_quotations_table
from gioia.displays.frequencies import frequencies_table
from gioia.displays.layouts import Layout, joined, laid_out, left_out, renamed, shown_ungrouped
from gioia.displays.rests import Ids
from gioia.study import Study, cited_source

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

Maker = Callable[[Study, int], Table]


def tables(study: Study) -> list[Table]:
    """Return the tables in the order in which they are printed and numbered.

    A study without stages has one table of evidence and no tables by stage. A study without anything has the tables of
    sources, evidence, codebook, concepts by source, triangulation and frequencies, without rows or with the row of totals
    alone.
    """
    first = [sources_table(study, 1), *evidence_tables(study)]
    return [*first, *(make(study, number) for number, make in enumerate(_makers(study), start=1 + len(first)))]


def _makers(study: Study) -> list[Maker]:
    """Return what makes the tables after the evidence, as far as the study has what they show."""
    has_stages = any(counts.stage_order(study))
    has_cases = any(source.case for source in study.sources)
    has_coders = len(counts.coder_order(study)) > 1
    has_power = any(coding.role == "power" for coding in counts.counted(study))
    wanted: list[tuple[bool, Maker]] = [
        (True, codebook_table),
        (True, concept_by_source_table),
        (has_stages, theme_by_stage_table),
        (True, triangulation_table),
        (has_stages, stage_by_dimension_table),
        (True, frequencies_table),
        (has_cases, theme_by_case_table),
        (has_coders, concept_by_coder_table),
        (has_power, power_quotations_table),
        (has_events(study), chronology_table),
    ]
    return [maker for is_wanted, maker in wanted if is_wanted]


def sources_table(study: Study, number: int) -> Table:
    """Return the source register: category (merged), name, kind, extent, case where there are cases, and code of each source."""
    register = frames.source_register(study)
    registered = register[register["code"].isin({source.code for source in study.sources})]
    order = counts.category_order(study)
    frame = registered.sort_values("category", key=lambda letters: letters.map(order.index), kind="stable")
    has_cases = any(source.case for source in study.sources)
    names = ["category_name", "name", "kind", "extent", *(["case"] if has_cases else []), "code"]
    words = ("Source", "Name", "Kind", "Extent", *(("Case",) if has_cases else ()), "Code")
    layout = Layout("sources", (20, 60, 18, 12, *((14,) if has_cases else ()), 8), merged=1)
    codings = _ids_by(study, lambda coding: cited_source(study, coding))
    rests = tuple({len(names) - 1: codings.get(code, ())} for code in frame["code"])
    return laid_out(study, number, renamed(study, frame[names], words), layout, rests)


def codebook_table(study: Study, number: int) -> Table:
    """Return the codebook; of definition, rules and indicators only the columns in which anything is written."""
    frame = shown_ungrouped(study, frames.codebook_frame(study))
    always = {"dimension", "theme", "concept", "codings"}
    names = [name for name in _CODEBOOK if name in always or frame[name].ne("").any()]
    words, widths = zip(*(_CODEBOOK[name] for name in names), strict=True)
    note = joined(study, left_out(study, counts.uncounted(study)), shared_note(study.codebook, study.language))
    layout = Layout("codebook", widths, merged=2, note=note)
    codings = _ids_by(study, lambda coding: coding.concept)
    rests = tuple({len(names) - 1: codings.get(concept, ())} for concept in frame["concept"])
    return laid_out(study, number, renamed(study, frame[names], words), layout, rests)


def _ids_by(study: Study, name: counts.Name) -> dict[str, Ids]:
    """Return the counted codings by a name that each of them has."""
    found: dict[str, list[str]] = {}
    for coding in counts.counted(study):
        found.setdefault(name(coding), []).append(coding.id)
    return {key: tuple(ids) for key, ids in found.items()}

"""Tables of the data structure: each theme of a row against its dimension, each concept against its theme.

Only a cell that is filled tells of its own row, or the nearest one above it where its column begins with one: a table that sets
its groups otherwise disagrees with the study in many rows and is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from gioia.audit.manuscript.manuscript import Cell, Manuscript, Remark, Table, remark
from gioia.audit.manuscript.material import declared_at
from gioia.audit.manuscript.names import Name, Names
from gioia.audit.manuscript.terms import label_columns, names_in
from gioia.codebook.records import dimension_of, shared_by, theme_of
from gioia.sources.normal import printed
from gioia.study.record import Study

_PAIRS = (("concept", "theme"), ("theme", "dimension"))
_MOST = 3
"""At most one of so many names of a table may be told under another group than the study's."""


class _Pair(Struct, frozen=True):
    """A name and the one that the table groups it under, each with its cell, and the groups that are the study's."""

    name: Name
    cell: Cell
    group: Name
    above: Cell
    right: tuple[str, ...]


def remarks(manuscript: Manuscript, study: Study, names: Names, evidence: frozenset[int]) -> Iterator[Remark]:
    """Yield what stands under a theme or dimension that is not its own; concepts of the tables numbered in `evidence` belong to their excerpts."""
    homes = {"concept": theme_of(study.codebook), "theme": dimension_of(study.codebook)}
    also = shared_by(study.codebook)
    for number, table in enumerate(manuscript.tables):
        columns = {noun: column for column, noun in label_columns(table, names).items()}
        for noun, broader in _PAIRS if table.cells else ():
            if noun not in columns or broader not in columns or (noun == "concept" and number in evidence):
                continue
            right = {name: (home, *also.get((noun, name), ())) for name, home in homes[noun].items()}
            pairs = list(_pairs(table, names, (columns[noun], noun), (columns[broader], broader), right))
            wrong = [one for one in pairs if one.group.text not in one.right]
            if len(wrong) * _MOST <= len(pairs):
                yield from (_misplaced(one, broader, study) for one in wrong)


def _pairs(
    table: Table, names: Names, column: tuple[int, str], above: tuple[int, str], right: Mapping[str, tuple[str, ...]]
) -> Iterator[_Pair]:
    """Yield the names of a column with those of the column that groups them, where each row's are known."""
    grouping: Cell | None = None
    for cells in table.cells[1:]:
        if above[0] < len(cells) and cells[above[0]].text:
            grouping = cells[above[0]]
        if grouping is None or column[0] >= len(cells):
            continue
        groups = [one for one in names_in(grouping.text, names) if one.noun == above[1]]
        if len(groups) != 1:
            continue
        for name in names_in(cells[column[0]].text, names):
            if name.noun == column[1] and name.text in right:
                yield _Pair(name, cells[column[0]], groups[0], grouping, right[name.text])


def _misplaced(pair: _Pair, broader: str, study: Study) -> Remark:
    right = ", ".join(pair.right)
    return remark(
        "table-row-differs",
        (min(pair.cell.start, pair.above.start), max(pair.cell.stop, pair.above.stop)),
        printed(f"{pair.name.text}: {pair.group.text}"),
        f"the table shows {pair.name.text!r} for the {broader} {pair.group.text!r}",
        study_place=declared_at(study, pair.name.place),
        study_wording=right,
        difference=f"[-{right}-]{{+{pair.group.text}+}}",
        subject=pair.name.text,
        concerns=[pair.name.text, *pair.right, pair.group.text],
    )

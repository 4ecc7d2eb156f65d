"""The displays of a study, as values for the page: tables with what their numbers count, figures as drawings.

Both are there in both languages. Of a table only the cells that differ are kept twice. A figure's boxes and arrows are told in
the order in which the drawing has them, so that the page can make each a link without reading a name out of the drawing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from gioia.displays.display import Figure, Table, caption
from gioia.displays.figures import figures
from gioia.displays.merging import columns, numeric, rows, shares, spans
from gioia.displays.tables import tables
from gioia.exports import svg
from gioia.report.material import LANGUAGES, Value
from gioia.study.record import Study

_EVIDENCE = re.compile(r"-(evidence|power-quotations)\b")
"""In the key of a table that prints passages, one a row."""


def table_values(study: Study, own: Sequence[Table], places: Mapping[str, int]) -> list[Value]:
    """Return the tables `own` of the study, in the order of print; `places` are the places of codings in their list, by id."""
    other = {table.key: table for table in tables(replace(study, language=_other(study.language)))}
    return [_table(table, other.get(table.key, table), places) for table in own]


def _other(language: str) -> str:
    return next(one for one in LANGUAGES if one != language)


def listed(values: Iterable[Value]) -> list[Value]:
    """Return of tables what the page says before it shows one: number and caption, how many rows, what they hold."""
    return [{key: value[key] for key in ("number", "captions", "count", "isEvidence", "isCount")} for value in values]


def _table(table: Table, other: Table, places: Mapping[str, int]) -> Value:
    cells = rows(table)
    again = rows(other) if table.frame.shape == other.frame.shape else cells
    said = {table.language: table, other.language: other}
    spanning, merged = spans(table), [name in table.merged for name in columns(table)]
    return {
        "number": table.number,
        "count": len(cells),
        "isEvidence": bool(_EVIDENCE.search(table.key)),
        "isCount": table.totals and bool(table.rests),
        "captions": {one: caption(said.get(one, table)) for one in LANGUAGES},
        "notes": {one: said.get(one, table).note for one in LANGUAGES},
        "columns": {one: columns(said.get(one, table)) for one in LANGUAGES},
        "rows": [list(row) for row in cells],
        "differing": [[i, j, cell] for i, row in enumerate(again) for j, cell in enumerate(row) if cell != cells[i][j]],
        "merged": merged,
        "spans": [[span for span, is_merged in zip(row, merged, strict=True) if is_merged] for row in spanning],
        "numeric": numeric(table),
        "widths": shares(table),
        "totals": table.totals,
        "rests": [_rests(row, places) for row in table.rests],
    }


def _rests(row: Mapping[int, tuple[str, ...]], places: Mapping[str, int]) -> list[Any]:
    """Return the columns that count something, each with the places of the codings counted there."""
    return [[column, [places[id] for id in ids if id in places]] for column, ids in row.items()]


def figure_values(study: Study, own: Sequence[Figure]) -> list[Value]:
    """Return the figures `own` of the study, in the order of print, each page of one for itself."""
    other = _other(study.language)
    drawn = {study.language: own, other: figures(replace(study, language=other))}
    by_key = {one: {figure.key: figure for figure in drawn[one]} for one in LANGUAGES}
    keys = dict.fromkeys(figure.key for one in (study.language, other) for figure in drawn[one])
    return [_figure({one: by_key[one][key] for one in LANGUAGES if key in by_key[one]}) for key in keys]


def _figure(drawn: Mapping[str, Figure]) -> Value:
    first = next(iter(drawn.values()))
    return {
        "number": first.number,
        "part": first.part,
        "kind": first.key.split("-")[2],
        "captions": {one: caption(figure) for one, figure in drawn.items()},
        "nodes": [[data["level"], data["name"]] for _, data in first.graph.nodes(data=True)],
        "edges": [data["id"] for *_, data in first.graph.edges(data=True) if "id" in data],
        "drawn": {one: _drawing(figure) for one, figure in drawn.items()},
    }


def _drawing(figure: Figure) -> Value:
    """Return a drawing, with the role and name of each of its boxes and the relation of each arrow that stands for one."""
    scene = figure.scene
    return {
        "svg": svg.drawing(figure, svg.named(figure.language)).decode(),
        "boxes": [[box.role, box.name] for box in scene.boxes],
        "arrows": [one.relation for one in scene.connectors if one.relation],
    }

"""A table as data: what describes it, its columns under keys of their own, and its rows without the row of totals.

A program that sums a column must not count the totals twice, so they stand apart. Two columns may be printed under one name,
where a stage is called like a head column; then the second key has a number behind it.
"""

from __future__ import annotations

from typing import Any

from gioia.displays.display import Table, caption
from gioia.displays.merging import Cell, columns, numeric, rows
from gioia.exports._characters import lines


def head(table: Table) -> dict[str, Any]:
    """Return table, number, caption, title, note, language and columns; a column has key, name, type and merged."""
    names = columns(table)
    described = zip(keys(table), names, numeric(table), strict=True)
    merged = {names.index(name) for name in table.merged if name in names}
    return {
        "table": table.key,
        "number": table.number,
        "caption": lines(caption(table)),
        "title": lines(table.title),
        "note": lines(table.note),
        "language": table.language,
        "columns": [
            {"key": key, "name": lines(name), "type": "integer" if number else "string", "merged": place in merged}
            for place, (key, name, number) in enumerate(described)
        ],
    }


def keys(table: Table) -> list[str]:
    """Return a key for each column: its printed name, with (2), (3) … behind it where that is taken."""
    taken: list[str] = []
    for name in map(lines, columns(table)):
        key, count = name, 1
        while key in taken:
            count += 1
            key = f"{name} ({count})"
        taken.append(key)
    return taken


def body(table: Table) -> list[tuple[Cell, ...]]:
    """Return the rows but for the totals; in a column that is not of numbers only, all cells are strings."""
    return _held(table)[: len(table.frame) - table.totals]


def totals(table: Table) -> tuple[Cell, ...] | None:
    """Return the row of totals, None where the table has none."""
    return _held(table)[-1] if table.totals else None


def _held(table: Table) -> list[tuple[Cell, ...]]:
    numbers = numeric(table)
    return [
        tuple(cell if number else lines(str(cell)) for cell, number in zip(row, numbers, strict=True))
        for row in rows(table)
    ]

"""A table as data: what describes it, its columns under keys of their own, and its rows without the row of totals.

A program that sums a column must not count the totals twice, so they stand apart. Two columns may be printed under one name,
where a stage is called like a head column; then the second key has a number behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from gioia.displays.display import Table, caption
from gioia.displays.merging import Cell, columns, rows
from gioia.exports._characters import lines

_Row = tuple[Cell, ...]


class Records(Struct, frozen=True):
    """A table as data; in a column that is not of numbers only, all cells are strings.

    `about` has table, number, caption, title, note, language and columns; a column has key, name, type and merged. `numbers`
    says of each column whether it is one of numbers. `totals` is the row of totals, None where the table has none.
    """

    about: dict[str, Any]
    keys: list[str]
    numbers: list[bool]
    rows: list[_Row]
    totals: _Row | None = None


def records(table: Table) -> Records:
    """Return a table as data."""
    by_column = list(zip(*rows(table), strict=True)) or [()] * len(table.frame.columns)
    numbers = [bool(column) and all(isinstance(cell, int) for cell in column) for column in by_column]
    held = [column if number else _texts(column) for column, number in zip(by_column, numbers, strict=True)]
    kept: list[_Row] = list(zip(*held, strict=True))
    names = columns(table)
    keys = _keys(names)
    return Records(
        _about(table, keys, numbers),
        keys,
        numbers,
        kept[: len(kept) - table.totals],
        kept[-1] if table.totals else None,
    )


def _texts(column: Sequence[Cell]) -> list[str]:
    """Return a column as strings that files can hold, looked at one by one only where the whole of it is not printable."""
    texts = list(map(str, column))
    return texts if "".join(texts).isprintable() else list(map(lines, texts))


def _about(table: Table, keys: Sequence[str], numbers: Sequence[bool]) -> dict[str, Any]:
    names = columns(table)
    merged = {names.index(name) for name in table.merged if name in names}
    described = enumerate(zip(keys, names, numbers, strict=True))
    return {
        "table": table.key,
        "number": table.number,
        "caption": lines(caption(table)),
        "title": lines(table.title),
        "note": lines(table.note),
        "language": table.language,
        "columns": [
            {"key": key, "name": lines(name), "type": "integer" if number else "string", "merged": place in merged}
            for place, (key, name, number) in described
        ],
    }


def _keys(names: Sequence[str]) -> list[str]:
    """Return a key for each column: its printed name, with (2), (3) … behind it where that is taken."""
    taken: list[str] = []
    for name in map(lines, names):
        key, count = name, 1
        while key in taken:
            count += 1
            key = f"{name} ({count})"
        taken.append(key)
    return taken

"""What the numbers of a table count: from a cell to the ids of its codings.

A table keeps, row by row, what its counted columns rest on, and nothing twice: a cell of any other column (a name, a share,
a row's total) rests on all that its row counts, and a cell of the row of totals on what stands above it in its column. So a
total cannot count anything that no row counts. Rows and columns are counted from 0 here; people count them from 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gioia.displays.display import Table

Ids = tuple[str, ...]
"""The ids of codings, each once."""

Rests = tuple[Mapping[int, Ids], ...]
"""Row by row: the place of a counted column → the codings that are counted there, none where the number is 0."""


def codings_at(table: Table, row: int, column: int | None = None) -> Ids:
    """Return the ids under a cell, or with no column under the whole row; none where the table counts no codings."""
    if not 0 <= row < len(table.rests):
        return ()
    own = table.rests[row]
    if column is not None and column in own:
        return own[column]
    if table.totals and row == len(table.frame) - 1:
        return _once(codings_at(table, above, column) for above in range(row))
    return _once(own.values())


def _once(several: Iterable[Ids]) -> Ids:
    return tuple(dict.fromkeys(chain.from_iterable(several)))

"""JSON: a table as records, a figure as the nodes and edges of its graph.

A table is an object that `schemas/exports/table.schema.json` describes: caption, note and columns, `records` with one object
a row, and `totals`, which stand apart from the records. pandas reads it as `pandas.DataFrame(data["records"])`. Merged cells
repeat their value. A figure is what `gioia.exports._node_link` says.
"""

from __future__ import annotations

import json
from typing import Any

from gioia.displays.display import Display, Figure, Table
from gioia.exports._node_link import node_link
from gioia.exports._records import records

SUFFIX = "json"
SHOWS = (Table, Figure)
WHOLE = True


def write(display: Display) -> bytes:
    """Return the file, UTF-8 and indented."""
    data = _table(display) if isinstance(display, Table) else node_link(display)
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", "replace")


def _table(table: Table) -> dict[str, Any]:
    found = records(table)
    return found.about | {
        "records": [dict(zip(found.keys, row, strict=True)) for row in found.rows],
        "totals": found.totals and dict(zip(found.keys, found.totals, strict=True)),
    }

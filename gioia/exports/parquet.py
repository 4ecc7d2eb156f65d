"""A table as Apache Parquet, for pandas, polars, DuckDB and R: text as strings, counts as 64-bit integers.

The rows are those of the JSON, without the row of totals; the file's metadata has under `gioia` what describes the table,
as JSON. Merged cells repeat their value. Parquet is for programs, not for a paper, and its library is large: the file is
written only where it is asked for, and the library is an extra.

The same table gives the same bytes with the same library: nothing in the file is a time or a path.
"""

from __future__ import annotations

import io
import json
from typing import cast

from gioia.displays.display import Display, Table
from gioia.errors import GioiaError
from gioia.exports._records import records

SUFFIX = "parquet"
SHOWS = Table
ASKED = True


def write(display: Display) -> bytes:
    """Return the file. Raises GioiaError, with what to install, where the library is missing."""
    try:
        from arro3.core import Array, DataType
        from arro3.core import Table as Batch
        from arro3.io import write_parquet
    except ImportError as error:
        remedy = "install it: python -m pip install 'gioia[parquet]'"
        raise GioiaError("parquet needs a library that is not installed", remedy=remedy) from error
    found = records(cast("Table", display))
    kinds = [DataType.int64() if number else DataType.utf8() for number in found.numbers]
    cells = list(zip(*found.rows, strict=True)) or [()] * len(kinds)
    arrays = [Array(list(column), type=kind) for column, kind in zip(cells, kinds, strict=True)]
    about = json.dumps(found.about, ensure_ascii=False)
    file = io.BytesIO()
    write_parquet(
        Batch.from_pydict(dict(zip(found.keys, arrays, strict=True))), file, key_value_metadata={"gioia": about}
    )
    return file.getvalue()

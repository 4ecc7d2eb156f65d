"""A table in Markdown: the caption as a bold line, a pipe table, the note.

Every character that GitHub or pandoc would take as markup is escaped, so that both show the text as the study has it, and
straight quotation marks, dots and hyphens stay what they are under pandoc's smart typography. A cell is one line of
Markdown: a line break in a cell is `<br>` and a space, which readers of pandoc's other formats see as a space. A merged
cell stands in its first row and is blank in the others, since pipe tables know no merged cells. The dashes under the
header carry the columns' widths, which pandoc follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

from gioia.displays.display import Display, Table, caption
from gioia.displays.merging import columns, numeric, rows, shares, spans
from gioia.exports._characters import lines

SUFFIX = "md"
SHOWS = Table

_MARKUP = re.compile(r"""[\\`*_{}\[\]|~^$@"'#]|-(?=-)|(?<=-)-|\.(?=\.\.)|(?<=\.)\.""")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_BREAK = re.compile(r"\s*\n\s*")


def write(display: Display) -> bytes:
    """Return the table as UTF-8 text with line feeds; it ends with one."""
    table = cast("Table", display)
    numbers = numeric(table)
    rules = [
        "-" * max(3, share) + (":" if number else "") for share, number in zip(shares(table), numbers, strict=True)
    ]
    grid = [
        _row(escaped(name) for name in columns(table)),
        _row(rules),
        *(
            _row(escaped(str(cell)) if covers else "" for cell, covers in zip(row, row_spans, strict=True))
            for row, row_spans in zip(rows(table), spans(table), strict=True)
        ),
    ]
    head = escaped(caption(table))
    parts = [f"**{head}**" if head else "", "\n".join(grid), escaped(table.note)]
    return ("\n\n".join(filter(None, parts)) + "\n").encode()


def escaped(text: str) -> str:
    """Return `text` on one line as Markdown that shows it to the letter."""
    text = "".join(_ENTITIES.get(char, char) for char in lines(text).strip())
    return _BREAK.sub("<br> ", _MARKUP.sub(r"\\\g<0>", text))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"

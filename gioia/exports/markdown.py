"""A table in Markdown: the caption as a bold line, a pipe table, the note.

Every character that GitHub or pandoc would take as markup is escaped, so that both show the text as the study has it, and
straight quotation marks, dots and hyphens stay what they are under pandoc's smart typography. A cell is one line of
Markdown: a line break in a cell is `<br>` and a space, which readers of pandoc's other formats see as a space. A merged
cell stands in its first row and is blank in the others, since pipe tables know no merged cells. The dashes under the
header carry the columns' widths, which pandoc follows. Totals are bold. In the APA form the title stands in italics below
the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

from gioia.displays.display import Display, Table, caption, note_word, numbered
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
    if table.totals:
        grid[-1] = _row(_marked(escaped(str(cell)), "**") for cell in rows(table)[-1])
    note = note_word(table) + escaped(table.note) if table.note else ""
    return ("\n\n".join(filter(None, [*_caption(table), "\n".join(grid), note])) + "\n").encode()


def _caption(table: Table) -> list[str]:
    """Return the paragraphs of the caption: one, or as APA has it two."""
    if table.form != "apa" or not table.number:
        return [_marked(escaped(caption(table)), "**")]
    word, space, _ = numbered(table)
    return [f"**{word}{space}{table.number}**", _marked(escaped(table.title), "*")]


def _marked(text: str, mark: str) -> str:
    return f"{mark}{text}{mark}" if text else ""


def escaped(text: str) -> str:
    """Return `text` on one line as Markdown that shows it to the letter."""
    text = "".join(_ENTITIES.get(char, char) for char in lines(text).strip())
    return _BREAK.sub("<br> ", _MARKUP.sub(r"\\\g<0>", text))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"

"""Rows of tables that were flattened to lines, as in the text of a PDF: which names a line begins with, and what stands for one.

A line tells its columns only where most lines of the table do: the name of a theme, that of a concept, and what they are shown by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from gioia.audit.manuscript.manuscript import Manuscript, Table
from gioia.audit.manuscript.names import Name, Names

_FEWEST = 3
_LONGEST = 40
_LINE = re.compile(r"[^\n]+")


class FlatRow(Struct, frozen=True):
    """A line that begins with the names of a theme and a concept: `words` at `[start, stop)` stand for the theme.

    `theme` is the theme of that name, None where the words are none.
    """

    words: str
    start: int
    stop: int
    theme: Name | None
    concept: Name
    line_stop: int


def flat_rows(table: Table, manuscript: Manuscript, names: Names) -> list[FlatRow]:
    """Return the lines of a flattened table that begin with a theme's name, or what stands for it, and a concept's.

    A table of which not most such lines begin with both has none.
    """
    if table.cells:
        return []
    found = list(_lines(table, manuscript, names))
    known = sum(row.theme is not None for row in found)
    return found if known >= _FEWEST and known * 2 >= len(found) else []


def _lines(table: Table, manuscript: Manuscript, names: Names) -> Iterator[FlatRow]:
    concepts = names.of("concept")
    for line in _LINE.finditer(manuscript.text, table.start, table.stop):
        text = line[0]
        places = [(at, concept) for concept in concepts if (at := text.find(concept.text, 0, 2 * _LONGEST)) > 0]
        if not places:
            continue
        at, concept = min(places, key=lambda one: (one[0], -len(one[1].text)))
        words = text[:at].strip()
        if words and len(words) <= _LONGEST and text[at - 1] == " ":
            begin = line.start() + text.index(words)
            named = names.named(words)
            theme = named if named and named.noun == "theme" else None
            yield FlatRow(words, begin, begin + len(words), theme, concept, line.end())


def repeated_heads(table: Table, manuscript: Manuscript) -> list[tuple[int, int]]:
    """Return where the first line of a flattened table stands again: a table that goes on on another page repeats its head."""
    lines = list(_LINE.finditer(manuscript.text, table.start, table.stop))
    if table.cells or not lines or len(lines[0][0].split()) < 2:  # noqa: PLR2004 - a head of one column is any word
        return []
    head = lines[0][0].strip()
    again = re.finditer(re.escape(head), manuscript.text[lines[0].end() : table.stop])
    return [(lines[0].end() + match.start(), lines[0].end() + match.end()) for match in again]

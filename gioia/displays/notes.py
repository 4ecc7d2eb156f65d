"""The note of a table in pieces: its text, and the other tables that it refers to by number, where these are in the same paper."""

from __future__ import annotations

import re

from msgspec import Struct

from gioia.displays.display import Table

_REFERENCE = re.compile(r"表(\d+)|Table (\d+)")


class Piece(Struct, frozen=True):
    """A piece of a note: text, or with a `number` the reference to that table; `instead` says it where the table is not there."""

    text: str
    number: int = 0
    instead: str = ""


def pieces(table: Table) -> list[Piece]:
    """Return the pieces of a note in their order; only what the table says that it mentions is a reference."""
    titles = dict(table.mentions)
    found, done = [], 0
    for match in _REFERENCE.finditer(table.note):
        number = int(match.group(1) or match.group(2))
        if number in titles:
            found += [Piece(table.note[done : match.start()])] * (match.start() > done)
            found.append(Piece(match.group(), number, _named(titles[number], table.language)))
            done = match.end()
    return [*found, *([Piece(table.note[done:])] if table.note[done:] else [])]


def _named(title: str, language: str) -> str:
    return f"“{title}”表" if language == "zh" else f"the table “{title}”"

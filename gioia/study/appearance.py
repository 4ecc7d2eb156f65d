"""How displays look where a study or a command says so: what a journal asks for, and nothing that changes what they say.

The values are those of `displays:` in study.yaml; a command's options replace them one by one. Displays take the record,
writers never see it: a scene and a table are laid out when it has been applied.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

import msgspec
from msgspec import Struct

from gioia.errors import GioiaError

FREE = 0.0
"""The width of a figure that is as wide as it needs to be."""

POINTS_PER_MM = 72 / 25.4

_WIDTH = re.compile(r"[4-9][0-9]|[1-9][0-9]{2}")
"""Whole millimetres from 40, below which three columns hold no words."""


class Appearance(Struct, frozen=True):
    """How displays look.

    `style` is how the data structure joins its parts (brackets, as Gioia, Corley and Hamilton 2013, or boxes joined by
    arrows), `by` what it is banded by, `ink` whether figures are black and white or in colours that survive grey printing,
    `width` the width of figures in millimetres (84 one column, 174 two, `FREE` as wide as they need to be), `counts` whether
    boxes tell how many codings and sources they rest on, `tables` the form of tables (three lines, or as the American
    Psychological Association asks), `dpi` how many dots pictures have to the inch, `fonts` whether a drawing for the web names
    its fonts or holds the glyphs that it uses, `excerpts` how many characters of an excerpt tables print, 0 for all of it; one that a
    person shortened stays as it is.
    """

    style: Literal["brackets", "boxes"] = "brackets"
    by: Literal["dimension", "stage"] = "dimension"
    ink: Literal["black", "colour"] = "black"
    width: float = FREE
    counts: bool = False
    tables: Literal["three-line", "apa"] = "three-line"
    dpi: Literal[300, 600, 1200] = 600
    fonts: Literal["named", "embedded"] = "named"
    excerpts: int = 0

    @property
    def points(self) -> float:
        """The width of figures in points, `FREE` where it is free."""
        return self.width * POINTS_PER_MM


def width_of(text: str) -> float:
    """Return a width in millimetres as a person writes it: `free`, or whole millimetres from 40 to 999.

    Raises GioiaError, with exit code 2, for anything else.
    """
    if text == "free":
        return FREE
    if not _WIDTH.fullmatch(text):
        remedy = "say 84 (one column), 174 (two), any whole number of millimetres from 40 to 999, or free"
        raise GioiaError(f"{text!r} is no width of a figure", remedy=remedy, exit_code=2)
    return float(text)


def instead(appearance: Appearance, said: Mapping[str, str | bool | None]) -> Appearance:
    """Return the appearance with what is said, by field name, in place of what it has; None says nothing.

    Raises GioiaError for a width that is none, msgspec.ValidationError for a word that a field does not know.
    """
    words: dict[str, object] = {name: value for name, value in said.items() if value is not None}
    for name, read in (("width", width_of), ("dpi", int), ("excerpts", _longest)):
        if isinstance(words.get(name), str):
            words[name] = read(str(words[name]))
    return msgspec.convert({**msgspec.structs.asdict(appearance), **words}, Appearance)


def _longest(text: str) -> int:
    return 0 if text == "whole" else int(text)

"""How displays look where a study or a command says so: what a journal asks for, and nothing that changes what they say.

The values are those of `displays:` in study.yaml; a command's options replace them one by one. Displays take the record,
writers never see it: a scene and a table are laid out when it has been applied.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

FREE = 0.0
"""The width of a figure that is as wide as it needs to be."""

POINTS_PER_MM = 72 / 25.4


class Appearance(Struct, frozen=True):
    """How displays look.

    `style` is how the data structure joins its parts (brackets, as Gioia, Corley and Hamilton 2013, or boxes joined by
    arrows), `by` what it is banded by, `ink` whether figures are black and white or in colours that survive grey printing,
    `width` the width of figures in millimetres (84 one column, 174 two, `FREE` as wide as they need to be), `counts` whether
    boxes tell how many excerpts and sources they rest on, `tables` the form of tables (three lines, or as the American
    Psychological Association asks), `dpi` how many dots pictures have to the inch, `fonts` whether a drawing for the web names
    its fonts or holds the glyphs that it uses.
    """

    style: Literal["brackets", "boxes"] = "brackets"
    by: Literal["dimension", "stage"] = "dimension"
    ink: Literal["black", "colour"] = "black"
    width: float = FREE
    counts: bool = False
    tables: Literal["three-line", "apa"] = "three-line"
    dpi: Literal[300, 600, 1200] = 600
    fonts: Literal["named", "embedded"] = "named"

    @property
    def points(self) -> float:
        """The width of figures in points, `FREE` where it is free."""
        return self.width * POINTS_PER_MM

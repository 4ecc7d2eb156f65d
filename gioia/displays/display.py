"""What a display is: a table (a pandas frame with how it is laid out) or a figure (a scene and its graph).

Displays are computed from a study and handed to writers in `gioia.exports`, which know a file format and nothing of the
study. The order in `all_displays` is the order in which they are numbered and printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from gioia.displays.rests import Rests
    from gioia.displays.scene import Scene


class Table(Struct, frozen=True):
    """A table of the paper.

    `key` names its files (`table-2-evidence-stage-1`); `title` is its caption without the number; `number` is its number
    in the paper, 0 where it has none. `frame` has the printed column names, strings and integers only, and a plain range
    index. Cells of the columns in `merged` that repeat the row above within the columns to their left are one cell.
    `widths` gives each column's share of the width in characters of Latin text. `note` stands under the table;
    `mentions` are number and title of the tables that it refers to by number. With `totals`
    the last row sums those above it. `form` is how it is ruled and captioned where a format has rules and captions.
    `rests` tells for each row which codings its numbers count, and is not printed: `rests.codings_at` reads it.
    """

    key: str
    title: str
    frame: pd.DataFrame
    language: str = "zh"
    number: int = 0
    merged: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    note: str = ""
    mentions: tuple[tuple[int, str], ...] = ()
    totals: bool = False
    form: Literal["three-line", "apa"] = "three-line"
    rests: Rests = ()


class Figure(Struct, frozen=True):
    """A figure of the paper: the scene to draw, and the graph that it shows.

    `graph` is a networkx DiGraph; nodes are keyed by level and name, in a stable order, and `gioia.displays.graphs` says
    what attributes they have. A process model is a MultiDiGraph, because two relations may join the same ends.
    `dpi` is how many dots it has to the inch where a format has dots, `fonts` whether a format that may do either names its
    fonts or holds what it uses of them.
    `part` counts the pages of a figure that goes over several: each is a Figure of its own, with the same number, title and
    graph; from the second on its key ends with the part, as in `figure-1-data-structure-2`, and its caption says that it goes on.
    `asked` is the width in points that it was to have, 0 where that is free; `fitting` tells where it has another.
    """

    key: str
    title: str
    scene: Scene
    graph: nx.DiGraph
    language: str = "zh"
    number: int = 0
    dpi: int = 600
    fonts: Literal["named", "embedded"] = "named"
    part: int = 1
    asked: float = 0.0


Display = Table | Figure


def numbered(display: Display) -> tuple[str, str, str]:
    """Return what a caption's number is made of: the word, what parts it from the number, and what parts that from the title."""
    if display.language == "zh":
        return ("表" if isinstance(display, Table) else "图"), "", "　"
    return ("Table" if isinstance(display, Table) else "Figure"), " ", ". "


def caption(display: Display) -> str:
    """Return the caption with its number, as 表2 or Table 2, 图1 or Figure 1."""
    word, space, stop = numbered(display)
    title = display.title + continuation(display)
    return f"{word}{space}{display.number}{stop}{title}" if display.number else title


def continuation(display: Display) -> str:
    """Return what follows the title where a figure goes on from the page before: （续） or (continued), else nothing."""
    if isinstance(display, Table) or display.part == 1:
        return ""
    return "（续）" if display.language == "zh" else " (continued)"


def note_word(table: Table) -> str:
    """Return the word before the note of a table, with what parts them: 注：or Note."""
    return "注：" if table.language == "zh" else "Note. "

"""The rows of a folded mechanism model: which boxes stand side by side, and which captions stand beside them.

A dimension takes a row, or several; an interaction has one to itself, since it reaches over all lanes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from gioia.displays.mechanism_columns import Plan, each_once, in_layers, stack_of


class Rows(Struct, frozen=True):
    """The rows from top to bottom as keys of boxes, with the dimension of each, empty for a row that is of none.

    `captioned` are the dimensions whose captions, with the link over them, stand beside their rows and not in one of them.
    """

    keys: list[list[str]]
    dimensions: list[str]
    captioned: frozenset[str]


def rows_of(to_do: Plan, most: int) -> Rows:
    """Return the rows; captions stand in them where an arrow ends at one, or one has several links."""
    view = to_do.view
    ends = {end for arrow in view.arrows for end in (arrow.source, arrow.target)}
    names = frozenset(name for name, _ in view.columns)
    is_simple = all(f"dimension:{name}" not in ends and len(view.links.get(name, ())) <= 1 for name in names)
    captioned = names if is_simple else frozenset[str]()
    made: list[tuple[str, list[str]]] = []
    made += (("", row) for row in _even([f"other:{name}" for name, leaves in view.others if leaves], most))
    for name, themes in view.columns:
        own = [row for layer in in_layers(view, themes) for row in _broken(stack_of(view, layer), to_do, most)]
        own = own or [[f"empty:{name}"]]
        if name not in captioned:
            links = [f"link:{name}:{index}" for index in range(len(view.links.get(name, ())))]
            made += (("", row) for row in _even(links, most))
            own = [[f"dimension:{name}", *own[0]], *own[1:]]
        made += ((name, row) for row in own)
    made += (("", row) for row in _even([f"other:{name}" for name, leaves in view.others if not leaves], most))
    kept = each_once([row for _, row in made])
    home = {row[0]: name for name, row in reversed(made)}
    return Rows(kept, [home.get(row[0], "") for row in kept], captioned)


def _broken(stack: Sequence[str], to_do: Plan, most: int) -> Iterator[list[str]]:
    """Yield the boxes of a dimension in rows: an interaction by itself, of others at most so many."""
    for alone, keys in groupby(stack, key=lambda key: is_in_upright_lanes(key, to_do)):
        yield from _even(list(keys), 1 if alone else most)


def _even(keys: Sequence[str], most: int) -> Iterator[list[str]]:
    """Yield the keys in as few rows of at most so many as can be, all about as long."""
    count = -(-len(keys) // most)
    for index in range(count):
        yield list(keys[len(keys) * index // count : len(keys) * (index + 1) // count])


def is_in_upright_lanes(key: str, to_do: Plan) -> bool:
    """Tell whether a box is that of an interaction, which shows its poles."""
    return key.startswith("theme:") and key.removeprefix("theme:") in to_do.lanes.runs


def spans(rows: Rows) -> dict[str, tuple[int, int]]:
    """Return dimension → its first and its last row."""
    found: dict[str, tuple[int, int]] = {}
    for index, name in enumerate(rows.dimensions):
        if name:
            found[name] = (found.get(name, (index, index))[0], index)
    return found

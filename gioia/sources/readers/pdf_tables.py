"""The ruled tables of a PDF page, read cell by cell.

A table is a field of level and upright rules that touch each other. A word belongs to the cell whose rules are the nearest around
its middle, so that merged cells need no care. Without rules no cell can be told from a wide gap; such tables are read line
by line elsewhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, structs

from gioia.sources.readers.pdf_layout import rows
from gioia.sources.readers.pdf_rules import Rule
from gioia.sources.readers.pdf_words import Word

_NEAR = 3.0
_FEWEST_EDGES = 3
_FEWEST_LEVEL = 2
_FEWEST_STACKED = 4
"""From so many level rules of one width on, they part the rows of a table that has no upright ones."""
_GAP = 0.6
_MOST_LINES = 25
"""Two cells side by side of more lines than this are columns of a page with a frame, and no table."""
_MOST_RULES = 1_500


class Cell(Struct, frozen=True):
    """A cell: the number of its column, its left and right edge, and its words."""

    column: int
    left: float
    right: float
    words: tuple[Word, ...]


class Ruled(Struct, frozen=True):
    """A table: its edges as a box, the places of its columns, and its rows from the top, each with the cells that begin there."""

    box: tuple[float, float, float, float]
    places: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def words(self) -> list[Word]:
        """All the words in it."""
        return [word for row in self.rows for cell in row for word in cell.words]


def tables(words: Sequence[Word], rules: Sequence[Rule]) -> list[Ruled]:
    """Return the ruled tables of a page that hold words, from the top."""
    found = []
    for field in _with_gaps(_fields(_merged(rules)), words):
        table = _table(words, field)
        if table is not None:
            found.append(table)
    return sorted(found, key=lambda table: -table.box[3])


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Return the rules with those that lie on one line and touch made one; none where they are too many for tables."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: (rule.is_level, rule.at)):
        last = lines[-1][-1] if lines else None
        if last is None or last.is_level != rule.is_level or rule.at - last.at > _NEAR:
            lines.append([])
        lines[-1].append(rule)
    merged: list[Rule] = []
    for line in lines:
        first = True
        for rule in sorted(line, key=lambda rule: rule.start):
            if not first and rule.start - merged[-1].end <= _NEAR:
                merged[-1] = structs.replace(merged[-1], end=max(merged[-1].end, rule.end))
            else:
                merged.append(rule)
            first = False
    return merged if len(merged) <= _MOST_RULES else []


def _fields(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Return the rules in groups that touch each other, level ones with upright ones."""
    fields: list[list[Rule]] = []
    for rule in rules:
        touched = [field for field in fields if any(_touch(rule, other) for other in field)]
        fields = [field for field in fields if field not in touched]
        fields.append([rule, *(other for field in touched for other in field)])
    return fields


def _with_gaps(fields: Iterable[Sequence[Rule]], words: Sequence[Word]) -> Iterator[Sequence[Rule]]:
    """Yield the fields, those of level rules alone with an upright one in each gap that no word crosses."""
    stacks: list[list[Rule]] = []
    for field in fields:
        if len(field) > 1:
            yield field
            continue
        rule = field[0]
        stack = next((stack for stack in stacks if _are_alike(stack[0], rule)), None)
        if rule.is_level and stack is None:
            stacks.append([rule])
        elif rule.is_level and stack is not None:
            stack.append(rule)
    for stack in stacks:
        if len(stack) >= _FEWEST_STACKED:
            yield [*stack, *_gaps(stack, words)]


def _are_alike(one: Rule, other: Rule) -> bool:
    return abs(one.start - other.start) < _NEAR and abs(one.end - other.end) < _NEAR


def _gaps(stack: Sequence[Rule], words: Sequence[Word]) -> Iterator[Rule]:
    bottom, top = min(rule.at for rule in stack), max(rule.at for rule in stack)
    inside = sorted((word for word in words if bottom < word.middle < top), key=lambda word: word.left)
    edge = inside[0].right if inside else 0
    for word in inside:
        if word.left - edge > _GAP * word.height:
            yield Rule(False, (edge + word.left) / 2, bottom, top)
        edge = max(edge, word.right)


def _touch(one: Rule, other: Rule) -> bool:
    if one.is_level == other.is_level:
        return False
    return one.start - _NEAR <= other.at <= one.end + _NEAR and other.start - _NEAR <= one.at <= other.end + _NEAR


def _table(words: Sequence[Word], field: Sequence[Rule]) -> Ruled | None:
    """Return the table of a field of rules, or None where it has no two columns or holds running text."""
    level, upright = [rule for rule in field if rule.is_level], [rule for rule in field if not rule.is_level]
    if len(level) < _FEWEST_LEVEL or not upright:
        return None
    left, right = min(rule.start for rule in level), max(rule.end for rule in level)
    bottom, top = min(rule.start for rule in upright), max(rule.end for rule in upright)
    bottom, top = min(bottom, level[0].at), max(top, level[-1].at)
    level = [Rule(True, bottom, left, right), *level, Rule(True, top, left, right)]
    upright = [Rule(False, left, bottom, top), *upright, Rule(False, right, bottom, top)]
    places, heights = _places(rule.at for rule in upright), _places(rule.at for rule in level)
    cells: defaultdict[tuple[float, float, float], list[Word]] = defaultdict(list)
    for word in words:
        middle = (word.left + word.right) / 2
        if left < middle < right and bottom < word.middle < top:
            start, end = _around(upright, middle, word.middle)
            cells[_nearest(heights, _around(level, word.middle, middle)[1]), _nearest(places, start), end].append(word)
    if len(places) < _FEWEST_EDGES or not cells or _is_running_text(cells):
        return None
    rows = tuple(
        tuple(
            Cell(places.index(start), start, end, tuple(inner))
            for (above, start, end), inner in sorted(cells.items())
            if above == height
        )
        for height in sorted(heights, reverse=True)
    )
    return Ruled((left, bottom, right, top), tuple(places[:-1]), tuple(row for row in rows if row))


def _around(rules: Sequence[Rule], at: float, across: float) -> tuple[float, float]:
    """Return the places of the nearest rules on both sides of a place, of those that pass it."""
    passing = [rule.at for rule in rules if rule.start - _NEAR <= across <= rule.end + _NEAR]
    return max(place for place in passing if place <= at), min(place for place in passing if place > at)


def _places(found: Iterable[float]) -> list[float]:
    """Return the different places, those that are near each other as one."""
    places: list[float] = []
    for place in sorted(found):
        if not places or place - places[-1] > _NEAR:
            places.append(place)
    return places


def _nearest(places: Sequence[float], at: float) -> float:
    return min(places, key=lambda place: abs(place - at))


def _is_running_text(cells: Mapping[tuple[float, float, float], Sequence[Word]]) -> bool:
    """Tell whether several cells of one row are as long as columns of text are."""
    long = Counter(above for (above, _, _), inner in cells.items() if len(rows(inner)) > _MOST_LINES)
    return any(count > 1 for count in long.values())

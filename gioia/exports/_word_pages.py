"""Where a long table breaks: into pieces of a page each, with what its merged cells say said again at the top of each.

Word repeats the header of a table but not its merged cells, and it cannot write 续表 above what follows. So a table is broken
here, by the measured heights of its rows; a piece is measured rather too high than too low, and so it stays on its page. Where it
does not, in a font that nobody foresaw, Word still repeats the header.

A row that would leave much of a page empty is cut where a line ends, and goes on in the next piece. The last rows of a table are
not left alone: a piece has two rows at least, and the note stands under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct, structs

from gioia.displays.display import Table
from gioia.displays.merging import Cell, columns, rows, shares, spans
from gioia.exports._word_lines import Face, shown

CELL_SIDES = 7.0
_RULES = 3.0
"""Points: the sides of a cell, and the rules of a table."""
_BOLD = 1.08
"""How much wider bold letters are."""
_MOST = 0.3
"""No word makes a column wider than this share of a table."""
_SHORT_NAME = 4
"""A column's name of so many characters is not broken."""
_GAP = 0.2
"""A row is cut where it would leave more than this share of a page empty."""
_LEAST_LINES = 3
"""A part of a row that is cut has so many lines at least."""


class Row(Struct, frozen=True):
    """A row as it is printed: its cells, and for each whether a new cell begins there."""

    cells: tuple[Cell, ...]
    begins: tuple[bool, ...]


class Measure(Struct, frozen=True):
    """What a table is measured with: the face of its cells, the columns' widths in twips, the room in them in points, which are merged."""

    face: Face
    widths: tuple[int, ...]
    rooms: tuple[float, ...]
    merged: tuple[int, ...]

    def cell(self, text: Cell, column: int) -> float:
        """Return the height of a cell's text."""
        return self.face.height(shown(str(text)), self.rooms[column])

    def height(self, rows_: Sequence[Row]) -> float:
        """Return the height of rows; a merged cell that needs more than its rows have makes the last of them higher."""
        total = 0.0
        need, since = {}, dict.fromkeys(self.merged, 0.0)
        for index, row in enumerate(rows_):
            own = max(
                (self.cell(text, j) for j, text in enumerate(row.cells) if j not in self.merged),
                default=self.face.leading,
            )
            for j in self.merged:
                if not index or row.begins[j]:
                    need[j], since[j] = self.cell(row.cells[j], j), 0.0
                if index + 1 == len(rows_) or rows_[index + 1].begins[j]:
                    own = max(own, need[j] - since[j])
            for j in self.merged:
                since[j] += own
            total += own
        return total


def measured(table: Table, width: int, face: Face) -> Measure:
    """Return the measure of a table `width` twips wide, in whose columns no word is broken that fits."""
    names = columns(table)
    widths = _fitted(table, width, face)
    rooms = tuple(part / 20 - CELL_SIDES for part in widths)
    return Measure(face, widths, rooms, tuple(sorted(names.index(name) for name in set(table.merged) if name in names)))


def least_width(table: Table, width: int, face: Face) -> float:
    """Return what the longest words of the columns need beside each other, in twips, in a table that is `width` wide."""
    return sum(_least(table, width, face))


def _least(table: Table, width: int, face: Face) -> list[float]:
    """Return what each column needs for its longest word, in twips."""
    return [
        min(width * _MOST, 20 * (CELL_SIDES + 1 + max(_head(shown(name), face), *map(face.longest, texts))))
        for name, texts in zip(columns(table), _texts(table), strict=True)
    ]


def _head(name: str, face: Face) -> float:
    """Return what a column's name needs: its longest word, and a short name of Chinese characters stays on a line."""
    whole = face.longest("\u2060".join(name)) if len(name) <= _SHORT_NAME else 0.0
    return max(whole, face.longest(name)) * _BOLD


def _fitted(table: Table, width: int, face: Face) -> tuple[int, ...]:
    """Return the columns' widths, together `width`: their shares, but none less than its longest word where there is room."""
    given = shares(table)
    least = _least(table, width, face)
    asked = [width * share / sum(given) for share in given]
    lack = sum(max(0.0, need - part) for need, part in zip(least, asked, strict=True))
    spare = sum(max(0.0, part - need) for need, part in zip(least, asked, strict=True))
    taken = lack / spare if 0 < lack <= spare else 0.0
    fitted = [max(need, part - taken * (part - need)) for need, part in zip(least, asked, strict=True)]
    until = [0, *(round(width * sum(fitted[:at]) / sum(fitted)) for at in range(1, len(fitted) + 1))]
    return tuple(after - before for before, after in pairwise(until))


def _texts(table: Table) -> list[list[str]]:
    """Return the texts of each column; an empty one stands for a table without rows."""
    found = [[shown(str(cell)) for cell in column] for column in zip(*rows(table), strict=True)]
    return found or [[""] for _ in columns(table)]


def printed(table: Table) -> list[Row]:
    """Return the rows of a table with where its cells begin."""
    return [
        Row(cells, tuple(bool(cover) for cover in covers))
        for cells, covers in zip(rows(table), spans(table), strict=True)
    ]


def head_height(table: Table, measure: Measure) -> float:
    """Return the height of the header with the table's rules; header letters may be bold."""
    cells = (
        measure.face.height(shown(name), room / _BOLD) for name, room in zip(columns(table), measure.rooms, strict=True)
    )
    return max(cells, default=0.0) + _RULES


def broken(rows_: Sequence[Row], measure: Measure, first: float, room: float, note: float) -> list[list[Row]]:
    """Return the rows in pieces: the first at most `first` points high, the others `room`, the last with `note` below it."""
    left = list(reversed(rows_))
    pieces: list[list[Row]] = [[]]
    while left:
        free = first if len(pieces) == 1 else room
        piece = pieces[-1]
        if measure.height([*piece, left[-1]]) <= free - (note if len(left) == 1 else 0.0):
            piece.append(left.pop())
            continue
        free -= measure.height(piece)
        cut = _cut(left[-1], measure, free) if free > _GAP * room or not piece else None
        if cut is not None:
            piece.append(cut[0])
            left[-1] = cut[1]
        elif not piece:
            piece.append(left.pop())
        if left:
            pieces.append([])
    return _not_alone(pieces, measure, room - note)


def _not_alone(pieces: list[list[Row]], measure: Measure, room: float) -> list[list[Row]]:
    """Return the pieces with a last row that would stand alone joined by the one before it."""
    few = 2
    if len(pieces) > 1 and len(pieces[-1]) == 1 and len(pieces[-2]) > few:
        *kept, moved = pieces[-2]
        last = [moved, *pieces[-1]]
        return [*pieces[:-2], kept, last] if measure.height(last) <= room else pieces
    return pieces


def _cut(row: Row, measure: Measure, free: float) -> tuple[Row, Row] | None:
    """Return a row cut so that its first part is at most `free` points high; None where a part would be too small."""
    most = int((free - measure.face.around) / measure.face.leading)
    if most < _LEAST_LINES:
        return None
    above: list[Cell] = []
    below: list[Cell] = []
    for column, cell in enumerate(row.cells):
        text = shown(str(cell))
        ends = measure.face.ends(text, measure.rooms[column])
        if column in measure.merged:
            above.append(cell)
            below.append(cell)
        elif len(ends) <= most:
            above.append(cell)
            below.append("")
        else:
            at = min(most, max(1, len(ends) - _LEAST_LINES))
            above.append(text[: ends[at - 1]].rstrip())
            below.append(text[ends[at - 1] :].lstrip())
    if not any(below[j] != "" for j in range(len(below)) if j not in measure.merged):
        return None
    begins = tuple(j not in measure.merged for j in range(len(row.cells)))
    return structs.replace(row, cells=tuple(above)), Row(tuple(below), begins)

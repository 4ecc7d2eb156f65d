"""From words on a page to paragraphs in reading order.

Columns are parted where a strip of the page stays free of words over several lines and both sides are filled like
running text; a table's columns are not, so that its rows stay rows. A paragraph ends where the next line stands apart,
is indented, is set in another size, or where its first word would still have fitted on the line above (then the writer,
not the page, ended that line).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median

from msgspec import Struct, structs

from gioia.sources.readers.pdf_words import Word
from gioia.sources.speakers import is_role

_FEWEST_LINES = 4
_NARROWEST_COLUMN = 9
_NARROWEST_GUTTER = 0.7
_FILLED = 0.55
_DEEPEST = 6
_CELL_GAP = 0.45
_SPACE = 0.1
_TABLE_GAP = 1.2
_FEWEST_QUOTED = 3
_SPARSE = 1.8
_MOST_PLACES = 500
_MARKER = re.compile(r"[^\W_]{0,4}[.)、:：\]）]|[\[(（][^\W_]{1,4}[\])）]\.?|[^\w\s“‘\"'(（\[]")
"""What a list item or a note begins with: 1. (a) [12] •."""
_LABEL = re.compile(r"([^\s:：][^:：]{0,19})[:：]")
_ENDS = "。！？!?…；;.：:"


class Line(Struct, frozen=True):
    """A line of a column: its words from left to right and its box.

    `first` is the width of its first word or ideograph, `cells` where words begin behind a wide gap, on the page, and `cuts` where they do in the text, `hang` where the text
    begins behind a marker or label (0 without one), and `room` what is free to the right of it.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    first: float
    cells: tuple[float, ...] = ()
    cuts: tuple[int, ...] = ()
    hang: float = 0
    room: float = 0

    @property
    def height(self) -> float:
        """The height of its box."""
        return self.top - self.bottom

    @property
    def width(self) -> float:
        """The width that the column gives it."""
        return self.right + self.room - self.left

    @property
    def is_full(self) -> bool:
        """Whether the line ends where the column does."""
        return self.room < 2.5 * self.height

    @property
    def is_ended(self) -> bool:
        """Whether a sentence ends with the line."""
        return self.text[-1:] in _ENDS


class Paragraph(Struct, frozen=True):
    """Lines that belong together.

    `indented` where the first of them stands in from the column's edge, `opens` where it is the column's first, `follows`
    where it belongs to what stands above it, as a row of a table does.
    """

    lines: tuple[Line, ...]
    indented: bool = False
    opens: bool = False
    follows: bool = False


def is_cjk(character: str) -> bool:
    """Tell whether a character is written without spaces around it: ideographs, kana and their own punctuation."""
    blocks = (("\u2e80", "\u9fff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"), ("\U00020000", "\U0003ffff"))
    return any(first <= character <= last for first, last in blocks)


def paragraphs(pages: Sequence[Sequence[Word]]) -> list[list[Paragraph]]:
    """Return the paragraphs of each page in reading order."""
    lines = [[[_line(row) for row in rows(column)] for column in columns(list(words))] for words in pages]
    tall = sorted((column for page in lines for column in page), key=len, reverse=True)
    return [
        [paragraph for column in page for paragraph in _paragraphs(column, _right_edge(column, tall))] for page in lines
    ]


def cell_paragraphs(words: Sequence[Word], right: float) -> list[Paragraph]:
    """Return the paragraphs of one cell of a table, whose lines are full at `right`."""
    return _paragraphs([_line(row) for row in rows(words)], right)


def rows(words: Sequence[Word]) -> list[list[Word]]:
    """Return the words by the lines on which they stand, from the top, each from left to right."""
    found: list[tuple[float, float, list[Word]]] = []
    for word in sorted(words, key=lambda word: -(word.top + word.bottom)):
        for index in range(len(found) - 1, max(len(found) - 4, -1), -1):
            bottom, top, row = found[index]
            overlap = min(top, word.top) - max(bottom, word.bottom)
            if overlap >= min(top - bottom, word.height) / 2:
                row.append(word)
                break
        else:
            found.append((word.bottom, word.top, [word]))
    return [sorted(row, key=lambda word: word.left) for _, _, row in found]


def columns(words: list[Word], depth: int = 0) -> list[list[Word]]:
    """Return the words of each column, or of each full-width part between columns, in reading order."""
    if depth == _DEEPEST or len(words) < 2 * _FEWEST_LINES:
        return [words] if words else []
    em = median(word.height for word in words)
    found = _gutter(words, em)
    if found is None:
        return [words]
    at, bottom, top = found
    above = [word for word in words if word.middle >= top]
    below = [word for word in words if word.middle <= bottom]
    inside = [word for word in words if bottom < word.middle < top]
    left = [word for word in inside if (word.left + word.right) / 2 < at]
    right = [word for word in inside if (word.left + word.right) / 2 >= at]
    return [part for side in (above, left, right, below) for part in columns(side, depth + 1)]


def _gutter(words: list[Word], em: float) -> tuple[float, float, float] | None:
    """Return the place of the tallest gutter, and the bottom and top of its strip, or None."""
    best: tuple[float, float, float, float] | None = None
    start, end = min(word.left for word in words), max(word.right for word in words)
    for at in _places(words, em):
        if not start + _NARROWEST_COLUMN * em < at < end - _NARROWEST_COLUMN * em:
            continue
        for bottom, top in _free_strips(words, at, em):
            if (best is None or top - bottom > best[0]) and _parts_columns(words, at, bottom, top, em):
                best = (top - bottom, at, bottom, top)
    return None if best is None else best[1:]


def _places(words: list[Word], em: float) -> list[float]:
    """Return where right-hand columns could begin: just before the first words of each quarter of an em, not too many."""
    places: dict[int, float] = {}
    for word in words:
        place = round(4 * word.left / max(em, 1))
        places[place] = min(places.get(place, word.left), word.left)
    found = [left - em / 4 for _, left in sorted(places.items())]
    return found[:: 1 + len(found) // _MOST_PLACES]


def _free_strips(words: list[Word], at: float, em: float) -> list[tuple[float, float]]:
    """Return the heights between words that cross a place, of those that could hold enough lines."""
    reach = _NARROWEST_GUTTER * em / 2
    crossing = sorted(
        (word for word in words if word.left < at and word.right > at - reach), key=lambda word: -word.top
    )
    edges = [max(word.top for word in words) + 1]
    strips: list[tuple[float, float]] = []
    for word in crossing:
        strips.append((word.top - word.height / 4, edges[-1]))
        edges.append(min(edges[-1], word.bottom + word.height / 4))
    strips.append((min(word.bottom for word in words) - 1, edges[-1]))
    return [(bottom, top) for bottom, top in strips if top - bottom > _FEWEST_LINES * em]


def _parts_columns(words: list[Word], at: float, bottom: float, top: float, em: float) -> bool:
    """Tell whether both sides of a strip are running text: enough lines, wide and mostly filled, with a gutter between."""
    inside = [word for word in words if bottom < word.middle < top]
    sides = [word for word in inside if word.left < at], [word for word in inside if word.left >= at]
    if not all(sides) or min(w.left for w in sides[1]) - max(w.right for w in sides[0]) < _NARROWEST_GUTTER * em:
        return False
    steps: list[float] = []
    for side in sides:
        lines = rows(side)
        width = max(word.right for word in side) - min(word.left for word in side)
        steps.append(_mean_step(lines))
        filled = sum(row[-1].right - row[0].left > _FILLED * width for row in lines)
        if len(lines) < _FEWEST_LINES or width < _NARROWEST_COLUMN * em or filled < _FILLED * len(lines):
            return False
    # The lines of labels beside a text, such as a time and a speaker, stand further apart than those of the text.
    return max(steps) < _SPARSE * min(steps)


def _mean_step(lines: Sequence[Sequence[Word]]) -> float:
    places = [row[0].middle for row in lines]
    return (places[0] - places[-1]) / max(len(places) - 1, 1)


def _right_edge(lines: list[Line], tall: list[list[Line]]) -> float:
    """Return where full lines end; a line or two that stick out, as unbreakable ones do, are no measure.

    A few lines do not show it: they are held to the tallest column of the document that begins where they do.
    """
    rights = sorted(line.right for line in lines)
    edge = rights[-1 - len(rights) // 12]
    if len(lines) >= _FEWEST_LINES:
        return edge
    left = min(line.left for line in lines)
    alike = (column for column in tall if abs(min(line.left for line in column) - left) < lines[0].height)
    model = next((column for column in alike if len(column) >= _FEWEST_LINES), None)
    return edge if model is None else max(edge, _right_edge(model, tall))


def _line(row: list[Word]) -> Line:
    text = row[0].text
    height = max(word.height for word in row)
    cells, cuts = [], []
    for before, word in pairwise(row):
        text += " " * _are_apart(before, word, height)
        if word.left - before.right > _TABLE_GAP * height:
            cells.append(word.left)
            cuts.append(len(text))
        text += word.text
    bottom, top = min(word.bottom for word in row), max(word.top for word in row)
    first = row[0].height if is_cjk(row[0].text[0]) else row[0].right - row[0].left
    hang = cells[-1] if cells else row[1].left if len(row) > 1 and _MARKER.fullmatch(row[0].text) else 0
    return Line(text, row[0].left, bottom, max(word.right for word in row), top, first, tuple(cells), tuple(cuts), hang)


def _are_apart(before: Word, word: Word, height: float) -> bool:
    """Tell whether a space stands between two words: beside Chinese a small gap is the typesetter's, not the writer's."""
    gap = (word.left - before.right) / max(height, 1)
    chinese = is_cjk(before.text[-1]) + is_cjk(word.text[0])
    if chinese == 1:
        return word.spaced or gap >= _CELL_GAP
    return gap >= _CELL_GAP if chinese else word.spaced or gap >= _SPACE


def _paragraphs(lines: list[Line], right: float) -> list[Paragraph]:
    edge = min(line.left for line in lines)
    rights = _ends(lines, edge, right)
    lines = [structs.replace(line, room=end - line.right) for line, end in zip(lines, rights, strict=True)]
    steps = [above.bottom - below.bottom for above, below in pairwise(lines)]
    step = median(steps) if steps else 0
    found: list[list[Line]] = [[lines[0]]]
    is_row = False
    for above, below in pairwise(lines):
        aligned = _are_rows(above, below)
        ends = is_row and not below.cells and not _is_near(below.left, found[-1][0].hang, below)
        if ends or aligned or _starts(found[-1], below, edge, step):
            found.append([])
        is_row = aligned or (is_row and bool(below.cells))
        found[-1].append(below)
    return [Paragraph(tuple(group), _is_in(group[0], edge), group is found[0]) for group in found]


def _ends(lines: list[Line], edge: float, right: float) -> list[float]:
    """Return where each line would be full: at the column's edge, or for those of a set-in quotation at its own."""
    ends: list[float] = []
    for _, group in groupby(lines, lambda line: round(2 * line.left / line.height) if line.height else 0):
        block = list(group)
        quoted = len(block) >= _FEWEST_QUOTED and _is_in(block[0], edge)
        ends += [max(line.right for line in block) if quoted else right] * len(block)
    return ends


def _is_in(line: Line, edge: float) -> bool:
    return line.left - edge > 0.8 * line.height


def _starts(group: Sequence[Line], below: Line, edge: float, step: float) -> bool:
    """Tell whether a paragraph starts with the line below, and not in the lines that have come together."""
    above = group[-1]
    taller, lower = max(above.height, below.height), min(above.height, below.height)
    if above.bottom - below.bottom > max(1.35 * min(step, 2 * taller), 1.1 * taller) or taller > 1.25 * max(lower, 1):
        return True
    hangs = group[0].hang and (_is_near(above.left, group[0].hang, above) or _is_near(below.hang, group[0].hang, below))
    if hangs and _is_near(group[0].left, below.left, below):
        return True
    hanging = group[0].hang and _is_near(group[0].hang, below.left, below)
    if not hanging and _is_in(below, edge) and below.left - above.left > 0.8 * below.height:
        return True
    if above.is_ended and _begins_a_turn(below):
        return True
    slack = 1.5 if is_cjk(below.text[0]) else 0.5
    return above.room > below.first + slack * below.height


def _begins_a_turn(line: Line) -> bool:
    """Tell whether the line begins with a role before a colon: somebody else speaks, also where no gap shows it."""
    label = _LABEL.match(line.text)
    return label is not None and is_role(label[1].strip())


def _are_rows(above: Line, below: Line) -> bool:
    """Tell whether two lines are rows of a table: words begin at one place behind wide gaps in both."""
    return any(abs(one - other) < below.height / 2 for one in above.cells for other in below.cells)


def _is_near(one: float, other: float, line: Line) -> bool:
    return abs(one - other) < line.height / 3

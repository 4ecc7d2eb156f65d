"""Tables of a PDF without ruled columns: only wide gaps tell their cells apart.

A transcript, a short name and what it says behind a gap, can be told by the names that come back; its paragraphs become turns.
In other tables the lines of neighbouring cells may be mixed where a cell has several, and the page is named.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import structs

from gioia.sources.readers import Remark
from gioia.sources.readers.pdf_judgement import named
from gioia.sources.readers.pdf_layout import Line, Paragraph
from gioia.sources.readers.table_text import transcript

_GRAIN = 4
"""Places nearer than about so many points are one."""
_FEWEST_ROWS = 3
_MIXED = Remark(
    "a table without ruled columns; its cells of several lines may be mixed with each other",
    "compare it with the page; a Word file of it, or a table with ruled columns, is read cell by cell",
)


def with_speakers(pages: Sequence[Sequence[Paragraph]]) -> list[list[Paragraph]]:
    """Return the paragraphs of each page, with a colon behind the names of those that are a transcript's turns."""
    found = [list(page) for page in pages]
    rows: defaultdict[tuple[int, ...], list[tuple[int, int]]] = defaultdict(list)
    for number, page in enumerate(found):
        for index, paragraph in enumerate(page):
            if paragraph.lines[0].cells:
                rows[_places(paragraph.lines[0])].append((number, index))
    for (_, *cells), places in rows.items():
        grid = [_cells(found[number][index]) for number, index in places]
        turns = transcript(grid) if len(grid) >= _FEWEST_ROWS else None
        if turns is None:
            continue
        for (number, index), row in zip(places, grid, strict=True):
            first = found[number][index].lines[0]
            label, _ = turns.turn(row)
            line = structs.replace(first, text=label + first.text[first.cuts[-1] :], cells=())
            found[number][index] = structs.replace(found[number][index], lines=(line, *found[number][index].lines[1:]))
        _follow(found, {number for number, _ in places}, cells[-1])
    return found


def _places(line: Line) -> tuple[int, ...]:
    return tuple(round(place / _GRAIN) for place in (line.left, *line.cells))


def _cells(paragraph: Paragraph) -> list[str]:
    """Return the cells of a paragraph's first line, the last one with the lines below."""
    first = paragraph.lines[0]
    cells = [first.text[start:end].strip() for start, end in pairwise((0, *first.cuts, len(first.text)))]
    return [*cells[:-1], " ".join([cells[-1], *(line.text for line in paragraph.lines[1:])])]


def _follow(pages: list[list[Paragraph]], numbers: set[int], said: int) -> None:
    """Put the paragraphs that begin where the turns' words begin to the turn above."""
    for number in numbers:
        for index, paragraph in enumerate(pages[number]):
            if index and not paragraph.lines[0].cells and _places(paragraph.lines[0]) == (said,):
                pages[number][index] = structs.replace(paragraph, follows=True)


def mixed(pages: Sequence[Sequence[Paragraph]]) -> Iterator[Remark]:
    """Yield the remark that names the pages, from 1, with tables whose cells may be mixed."""
    numbers = [
        number
        for number, page in enumerate(pages, 1)
        if _is_mixed([line for paragraph in page for line in paragraph.lines])
    ]
    if numbers:
        yield Remark(f"{named(numbers)}: {_MIXED.message}", _MIXED.remedy)


def _is_mixed(lines: Sequence[Line]) -> bool:
    """Tell whether lines of three cells or more stand below each other, and among them some that have not all of these."""
    places = [_places(line) for line in lines]
    columns = Counter(place for row in places if len(row) >= _FEWEST_ROWS for place in row)
    shared = {place for place, count in columns.items() if count > 1}
    table = [index for index, row in enumerate(places) if len(shared.intersection(row)) >= _FEWEST_ROWS]
    return len(table) > 1 and any(
        places[index][0] in shared and len(places[index]) < _FEWEST_ROWS
        for index in range(table[0], table[-1] + 2)
        if index < len(places)
    )

"""The ruled tables of a PDF as paragraphs among the others: a row a line, or where it is a transcript a turn a row.

While a page is laid out each table stands in it as one big word. A table that goes on at the head of the next page is one
table: its headings are not repeated, and a row without a speaker there goes on with the turn that the page broke.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct, structs

from gioia.sources.readers.pdf_joining import flowing
from gioia.sources.readers.pdf_layout import Line, Paragraph, cell_paragraphs
from gioia.sources.readers.pdf_rules import Rule
from gioia.sources.readers.pdf_tables import Cell, Ruled, tables
from gioia.sources.readers.pdf_words import Word
from gioia.sources.readers.table_text import Transcript, row_text, transcript

_STAND_IN = re.compile("\ufdd0(\\d+)\ufdd1")
"""Noncharacters, which no text holds, around the number of the table."""
_NEAR = 3.0

_Place = tuple[int, int]
"""The number of a page and of a table on it."""


class _Row(Struct, frozen=True):
    """The texts of a row by columns, and the last line of its last cell, by which a reader sees whether it goes on."""

    texts: tuple[str, ...]
    last: Line


def set_aside(words: Sequence[Word], rules: Sequence[Rule]) -> tuple[list[Word], list[Ruled]]:
    """Return the words of a page with a stand-in for each ruled table, and these tables."""
    found = tables(words, rules) if rules else []
    inside = {id(word) for table in found for word in table.words}
    kept = [_without_marks(word) for word in words if id(word) not in inside]
    for number, table in enumerate(found):
        within = table.words
        box = (
            min(word.left for word in within),
            min(word.bottom for word in within),
            max(word.right for word in within),
            max(word.top for word in within),
        )
        kept.append(Word(f"\ufdd0{number}\ufdd1", *box))
    return kept, found


def _without_marks(word: Word) -> Word:
    """Return a word in which nothing can be taken for a stand-in."""
    return structs.replace(word, text=word.text.replace("\ufdd0", "\ufffd")) if "\ufdd0" in word.text else word


def put_back(
    pages: Sequence[Sequence[Paragraph]], found: Sequence[Sequence[Ruled]], known: AbstractSet[str]
) -> list[list[Paragraph]]:
    """Return the paragraphs of each page with the rows of its tables in the place of their stand-ins."""
    rendered: dict[_Place, list[Paragraph]] = {}
    for chain in _chains(pages, found):
        rendered |= _rendered({place: _rows(found[place[0]][place[1]], known) for place in chain})
    return [
        [piece for paragraph in page for piece in _expanded(paragraph, number, rendered)]
        for number, page in enumerate(pages)
    ]


def _numbers(paragraph: Paragraph) -> list[int]:
    return [int(number) for line in paragraph.lines for number in _STAND_IN.findall(line.text)]


def _chains(pages: Sequence[Sequence[Paragraph]], found: Sequence[Sequence[Ruled]]) -> Iterator[list[_Place]]:
    """Yield the tables, those together that end a page and go on at the head of the next one with the same columns."""
    chain: list[_Place] = []
    for number, page in enumerate(pages):
        order = [table for paragraph in page for table in _numbers(paragraph)]
        for index, table in enumerate(order):
            is_head = index == 0 and bool(page) and _numbers(page[0])[:1] == [table]
            before = found[chain[-1][0]][chain[-1][1]] if chain and chain[-1][0] == number - 1 else None
            if not (
                is_head
                and before
                and _is_last(pages[number - 1], chain[-1][1])
                and _alike(before, found[number][table])
            ):
                if chain:
                    yield chain
                chain = []
            chain.append((number, table))
    if chain:
        yield chain


def _is_last(page: Sequence[Paragraph], table: int) -> bool:
    return _numbers(page[-1])[-1:] == [table]


def _alike(one: Ruled, other: Ruled) -> bool:
    return len(one.places) == len(other.places) and all(
        abs(first - second) < _NEAR for first, second in zip(one.places, other.places, strict=True)
    )


def _rows(table: Ruled, known: AbstractSet[str]) -> list[_Row]:
    return [_row(row, len(table.places), known) for row in table.rows]


def _row(cells: Sequence[Cell], width: int, known: AbstractSet[str]) -> _Row:
    texts = [""] * width
    last: Line | None = None
    for cell in cells:
        padding = min(word.left for word in cell.words) - cell.left
        inner = cell_paragraphs(cell.words, cell.right - padding)
        texts[cell.column] = "\n".join(flowing((line.text for line in paragraph.lines), known) for paragraph in inner)
        last = inner[-1].lines[-1]
    assert last is not None, "a row has a cell, and a cell has words"  # noqa: S101 - the tables are made so
    return _Row(tuple(texts), last)


def _rendered(chain: dict[_Place, list[_Row]]) -> dict[_Place, list[Paragraph]]:
    grid = [row for rows in chain.values() for row in rows]
    turns = transcript([row.texts for row in grid])
    rendered: dict[_Place, list[Paragraph]] = {}
    for place, rows in chain.items():
        goes_on = bool(rendered)
        is_repeated = goes_on and rows[0].texts == grid[0].texts
        found = [
            _paragraph(row, turns, is_first=index == 0 and goes_on)
            if turns and not (turns.is_headed and row is grid[0])
            else _line_of(row, follows=row is not grid[0])
            for index, row in enumerate(rows[is_repeated:])
        ]
        rendered[place] = found
    return rendered


def _paragraph(row: _Row, turns: Transcript, *, is_first: bool) -> Paragraph:
    """Return a row of a transcript: a turn, or what goes on with the turn above, perhaps on the page before."""
    label, said = turns.turn(row.texts)
    line = structs.replace(row.last, text=label + said, cells=())
    return Paragraph((line,), opens=is_first and not label, follows=not label)


def _line_of(row: _Row, *, follows: bool) -> Paragraph:
    return Paragraph((structs.replace(row.last, text=row_text(row.texts), cells=()),), follows=follows)


def _expanded(paragraph: Paragraph, page: int, rendered: dict[_Place, list[Paragraph]]) -> Iterator[Paragraph]:
    """Yield a paragraph, or what it is in parts where it holds stand-ins: the lines between them and their rows."""
    if not _numbers(paragraph):
        yield paragraph
        return
    held: list[Line] = []
    for line in paragraph.lines:
        numbers = _STAND_IN.findall(line.text)
        beside = _STAND_IN.sub(" ", line.text).strip()
        if beside:
            held.append(structs.replace(line, text=beside))
        if numbers:
            if held:
                yield Paragraph(tuple(held))
            held = []
            for number in numbers:
                yield from rendered[page, int(number)]
    if held:
        yield Paragraph(tuple(held))

"""Tables as lines of text, for every format that has tables.

A table is one row a line, its cells joined by a tab; a merged cell stands once, where it begins, and the places that it
covers stay empty so that columns keep their place. A table of one column is only a frame around its paragraphs. A
transcript laid out in a table (speaker and text, perhaps a time) is one turn a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct

from gioia.sources.speakers import TIME, is_field, is_role, named

_CLOCK = re.compile(rf"[\[(（【]?{TIME}[\])）】]?")
_HEADER = re.compile(
    r"(?:speaker|who|name|role|person|turn|time|text|transcript|content|utterance|说话人|发言人|讲话人|对话者|角色|姓名|时间|内容|文本|原文|发言|对话)s?\s*",
    re.IGNORECASE,
)
_FEWEST_TURNS = 2
_LONGEST_SPEAKER = 24


class Paragraph(Struct, frozen=True):
    """A paragraph's words, line breaks among them, and its level as a heading (0 for none).

    `set_off` tells that it is indented or styled as quotations are. `lead` are the words in bold type that it begins with, as a
    heading that is run into the text; none where all of it is bold.
    """

    text: str
    level: int = 0
    set_off: bool = False
    lead: str = ""


class Cell(Struct, frozen=True):
    """A cell that begins at a column (from 0) of the grid; `covered` where it continues the cell above."""

    column: int
    blocks: tuple[Paragraph | Table, ...]
    covered: bool = False


class Table(Struct, frozen=True):
    """The rows of a table, each of them the cells that it has."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table


def texts(blocks: Sequence[Block]) -> list[str]:
    """Return the texts of blocks that stand apart: a paragraph, a heading, a turn, or the rows of a table."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(_paragraph(block))
        elif all(cell.column == 0 for row in block.rows for cell in row):
            found += texts([inner for row in block.rows for cell in row for inner in cell.blocks])
        else:
            grid = _grid(block)
            found += _turns(grid) or ["\n".join(map(row_text, grid))]
    return [text for text in found if text.strip()]


def _paragraph(paragraph: Paragraph) -> str:
    text = paragraph.text.strip("\n")
    if paragraph.level and text.strip():
        return "#" * min(paragraph.level, 6) + " " + _one_line(text)
    return text


def _one_line(text: str) -> str:
    return re.sub(r"(?<!\s)\s*[\n\t]\s*", " ", text.strip(" \n\t"))


def _grid(table: Table) -> list[list[str]]:
    """Return the rows that hold text, each up to its last cell, "" where no cell begins.

    Only places of the grid at which some cell begins are columns: Word's own grid is finer than what one sees.
    """
    columns = {
        place: column for column, place in enumerate(sorted({cell.column for row in table.rows for cell in row}))
    }
    grid: list[list[str]] = []
    above: dict[int, str] = {}
    for row in table.rows:
        line: list[str] = []
        for cell in row:
            text = "\n".join(_cell_text(cell.blocks))
            line += [""] * (columns[cell.column] + 1 - len(line))
            if not (cell.covered and text == above.get(cell.column)):
                line[-1] = text
            if not cell.covered:
                above[cell.column] = text
        grid.append(line)
    return [line for line in grid if any(text.strip() for text in line)]


def _cell_text(blocks: Sequence[Block]) -> list[str]:
    """Return the lines of a cell; a table in it gives its rows, their cells parted by a space."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text.strip("\n"))
        elif any(block.rows):
            lines += [" ".join(_one_line(text) for text in row if text.strip()) for row in _grid(block)]
    return [line for line in lines if line.strip()]


class Transcript(Struct, frozen=True):
    """Which columns of a table hold the speaker, what is said, and perhaps the time; `is_headed` where it names them."""

    speaker: int
    said: int
    time: int | None
    is_headed: bool

    def turn(self, row: Sequence[str]) -> tuple[str, str]:
        """Return who speaks, with the time and a colon, and what is said; the one is empty where the turn above goes on."""
        speaker, said = _at(row, self.speaker), _at(row, self.said)
        clock = _at(row, self.time).strip("[]()（）【】") if self.time is not None else ""
        return _label(_one_line(speaker), clock), said


def transcript(grid: Sequence[Sequence[str]]) -> Transcript | None:
    """Return how the rows of a table are turns, or None where the table is no transcript."""
    used = sorted({column for row in grid for column, text in enumerate(row) if text.strip()})
    if len(used) not in {2, 3}:
        return None
    rows = [[_at(row, column) for column in used] for row in grid]
    is_headed = all(not text or _HEADER.fullmatch(text) for text in rows[0])
    rows = rows[1:] if is_headed else rows
    time = _time_column(rows)
    columns = [column for column in range(len(used)) if column != time]
    if len(columns) != 2 or not _are_turns([(row[columns[0]], row[columns[1]]) for row in rows]):  # noqa: PLR2004
        return None
    return Transcript(used[columns[0]], used[columns[1]], used[time] if time is not None else None, is_headed)


class Row(Struct, frozen=True):
    """A row among the lines of a text: the number of its table, and the texts of its cells, "" where one is covered."""

    table: int
    cells: tuple[str, ...]


def with_tables(lines: Iterable[str | Row]) -> list[str]:
    """Return the lines of a text with its tables: a row a line, or a turn a row where a table is a transcript."""
    found: list[str] = []
    for table, group in groupby(lines, lambda line: line.table if isinstance(line, Row) else None):
        if table is None:
            found += [line for line in group if isinstance(line, str)]
        else:
            grid = [list(row.cells) for row in group if isinstance(row, Row) and any(map(str.strip, row.cells))]
            found += _turns(grid) or [row_text(row) for row in grid]
    return found


def row_text(row: Sequence[str]) -> str:
    """Return a row as a line, its cells with tabs between them."""
    return "\t".join(map(_one_line, row)).rstrip("\t")


def _at(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _turns(grid: list[list[str]]) -> list[str]:
    """Return one turn a row where the table is a transcript, else nothing.

    A row without a speaker goes on with the turn above it; a row of column names stays a line of its own.
    """
    found = transcript(grid)
    if found is None:
        return []
    turns = [row_text([text for text in grid[0] if text.strip()])] if found.is_headed else []
    for row in grid[1:] if found.is_headed else grid:
        label, said = found.turn(row)
        if label or not turns:
            turns.append(label + said)
        else:
            turns[-1] += f"\n{said}"
    return turns


def _label(speaker: str, clock: str) -> str:
    label = speaker.rstrip(" :：") + (f" ({clock})" if clock else "")
    colon = "：" if speaker.endswith("：") else ": "
    return f"{label.strip()}{colon}" if label else ""


def _time_column(rows: list[list[str]]) -> int | None:
    """Return the column of three that holds nothing but times, or None."""
    if not rows or len(rows[0]) != 3:  # noqa: PLR2004
        return None
    for column in range(3):
        times = [row[column] for row in rows if row[column]]
        if times and all(_CLOCK.fullmatch(text) for text in times):
            return column
    return None


def _are_turns(pairs: list[tuple[str, str]]) -> bool:
    """Tell whether pairs are speakers and what they said: short names that recur or are known, before longer texts."""
    speakers = [speaker for speaker, _ in pairs if speaker]
    if len(speakers) < _FEWEST_TURNS or not pairs[0][0]:
        return False
    if any(len(name) > _LONGEST_SPEAKER or "\n" in name or not any(map(str.isalpha, name)) for name in speakers):
        return False
    names = {name.rstrip(" :：") for name in speakers}
    if any(not named(name) or is_field(name) for name in names):
        return False
    known = all(is_role(name) for name in names) and len(names) < max(len(speakers), _FEWEST_TURNS + 1)
    recurring = len(speakers) > _FEWEST_TURNS and len(names) * 3 <= len(speakers) * 2
    said = sum(len(text) for _, text in pairs) / len(pairs)
    return known or (recurring and said > 2 * sum(map(len, speakers)) / len(speakers))

"""The blocks of a paper that comes as lines: plain text, and the raw text of a PDF.

Where lines end at the writer's paragraphs, a blank line or a line end parts blocks. In the raw text of a PDF every line
of the page is a line, often with a blank one after each: there a paragraph ends with a line that is short and ends a
sentence, and a table, flattened to lines, goes from its caption to the next heading or to where lines are as wide as prose again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from gioia.audit.manuscript.blocks import Block
from gioia.audit.manuscript.headings import caption_word, fixed_section, heading_level
from gioia.audit.manuscript.manuscript import Cell

_ENDS = tuple("。！？；：…”」』’.!?:;)）\"'")
_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[·•\-—–\s.]{0,40}+#[·•\-—–\s.]{0,40}")
_OFTEN = 3
_SENTENCE_ENDS = tuple('。！？…”」』.!?"')
_TAG = re.compile(r"[(（]\s*[A-ZＡ-Ｚ]{1,3}[-–]?[0-9０-９]{1,3}\b[^()（）]{0,20}[)）]")
_LAST_NARROW = 0x2000
_NARROW_ENOUGH = 110
_LEAST_SENTENCE = 24
_FULL_STOPS = tuple("。！？.!?")
_BROKEN = 0.5
_RESUMES = 3
_SAME_WIDTH = 1.0
_HALF = 0.5
_PROSE_COLUMNS = 12


class Line(Struct, frozen=True):
    """A line that is not blank, without the spaces around it; `width` in ideographs, `indented` by what stood before it."""

    text: str
    start: int
    stop: int
    width: float
    follows: bool
    indented: bool


def lines_of(text: str) -> list[Line]:
    """Return the lines that are not blank; `follows` tells that no blank line stands before one."""
    found: list[Line] = []
    at, after_blank = 0, True
    for raw in text.split("\n"):
        shown = raw.strip()
        if shown:
            begin = at + len(raw) - len(raw.lstrip())
            width = sum(1.0 if ord(char) > _LAST_NARROW else 0.5 for char in shown)
            indent = len(raw) - len(raw.lstrip())
            indented = indent > 1 or raw[:1] == "\u3000"
            found.append(Line(shown, begin, begin + len(shown), width, not after_blank, indented))
        after_blank = not shown
        at += len(raw) + 1
    return found


def blocks_of_lines(text: str) -> tuple[list[Block], tuple[tuple[int, int], ...]]:
    """Return the blocks of a plain text, be its lines paragraphs or those of a page, and the spans of running heads."""
    lines = lines_of(text)
    body = body_width(lines)
    heads = _running_heads(lines, body)
    kept = [line for line in lines if line not in heads]
    left_out = tuple((line.start, line.stop) for line in heads)
    if is_broken(lines):
        return list(_page_blocks(kept, body)), left_out
    return _with_tables(text, list(_whole_blocks(_groups(kept)))), left_out


def _running_heads(lines: Sequence[Line], body: float) -> list[Line]:
    """Return the page numbers, and the lines that recur beside them or with a number in them, digits aside: they are of the page.

    What else recurs is text: heads of sections and of tables, and sentences that an author repeats.
    """
    shapes = [_NUMBERS.sub("#", line.text) for line in lines]
    counts = Counter(shapes)
    numbers = [_PAGE_NUMBER.fullmatch(shape) is not None for shape in shapes]
    beside = Counter(
        shape for at, shape in enumerate(shapes) if any(numbers[max(0, at - 1) : at]) or any(numbers[at + 1 : at + 2])
    )
    found: list[Line] = []
    for line, shape, is_number in zip(lines, shapes, numbers, strict=True):
        recurs = counts[shape] >= _OFTEN and line.width < body and not line.text.endswith(_SENTENCE_ENDS)
        of_page = "#" in shape or beside[shape] * 2 >= counts[shape]
        if is_number or (recurs and of_page and not caption_word(line.text) and not heading_level(line.text)):
            found.append(line)
    return found if sum(numbers) >= _OFTEN else []


def is_broken(lines: Sequence[Line]) -> bool:
    """Tell whether the lines are those of a page, paragraphs not being parted by blank lines."""
    if not lines:
        return False
    widths = sorted(line.width for line in lines)
    narrow = widths[len(widths) * 9 // 10] <= _NARROW_ENOUGH / 2
    open_ended = sum(not line.text.endswith(_ENDS) for line in lines) / len(lines)
    apart = sum(not line.follows for line in lines) / len(lines)
    wrapped = narrow and open_ended > _BROKEN
    return wrapped and (apart > 1 - _BROKEN / 2 or apart < 0.02)  # noqa: PLR2004 - blank after each line, or nearly none at all


def body_width(lines: Sequence[Line]) -> float:
    """Return the width of most lines of prose, in ideographs."""
    counts = Counter(round(line.width) for line in lines if line.width > _PROSE_COLUMNS)
    return (
        float(max(counts, key=lambda width: counts[width] + counts[width - 1] + counts[width + 1])) if counts else 0.0
    )


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the runs of lines that belong together: up to a blank line, and one by one where no blank lines part them."""
    long = sum(line.width > _NARROW_ENOUGH / 2 for line in lines)
    apart = sum(not line.follows for line in lines)
    one_a_line = long * 4 > len(lines) or apart < 0.05 * len(lines)
    group: list[Line] = []
    for line in lines:
        alone = one_a_line and not (group and _is_row(line) and _is_row(group[-1]))
        special = caption_word(line.text) or heading_level(line.text) or (group and _is_row(line) != _is_row(group[-1]))
        if group and (
            not line.follows or alone or special or caption_word(group[-1].text) or heading_level(group[-1].text)
        ):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _with_tables(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with what stands below the caption of a table, up to where sentences resume, as one flattened table."""
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        found.append(block)
        at += 1
        if block.kind != "caption" or caption_word(text[block.start : block.stop]) != "table":
            continue
        stop = at
        while (
            stop < len(blocks)
            and blocks[stop].kind == "prose"
            and _is_of_a_table(text[blocks[stop].start : blocks[stop].stop])
        ):
            stop += 1
        if stop > at:
            found.append(Block("table", blocks[at].start, blocks[stop - 1].stop))
        at = stop
    return found


def _is_of_a_table(words: str) -> bool:
    """Tell whether a paragraph is rather cells of a table: it is short, or ends in the middle or with a tag, and not with a full stop."""
    width = sum(1.0 if ord(char) > _LAST_NARROW else 0.5 for char in words)
    return width < _LEAST_SENTENCE or not words.rstrip(" ”’」』\"'").endswith(_FULL_STOPS)


def _is_row(line: Line) -> bool:
    return "\t" in line.text or line.text.count("|") > 1


def _whole_blocks(groups: Iterator[list[Line]]) -> Iterator[Block]:
    for group in groups:
        first, last = group[0], group[-1]
        if all(map(_is_row, group)):
            cells = tuple(_cells(line, "\t" if "\t" in line.text else "|") for line in group)
            yield Block("table", first.start, last.stop, cells=cells)
        elif len(group) == 1 and caption_word(first.text):
            yield Block("caption", first.start, first.stop)
        elif len(group) == 1 and heading_level(first.text):
            yield Block("heading", first.start, first.stop, heading_level(first.text))
        else:
            yield Block("prose", first.start, last.stop, quoted=all(line.indented for line in group) and len(group) > 1)


def _cells(line: Line, mark: str) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    at = line.start
    for piece in line.text.split(mark):
        shown = piece.strip()
        begin = at + len(piece) - len(piece.lstrip())
        cells.append(Cell(shown, begin, begin + len(shown)))
        at += len(piece) + len(mark)
    return tuple(cells)


def _page_blocks(lines: Sequence[Line], body: float) -> Iterator[Block]:
    """Yield the blocks of lines as a page has them."""
    at = 0
    ended = True
    while at < len(lines):
        line = lines[at]
        caption = caption_word(line.text)
        level = heading_level(line.text) if ended else 0
        if caption:
            yield Block("caption", line.start, line.stop)
            stop = _table_stop(lines, at + 1, body) if caption == "table" else at + 1
            if stop > at + 1:
                yield Block("table", lines[at + 1].start, lines[stop - 1].stop)
            ended = ended or stop > at + 1
        elif level:
            stop = _heading_stop(lines, at, body)
            yield Block("heading", line.start, lines[stop - 1].stop, level)
            ended = True
        else:
            stop = _paragraph_stop(lines, at, body)
            yield Block("prose", line.start, lines[stop - 1].stop)
            goes_to_heading = stop < len(lines) and heading_level(lines[stop].text) > 0
            ended = goes_to_heading or _ends_a_paragraph(lines[stop - 1], body)
        at = stop


def _heading_stop(lines: Sequence[Line], at: int, body: float) -> int:
    """Return the line after a heading, which goes on where its first line is full and a short rest follows."""
    if at + 1 < len(lines) and lines[at].width > body - 3:
        rest = lines[at + 1]
        goes_on = rest.width < body * _HALF and not heading_level(rest.text) and not caption_word(rest.text)
        if goes_on and not rest.text.endswith(_ENDS):
            return at + 2
    return at + 1


def _paragraph_stop(lines: Sequence[Line], at: int, body: float) -> int:
    stop = at + 1
    is_keywords = fixed_section(lines[at].text) == "keywords"
    while stop < len(lines):
        above, line = lines[stop - 1], lines[stop]
        ended = _ends_a_paragraph(above, body)
        if ended or caption_word(line.text) or (line.text.startswith(("摘", "关键词")) and fixed_section(line.text)):
            break
        if above.text.endswith(_SENTENCE_ENDS) and heading_level(line.text):
            break
        if heading_level(line.text) and (fixed_section(line.text) or above.width < body - 3 or is_keywords):
            break
        stop += 1
    return stop


def _ends_a_paragraph(line: Line, body: float) -> bool:
    """Tell whether a line is short: the writer ended the paragraph there, or it is a line by itself."""
    short = line.width < body - 1.5
    return short and (line.text.endswith(_SENTENCE_ENDS) or line.width < body * _HALF)


def _table_stop(lines: Sequence[Line], at: int, body: float) -> int:
    """Return the line after a flattened table: the next heading or caption, or where lines as wide as prose resume."""
    stop = at
    while stop < len(lines):
        line = lines[stop]
        level = heading_level(line.text)
        if caption_word(line.text) or (level and (level < 3 or fixed_section(line.text))):  # noqa: PLR2004 - cells begin with numbers too
            break
        ahead = lines[stop : stop + _RESUMES]
        if len(ahead) == _RESUMES and all(_is_prose(each, body) for each in ahead) and stop > at:
            break
        stop += 1
    return stop


def _is_prose(line: Line, body: float) -> bool:
    return abs(line.width - body) <= _SAME_WIDTH and not _TAG.search(line.text)

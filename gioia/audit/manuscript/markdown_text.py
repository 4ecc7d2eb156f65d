"""The blocks of a paper in Markdown: headings, tables with bars, block quotations, paragraphs.

The text is read as it stands, marks and all, so that every place is one of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from gioia.audit.manuscript.blocks import Block
from gioia.audit.manuscript.headings import caption_word, heading_level
from gioia.audit.manuscript.manuscript import Cell

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s")
_UNDERLINE = re.compile(r"^ {0,3}(=++|-++)\s*+$")
_RULE_ROW = re.compile(r"^\s*+\|?+\s*+:?+-{2,}+:?+\s*+(?:\|\s*+:?+-{2,}+:?+\s*+)*+\|?+\s*+$")
_BREAK = re.compile(r"^ {0,3}(?:[-*_]\s*+){3,}+$")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_BARS = re.compile(r"(?<!\\)\|")
_MANY = 2


def is_markdown(text: str) -> bool:
    """Tell whether a text has the headings or tables of Markdown."""
    lines = text.split("\n")
    return sum(map(bool, map(_HEADING.match, lines))) >= _MANY or any(
        _RULE_ROW.match(line) and "|" in line for line in lines
    )


def blocks_of_markdown(text: str) -> list[Block]:
    """Return the blocks of a paper in Markdown, in order."""
    found: list[Block] = []
    for lines in _groups(text):
        found += _blocks(text, lines)
    return found


def _groups(text: str) -> Iterator[list[tuple[int, str]]]:
    """Yield the runs of lines between blank ones, each line with the offset at which it begins; front matter is left out."""
    group: list[tuple[int, str]] = []
    at = _front_matter(text)
    for line in text[at:].split("\n"):
        if line.strip():
            group.append((at, line))
        elif group:
            yield group
            group = []
        at += len(line) + 1
    if group:
        yield group


def _front_matter(text: str) -> int:
    if not text.startswith("---\n"):
        return 0
    end = text.find("\n---\n", 3)
    return end + 5 if end > 0 else 0


def _blocks(text: str, lines: list[tuple[int, str]]) -> Iterator[Block]:
    """Yield the blocks of one run of lines."""
    held: list[tuple[int, str]] = []
    at = 0
    while at < len(lines):
        start, line = lines[at]
        heading = _HEADING.match(line)
        if heading or _BREAK.match(line) or _FENCE.match(line):
            yield from _paragraph(text, held)
            held = []
            if heading:
                yield Block("heading", start, start + len(line.rstrip()), len(heading[1]))
            at += 1
        elif _is_row(line) and _is_table(lines, at):
            yield from _paragraph(text, held)
            held = []
            stop = at
            while stop < len(lines) and "|" in lines[stop][1]:
                stop += 1
            yield _table(lines[at:stop])
            at = stop
        elif len(held) == 1 and _UNDERLINE.match(line) and not held[0][1].startswith(">"):
            yield Block("heading", held[0][0], held[0][0] + len(held[0][1]), 1 if "=" in line else 2)
            held = []
            at += 1
        else:
            if held and (
                line.startswith(">") != held[-1][1].startswith(">") or caption_word(line) or caption_word(held[-1][1])
            ):
                yield from _paragraph(text, held)
                held = []
            held.append((start, line))
            at += 1
    yield from _paragraph(text, held)


def _is_row(line: str) -> bool:
    """Tell whether a line has bars at both ends, or two of which the first has words before it and the others words between."""
    shown = line.strip()
    if shown.startswith("|") and shown.endswith("|") and len(shown) > 1:
        return True
    sides = shown.split("|")
    last = max((number for number, side in enumerate(sides[:-1]) if side.strip()), default=0)
    return any(side.strip() and not side.rstrip().endswith("\\") for side in sides[:last])


def _is_table(lines: list[tuple[int, str]], at: int) -> bool:
    """Tell whether a row of bars has another below it."""
    return at + 1 < len(lines) and "|" in lines[at + 1][1]


def _paragraph(text: str, lines: list[tuple[int, str]]) -> Iterator[Block]:
    if not lines:
        return
    start, stop = lines[0][0], lines[-1][0] + len(lines[-1][1].rstrip())
    words = text[start:stop]
    if len(lines) == 1 and caption_word(words):
        yield Block("caption", start, stop)
    elif len(lines) == 1 and _is_bold(words) and heading_level(words):
        yield Block("heading", start, stop, heading_level(words))
    else:
        yield Block("prose", start, stop, quoted=words.lstrip().startswith(">"))


def _is_bold(words: str) -> bool:
    shown = words.strip()
    return shown.startswith("**") and shown.endswith("**")


def _table(lines: list[tuple[int, str]]) -> Block:
    rows = tuple(_row(start, line) for start, line in lines if not _RULE_ROW.match(line))
    return Block("table", lines[0][0], lines[-1][0] + len(lines[-1][1].rstrip()), cells=rows)


def _row(start: int, line: str) -> tuple[Cell, ...]:
    bars = [match.start() for match in _BARS.finditer(line)]
    edges = [-1, *bars, len(line)]
    cells = [_cell(start, line, left + 1, right) for left, right in pairwise(edges)]
    if cells and not cells[0].text and line.lstrip().startswith("|"):
        cells = cells[1:]
    if cells and not cells[-1].text and line.rstrip().endswith("|"):
        cells = cells[:-1]
    return tuple(cells)


def _cell(start: int, line: str, left: int, right: int) -> Cell:
    words = line[left:right]
    shown = words.strip()
    begin = left + len(words) - len(words.lstrip())
    return Cell(" ".join(shown.split()), start + begin, start + begin + len(shown))

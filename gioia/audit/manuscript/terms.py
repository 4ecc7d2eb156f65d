"""Where a paper names things: quoted and emphasised terms, headings, cells of label columns, and what stands before stage or theme.

In running prose the words of a name are also plain words; only where a paper marks that it names something is a name that
nearly matches a changed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from gioia.audit.manuscript.citations import is_disowned
from gioia.audit.manuscript.flat_rows import flat_rows
from gioia.audit.manuscript.manuscript import Cell, Manuscript, Table
from gioia.audit.manuscript.names import Name, Names, key, split
from gioia.audit.manuscript.paragraphs import Paragraph, joined
from gioia.audit.manuscript.quotation_marks import outermost, quoted
from gioia.audit.manuscript.voices import size

Where = Literal["quoted", "emphasised", "heading", "cell", "chain", "noun"]

_NOUNS = {
    "dimension": r"(?:聚合)?(?:维度|构念)|aggregate dimensions?|dimensions?",
    "theme": r"(?:二阶|二级)?(?:主题|范畴)|(?:second-order )?themes?",
    "concept": r"(?:一阶|一级)(?:概念|编码|范畴)|first-order (?:concepts?|codes?)",
    "stage": r"阶段|时期|stages?|phases?|periods?",
}
_LIST = r"(?:\s*[、，,；;和与及或]?\s*(?:and|or|以及)?\s*)"
_BEFORE = re.compile(
    rf"(?P<noun>{'|'.join(f'(?P<b_{noun}>{words})' for noun, words in _NOUNS.items())})(?:\s*(?:of|called|named|labell?ed|as|为|包括|包含|有|是|即|：|:|，|,))*\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?:等)?(?:[一二两三四五六七八九十\d]{{1,3}}个?)?(?:这?一)?(?:具有\S{{1,8}}的)?\s{{0,9}}+(?P<noun>{'|'.join(f'(?P<a_{noun}>{words})' for noun, words in _NOUNS.items())})(?![\u4e00-\u9fff]?式)",
    re.IGNORECASE,
)
_SO_ON = re.compile(r"(?<![平不对相])等(?![级待候于同])")
_HEADS = {
    "dimension": re.compile(r"聚合|维度|构念|dimension|aggregate", re.IGNORECASE),
    "theme": re.compile(r"二阶|二级|主题|范畴|theme|second.?order", re.IGNORECASE),
    "concept": re.compile(r"一阶|一级|概念|初始编码|concept|first.?order|\bcodes?\b", re.IGNORECASE),
    "stage": re.compile(r"阶段|时期|stage|phase|period", re.IGNORECASE),
}
_EMPHASIS = re.compile(
    r"(?<![*A-Za-z\d])\*(?P<words>[^*\n]{2,80}?)\*(?![*A-Za-z\d])|(?<![_\w])_(?P<low>[^_\n]{2,80}?)_(?![_\w])"
)
_CHAIN = re.compile(r"[\u4e00-\u9fffA-Za-z“”·]{2,14}(?:\s*(?:[—–―─→]+|--+)\s*[\u4e00-\u9fffA-Za-z“”·]{2,14})+")
_NEXT_QUOTED = re.compile(r"”[^“”—–―─→-]{0,4}“")
"""Where one thing in quotation marks ends and the next begins: what dashes join in each is a chain by itself."""
_SPLIT_CELL = re.compile(r"\s{0,9}(?:[;；\n•·]|<br\s{0,9}/?>|(?:^|\s)\d{1,2}[.、)])\s{0,9}")
_DATED = re.compile(r"(?:19|20)\d\d")
_LONGEST = 40.0


class Term(Struct, frozen=True):
    """What a paper names: the words, their span in the manuscript, where they are marked as a name, and the noun said with it, if any.

    `listed` holds the words of the members of the list, chain or column that it belongs to. `disowned` tells that the sentence
    cites an author, whose term it may be, or denies it.
    """

    words: str
    start: int
    stop: int
    where: Where
    noun: str = ""
    listed: tuple[str, ...] = ()
    zone: str = "findings"
    disowned: bool = False


def terms(found: Sequence[Paragraph], manuscript: Manuscript, names: Names) -> Iterator[Term]:
    """Yield what the paper marks as a name, by kind of mark; what names nothing at all is left to the reader of them."""
    for paragraph in found:
        if paragraph.kind in {"references", "title", "keywords"}:
            continue
        if paragraph.kind in {"heading", "caption"} and paragraph.zone in {"findings", "discussion"}:
            yield from _of_heading(paragraph)
        if paragraph.kind not in {"table", "references"}:
            yield from _of_quotations(paragraph)
            yield from _of_emphasis(paragraph)
    for table in manuscript.tables:
        yield from _of_table(table, manuscript, names)


def _of_quotations(paragraph: Paragraph) -> Iterator[Term]:
    text = paragraph.text
    marks = [one for one in outermost(quoted(text)) if 2 <= size(text[one.start : one.stop]) <= _LONGEST]  # noqa: PLR2004 - one character is no name
    group: list[tuple[int, int]] = []
    for number, one in enumerate(marks):
        group.append((one.start, one.stop))
        is_last = number + 1 == len(marks)
        between = "" if is_last else text[one.stop + 1 : marks[number + 1].start - 1]
        if is_last or not re.fullmatch(_LIST, between):
            yield from _group(paragraph, group)
            group = []


def _group(paragraph: Paragraph, group: Sequence[tuple[int, int]]) -> Iterator[Term]:
    """Yield the terms of a list, each with the noun that stands before or behind the list."""
    text = paragraph.text
    noun = noun_around(text, group[0][0] - 1, group[-1][1] + 1)
    listed = tuple(text[start:stop] for start, stop in group)
    for start, stop in group:
        disowned = is_disowned(text, start, stop)
        yield Term(text[start:stop], *paragraph.span(start, stop), "quoted", noun, listed, paragraph.zone, disowned)


def noun_around(text: str, start: int, stop: int) -> str:
    """Return the noun (dimension, theme, concept, stage) that says what the words at a span are, or an empty string."""
    after = _AFTER.match(text, stop)
    if after:
        return next(name[2:] for name, words in after.groupdict().items() if words and name.startswith("a_"))
    before = _BEFORE.search(text[max(0, start - 30) : start])
    if before:
        return next(name[2:] for name, words in before.groupdict().items() if words and name.startswith("b_"))
    return ""


def list_end(text: str, start: int, stop: int) -> int:
    """Return where in `text[start:stop]` a list ends: at 等, or at the number and noun of its members; 0 where neither stands there."""
    ends = [match.start() for pattern in (_AFTER, _SO_ON) if (match := pattern.search(text, start, stop))]
    return min(ends, default=0)


def _of_emphasis(paragraph: Paragraph) -> Iterator[Term]:
    for match in _EMPHASIS.finditer(paragraph.text):
        group = "words" if match["words"] else "low"
        start, stop = match.span(group)
        if size(match[group]) <= _LONGEST:
            noun = noun_around(paragraph.text, match.start(), match.end())
            disowned = is_disowned(paragraph.text, start, stop)
            yield Term(
                match[group],
                *paragraph.span(start, stop),
                "emphasised",
                noun,
                zone=paragraph.zone,
                disowned=disowned,
            )


def _of_heading(paragraph: Paragraph) -> Iterator[Term]:
    """Yield the pieces of a heading: what stands on either side of a colon, without its number."""
    at = 0
    text = re.sub(
        r"^(?:[#\s]*)(?:[（(]?[一二三四五六七八九十\d.]{1,5}[)）]?[、．.\s]*)?",
        lambda m: " " * len(m[0]),
        paragraph.text,
    )
    for piece in re.split(r"[：:]", text):
        shown = piece.strip()
        begin = at + len(piece) - len(piece.lstrip())
        if len(shown) > 1 and size(shown) <= _LONGEST:
            yield Term(shown, *paragraph.span(begin, begin + len(shown)), "heading", zone=paragraph.zone)
        at += len(piece) + 1


def _of_table(table: Table, manuscript: Manuscript, names: Names) -> Iterator[Term]:
    """Yield the cells of columns that hold names, by their head or because most of their cells are names."""
    for one in flat_rows(table, manuscript, names):
        if one.theme is None:
            yield Term(one.words, one.start, one.stop, "cell", "theme")
    for column, noun in label_columns(table, names).items():
        cells = [row[column] for row in table.cells[1:] if column < len(row)]
        listed = tuple(words for cell in cells for words in (clean(cell.text), *_SPLIT_CELL.split(clean(cell.text))))
        for row in table.cells[1:]:
            if column >= len(row) or not key(row[column].text) or _DATED.search(row[column].text):
                continue
            cell = row[column]
            if names.is_name(clean(cell.text)):
                yield Term(clean(cell.text), cell.start, cell.stop, "cell", noun, listed)
                continue
            for words, start, stop in _pieces(cell, manuscript):
                yield Term(words, start, stop, "cell", noun, listed)


def label_columns(table: Table, names: Names) -> dict[int, str]:
    """Return the columns of a table that hold names → the noun of what they name.

    A table whose rows are of different nouns, as one with a column a stage, has none.
    """
    if len(table.cells) < 2:  # noqa: PLR2004 - a head and nothing below it
        return {}
    found: dict[int, str] = {}
    for column, head in enumerate(table.cells[0]):
        below = [clean(row[column].text) for row in table.cells[1:] if column < len(row) and key(row[column].text)]
        named = [names.named(text) or _first_named(text, names) for text in below]
        known = [name for name in named if name]
        said = next((noun for noun, pattern in _HEADS.items() if pattern.search(head.text)), "")
        short = bool(below) and sum(map(size, below)) / len(below) <= _LONGEST
        nouns = [name.noun for name in known]
        if known and len(known) * 2 >= len(below) and nouns.count(nouns[0]) == len(nouns):
            found[column] = nouns[0]
        elif said and known and short:
            found[column] = said
    return found


def _first_named(text: str, names: Names) -> Name | None:
    """Return the first name of a cell that lists several."""
    return next(iter(names_in(text, names)), None)


def names_in(text: str, names: Names) -> list[Name]:
    """Return the names of a cell, which may list several; what is none is left out."""
    whole = names.named(clean(text))
    pieces = (names.named(clean(piece)) for piece in _SPLIT_CELL.split(clean(text)))
    return [whole] if whole else [name for name in pieces if name]


def clean(text: str) -> str:
    """Return a cell's words without the marks of emphasis."""
    return re.sub(r"[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}", "", text).strip()


def _pieces(cell: Cell, manuscript: Manuscript) -> Iterator[tuple[str, int, int]]:
    """Yield the names that a cell lists, each with its span in the manuscript."""
    text, places = joined(manuscript.text, [(cell.start, cell.stop)])
    at = 0
    for gap in [*_SPLIT_CELL.finditer(text), None]:
        end = gap.start() if gap else len(text)
        piece = text[at:end]
        if key(piece):
            begin = at + len(piece) - len(piece.lstrip())
            stop = begin + len(piece.strip())
            yield clean(piece), places[begin], places[stop - 1] + 1
        at = gap.end() if gap else end


def chains(paragraph: Paragraph) -> Iterator[tuple[list[str], int, int]]:
    """Yield what dashes join in running prose, with its span in the paragraph: A—B, A→B→C."""
    for match in _CHAIN.finditer(paragraph.text):
        cuts = [cut.span() for cut in _NEXT_QUOTED.finditer(match[0])]
        begins = (0, *(stop for _, stop in cuts))
        ends = (*(start for start, _ in cuts), len(match[0]))
        for begin, end in zip(begins, ends, strict=True):
            pieces = split(match[0][begin:end])
            if len(pieces) > 1:
                yield pieces, match.start() + begin, match.start() + end

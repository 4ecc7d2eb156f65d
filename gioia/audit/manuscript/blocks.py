"""From blocks to parts: which of a paper's paragraphs are title, abstract, keywords, references, and under which heading.

A reader of a format says where paragraphs, headings, captions and tables stand; what they are in a paper is decided here,
once for all formats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from gioia.audit.manuscript.headings import bare, fixed_section, is_lone, is_note
from gioia.audit.manuscript.manuscript import Cell, Manuscript, Part, PartKind, Table

BlockKind = Literal["heading", "prose", "caption", "table", "title"]

_HAN_FROM, _HAN_TO = "\u4e00", "\u9fff"
_MOSTLY_CHINESE = 0.2


_SECTION_KINDS: dict[str, PartKind] = {
    "abstract": "abstract",
    "keywords": "keywords",
    "references": "references",
    "thanks": "note",
}
"""What the paragraphs of a fixed section are."""


_SENTENCE_END = re.compile(r"[。！？]|(?<=[a-z]{2})[.!?][”’\"')]*(?:\s+[A-Z“‘\"]|\s*\Z)")


class Block(Struct, frozen=True):
    """A paragraph, heading, caption or table at `[start, stop)`; `cells` are a table's rows where they are known."""

    kind: BlockKind
    start: int
    stop: int
    level: int = 0
    quoted: bool = False
    cells: tuple[tuple[Cell, ...], ...] = ()


class _Section(Struct):
    """Where the walk through the blocks stands."""

    heading: str = ""
    fixed: str = ""
    begun: bool = False


def manuscript_of(
    name: str,
    text: str,
    blocks: Sequence[Block],
    *,
    pages: tuple[int, ...] = (),
    numbers: tuple[int, ...] = (),
    left_out: tuple[tuple[int, int], ...] = (),
) -> Manuscript:
    """Return the manuscript of these blocks, which come in order and do not overlap."""
    parts = tuple(_covering(list(_parts(text, blocks)), len(text)))
    return Manuscript(
        name=name,
        text=text,
        parts=parts,
        tables=tuple(_tables(text, blocks)),
        language=language_of(_shown(text, left_out)),
        lines=line_starts(text),
        pages=pages,
        numbers=numbers,
        left_out=left_out,
    )


def _shown(text: str, left_out: Sequence[tuple[int, int]]) -> str:
    """Return a text without what was left out of it."""
    starts, stops = [0, *(stop for _, stop in left_out)], [*(start for start, _ in left_out), len(text)]
    return "".join(text[start:stop] for start, stop in zip(starts, stops, strict=True))


def language_of(text: str) -> Literal["zh", "en"]:
    """Return zh where at least a fifth of the letters are ideographs, else en."""
    letters = sum(map(str.isalpha, text))
    han = sum(_HAN_FROM <= char <= _HAN_TO for char in text)
    return "zh" if han >= _MOSTLY_CHINESE * max(letters, 1) else "en"


def line_starts(text: str) -> tuple[int, ...]:
    """Return the offsets at which lines begin, the first of them 0; only a line feed ends a line."""
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return tuple(starts)


def _parts(text: str, blocks: Sequence[Block]) -> Iterator[Part]:
    section = _Section()
    has_abstract = any(fixed_section(text[block.start : block.stop]) == "abstract" for block in blocks[:40])
    for number, block in enumerate(blocks):
        words = text[block.start : block.stop]
        kind = _kind(block, words, section, is_first=number == 0, has_abstract=has_abstract)
        if kind == "heading":
            section.heading = bare(words)
        yield Part(kind, block.start, block.stop, section.heading, block.level, block.quoted)


def _kind(block: Block, words: str, section: _Section, *, is_first: bool, has_abstract: bool) -> PartKind:
    """Return what a block is, and note in the section what its first words open."""
    fixed = fixed_section(words) if block.kind in {"heading", "prose"} else ""
    lone = block.kind == "heading" or (bool(fixed) and is_lone(words))
    if fixed and (lone or fixed in {"abstract", "keywords", "thanks"}):
        section.begun = True
        section.fixed = fixed if lone else ""
        return "heading" if lone else _SECTION_KINDS[fixed]
    if block.kind == "heading":
        is_title = is_first or (block.level == 1 and not section.begun and has_abstract)
        section.begun |= not is_title
        section.fixed = ""
        return "title" if is_title else "heading"
    if block.kind != "prose":
        return block.kind
    if section.fixed in _SECTION_KINDS:
        return _SECTION_KINDS[section.fixed]
    if is_note(words):
        return "note"
    # A first paragraph of sentences is a passage alone, or a title from which a converter did not part the abstract.
    is_front = not _SENTENCE_END.search(words) if is_first else has_abstract
    return "title" if is_front and not section.begun else "prose"


def _covering(parts: list[Part], length: int) -> Iterator[Part]:
    """Yield the parts grown so that each reaches to the beginning of the next."""
    if not parts:
        yield Part("prose", 0, length)
        return
    for number, part in enumerate(parts):
        start = part.start if number else 0
        stop = parts[number + 1].start if number + 1 < len(parts) else length
        yield replace(part, start=start, stop=stop)


def _tables(text: str, blocks: Sequence[Block]) -> Iterator[Table]:
    """Yield the tables, each with the caption next to it: the one above, else the one below."""
    for number, block in enumerate(blocks):
        if block.kind != "table":
            continue
        near = (*blocks[max(0, number - 2) : number][::-1], *blocks[number + 1 : number + 2])
        caption = next((other for other in near if other.kind == "caption"), None)
        words = bare(text[caption.start : caption.stop]) if caption else ""
        yield Table(words, block.cells, block.start, block.stop)

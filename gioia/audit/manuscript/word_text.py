"""The blocks of a paper in Word: its text is put together paragraph by paragraph, so that each block is at a known place."""

from __future__ import annotations

from collections.abc import Sequence

from gioia.audit.manuscript.blocks import Block
from gioia.audit.manuscript.headings import caption_word, heading_level
from gioia.audit.manuscript.manuscript import Cell
from gioia.sources.readers import table_text
from gioia.sources.readers.docx import content

_LONGEST_LEAD = 80


def read_word(raw: bytes, name: str) -> tuple[str, list[Block]]:
    """Return the text of a Word document and its blocks. Raises GioiaError where it is encrypted or damaged."""
    blocks, notes, _ = content(raw, name)
    writer = _Writer()
    writer.write(blocks)
    for note in notes:
        writer.paragraph(table_text.Paragraph(note))
    return writer.text(), writer.blocks


class _Writer:
    """Puts the text together, and notes where each block stands."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._pieces: list[str] = []
        self._length = 0

    def text(self) -> str:
        return "".join(self._pieces)

    def write(self, blocks: Sequence[table_text.Block]) -> None:
        for block in blocks:
            if isinstance(block, table_text.Paragraph):
                self.paragraph(block)
            elif all(cell.column == 0 for row in block.rows for cell in row):
                self.write([inner for row in block.rows for cell in row for inner in cell.blocks])
            else:
                self._table(block)

    def paragraph(self, paragraph: table_text.Paragraph) -> None:
        words = paragraph.text.strip()
        if not words:
            return
        start = self._put(_starred(words, paragraph))
        level = paragraph.level or (0 if paragraph.set_off else heading_level(words))
        if caption_word(words):
            self.blocks.append(Block("caption", start, self._length))
        elif level:
            self.blocks.append(Block("heading", start, self._length, level))
        else:
            self.blocks.append(Block("prose", start, self._length, quoted=paragraph.set_off))
        self._put("\n\n")

    def _table(self, table: table_text.Table) -> None:
        places = sorted({cell.column for row in table.rows for cell in row})
        start = self._length
        rows: list[tuple[Cell, ...]] = []
        for row in table.rows:
            cells: list[Cell] = []
            by_place = {cell.column: cell for cell in row}
            for number, place in enumerate(places):
                cell = by_place.get(place)
                words = _words(cell) if cell else ""
                at = self._put(words)
                cells.append(Cell(words, at, at + len(words)))
                self._put("\t" if number + 1 < len(places) else "\n")
            rows.append(tuple(cells))
        self.blocks.append(Block("table", start, self._length, cells=tuple(rows)))
        self._put("\n")

    def _put(self, words: str) -> int:
        start = self._length
        self._pieces.append(words)
        self._length += len(words)
        return start


def _starred(words: str, paragraph: table_text.Paragraph) -> str:
    """Return the words of a paragraph of text, a heading that is run into it between stars as in Markdown."""
    lead = paragraph.lead
    if not lead or paragraph.level or len(lead) > _LONGEST_LEAD or not words.startswith(lead):
        return words
    return f"**{lead}**{words[len(lead) :]}"


def _words(cell: table_text.Cell) -> str:
    """Return the words of a cell on one line; one that only continues the cell above has none."""
    if cell.covered:
        return ""
    found: list[str] = []
    for block in cell.blocks:
        if isinstance(block, table_text.Paragraph):
            found.append(block.text)
        else:
            found += [_words(inner) for row in block.rows for inner in row]
    return " ".join(" ".join(found).split())

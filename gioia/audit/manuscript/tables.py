"""Evidence tables: the rows of a paper against the excerpts of the study, wording, tag and place in the data structure.

Each excerpt is looked for in the paper's tables, be their cells known or flattened to lines. Where the tables hold most of the
study's evidence, what they lack is a missing row; tables that show a choice of it lack nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from gioia.audit.manuscript import structure_rows
from gioia.audit.manuscript.cues import codes_in, tag_after
from gioia.audit.manuscript.differences import changes, marked
from gioia.audit.manuscript.flat_rows import flat_rows, repeated_heads
from gioia.audit.manuscript.manuscript import Cell, Manuscript, Remark, Table, remark
from gioia.audit.manuscript.matching import match
from gioia.audit.manuscript.material import Excerpt, Material
from gioia.audit.manuscript.names import Name, Names, stands_in_pieces
from gioia.audit.manuscript.paragraphs import joined, without
from gioia.audit.manuscript.quotation_marks import outermost, quoted
from gioia.audit.manuscript.terms import clean, label_columns
from gioia.audit.manuscript.voices import size
from gioia.codebook.records import theme_of
from gioia.codings.anchors import locate
from gioia.codings.grams import indexed
from gioia.sources.normal import folded, printed
from gioia.sources.register import category_code
from gioia.study.record import evidence

_FEWEST, _MOSTLY = 3, 0.6
"""How many excerpts, and which share of the evidence, tables must hold to be the study's evidence tables."""
_NEARLY_ALL = 0.85
_PIECE_HAN, _PIECE_LATIN, _MOST_PIECES, _GAP = 3, 5, 8, 60
"""Of how many letters the pieces are at least, and how many, into which a flattened table parts a cell, and how far apart."""
_SHORTEST = 8.0
_TAGGED = re.compile(r"[”’」』\"']?\s{0,9}[(（\[]\s{0,9}[A-Za-z]{1,3}[-_]?\d{1,3}\b")
_SURELY = 0.72


def _letters(text: str) -> str:
    """Return the letters of a text, folded."""
    return "".join(filter(str.isalnum, folded(text)))


def _is_in_pieces(wanted: str, text: str) -> bool:
    """Tell whether letters stand in a text in their order, in few pieces that lie near each other."""
    shortest = _PIECE_LATIN if wanted.isascii() else _PIECE_HAN
    done, at, pieces = 0, -1, 0
    while done < len(wanted):
        pieces += 1
        length = len(wanted) - done
        limit = len(text) if at < 0 else at + _GAP + length
        place = -1
        while length >= min(shortest, len(wanted) - done) and place < 0:
            place = text.find(wanted[done : done + length], max(at, 0), limit)
            length -= place < 0
        if place < 0 or pieces > _MOST_PIECES:
            return False
        done, at = done + length, place + length
    return True


def _word_end(text: str, stop: int) -> int:
    """Return where the Latin word ends in the middle of which a place lies, else the place."""
    while 0 < stop < len(text) and text[stop - 1].isascii() and text[stop - 1].isalpha() and text[stop].isascii():
        if not text[stop].isalpha():
            break
        stop += 1
    return stop


class _Row(Struct, frozen=True):
    """Where an excerpt stands in the tables: the table's number, the span in its text, and how alike it is."""

    excerpt: Excerpt
    table: int
    start: int
    stop: int
    similarity: float


class Tables:
    """The tables of a paper as texts, and what of the study stands in them."""

    def __init__(
        self, manuscript: Manuscript, material: Material, names: Names, quoted: frozenset[str] = frozenset()
    ) -> None:
        """Take the tables of a manuscript; `quoted` are the ids of the excerpts that its text quotes."""
        self._manuscript = manuscript
        self._quoted = quoted
        self._material = material
        self._names = names
        self._texts = [
            joined(
                manuscript.text,
                without([(one.start, one.stop)], [*manuscript.left_out, *repeated_heads(one, manuscript)]),
            )
            for one in manuscript.tables
        ]
        self._flat = {
            number: flat_rows(one, manuscript, names) for number, one in enumerate(manuscript.tables) if not one.cells
        }
        self._rows = list(self._located()) if self._texts and material.excerpts else []

    def remarks(self) -> Iterator[Remark]:
        """Yield rows that differ, rows that are missing, and quotations in evidence tables that the study does not have."""
        for row in self._rows:
            yield from self._wording(row)
            yield from self._tag(row)
            yield from self._labels(row)
        evidence = frozenset(row.table for row in self._rows)
        yield from structure_rows.remarks(self._manuscript, self._material.study, self._names, evidence)
        yield from self._strangers()
        yield from self._missing()

    def _located(self) -> Iterator[_Row]:
        index = indexed({str(number): text for number, (text, _) in enumerate(self._texts)})
        for excerpt in self._material.excerpts.values():
            if size(excerpt.text) < _SHORTEST:
                continue
            places = locate(index, excerpt.text, excerpt.source)
            best = max(places, key=lambda one: (one.similarity, one.tagged), default=None)
            if best is not None:
                stop = _word_end(self._texts[int(best.document)][0], best.end)
                yield _Row(excerpt, int(best.document), best.start, stop, best.similarity)

    def _span(self, row: _Row) -> tuple[int, int]:
        places = self._texts[row.table][1]
        return places[row.start], places[row.stop - 1] + 1

    def _wording(self, row: _Row) -> Iterator[Remark]:
        said = _TAGGED.split(self._texts[row.table][0][row.start : row.stop])[0]
        is_flat = not self._manuscript.tables[row.table].cells
        if row.similarity == 1 or not changes(row.excerpt.text, said) or (is_flat and self._is_only_set(row)):
            return
        yield remark(
            "table-row-differs",
            self._span(row),
            said,
            f"the table has other words than the excerpt {row.excerpt.id}",
            study_place=row.excerpt.place,
            study_wording=row.excerpt.text,
            difference=marked(row.excerpt.text, said),
            concerns=[row.excerpt.id],
        )

    def _is_only_set(self, row: _Row) -> bool:
        """Tell whether a flattened table has all letters of the excerpt in their order, parted only by lines of other columns.

        Cells of several lines lose their columns in such a text: a line of the one stands in the middle of the other.
        """
        text = self._texts[row.table][0]
        wanted = _letters(row.excerpt.text)
        reach = len(row.excerpt.text)
        return _is_in_pieces(wanted, _letters(text[max(0, row.start - reach) : row.stop + reach]))

    def _tag(self, row: _Row) -> Iterator[Remark]:
        """Yield the remark that the code behind a row, or in a cell of its own beside it, is not the excerpt's source."""
        text = self._texts[row.table][0]
        found = tag_after(text, row.stop)
        codes = list(found[0]) if found else self._codes_beside(row)
        letters = {category_code(source.code) for source in self._material.study.sources}
        codes = [code for code in codes if category_code(code) in letters]
        same = {one.source for one in self._material.excerpts.values() if one.text == row.excerpt.text}
        if codes and not same & set(codes):
            yield remark(
                "table-row-differs",
                self._span(row),
                f"{text[row.start : row.stop]} ({', '.join(codes)})",
                f"the table credits {row.excerpt.id} to {', '.join(codes)}, the study to {row.excerpt.source}",
                study_place=row.excerpt.place,
                study_wording=row.excerpt.text,
                difference=f"[-{row.excerpt.source}-]{{+{', '.join(codes)}+}}",
                subject=row.excerpt.id,
                concerns=[row.excerpt.id, row.excerpt.source, *codes],
            )

    def _codes_beside(self, row: _Row) -> list[str]:
        cells = self._cells_of(row)
        alone = [codes_in(cell.text) for cell in cells if len(cell.text) <= 8]  # noqa: PLR2004 - a code and nothing else
        return [code for found in alone for code, _, _ in found]

    def _cells_of(self, row: _Row) -> Sequence[Cell]:
        start, stop = self._span(row)
        for cells in self._manuscript.tables[row.table].cells:
            if cells and cells[0].start < stop and start < cells[-1].stop:
                return cells
        return ()

    def _labels(self, row: _Row) -> Iterator[Remark]:
        """Yield the remark that a row stands under a concept, theme or stage that the study does not code it with."""
        table = self._manuscript.tables[row.table]
        columns = label_columns(table, self._names)
        same = [one for one in self._material.study.codings if one.quotation == row.excerpt.coding.quotation]
        themes = theme_of(self._material.study.codebook)
        right = {"concept": {one.concept for one in same}, "theme": {themes.get(one.concept, "") for one in same}}
        stages = {one.stage for one in same}
        right |= {"stage": stages} if all(stages) else {}
        told = [(noun, self._filled(table, row, column)) for column, noun in columns.items()]
        shown = [(noun, self._names.named(clean(cell.text))) for noun, cell in told if cell]
        shown += [("theme", one) for one in self._themes_before(row)]
        for noun, named in shown:
            if named and named.noun == noun and noun in right and named.text not in right[noun]:
                yield remark(
                    "table-row-differs",
                    self._span(row),
                    printed(row.excerpt.text),
                    f"the table shows {row.excerpt.id} for the {noun} {named.text!r}",
                    study_place=row.excerpt.place,
                    study_wording=", ".join(sorted(right[noun])),
                    difference=f"[-{', '.join(sorted(right[noun]))}-]{{+{named.text}+}}",
                    subject=row.excerpt.id,
                    concerns=[row.excerpt.id, *sorted(right[noun]), named.text],
                )
                return

    def _themes_before(self, row: _Row) -> list[Name]:
        """Return the theme that a line of a flattened table begins with before an excerpt of the line's concept."""
        start, _ = self._span(row)
        lines = [one for one in self._flat.get(row.table, ()) if one.stop < start < one.line_stop]
        return [one.theme for one in lines if one.theme and one.concept.text == row.excerpt.coding.concept]

    def _filled(self, table: Table, row: _Row, column: int) -> Cell | None:
        """Return the cell of a column in a row, of a merged one the cell in which it begins."""
        start, _ = self._span(row)
        found: Cell | None = None
        for cells in table.cells[1:]:
            if cells and cells[0].start > start:
                break
            if column < len(cells) and cells[column].text:
                found = cells[column]
        return found

    def _strangers(self) -> Iterator[Remark]:
        """Yield the quotations in columns of excerpts that no excerpt and no document has."""
        for number, table in enumerate(self._manuscript.tables):
            for column in self._evidence_columns(number, table):
                for cells in table.cells[1:]:
                    if column < len(cells) and size(cells[column].text) >= _SHORTEST:
                        yield from self._stranger(number, cells[column])

    def _evidence_columns(self, number: int, table: Table) -> list[int]:
        """Return the columns of which at least half of the long cells hold excerpts of the study."""
        held: dict[int, int] = {}
        spans = [self._span(row) for row in self._rows if row.table == number]
        for cells in table.cells[1:]:
            for column, cell in enumerate(cells):
                held[column] = held.get(column, 0) + any(
                    cell.start < stop and start < cell.stop for start, stop in spans
                )
        return [column for column, count in held.items() if count * 2 >= max(2, len(table.cells) - 1)]

    def _stranger(self, number: int, cell: Cell) -> Iterator[Remark]:
        spans = [self._span(row) for row in self._rows if row.table == number]
        text, places = joined(self._manuscript.text, [(cell.start, cell.stop)])
        marks = [(one.start, one.stop) for one in outermost(quoted(text))] or [(0, len(text))]
        for start, stop in marks:
            begin, end = places[start], places[stop - 1] + 1
            if size(text[start:stop]) < _SHORTEST or any(first < end and begin < last for first, last in spans):
                continue
            if match(self._material, text[start:stop]) is None:
                message = "the table shows this, and no excerpt and no document of the study has it"
                yield remark("quotation-orphan", (begin, end), text[start:stop], message)

    def _missing(self) -> Iterator[Remark]:
        """Yield the concepts without a row where the tables have rows for most, and the excerpts that tables of nearly all lack."""
        shown = {one.id: one for one in evidence(self._material.study) if one.id in self._material.excerpts}
        there = {row.excerpt.id for row in self._rows if row.similarity >= _SURELY}
        there |= (
            {id for id in shown if id not in there and self._is_cut(self._material.excerpts[id])} if there else set()
        )
        concepts = {one.concept for one in shown.values()}
        covered = {one.concept for id, one in shown.items() if id in there}
        if len(covered) < max(_FEWEST, _MOSTLY * len(concepts)):
            return
        for concept in sorted(concepts - covered):
            if self._stands_flattened(concept):
                continue
            first = min((one for one in shown.values() if one.concept == concept), key=lambda one: one.role == "power")
            yield self._lacking(self._material.excerpts[first.id], f"no table has a row for the concept {concept!r}")
        wanted = [
            id for id, one in shown.items() if one.role != "power" and id not in self._quoted and one.concept in covered
        ]
        if len(there & set(wanted)) >= _NEARLY_ALL * len(wanted):
            for id in wanted:
                if id not in there and size(self._material.excerpts[id].text) >= _SHORTEST:
                    excerpt = self._material.excerpts[id]
                    message = f"no table shows {id} ({excerpt.coding.concept}, {excerpt.source})"
                    yield self._lacking(excerpt, message)

    def _stands_flattened(self, concept: str) -> bool:
        """Tell whether the name of a concept stands in pieces in a flattened table: its row may be, too."""
        numbers = {row.table for row in self._rows if not self._manuscript.tables[row.table].cells}
        return any(stands_in_pieces(concept, self._texts[number][0]) for number in numbers)

    def _lacking(self, excerpt: Excerpt, message: str) -> Remark:
        table = self._manuscript.tables[self._nearest(excerpt)]
        return remark(
            "table-row-missing",
            (table.start, table.stop),
            table.caption,
            message,
            study_place=excerpt.place,
            study_wording=f"{excerpt.coding.concept}: {excerpt.text}",
            subject=excerpt.id,
            concerns=[excerpt.id, excerpt.coding.concept],
        )

    def _is_cut(self, excerpt: Excerpt) -> bool:
        """Tell whether a cell shows an excerpt cut short."""
        return any(excerpt.id in found.excerpts for found in self._cut)

    @property
    def _cut(self) -> list:  # type: ignore[type-arg]
        if not hasattr(self, "_cut_cells"):
            cells = [cell.text for table in self._manuscript.tables for row in table.cells for cell in row]
            found = [match(self._material, text.strip("“”\"'‘’ ")) for text in cells if size(text) >= _SHORTEST]
            self._cut_cells = [one for one in found if one is not None]
        return self._cut_cells

    def _nearest(self, excerpt: Excerpt) -> int:
        """Return the table where the row should stand: among those of its concept, theme or stage, else by the order of the study."""
        themes = theme_of(self._material.study.codebook)
        order = {id: number for number, id in enumerate(self._material.excerpts)}

        def distance(row: _Row) -> tuple[bool, bool, bool, int]:
            one, other = row.excerpt.coding, excerpt.coding
            return (
                bool(other.stage) and one.stage != other.stage,
                one.concept != other.concept,
                themes.get(one.concept) != themes.get(other.concept),
                abs(order[row.excerpt.id] - order[excerpt.id]),
            )

        return min(self._rows, key=distance).table

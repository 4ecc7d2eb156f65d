"""Where the rows of a sheet stand in the frozen texts: by their words, whatever their order, and by their number where words repeat.

A row is a segment of a document. A line of its cell is of all the words of the segment, or of those that it gives in brackets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from gioia.codebook.records import concepts
from gioia.codings.anchors import locate
from gioia.codings.coding_lines import Line, line_of, read_line, words_in
from gioia.codings.grams import indexed
from gioia.codings.marks import MarkedRow
from gioia.codings.notes import Names, note_of, read_note, same_words
from gioia.edits.placing import Coders, Found, Placed, document_meant, not_there, otherwise
from gioia.findings import Finding, finding
from gioia.sources.normal import folded, shortened
from gioia.sources.register import Document
from gioia.sources.segmented import Segmented
from gioia.sources.segments import Segment, segment_at
from gioia.study.record import Study

_CUT = "…"


def place_rows(study: Study, rows: Sequence[MarkedRow], coders: Coders, part: str = "") -> Placed:
    """Return the notes of the rows at their places; rows without notes and without codings of ours say nothing.

    Refused (TR1) are rows and words in brackets that the document does not have, or has twice. Raises GioiaError where it is not
    clear of which document rows are.
    """
    noted = [row for row in rows if row.notes]
    if not noted:
        return Placed()
    placing = _Placing(study, coders)
    unnamed = [row.text for row in rows if row.document not in study.documents]
    default = document_meant(study, "", unnamed, noted[0].place, part) if unnamed or part else None
    for row in noted:
        named = study.documents.get(row.document)
        document = default if part or named is None else named
        if document is not None:
            placing.take(row, document)
    return Placed(tuple(placing.found), tuple(placing.refused), tuple(placing.remarks))


class _Texts(Struct, frozen=True):
    """The segments of one document, and the numbers (from 1) of those with the same words."""

    document: Document
    segments: Sequence[Segment]
    numbers: dict[str, list[int]]


class _Placing:
    """Places row after row; the texts of a document are folded once."""

    def __init__(self, study: Study, coders: Coders) -> None:
        self.found: list[Found] = []
        self.refused: list[Finding] = []
        self.remarks: list[Finding] = []
        self._coders = coders
        self._language = study.language
        self._names = Names(concept.name for concept in concepts(study.codebook))
        self._segmented = Segmented()
        self._texts: dict[str, _Texts] = {}

    def take(self, row: MarkedRow, document: Document) -> None:
        """Take the notes of one row in."""
        texts = self._of(document)
        segment = self._segment(row, texts)
        if segment is None:
            return
        last: dict[str, int] = {}
        for column, line in row.notes:
            coder = self._coders(column)
            for found in self._line(row, document, segment, coder, line):
                if self._is_memo(found) and coder in last:
                    self._join(last[coder], found.note)
                else:
                    last[coder] = len(self.found)
                    self.found.append(found)

    def _of(self, document: Document) -> _Texts:
        if document.name not in self._texts:
            segments = self._segmented.of(document)
            numbers: dict[str, list[int]] = {}
            for number, one in enumerate(segments, 1):
                numbers.setdefault(folded(document.text[one.said : one.end]), []).append(number)
            self._texts[document.name] = _Texts(document, segments, numbers)
        return self._texts[document.name]

    def _segment(self, row: MarkedRow, texts: _Texts) -> Segment | None:
        """Return the segment that a row is of; None, with a finding, where it is none or could be several."""
        words = folded(row.text)
        numbers = texts.numbers.get(words, [])
        if not numbers and row.text.endswith(_CUT):
            cut = words.removesuffix(folded(_CUT))
            numbers = [number for key, each in texts.numbers.items() if key.startswith(cut) for number in each]
        if row.segment in numbers or len(numbers) == 1:
            return texts.segments[(row.segment if row.segment in numbers else numbers[0]) - 1]
        if numbers:
            message = f"“{shortened(row.text)}” is {len(numbers)} segments of {texts.document.name}"
            remedy = f"say which in the column segment: {', '.join(map(str, numbers[:8]))}"
            self.refused.append(finding("TR1", row.place, message, remedy))
            return None
        return self._alike(row, texts)

    def _alike(self, row: MarkedRow, texts: _Texts) -> Segment | None:
        text = texts.document.text
        places = locate(indexed({texts.document.name: text}), row.text)
        if len(places) == 1:
            segment = segment_at(texts.segments, places[0].start)
            if segment is not None:
                self.remarks.append(otherwise(row.place, text[segment.said : segment.end], places[0].similarity))
                return segment
        self.refused.append(not_there(row.place, row.text, texts.document.name))
        return None

    def _line(self, row: MarkedRow, document: Document, segment: Segment, coder: str, line: str) -> Iterator[Found]:
        """Yield what a line says, at its place."""
        for known in row.known:
            is_of = known.document == document.name and known.coder == coder
            if is_of and same_words(line_of(document.text, segment, known, self._language), line):
                yield Found(row.place, coder, document.name, known.start, known.end, line, known=known)
                return
        whole = self._names.meant(line.strip())
        said = Line(whole) if whole else read_line(line)
        span = self._span(row, document, segment, said)
        if span is not None:
            yield Found(row.place, coder, document.name, *span, said.note)

    def _span(self, row: MarkedRow, document: Document, segment: Segment, said: Line) -> tuple[int, int] | None:
        """Return the span of the words in brackets, of the whole segment without any; None, with a finding, where they are not there."""
        text = document.text
        if not said.words:
            return segment.said, segment.end
        start, end = said.span
        if 0 <= start < end <= len(text) and folded(text[start:end]) == folded(said.words):
            return start, end
        places = words_in(text, segment, said.words)
        if len(places) == 1:
            return places[0]
        if places:
            message = f"“{shortened(said.words)}” stands {len(places)} times in the segment"
            remedy = "write more of the words around it into the brackets"
            self.refused.append(finding("TR1", row.place, message, remedy))
            return None
        near = locate(indexed({document.name: text[segment.start : segment.end]}), said.words)
        if len(near) != 1:
            self.refused.append(not_there(row.place, said.words, document.name))
            return None
        start, end = segment.start + near[0].start, segment.start + near[0].end
        self.remarks.append(otherwise(row.place, text[start:end], near[0].similarity))
        return start, end

    def _is_memo(self, found: Found) -> bool:
        return found.known is None and not read_note(found.note, self._names).concepts

    def _join(self, index: int, words: str) -> None:
        """Put a line that names no concept to the memo of the line before it."""
        before = self.found[index]
        note = before.note if before.known is None else note_of(before.known, "en")
        has_memo = bool(read_note(note, self._names).memo)
        self.found[index] = replace(
            before, note=f"{note}\n{words}" if has_memo else f"{note}\nmemo: {words}", known=None
        )

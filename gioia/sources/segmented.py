"""The segments of several documents, those of each worked out once, when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from gioia.sources.register import Document

if TYPE_CHECKING:
    from gioia.sources.segments import Segment


class Segmented:
    """The segments of the documents of one study, which are told apart by their names."""

    def __init__(self) -> None:
        self._segments: dict[str, Sequence[Segment]] = {}
        self._finders: dict[str, Callable[[int], Segment | None]] = {}

    def of(self, document: Document) -> Sequence[Segment]:
        """Return the segments of the document in the order of the text."""
        # The forms of turns take longer to compile than many a search takes.
        from gioia.sources.segments import segments

        if document.name not in self._segments:
            self._segments[document.name] = segments(document)
        return self._segments[document.name]

    def at(self, document: Document, place: int) -> Segment | None:
        """Return the segment in which the code point of the document stands, None between segments."""
        find = self._finders.get(document.name)
        if find is None:
            find = self._finders[document.name] = self._finder(document)
        return find(place)

    def _finder(self, document: Document) -> Callable[[int], Segment | None]:
        from gioia.sources.segments import segment_at, segment_finder

        known = self._segments.get(document.name)
        return segment_finder(document) if known is None else partial(segment_at, known)

    def speakers(self, documents: Iterable[Document]) -> set[str]:
        """Return who speaks in the documents, as the transcripts write the names."""
        return {segment.speaker for document in documents for segment in self.of(document)} - {""}

"""What stands around a place of a study: its segment, the codings that are there, and the stages of these."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from gioia.codings.coding import Coding
from gioia.sources.segmented import Segmented
from gioia.study.record import Study, counted_codings

if TYPE_CHECKING:
    from gioia.sources.segments import Segment


class Surroundings:
    """The segments of a study's documents and the persons' codings in them, each document's worked out once.

    Places are code points, spans half-open. Segments that are known already come in `segmented`.
    """

    def __init__(self, study: Study, segmented: Segmented | None = None) -> None:
        self._study = study
        self._segmented = segmented or Segmented()

    def segment(self, document: str, place: int) -> Segment | None:
        """Return the segment in which the place stands, None between segments and in a document that is not there."""
        found = self._study.documents.get(document)
        return self._segmented.at(found, place) if found else None

    def said(self, coding: Coding) -> str:
        """Return the speaker and time of the turn in which the coding begins, empty where there is none."""
        segment = self.segment(coding.document, coding.start)
        return " ".join(part for part in (segment.speaker, segment.time) if part) if segment else ""

    def codings(self, document: str, start: int, end: int) -> list[Coding]:
        """Return the persons' codings that share a character with the span, in the order of the text."""
        return self._spans[document].sharing(start, end) if document in self._spans else []

    def stages(self, document: str, start: int, end: int) -> set[str]:
        """Return the stages of the persons' codings that share a character with the span."""
        return {coding.stage for coding in self.codings(document, start, end)} - {""}

    @cached_property
    def _spans(self) -> dict[str, _Spans]:
        by_document: dict[str, list[Coding]] = defaultdict(list)
        for coding in counted_codings(self._study):
            by_document[coding.document].append(coding)
        return {name: _Spans(codings) for name, codings in by_document.items()}


class _Spans:
    """The codings of one document by their beginning, and beside each how far those up to it reach."""

    def __init__(self, codings: Iterable[Coding]) -> None:
        self.codings = sorted(codings, key=lambda coding: coding.start)
        self.starts = [coding.start for coding in self.codings]
        self.reached = list(accumulate((coding.end for coding in self.codings), max))

    def sharing(self, start: int, end: int) -> list[Coding]:
        some = self.codings[bisect_right(self.reached, start) : bisect_left(self.starts, end)]
        return [coding for coding in some if coding.end > start]

"""Who speaks where in a study's transcripts, found once a document and only when a rule asks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from gioia.codings.coding import Coding
from gioia.sources.register import Document
from gioia.study.record import Study


def is_said_to_be_a_transcript(document: Document) -> bool:
    """Tell whether study.yaml says of the document how turns begin, or who speaks."""
    said = document.transcript
    return said.turn != "none" and bool(said.turn or said.speakers)


class Speaking:
    """The turns of a study's documents, kept while a rule is at work."""

    def __init__(self, study: Study) -> None:
        self._documents = study.documents
        self._turns: dict[str, tuple[list[int], list[str]]] = {}

    def of(self, coding: Coding) -> list[str]:
        """Return who speaks in a coding's passage, in order, each once; nobody before the first turn begins."""
        starts, names = self._in(coding.document)
        first = max(bisect_right(starts, coding.start) - 1, 0)
        return list(dict.fromkeys(filter(None, names[first : bisect_left(starts, coding.end)])))

    def has_turns(self, document: str) -> bool:
        """Tell whether anybody is found to speak in the document."""
        return bool(self._in(document)[0])

    def _in(self, name: str) -> tuple[list[int], list[str]]:
        if name not in self._turns:
            from gioia.sources.turns import labels

            document = self._documents.get(name)
            found = labels(document.text, document.transcript) if document else []
            self._turns[name] = [label.start for label in found], [label.speaker for label in found]
        return self._turns[name]

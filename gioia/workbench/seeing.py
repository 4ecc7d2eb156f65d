"""What one person sees of a study: all of it, or in blind mode their own codings and nobody else's.

Whatever an answer of the workbench holds is worked out from what is seen, so that nothing of the others can come into it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct, structs

from gioia.audit.rules import check
from gioia.codings.coding import Coding
from gioia.codings.store import FOLDER as CODINGS
from gioia.findings import Finding
from gioia.sources.register import Document
from gioia.sources.segments import Segment, segments
from gioia.study.record import Study, persons_codings, procedures
from gioia.study.verdicts import open_suggestions
from gioia.workbench.changes import State


class Person(Struct, frozen=True):
    """Who sits at the page: the name they code under, whether others' codings are hidden, and the page's language (zh or en)."""

    coder: str
    blind: bool = False
    ui: str = "en"


class Segments:
    """The segments of documents, each document's worked out once as long as its text is the same."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Document, Sequence[Segment]]] = {}

    def of(self, document: Document) -> Sequence[Segment]:
        """Return the segments of the document in the order of the text."""
        known = self._known.get(document.name)
        if known is None or known[0] is not document:
            known = (document, segments(document))
            self._known[document.name] = known
        return known[1]


class Seen:
    """A state of a study as a person sees it; what is worked out from it is kept."""

    def __init__(self, state: State, person: Person, of_documents: Segments) -> None:
        self.version = state.version
        self.person = person
        self.hidden = hidden_coders(state.study, person)
        self.study = visible(state.study, self.hidden)
        self._loaded = [found for found in state.findings if not _tells_of(found, state.study, self.hidden)]
        self._segments = of_documents

    def segments(self, document: Document) -> Sequence[Segment]:
        """Return the segments of the document in the order of the text."""
        return self._segments.of(document)

    @cached_property
    def findings(self) -> list[Finding]:
        """What `gioia check` would say of what is seen, without what is waived."""
        return [found for found in check(self.study, self._loaded) if not found.waived]

    @cached_property
    def codings(self) -> dict[str, list[Coding]]:
        """Document → the codings of persons in it, in the order of the text."""
        return _by_document(persons_codings(self.study))

    @cached_property
    def suggestions(self) -> dict[str, list[Coding]]:
        """Document → what procedures suggest there and the person has not decided about, in the order of the text."""
        return _by_document(open_suggestions(self.study, self.person.coder))


def hidden_coders(study: Study, person: Person) -> frozenset[str]:
    """Return the persons whose codings this one does not see."""
    if not person.blind:
        return frozenset()
    others = {coding.coder for coding in study.codings} | {coder.name for coder in study.coders}
    others |= {line.was.coder for line in study.review} | {verdict.by for verdict in study.verdicts}
    return frozenset(others - procedures(study) - {person.coder})


def is_telling(words: str, study: Study, hidden: frozenset[str]) -> bool:
    """Tell whether words name a hidden coder or one of their codings, as the message of an edit may."""
    return any(coder in words for coder in hidden) or any(
        coding.id in words for coding in study.codings if coding.coder in hidden
    )


def visible(study: Study, hidden: frozenset[str]) -> Study:
    """Return the study without what hidden coders did: their codings, verdicts and lines of the review list."""
    if not hidden:
        return study
    return structs.replace(
        study,
        codings=tuple(coding for coding in study.codings if coding.coder not in hidden),
        coders=tuple(coder for coder in study.coders if coder.name not in hidden),
        review=tuple(line for line in study.review if line.was.coder not in hidden),
        verdicts=tuple(verdict for verdict in study.verdicts if verdict.by not in hidden),
    )


def _tells_of(found: Finding, study: Study, hidden: frozenset[str]) -> bool:
    """Tell whether a finding is about what is hidden: a file of another's codings, a line of the review list about one."""
    if any(f"{CODINGS}/{coder}/" in text for coder in hidden for text in (found.place.path, found.message)):
        return True
    return bool(hidden) and found.subject in {line.was.id for line in study.review if line.was.coder in hidden}


def _by_document(codings: Iterable[Coding]) -> dict[str, list[Coding]]:
    found: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        found[coding.document].append(coding)
    for of_one in found.values():
        of_one.sort(key=lambda coding: (coding.start, -coding.end))
    return found

"""What a study holds to compare a manuscript with: its excerpts, and the documents that they come from.

A document that is the manuscript itself, as where a published paper is coded from its own text, proves nothing about it
and is left out; its excerpts stay, each with its place in it.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from gioia.audit.manuscript.blocks import line_starts
from gioia.audit.manuscript.manuscript import Manuscript
from gioia.codings.coding import Coding
from gioia.codings.grams import Index, hashed, indexed, letters
from gioia.findings import Place
from gioia.plaintext.files import way_from
from gioia.sources.normal import fold, folded, printed
from gioia.study.record import Study, cited_source, counted_codings, own_source

_IS_IT = 0.6
"""Which share of a manuscript's runs of letters stands in a document that is the manuscript itself."""

_SHORTEST = 4
"""How many characters words need to be a source's name and not just a word of it."""


class Excerpt(Struct, frozen=True):
    """A coded passage: `text` as displays print it, the code of the source that it is credited to, and where it stands."""

    id: str
    text: str
    source: str
    coding: Coding
    place: str


class Material:
    """The excerpts and documents of a study, indexed once for one manuscript."""

    def __init__(self, study: Study, manuscript: Manuscript) -> None:
        self.study = study
        self.manuscript = manuscript
        self.excerpts = {excerpt.id: excerpt for excerpt in _excerpts(study)}

    @cached_property
    def excerpt_index(self) -> Index:
        """The index of the excerpts, by their codings' ids."""
        return indexed({id: excerpt.text for id, excerpt in self.excerpts.items()})

    @cached_property
    def document_index(self) -> Index:
        """The index of the documents that are not the manuscript."""
        texts = {name: one.text for name, one in self.study.documents.items() if name not in self.itself}
        return indexed(texts)

    @cached_property
    def itself(self) -> frozenset[str]:
        """The names of the documents that are the manuscript itself."""
        import numpy as np

        own = np.unique(hashed(letters(fold(self.manuscript.text)).codes))
        if not len(own):
            return frozenset()
        long = (one for one in self.study.documents.values() if len(one.text) * 2 > len(self.manuscript.text))
        return frozenset(
            one.name for one in long if np.isin(own, hashed(letters(fold(one.text)).codes)).mean() > _IS_IT
        )

    def is_source(self, words: str) -> bool:
        """Tell whether words are the name of a registered source, or of one of those that it comprises: no construct is called that."""
        wanted = folded(words)
        return len(wanted) >= _SHORTEST and any(wanted in folded(one.name) for one in self.study.sources)

    def source_of(self, document: str) -> str:
        """Return the code of the source that a document belongs to."""
        found = self.study.documents.get(document)
        return found.source if found else document.partition("/")[0]

    def place_in(self, document: str, start: int) -> str:
        """Return `sources/document:line` for a code point of a document."""
        return place_in(self.study, document, start)


def place_in(study: Study, document: str, start: int) -> str:
    """Return `sources/document:line` for a code point of a document of the study."""
    found = study.documents.get(document)
    if found is None:
        return f"sources/{document}"
    return f"sources/{document}:{bisect_right(line_starts(found.text), start)}"


def declared_at(study: Study, place: Place) -> str:
    """Return `file:line` for a place in the files of the study, the file as it is seen from the study's folder."""
    return str(replace(place, path=way_from(study.root, Path(place.path)))).rstrip(":") if place.path else ""


def _excerpts(study: Study) -> list[Excerpt]:
    """Return the passages that persons coded, each once a source."""
    seen: set[tuple[str, int, int, str]] = set()
    found: list[Excerpt] = []
    for coding in counted_codings(study):
        source = cited_source(study, coding)
        key = (coding.document, coding.start, coding.end, source)
        if key in seen:
            continue
        seen.add(key)
        place = f"{coding.id} ({source}), {place_in(study, coding.document, coding.start)}"
        found.append(Excerpt(coding.id, printed(coding.quotation), source or own_source(study, coding), coding, place))
    return found

"""Loading of a study what a search needs: the documents that may have hits, and the codings that decide between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from msgspec import Struct

from gioia.errors import GioiaError
from gioia.findings import Finding, suggestion
from gioia.sources.normal import folded
from gioia.sources.queries import Query
from gioia.sources.register import DocumentLine, category_code
from gioia.sources.segmented import Segmented
from gioia.study.loading import load_part, load_study
from gioia.study.record import Study
from gioia.study.sealed import refuse_sealed
from gioia.study.shares import Share


class Filters(Struct, frozen=True):
    """Which hits are asked for; what is empty asks for nothing.

    `sources` are codes or category letters; `stage` and `speaker` are names, the speaker's folded as words are; `coded` tells
    whether a person's coding has to overlap the hit, or must not.
    """

    sources: tuple[str, ...] = ()
    stage: str = ""
    speaker: str = ""
    coded: bool | None = None

    def wants(self, line: DocumentLine) -> bool:
        """Tell whether the document is of one of the sources."""
        return not self.sources or line.source in self.sources or category_code(line.source) in self.sources

    @property
    def need_codings(self) -> bool:
        """Tell whether the codings decide which hits are asked for."""
        return bool(self.stage) or self.coded is not None


def load_for_search(
    root: Path,
    query: Query,
    filters: Filters,
    *,
    with_codings: bool,
    segmented: Segmented | None = None,
    share: Share = Share(),  # noqa: B008 - a frozen record
) -> tuple[Study, list[Finding]]:
    """Return of the study in `root` the documents in which the query may have hits that are asked for, and the findings.

    Where a `share` is given, only that of the documents that are asked for is looked at.
    Their codings come with them where the filters need them, or `with_codings`; segments that are worked out on the way are
    kept in `segmented`. Raises GioiaError for a sealed study, and, with the nearest name, for a speaker who says nothing in any document.
    """
    with_codings = with_codings or filters.need_codings
    study, findings = load_part(root, filters.wants, query.may_hold, share.cut, with_codings=with_codings)
    refuse_sealed(study, message=f"the study {study.name} is sealed, and has no documents to look into")
    if filters.speaker:
        _check_speaker(study, filters.speaker, segmented or Segmented())
    return study, findings


def _check_speaker(study: Study, name: str, segmented: Segmented) -> None:
    """Raise GioiaError where nobody of that name speaks in the study; only then are all of its documents read."""
    if folded(name) in map(folded, segmented.speakers(study.documents.values())):
        return
    whole, _ = load_study(study.root)
    check_speaker(name, segmented.speakers(whole.documents.values()))


def check_speaker(name: str, speakers: Collection[str]) -> None:
    """Raise GioiaError, with the nearest name, where none of the speakers is called so."""
    if folded(name) not in map(folded, speakers):
        otherwise = f"speakers: {_first(speakers)}" if speakers else "no document marks who speaks"
        raise GioiaError(f"nobody called {name!r} speaks", remedy=suggestion(name, speakers, otherwise))


def _first(names: Iterable[str], most: int = 8) -> str:
    known = sorted(names)
    return ", ".join(known[:most]) + (" …" if len(known) > most else "")

"""The concordance of a study: which of the places where words stand are asked for, and what is known about each.

A hit belongs to the segment in which it begins: that says who speaks, when, and of which stages it is (those of the persons'
codings in the segment). A hit is coded where a person's coding shares a character with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from gioia.codings.coding import Coding
from gioia.errors import GioiaError
from gioia.findings import Finding, suggestion
from gioia.sources.concordance import Hit, find
from gioia.sources.normal import folded
from gioia.sources.queries import Query
from gioia.sources.register import DocumentLine, category_code, page_at
from gioia.study.loading import load_holding, load_study
from gioia.study.record import Study, counted_codings

if TYPE_CHECKING:
    import pandas as pd

    from gioia.sources.segments import Segment


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


class Entry(Struct, frozen=True):
    """A hit and what is known about it.

    `line` is 1-based; `page` is the 1-based page of the original, None where it has none; `start` and `end` are code points,
    half-open. `stages` are those of the segment, in the study's order; `coded` are the concepts of the persons' codings that
    overlap the hit. `speaker` and `time` are as the transcript has them.
    """

    document: str
    source: str
    line: int
    page: int | None
    speaker: str
    time: str
    stages: tuple[str, ...]
    start: int
    end: int
    before: str
    match: str
    after: str
    coded: tuple[str, ...]


def hits(study: Study, query: Query, filters: Filters | None = None, *, width: int = 20) -> list[Hit]:
    """Return the hits that are asked for, by document and position.

    Raises GioiaError, with the nearest name, for a source or stage that the study does not have, and where a regular
    expression takes too long.
    """
    filters = filters or Filters()
    _check_names(study, filters)
    documents = [document for document in study.documents.values() if filters.wants(document)]
    found = find(documents, query, width=width)
    if not (filters.need_codings or filters.speaker):
        return found
    surroundings = _Surroundings(study)
    return [hit for hit in found if _is_wanted(surroundings, filters, hit)]


def holding(root: Path, query: Query, filters: Filters, *, with_codings: bool) -> tuple[Study, list[Finding]]:
    """Return of the study in `root` the documents in which the query may have hits that are asked for, and the findings.

    Their codings come with them where the filters need them, or `with_codings`. Raises GioiaError, with the nearest name,
    for a speaker who says nothing in any document of the study.
    """
    with_codings = with_codings or filters.need_codings
    study, findings = load_holding(root, filters.wants, query.may_hold, with_codings=with_codings)
    if filters.speaker:
        _check_speaker(root, study, filters.speaker)
    return study, findings


def entries(study: Study, found: Iterable[Hit]) -> Iterator[Entry]:
    """Yield what is known about each hit."""
    surroundings = _Surroundings(study)
    order = {stage.name: index for index, stage in enumerate(study.stages)}
    for hit in found:
        segment = surroundings.segment(hit)
        stages = sorted(surroundings.stages(hit), key=lambda name: (order.get(name, len(order)), name))
        yield Entry(
            document=hit.document,
            source=hit.source,
            line=hit.line,
            page=page_at(study.documents[hit.document], hit.start) or None,
            speaker=segment.speaker if segment else "",
            time=segment.time if segment else "",
            stages=tuple(stages),
            start=hit.start,
            end=hit.end,
            before=hit.before,
            match=hit.match,
            after=hit.after,
            coded=tuple(dict.fromkeys(coding.concept for coding in surroundings.codings(hit))),
        )


def concordance_frame(study: Study, query: Query, filters: Filters | None = None, *, width: int = 20) -> pd.DataFrame:
    """Return the hits that are asked for as a frame, one a row, by document and position.

    Columns: document, source, line (1-based), page (1-based, <NA> where the original has none), speaker, time, stages and
    coded (names, joined with "; "), start, end (code points, half-open), before, match, after (as displays print them). line,
    start and end are integers, page is a nullable integer, all others strings.
    """
    return entries_frame(entries(study, hits(study, query, filters, width=width)))


def entries_frame(of: Iterable[Entry]) -> pd.DataFrame:
    """Return entries with the columns of `concordance_frame`."""
    from gioia.displays.frames import list_frame

    columns = (
        *("document", "source", "line", "page", "speaker", "time", "stages", "start", "end"),
        *("before", "match", "after", "coded"),
    )
    rows = (
        (
            *(one.document, one.source, one.line, one.page, one.speaker, one.time, "; ".join(one.stages)),
            *(one.start, one.end, one.before, one.match, one.after, "; ".join(one.coded)),
        )
        for one in of
    )
    return list_frame(columns, rows, {"line", "start", "end"}, nullable={"page"})


def _check_speaker(root: Path, study: Study, name: str) -> None:
    """Raise GioiaError where nobody of that name speaks in the documents; only then are all of them read."""
    if folded(name) in map(folded, _speakers(study)):
        return
    whole, _ = load_study(root)
    speakers = _speakers(whole)
    if folded(name) not in map(folded, speakers):
        otherwise = f"speakers: {_listed(speakers)}" if speakers else "no document marks who speaks"
        raise GioiaError(f"nobody called {name!r} speaks", remedy=suggestion(name, speakers, otherwise))


def _speakers(study: Study) -> set[str]:
    from gioia.sources.segments import segments

    return {segment.speaker for document in study.documents.values() for segment in segments(document)} - {""}


def _listed(names: Iterable[str], most: int = 8) -> str:
    known = sorted(names)
    return ", ".join(known[:most]) + (" …" if len(known) > most else "")


def _check_names(study: Study, filters: Filters) -> None:
    codes = [source.code for source in study.sources]
    for code in filters.sources:
        known = dict.fromkeys([*codes, *map(category_code, codes), *(category.code for category in study.categories)])
        if code not in known:
            raise GioiaError(f"no source is called {code!r}", remedy=suggestion(code, codes, "see gioia sources"))
    stages = [stage.name for stage in study.stages]
    if filters.stage and filters.stage not in stages:
        remedy = suggestion(filters.stage, stages, "see gioia model")
        raise GioiaError(f"no stage is called {filters.stage!r}", remedy=remedy)


def _is_wanted(surroundings: _Surroundings, filters: Filters, hit: Hit) -> bool:
    if filters.speaker:
        segment = surroundings.segment(hit)
        if segment is None or folded(segment.speaker) != folded(filters.speaker):
            return False
    if filters.stage and filters.stage not in surroundings.stages(hit):
        return False
    return filters.coded is None or filters.coded == bool(surroundings.codings(hit))


class _Surroundings:
    """The segments of the documents and the persons' codings in them, worked out for each document once."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._codings: dict[str, list[Coding]] = defaultdict(list)
        for coding in counted_codings(study):
            self._codings[coding.document].append(coding)
        self._segments: dict[str, Sequence[Segment]] = {}

    def segment(self, hit: Hit) -> Segment | None:
        """Return the segment in which the hit begins."""
        from gioia.sources.segments import segment_at, segments

        if hit.document not in self._segments:
            self._segments[hit.document] = segments(self._study.documents[hit.document])
        return segment_at(self._segments[hit.document], hit.start)

    def codings(self, hit: Hit) -> list[Coding]:
        """Return the persons' codings that share a character with the hit."""
        return self._between(hit.document, hit.start, hit.end)

    def stages(self, hit: Hit) -> set[str]:
        """Return the stages of the persons' codings in the hit's segment."""
        segment = self.segment(hit)
        within = self._between(hit.document, segment.start, segment.end) if segment else self.codings(hit)
        return {coding.stage for coding in within} - {""}

    def _between(self, document: str, start: int, end: int) -> list[Coding]:
        return [coding for coding in self._codings[document] if coding.start < end and start < coding.end]

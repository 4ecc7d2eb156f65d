"""The hits of a query in a study: which of the places where words stand are asked for, and what is known about each.

A hit belongs to the segment in which it begins: that says who speaks, when, and of which stages it is (those of the persons'
codings in the segment). A hit is coded where a person's coding shares a character with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from gioia.displays.filtered import check_names
from gioia.displays.surroundings import Surroundings
from gioia.sources.concordance import Hit, find
from gioia.sources.normal import folded
from gioia.sources.queries import Query
from gioia.sources.register import page_at
from gioia.sources.segmented import Segmented
from gioia.study.record import Study
from gioia.study.searching import Filters

if TYPE_CHECKING:
    import pandas as pd


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


COLUMNS = (
    *("document", "source", "line", "page", "speaker", "time", "stages", "start", "end"),
    *("before", "match", "after", "coded"),
)


def hits(
    study: Study,
    query: Query,
    filters: Filters | None = None,
    *,
    width: int = 20,
    segmented: Segmented | None = None,
) -> list[Hit]:
    """Return the hits that are asked for, by document and position.

    Segments that are worked out on the way are kept in `segmented`, for `entries` to have.
    Raises GioiaError, with the nearest name, for a source or stage that the study does not have, and where a regular
    expression takes too long.
    """
    filters, segmented = filters or Filters(), segmented or Segmented()
    check_names(study, filters)
    documents = [document for document in study.documents.values() if filters.wants(document)]
    found = find(documents, query, width=width, segmented=segmented)
    if not (filters.need_codings or filters.speaker):
        return found
    surroundings = Surroundings(study, segmented)
    return [hit for hit in found if _is_wanted(surroundings, filters, hit)]


def entries(study: Study, found: Iterable[Hit], segmented: Segmented | None = None) -> Iterator[Entry]:
    """Yield what is known about each hit."""
    surroundings = Surroundings(study, segmented)
    order = {stage.name: index for index, stage in enumerate(study.stages)}
    for hit in found:
        name, start, end = hit.document, hit.start, hit.end
        document, segment = study.documents[name], surroundings.segment(name, start)
        span = (segment.start, segment.end) if segment else (start, end)
        stages = surroundings.stages(name, *span)
        yield Entry(
            document=name,
            source=hit.source,
            line=hit.line,
            page=page_at(document, start) or None,
            speaker=segment.speaker if segment else "",
            time=segment.time if segment else "",
            stages=tuple(sorted(stages, key=lambda stage: (order.get(stage, len(order)), stage))),
            start=start,
            end=end,
            before=hit.before,
            match=hit.match,
            after=hit.after,
            coded=tuple(dict.fromkeys(coding.concept for coding in surroundings.codings(name, start, end))),
        )


def concordance_frame(study: Study, query: Query, filters: Filters | None = None, *, width: int = 20) -> pd.DataFrame:
    """Return the hits that are asked for as a frame, one a row, by document and position.

    Columns: document, source, line (1-based), page (1-based, <NA> where the original has none), speaker, time, stages
    (names, joined with "; "), start, end (code points, half-open), before, match, after (as displays print them), coded (the
    concepts, joined likewise). line, start and end are integers, page is a nullable integer, all others strings.
    """
    segmented = Segmented()
    found = hits(study, query, filters, width=width, segmented=segmented)
    return entries_frame(entries(study, found, segmented))


def entries_frame(of: Iterable[Entry]) -> pd.DataFrame:
    """Return entries with the columns of `concordance_frame`."""
    from gioia.displays.frames import list_frame

    return list_frame(COLUMNS, _rows(of), {"line", "start", "end"}, nullable={"page"})


def entry_rows(of: Iterable[Entry]) -> Iterator[tuple[str | int, ...]]:
    """Yield entries as rows with the columns of `concordance_frame`, an empty cell where there is no page."""
    for row in _rows(of):
        yield tuple(["" if cell is None else cell for cell in row])


def _rows(of: Iterable[Entry]) -> Iterator[tuple[str | int | None, ...]]:
    for one in of:
        yield (
            *(one.document, one.source, one.line, one.page, one.speaker, one.time, "; ".join(one.stages)),
            *(one.start, one.end, one.before, one.match, one.after, "; ".join(one.coded)),
        )


def _is_wanted(surroundings: Surroundings, filters: Filters, hit: Hit) -> bool:
    if filters.speaker:
        segment = surroundings.segment(hit.document, hit.start)
        if segment is None or folded(segment.speaker) != folded(filters.speaker):
            return False
    if filters.stage and filters.stage not in _stages(surroundings, hit):
        return False
    return filters.coded is None or filters.coded == bool(surroundings.codings(hit.document, hit.start, hit.end))


def _stages(surroundings: Surroundings, hit: Hit) -> set[str]:
    """Return the stages of the hit's segment; of a hit between segments, its own."""
    segment = surroundings.segment(hit.document, hit.start)
    return surroundings.stages(
        hit.document, segment.start if segment else hit.start, segment.end if segment else hit.end
    )

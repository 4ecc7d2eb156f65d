"""Which segments of a study are asked for: all of them, or those of some sources, of a stage, of a speaker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gioia.displays.surroundings import Surroundings
from gioia.errors import GioiaError
from gioia.findings import suggestion
from gioia.sources.normal import folded
from gioia.sources.register import Document, category_code
from gioia.study.record import Study
from gioia.study.searching import Filters, check_speaker

if TYPE_CHECKING:
    from gioia.sources.segments import Segment


def filtered_segments(study: Study, filters: Filters) -> Iterator[tuple[Document, Segment]]:
    """Yield the segments that are asked for, each with its document, in the order of documents and text.

    Whether passages are coded is asked of hits only. Raises GioiaError, with the nearest name, for a source, stage or
    speaker that the study does not have.
    """
    # A search, which checks names too, does not need the forms of turns.
    from gioia.sources.segments import segments

    check_names(study, filters)
    surroundings, speaker = Surroundings(study), folded(filters.speaker)
    speakers: set[str] = set()
    for document in study.documents.values():
        every = segments(document)
        speakers |= {segment.speaker for segment in every}
        for segment in every if filters.wants(document) else ():
            is_said = not speaker or folded(segment.speaker) == speaker
            stages = surroundings.stages(document.name, segment.start, segment.end) if filters.stage else ()
            if is_said and (not filters.stage or filters.stage in stages):
                yield document, segment
    if speaker:
        check_speaker(filters.speaker, speakers - {""})


def check_names(study: Study, filters: Filters) -> None:
    """Raise GioiaError, with the nearest name, for a source or stage that the study does not have."""
    codes = [source.code for source in study.sources]
    for code in filters.sources:
        known = dict.fromkeys([*codes, *map(category_code, codes), *(category.code for category in study.categories)])
        if code not in known:
            raise GioiaError(f"no source is called {code!r}", remedy=suggestion(code, codes, "see gioia sources"))
    stages = [stage.name for stage in study.stages]
    if filters.stage and filters.stage not in stages:
        remedy = suggestion(filters.stage, stages, "see gioia model")
        raise GioiaError(f"no stage is called {filters.stage!r}", remedy=remedy)

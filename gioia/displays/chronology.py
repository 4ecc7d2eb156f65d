"""The chronology: what happened when, in which stage, who tells of it, and the passages that it rests on.

Events are those of the model and what opened the stages, by date. An event has a row for each of its codings, and one where
it has none; what repeats is merged as in the tables of evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gioia.codings.coding import Coding
from gioia.displays import frames
from gioia.displays.captions import bracketed, dates_text
from gioia.displays.display import Table
from gioia.displays.layouts import Layout, laid_out, renamed
from gioia.displays.rests import Rests
from gioia.model.records import Event, chronology
from gioia.sources.normal import printed
from gioia.study.record import Study, cited_source

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = ("date", "end", "event", "about", "stage", "sources", "coding", "printed", "cited")
_WORDS = ("Date", "Event", "Stage", "Source", "Evidence")
_WIDTHS = (18, 34, 16, 10, 60)
_EVIDENCE = 4
"""Which column holds the passages, before which all are merged."""


def chronology_frame(study: Study) -> pd.DataFrame:
    """Return the events by date, a row for each coding that one rests on, all of it strings.

    Columns: date and end (ISO 8601 of any precision), event, about, stage, sources (codes, joined with semicolons: those
    that the event names, else those of its codings), coding (id), printed (the quotation as displays show it), cited (the
    source that it is credited to); the last three are empty where an event rests on no coding that is there.
    """
    known = {coding.id: coding for coding in study.codings} if study.model.events else {}
    return frames.list_frame(_COLUMNS, (row for event in _events(study) for row in _rows(study, event, known)), ())


def chronology_table(study: Study, number: int) -> Table:
    """Return the chronology: date, event and stage (merged), sources, and the evidence with its source."""
    frame = chronology_frame(study)
    language = study.language
    frame["when"] = [dates_text(*pair, language) for pair in zip(frame["date"], frame["end"], strict=True)]
    colon = "：" if language == "zh" else ": "
    frame["what"] = [colon.join(filter(None, pair)) for pair in zip(frame["event"], frame["about"], strict=True)]
    frame["who"] = frame["sources"].str.replace(";", "、" if language == "zh" else ", ")
    frame["evidence"] = [
        text + bracketed(cited, language) for text, cited in zip(frame["printed"], frame["cited"], strict=True)
    ]
    shown = frame[["when", "what", "stage", "who", "evidence"]].astype("str")
    rests: Rests = tuple({_EVIDENCE: (coding,)} if coding else {} for coding in frame["coding"])
    return laid_out(
        study, number, renamed(study, shown, _WORDS), Layout("chronology", _WIDTHS, merged=_EVIDENCE), rests
    )


def has_events(study: Study) -> bool:
    """Tell whether anything in the study has a date to be told by."""
    return bool(_events(study))


def _events(study: Study) -> tuple[Event, ...]:
    return chronology(study.stages, study.model.events)


def _rows(study: Study, event: Event, known: dict[str, Coding]) -> Iterator[tuple[object, ...]]:
    codings = [known[each] for each in dict.fromkeys(event.codings) if each in known]
    cited = [cited_source(study, coding) for coding in codings]
    sources = ";".join(event.sources or dict.fromkeys(cited))
    start = (event.date, event.end, event.name, event.about, event.stage, sources)
    for coding, source in zip(codings, cited, strict=True):
        yield (*start, coding.id, printed(coding.quotation), source)
    if not codings:
        yield (*start, "", "", "")

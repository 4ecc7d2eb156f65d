"""The audit of a manuscript as a whole: everything that is remarked on it, by place, waivers applied.

What this says of a paper is a list for a person to go through, and no grade: a changed word may be a slip, or the study's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from gioia.audit.manuscript import (
    attributions,
    codings_told,
    counts_told,
    dates,
    events,
    extents_told,
    quotations,
    source_lists,
    sources_told,
    text_layer,
    told_twice,
)
from gioia.audit.manuscript.coverage import Coverage
from gioia.audit.manuscript.cues import vocabulary
from gioia.audit.manuscript.informants import Informants
from gioia.audit.manuscript.labels import Labels
from gioia.audit.manuscript.manuscript import KINDS, Held, Manuscript, Remark
from gioia.audit.manuscript.material import Material
from gioia.audit.manuscript.names import Names, key
from gioia.audit.manuscript.paragraphs import paragraphs
from gioia.audit.manuscript.retold import Retold
from gioia.audit.manuscript.short_forms import short_forms
from gioia.audit.manuscript.tables import Tables
from gioia.findings import Finding, Place, finding
from gioia.sources.normal import printed, shortened
from gioia.study.record import EVERY, Study, Waiver
from gioia.study.sealed import refuse_sealed

_ORDER = {kind: number for number, kind in enumerate(KINDS)}
_LEAST_SUBJECT = 4


class Audit(Struct, frozen=True):
    """What was found: the remarks and the quotations that hold, by place, and the waivers that meet nothing.

    `itself` names the documents of the study that are the manuscript, and were compared with by their excerpts alone.
    """

    manuscript: Manuscript
    remarks: tuple[Remark, ...]
    held: tuple[Held, ...]
    idle: tuple[Finding, ...] = ()
    itself: tuple[str, ...] = ()

    @property
    def faults(self) -> list[Remark]:
        """The remarks that are no mere information, and that no waiver covers."""
        return [one for one in self.remarks if one.severity != "info" and not one.waived]


def audit(manuscript: Manuscript, study: Study) -> Audit:
    """Return what a manuscript and its study tell differently. Raises GioiaError for a sealed study, whose words cannot be compared."""
    refuse_sealed(study, message=f"the study {study.name} is sealed: a manuscript cannot be held against its words")
    found = paragraphs(manuscript)
    material = Material(study, manuscript)
    names = Names(study, short_forms(found, Names(study)))
    words = vocabulary(study)
    compared = quotations.compared(found, material, words, names)
    told = [*quotations.remarks(compared), *attributions.remarks(compared, words)]
    told += Informants(material, words).remarks(compared)
    told += Labels(found, names, material, compared).remarks()
    told += chain(
        counts_told.remarks(found, study, names),
        codings_told.remarks(found, study, names),
        extents_told.remarks(found, study),
        sources_told.remarks(found, study),
        Coverage(study, names, words).remarks(found),
        dates.remarks(found, study, names),
        Retold(material).remarks(found),
        events.remarks(found, study, _sound(compared)),
        told_twice.remarks(found, manuscript, names, _sound(compared), [(one.start, one.stop) for one in told]),
        Tables(manuscript, material, names, _quoted(compared)).remarks(),
        source_lists.remarks(found, manuscript, study, names),
        text_layer.remarks(found, manuscript),
    )
    remarks, idle = _waived(_once(told), [one for one in study.waivers if one.manuscript in {EVERY, manuscript.name}])
    return Audit(
        manuscript, tuple(remarks), tuple(quotations.held(compared)), tuple(idle), tuple(sorted(material.itself))
    )


def _sound(compared: Iterable[quotations.Compared]) -> list[tuple[int, int]]:
    """Return the spans of the quotations that the study has as they are."""
    return [one.span for one in compared if one.match and one.match.kind in {"verbatim", "part"}]


def _quoted(compared: Iterable[quotations.Compared]) -> frozenset[str]:
    """Return the ids of the excerpts that the text quotes."""
    return frozenset(id for one in compared if one.match for id in one.match.excerpts)


def _once(remarks: Iterable[Remark]) -> list[Remark]:
    """Return the remarks by place, each kind once a span, on one line and with printed words."""
    once = {(one.kind, one.start, one.stop, one.subject): one for one in remarks}
    shown = [replace(one, said=printed(one.said), study_wording=printed(one.study_wording)) for one in once.values()]
    return sorted(shown, key=lambda one: (one.start, one.stop, _ORDER[one.kind]))


def _waived(remarks: Sequence[Remark], waivers: Sequence[Waiver]) -> tuple[list[Remark], list[Finding]]:
    """Return the remarks with the reasons of their waivers, and a finding WA1 for each waiver that meets none."""
    met: set[Waiver] = set()
    found: list[Remark] = []
    for one in remarks:
        waiver = next((waiver for waiver in waivers if _covers(waiver, one)), None)
        if waiver is not None:
            met.add(waiver)
        found.append(replace(one, waived=waiver.reason) if waiver else one)
    idle = [waiver for waiver in waivers if waiver not in met]
    return found, [_idle(waiver) for waiver in idle]


def _covers(waiver: Waiver, one: Remark) -> bool:
    """Tell whether a waiver names the remark: its rule or kind, and its subject or the words that this begins with."""
    if waiver.rule not in {one.rule, one.kind}:
        return False
    wanted, subject = key(waiver.subject), key(one.subject)
    begins = len(wanted) >= _LEAST_SUBJECT and subject.startswith(wanted)
    return waiver.subject == EVERY or wanted == subject or begins


def _idle(waiver: Waiver) -> Finding:
    message = f"the waiver of {waiver.rule} for {waiver.subject!r} meets no remark on {waiver.manuscript}"
    return finding("WA1", waiver.place, message, "delete it, or correct its subject")


def findings(found: Audit, path: str) -> Iterator[Finding]:
    """Yield the remarks as findings at the lines of the paper, whose path is given, and the idle waivers."""
    for one in found.remarks:
        place = Place(path, found.manuscript.line_of(one.start))
        message = f"{one.kind}: “{shortened(one.said, 60)}”: {one.message}"
        remedy = (
            f"compare with {one.study_place}" if one.study_place else "look it up, and correct the paper or the study"
        )
        yield Finding(one.rule, place, message, remedy, one.severity, one.subject, one.waived)
    yield from found.idle

"""Evidence: what is shown for a theme is there, shown once, and not one voice only (Pratt 2008)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from gioia.audit.speaking import Speaking, is_said_to_be_a_transcript
from gioia.codebook.records import theme_of, themes
from gioia.codings.coding import Coding
from gioia.codings.store import codings_path
from gioia.findings import Finding, Place, finding
from gioia.plaintext.files import shown_path
from gioia.study.record import Study, counted_codings, evidence, shown_passages

_WEIGHTY = 5
_MOST = 2 / 3
"""From how many codings on, and above which share, one document is said to outweigh the others: a choice of ours."""


def shown_once(study: Study) -> Iterator[Finding]:
    """EV1: no passage is shown twice for one theme, and none as power quote and as proof quote (Pratt 2008, 2009).

    What several coders chose alike is shown once.
    """
    theme = theme_of(study.codebook)
    shown = sorted(
        (codings[0] for codings in shown_passages(study)), key=lambda one: (one.document, one.start, one.end, one.id)
    )
    for one, other in _overlapping(shown):
        name = theme.get(one.concept, "")
        is_same = bool(name) and name == theme.get(other.concept)
        if is_same or {one.role, other.role} == {"power", "proof"}:
            what = f"for the theme {name!r}" if is_same else "as power and as proof quote"
            message = f"{one.id} and {other.id} show the same passage twice {what}"
            place = Place(shown_path(codings_path(study.root, other.coder, other.document)))
            remedy = f"take the role from one of them: gioia code --id {other.id}"
            yield finding("EV1", place, message, remedy, subject=other.id)


def _overlapping(codings: Sequence[Coding]) -> Iterator[tuple[Coding, Coding]]:
    """Yield the pairs of codings that share a character; they come sorted by document and start."""
    reaching: list[Coding] = []
    for coding in codings:
        reaching = [one for one in reaching if one.document == coding.document and one.end > coding.start]
        yield from ((one, coding) for one in reaching)
        reaching.append(coding)


def covered_themes(study: Study) -> Iterator[Finding]:
    """EV2: where a study shows evidence, every coded theme has a row (Corley and Gioia 2004)."""
    theme = theme_of(study.codebook)
    shown = {theme.get(coding.concept, "") for coding in evidence(study)}
    if not shown:
        return
    coded = {theme.get(coding.concept, "") for coding in counted_codings(study)}
    for record in themes(study.codebook):
        if record.name in coded - shown:
            message = f"no excerpt is shown for the theme {record.name!r}"
            remedy = "choose one of its codings: give it the role power or proof"
            yield finding("EV2", record.place, message, remedy, subject=record.name)


def adding_up(study: Study) -> Iterator[Finding]:
    """EV3: the codings by stage are all codings; a table of counts that leaves some out has another sum."""
    if not study.stages:
        return
    counted = counted_codings(study)
    staged = sum(bool(coding.stage) for coding in counted)
    if 0 < staged < len(counted):
        message = f"by stage the codings add up to {staged}, by concept to {len(counted)}"
        remedy = f"give the other {len(counted) - staged} a stage, or say below the table that they have none"
        yield finding("EV3", Place(shown_path(study.study_file)), message, remedy, subject="stages")


def many_voices(study: Study) -> Iterator[Finding]:
    """EV4: of five or more codings of a theme no document, and no speaker, has more than two thirds.

    Of a study that rests on one document GI3 says so, and only its speakers are weighed.
    The Herfindahl index is told beside the share: 1 where all are from one document, 1/n where n have the same number.
    """
    theme = theme_of(study.codebook)
    speaking = Speaking(study)
    spoken = {name for name, document in study.documents.items() if is_said_to_be_a_transcript(document)}
    by_theme: dict[str, list[Coding]] = defaultdict(list)
    for coding in counted_codings(study):
        by_theme[theme.get(coding.concept, "")].append(coding)
    is_many = len({one.document for codings in by_theme.values() for one in codings}) > 1
    for record in themes(study.codebook):
        codings = by_theme.get(record.name, [])
        if len(codings) >= _WEIGHTY:
            heavy = _heaviest([one.document for one in codings]) if is_many else ""
            heavy = heavy or _heaviest([name for one in codings if one.document in spoken for name in speaking.of(one)])
            if heavy:
                message = f"of {len(codings)} codings of the theme {record.name!r} {heavy}"
                remedy = "look for the theme in other documents, or say why this one carries it"
                yield finding("EV4", record.place, message, remedy, subject=record.name)


def _heaviest(voices: list[str]) -> str:
    """Return what outweighs the others, in words; empty where nothing does."""
    counts = Counter(voices)
    if len(voices) < _WEIGHTY:
        return ""
    name, most = counts.most_common(1)[0]
    if most / len(voices) <= _MOST:
        return ""
    index = sum((count / len(voices)) ** 2 for count in counts.values())
    return f"{most} are from {name} (Herfindahl index {index:.2f})"


RULES = (shown_once, covered_themes, adding_up, many_voices)

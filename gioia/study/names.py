"""The names of a study: each declared once (NA2), each use of one declared (NA1).

A misspelt name is the commonest fault in a file that people write; the finding gives the declared name that is nearest.
Relations name their ends, so that themes, dimensions, stages and constructs share one set of names. A concept may bear the
name of a theme.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from operator import attrgetter

import msgspec
from msgspec import Struct

from gioia.codebook.records import concepts, themes
from gioia.codings.coding import Coding
from gioia.codings.store import CodingFile
from gioia.findings import Finding, Place, finding, nearest
from gioia.model.records import KINDS, Construct, Event, Relation, in_order
from gioia.sources.register import category_code, is_about
from gioia.study.record import CONSENSUS, Study

CODEBOOK_NOUNS = ("concept", "theme", "end")
"""The nouns whose names the codebook declares."""


class _Anything(set[str]):
    """Holds every name."""

    def __contains__(self, name: object) -> bool:
        return True

    def __rsub__(self, names: AbstractSet[object]) -> set[object]:
        return set()


class Use(Struct, frozen=True):
    """A name that stands somewhere, and the noun that says what it should name."""

    noun: str
    name: str
    place: Place


def check_names(study: Study, files: list[CodingFile], unread: Collection[str] = ()) -> list[Finding]:
    """Return the findings NA1 and NA2 about all names of the study; `files` are the codings with their lines.

    `unread` names the nouns whose file could not be read: of their names nothing can be said.
    """
    known = _known(study) | dict.fromkeys(unread, _Anything())
    findings = [*_declared_twice(study), *_shared_with_nobody(study)]
    uses = [use for use in _uses(study) if use.name]
    idle = known["end"] - {use.name for use in uses}
    findings += [_unknown(use, _candidates(use, study, known, idle)) for use in uses if use.name not in known[use.noun]]
    for file in files:
        findings += _coding_names(file, known)
    findings += _idle_excerpts(study, known)
    return [*findings, *_undeclared_coders(study, files), *_joined_indicators(study)]


def _candidates(use: Use, study: Study, known: Mapping[str, AbstractSet[str]], idle: AbstractSet[str]) -> Iterable[str]:
    """Return the names that an unknown one may stand for.

    Where a declared end has no use left, it was probably renamed at its declaration, and is meant rather than one in use.
    """
    if use.noun == "coding":
        return (coding.id for coding in study.codings)
    return idle if use.noun == "end" and nearest(use.name, idle) else known[use.noun]


def _known(study: Study) -> dict[str, set[str]]:
    """Return noun → the names that are declared for it."""
    theme_names = {theme.name for theme in themes(study.codebook)}
    stage_names = {stage.name for stage in study.stages}
    dimension_names = {dimension.name for dimension in study.codebook.dimensions}
    construct_names = {construct.name for construct in study.model.constructs}
    return {
        "concept": {concept.name for concept in concepts(study.codebook)},
        "theme": theme_names,
        "stage": stage_names,
        "source": {source.code for source in study.sources},
        "document": {*study.documents, *(source.code for source in study.sources)},
        "category": {category.code for category in study.categories},
        "role": set(study.roles),
        "kind of relation": set(KINDS) | {kind.name for kind in study.model.kinds},
        "coding": _named_codings(study),
        "end": theme_names | stage_names | dimension_names | construct_names,
    }


def _named_codings(study: Study) -> set[str]:
    """Return which of the codings that relations, events, shortened excerpts and translations name are there."""
    resting: tuple[Relation | Event, ...] = (*study.model.relations, *study.model.events)
    named = {coding for one in resting for coding in one.codings}
    named |= {coding for coding, _ in _printed_excerpts(study)}
    return {coding.id for coding in study.codings if coding.id in named} if named else named


def _declared_twice(study: Study) -> Iterator[Finding]:
    """Yield a finding for every name that is declared a second time among names that must differ."""
    codebook, model = study.codebook, study.model
    ends = [
        *(Use("dimension", dimension.name, dimension.place) for dimension in codebook.dimensions),
        *(Use("theme", theme.name, theme.place) for theme in themes(codebook)),
        *(Use("stage", stage.name, stage.place) for stage in study.stages),
        *(Use("construct", construct.name, construct.place) for construct in model.constructs),
    ]
    for declared in (
        [Use("source", source.code, source.place) for source in study.sources],
        [Use("category", category.code, category.place) for category in study.categories],
        [Use("coder", coder.name, coder.place) for coder in study.coders],
        [Use("concept", concept.name, concept.place) for concept in concepts(codebook)],
        [Use("relation", relation.id, relation.place) for relation in model.relations],
        [Use("excerpt", one.coding, one.place) for one in study.shortened],
        *_translated(study),
        [Use("event", event.name, event.place) for event in model.events],
        ends,
    ):
        first: dict[str, Use] = {}
        for use in declared:
            if use.name in first:
                other = first[use.name]
                message = f"the {use.noun} {use.name!r} is declared twice, first as a {other.noun} at {str(other.place).rstrip(':')}"
                remedy = "delete one of the two" if use.noun == "excerpt" else "rename one of the two"
                yield finding("NA2", use.place, message, remedy, subject=use.name)
            first.setdefault(use.name, use)


def _shared_with_nobody(study: Study) -> Iterator[Finding]:
    """Yield a finding where `also` names what the group has anyway, or a concept that has no home to be counted in."""
    ungrouped = {concept.name for concept in study.codebook.ungrouped}
    for use, group, own in _shared(study):
        if use.name in own:
            message = f"the {use.noun} {use.name!r} is in {group!r} anyway"
            yield finding("NA2", use.place, message, "delete it under also", subject=use.name, severity="warning")
        elif use.noun == "concept" and use.name in ungrouped:
            message = f"the concept {use.name!r} has no theme of its own, so that {group!r} cannot share it"
            yield finding("NA2", use.place, message, "move it below a theme", subject=use.name)


def _shared(study: Study) -> Iterator[tuple[Use, str, set[str]]]:
    """Yield every name under `also` with its group and what this has of its own."""
    for dimension in study.codebook.dimensions:
        own = {theme.name for theme in dimension.themes}
        yield from ((Use("theme", name, dimension.place), dimension.name, own) for name in dimension.also)
    for theme in themes(study.codebook):
        own = {concept.name for concept in theme.concepts}
        yield from ((Use("concept", name, theme.place), theme.name, own) for name in theme.also)


def _printed_excerpts(study: Study) -> Iterator[tuple[str, Place]]:
    """Yield the codings whose excerpts are shortened or translated, and where that stands."""
    yield from ((one.coding, one.place) for one in study.shortened)
    yield from ((one.coding, one.place) for one in study.translations)


def _idle_excerpts(study: Study, known: Mapping[str, AbstractSet[str]]) -> Iterator[Finding]:
    """Yield a remark for a shortened or translated excerpt of a coding that is not there: nothing is printed of it."""
    for coding, place in _printed_excerpts(study):
        if coding not in known["coding"]:
            unknown = _unknown(Use("coding", coding, place), (known.id for known in study.codings))
            yield msgspec.structs.replace(unknown, severity="warning")


def _translated(study: Study) -> Iterable[list[Use]]:
    """Return the excerpts that are translated, language by language."""
    languages = dict.fromkeys(one.language for one in study.translations)
    return (
        [Use("excerpt", one.coding, one.place) for one in study.translations if one.language == language]
        for language in languages
    )


def _uses(study: Study) -> Iterator[Use]:
    """Yield every name that study.yaml, the register, the codebook's groups and the model use."""
    yield from (use for use, _, _ in _shared(study))
    if study.categories:
        for source in study.sources:
            yield Use("category", category_code(source.code), source.place)
    letters = {category_code(source.code) for source in study.sources}
    yield from (Use("source", said.source, said.place) for said in study.attributions if said.source not in letters)
    for transcript in study.transcripts:
        if not any(is_about(transcript, document) for document in study.documents.values()):
            yield Use("document", transcript.documents, transcript.place)
    for document in study.documents.values():
        yield Use("source", document.source, document.place)
    for construct in study.model.constructs:
        yield from _fields(construct, {"theme": construct.theme, "role": construct.role, "stage": construct.stage})
    for relation in study.model.relations:
        yield Use("stage", relation.stage, relation.places.get("stage", relation.place))
        yield Use("end", relation.source, relation.places.get("from", relation.place))
        yield Use("end", relation.target, relation.places.get("to", relation.place))
        yield Use("kind of relation", relation.kind, relation.places.get("kind", relation.place))
        yield Use("role", relation.lead, relation.places.get("lead", relation.place))
        yield from _resting(relation)
    for event in study.model.events:
        yield from _fields(event, {"stage": event.stage})
        for code in event.sources:
            yield Use("source", code, event.places.get("sources", event.place))
        yield from _resting(event)


def _fields(one: Construct | Event, names: Mapping[str, str]) -> Iterator[Use]:
    """Yield the uses of names under keys that say what they name."""
    return (Use(noun, name, one.places.get(noun, one.place)) for noun, name in names.items())


def _resting(one: Relation | Event) -> Iterator[Use]:
    """Yield the codings that a relation or an event rests on."""
    return (Use("coding", coding, one.places.get("codings", one.place)) for coding in one.codings)


def _unknown(use: Use, known: Iterable[str]) -> Finding:
    near = nearest(use.name, known)
    noun = "theme, dimension, stage or construct" if use.noun == "end" else use.noun
    declare = {
        "concept": "add it to the codebook",
        "theme": "add it to the codebook",
        "coding": "name an id that gioia trace shows",
        "document": "gioia sources shows the names",
        "kind of relation": _kind_remedy(use.name, known) if use.noun == "kind of relation" else "",
        "end": "declare it in the codebook, in study.yaml, or under constructs in the model",
    }.get(use.noun, "declare it in study.yaml")
    remedy = f"did you mean {near!r}? else {declare}" if near else declare
    return finding("NA1", use.place, f"no {noun} is called {use.name!r}", remedy, subject=use.name)


def _kind_remedy(name: str, known: Iterable[str]) -> str:
    """Return what to write for a kind that is not there: one of those that are, with its word in a legend, or its declaration."""
    there = [f"{name} ({KINDS[name]['zh']})" if name in KINDS else name for name in in_order(known)]
    return f"write one of {', '.join(there)}; or declare it in the model under kinds: - kind: {name}"


_FIELDS: tuple[tuple[str, Callable[[Coding], str]], ...] = (
    ("concept", attrgetter("concept")),
    ("stage", attrgetter("stage")),
    ("source", attrgetter("cited")),
)


def _coding_names(file: CodingFile, known: dict[str, set[str]]) -> list[Finding]:
    """Return the findings about names in one file of codings, at the line of each."""
    findings: list[Finding] = []
    for noun, field in _FIELDS:
        unknown = set(map(field, file.codings)) - known[noun] - {""}
        if not unknown:
            continue
        for index, coding in enumerate(file.codings):
            if field(coding) in unknown:
                findings.append(_unknown(Use(noun, field(coding), file.place(index)), known[noun]))
    return findings


def _joined_indicators(study: Study) -> Iterator[Finding]:
    """Yield a remark for an indicator with full-width commas: most likely several words that a list took for one."""
    for concept in concepts(study.codebook):
        for indicator in concept.indicators:
            if any(mark in indicator.word for mark in "，、；"):
                message = f"the indicator {indicator.word!r} of {concept.name!r} holds a full-width comma"
                remedy = "part its words with narrow commas: [one, two]"
                yield finding("FI5", concept.place, message, remedy, subject=concept.name, severity="warning")


def _undeclared_coders(study: Study, files: list[CodingFile]) -> list[Finding]:
    """Where a study names its coders, codings by anybody else deserve a remark, unless coders settled on them."""
    declared = {CONSENSUS, *(coder.name for coder in study.coders)}
    if not any(coder.kind == "person" for coder in study.coders):
        return []
    first = {file.coder: file.path for file in reversed(files)}
    return [
        finding(
            "NA1",
            Place(path),
            f"no coder is called {coder!r}",
            "name the coder under coders in study.yaml",
            subject=coder,
            severity="warning",
        )
        for coder, path in sorted(first.items())
        if coder not in declared
    ]

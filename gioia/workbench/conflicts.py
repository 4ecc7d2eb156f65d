"""When what a page asks for can no longer be done as it was meant: what it is about has changed since the page saw it.

A request carries the version of the study that its page shows. Held against that state and the one on disk, it conflicts
where a coding that it names is gone or is another in what the request changes, where a name is gone or defined otherwise,
and where the text below a span is another. Anything else that changed does not stand in its way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import structs

from gioia.codebook.records import Codebook, concepts, themes
from gioia.codings.coding import Coding
from gioia.edits.names import Noun
from gioia.errors import ChangedError
from gioia.study.record import Study
from gioia.workbench import actions as ask

_ALL = ("start", "end", "quotation", "concept", "stage", "cited", "role", "memo")
_SPAN = ("start", "end", "quotation")

Value = dict[str, Any]


class ConflictError(ChangedError):
    """What a request is about has changed underneath: `theirs` is what is on disk, `yours` what the request would have made.

    Both are values for the page, None where there is nothing (any more).
    """

    def __init__(self, message: str, *, remedy: str, theirs: Value | None = None, yours: Value | None = None) -> None:
        super().__init__(message, remedy=remedy, exit_code=1)
        self.theirs = theirs
        self.yours = yours


def refuse_conflict(asked: ask.Request, was: Study | None, now: Study) -> None:
    """Raise ConflictError where the request, made on the study as it `was`, no longer fits the study `now`."""
    if isinstance(asked, ask.Undo | ask.Redo):
        return
    if was is None:
        message = "the page shows the study as it was long ago, or before the program was started anew"
        raise ConflictError(message, remedy="reload the page")
    _refuse_other_codings(asked, was, now)
    _refuse_other_names(asked, was, now)
    _refuse_other_text(asked, was, now)


def _refuse_other_codings(asked: ask.Request, was: Study, now: Study) -> None:
    ids = set(ask.ids_of(asked))
    if not ids:
        return
    then, there = _by_id(was, ids), _by_id(now, ids)
    for each in ids & set(then):
        old, new = then[each], there.get(each)
        if new is None or any(getattr(old, field) != getattr(new, field) for field in _fields(asked)):
            what = "gone" if new is None else "another"
            message = f"the coding {each} ({old.concept}) is {what}: it was changed elsewhere in the meantime"
            raise ConflictError(
                message,
                remedy="look at both, and do it again if you still mean it",
                theirs=_value(new),
                yours=_wanted(asked, old),
            )


def _refuse_other_names(asked: ask.Request, was: Study, now: Study) -> None:
    for noun, name in _names(asked):
        if name in _definitions(was.codebook, noun) and name not in _definitions(now.codebook, noun):
            message = f"the {noun} {name!r} is gone: it was renamed, merged or removed elsewhere in the meantime"
            raise ConflictError(message, remedy="choose another one", yours={"noun": noun, "name": name})
    if isinstance(asked, ask.Define):
        old, new = (_definitions(each.codebook, asked.noun).get(asked.name) for each in (was, now))
        if new not in {old, asked.definition}:
            message = f"the {asked.noun} {asked.name!r} was defined elsewhere in the meantime"
            both = {"noun": asked.noun, "name": asked.name}
            raise ConflictError(
                message,
                remedy="make one definition of the two",
                theirs=both | {"definition": new},
                yours=both | {"definition": asked.definition},
            )


def _refuse_other_text(asked: ask.Request, was: Study, now: Study) -> None:
    for name, span in _spans(asked, now):
        old, new = was.documents.get(name), now.documents.get(name)
        if old is None or (new is not None and new.text == old.text):
            continue
        start, end = span
        raise ConflictError(
            f"the text of {name} is another: it was changed elsewhere in the meantime",
            remedy="reload the document and select the passage anew",
            theirs={"document": name, "quotation": new.text[start:end]} if new else None,
            yours={"document": name, "start": start, "end": end, "quotation": old.text[start:end]},
        )


def _fields(asked: ask.Request) -> Iterable[str]:
    """Return which fields of a coding must be as the page shows them."""
    if isinstance(asked, ask.Resize):
        return _SPAN
    if isinstance(asked, ask.Set):
        return ask.details_of(asked)
    if isinstance(asked, ask.Recode | ask.SplitConcept):
        return (*_SPAN, "concept")
    return _ALL


def _wanted(asked: ask.Request, old: Coding) -> Value | None:
    """Return the coding as the request would have made it of the one that the page shows; None where it would have gone."""
    if isinstance(asked, ask.Uncode | ask.Reject):
        return None
    if isinstance(asked, ask.Resize):
        return _value(structs.replace(old, start=asked.start, end=asked.end, quotation=""))
    if isinstance(asked, ask.Set):
        return _value(structs.replace(old, **ask.details_of(asked)))
    concept = asked.into if isinstance(asked, ask.SplitConcept) else getattr(asked, "concept", "")
    return _value(structs.replace(old, concept=concept or old.concept))


def _value(coding: Coding | None) -> Value | None:
    return structs.asdict(coding) if coding else None


def _names(asked: ask.Request) -> Iterator[tuple[Noun, str]]:
    """Yield the names that a request takes to be there."""
    noun: Noun
    for field, noun in _NAMES.get(type(asked), {}).items():
        value = getattr(asked, field)
        for name in value if isinstance(value, list) else [value]:
            yield noun, name
    if isinstance(asked, ask.Rename | ask.Define | ask.Remove):
        yield asked.noun, asked.old if isinstance(asked, ask.Rename) else asked.name
    if isinstance(asked, ask.Code) and not asked.new:
        yield "concept", asked.concept


_NAMES: dict[type[ask.Action], dict[str, Noun]] = {
    ask.Recode: {"concept": "concept"},
    ask.Accept: {"concept": "concept"},
    ask.Settle: {"concepts": "concept"},
    ask.SplitConcept: {"name": "concept"},
    ask.MergeConcepts: {"names": "concept"},
    ask.Ungroup: {"names": "concept"},
    ask.Group: {"names": "concept", "theme": "theme"},
    ask.AddConcept: {"theme": "theme"},
    ask.MergeThemes: {"names": "theme"},
    ask.MoveTheme: {"names": "theme", "dimension": "dimension"},
    ask.AddTheme: {"dimension": "dimension"},
}
"""Which fields of a request name what."""


def _definitions(codebook: Codebook, noun: Noun) -> dict[str, str]:
    if noun == "concept":
        return {each.name: each.definition for each in concepts(codebook)}
    if noun == "theme":
        return {each.name: each.definition for each in themes(codebook)}
    return {each.name: each.definition for each in codebook.dimensions}


def _spans(asked: ask.Request, now: Study) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the documents and the spans that a request selects in them."""
    if isinstance(asked, ask.Code | ask.Settle):
        yield asked.document, (asked.start, asked.end)
    if isinstance(asked, ask.Resize):
        for coding in _by_id(now, {asked.id}).values():
            yield coding.document, (asked.start, asked.end)


def _by_id(study: Study, ids: set[str]) -> dict[str, Coding]:
    return {coding.id: coding for coding in study.codings if coding.id in ids}

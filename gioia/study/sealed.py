"""A sealed study as a record: where its files hold seals, its texts hold marks that displays can show.

A sealed study loads and counts as any other; it only does not tell what was said. Its files keep the seals, and nothing is
written from the record, in which they are marks.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from gioia.errors import GioiaError
from gioia.findings import Finding, Place, counted, finding
from gioia.sources.seals import is_sealed, marked
from gioia.study.record import Study

_Value = TypeVar("_Value")


def as_sealed(study: Study, findings: Iterable[Finding], place: Place) -> tuple[Study, list[Finding]]:
    """Return a study whose texts hold seals with marks of its language in their place, and what is to be said of it.

    That its documents are not there is none of it; that it is sealed (SE1, at `place`) is, and it is no fault.
    """
    hidden = sum(is_sealed(coding.quotation) for coding in study.codings)
    message = f"the study is sealed: of {counted(len(study.codings), 'coding')} the words of {hidden:,} are not told"
    remedy = f"with their documents: gioia unseal {study.name} --documents FILE…"
    found = [finding("SE1", place, message, remedy, subject=study.name)]
    found += [_marked(each, study.language) for each in findings if each.rule != "DO2"]
    return _marked(study, study.language), found


def refuse_sealed(study: Study, *, message: str) -> None:
    """Raise GioiaError with the message where the study is sealed."""
    if study.sealed:
        raise GioiaError(message, remedy=f"open it first: gioia unseal {study.name} --documents FILE…", exit_code=1)


def _marked(value: _Value, language: str) -> _Value:
    """Return a record, or whatever stands in one, with its texts marked."""
    found: Any = value
    if isinstance(found, str):
        found = marked(found, language)
    elif isinstance(found, tuple):
        found = tuple(_marked(item, language) for item in found)
    elif isinstance(found, dict):
        found = {key: _marked(item, language) for key, item in found.items()}
    elif isinstance(found, Struct) and not isinstance(found, Place):
        values = {name: getattr(found, name) for name in found.__struct_fields__}
        new = {name: _marked(each, language) for name, each in values.items()}
        changed = {name: each for name, each in new.items() if each != values[name]}
        found = replace(found, **changed) if changed else found
    result: _Value = found
    return result

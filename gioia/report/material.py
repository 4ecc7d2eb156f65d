"""What a study rests on, as values for the page: sources, documents, codings and memos.

Positions are Unicode code points, spans half-open. A coding names its document by the document's place in the list, -1 where there
is none of that name; what stands around it comes from the document's text, which the page has once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from gioia.codings.coding import Coding
from gioia.displays.counts import category_names
from gioia.displays.surroundings import Surroundings
from gioia.messages import in_chinese
from gioia.sources.register import Document, category_code, page_at
from gioia.study.memos import Memo
from gioia.study.record import Study, cited_source, counted_codings, persons_codings

Value = dict[str, Any]

LANGUAGES = ("en", "zh")

FIELDS = (
    *("id", "document", "start", "end", "quotation", "concept", "coder", "stage", "source", "cited", "role", "memo"),
    *("time", "said", "page", "before", "after", "stands", "shown", "translations", "suggested"),
)
"""The fields of a coding, in the order in which its list has them.

`source` is the code of the source that it is credited to, `cited` whether the coding names another than its document's. `said`
is who speaks there and when. `stands` tells that the document has the quotation at that place; `before` and `after` are there
only where it has not. `shown` is the excerpt as a person shortened it, `translations` are lists of language, text and
translator, `suggested` is the procedure whose suggestion a person accepted.
"""


def in_both(message: str) -> dict[str, str]:
    """Return a message of the program in both languages."""
    return dict(zip(LANGUAGES, (message, in_chinese(message)), strict=True))


def category_values(study: Study) -> list[Value]:
    """Return the kinds of sources, with their names in both languages."""
    names = {language: category_names(replace(study, language=language)) for language in LANGUAGES}
    return [{"code": code, **{one: names[one][code] for one in LANGUAGES}} for code in names[study.language]]


def source_values(study: Study) -> list[Value]:
    """Return the entries of the source register."""
    keys = ("code", "name", "kind", "extent", "case", "date", "end", "author", "access", "derived")
    return [
        {key: getattr(source, key) for key in keys} | {"category": category_code(source.code)}
        for source in study.sources
    ]


def document_values(study: Study) -> list[Value]:
    """Return what the register holds about the documents, in its order, without their texts."""
    return [_document(document) for document in study.documents.values()]


def _document(document: Document) -> Value:
    return {
        "name": document.name,
        "source": document.source,
        "characters": len(document.text),
        "sha256": document.sha256,
        "original": document.original,
        "reader": document.reader,
        "added": document.added,
        "doubts": [in_both(doubt.message) for doubt in document.doubts],
    }


def coding_values(study: Study) -> list[list[Any]]:
    """Return the codings of persons, by document and position, each as a list in the order of `FIELDS`."""
    places = {name: place for place, name in enumerate(study.documents)}
    codings = sorted(
        counted_codings(study), key=lambda coding: (places.get(coding.document, len(places)), coding.start, coding.end)
    )
    around, printed = Surroundings(study), _Printed(study)
    return [_coding(study, coding, places.get(coding.document, -1), around) + printed.of(coding) for coding in codings]


def _coding(study: Study, coding: Coding, place: int, around: Surroundings) -> list[Any]:
    document = study.documents.get(coding.document)
    stands = document is not None and document.text[coding.start : coding.end] == coding.quotation
    return [
        *(coding.id, place, coding.start, coding.end, coding.quotation, coding.concept, coding.coder, coding.stage),
        *(cited_source(study, coding), bool(coding.cited), coding.role, coding.memo, coding.time, around.said(coding)),
        page_at(document, coding.start) if document else 0,
        *(("", "", True) if stands else (coding.before, coding.after, False)),
    ]


def settled_values(study: Study) -> list[Value]:
    """Return the codings of persons in whose place a consensus counts, each with the place of its document."""
    counting = {id(coding) for coding in counted_codings(study)}
    places = {name: place for place, name in enumerate(study.documents)}
    keys = ("id", "start", "end", "concept", "coder")
    return [
        {key: getattr(coding, key) for key in keys} | {"document": places.get(coding.document, -1)}
        for coding in persons_codings(study)
        if id(coding) not in counting
    ]


class _Printed:
    """What is printed in the place of quotations or beside them, and where accepted suggestions came from, by coding."""

    def __init__(self, study: Study) -> None:
        self._shown = {one.coding: one.shown for one in study.shortened}
        self._suggested = {one.coding: one.suggestion.coder for one in study.verdicts if one.outcome == "accepted"}
        self._translations: dict[str, list[list[str]]] = {}
        for one in study.translations:
            if one.text:
                self._translations.setdefault(one.coding, []).append([one.language, one.text, one.by])

    def of(self, coding: Coding) -> list[Any]:
        id = coding.id
        return [self._shown.get(id, ""), self._translations.get(id, []), self._suggested.get(id, "")]


def memo_values(memos: Iterable[Memo]) -> list[Value]:
    """Return the memos in the order of their files."""
    return [{"path": memo.path, "about": memo.about, "text": memo.text} for memo in memos]

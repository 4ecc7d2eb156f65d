"""What the page shows, as values that JSON can say: pure functions of what a person sees of a study.

Positions are Unicode code points, spans half-open. Names and texts are given to the letter: what shows them must never take
them for markup.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, get_args

from msgspec import structs

from gioia.codebook.records import Codebook, Concept, themes
from gioia.codings.coding import Coding
from gioia.codings.store import codings_path
from gioia.displays.disagreements import contrasts
from gioia.errors import GioiaError
from gioia.findings import Finding, suggestion
from gioia.plaintext.files import shown_path
from gioia.sources.concordance import find
from gioia.sources.documents import document_path
from gioia.sources.queries import query_of
from gioia.sources.register import Document
from gioia.sources.segments import Segment, segment_at
from gioia.study.appearance import instead
from gioia.study.record import CONSENSUS, Study, counted_codings, own_source, persons_codings, set_aside
from gioia.workbench.letters import letters
from gioia.workbench.seeing import Seen

CONTEXT = 60
MOST_HITS = 500
ROLES = ("power", "proof", "counter")

Value = dict[str, Any]
Style = Literal["brackets", "boxes"]


def study_value(seen: Seen) -> Value:
    """Return what the page needs to know of the study as a whole."""
    study, person = seen.study, seen.person
    severities = Counter(found.severity for found in seen.findings)
    return {
        "version": seen.version,
        "name": study.name,
        "title": study.title,
        "language": study.language,
        "ui": person.ui,
        "coder": person.coder,
        "blind": person.blind,
        "coders": _coders(seen),
        "stages": [{"name": each.name, "start": each.start, "end": each.end} for each in study.stages],
        "roles": list(ROLES),
        "sources": _sources(seen),
        "codebook": _codebook(study),
        "findings": {"errors": severities["error"], "warnings": severities["warning"]},
    }


def document_value(seen: Seen, name: str) -> Value:
    """Return a document with all that stands in it. Raises GioiaError where there is none of that name."""
    document = _document(seen, name)
    return {
        "version": seen.version,
        "name": name,
        "source": document.source,
        "text": document.text,
        "segments": [_segment(each) for each in seen.segments(document)],
        "codings": [coding_value(seen, each) for each in seen.codings.get(name, [])],
        "suggestions": [coding_value(seen, each) for each in seen.suggestions.get(name, [])],
        "findings": _findings_in(seen, name),
    }


def document_changes(before: Seen, seen: Seen, name: str) -> Value:
    """Return what of a document is another than `before`, the whole document where its text is another.

    Of codings and suggestions these are what is `put` and the ids that are `gone`; findings are told all. Raises GioiaError where there is none of that name.
    """
    was = before.study.documents.get(name)
    if was is None or was != _document(seen, name):
        return document_value(seen, name)
    return {
        "version": seen.version,
        "name": name,
        "codings": _change(before.codings.get(name, []), seen.codings.get(name, []), seen),
        "suggestions": _change(before.suggestions.get(name, []), seen.suggestions.get(name, []), seen),
        "findings": _findings_in(seen, name),
    }


def _change(before: Sequence[Coding], after: Sequence[Coding], seen: Seen) -> Value:
    old, new = ({coding.id: coding for coding in codings} for codings in (before, after))
    put = [coding_value(seen, coding) for coding in after if old.get(coding.id) != coding]
    return {"put": put, "gone": [each for each in old if each not in new]}


def _findings_in(seen: Seen, name: str) -> list[Value]:
    keys = ("rule", "severity", "message", "remedy", "start", "end")
    return [{key: value[key] for key in keys} for value in findings_value(seen) if value["document"] == name]


def coding_value(seen: Seen, coding: Coding) -> Value:
    """Return a coding as the page holds it."""
    return {
        "id": coding.id,
        "start": coding.start,
        "end": coding.end,
        "quotation": coding.quotation,
        "concept": coding.concept,
        "coder": coding.coder,
        "stage": coding.stage,
        "cited": coding.cited,
        "role": coding.role,
        "memo": coding.memo,
        "time": coding.time,
        "mine": coding.coder == seen.person.coder,
    }


def passages_value(seen: Seen, *, concept: str = "", theme: str = "") -> Value:
    """Return the passages of a concept, or of all concepts of a theme, with what stands around each in its segment.

    Raises GioiaError where the codebook has no such name.
    """
    names = _meant(seen.study.codebook, concept, theme)
    found = [
        _passage(seen, coding)
        for document in seen.study.documents
        for coding in seen.codings.get(document, [])
        if coding.concept in names
    ]
    return {"version": seen.version, "passages": found}


def findings_value(seen: Seen) -> list[Value]:
    """Return the findings, each with the document and the span that it is about where it is about one, else None there."""
    places = _Places(seen)
    return [_finding(found, places) for found in seen.findings]


def hits_value(seen: Seen, words: str) -> Value:
    """Return where words stand in all documents, whatever their case and width: the first `MOST_HITS`, and how many `more`."""
    if not words.strip():
        return {"hits": [], "more": 0}
    found = find(seen.study.documents.values(), query_of(words), width=CONTEXT // 2)
    keys = ("document", "start", "end", "before", "match", "after")
    hits = [{key: getattr(hit, key) for key in keys} for hit in found[:MOST_HITS]]
    return {"hits": hits, "more": max(0, len(found) - MOST_HITS)}


def disagreements_value(seen: Seen) -> list[Value]:
    """Return the passages that persons read differently, in the order of the documents.

    Each has what either `said` (coder and concepts), and the concepts that it is `settled` with, None where it is not.
    """
    study = seen.study
    coders = sorted({coding.coder for coding in persons_codings(study)} - {CONSENSUS})
    told: dict[tuple[str, int, int], Value] = {}
    for each in contrasts(study, coders) if len(coders) > 1 else []:
        value = told.setdefault((each.document, each.start, each.end), {"said": {}})
        value["said"] |= {each.one: each.one_concepts, each.other: each.other_concepts}
    order = {name: index for index, name in enumerate(study.documents)}
    return [
        {
            "document": document,
            "start": start,
            "end": end,
            "words": study.documents[document].text[start:end],
            "said": [{"coder": coder, "concepts": concepts} for coder, concepts in value["said"].items()],
            "settled": _settled(seen, document, start, end),
        }
        for (document, start, end), value in sorted(told.items(), key=lambda each: (order.get(each[0][0], 0), each[0]))
        if document in study.documents
    ]


def _settled(seen: Seen, document: str, start: int, end: int) -> list[str] | None:
    there = [each for each in seen.codings.get(document, []) if each.start < end and each.end > start]
    names = [each.concept for each in there if each.coder == CONSENSUS]
    aside = set_aside(seen.study)
    return list(dict.fromkeys(names)) or ([] if any((each.id, each.concept) in aside for each in there) else None)


def figure_bytes(seen: Seen, style: str = "", part: int = 1) -> tuple[bytes, int]:
    """Return a page of the figure of the data structure as SVG, and how many pages it has.

    It is drawn in a style (brackets, boxes), else as the study says. Raises GioiaError for another style, or a page that is not.
    """
    from gioia.displays.figures import data_structure_figures
    from gioia.exports import svg

    if style not in {"", *get_args(Style)}:
        raise GioiaError(f"no style is called {style!r}", remedy=f"choose one of {', '.join(get_args(Style))}")
    look = instead(seen.study.appearance, {"style": style or None})
    parts = data_structure_figures(structs.replace(seen.study, appearance=look))
    if not 1 <= part <= len(parts):
        raise GioiaError(f"the figure has no page {part}", remedy=f"it has {len(parts)}")
    return svg.write(parts[part - 1]), len(parts)


def _coders(seen: Seen) -> list[str]:
    declared = [coder.name for coder in seen.study.coders if coder.kind == "person"]
    coding = sorted({coding.coder for coding in persons_codings(seen.study)})
    return list(dict.fromkeys([*declared, *coding, seen.person.coder]))


def _sources(seen: Seen) -> list[Value]:
    documents: dict[str, list[Document]] = {source.code: [] for source in seen.study.sources}
    for document in seen.study.documents.values():
        documents.setdefault(document.source, []).append(document)
    names = {source.code: source.name for source in seen.study.sources}
    categories = {category.code: category.name for category in seen.study.categories}
    return [
        {
            "code": code,
            "name": names.get(code, ""),
            "category": next((name for letter, name in categories.items() if code.startswith(letter)), ""),
            "documents": [_document_line(seen, document) for document in of_source],
        }
        for code, of_source in documents.items()
    ]


def _document_line(seen: Seen, document: Document) -> Value:
    codings = seen.codings.get(document.name, [])
    length = len(document.text)
    return {
        "name": document.name,
        "characters": length,
        "codings": len(codings),
        "coded": round(_covered(codings) / length, 4) if length else 0.0,
    }


def _covered(codings: Iterable[Coding]) -> int:
    """Return how many code points the codings cover, which come by their beginning."""
    covered = reached = 0
    for coding in codings:
        covered += max(0, coding.end - max(reached, coding.start))
        reached = max(reached, coding.end)
    return covered


def _codebook(study: Study) -> Value:
    counts = Counter(coding.concept for coding in counted_codings(study))

    def concept_values(concepts: Sequence[Concept]) -> list[Value]:
        return [
            {
                "name": concept.name,
                "definition": concept.definition,
                "codings": counts[concept.name],
                "letters": letters(concept.name),
            }
            for concept in concepts
        ]

    return {
        "dimensions": [
            {
                "name": dimension.name,
                "definition": dimension.definition,
                "themes": [
                    {
                        "name": theme.name,
                        "definition": theme.definition,
                        "concepts": concept_values(theme.concepts),
                    }
                    for theme in dimension.themes
                ],
            }
            for dimension in study.codebook.dimensions
        ],
        "ungrouped": concept_values(study.codebook.ungrouped),
    }


def _segment(segment: Segment) -> Value:
    return {
        "start": segment.start,
        "end": segment.end,
        "speaker": segment.speaker,
        "time": segment.time,
        "label_end": segment.said,
    }


def _document(seen: Seen, name: str) -> Document:
    document = seen.study.documents.get(name)
    if document is None:
        raise GioiaError(f"no document is called {name!r}", remedy=suggestion(name, seen.study.documents, "reload"))
    return document


def _meant(codebook: Codebook, concept: str, theme: str) -> set[str]:
    concepts = {each.name: each for part in themes(codebook) for each in part.concepts}
    concepts |= {each.name: each for each in codebook.ungrouped}
    if concept:
        if concept not in concepts:
            raise GioiaError(f"no concept is called {concept!r}", remedy=suggestion(concept, concepts, "reload"))
        return {concept}
    known = {part.name: part for part in themes(codebook)}
    if theme not in known:
        raise GioiaError(f"no theme is called {theme!r}", remedy=suggestion(theme, known, "reload"))
    return {each.name for each in known[theme].concepts}


def _passage(seen: Seen, coding: Coding) -> Value:
    document = seen.study.documents[coding.document]
    of_document = seen.segments(document)
    first, last = segment_at(of_document, coding.start), segment_at(of_document, coding.end - 1)
    low = max(coding.start - CONTEXT, first.said if first and first.said <= coding.start else 0)
    high = min(coding.end + CONTEXT, last.end if last else len(document.text))
    return coding_value(seen, coding) | {
        "document": coding.document,
        "source": coding.cited or own_source(seen.study, coding),
        "before": document.text[low : coding.start],
        "after": document.text[coding.end : high],
        "speaker": first.speaker if first else "",
    }


class _Places:
    """What findings may be about: the codings by their ids, the files of documents and of codings."""

    def __init__(self, seen: Seen) -> None:
        study = seen.study
        self.documents: Mapping[str, Document] = study.documents
        self.codings = {coding.id: coding for coding in study.codings}
        self.reviewed = {line.was.id: line.was.document for line in study.review}
        self.files = {shown_path(document_path(study.root, name)): name for name in study.documents}
        self.files |= {
            shown_path(codings_path(study.root, coder, name)): name
            for coder, name in {(coding.coder, coding.document) for coding in study.codings}
        }

    def of(self, found: Finding) -> tuple[str | None, int | None, int | None]:
        """Return document, start and end, each None where the finding has none."""
        coding = self.codings.get(found.subject)
        if coding:
            return coding.document, coding.start, coding.end
        if found.subject in self.documents:
            return found.subject, None, None
        return self.reviewed.get(found.subject) or self.files.get(found.place.path), None, None


def _finding(found: Finding, places: _Places) -> Value:
    document, start, end = places.of(found)
    return {
        "rule": found.rule,
        "severity": found.severity,
        "message": found.message,
        "remedy": found.remedy,
        "subject": found.subject,
        "path": found.place.path,
        "line": found.place.line,
        "document": document,
        "start": start,
        "end": end,
    }

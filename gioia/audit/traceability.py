"""Traceability: from what is shown to the words of a source, and nothing in between that nobody said.

That a quotation stands at its place (TR1) and what an update of a document touched (TR9) is told when a study is loaded.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator

from gioia.audit.speaking import Speaking, is_said_to_be_a_transcript
from gioia.codings.coding import Coding
from gioia.codings.store import codings_path
from gioia.findings import Finding, Place, counted, finding
from gioia.plaintext.files import shown_path
from gioia.sources.register import Source
from gioia.study.record import Study, cited_source, evidence, own_source

_PIECES = (
    r"(?i)(?P<number>{number})\s*(?:余|多)?\s*(?:篇|条|份|个(?!月|小时|星期|钟头|字|人|年|季|工作日)|场|次|封|则|本|部|集|期|张|"
    r"(?:(?!(?:pages?|words?|characters?|minutes?|hours?|days?|weeks?|months?|years?|of|and|to)\b)[a-z][a-z-]*\s+){{0,2}}"
    r"(?:articles?|documents?|posts?|reviews?|comments?|interviews?|letters?|reports?|files?|texts?|papers?|cases?"
    r"|web\s?pages?|web\s?sites?)\b)"
)
"""How many pieces an extent tells of; pages, words and characters are no pieces."""
_IN_WORDS = r"[一二两三四五六七八九十百千]|[A-Za-z]{3}"
"""What there is where a number may be written in words."""


def one_document(study: Study) -> Iterator[Finding]:
    """TR4: what is credited to a source that holds many pieces leads to one of them (Yin 2018).

    That is not so where all pieces lie in one text together, nor where the source is cited in a document of another one.
    """
    documents = Counter(document.source for document in study.documents.values())
    inside: Counter[str] = Counter()
    elsewhere: Counter[str] = Counter()
    for coding in evidence(study) if study.sources else ():
        cited, own = cited_source(study, coding), own_source(study, coding)
        if cited != own:
            elsewhere[cited] += 1
        elif documents[own] == 1:
            inside[own] += 1
    for source in study.sources:
        count = inside[source.code] + elsewhere[source.code]
        if not count or _pieces(source.extent) <= 1:
            continue
        if elsewhere[source.code]:
            message = f"{source.code} has {source.extent}, and what is credited to it ({counted(count, 'excerpt')}) leads to none of them"
            remedy = "give each piece that is cited a code of its own, or add it as a document and code it there"
        else:
            message = f"{source.code} has {source.extent}, and what is shown of it ({counted(count, 'excerpt')}) stands in one document"
            remedy = "add each piece as a document of its own, so that an excerpt leads to one"
        yield finding("TR4", source.place, message, remedy, subject=source.code)


def _pieces(extent: str) -> int:
    """Return how many pieces an extent tells of first, in figures or in words; 0 where it tells of none."""
    extent = unicodedata.normalize("NFKC", extent)
    if not re.search(_IN_WORDS, extent):
        found = re.search(_PIECES.format(number=r"\d[\d,]*"), extent)
        return int(found["number"].replace(",", "")) if found else 0
    from gioia.audit.manuscript.numbers import NUMBER, value

    found = re.search(_PIECES.format(number=NUMBER), extent)
    return (found and value(found["number"])) or 0


def marked_cuts(study: Study) -> Iterator[Finding]:
    """TR5: a shortened excerpt is the quotation to the letter, every cut marked, every insertion in brackets."""
    if not study.shortened:
        return
    from gioia.codings.omissions import fault

    quotations = _quotations(study, {one.coding for one in study.shortened})
    for one in study.shortened:
        wrong = fault(one.shown, quotations[one.coding]) if one.coding in quotations else ""
        if wrong:
            message = f"the shortened excerpt of {one.coding}: {wrong}"
            remedy = (
                "take the words from the quotation and mark every cut with …… or [...]; until then it is printed whole"
            )
            yield finding("TR5", one.place, message, remedy, subject=one.coding)


def single_speaker(study: Study) -> Iterator[Finding]:
    """TR6: no excerpt runs from one speaker's turn into another's, and so becomes what nobody said.

    A passage that is coded and not shown may hold a question with its answer.
    """
    speaking = Speaking(study)
    for coding in evidence(study):
        speakers = speaking.of(coding) if "\n" in coding.quotation else []
        if len(speakers) > 1:
            message = f"the coding {coding.id} ({coding.concept}) joins words of {' and '.join(speakers)}"
            place = Place(shown_path(codings_path(study.root, coding.coder, coding.document)))
            yield finding("TR6", place, message, "code each speaker's words by themselves", subject=coding.id)


def identified_excerpts(study: Study) -> Iterator[Finding]:
    """TR7: of what is shown, the reader is told from what kind of source it is, from when, and who speaks (COREQ 29)."""
    shown: dict[str, list[Coding]] = defaultdict(list)
    for coding in evidence(study):
        shown[own_source(study, coding)].append(coding)
    speaking = Speaking(study)
    yield from unregistered("TR7", [source for source in study.sources if source.code in shown], ("kind", "date"))
    for source in study.sources:
        excerpts = [one for one in shown.get(source.code, []) if _is_transcript(study, one)]
        nameless = [one.id for one in excerpts if speaking.has_turns(one.document) and not any(speaking.of(one))]
        if nameless:
            message = f"nobody is found to speak in {', '.join(nameless)} of {source.code}"
            remedy = "say under transcripts: in study.yaml how a turn begins, or turn: none where nobody speaks"
            yield finding("TR7", source.place, message, remedy, subject=source.code)


def unregistered(rule: str, sources: list[Source], asked: tuple[str, ...]) -> Iterator[Finding]:
    """Yield a finding of the rule for each key that the register does not give of some of the sources, their first one's place."""
    for key in asked:
        lacking = [source for source in sources if not getattr(source, key)]
        if lacking:
            message = f"the register gives no {key} of {', '.join(source.code for source in lacking)}"
            to = "it" if len(lacking) == 1 else "each"
            remedy = f"add {key}: to {to} in study.yaml, or waive {rule} for {key!r} with the reason"
            yield finding(rule, lacking[0].place, message, remedy, subject=key)


def _is_transcript(study: Study, coding: Coding) -> bool:
    document = study.documents.get(coding.document)
    return document is not None and is_said_to_be_a_transcript(document)


def spoken_transcripts(study: Study) -> Iterator[Finding]:
    """DO5: a document of which the study says how turns begin, or who speaks, has turns by that."""
    for document in study.documents.values():
        if not is_said_to_be_a_transcript(document):
            continue
        from gioia.sources.turns import labels

        said = document.transcript
        if not labels(document.text, said):
            message = f"no turn of {document.name} is found by what is said here"
            remedy = "correct turn or speakers as the document has them; turn: none where nobody speaks"
            yield finding("DO5", said.place, message, remedy, subject=document.name)


def current_translations(study: Study) -> Iterator[Finding]:
    """TR10: what was translated is the quotation that the coding has now."""
    quotations = _quotations(study, {one.coding for one in study.translations})
    if not quotations:
        return
    from gioia.sources.normal import printed, shortened

    for one in study.translations:
        now = quotations.get(one.coding)
        if now is not None and now != printed(one.original):
            message = f"the translation of {one.coding} is of other words than “{shortened(now)}”"
            remedy = "translate the quotation as it is now, and put it under original; until then none is printed"
            yield finding("TR10", one.place, message, remedy, subject=one.coding)


def _quotations(study: Study, ids: set[str]) -> dict[str, str]:
    """Return id → quotation as displays print it, for the codings of these ids."""
    if not ids:
        return {}
    from gioia.sources.normal import printed

    return {coding.id: printed(coding.quotation) for coding in study.codings if coding.id in ids}


RULES = (
    spoken_transcripts,
    one_document,
    marked_cuts,
    single_speaker,
    identified_excerpts,
    current_translations,
)

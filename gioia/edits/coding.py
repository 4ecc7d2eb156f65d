"""Coding and uncoding one passage, and bringing in what the rules found."""

from __future__ import annotations

import msgspec

from gioia.codebook.naming import check_form
from gioia.codebook.reader import read_codebook
from gioia.codebook.records import Codebook, concepts, themes
from gioia.codings.anchors import Passage, locate
from gioia.codings.coding import RULES_CODER, Coding, Role, is_same, new_coding, with_free_id
from gioia.codings.grams import indexed
from gioia.codings.indicators import apply_indicators
from gioia.edits.plan import Plan, change_text, coding_changes
from gioia.errors import GioiaError
from gioia.findings import counted, suggestion
from gioia.plaintext.files import line_at
from gioia.plaintext.yaml_edit import append_item
from gioia.sources.normal import printed
from gioia.sources.register import Document
from gioia.study.finding_studies import find_codebook
from gioia.study.history import Deed
from gioia.study.record import Study

MAX_SHOWN = 8


class Wish(msgspec.Struct, frozen=True):
    """A coding that a person asks for.

    `document` may be a part of a document's name; empty means any. `start` picks one of several places: the code point
    at which the quotation begins. `is_new` lets an unknown concept into the codebook, ungrouped.
    """

    quotation: str
    concept: str
    coder: str
    time: str
    document: str = ""
    start: int | None = None
    stage: str = ""
    cited: str = ""
    role: Role = ""
    memo: str = ""
    is_new: bool = False


def code(study: Study, wish: Wish) -> Plan:
    """Return the plan that codes one passage.

    Raises GioiaError where the quotation stands nowhere, or in several places and `start` picks none; where concept,
    stage or source is unknown (with the nearest name); where the same coding is there already.
    """
    if not wish.quotation.strip():
        raise GioiaError("no words are given", remedy="copy those of the passage from the document")
    _check_names(study, wish)
    passage = _passage(study, wish)
    return _coded(study, wish, passage.document, (passage.start, passage.end))


def code_at(study: Study, wish: Wish, span: tuple[int, int]) -> Plan:
    """Return the plan that codes the passage at `span` of the wish's document, whatever its words are; code points, half-open.

    Raises GioiaError as `code` does, and where the span is none of the document.
    """
    _check_names(study, wish)
    passage_text(study, wish.document, span)
    return _coded(study, wish, wish.document, span)


def passage_text(study: Study, document: str, span: tuple[int, int]) -> str:
    """Return the document's text, after looking whether the span is a passage of it: code points, half-open.

    Raises GioiaError where there is no such document, where the span leads out of it, or where it holds only white space.
    """
    if document not in study.documents:
        remedy = suggestion(document, study.documents, "see gioia sources")
        raise GioiaError(f"no document is called {document!r}", remedy=remedy)
    text, (start, end) = study.documents[document].text, span
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        message = f"{start}–{end} is no passage of {document}, which has {len(text):,} characters"
        raise GioiaError(message, remedy="select words of the document")
    return text


def _check_names(study: Study, wish: Wish) -> None:
    check_details(study, stage=wish.stage, cited=wish.cited)
    if not wish.concept.strip():
        raise GioiaError("no concept is named", remedy="name one of gioia structure")
    _not_above(study, wish.concept)
    names = [concept.name for concept in concepts(study.codebook)]
    if not wish.is_new:
        known(wish.concept, names, "concept", "add it with --new")
    elif wish.concept not in names:
        check_form("concept", wish.concept)


def check_details(study: Study, *, stage: str = "", cited: str = "") -> None:
    """Raise GioiaError where the stage or the source that a coding is to name is not there."""
    known(stage, [each.name for each in study.stages], "stage", "see gioia model")
    known(cited, [source.code for source in study.sources], "source", "see gioia sources")


def _coded(study: Study, wish: Wish, document: str, span: tuple[int, int]) -> Plan:
    coding = new_coding(
        study.documents[document].text,
        document,
        span,
        concept=wish.concept,
        coder=wish.coder,
        time=wish.time,
        stage=wish.stage,
        cited=wish.cited,
        role=wish.role,
        memo=wish.memo,
    )
    old = [other for other in study.codings if is_same(other, coding)]
    coding = _updated(old[0], wish) if old else with_free_id(coding, {other.id for other in study.codings})
    if coding in old:
        message = f"{coding.id}: {wish.coder} has coded this passage with {wish.concept!r} already"
        raise GioiaError(message, remedy="to change it, say --stage, --role, --cited or --memo")
    is_known = any(concept.name == wish.concept for concept in concepts(study.codebook))
    changes = coding_changes(study, added=[coding], removed=old)
    if not is_known:
        added = {"concept": wish.concept}
        changes.insert(0, change_text(study.codebook_file, lambda text: append_item(text, ["ungrouped"], added)))
    shown = f"{coding.id}  {coding.document} {coding.start}–{coding.end}  {coding.concept}, by {coding.coder}"
    deed = Deed("code" if is_known else "code with new concept", (coding.id,), (coding.concept,))
    return Plan(tuple(changes), (f"{shown} (changed)" if old else shown,), deed=deed)


def _updated(coding: Coding, wish: Wish) -> Coding:
    """Return the coding with what the wish says about stage, source, role and memo."""
    said = {"stage": wish.stage, "cited": wish.cited, "role": wish.role, "memo": wish.memo}
    return msgspec.structs.replace(coding, **{key: value for key, value in said.items() if value})


def uncode(study: Study, coding_id: str) -> Plan:
    """Return the plan that takes one coding away. Raises GioiaError where no coding, or more than one, has the id."""
    found = [coding for coding in study.codings if coding.id == coding_id]
    if not found:
        remedy = suggestion(coding_id, (coding.id for coding in study.codings), "gioia trace shows the ids")
        raise GioiaError(f"no coding has the id {coding_id}", remedy=remedy)
    if len(found) > 1:
        raise GioiaError(f"{len(found)} codings have the id {coding_id}", remedy="see gioia check, and rename one")
    naming = [relation.id for relation in study.model.relations if coding_id in relation.codings]
    naming += [event.name for event in study.model.events if coding_id in event.codings]
    messages = [f"removed {coding_id}: {found[0].concept} from {found[0].document}"]
    if naming:
        messages.append(f"the model still names it: {', '.join(naming)}")
    changes = coding_changes(study, removed=found)
    if not changes:
        message = f"{coding_id} stands in a file that is not of its coder and document"
        raise GioiaError(message, remedy="see gioia check (FI5), and move its line", exit_code=1)
    return Plan(tuple(changes), tuple(messages), deed=Deed("uncode", (coding_id,), (found[0].concept,)))


def apply_rules(study: Study, time: str, codebook: Codebook | None = None) -> Plan:
    """Return the plan that makes the codings of the coder `rules` those that the indicators find now.

    `codebook` gives the indicators, else the study's own does; of another codebook only the concepts that the study has
    are applied. A coding that was there keeps its time; one that is not found any more goes. Raises GioiaError where no
    concept has an indicator.
    """
    if not any(concept.indicators for concept in concepts(codebook or study.codebook)):
        remedy = "write some under indicators, or take those of another codebook: --codebook lechun"
        raise GioiaError("no concept of the codebook has indicators", remedy=remedy)
    rules = rule_codings(study, time, codebook)
    old = [coding for coding in study.codings if coding.coder == RULES_CODER]
    changes = coding_changes(study, added=rules, removed=old)
    message = f"{counted(len(rules), 'coding')} by {RULES_CODER}, {len(old):,} before"
    return Plan(tuple(changes), (message,), deed=Deed("apply rules"))


def lent_codebook(named: str) -> Codebook:
    """Return another codebook, to take its indicators. Raises GioiaError where it is not there or not in order."""
    codebook, findings = read_codebook(find_codebook(named))
    if findings:
        raise GioiaError(f"{findings[0].place} {findings[0].message}", remedy=findings[0].remedy, exit_code=1)
    return codebook


def rule_codings(study: Study, time: str, codebook: Codebook | None = None) -> list[Coding]:
    """Return what the rules find in the study's documents; a coding that is in the study keeps its time."""
    names = {concept.name for concept in concepts(study.codebook)}
    times = {coding.id: coding.time for coding in study.codings if coding.coder == RULES_CODER}
    found = apply_indicators(codebook or study.codebook, study.documents.values(), time)
    return [
        msgspec.structs.replace(coding, time=times[coding.id]) if coding.id in times else coding
        for coding in found
        if coding.concept in names
    ]


def _not_above(study: Study, name: str) -> None:
    """Refuse the name of a theme or dimension that is no concept as well."""
    nouns = {dimension.name: "dimension" for dimension in study.codebook.dimensions}
    nouns |= {theme.name: "theme" for theme in themes(study.codebook)}
    if name in nouns and all(concept.name != name for concept in concepts(study.codebook)):
        raise GioiaError(f"{name!r} is a {nouns[name]}", remedy="code with one of its concepts: gioia structure")


def _passage(study: Study, wish: Wish) -> Passage:
    documents = documents_called(study, wish.document)
    found = locate(indexed({document.name: document.text for document in documents}), wish.quotation)
    places = [place for place in found if place.manner in {"exact", "normalised"}]
    meant = [place for place in places if wish.start in {None, place.start}]
    if len(meant) == 1:
        return meant[0]
    shown = printed(wish.quotation)
    if not places:
        where = documents[0].name if len(documents) == 1 else "any document"
        near = "".join(f"\n  {_shown_place(study, place)}" for place in found[:MAX_SHOWN])
        remedy = f"copy the words from the document; like it is{near}" if near else "copy the words from the document"
        raise GioiaError(f"“{shown}” does not stand in {where}", remedy=remedy)
    listed = "".join(f"\n  {_shown_place(study, place)}" for place in places[:MAX_SHOWN])
    more = "" if len(places) <= MAX_SHOWN else f"\n  and {len(places) - MAX_SHOWN} more"
    what = f"stands in {len(places)} places" if meant else f"does not stand at {wish.start}"
    raise GioiaError(f"“{shown}” {what}", remedy=f"choose one of{listed}{more}")


def _shown_place(study: Study, place: Passage) -> str:
    """Return a place as a person finds it: document and line, how to choose it, and the words around it."""
    text = study.documents[place.document].text
    around = f"{text[max(0, place.start - 12) : place.start]}【{text[place.start : place.end]}】{text[place.end : place.end + 12]}"
    return f"{place.document}:{line_at(text, place.start)}: --document {place.document} --at {place.start}  …{printed(around)}…"


def documents_called(study: Study, part: str) -> list[Document]:
    """Return the documents that are meant: the one of that name, else those whose name holds the words."""
    if not part:
        return list(study.documents.values())
    if part in study.documents:
        return [study.documents[part]]
    found = [document for name, document in study.documents.items() if part in name]
    if found:
        return found
    raise GioiaError(f"no document is called {part!r}", remedy=suggestion(part, study.documents, "see gioia sources"))


def known(name: str, names: list[str], noun: str, hint: str) -> None:
    """Raise GioiaError, with the nearest name, where a name is given that is none of these."""
    if name and name not in names:
        raise GioiaError(f"no {noun} is called {name!r}", remedy=suggestion(name, names, hint))

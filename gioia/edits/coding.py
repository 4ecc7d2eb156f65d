"""Coding and uncoding one passage, and bringing in what the rules found."""

from __future__ import annotations

import msgspec

from gioia.codebook.reader import read_codebook
from gioia.codebook.records import Codebook, concepts
from gioia.codings.anchors import Passage, locate, prepared
from gioia.codings.coding import RULES_CODER, Coding, Role, new_coding
from gioia.codings.indicators import apply_indicators
from gioia.edits.plan import Plan, change_text, coding_changes
from gioia.errors import GioiaError
from gioia.findings import suggestion
from gioia.plaintext.yaml_edit import append_item
from gioia.sources.normal import printed
from gioia.sources.register import Document
from gioia.study.finding_studies import find_codebook
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
    _known(wish.stage, [stage.name for stage in study.stages], "stage")
    _known(wish.cited, [source.code for source in study.sources], "source")
    names = [concept.name for concept in concepts(study.codebook)]
    if not wish.concept.strip():
        raise GioiaError("no concept is named", remedy="name one of gioia structure")
    if not wish.is_new:
        _known(wish.concept, names, "concept", hint="add it with --new")
    passage = _passage(study, wish)
    coding = new_coding(
        study.documents[passage.document].text,
        passage.document,
        (passage.start, passage.end),
        concept=wish.concept,
        coder=wish.coder,
        time=wish.time,
        stage=wish.stage,
        cited=wish.cited,
        role=wish.role,
        memo=wish.memo,
    )
    if any(other.id == coding.id for other in study.codings):
        raise GioiaError(f"{coding.id}: {wish.coder} has coded this passage with {wish.concept!r} already")
    changes = coding_changes(study, added=[coding])
    if wish.concept not in names:
        added = {"concept": wish.concept}
        changes.insert(0, change_text(study.codebook_file, lambda text: append_item(text, ["ungrouped"], added)))
    shown = f"{coding.id}  {coding.document} {coding.start}–{coding.end}  {coding.concept}"
    return Plan(tuple(changes), (shown,))


def uncode(study: Study, coding_id: str) -> Plan:
    """Return the plan that takes one coding away. Raises GioiaError where no coding, or more than one, has the id."""
    found = [coding for coding in study.codings if coding.id == coding_id]
    if not found:
        remedy = suggestion(coding_id, (coding.id for coding in study.codings), "gioia trace shows the ids")
        raise GioiaError(f"no coding has the id {coding_id}", remedy=remedy)
    if len(found) > 1:
        raise GioiaError(f"{len(found)} codings have the id {coding_id}", remedy="see gioia check, and rename one")
    relations = [relation.id for relation in study.model.relations if coding_id in relation.codings]
    messages = [f"removed {coding_id}: {found[0].concept} from {found[0].document}"]
    if relations:
        messages.append(f"the model still names it: {', '.join(relations)}")
    changes = coding_changes(study, removed=found)
    if not changes:
        message = f"{coding_id} stands in a file that is not of its coder and document"
        raise GioiaError(message, remedy="see gioia check (FI5), and move its line", exit_code=1)
    return Plan(tuple(changes), tuple(messages))


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
    return Plan(tuple(changes), (f"{len(rules)} codings by {RULES_CODER}, {len(old)} before",))


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
        msgspec.structs.replace(coding, time=times.get(coding.id, time)) for coding in found if coding.concept in names
    ]


def _passage(study: Study, wish: Wish) -> Passage:
    documents = _documents(study, wish.document)
    places = [place for d in documents for place in locate(prepared(d.name, d.text), wish.quotation)]
    if wish.start is not None:
        places = [place for place in places if place.start == wish.start]
    if len(places) == 1:
        return places[0]
    shown = printed(wish.quotation)
    if not places:
        at = f" at {wish.start}" if wish.start is not None else ""
        where = documents[0].name if len(documents) == 1 else "any document"
        raise GioiaError(f"“{shown}” does not stand{at} in {where}", remedy="copy the words from the document")
    listed = "; ".join(f"{place.document} --at {place.start}" for place in places[:MAX_SHOWN])
    more = "" if len(places) <= MAX_SHOWN else f" and {len(places) - MAX_SHOWN} more"
    raise GioiaError(f"“{shown}” stands in {len(places)} places", remedy=f"choose one: {listed}{more}")


def _documents(study: Study, part: str) -> list[Document]:
    """Return the documents that are meant: the one of that name, else those whose name holds the words."""
    if not part:
        return list(study.documents.values())
    if part in study.documents:
        return [study.documents[part]]
    found = [document for name, document in study.documents.items() if part in name]
    if found:
        return found
    raise GioiaError(f"no document is called {part!r}", remedy=suggestion(part, study.documents, "see gioia sources"))


def _known(name: str, names: list[str], noun: str, hint: str = "see gioia structure") -> None:
    if name and name not in names:
        raise GioiaError(f"no {noun} is called {name!r}", remedy=suggestion(name, names, hint))

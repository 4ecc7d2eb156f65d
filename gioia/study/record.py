"""The record of a study: everything that its folder holds, and nothing that it does.

Displays, rules and edits are functions that take a `Study`; the functions here only say which of its codings count.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Literal

from msgspec import Struct

from gioia.codebook.records import Codebook
from gioia.codings.coding import Coding
from gioia.findings import Place
from gioia.model.records import Model, Stage
from gioia.sources.register import Category, Document, Source, Transcript
from gioia.study.appearance import Appearance
from gioia.study.excerpts import Shortened, Translation
from gioia.study.statements import Statement

CONSENSUS = "consensus"
"""The coder whose codings are what several coders settled on."""


class Coder(Struct, frozen=True):
    """Who codes: a person, or a named procedure such as `rules`. Only persons' codings count in displays."""

    name: str
    kind: str = "person"
    about: str = ""
    place: Place = Place()


EVERY = "*"
"""The subject of a waiver that holds for all findings of its rule; as its manuscript, every paper."""


class Waiver(Struct, frozen=True):
    """A finding that the researcher accepts, with the reason: the rule's id and the finding's subject, `*` for all of the rule.

    `manuscript` is the file's name where the finding is about a paper (`gioia audit`), and not about the study.
    """

    rule: str
    subject: str
    reason: str
    place: Place = Place()
    manuscript: str = ""


class Attribution(Struct, frozen=True):
    """The words by which papers attribute what they quote to a source, or to the sources of a category's letter."""

    source: str
    words: tuple[str, ...] = ()
    place: Place = Place()


class Review(Struct, frozen=True, forbid_unknown_fields=True):
    """A line of the review list: a coding that an update of its document touched, until a person has looked at it.

    `outcome` is changed, split or lost; `was` is the coding as it was, `now` the words that it stands at now, empty where it
    is lost and in no codings file any more.
    """

    outcome: str
    was: Coding
    now: str
    time: str


class Verdict(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a person decided about a suggestion: a coding that a procedure made, as it was then.

    `CONSENSUS` rejects codings of persons: none of their concepts holds there.
    `time` is ISO 8601, UTC; `coding` is the id of the person's own coding that an accepted suggestion became.
    """

    outcome: Literal["accepted", "rejected"]
    suggestion: Coding
    by: str
    time: str
    coding: str = ""


class Study(Struct, frozen=True):
    """One analysis, as its files have it.

    `root` is the study's folder and `name` the folder's name; `title` is what the study is called. `codings` holds the
    codings of all coders, sorted by coder, document and position. `documents` maps document names to documents.
    `language` is zh or en and decides the labels in displays. `dictionary` are words that stay whole where words are counted,
    and `stopwords` words that are not counted. `statements` are what the researcher says of how it was done, by name. `appearance` is how displays look; `shortened` and
    `translations` are what they print for a quotation or beside it. `sealed` is the salt of a study whose words are sealed
    (`gioia.sources.seals`), empty where they are told; its texts hold marks then. The three files are where the YAML was read from.
    """

    root: Path
    name: str
    title: str = ""
    language: str = "zh"
    about: str = ""
    categories: tuple[Category, ...] = ()
    sources: tuple[Source, ...] = ()
    transcripts: tuple[Transcript, ...] = ()
    documents: dict[str, Document] = {}
    codebook: Codebook = Codebook()
    codings: tuple[Coding, ...] = ()
    roles: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    coders: tuple[Coder, ...] = ()
    model: Model = Model()
    waivers: tuple[Waiver, ...] = ()
    statements: dict[str, Statement] = {}
    attributions: tuple[Attribution, ...] = ()
    appearance: Appearance = Appearance()
    shortened: tuple[Shortened, ...] = ()
    translations: tuple[Translation, ...] = ()
    review: tuple[Review, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    memos: tuple[str, ...] = ()
    dictionary: tuple[str, ...] = ()
    stopwords: tuple[str, ...] = ()
    sealed: str = ""
    study_file: Path = Path("study.yaml")
    codebook_file: Path = Path("codebook.yaml")
    model_file: Path = Path("model.yaml")


def counted_codings(study: Study) -> list[Coding]:
    """Return the codings that displays count: those of persons, in the study's order.

    What a procedure found is a suggestion, and no display counts it until a person has coded it. Where coders have settled a
    passage, the codings of `CONSENSUS` count instead of those that lie within it, or nothing where no concept holds.
    """
    aside = set_aside(study)
    codings = [each for each in persons_codings(study) if (each.id, each.concept) not in aside]
    settled = {coding.document for coding in codings if coding.coder == CONSENSUS}
    if not settled:
        return codings
    reaches = {
        name: _reach([each for each in codings if each.coder == CONSENSUS and each.document == name])
        for name in settled
    }
    return [each for each in codings if each.coder == CONSENSUS or not _is_within(each, reaches.get(each.document))]


def persons_codings(study: Study) -> list[Coding]:
    """Return the codings of persons, in the study's order, those among them that a consensus stands for."""
    of_procedures = procedures(study)
    return [coding for coding in study.codings if coding.coder not in of_procedures]


def set_aside(study: Study) -> frozenset[tuple[str, str]]:
    """Return id and concept of each coding of which the coders settled that its concept does not hold there, nor any other."""
    rejected = (each.suggestion for each in study.verdicts if each.by == CONSENSUS and each.outcome == "rejected")
    return frozenset((coding.id, coding.concept) for coding in rejected)


def _reach(codings: Sequence[Coding]) -> tuple[list[int], list[int]]:
    """Return the sorted starts of codings, and for each the furthest end of it and those before."""
    spans = sorted((coding.start, coding.end) for coding in codings)
    return [start for start, _ in spans], list(accumulate((end for _, end in spans), max))


def _is_within(coding: Coding, reach: tuple[list[int], list[int]] | None) -> bool:
    if reach is None:
        return False
    starts, ends = reach
    before = bisect_right(starts, coding.start)
    return before > 0 and coding.end <= ends[before - 1]


def procedures(study: Study) -> set[str]:
    """Return the coders that are no persons."""
    return {coder.name for coder in study.coders if coder.kind == "procedure"}


def evidence(study: Study) -> list[Coding]:
    """Return the codings chosen to be shown: those of persons that have a role."""
    return [coding for coding in counted_codings(study) if coding.role]


def shown_passages(study: Study) -> list[list[Coding]]:
    """Return the evidence by what was chosen: the codings that show one passage for one concept, whoever chose it."""
    same: dict[tuple[str, int, int, str], list[Coding]] = {}
    for coding in evidence(study):
        same.setdefault((coding.document, coding.start, coding.end, coding.concept), []).append(coding)
    return list(same.values())


def cited_source(study: Study, coding: Coding) -> str:
    """Return the code of the source that a coding is credited to: as cited, else its document's own source."""
    return coding.cited or own_source(study, coding)


def own_source(study: Study, coding: Coding) -> str:
    """Return the source of the coding's document; of one that is not registered, the folder that its name begins with."""
    document = study.documents.get(coding.document)
    return document.source if document else coding.document.partition("/")[0]

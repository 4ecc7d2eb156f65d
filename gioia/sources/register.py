"""The source register: categories, sources and documents, as records.

A source has a code such as G1 or F1; the code's leading letters are its category. A source holds any number of
documents. A document's text is frozen when it comes in: its SHA-256 stands in the register of documents
(`sources/documents.jsonl`), and every offset into it counts Unicode code points of exactly that text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from fnmatch import fnmatchcase

from msgspec import Struct
from msgspec.structs import replace

from gioia.findings import Place

DEFAULT_CATEGORIES = {
    "zh": {"G": "官方网站资料", "F": "访谈资料", "Q": "其他公开二手资料"},
    "en": {"G": "Official website", "F": "Interviews", "Q": "Other public secondary material"},
}

_LETTERS = re.compile(r"[^\W\d_]+")


class Category(Struct, frozen=True):
    """A kind of source: its letter or letters, and what they stand for."""

    code: str
    name: str
    place: Place = Place()


class Source(Struct, frozen=True):
    """An entry of the source register.

    `kind` is what the material is (interview records, web articles); `extent` is how much there is, as the study states
    it ("77篇", "18094字"). `case` is the case that it tells of, where one study compares several. `date` is when the material
    is from, `end` until when, both ISO 8601 of any precision. `author` is who speaks or writes in it, `access` who can get at
    it and where. `derived` says from what it has what it tells, where it is no evidence of its own (a paper on the case).
    """

    code: str
    name: str = ""
    kind: str = ""
    extent: str = ""
    case: str = ""
    date: str = ""
    end: str = ""
    place: Place = Place()
    author: str = ""
    access: str = ""
    derived: str = ""


class Transcript(Struct, frozen=True):
    """What a study says of the turns in some of its documents.

    `documents` is a source's code, a document's name, or a pattern of names with `*`. `turn` is how a turn begins, with
    `{speaker}` and `{time}` (`turn_patterns`), `none` where the documents are no transcripts; empty, the form is found in the
    text. `speakers` are the names of those who speak; empty, they are found too.
    """

    documents: str = ""
    turn: str = ""
    speakers: tuple[str, ...] = ()
    place: Place = Place()


class Doubt(Struct, frozen=True, forbid_unknown_fields=True):
    """What is doubtful about a text as it was read, and what to do about it."""

    message: str
    remedy: str


class DocumentLine(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What the register of documents holds about one, as it stands in a line of `sources/documents.jsonl`.

    `name` is the file's path below `sources/`, with forward slashes, and names the document everywhere. `sha256` is the
    hash of the frozen text. `pages` are the code points at which the pages of the original begin, empty where it has none.
    `doubts` are what a reader warned of when the text came in.
    """

    name: str
    source: str
    sha256: str
    original: str = ""
    original_sha256: str = ""
    reader: str = ""
    encoding: str = ""
    added: str = ""
    pages: tuple[int, ...] = ()
    doubts: tuple[Doubt, ...] = ()


class Document(DocumentLine, frozen=True):
    """One frozen text of a source: its line of the register, and `text`, what the file holds now.

    The text is empty where the file cannot be read. `transcript` is what the study says of its turns.
    """

    text: str = ""
    place: Place = Place()
    transcript: Transcript = Transcript()


def is_about(transcript: Transcript, document: Document) -> bool:
    """Tell whether what a study says of transcripts is said of this document."""
    said = transcript.documents
    return said in {document.source, document.name} or fnmatchcase(document.name, said)


def as_transcribed(document: Document, transcripts: Iterable[Transcript]) -> Document:
    """Return the document with what the study says of its turns; of several entries about it the last holds."""
    said = [transcript for transcript in transcripts if is_about(transcript, document)]
    return replace(document, transcript=said[-1]) if said else document


def page_at(document: Document, place: int) -> int:
    """Return the 1-based page of the original on which the code point stands, 0 where the original has no pages."""
    return bisect_right(document.pages, place)


def category_code(source_code: str) -> str:
    """Return the letters that a source code begins with: its category. A code without letters is its own category."""
    match = _LETTERS.match(source_code)
    return match.group() if match else source_code

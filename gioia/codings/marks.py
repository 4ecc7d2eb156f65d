"""Codings as an office file holds them: marks on the file's own text, which need not be the frozen one any more.

A file of ours also carries, out of sight, the codings that it was written with. A mark that still says what one of them said
is that coding, whatever could not be shown of it; one that is carried and not marked any more was taken out by a person.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from gioia.codings.coding import Coding
from gioia.findings import Place


class Mark(Struct, frozen=True):
    """A comment or a highlight: where it stands in the file, on which of its characters, by whom, and what it says.

    `start` and `end` are code points of the file's text, half-open. `colour` is that of a highlight; `replies` are what
    was answered to a comment, each with its author.
    """

    place: Place
    start: int
    end: int
    coder: str = ""
    note: str = ""
    replies: tuple[str, ...] = ()
    colour: str = ""
    time: str = ""


class MarkedText(Struct, frozen=True):
    """One document with its marks. `document` is its name in the study, empty where the file does not say."""

    place: Place
    text: str
    marks: tuple[Mark, ...] = ()
    document: str = ""
    known: tuple[Coding, ...] = ()


class MarkedRow(Struct, frozen=True):
    """A segment of a sheet with the notes beside it.

    `segment` is its 1-based number in the document when the sheet was written, 0 where that is not said; `notes` are the lines
    of its cells, each with the coder in whose column it stands, empty in one that is nobody's.
    """

    place: Place
    text: str
    notes: tuple[tuple[str, str], ...] = ()
    document: str = ""
    segment: int = 0
    known: tuple[Coding, ...] = ()


def carried(codings: list[Coding]) -> str:
    """Return the codings as they travel in a file: JSON in ASCII, without the words, which the document has."""
    import json

    bare = [replace(coding, quotation="", before="", after="") for coding in codings]
    return json.dumps(msgspec.to_builtins(bare), separators=(",", ":"))


def uncarried(text: str) -> tuple[Coding, ...]:
    """Return the codings that `carried` was given, none where the text was tampered with."""
    try:
        return msgspec.json.decode(text, type=tuple[Coding, ...])
    except (msgspec.MsgspecError, ValueError):
        return ()


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span of the text, half-open, without the white space at its ends; as it is where there is nothing else.

    Programs for documents put the ends of a mark next to words, and people select the end of a paragraph without seeing it.
    """
    words = text[start:end]
    if not words.strip():
        return start, min(end, len(text))
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())

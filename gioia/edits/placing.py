"""Where the marks of an office file stand in the frozen text, whatever a person did to the file's own text.

A marked text is held against the frozen one as an old wording is against a new one (`gioia.codings.reanchoring`): what nobody
touched keeps exactly its characters, what was retyped is found with a remark, and what is not there is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from gioia.codings.coding import Coding
from gioia.codings.marks import MarkedText, trimmed
from gioia.codings.notes import note_of, same_words
from gioia.codings.reanchoring import Fate, reanchor
from gioia.edits.coding import documents_called
from gioia.errors import GioiaError
from gioia.findings import Finding, Place, finding
from gioia.sources.normal import folded, shortened
from gioia.sources.register import Document
from gioia.study.record import Study

Coders = Callable[[str], str]
"""From the name that a file gives to the coder who is meant."""


class Found(Struct, frozen=True):
    """A note at its passage of the frozen text, half-open in code points.

    `known` is the coding that the file was written with, where the note still says what that one said. `words` are those of a
    highlight, which says nothing, and `colour` is its own.
    """

    place: Place
    coder: str
    document: str
    start: int
    end: int
    note: str = ""
    replies: tuple[str, ...] = ()
    colour: str = ""
    time: str = ""
    known: Coding | None = None


class Placed(Struct, frozen=True):
    """The notes that were found, what was refused and why, and what deserves a look."""

    found: tuple[Found, ...] = ()
    refused: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()


def place_text(study: Study, marked: MarkedText, coders: Coders, part: str = "") -> Placed:
    """Return the marks of a text at their places in the document that it is.

    That is the one whose name holds `part`, else the one that the file names, else the one that shares most lines. Refused
    (TR1) are comments that mark no words and words that the document does not have. Raises GioiaError where no document is it.
    """
    document = document_meant(study, marked.document, [marked.text], marked.place, part)
    text = _held(document.text)
    wanted, refused = [], []
    for mark in marked.marks:
        start, end = trimmed(marked.text, mark.start, mark.end)
        if start < end:
            wanted.append((mark, start, end))
        else:
            remedy = "select the words in the text and write the comment anew"
            refused.append(finding("TR1", mark.place, f"“{shortened(mark.note)}” marks no words", remedy))
    fates = _fates(marked.text, text, document.name, [(start, end) for _, start, end in wanted])
    found, remarks, left = [], [], list(marked.known)
    for (mark, start, end), fate in zip(wanted, fates, strict=True):
        if fate.outcome in {"lost", "split"}:
            refused.append(not_there(mark.place, marked.text[start:end], document.name))
            continue
        one = Found(mark.place, coders(mark.coder), document.name, fate.start, fate.end, mark.note)
        one = replace(one, replies=mark.replies, colour=mark.colour, time=mark.time)
        one = _known(one, document.text, left, study.language)
        # Two codings may differ in nothing but white space: each has its mark.
        left = [coding for coding in left if coding is not one.known]
        found.append(one)
        if fate.outcome == "changed":
            remarks.append(otherwise(mark.place, document.text[fate.start : fate.end], fate.similarity))
    return Placed(tuple(found), tuple(refused), tuple(remarks))


def document_meant(study: Study, named: str, texts: Sequence[str], place: Place, part: str = "") -> Document:
    """Return the document that a file is about: as a person says, as the file says, else the one that shares most lines."""
    if part:
        documents = documents_called(study, part)
        if len(documents) > 1:
            shown = ", ".join(document.name for document in documents[:8])
            raise GioiaError(f"{len(documents)} documents are called {part!r}", remedy=f"choose one of {shown}")
        return documents[0]
    if named in study.documents:
        return study.documents[named]
    lines = Counter(line for text in texts for line in set(_lines(text)))
    shared = {name: sum(lines[line] for line in set(_lines(one.text))) for name, one in study.documents.items()}
    best = max(shared.values(), default=0)
    nearest = [name for name, count in shared.items() if count == best]
    if best and len(nearest) == 1:
        return study.documents[nearest[0]]
    what = f"it could be of {', '.join(nearest[:4])}" if best else "no document of the study has a line of it"
    raise GioiaError(f"{place} {what}", remedy="say which one it is: --document NAME", exit_code=1)


def _lines(text: str) -> list[str]:
    return [line for line in map(folded, text.split("\n")) if line]


def _held(text: str) -> str:
    """Return a text as a file can hold it, character for character."""
    return text.replace("\r", "\ufffd") if text.isprintable() else "".join(map(_holdable, text))


def _holdable(char: str) -> str:
    is_forbidden = char < " " and char not in "\t\n"
    return "\ufffd" if is_forbidden or "\ud800" <= char <= "\udfff" or char in "\ufffe\uffff" else char


def _fates(old: str, new: str, name: str, spans: Sequence[tuple[int, int]]) -> list[Fate]:
    wanted = [Coding("", name, start, end, old[start:end], "", "", "") for start, end in spans]
    if old.rstrip("\n") == new.rstrip("\n"):
        return [Fate(one, "kept", one.start, min(one.end, len(new))) for one in wanted]
    return reanchor(old, new, wanted)


def _known(found: Found, text: str, known: Sequence[Coding], language: str) -> Found:
    """Return what was found with the coding that the file was written with, where it is that still."""
    here = (found.start, found.end)
    same = (
        coding
        for coding in known
        if coding.coder == found.coder
        and trimmed(text, coding.start, coding.end) == here
        and same_words(note_of(coding, language), found.note)
    )
    coding = next(same, None)
    return replace(found, known=coding, start=coding.start, end=coding.end) if coding else found


def not_there(place: Place, words: str, name: str) -> Finding:
    """Return the finding TR1 about words that a document does not have."""
    message = f"“{shortened(words)}” does not stand in {name}"
    remedy = "mark the words as the document has them, or bring the correction in first: gioia update"
    return finding("TR1", place, message, remedy)


def otherwise(place: Place, words: str, similarity: float) -> Finding:
    """Return the remark TR1 about words that the document has otherwise."""
    message = f"the document words it otherwise ({similarity:.0%} of the letters agree): “{shortened(words, 60)}”"
    remedy = "hold the two against each other; the coding has the document's words"
    return finding("TR1", place, message, remedy, severity="warning")

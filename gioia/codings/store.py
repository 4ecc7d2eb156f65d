"""The codings on disk: one file a document and coder, verified against the frozen text on every load.

`codings/CODER/SOURCE/DOCUMENT.jsonl` holds the codings of one coder in one document, sorted by position. Each line
repeats document and coder, so that a line taken out of its file still says what it is. A quotation that does not stand at
its place is a finding that says where it does stand, if it stands somewhere; the coding itself is left as it is.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping
from operator import attrgetter
from pathlib import Path

from msgspec import Struct

from gioia.codings.coding import Coding, position
from gioia.findings import Finding, Place, finding, suggestion
from gioia.plaintext.files import files_below, shown_path
from gioia.plaintext.lines import encode_lines, line_of, read_lines
from gioia.sources.documents import taking_over, text_sha256
from gioia.sources.register import Document
from gioia.sources.seals import is_sealed

FOLDER = "codings"
SUFFIX = ".jsonl"

_ANCHOR = attrgetter("start", "end", "quotation")
_HOME = attrgetter("document", "coder")
_ID = attrgetter("id")


def codings_path(root: Path, coder: str, document: str) -> Path:
    """Return the file that holds the codings of that coder in that document."""
    return root / FOLDER / coder / f"{document}{SUFFIX}"


class CodingFile(Struct, frozen=True):
    """The codings of one coder in one document, in the file's order, and the 1-based line of each (see `line_of`)."""

    path: str
    coder: str
    document: str
    codings: list[Coding]
    lines: list[int] = []

    def place(self, index: int) -> Place:
        """Return where the coding of that index stands."""
        return Place(self.path, line_of(self.lines, index))


def read_codings(
    root: Path, documents: Mapping[str, Document], *, of_these: bool = False
) -> tuple[list[CodingFile], list[Finding]]:
    """Return the coding files of all coders, sorted by coder and document, and what is wrong with them.

    With `of_these` only those of the documents given; else every document that is registered is among them. Findings:
    FI1, FI4, FI5, FI7, NA1 (a document that is not registered), NA2 (an id twice), TR1, TR8.
    """
    folder = root / FOLDER
    paths, findings = files_below(folder, SUFFIX)
    files: list[CodingFile] = []
    # A million small records make the collector search in vain again and again: codings hold no cycles.
    collecting = gc.isenabled()
    gc.disable()
    try:
        for path in paths:
            coder, _, document = path.relative_to(folder).as_posix().removesuffix(SUFFIX).partition("/")
            if of_these and document not in documents:
                continue
            records, lines, found = read_lines(path, Coding)
            file = CodingFile(shown_path(path), coder, document, records, lines)
            files.append(file)
            findings += [*found, *_verify(file, documents)]
        findings += _repeated_ids(files)
    finally:
        if collecting:
            gc.enable()
    return files, findings


def encode_codings(codings: Iterable[Coding]) -> bytes:
    """Return the bytes of a codings file: the codings sorted by position."""
    in_order: list[Coding] = sorted(codings, key=position)
    return encode_lines(in_order)


def _verify(file: CodingFile, documents: Mapping[str, Document]) -> list[Finding]:
    """Hold every coding of a file against the document's text and the file's own name and order."""
    document = documents.get(file.document)
    if document is None:
        message = f"no document {file.document!r} is registered"
        remedy = suggestion(file.document, documents, "add the document with gioia add")
        return [finding("NA1", Place(file.path), message, remedy, subject=file.document)] if file.codings else []
    text, coder, name = document.text, file.coder, file.document
    findings: list[Finding] = []
    if not text:
        # The document is missing or unreadable, which is a finding of its own; its codings are what they were.
        return findings
    length = len(text)
    was_changed: bool | None = None
    for index, (start, end, quotation) in enumerate(map(_ANCHOR, file.codings)):
        if (text[start:end] != quotation or not 0 <= start < end <= length) and not is_sealed(quotation):
            was_changed = text_sha256(text) != document.sha256 if was_changed is None else was_changed
            findings.append(_displaced(file.codings[index], text, file.place(index), was_changed=was_changed))
    if set(map(_HOME, file.codings)) - {(name, coder)}:
        strays = (index for index, coding in enumerate(file.codings) if _HOME(coding) != (name, coder))
        findings += [_elsewhere(file.codings[index], file, index) for index in strays]
    starts = [coding.start for coding in file.codings]
    in_order = starts == sorted(starts)
    if not in_order:
        remedy = "any edit by gioia sorts them"
        findings.append(finding("TR8", Place(file.path), "the codings are not sorted by position", remedy))
    return findings


def _displaced(coding: Coding, text: str, place: Place, *, was_changed: bool) -> Finding:
    """Say that the quotation is not at its place, and where it is, if it is anywhere.

    Where the text `was_changed` after it was frozen, an update of the document moves its codings.
    """
    from gioia.sources.normal import shortened

    message = f"the quotation “{shortened(coding.quotation, 20)}” does not stand at {coding.start}–{coding.end} of {coding.document}"
    count = text.count(coding.quotation) if coding.quotation else 0
    if count == 1:
        start = text.index(coding.quotation)
        remedy = f"it stands at {start}–{start + len(coding.quotation)}: correct start and end, or restore the document"
    elif count:
        remedy = f"it stands at {count} other places: look at the document and correct start and end"
    else:
        remedy = "it stands nowhere in the document: restore the document, or uncode it and code the passage anew"
    if was_changed:
        remedy = (
            f"the document was changed: take that over with {taking_over(coding.document)}, or restore the document"
        )
    return finding("TR1", place, message, remedy, subject=coding.id)


def _elsewhere(coding: Coding, file: CodingFile, index: int) -> Finding:
    message = f"the coding is of {coding.coder}/{coding.document}, and the file is of {file.coder}/{file.document}"
    remedy = "move the line to the file of its coder and document"
    return finding("FI5", file.place(index), message, remedy, subject=coding.id)


def _repeated_ids(files: list[CodingFile]) -> list[Finding]:
    ids: set[str] = set()
    for file in files:
        ids.update(map(_ID, file.codings))
    if len(ids) == sum(len(file.codings) for file in files):
        return []
    findings: list[Finding] = []
    seen: dict[str, Place] = {}
    for file in files:
        for index, coding in enumerate(file.codings):
            if coding.id in seen:
                message = (
                    f"the id {coding.id!r} belongs to two codings, the other at {str(seen[coding.id]).rstrip(':')}"
                )
                remedy = "give one of them another id"
                findings.append(finding("NA2", file.place(index), message, remedy, subject=coding.id))
            seen.setdefault(coding.id, file.place(index))
    return findings

"""Redacting: a copy of a study in which persons go by their pseudonyms, every coding on the same words as before.

Names are replaced in every text that the study holds: the frozen texts, codings, codebook, model, memos, comments, the names of
documents, coders and files. Spans move with the text, and quotations and contexts are taken from it anew. What could be used to
try names out goes: the hashes of the originals, what the history took out of files, and the ids of codings that were made
from a name. The study itself is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from gioia.codings.coding import CONTEXT, Coding, coding_id
from gioia.codings.store import FOLDER as CODINGS
from gioia.codings.store import SUFFIX, encode_codings
from gioia.edits.look_alikes import LookAlikes
from gioia.edits.new_study import absolute, building, common_files
from gioia.edits.pseudonyms import Moved, Pseudonyms
from gioia.edits.study_files import StudyFile, put, refuse_unread, study_files
from gioia.errors import GioiaError
from gioia.findings import Finding, Place, finding
from gioia.plaintext.files import line_at, shown_path
from gioia.plaintext.lines import encode_lines, parse_lines
from gioia.plaintext.rewriting import Keys, rewritten
from gioia.sources.documents import FOLDER as SOURCES
from gioia.sources.documents import REGISTER, encode_register, text_sha256
from gioia.sources.normal import shortened
from gioia.sources.register import Document
from gioia.study.history import FOLDER as HISTORY
from gioia.study.history import Edit
from gioia.study.record import Study, Verdict
from gioia.study.verdicts import FOLDER as VERDICTS

_SHOWN = 24


class Redacted(Struct, frozen=True):
    """What redacting did: how many names were replaced in the documents, and the look-alikes that are left (SE2)."""

    replaced: int
    left: tuple[Finding, ...]


def redact(study: Study, findings: Iterable[Finding], pseudonyms: Pseudonyms, target: Path) -> Redacted:
    """Write a copy of the study with pseudonyms into the folder `target`, which is made.

    Raises GioiaError where the study is sealed, where a part of it cannot be read (`findings` are those of loading), where two
    documents, coders or concepts would get one name, or where the copy cannot be made.
    """
    if study.sealed:
        raise GioiaError(f"the study {study.name} is sealed", remedy="redact the study that it was made from")
    refuse_unread(findings)
    redaction = _Redaction(study, pseudonyms)
    files = list(redaction.files(study_files(study)))
    with building(absolute(target)) as folder:
        put(folder, files)
        common_files(folder)
    left = (*_in_use(study, pseudonyms), *_left(files, LookAlikes(pseudonyms), target))
    return Redacted(sum(len(moved.spans) for moved in redaction.moved.values()), left)


class _Redaction:
    """The texts of one study with pseudonyms, and what becomes of everything that stands beside them."""

    def __init__(self, study: Study, pseudonyms: Pseudonyms) -> None:
        self._study, self._told = study, pseudonyms.replaced
        self.moved = {name: pseudonyms.moved(document.text) for name, document in study.documents.items()}
        self._names = _apart({name: self._told(name) for name in study.documents})
        _apart({coder: self._told(coder) for coder in {coding.coder for coding in study.codings}})
        _apart({name: self._told(name) for name in {coding.concept for coding in study.codings}})
        self._ids = dict(self._new_ids())
        self._id = re.compile(r"\b(?:" + "|".join(map(re.escape, self._ids)) + r")\b") if self._ids else None

    def files(self, sources: Iterable[StudyFile]) -> Iterator[StudyFile]:
        """Return the files of the copy."""
        for file in sources:
            if not file.name.startswith(f"{CODINGS}/") and file.name != REGISTER:
                yield StudyFile(self._text(file.name), self._content(file))
        by_file: dict[str, list[Coding]] = {}
        for coding in map(self._coding, self._study.codings):
            by_file.setdefault(f"{CODINGS}/{coding.coder}/{coding.document}{SUFFIX}", []).append(coding)
        for name, codings in by_file.items():
            yield StudyFile(name, encode_codings(codings))
        documents = {name: self._document(document) for name, document in self._study.documents.items()}
        for document in documents.values():
            yield StudyFile(f"{SOURCES}/{document.name}", document.text.encode())
        yield StudyFile(REGISTER, encode_register(documents))

    def _content(self, file: StudyFile) -> bytes:
        if file.name.startswith(f"{HISTORY}/"):
            edits = (replace(edit, files=()) for edit in parse_lines(file.content, Edit, file.name)[0])
            return rewritten(file.name, encode_lines(edits), self._value)
        if file.name.startswith(f"{VERDICTS}/"):
            verdicts = parse_lines(file.content, Verdict, file.name)[0]
            lines = (replace(one, suggestion=self._coding(one.suggestion)) for one in verdicts)
            return rewritten(file.name, encode_lines(lines), self._value)
        return rewritten(file.name, file.content, self._value)

    def _value(self, _: Keys, text: str) -> str:
        return self._text(text)

    def _text(self, text: str) -> str:
        """Return a text with pseudonyms for names and new ids for those that were made from names."""
        told = self._told(text)
        return self._id.sub(lambda match: self._ids[match[0]], told) if self._id else told

    def _coding(self, coding: Coding) -> Coding:
        """Return a coding on the same words in the new text; one that does not stand at its place keeps its own words."""
        document, moved = self._study.documents.get(coding.document), self.moved.get(coding.document)
        new = replace(
            coding,
            **{key: self._text(getattr(coding, key)) for key in _TEXTS},
            document=self._names.get(coding.document, self._told(coding.document)),
            id=self._ids.get(coding.id, coding.id),
        )
        if moved is None or document is None:
            return new
        start, end = moved.span(coding.start, coding.end)
        new = replace(new, start=start, end=end)
        if document.text[coding.start : coding.end] != coding.quotation:
            return new
        before, after = moved.text[max(0, start - CONTEXT) : start], moved.text[end : end + CONTEXT]
        return replace(new, quotation=moved.text[start:end], before=before, after=after)

    def _document(self, document: Document) -> Document:
        moved = self.moved[document.name]
        return replace(
            document,
            name=self._names[document.name],
            text=moved.text,
            sha256=text_sha256(moved.text),
            original=self._told(document.original),
            original_sha256="",
            pages=tuple(moved.span(page, page)[0] for page in document.pages),
            doubts=tuple(replace(one, message=self._told(one.message)) for one in document.doubts),
        )

    def _new_ids(self) -> Iterator[tuple[str, str]]:
        """Yield old id → new id of the codings whose id was made from a name: by it a name that is guessed could be tried."""
        decided = (verdict.suggestion for verdict in self._study.verdicts)
        for coding in (*self._study.codings, *(line.was for line in self._study.review), *decided):
            key = (coding.document, coding.start, coding.end, coding.concept, coding.coder)
            told = (self._names.get(coding.document, coding.document), *map(self._told, (coding.concept, coding.coder)))
            if coding.id == coding_id(*key) and told != (coding.document, coding.concept, coding.coder):
                moved = self.moved.get(coding.document, Moved(""))
                yield coding.id, coding_id(told[0], *moved.span(coding.start, coding.end), told[1], told[2])


_TEXTS = ("quotation", "before", "after", "concept", "coder", "stage", "cited", "memo")


def _apart(names: Mapping[str, str]) -> dict[str, str]:
    """Return old name → new name. Raises GioiaError where two names would become one."""
    old: dict[str, str] = {}
    for name, new in names.items():
        if new in old:
            message = f"{old[new]!r} and {name!r} would both be called {new!r}"
            raise GioiaError(message, remedy="give them different pseudonyms, or rename one of them", exit_code=1)
        old[new] = name
    return dict(names)


def _in_use(study: Study, pseudonyms: Pseudonyms) -> Iterator[Finding]:
    """Yield a finding for each pseudonym that stands in a document already, where it is somebody else."""
    for called, person in {person.pseudonym: person for person in pseudonyms.persons}.items():
        names = [name for name, document in study.documents.items() if called in document.text]
        if names:
            message = f"the pseudonym {called!r} stands in {names[0]} already"
            yield finding("SE2", person.place, message, "choose words that nobody used", subject=called)


def _left(files: Iterable[StudyFile], look_alikes: LookAlikes, target: Path) -> Iterator[Finding]:
    """Yield a finding SE2 for each look-alike in the files of the copy, and in their names."""
    for file in files:
        place = shown_path(target / file.name)
        text = _told_by(file)
        for one in look_alikes.within(text):
            words = shortened(one.words, _SHOWN)
            message = f"“{words}” may be {one.person.pseudonym}: {one.manner}"
            yield _finding(Place(place, line_at(text, one.start)), message, one.words)
        for one in look_alikes.within(file.name):
            message = f"“{one.words}” in the file's name may be {one.person.pseudonym}: {one.manner}"
            yield _finding(Place(place), message, one.words)


def _finding(place: Place, message: str, words: str) -> Finding:
    remedy = "add it under also in the file of names, or leave it where it is nobody's name"
    return finding("SE2", place, message, remedy, subject=words)


def _told_by(file: StudyFile) -> str:
    """Return the text of a file; of a codings file without what only repeats the document, in which it is told."""
    text = file.content.decode()
    if not file.name.startswith(f"{CODINGS}/"):
        return text
    lines = (msgspec.json.decode(line) for line in text.splitlines())
    return "\n".join(" ".join(str(line.get(key, "")) for key in ("concept", "coder", "memo")) for line in lines)

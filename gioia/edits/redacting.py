"""Redacting: a copy of a study in which persons go by their pseudonyms, every coding on the same words as before.

Names are replaced in every text that the study holds: the frozen texts, codings, codebook, model, memos, comments, the names of
documents, coders and files, each once: one person's pseudonym may be another's name. Spans move with the text, and quotations
and contexts are taken from it anew. What could be used to try names out goes: the hashes of the originals, what the history
took out of files, and the ids of codings and edits, which were made from names. The study itself is never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from gioia.codebook.records import concepts, themes
from gioia.codings.coding import CONTEXT, Coding
from gioia.codings.store import FOLDER as CODINGS
from gioia.codings.store import SUFFIX, encode_codings
from gioia.edits.look_alikes import LookAlikes
from gioia.edits.names_found import about_names
from gioia.edits.new_ids import NewIds, likely_ids
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
from gioia.sources.register import Document, Doubt
from gioia.study.history import FOLDER as HISTORY
from gioia.study.history import Edit, read_history
from gioia.study.loading import REVIEW
from gioia.study.record import Review, Study, Verdict
from gioia.study.verdicts import FOLDER as VERDICTS

_SHOWN = 24


class Redacted(Struct, frozen=True):
    """What redacting did: how many names were replaced in the documents, and the look-alikes that are left (SE2)."""

    replaced: int
    left: tuple[Finding, ...]


def redact(study: Study, findings: Iterable[Finding], pseudonyms: Pseudonyms, target: Path) -> Redacted:
    """Write a copy of the study with pseudonyms into the folder `target`, which is made.

    Raises GioiaError where the study is sealed, where a part of it cannot be read (`findings` are those of loading), where two
    documents, coders or concepts would get one name, where no name stands in the study, or where the copy cannot be made.
    """
    if study.sealed:
        raise GioiaError(f"the study {study.name} is sealed", remedy="redact the study that it was made from")
    refuse_unread(findings)
    old = study_files(study)
    told = about_names(_texts(study, old), pseudonyms)
    redaction = _Redaction(study, old, pseudonyms)
    files = redaction.files()
    with building(absolute(target)) as folder:
        put(folder, files)
        common_files(folder)
    left = (*told, *_in_use(study, redaction, pseudonyms), *_left(files, LookAlikes(pseudonyms), target))
    return Redacted(sum(len(moved.spans) for moved in redaction.moved.values()), left)


def _texts(study: Study, files: Iterable[StudyFile]) -> Iterator[str]:
    """Yield everything in a study in which a name may stand."""
    yield study.name
    for name, document in study.documents.items():
        yield from (name, document.original, document.text)
    for file in files:
        yield from (file.name, file.content.decode(errors="replace"))


class _Redaction:
    """The texts of one study with pseudonyms, and what becomes of everything that stands beside them.

    Every text is given to the pseudonyms once: where a pseudonym is or holds somebody's name, twice would make another person.
    """

    def __init__(self, study: Study, files: Sequence[StudyFile], pseudonyms: Pseudonyms) -> None:
        self._study, self._files, self._pseudonyms = study, files, pseudonyms
        self._told = pseudonyms.replaced
        self.moved = {name: pseudonyms.moved(document.text) for name, document in study.documents.items()}
        self._names = _apart(study.documents, self._told)
        for names in _named(study):
            _apart(names, self._told)
        self._ids = NewIds()
        self._renew()
        self._requoted = dict(self._cut_quotations())

    def files(self) -> list[StudyFile]:
        """Return the files of the copy."""
        old = [file for file in self._files if not file.name.startswith(f"{CODINGS}/") and file.name != REGISTER]
        _apart((file.name for file in old), self._text)
        files = [StudyFile(self._text(file.name), self._content(file)) for file in old]
        by_file: dict[str, list[Coding]] = {}
        for coding in map(self._coding, self._study.codings):
            by_file.setdefault(f"{CODINGS}/{coding.coder}/{coding.document}{SUFFIX}", []).append(coding)
        files += [StudyFile(name, encode_codings(codings)) for name, codings in by_file.items()]
        documents = {name: self._document(document) for name, document in self._study.documents.items()}
        files += [StudyFile(f"{SOURCES}/{one.name}", one.text.encode()) for one in documents.values()]
        return [*files, StudyFile(REGISTER, encode_register(documents))]

    def _content(self, file: StudyFile) -> bytes:
        if file.name.startswith(f"{HISTORY}/"):
            return encode_lines(map(self._edit, parse_lines(file.content, Edit, file.name)[0]))
        if file.name.startswith(f"{VERDICTS}/"):
            return encode_lines(map(self._verdict, parse_lines(file.content, Verdict, file.name)[0]))
        if file.name == REVIEW:
            return encode_lines(map(self._review, parse_lines(file.content, Review, file.name)[0]))
        return rewritten(file.name, file.content, self._value)

    def _value(self, keys: Keys, text: str) -> str:
        return self._quoted(text) if keys and keys[-1] in _QUOTING else self._text(text)

    def _text(self, text: str) -> str:
        """Return a text with pseudonyms for names, and new ids."""
        return self._ids.within(self._told(text))

    def _quoted(self, text: str) -> str:
        """Return what a quotation has become: of one that cut a name, what its coding quotes now."""
        return self._requoted.get(text) or self._text(text)

    def _edit(self, edit: Edit) -> Edit:
        """Return an edit without what it did to the files."""
        told = self._deed(edit)
        return replace(told, id=self._ids.of(edit.id), undoes=self._ids.of(edit.undoes), files=())

    def _deed(self, edit: Edit) -> Edit:
        about, to = (tuple(map(self._text, names)) for names in (edit.about, edit.to))
        why, by, study = self._text(edit.why), self._told(edit.by), self._told(edit.study)
        return replace(edit, by=by, about=about, to=to, why=why, study=study)

    def _verdict(self, verdict: Verdict) -> Verdict:
        own = self._ids.of(verdict.coding)
        return replace(verdict, suggestion=self._coding(verdict.suggestion), by=self._told(verdict.by), coding=own)

    def _review(self, line: Review) -> Review:
        return replace(line, was=self._coding(line.was), now=self._quoted(line.now))

    def _coding(self, coding: Coding) -> Coding:
        """Return a coding on the same words in the new text; one that does not stand at its place keeps its own words."""
        new = replace(self._placed(coding), id=self._ids.of(coding.id), memo=self._text(coding.memo))
        moved = self.moved.get(coding.document)
        if moved is None or not self._stands(coding):
            before, quotation, after = _apart_from_context(coding, self._pseudonyms)
            return replace(new, before=before, quotation=quotation, after=after)
        before = moved.text[max(0, new.start - CONTEXT) : new.start]
        after = moved.text[new.end : new.end + CONTEXT]
        return replace(new, quotation=moved.text[new.start : new.end], before=before, after=after)

    def _placed(self, coding: Coding) -> Coding:
        """Return a coding with its names and its place as they are in the copy, its words as they were."""
        told = {key: self._told(getattr(coding, key)) for key in _NAMES}
        document = self._names.get(coding.document, self._told(coding.document))
        start, end = self.moved.get(coding.document, Moved("")).span(coding.start, coding.end)
        return replace(coding, **told, document=document, start=start, end=end)

    def _stands(self, coding: Coding) -> bool:
        document = self._study.documents.get(coding.document)
        return document is not None and document.text[coding.start : coding.end] == coding.quotation

    def _document(self, document: Document) -> Document:
        moved = self.moved[document.name]
        return replace(
            document,
            name=self._names[document.name],
            source=self._told(document.source),
            text=moved.text,
            sha256=text_sha256(moved.text),
            original=self._told(document.original),
            original_sha256="",
            pages=tuple(moved.span(page, page)[0] for page in document.pages),
            doubts=tuple(Doubt(self._told(one.message), self._told(one.remedy)) for one in document.doubts),
        )

    def _renew(self) -> None:
        """Renew the ids of all codings and edits, those of which only a reference is left among them."""
        study = self._study
        decided = (verdict.suggestion for verdict in study.verdicts)
        for coding in (*study.codings, *(line.was for line in study.review), *decided):
            self._ids.add_coding(coding.id, self._placed(coding))
        edits = read_history(study.root)[0]
        self._ids.add(id for edit in edits for id in (*edit.about, *edit.to))
        for pointers in (study.shortened, study.translations, study.verdicts):
            self._ids.add(one.coding for one in pointers)
        for resting in (study.model.relations, study.model.events):
            self._ids.add(id for one in resting for id in one.codings)
        self._ids.add_edits([self._deed(edit) for edit in edits])
        self._ids.add(edit.undoes for edit in edits)
        texts = (text for one in study.documents.values() for text in (one.name, one.original, one.text))
        said = {id for text in texts for id in likely_ids(text)}
        likely = (id for file in self._files for id in likely_ids(file.content.decode()))
        self._ids.add(id for id in likely if id not in said)

    def _cut_quotations(self) -> Iterator[tuple[str, str]]:
        """Yield old quotation → new quotation of the codings that begin or end within a name: alone it would not show."""
        for coding in filter(self._stands, self._study.codings):
            new = self._coding(coding).quotation
            if new != self._told(coding.quotation):
                yield coding.quotation, new


_NAMES = ("concept", "coder", "stage", "cited")
_QUOTING = frozenset({"original", "shown"})


def _named(study: Study) -> Iterator[Iterable[str]]:
    """Yield the names of each kind by which a study tells things apart, its documents aside."""
    book = study.codebook
    coders = (one.coder for one in study.codings)
    yield {*coders, *(one.name for one in study.coders), *(one.by for one in study.verdicts)}
    yield {*(one.concept for one in study.codings), *(one.name for one in concepts(book))}
    yield {one.name for one in themes(book)}
    yield {one.name for one in book.dimensions}
    yield {one.name for one in study.stages}
    yield {one.code for one in study.sources}


def _apart_from_context(coding: Coding, pseudonyms: Pseudonyms) -> tuple[str, str, str]:
    """Return context, words and context of a coding by themselves, with pseudonyms for names, also where a seam cuts one.

    What the outer ends have of a name that they may cut goes.
    """
    before, after = pseudonyms.without_cut_head(coding.before), pseudonyms.without_cut_tail(coding.after)
    moved = pseudonyms.moved(f"{before}{coding.quotation}{after}")
    start, end = moved.span(len(before), len(before) + len(coding.quotation))
    return moved.text[:start], moved.text[start:end], moved.text[end:]


def _apart(names: Iterable[str], told: Callable[[str], str]) -> dict[str, str]:
    """Return old name → new name. Raises GioiaError where two names would become one."""
    new = {name: told(name) for name in names}
    old: dict[str, str] = {}
    for name, called in new.items():
        if called in old:
            message = f"{old[called]!r} and {name!r} would both be called {called!r}"
            raise GioiaError(message, remedy="give them different pseudonyms, or rename one of them", exit_code=1)
        old[called] = name
    return new


def _in_use(study: Study, redaction: _Redaction, pseudonyms: Pseudonyms) -> Iterator[Finding]:
    """Yield a finding for each pseudonym that stands in a document already, where it is somebody else."""
    kept = {name: redaction.moved[name].kept(document.text) for name, document in study.documents.items()}
    for called, person in {person.pseudonym: person for person in pseudonyms.persons}.items():
        names = [name for name, text in kept.items() if called in text]
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

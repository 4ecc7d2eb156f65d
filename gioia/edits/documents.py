"""Adding documents: read, frozen as UTF-8, registered with their hashes.

A document's name is its source and the file's name made safe for every system. A file that is in already, by the hash
of its original, is left alone; another file of the same name gets a number. One bad file does not keep the others out.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from gioia.edits.plan import FileChange, Plan, change_text, file_bytes
from gioia.errors import GioiaError
from gioia.findings import Finding, Place, counted, finding
from gioia.plaintext.files import is_file, original_bytes, shown_path
from gioia.plaintext.yaml_edit import append_item
from gioia.sources.documents import (
    REGISTER,
    document_path,
    encode_register,
    is_folder_name,
    portable,
    text_sha256,
)
from gioia.sources.normal import shortened
from gioia.sources.readers import AS_FOUND, Options, Reading, doubts, read_original
from gioia.sources.register import DEFAULT_CATEGORIES, Document, Doubt, as_transcribed, category_code
from gioia.sources.segments import turns_by_speaker
from gioia.sources.turn_counts import shown_turns
from gioia.sources.turns import labels, passed_over
from gioia.study.history import Deed
from gioia.study.record import Study

_MARKDOWN = {".md", ".markdown"}
_MOST_LETTERS = 80
_MOST_BYTES = 200
"""Windows counts the letters of a whole path, other systems the bytes of a name; codings and parts add an ending to it."""
_MOST_PART = 24
_MOST_BYTES_OF_PART = 36
_MOST_SHOWN = 3
_NO_SOURCE = "CODE"
"""Stands for the source of a document that has none yet."""


def add_documents(
    study: Study, files: Iterable[Path], source: str, *, options: Options = AS_FOUND, time: str = ""
) -> Plan:
    """Return the plan that adds the files as documents of `source`, which is registered if it is new.

    A file that cannot be read or is no text becomes a finding (FI1) in the plan's `refused`; what is doubtful about a
    text that came in, one (DO4) in its `remarks`. Raises GioiaError for a source code that cannot name a folder, or only
    the folder of another source.
    """
    if not is_folder_name(source):
        raise GioiaError(f"{source!r} cannot be a source code", remedy="use letters and digits, such as F1")
    _new_sources(study, [source])
    documents = dict(study.documents)
    taken = set(map(_bare, documents))
    changes: list[FileChange] = []
    messages: list[str] = []
    refused: list[Finding] = []
    remarks: list[Finding] = []
    for file in files:
        try:
            readings, original = _read(file, options, source)
            twins = _twins(source, original, readings, documents)
            added = [
                _document(study, file, source, reading, original=original, taken=taken, time=time)
                for reading, twin in zip(readings, twins, strict=True)
                if not twin
            ]
        except GioiaError as error:
            refused.append(finding("FI1", Place(shown_path(file)), _unplaced(error, file), error.remedy))
            continue
        added = _doubted_once(added)
        messages += [f"{twin} is in already" for twin in twins if twin]
        messages += _added(added, readings[0])
        if added:
            remarks += reading_remarks(file, readings, added[0].name if len(added) == 1 else "")
            remarks += [remark for document in added for remark in _unheard(Place(shown_path(file)), document)]
            remarks += [remark for document in added for remark in _in_twice(file, document, documents.values())]
            remarks += _cut_anew(file, added[0], documents.values())
        for document in added:
            documents[document.name] = document
            path = document_path(study.root, document.name)
            changes.append(FileChange(path, file_bytes(path), document.text.encode()))
    if changes and source not in {known.code for known in study.sources}:
        messages.append(f"registered the new source {source}; name it in study.yaml")
        remarks += _odd_letters(study, source)
    if changes:
        register = study.root / REGISTER
        changes.append(FileChange(register, file_bytes(register), encode_register(documents)))
        changes = [*source_changes(study, [source]), *changes]
    names = tuple(name for name in documents if name not in study.documents)
    deed = Deed("add documents", (source,), names if len(names) <= _MOST_SHOWN else ())
    return Plan(tuple(changes), tuple(messages), tuple(refused), tuple(remarks), deed)


def read_files(files: Iterable[Path], study: Study, *, time: str) -> tuple[list[Document], list[Finding]]:
    """Return the documents that files hold, named after them and of no source yet, and what is doubtful about them (DO4).

    Raises GioiaError for the first file that cannot be read.
    """
    documents: list[Document] = []
    remarks: list[Finding] = []
    taken: set[str] = set()
    for file in files:
        readings, original = _read(file, AS_FOUND, _NO_SOURCE)
        documents += [
            _document(study, file, _NO_SOURCE, reading, original=original, taken=taken, time=time)
            for reading in readings
        ]
        remarks += reading_remarks(file, readings, "")
    return documents, remarks


def expanded(files: Iterable[Path]) -> list[Path]:
    """Return the files with patterns such as `*.docx` resolved, sorted, where the shell has left them (as on Windows)."""
    found: list[Path] = []
    for file in files:
        matches = sorted(file.parent.glob(file.name)) if any(mark in file.name for mark in "*?") else []
        found += [match for match in matches if is_file(match)] if matches and not is_file(file) else [file]
    return found


def source_changes(study: Study, codes: Sequence[str]) -> list[FileChange]:
    """Return the change of study.yaml that registers those source codes that are new, and their categories.

    Raises GioiaError for a code that differs from another in case only.
    """
    categories = {category.code for category in study.categories}
    new = _new_sources(study, codes)
    if not new:
        return []

    def register(text: str) -> str:
        for code in new:
            letter = category_code(code)
            if categories and letter not in categories:
                name = DEFAULT_CATEGORIES[study.language].get(letter, letter)
                text = append_item(text, ["categories"], {"category": letter, "name": name})
                categories.add(letter)
            text = append_item(text, ["sources"], {"source": code, "name": code})
        return text

    return [change_text(study.study_file, register)]


def _new_sources(study: Study, codes: Iterable[str]) -> list[str]:
    """Return the codes that are not registered. Raises GioiaError for one that Windows or the Mac would take for another."""
    known = {source.code for source in study.sources}
    folders = {_bare(code): code for code in known}
    new = [code for code in dict.fromkeys(codes) if code and code not in known]
    for code in new:
        other = folders.setdefault(_bare(code), code)
        if other != code:
            message = f"the source {code!r} would lie in the folder of {other!r}: on Windows and the Mac they are one"
            raise GioiaError(message, remedy=f"did you mean {other!r}?")
    return new


def _read(file: Path, options: Options, source: str) -> tuple[list[Reading], str]:
    """Return the readings of a file, and the SHA-256 of its bytes. Raises GioiaError, with what to say instead, for a folder."""
    if file.is_dir():
        held = counted(sum(is_file(path) and not path.name.startswith(".") for path in file.glob("*")), "file")
        remedy = f"name the files, all of them by gioia add {shown_path(file)}/* --source {source}"
        raise GioiaError(f"{shown_path(file)}: this is a folder, with {held}", remedy=remedy)
    raw = original_bytes(file)
    return read_original(raw, shown_path(file), options), hashlib.sha256(raw).hexdigest()


def _twins(source: str, original: str, readings: list[Reading], documents: Mapping[str, Document]) -> list[str]:
    """Return for each reading the name of the document that holds it already, else an empty string.

    The original's hash decides where a file is one document, so that a newer reader never adds it anew; among the parts
    of one file the text decides.
    """
    same = [known for known in documents.values() if known.source == source and known.original_sha256 == original]
    if len(readings) == 1 and not readings[0].part:
        return [same[0].name if same else ""]
    by_text = {known.sha256: known.name for known in same}
    return [by_text.get(text_sha256(reading.text), "") for reading in readings]


def _document(
    study: Study, file: Path, source: str, reading: Reading, *, original: str, taken: set[str], time: str
) -> Document:
    """Return the document of a reading under a name of its own, which is `taken` from now on."""
    name = _free(study.root, f"{source}/{_file_name(file, reading.part)}", reading.text, taken)
    taken.add(_bare(name))
    document = Document(
        name=name,
        source=source,
        text=reading.text,
        sha256=text_sha256(reading.text),
        original=file.name,
        original_sha256=original,
        reader=reading.reader,
        encoding=reading.encoding,
        added=time,
        pages=reading.pages,
        doubts=doubts(reading),
    )
    return as_transcribed(document, study.transcripts)


def _doubted_once(documents: Iterable[Document]) -> list[Document]:
    """Return the documents of one file with each doubt at the first of them only: it is about the file."""
    seen: set[Doubt] = set()
    once = []
    for document in documents:
        new = tuple(doubt for doubt in document.doubts if doubt not in seen)
        seen.update(new)
        once.append(msgspec.structs.replace(document, doubts=new))
    return once


def _added(documents: Sequence[Document], reading: Reading) -> list[str]:
    """Return what came in: a line a document, or one for many documents of one file."""
    read = ", ".join(part for part in (reading.encoding or reading.reader, _sureness(reading)) if part)
    if len(documents) <= _MOST_SHOWN:
        turns = [shown_turns(turns_by_speaker(document)) for document in documents]
        return [
            f"{document.name}: {counted(len(document.text), 'character')} ({read})" + (f", {said}" if said else "")
            for document, said in zip(documents, turns, strict=True)
        ]
    total = sum(len(document.text) for document in documents)
    return [f"{documents[0].name} … {documents[-1].name}: {len(documents):,} documents, {total:,} characters ({read})"]


def _sureness(reading: Reading) -> str:
    return f"{reading.confidence:.0%} sure" if reading.confidence < 1 else ""


def reading_remarks(file: Path, readings: Iterable[Reading], subject: str) -> list[Finding]:
    """Return the remarks about a file's readings as findings DO4, each once."""
    remarks = dict.fromkeys(remark for reading in readings for remark in reading.remarks)
    where = Place(shown_path(file))
    return [
        finding("DO4", where, remark.message, remark.remedy, subject=subject, severity=remark.severity)
        for remark in remarks
    ]


def _unheard(where: Place, document: Document) -> list[Finding]:
    """Return a remark where a transcript has names that stand once and may be speakers."""
    names = passed_over(document.text, labels(document.text, document.transcript))
    if not names:
        return []
    message = f"not taken for speakers, as they stand once before a colon: {shortened(', '.join(names))}"
    remedy = f"where one is, list all speakers of {document.name} under transcripts in study.yaml"
    return [finding("DO4", where, message, remedy, subject=document.name, severity="info")]


def _in_twice(file: Path, document: Document, there: Iterable[Document]) -> list[Finding]:
    """Return a remark where another source has the same original or the same text: its words would count for both."""
    hashes = {document.original_sha256, document.sha256}
    same = [
        known.name
        for known in there
        if known.source != document.source and {known.original_sha256, known.sha256} & hashes
    ]
    if not same or not document.text:
        return []
    message = f"{document.name} has the text of {same[0]}, which is of another source"
    remedy = "gioia undo takes it back, unless both sources have it"
    return [finding("DO4", Place(shown_path(file)), message, remedy, subject=document.name)]


def _cut_anew(file: Path, document: Document, there: Iterable[Document]) -> list[Finding]:
    """Return a remark where the source has the same original already, cut in other parts: its words would count twice."""
    same = [
        known.name
        for known in there
        if known.source == document.source and known.original_sha256 == document.original_sha256
    ]
    if not same:
        return []
    message = f"{same[0]} is from the same file: what both hold counts twice"
    remedy = f"take out what is not to stay: gioia remove {same[0]}"
    return [finding("DO4", Place(shown_path(file)), message, remedy, subject=document.name)]


def _odd_letters(study: Study, source: str) -> list[Finding]:
    """Return a remark where a new source's letters differ from those of a category that is there in case only."""
    letters = category_code(source)
    known = [category.code for category in study.categories] + [category_code(each.code) for each in study.sources]
    like = [code for code in known if code.casefold() == letters.casefold()]
    if not like or letters in like:
        return []
    meant = like[0] + source.removeprefix(letters)
    message = f"the source {source!r} is in a category of its own, {letters!r}, beside {like[0]!r}"
    remedy = f"if you meant {meant!r}: gioia undo, and add it again with --source {meant}"
    return [finding("NA2", Place(shown_path(study.study_file)), message, remedy, subject=source, severity="warning")]


def _file_name(file: Path, part: str = "") -> str:
    """Return a name that every system can hold, with the part's, and the ending that tells text from Markdown."""
    ending = ".md" if file.suffix.lower() in _MARKDOWN else ".txt"
    if part:
        ending = f"-{portable(part, _MOST_PART, _MOST_BYTES_OF_PART)}{ending}"
    return f"{portable(file.stem, _MOST_LETTERS, _MOST_BYTES) or 'document'}{ending}"


def _free(root: Path, name: str, text: str, taken: set[str]) -> str:
    """Return the name, with a number where another document has it (on Windows and the Mac, in whatever case or form).

    A file of another text that lies there unregistered is a person's, and keeps its name too.
    """
    stem, dot, ending = name.rpartition(".")
    number = 2
    free = name
    while _bare(free) in taken or file_bytes(document_path(root, free)) not in {None, text.encode()}:
        free = f"{stem}-{number}{dot}{ending}"
        number += 1
    return free


def _bare(name: str) -> str:
    """Return what is alike of names that Windows or the Mac take for one: case, and accents as parts or as a whole."""
    return unicodedata.normalize("NFC", name).casefold()


def _unplaced(error: GioiaError, file: Path) -> str:
    return error.message.removeprefix(f"{shown_path(file)}: ")

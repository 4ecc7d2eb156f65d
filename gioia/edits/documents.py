"""Adding documents: read, frozen as UTF-8, registered with their hashes.

A document's name is its source and the file's name made safe for every system. A file that is in already, by the hash
of its original, is left alone; another file of the same name gets a number. One bad file does not keep the others out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from gioia.edits.plan import FileChange, Plan, change_text, file_bytes
from gioia.errors import GioiaError
from gioia.findings import Finding, Place, finding
from gioia.plaintext.files import shown_path
from gioia.plaintext.yaml_edit import append_item
from gioia.sources.documents import (
    REGISTER,
    RESERVED,
    UNSAFE,
    document_path,
    encode_register,
    is_folder_name,
    text_sha256,
)
from gioia.sources.readers import read_original
from gioia.sources.register import DEFAULT_CATEGORIES, Document, category_code
from gioia.study.record import Study

_MARKDOWN = {".md", ".markdown"}
_MOST_LETTERS = 80
_MOST_BYTES = 240
"""Windows counts the letters of a whole path, other systems the bytes of a name; codings add an ending to it."""


def add_documents(study: Study, files: Sequence[Path], source: str, *, encoding: str = "", time: str = "") -> Plan:
    """Return the plan that adds the files as documents of `source`, which is registered if it is new.

    A file that cannot be read or is no text becomes a finding (FI1) in the plan's `refused`. Raises GioiaError for a
    source code that cannot name a folder.
    """
    if not is_folder_name(source):
        raise GioiaError(f"{source!r} cannot be a source code", remedy="use letters and digits, such as F1")
    documents = dict(study.documents)
    changes: list[FileChange] = []
    messages: list[str] = []
    refused: list[Finding] = []
    for file in files:
        try:
            document = _document(study.root, file, source, documents, encoding=encoding, time=time)
        except GioiaError as error:
            refused.append(finding("FI1", Place(shown_path(file)), _unplaced(error, file), error.remedy))
            continue
        if document.name in documents:
            messages.append(f"{document.name} is in already")
            continue
        documents[document.name] = document
        path = document_path(study.root, document.name)
        changes.append(FileChange(path, file_bytes(path), document.text.encode()))
        messages.append(f"{document.name}: {len(document.text):,} characters ({document.encoding})")
    if changes and source not in {known.code for known in study.sources}:
        messages.append(f"registered the new source {source}; name it in study.yaml")
    if changes:
        register = study.root / REGISTER
        changes.append(FileChange(register, file_bytes(register), encode_register(documents)))
        changes = [*source_changes(study, [source]), *changes]
    return Plan(tuple(changes), tuple(messages), tuple(refused))


def source_changes(study: Study, codes: Sequence[str]) -> list[FileChange]:
    """Return the change of study.yaml that registers those source codes that are new, and their categories."""
    known = {source.code for source in study.sources}
    categories = {category.code for category in study.categories}
    new = [code for code in dict.fromkeys(codes) if code and code not in known]
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


def _document(
    root: Path, file: Path, source: str, documents: Mapping[str, Document], *, encoding: str, time: str
) -> Document:
    try:
        raw = file.read_bytes()
    except OSError as error:
        remedy = "name a file that is there and can be read"
        raise GioiaError(f"cannot be read ({error.strerror})", remedy=remedy) from error
    reading = read_original(raw, shown_path(file), encoding)
    original = hashlib.sha256(raw).hexdigest()
    name = f"{source}/{_file_name(file)}"
    for twin in documents.values():
        if twin.source == source and twin.original_sha256 == original:
            return twin
    return Document(
        name=_free(root, name, reading.text, documents),
        source=source,
        text=reading.text,
        sha256=text_sha256(reading.text),
        original=file.name,
        original_sha256=original,
        reader=reading.reader,
        encoding=reading.encoding,
        added=time,
    )


def _file_name(file: Path) -> str:
    """Return a name that every system can hold, with the ending that tells text from Markdown."""
    ending = ".md" if file.suffix.lower() in _MARKDOWN else ".txt"
    short = UNSAFE.sub("_", file.stem).strip(" .")[:_MOST_LETTERS].encode()[:_MOST_BYTES].decode(errors="ignore")
    stem = short.rstrip(" .") or "document"
    return f"_{stem}{ending}" if RESERVED.fullmatch(stem) else f"{stem}{ending}"


def _free(root: Path, name: str, text: str, documents: Mapping[str, Document]) -> str:
    """Return the name, with a number where another document has it (on Windows and the Mac, in whatever case).

    A file of another text that lies there unregistered is a person's, and keeps its name too.
    """
    taken = {other.casefold() for other in documents}
    stem, dot, ending = name.rpartition(".")
    number = 2
    free = name
    while free.casefold() in taken or file_bytes(document_path(root, free)) not in {None, text.encode()}:
        free = f"{stem}-{number}{dot}{ending}"
        number += 1
    return free


def _unplaced(error: GioiaError, file: Path) -> str:
    return error.message.removeprefix(f"{shown_path(file)}: ")

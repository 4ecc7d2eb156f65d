"""Sealing: a copy of a study that tells the analysis and none of the words that it rests on.

What is a quotation by its place (a coding's words and their context, an excerpt, the original of a translation, what an
update or a person's verdict kept, what the history took out of such files) becomes a seal whatever it says. In every other
text, memos above all, each run of more than eight characters that stands in a source becomes one. What can never be found
again in a document, such as a translation, is left out with its length. Names stay: those of the codebook, the model, the
sources and the coders are the analysis. What of them stands in the sources is told, for a person to decide.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from gioia.codebook.records import concepts, themes
from gioia.codings.omissions import with_pieces
from gioia.codings.store import FOLDER as CODINGS
from gioia.edits.new_ids import renewed
from gioia.edits.new_study import absolute, building, common_files
from gioia.edits.study_files import StudyFile, beside, put, refuse_unread, study_files, with_values
from gioia.errors import GioiaError
from gioia.findings import Finding
from gioia.plaintext.lines import encode_lines
from gioia.plaintext.rewriting import KEY, Change, Keys, rewritten, rewritten_lines
from gioia.plaintext.yaml_edit import set_value
from gioia.sources.documents import FOLDER as SOURCES
from gioia.sources.documents import REGISTER
from gioia.sources.normal import folded
from gioia.sources.runs import LONGEST, Corpus
from gioia.sources.seals import left_out, seal_of, sealed, seals_in, without_seals
from gioia.study.excerpts import SHORTENED, TRANSLATIONS
from gioia.study.history import FOLDER as HISTORY
from gioia.study.history import Edit, FileEdit, Piece, read_history
from gioia.study.loading import REVIEW, STUDY_FILE
from gioia.study.memos import FOLDER as MEMOS
from gioia.study.record import Study
from gioia.study.verdicts import FOLDER as VERDICTS

_QUOTED = frozenset({"quotation", "now"})
_CONTEXT = frozenset({"before", "after"})
_FACTS = frozenset(
    {"id", "time", "sha256", "original_sha256", "role", "added", "outcome", "reader", "encoding", "coding"}
)
"""Keys of JSON Lines whose values the program made itself."""
_SHORTEST_CONTEXT = 8
"""Less context than that could be guessed, and says little about a place."""
_LONGEST_KEY = 1000
_LINES = (CODINGS, VERDICTS, REVIEW, REGISTER)


class Sealed(Struct, frozen=True):
    """What sealing did: seals written into the copy, the names that were kept although sources have them, and what is not in it."""

    seals: int
    kept: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    beside: tuple[str, ...]


def seal(study: Study, findings: list[Finding], target: Path, *, salt: str = "") -> Sealed:
    """Write the sealed copy of a study into the folder `target`, which is made; without `salt` with one that nobody knows.

    Raises GioiaError where the study is sealed already, where a part of it cannot be read (`findings` are those of loading), or
    where the copy cannot be made.
    """
    if study.sealed:
        raise GioiaError(f"the study {study.name} is sealed already", remedy="seal the study that it was made from")
    refuse_unread(findings)
    sealer = _Sealer(study, study_files(study), salt or secrets.token_hex(16))
    files = list(sealer.files())
    with building(absolute(target)) as folder:
        put(folder, files)
        common_files(folder)
    count = sum(len(seals_in(file.content.decode())) for file in files)
    return Sealed(count, tuple(sealer.kept(files)), tuple(sorted(sealer.renamed.items())), tuple(beside(study)))


class _Sealer:
    """The words of one study's sources, and what becomes of a text that may hold some of them."""

    def __init__(self, study: Study, files: list[StudyFile], salt: str) -> None:
        self._salt = salt
        self._sources = files
        self._corpus = Corpus(_words(study, files))
        self._names = frozenset(map(folded, _names(study)))
        self._within = "\n".join(self._names)
        self._known: dict[str, str] = {}
        self.renamed: dict[str, str] = {}
        self.renamed |= self._new_names(study)
        self._states: dict[str, int] = {}
        self._ids = renewed([self._deed(edit) for edit in read_history(study.root)[0]])

    def files(self) -> Iterator[StudyFile]:
        """Return the files of the copy."""
        for file in self._sources:
            name = self._moved(file.name)
            if name.startswith(f"{HISTORY}/"):
                yield StudyFile(name, self._history(file.content))
                continue
            new = StudyFile(name, rewritten(file.name, file.content, self._change(file.name)))
            yield with_values(new, self._with_salt) if name == STUDY_FILE else new

    def kept(self, files: list[StudyFile]) -> list[str]:
        """Return, each once, what the copy has of the sources' words: names, all of them."""
        found: dict[str, None] = {}
        for file in files:
            text = without_seals(f"{file.name}\n{file.content.decode()}")
            found |= {text[start:end]: None for start, end in self._corpus.runs(text)}
        return sorted(found)

    def _with_salt(self, text: str) -> str:
        return set_value(text, [], "sealed", self._salt)

    def _change(self, file: str) -> Change:
        """Return what becomes of the texts of a file."""
        if file == SHORTENED:
            return self._shortened
        return self._translated if file.startswith(f"{TRANSLATIONS}/") else self._told

    def _told(self, keys: Keys, text: str) -> str:
        """Return a text of a file: a seal where it is a quotation by its place, else without its runs."""
        key = keys[-1] if keys else ""
        if key in _FACTS:
            return text
        if key in _QUOTED:
            return sealed(text, self._salt)
        if key in _CONTEXT:
            return sealed(text, self._salt) if len(folded(text)) >= _SHORTEST_CONTEXT else ""
        if key == KEY:
            return self._key(text)
        return self._plain(text)

    def _key(self, text: str) -> str:
        """Return a key without its runs; one that would be longer than a key of YAML may be is left out."""
        told = self._plain(text)
        return told if len(told) <= _LONGEST_KEY else left_out(text)

    def _shortened(self, keys: Keys, text: str) -> str:
        if keys[-1] != "shown":
            return self._plain(text)
        return self._plain(with_pieces(text, lambda piece: sealed(piece, self._salt)))

    def _translated(self, keys: Keys, text: str) -> str:
        if keys[-1] == "original":
            return sealed(text, self._salt)
        return left_out(text) if keys[-1] == "translation" else self._plain(text)

    def _plain(self, text: str) -> str:
        """Return a text with a seal in the place of every run that it shares with the sources and that is no name."""
        if len(text) <= LONGEST:
            return text
        if text not in self._known:
            self._known[text] = self._without_runs(self._moved(text))
        return self._known[text]

    def _without_runs(self, text: str) -> str:
        if folded(text) in self._names:
            return text
        parts, done = [], 0
        for start, end in self._corpus.runs(text):
            if folded(text[start:end]) not in self._within:
                parts += [text[done:start], str(seal_of(text[start:end], self._salt))]
                done = end
        return "".join([*parts, text[done:]])

    def _history(self, content: bytes) -> bytes:
        edits = msgspec.json.Decoder(Edit).decode_lines(content)
        return encode_lines(
            replace(
                self._deed(edit),
                id=self._ids.get(edit.id, edit.id),
                undoes=self._ids.get(edit.undoes, edit.undoes),
                files=tuple(map(self._file_edit, edit.files)),
            )
            for edit in edits
        )

    def _deed(self, edit: Edit) -> Edit:
        about, to = (tuple(map(self._plain, names)) for names in (edit.about, edit.to))
        return replace(edit, about=about, to=to, why=self._plain(edit.why))

    def _file_edit(self, edit: FileEdit) -> FileEdit:
        """Return what an edit did to a file without hashes: context that is left out could be tried on that of a whole file."""
        pieces = tuple(Piece(one.line, one.added, self._removed(edit.path, one.removed)) for one in edit.pieces)
        before, after = map(self._state, (edit.before, edit.after))
        return replace(edit, path=self._plain(edit.path), before=before, after=after, pieces=pieces)

    def _state(self, hashed: str) -> str:
        """Return a number of its own for each state of a file, so that it is still told whether one follows on another."""
        return str(self._states.setdefault(hashed, len(self._states) + 1)) if hashed else ""

    def _removed(self, file: str, removed: str) -> str:
        """Return the words that an edit took out of a file."""
        if file.startswith(_LINES):
            try:
                return rewritten_lines(removed.encode(), self._told).decode()
            except msgspec.MsgspecError:
                return left_out(removed)
        if file.startswith((SOURCES, SHORTENED, TRANSLATIONS)):
            return left_out(removed)
        return self._plain(removed)

    def _new_names(self, study: Study) -> dict[str, str]:
        """Return old name → new name of the documents and memos whose names are words of the sources."""
        word = "文档" if study.language == "zh" else "document"
        telling = {name: f"{study.documents[name].source}/{word}" for name in study.documents if self._tells(name)}
        taken = {*study.documents, *(file.name for file in self._sources)}
        for file in self._sources:
            if file.name.startswith(f"{MEMOS}/") and self._tells(file.name):
                telling[file.name] = f"{MEMOS}/memo"
        renamed = {}
        for name, stem in telling.items():
            free = (f"{stem}-{number}{Path(name).suffix}" for number in range(1, len(taken) + 2))
            renamed[name] = next(one for one in free if one not in taken)
            taken.add(renamed[name])
        return renamed

    def _tells(self, text: str) -> bool:
        spans = self._corpus.runs(text)
        return any(folded(text[start:end]) not in self._within for start, end in spans)

    def _moved(self, text: str) -> str:
        """Return a text with the new names of documents."""
        for old, new in self.renamed.items():
            text = text.replace(old, new)
        return text


def _words(study: Study, files: list[StudyFile]) -> Iterator[str]:
    """Return what is known of the sources' words: their texts, and what was kept of texts that are not there any more."""
    yield from (document.text for document in study.documents.values())
    for coding in (*study.codings, *(one.was for one in study.review), *(one.suggestion for one in study.verdicts)):
        yield from (coding.quotation, coding.before, coding.after)
    yield from (one.now for one in study.review)
    yield from (one.original for one in study.translations)
    for file in files:
        if file.name.startswith(f"{HISTORY}/"):
            for edit in msgspec.json.Decoder(Edit).decode_lines(file.content):
                yield from (word for each in edit.files for word in _removed_words(each))


def _removed_words(edit: FileEdit) -> Iterator[str]:
    """Return the sources' words among those that an edit took out of a file."""
    for piece in edit.pieces:
        if edit.path.startswith(f"{SOURCES}/") and edit.path != REGISTER:
            yield piece.removed
        elif edit.path.startswith(_LINES):
            for line in piece.removed.split("\n"):
                try:
                    yield from _quoted(msgspec.json.decode(line))
                except msgspec.MsgspecError:
                    continue


def _quoted(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, dict):
        for key, each in value.items():
            if isinstance(each, str) and key in _QUOTED | _CONTEXT:
                yield each
            else:
                yield from _quoted(each)


def _names(study: Study) -> Iterator[str]:
    """Return the names that a study's analysis goes by."""
    book, model = study.codebook, study.model
    yield from (study.title, study.name, book.title)
    yield from (dimension.name for dimension in book.dimensions)
    yield from (theme.name for theme in themes(book))
    yield from (concept.name for concept in concepts(book))
    yield from (stage.name for stage in study.stages)
    yield from (coder.name for coder in study.coders)
    yield from (name for source in study.sources for name in (source.code, source.name, source.kind))
    yield from (name for category in study.categories for name in (category.code, category.name))
    yield from study.roles
    yield from (construct.name for construct in model.constructs)
    yield from (name for kind in model.kinds for name in (kind.name, kind.label))
    yield from (name for relation in model.relations for name in (relation.id, relation.label))
    yield from (name for coding in study.codings for name in (coding.concept, coding.coder, coding.stage))

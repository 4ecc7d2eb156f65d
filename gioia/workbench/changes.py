"""What a study is at a moment, and what has changed in it since: by its files' times and sizes, without reading them.

The version of a study is a digest over the stamps (times, size, identity) of all files that it is made of. Looking at the
stamps is cheap; only where the version is another one is the study loaded anew. The states of a while ago are kept, so that
what a page asks for on an older state can be held against what has been done since; they share what is the same in them.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, structs

from gioia.codings.coding import Coding
from gioia.codings.store import FOLDER as CODINGS
from gioia.codings.store import SUFFIX
from gioia.findings import Finding
from gioia.sources.register import Document
from gioia.study.excerpts import SHORTENED, TRANSLATIONS
from gioia.study.loading import REVIEW, STUDY_FILE, load_study
from gioia.study.memos import FOLDER as MEMOS
from gioia.study.record import Study
from gioia.study.verdicts import FOLDER as SUGGESTIONS

SOURCES = "sources"

_MOST_KEPT = 256
_MOST_CODINGS = 4_000_000
"""How many codings the states that are kept list together: what bounds the memory of a large study."""
_TRIES = 5

Stamp = tuple[int, int, int, int]
Stamps = dict[str, Stamp]


class State(Struct, frozen=True):
    """A study at a moment: its version, the stamps of its files, its record and the findings of loading it."""

    version: str
    stamps: Stamps
    study: Study
    findings: list[Finding]


class Changed(Struct, frozen=True):
    """What is another between two states: documents by name, and whether anything else of the study is."""

    documents: tuple[str, ...] = ()
    structure: bool = False


class Kept:
    """The states of a study that are kept in memory, the newest last; safe to ask from several threads."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._states: OrderedDict[str, State] = OrderedDict()
        self._elsewhere: tuple[Path, ...] = ()
        self._lock = threading.Lock()

    def version(self) -> str:
        """Return the version of the study on disk."""
        return _version(stamps(self._root, self._elsewhere))

    def now(self) -> State:
        """Return the study as it is on disk, loaded only where it has changed. Raises GioiaError where none is there."""
        with self._lock:
            version = self.version()
            if version not in self._states:
                self._keep(self._loaded())
            else:
                self._states.move_to_end(version)
            return next(reversed(self._states.values()))

    def at(self, version: str) -> State | None:
        """Return the study as it was at a version, None where that is not kept."""
        return self._states.get(version)

    def _loaded(self) -> State:
        """Load the study; where a file changes meanwhile, load it again."""
        for _ in range(_TRIES):
            before = stamps(self._root, self._elsewhere)
            study, findings = load_study(self._root)
            self._elsewhere = (study.codebook_file, study.model_file)
            if stamps(self._root, self._elsewhere) == before:
                break
        last = next(reversed(self._states.values()), None)
        return State(_version(before), before, _sharing(study, last.study) if last else study, findings)

    def _keep(self, state: State) -> None:
        self._states[state.version] = state
        self._states.move_to_end(state.version)
        most = min(_MOST_KEPT, _MOST_CODINGS // (len(state.study.codings) + 1) + 2)
        while len(self._states) > most:
            self._states.popitem(last=False)


def stamps(root: Path, elsewhere: Iterable[Path] = ()) -> Stamps:
    """Return path from the study's folder → stamp of each of its files; codebook and model may lie `elsewhere`.

    The history is no part of what a study says, and hidden files are none of its own.
    """
    found = dict(_below(os.fspath(root), ""))
    for path in elsewhere:
        stamp = _stamp(path)
        if stamp:
            found[os.path.relpath(path, root).replace(os.sep, "/")] = stamp
    return found


def changed(before: State, after: State, hidden: Iterable[str] = ()) -> Changed:
    """Return what differs between two states, but for the codings of coders who are `hidden`."""
    passed_over = tuple(f"{CODINGS}/{coder}/" for coder in hidden)
    names: dict[str, None] = {}
    structure = False
    for path in sorted(before.stamps.keys() | after.stamps.keys()):
        if before.stamps.get(path) == after.stamps.get(path) or path.startswith(passed_over):
            continue
        document = _document(path)
        if document:
            names[document] = None
        elif not path.startswith(f"{SUGGESTIONS}/"):
            structure = True
    decided = set(before.study.verdicts) ^ set(after.study.verdicts)
    names |= dict.fromkeys(sorted({verdict.suggestion.document for verdict in decided}))
    return Changed(tuple(names), structure)


def _document(path: str) -> str:
    """Return the document that a file is about, empty where it is about the study."""
    folder, _, rest = path.partition("/")
    if folder == CODINGS:
        return rest.partition("/")[2].removesuffix(SUFFIX)
    return rest if folder == SOURCES and "/" in rest else ""


def _below(folder: str, prefix: str) -> Iterator[tuple[str, Stamp]]:
    """Yield the files of a study's folder: those of its own folders, and of the folder itself what the program reads there."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if prefix or entry.name in {CODINGS, SOURCES, SUGGESTIONS, TRANSLATIONS, MEMOS}:
                yield from _below(entry.path, f"{prefix}{entry.name}/")
        elif prefix or entry.name in {STUDY_FILE, REVIEW, SHORTENED}:
            stamp = _stamp(Path(entry.path))
            if stamp:
                yield f"{prefix}{entry.name}", stamp


def _stamp(path: Path) -> Stamp | None:
    try:
        seen = path.stat()
    except (OSError, ValueError):
        return None
    return seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size, seen.st_ino


def _version(found: Stamps) -> str:
    listed = "\n".join(f"{name}\t{stamp}" for name, stamp in sorted(found.items()))
    return hashlib.sha256(listed.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _sharing(study: Study, last: Study) -> Study:
    """Return the study with the codings and documents of the last state where they are the same, so that both share them."""
    known: dict[str, Coding] = {coding.id: coding for coding in last.codings}
    codings = tuple(
        known[coding.id] if known.get(coding.id) == coding else coding  # equal, and not yet one
        for coding in study.codings
    )
    documents: dict[str, Document] = {
        name: last.documents[name] if last.documents.get(name) == document else document
        for name, document in study.documents.items()
    }
    return structs.replace(study, codings=codings, documents=documents)

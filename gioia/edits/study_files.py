"""The files of a study that belong to its analysis, and a copy of them with other words.

A copy holds what the program reads and nothing else: no git folder, no originals, no notes that lie beside. Codebook and
model lie inside it, wherever the study has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

from gioia.codings.store import FOLDER as CODINGS
from gioia.edits.new_study import own_schema
from gioia.errors import GioiaError
from gioia.findings import Finding
from gioia.plaintext.files import files_below, is_file, read_bytes
from gioia.plaintext.yaml_edit import set_value
from gioia.sources.documents import FOLDER as SOURCES
from gioia.sources.documents import REGISTER
from gioia.study.excerpts import SHORTENED, TRANSLATIONS
from gioia.study.history import FOLDER as HISTORY
from gioia.study.loading import REVIEW, STUDY_FILE
from gioia.study.memos import FOLDER as MEMOS
from gioia.study.record import Study
from gioia.study.verdicts import FOLDER as VERDICTS

CODEBOOK, MODEL = "codebook.yaml", "model.yaml"
_SINGLE = (SHORTENED, REVIEW, REGISTER)
_FOLDERS = ((TRANSLATIONS, ".yaml"), (CODINGS, ".jsonl"), (VERDICTS, ".jsonl"), (MEMOS, ".md"), (HISTORY, ".jsonl"))
_COMMON = {"schemas", "out"}
_UNREAD = frozenset({"FI1", "FI2", "FI3", "FI4", "FI7", "DO2"})


class StudyFile(Struct, frozen=True):
    """A file of a study: its name from the study's folder, with forward slashes, as a copy has it; and its bytes."""

    name: str
    content: bytes


def study_files(study: Study) -> list[StudyFile]:
    """Return the files of a study, its frozen texts aside; study.yaml names codebook and model where a copy has them."""
    files = [StudyFile(STUDY_FILE, _head(study))]
    files += [
        StudyFile(name, own_schema(read_bytes(path).decode()).encode())
        for name, path in ((CODEBOOK, study.codebook_file), (MODEL, study.model_file))
        if is_file(path)
    ]
    paths = [study.root / name for name in _SINGLE if is_file(study.root / name)]
    for folder, suffix in _FOLDERS:
        paths += files_below(study.root / folder, suffix)[0]
    return files + [StudyFile(_name(study, path), read_bytes(path)) for path in paths]


def beside(study: Study) -> list[str]:
    """Return the names of the files in a study's folder that no copy has: nothing of the analysis rests on them."""
    known = {study.root / file.name for file in study_files(study)}
    known |= {study.root / SOURCES / name for name in study.documents} | {study.codebook_file, study.model_file}
    paths = (path for path in files_below(study.root)[0] if path not in known)
    return [_name(study, path) for path in paths if path.relative_to(study.root).parts[0] not in _COMMON]


def refuse_unread(findings: Iterable[Finding]) -> None:
    """Stop where words cannot be read, and so cannot be kept from a copy; `findings` are those of loading the study."""
    unread = next((found for found in findings if found.rule in _UNREAD), None)
    if unread is not None:
        message = f"{unread.place} {unread.message}"
        raise GioiaError(message, remedy=f"{unread.remedy}; what cannot be read cannot be kept out", exit_code=1)


def put(folder: Path, files: Iterable[StudyFile]) -> None:
    """Write files into the folder of a new study."""
    for file in files:
        path = folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


def with_values(file: StudyFile, change: Callable[[str], str]) -> StudyFile:
    """Return the file with its whole text changed."""
    return StudyFile(file.name, change(file.content.decode()).encode())


def _head(study: Study) -> bytes:
    text = own_schema(study.study_file.read_bytes().decode().removeprefix("\ufeff"))
    text = set_value(text, [], "codebook", CODEBOOK)
    return (set_value(text, [], "model", MODEL) if is_file(study.model_file) else text).encode()


def _name(study: Study, path: Path) -> str:
    return path.relative_to(study.root).as_posix()

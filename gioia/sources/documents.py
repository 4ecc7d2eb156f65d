"""The register of documents and the frozen texts that it vouches for.

`sources/documents.jsonl` has one line a document, written by the program: the document's name, its source, the SHA-256
of the frozen text and of the original file, the reader that read it and the encoding it found. Texts lie beside it as
UTF-8 files. A text whose hash is not the register's has been changed behind the program's back: a finding (DO1), and the
codings of that document are verified against what it says now.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Callable, Mapping
from operator import attrgetter
from pathlib import Path

from gioia.findings import Finding, Place, finding
from gioia.plaintext.files import files_below, is_file, leads_out, read_bytes, shown_path, unreadable
from gioia.plaintext.lines import encode_lines, line_of, read_lines
from gioia.sources.register import Document, DocumentLine

FOLDER = "sources"
LONGEST_NAME = 200
"""How many bytes a folder's name may take; systems hold 255, and files below it need the rest."""
REGISTER = "sources/documents.jsonl"
UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DEVICE = r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.[^/]*)?"
RESERVED = re.compile(_DEVICE, re.IGNORECASE)
"""What Windows keeps out of the names of files."""


def portable(name: str, letters: int, most: int) -> str:
    """Return what of a name every system can hold as a file's name before its ending: at most `letters` and `most` bytes, maybe none."""
    short = UNSAFE.sub("_", name).strip(" .")[:letters].encode()[:most].decode(errors="ignore").rstrip(" .")
    return f"_{short}" if RESERVED.fullmatch(short) else short


_LEADS_OUT = re.compile(rf"[\\\\:\0]|(?:^|/)(?:\.{{0,2}}|{_DEVICE})(?:/|\Z)", re.IGNORECASE)
"""A name with a sign of Windows, or with a part that is empty, `.`, `..` or one of Windows's devices."""

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
_FIRST = 1 << 15
_MORE = 1 << 20
"""How many bytes of a text are asked for at first, and then at a time."""

_LITTER = re.compile(r"thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r|~\$.*|.*~|.*\.tmp", re.IGNORECASE)
"""What Windows, macOS, Office and editors leave beside the files that a person opens; nobody put it there."""
_LINE = attrgetter(*DocumentLine.__struct_fields__)

RegisteredLine = tuple[DocumentLine, int]
"""What the register says of a document, and the 1-based line in which it does."""


def taking_over(name: str) -> str:
    """Return the command that takes over the text of a document as a person has changed it."""
    return f'gioia update "{name}"' if " " in name else f"gioia update {name}"


def text_sha256(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def document_path(root: Path, name: str) -> Path:
    """Return where the frozen text of the document lies."""
    return root / FOLDER / name


def read_documents(root: Path) -> tuple[dict[str, Document], list[Finding]]:
    """Return document name → document, and the findings FI1, FI7, NA2 and DO1 to DO4."""
    path = root / REGISTER
    files, closed = files_below(root / FOLDER)
    if path not in files:
        return {}, [*closed, *_unregistered(root, files, {})]
    lines, findings = _registered(path)
    findings += closed
    shown = shown_path(path)
    outside = _outside(root, lines)
    documents: dict[str, Document] = {}
    for line, number in lines:
        documents[line.name], found = _read_document(root, line, Place(shown, number), outside)
        findings += found
    return documents, [*findings, *_unregistered(root, files, documents)]


def read_candidates(
    root: Path,
    wanted: Callable[[DocumentLine], bool],
    may_hold: Callable[[bytes], bool],
    part: Callable[[list[RegisteredLine]], list[RegisteredLine]],
) -> tuple[dict[str, Document], list[Finding]]:
    """Return the documents that are `wanted`, of these a `part`, whose bytes `may_hold`, by name, and the findings.

    For a search: the other texts are neither decoded nor held against their hash. Findings as in `read_documents`, but for
    DO3 and DO4, and DO1 only of the documents that come back.
    """
    path = root / REGISTER
    if not is_file(path):
        return {}, []
    lines, findings = _registered(path)
    folder, shown = f"{root / FOLDER}/", shown_path(path)
    documents: dict[str, Document] = {}
    asked = part([one for one in lines if wanted(one[0])])
    outside = _outside(root, asked)
    for line, number in asked:
        file = folder + line.name
        try:
            raw = None if _folder(line) in outside else _bytes(file)
        except (OSError, ValueError):
            raw = None
        if raw is None:
            # Reading it as ever says what is wrong.
            documents[line.name], found = _read_document(root, line, Place(shown, number), outside)
            findings += found
        elif may_hold(raw):
            text, found = _judged(raw, file, line)
            documents[line.name] = _document(line, text, Place(shown, number))
            findings += found
    return documents, findings


def _folder(line: DocumentLine) -> str:
    return line.name.rpartition("/")[0]


def _outside(root: Path, lines: list[RegisteredLine]) -> frozenset[str]:
    """Return the folders of documents that links put outside the study; a folder is asked once, not with each of its texts."""
    folders = {_folder(line) for line, _ in lines}
    return frozenset(folder for folder in folders if leads_out(root / FOLDER / folder, root))


def _keep_inside(root: Path, path: Path, *, is_outside: bool) -> None:
    """Raise OSError where a link leads out of the study to the text, so that nobody hands on what he never saw."""
    if is_outside or (path.is_symlink() and leads_out(path, root)):
        raise OSError(errno.ELOOP, "a link leads out of the study to it")


def _bytes(file: str) -> bytes:
    """Return what a file holds, with as few calls as can be: a search reads many that it does not keep.

    To ask of what kind a file is costs four times what it costs to ask for a place in it, which no pipe has. So only what is
    empty or long is asked for its kind: a device is either. Raises OSError where it is a link, or no file.
    """
    descriptor = os.open(file, _READ)
    try:
        os.lseek(descriptor, 0, os.SEEK_CUR)
        raw = os.read(descriptor, _FIRST)
        # Less than was asked for is not yet the end: a disk behind a network gives what has come.
        part = os.read(descriptor, _FIRST)
        if raw and not part:
            return raw
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "a pipe or a device, not a file")
        parts = [raw]
        while part:
            parts.append(part)
            part = os.read(descriptor, _MORE)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def _registered(path: Path) -> tuple[list[RegisteredLine], list[Finding]]:
    """Return the lines of the register with their 1-based numbers, and the findings FI1, FI7 and NA2."""
    lines, numbers, findings = read_lines(path, DocumentLine)
    shown = shown_path(path)
    found: dict[str, tuple[DocumentLine, int]] = {}
    for index, line in enumerate(lines):
        number = line_of(numbers, index)
        if line.name in found:
            remedy = "delete one of the two lines"
            message = f"the document {line.name!r} is registered twice"
            findings.append(finding("NA2", Place(shown, number), message, remedy))
        elif not is_safe_name(line.name):
            remedy = "documents lie below the folder sources; correct the line"
            message = f"the name {line.name!r} leads out of the study, or to a device"
            findings.append(finding("FI7", Place(shown, number), message, remedy))
        else:
            found[line.name] = line, number
    return list(found.values()), findings


def is_safe_name(name: str) -> bool:
    """Tell whether a document's name stays below `sources/` on every system, and is a file's on Windows."""
    return not _LEADS_OUT.search(name)


def is_folder_name(name: str) -> bool:
    """Tell whether every system can hold a folder of that name: a source's code, a coder's name."""
    fits = len(name.encode("utf-8", "replace")) <= LONGEST_NAME
    return fits and bool(name.strip(" .") == name and name) and not UNSAFE.search(name) and not RESERVED.fullmatch(name)


def encode_register(documents: dict[str, Document]) -> bytes:
    """Return the register's bytes: one line a document, sorted by name."""
    return encode_lines(
        DocumentLine(*_LINE(document)) for document in sorted(documents.values(), key=lambda document: document.name)
    )


def _read_document(
    root: Path, line: DocumentLine, place: Place, outside: frozenset[str]
) -> tuple[Document, list[Finding]]:
    path = document_path(root, line.name)
    try:
        _keep_inside(root, path, is_outside=_folder(line) in outside)
        text, findings = _frozen_text(path, line, place)
    except (OSError, ValueError) as error:
        text, findings = "", [unreadable(path, error)]
    findings += [finding("DO4", place, doubt.message, doubt.remedy, subject=line.name) for doubt in line.doubts]
    return _document(line, text, place), findings


def _document(line: DocumentLine, text: str, place: Place) -> Document:
    return Document(*(*_LINE(line), text, place))


def _frozen_text(path: Path, line: DocumentLine, place: Place) -> tuple[str, list[Finding]]:
    try:
        raw = read_bytes(path)
    except FileNotFoundError:
        remedy = f"restore {shown_path(path)}, or delete its line here"
        return "", [finding("DO2", place, f"the document {line.name!r} is missing", remedy, subject=line.name)]
    return _judged(raw, path, line)


def _judged(raw: bytes, path: Path | str, line: DocumentLine) -> tuple[str, list[Finding]]:
    """Return the text, and what is wrong with it: that it is not UTF-8, or not what was frozen."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        where = Place(shown_path(Path(path)))
        return "", [finding("FI1", where, f"byte {error.start} is not UTF-8", "restore the frozen text")]
    if hashlib.sha256(raw).hexdigest() == line.sha256:
        return text, []
    if hashlib.sha256(raw.replace(b"\r\n", b"\n")).hexdigest() == line.sha256:
        message = "only the line ends were changed, to CRLF"
        remedy = "restore the file; keep the study's .gitattributes, which stops git from changing line ends"
    else:
        message = "the text was changed after it was frozen"
        remedy = f"where the change is meant, take it over: {taking_over(line.name)}; else restore the file"
    return text, [finding("DO1", Place(shown_path(Path(path))), message, remedy, subject=line.name)]


def _unregistered(root: Path, files: list[Path], documents: Mapping[str, Document]) -> list[Finding]:
    return [
        finding(
            "DO3",
            Place(shown_path(path)),
            "the file is not registered, and nothing in it can be coded",
            "add it with gioia add, or move it out of the folder sources",
        )
        for path in files
        if path != root / REGISTER
        and path.relative_to(root / FOLDER).as_posix() not in documents
        and not _LITTER.fullmatch(path.name)
    ]

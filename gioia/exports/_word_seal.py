"""Whether anybody wrote in a Word document since it was exported, and as what it began.

A document holds a small XML part of ours with a digest of all its other parts. Where the digest still fits, nobody but an
export has written in it; a program that saves the document writes other bytes and so breaks the seal, and then what is in it
may be a person's. The part also says what the first export began with: nothing, or a template or manuscript, by its digest;
and which displays were put into the document, so that one which somebody took out is told from one that is new.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, unescape

if TYPE_CHECKING:
    from docx.document import Document

_NAMESPACE = "urn:gioia:export"
_FOLDER = "customXml/"
_PART = re.compile(rf'<export xmlns="{_NAMESPACE}" seal="(\w*)" origin="(\w*)"(?: displays="([^"]*)")?/>')


def begun_as(file: bytes) -> str | None:
    """Return the digest of the file as which the document began, empty for none; None where somebody else wrote in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as package:
            name, found = _own(package)
            return found.group(2) if found and found.group(1) == _digest(package, name) else None
    except zipfile.BadZipFile:
        return None


def put_before(file: bytes) -> frozenset[str] | None:
    """Return the tags of the displays that exports put into the document, or were not to; None where nothing tells."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        found = _own(package)[1]
    if found is None or found.group(3) is None:
        return None
    return frozenset(unescape(found.group(3), {"&quot;": '"'}).split())


def _own(package: zipfile.ZipFile) -> tuple[str, re.Match[str] | None]:
    """Return the name of our part and what it says."""
    name = _name(package)
    return name, _PART.search(package.read(name).decode()) if name else None


def digest(file: bytes) -> str:
    """Return what stands for a file's bytes."""
    return hashlib.sha256(file).hexdigest()


def add_part(document: Document) -> None:
    """Let a document that has no part for the seal have one."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    parts = [one.target_part for one in document.part.rels.values() if not one.is_external]
    if not any(_NAMESPACE.encode() in part.blob for part in parts if part.partname.startswith(f"/{_FOLDER}")):
        part = Part(
            PackURI(f"/{_FOLDER}gioia.xml"), "application/xml", _markup("", "", None).encode(), document.part.package
        )
        document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def sealed(file: bytes, earlier: bytes | None, displays: Iterable[str] | None) -> bytes:
    """Return a document that has a part for the seal with its seal, written into `earlier`; `displays` are the tags to tell of."""
    origin = "" if earlier is None else begun_as(earlier)
    if origin is None and earlier is not None:
        origin = digest(earlier)
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        own = _name(old)
        for member in old.infolist():
            is_own = member.filename == own
            new.writestr(member, _markup(_digest(old, own), origin or "", displays) if is_own else old.read(member))
    return again.getvalue()


def _name(package: zipfile.ZipFile) -> str:
    """Return the name of our part, which Word gives another name; empty where there is none."""
    names = (name for name in package.namelist() if name.startswith(_FOLDER) and name.endswith(".xml"))
    return next((name for name in names if _NAMESPACE.encode() in package.read(name)), "")


def _digest(package: zipfile.ZipFile, own: str) -> str:
    """Return the digest of all parts of a package but our own."""
    found = hashlib.sha256()
    for name in sorted(set(package.namelist()) - {own}):
        found.update(f"{name}\0".encode() + hashlib.sha256(package.read(name)).digest())
    return found.hexdigest()


def _markup(seal: str, origin: str, displays: Iterable[str] | None) -> str:
    told = "" if displays is None else f' displays="{escape(" ".join(sorted(displays)), {chr(34): "&quot;"})}"'
    return f'<export xmlns="{_NAMESPACE}" seal="{seal}" origin="{origin}"{told}/>'

"""Zip packages of XML parts, as Office programs write them, opened as if a stranger had sent them.

What a part would unpack to is judged before it is unpacked, no entity is ever expanded, and nothing is fetched. A file
that cannot be opened is refused in one line.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Any
from urllib.parse import unquote

from gioia.errors import GioiaError

MOST_BYTES = 256 * 1024 * 1024
"""A part that unpacks to more is no text that anyone wrote."""
_HARMLESS_BYTES = 16 * 1024 * 1024
_MOST_RATIO = 200
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DECLARATIONS = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)


class Package:
    """The parts of one file, by their names; `name` is the file's, for messages."""

    def __init__(self, raw: bytes, name: str) -> None:
        self.name = name
        if raw.startswith(_OLD_OFFICE) and _ENCRYPTED in raw:
            raise _encrypted(name)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise damaged(name, "its contents cannot be listed") from error
        self._infos = {info.filename.lstrip("/"): info for info in self._zip.infolist()}

    def __contains__(self, part: str) -> bool:
        return part in self._infos

    def part(self, part: str) -> bytes:
        """Return the unpacked bytes of a part. Raises GioiaError where it is missing, damaged, encrypted or a bomb."""
        info = self._infos.get(part)
        if info is None:
            raise damaged(self.name, f"{part} is missing")
        if info.flag_bits & 1:
            raise _encrypted(self.name)
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > MOST_BYTES or (info.file_size > _HARMLESS_BYTES and ratio > _MOST_RATIO):
            message = f"{self.name}: {part} would unpack to {info.file_size:,} bytes ({ratio:,.0f} times its size)"
            raise GioiaError(message, remedy="this is no document; nothing was read from it", exit_code=1)
        try:
            with self._zip.open(info) as stream:
                return stream.read(info.file_size)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            raise damaged(self.name, f"{part} cannot be unpacked") from error

    def xml(self, part: str) -> Any:  # noqa: ANN401 - lxml has no types
        """Return the root element of an XML part."""
        return parse_xml(self.part(part), self.name, part)

    def related(self, part: str, kind: str) -> str:
        """Return the name of the part that `part` ("" for the package) relates to by the ending of a kind, or ""."""
        folder, base = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations not in self:
            return ""
        for relation in self.xml(relations):
            inside = relation.get("TargetMode") != "External"
            if inside and (relation.get("Type") or "").endswith(f"/{kind}"):
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or ""))
                found = next((name for name in (target[1:], unquote(target[1:])) if name in self), "")
                if found:
                    return found
        return ""


def parse_xml(raw: bytes, name: str, part: str) -> Any:  # noqa: ANN401 - lxml has no types
    """Return the root element of the bytes. Raises GioiaError for what is no XML or declares entities."""
    etree = lxml_etree()
    if any(mark in raw for mark in _DECLARATIONS):
        message = f"{name}: {part} declares entities, which no Office program does"
        raise GioiaError(message, remedy="open it in its program and save it anew", exit_code=1)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(name, f"{part} is not well-formed") from error


def lxml_etree() -> Any:  # noqa: ANN401 - lxml has no types
    """Return lxml's module, or say what to install."""
    try:
        from lxml import etree
    except ImportError as error:
        raise GioiaError("reading Office files needs lxml", remedy="pip install lxml") from error
    return etree


def damaged(name: str, what: str) -> GioiaError:
    """Return the refusal of a file that is cut off or broken."""
    remedy = "open it in its program, see whether it is whole, and save it anew"
    return GioiaError(f"{name}: the file is damaged ({what})", remedy=remedy, exit_code=1)


def _encrypted(name: str) -> GioiaError:
    remedy = "open it in its program, remove the password and save it"
    return GioiaError(f"{name}: the file is encrypted", remedy=remedy, exit_code=1)

"""Zip files that are safe to open: nothing in them is encrypted, damaged, or swells beyond measure.

The sizes that a zip states are checked before anything is unpacked, and Python's zipfile never gives out more than they say.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from gioia.errors import GioiaError
from gioia.sources.readers import damaged

MOST_UNPACKED = 500_000_000
MOST_MEMBERS = 20_000
MOST_OF_ONE = 256 * 1024 * 1024
"""A member that unpacks to more is no text that anyone wrote."""
_HARMLESS = 16 * 1024 * 1024
_MOST_RATIO = 200
_CHUNK = 1_000_000
_FAULTS = (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, KeyError)


def opened(raw: bytes, name: str, what: str) -> zipfile.ZipFile:
    """Return the archive. Raises GioiaError where it is damaged, encrypted, or would unpack to more than 500 MB."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except _FAULTS as error:
        raise damaged(name, what) from error
    members = archive.infolist()
    if sum(member.file_size for member in members) > MOST_UNPACKED or len(members) > MOST_MEMBERS:
        message = f"{name}: {what} unpacks to more than {MOST_UNPACKED // 1_000_000} MB"
        raise GioiaError(message, remedy="if it can be trusted, split it into smaller files", exit_code=1)
    for one in members:
        ratio = one.file_size / max(one.compress_size, 1)
        if one.file_size > MOST_OF_ONE or (one.file_size > _HARMLESS and ratio > _MOST_RATIO):
            message = f"{name}: {one.filename} would unpack to {one.file_size:,} bytes ({ratio:,.0f} times its size)"
            raise GioiaError(message, remedy="this is no document; nothing was read from it", exit_code=1)
    if any(member.flag_bits & 1 for member in members):
        remedy = "open it in its program, save it without its password, and add that"
        raise GioiaError(f"{name}: {what} is encrypted", remedy=remedy, exit_code=1)
    return archive


def member(archive: zipfile.ZipFile, path: str, name: str, what: str) -> bytes:
    """Return the bytes of a member. Raises GioiaError where it is missing or damaged."""
    try:
        return archive.read(path)
    except _FAULTS as error:
        raise damaged(name, what) from error


def verify(archive: zipfile.ZipFile, name: str, what: str) -> None:
    """Unpack every member and throw it away, so that a library that trusts no stated size finds them true."""
    try:
        for info in archive.infolist():
            with archive.open(info) as file:
                while file.read(_CHUNK):
                    pass
    except _FAULTS as error:
        raise damaged(name, what) from error

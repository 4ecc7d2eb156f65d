"""Readers: a file as it comes → the text that is frozen, one file a format.

A reader is a module with `NAME` (with a version, so that the register says who read a document), `claims(raw)`, which
tells by the content whether the file is of its format, and `read(raw, encoding)`. The content decides, never the
extension. A file that no reader claims is refused by its real name.
"""

from __future__ import annotations

from msgspec import Struct

from gioia.errors import GioiaError
from gioia.sources.readers import plain

_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "an Office or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)


class Reading(Struct, frozen=True):
    """What a reader made of a file: the text to freeze, who read it, and the encoding that it found."""

    text: str
    reader: str
    encoding: str


def read_original(raw: bytes, name: str, encoding: str = "") -> Reading:
    """Return the reading of a file's bytes; `encoding` overrides what the reader would find.

    Raises GioiaError, naming the file by `name`, for a file that is empty, of another format, or not decodable.
    """
    for signature, kind in _SIGNATURES:
        if raw.startswith(signature):
            remedy = "save it as plain text (UTF-8) or Markdown and add that"
            raise GioiaError(f"{name}: this is {kind}", remedy=remedy, exit_code=1)
    reading = Reading(*plain.read(raw, name, encoding))
    if not reading.text.strip():
        raise GioiaError(f"{name}: the file is empty", remedy="nothing was added from it", exit_code=1)
    return reading

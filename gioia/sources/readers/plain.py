"""Plain text and Markdown: decoded, and otherwise as they come.

Line ends become LF, because editors and git change them behind a person's back; every other character stays. An encoding
is never guessed: UTF-8, or UTF-16 with its mark, or the one that the person names.
"""

from __future__ import annotations

import codecs

from gioia.errors import GioiaError

NAME = "plain 1"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read(raw: bytes, name: str, encoding: str = "") -> tuple[str, str, str]:
    """Return text, reader and encoding. Raises GioiaError where the bytes are not text in that encoding."""
    text = decode(raw, name, encoding).replace("\r\n", "\n").replace("\r", "\n")
    return text, NAME, encoding or _marked(raw)


def decode(raw: bytes, name: str, encoding: str = "") -> str:
    """Return the text without a byte order mark, its line ends untouched.

    Raises GioiaError, naming the file by `name`, where the bytes are not text in the encoding that is given or marked.
    """
    used = encoding or _marked(raw)
    try:
        text = raw.decode(used)
    except UnicodeDecodeError as error:
        remedy = "name its encoding, for instance --encoding gb18030"
        raise GioiaError(f"{name}: byte {error.start} is not {used}", remedy=remedy, exit_code=1) from error
    except (LookupError, ValueError) as error:
        raise GioiaError(f"no encoding is called {used}", remedy="use utf-8, gb18030, big5 or utf-16") from error
    if "\0" in text:
        remedy = "add a text file, or name its encoding, for instance --encoding utf-16"
        raise GioiaError(f"{name}: this is no text (it holds NUL characters)", remedy=remedy, exit_code=1)
    return text.removeprefix("\ufeff")


def _marked(raw: bytes) -> str:
    return next((found for mark, found in _MARKS if raw.startswith(mark)), "utf-8")

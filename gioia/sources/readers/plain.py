"""Plain text and Markdown: decoded, and otherwise as they come.

Line ends become LF, because editors and git change them behind a person's back; every other character stays, U+2028
and U+0085 among them, which end no line here.
"""

from __future__ import annotations

from gioia.sources.readers import Options, Reading
from gioia.sources.readers.encodings import decoded

NAME = "plain 2"


def read(raw: bytes, name: str, options: Options) -> list[Reading]:
    """Return the text as one document. Raises GioiaError where the bytes are not text in a known or named encoding."""
    found = decoded(raw, name, options.encoding)
    text = with_line_feeds(found.text)
    return [Reading(text, NAME, found.encoding, found.confidence, remarks=found.remarks)]


def with_line_feeds(text: str) -> str:
    """Return the text with LF for CRLF and CR."""
    return text.replace("\r\n", "\n").replace("\r", "\n")

"""Values written into a page: JSON that no parser of HTML can take for anything else, compressed where there is much of it.

What is compressed is deflated (RFC 1951) and written in base64, which any browser's own streams can read again.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

MUCH = 1 << 18
"""From how many bytes of JSON on it is compressed: below, the file stays readable in any editor."""

_ESCAPED = re.compile("[<>&\u2028\u2029]")
_HALF = re.compile("[\ud800-\udfff]")
_RAW = -15
"""What zlib calls a stream without head and checksum."""


class Packed(Struct, frozen=True):
    """A value as the page holds it: `content` is JSON, or JSON of base64 where `form` is deflate."""

    form: str
    content: str


def json_text(value: Any) -> str:  # noqa: ANN401 - whatever JSON can say
    """Return the value as JSON in which nothing means anything to HTML; half a character, which no page can show, is U+FFFD."""
    text = _HALF.sub("\ufffd", json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def packed(value: Any, much: int = MUCH) -> Packed:  # noqa: ANN401 - whatever JSON can say
    """Return the value as one piece."""
    text = json_text(value)
    raw = text.encode()
    return Packed("plain", text) if len(raw) < much else Packed("deflate", _deflated(raw))


def packed_each(texts: Sequence[str], much: int = MUCH) -> Packed:
    """Return the texts as a list whose entries can be unpacked one by one, when they are asked for."""
    pieces = [json_text(text).encode() for text in texts]
    if sum(map(len, pieces)) < much:
        return Packed("plain", f"[{b','.join(pieces).decode()}]")
    return Packed("deflate", f"[{','.join(map(_deflated, pieces))}]")


def _deflated(raw: bytes) -> str:
    """Return the bytes compressed, as a string of JSON."""
    deflating = zlib.compressobj(9, zlib.DEFLATED, _RAW)
    return f'"{base64.b64encode(deflating.compress(raw) + deflating.flush()).decode()}"'

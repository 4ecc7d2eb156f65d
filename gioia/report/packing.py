"""Values written into a page: JSON that no parser of HTML can take for anything else, compressed where there is much of it.

What is compressed is written sign by sign as the sign's rank among all signs of the block, the most frequent first, in one byte or
two; then deflated (RFC 1951) and written in base64. Ranks are shorter than UTF-8 for Chinese, of which a character takes three
bytes there, and deflate sees twice as many characters at a time: what people say takes a quarter less. A sign beyond the ranks is
written as its code point.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

MUCH = 1 << 18
"""From how many bytes of JSON on it is compressed: below, the file stays readable in any editor."""

ONE, BEYOND, PAGE = 192, 255, 256
"""The first byte of a rank in two bytes, the byte before a code point in three, and how many ranks share a first byte."""

_ESCAPED = re.compile("[<>&\u2028\u2029]")
_HALF = re.compile("[\ud800-\udfff]")
_RAW = -15
"""What zlib calls a stream without head and checksum."""


class Packed(Struct, frozen=True):
    """A block as the page holds it: `content` is JSON of the value itself, or of its signs and pieces where `form` is ranks."""

    form: str
    content: str


def json_text(value: Any) -> str:  # noqa: ANN401 - whatever JSON can say
    """Return the value as JSON in which nothing means anything to HTML; half a character, which no page can show, is U+FFFD."""
    text = _HALF.sub("\ufffd", json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def packed(values: Sequence[Any], much: int = MUCH) -> Packed:
    """Return the values as a block whose pieces can be unpacked one by one, when they are asked for."""
    pieces = [json_text(value) for value in values]
    if sum(len(piece.encode()) for piece in pieces) < much:
        return Packed("plain", f"[{','.join(pieces)}]")
    signs = _by_frequency(pieces)
    ranks = _ranks(signs)
    coded = ",".join(f'"{_deflated(piece.translate(ranks).encode("latin-1"))}"' for piece in pieces)
    return Packed("ranks", f'{{"signs":{json_text(signs)},"pieces":[{coded}]}}')


def _by_frequency(pieces: Iterable[str]) -> str:
    """Return the signs of the pieces, the most frequent first, those of the same number by their code points."""
    counts: Counter[str] = Counter()
    for piece in pieces:
        counts.update(piece)
    return "".join(sorted(counts, key=lambda sign: (-counts[sign], sign)))


def _ranks(signs: str) -> dict[int, str]:
    """Return code point → the bytes that stand for it, as characters up to U+00FF."""
    return {ord(sign): _bytes(rank, ord(sign)).decode("latin-1") for rank, sign in enumerate(signs)}


def _bytes(rank: int, point: int) -> bytes:
    if rank < ONE:
        return bytes([rank])
    page, place = divmod(rank - ONE, PAGE)
    return bytes([ONE + page, place]) if ONE + page < BEYOND else bytes([BEYOND]) + point.to_bytes(3, "big")


def _deflated(raw: bytes) -> str:
    deflating = zlib.compressobj(9, zlib.DEFLATED, _RAW)
    return base64.b64encode(deflating.compress(raw) + deflating.flush()).decode()

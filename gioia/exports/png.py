"""A figure as PNG, 600 dots to the inch where nothing else is said: what journals ask of line art."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from typing import cast

from gioia.displays.display import Display, Figure
from gioia.exports._typeset import typeset

SUFFIX = "png"
SHOWS = Figure

_SIGNATURE_AND_HEADER = 8 + 25
_METRE = 1 / 0.0254
_KEPT = 1
"""How many pictures are kept, for TIFF, which packs the same one otherwise: to draw it takes longer than all else."""


@lru_cache(maxsize=_KEPT)
def write(display: Display) -> bytes:
    """Return the picture on white, with its dots to the inch. Raises UnwritableError where no font has one of its characters."""
    dots = cast("Figure", display).dpi
    raw = typeset(display, "png", dots)
    return raw[:_SIGNATURE_AND_HEADER] + _resolution(dots) + raw[_SIGNATURE_AND_HEADER:]


def _resolution(dots: int) -> bytes:
    """Return the chunk pHYs, which Typst leaves out and which stands before the picture's data (ISO/IEC 15948, 11.3.5.3)."""
    to_the_metre = round(dots * _METRE)
    body = b"pHYs" + struct.pack(">IIB", to_the_metre, to_the_metre, 1)
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))

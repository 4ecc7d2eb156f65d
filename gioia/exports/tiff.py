"""A figure as TIFF, which some journals ask for: the picture of the PNG, packed without loss (LZW)."""

from __future__ import annotations

import io
from typing import cast

from gioia.displays.display import Display, Figure
from gioia.exports import png

SUFFIX = "tiff"
SHOWS = Figure
ASKED = True


def write(display: Display) -> bytes:
    """Return the picture on white: grey where it has no colour, else RGB; with its dots to the inch.

    Raises UnwritableError where no font has one of its characters.
    """
    from PIL import Image, ImageChops

    dots = cast("Figure", display).dpi
    picture = Image.open(io.BytesIO(png.write(display)))
    flat = picture.convert("RGB")
    red, green, blue = flat.split()
    has_colour = any(ImageChops.difference(red, other).getbbox() for other in (green, blue))
    file = io.BytesIO()
    (flat if has_colour else red).save(file, "TIFF", compression="tiff_lzw", dpi=(dots, dots))
    return file.getvalue()

"""A figure as PNG, 600 dots to the inch: what journals ask of line art."""

from __future__ import annotations

from gioia.displays.display import Display, Figure
from gioia.exports._typeset import typeset

SUFFIX = "png"
SHOWS = Figure

_DOTS = 600


def write(display: Display) -> bytes:
    """Return the picture on white. Raises UnwritableError where no font has one of its characters."""
    return typeset(display, "png", _DOTS)

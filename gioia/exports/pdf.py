"""A figure as PDF: vector, its fonts embedded, its text to be searched and copied."""

from __future__ import annotations

from gioia.displays.display import Display, Figure
from gioia.exports._typeset import typeset

SUFFIX = "pdf"
SHOWS = Figure


def write(display: Display) -> bytes:
    """Return a PDF of one page as large as the figure. Raises UnwritableError where no font has one of its characters."""
    return typeset(display, "pdf")

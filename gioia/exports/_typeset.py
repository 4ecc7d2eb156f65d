"""The drawing of a figure turned into PDF and PNG by Typst, which draws our SVG with the faces that we choose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from gioia.displays.display import Display, Figure
from gioia.displays.scene import TextLine
from gioia.errors import UnwritableError
from gioia.exports import svg
from gioia.exports._embedding import cut, used_by
from gioia.exports._faces import BOLD, REGULAR, Piece, font_book, lettered, wheel_folder

# Without a date the same figure gives the same bytes.
_PAGE = (
    b'#set document(date: none)\n#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image("figure.svg")\n'
)
_WEIGHTS = (
    f"text{{font-variation-settings:'wght' {REGULAR}}}text[font-weight=bold]{{font-variation-settings:'wght' {BOLD}}}"
)
"""A file that holds all weights is drawn in its thinnest unless it is told otherwise."""


def typeset(display: Display, kind: str, dots: int = 600) -> bytes:
    """Return the figure as `pdf` or `png`, a PNG with `dots` to the inch.

    Raises UnwritableError, with what to install, where no font has a character of the figure.
    """
    import typst

    figure = cast("Figure", display)
    lines = lettered(figure)

    def spans(line: TextLine) -> list[tuple[str, str]]:
        return [(svg.stack([face.family]) if face else "", text) for face, text in lines[line]]

    lettering = svg.Lettering(svg.stack(svg.families(figure.language)), spans, _WEIGHTS)
    files = {"main.typ": _PAGE, "figure.svg": svg.drawing(figure, lettering)}
    with _fonts(lines) as fonts:
        drawn: bytes = typst.compile(cast("Any", files), format=cast("Any", kind), ppi=float(dots), **fonts)
    return drawn


@contextmanager
def _fonts(lines: Mapping[TextLine, Sequence[Piece]]) -> Iterator[dict[str, Any]]:
    """Yield what tells Typst where its fonts are.

    Where a line is set in several faces, Typst draws the whole of it in any face that has all of its characters. So it is
    then given the faces cut to the characters that each is to draw, and no others.
    """
    import typst

    if all(len({face for face, _ in pieces if face}) <= 1 for pieces in lines.values()):
        from_the_wheel = any(face and face.is_from_the_wheel for pieces in lines.values() for face, _ in pieces)
        folder = wheel_folder() if from_the_wheel else None
        yield {"font_paths": font_book(folder)}
        return
    with TemporaryDirectory(prefix="gioia-") as cuts:
        for number, ((face, weight), text) in enumerate(used_by(lines).items()):
            kind, raw = cut(face, weight, text)
            (Path(cuts) / f"{number}.{kind}").write_bytes(raw)
        read = set(typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[cuts]).families())
        unread = sorted({face.family for face, _ in used_by(lines)} - read)
        if unread:
            remedy = f"remove the font {unread[0]}, or install another that has the characters of this figure"
            raise UnwritableError(f"not written, as Typst cannot read {', '.join(unread)}", remedy=remedy, exit_code=1)
        yield {"font_paths": [cuts], "ignore_system_fonts": True}

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
from gioia.exports._faces import Piece, font_book, has_many_weights, lettered

# Without a date the same figure gives the same bytes.
_PAGE = (
    b'#set document(date: none)\n#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image("figure.svg")\n'
)


def typeset(display: Display, kind: str, dots: int = 600) -> bytes:
    """Return the figure as `pdf` or `png`, a PNG with `dots` to the inch.

    Raises UnwritableError, with what to install, where no font has a character of the figure.
    """
    import typst

    figure = cast("Figure", display)
    lines = lettered(figure)

    def spans(line: TextLine) -> list[tuple[str, str]]:
        return [(svg.stack([face.family]) if face else "", text) for face, text in lines[line]]

    lettering = svg.Lettering(svg.stack(svg.families(figure.language)), spans)
    files = {"main.typ": _PAGE, "figure.svg": svg.drawing(figure, lettering)}
    with _fonts(lines) as fonts:
        drawn: bytes = typst.compile(cast("Any", files), format=cast("Any", kind), ppi=float(dots), **fonts)
    return drawn


@contextmanager
def _fonts(lines: Mapping[TextLine, Sequence[Piece]]) -> Iterator[dict[str, Any]]:
    """Yield what tells Typst where its fonts are.

    Where a line is set in several faces, Typst draws the whole of it in any face that has all of its characters; a face of many
    weights it names after the thinnest of them. So it is then given the faces cut to the characters that each is to draw, and
    no others.
    """
    import typst

    used = used_by(lines)
    of_one_face = all(len({face for face, _ in pieces if face}) <= 1 for pieces in lines.values())
    if of_one_face and not any(face.is_from_the_wheel or has_many_weights(face) for face, _ in used):
        yield {"font_paths": font_book(None)}
        return
    with TemporaryDirectory(prefix="gioia-") as cuts:
        for number, ((face, weight), text) in enumerate(used.items()):
            kind, raw = cut(face, weight, text)
            (Path(cuts) / f"{number}.{kind}").write_bytes(raw)
        read = set(typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[cuts]).families())
        unread = sorted({face.family for face, _ in used} - read)
        if unread:
            remedy = f"remove the font {unread[0]}, or install another that has the characters of this figure"
            raise UnwritableError(f"not written, as Typst cannot read {', '.join(unread)}", remedy=remedy, exit_code=1)
        yield {"font_paths": [cuts], "ignore_system_fonts": True}

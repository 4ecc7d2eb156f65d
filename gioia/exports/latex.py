r"""LaTeX: tables as longtable with the rules of booktabs, figures as TikZ, one file a display to be put into a paper by `\input`.

`displays.tex` beside them sets all of them in order, with captions, labels and lists, by one `xelatex displays.tex` (or
`pdflatex`, where nothing is Chinese). What stands before and after its displays is the author's to change: only what is
between its two marks is written anew. Tables are referred to as `\ref{tab:sources}`, figures as `\ref{fig:data-structure}`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gioia.displays.display import Display, Figure, Table, continuation, numbered
from gioia.displays.merging import columns, rows
from gioia.errors import GioiaError
from gioia.exports import _longtable, _tikz
from gioia.exports._latex_preamble import preamble
from gioia.exports._tex import MARKS, escaped, is_chinese, needs_marks

SUFFIX = "tex"
SHOWS = (Table, Figure)
GROWS = True

_BEGIN = "% gioia: the displays begin"
_END = "% gioia: the displays end"
_BETWEEN = re.compile(f"(?<={_BEGIN}\n).*(?={_END})", re.DOTALL)
_NEEDS_TABLE = "% needs \\usepackage{array,booktabs,longtable"
_NEEDS_FIGURE = "% needs \\usepackage{tikz} \\usetikzlibrary{arrows.meta}"
_LANDSCAPE = 1.6
"""A figure so much wider than high, and wider than a page, is set across it."""


def write(display: Display) -> bytes:
    r"""Return a display as a file for `\input`, UTF-8; its first line says which packages the paper needs."""
    if isinstance(display, Table):
        body = _longtable.longtable(display)
        packages = _NEEDS_TABLE + (",pdflscape}" if _longtable.is_wide(display) else "}")
        body = (_longtable.AGAIN if "\\gioiaagain" in body else "") + body
    else:
        body, packages = _tikz.picture(display.scene), _NEEDS_FIGURE
    chinese = "; Chinese: XeLaTeX and ctex" if is_chinese(body) else ""
    head = f"{packages}{chinese}\n"
    return (head + (MARKS if needs_marks(body) else "") + body).encode()


def write_all(displays: Sequence[Display], earlier: bytes | None = None) -> bytes:
    """Return the document that sets the displays; of `earlier`, all but the displays stays.

    Raises GioiaError where `earlier` lacks the marks between which displays stand.
    """
    listed = "\n".join(map(_put, displays)) + "\n"
    if earlier is None:
        return _document(displays, listed).encode()
    text = earlier.decode("utf-8", "replace").replace("\r\n", "\n")
    if not _BETWEEN.search(text):
        remedy = f"put the lines {_BEGIN!r} and {_END!r} where they belong, or move the file away"
        raise GioiaError("the LaTeX document has no place for the displays", remedy=remedy)
    return _BETWEEN.sub(lambda _: listed, text, count=1).encode()


def _document(displays: Sequence[Display], listed: str) -> str:
    language = displays[0].language if displays else "en"
    form = next((display.form for display in displays if isinstance(display, Table)), "three-line")
    lists = [
        command
        for kind, command in ((Table, "\\listoftables"), (Figure, "\\listoffigures"))
        if any(isinstance(display, kind) for display in displays)
    ]
    has_chinese = any(map(_is_chinese, displays))
    head = preamble(language, form, has_chinese=has_chinese) + MARKS
    parts = [head + "\\begin{document}", *lists, "\\clearpage", _BEGIN]
    return "\n".join(parts) + f"\n{listed}{_END}\n\\end{{document}}\n"


def _is_chinese(display: Display) -> bool:
    if isinstance(display, Figure):
        lines = [*display.scene.texts, *(line for box in display.scene.boxes for line in box.lines)]
        return any(is_chinese(text) for text in (display.title, *(line.text for line in lines)))
    cells = (str(cell) for row in rows(display) for cell in row)
    return any(is_chinese(text) for text in (display.title, display.note, *columns(display), *cells))


def _put(display: Display) -> str:
    """Return what sets a display: a table's file has its caption, a figure gets it here."""
    if isinstance(display, Table):
        return f"\\input{{tables/{display.key}}}"
    title = escaped(display.title, " ")
    if continuation(display):
        # What goes on from the page before has the number of its first part, and is not counted.
        noun, space, stop = numbered(display)
        first = _longtable.name_of(display.key.removesuffix(f"-{display.part}"))
        whole = f"{noun}{space}\\ref{{fig:{first}}}{escaped(stop, ' ')}{title}{escaped(continuation(display), ' ')}"
        return f"\\gioiafigure{{figures/{display.key}}}{{\\caption*{{{whole}}}}}"
    star = "" if display.number else "*"
    return (
        f"\\gioiafigure{{figures/{display.key}}}{{\\caption{star}{{{title}}}"
        f"\\label{{fig:{_longtable.name_of(display.key)}}}}}"
    )

r"""A table as LaTeX's longtable between the rules of booktabs, to be put into a paper by `\input`.

The header stands again on every page, under the table's number and 续表 or "continued". A merged cell is printed once, in its
first row, and again at the top of a page that breaks its rows: every row notes its page by a label, and a row that stands
on another page than the one above repeats the cell. LaTeX asks for another run when that is needed.

Widths are shares of the line. A table wider than a page is upright is set across a landscape page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, zip_longest
from math import ceil

from gioia.displays.display import Table, note_word
from gioia.displays.merging import columns, numeric, rows, shares, spans, width
from gioia.displays.notes import Piece, pieces
from gioia.exports._characters import with_company
from gioia.exports._tex import escaped

AGAIN = r"""\ifdefined\gioiaagain\else
\gdef\gioiapage#1{\ifcsname r@#1\endcsname\expandafter\expandafter\expandafter\gioiasecond\csname r@#1\endcsname{}{}\gioiaend\fi}
\gdef\gioiasecond#1#2#3\gioiaend{#2}
\protected\gdef\gioiaagain#1#2#3{\begingroup\edef\one{\gioiapage{#1}}\edef\two{\gioiapage{#2}}\ifx\one\two\else#3\fi\endgroup}
\fi
"""
r"""What repeats a cell where the labels of two rows are on different pages. A label is `\r@NAME`, its second part the page."""
WIDE = 150
"""A table of so many characters of Latin text across gets a landscape page."""
_FULL = 80
_LINE = 100
"""Characters of Latin text on a line: a table of fewer than `_FULL` is as much narrower than the line."""
_NUMBERED = re.compile(r"^(table|figure)-\d+-")
_CONTINUED = {"zh": "续表\\thetable", "en": "\\tablename~\\thetable\\ (continued)"}
_AGAIN = {"zh": "（续）", "en": " (cont.)"}
_ROW_END = " \\\\"
_KEPT_END = " \\\\*"
"""The end of a row after which no page ends."""
_GAP = "\\addlinespace[.25em]"
"""What parts rows of which some have several lines."""
_KEPT_RULE = (
    "\\noalign{\\vskip\\aboverulesep}\\multispan{%d}\\leaders\\hrule height\\%srulewidth\\hfill\\null\\cr"
    "\\noalign{\\penalty10000\\vskip\\belowrulesep}"
)
"""A rule like booktabs' \\midrule and \\bottomrule, but one after which no page ends."""
_TALL = 30
"""A cell of more lines is continued in rows below."""
_SHORT = 30
"""A table of so few lines stands on one page."""


def is_wide(table: Table) -> bool:
    """Tell whether a table needs a landscape page."""
    return sum(shares(table)) > WIDE


def name_of(key: str) -> str:
    """Return a display's name in labels: its key without its number, which another paper does not share."""
    return _NUMBERED.sub("", key)


def longtable(table: Table) -> str:
    r"""Return the table, from `\begin{longtable}` to `\end{longtable}`, in a landscape page where it is wide."""
    part = _width(table)
    parts = [
        "\\begingroup\\small\\setlength\\LTcapwidth{\\linewidth}\\setlength\\tabcolsep{.5em}",
        f"\\begin{{longtable}}{'[l]' if table.form == 'apa' else ''}{{{_specification(table, part)}}}",
        *_heads(table),
        *_feet(table),
        *_rows(table),
        *_note(table, part),
        "\\end{longtable}",
        "\\endgroup",
    ]
    if is_wide(table):
        parts = ["\\begin{landscape}", *parts, "\\end{landscape}"]
    return "\n".join(parts) + "\n"


def _width(table: Table) -> float:
    """Return the table's width as a share of the line."""
    across = sum(shares(table))
    return 1.0 if across >= _FULL else across / _LINE


def _specification(table: Table, part: float) -> str:
    r"""Return the columns. A cell begins with `\hspace{0pt}`: else TeX breaks no word that comes first in it."""
    given, numbers = shares(table), numeric(table)
    last = len(given) - 1
    made = []
    for place, (share, number) in enumerate(zip(given, numbers, strict=True)):
        gaps = (place > 0) + (place < last)
        room = f"\\dimexpr{part * share / sum(given):.4f}\\linewidth-{gaps}\\tabcolsep\\relax"
        side = "\\raggedleft" if number else "\\raggedright"
        made.append(f">{{{side}\\arraybackslash\\hspace{{0pt}}}}p{{{room}}}")
    return "\n  " + "\n  ".join(["@{}", *made, "@{}"])


def _heads(table: Table) -> list[str]:
    names = " & ".join(map(escaped, columns(table))) + _ROW_END
    again = (
        f"\\multicolumn{{{len(columns(table))}}}{{@{{}}l@{{}}}}{{{_CONTINUED.get(table.language, _CONTINUED['en'])}}}"
    )
    head = ["\\toprule", names, "\\midrule"]
    first = [*_caption(table), *head, "\\endfirsthead"]
    return [*first, *([again + _ROW_END] if table.number else []), *head, "\\endhead"]


def _caption(table: Table) -> list[str]:
    if not table.title:
        return []
    labels = "".join(f"\\label{{tab:{name}}}" for name in (name_of(table.key), *_by_number(table)))
    return [f"\\caption{'' if table.number else '*'}{{{escaped(table.title, ' ')}}}{labels}{_ROW_END}"]


def _by_number(table: Table) -> list[str]:
    """Return the label that notes of other tables know this one by."""
    return [f"gioia-{table.number}"] if table.number else []


def _feet(table: Table) -> list[str]:
    """Return what closes the table on a page: a rule, at the table's end only where no note follows."""
    return ["\\bottomrule", "\\endfoot", *([] if table.note else ["\\bottomrule"]), "\\endlastfoot"]


def _note(table: Table, part: float) -> list[str]:
    """Return the last rule with the note, as rows after which no page ends, so that rows stand above the note.

    As a foot of the last page it may find no room below the last rows, and then stands under a header alone.
    """
    if not table.note:
        return []
    word = note_word(table)
    if table.form == "apa" and table.language != "zh":
        word = f"\\textit{{{word.strip()}}} "
    text = "".join(map(_piece, pieces(table)))
    count = len(columns(table))
    row = (
        f"\\multicolumn{{{count}}}{{@{{}}>{{\\raggedright\\arraybackslash}}p{{{part:.4f}\\linewidth}}@{{}}}}"
        f"{{\\rule{{0pt}}{{1.2em}}\\footnotesize {word}{text}}}{_ROW_END}"
    )
    return [_KEPT_RULE % (count, "heavy"), row]


def _piece(piece: Piece) -> str:
    """Return a piece of a note; a reference asks whether the paper has the table's label, and else says which table is meant."""
    if not piece.number:
        edges = [" " if edge == " " else "" for edge in (piece.text[0], piece.text[-1])]
        return escaped(piece.text).join(edges)
    name = f"tab:gioia-{piece.number}"
    word = escaped(piece.text.rstrip("0123456789")) + "~" * (" " in piece.text)
    return f"\\ifcsname r@{name}\\endcsname {word}\\ref{{{name}}}\\else {escaped(piece.instead)}\\fi{{}}"


def _rows(table: Table) -> list[str]:
    cells, covered, names = rows(table), spans(table), columns(table)
    merged = {names.index(name) for name in table.merged if name in names}
    leading = min(merged, default=None)
    count = _lines(table)
    made: list[str] = []
    for number, (row, covers) in enumerate(zip(cells, covered, strict=True), start=1):
        if table.totals and number == len(cells):
            made.append(_KEPT_RULE % (len(names), "light"))
        elif leading is not None and number > 1 and covers[leading]:
            made.append("\\addlinespace")
        elif number > 1 and count > len(cells):
            made.append(_GAP)
        end = _KEPT_END if count <= _SHORT or number == 1 or number >= len(cells) - 2 else _ROW_END
        texts = [_cut(str(cell), room * _TALL) for cell, room in zip(row, _across(table), strict=True)]
        for place, parts in enumerate(zip_longest(*texts, fillvalue="")):
            shown = _row(table, number, parts, covers, merged) if place == 0 else " & ".join(map(_set, parts))
            made.append(shown + (end if place == max(map(len, texts)) - 1 else _ROW_END))
    return made


def _set(cell: str) -> str:
    """Return a cell's text, an excerpt's last words in one piece with its source's code."""
    text, kept = with_company(cell)
    if not kept:
        return escaped(text)
    return f"{escaped(text)}{' ' * text.endswith(' ')}\\mbox{{{escaped(kept)}}}"


def _across(table: Table) -> list[float]:
    """Return about how many characters of Latin text each column holds across."""
    return [_LINE * _width(table) * share / sum(shares(table)) for share in shares(table)]


def _cut(text: str, room: float) -> list[str]:
    """Return a text in parts that take at most `room` characters of Latin text, each cut after a sentence where it has one.

    A row stands on one page, and what is longer than the page would be lost below its edge.
    """
    parts, rest = [], text
    while width(rest) > room:
        most = bisect_right(list(accumulate(map(width, rest))), room)
        cut = max(rest.rfind(mark, most // 2, most) + 1 for mark in "。；！？.;!? \n") or max(most, 1)
        parts.append(rest[:cut])
        rest = rest[cut:]
    return [*parts, rest]


def _lines(table: Table) -> int:
    """Return about how many lines the rows of a table are set in."""
    across = _across(table)
    return sum(
        max(ceil(width(str(cell)) / room) for cell, room in zip(row, across, strict=True)) for row in rows(table)
    )


def _row(table: Table, number: int, row: Sequence[str], covers: Iterable[int], merged: set[int]) -> str:
    """Return a row; the first cell of a table with merged cells bears the row's label."""
    above, here = (f"tab:{name_of(table.key)}:{row}" for row in (number - 1, number))
    more = _AGAIN.get(table.language, _AGAIN["en"])
    texts = []
    for place, (cell, span) in enumerate(zip(row, covers, strict=True)):
        text = _set(cell)
        shown = text if span else f"\\gioiaagain{{{above}}}{{{here}}}{{{text}{more}}}" if text else ""
        texts.append(f"\\label{{{here}}}{shown}" if merged and place == 0 else shown)
    return " & ".join(texts)

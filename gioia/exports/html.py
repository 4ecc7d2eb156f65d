"""A table as one self-contained page: a real HTML table with a caption, spanning cells and the rules of its form.

Three rules: above the header, below it, and at the end; a thin one more parts the totals. Groups of merged cells are told
apart by a little space, not by more lines. A 三线表 has heavy outer rules and its caption in the middle; the APA form has
thin ones, and the title in italics below the number. Nothing is fetched from anywhere, nothing is a script, and everything that comes from the study is escaped. Printed,
the header is repeated on every page and no row is torn apart.
"""

from __future__ import annotations

from html import escape
from typing import cast

from gioia.displays.display import Display, Table, caption, note_word, numbered
from gioia.displays.merging import columns, is_number, numeric, rows, shares, spans
from gioia.exports._characters import lines, with_company

SUFFIX = "html"
SHOWS = Table

_STYLE = """
@page { size: A4 landscape; margin: 18mm 15mm; }
body { margin: 2.5rem auto; max-width: 74rem; padding: 0 1.5rem; color: #111; background: #fff;
  font: 15px/1.6 "Times New Roman", "SimSun", "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", serif; }
table { width: 100%; border-collapse: collapse; border-top: 1.5pt solid #111; border-bottom: 1.5pt solid #111; }
caption { padding: 0 0 .6em; font-weight: bold; text-align: center; text-wrap: balance; }
th, td { padding: .28em .55em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { border-bottom: .75pt solid #111; vertical-align: bottom; font-weight: bold; overflow-wrap: break-word; }
tbody tr:first-child > td { padding-top: .5em; }
tbody tr:last-child > td { padding-bottom: .5em; }
tbody tr.group > td { padding-top: .9em; }
tbody tr.totals > td { border-top: .75pt solid #111; font-weight: bold; padding-top: .4em; }
.apa table { border-width: .75pt; }
.apa caption { text-align: left; }
.apa caption em { font-weight: normal; }
.number { text-align: right; font-variant-numeric: lining-nums tabular-nums; overflow-wrap: normal;
  word-break: keep-all; }
.number + :not(.number) { padding-left: 1.6em; }
.whole { white-space: nowrap; }
td.zero { color: #8a8a8a; }
.note { margin: .6em 0 0; font-size: .88em; color: #333; }
@media print {
  body { margin: 0; max-width: none; padding: 0; font-size: 10pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  caption, thead { break-after: avoid; }
  td.zero { color: #555; }
}
"""


def write(display: Display) -> bytes:
    """Return the page as UTF-8."""
    table = cast("Table", display)
    language = "zh-Hans" if table.language == "zh" else table.language
    title = _escaped(caption(table))
    note = f'<p class="note">{_note_word(table)}{_escaped(table.note)}</p>\n' if table.note else ""
    page = (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title.replace('<br>', ' ')}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f'<body class="{table.form}">\n'
        f"<table>\n<caption>{_caption(table)}</caption>\n{_columns(table)}{_header(table)}{_body(table)}</table>\n{note}"
        "</body>\n</html>\n"
    )
    return page.encode()


def _caption(table: Table) -> str:
    """Return the caption: on one line, or as APA has it."""
    if table.form != "apa":
        return _escaped(caption(table))
    word, space, _ = numbered(table)
    number = f"{word}{space}{table.number}<br>" if table.number else ""
    return f"{number}<em>{_escaped(table.title)}</em>"


def _note_word(table: Table) -> str:
    return f"<em>{note_word(table).strip()}</em> " if table.form == "apa" else note_word(table)


def _columns(table: Table) -> str:
    """Return the columns' widths in per cent."""
    given = shares(table)
    cells = "".join(f'<col style="width:{100 * share / sum(given):.2f}%">' for share in given)
    return f"<colgroup>{cells}</colgroup>\n"


def _header(table: Table) -> str:
    cells = "".join(
        f'<th scope="col"{" class=number" if number else ""}>{_escaped(name)}</th>'
        for name, number in zip(columns(table), numeric(table), strict=True)
    )
    return f"<thead>\n<tr>{cells}</tr>\n</thead>\n"


def _body(table: Table) -> str:
    """Return the rows; one in which a cell of the first merged column begins opens a group, the last may be the totals."""
    names = columns(table)
    leading = next((j for j, name in enumerate(names) if name in table.merged), None)
    lines_of_html = []
    for i, (row, covers) in enumerate(zip(rows(table), spans(table), strict=True)):
        cells = "".join(_cell(cell, span) for cell, span in zip(row, covers, strict=True) if span)
        kind = " class=group" if i > 0 and leading is not None and covers[leading] > 0 else ""
        if table.totals and i + 1 == len(table.frame):
            kind = " class=totals"
        lines_of_html.append(f"<tr{kind}>{cells}</tr>\n")
    return f"<tbody>\n{''.join(lines_of_html)}</tbody>\n"


def _cell(cell: str | int, span: int) -> str:
    rowspan = f' rowspan="{span}"' if span > 1 else ""
    if is_number(cell):
        return f'<td class="number{"" if cell else " zero"}"{rowspan}>{cell}</td>'
    text, kept = with_company(str(cell))
    whole = f"<span class=whole>{_escaped(kept)}</span>" if kept else ""
    return f"<td{rowspan}>{_escaped(text)}{whole}</td>"


def _escaped(text: str) -> str:
    return escape(lines(text)).replace("\n", "<br>")

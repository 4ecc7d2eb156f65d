"""Codings as a sheet: a row a segment, a column a coder, the concepts of a segment in its cell, a line each.

Every segment of the documents has its row, coded or not. The last column is hidden in a workbook: it carries the codings of the
row, so that what a line cannot show comes back all the same, and so that rows may be sorted, deleted and put in. Text is written as
strings and nothing else; in separated values a cell that a spreadsheet would run is guarded. The same study gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from gioia.codings.coding import Coding
from gioia.codings.coding_lines import line_of
from gioia.codings.marks import carried
from gioia.exports._characters import lines
from gioia.exports.delimited import delimited
from gioia.plaintext.formulas import would_run
from gioia.sources.register import Document
from gioia.sources.segments import Segment, segments
from gioia.study.record import Study

HEADINGS = {
    "zh": ("文档", "片段", "说话人", "时间", "原文", "编码"),
    "en": ("document", "segment", "speaker", "time", "text", "codes"),
}
CARRIED = "gioia"
"""The heading of the columns that carry codings."""

_MOST = 30_000
"""How many code points of the Basic Multilingual Plane a cell is filled with; one of a workbook holds 32,767."""
_WIDTHS = (18, 7, 12, 10, 70)
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

_Cells = list[str | int]


def write_csv(study: Study, documents: Sequence[Document], codings: Mapping[str, Sequence[Coding]]) -> bytes:
    """Return the sheet as comma-separated values; `codings` are those of each document by its name."""
    head, rows = _table(study, documents, codings)
    return delimited(head, ([lines(cell) if isinstance(cell, str) else cell for cell in row] for row in rows))


def write_xlsx(study: Study, documents: Sequence[Document], codings: Mapping[str, Sequence[Coding]]) -> bytes:
    """Return the sheet as an Excel workbook; `codings` are those of each document by its name."""
    from xlsxwriter import Workbook

    head, rows = _table(study, documents, codings)
    file = io.BytesIO()
    book = Workbook(file, _OPTIONS)
    book.set_properties({"title": study.title[:255], "created": _MADE})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    bold = book.add_format({"bold": True, "valign": "top", "bottom": 1})
    sheet = book.add_worksheet(HEADINGS["zh" if study.language == "zh" else "en"][5])
    every: list[_Cells] = [[*head], *rows]
    for number, row in enumerate(every):
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(number, column, cell, wrapped)
            elif cell:
                form = bold if not number else quoted if would_run(cell) else wrapped
                sheet.write_string(number, column, lines(cell), form)
    hidden = head.index(CARRIED)
    for column in range(hidden):
        sheet.set_column(column, column, _WIDTHS[column] if column < len(_WIDTHS) else 36)
    sheet.set_column(hidden, len(head) - 1, 4, None, {"hidden": True})
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), hidden - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
    return file.getvalue()


def _table(
    study: Study, documents: Sequence[Document], codings: Mapping[str, Sequence[Coding]]
) -> tuple[list[str], list[_Cells]]:
    """Return the headings and the rows, all as wide as the headings."""
    language = "zh" if study.language == "zh" else "en"
    *fixed, codes = HEADINGS[language]
    coded = {coding.coder for each in codings.values() for coding in each}
    coders = sorted(coded | {coder.name for coder in study.coders if coder.kind == "person"})
    colon = "：" if language == "zh" else ": "
    rows = [row for one in documents for row in _rows(one, codings[one.name], coders, language)]
    width = len(fixed) + max(len(coders), 1)
    most = max((len(row) for row in rows), default=width) - width
    carrying = [CARRIED, *(f"{CARRIED} {number}" for number in range(2, most + 1))]
    head = [*fixed, *([f"{codes}{colon}{coder}" for coder in coders] or [codes]), *carrying]
    return head, [[*row, *[""] * (len(head) - len(row))] for row in rows]


def _rows(document: Document, codings: Sequence[Coding], coders: Sequence[str], language: str) -> Iterator[_Cells]:
    text = document.text
    every = segments(document)
    beside = _beside(every, codings)
    for number, segment in enumerate(every, 1):
        words = text[segment.said : segment.end]
        words = words if len(words) <= _MOST else words[: _MOST - 1] + "…"
        shown = [(coding, line_of(text, segment, coding, language)) for coding in beside.get(number, ())]
        for part in _parts(shown):
            cells = ["\n".join(line for coding, line in part if coding.coder == coder) for coder in coders] or [""]
            holds = carried([coding for coding, _ in part]) if part else ""
            pieces = [holds[at : at + _MOST] for at in range(0, len(holds), _MOST)] or [""]
            yield [document.name, number, segment.speaker, segment.time, words, *cells, *pieces]


def _beside(every: Sequence[Segment], codings: Sequence[Coding]) -> dict[int, list[Coding]]:
    """Return the number of a segment → the codings that begin in it, or in the white space after it."""
    from bisect import bisect_right

    found: dict[int, list[Coding]] = {}
    for coding in sorted(codings, key=lambda one: (one.start, -one.end, one.concept, one.coder, one.id)):
        number = bisect_right(every, coding.start, key=lambda segment: segment.start)
        found.setdefault(max(1, number), []).append(coding)
    return found


def _parts(shown: Sequence[tuple[Coding, str]]) -> list[list[tuple[Coding, str]]]:
    """Return the lines of a segment, in as many rows as their cells need; one row where there are none."""
    parts: list[list[tuple[Coding, str]]] = [[]]
    length = 0
    for one in shown:
        length += len(one[1]) + 1
        if length > _MOST and parts[-1]:
            parts.append([])
            length = len(one[1]) + 1
        parts[-1].append(one)
    return parts

"""Displays written with the library of a format alone: what `benchmarks.exports` holds the writers against.

Each function writes all the content that the writer writes, by the library's own calls, and knows nothing of the study: no
guarding, no measuring, no fixed dates, no replacing in place. Where the library has a slow and a fast way, it is the fast one.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from typing import Any, cast

from gioia.displays.display import Figure, Table, caption
from gioia.displays.merging import columns, rows, shares, spans
from gioia.displays.scene import look_of
from gioia.exports import svg

_POINT = 12_700
"""English metric units in a point."""


def csv_files(tables: Sequence[Table]) -> list[bytes]:
    """Write the tables with the csv module."""
    files = []
    for table in tables:
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(columns(table))
        writer.writerows(rows(table))
        files.append(text.getvalue().encode())
    return files


def json_files(tables: Sequence[Table]) -> list[bytes]:
    """Write the tables' records with the json module."""
    return [
        json.dumps(
            {
                "caption": caption(table),
                "records": [dict(zip(columns(table), row, strict=False)) for row in rows(table)],
            },
            ensure_ascii=False,
            indent=1,
        ).encode()
        for table in tables
    ]


def html_pages(tables: Sequence[Table]) -> list[bytes]:
    """Write the tables with pandas, which escapes cells."""
    return [table.frame.to_html(index=False, border=0).encode() for table in tables]


def parquet_files(tables: Sequence[Table]) -> list[bytes]:
    """Write the tables with arro3."""
    from arro3.core import Array, DataType
    from arro3.core import Table as Batch
    from arro3.io import write_parquet

    files = []
    for table in tables:
        cells = list(zip(*rows(table), strict=True))
        arrays = [
            Array(
                list(column),
                type=DataType.int64() if all(isinstance(cell, int) for cell in column) else DataType.utf8(),
            )
            for column in cells
        ]
        file = io.BytesIO()
        names = [f"{place} {name}" for place, name in enumerate(columns(table))]
        write_parquet(Batch.from_pydict(dict(zip(names, arrays, strict=True))), file)
        files.append(file.getvalue())
    return files


def workbook(tables: Sequence[Table]) -> bytes:
    """Write the tables as sheets with XlsxWriter: widths, formats, merged cells."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    text = book.add_format({"text_wrap": True, "valign": "top", "font_name": "宋体"})
    for table in tables:
        sheet = book.add_worksheet()
        for j, (name, share) in enumerate(zip(columns(table), shares(table), strict=True)):
            sheet.set_column(j, j, share)
            sheet.write_string(0, j, name, text)
        for i, (row, covers) in enumerate(zip(rows(table), spans(table), strict=True), start=1):
            for j, (cell, span) in enumerate(zip(row, covers, strict=True)):
                if span > 1:
                    sheet.merge_range(i, j, i + span - 1, j, "", text)
                if isinstance(cell, int):
                    sheet.write_number(i, j, cell, text)
                else:
                    sheet.write_string(i, j, cell, text)
    book.close()
    return file.getvalue()


def word_document(tables: Sequence[Table]) -> bytes:
    """Write the tables with python-docx, row by row, which is its way that is not quadratic; no cell is merged."""
    import docx

    document = docx.Document()
    for table in tables:
        document.add_paragraph(caption(table), "Caption")
        grid = document.add_table(1 + len(table.frame), len(table.frame.columns))
        for line, cells in zip(grid.rows, [columns(table), *rows(table)], strict=True):
            for cell, value in zip(line.cells, cells, strict=True):
                cell.paragraphs[0].add_run(str(value))
        document.add_paragraph(table.note)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def of_figures(suffix: str, shown: Sequence[Figure]) -> Callable[[], object]:
    """Return a function that writes the figures with the library of the format."""
    drawings = [svg.write(figure) for figure in shown]
    if suffix == "svg":
        return _elements(drawings)
    if suffix == "pptx":
        return lambda: [_slide(figure) for figure in shown]
    return lambda: [_typeset(drawing, suffix) for drawing in drawings]


def _elements(drawings: Sequence[bytes]) -> Callable[[], object]:
    """Return a function that makes the elements of SVG drawings with lxml and writes them."""
    from lxml import etree

    trees = [_nested(etree.fromstring(drawing)) for drawing in drawings]

    def made(parent: Any, node: tuple[str, dict[str, str], str | None, list[Any]]) -> Any:  # noqa: ANN401 - lxml's element
        tag, attributes, text, below = node
        element = etree.Element(tag, attributes) if parent is None else etree.SubElement(parent, tag, attributes)
        element.text = text
        for child in below:
            made(element, child)
        return element

    return lambda: [etree.tostring(made(None, tree), encoding="utf-8") for tree in trees]


def _nested(element: Any) -> tuple[str, dict[str, str], str | None, list[Any]]:  # noqa: ANN401 - lxml's element
    return element.tag, dict(element.attrib), element.text, [_nested(child) for child in element]


def _typeset(drawing: bytes, kind: str) -> object:
    import typst

    page = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("figure.svg")\n'
    files = {"main.typ": page, "figure.svg": drawing}
    return typst.compile(cast("Any", files), format=cast("Any", kind), ppi=600.0)


def _slide(figure: Figure) -> bytes:
    """Write a figure as a slide with python-pptx: a shape a box, a connector a line."""
    from pptx import Presentation
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
    from pptx.util import Emu, Pt

    deck = Presentation()
    shapes = deck.slides.add_slide(deck.slide_layouts[6]).shapes
    for box in figure.scene.boxes:
        place = (Emu(int(side * _POINT)) for side in (box.x, box.y, box.width, box.height))
        shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, *place)
        style = look_of(box)
        if style.fill:
            shape.fill.solid()
            shape.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
        shape.line.width = Pt(style.weight)
        paragraph = shape.text_frame.paragraphs[0]
        for line in box.lines:
            run = paragraph.add_run()
            run.text, run.font.size, run.font.name = line.text, Pt(line.size), "Arial"
            paragraph.add_line_break()
    ends = [
        *((line.points[0], line.points[-1]) for line in figure.scene.connectors),
        *(
            ((bracket.left, level), (bracket.right, bracket.level))
            for bracket in figure.scene.brackets
            for level in bracket.levels
        ),
    ]
    for start, end in ends:
        shapes.add_connector(MSO_CONNECTOR.ELBOW, *(Emu(int(side * _POINT)) for side in (*start, *end)))
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()

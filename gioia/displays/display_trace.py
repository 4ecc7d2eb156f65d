"""Tracing what is printed: from a row or cell of a table, or a box or arrow of a figure, to the codings under it.

A reader counts what is on the page: rows from 1 below the header, every row of a merged cell for itself, columns from 1 at
the left, boxes and arrows in the order in which the figure's listing has them. So `table-3:row-5` is the fifth row of Table
3, `table-8:row-2:column-4` a cell of it, `figure-1:box-3` a box; 表3第5行, 表8第2行第4列 and 图1第3框 are the same, and so is 表三第五行. Without a
row or box the whole display is listed, with the name of each under which it can be traced.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct

from gioia.displays.display import Display, Figure, Table, caption
from gioia.displays.merging import Cell, columns, rows
from gioia.displays.rests import Ids, codings_at
from gioia.displays.trace import Trace, coding_traces, trace
from gioia.errors import GioiaError
from gioia.findings import counted, suggestion
from gioia.sources.normal import shortened
from gioia.study.record import Study

_FORMS = "write table-3, table-3:row-5, table-3:row-5:column-2, figure-1, figure-1:box-3 or figure-2:arrow-1"
_DIGITS = "一二三四五六七八九"
_NUMBER = rf"\d+|[{_DIGITS}]?十[{_DIGITS}]?|[{_DIGITS}]"
"""A number as captions have it: in digits of either width, or in Chinese up to ninety-nine."""
_GAP = r"[\s:：,，]*"
_DISPLAY = re.compile(
    rf"(?P<kind>table|表|figure|图)[-\s]*(?P<number>{_NUMBER})(?:-[^:：]*)?(?P<part>.*)", re.IGNORECASE | re.DOTALL
)
_ALONE = re.compile(rf"(?P<kind>table|表|figure|图)[-\s]*(?P<number>{_NUMBER})[-\s]*", re.IGNORECASE)
_CELL = re.compile(
    rf"{_GAP}(?:(?:row[-\s]*(?P<row>\d+)|第\s*(?P<hang>{_NUMBER})\s*行)"
    rf"(?:{_GAP}(?:column[-\s]*(?P<column>.+?)|第\s*(?P<lie>{_NUMBER})\s*列|(?P<named>.+?)\s*列))?)?\s*",
    re.IGNORECASE | re.DOTALL,
)
_PIECE = re.compile(
    rf"{_GAP}(?:(?P<piece>box|arrow)[-\s]*(?P<number>\d+)|第\s*(?P<ge>{_NUMBER})\s*个?(?P<kuang>框|箭头))?\s*",
    re.IGNORECASE,
)
_CELL_LENGTH = 30

_Shown = TypeVar("_Shown", Table, Figure)


class Reference(Struct, frozen=True):
    """A place in a display, counted from 1 as a reader does; None and "" stand for what was not named.

    `column` is a number or a printed name; `piece` is box or arrow and `at` its number.
    """

    kind: str
    number: int
    row: int | None = None
    column: str = ""
    piece: str = ""
    at: int = 0


def reference(words: str) -> Reference:
    """Return the place that the words name. Raises GioiaError, with the forms that there are, where they name none."""
    found = _DISPLAY.fullmatch(words.strip())
    is_table = found is not None and found["kind"].casefold() in {"table", "表"}
    part = (_CELL if is_table else _PIECE).fullmatch(found["part"]) if found else None
    if found is None or part is None:
        raise GioiaError(f"{words!r} is no place in a display", remedy=_FORMS)
    number = _number(found["number"])
    if is_table:
        row = part["row"] or part["hang"]
        column = str(_number(part["lie"])) if part["lie"] else part["column"] or part["named"] or ""
        return Reference("table", number, _number(row) if row else None, column)
    piece = {"框": "box", "箭头": "arrow", None: ""}.get(part["kuang"], "") or (part["piece"] or "").casefold()
    return Reference("figure", number, piece=piece, at=_number(part["number"] or part["ge"] or "0"))


def numbered_display(words: str) -> tuple[type[Display], int] | None:
    """Return the kind and number of a display that is named by them alone, as table-3, 表3 or 图一; None for other words."""
    found = _ALONE.fullmatch(words.strip())
    if found is None:
        return None
    return Table if found["kind"].casefold() in {"table", "表"} else Figure, _number(found["number"])


def _number(written: str) -> int:
    """Return the number that is written in digits or as 三, 十二, 二十."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    return (_DIGITS.index(tens) + 1 if tens else 1) * 10 * bool(ten) + (_DIGITS.index(ones) + 1 if ones else 0)


def trace_display(study: Study, words: str) -> Trace:
    """Return what rests under the place that the words name: the display's rows or boxes, or the codings of one.

    A row, cell, box or arrow is named as a reader finds it, and its `place` is how many codings it rests on. Raises
    GioiaError, with what there is, for a display, row, column or box that there is not.
    """
    asked = reference(words)
    if asked.kind == "table":
        from gioia.displays.tables import tables

        return _table(study, _numbered(tables(study), asked), asked)
    from gioia.displays.figures import figures

    return _figure(study, _numbered(figures(study), asked), asked)


def _numbered(displays: Sequence[_Shown], asked: Reference) -> _Shown:
    for display in displays:
        if display.number == asked.number:
            return display
    there = f"the {asked.kind}s are {asked.kind}-1 to {asked.kind}-{len(displays)}" if displays else "it has none"
    raise GioiaError(f"there is no {asked.kind} {asked.number}", remedy=there)


def _table(study: Study, table: Table, asked: Reference) -> Trace:
    cells, name = rows(table), f"table-{table.number}"
    if asked.row is None:
        below = tuple(
            Trace("row", f"{name}:row-{i + 1}", _shown(row), counted(len(codings_at(table, i)), "coding"))
            for i, row in enumerate(cells)
        )
        return Trace("table", name, caption(table), below=below)
    if not 1 <= asked.row <= len(cells):
        there = f"its rows are row-1 to row-{len(cells)}" if cells else "it has no rows"
        raise GioiaError(f"{caption(table)}: there is no row {asked.row}", remedy=there)
    names, row = columns(table), cells[asked.row - 1]
    at = f"{name}:row-{asked.row}"
    if not asked.column:
        said = " | ".join(f"{head}: {_cell(cell)}" for head, cell in zip(names, row, strict=True) if cell != "")
        return _resting(study, ("row", at, said), codings_at(table, asked.row - 1))
    j = _column(table, names, asked.column)
    said = f"{names[j]}: {_cell(row[j])}"
    return _resting(study, ("cell", f"{at}:column-{j + 1}", said), codings_at(table, asked.row - 1, j))


def _column(table: Table, names: Sequence[str], asked: str) -> int:
    """Return the place of the column of that number or printed name; a name that is a number is meant as a number."""
    if asked.isdecimal() and 1 <= int(asked) <= len(names):
        return int(asked) - 1
    if asked in names:
        return names.index(asked)
    there = f"its columns are {', '.join(f'{i} {name}' for i, name in enumerate(names, start=1))}"
    raise GioiaError(f"{caption(table)}: there is no column {asked}", remedy=suggestion(asked, names, there))


def _resting(study: Study, shown: tuple[str, str, str], ids: Ids) -> Trace:
    """Return the codings of these ids below what is shown; a coding is there once for each id."""
    by_id = {coding.id: coding for coding in reversed(study.codings)}
    below = coding_traces(study, (by_id[id] for id in ids if id in by_id))
    return Trace(*shown, counted(len(below), "coding"), below)


def _figure(study: Study, figure: Figure, asked: Reference) -> Trace:
    name = f"figure-{figure.number}"
    boxes = [(data["level"], data["name"]) for _, data in figure.graph.nodes(data=True)]
    arrows = [data["id"] for *_, data in figure.graph.edges(data=True) if "id" in data]
    if not asked.piece:
        ends = {relation.id: f"{relation.source} → {relation.target}" for relation in study.model.relations}
        listed = [
            *(Trace("box", f"{name}:box-{i}", *reversed(box)) for i, box in enumerate(boxes, start=1)),
            *(Trace("arrow", f"{name}:arrow-{i}", ends.get(id, ""), id) for i, id in enumerate(arrows, start=1)),
        ]
        return Trace("figure", name, caption(figure), below=tuple(listed))
    there = boxes if asked.piece == "box" else arrows
    if not 1 <= asked.at <= len(there):
        plural = "boxes" if asked.piece == "box" else "arrows"
        remedy = f"its {plural} are {asked.piece}-1 to {asked.piece}-{len(there)}" if there else f"it has no {plural}"
        raise GioiaError(f"{caption(figure)}: there is no {asked.piece} {asked.at}", remedy=remedy)
    level, called = boxes[asked.at - 1] if asked.piece == "box" else ("relation", arrows[asked.at - 1])
    place = f"{name}:{asked.piece}-{asked.at}"
    return Trace(asked.piece, place, called, below=tuple(_of_level(study, level, called)))


def _of_level(study: Study, level: str, name: str) -> list[Trace]:
    """Return the traces of a name, of two things that bear it the one of that level; none for a name that is not declared."""
    if level == "unknown":
        return []
    found = trace(study, name)
    return [tree for tree in found if tree.noun == level] or found


def _shown(row: Sequence[Cell]) -> str:
    return " | ".join(_cell(cell) for cell in row if cell != "")


def _cell(cell: Cell) -> str:
    return shortened(str(cell), _CELL_LENGTH)

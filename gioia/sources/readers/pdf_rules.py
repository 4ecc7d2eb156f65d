"""The rules of a PDF page: straight lines, level or upright, that part the cells of its tables, as pdfium finds them.

Programs draw them as lines, as thin filled boxes or as the outlines of cells; each gives its edges. A page with very many
is a drawing, and its lines are no table's.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from msgspec import Struct

_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 6_000
_MOST_OF_ONE = 500
_SLANT = 1.5
_SHORTEST = 5


class Rule(Struct, frozen=True):
    """A level or upright line: where it stands, in points, and from where to where it goes."""

    is_level: bool
    at: float
    start: float
    end: float


def rules(page: Any) -> tuple[Rule, ...]:  # noqa: ANN401 - pypdfium2's types are not checked
    """Return the rules of a page, none where it is a drawing."""
    from pypdfium2 import raw

    found: list[Rule] = []
    objects = raw.FPDFPage_CountObjects(page)
    for index in range(objects if objects < _MOST_OBJECTS else 0):
        one = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_PATH:
            found += _edges(one)
            if len(found) > _MOST_SEGMENTS:
                return ()
    return tuple(found)


def _edges(path: Any) -> Iterator[Rule]:  # noqa: ANN401
    for (left, bottom), (right, top) in pairwise(_points(path)):
        level, upright = abs(top - bottom) < _SLANT, abs(right - left) < _SLANT
        if level and abs(right - left) > _SHORTEST:
            yield Rule(True, (bottom + top) / 2, min(left, right), max(left, right))
        elif upright and abs(top - bottom) > _SHORTEST:
            yield Rule(False, (left + right) / 2, min(bottom, top), max(bottom, top))


def _points(path: Any) -> list[tuple[float, float]]:  # noqa: ANN401
    """Return the corners of a path of straight lines on the page; of one with curves or several parts, each in turn."""
    from pypdfium2 import raw

    count = raw.FPDFPath_CountSegments(path)
    if not 1 < count <= _MOST_OF_ONE:
        return []
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    first: tuple[float, float] | None = None
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return []
        if kind == raw.FPDF_SEGMENT_MOVETO:
            # A step of both co-ordinates parts this line from the last one: it is neither level nor upright.
            points += [(points[-1][0] + 1e6, points[-1][1] - 1e6)] if points else []
            first = point
        points.append(point)
        if first is not None and raw.FPDFPathSegment_GetClose(segment):
            points.append(first)
    return points

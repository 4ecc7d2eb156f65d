"""Lines with square corners as Office's bent connectors: drawn back by the standard's own formulas, they are the same lines."""

from __future__ import annotations

from itertools import pairwise
from math import cos, hypot, pi, sin

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gioia.exports._connectors import Bent, bent, pieces

UNITS = st.integers(-300, 300).map(float)


def drawn(shape: Bent) -> list[tuple[float, float]]:
    """Return the points of a connector as ECMA-376 draws it: the preset's path, flipped, then turned about its middle."""
    w, h = shape.width, shape.height
    a = [value / 100_000 for value in shape.adjustments]
    path = {
        "straightConnector1": lambda: [(0, 0), (w, h)],
        "bentConnector2": lambda: [(0, 0), (w, 0), (w, h)],
        "bentConnector3": lambda: [(0, 0), (w * a[0], 0), (w * a[0], h), (w, h)],
        "bentConnector4": lambda: [(0, 0), (w * a[0], 0), (w * a[0], h * a[1]), (w, h * a[1]), (w, h)],
        "bentConnector5": lambda: [
            (0, 0), (w * a[0], 0), (w * a[0], h * a[1]), (w * a[2], h * a[1]), (w * a[2], h), (w, h)
        ],
    }[shape.preset]()  # fmt: skip
    angle = shape.turn / 60_000 * pi / 180
    points = []
    for x, y in path:
        across = (w - x if shape.flip_x else x) - w / 2
        down = (h - y if shape.flip_y else y) - h / 2
        points.append(
            (
                shape.x + w / 2 + across * cos(angle) - down * sin(angle),
                shape.y + h / 2 + across * sin(angle) + down * cos(angle),
            )
        )
    return points


@st.composite
def lines(draw: st.DrawFn) -> tuple[tuple[float, float], ...]:
    """Return a line of one to five stretches that turns at each corner."""
    points = [(draw(UNITS), draw(UNITS))]
    along = draw(st.booleans())
    for _ in range(draw(st.integers(1, 5))):
        step = draw(UNITS.filter(bool))
        x, y = points[-1]
        points.append((x + step, y) if along else (x, y + step))
        along = not along
    return tuple(points)


@given(lines())
def test_a_connector_draws_the_line_that_it_stands_for(line):
    # A frame without width or height is given a hundredth of a point, and its corners are rounded to as much of that.
    assume(len(line) < 4 or (line[0][0] != line[-1][0] and line[0][1] != line[-1][1]))
    shape = bent(line)
    assert shape is not None
    for (x0, y0), (x1, y1) in zip(drawn(shape), line, strict=True):
        assert hypot(x1 - x0, y1 - y0) < 0.02


@given(lines())
def test_pieces_are_the_line_and_each_is_drawn_alike_everywhere(line):
    found = pieces(line)
    assert found[0][0] == line[0]
    assert found[-1][-1] == line[-1]
    assert all(before[-1] == after[0] for before, after in pairwise(found))
    corners = list(dict.fromkeys(point for piece in found for point in piece))
    assert [point for point in corners if point in line] == list(line)


@pytest.mark.parametrize(
    ("line", "count"),
    [
        (((0, 0), (9, 0)), 1),
        (((0, 0), (9, 0), (9, 5)), 1),
        (((0, 0), (5, 0), (5, 7), (10, 7)), 1),
        (((0, 0), (4, 0), (4, 7), (20, 7)), 2),
        (((0, 0), (5, 0), (5, -9), (60, -9), (60, 1), (65, 1)), 3),
        (((0, 0), (2, 0), (2, 7), (20, 7)), 3),
        (((0, 0), (5, 0), (5, 40), (0, 40)), 3),
        (((0, 0), (0, -5), (30, -5), (30, 0)), 3),
    ],
)
def test_a_detour_is_cut_where_its_steps_lie_in_the_middle(line, count):
    assert len(pieces(line)) == count


def test_a_line_of_more_corners_is_no_connector():
    stairs = tuple((float((i + 1) // 2), float(i // 2)) for i in range(8))
    assert bent(stairs) is None


def test_an_upright_step_in_the_middle_that_goes_farther_across_than_down_is_cut_at_its_corners():
    assert pieces(((0, 0), (0, 10), (30, 10), (30, 20))) == [
        ((0, 0), (0, 10)),
        ((0, 10), (30, 10)),
        ((30, 10), (30, 20)),
    ]
    assert len(pieces(((0, 0), (0, 10), (10, 10), (10, 20)))) == 1

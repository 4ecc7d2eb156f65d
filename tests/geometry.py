"""What must hold of every scene, whatever it shows: asserted on the placed boxes, lines and arrows."""

from __future__ import annotations

from itertools import combinations, pairwise

from gioia.displays.scene import Box, Connector, Scene, TextLine, joints
from gioia.displays.typesetting import width

_HAIR = 0.01


def assert_tidy(scene: Scene) -> None:
    keys = [box.key for box in scene.boxes]
    assert len(set(keys)) == len(keys)
    for box in scene.boxes:
        assert _inside(box.x, box.x + box.width, 0, scene.width)
        assert _inside(box.y, box.y + box.height, 0, scene.height)
        for line in box.lines:
            assert _fits(line, box.x, box.x + box.width), (line, box)
            assert box.y <= line.y - line.size * 0.85
            assert line.y + line.size * 0.15 <= box.y + box.height
    for line in scene.texts:
        assert _fits(line, 0, scene.width), line
    for one, other in combinations(scene.boxes, 2):
        assert "pole" in {one.role, other.role} or not _overlap(one, other), (one, other)
    joined = (joint for bracket in scene.brackets for joint in joints(bracket))
    for connector in (*scene.connectors, *joined):
        for box in scene.boxes:
            assert not _crosses(connector, box), (connector, box)
    for one, other in combinations([c for c in scene.connectors if c.head], 2):
        assert not _runs_on(one, other), (one, other)
    assert_touching(scene)
    assert_clear_of_lines(scene)


def assert_touching(scene: Scene) -> None:
    """Every connector that names its ends begins at the edge of the one and ends at that of the other."""
    boxes = {box.key: box for box in scene.boxes}
    for connector in scene.connectors:
        for key, (x, y) in ((connector.source, connector.points[0]), (connector.target, connector.points[-1])):
            if key:
                box = boxes[key]
                assert _inside(x, x, box.x, box.x + box.width), (connector, box)
                assert _inside(y, y, box.y, box.y + box.height), (connector, box)
                at_side = min(abs(x - box.x), abs(x - box.x - box.width)) < _HAIR
                assert at_side or min(abs(y - box.y), abs(y - box.y - box.height)) < _HAIR, (connector, box)


def assert_clear_of_lines(scene: Scene) -> None:
    """No line of text outside the boxes lies on another, on a box, or on a connector."""
    frames = [_frame(line) for line in scene.texts]
    for one, other in combinations(frames, 2):
        assert not _overlap(one, other), (one, other)
    for frame in frames:
        for box in scene.boxes:
            assert not _overlap(frame, box), (frame, box)
        for connector in scene.connectors:
            assert not _crosses(connector, frame), (connector, frame)


def _frame(line: TextLine) -> Box:
    """Return the rectangle that the letters of a line fill."""
    measure = width(line.text, line.size)
    left = {"start": line.x, "middle": line.x - measure / 2, "end": line.x - measure}[line.anchor]
    return Box("", line.text, "text", left, line.y - line.size * 0.85, measure, line.size)


def assert_joined(scene: Scene) -> None:
    """Hold that every line begins and ends on the edge of the box that it names, and a head does so too."""
    boxes = {box.key: box for box in scene.boxes}
    joined = [joint for bracket in scene.brackets for joint in joints(bracket)]
    for connector in (*scene.connectors, *joined):
        for key, (x, y) in ((connector.source, connector.points[0]), (connector.target, connector.points[-1])):
            assert _on_the_edge(boxes[key], x, y), (connector, boxes[key])


def _on_the_edge(box: Box, x: float, y: float) -> bool:
    across, down = (x - box.x, x - box.x - box.width), (y - box.y, y - box.y - box.height)
    is_within = across[0] >= -_HAIR and across[1] <= _HAIR and down[0] >= -_HAIR and down[1] <= _HAIR
    return is_within and min(map(abs, (*across, *down))) <= _HAIR


def assert_legible(scene: Scene) -> None:
    """Hold that no letter is smaller than six points, which is what journals ask for at least."""
    for line in (*scene.texts, *(line for box in scene.boxes for line in box.lines)):
        assert line.size >= 6, line


def _inside(low: float, high: float, least: float, most: float) -> bool:
    return least - _HAIR <= low <= high <= most + _HAIR


def _fits(line: TextLine, left: float, right: float) -> bool:
    measure = width(line.text, line.size, bold=line.bold)
    start = {"start": line.x, "middle": line.x - measure / 2, "end": line.x - measure}[line.anchor]
    return _inside(start, start + measure, left, right)


def _overlap(one: Box, other: Box) -> bool:
    apart_x = one.x + one.width <= other.x + _HAIR or other.x + other.width <= one.x + _HAIR
    apart_y = one.y + one.height <= other.y + _HAIR or other.y + other.height <= one.y + _HAIR
    return not (apart_x or apart_y)


def _crosses(connector: Connector, box: Box) -> bool:
    """Say whether a connector enters the inside of a box; the arrow between two poles may, of their theme's box."""
    if connector.source.startswith("pole:") and box.role == "theme":
        return False
    left, right = box.x + _HAIR, box.x + box.width - _HAIR
    top, bottom = box.y + _HAIR, box.y + box.height - _HAIR
    return any(
        max(min(x0, x1), left) <= min(max(x0, x1), right) and max(min(y0, y1), top) <= min(max(y0, y1), bottom)
        for (x0, y0), (x1, y1) in pairwise(connector.points)
    )


def _runs_on(one: Connector, other: Connector) -> bool:
    """Say whether two arrows share a stretch of line: then nobody can tell which goes where."""
    return any(_shared(*first, *second) for first in pairwise(one.points) for second in pairwise(other.points))


def _shared(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]) -> bool:
    for along, across in ((0, 1), (1, 0)):
        level = max(p[across] for p in (a, b, c, d)) - min(p[across] for p in (a, b, c, d)) < 1
        low = max(min(a[along], b[along]), min(c[along], d[along]))
        high = min(max(a[along], b[along]), max(c[along], d[along]))
        if level and high - low > 1:
            return True
    return False

"""Figure 1, the data structure: concepts, the themes that they form, the dimensions that these form.

The layout is that of Gioia, Corley and Hamilton (2013, figure 1): three columns, first-order concepts on the left. In
brackets, square ones join concepts to their theme and themes to their dimension; a theme stands at the middle of its
concepts, a dimension at the middle of its themes. In boxes, a theme's box is as high as its concepts and a dimension's as
high as its themes, so that a straight arrow leads from every part to its whole. What belongs to two neighbouring groups is
one box that is joined to both; elsewhere it is mentioned in the second, in a dashed box. No label, however long, makes two boxes
meet. What is shown stands in `structure_outline`, how it is set in `structure_setting`, how it is cut into pages in
`structure_pages`; here it is placed. Lengths are points.
"""

from __future__ import annotations

from msgspec import Struct, structs

from gioia.codebook.records import concepts, themes
from gioia.displays.labels import label
from gioia.displays.lettering import Block, set_at
from gioia.displays.scene import HEAD_LENGTH, Band, Box, Bracket, Connector, Scene, TextLine
from gioia.displays.structure_outline import shelves
from gioia.displays.structure_pages import (
    BAND_PAD,
    CONCEPT_GAP,
    DIMENSION_GAP,
    HEADINGS,
    SHELF_GAP,
    Node,
    Page,
    Rack,
    fits_a_page,
    headings,
    page_height,
    pages,
    rack_height,
    shelf_top,
    top_of,
)
from gioia.displays.structure_setting import Column, Setting, settings
from gioia.displays.structure_sharing import with_mentions
from gioia.findings import counted
from gioia.study import Study

_OFF = 4.0
"""How far from the middle of a box the second line that leaves it begins."""
_SNAP = 6.0
"""Where a stem would miss an arm of its own bracket by less, it is moved on to it."""


class _Drawn(Struct, frozen=True):
    """What is placed: parts of a scene."""

    boxes: tuple[Box, ...] = ()
    brackets: tuple[Bracket, ...] = ()
    connectors: tuple[Connector, ...] = ()
    bands: tuple[Band, ...] = ()
    texts: tuple[TextLine, ...] = ()


def data_structure_scenes(study: Study) -> tuple[Scene, ...]:
    """Return the data structure of `study` as `study.appearance` asks, one scene a page; at least one."""
    outline = [
        structs.replace(shelf, dimensions=tuple(with_mentions(shelf.dimensions, study.codebook, study.language)))
        for shelf in shelves(study)
    ]
    heads = [label(word, study.language) for word in HEADINGS]
    ways = settings(outline, study.appearance, study.language, heads)
    how = next((way for way in ways if fits_a_page(outline, way)), ways[0])
    return tuple(_scene(page, how, _description(study)) for page in pages(outline, how))


def _scene(page: Page, how: Setting, description: str) -> Scene:
    heads = headings(how)
    drawn = [_headings(heads, how)]
    y = top_of(heads)
    for rack in page:
        drawn.append(_rack(rack, how, y))
        y += rack_height(rack) + SHELF_GAP
    together = _together(drawn)
    return Scene(
        how.width,
        top_of(heads) + page_height(page) + how.margin,
        together.boxes,
        together.connectors,
        together.bands,
        together.texts,
        how.language,
        description,
        together.brackets,
    )


def _together(drawn: list[_Drawn]) -> _Drawn:
    return _Drawn(*(tuple(part for one in drawn for part in getattr(one, name)) for name in _Drawn.__struct_fields__))


def _headings(heads: tuple[Block, ...], how: Setting) -> _Drawn:
    height = max(one.height for one in heads)
    lines = [
        line
        for one, column in zip(heads, how.columns, strict=True)
        for line in set_at(one, column.x + column.width / 2, height - one.height, "middle")
    ]
    return _Drawn(texts=tuple(lines))


def _rack(rack: Rack, how: Setting, top: float) -> _Drawn:
    """Place a shelf: on a ground of its own, below its heading, where it has one."""
    drawn = [_stage(rack, how, top)] if rack.heading.lines else []
    y = top + shelf_top(rack.heading)
    for dimension in rack.dimensions:
        drawn.append(_group(dimension, how, 2, y))
        y += dimension.height + DIMENSION_GAP
    if rack.ungrouped:
        drawn.append(_Drawn(texts=set_at(rack.caption, how.columns[0].x, y)))
        y += rack.caption.height + CONCEPT_GAP
    for concept in rack.ungrouped:
        drawn.append(_group(concept, how, 0, y))
        y += concept.height + CONCEPT_GAP
    placed = _together(drawn)
    sharers = [node for one in rack.dimensions for node in (one, *one.parts) if node.shared]
    return _sharing(placed, sharers, how) if sharers else placed


def _sharing(drawn: _Drawn, sharers: list[Node], how: Setting) -> _Drawn:
    """Join to each group what it shares with its neighbour, by an arm or arrow of its own beside that to the home."""
    boxes = {box.key: box for box in drawn.boxes}
    brackets = {bracket.target: bracket for bracket in drawn.brackets}
    arrows = list(drawn.connectors)
    for node in sharers:
        whole = boxes[node.branch.key]
        for part in (boxes[key] for key in node.shared):
            if how.style == "boxes":
                arrows.append(_elbow(part, whole))
            else:
                brackets[whole.key] = _extended(brackets.get(whole.key), part, whole)
    return structs.replace(drawn, brackets=tuple(brackets.values()), connectors=tuple(arrows))


def _beside_the_middle(part: Box, whole: Box) -> float:
    """Return the y of a second line from a part, off its middle towards the whole."""
    off = min(_OFF, part.height / 4)
    return _middle(part) + (off if whole.y > part.y else -off)


def _extended(bracket: Bracket | None, part: Box, whole: Box) -> Bracket:
    """Return the bracket with an arm to one more part, above or below all others."""
    y, left, right = _beside_the_middle(part, whole), part.x + part.width, whole.x
    if bracket is None:
        return Bracket((part.key,), (y,), whole.key, _middle(whole), left, (left + right) / 2, right)
    is_above = y < bracket.levels[0]
    return structs.replace(
        bracket,
        sources=(part.key, *bracket.sources) if is_above else (*bracket.sources, part.key),
        levels=(y, *bracket.levels) if is_above else (*bracket.levels, y),
    )


def _elbow(part: Box, whole: Box) -> Connector:
    """Return an arrow from a part to the near end of the whole's side."""
    y, left, right = _beside_the_middle(part, whole), part.x + part.width, whole.x
    end = whole.y + _OFF if whole.y > part.y else whole.y + whole.height - _OFF
    middle = (left + right) / 2 - HEAD_LENGTH / 2
    points = ((left, y), (middle, y), (middle, end), (right, end))
    return Connector(points, "thin", head=True, source=part.key, target=whole.key)


def _stage(rack: Rack, how: Setting, top: float) -> _Drawn:
    """Return the ground of a stage and the box that heads it."""
    height = rack.heading.height + BAND_PAD
    lines = set_at(rack.heading, how.width / 2, top + BAND_PAD / 2, "middle")
    head = Box(rack.shelf.key, rack.shelf.name, "stage", 0.5, top, how.width - 1, height, lines)
    return _Drawn(boxes=(head,), bands=(Band(0.5, top, how.width - 1, rack_height(rack)),))


def _group(node: Node, how: Setting, level: int, top: float) -> _Drawn:
    """Place a group: its own box first, then its parts, then what joins them."""
    inner: list[_Drawn] = []
    stack = sum(part.height for part in node.parts) + node.gap * max(0, len(node.parts) - 1)
    y = top + (node.height - stack) / 2
    for part in node.parts:
        inner.append(_group(part, how, level - 1, y))
        y += part.height + node.gap
    parts = [one.boxes[0] for one in inner]
    is_boxes = how.style == "boxes"
    frame = (top, node.height) if is_boxes and parts else _at_the_middle(node, top, parts)
    own = _box(node, how, how.columns[level], frame)
    joined = _Drawn(connectors=_arrows(parts, own)) if is_boxes else _Drawn(brackets=_bracket(parts, own))
    return _together([_Drawn(boxes=(own,)), *inner, joined])


def _at_the_middle(node: Node, top: float, parts: list[Box]) -> tuple[float, float]:
    """Return y and height of the box that names a group: at the middle of its parts, never out of the group's height."""
    middle = (_middle(parts[0]) + _middle(parts[-1])) / 2 if parts else top + node.height / 2
    near = [level for level in map(_middle, parts) if abs(level - middle) < _SNAP]
    middle = near[0] if near else middle
    return min(max(middle - node.own / 2, top), top + node.height - node.own), node.own


def _middle(box: Box) -> float:
    return box.y + box.height / 2


def _box(node: Node, how: Setting, column: Column, frame: tuple[float, float]) -> Box:
    """Return the box of a node, its text in the middle; concepts are set from the left."""
    branch, (y, height) = node.branch, frame
    top = y + (height - node.block.height) / 2
    is_concept = branch.role == "concept"
    x = column.x + (how.pad if is_concept else column.width / 2)
    lines = set_at(node.block, x, top, "start" if is_concept else "middle")
    role = "away" if branch.home else branch.role
    return Box(branch.key, branch.name, role, column.x, y, column.width, height, lines, branch.tint)


def _bracket(parts: list[Box], whole: Box) -> tuple[Bracket, ...]:
    """Return the bracket that joins the parts to the whole, or nothing where there are no parts."""
    if not parts:
        return ()
    left, right = parts[0].x + parts[0].width, whole.x
    levels = tuple(map(_middle, parts))
    is_straight = len(parts) == 1 and abs(_middle(whole) - levels[0]) < parts[0].height / 2
    levels = (_middle(whole),) if is_straight else levels
    keys = tuple(part.key for part in parts)
    return (Bracket(keys, levels, whole.key, _middle(whole), left, (left + right) / 2, right),)


def _arrows(parts: list[Box], whole: Box) -> tuple[Connector, ...]:
    """Return an arrow from each part to the whole, which is as high as all of them."""
    return tuple(
        Connector(
            ((part.x + part.width, _middle(part)), (whole.x, _middle(part))),
            "thin",
            head=True,
            source=part.key,
            target=whole.key,
        )
        for part in parts
    )


def _description(study: Study) -> str:
    """Say in a sentence what the figure shows."""
    dimensions = len(study.codebook.dimensions)
    second = sum(1 for _ in themes(study.codebook))
    first = sum(1 for _ in concepts(study.codebook))
    if study.language == "zh":
        return f"{first}个一阶概念归为{second}个二阶主题和{dimensions}个聚合维度。"
    return (
        f"{counted(first, 'first-order concept')} in {counted(second, 'second-order theme')} "
        f"and {counted(dimensions, 'dimension')}."
    )

"""Figure 1, the data structure: concepts, the themes that they form, the dimensions that these form.

The layout is that of Gioia, Corley and Hamilton (2013, figure 1): three columns, first-order concepts on the left,
joined by square brackets to their theme and themes to their dimension. A group is as high as the taller of its parts and
its own box; a theme stands at the middle of its concepts, a dimension at the middle of its themes. So no label, however
long, makes two boxes meet. Lengths are points.
"""

from __future__ import annotations

from itertools import accumulate

from msgspec import Struct

from gioia.codebook.records import Concept, Dimension, Theme
from gioia.displays.labels import label
from gioia.displays.lettering import PAD_X, Block, block, box_height, lettered, set_at
from gioia.displays.scene import Box, Bracket, Scene, TextLine
from gioia.sources.normal import counted
from gioia.study import Study

WIDTH = 493.0
"""174 mm: the full width of a page in most journals."""

_MARGIN = 1.0
_SIZE = 8.0
_SHARES = (0.555, 0.285, 0.16)
_GUTTER = 22.0
_CONCEPT_GAP = 3.0
_THEME_GAP = 8.0
_DIMENSION_GAP = 14.0
_HEADING_GAP = 7.0
_TIGHTER = 1.4
_SNAP = 6.0
"""Where a stem would miss an arm of its own bracket by less, it is moved on to it."""


class _Node(Struct, frozen=True):
    """A box that waits for its place, with the boxes that it groups; `height` is that of the whole group."""

    key: str
    name: str
    role: str
    block: Block
    height: float
    gap: float = 0.0
    parts: tuple[_Node, ...] = ()


class _Column(Struct, frozen=True):
    """Where a column of boxes stands."""

    x: float
    width: float


def data_structure_scene(study: Study, width: float = WIDTH) -> Scene:
    """Return the data structure of `study`, `width` points wide and as high as its content."""
    columns = _columns(width)
    headings, top = _headings(columns, study.language)
    boxes: list[Box] = []
    brackets: list[Bracket] = []
    bottom = top
    for index, dimension in enumerate(study.codebook.dimensions):
        node = _dimension(dimension, columns, index)
        drawn, joined = _drawn(node, columns, 2, bottom)
        boxes += drawn
        brackets += joined
        bottom += node.height + _DIMENSION_GAP
    waiting, texts, bottom = _ungrouped(study, columns, bottom)
    return Scene(
        width,
        max(top, bottom - _DIMENSION_GAP) + _MARGIN,
        (*boxes, *waiting),
        brackets=tuple(brackets),
        texts=(*headings, *texts),
        language=study.language,
        description=_description(study),
    )


def _columns(width: float) -> tuple[_Column, ...]:
    room = width - 2 * _MARGIN - 2 * _GUTTER
    widths = [room * share for share in _SHARES]
    starts = accumulate((one + _GUTTER for one in widths[:-1]), initial=_MARGIN)
    return tuple(_Column(start, one) for start, one in zip(starts, widths, strict=True))


def _headings(columns: tuple[_Column, ...], language: str) -> tuple[tuple[TextLine, ...], float]:
    """Return the column headings and the y below them."""
    words = [label(key, language) for key in ("First-order concepts", "Second-order themes", "Aggregate dimensions")]
    blocks = [block(word, column.width, _SIZE + 0.5, bold=True) for word, column in zip(words, columns, strict=True)]
    height = max(one.height for one in blocks)
    lines = [
        line
        for one, column in zip(blocks, columns, strict=True)
        for line in set_at(one, column.x + column.width / 2, height - one.height, "middle")
    ]
    return tuple(lines), height + _HEADING_GAP


def _dimension(dimension: Dimension, columns: tuple[_Column, ...], index: int) -> _Node:
    parts = tuple(_theme(theme, columns, f"{index}.{i}") for i, theme in enumerate(dimension.themes))
    return _group((f"dimension:{index}", dimension.name, "dimension"), columns[2], _THEME_GAP, parts)


def _theme(theme: Theme, columns: tuple[_Column, ...], place: str) -> _Node:
    parts = tuple(_concept(concept, columns[0], f"{place}.{i}") for i, concept in enumerate(theme.concepts))
    return _group((f"theme:{place}", theme.name, "theme"), columns[1], _CONCEPT_GAP, parts)


def _concept(concept: Concept, column: _Column, place: str) -> _Node:
    return _group((f"concept:{place}", concept.name, "concept"), column, 0.0, ())


def _group(what: tuple[str, str, str], column: _Column, gap: float, parts: tuple[_Node, ...]) -> _Node:
    key, name, role = what
    text = block(name, column.width - 2 * PAD_X, _SIZE, bold=role == "dimension")
    return _Node(key, name, role, text, max(_height(text), _stack_height(parts, gap)), gap, parts)


def _height(text: Block) -> float:
    """Return the height of a box: a little less than elsewhere, so that thirty concepts go on a page."""
    return box_height(text) - _TIGHTER


def _stack_height(parts: tuple[_Node, ...], gap: float) -> float:
    return sum(part.height for part in parts) + gap * max(0, len(parts) - 1)


def _drawn(node: _Node, columns: tuple[_Column, ...], level: int, top: float) -> tuple[list[Box], list[Bracket]]:
    """Return the boxes of a group, its own first, and the brackets that join them."""
    boxes: list[Box] = []
    brackets: list[Bracket] = []
    parts: list[Box] = []
    y = top + (node.height - _stack_height(node.parts, node.gap)) / 2
    for part in node.parts:
        inner, joined = _drawn(part, columns, level - 1, y)
        parts.append(inner[0])
        boxes += inner
        brackets += joined
        y += part.height + node.gap
    own = _own_box(node, columns[level], top, parts)
    return [own, *boxes], brackets + _bracket(parts, own)


def _own_box(node: _Node, column: _Column, top: float, parts: list[Box]) -> Box:
    """Place the box that names a group: at the middle of its parts, but never out of the group's height."""
    height = _height(node.block)
    middle = (_middle(parts[0]) + _middle(parts[-1])) / 2 if parts else top + node.height / 2
    near = [level for level in map(_middle, parts) if abs(level - middle) < _SNAP]
    middle = near[0] if near else middle
    y = min(max(middle - height / 2, top), top + node.height - height)
    return lettered(node.key, node.name, node.role, (column.x, y, column.width, height), node.block)


def _middle(box: Box) -> float:
    return box.y + box.height / 2


def _bracket(parts: list[Box], whole: Box) -> list[Bracket]:
    """Return the bracket that joins the parts to the whole, or nothing where there are no parts."""
    if not parts:
        return []
    left, right = parts[0].x + parts[0].width, whole.x
    levels = tuple(map(_middle, parts)) if len(parts) > 1 else (_middle(whole),)
    keys = tuple(part.key for part in parts)
    return [Bracket(keys, levels, whole.key, _middle(whole), left, (left + right) / 2, right)]


def _ungrouped(study: Study, columns: tuple[_Column, ...], top: float) -> tuple[list[Box], tuple[TextLine, ...], float]:
    """Return the concepts that have no theme yet, below a caption of their own, and the y below them."""
    concepts = study.codebook.ungrouped
    if not concepts:
        return [], (), top
    caption = block(label("Ungrouped", study.language), columns[0].width, _SIZE - 1)
    texts = set_at(caption, columns[0].x, top)
    y = top + caption.height + _CONCEPT_GAP
    boxes = []
    for index, concept in enumerate(concepts):
        node = _concept(concept, columns[0], f"ungrouped.{index}")
        boxes.append(
            lettered(node.key, node.name, "concept", (columns[0].x, y, columns[0].width, node.height), node.block)
        )
        y += node.height + _CONCEPT_GAP
    return boxes, texts, y - _CONCEPT_GAP + _DIMENSION_GAP


def _description(study: Study) -> str:
    """Say in a sentence what the figure shows."""
    dimensions = study.codebook.dimensions
    themes = [theme for dimension in dimensions for theme in dimension.themes]
    concepts = sum(len(theme.concepts) for theme in themes) + len(study.codebook.ungrouped)
    if study.language == "zh":
        return f"{concepts}个一阶概念归为{len(themes)}个二阶主题和{len(dimensions)}个聚合维度。"
    return (
        f"{counted(concepts, 'first-order concept')} in {counted(len(themes), 'second-order theme')} "
        f"and {counted(len(dimensions), 'dimension')}."
    )

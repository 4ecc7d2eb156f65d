"""Figure 1 cut into pages: set once, then cut between themes.

A group is as high as the taller of its parts and its own box. A page ends before the theme that would not fit, better
before its dimension, and pages are as few and as even as can be. Only a theme that is higher than a
page by itself is cut, between its concepts. What goes on from the page before is headed again, with a mark that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from msgspec import Struct
from msgspec.structs import replace

from gioia.displays.labels import label
from gioia.displays.lettering import Block, block
from gioia.displays.structure_outline import Branch, Shelf
from gioia.displays.structure_setting import Setting, height_of, lettered_block

CONCEPT_GAP = 3.0
THEME_GAP = 8.0
DIMENSION_GAP = 14.0
SHELF_GAP = 10.0
BAND_PAD = 5.0
_HEADING_GAP = 7.0
_FULL_ENOUGH = 0.6
_SHARES = (1.0, 0.94, 0.88, 0.8, 0.72)
"""Of the room on a page, that the cuts tried are made with."""
HEADINGS = ("First-order concepts", "Second-order themes", "Aggregate dimensions")
_GAPS = {"concept": 0.0, "theme": CONCEPT_GAP, "dimension": THEME_GAP}
_COLUMNS = {"concept": 0, "theme": 1, "dimension": 2}


class Node(Struct, frozen=True):
    """A branch that is set and waits for its place; `own` is the height of its box, `height` that of the whole group.

    `shared` are the keys of boxes beside it, parts of another group, that belong to it too.
    """

    branch: Branch
    block: Block
    own: float
    height: float
    parts: tuple[Node, ...] = ()
    shared: tuple[str, ...] = ()

    @property
    def gap(self) -> float:
        """How far its parts stand apart."""
        return _GAPS[self.branch.role]


class Rack(Struct, frozen=True):
    """A shelf on a page: its heading, its dimensions, and the concepts without a theme below a caption."""

    shelf: Shelf
    heading: Block
    dimensions: tuple[Node, ...]
    caption: Block
    ungrouped: tuple[Node, ...]


class _Piece(Struct, frozen=True):
    """What is not cut: a theme, or an empty dimension, or a concept without a theme, of a shelf."""

    shelf: Shelf
    dimension: Branch | None
    node: Node | None
    has_mentions: bool = False


Page = tuple[Rack, ...]


def headings(how: Setting) -> tuple[Block, ...]:
    """Return the headings of the columns."""
    return tuple(
        block(label(word, how.language), column.width, how.size + 0.5, bold=True)
        for word, column in zip(HEADINGS, how.columns, strict=True)
    )


def top_of(heads: Sequence[Block]) -> float:
    """Return the y at which the first shelf begins."""
    return max(one.height for one in heads) + _HEADING_GAP


def pages(shelves: Sequence[Shelf], how: Setting) -> tuple[Page, ...]:
    """Return the pages, each at most `how.limit` high, but where a single concept is higher; at least one.

    Of the ways to cut into as few pages as can be, that which cuts the fewest stages and dimensions, and of those the most even one.
    """
    room = how.limit - top_of(headings(how)) - how.margin
    pieces = list(_pieces(shelves, how, room))
    fewest = _cut(pieces, how, room)
    ways = [fewest]
    if len(fewest) > 1:
        wholes = (_group, _shelf) if len(shelves) > 1 else (_group,)
        ways += [_cut(pieces, how, room * share, whole) for whole in wholes for share in _SHARES]
    best = min((way for way in ways if len(way) == len(fewest)), key=lambda way: _roughness(way, how))
    return tuple(_page(page, _keys(best[:index]), how) for index, page in enumerate(best))


def _roughness(way: Sequence[Sequence[_Piece]], how: Setting) -> tuple[int, float]:
    """Return how many stages and dimensions go on from page to page, and the height of the highest page."""
    torn = sum(of(page[-1]) == of(after[0]) for page, after in pairwise(way) for of in (_group, _shelf))
    return torn, max(page_height(_page(page, frozenset(), how)) for page in way)


def _cut(
    pieces: Sequence[_Piece], how: Setting, room: float, whole: Callable[[_Piece], str] | None = None
) -> list[list[_Piece]]:
    """Return the pieces of each page; one that is full enough with whole groups, as `whole` names them, ends with the last."""
    cut: list[list[_Piece]] = [[]]
    for piece in pieces:
        seen = _keys(cut[:-1])
        if cut[-1] and page_height(_page([*cut[-1], piece], seen, how)) > room:
            kept = [one for one in cut[-1] if whole(one) != whole(piece)] if whole else []
            is_full = bool(kept) and page_height(_page(kept, seen, how)) >= room * _FULL_ENOUGH
            cut[-1:] = [kept, cut[-1][len(kept) :]] if is_full else [cut[-1], []]
        cut[-1].append(piece)
    return cut


def fits_a_page(shelves: Sequence[Shelf], how: Setting) -> bool:
    """Tell whether the whole figure goes on one page; what cannot even with one line a concept is not set to find out."""
    count = sum(len(theme.parts) for shelf in shelves for dimension in shelf.dimensions for theme in dimension.parts)
    line = height_of(Block(), how) + CONCEPT_GAP
    return count * line <= how.limit and len(pages(shelves, how)) == 1


def _keys(pages_before: Sequence[Sequence[_Piece]]) -> frozenset[str]:
    """Return the keys of all that stands on pages: what goes on from there is headed again."""
    pieces = [piece for page in pages_before for piece in page]
    themes = (piece.node.branch.key for piece in pieces if piece.node)
    return frozenset((*themes, *(piece.shelf.key for piece in pieces), *(_group(piece) for piece in pieces)))


def _group(piece: _Piece) -> str:
    """Return what a piece stands in: its dimension's key, or that of the concepts without a theme."""
    return piece.dimension.key if piece.dimension else f"ungrouped:{piece.shelf.key}"


def _shelf(piece: _Piece) -> str:
    return piece.shelf.key


def _pieces(shelves: Sequence[Shelf], how: Setting, room: float) -> Iterator[_Piece]:
    for shelf in shelves:
        left = room - shelf_top(_heading(shelf, how, is_again=True)) - (BAND_PAD if shelf.name else 0.0)
        for dimension in shelf.dimensions:
            if not dimension.parts:
                yield _Piece(shelf, dimension, None)
            for theme in dimension.parts:
                is_mixed = bool(theme.home) or any(part.home for part in theme.parts)
                yield from (_Piece(shelf, dimension, one, is_mixed) for one in _cut_theme(theme, how, left))
        for concept in shelf.ungrouped:
            yield _Piece(shelf, None, _node(concept, (), how))


def _cut_theme(theme: Branch, how: Setting, room: float) -> Iterator[Node]:
    """Yield the theme in one piece, or one that is higher than `room` in several."""
    taken: list[Node] = []
    for part in (_node(concept, (), how) for concept in theme.parts):
        if taken and _stack_height([*taken, part], CONCEPT_GAP) > room:
            yield _node(theme, tuple(taken), how)
            taken = []
        taken.append(part)
    yield _node(theme, tuple(taken), how)


def _node(branch: Branch, parts: tuple[Node, ...], how: Setting, *, is_again: bool = False) -> Node:
    """Set a branch; one that goes on says so and has no remark."""
    name = branch.name + continued(how.language) if is_again else branch.name
    column = how.columns[_COLUMNS[branch.role]]
    remark = "" if is_again else branch.remark
    text = lettered_block(name, remark, column, how, bold=branch.role == "dimension")
    own = height_of(text, how)
    return Node(branch, text, own, max(own, _stack_height(parts, _GAPS[branch.role])), parts)


def continued(language: str) -> str:
    """Return the mark of what goes on from the page before, short enough for a narrow box."""
    return "（续）" if language == "zh" else " (cont.)"


def _stack_height(parts: Sequence[Node], gap: float) -> float:
    return sum(part.height for part in parts) + gap * max(0, len(parts) - 1)


def _page(pieces: Sequence[_Piece], seen: frozenset[str], how: Setting) -> Page:
    """Put pieces together again; what is seen before goes on."""
    by_shelf = groupby(pieces, key=lambda piece: piece.shelf.key)
    return tuple(_rack(list(of), seen, how) for _, of in by_shelf)


def _rack(pieces: Sequence[_Piece], seen: frozenset[str], how: Setting) -> Rack:
    shelf = pieces[0].shelf
    dimensions: list[Node] = []
    ungrouped: list[Node] = []
    for key, of in groupby(pieces, key=_group):
        group = list(of)
        nodes = [_again(piece.node, seen, how) for piece in group if piece.node]
        if group[0].dimension:
            dimensions.append(_node(group[0].dimension, tuple(nodes), how, is_again=key in seen))
        else:
            ungrouped += nodes
    if any(piece.has_mentions for piece in pieces):
        dimensions = _meeting(dimensions)
    heading = _heading(shelf, how, is_again=shelf.key in seen)
    caption = label("Ungrouped", how.language) + (continued(how.language) if f"ungrouped:{shelf.key}" in seen else "")
    below = block(caption, how.columns[0].width, how.small) if ungrouped else Block()
    return Rack(shelf, heading, tuple(dimensions), below, tuple(ungrouped))


def _meeting(dimensions: Sequence[Node]) -> list[Node]:
    """Return the dimensions without mentions of what stands beside them: one box serves both groups."""
    met = _met(dimensions)
    themes = iter(_met([theme for dimension in met for theme in dimension.parts]))
    return [_with_parts(one, tuple(next(themes) for _ in one.parts), one.shared) for one in met]


def _met(groups: Sequence[Node]) -> list[Node]:
    made = list(groups)
    for at, (one, other) in enumerate(pairwise(groups)):
        parts = made[at].parts
        if not parts or not other.parts or parts[-1].branch.name != other.parts[0].branch.name:
            continue
        last, first = parts[-1].branch, other.parts[0].branch
        if first.home == one.branch.name and not last.home:
            made[at + 1] = _with_parts(other, other.parts[1:], (last.key,))
        elif last.home == other.branch.name and not first.home:
            made[at] = _with_parts(made[at], parts[:-1], (*made[at].shared, first.key))
    return made


def _with_parts(node: Node, parts: tuple[Node, ...], shared: tuple[str, ...]) -> Node:
    return replace(node, parts=parts, height=max(node.own, _stack_height(parts, node.gap)), shared=shared)


def _again(node: Node, seen: frozenset[str], how: Setting) -> Node:
    return _node(node.branch, node.parts, how, is_again=True) if node.branch.key in seen else node


def _heading(shelf: Shelf, how: Setting, *, is_again: bool) -> Block:
    name = shelf.name + continued(how.language) if is_again and shelf.name else shelf.name
    return block(name, how.width - 2 * how.margin, how.size + 0.5, bold=True)


def shelf_top(heading: Block) -> float:
    """Return how far below the top of a shelf its first dimension begins."""
    return heading.height + 2 * BAND_PAD if heading.lines else 0.0


def rack_height(rack: Rack) -> float:
    """Return the height of a shelf on a page."""
    groups = [one.height for one in rack.dimensions]
    if rack.ungrouped:
        groups.append(rack.caption.height + CONCEPT_GAP + _stack_height(rack.ungrouped, CONCEPT_GAP))
    inside = sum(groups) + DIMENSION_GAP * max(0, len(groups) - 1)
    return shelf_top(rack.heading) + inside + (BAND_PAD if rack.heading.lines else 0.0)


def page_height(page: Page) -> float:
    """Return the height of the shelves on a page, without the headings of the columns."""
    return sum(map(rack_height, page)) + SHELF_GAP * max(0, len(page) - 1)

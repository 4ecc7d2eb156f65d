"""Where each display comes to stand on its page, worked out from the top of the document down.

What Word will do with a person's text nobody can measure from outside, but what we write ourselves we can: as long as only our
own blocks follow one another, the room left on the page is known. There a display that does not fit begins a new page by a
break of its own, and a long table breaks where the page ends. After a person's text the room is unknown: what fits on one page is kept
together by Word, and a longer table begins a new page, so that its pieces are known again.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from gioia.displays.display import Figure, Table, caption, note_word
from gioia.exports import _word_blocks as blocks
from gioia.exports._word_drawing import shrunk
from gioia.exports._word_geometry import Page
from gioia.exports._word_lines import shown
from gioia.exports._word_pages import broken, head_height, least_width, measured, printed
from gioia.exports._word_styles import Stylesheet

_SHORT = 0.4
"""A table of so much of a page is not broken; where less than that is left of a page, a table begins the next."""
_PAD = 6.0
_ABOVE_FIGURE = 12.0


class Placed(Struct, frozen=True):
    """A display's body as markup, whether it begins a new page, and the room left below it, None where nobody knows."""

    body: str
    starts_page: bool
    left: float | None


_AT_LEAST = 0.85
"""A figure is made so much smaller, and no more, to go where there is room for it."""


def place_table(table: Table, page: Page, left: float | None, sheet: Stylesheet) -> Placed:
    """Return a table where `left` points are left of the page."""
    is_small = least_width(table, page.width, sheet.cell) > page.width
    face = sheet.small if is_small else sheet.cell
    measure = measured(table, page.width, face)
    every = printed(table)
    above = sheet.title.height(shown(caption(table)), page.width / 20) + _PAD
    above += blocks.ABOVE / 20 if sheet.is_close else 0.0
    head = head_height(table, measure)
    note = _note_height(table, page, sheet)
    whole = above + head + measure.height(every) + note
    below = sheet.note.around if table.note else 0.0
    is_broken = whole > page.height if left is None else whole > left
    if not is_broken:
        body = blocks.table_blocks(
            table, [every], measure.widths, is_together=left is None, is_small=is_small, face=face
        )
        return Placed(body, starts_page=False, left=None if left is None else left - whole - below)
    starts_page = left is None or whole <= _SHORT * page.height or left < _SHORT * page.height
    room = page.height if starts_page or left is None else left
    if whole <= room:
        return Placed(
            blocks.table_blocks(table, [every], measure.widths, is_small=is_small, face=face),
            starts_page=True,
            left=room - whole - below,
        )
    again = page.height - head - face.leading - _PAD
    pieces = broken(every, measure, room - above - head, again, note)
    used = measure.height(pieces[-1]) + note + below
    is_at_top = left == page.height
    body = blocks.table_blocks(table, pieces, measure.widths, is_small=is_small, face=face)
    return Placed(body, starts_page and not is_at_top, again - used if len(pieces) > 1 else room - above - head - used)


def _note_height(table: Table, page: Page, sheet: Stylesheet) -> float:
    """Return the height of a note without the space around it, which nothing needs at the end of a page."""
    if not table.note:
        return 0.0
    return sheet.note.height(shown(note_word(table) + table.note), page.width / 20) - sheet.note.around + _PAD


def place_figure(figure: Figure, page: Page, left: float | None, sheet: Stylesheet) -> Placed:
    """Return a figure, made smaller where it is wider or higher than a page, where `left` points are left of this one."""
    width = page.width / 20
    below = sheet.title.height(shown(caption(figure)), width) + _ABOVE_FIGURE + _PAD
    room = page.height - below
    height = figure.scene.height * shrunk(figure.scene, width, room) + below
    if left is not None and _AT_LEAST * (height - below) + below <= left < height:
        room, height = left - below, left
    starts_page = left is not None and height > left
    after = None if left is None else (page.height if starts_page else left) - height
    return Placed(blocks.figure_block(figure, width, room, starts_page=starts_page), starts_page, after)


def list_height(entries: Sequence[str], page: Page, sheet: Stylesheet) -> float:
    """Return the height of a list of tables or figures with these captions."""
    title = sheet.title.height("", page.width / 20)
    line = max(sheet.cell.leading, sheet.title.leading) + 2
    return title + sum(len(sheet.cell.ends(entry, page.width / 24)) * line for entry in entries)

"""The section in which a new display stands: the one that is there, or one of its own with more room.

A table that is too wide for a column, and a figure that would be shrunk too much, get the width of all columns on the same page,
and where that is too little a page across; the text goes on in its columns behind it. A section of our own ends with a line a point
high, by which a later export knows it and puts what does not need it behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gioia.displays.display import Display, Table, caption
from gioia.displays.merging import shares
from gioia.exports import _word as word
from gioia.exports import _word_blocks as blocks
from gioia.exports._word_drawing import shrunk
from gioia.exports._word_geometry import (
    Page,
    Room,
    begin_as,
    column_count,
    go_on,
    page_of,
    section_end,
    section_of,
    sections,
)
from gioia.exports._word_pages import least_width

if TYPE_CHECKING:
    from gioia.exports._word_places import Places
    from gioia.exports._word_styles import Stylesheet

_W = f"{{{word.NAMESPACE}}}"
_TWIPS = 60
"""A table gets more room where a character of Latin text has less than so many twips: 150 across on a page of 16 cm."""
_LEAST_SCALE = 0.75
"""A figure gets more room where it would be made smaller than that."""
_MORE = 1.25
"""More room that does not suit either is worth it where a display is so much larger there."""


def add(display: Display, places: Places, last: Any, sheet: Stylesheet) -> None:  # noqa: ANN401 - lxml's elements have no useful type
    """Set up the control of a display that the document lacks behind the block `last`, None for the end of the text."""
    end = places.body.find(f"{_W}sectPr")
    here = end if last is None else sections(places.body)[last]
    own = None if here is None or here is end else here.getparent().getparent()
    if own is not None and _is_room(own):
        around = next((section for block, section in sections(places.body).items() if block is own.getnext()), end)
        if room_for(display, around, sheet) != _room_of(here, around):
            last, here = own, around
        else:
            places.control(blocks.tag_of(display), caption(display), last)
            return
    room = room_for(display, here, sheet)
    if room == "there":
        places.control(blocks.tag_of(display), caption(display), last)
        return
    is_behind_room = last is not None and _is_room(last)
    if not is_behind_room and (last is not None or places.body[0] is not end):
        last = places.insert(section_end(here, "there"), last)
    control = places.control(blocks.tag_of(display), caption(display), last)
    own = places.insert(section_end(here, room), control)
    if is_behind_room:
        begin_as(section_of(own), here)
    if here is not None:
        go_on(here, room)
    if room == "all columns" and own.getnext() is end:
        places.insert(own.makeelement(f"{_W}p"), own)


def room_for(display: Display, section: Any, sheet: Stylesheet) -> Room:  # noqa: ANN401
    """Return the least room that suits a display which would stand in a section; where none does, the best one."""
    rooms: tuple[Room, ...] = ("there", "all columns", "across")
    found: Room = "there"
    best = 0.0
    for room in rooms:
        page = page_of(section if room == "there" else section_of(section_end(section, room)))
        fit = _fit(display, page, sheet)
        if room == "there" or (best < 1 and fit >= min(1.0, _MORE * best)):
            found, best = room, fit
    return found


def _fit(display: Display, page: Page, sheet: Stylesheet) -> float:
    """Return how well a display can be read on a page: 1 and more where it suits."""
    if not isinstance(display, Table):
        return shrunk(display.scene, page.width / 20, page.height) / _LEAST_SCALE
    asked = max(sum(shares(display)) * _TWIPS, least_width(display, page.width, sheet.small))
    return page.width / asked


def _is_room(paragraph: Any) -> bool:  # noqa: ANN401
    """Tell whether a paragraph ends a section of our own."""
    spacing = paragraph.find(f"{_W}pPr/{_W}spacing")
    has_words = any(text.text for text in paragraph.iter(f"{_W}t"))
    return spacing is not None and spacing.get(f"{_W}line") == "20" and not has_words


def _room_of(section: Any, around: Any) -> Room:  # noqa: ANN401
    if page_of(section).height < page_of(around).height:
        return "across"
    return "all columns" if column_count(section) < column_count(around) else "there"

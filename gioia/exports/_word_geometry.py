"""The pages of a Word document: how large their text area is, and what a section of the document's own turned to landscape is.

Lengths in sections are twentieths of a point (twips). A section's properties stand behind its text: in its last paragraph, or
at the end of the body.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Literal

from msgspec import Struct

from gioia.exports._word import NAMESPACE

_W = f"{{{NAMESPACE}}}"
_SIZE = (11906, 16838)
_MARGINS = {"top": 1440, "right": 1418, "bottom": 1440, "left": 1418, "header": 720, "footer": 720, "gutter": 0}
"""A4 with 2.5 cm at the sides, where a document says nothing."""
_BEFORE_TYPE = ("headerReference", "footerReference", "footnotePr", "endnotePr")
"""What stands before the type of a section, and its size where it has no type."""
Room = Literal["there", "all columns", "across"]
"""What a display has: the column in which it stands, the width of all columns, or a page across."""
_LEAST = 1418
_SPARE = 0.985
"""The share of a page's height that is filled: what rounding and rules of tables take is left."""


class Page(Struct, frozen=True):
    """The text area of a section: `width` in twips, that of one column; `height` in points."""

    width: int
    height: float


def page_of(section: Any) -> Page:  # noqa: ANN401 - lxml's elements have no useful type
    """Return the text area that a section's properties describe; A4 where there are none."""
    size, margins = _parts(section)
    width = size[0] - margins["left"] - margins["right"] - margins["gutter"]
    height = size[1] - abs(margins["top"]) - abs(margins["bottom"])
    count = column_count(section)
    if count > 1:
        width = (width - (count - 1) * int(section.find(f"{_W}cols").get(f"{_W}space", "720"))) // count
    return Page(max(_LEAST, width), max(_LEAST, height) / 20 * _SPARE)


def _parts(section: Any) -> tuple[tuple[int, int], dict[str, int]]:  # noqa: ANN401
    size = None if section is None else section.find(f"{_W}pgSz")
    given = None if section is None else section.find(f"{_W}pgMar")
    sides = _SIZE if size is None else (int(size.get(f"{_W}w", _SIZE[0])), int(size.get(f"{_W}h", _SIZE[1])))
    found = {} if given is None else {key: int(given.get(f"{_W}{key}", least)) for key, least in _MARGINS.items()}
    return sides, found or dict(_MARGINS)


def sections(body: Any) -> dict[Any, Any]:  # noqa: ANN401
    """Return each block of the body with the properties of the section in which it stands."""
    found = {}
    section = body.find(f"{_W}sectPr")
    for block in reversed(list(body)):
        inside = block.find(f"{_W}pPr/{_W}sectPr") if block.tag == f"{_W}p" else None
        section = section if inside is None else inside
        found[block] = section
    return found


def column_count(section: Any) -> int:  # noqa: ANN401
    """Return in how many columns a section is set."""
    found = None if section is None else section.find(f"{_W}cols")
    return 1 if found is None else int(found.get(f"{_W}num", "1"))


def section_end(document_section: Any, room: Room) -> Any:  # noqa: ANN401
    """Return an empty paragraph that ends a section like the document's, with the room that it should have.

    Header, footer and margins are the document's. One with more room has one column, and its page numbers go on; across it begins a
    page, else it goes on where the text before it ends.
    """
    from docx.oxml import parse_xml

    paragraph = parse_xml(
        f'<w:p xmlns:w="{NAMESPACE}"><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" '
        f'w:lineRule="exact"/></w:pPr></w:p>'
    )
    section = (
        parse_xml(f'<w:sectPr xmlns:w="{NAMESPACE}"/>') if document_section is None else deepcopy(document_section)
    )
    paragraph[0].append(section)
    if room == "there":
        return paragraph
    for key in ("type", "titlePg", "pgNumType", "cols"):
        for element in section.findall(f"{_W}{key}"):
            section.remove(element)
    if room == "across":
        _turn(section)
    else:
        _put(section, "type", _BEFORE_TYPE).set(f"{_W}val", "continuous")
    return paragraph


def _turn(section: Any) -> None:  # noqa: ANN401
    """Let a section's pages be wider than high."""
    (width, height), margins = _parts(section)
    size, given = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    if size is None:
        size = _put(section, "pgSz", _BEFORE_TYPE)
    if given is None:
        given = _put(section, "pgMar", (*_BEFORE_TYPE, "pgSz"))
    for key, value in (("w", max(width, height)), ("h", min(width, height))):
        size.set(f"{_W}{key}", str(value))
    size.set(f"{_W}orient", "landscape")
    for key, value in margins.items():
        given.set(f"{_W}{key}", str(value))


def section_of(end: Any) -> Any:  # noqa: ANN401
    """Return the properties of the section that a paragraph ends."""
    return end.find(f"{_W}pPr/{_W}sectPr")


def begin_as(section: Any, other: Any) -> None:  # noqa: ANN401
    """Let a section begin on the page on which another would begin."""
    for element in section.findall(f"{_W}type"):
        section.remove(element)
    kind = None if other is None else other.find(f"{_W}type")
    if kind is not None:
        _put(section, "type", _BEFORE_TYPE).set(f"{_W}val", kind.get(f"{_W}val"))


def go_on(section: Any, room: Room) -> None:  # noqa: ANN401
    """Let a section go on behind one with more room: on the same page where that is no page of its own, its pages counted on."""
    for key in ("type", "titlePg", "pgNumType"):
        for element in section.findall(f"{_W}{key}"):
            section.remove(element)
    if room == "all columns":
        _put(section, "type", _BEFORE_TYPE).set(f"{_W}val", "continuous")


def _put(section: Any, name: str, after: tuple[str, ...]) -> Any:  # noqa: ANN401
    """Put a new element into a section, behind those that the schema wants before it."""
    from docx.oxml import parse_xml

    element = parse_xml(f'<w:{name} xmlns:w="{NAMESPACE}"/>')
    before = [child for child in section if child.tag.removeprefix(_W) in after]
    section.insert(section.index(before[-1]) + 1 if before else 0, element)
    return element

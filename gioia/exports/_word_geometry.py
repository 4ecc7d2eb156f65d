"""The pages of a Word document: how large their text area is, and what a section of the document's own turned to landscape is.

Lengths in sections are twentieths of a point (twips). A section's properties stand behind its text: in its last paragraph, or
at the end of the body.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from msgspec import Struct

from gioia.exports._word import NAMESPACE

_W = f"{{{NAMESPACE}}}"
_SIZE = (11906, 16838)
_MARGINS = {"top": 1440, "right": 1418, "bottom": 1440, "left": 1418, "header": 720, "footer": 720, "gutter": 0}
"""A4 with 2.5 cm at the sides, where a document says nothing."""
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
    columns = None if section is None else section.find(f"{_W}cols")
    count = 1 if columns is None else int(columns.get(f"{_W}num", "1"))
    if columns is not None and count > 1:
        width = (width - (count - 1) * int(columns.get(f"{_W}space", "720"))) // count
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


def section_end(document_section: Any, *, landscape: bool) -> Any:  # noqa: ANN401
    """Return an empty paragraph that ends a section like the document's, turned to landscape where it should be.

    Header, footer and margins are the document's; page numbers go on, and the section has one column.
    """
    from docx.oxml import parse_xml

    paragraph = parse_xml(
        f'<w:p xmlns:w="{NAMESPACE}"><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" '
        f'w:lineRule="exact"/></w:pPr></w:p>'
    )
    section = (
        parse_xml(f'<w:sectPr xmlns:w="{NAMESPACE}"/>') if document_section is None else deepcopy(document_section)
    )
    for key in ("type", "titlePg", "pgNumType", "cols") if landscape else ("type",):
        for element in section.findall(f"{_W}{key}"):
            section.remove(element)
    (width, height), margins = _parts(section)
    size, given = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    if size is None:
        size = _put(section, "pgSz", ("headerReference", "footerReference", "footnotePr", "endnotePr"))
    if given is None:
        given = _put(section, "pgMar", ("headerReference", "footerReference", "footnotePr", "endnotePr", "pgSz"))
    sides = sorted((width, height), reverse=landscape)
    for key, value in (("w", sides[0]), ("h", sides[1])):
        size.set(f"{_W}{key}", str(value))
    size.attrib.pop(f"{_W}orient", None)
    if landscape:
        size.set(f"{_W}orient", "landscape")
    for key, value in margins.items():
        given.set(f"{_W}{key}", str(value))
    paragraph[0].append(section)
    return paragraph


def _put(section: Any, name: str, after: tuple[str, ...]) -> Any:  # noqa: ANN401
    """Put a new element into a section, behind those that the schema wants before it."""
    from docx.oxml import parse_xml

    element = parse_xml(f'<w:{name} xmlns:w="{NAMESPACE}"/>')
    before = [child for child in section if child.tag.removeprefix(_W) in after]
    section.insert(section.index(before[-1]) + 1 if before else 0, element)
    return element

"""All displays in one Word document: real tables with styles, captions that Word numbers, a list of tables at the front.

Each display stands in a content control with a tag of its own, its caption and its note beside it; each of the three holds a
bookmark as well. (With the caption in the control, LibreOffice 7.4 shows the code of its number.) Written into a document
that has them already, the three are replaced where they stand, by the control or, where that is gone, by the bookmark;
everything else stays as its author left it. What a person commented in a caption or refers to stays there. A display that the
document lacks comes after the one before it. Fonts and rules are in styles (`_word_styles`), pages in `_word_flow`.

The same displays written into the same document give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from gioia.displays.display import Display, Figure, Table, caption, continuation
from gioia.errors import UnwritableError
from gioia.exports import _word as word
from gioia.exports import _word_blocks as blocks
from gioia.exports._packages import same_bytes
from gioia.exports._word_flow import Placed, list_height, place_figure, place_table
from gioia.exports._word_geometry import page_of, section_end, sections
from gioia.exports._word_places import Places, parsed, words
from gioia.exports._word_seal import add_part, begun_as, digest, sealed
from gioia.exports._word_styles import Stylesheet, add_styles

if TYPE_CHECKING:
    from docx.document import Document

SUFFIX = "docx"
SHOWS = (Table, Figure)
GROWS = True

_W = f"{{{word.NAMESPACE}}}"
_WIDE = 150
"""A table of so many characters of Latin text across gets a landscape page."""
_NARROW = 12000
"""Twips: a text area that is wider needs no turning."""
_LISTS = {"list-of-tables": Table, "list-of-figures": Figure}
_A4 = (11906, 16838)
_MARGIN = 1418
"""Twips: A4, and 2.5 cm."""
_EMPTY_LINE = 30.0
_TYPES = "[Content_Types].xml"
_TEMPLATE, _DOCUMENT = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
_STYLES_AGAIN = "stylesWithEffects"
"""A copy of the styles that Word 2010 wrote; it would lack ours, and later Words leave it out."""
_THUMBNAIL = "thumbnail"
_NO_WORD_FILE = (ValueError, KeyError, SyntaxError, zipfile.BadZipFile, zlib.error, RuntimeError)
"""What python-docx raises: lxml's errors are SyntaxErrors, and a package behind a password is a RuntimeError of zipfile's."""


def write_all(displays: Sequence[Display], earlier: bytes | None = None) -> bytes:
    """Return the document. `earlier` is one to write into: an earlier export, a manuscript, or a journal's template.

    Raises UnwritableError where `earlier` is no Word document.
    """
    document = _opened(earlier)
    language = displays[0].language if displays else "zh"
    sheet = add_styles(document, language, is_ours=earlier is None)
    places = Places(document.element.body)
    last = _put_lists(displays, places, sheet, is_new=earlier is None)
    counts_on = _counts_on(displays) if earlier is None or places.counts_from_a_number() else set()
    for display in displays:
        first = blocks.begun_by(display, displays)
        block = blocks.caption_block(display, sheet.caption, first=first, is_set=display.key in counts_on)
        last = _put(display, block, blocks.note_block(display, displays), places, last)
    _end_with_text(places.body)
    _lay_out(displays, places, sheet)
    add_part(document)
    return sealed(same_bytes(_saved(document)), earlier)


def strangers(displays: Sequence[Display], earlier: bytes) -> list[str]:
    """Return the tags of displays in the document `earlier` that are none of these, in the document's order."""
    known = {*map(blocks.tag_of, displays), *_LISTS}
    return [tag for tag in Places(_opened(earlier).element.body).controls if tag not in known]


def is_anew(earlier: bytes, template: bytes | None) -> bool:
    """Tell whether nobody wrote in the document `earlier`, and it began as nothing or as `template`: it can be written anew."""
    return begun_as(earlier) in {"", None if template is None else digest(template)} - {None}


def _put_lists(displays: Sequence[Display], places: Places, sheet: Stylesheet, *, is_new: bool) -> Any:  # noqa: ANN401
    """Put the lists of tables and figures in; return the last of them."""
    last = None
    for tag, kind in _LISTS.items():
        listed = [display for display in displays if isinstance(display, kind) and not continuation(display)]
        if is_new and listed:
            places.control(tag, tag, last)
        if tag in places.controls:
            last = places.refill(tag, blocks.list_blocks(listed, sheet.caption))
    return last


def _counts_on(displays: Sequence[Display]) -> set[str]:
    """Return the keys of displays whose number does not follow from the display of their kind before them."""
    before = {Table: 0, Figure: 0}
    found = set()
    for display in displays:
        found |= {display.key} if display.number not in {0, before[type(display)], before[type(display)] + 1} else set()
        before[type(display)] = display.number or before[type(display)]
    return found


def _put(display: Display, above: str, note: str, places: Places, last: Any) -> Any:  # noqa: ANN401
    """See to it that a display has its control, still without its body, its caption and its note; return the last of them."""
    tag, is_table = blocks.tag_of(display), isinstance(display, Table)
    is_found = tag in places.controls or places.regain(display)
    if not is_found:
        places.drop(blocks.mark_of(display, "note"))
        _add(display, places, last)
    control = places.controls[tag]
    beside = (
        (blocks.mark_of(display, "note"), note, False),
        (blocks.mark_of(display), above, is_table),
    )
    for mark, block, is_above in beside:
        if block and places.paragraph(mark) is not None:
            places.put_right(mark, block)
        elif block and not is_found:
            places.beside(parsed(block), control, is_above=is_above)
    end = places.paragraph(blocks.mark_of(display, "note" if is_table else "caption"))
    return places.top(control if end is None else end)


def _add(display: Display, places: Places, last: Any) -> None:  # noqa: ANN401
    """Set up the control of a display that the document lacks; a wide table gets a page across."""
    end = places.body.find(f"{_W}sectPr")
    here = end if last is None else sections(places.body)[last]
    is_across = page_of(here).width > _NARROW
    is_wide = isinstance(display, Table) and sum(display.widths) > _WIDE
    if is_across and not is_wide and here is not end:
        last = here.getparent().getparent()
    needs_turn = is_wide and not is_across
    if needs_turn and (last is not None or places.body[0] is not end):
        last = places.insert(section_end(here, landscape=False), last)
    control = places.control(blocks.tag_of(display), caption(display), last)
    if needs_turn:
        places.insert(section_end(here, landscape=True), control)


def _lay_out(displays: Sequence[Display], places: Places, sheet: Stylesheet) -> None:
    """Fill the controls, from the top of the document down, with what fits the page where they stand."""
    starts, ours = _blocks_of(displays, places)
    section_of = sections(places.body)
    lists = {places.controls[tag]: kind for tag, kind in _LISTS.items() if tag in places.controls}
    section: Any = None
    left: float | None = None
    done = set()
    for index, block in enumerate(list(places.body)):
        page = page_of(section_of[block])
        if not index or section_of[block] is not section:
            section = section_of[block]
            left = page.height if not index or section.find(f"{_W}type") is None else None
        display = starts.get(block)
        if display is not None and blocks.tag_of(display) not in done:
            done.add(blocks.tag_of(display))
            left = _fill(display, places, left, block, sheet)
        elif block in lists:
            listed = [one for one in displays if isinstance(one, lists[block])]
            height = list_height(listed, page, sheet)
            left = None if left is None or height > left else left - height
        elif _is_empty(block):
            left = None if left is None or left < _EMPTY_LINE else left - _EMPTY_LINE
        elif block not in ours:
            left = None
    for display in displays:
        if blocks.tag_of(display) not in done:
            _fill(display, places, None, None, sheet)


def _end_with_text(body: Any) -> None:  # noqa: ANN401
    """Let a section that ends the text be the last one: behind its end would come an empty page."""
    *_, block, end = (None, None, *list(body))
    inside = None if block is None else block.find(f"{_W}pPr/{_W}sectPr")
    if inside is not None and end.tag == f"{_W}sectPr":
        body.remove(block)
        body.replace(end, inside)


def _blocks_of(displays: Sequence[Display], places: Places) -> tuple[dict[Any, Display], set[Any]]:
    """Return the block of the body with which each display begins, and all blocks that are displays or parts of them."""
    starts: dict[Any, Display] = {}
    ours: set[Any] = set()
    for display in displays:
        control = places.controls[blocks.tag_of(display)]
        above = places.paragraph(blocks.mark_of(display))
        below = places.paragraph(blocks.mark_of(display, "note"))
        ours |= {part for part in (control, above, below) if part is not None}
        is_above = isinstance(display, Table) and above is not None and above.getnext() is control
        if control.getparent() is places.body:
            starts[above if is_above else control] = display
    return starts, ours


def _fill(display: Display, places: Places, left: float | None, start: Any, sheet: Stylesheet) -> float | None:  # noqa: ANN401
    """Put a display's body into its control; return the room that is left below it."""
    control = places.controls[blocks.tag_of(display)]
    page = page_of(sections(places.body).get(places.top(control)))
    placed = _placed(display, page, left, sheet)
    places.refill(blocks.tag_of(display), placed.body)
    if isinstance(display, Figure):
        return placed.left
    is_captioned = start is not None and start is not control
    if not is_captioned and (placed.starts_page or left is None):
        return None
    if is_captioned and (left is not None or placed.starts_page):
        _break_before(start, is_wanted=placed.starts_page)
    return placed.left


def _placed(display: Display, page: Any, left: float | None, sheet: Stylesheet) -> Placed:  # noqa: ANN401
    if isinstance(display, Table):
        return place_table(display, page, left, sheet)
    return place_figure(display, page, left, sheet)


def _break_before(paragraph: Any, *, is_wanted: bool) -> None:  # noqa: ANN401
    """Let a paragraph begin a new page, or not."""
    properties = paragraph.get_or_add_pPr()
    for element in properties.findall(f"{_W}pageBreakBefore"):
        properties.remove(element)
    properties.get_or_add_keepNext()
    if is_wanted:
        properties.get_or_add_pageBreakBefore()


def _is_empty(block: Any) -> bool:  # noqa: ANN401
    return block.tag == f"{_W}sectPr" or (
        block.tag == f"{_W}p" and not words(block) and not block.findall(f".//{_W}drawing")
    )


def _opened(earlier: bytes | None) -> Document:
    import docx

    if earlier is None:
        return _new()
    try:
        return docx.Document(io.BytesIO(_as_document(earlier)))
    except _NO_WORD_FILE as error:
        message = "it is no Word file (docx) to write into, or a damaged one"
        raise UnwritableError(message, remedy="repair it in Word, take it away, or name another docx") from error


def _as_document(file: bytes) -> bytes:
    """Return a Word template (dotx) as a document; anything else as it is."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        types = package.read(_TYPES)
        if _TEMPLATE not in types:
            return file
        again = io.BytesIO()
        with zipfile.ZipFile(again, "w") as document:
            for name in package.namelist():
                held = types.replace(_TEMPLATE, _DOCUMENT) if name == _TYPES else package.read(name)
                document.writestr(name, held)
    return again.getvalue()


def _new() -> Document:
    import docx

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = (docx.shared.Twips(side) for side in _A4)
    section.left_margin = section.right_margin = docx.shared.Twips(_MARGIN)
    _forget(document.part.package.rels, _THUMBNAIL)
    about: Any = document.core_properties._element  # noqa: SLF001 - python-docx sets these words, and takes none away
    for words_of_its_own in list(about):
        if words_of_its_own.tag.rpartition("}")[2] in {"creator", "title", "description", "lastModifiedBy"}:
            about.remove(words_of_its_own)
    return document


def _forget(relations: dict[str, Any], kind: str) -> None:
    """Leave the parts of a kind out of the package."""
    for key in [key for key, one in relations.items() if one.reltype.endswith(kind)]:
        del relations[key]


def _saved(document: Document) -> bytes:
    _forget(document.part.rels, _STYLES_AGAIN)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()

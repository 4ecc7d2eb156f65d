"""All displays in one Word document: real tables with styles, captions that Word numbers, a list of tables at the front.

Each display stands in a content control with a tag of its own, its caption and its note beside it; each of the three holds a
bookmark as well. (With the caption in the control, LibreOffice 7.4 shows the code of its number.) Written into a document
that has them already, the three are replaced where they stand, by the control or, where that is gone, by the bookmark;
everything else stays as its author left it. What a person commented in a caption or refers to stays there, and so does a caption
or a note that they wrote themselves. A display that is new comes after the one before it; one that a person took out stays out,
unless it is asked for. Fonts and rules are in styles (`_word_styles`), pages in `_word_flow`.

The same displays written into the same document give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec import structs

from gioia.displays.display import Display, Figure, Table
from gioia.errors import UnwritableError
from gioia.exports import _word as word
from gioia.exports import _word_blocks as blocks
from gioia.exports._fates import Fate, Neighbour, State
from gioia.exports._packages import same_bytes
from gioia.exports._word_flow import Placed, list_height, place_figure, place_table
from gioia.exports._word_geometry import page_of, sections
from gioia.exports._word_numbers import captions_of, count
from gioia.exports._word_places import Places, signed, words
from gioia.exports._word_seal import add_part, begun_as, digest, put_before, sealed
from gioia.exports._word_sections import add
from gioia.exports._word_styles import Stylesheet, add_styles

if TYPE_CHECKING:
    from docx.document import Document

SUFFIX = "docx"
SHOWS = (Table, Figure)
GROWS = True

_W = f"{{{word.NAMESPACE}}}"
_LISTS: dict[str, type[Table | Figure]] = {"list-of-tables": Table, "list-of-figures": Figure}
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
    return write_into(displays, earlier, is_asked=True)[0]


def write_into(
    displays: Sequence[Display], earlier: bytes | None, *, is_asked: bool = False, every: Sequence[Display] = ()
) -> tuple[bytes, tuple[Fate, ...]]:
    """Return the document written into `earlier`, and what became of each display there.

    A display that a person took out, or that a document with displays of ours never had, is put in where it `is_asked` for.
    `every` are all displays of the study, of which `displays` may be a selection. Raises UnwritableError where `earlier` is no Word
    document.
    """
    document = _opened(earlier)
    language = displays[0].language if displays else "zh"
    sheet = add_styles(document, language, is_ours=earlier is None)
    places = Places(document.element.body)
    before = None if earlier is None else put_before(earlier)
    is_first = before is None and not places.has_ours()
    out = {} if is_asked or is_first else _left_out(displays, places, before)
    shown = [display for display in displays if display.key not in out]
    _make_lists(shown, places, is_new=earlier is None)
    fates = out | _put_all(shown, every or displays, places, sheet, is_new=earlier is None)
    _end_with_text(places.body)
    count(places.body)
    _fill_lists(shown, places, sheet)
    _lay_out(shown, places, sheet)
    count(places.body)
    add_part(document)
    known = None if before is None and not is_first else {*(before or ()), *map(blocks.tag_of, displays)}
    file = sealed(same_bytes(_saved(document)), earlier, known)
    return file, tuple(_settled(fates[display.key], places) for display in displays)


def _put_all(
    shown: Sequence[Display], every: Sequence[Display], places: Places, sheet: Stylesheet, *, is_new: bool
) -> dict[str, Fate]:
    """Put each display in that the document lacks, see to the captions and notes of all, and return key → fate."""
    counts_on = _counts_on(shown) if is_new or places.counts_from_a_number() else set()
    keys = {display.key for display in shown}
    there = [display for display in every if display.key in keys or places.stands(display)]
    fates = {}
    for display in shown:
        first = blocks.begun_by(display, there)
        above = blocks.caption_block(display, sheet, first=first, is_set=display.key in counts_on)
        said = {"note": blocks.note_block(display, there), "caption": above}
        fates[display.key] = _put(display, said, places, there, sheet)
    return fates


def _left_out(displays: Sequence[Display], places: Places, before: frozenset[str] | None) -> dict[str, Fate]:
    """Return key → fate of the displays that are not put in: a person took them out, or pasted others only."""
    found = {}
    for display in displays:
        if (before is None or blocks.tag_of(display) in before) and not places.stands(display):
            found[display.key] = Fate(display, "left out", why="never in it" if before is None else "taken out")
    return found


def _settled(fate: Fate, places: Places) -> Fate:
    is_changed = fate.state == "unchanged" and blocks.tag_of(fate.display) in places.changed
    return structs.replace(fate, state="replaced") if is_changed else fate


def strangers(displays: Sequence[Display], earlier: bytes) -> list[str]:
    """Return the tags of displays in the document `earlier` that are none of these, in the document's order."""
    known = {*map(blocks.tag_of, displays), *_LISTS}
    return [tag for tag in Places(_opened(earlier).element.body).controls if tag not in known]


def is_anew(earlier: bytes, template: bytes | None) -> bool:
    """Tell whether nobody wrote in the document `earlier`, and it began as nothing or as `template`: it can be written anew."""
    return begun_as(earlier) in {"", None if template is None else digest(template)} - {None}


def _make_lists(displays: Sequence[Display], places: Places, *, is_new: bool) -> None:
    """Set up the lists of tables and figures in a new document."""
    last = None
    for tag, kind in _LISTS.items():
        if is_new and blocks.noun_of(kind, displays):
            last = places.control(tag, tag, last)


def _fill_lists(displays: Sequence[Display], places: Places, sheet: Stylesheet) -> None:
    """Let each list hold the captions of its kind that stand in the document, a person's own too, as Word would fill it."""
    for tag, kind in _LISTS.items():
        noun = blocks.noun_of(kind, displays)
        if noun and tag in places.controls:
            places.refill(tag, blocks.list_blocks(noun, captions_of(places.body, noun), sheet.caption))


def _counts_on(displays: Sequence[Display]) -> set[str]:
    """Return the keys of displays whose number does not follow from the display of their kind before them."""
    before = {Table: 0, Figure: 0}
    found = set()
    for display in displays:
        found |= {display.key} if display.number not in {0, before[type(display)], before[type(display)] + 1} else set()
        before[type(display)] = display.number or before[type(display)]
    return found


def _put(display: Display, said: dict[str, str], places: Places, there: Sequence[Display], sheet: Stylesheet) -> Fate:
    """See to it that a display has its control, still without its body, its caption and its note as `said`; return its fate."""
    tag, is_table = blocks.tag_of(display), isinstance(display, Table)
    is_found = places.stands(display)
    neighbour: Neighbour = None
    if not is_found:
        for part in ("caption", "note"):
            places.drop(blocks.mark_of(display, part))
        if tag not in places.controls:
            neighbour = _neighbour(display, there, places)
            add(display, places, _place(neighbour, places), sheet)
    control = places.controls[tag]
    kept, gone = [], []
    for part, block in said.items():
        is_above = part == "caption" and is_table
        mark = blocks.mark_of(display, part)
        if block and not is_found:
            places.beside(signed(block, mark), control, is_above=is_above)
        elif block and places.paragraph(mark) is None:
            gone.append(part)
        elif block and places.put_right(display, part, block):
            kept.append(part)
    state: State = "unchanged" if is_found else "new"
    return Fate(display, state, neighbour, kept=tuple(sorted(kept)), gone=tuple(sorted(gone)))


def _neighbour(display: Display, there: Sequence[Display], places: Places) -> Neighbour:
    """Return the display behind or before which a new one goes: the last of its kind before it, the first after it, or any before it."""
    at = [other.key for other in there].index(display.key)
    before = [other for other in reversed(there[:at]) if places.stands(other)]
    after = [other for other in there[at + 1 :] if places.stands(other) and isinstance(other, type(display))]
    same = [other for other in before if isinstance(other, type(display))]
    choice = [*same[:1], *after[:1], *before[:1]]
    return (choice[0], "before" if choice[0] in after else "after") if choice else None


def _place(neighbour: Neighbour, places: Places) -> Any:  # noqa: ANN401
    """Return the block of the body behind which a display goes that has this neighbour, None for the end of the text."""
    if neighbour is None:
        return next((places.controls[tag] for tag in reversed(_LISTS) if tag in places.controls), None)
    display, side = neighbour
    control = places.controls[blocks.tag_of(display)]
    parts = [places.paragraph(blocks.mark_of(display, part)) for part in ("caption", "note")]
    tops = [places.top(part) for part in (*parts, control) if part is not None]
    tops.sort(key=places.body.index)
    return tops[-1] if side == "after" else tops[0].getprevious()


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
            noun = blocks.noun_of(lists[block], displays)
            height = list_height([text for _, text in captions_of(places.body, noun)], page, sheet)
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

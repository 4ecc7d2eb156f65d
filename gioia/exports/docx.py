"""All displays in one Word document: real tables with styles, captions that Word numbers, a list of tables at the front.

Each table stands in a content control with a tag of its own, its caption above and its note below it hold a bookmark. (In a
control, LibreOffice 7.4 shows the code of caption numbers.) Written into a document that has them already, the three are
replaced where they stand and everything else stays as its author left it; a table that the document lacks comes after
the one before it. Fonts and rules are in styles (`_word_styles`).

The same displays written into the same document give the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gioia.displays.display import Display, Figure, Table, caption, continuation, numbered
from gioia.errors import GioiaError
from gioia.exports import _word as word
from gioia.exports._packages import same_bytes
from gioia.exports._word_drawing import picture
from gioia.exports._word_styles import add_styles

if TYPE_CHECKING:
    from docx.document import Document

SUFFIX = "docx"
SHOWS = (Table, Figure)
GROWS = True

_W = f"{{{word.NAMESPACE}}}"
_TAG = "gioia:"
_NUMBERED = re.compile(r"^(table|figure)-\d+-")
_WIDE = 150
"""A table of so many characters of Latin text across gets a landscape page."""
_MARK = "gioia_"
_FORM = "GioiaThreeLine"
_REFERENCE = re.compile(r"表(\d+)|Table (\d+)")
_LIST_TITLES = {"表": "表目录", "图": "图目录", "Table": "List of tables", "Figure": "List of figures"}
_A4 = (11906, 16838)
_MARGIN = 1418
"""Twentieths of a point: A4, and 2.5 cm."""


def write_all(displays: Sequence[Display], earlier: bytes | None = None) -> bytes:
    """Return the document. `earlier` is one to write into: an earlier export, a manuscript, or a journal's template.

    Raises GioiaError where `earlier` is no Word document.
    """
    document = _opened(earlier)
    add_styles(document, is_ours=earlier is None)
    controls, marks = _controls(document), _marks(document)
    last = None
    for tag, of in (("list-of-tables", Table), ("list-of-figures", Figure)):
        listed = [display for display in displays if isinstance(display, of) and not continuation(display)]
        if tag in controls:
            last = controls[tag]
            _refill(last, *_list(listed))
        elif earlier is None and listed:
            last = _after(document, last, _parsed(word.control(_TAG + tag, *_list(listed))))
    for display in displays:
        if tag_of(display) in controls:
            last = _replace(document, display, displays, controls[tag_of(display)], marks)
        else:
            _take_away(display, marks)
            last = _add(document, display, displays, last, is_new=earlier is None)
    return same_bytes(_saved(document))


def _replace(
    document: Document,
    display: Display,
    displays: Sequence[Display],
    control: Any,  # noqa: ANN401
    marks: Mapping[str, Any],
) -> Any:  # noqa: ANN401
    """Put a display where it stood, with the caption and note that go with it; return the last of its blocks."""
    _refill(control, caption(display), _content(display, _text_width(document, control)))
    last = control
    for key, block in (("caption", _caption(display, displays)), ("note", _note(display, displays))):
        there = marks.get(_bookmark(display, key))
        if there is not None and block:
            there.getparent().replace(there, new := _parsed(block))
            last = new if key == ("note" if isinstance(display, Table) else "caption") else last
    return last


def _take_away(display: Display, marks: Mapping[str, Any]) -> None:
    """Take away the caption and the note of a display that somebody took out."""
    for key in ("caption", "note"):
        there = marks.get(_bookmark(display, key))
        if there is not None:
            there.getparent().remove(there)


def _add(document: Document, display: Display, displays: Sequence[Display], last: Any, *, is_new: bool) -> Any:  # noqa: ANN401
    """Put a display behind the element `last`, a wide table of a new document on a page of its own, across."""
    is_wide = is_new and isinstance(display, Table) and sum(display.widths) > _WIDE
    width = _A4[1] - 2 * _MARGIN if is_wide else _text_width(document, last)
    control = word.control(_TAG + tag_of(display), caption(display), _content(display, width))
    if isinstance(display, Table):
        blocks = [_caption(display, displays), control, _note(display, displays)]
    else:
        blocks = [control, _caption(display, displays)]
    if is_wide:
        blocks = [_section_end(landscape=False), *blocks, _section_end(landscape=True)]
    for block in filter(None, blocks):
        last = _after(document, last, _parsed(block))
    return last


def _content(display: Display, width: int) -> str:
    """Return the table, or the paragraph that holds the figure, `width` twentieths of a point wide at most."""
    if isinstance(display, Table):
        return word.table(display, width, _FORM)
    return word.paragraph("GioiaFigure", picture(display, width / 20))


def tag_of(display: Display) -> str:
    """Return what names the display in a document: its key without the number, which another stage would change."""
    return _tag(display.key)


def _tag(key: str) -> str:
    return _NUMBERED.sub(r"\1-", key)


def _opened(earlier: bytes | None) -> Document:
    import docx

    if earlier is None:
        document = docx.Document()
        section = document.sections[0]
        section.page_width, section.page_height = (docx.shared.Twips(side) for side in _A4)
        section.left_margin = section.right_margin = docx.shared.Twips(_MARGIN)
        return document
    try:
        return docx.Document(io.BytesIO(earlier))
    except (ValueError, KeyError, zipfile.BadZipFile) as error:
        raise GioiaError("the document to write into is no Word file (docx)", remedy="name a docx, or none") from error


def _controls(document: Document) -> dict[str, Any]:
    """Return tag → content control, for the displays that the document has."""
    found = {}
    for control in document.element.body.iter(f"{_W}sdt"):
        tag = control.find(f"{_W}sdtPr/{_W}tag")
        value = "" if tag is None else tag.get(f"{_W}val", "")
        if value.startswith(_TAG):
            found[value.removeprefix(_TAG)] = control
    return found


def _marks(document: Document) -> dict[str, Any]:
    """Return bookmark → the paragraph that it stands in, for our bookmarks."""
    marks = {}
    for start in document.element.body.iter(f"{_W}bookmarkStart"):
        name = start.get(f"{_W}name", "")
        paragraph = next(start.iterancestors(f"{_W}p"), None)
        if name.startswith(_MARK) and paragraph is not None:
            marks[name] = paragraph
    return marks


def _refill(control: Any, title: str, blocks: str) -> None:  # noqa: ANN401
    """Put other blocks into a content control."""
    new = _parsed(word.control("", title, blocks))
    control.replace(control.find(f"{_W}sdtContent"), new.find(f"{_W}sdtContent"))


def _after(document: Document, last: Any, element: Any) -> Any:  # noqa: ANN401
    """Insert an element behind `last`, or at the end of the text, and return it."""
    if last is not None:
        last.addnext(element)
        return element
    body = document.element.body
    end = body.find(f"{_W}sectPr")
    if end is None:
        body.append(element)
    else:
        end.addprevious(element)
    return element


def _parsed(block: str) -> Any:  # noqa: ANN401 - lxml's elements have no useful type
    """Return the element of a block's markup."""
    from docx.oxml import parse_xml

    return parse_xml(word.document_of(block))[0]


def _section_end(*, landscape: bool) -> str:
    """Return an empty paragraph that ends a section of that orientation."""
    width, height = (_A4[1], _A4[0]) if landscape else _A4
    turned = ' w:orient="landscape"' if landscape else ""
    section = (
        f'<w:sectPr><w:pgSz w:w="{width}" w:h="{height}"{turned}/><w:pgMar w:top="1440" w:right="{_MARGIN}" w:bottom="1440" '
        f'w:left="{_MARGIN}" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
    )
    return f"<w:p><w:pPr>{section}</w:pPr></w:p>"


def _text_width(document: Document, place: Any) -> int:  # noqa: ANN401
    """Return the width of the text, in twentieths of a point, in the section in which the element stands."""
    body = document.element.body
    top = place
    while top is not None and top.getparent() is not body:
        top = top.getparent()
    following = [] if top is None else [top, *top.itersiblings()]
    section = next((found for one in following for found in one.iter(f"{_W}sectPr")), None)
    section = body.find(f"{_W}sectPr") if section is None else section
    if section is None:
        return _A4[0] - 2 * _MARGIN
    size, margin = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    if size is None or margin is None:
        return _A4[0] - 2 * _MARGIN
    sides = (int(margin.get(f"{_W}{side}", _MARGIN)) for side in ("left", "right"))
    return max(_MARGIN, int(size.get(f"{_W}w", _A4[0])) - sum(sides))


def _caption(display: Display, displays: Sequence[Display]) -> str:
    """Return the caption; its number is Word's own, and a bookmark around it lets text refer to it.

    What goes on from the page before refers to the number of its first part, so that Word counts the display once.
    """
    noun, space, stop = numbered(display)
    if not display.number:
        return word.paragraph("Caption", word.bookmark(_bookmark(display), word.run(display.title)))
    shown = word.run(str(display.number))
    first = display.key.removesuffix(f"-{display.part}") if isinstance(display, Figure) else display.key
    if continuation(display) and first in {other.key for other in displays}:
        named = word.bookmark(
            _bookmark(display), word.field(f"REF {_marked(first)} \\h", word.run(noun + space) + shown)
        )
    else:
        number = word.field(f"SEQ {noun} \\* ARABIC", shown)
        named = word.bookmark(_bookmark(display), word.run(noun + space) + number)
    # A table's caption stays with the table below it; a figure's stands below the figure.
    together = "" if isinstance(display, Table) else '<w:keepNext w:val="0"/>'
    return word.paragraph("Caption", named + word.run(stop + display.title + continuation(display)), together)


def _note(display: Display, displays: Sequence[Display]) -> str:
    """Return the note of a table; the numbers of tables in it are fields that follow the captions."""
    if not isinstance(display, Table):
        return ""
    names = {str(other.number): _bookmark(other) for other in displays if isinstance(other, Table)}
    pieces, done = [], 0
    for match in _REFERENCE.finditer(display.note):
        number = match.group(1) or match.group(2)
        if number in names:
            pieces += [word.run(display.note[done : match.start()])]
            pieces += [word.field(f"REF {names[number]} \\h", word.run(match.group()))]
            done = match.end()
    pieces.append(word.run(display.note[done:]))
    return word.paragraph("GioiaNote", word.bookmark(_bookmark(display, "note"), "".join(pieces)))


def _bookmark(display: Display, key: str = "caption") -> str:
    """Return the name of a bookmark: letters, digits and underscores, at most 40."""
    return _marked(display.key, key)


def _marked(display_key: str, key: str = "caption") -> str:
    return f"{_MARK}{key}_" + re.sub(r"\W", "_", _tag(display_key))[: 33 - len(key)]


def _list(displays: Sequence[Display]) -> tuple[str, str]:
    """Return the title and the blocks of a list of tables or figures: a field of Word's, filled with a link to each caption."""
    noun = numbered(displays[0])[0] if displays else ""
    title = _LIST_TITLES.get(noun, "")
    entries = [word.link(_bookmark(display), word.run(caption(display))) for display in displays]
    begin, end = word.field(f'TOC \\h \\z \\n \\c "{noun}"', "\0").split("\0")
    lines = [begin + entries[0], *entries[1:]] if entries else [begin]
    lines[-1] += end
    heading = word.paragraph("Caption", word.run(title))
    return title, heading + "".join(word.paragraph("GioiaList", line) for line in lines)


def _saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()

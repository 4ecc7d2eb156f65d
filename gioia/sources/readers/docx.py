"""Word documents (.docx): the text as a person sees it who has accepted all changes.

Paragraphs stand apart by a blank line, headings carry `#` marks, tables and transcripts are laid out by `table_text`,
foot- and endnotes are numbered through the document and stand at its end. Numbers that Word counts itself, headers and
comments are not text of the document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from lxml import etree

from gioia.errors import GioiaError
from gioia.sources.readers import Reading, Remark, damaged
from gioia.sources.readers.docx_inline import LEFT_OUT, PAGE_BREAK, Words, alternative, child, is_on, local, value
from gioia.sources.readers.package import Package
from gioia.sources.readers.table_text import Block, Cell, Paragraph, Table, texts

Found = TypeVar("Found")

NAME = "docx 1"

_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "body", "dir", "bdo"})
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_QUOTING = re.compile(r"quot|blocktext|引用|引文", re.IGNORECASE)
_SET_OFF = 240
"""From how many twentieths of a point on the left margin of a paragraph sets it off from the text."""
_BODY_LEVEL = 9
_MOST_STYLES = 20
_MOST_DIGITS = 4
_REMARKS = {
    "change": Remark(
        "the document holds tracked changes; it was read as if all were accepted",
        "accept or reject them in Word and add the document anew if that is not what you want",
    ),
    "hidden": Remark("hidden text was left out", "show it in Word (font, hidden) if it belongs to the document"),
    "chunk": Remark("a document is embedded in this one; it was not read", "open and save this document in Word"),
    "private": Remark(
        "there are characters of the private use area, which only their own font can show",
        "compare the text with the document; change those characters in Word",
    ),
}


def read(raw: bytes, name: str, options: object = None) -> list[Reading]:  # noqa: ARG001 - all readers are called so
    """Return the one reading of a Word document. Raises GioiaError where it is encrypted, damaged or empty."""
    blocks, notes, met = content(raw, name)
    found = [*texts(blocks), *notes]
    text = "\n\n".join(found) + "\n" if found else ""
    if not text.strip():
        remedy = "if it shows pages, they are pictures: recognise their text (OCR) first"
        raise GioiaError(f"{name}: the document holds no text", remedy=remedy, exit_code=1)
    if re.search("[\ue000-\uf8ff\ufffd]", text):
        met = {*met, "private"}
    library = ".".join(map(str, etree.LXML_VERSION[:2]))
    remarks = tuple(remark for kind, remark in _REMARKS.items() if kind in met)
    return [Reading(text, f"{NAME} (lxml {library})", remarks=remarks)]


def within(raw: bytes, name: str, reading: Callable[[Package, str, Any], Found]) -> Found:
    """Return what `reading` finds in a Word file: in its package, with the name of its main part and the body of that.

    Raises GioiaError where the file is encrypted, damaged or nested beyond measure.
    """
    package = Package(raw, name)
    main = package.related("", "officeDocument") or "word/document.xml"
    body = child(package.xml(main), "body")
    if body is None:
        raise damaged(name, "the Word file, which has no body,")
    try:
        return reading(package, main, body)
    except RecursionError as error:
        raise damaged(name, "the Word file, which is nested too deeply,") from error


def content(raw: bytes, name: str) -> tuple[tuple[Block, ...], list[str], set[str]]:
    """Return the blocks of a Word document, its notes each as `[number] text`, and what was met that deserves a remark.

    Raises GioiaError where the file is encrypted or damaged.
    """
    return within(raw, name, _content)


def _content(package: Package, main: str, body: Any) -> tuple[tuple[Block, ...], list[str], set[str]]:  # noqa: ANN401
    levels = _levels(package, main)
    words = Words()
    blocks = _Blocks(words, levels).of(body)
    if words.field_is_open:
        words = Words(fields=False)
        blocks = _Blocks(words, levels).of(body)
    return blocks, list(_notes(package, main, words, levels)), words.met


def _notes(package: Package, main: str, words: Words, levels: Mapping[str, int]) -> Iterator[str]:
    """Yield the notes that the text refers to, in its order, each as `[number] text`."""
    bodies: dict[tuple[str, str], Any] = {}
    for kind in ("footnote", "endnote"):
        part = package.related(main, f"{kind}s")
        if part:
            bodies.update({(kind, value(note, "id")): note for note in package.xml(part) if local(note) == kind})
    for number, note in enumerate(words.notes, start=1):  # a note may refer to a further note: the list grows
        inner = texts(_Blocks(words, levels).of(bodies[note])) if note in bodies else []
        yield f"[{number}] " + "\n".join(inner).lstrip()


def _levels(package: Package, main: str) -> dict[str, int]:
    """Return the heading level of each style that has one, through the styles that it rests on."""
    part = package.related(main, "styles")
    styles = {value(style, "styleId"): style for style in package.xml(part) if local(style) == "style"} if part else {}
    levels: dict[str, int] = {}
    for identifier in styles:
        seen = identifier
        for _ in range(_MOST_STYLES):
            style = styles.get(seen)
            if style is None:
                break
            level = _style_level(style)
            if level is not None:
                levels[identifier] = level
                break
            seen = value(child(style, "basedOn"))
    return levels


def _style_level(style: Any) -> int | None:  # noqa: ANN401 - lxml has no types
    name = value(child(style, "name")).strip()
    heading = _HEADING.fullmatch(name)
    if heading:
        return int(heading[1])
    if name.lower() == "title":
        return 1
    return _outline(child(style, "pPr", "outlineLvl"))


def _outline(element: Any) -> int | None:  # noqa: ANN401 - lxml has no types
    level = value(element)
    if not _is_number(level):
        return None
    return int(level) + 1 if int(level) < _BODY_LEVEL else 0


def _unwrapped(element: Any, met: set[str]) -> Iterator[Any]:  # noqa: ANN401 - lxml has no types
    """Yield the children that are seen, those of content controls and accepted insertions among them."""
    for inner in element:
        name = local(inner)
        if name in {*LEFT_OUT, "ins", "moveTo"}:
            met.add("change")
        if name in _WRAPPERS:
            yield from _unwrapped(inner, met)
        elif name == "AlternateContent":
            yield from _unwrapped(alternative(inner), met)
        elif name not in LEFT_OUT:
            yield inner


class _Blocks:
    """Turns the elements of a body, a cell or a note into blocks; the words collect what they meet."""

    def __init__(self, words: Words, levels: Mapping[str, int]) -> None:
        self._words = words
        self._levels = levels

    def of(self, element: Any) -> tuple[Block, ...]:  # noqa: ANN401 - lxml has no types
        """Return the blocks of an element. A paragraph whose mark was deleted goes on in the next one."""
        blocks: list[Block] = []
        held = ""
        for inner in _unwrapped(element, self._words.met):
            name = local(inner)
            if name == "p":
                paragraph, joins = self._paragraph(inner, held)
                held = paragraph.text if joins else ""
                blocks += [] if joins else [paragraph]
                blocks += self._boxes()
            elif name == "tbl":
                blocks += [Paragraph(held)] if held else []
                held = ""
                blocks.append(self._table(inner))
            elif name == "altChunk":
                self._words.met.add("chunk")
        return tuple([*blocks, Paragraph(held)] if held else blocks)

    def _paragraph(self, element: Any, held: str) -> tuple[Paragraph, bool]:  # noqa: ANN401
        properties = child(element, "pPr")
        level = self._level(properties) if properties is not None else 0
        text = held + self._words.of(element)
        text = text.strip(PAGE_BREAK).replace(PAGE_BREAK, "\n")
        mark = child(properties, "rPr") if properties is not None else None
        joins = mark is not None and any(local(inner) in LEFT_OUT for inner in mark)
        if joins:
            self._words.met.add("change")
        return Paragraph(text, level, _is_set_off(properties), _lead(element, text)), joins

    def _level(self, properties: Any) -> int:  # noqa: ANN401
        own = _outline(child(properties, "outlineLvl"))
        return own if own is not None else self._levels.get(value(child(properties, "pStyle")), 0)

    def _boxes(self) -> list[Block]:
        boxes, self._words.boxes = self._words.boxes, []
        return [block for box in boxes for block in self.of(box)]

    def _table(self, element: Any) -> Table:  # noqa: ANN401
        rows = [self._row(row) for row in _unwrapped(element, self._words.met) if local(row) == "tr"]
        return Table(tuple(row for row in rows if row))

    def _row(self, element: Any) -> tuple[Cell, ...]:  # noqa: ANN401
        properties = child(element, "trPr")
        if properties is not None and any(local(inner) in LEFT_OUT for inner in properties):
            self._words.met.add("change")
            return ()
        column = _count(child(properties, "gridBefore"), 0) if properties is not None else 0
        cells: list[Cell] = []
        for inner in _unwrapped(element, self._words.met):
            if local(inner) != "tc" or child(inner, "tcPr", "cellDel") is not None:
                continue
            up, across = child(inner, "tcPr", "vMerge"), child(inner, "tcPr", "hMerge")
            covered = any(mark is not None and value(mark) in {"", "continue"} for mark in (up, across))
            cells.append(Cell(column, self.of(inner), covered))
            column += _count(child(inner, "tcPr", "gridSpan"), 1)
        return tuple(cells)


def _lead(element: Any, text: str) -> str:  # noqa: ANN401 - lxml has no types
    """Return the words in bold type that a paragraph begins with, "" where none or all of it are."""
    bold: list[str] = []
    for run in (inner for inner in element if local(inner) == "r"):
        words = "".join(inner.text or "" for inner in run if local(inner) == "t")
        if words.strip() and not is_on(child(run, "rPr", "b")):
            break
        bold.append(words)
    lead = "".join(bold).strip()
    return lead if lead != text.strip() and text.lstrip().startswith(lead) else ""


def _is_set_off(properties: Any) -> bool:  # noqa: ANN401 - lxml has no types
    """Tell whether a paragraph is indented as a whole, or of a style of quotations, as block quotations are."""
    if properties is None or child(properties, "numPr") is not None:
        return False
    if _QUOTING.search(value(child(properties, "pStyle"))):
        return True
    indent = child(properties, "ind")
    left = "" if indent is None else value(indent, "left") or value(indent, "start")
    return _is_number(left) and int(left) >= _SET_OFF


def _count(element: Any, usual: int) -> int:  # noqa: ANN401 - lxml has no types
    number = value(element)
    return max(int(number), usual) if _is_number(number) else usual


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS

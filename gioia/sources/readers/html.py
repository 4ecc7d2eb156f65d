"""Web pages: the main text, a paragraph, heading (with `#` marks), list item or table row a line.

Scripts, styles, menus, forms and what the page hides are left out, and so are the page's own head, foot and side column
(`html_frame`); where one `<main>` or `<article>` holds the most of the text, it alone is taken, with the headline, byline and
date that stand before it. The reading above a word (`<rt>`) is left out. White space is as a browser shows it. A table whose
cells hold tables only places things on the page: its cells are read as paragraphs. In another one that is a transcript a row is
a turn. The marks of footnotes stand in brackets, and so do the numbers of the notes. What was left out is a remark.
"""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree
from lxml import html as lxml_html
from msgspec import Struct

from gioia.errors import GioiaError
from gioia.findings import counted
from gioia.sources.readers import Options, Reading, Remark, damaged
from gioia.sources.readers.encodings import decoded
from gioia.sources.readers.html_frame import NOTE_ROLES, is_dropped, kind_of_frame, roles, title_before, titles
from gioia.sources.readers.table_text import Row, with_tables

NAME = "html 3"

_RUBY = re.compile(r"<rt[\s>]", re.IGNORECASE)
_LINES = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:-]{2,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*+<\?xml[^>]*>")
_SUBSET = re.compile(r"<!DOCTYPE\s[^>\[]*\[[^\]]*\]\s*>", re.IGNORECASE)
"""Declarations of entities: HTML has its own, and these are neither expanded nor text."""
_CELL = "\x07"
"""Stands between two cells of a row."""
_SPACE = re.compile(r"[ \t\n\r\f]+")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NOTE = re.compile(r"\s*[\[(]?([0-9]{1,4}|[ivxlc]{1,6}|[*†‡§]{1,3})[\])]?\s*")
_NOTE_CLASS = re.compile(r"foot_?note|foot_20_|end_?note|noteref|footnode", re.IGNORECASE)
_LAST_NUMBER = re.compile(r"(\d{1,4})$")
_MOST_DIGITS = 3
_HEAD = 4096
_MOST = 0.5
_MUCH = 0.3
_MOSTLY = 0.8
_WHATWG = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "windows-1252",
    "ascii": "windows-1252",
    "big5": "big5hkscs",
}
"""What browsers take these declarations for, because pages do."""


class LeftOut(Struct, frozen=True):
    """What of a page is not in its text: characters a kind of frame, and the share of all that is no menu."""

    sizes: dict[str, int]
    share: float


def read(raw: bytes, name: str, options: Options) -> list[Reading]:
    """Return the page's main text as one document. Raises GioiaError where it is no text, or holds no element."""
    found = decoded(raw, name, options.encoding, declared=declared_encoding(raw))
    text, left_out = main_text(found.text, name)
    remarks = [*found.remarks, *ruby_remarks(found.text)]
    if _is_table(text):
        remedy = (
            "for a document a row or a column, take it out (gioia remove) and add it with --split rows, --split columns "
            "or --column NAME"
        )
        remarks.append(Remark("the page is a table; it came in as one document, one row a line", remedy))
    if left_out.sizes:
        remarks.append(_told(left_out))
    return [Reading(text, reader_name(), found.encoding, found.confidence, remarks=tuple(remarks))]


def _told(left_out: LeftOut) -> Remark:
    """Return what frames the page and was left out: a warning where it is much."""
    named = ", ".join(f"{kind} ({counted(size, 'character')})" for kind, size in left_out.sizes.items())
    remedy = "compare with the page; if something is missing, copy its text into a text file"
    if left_out.share > _MUCH:
        return Remark(f"{left_out.share:.0%} of the page's text was left out: {named}", remedy)
    return Remark(f"left out of the page: {named}", remedy, "info")


def ruby_remarks(*pages: str) -> list[Remark]:
    """Return the remark that readings above words were left out, none where there are none."""
    readings = sum(len(_RUBY.findall(page)) for page in pages)
    if not readings:
        return []
    message = f"the readings above {counted(readings, 'word')} (ruby) were left out; the words stayed"
    return [Remark(message, "nothing need be done, unless the readings are evidence", "info")]


def _is_table(text: str) -> bool:
    """Tell whether a page's text is rows of a table and hardly anything else."""
    lines = text.splitlines()
    return len(lines) > 1 and sum("\t" in line for line in lines) > _MOSTLY * len(lines)


def reader_name() -> str:
    """Return the reader with its library."""
    return f"{NAME} (lxml {etree.__version__})"


def declared_encoding(raw: bytes) -> str:
    """Return the encoding that the page declares, as browsers understand the name; empty where it declares none."""
    match = _XML.match(raw[:_HEAD]) or _META.search(raw[:_HEAD])
    said = match.group(1).decode("ascii").lower() if match else ""
    return _WHATWG.get(said, "" if said.startswith("utf-16") else said)


def main_text(page: str, name: str) -> tuple[str, LeftOut]:
    """Return the main text of a page, and what of the visible text was left out."""
    root = _tree(page, name)
    everything = _text(root, around=True)
    heads = titles(root)
    for tag in ("main", "article"):
        mains = [element for element in root.iter(tag) if not is_dropped(element, around=False)]
        if len(mains) == 1:
            before = "".join(_text(element, around=True) for element in title_before(mains[0], root, heads))
            text = before + _text(mains[0], around=True)
            if _length(text) >= _MOST * _length(everything):
                return text, _left_out(root, heads, everything, text)
    text = _text(root, around=False, heads=heads)
    if not text.strip():
        text = everything
    return text, _left_out(root, heads, everything, text)


def _left_out(root: etree._Element, heads: frozenset[etree._Element], everything: str, kept: str) -> LeftOut:
    """Return how many characters, white space aside, of each kind of frame are not in the text."""
    sizes: Counter[str] = Counter()
    rest = _length(everything) - _length(kept)
    stack = [root]
    while stack:
        element = stack.pop()
        if element is root or element in heads or not is_dropped(element, around=False):
            stack.extend(reversed(element))
            continue
        kind = kind_of_frame(element)
        size = _length(_text(element, around=True)) if kind else 0
        is_around = not is_dropped(element, around=True)
        if size and not (is_around and rest <= 0):
            sizes[kind] += size
        rest -= size if is_around else 0
    if rest > 0:
        sizes["text beside the article"] += rest
    return LeftOut(dict(sizes), 1 - _length(kept) / max(_length(everything), 1))


def tables(page: str, name: str) -> list[list[list[str]]]:
    """Return the cells of each table of a page, row by row."""
    root = _tree(page, name)
    found: dict[int, list[list[str]]] = {}
    for line in _lines(root, around=True):
        if isinstance(line, Row):
            found.setdefault(line.table, []).append(list(line.cells))
    return list(found.values())


def whole_text(page: str, name: str) -> str:
    """Return the text of a page that has no margins, such as a chapter of a book."""
    return _text(_tree(page, name), around=True)


def _tree(page: str, name: str) -> lxml_html.HtmlElement:
    """Return the page's tree. A page of which the parser would leave out the rest is refused; HTML expands no entities."""
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        bare = _SUBSET.sub("<!DOCTYPE html>", _DECLARATION.sub("", page, count=1), count=1)
        root = lxml_html.document_fromstring(bare, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise damaged(name, "the web page") from error
    if any(entry.level >= etree.ErrorLevels.FATAL for entry in parser.error_log):
        remedy = "open it in a browser, copy its text into a text file, and add that"
        raise GioiaError(f"{name}: the web page is nested too deeply to be read to its end", remedy=remedy, exit_code=1)
    return root


def _length(text: str) -> int:
    return len(text) - text.count("\n") - text.count(" ") - text.count("\t")


def _note_mark(element: etree._Element) -> str:
    """Return the number or sign of a link between a footnote and its place in the text, "" for what is none."""
    if element.tag != "a" or "#" not in (element.get("href") or ""):
        return ""
    found = _NOTE.fullmatch("".join(element.itertext()))
    above = element.getparent()
    family = [element, *element, *([] if above is None else [above])]
    is_note = any(
        one.tag == "sup" or _NOTE_CLASS.search(one.get("class") or "") or "noteref" in " ".join(roles(one))
        for one in family
        if isinstance(one.tag, str)
    )
    return found[1] if found and is_note else ""


def _note_number(element: etree._Element) -> str:
    """Return the number of a note that does not show it itself, as in a list of notes."""
    if not roles(element) & NOTE_ROLES or any(_note_mark(inner) for inner in element.iter("a")):
        return ""
    found = _LAST_NUMBER.search(element.get("id") or "")
    return found[1] if found else ""


class _Lines:
    """The lines as they grow: words go to the last one, white space is held back until words follow."""

    def __init__(self) -> None:
        self.done: list[str | Row] = []
        self.words: list[str] = []
        self.prefix = ""
        self.tables = 0
        self.covered: dict[int, int] = {}
        self.column = self.owed = 0
        self.row_depth = 0
        self.pre_depth = 0

    def say(self, text: str | None) -> None:
        if not text:
            return
        if self.pre_depth and not self.row_depth:
            *whole, last = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            for line in whole:
                self.words.append(line)
                self.end(keep=True)
            self.words.append(last)
        else:
            self.words.append(_SPACE.sub(" ", text))

    def end(self, *, keep: bool = False) -> None:
        """End the line, inside a table row only a space; `keep` leaves its white space as it is, blank lines too."""
        if self.row_depth:
            self.words.append(" ")
            return
        line = "".join(self.words)
        if not keep and not (self.pre_depth and line.strip()):
            line = re.sub(" +", " ", line).strip(" \t\n")
            line = re.sub(" ?\t ?", "\t", line)
        if line.strip():
            line, self.prefix = self.prefix + line, ""
        if line.strip() or (keep and self.done):
            self.done.append(line)
        self.words = []

    def row(self) -> None:
        """End the line as a row of the table at hand."""
        cells = tuple(_SPACE.sub(" ", cell).strip() for cell in "".join(self.words).split(_CELL))
        if any(cells):
            self.done.append(Row(self.tables, cells))
        self.words = []
        for column in [column for column in self.covered if column >= self.column]:
            self.covered[column] -= 1
        self.column = self.owed = 0

    def cell(self, width: int, height: int) -> None:
        """Begin a cell; the places that it covers, and those that one above it does, stay empty."""
        self.words.append(_CELL * (self.owed + (self.column > 0)))
        while self.covered.get(self.column, 0) > 0:
            self.covered[self.column] -= 1
            self.column += 1
            self.words.append(_CELL)
        self.covered |= dict.fromkeys(range(self.column, self.column + width), height - 1)
        self.column += width
        self.owed = width - 1


def _text(root: etree._Element, *, around: bool, heads: frozenset[etree._Element] = frozenset()) -> str:
    """Return the text below an element."""
    return "".join(f"{line}\n" for line in with_tables(_lines(root, around=around, heads=heads)))


def _lines(root: etree._Element, *, around: bool, heads: frozenset[etree._Element] = frozenset()) -> list[str | Row]:
    """Return the lines below an element, without a recursion, so that no depth of nesting is too deep.

    `heads` are the page's heads that hold its title, and stay.
    """
    lines = _Lines()
    rows: list[etree._Element] = []
    stack: list[tuple[etree._Element, bool]] = [(root, False)]
    while stack:
        element, is_end = stack.pop()
        if is_end:
            _end(element, lines, rows)
            if element is not root:
                lines.say(element.tail)
        elif element is not root and element not in heads and is_dropped(element, around=around):
            lines.say(element.tail)
        elif mark := _note_mark(element):
            lines.words.append(f"[{mark}]" if "".join(lines.words).strip() else f"[{mark}] ")
            lines.say(element.tail)
        else:
            _start(element, lines, rows)
            lines.say(element.text)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
    lines.end()
    return lines.done


def _start(element: etree._Element, lines: _Lines, rows: list[etree._Element]) -> None:
    tag = element.tag
    if tag == "br":
        lines.end()
    elif tag in _LINES:
        lines.end()
        if tag in _HEADINGS and not lines.row_depth:
            lines.prefix = "#" * _HEADINGS[tag] + " "
        elif number := _note_number(element):
            lines.prefix = f"[{number}] "
        if tag == "table" and not rows:
            lines.tables += 1
            lines.covered.clear()
        if tag == "tr" and not rows and next(element.iter("table"), None) is None:
            rows.append(element)
            lines.row_depth += 1
        lines.pre_depth += tag == "pre"
    elif tag in {"td", "th"} and rows:
        lines.cell(_span(element, "colspan"), _span(element, "rowspan"))
    elif tag in {"td", "th"}:
        lines.end()


def _span(cell: etree._Element, of: str) -> int:
    said = (cell.get(of) or "").strip()
    return int(said) if said.isascii() and said.isdigit() and 0 < len(said) <= _MOST_DIGITS else 1


def _end(element: etree._Element, lines: _Lines, rows: list[etree._Element]) -> None:
    tag = element.tag
    if rows and rows[-1] is element:
        rows.pop()
        lines.row_depth -= 1
        lines.row()
    if tag in _LINES or (tag in {"td", "th"} and not rows):
        lines.end()
    if tag in _HEADINGS:
        lines.prefix = ""
    lines.pre_depth -= tag == "pre"

r"""RTF: the words of the body, a paragraph, a heading with `#` marks or a table row a line; a transcript in a table a turn a row.

Characters come as `\uN` with a substitute to be skipped, or as bytes `\'xx` in the code page of their font (a Chinese font
says 134, GBK) or else of the document. Heads, feet, pictures, field instructions and comments are left out, deleted and
hidden words and the numbers of lists too; footnotes and text boxes stand on lines of their own below their paragraph, notes with
their number in brackets here and there.
"""

from __future__ import annotations

import codecs
import copy
import re

from gioia.sources.readers import Options, Reading, Remark, damaged
from gioia.sources.readers.garbling import doubts
from gioia.sources.readers.plain import with_line_feeds
from gioia.sources.readers.table_text import Row, with_tables

NAME = "rtf 2"

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,40})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([\r\n\0]+)|([^\\{}\r\n\0]+)|(.)",
    re.DOTALL,
)
_LEFT_OUT = frozenset(
    b"annotation atnid atnauthor atndate atnref atnparent colortbl stylesheet info pict object objdata header headerl headerr "
    b"headerf footer footerl footerr footerf fldinst listtable listoverridetable revtbl rsidtbl themedata datastore generator "
    b"xmlnstbl bkmkstart bkmkend filetbl listtext pntext nonshppict mmathPr latentstyles colorschememapping private".split()
)
_MARKS = {
    b"tab": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
    b"emspace": "\u2003",
    b"enspace": "\u2002",
}
_ENDS = frozenset({b"par", b"line", b"sect", b"page"})
_SYMBOLS = {b"~": "\xa0", b"_": "\u2011", b"{": "{", b"}": "}", b"\\": "\\"}
_CHARSETS = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
}
_CHARSETS |= {163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250"}
_CELL = "\x07"
"""Stands where a cell ends, until its row does."""
_MOST_MARKS = 6
_BODY_LEVEL = 9
_HIGH, _LOW, _LAST = 0xD800, 0xDC00, 0xDFFF


class _Group:
    """What holds inside a pair of braces; the braces inside inherit it."""

    def __init__(self) -> None:
        self.silent = False
        self.fonts = False
        self.substitutes = 1
        self.codec = ""
        self.deleted = False
        self.hidden = False
        self.note = False
        self.starred = False
        self.shape = False
        self.in_table = False
        self.level = 0

    def inner(self) -> _Group:
        """Return the group inside this one."""
        group = copy.copy(self)
        group.note = group.starred = False
        return group


class _Body:
    """The text as it grows."""

    def __init__(self) -> None:
        self.codec = "cp1252"
        self.fonts: dict[int, str] = {}
        self.font = 0
        self.lines: list[str | Row] = []
        self.words: list[str] = []
        self.notes: list[str] = []
        self.outer: list[list[str]] = []
        self.noted = 0
        self.tables = 0
        self.was_row = False
        self.pending = bytearray()
        self.high = 0
        self.skip = 0
        self.deletions = 0

    def flush(self, group: _Group) -> None:
        """Decode the bytes that have come together: a character may take two of them."""
        if self.pending:
            self.words.append(bytes(self.pending).decode(group.codec or self.codec, "replace"))
            self.pending.clear()

    def say(self, text: str, group: _Group) -> None:
        self.flush(group)
        if group.deleted and not group.silent:
            self.deletions += 1
        elif not group.silent and not group.hidden:
            self.words.append(text)

    def end(self, group: _Group) -> None:
        self.flush(group)
        if self.outer:
            self.words.append(" ")
            return
        line = "".join(self.words).replace(_CELL, "\t")
        self.words = []
        marks = "#" * min(group.level, _MOST_MARKS) + " " if group.level and not group.in_table else ""
        self.lines += [marks + line.strip("\t") if marks else line.rstrip("\t")] if line.strip() else []
        self.was_row = self.was_row and not line.strip()
        self.lines += self.notes
        self.notes = []

    def row(self, group: _Group) -> None:
        """End the row of a table: its cells are those that ended since the last one."""
        self.flush(group)
        if self.outer:
            return
        *cells, _ = "".join(self.words).split(_CELL)
        self.words = []
        self.tables += not self.was_row
        self.was_row = True
        if any(map(str.strip, cells)):
            self.lines.append(Row(self.tables, tuple(map(str.strip, cells))))
        self.lines += self.notes
        self.notes = []


def read(raw: bytes, name: str, options: Options) -> list[Reading]:  # noqa: ARG001 - the format states its encoding
    """Return the text as one document; what is torn is read as far as it goes, and remarked.

    Raises GioiaError where it is torn before its first word.
    """
    body = _Body()
    stack = [_Group()]
    position = 0
    while match := _TOKEN.match(raw, position):
        position = match.end()
        word, number, code, symbol, brace, _, text, _ = match.groups()
        if brace:
            _brace(brace, body, stack)
        elif word:
            position += _control(word.lower() if word.isupper() else word, number, body, stack)
        elif body.skip and (code or symbol or text):
            position -= _skip(body, text)
        elif code:
            _byte(int(code, 16), body, stack[-1])
        elif symbol:
            _symbol(symbol, body, stack[-1])
        elif text:
            body.say(text.decode(stack[-1].codec or body.codec, "replace"), stack[-1])
    torn = len(stack) > 1
    body.end(stack[-1])
    whole = with_line_feeds("".join(f"{line}\n" for line in with_tables(body.lines))).replace("\0", "")
    text_read = whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if torn and not text_read.strip():
        raise damaged(name, "the RTF file")
    return [Reading(text_read, NAME, remarks=_remarks(text_read, torn=torn, deletions=body.deletions))]


def _remarks(text: str, *, torn: bool, deletions: int) -> tuple[Remark, ...]:
    remarks = list(doubts(text))
    if torn:
        remarks.append(Remark("the RTF file breaks off before its end", "open it in its program, and save it anew"))
    if deletions:
        remedy = "accept or reject them first, if the text should be another"
        remarks.append(Remark("tracked changes were read as accepted", remedy))
    return tuple(remarks)


def _brace(brace: bytes, body: _Body, stack: list[_Group]) -> None:
    body.flush(stack[-1])
    body.skip = 0
    if brace == b"{":
        stack.append(stack[-1].inner())
    elif len(stack) > 1:
        left = stack.pop()
        if left.note and body.outer:
            note = "".join(body.words).replace(_CELL, "\t").strip()
            body.words = body.outer.pop()
            body.notes += [re.sub(r"^(\[\d+\])\s*", r"\1 ", note)] if note else []


def _skip(body: _Body, text: bytes | None) -> int:
    """Skip one substitute; return how many bytes of a run of plain characters are to be read all the same."""
    taken = min(body.skip, len(text)) if text else 1
    body.skip -= taken
    return len(text) - taken if text else 0


def _byte(code: int, body: _Body, group: _Group) -> None:
    if group.deleted and not group.silent:
        body.deletions += 1
    elif not group.silent and not group.hidden:
        body.pending.append(code)


def _symbol(symbol: bytes, body: _Body, group: _Group) -> None:
    if symbol == b"*":
        group.starred = not group.silent
        group.silent = True
    elif symbol in b"\r\n":
        body.end(group) if not group.silent else None
    elif symbol in _SYMBOLS:
        body.say(_SYMBOLS[symbol], group)


def _control(word: bytes, number: bytes | None, body: _Body, stack: list[_Group]) -> int:
    """Carry out a control word; return how many bytes of binary data follow it."""
    group = stack[-1]
    value = int(number) if number else None
    if word == b"u" and value is not None:
        _unicode(value % 0x10000, body, group)
        return 0
    body.flush(group)
    if word == b"bin":
        return max(value or 0, 0)
    if group.starred and word in {b"footnote", b"shpinst"}:
        group.shape = word == b"shpinst"
        group.silent = group.shape
    if word in _LEFT_OUT:
        group.silent = True
        group.shape = False
    elif word == b"shptxt" and group.shape:
        _aside(body, group)
    elif word in _STATES:
        _STATES[word](value, body, group)
    elif not group.silent:
        _visible(word, body, group)
    return 0


def _visible(word: bytes, body: _Body, group: _Group) -> None:
    if word in _MARKS:
        body.say(_MARKS[word], group)
    elif word in _ENDS and not (group.in_table and word == b"par"):
        body.end(group)
    elif word == b"par":
        body.say(" ", group)
    elif word == b"cell":
        body.say(_CELL, group)
    elif word == b"row":
        body.row(group)
    elif word == b"chftn":
        body.say(f"[{body.noted + (not body.outer)}]", group)
    elif word == b"footnote":
        body.noted += 1
        _aside(body, group)


def _aside(body: _Body, group: _Group) -> None:
    """Gather the words of a note or a box by themselves; they follow the paragraph in which it stands."""
    group.silent = group.shape = False
    group.note = True
    body.outer.append(body.words)
    body.words = []


def _unicode(code: int, body: _Body, group: _Group) -> None:
    if _HIGH <= code < _LOW:
        body.high = code
    else:
        whole = 0x10000 + ((body.high - _HIGH) << 10) + code - _LOW if body.high and _LOW <= code <= _LAST else code
        body.high = 0
        body.say(chr(whole), group)
    body.skip = group.substitutes


def _code_page(value: int | None, body: _Body, _: _Group) -> None:
    body.codec = {936: "gb18030", 10000: "mac_roman", 65001: "utf-8"}.get(value or 0, f"cp{value}")
    try:
        codecs.lookup(body.codec)
    except LookupError:
        body.codec = "cp1252"


def _font(value: int | None, body: _Body, group: _Group) -> None:
    body.font = value or 0
    if not group.fonts:
        group.codec = body.fonts.get(body.font, "")


def _charset(value: int | None, body: _Body, group: _Group) -> None:
    if group.fonts and value in _CHARSETS and value:
        body.fonts[body.font] = _CHARSETS[value]


def _font_table(_: int | None, __: _Body, group: _Group) -> None:
    group.fonts = group.silent = True


def _substitutes(value: int | None, _: _Body, group: _Group) -> None:
    group.substitutes = max(value if value is not None else 1, 0)


def _deleted(value: int | None, _: _Body, group: _Group) -> None:
    group.deleted = value != 0


def _hidden(value: int | None, _: _Body, group: _Group) -> None:
    group.hidden = value != 0


def _plain(_: int | None, __: _Body, group: _Group) -> None:
    group.deleted = group.hidden = False
    group.codec = ""


def _in_table(_: int | None, __: _Body, group: _Group) -> None:
    group.in_table = True


def _paragraph(_: int | None, __: _Body, group: _Group) -> None:
    group.in_table = False
    group.level = 0


def _outline(value: int | None, _: _Body, group: _Group) -> None:
    group.level = (value or 0) + 1 if (value or 0) < _BODY_LEVEL else 0


_STATES = {
    b"ansicpg": _code_page,
    b"f": _font,
    b"fcharset": _charset,
    b"fonttbl": _font_table,
    b"uc": _substitutes,
    b"deleted": _deleted,
    b"v": _hidden,
    b"plain": _plain,
    b"intbl": _in_table,
    b"pard": _paragraph,
    b"outlinelevel": _outline,
}

"""Whose the words of a caption or a note are: those that an export wrote, or a person's.

A caption and a note hold a bookmark `_gioia_said_…`, which Word hides, with a digest of the words that were written. As long as
it fits, the words are ours and follow the study; where it does not, somebody changed them, and they stay. Numbers are not among
the words: fields are Word's to count (`_word_numbers`), whoever wrote what is around them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from gioia.exports import _word as word

_W = f"{{{word.NAMESPACE}}}"
_SAID = "_gioia_said_"
_REFERENCES = ("commentReference", "footnoteReference", "endnoteReference")

Element = Any
"""lxml's elements have no useful type."""


def said(paragraph: Element) -> str:
    """Return the words of a paragraph that are no result of a field."""
    return "".join(text.text or "" for text in _outside_fields(paragraph))


def _outside_fields(paragraph: Element) -> Iterator[Element]:
    depth = 0
    for one in paragraph.iter(f"{_W}fldChar", f"{_W}t"):
        if one.tag == f"{_W}fldChar":
            depth += {"begin": 1, "end": -1}.get(one.get(f"{_W}fldCharType"), 0)
        elif not depth and next(one.iterancestors(f"{_W}fldSimple"), None) is None:
            yield one


def is_ours(paragraph: Element, mark: str) -> bool:
    """Tell whether a paragraph that the bookmark `mark` names still says what was written there."""
    return _signature(mark, said(paragraph)) in {start.get(f"{_W}name") for start in paragraph.iter(_START)}


def sign(paragraph: Element, mark: str) -> None:
    """Let a paragraph hold the digest of its words, around what the bookmark `mark` is around."""
    unsign(paragraph)
    name = _signature(mark, said(paragraph))
    begin, end = ends_of(paragraph, mark)
    if begin is not None and end is not None:
        key = str(word.number_of(name))
        begin.addnext(begin.makeelement(_START, {f"{_W}id": key, f"{_W}name": name}))
        end.addprevious(end.makeelement(_END, {f"{_W}id": key}))


def unsign(paragraph: Element) -> None:
    """Take the digest out of a paragraph."""
    for old in [start for start in paragraph.iter(_START) if start.get(f"{_W}name", "").startswith(_SAID)]:
        for end in [end for end in paragraph.iter(_END) if end.get(f"{_W}id") == old.get(f"{_W}id")]:
            end.getparent().remove(end)
        old.getparent().remove(old)


def _signature(mark: str, text: str) -> str:
    number = zlib.crc32(f"{mark}\n{text}".encode())
    return f"{_SAID}{number:08x}"


_START, _END = f"{_W}bookmarkStart", f"{_W}bookmarkEnd"


def ends_of(paragraph: Element, mark: str) -> tuple[Element | None, Element | None]:
    """Return the begin and the end of a bookmark in a paragraph."""
    start = next((one for one in paragraph.iter(_START) if one.get(f"{_W}name") == mark), None)
    key = None if start is None else start.get(f"{_W}id")
    ends = (one for one in paragraph.iter(_END) if one.get(f"{_W}id") == key)
    return start, next(ends, None)


def form(paragraph: Element) -> tuple[str, int]:
    """Return what tells one form of a caption from another: its style, and whether its title has a line of its own."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return ("" if style is None else style.get(f"{_W}val", "")), len(list(paragraph.iter(f"{_W}br")))


def move_anchors(old: Element, new: Element, mark: str) -> None:
    """Move what belongs to a person from one paragraph to another: bookmarks, comments, notes at the foot of the page.

    What begins or ends at the caption's number does so in the new one; the rest encloses or follows the title.
    """
    unsign(old)
    starts = {f"{_W}bookmarkStart", f"{_W}commentRangeStart"}
    number, first = ends_of(old, mark), new.find(f"{_W}bookmarkStart")
    after_number = next(end for end in new.iter(f"{_W}bookmarkEnd"))
    is_in_title = is_past = False
    for child in list(old):
        is_past = is_past or child is number[1]
        is_in_title = is_in_title or (is_past and bool(words_of_run(child)))
        if child in number or not _is_anchor(child):
            continue
        if child.tag in starts:
            first.addprevious(child)
        elif is_in_title:
            new.append(child)
        else:
            after_number.addnext(child)
            after_number = child


def _is_anchor(child: Element) -> bool:
    if child.tag in {
        f"{_W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")
    }:
        return True
    return child.tag == f"{_W}r" and any(child.find(f"{_W}{name}") is not None for name in _REFERENCES)


def words_of_run(run: Element) -> str:
    """Return the words of one run."""
    return "".join(text.text or "" for text in run.iter(f"{_W}t"))

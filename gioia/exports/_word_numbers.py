r"""The numbers of captions as Word will count them, so that a document reads right before anybody updates its fields.

A SEQ field counts the captions of its kind from the top of the document, a person's own among them; `\r 4` lets it count on from 4,
`\c` repeats the last number. A REF field shows what its bookmark is around. Only results in captions of ours, and of references
to them, are written; a person's own fields are read. What counts anew with each heading (`\s`) is left to Word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from gioia.exports import _word as word
from gioia.exports._word_blocks import MARK

_W = f"{{{word.NAMESPACE}}}"
_CAPTION = f"{MARK}caption_"
_SEQ = re.compile(r"\s*SEQ\s+(\S+)(.*)", re.DOTALL)
_REF = re.compile(r"\s*REF\s+(\S+)(.*)", re.DOTALL)
_SET = re.compile(r"\\r\s*(\d+)")
_OTHER_THAN_TEXT = re.compile(r"\\[nprtw]\b")

Element = Any
"""lxml's elements have no useful type."""


class Field(Struct):
    """A field of a paragraph: its instruction, and the elements that hold its result's text."""

    paragraph: Element
    code: str = ""
    texts: list[Element] = []
    is_shown: bool = False


def fields(body: Element) -> Iterator[Field]:
    """Yield the fields of a text that begin and end in one paragraph, in their order; of nested ones the outer."""
    for paragraph in body.iter(f"{_W}p"):
        if paragraph.find(f".//{_W}instrText") is None and paragraph.find(f".//{_W}fldSimple") is None:
            continue
        if next(paragraph.iterancestors(f"{_W}txbxContent"), None) is None:
            yield from _fields_of(paragraph)


def _fields_of(paragraph: Element) -> Iterator[Field]:
    open_: list[Field] = []
    for one in paragraph.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}t", f"{_W}fldSimple"):
        if one.tag == f"{_W}fldSimple":
            yield Field(paragraph, one.get(f"{_W}instr", ""), list(one.iter(f"{_W}t")))
        elif one.tag == f"{_W}instrText" and open_:
            open_[-1].code += one.text or ""
        elif one.tag == f"{_W}t" and open_ and open_[-1].is_shown:
            open_[-1].texts.append(one)
        elif one.tag == f"{_W}fldChar":
            kind = one.get(f"{_W}fldCharType")
            if kind == "begin":
                open_.append(Field(paragraph))
            elif kind == "separate" and open_:
                open_[-1].is_shown = True
            elif kind == "end" and open_:
                yield open_.pop()


def captions_of(body: Element, kind: str) -> list[tuple[str, str]]:
    """Return the captions that fields of a kind number (表, Figure), in their order, each with a bookmark of it or ""."""
    found: dict[Element, tuple[str, str]] = {}
    for field in fields(body):
        numbering = _SEQ.match(field.code)
        if numbering and numbering.group(1) == kind:
            names = [start.get(f"{_W}name", "") for start in field.paragraph.iter(f"{_W}bookmarkStart")]
            mark = next((name for name in names if name.startswith(_CAPTION)), "")
            found[field.paragraph] = mark, _on_a_line(field.paragraph, kind)
    return list(found.values())


def _on_a_line(caption: Element, kind: str) -> str:
    """Return a caption on one line; where its title has a line of its own, what else parts it from the number does."""
    stop = "\u3000" if kind in {"表", "图"} else ". "
    return "".join(stop if one.tag == f"{_W}br" else one.text or "" for one in caption.iter(f"{_W}t", f"{_W}br"))


def count(body: Element) -> None:
    """Write the numbers of our captions, and what refers to them, as Word will show them."""
    counters: dict[str, int] = {}
    every = list(fields(body))
    ours = {}
    for field in every:
        found = _SEQ.match(field.code)
        if found and "\\s" not in found.group(2):
            kind, rest = found.groups()
            start = _SET.search(rest)
            step = 0 if "\\c" in rest else 1
            counters[kind] = int(start.group(1)) if start else counters.get(kind, 0) + step
            if _marks(field.paragraph):
                _show(field, str(counters[kind]))
        for name in _marks(field.paragraph):
            ours[name] = field.paragraph
    for field in every:
        found = _REF.match(field.code)
        paragraph = ours.get(found.group(1)) if found else None
        if found and paragraph is not None and not _OTHER_THAN_TEXT.search(found.group(2)):
            _show(field, text_within(paragraph, found.group(1)))


def _marks(paragraph: Element) -> list[str]:
    """Return the bookmarks in a caption of ours; nothing for another paragraph."""
    names = [start.get(f"{_W}name", "") for start in paragraph.iter(f"{_W}bookmarkStart")]
    return names if any(name.startswith(_CAPTION) for name in names) else []


def text_within(paragraph: Element, mark: str) -> str:
    """Return the text that a bookmark of a paragraph is around."""
    texts, key = [], None
    for one in paragraph.iter(f"{_W}bookmarkStart", f"{_W}bookmarkEnd", f"{_W}t"):
        if one.tag == f"{_W}bookmarkStart" and one.get(f"{_W}name") == mark:
            key = one.get(f"{_W}id")
        elif one.tag == f"{_W}bookmarkEnd" and key is not None and one.get(f"{_W}id") == key:
            break
        elif one.tag == f"{_W}t" and key is not None:
            texts.append(one.text or "")
    return "".join(texts)


def _show(field: Field, text: str) -> None:
    """Let a field's result be a text, set as it was."""
    if not text or not field.texts or "".join(one.text or "" for one in field.texts) == text:
        return
    first, *others = field.texts
    first.text = text
    for other in others:
        other.text = ""

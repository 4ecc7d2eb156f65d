"""Where displays stand in a Word document, and how they are put there without a person's text being touched.

A display is found by the tag of its content control. Where somebody took the control away, or a program lost it, the bookmarks
in its table or figure, its caption and its note find it; cut and pasted elsewhere, it is found elsewhere. A control that somebody
copied is filled like the first, without bookmarks, which a document has once.

A body that would be written as it stands is left alone, and so are a caption and a note: comments and formatting in them stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from gioia.displays.display import Display, Table, caption
from gioia.exports import _word as word
from gioia.exports import _word_blocks as blocks

_W = f"{{{word.NAMESPACE}}}"
_TAG = "gioia:"
_FIGURE = f"{blocks.MARK}body_figure"
_REFERENCES = ("commentReference", "footnoteReference", "endnoteReference")

Element = Any
"""lxml's elements have no useful type."""


class Places:
    """The displays of a document: their controls by tag, and the paragraphs in which their bookmarks stand."""

    def __init__(self, body: Element) -> None:
        self.body = body
        self.controls: dict[str, Element] = {}
        self._copies: dict[str, list[Element]] = {}
        self._marks: dict[str, Element] = {}
        for control in body.iter(f"{_W}sdt"):
            tag = control.find(f"{_W}sdtPr/{_W}tag")
            name = "" if tag is None else tag.get(f"{_W}val", "")
            if name.startswith(_TAG):
                name = name.removeprefix(_TAG)
                self._copies.setdefault(name, []).append(control)
                self.controls.setdefault(name, control)
        self._learn(body)

    def _learn(self, element: Element) -> None:
        for start in element.iter(f"{_W}bookmarkStart"):
            name = start.get(f"{_W}name", "")
            around = list(start.iterancestors(f"{_W}p"))
            if name.startswith(blocks.MARK) and around:
                # LibreOffice (7.4) moves the bookmark of a figure into the text of its first shape.
                self._marks.setdefault(name, around[-1 if name.startswith(_FIGURE) else 0])

    def paragraph(self, mark: str) -> Element | None:
        """Return the paragraph in which a bookmark stands, None where it is nowhere."""
        return self._marks.get(mark)

    def counts_from_a_number(self) -> bool:
        """Tell whether a caption of the document sets its number, as those of a selection of displays do."""
        return any(
            " SEQ " in (code.text or "") and " \\r " in (code.text or "") for code in self.body.iter(f"{_W}instrText")
        )

    def top(self, element: Element) -> Element:
        """Return the block of the body in which an element stands."""
        while element.getparent() is not self.body:
            element = element.getparent()
        return element

    def insert(self, element: Element, after: Element | None) -> Element:
        """Insert a block behind `after`, or at the end of the text, and return it."""
        end = self.body.find(f"{_W}sectPr")
        if after is not None:
            after.addnext(element)
        elif end is None:
            self.body.append(element)
        else:
            end.addprevious(element)
        self._learn(element)
        return element

    def beside(self, block: Element, control: Element, *, is_above: bool) -> None:
        """Insert a paragraph before or behind a control."""
        (control.addprevious if is_above else control.addnext)(block)
        self._learn(block)

    def control(self, tag: str, title: str, after: Element | None) -> Element:
        """Insert an empty control behind `after`, and return it."""
        self.controls[tag] = self.insert(parsed(word.control(_TAG + tag, title, "")), after)
        self._copies[tag] = [self.controls[tag]]
        return self.controls[tag]

    def regain(self, display: Display) -> bool:
        """Set up the control of a display whose control is gone, where its body or its caption is; tell whether one of them is."""
        tag = blocks.tag_of(display)
        old = list(self._body_of(display))
        above = self.paragraph(blocks.mark_of(display))
        if old:
            control = parsed(word.control(_TAG + tag, caption(display), ""))
            old[0].addprevious(control)
            for block in old:
                block.getparent().remove(block)
        elif above is not None:
            control = parsed(word.control(_TAG + tag, caption(display), ""))
            self.beside(control, above, is_above=not isinstance(display, Table))
        else:
            return False
        self.controls[tag], self._copies[tag] = control, [control]
        return True

    def _body_of(self, display: Display) -> Iterator[Element]:
        """Yield the tables of a display, the lines between them, or the paragraph of its figure, in their order."""
        count = 1
        while count == 1 or blocks.mark_of(display, f"more{count}") in self._marks:
            names = ("body",) if count == 1 else (f"more{count}", f"body{count}")
            for name in names:
                paragraph = self.paragraph(blocks.mark_of(display, name))
                if paragraph is not None:
                    yield next(paragraph.iterancestors(f"{_W}tbl"), paragraph) if "body" in name else paragraph
            count += 1

    def drop(self, mark: str) -> None:
        """Take a paragraph away that a bookmark names, where there is one."""
        paragraph = self._marks.pop(mark, None)
        if paragraph is not None:
            paragraph.getparent().remove(paragraph)

    def put_right(self, mark: str, block: str) -> None:
        """Let a caption or a note say what the markup `block` says; what a person hung on it stays."""
        old, new = self._marks[mark], parsed(block)
        if words(old) == words(new) and _style(old) == _style(new):
            return
        _move_anchors(old, new, mark)
        old.getparent().replace(old, new)
        self._marks[mark] = new

    def refill(self, tag: str, content: str) -> Element:
        """Put other blocks into a control, unless they are those that it has; return it."""
        control = self.controls[tag]
        fresh = parsed(f"<w:sdtContent>{content}</w:sdtContent>")
        old = control.find(f"{_W}sdtContent")
        if _digests(old) != _digests(fresh) or words(old) != words(fresh):
            control.replace(old, fresh)
            self._learn(fresh)
        for copy in self._copies[tag][1:]:
            again = deepcopy(control.find(f"{_W}sdtContent"))
            for mark in [*again.iter(f"{_W}bookmarkStart", f"{_W}bookmarkEnd")]:
                mark.getparent().remove(mark)
            copy.replace(copy.find(f"{_W}sdtContent"), again)
        return control


def parsed(block: str) -> Element:
    """Return the element of a block's markup."""
    from docx.oxml import parse_xml

    # lxml (6.1) takes seconds to move an element into a document, unless it declares its namespace itself.
    return parse_xml(word.declared(block))


def words(element: Element) -> str:
    """Return the words of an element as they are shown, fields by their results."""
    return "\n".join("".join(text.text or "" for text in one.iter(f"{_W}t")) for one in element.iter(f"{_W}p"))


def _digests(element: Element) -> set[str]:
    names = (start.get(f"{_W}name", "") for start in element.iter(f"{_W}bookmarkStart"))
    return {name for name in names if name.startswith(blocks.DIGEST)}


def _style(paragraph: Element) -> tuple[str, int]:
    """Return what tells one form of a caption from another: its style, and whether its title has a line of its own."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return ("" if style is None else style.get(f"{_W}val", "")), len(list(paragraph.iter(f"{_W}br")))


def _move_anchors(old: Element, new: Element, mark: str) -> None:
    """Move what belongs to a person from one paragraph to another: bookmarks, comments, notes at the foot of the page.

    What begins or ends at the caption's number does so in the new one; the rest encloses or follows the title.
    """
    starts = {f"{_W}bookmarkStart", f"{_W}commentRangeStart"}
    number, first = _ends_of(old, mark), new.find(f"{_W}bookmarkStart")
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


def _ends_of(paragraph: Element, mark: str) -> tuple[Element | None, Element | None]:
    """Return the begin and the end of our own bookmark in a paragraph."""
    start = next((one for one in paragraph.iter(f"{_W}bookmarkStart") if one.get(f"{_W}name") == mark), None)
    key = None if start is None else start.get(f"{_W}id")
    ends = (one for one in paragraph.iter(f"{_W}bookmarkEnd") if one.get(f"{_W}id") == key)
    return start, next(ends, None)


def _is_anchor(child: Element) -> bool:
    if child.tag in {
        f"{_W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")
    }:
        return True
    return child.tag == f"{_W}r" and any(child.find(f"{_W}{name}") is not None for name in _REFERENCES)


def words_of_run(run: Element) -> str:
    """Return the words of one run."""
    return "".join(text.text or "" for text in run.iter(f"{_W}t"))

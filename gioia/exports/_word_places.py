"""Where displays stand in a Word document, and how they are put there without a person's text being touched.

A display is found by the tag of its content control. Where somebody took the control away, or a program lost it, the bookmarks
in its table or figure, its caption and its note find it; cut and pasted elsewhere, it is found elsewhere. A control that somebody
copied is filled like the first, without bookmarks, which a document has once.

A body that would be written as it stands is left alone, and so are a caption and a note: comments and formatting in them stay.
Where a person wrote another caption or note, theirs stays (`_word_authorship`).
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from gioia.displays.display import Display, Table, caption
from gioia.exports import _word as word
from gioia.exports import _word_blocks as blocks
from gioia.exports._word_authorship import form, is_ours, move_anchors, said, sign

_W = f"{{{word.NAMESPACE}}}"
_TAG = "gioia:"
_FIGURE = f"{blocks.MARK}body_figure"

Element = Any
"""lxml's elements have no useful type."""


class Places:
    """The displays of a document: their controls by tag, and the paragraphs in which their bookmarks stand."""

    def __init__(self, body: Element) -> None:
        self.body = body
        self.controls: dict[str, Element] = {}
        self._copies: dict[str, list[Element]] = {}
        self._marks: dict[str, Element] = {}
        self.changed: set[str] = set()
        """The tags of displays of which something was written anew."""
        for control in body.iter(f"{_W}sdt"):
            tag = control.find(f"{_W}sdtPr/{_W}tag")
            name = "" if tag is None else tag.get(f"{_W}val", "")
            if name.startswith(_TAG):
                name = name.removeprefix(_TAG)
                if control.find(f"{_W}sdtContent") is None:
                    # A control may be without, where a program left nothing in it.
                    control.append(control.makeelement(f"{_W}sdtContent", {}))
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

    def has_ours(self) -> bool:
        """Tell whether there is anything of ours in the document."""
        return bool(self.controls or self._marks)

    def stands(self, display: Display) -> bool:
        """Tell whether a display is there; one that somebody emptied or struck out, its caption too, is not."""
        tag = blocks.tag_of(display)
        if tag not in self.controls and not self.regain(display):
            return False
        above = self.paragraph(blocks.mark_of(display))
        return (above is not None and bool(words(above))) or _is_filled(self.controls[tag])

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
            control.find(f"{_W}sdtContent").extend(old)
            # What another program wrote around it went with the control: it is written anew whether or not its words are the same.
            for start in list(control.iter(f"{_W}bookmarkStart")):
                if start.get(f"{_W}name", "").startswith(blocks.DIGEST):
                    start.getparent().remove(start)
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

    def put_right(self, display: Display, part: str, block: str) -> bool:
        """Let a caption or a note say what the markup `block` says, unless a person wrote it; tell whether theirs stays.

        What a person hung on it stays in either case. A page break in it, as LibreOffice writes one for a table that begins a
        page, goes.
        """
        mark = blocks.mark_of(display, part)
        old, new = self._marks[mark], signed(block, mark)
        for at_page_end in [one for one in old.iter(f"{_W}br") if one.get(f"{_W}type") == "page"]:
            at_page_end.getparent().remove(at_page_end)
        if said(old) == said(new) and form(old) == form(new):
            if not is_ours(old, mark):
                sign(old, mark)
            return False
        if said(old) != said(new) and not is_ours(old, mark):
            return True
        move_anchors(old, new, mark)
        old.getparent().replace(old, new)
        self._marks[mark] = new
        self.changed.add(blocks.tag_of(display))
        return False

    def refill(self, tag: str, content: str) -> Element:
        """Put other blocks into a control, unless they are those that it has; return it."""
        control = self.controls[tag]
        fresh = parsed(f"<w:sdtContent>{content}</w:sdtContent>")
        old = control.find(f"{_W}sdtContent")
        if _digests(old) != _digests(fresh) or words(old) != words(fresh):
            control.replace(old, fresh)
            self._learn(fresh)
            self.changed.add(tag)
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


def signed(block: str, mark: str) -> Element:
    """Return the paragraph of a block's markup with the digest of its words, beside the bookmark `mark`."""
    paragraph = parsed(block)
    sign(paragraph, mark)
    return paragraph


def words(element: Element) -> str:
    """Return the words of an element as they are shown, but for the results of fields."""
    return "\n".join(
        "".join(text.text or "" for text in one.iter(f"{_W}t")) if one.find(f".//{_W}fldChar") is None else said(one)
        for one in element.iter(f"{_W}p")
    )


def _is_filled(control: Element) -> bool:
    """Tell whether a control holds a table or a figure that is not struck out."""
    rows = list(control.iter(f"{_W}tr"))
    drawn = [one for name in ("drawing", "pict") for one in control.iter(f"{_W}{name}")]
    return any(row.find(f"{_W}trPr/{_W}del") is None for row in rows) or any(
        next(one.iterancestors(f"{_W}del"), None) is None for one in drawn
    )


def _digests(element: Element) -> set[str]:
    names = (start.get(f"{_W}name", "") for start in element.iter(f"{_W}bookmarkStart"))
    return {name for name in names if name.startswith(blocks.DIGEST)}

"""Reading a Word file that somebody has marked: its text, its comments with their replies, its highlights.

Any Word file will do, ours or another, whichever program saved it. The text is what a person sees who has accepted all
changes, a line a paragraph, in the order of the file. A highlight over half of a commented passage or more is that comment's;
one over several paragraphs is a mark in each of them. A comment that somebody has resolved is still a comment.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gioia.codings.coding import Coding
from gioia.codings.marks import Mark, MarkedText, uncarried
from gioia.findings import Place
from gioia.interchange.coding_docx import CARRIED
from gioia.sources.readers.docx import within
from gioia.sources.readers.docx_inline import LEFT_OUT, Words, alternative, child, local, value
from gioia.sources.readers.package import Package

_NO_COLOUR = frozenset({"", "none", "auto", "FFFFFF", "ffffff"})


def read(raw: bytes, name: str) -> MarkedText:
    """Return the text of a Word file and its marks; places name the file by `name` and count comments from 1.

    Raises GioiaError where it is encrypted, damaged or nested beyond measure.
    """
    return within(raw, name, lambda package, main, body: _marked(package, main, body, Place(name)))


def _marked(package: Package, main: str, body: Any, place: Place) -> MarkedText:  # noqa: ANN401
    text = _Text(fields=True)
    text.read(body)
    if text.field_is_open:
        text = _Text(fields=False)
        text.read(body)
    comments = _comments(package, main, text, place)
    document, known = _carried(package, main)
    return MarkedText(place, text.text, (*comments, *_highlights(text, comments, place)), document, known)


class _Text(Words):
    """The words of a body, one line a paragraph, and where comments and highlights begin and end in them."""

    def __init__(self, *, fields: bool) -> None:
        super().__init__(fields=fields)
        self.starts: dict[str, int] = {}
        self.ends: dict[str, int] = {}
        self.coloured: list[tuple[int, int, str]] = []
        self._lines: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        return "\n".join(self._lines)

    def read(self, element: Any) -> None:  # noqa: ANN401 - lxml has no types
        """Take in the paragraphs below an element, those of tables, controls and text boxes among them."""
        for inner in element:
            name = local(inner)
            if name == "p":
                self._length += bool(self._lines)
                self._lines.append(self.of(inner))
                boxes, self.boxes = self.boxes, []
                for box in boxes:
                    self.read(box)
            elif name == "AlternateContent":
                self.read(alternative(inner))
            elif name not in LEFT_OUT:
                self._meet(name, inner)
                self.read(inner)

    def _element(self, element: Any) -> Iterator[str]:  # noqa: ANN401
        name = local(element)
        self._meet(name, element)
        start = self._length
        yield from super()._element(element)
        colour = _colour(element) if name == "r" else ""
        if colour and self._length > start:
            self.coloured.append((start, self._length, colour))

    def _meet(self, name: str, element: Any) -> None:  # noqa: ANN401
        if name == "commentRangeStart":
            # A paragraph that comes next begins a line of its own.
            self.starts.setdefault(value(element, "id"), self._length)
        elif name == "commentRangeEnd":
            self.ends.setdefault(value(element, "id"), self._length)

    def _text(self, name: str, element: Any) -> str | None:  # noqa: ANN401
        # Unlike a reader of sources this one keeps every character: it is held against a text that has them.
        found = super()._text(name, element)
        if name == "t":
            found = (element.text or "").replace("\r", "")
        elif name == "softHyphen":
            found = "\u00ad"
        if found is not None and not self.field_is_open:
            self._length += len(found)
        return found


def _colour(run: Any) -> str:  # noqa: ANN401
    """Return the colour that a run is marked with, by a highlighter or as a background, or ""."""
    properties = child(run, "rPr")
    if properties is None:
        return ""
    colour = value(child(properties, "highlight")) or value(child(properties, "shd"), "fill")
    return "" if colour in _NO_COLOUR else colour


def _comments(package: Package, main: str, text: _Text, place: Place) -> list[Mark]:
    part = package.related(main, "comments")
    elements = [one for one in package.xml(part) if local(one) == "comment"] if part else []
    answers = _answers(package, main)
    said = {_paragraph_id(one): one for one in elements}
    replies: dict[str, list[str]] = {}
    for identifier, one in said.items():
        asked = answers.get(identifier, "")
        if asked in said:
            replies.setdefault(_root_of(asked, answers), []).append(f"{value(one, 'author')}: {_words(one)}")
    marks = []
    for number, one in enumerate(elements, 1):
        identifier = _paragraph_id(one)
        if answers.get(identifier, "") in said and identifier:
            continue
        start = text.starts.get(value(one, "id"), -1)
        end = text.ends.get(value(one, "id"), start)
        marks.append(
            Mark(
                Place(place.path, number),
                max(start, 0),
                max(end, 0),
                value(one, "author").strip(),
                _words(one),
                tuple(replies.get(identifier, ())) if identifier else (),
                time=value(one, "date"),
            )
        )
    return marks


def _words(comment: Any) -> str:  # noqa: ANN401
    inner = Words()
    return "\n".join(inner.of(element) for element in comment.iter() if local(element) == "p").strip()


def _paragraph_id(comment: Any) -> str:  # noqa: ANN401
    """Return the id by which others answer a comment: that of its last paragraph."""
    paragraphs = [element for element in comment.iter() if local(element) == "p"]
    return value(paragraphs[-1], "paraId") if paragraphs else ""


def _answers(package: Package, main: str) -> dict[str, str]:
    """Return the id of a reply → the id of the comment that it answers."""
    part = package.related(main, "commentsExtended")
    if not part:
        return {}
    lines = [one for one in package.xml(part) if local(one) == "commentEx"]
    return {value(one, "paraId"): value(one, "paraIdParent") for one in lines if value(one, "paraIdParent")}


def _root_of(identifier: str, answers: dict[str, str]) -> str:
    seen: set[str] = set()
    while identifier in answers and identifier not in seen:
        seen.add(identifier)
        identifier = answers[identifier]
    return identifier


def _highlights(text: _Text, comments: list[Mark], place: Place) -> list[Mark]:
    """Return the highlights that are no comment's, runs of one colour that follow each other as one."""
    joined: list[tuple[int, int, str]] = []
    for start, end, colour in text.coloured:
        if joined and joined[-1][1:] == (start, colour):
            joined[-1] = (joined[-1][0], end, colour)
        else:
            joined.append((start, end, colour))
    whole = text.text
    return [
        Mark(place, start, end, colour=colour)
        for start, end, colour in joined
        if whole[start:end].strip() and not any(_is_of(one, start, end) for one in comments)
    ]


def _is_of(comment: Mark, start: int, end: int) -> bool:
    """Tell whether a highlight is what the comment is about: a few words within a long passage are a mark of their own."""
    shared = min(end, comment.end) - max(start, comment.start)
    return shared > 0 and 2 * shared >= comment.end - comment.start


def _carried(package: Package, main: str) -> tuple[str, tuple[Coding, ...]]:
    """Return the document's name and the codings that the file was written with, where a file of ours says so."""
    for part in package.parts_related(main, "customXml"):
        root = package.xml(part)
        if root.tag == f"{{{CARRIED}}}codings":
            return root.get("document") or "", uncarried(root.text or "")
    return "", ()

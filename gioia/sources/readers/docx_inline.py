"""The words of a Word paragraph: what a person sees who has accepted all changes.

Elements are known by their local names, because the strict and the usual flavour of the format differ in namespaces
only. Deleted and moved-away text, comments, instructions of fields, hidden text and the pinyin above a character are not
seen; a drawing is kept once although Word writes it twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

PAGE_BREAK = "\x0c"
"""Stands in a paragraph's words where a page or column break is; the caller drops it."""
LEFT_OUT = frozenset({"del", "moveFrom"})
_PROPERTIES = frozenset(
    {f"{of}Pr" for of in ("p", "r", "tbl", "tr", "tc", "sect", "sdt", "sdtEnd")} | {"tblPrEx", "tblGrid"}
)
_INSTRUCTIONS = frozenset({"instrText", "delInstrText", "delText", "fldData", "rt"})
_SILENT = _PROPERTIES | _INSTRUCTIONS
_MARKS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_FALSE = frozenset({"0", "false", "off", "none"})
_GREEK = dict(
    zip(
        range(0x41, 0x7B),
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
_SYMBOLS = {
    "symbol": {**_GREEK, 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xAC: "←", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB9: "≠"},
    "wingdings": {
        0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0xA7: "▪", 0xA8: "□", 0xD8: "➢", 0xDF: "←",
        0xE0: "→", 0xE8: "➔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□"},
}  # fmt: skip


def local(element: Any) -> str:  # noqa: ANN401 - lxml has no types
    """Return the element's name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Any, *path: str) -> Any:  # noqa: ANN401 - lxml has no types
    """Return the first descendant by a path of local names, or None."""
    for step in path:
        element = next((inner for inner in element if local(inner) == step), None)
        if element is None:
            return None
    return element


def value(element: Any, key: str = "val") -> str:  # noqa: ANN401 - lxml has no types
    """Return an attribute by its local name, "" where it or the element is missing."""
    if element is None:
        return ""
    return next((str(text) for name, text in element.attrib.items() if name.rpartition("}")[2] == key), "")


def is_on(element: Any) -> bool:  # noqa: ANN401 - lxml has no types
    """Tell whether a switch is there and not switched off."""
    return element is not None and value(element).lower() not in _FALSE


class Words:
    """Collects the words of paragraphs in the order of the document, and what was met on the way.

    Fields may run over paragraphs and notes are numbered through the document: hence one collector a document.
    `boxes` fills with the contents of text boxes, for the caller to set below the paragraph that anchors them.
    """

    def __init__(self, *, fields: bool = True) -> None:
        self.notes: list[tuple[str, str]] = []
        self.boxes: list[Any] = []
        self.met: set[str] = set()
        self._fields = fields
        self._instructing: list[bool] = []

    @property
    def field_is_open(self) -> bool:
        """Whether an instruction was never ended, so that what follows it was taken for a part of it."""
        return any(self._instructing)

    def of(self, paragraph: Any) -> str:  # noqa: ANN401 - lxml has no types
        """Return the words of a paragraph."""
        return "".join(self._children(paragraph))

    def _children(self, element: Any) -> Iterator[str]:  # noqa: ANN401
        for inner in element:
            yield from self._element(inner)

    def _element(self, element: Any) -> Iterator[str]:  # noqa: ANN401
        name = local(element)
        if name in {*LEFT_OUT, "ins", "moveTo"}:
            self.met.add("change")
        if name in LEFT_OUT or name in _SILENT:
            return
        if name == "r" and is_on(child(element, "rPr", "vanish")):
            if any(local(inner) == "t" and inner.text for inner in element):
                self.met.add("hidden")
        elif name == "fldChar":
            self._field(value(element, "fldCharType"))
        elif name == "txbxContent":
            self.boxes.append(element)
        elif name == "AlternateContent":
            yield from self._children(alternative(element))
        else:
            text = self._text(name, element)
            if text is None:
                yield from self._children(element)
            elif not self.field_is_open:
                yield text

    def _text(self, name: str, element: Any) -> str | None:  # noqa: ANN401
        """Return the text that an element stands for, or None where its children are to be looked at."""
        if name == "t":
            return (element.text or "").replace("\u00ad", "").replace("\r", "")
        if name == "br":
            return PAGE_BREAK if value(element, "type") in {"page", "column"} else "\n"
        if name == "sym":
            return self._symbol(value(element, "font"), value(element, "char"))
        if name in _NOTES:
            return self._note(_NOTES[name], value(element, "id"))
        return _MARKS.get(name)

    def _field(self, kind: str) -> None:
        if not self._fields:
            return
        if kind == "begin":
            self._instructing.append(True)
        elif kind == "separate" and self._instructing:
            self._instructing[-1] = False
        elif kind == "end" and self._instructing:
            self._instructing.pop()

    def _note(self, kind: str, number: str) -> str:
        note = (kind, number)
        if note not in self.notes:
            self.notes.append(note)
        return f"[{self.notes.index(note) + 1}]"

    def _symbol(self, font: str, code: str) -> str:
        try:
            point = int(code, 16)
            known = _SYMBOLS.get(font.lower(), {}).get(point & 0xFF)
            text = known or chr(point)
            text.encode()
        except (ValueError, OverflowError):
            text = "\ufffd"
        return text


def alternative(element: Any) -> Any:  # noqa: ANN401 - lxml has no types
    """Return the one of the alternatives of a drawing that holds its text: the first, unless only a later one does."""
    choices = [inner for inner in element if local(inner) in {"Choice", "Fallback"}]
    written = (choice for choice in choices if any(local(inner) in {"t", "sym"} for inner in choice.iter()))
    return next(written, choices[0] if choices else ())

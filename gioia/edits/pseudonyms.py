"""Pseudonyms: names found in a text, longest first, and what stands in their place.

A name of a script that writes words apart stands by itself: Ann is not found in Hannah. A Chinese name is found anywhere, also
where a line breaks within it. Case and width are taken as they are written; what differs in them is left, and told as a
look-alike (`gioia.edits.look_alikes`), for a person to decide.

`Moved` tells where every place of a text is after its names were replaced, so that what is coded moves with it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from gioia.codings.indicator_words import is_of_spaced_script
from gioia.errors import GioiaError
from gioia.findings import Finding, Place, finding
from gioia.plaintext.files import shown_path
from gioia.plaintext.shape import check_shape
from gioia.plaintext.tree import read_tree
from gioia.sources.documents import is_folder_name
from gioia.sources.normal import INVISIBLE

_GAP = rf"[\s{INVISIBLE}]*"


class Person(Struct, frozen=True):
    """Whoever has a pseudonym: the forms of the name, as they are written, and the place in the file of names."""

    forms: tuple[str, ...]
    pseudonym: str
    place: Place = Place()


def read_names(path: Path) -> tuple[tuple[Person, ...], list[Finding]]:
    """Return the persons of a file of names, and what is wrong with it: FI1 to FI6, NA2 for a form that stands twice."""
    tree, findings = read_tree(path)
    if not findings:
        findings = check_shape(tree, "names")
    persons = tuple(
        Person((node.string("name"), *node.strings("also")), node.string("pseudonym"), node.place)
        for node in tree.list("names")
    )
    if not persons and not findings:
        remedy = "write each person under names, with a pseudonym"
        findings.append(finding("FI5", Place(shown_path(path)), "no name is given", remedy))
    seen: dict[str, Place] = {}
    called: set[str] = set()
    for person in persons:
        if person.pseudonym in person.forms:
            message = f"{person.pseudonym!r} is to stand for itself"
            findings.append(finding("FI5", person.place, message, "choose another pseudonym", subject=person.pseudonym))
        if person.pseudonym in called:
            message = f"the pseudonym {person.pseudonym!r} stands twice"
            remedy = "give each person one of their own; other forms of one name go under also"
            findings.append(finding("NA2", person.place, message, remedy, subject=person.pseudonym))
        called.add(person.pseudonym)
        for form in person.forms:
            if form in seen:
                remedy = "give each name one pseudonym"
                findings.append(finding("NA2", person.place, f"the name {form!r} stands twice", remedy, subject=form))
            seen[form] = person.place
        if person.pseudonym and not is_folder_name(person.pseudonym):
            remedy = "use letters, digits and spaces: it may name a file"
            message = f"{person.pseudonym!r} cannot stand for a name"
            findings.append(finding("FI5", person.place, message, remedy, subject=person.pseudonym))
    return persons, findings


class Moved(Struct, frozen=True):
    """A text with its names replaced: half-open spans of the old text, where each begins in the new one, and what stands there."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    begins: tuple[int, ...] = ()
    pseudonyms: tuple[str, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a half-open span of the old text is in the new one; a name that it cuts is in it whole."""
        return self._place(start, is_end=False), self._place(end, is_end=True)

    def kept(self, old: str) -> str:
        """Return what of the old text still stands in the new one, with a line end for every name."""
        starts = (0, *(end for _, end in self.spans))
        ends = (*(start for start, _ in self.spans), len(old))
        return "\n".join(old[start:end] for start, end in zip(starts, ends, strict=True))

    def _place(self, place: int, *, is_end: bool) -> int:
        index = bisect_right(self.spans, (place, -1) if is_end else (place, place)) - 1
        if index < 0:
            return place
        (start, end), begin = self.spans[index], self.begins[index]
        finish = begin + len(self.pseudonyms[index])
        if place >= end:
            return finish + place - end
        return begin if place == start or not is_end else finish


class Pseudonyms:
    """The persons of a file of names, and what they are called in their place."""

    def __init__(self, persons: Sequence[Person]) -> None:
        self.persons = persons
        pairs = {form: person.pseudonym for person in persons for form in person.forms}
        self._forms = sorted(pairs, key=lambda form: (-len(form), form))
        self._new = [pairs[form] for form in self._forms]

    def moved(self, text: str) -> Moved:
        """Return the text with its names replaced."""
        spans, begins, pseudonyms, parts = [], [], [], []
        done = length = 0
        for match in self._pattern.finditer(text):
            new = self._called(match)
            length += match.start() - done
            parts += [text[done : match.start()], new]
            spans.append(match.span())
            begins.append(length)
            pseudonyms.append(new)
            length += len(new)
            done = match.end()
        return Moved("".join([*parts, text[done:]]), tuple(spans), tuple(begins), tuple(pseudonyms))

    def places(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield each form of a name that stands in the text, with its half-open span."""
        for match in self._pattern.finditer(text):
            yield self._forms[(match.lastindex or 1) - 1], *match.span()

    def replaced(self, text: str) -> str:
        """Return the text with its names replaced, for texts whose places nobody counts."""
        return self._pattern.sub(self._called, text)

    def without_cut_head(self, text: str) -> str:
        """Return a text without what it begins with where that is the end of a name which is cut there."""
        ends = (form[at:] for form in self._forms for at in range(1, len(form)))
        return text[max((len(end) for end in ends if text.startswith(end)), default=0) :]

    def without_cut_tail(self, text: str) -> str:
        """Return a text without what it ends with where that is the beginning of a name which is cut there."""
        begins = (form[:at] for form in self._forms for at in range(1, len(form)))
        return text[: len(text) - max((len(begin) for begin in begins if text.endswith(begin)), default=0)]

    def _called(self, match: re.Match[str]) -> str:
        return self._new[(match.lastindex or 1) - 1]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """The names, the longest first, each in a group that tells which of them was found."""
        return re.compile("|".join(f"({form_pattern(form)})" for form in self._forms) or r"(?!)")


def form_pattern(form: str) -> str:
    """Return the pattern of a name: by itself where its script writes words apart, with gaps where a line may break.

    A letter with a mark is one character or two, as systems write it.
    """
    form = unicodedata.normalize("NFC", form)
    parts = []
    for at, char in enumerate(form):
        if char.isspace():
            parts.append(rf"[\s{INVISIBLE}]+")
        else:
            before = form[at - 1] if at else ""
            gap = (
                _GAP
                if before and not before.isspace() and not (is_of_spaced_script(before) and is_of_spaced_script(char))
                else ""
            )
            parts.append(gap + _written(char))
    return f"{_edge(form[0], '(?<!{})')}{''.join(parts)}{_edge(form[-1], '(?!{})')}"


def _written(char: str) -> str:
    whole, parted = re.escape(char), unicodedata.normalize("NFD", char)
    return whole if parted == char else f"(?:{whole}|{re.escape(parted)})"


_APART = r"[^\W_\u0e00-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\uff0f\uff66-\uffef\U00020000-\U0003ffff]"
"""A letter or digit of a script that writes words apart, as `is_of_spaced_script` tells them."""
_MARK = r"[\u0300-\u036f]"
"""What makes another letter of the one before it."""


def _edge(char: str, form: str) -> str:
    return form.format(f"(?:{_APART}|{_MARK})") if is_of_spaced_script(char) else ""


def sound_names(path: Path) -> Pseudonyms:
    """Return the pseudonyms of a file of names. Raises GioiaError, with the first fault, where it has one."""
    persons, findings = read_names(path)
    if findings:
        raise GioiaError(f"{findings[0].place} {findings[0].message}", remedy=findings[0].remedy)
    return Pseudonyms(persons)

"""Ids made anew in a copy: from what the copy tells, and from nothing else.

The program makes the id of a coding or an edit from its fields. Whoever suspects what a field was called can make the id
again and compare, long after a coding has got another concept or place. So in a copy every id of that form is made from the
copy's own fields, and one of which nothing is known but itself is counted. Ids that persons gave stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from gioia.codings.coding import Coding, coding_id, with_free_id
from gioia.study.history import Deed, Edit, edit_id

_MADE = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{12}(?![0-9A-Za-z])")
_MIXED = re.compile(r"(?=.*[0-9]).*[a-f]")


class NewIds:
    """Old id → new id, of all ids that the program made for one study."""

    def __init__(self) -> None:
        self._new: dict[str, str] = {}
        self._taken: set[str] = set()

    def of(self, id: str) -> str:
        """Return the new id; one that a person gave is its own."""
        return self._new.get(id, id)

    def within(self, text: str) -> str:
        """Return a text with new ids in the places of old ones."""
        return _MADE.sub(lambda match: self.of(match[0]), text)

    def add_coding(self, id: str, told: Coding) -> None:
        """Renew the id of a coding, which is `told` in the copy."""
        if is_made(id) and id not in self._new:
            key = (told.document, told.start, told.end, told.concept, told.coder)
            self._add(id, with_free_id(replace(told, id=coding_id(*key)), self._taken).id)

    def add_edits(self, told: Sequence[Edit]) -> None:
        """Renew the ids of edits, which are `told` in the copy but for their ids, in the history's order."""
        for old, new in renewed(told).items():
            self._add(old, new)

    def add(self, ids: Iterable[str]) -> None:
        """Renew the ids of which nothing else is known."""
        for id in ids:
            number = len(self._new)
            if is_made(id) and id not in self._new:
                self._add(id, coding_id("", number, number, "", ""))

    def _add(self, old: str, new: str) -> None:
        self._new[old] = new
        self._taken.add(new)


def renewed(told: Sequence[Edit]) -> dict[str, str]:
    """Return old id → new id of edits: from who, when, what and the place, and not from files that a copy does not have."""
    return {
        edit.id: edit_id(edit.time, edit.by, Deed(edit.verb, edit.about, edit.to), (), place)
        for place, edit in enumerate(told)
    }


def is_made(id: str) -> bool:
    """Tell whether an id has the form of one that the program made: twelve hexadecimal digits."""
    return bool(_MADE.fullmatch(id))


def likely_ids(text: str) -> Iterator[str]:
    """Yield what stands in a text and is an id if anything: a number of twelve digits, or a word of twelve letters, is none."""
    return (match[0] for match in _MADE.finditer(text) if _MIXED.match(match[0]))

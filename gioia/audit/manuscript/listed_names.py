"""Lists of names in running prose: A、B和C; (reading aloud, sharing tools). A member that is no name, among names, is meant for one.

Only lists count in which another member is a name as it is: two, or one where the list stands in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from gioia.audit.manuscript.names import Name, Names, key, ordered_words
from gioia.audit.manuscript.paragraphs import Paragraph
from gioia.audit.manuscript.terms import list_end

_PART = re.compile(r"[（(][^（）()]{3,300}[）)]|[^（）()。！？；：.!?;:\n]+")
_COMMA = re.compile(r"\s{0,9}[、,，]\s{0,9}(?:(?:and|or)\s{1,9})?|\s{1,9}and\s{1,9}|[和与及](?=[\u4e00-\u9fff])")
_FEWEST, _MOST = 3, 60
"""How many letters a member has that may be a name."""

_HEAD = 3


class Stranger(Struct, frozen=True):
    """A member of a list of names that is none: its words, their span in the paragraph, the others' noun, and which names they are."""

    words: str
    start: int
    stop: int
    noun: str
    others: tuple[Name, ...]


class _Member(Struct, frozen=True):
    words: str
    start: int
    stop: int
    name: Name | None


def strangers(paragraph: Paragraph, names: Names) -> Iterator[Stranger]:
    """Yield the members of the lists of a paragraph that stand right beside a name and are none."""
    for part in _PART.finditer(paragraph.text):
        in_brackets = part[0][0] in "（("
        members = _members(paragraph.text, part.start() + in_brackets, part.end() - in_brackets, names)
        known = [one.name for one in members if one.name is not None]
        if len(members) < 2 or len({name.text for name in known}) < (1 if in_brackets else 2):  # noqa: PLR2004 - a list
            continue
        for at, one in enumerate(members):
            beside = [other.name for other in (*members[max(0, at - 1) : at], *members[at + 1 : at + 2]) if other.name]
            if one.name is None and beside and _FEWEST <= len(key(one.words)) <= _MOST:
                yield Stranger(one.words, one.start, one.stop, beside[0].noun, tuple(known))


def shares_a_beginning(words: str, name: Name) -> bool:
    """Tell whether a word of a Latin text begins like one of a name; Chinese is compared by its characters alone."""
    if not key(words).isascii():
        return True
    heads = {word[:_HEAD] for word in name.words if len(word) > _HEAD}
    return any(word[:_HEAD] in heads for word in ordered_words(words))


def _members(text: str, start: int, stop: int, names: Names) -> list[_Member]:
    """Return the members of a list; of the first and last the name at the end and at the beginning counts, as a sentence goes on.

    A member ends before 等, or before the number and noun of all of them: A、B和C三个维度.
    """
    cuts = [(match.start(), match.end()) for match in _COMMA.finditer(text, start, stop)]
    begins, ends = [start, *(end for _, end in cuts)], [*(begin for begin, _ in cuts), stop]
    found: list[_Member] = []
    for begin, end in _whole(text, list(zip(begins, ends, strict=True)), names):
        name = names.named(text[begin:end].strip(" *_")) or _within(text[begin:end], names)
        ends_before = 0 if name or begin == start else list_end(text, begin + _FEWEST, end)
        words = text[begin : ends_before or end].strip(" *_")
        if key(words):
            at = text.index(words, begin)
            found.append(_Member(words, at, at + len(words), name))
    return found


def _whole(text: str, pieces: Sequence[tuple[int, int]], names: Names) -> Iterator[tuple[int, int]]:
    """Yield the pieces, two of them as one where they are a name together: 清理与开荒."""
    number = 0
    while number < len(pieces):
        begin, end = pieces[number]
        if number + 1 < len(pieces) and names.named(text[begin : pieces[number + 1][1]]):
            number += 1
            end = pieces[number][1]
        yield begin, end
        number += 1


def _within(words: str, names: Names) -> Name | None:
    """Return the name that stands among the words; of Latin letters only with which they begin or end, as letters run into words."""
    letters = key(words)
    held = [name for name in names.all if any(_stands(alias, letters) for alias in name.keys)]
    return max(held, key=lambda name: len(name.text), default=None)


def _stands(alias: str, letters: str) -> bool:
    if len(alias) < _FEWEST:
        return False
    return letters.startswith(alias) or letters.endswith(alias) or (not alias.isascii() and alias in letters)

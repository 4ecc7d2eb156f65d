"""Look-alikes: what is left in a redacted text and may still name somebody.

No list of names is complete. Looked for are a name as it is, where it was not taken for one; in another width, case or script
(simplified and traditional characters, each by itself); a part of it (the given name, the family name before a form of address,
one word of several), its initials, and its pinyin. Whether it is the person is for a person to decide: nothing is replaced here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from gioia.codings.indicator_words import is_of_spaced_script
from gioia.edits.pseudonyms import Person, Pseudonyms, form_pattern
from gioia.sources.normal import folded_char
from gioia.sources.scripts import script_classes

_ADDRESS = "老师|老板|师傅|先生|女士|太太|小姐|经理|主任|书记|厂长|教授|博士|医生|总|董|工|某|老|姐|哥|叔|姨|伯|爷|奶"
_ADDRESSED = "[小老阿]"
_LEAST_WORD = 3
"""Words of fewer letters are no part of a Latin name that is worth a look."""
_JOINT = r"[\s\-_'’.]*"
"""What may stand between the parts of a name, in an address for one."""
_WHOLE = 2
_LONGEST_FAMILY = 2
_FULL = 4
"""A Chinese name of so many characters has a family name of two."""


def is_address(words: str, name: str) -> bool:
    """Tell whether words are how a person of that name is spoken to: 林老师, 老林."""
    return re.fullmatch(rf"{_ADDRESSED}?{re.escape(name)}(?:{_ADDRESS})?", words) is not None


class LookAlike(Struct, frozen=True):
    """What is left in a text: a half-open span of its code points, the words, how they are alike, and whose name it may be."""

    start: int
    end: int
    words: str
    manner: str
    person: Person


class LookAlikes:
    """The look-alikes of the persons of a file of names."""

    def __init__(self, pseudonyms: Pseudonyms) -> None:
        self._persons = pseudonyms.persons
        self._called = {person.pseudonym for person in pseudonyms.persons}

    def within(self, text: str) -> list[LookAlike]:
        """Return the look-alikes in a text, in their order; of those that overlap the likeliest."""
        plain = self._plain(text)
        taken = [match.span() for match in self._pseudonym.finditer(text)] if self._called else []
        found: list[LookAlike] = []
        for person, manner, pattern, fits in self._patterns:
            for match in pattern.finditer(plain):
                start, end = match.span()
                words = text[start:end]
                if fits(words) and not any(start < last and first < end for first, last in taken):
                    taken.append((start, end))
                    found.append(LookAlike(start, end, words, manner(words), person))
        return sorted(found, key=lambda one: one.start)

    @cached_property
    def _pseudonym(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, sorted(self._called, key=len, reverse=True))))

    @cached_property
    def _patterns(self) -> list[tuple[Person, Callable[[str], str], re.Pattern[str], Callable[[str], bool]]]:
        """Return what is looked for, the likeliest first."""
        found: list[tuple[int, Person, Callable[[str], str], re.Pattern[str], Callable[[str], bool]]] = []
        for person in self._persons:
            for form in person.forms:
                found.append((0, person, _manner(form), re.compile(form_pattern(self._plain(form))), bool))
                found += [
                    (rank, person, lambda _, manner=manner: manner, re.compile(pattern), fits)  # type: ignore[misc]
                    for rank, manner, pattern, fits in _partly(form, self._plain(form), self._plain(_ADDRESS))
                ]
        return [each[1:] for each in sorted(found, key=lambda each: each[0])]

    def _plain(self, text: str) -> str:
        """Return a text of the same length with width, case and script made alike."""
        return "".join([self._alike[char] for char in text])

    @cached_property
    def _alike(self) -> dict[str, str]:
        return _Alike()


class _Alike(dict[str, str]):
    """Character → what stands for all that are like it, one character each."""

    def __missing__(self, char: str) -> str:
        narrow = folded_char(char)
        alike = narrow if len(narrow) == 1 else char
        self[char] = alike = min(script_classes().get(alike, alike))
        return alike


def _manner(form: str) -> Callable[[str], str]:
    """Return how words that are alike differ from a form of a name."""

    def manner(words: str) -> str:
        if "".join(words.split()) == "".join(form.split()):
            return "as it is"
        narrow = unicodedata.normalize("NFKC", words)
        if "".join(narrow.split()) == "".join(form.split()):
            return "another width"
        if narrow.casefold() == form.casefold():
            return "another case"
        return "written otherwise" if all(map(is_of_spaced_script, filter(str.isalnum, form))) else "another script"

    return manner


_Part = tuple[int, str, str, Callable[[str], bool]]
"""Rank, manner, pattern and test of what tells a name in part: 1 a part of it, 2 its pinyin or its initials."""


def _partly(form: str, plain: str, address: str) -> Iterator[_Part]:
    """Yield what tells a form of a name in part, the form and the ways to address somebody made alike in `plain` and `address`."""
    bare = "".join(plain.split())
    if all(is_of_spaced_script(char) or not char.isalnum() for char in bare):
        yield from _latin(plain)
    elif len(bare) >= _WHOLE and not any(map(is_of_spaced_script, bare)):
        yield from _chinese(bare, address)
        yield from _romanised("".join(form.split()))


def _latin(form: str) -> Iterator[_Part]:
    words = re.findall(r"[^\W_]+", form)
    if len(words) < _WHOLE:
        return
    for order in (words, words[::-1]):
        yield 1, "written otherwise", _bounded(_JOINT.join(map(re.escape, order))), bool
    for word in words:
        if len(word) >= _LEAST_WORD:
            yield 1, "part of a name", form_pattern(word), bool
    yield 2, "initials", _initials(word[0] for word in words), str.isupper


def _chinese(form: str, address: str) -> Iterator[_Part]:
    family, given = _cut(form)
    if len(form) == _WHOLE and family in _ADDRESSED:
        family = given
    parts = {form[first:last] for first in range(len(form)) for last in range(first + _WHOLE, len(form) + 1)} - {form}
    longest = sorted(parts, key=lambda part: (-len(part), part))
    called = f"{re.escape(family)}(?:{address})"
    nicknamed = f"{_ADDRESSED}(?:{re.escape(family)}|{re.escape(given[-1])})"
    yield 1, "part of a name", "|".join([*map(re.escape, longest), called, nicknamed]), bool


def _romanised(form: str) -> Iterator[_Part]:
    from pypinyin import lazy_pinyin

    one, other = map(lazy_pinyin, _cut(form))
    for syllables in ((*one, *other), (*other, *one)):
        yield 2, "pinyin", _bounded(_JOINT.join(map(re.escape, syllables))), bool
    yield 2, "initials", _initials(syllable[0] for syllable in (*one, *other)), str.isupper


def _cut(form: str) -> tuple[str, str]:
    """Return the family name and the given name of a Chinese name."""
    cut = _LONGEST_FAMILY if len(form) >= _FULL else 1
    return form[:cut], form[cut:]


def _initials(letters: Iterable[str]) -> str:
    return _bounded(r"\.?\s?".join(re.escape(letter.casefold()) for letter in letters) + r"\.?")


def _bounded(pattern: str) -> str:
    return rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])"

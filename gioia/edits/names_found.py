"""Where the names of a file of names were found: which stand nowhere, and which are so short that they stand within words.

A name that is written wrong in the file of names is replaced nowhere, and the copy tells it; one of a single character stands
within words that name nobody (行李 for 李). Either is told, for a person to decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from gioia.edits.look_alikes import is_address
from gioia.edits.pseudonyms import Person, Pseudonyms
from gioia.errors import GioiaError
from gioia.findings import Finding, counted, finding, listed
from gioia.sources.tokens import cut


def about_names(texts: Iterable[str], pseudonyms: Pseudonyms) -> list[Finding]:
    """Return a finding SE2 for each person of whom no form stands in the texts, and for each form of one character in words.

    Raises GioiaError where nobody's name stands in any of them: the copy would be no other than the study.
    """
    found: set[str] = set()
    within: dict[str, Counter[str]] = {}
    for text in texts:
        for form, start, _ in pseudonyms.places(text):
            found.add(form)
            if len(form) == 1:
                within.setdefault(form, Counter())[_word_at(text, start)] += 1
    absent = [person for person in pseudonyms.persons if found.isdisjoint(person.forms)]
    if len(absent) == len(pseudonyms.persons):
        remedy = "write them in the file of names as the documents do; nothing was written"
        raise GioiaError("none of the names stands in the study", remedy=remedy, exit_code=1)
    return [*map(_absent, absent), *_short(pseudonyms.persons, within)]


def _word_at(text: str, place: int) -> str:
    """Return the word of the line in which a place stands."""
    start = text.rfind("\n", 0, place) + 1
    line = text[start:].partition("\n")[0]
    for word in cut(line):
        start += len(word)
        if start > place:
            return word
    return ""


def _absent(person: Person) -> Finding:
    message = f"the name {person.forms[0]!r} stands nowhere in the study"
    remedy = "write it as the documents do, or delete it from the file of names"
    return finding("SE2", person.place, message, remedy, subject=person.forms[0])


def _short(persons: Iterable[Person], within: dict[str, Counter[str]]) -> Iterator[Finding]:
    for person in persons:
        for form in person.forms:
            places = within.get(form, Counter())
            words = [one for one, _ in places.most_common() if one != form and not is_address(one, form)]
            if words:
                times = counted(sum(places.values()), "place")
                message = (
                    f"the name {form!r} is one character, and was replaced in {times}, also within {listed(words, 8)}"
                )
                remedy = "where that is nobody's name, write longer forms, with what stands beside it"
                yield finding("SE2", person.place, message, remedy, subject=form)

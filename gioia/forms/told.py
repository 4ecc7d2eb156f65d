"""What forms are filled from, and what a fact is: a sentence about the study in both languages, and where that can be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from gioia.audit.trail import Entry
from gioia.displays.display import Display, Figure, Table
from gioia.study.record import Study

Words = tuple[str, str]
"""The same in English and in Chinese."""

_NAMED = {Table: ("Table ", "表"), Figure: ("Figure ", "图")}


class Fact(Struct, frozen=True):
    """What a study's files show: `text` in both languages, and the files, displays or commands where it is seen."""

    text: Words
    places: tuple[Words, ...] = ()


class Known(Struct, frozen=True):
    """A study with the trail of its edits, and the numbers that its displays have, by kind and by name without the number."""

    study: Study
    entries: tuple[Entry, ...] = ()
    numbers: Mapping[str, tuple[str, tuple[int, ...]]] = {}

    def shown(self, name: str) -> tuple[Words, ...]:
        """Return what a display is called, as Table 2 and 表2, several as Table 2–4; nothing where there is none of the name."""
        kind, numbers = self.numbers.get(name, ("", ()))
        if not numbers:
            return ()
        english, chinese = _NAMED[Table if kind == "table" else Figure]
        if len(numbers) == 1:
            return ((f"{english}{numbers[0]}", f"{chinese}{numbers[0]}"),)
        first, last = numbers[0], numbers[-1]
        return ((f"{english.strip()}s {first}–{last}", f"{chinese}{first}—{chinese}{last}"),)


Tell = Callable[[Known], Fact | None]


class Teller(Struct, frozen=True):
    """A fact that may be told: the function that tells it, None where the study has nothing to tell, and what would give it."""

    tell: Tell
    wants: str


def places(*names: str) -> tuple[Words, ...]:
    """Return files and commands as places; they have one name in both languages."""
    return tuple((name, name) for name in names)


def numbers_of(displays: Iterable[Display]) -> dict[str, tuple[str, tuple[int, ...]]]:
    """Return the name of a display without its number → its kind and number; the evidence of all stages is one name."""
    found: dict[str, tuple[str, tuple[int, ...]]] = {}
    for display in displays:
        kind, _, name = display.key.split("-", 2)
        name = "evidence" if name.startswith("evidence") else name
        before = found.get(name, (kind, ()))[1]
        found[name] = kind, before if display.number in before else (*before, display.number)
    return found

"""Saturation: how many concepts each source brings that no source before it had, and when there come few.

The sources are taken one after the other, in the order of the register, and of each the concepts are counted that are coded in it
for the first time (Guest, Bunce and Johnson 2006). How little is little enough is said as Guest, Namey and Chen (2020) say it:
the concepts of the first few sources are the base; those that are new in the next few, the run, are held against it, and the
material is enough after the last source before the first run that brings no more than the threshold. Base, run and threshold
are choices, to be named with the figure; where a study has fewer sources than base and run together, nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from msgspec import Struct

from gioia.codings.coding import Coding
from gioia.displays.counts import counted, source_order
from gioia.study.record import Study, cited_source

Unit = Literal["source", "document"]

BASE, RUN, THRESHOLD = 4, 2, 0.05
"""What Guest, Namey and Chen (2020) work with: four to begin with, runs of two, five per cent."""


class Step(Struct, frozen=True):
    """A source or document in its turn: its codings, the concepts that are new in it, and how many are known by then."""

    name: str
    codings: int
    new: tuple[str, ...]
    known: int


class Ratio(Struct, frozen=True):
    """What a run brings: the place of its first and last step, counted from 1, and its share of the base, as a fraction."""

    first: int
    last: int
    new: int
    share: float


def steps(study: Study, unit: Unit = "source") -> tuple[Step, ...]:
    """Return the sources, or the documents, in which anything is coded, in the order of their registers."""
    by_name = _by_name(study, unit)
    names = source_order(study) if unit == "source" else dict.fromkeys([*study.documents, *sorted(by_name)])
    known: set[str] = set()
    found = []
    for name in names:
        codings = by_name.get(name, [])
        if codings:
            new = tuple(dict.fromkeys(coding.concept for coding in codings if coding.concept not in known))
            known.update(new)
            found.append(Step(name, len(codings), new, len(known)))
    return tuple(found)


def _by_name(study: Study, unit: Unit) -> dict[str, list[Coding]]:
    name: Callable[[Coding], str] = (
        (lambda coding: cited_source(study, coding)) if unit == "source" else (lambda coding: coding.document)
    )
    found: dict[str, list[Coding]] = {}
    for coding in counted(study):
        found.setdefault(name(coding), []).append(coding)
    return found


def ratios(new: Sequence[int], base: int = BASE, run: int = RUN) -> tuple[Ratio, ...]:
    """Return the runs after the base, each one step on; `new` are how many concepts are new in each step.

    None where there are fewer steps than base and run together, or where the base holds no concept.
    """
    of_base = sum(new[:base])
    if not of_base:
        return ()
    sums = ((at, sum(new[at : at + run])) for at in range(base, len(new) - run + 1))
    return tuple(Ratio(at + 1, at + run, count, count / of_base) for at, count in sums)


def reached(found: Iterable[Ratio], threshold: float = THRESHOLD) -> int | None:
    """Return after how many steps a run brings no more than the threshold for the first time, None where none does."""
    return next((ratio.first - 1 for ratio in found if ratio.share <= threshold), None)

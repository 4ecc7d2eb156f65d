"""Suggestions and verdicts: what procedures found, and what each person decided about it.

`suggestions/PERSON.jsonl` holds the verdicts of one person, a line each, with the suggestion as it was: two persons never write
into one file, and nobody's verdict is another's. A suggestion counts in no display. Accepted, it becomes a coding of the
person; rejected, it is not shown to them again, also when the rules find the same passage for the same concept anew.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from operator import attrgetter
from pathlib import Path

from gioia.codings.coding import Coding
from gioia.findings import Finding
from gioia.plaintext.files import files_below
from gioia.plaintext.lines import read_lines
from gioia.study.record import Study, Verdict, procedures

FOLDER = "suggestions"
SUFFIX = ".jsonl"

_PLACE = attrgetter("coder", "document", "start", "end", "concept")


def verdicts_path(root: Path, by: str) -> Path:
    """Return the file that holds the verdicts of a person."""
    return root / FOLDER / f"{by}{SUFFIX}"


def read_verdicts(root: Path) -> tuple[tuple[Verdict, ...], list[Finding]]:
    """Return the verdicts of all persons, by person and in their order, and the findings FI1, FI4 and FI7 about the files."""
    paths, findings = files_below(root / FOLDER, SUFFIX)
    read = [read_lines(path, Verdict) for path in paths]
    verdicts = chain.from_iterable(lines for lines, _, _ in read)
    return tuple(verdicts), [*findings, *chain.from_iterable(found for _, _, found in read)]


def open_suggestions(study: Study, person: str) -> list[Coding]:
    """Return what procedures found and the person has not decided about yet, in the study's order.

    What overlaps a coding of the person with the same concept is none any more.
    """
    names = procedures(study)
    decided = {_PLACE(verdict.suggestion) for verdict in study.verdicts if verdict.by == person}
    own: dict[tuple[str, str], list[Coding]] = defaultdict(list)
    for coding in study.codings:
        if coding.coder == person:
            own[coding.document, coding.concept].append(coding)
    return [
        coding
        for coding in study.codings
        if coding.coder in names
        and _PLACE(coding) not in decided
        and not any(
            mine.start < coding.end and coding.start < mine.end for mine in own[coding.document, coding.concept]
        )
    ]

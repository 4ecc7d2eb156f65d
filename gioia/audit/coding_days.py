"""How the codings came about: who coded how much on which day, from the codings themselves, the history of edits, and git.

The three witnesses stand side by side and are not made into one: a coding that stands bears the time at which it was made; an edit in
the history shows how many lines it put into the codings of a coder and took out; a commit shows the same of what was done with
gioia or by hand, on the day of the commit. A coding that changed is a line out and a line in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from msgspec import Struct

from gioia.audit.git_versions import Committed
from gioia.codings.store import FOLDER
from gioia.study.history import Edit
from gioia.study.record import Study


class Day(Struct, frozen=True):
    """What was coded on a day (ISO 8601) under the name of a coder.

    `codings` are those that stand and were made on that day, in so many `documents`, with so many `concepts`. `put_in` and
    `taken_out` are lines of the coder's files that edits of the day changed; `committed_in` and `committed_out` those that commits
    of the day did, and `committed_by` who committed.
    """

    day: str
    coder: str
    codings: int = 0
    documents: int = 0
    concepts: int = 0
    put_in: int = 0
    taken_out: int = 0
    committed_in: int = 0
    committed_out: int = 0
    committed_by: tuple[str, ...] = ()


def coding_days(
    study: Study, edits: Iterable[Edit], commits: Iterable[Committed], zone: tzinfo | None = None
) -> list[Day]:
    """Return the days on which anything was coded, by day and coder.

    `commits` are those of the study's codings. A day is one of the time zone `zone`, None for that of the machine.
    """
    made = defaultdict(list)
    for coding in study.codings:
        made[_day(coding.time, zone), coding.coder].append(coding)
    edited = _lines_of_edits(edits, zone)
    committed, people = _lines_of_commits(commits, zone)
    keys = sorted({*made, *(key[:2] for key in edited), *(key[:2] for key in committed)})
    return [
        Day(
            *key,
            len(made[key]),
            len({coding.document for coding in made[key]}),
            len({coding.concept for coding in made[key]}),
            edited[*key, True],
            edited[*key, False],
            committed[*key, True],
            committed[*key, False],
            tuple(sorted(people[key])),
        )
        for key in keys
    ]


def _lines_of_edits(edits: Iterable[Edit], zone: tzinfo | None) -> Counter[tuple[str, str, bool]]:
    """Return (day, coder, whether in) → lines."""
    lines: Counter[tuple[str, str, bool]] = Counter()
    for edit in edits:
        for file in edit.files:
            coder = _coder(file.path)
            if coder:
                day = _day(edit.time, zone)
                lines[day, coder, True] += sum(piece.added for piece in file.pieces)
                lines[day, coder, False] += sum(_count(piece.removed) for piece in file.pieces)
    return +lines


def _count(removed: str) -> int:
    """Return how many lines a text has; a quotation may hold what other programs take for the end of a line."""
    return removed.count("\n") + (bool(removed) and not removed.endswith("\n"))


def _lines_of_commits(
    commits: Iterable[Committed], zone: tzinfo | None
) -> tuple[Counter[tuple[str, str, bool]], dict[tuple[str, str], set[str]]]:
    """Return (day, coder, whether in) → lines, and (day, coder) → who committed."""
    lines: Counter[tuple[str, str, bool]] = Counter()
    people: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in commits:
        coder = _coder(one.path)
        if coder:
            day = _day(one.time, zone)
            lines[day, coder, True] += one.added
            lines[day, coder, False] += one.removed
            people[day, coder].add(one.by)
    return +lines, people


def _coder(path: str) -> str:
    """Return whose codings a file below the study's folder holds, empty where it holds none."""
    parts: Sequence[str] = path.split("/")
    return parts[1] if len(parts) > 2 and parts[0] == FOLDER else ""  # noqa: PLR2004 - folder, coder, file


def _day(time: str, zone: tzinfo | None) -> str:
    """Return the day of a time; of what is no time its first ten characters."""
    try:
        return datetime.fromisoformat(time).astimezone(zone).date().isoformat()
    except (ValueError, OverflowError):
        return time[:10]

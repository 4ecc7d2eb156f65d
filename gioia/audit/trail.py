"""The trail: how the codebook and the codings came about, from the history of edits and from git.

Every edit that the program made stands in the study's history. What people changed in the codebook with an editor does not;
where the study is in git, the differences between the codebook's versions show it, and the commit says who and when. Where
it is not, the trail says no more than between which edits something was changed by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

from gioia.audit.git_versions import Version, versions
from gioia.codebook.differences import Difference, differences
from gioia.codebook.reader import codebook_of
from gioia.codebook.records import Codebook
from gioia.plaintext.tree import parse_tree
from gioia.study.history import Edit, content_hash, is_kept, undone_ids
from gioia.study.record import Study

BY_HAND = "edit by hand"
STRUCTURE = ("concept", "theme", "dimension", "group", "ungroup", "import table", BY_HAND)
"""What the verbs hold of edits by which the codebook grows."""


class Entry(Struct, frozen=True):
    """One thing that was done: when (ISO 8601, empty: not known), by whom, what, to which names, what these became, and why.

    `origin` is the id of the edit, or the commit that shows it; `undone` tells that it was taken back.
    """

    time: str
    by: str
    verb: str
    about: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    why: str = ""
    origin: str = ""
    undone: bool = False


def trail(study: Study, edits: Sequence[Edit]) -> list[Entry]:
    """Return what was done to a study in the order of time; `edits` are those of its history."""
    undone = undone_ids(edits)
    done = [
        Entry(edit.time, edit.by, edit.verb, edit.about, edit.to, edit.why, edit.id, edit.id in undone)
        for edit in edits
    ]
    known = versions(study.codebook_file)
    by_hand = _from_versions(known, edits) if known else _from_gaps(study, edits)
    return sorted([*by_hand, *done], key=lambda entry: (not entry.time, _moment(entry.time)))


def of_structure(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries by which the codebook grew, and not those by which passages were coded."""
    return [entry for entry in entries if any(word in entry.verb for word in STRUCTURE)]


def about(entries: Sequence[Entry], name: str) -> list[Entry]:
    """Return the entries about a name, and about the names that it had before."""
    names = {name}
    found = []
    for entry in reversed(entries):
        if names & {*entry.about, *entry.to}:
            found.append(entry)
            if entry.verb.startswith(("rename", "merge")) and names & set(entry.to):
                names |= set(entry.about)
    return found[::-1]


def _from_versions(known: Sequence[Version], edits: Sequence[Edit]) -> list[Entry]:
    """Return what the versions show that no edit accounts for, one entry a verb and goal of each version."""
    entries = []
    for at, new in enumerate(known):
        old = next((one for one in reversed(known[:at]) if one.text == new.before), Version(new.before))
        if _is_made_by(old, new, edits):
            continue
        named = _named_between(old, new, edits)
        found = [
            one
            for one in differences(_codebook(old), _codebook(new))
            if not named & {one.name, *filter(None, [one.to])}
        ]
        entries += _entries(found, new)
    return entries


def _entries(found: Sequence[Difference], version: Version) -> list[Entry]:
    goals: dict[tuple[str, str], list[str]] = {}
    for one in found:
        goals.setdefault((one.verb, one.to), []).append(one.name)
    return [
        Entry(
            version.time,
            version.by,
            verb,
            tuple(names),
            (to,) if to else (),
            version.subject,
            version.commit[:10] or BY_HAND,
        )
        for (verb, to), names in goals.items()
    ]


def _is_made_by(old: Version, new: Version, edits: Sequence[Edit]) -> bool:
    """Tell whether a chain of edits leads from one version of a file to the other."""
    steps = {file.before: file.after for edit in edits for file in edit.files}
    state, goal = content_hash(old.text.encode() or None), content_hash(new.text.encode())
    seen = set()
    while state in steps and state not in seen:
        seen.add(state)
        state = steps[state]
        if state == goal:
            return True
    return False


def _named_between(old: Version, new: Version, edits: Sequence[Edit]) -> set[str]:
    """Return the names that edits between two versions were about."""
    # A commit is in the second that git names, an edit after it may be in the same one.
    begin, end = _moment(old.time) - 1, _moment(new.time) if new.time else float("inf")
    return {name for edit in edits if begin < _moment(edit.time) <= end for name in (*edit.about, *edit.to)}


def _from_gaps(study: Study, edits: Sequence[Edit]) -> list[Entry]:
    """Return an entry for each place at which an edit found another codebook than the last one had left."""
    name = study.codebook_file.name
    of_book = [(edit, file) for edit in edits for file in edit.files if Path(file.path).name == name]
    now = content_hash(study.codebook_file.read_bytes() if study.codebook_file.is_file() else None)
    entries = [
        Entry(later[0].time, "", BY_HAND, (name,))
        for earlier, later in pairwise(of_book)
        if is_kept(earlier[1]) == is_kept(later[1]) and earlier[1].after != later[1].before
    ]
    if of_book and is_kept(of_book[-1][1]) and of_book[-1][1].after != now:
        entries.append(Entry("", "", BY_HAND, (name,)))
    return entries


def _codebook(version: Version) -> Codebook:
    return codebook_of(parse_tree(version.text, "")[0])


def _moment(time: str) -> float:
    """Return a time as seconds, so that times of different zones can be compared; one that git cut to the second is its end."""
    if not time:
        return 0.0
    return datetime.fromisoformat(time).timestamp() + (0.0 if "." in time else 0.999999)

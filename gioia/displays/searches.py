"""A search of a study on disk: what it has to read is read, by several processes where the documents are many."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from gioia.displays.hits import Entry, entries, hits
from gioia.findings import Finding, ordered
from gioia.sources.concordance import Hit
from gioia.sources.documents import REGISTER
from gioia.sources.queries import Query
from gioia.sources.segmented import Segmented
from gioia.study.searching import Filters, load_for_search
from gioia.study.shares import Share, by_share, shares

_MANY = 1 << 18
"""How many bytes a register has that lists a thousand documents or more."""


class _Found(Struct, frozen=True):
    hits: list[Hit]
    entries: list[Entry]
    findings: list[Finding]


def search(root: Path, query: Query, filters: Filters, *, width: int = 20) -> tuple[list[Hit], list[Finding]]:
    """Return the hits in the study in `root` as `hits` does, and the findings about what was read.

    Raises GioiaError for a source, stage or speaker that the study does not have, and where a regular expression takes
    too long.
    """
    parts = _searched(root, query, filters, width, with_entries=False)
    return [hit for part in parts for hit in part.hits], ordered(found for part in parts for found in part.findings)


def search_entries(root: Path, query: Query, filters: Filters, *, width: int = 20) -> tuple[list[Entry], list[Finding]]:
    """Return what is known about each hit of `search`, and the findings. Raises what `search` raises."""
    parts = _searched(root, query, filters, width, with_entries=True)
    return [one for part in parts for one in part.entries], ordered(found for part in parts for found in part.findings)


def _searched(root: Path, query: Query, filters: Filters, width: int, *, with_entries: bool) -> list[_Found]:
    def work(share: Share) -> _Found:
        segmented = Segmented()
        study, findings = load_for_search(
            root, query, filters, with_codings=with_entries, segmented=segmented, share=share
        )
        found = hits(study, query, filters, width=width, segmented=segmented)
        if with_entries:
            return _Found([], list(entries(study, found, segmented)), findings)
        return _Found(found, [], findings)

    # Whether anybody of a name speaks, all documents decide together.
    return by_share(work, shares(are_worth_it=not filters.speaker and _has_many_documents(root)), _Found)


def _has_many_documents(root: Path) -> bool:
    try:
        return (root / REGISTER).stat().st_size >= _MANY
    except OSError:
        return False

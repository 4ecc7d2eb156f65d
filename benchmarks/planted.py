"""Planted faults: papers that were written with known faults, and which remarks of an audit are right about them.

A folder of `benchmarks/papers` holds a paper, its study and `planted.yaml`, the list of everything that is wrong in the paper.
A remark is right when it has the kind of a planted fault and touches its words; about what is missing, when it names it.
Some faults can rightly be told in two ways (a count that differs from the study's also differs from the abstract's), or at
either of two places: such a fault lists the other kinds and the other words. Any other remark is a false alarm.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import msgspec
import yaml
from msgspec import Struct, field

PAPERS = Path(__file__).parent / "papers"
KINDS = (
    *("quotation-altered", "quotation-spliced", "quotation-orphan", "attribution"),
    *("label-reordered", "label-reworded", "label-abbreviated", "label-missing", "label-unknown"),
    *("claim-count", "claim-coverage", "claim-inconsistent", "table-row-missing", "table-row-differs"),
    *("source-unregistered", "source-missing", "text-private-use", "text-caption-in-sentence", "text-recognition"),
)
"""The kinds of remark that say that something is wrong; others only list what was looked at."""
_DASHES = re.compile("[-‐‑–—―─]+")
_UNSEEN = frozenset("\"'`´‘’“”„«»「」『』")
"""Quotation marks, which each way of writing a paper sets otherwise, and which no reader has to keep."""


class Remark(Protocol):
    """What is needed of a remark: its kind, its place in the manuscript's text (code points, half-open), its words."""

    @property
    def kind(self) -> str:
        """One of `KINDS`, or a kind that tells of no fault."""

    @property
    def start(self) -> int:
        """Where the words begin."""

    @property
    def stop(self) -> int:
        """Where they end."""

    @property
    def said(self) -> str:
        """What the paper says there."""

    @property
    def study_place(self) -> str:
        """Where the study says something else."""

    @property
    def study_wording(self) -> str:
        """What it says."""

    @property
    def message(self) -> str:
        """What is wrong."""


class Fault(Struct, frozen=True):
    """One planted fault: at the words `at`, or, where something is missing, about `name`."""

    kind: str
    why: str
    at: str = ""
    name: str = ""
    or_kinds: tuple[str, ...] = field(name="or", default=())
    or_at: tuple[str, ...] = ()


class Planted(Struct, frozen=True):
    """What is planted in one paper; `paper` is its file's name."""

    paper: str
    language: str
    faults: tuple[Fault, ...]


class Score(Struct, frozen=True):
    """The faults that were found and missed, and the remarks that are right and false."""

    found: tuple[Fault, ...]
    missed: tuple[Fault, ...]
    right: tuple[Remark, ...]
    false: tuple[Remark, ...]


def folders() -> list[Path]:
    """Return the folders of all papers."""
    return sorted(path.parent for path in PAPERS.glob("*/planted.yaml"))


def read_planted(folder: Path) -> Planted:
    """Return what is planted in a folder's paper. Raises msgspec.ValidationError where the list has another form."""
    return msgspec.convert(yaml.safe_load((folder / "planted.yaml").read_text(encoding="utf-8")), Planted)


def spans(text: str, words: str) -> list[tuple[int, int]]:
    """Return where the words stand (code points, half-open), width, white space, quotation marks and dashes aside."""
    letters, places = _folded(text)
    looked_for, _ = _folded(words)
    if not looked_for:
        return []
    starts = (match.start() for match in re.finditer(f"(?={re.escape(looked_for)})", letters))
    return [(places[start], places[start + len(looked_for) - 1] + 1) for start in starts]


def score(text: str, faults: Sequence[Fault], remarks: Sequence[Remark]) -> Score:
    """Hold the remarks about a paper against what is planted in it; those of kinds that tell of no fault are left out."""
    told = [remark for remark in remarks if remark.kind in KINDS]
    found: dict[int, None] = {}
    right: list[Remark] = []
    false: list[Remark] = []
    places = [_spans_of(text, fault) for fault in faults]
    for remark in told:
        met = [i for i, fault in enumerate(faults) if _is_right(remark, fault, places[i])]
        found.update(dict.fromkeys(met))
        (right if met else false).append(remark)
    missed = tuple(fault for i, fault in enumerate(faults) if i not in found)
    return Score(tuple(faults[i] for i in sorted(found)), missed, tuple(right), tuple(false))


def _spans_of(text: str, fault: Fault) -> list[tuple[int, int]]:
    return [span for words in (fault.at, *fault.or_at) for span in spans(text, words)]


def _is_right(remark: Remark, fault: Fault, places: list[tuple[int, int]]) -> bool:
    if remark.kind not in {fault.kind, *fault.or_kinds}:
        return False
    if fault.name:
        told = (remark.said, remark.study_place, remark.study_wording, remark.message)
        return any(spans(words, fault.name) for words in told)
    return any(start < remark.stop and remark.start < stop for start, stop in places)


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the letters of a text without what readers and typesetters change, and where each stands in it."""
    kept = list(_kept(text))
    return "".join(letter for letter, _ in kept), [place for _, place in kept]


def _kept(text: str) -> Iterator[tuple[str, int]]:
    dashes = {place: match for match in _DASHES.finditer(text) for place in range(*match.span())}
    for place, character in enumerate(text):
        if place in dashes:
            if place == dashes[place].start():
                yield "-", place
        elif character not in _UNSEEN:
            for letter in unicodedata.normalize("NFKC", character):
                if not letter.isspace():
                    yield letter, place

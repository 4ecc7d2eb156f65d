"""Re-anchoring: where each coding of a document stands in its corrected text, and what became of its words.

Old and new text are compared line by line, and letter by letter where lines differ. A passage that no edit touched keeps
exactly its characters, wherever they are now. A passage whose own words were edited moves with a fate that says so, with
both wordings. A passage that is not there any more is lost, and that too is said; nothing is ever pointed at other words
in silence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from gioia.codings.anchors import Passage, locate, shared
from gioia.codings.coding import Coding
from gioia.codings.grams import Index, indexed

Outcome = Literal["kept", "moved", "changed", "split", "lost"]

_RUN = 5
"""How many characters in a row must agree for them to tell where they went, in lines that were edited."""

_SHORT = 4
"""Words of fewer characters are not followed to another part of the text by their letters alone."""

_NEAR = 32
"""How many characters of context are compared on each side of a place."""

_LARGEST = 40_000_000
"""How large a comparison letter by letter may be, in pairs of letters; larger ones stay at lines."""


class Fate(Struct, frozen=True):
    """What became of a coding.

    `start` and `end` are code points of the new text, half-open; of a lost coding both are -1. `similarity` is that of the
    new words to the old ones.
    """

    coding: Coding
    outcome: Outcome
    start: int = -1
    end: int = -1
    similarity: float = 1.0


class _Run(Struct, frozen=True):
    """A stretch that stands in both texts: where in the old one, where in the new one, how long."""

    old: int
    new: int
    length: int


class _Comparison(Struct, frozen=True):
    """Two texts, what stands in both, in the old one's order, and the new one ready for locating."""

    old: str
    new: str
    runs: tuple[_Run, ...]
    starts: tuple[int, ...]
    index: Index


def reanchor(old: str, new: str, codings: Iterable[Coding]) -> list[Fate]:
    """Return the fate of each coding of the text `old` in the text `new`, in the order given.

    A kept coding has its place, a moved one another; both have exactly their characters. A changed one stands where most
    of its words are now; a split one where the longest piece of it is.
    """
    runs = tuple(_runs(old, new))
    comparison = _Comparison(old, new, runs, tuple(run.old for run in runs), indexed({"": new}))
    return [_fate(comparison, coding) for coding in codings]


def reanchor_unseen(new: str, codings: Iterable[Coding]) -> list[Fate]:
    """Return the fate of each coding in a text whose former wording is not known: its file was edited by hand.

    What a coding holds must do: its quotation and its context. Of several places of the quotation the one with most of the
    context is meant; without any context the coding is lost rather than guessed at.
    """
    index = indexed({"": new})
    return [_unseen_fate(index, coding) for coding in codings]


def _unseen_fate(index: Index, coding: Coding) -> Fate:
    new, words = index.texts[0], coding.quotation
    if new[coding.start : coding.end] == words and words:
        return Fate(coding, "kept", coding.start, coding.end)
    places = _places(new, words) if words else []
    if places:
        scored = sorted((_held_context(coding, new, at), -at) for at in places)
        if len(places) == 1 or scored[-1][0] > scored[-2][0]:
            return Fate(coding, "moved", -scored[-1][1], -scored[-1][1] + len(words))
        return Fate(coding, "lost", similarity=0.0)
    alike = locate(index, words)
    if len(alike) == 1:
        return Fate(coding, "changed", alike[0].start, alike[0].end, alike[0].similarity)
    return Fate(coding, "lost", similarity=0.0)


def _held_context(coding: Coding, new: str, at: int) -> int:
    """Return how many characters of the context that the coding holds stand next to the place."""
    before, after = new[max(0, at - len(coding.before)) : at], new[at + len(coding.quotation) :]
    return shared(coding.before[::-1], before[::-1]) + shared(coding.after, after[: len(coding.after)])


def _fate(comparison: _Comparison, coding: Coding) -> Fate:
    quotation = comparison.old[coding.start : coding.end]
    start = _carried(comparison, coding.start, coding.end)
    if start is None:
        start = _intact(comparison, coding, quotation)
    if start is not None:
        outcome: Outcome = "kept" if start == coding.start else "moved"
        return Fate(coding, outcome, start, start + len(quotation))
    return _touched(comparison, coding, quotation)


def _carried(comparison: _Comparison, start: int, end: int) -> int | None:
    """Return where the stretch begins in the new text, if one run holds all of it."""
    at = bisect_right(comparison.starts, start) - 1
    if at < 0:
        return None
    run = comparison.runs[at]
    return run.new + start - run.old if end <= run.old + run.length else None


def _intact(comparison: _Comparison, coding: Coding, quotation: str) -> int | None:
    """Return where the words stand unchanged although no run carries them: in an edited line, or in one that was moved.

    A place to which the same words from elsewhere were carried is theirs, unless the context of this passage fits it better.
    Of the places that are left, the one with most of the old context is meant, then the nearest to where it was expected.
    """
    length = len(quotation)
    theirs: dict[int, int] = {}
    for at in _places(comparison.old, quotation):
        place = _carried(comparison, at, at + length) if abs(at - coding.start) >= length else None
        if place is not None:
            theirs[place] = _context(comparison, at, length, place)
    ours = {at: _context(comparison, coding.start, length, at) for at in _places(comparison.new, quotation)}
    left = [at for at, context in ours.items() if at not in theirs or context > theirs[at]]
    if not left:
        return None
    expected = _expected(comparison, coding.start)
    best = max(left, key=lambda at: (ours[at], -abs(at - expected)))
    is_near = abs(best - expected) <= max(200, length)
    # Short words may stand anywhere: away from where they were, their context must vouch for them, or their being alone.
    is_alone = len(left) == 1 and length >= _SHORT
    return best if is_near or is_alone or length >= 2 * _RUN or ours[best] else None


def _places(text: str, words: str) -> list[int]:
    places: list[int] = []
    at = text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return places


def _context(comparison: _Comparison, start: int, length: int, at: int) -> int:
    """Return how many characters next to the old passage stand next to the place in the new text too, on both sides."""
    old, new, end = comparison.old, comparison.new, start + length
    before = shared(old[max(0, start - _NEAR) : start][::-1], new[max(0, at - _NEAR) : at][::-1])
    return before + shared(old[end : end + _NEAR], new[at + length : at + length + _NEAR])


def _expected(comparison: _Comparison, start: int) -> int:
    """Return where `start` would be if the text after the run before it had gone along with that run."""
    at = bisect_right(comparison.starts, start) - 1
    if at < 0:
        return start
    run = comparison.runs[at]
    return run.new + start - run.old


def _touched(comparison: _Comparison, coding: Coding, quotation: str) -> Fate:
    """Return the fate of a passage whose own words were edited."""
    pieces = [
        (max(coding.start, run.old), run)
        for run in comparison.runs
        if run.old < coding.end and run.old + run.length > coding.start
    ]
    spans = [
        (run.new + begin - run.old, run.new + min(coding.end, run.old + run.length) - run.old) for begin, run in pieces
    ]
    kept = sum(end - start for start, end in spans)
    alike = _alike(comparison, coding, quotation)
    if spans and kept * 2 >= len(quotation):
        first, last = _reworded(comparison, coding, [run for _, run in pieces])
        if alike is not None and alike.start < last and first < alike.end:
            first, last = min(first, alike.start), max(last, alike.end)
        if last - first <= 2 * len(quotation) + _RUN:
            return Fate(coding, "changed", first, last, round(kept / len(quotation), 4))
        start, end = max(spans, key=lambda span: span[1] - span[0])
        return Fate(coding, "split", start, end, round((end - start) / len(quotation), 4))
    if alike is not None:
        return Fate(coding, "changed", alike.start, alike.end, alike.similarity)
    return Fate(coding, "lost", similarity=0.0)


def _reworded(comparison: _Comparison, coding: Coding, pieces: Sequence[_Run]) -> tuple[int, int]:
    """Return where what stands of the passage begins and ends, with what took the place of its first or last words.

    What was replaced must lie within the passage as a whole, and what replaced it be at most twice as long: a word more
    belongs to the passage, a sentence added at its edge does not.
    """
    head, tail = pieces[0], pieces[-1]
    first = head.new + max(coding.start - head.old, 0)
    last = tail.new + min(coding.end - tail.old, tail.length)
    if coding.start < head.old:
        begin, end, new, finish = _gap(comparison, bisect_right(comparison.starts, head.old) - 2)
        if coding.start <= begin < end and finish - new <= 2 * (end - begin):
            first = new - begin + coding.start
    if coding.end > tail.old + tail.length:
        begin, end, new, finish = _gap(comparison, bisect_right(comparison.starts, tail.old) - 1)
        if begin < end <= coding.end and finish - new <= 2 * (end - begin):
            last = finish - end + coding.end
    return first, last


def _gap(comparison: _Comparison, at: int) -> tuple[int, int, int, int]:
    """Return what was replaced after the run `at` (-1: before the first), in the old text and in the new one, half-open.

    What is the same at both ends of it, too short to be a run, is not counted to it.
    """
    runs, old, new = comparison.runs, comparison.old, comparison.new
    before = runs[at] if at >= 0 else _Run(0, 0, 0)
    after = runs[at + 1] if at + 1 < len(runs) else _Run(len(old), len(new), 0)
    begin, start = before.old + before.length, before.new + before.length
    same = shared(old[begin : after.old], new[start : after.new])
    begin, start = begin + same, start + same
    same = shared(old[begin : after.old][::-1], new[start : after.new][::-1])
    return begin, after.old - same, start, after.new - same


def _alike(comparison: _Comparison, coding: Coding, quotation: str) -> Passage | None:
    """Return the place of words like the quotation that is nearest to where it was expected."""
    expected = _expected(comparison, coding.start)
    found = [place for place in locate(comparison.index, quotation) if place.manner in {"fuzzy", "normalised"}]
    return min(found, key=lambda place: abs(place.start - expected), default=None)


def _runs(old: str, new: str) -> list[_Run]:
    """Return what stands in both texts, in order, each run as long as it can be."""
    runs: list[_Run] = []
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    old_at, new_at = _offsets(old_lines), _offsets(new_lines)
    for tag, a, b, c, d in _opcodes(old_lines, new_lines):
        first, last, begin, finish = old_at[a], old_at[b], new_at[c], new_at[d]
        if tag == "equal":
            runs.append(_Run(first, begin, last - first))
        elif tag == "replace" and (last - first) * (finish - begin) <= _LARGEST:
            runs += [
                _Run(first + i, begin + k, j - i)
                for kind, i, j, k, _ in _opcodes(old[first:last], new[begin:finish])
                if kind == "equal" and j - i >= _RUN
            ]
    return _joined(runs)


def _opcodes(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """Return how `old` becomes `new` (longest common subsequence), neighbouring deletions and insertions as one."""
    from rapidfuzz.distance import LCSseq

    codes: list[tuple[str, int, int, int, int]] = []
    for code in LCSseq.opcodes(old, new):
        tag = "equal" if code.tag == "equal" else "replace"
        if codes and codes[-1][0] == tag == "replace":
            _, first, _, begin, _ = codes[-1]
            codes[-1] = (tag, first, code.src_end, begin, code.dest_end)
        else:
            codes.append((tag, code.src_start, code.src_end, code.dest_start, code.dest_end))
    return codes


def _offsets(lines: Sequence[str]) -> list[int]:
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line))
    return offsets


def _joined(runs: list[_Run]) -> list[_Run]:
    """Return the runs with those joined that follow each other without a gap in both texts."""
    joined: list[_Run] = []
    for run in runs:
        if joined:
            last = joined[-1]
            if last.old + last.length == run.old and last.new + last.length == run.new:
                joined[-1] = _Run(last.old, last.new, last.length + run.length)
                continue
        joined.append(run)
    return joined

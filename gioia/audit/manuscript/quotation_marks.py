"""What stands in quotation marks: Chinese, English and straight ones, nested, and in spite of marks that nobody closed.

A mark that opens one level is closed by its partner; within a paragraph only. Where an author forgot to close a quotation, its
first sentence is what surely belongs to it. Where marks do not pair, as when both ends are typed with the same one, they are paired one by one.
An apostrophe closes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "«": "»", "〝": "〞", "﹁": "﹂", "﹃": "﹄"}
_CLOSING = {closing: opening for opening, closing in PAIRS.items()}
_STRAIGHT_OPENING = re.compile(r"(?<![\w.,;!?])[\"＂](?=\w)")
_ENDS = re.compile(r"[。！？“”「」『』«»]|[.!?](?=\s|$)")
_STRAIGHT = '"＂'


class Quoted(Struct, frozen=True):
    """A stretch between quotation marks: `[start, stop)` without the marks; `depth` 0 is an outermost one."""

    start: int
    stop: int
    mark: str
    depth: int = 0


def quoted(text: str) -> list[Quoted]:
    """Return what stands in quotation marks in one paragraph, by position, the outer before the inner.

    Spans are half-open in code points, within the text; empty ones are left out. Nothing raises, whatever the marks are.
    """
    marks = _paired(text)
    marks = _alternating(text) if _is_muddled(text, marks) else marks
    spans = sorted({(start, -stop, mark) for start, stop, mark in marks if text[start:stop].strip()})
    found: list[Quoted] = []
    open_until: list[int] = []
    for start, minus, mark in spans:
        while open_until and open_until[-1] <= start:
            open_until.pop()
        if open_until and -minus > open_until[-1]:
            continue
        found.append(Quoted(start, -minus, mark, len(open_until)))
        open_until.append(-minus)
    return found


def outermost(found: Sequence[Quoted]) -> list[Quoted]:
    """Return the quotations that stand in no other."""
    return [one for one in found if not one.depth]


def unclosed(text: str) -> list[Quoted]:
    """Return what stands behind the opening mark that nobody closed, up to the next mark or the end of its sentence.

    One mark alone in a paragraph: where there are more, it is not known which of them lacks its partner. Single marks may be
    apostrophes, and are left out, as is a straight one behind a digit, or within words.
    """
    marks, waiting = _marks(text)
    left = [(mark, at) for mark, at in waiting if mark != "‘" and (mark != '"' or _STRAIGHT_OPENING.match(text, at))]
    if len(left) != 1 or _is_muddled(text, marks):
        return []
    mark, at = left[0]
    end = _ENDS.search(text, at + 1)
    stop = end.start() if end else len(text)
    is_within = any(start <= at < last for start, last, _ in marks)
    return [Quoted(at + 1, stop, mark)] if text[at + 1 : stop].strip() and not is_within else []


def _paired(text: str) -> list[tuple[int, int, str]]:
    """Return start, stop and mark of what is enclosed by marks that are partners."""
    return _marks(text)[0]


def _marks(text: str) -> tuple[list[tuple[int, int, str]], list[tuple[str, int]]]:
    """Return start, stop and mark of what marks enclose that are partners, and each mark that waits for its partner, with its place."""
    found: list[tuple[int, int, str]] = []
    waiting: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        if char in _STRAIGHT:
            _straight(text, at, waiting, found)
        elif char in PAIRS and not (char == "‘" and _is_apostrophe(text, at)):
            waiting.append((char, at))
        elif char in _CLOSING:
            opening = _CLOSING[char]
            if char == "’" and _is_apostrophe(text, at):
                continue
            _close(opening, at, waiting, found)
    return found, waiting


def _close(opening: str, at: int, waiting: list[tuple[str, int]], found: list[tuple[int, int, str]]) -> None:
    """Close the latest mark of this kind; what was opened after it and is still open is forgotten."""
    for number in range(len(waiting) - 1, -1, -1):
        if waiting[number][0] == opening:
            found.append((waiting[number][1] + 1, at, opening))
            del waiting[number:]
            return


def _straight(text: str, at: int, waiting: list[tuple[str, int]], found: list[tuple[int, int, str]]) -> None:
    is_open = any(mark == '"' for mark, _ in waiting)
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if before.isdigit() and not is_open and not after.isalnum():
        return  # five inches
    opens_another = at > 0 and text[at - 1].isspace() and _STRAIGHT_OPENING.match(text, at)
    if is_open and not opens_another:
        _close('"', at, waiting, found)
    else:
        waiting.append(('"', at))


def _is_apostrophe(text: str, at: int) -> bool:
    """Tell whether a single mark stands within a Latin word, or at its end where no quotation could end: don’t, ’90s."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    latin_before, latin_after = before.isalnum() and before.isascii(), after.isalnum() and after.isascii()
    return (latin_before and latin_after) or (text[at] == "’" and after.isdigit() and not latin_before)


def _is_muddled(text: str, marks: Sequence[tuple[int, int, str]]) -> bool:
    """Tell whether double marks are used without regard to their direction: of an even number not all found a partner."""
    doubles = sum(char in "“”" for char in text)
    paired = sum(2 for _, _, mark in marks if mark == "“")
    return doubles > paired and doubles % 2 == 0


def _alternating(text: str) -> list[tuple[int, int, str]]:
    """Return what stands between the first and second, third and fourth double mark, and what other marks enclose."""
    places = [at for at, char in enumerate(text) if char in "“”"]
    found = [(start + 1, stop, "“") for start, stop in zip(places[::2], places[1::2], strict=True)]
    return found + [one for one in _paired(text) if one[2] != "“"]

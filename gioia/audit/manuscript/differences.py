"""What differs between the words of a study and those of a manuscript, marked as proofreaders do.

Words are compared, in Chinese characters; width, spaces, punctuation and quotation marks make no difference, and marks that open
or close are shown with the words that they belong to. What only the
study has stands in [-…-], what only the manuscript has in {+…+}. What the manuscript marks as left out (……) differs in nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from gioia.audit.manuscript.shown_marks import CLOSING, OPENING, Piece, in_pairs, with_marks
from gioia.sources.normal import folded

_LEFT_OUT = "…"
_WORD = re.compile(
    r"(?P<cut>[\[【（(]?(?:…+|\.{3,}|\. \. \.(?: \.)?)[\]】）)]?)|\d+(?:[.,]\d+)*%?|[^\W\d_\u2e80-\u9fff\uac00-\ud7ff]+(?:['’][^\W\d_]+)?|[^\W_]"
)
_BEHIND, _BEFORE = "-]+}" + "".join(CLOSING), "[-{+" + "".join(OPENING)
_A_FEW = 4
_BRACKETS = {"both": "{}", "was": "[-{}-]", "now": "{{+{}+}}"}
_SHOWN = 18
"""How many equal words are shown beside what differs."""


class Change(Struct, frozen=True):
    """Words that differ: `was` is what the study has, `now` what the manuscript has; one of them may be empty."""

    was: str
    now: str


def words(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text, folded, each with its half-open span."""
    return [(_LEFT_OUT if match["cut"] else folded(match[0]), *match.span()) for match in _WORD.finditer(text)]


def changes(was: str, now: str, *, is_part: bool = False) -> list[Change]:
    """Return what differs between two texts, in order; nothing where their words are the same.

    With `is_part` what is left out at the ends is no difference.
    """
    old, new = words(was), words(now)
    steps = _of_a_part(_steps(old, new)) if is_part else _steps(old, new)
    return [Change(_slice(was, old, a, b), _slice(now, new, c, d)) for tag, a, b, c, d in steps if tag == "replace"]


def marked(was: str, now: str, *, is_part: bool = False) -> str:
    """Return both texts as one, with what differs marked; long equal stretches are cut short.

    With `is_part` what is left out at the ends is no difference.
    """
    old, new = words(was), words(now)
    steps = _of_a_part(_steps(old, new)) if is_part else _steps(old, new)
    pieces: list[Piece] = []
    for number, (tag, a, b, c, d) in enumerate(steps):
        if tag == "cut":
            pieces.append(("both", "……" if c < d else ""))
        elif tag == "equal":
            is_first, is_last = number == 0, number == len(steps) - 1
            pieces.append(("both", _equal(now, new, c, d, is_first=is_first, is_last=is_last)))
        else:
            pieces += [("was", _slice(was, old, a, b)), ("now", _slice(now, new, c, d))]
    return _spaced(in_pairs(pieces))


def _as_a_part(step: tuple[str, int, int, int, int]) -> tuple[str, int, int, int, int]:
    """Return the first or last step without the study's words where these are not quoted, rather than changed for the others."""
    tag, a, b, c, d = step
    return (tag, a, a, c, d) if tag != "equal" and b - a > (2 * (d - c) + _A_FEW if d > c else 0) else step


def _of_a_part(steps: Sequence[tuple[str, int, int, int, int]]) -> list[tuple[str, int, int, int, int]]:
    """Return the steps without what of the study's words is only left out at the ends."""
    shown = [_as_a_part(step) if at in {0, len(steps) - 1} else step for at, step in enumerate(steps)]
    return [step for step in shown if step[1] < step[2] or step[3] < step[4]]


def _equal(
    text: str, found: Sequence[tuple[str, int, int]], start: int, stop: int, *, is_first: bool, is_last: bool
) -> str:
    if stop - start <= 2 * _SHOWN:
        return _slice(text, found, start, stop)
    alone = is_first and is_last
    head = "" if is_first and not alone else _slice(text, found, start, start + _SHOWN)
    tail = "" if is_last and not alone else _slice(text, found, stop - _SHOWN, stop)
    return f"{head}…{tail}"


def _spaced(pieces: Sequence[Piece]) -> str:
    """Join the pieces, what differs in brackets, with a space where Latin letters meet; none between what was and what is now."""
    text, before = "", "both"
    for side, piece in pieces:
        if not piece:
            continue
        last, first = text.rstrip(_BEHIND)[-1:], piece.lstrip(_BEFORE)[:1]
        latin = last.isascii() and last.isalnum() and first.isascii() and first.isalnum()
        text += (" " if latin and (before, side) != ("was", "now") else "") + _BRACKETS[side].format(piece)
        before = side
    return text


def _slice(text: str, found: Sequence[tuple[str, int, int]], start: int, stop: int) -> str:
    """Return the text of some of its words, with the marks that open right before the first and close right behind the last."""
    if start >= stop:
        return ""
    least = found[start - 1][2] if start else 0
    most = found[stop][1] if stop < len(found) else len(text)
    return with_marks(text, (found[start][1], found[stop - 1][2]), (least, most))


def _steps(
    old: Sequence[tuple[str, int, int]], new: Sequence[tuple[str, int, int]]
) -> list[tuple[str, int, int, int, int]]:
    """Return the steps from one to the other; a single equal word between two changes is part of them where words are characters."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, [word for word, _, _ in old], [word for word, _, _ in new], autojunk=False)
    steps: list[tuple[str, int, int, int, int]] = []
    codes = matcher.get_opcodes()
    for number, (tag, a, b, c, d) in enumerate(codes):
        lone = tag == "equal" and b - a == 1 and 0 < number < len(codes) - 1 and len(old[a][0]) == 1
        kind = "equal" if tag == "equal" and not lone else "replace"
        if kind == "replace" and _is_cut(old[a:b], new[c:d]):
            kind = "cut"
        if steps and kind == steps[-1][0] == "replace":
            steps[-1] = ("replace", steps[-1][1], b, steps[-1][3], d)
        else:
            steps.append((kind, a, b, c, d))
    return steps


def _is_cut(old: Sequence[tuple[str, int, int]], new: Sequence[tuple[str, int, int]]) -> bool:
    """Tell whether nothing but a mark of omission stands for the words, or one that the speaker's text had is left out."""
    if new:
        return all(word == _LEFT_OUT for word, _, _ in new)
    return all(word == _LEFT_OUT for word, _, _ in old)

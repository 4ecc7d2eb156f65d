"""What differs between the words of a study and those of a manuscript, marked as proofreaders do.

Words are compared, in Chinese characters; width, spaces, punctuation and quotation marks make no difference. What only the
study has stands in [-…-], what only the manuscript has in {+…+}. What the manuscript marks as left out (……) differs in nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from gioia.sources.normal import folded

_LEFT_OUT = "…"
_WORD = re.compile(
    r"(?P<cut>[\[【（(]?(?:…+|\.{3,}|\. \. \.(?: \.)?)[\]】）)]?)|\d+(?:[.,]\d+)*%?|[^\W\d_\u2e80-\u9fff\uac00-\ud7ff]+(?:['’][^\W\d_]+)?|[^\W_]"
)
_SHOWN = 18
"""How many equal words are shown beside what differs."""


class Change(Struct, frozen=True):
    """Words that differ: `was` is what the study has, `now` what the manuscript has; one of them may be empty."""

    was: str
    now: str


def words(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text, folded, each with its half-open span."""
    return [(_LEFT_OUT if match["cut"] else folded(match[0]), *match.span()) for match in _WORD.finditer(text)]


def changes(was: str, now: str) -> list[Change]:
    """Return what differs between two texts, in order; nothing where their words are the same."""
    old, new = words(was), words(now)
    return [
        Change(_slice(was, old, a, b), _slice(now, new, c, d))
        for tag, a, b, c, d in _steps(old, new)
        if tag == "replace"
    ]


def marked(was: str, now: str, *, is_part: bool = False) -> str:
    """Return both texts as one, with what differs marked; long equal stretches are cut short.

    With `is_part` what is left out at the ends is no difference.
    """
    old, new = words(was), words(now)
    steps = _steps(old, new)
    if is_part:
        steps = [step for at, step in enumerate(steps) if not (at in {0, len(steps) - 1} and step[3] == step[4])]
    pieces: list[str] = []
    for number, (tag, a, b, c, d) in enumerate(steps):
        if tag == "cut":
            pieces.append("……" if c < d else "")
        elif tag == "equal":
            pieces.append(_equal(now, new, c, d, is_first=number == 0, is_last=number == len(steps) - 1))
        else:
            gone, come = _slice(was, old, a, b), _slice(now, new, c, d)
            pieces.append((f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else ""))
    return _spaced(pieces)


def _equal(
    text: str, found: Sequence[tuple[str, int, int]], start: int, stop: int, *, is_first: bool, is_last: bool
) -> str:
    if stop - start <= 2 * _SHOWN:
        return _slice(text, found, start, stop)
    alone = is_first and is_last
    head = "" if is_first and not alone else _slice(text, found, start, start + _SHOWN)
    tail = "" if is_last and not alone else _slice(text, found, stop - _SHOWN, stop)
    return f"{head}…{tail}"


def _spaced(pieces: Sequence[str]) -> str:
    """Join the pieces, with a space where one ends and the next begins with Latin letters or marks around them."""
    text = ""
    for piece in pieces:
        last, first = text.rstrip("-]+}")[-1:], piece.lstrip("[-{+")[:1]
        latin = last.isascii() and last.isalnum() and first.isascii() and first.isalnum()
        text += (" " if latin else "") + piece
    return text


def _slice(text: str, found: Sequence[tuple[str, int, int]], start: int, stop: int) -> str:
    return text[found[start][1] : found[stop - 1][2]] if start < stop else ""


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

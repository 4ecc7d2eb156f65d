"""Excerpts that are printed shorter than what was said: every cut is marked, and nothing else is changed.

A shortened excerpt consists of pieces of the quotation, to the letter and in their order, parted by marks: an ellipsis (……,
…, ..., . . .), bare or in brackets of any kind. What stands in square brackets (［］ or []) is an insertion, and may take the
place of what was said: [the founder] or ［她］. At its ends, too, an excerpt that leaves something out has a mark. The
speaker's own ellipsis, being part of the quotation, needs none.

The conventions are those of the Publication Manual of the American Psychological Association (2020, 8.30 and 8.31) and of
Chinese journals, which set …… for the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_ELLIPSIS = r"(?:…+|\.{3,6}|\. \. \.)"
_MARK = re.compile(rf"\s*(?:[(（\[［【]\s*{_ELLIPSIS}\s*[)）\]］】]|{_ELLIPSIS}|[\[［][^\[\]［］]*[\]］])\s*")
_CLAUSE_END = re.compile(r"[。！？；，、：]+|[.!?;,:]+(?=\s)")
_OF_A_WORD = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff]|[-.,:/%'’]")


def fault(shown: str, quotation: str) -> str:
    """Return what is wrong with `shown` as a shortened form of `quotation`, empty where nothing is.

    Both are texts as displays print them. Wrong is a piece that does not stand in the quotation, or not after the piece
    before it, and an end that is cut off without a mark; the text that comes back names the piece.
    """
    pieces = _MARK.split(shown)
    if not any(pieces):
        return "nothing of the quotation is left"
    first, *_, last = pieces if len(pieces) > 1 else (*pieces, *pieces)
    place = 0
    for piece in pieces:
        found = quotation.find(piece, place)
        if found < 0:
            return f"“{piece}” does not stand there in the quotation"
        place = found + len(piece)
    if not quotation.startswith(first):
        return f"what stands before “{first}” is left out without a mark"
    if not quotation.endswith(last) or (len(pieces) == 1 and shown != quotation):
        return f"what stands after “{last}” is left out without a mark"
    return ""


def with_pieces(shown: str, change: Callable[[str], str]) -> str:
    """Return a shortened excerpt with its pieces changed; marks and insertions between them stay."""
    parts: list[str] = []
    done = 0
    for mark in _MARK.finditer(shown):
        parts += [change(shown[done : mark.start()]), mark[0]]
        done = mark.end()
    return "".join([*parts, change(shown[done:])])


def cut(text: str, longest: int, mark: str) -> str:
    """Return `text` if it has at most `longest` code points, else its beginning and `mark`, together no longer than that.

    It is cut at the end of a clause where one ends in the second half of the room, else between two words or Chinese
    characters: no word, number or date is cut in two, unless it alone fills the room.
    """
    if len(text) <= longest:
        return text
    room = max(0, longest - len(mark))
    clauses = [end.start() for end in _CLAUSE_END.finditer(text, 0, room + 1)]
    if clauses and clauses[-1] >= room // 2:
        return text[: clauses[-1]] + mark
    until = room
    while until and _is_within_a_word(text, until):
        until -= 1
    return text[: until or room].rstrip() + mark


def _is_within_a_word(text: str, place: int) -> bool:
    return all(_OF_A_WORD.match(text, at) for at in (place - 1, place))

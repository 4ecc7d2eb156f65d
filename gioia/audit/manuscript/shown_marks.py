"""Which quotation marks and brackets are shown where a text is shown in pieces: those that belong to the words, in pairs.

A mark that opens goes with the word behind it, one that closes with the word before it. Where its partner is not shown, because it
stands in a piece that is left out or outside of what is compared, a mark at the edge of a piece is not shown either.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from gioia.audit.manuscript.quotation_marks import PAIRS

Side = Literal["was", "now", "both"]
Piece = tuple[Side, str]
"""A stretch of what is shown: of the one text, of the other, or of both, which then is the later one's."""

_PARTNERS = {closing: opening for opening, closing in PAIRS.items()} | dict(
    zip("》〉）)】］]", "《〈（(【［[", strict=True)
)
OPENING, CLOSING = frozenset(_PARTNERS.values()), frozenset(_PARTNERS)


def with_marks(text: str, span: tuple[int, int], within: tuple[int, int]) -> str:
    """Return the words at a span of a text with the marks that open or close right beside them, as far as `within` goes."""
    start, stop = span
    while start > within[0] and (text[start - 1] in OPENING or _is_straight(text, start - 1, opens=True)):
        start -= 1
    while stop < within[1] and (text[stop] in CLOSING or _is_straight(text, stop, opens=False)):
        stop += 1
    return text[start:stop]


def _is_straight(text: str, at: int, *, opens: bool) -> bool:
    """Tell whether a straight mark stands there that opens, behind a space or nothing, or one that closes."""
    return text[at] == '"' and opens is (not text[max(0, at - 1) : at].strip())


def in_pairs(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without the marks at their edges whose partner is not shown."""
    alone = _alone(pieces, "was") | _alone(pieces, "now")
    return [
        (side, _without(text, {at for piece, at in alone if piece == number}))
        for number, (side, text) in enumerate(pieces)
    ]


def _alone(pieces: Sequence[Piece], side: Side) -> set[tuple[int, int]]:
    """Return the places (number of the piece, offset) of one text's marks that have no partner in what is shown of it."""
    waiting: list[tuple[str, tuple[int, int]]] = []
    alone: set[tuple[int, int]] = set()
    for number, (of, text) in enumerate(pieces):
        for at, char in enumerate(text) if of in {side, "both"} else ():
            if char in OPENING:
                waiting.append((char, (number, at)))
            elif char in CLOSING:
                if waiting and waiting[-1][0] == _PARTNERS[char]:
                    waiting.pop()
                else:
                    alone.add((number, at))
    alone |= {place for _, place in waiting}
    return {place for place in alone if side == "now" or pieces[place[0]][0] == "was"}


def _without(text: str, alone: set[int]) -> str:
    """Return a piece without those of the marks at its edges."""
    first = next((at for at, char in enumerate(text) if char not in OPENING), len(text))
    last = next((at for at in range(len(text), 0, -1) if text[at - 1] not in CLOSING), 0)
    return "".join(char for at, char in enumerate(text) if not (at in alone and (at < first or at >= last)))

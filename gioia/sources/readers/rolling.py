"""Captions that roll: a cue repeats the line before it and adds one, as captions made by a machine do.

Read one after the other, everything would stand there twice. Captions roll where most cues begin with the end of the one
before and a third of them add to it. A repetition is at least two words, or three Chinese or Japanese characters, or all of either cue: a word that
somebody says twice stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_FEWEST_PAIRS = 2
_FEWEST_WORDS = 2
_FEWEST_WIDE = 3
_LONGEST = 500
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


def repetitions(texts: Sequence[str]) -> list[int]:
    """Return of each cue how many code points at its beginning repeat the end of the one before; all 0 if none roll."""
    if len(texts) <= _FEWEST_PAIRS:
        return [0] * len(texts)
    found = [0, *(_repeated(before, text) for before, text in pairwise(texts))]
    grown = sum(0 < repeated < len(text) for repeated, text in zip(found, texts, strict=True))
    pairs = len(texts) - 1
    rolls = sum(map(bool, found)) * 2 > pairs and grown * 3 >= pairs
    return found if rolls else [0] * len(texts)


def _repeated(before: str, text: str) -> int:
    for length in range(min(len(before), len(text), _LONGEST), 0, -1):
        if before.endswith(text[:length]) and _is_apart(text, length) and _is_apart(before, len(before) - length):
            is_whole = length in {len(before), len(text)}
            return length if is_whole or _is_long(text[:length]) else 0
    return 0


def _is_apart(text: str, place: int) -> bool:
    """Tell whether no word runs over a place."""
    around = text[max(place - 1, 0) : place + 1]
    return len(around) < 2 or not around.isalnum() or bool(_WIDE.search(around))  # noqa: PLR2004


def _is_long(words: str) -> bool:
    return len(words.split()) >= _FEWEST_WORDS or len(_WIDE.findall(words)) >= _FEWEST_WIDE

"""The words of a passage as they are counted, and what stands near a word.

A word is what jieba cuts out (see `gioia.sources.tokens`) and holds a letter of any script: numbers, punctuation and white
space are none. Lines that a page broke are joined first, and words are folded, so that `ＡＰＰ` and `app` are one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from msgspec import Struct

from gioia.sources.association import log_dice
from gioia.sources.normal import folded, printed, visible
from gioia.sources.tokens import cut


class Collocate(Struct, frozen=True):
    """A word that stands near another.

    `near` is how many of its occurrences have the other word within the window, `count` how many it has in all; `log_dice`
    measures how much the two belong together (see `gioia.sources.association`).
    """

    word: str
    near: int
    count: int
    log_dice: float


def word_counter(dictionary: tuple[str, ...] = ()) -> Callable[[str], list[str]]:
    """Return a function from a passage to its words in order; `dictionary` are words that stay whole."""
    known: dict[str, str] = {}

    def words(passage: str) -> list[str]:
        found = []
        for token in cut(visible(printed(passage)), dictionary):
            word = known.get(token)
            if word is None:
                word = known[token] = folded(token) if any(map(str.isalpha, token)) else ""
            if word:
                found.append(word)
        return found

    return words


def occurrences(words: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Return the indexes at which the wanted words stand one after the other, without overlap."""
    found: list[int] = []
    length = len(wanted)
    index = 0
    while length and index <= len(words) - length:
        if words[index] == wanted[0] and list(words[index : index + length]) == list(wanted):
            found.append(index)
            index += length
        else:
            index += 1
    return found


def collocates(passages: Iterable[Sequence[str]], wanted: Sequence[str], *, window: int) -> tuple[int, list[Collocate]]:
    """Return how often `wanted` stands in the passages, and the words near it, those that belong to it most first.

    `wanted` is one word, or several that stand one after the other. The window is counted in words, on both sides, and never
    reaches beyond a passage. An occurrence that is near two of the wanted ones is counted once; those within them are not.
    """
    counts: Counter[str] = Counter()
    near: Counter[str] = Counter()
    total = 0
    for words in passages:
        counts.update(words)
        places = occurrences(words, wanted)
        total += len(places)
        inside = {index for place in places for index in range(place, place + len(wanted))}
        reached = {
            index
            for place in places
            for index in range(max(0, place - window), min(len(words), place + len(wanted) + window))
        }
        near.update(words[index] for index in reached - inside)
    found = [
        Collocate(word, together, counts[word], log_dice(together, total, counts[word]))
        for word, together in near.items()
    ]
    return total, sorted(found, key=lambda one: (-one.log_dice, -one.near, one.word))


def by_group(passages: Iterable[tuple[tuple[str, ...], Sequence[str]]]) -> dict[tuple[str, ...], Counter[str]]:
    """Return the words of the passages counted for each set of groups that passages belong to."""
    counts: dict[tuple[str, ...], Counter[str]] = {}
    for groups, together in groupby(passages, key=lambda passage: passage[0]):
        counter = counts.setdefault(groups, Counter())
        for _, words in together:
            counter.update(words)
    return counts

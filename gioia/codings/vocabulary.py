"""The words of all indicators, and the places in a text where they stand.

All words are found in one pass, overlapping ones too (Aho and Corasick 1975), on a folded copy of the text: width, case and
white space do not hide a word. What the folding takes away is looked at again in the text itself, for a word of a script
that writes words apart is meant whole: `art` does not stand in `start`, nor `maybe` in `may be`. Chinese has no such
boundary, and a Chinese word is found anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

from gioia.sources.normal import fold, folded

Hit = tuple[str, int, int]
"""A word as `spelled`, and the half-open span of code points in which it stands."""

_EAST_ASIAN = "\u2e80"


class Vocabulary:
    """A set of words, folded, and the automaton that finds them."""

    def __init__(self, words: Iterable[str]) -> None:
        from ahocorasick_rs import AhoCorasick, Implementation

        self._needles = sorted({folded(word) for word in words} - {""})
        self._edges = [_latin_edges(needle) for needle in self._needles]
        # As a table the automaton takes a quarter of a kB a letter, and half the time that it takes packed.
        self._automaton = AhoCorasick(self._needles, implementation=Implementation.DFA)

    def hits(self, text: str) -> list[Hit]:
        """Return every place where a word stands, whole if it is Latin, by the code point at which it starts."""
        copy = fold(text)
        places, needles, edges = copy.places, self._needles, self._edges
        hits: list[Hit] = []
        for number, begin, finish in self._automaton.find_matches_as_indexes(copy.text, overlapping=True):
            start, end = places[begin], places[finish - 1] + 1
            word = needles[number]
            edge = edges[number]
            if edge:
                opens, closes = edge
                if (opens and _LATIN[text[start - 1 : start]]) or (closes and _LATIN[text[end : end + 1]]):
                    continue
                said = text[start:end]
                word = word if said.isalnum() else spelled(said)
            hits.append((word, start, end))
        hits.sort(key=itemgetter(1))
        return hits


def _latin_edges(needle: str) -> tuple[bool, bool] | None:
    """Return whether a folded word begins and ends with a Latin letter; None where it has none at all."""
    latin = [_LATIN[char] for char in needle]
    return (latin[0], latin[-1]) if any(latin) else None


def spelled(words: str) -> str:
    """Return what makes words the same word: the folded text, with one space where white space parts Latin letters."""
    text = ""
    for part in map(folded, words.split()):
        text += f" {part}" if text and part and _LATIN[text[-1]] and _LATIN[part[0]] else part
    return text


def is_latin(char: str) -> bool:
    """Tell whether a character, narrow or full-width, is a letter or digit of a script that has words apart."""
    return _LATIN[char]


class _Latin(dict[str, bool]):
    """Character → whether it is one of a script that has words apart, found out once a character."""

    def __missing__(self, char: str) -> bool:
        narrow = folded(char)[:1]
        self[char] = is_latin = narrow.isalnum() and narrow < _EAST_ASIAN
        return is_latin


_LATIN = _Latin()

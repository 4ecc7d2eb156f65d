"""The words of all indicators, and the places in a text where they stand.

All words are found in one pass, overlapping ones too (Aho and Corasick 1975), on a folded copy of the text: width, case and
white space do not hide a word. What the folding takes away is looked at again in the text itself, for a word of a script
that writes words apart is meant whole: `art` does not stand in `start`, nor `maybe` in `may be`. Chinese has no such
boundary, and a Chinese word is found anywhere. So is a Korean one: Korean writes words apart but particles onto them, and
학교 is meant in 학교에서 too.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

from gioia.sources.normal import INVISIBLE, fold, folded

Occurrence = tuple[str, int, int]
"""A word as `spelled`, and the half-open span of code points in which it stands."""

_EAST_ASIAN = "\u2e80"
_UNSPACED = (("\u0e00", "\u10a0"), ("\u1100", "\u1200"), ("\u1780", "\u1800"))
"""The scripts before the East Asian ones that do not part words: Thai, Lao, Tibetan and Burmese; single letters of Hangul,
as decomposed Korean text has them; Khmer."""


class Vocabulary:
    """A set of words, folded, and the automaton that finds them."""

    def __init__(self, words: Iterable[str]) -> None:
        from ahocorasick_rs import AhoCorasick, Implementation

        self._needles = sorted({folded(word) for word in words} - {""})
        self._edges = [_spaced_edges(needle) for needle in self._needles]
        # As a table the automaton takes a quarter of a kB a letter, and half the time that it takes packed.
        self._automaton = AhoCorasick(self._needles, implementation=Implementation.DFA)

    def occurrences(self, text: str) -> list[Occurrence]:
        """Return every place where a word stands, whole if its script writes words apart, by where it starts."""
        copy = fold(text)
        places, needles, edges = copy.places, self._needles, self._edges
        found: list[Occurrence] = []
        for number, begin, finish in self._automaton.find_matches_as_indexes(copy.text, overlapping=True):
            start, end = places[begin], places[finish - 1] + 1
            word = needles[number]
            edge = edges[number]
            if edge:
                opens, closes = edge
                if (opens and _SPACED[_before(text, start)]) or (closes and _SPACED[_after(text, end)]):
                    continue
                said = text[start:end]
                word = word if said.isalnum() else spelled(said)
            found.append((word, start, end))
        found.sort(key=itemgetter(1))
        return found


def _before(text: str, start: int) -> str:
    """Return the character that is seen before a place, "" at the beginning."""
    while (char := text[start - 1 : start]) and char in INVISIBLE:
        start -= 1
    return char


def _after(text: str, end: int) -> str:
    while (char := text[end : end + 1]) and char in INVISIBLE:
        end += 1
    return char


def _spaced_edges(needle: str) -> tuple[bool, bool] | None:
    """Return whether a folded word begins and ends with a letter of a spaced script; None where it has none at all."""
    spaced = [_SPACED[char] for char in needle]
    return (spaced[0], spaced[-1]) if any(spaced) else None


def spelled(words: str) -> str:
    """Return what makes words the same word: the folded text, with one space where white space parts words."""
    text = ""
    for part in map(folded, words.split()):
        text += f" {part}" if text and part and _SPACED[text[-1]] and _SPACED[part[0]] else part
    return text


def is_of_spaced_script(char: str) -> bool:
    """Tell whether a character, narrow or full-width, is a letter or digit of a script that writes words apart.

    Such are Latin, Greek, Cyrillic, Arabic, Devanagari and most others before the East Asian ones, and digits. Chinese,
    Japanese and Thai are none; Hangul counts as none, for the particles that stick to its words.
    """
    return _SPACED[char]


class _SpacedScript(dict[str, bool]):
    """Character → whether it is of a script that writes words apart, found out once a character."""

    def __missing__(self, char: str) -> bool:
        narrow = folded(char)[:1]
        is_unspaced = any(first <= narrow < end for first, end in _UNSPACED)
        self[char] = is_spaced = narrow.isalnum() and narrow < _EAST_ASIAN and not is_unspaced
        return is_spaced


_SPACED = _SpacedScript()

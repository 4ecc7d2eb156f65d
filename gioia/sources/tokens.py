"""Words of Chinese text, cut as jieba cuts them.

Chinese is written without spaces; whoever counts words or breaks a label between them needs a dictionary. The reference
is jieba in its default mode; rjieba gives the same words several times faster but for those of ASCII letters and digits
with connectors ("2025-04-09"), which are cut once more here; a string that is no language (价价价) may be cut otherwise where two
ways are as likely. This is the only file that knows either.

jieba knows no letters but ASCII ones and ideographs, and cuts a word at every other one. Here a run of Latin letters with
accents (of Greek and Cyrillic ones too), ASCII letters and digits among them, is one word, as a run of ASCII letters is for
jieba; apostrophes and hyphens part words for both. Text without such letters is cut as jieba cuts it.

A dictionary makes words of its own stay whole, names above all. They get the frequency that jieba's `add_word` gives them,
so that the words are still those of jieba with the same dictionary.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import Any

_LETTER = "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u0373\u0376-\u037d\u037f\u0386\u0388-\u0481\u048a-\u052f\u1e00-\u1fbc"
_MARK = "\u0300-\u036f"
_ACCENTED = re.compile(
    rf"(?<![a-zA-Z0-9])([a-zA-Z0-9]*+(?:[{_LETTER}]|(?<=[a-zA-Z])[{_MARK}])[a-zA-Z0-9{_LETTER}{_MARK}]*+)"
)
"""A run of letters of which at least one has an accent, or is of another alphabet."""
_ASCII = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")


def cut(text: str, dictionary: tuple[str, ...] = ()) -> list[str]:
    """Return the words of `text` in order, white space and punctuation included: joined they are the text again.

    `dictionary` are words that stay whole, in the order in which they are added; none of them holds white space.
    """
    if text.isascii():
        return _cut(text, dictionary)
    words: list[str] = []
    for number, part in enumerate(_ACCENTED.split(text)):
        if number % 2:
            words.append(part)
        elif part:
            words += _cut(part, dictionary)
    return words


def _cut(text: str, dictionary: tuple[str, ...]) -> list[str]:
    words: list[str] = []
    for word in _jieba(dictionary).cut(text):
        if len(word) > 1 and word.isascii() and word not in dictionary:
            words += [part for part in _ASCII.split(word) if part]
        else:
            words.append(word)
    return words


@cache
def _jieba(dictionary: tuple[str, ...]) -> Any:  # noqa: ANN401 - rjieba says nothing of its types
    import rjieba

    if not dictionary:
        return rjieba
    jieba = rjieba.Jieba()
    for word in dictionary:
        jieba.add_word(word, None, None)
    return jieba


def word_starts(text: str) -> frozenset[int]:
    """Return the code points at which the words of `text` begin."""
    return frozenset(accumulate((len(word) for word in cut(text)), initial=0))


def is_person(name: str) -> bool:
    """Tell whether jieba takes `name` for one word that is a person's name (its tags nr and nrt)."""
    import rjieba

    tagged = rjieba.tag(name)
    return len(tagged) == 1 and tagged[0][1].startswith("nr")

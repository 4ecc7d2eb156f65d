"""Words of Chinese text, cut as jieba cuts them.

Chinese is written without spaces; whoever counts words or breaks a label between them needs a dictionary. The reference
is jieba in its default mode; rjieba gives the same words several times faster but for those of ASCII letters and digits
with connectors ("2025-04-09"), which are cut once more here. This is the only file that knows either.
"""

from __future__ import annotations

import re
from itertools import accumulate

_ASCII = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")


def cut(text: str) -> list[str]:
    """Return the words of `text` in order, white space and punctuation included: joined they are the text again."""
    import rjieba

    words: list[str] = []
    for word in rjieba.cut(text):
        if len(word) > 1 and word.isascii():
            words += [part for part in _ASCII.split(word) if part]
        else:
            words.append(word)
    return words


def word_starts(text: str) -> frozenset[int]:
    """Return the code points at which the words of `text` begin."""
    return frozenset(accumulate((len(word) for word in cut(text)), initial=0))


def is_person(name: str) -> bool:
    """Tell whether jieba takes `name` for one word that is a person's name (its tags nr and nrt)."""
    import rjieba

    tagged = rjieba.tag(name)
    return len(tagged) == 1 and tagged[0][1].startswith("nr")

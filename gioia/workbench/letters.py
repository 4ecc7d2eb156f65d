"""What a concept is found by: its name, and for Chinese the pinyin of it, whole and by its initials."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=10_000)
def letters(name: str) -> tuple[str, ...]:
    """Return the lower-case strings that a few typed letters are looked for in.

    They are the name, its pinyin without tones, and the first letter of each character; of other scripts also the first letters
    of the words. Characters with several readings are read as in the words that they stand in here.
    """
    found = [name.lower()]
    if not name.isascii():
        from pypinyin import Style, lazy_pinyin

        found.append("".join(lazy_pinyin(name)).lower())
        found.append("".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower())
    words = name.lower().split()
    if len(words) > 1:
        found.append("".join(word[0] for word in words))
    return tuple(dict.fromkeys(found))

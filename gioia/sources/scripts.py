"""Simplified and traditional characters that are one to a person who searches.

OpenCC tells which characters stand for one another; each is converted by itself, so that a text keeps its length and every
offset its place. Characters that any of OpenCC's ways to simplified Chinese (from the mainland's, Taiwan's and Hong Kong's
traditional characters) maps to one another form a class: 发, 發 and 髮; 着 and 著; 里, 裡 and 裏. Words that differ by more than
their characters (软件 and 軟體) are different words here. This is the only file that knows OpenCC.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

_CONVERSIONS = ("t2s", "tw2s", "hk2s")
_IDEOGRAPHS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x323B0))


@cache
def script_classes() -> Mapping[str, frozenset[str]]:
    """Return character → the characters that stand for the same, itself among them; one without others is left out."""
    import opencc

    alphabet = "".join(chr(code) for first, last in _IDEOGRAPHS for code in range(first, last))
    lines = "\n".join(alphabet)
    classes: dict[str, set[str]] = {}
    for conversion in _CONVERSIONS:
        converted = opencc.OpenCC(conversion).convert(lines).split("\n")
        for one, other in zip(alphabet, converted, strict=True):
            if one != other and len(other) == 1:
                _join(classes, one, other)
    return {char: frozenset(members) for char, members in classes.items()}


def _join(classes: dict[str, set[str]], one: str, other: str) -> None:
    """Make one class of the classes of two characters."""
    first, second = classes.setdefault(one, {one}), classes.setdefault(other, {other})
    if first is not second:
        first |= second
        classes.update(dict.fromkeys(second, first))

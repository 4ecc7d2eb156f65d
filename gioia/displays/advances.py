"""Advances: how wide characters are in the faces that figures name.

A figure is drawn where we do not know the fonts, and must come out the same everywhere. So widths are not asked of a font
when a figure is drawn: `advances.tsv` holds those of Noto Sans CJK SC (Source Han Sans SC is the same design) and of
Liberation Sans (whose widths are Arial's), regular and bold, and a character counts as wide as it is in the wider of the
two. What is in neither, such as Thai, Arabic or emoji, has a bound that common faces stay below. `docs/advances.py`
writes the file from the fonts.

Advances are summed as they stand. Programs that draw may kern and join letters (“AV”, “fi”), which makes a text narrower
rather than wider; what a pair adds elsewhere is less than the surplus of the wider face over the narrower.

A Chinese face sets “ ” ‘ ’ · × and such marks one em wide, a Latin one half as wide. A text with an East Asian character
is measured as the former has them, any other as the latter; a line is drawn in the one or the other by the same test.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("advances.tsv")
_FULL = 1000
_EMOJI = 1400
_LIGATURES = {"\ufdfd": 10000, "\ufdfa": 4000, "\ufdfb": 4000}
_UNDRAWABLE = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff")
_EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003ffff]"
)
_ALONE = re.compile(
    "[\u0020-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u21ff\u3000-\u3029\u3030-\u303c\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uff01-\uff9d]*"
)
"""Text in which every code point is a character of its own; ©, the soft hyphen and what joins emoji are left out."""

_NO_BREAK = "\u00a0"
_NO_BREAK_SPACES = re.compile(r"\s*[\u00a0\u2007\u202f]\s*")


def plain(text: str) -> str:
    """Return `text` as one line: runs of white space as one space, what cannot be drawn as U+FFFD.

    A run that holds a space at which no line may end becomes one such space (U+00A0).
    """
    parts = (" ".join(part.split()) for part in _NO_BREAK_SPACES.split(text))
    return "".join(map(_drawable, _NO_BREAK.join(parts).strip()))


@lru_cache(maxsize=4096)
def _drawable(character: str) -> str:
    bad = unicodedata.category(character) in {"Cc", "Cs"} or character in _UNDRAWABLE
    return "\ufffd" if bad else character


def is_east_asian(text: str) -> bool:
    """Tell whether a text holds a Chinese, Japanese or Korean character or a mark that only such a text has."""
    return _EAST_ASIAN.search(text) is not None


def has_latin_marks(text: str) -> bool:
    """Tell whether a text holds marks that are measured as a Latin face has them, though a Chinese one sets them full-width."""
    return not is_east_asian(text) and any(advance(c, east_asian=False) != advance(c) for c in set(text))


@lru_cache(maxsize=8192)
def clusters(text: str) -> tuple[str, ...]:
    """Cut a text into what a reader sees as one character each: base and marks, joined emoji, flags, Hangul syllables.

    Joined they are the text again (Unicode Standard Annex 29, extended grapheme clusters).
    """
    if _ALONE.fullmatch(text):
        return tuple(text)
    import regex

    return tuple(regex.findall(r"\X", text))


def advance(cluster: str, *, bold: bool = False, east_asian: bool = True) -> int:
    """Return the width of a cluster in thousandths of an em; `east_asian` as `is_east_asian` tells of the whole text."""
    return sum(_em(character, bold, east_asian) for character in cluster)


@lru_cache(maxsize=8192)
def _em(character: str, bold: bool, east_asian: bool) -> int:  # noqa: FBT001 - a cache takes no keywords
    """Return the width of a code point, where no face tells rather too much than too little."""
    firsts, lasts, widths = _table()
    place = bisect_right(firsts, ord(character)) - 1
    if place >= 0 and ord(character) <= lasts[place]:
        return widths[place][bold if east_asian else 2 + bold]
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"}:
        return 0
    if "\U0001f000" <= character < "\U00020000":
        return _EMOJI
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return _FULL
    return _bound(character, category)


def _bound(character: str, category: str) -> int:
    if category == "Ll":
        return 800
    if category.startswith("L"):
        return _LIGATURES.get(character) or (2000 if "\ufdf0" <= character <= "\ufdff" else 1100)
    return 1200


@cache
def _table() -> tuple[list[int], list[int], list[tuple[int, int, int, int]]]:
    """Return the first and last code points of the runs of the file, and their widths: regular, bold, then not East Asian."""
    firsts, lasts, widths = [], [], []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            first, last, *columns = line.split("\t")
            regular, bold, latin, latin_bold = map(int, columns if columns[2:] else columns * 2)
            firsts.append(int(first, 16))
            lasts.append(int(last, 16))
            widths.append((regular, bold, latin, latin_bold))
    return firsts, lasts, widths

"""Normalised copies of a text, each with a map back to the characters that were said.

What a person said is never tidied. To find a quotation in spite of full-width digits, line breaks inside words and
different quotation marks, soft hyphens and zero-width spaces, the search runs on a copy (`Folded`), and a hit is mapped back to the document's own
characters. For displays, `printed` joins broken lines and narrows full-width letters and digits, nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SAME = {
    **dict.fromkeys("“”„‟«»「」『』〝〞＂", '"'),
    **dict.fromkeys("‘’‚‛′＇`´", "'"),
    **dict.fromkeys("—–―‒─━－‐‑−", "-"),
    **dict.fromkeys("·•・‧", "·"),
}

INVISIBLE = "\u00ad\u200b\u2060\ufeff"
"""Soft hyphen, zero-width space, word joiner, byte order mark: they say where a line may break, and are no letters.

The joiners U+200C and U+200D are none of them: they make letters of Persian and of Indian scripts, and emoji, other ones.
"""

_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))

_CJK = (
    r"\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    r"\U00020000-\U0003ffff"
)
_EITHER = r"\u2018\u2019\u201c\u201d\u2014\u2026"
"""Punctuation of Chinese and of Latin text; it is of the text that stands on its other side."""
# What is looked for begins with one class of characters, to which the regex engine runs; what stands before that is looked
# at afterwards.
_AFTER_CJK = rf"(?:(?<=[{_CJK}]\s)|(?<=[{_CJK}][{_EITHER}]\s)|(?<=[{_CJK}][{_EITHER}]{{2}}\s))"
_BEFORE_CJK = rf"(?=[{_EITHER}]{{0,2}}[{_CJK}])"
_BETWEEN_CJK = rf"\s{_AFTER_CJK}\s*{_BEFORE_CJK}"
_BROKEN_LINE = rf"\s(?:{_AFTER_CJK}(?:(?<=\n)|\s*\n)\s*|(?<!\s\s)(?:(?<=\n)|\s*\n)\s*{_BEFORE_CJK})"
_WHITE = re.compile(r"\s+")
_NO_SINGLE_SPACE = re.compile(r"\s(?:(?<! )\s*|\s+)")
_NARROW = {chr(ord(wide) + i): chr(ord(first) + i) for wide, first in ("０0",) for i in range(10)} | {
    chr(ord(wide) + i): chr(ord(first) + i) for wide, first in ("ＡA", "ａa") for i in range(26)
}
_NARROW |= dict(zip("％＆＃＠＋＝／＄＿＊", "%&#@+=/$_*", strict=True))
_WIDE = re.compile(f"[{''.join(_NARROW)}]")
_SPACES = "".join(filter(str.isspace, map(chr, range(0x3001))))
_UNPRINTED = re.compile(f"[{re.escape(_SPACES)}{''.join(_NARROW)}]")
"""What `printed` may change. White space is spelled out: a set of characters is looked up faster than a category."""

_APART = "\ud800"

_FOLDING = ((0x21, 0x3400), (0xA000, 0xAC00), (0xF900, 0x20000), (0x2F800, 0x2FA20))
"""Where the characters stand that are folded to others, white space aside; outside are ideographs and Hangul."""
_IDEOGRAPHS = (0x3400, 0xA000)
_FOLDING_TO_IDEOGRAPHS = ((0x2E80, 0x3400), (0xF900, 0xFB00), (0x1F200, 0x1F300), (0x2F800, 0x2FA20))


class Folded(Struct, frozen=True):
    """A text folded for searching, and where each of its characters stands in the original.

    `places[i]` is the code-point offset in the original of the character that `text[i]` comes from.
    """

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open span of the original that the folded characters `[start, end)` come from."""
        return self.places[start], self.places[end - 1] + 1


class _Fold(dict[str, str]):
    """Character → what it is folded to, computed once a character."""

    def __missing__(self, char: str) -> str:
        folded = "".join(_SAME.get(c, c) for c in unicodedata.normalize("NFKC", _SAME.get(char, char)))
        self[char] = folded = "".join(folded.split()).casefold() if char not in INVISIBLE else ""
        return folded


_fold = _Fold()

_LONG = 4096
"""From so many code points on, loading numpy costs less than folding without it."""
_MANY, _GONE, _UNKNOWN = 1 << 24, 1 << 25, 1 << 26
_CODE = _MANY - 1


class _Table:
    """Code point → what it is folded to, as an array that is filled in as characters come up.

    An entry is one code point, or `_GONE` where nothing is left, or `_MANY` and the code point itself where it becomes
    several.
    """

    def __init__(self) -> None:
        import numpy as np

        self.entries: NDArray[np.uint32] = np.full(0x110000, _UNKNOWN, dtype=np.uint32)

    def looked_up(self, codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Return the entries of these code points."""
        import numpy as np

        entries = self.entries.take(codes)
        unknown = codes[entries == _UNKNOWN]
        if not len(unknown):
            return entries
        for code in np.unique(unknown).tolist():
            folded = _fold[chr(code)]
            self.entries[code] = ord(folded) if len(folded) == 1 else _MANY | code if folded else _GONE
        return self.entries.take(codes)


_table: list[_Table] = []
"""The one table, once a long text has asked for it; from then on it folds the short ones too."""


def fold(text: str) -> Folded:
    """Return `text` with width, case, quotation marks and dashes made alike; white space and `INVISIBLE` left out."""
    return _fold_long(text) if _table or len(text) >= _LONG else _fold_short(text)


def _fold_short(text: str) -> Folded:
    places: array[int] = array("L")
    for place, char in enumerate(text):
        places.extend([place] * len(_fold[char]))
    return Folded("".join([_fold[char] for char in text]), places)


def _fold_long(text: str) -> Folded:
    """Fold as arrays: nearly every character becomes one or none; the few that become several are put in afterwards."""
    import numpy as np

    if not _table:
        _table.append(_Table())
    entries = _table[0].looked_up(_codes(text))
    places = np.flatnonzero(entries != _GONE)
    entries = entries.take(places)
    many = np.flatnonzero(entries >= _MANY)
    if not len(many):
        return Folded(_text(entries), places.data)
    odd = entries[many] & np.uint32(_CODE)
    entries[many] = odd
    folded = _text(entries)
    more = {code: len(_fold[chr(code)]) - 1 for code in set(odd.tolist())}
    for code in more:
        # Nothing else is folded to a character that itself becomes several: each of them stands for itself here.
        folded = folded.replace(chr(code), _fold[chr(code)])
    at = np.repeat(many, [more[code] for code in odd.tolist()])
    return Folded(folded, np.insert(places, at, places[at]).data)


def _codes(text: str) -> NDArray[np.uint32]:
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _text(codes: NDArray[np.uint32]) -> str:
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def folded(text: str) -> str:
    """Return the text of `fold`, without the map back."""
    return text.translate({ord(char): _fold[char] for char in set(text)})


def visible(text: str) -> str:
    """Return the text without the characters of `INVISIBLE`."""
    return text.translate(_UNSEEN) if any(char in text for char in INVISIBLE) else text


@cache
def _joints() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what is left out between lines and characters; they take a while to compile."""
    return re.compile(_BETWEEN_CJK), re.compile(_BROKEN_LINE)


def folded_char(char: str) -> str:
    """Return what one character is folded to: nearly always one, none for white space and `INVISIBLE`, several for `㎏` or `ﬁ`."""
    return _fold[char]


@cache
def spellings(char: str) -> frozenset[str]:
    """Return every character of Unicode whose fold holds the folded character `char`, itself among them."""
    wanted = {char, *(other for other, same in _SAME.items() if same == char)}
    is_ideograph = _IDEOGRAPHS[0] <= ord(char) < _IDEOGRAPHS[1]
    alphabet, folds = _alphabet(_FOLDING_TO_IDEOGRAPHS if is_ideograph else _FOLDING)
    found: set[str] = set()
    for one in wanted:
        at = folds.find(one)
        while at >= 0:
            found.add(alphabet[folds.count("\n", 0, at)])
            at = folds.find(one, at + 1)
    return frozenset(other for other in wanted | found if char in _fold[other])


@cache
def _alphabet(blocks: tuple[tuple[int, int], ...]) -> tuple[str, str]:
    """Return the characters of the blocks, and what Unicode folds them to, one a line."""
    alphabet = "".join(chr(code) for first, last in blocks for code in range(first, last))
    # No character is composed with a line end, so that all of them are normalised in one go.
    return alphabet, unicodedata.normalize("NFKC", "\n".join(alphabet)).casefold()


def shortened(text: str, most: int = 24) -> str:
    """Return a text as messages show it: printed, and cut with a mark where it has more than `most` code points."""
    shown = printed(text)
    return shown if len(shown) <= most else shown[: most - 1] + "…"


def printed(text: str) -> str:
    """Return a quotation as displays print it: broken lines joined, full-width letters and digits narrow.

    Between Chinese characters a break or a space is dropped; between Latin words it becomes one space. Punctuation and
    wording stay as they are.
    """
    if not _UNPRINTED.search(text):
        return text
    between_cjk, broken_line = _joints()
    text = between_cjk.sub("", text.strip())
    if "\n" in text:
        text = broken_line.sub("", text)
    text = _NO_SINGLE_SPACE.sub(" ", text)
    return _WIDE.sub(lambda match: _NARROW[match[0]], text) if _WIDE.search(text) else text


def printed_each(texts: Sequence[str]) -> list[str]:
    """Return what `printed` gives for each of the texts; for many short ones in a fraction of the time.

    They are printed as one, with a character between them that no text has which was once UTF-8.
    """
    return printed(_APART.join(map(str.strip, texts))).split(_APART) if texts else []


def printed_space(text: str, place: int) -> str:
    """Return what `printed` leaves of the white space in which the place stands: one space, or nothing between Chinese.

    At the beginning and end of the text that is nothing.
    """
    start = place
    while start and text[start - 1].isspace():
        start -= 1
    run = _WHITE.match(text, start)
    if not start or run is None or run.end() == len(text):
        return ""
    between_cjk, broken_line = _joints()
    joints = (between_cjk, broken_line) if "\n" in run[0] else (between_cjk,)
    dropped = (joint.match(text, start) for joint in joints)
    return "" if any(found and found.end() == run.end() for found in dropped) else " "

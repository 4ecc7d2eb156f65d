"""Normalised copies of a text, each with a map back to the characters that were said.

What a person said is never tidied. To find a quotation in spite of full-width digits, line breaks inside words and
different quotation marks, the search runs on a copy (`Folded`), and a hit is mapped back to the document's own
characters. For displays, `printed` joins broken lines and narrows full-width letters and digits, nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from array import array

from msgspec import Struct

_SAME = {
    **dict.fromkeys("“”„‟«»「」『』〝〞＂", '"'),
    **dict.fromkeys("‘’‚‛′＇`´", "'"),
    **dict.fromkeys("—–―‒─━－‐‑−", "-"),
    **dict.fromkeys("·•・‧", "·"),
}

_CJK = (
    r"\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    r"\U00020000-\U0003ffff"
)
_EITHER = r"\u2018\u2019\u201c\u201d\u2014\u2026"
"""Punctuation of Chinese and of Latin text; it is of the text that stands on its other side."""
_AFTER_CJK = rf"(?:(?<=[{_CJK}])|(?<=[{_CJK}][{_EITHER}])|(?<=[{_CJK}][{_EITHER}]{{2}}))"
_BEFORE_CJK = rf"(?=[{_EITHER}]{{0,2}}[{_CJK}])"
_BETWEEN_CJK = re.compile(rf"{_AFTER_CJK}\s+{_BEFORE_CJK}")
_BROKEN_LINE = re.compile(rf"{_AFTER_CJK}\s*\n\s*|(?<!\s)\s*\n\s*{_BEFORE_CJK}")
_WHITE = re.compile(r"\s+")
_NARROW = {ord("０") + i: ord("0") + i for i in range(10)} | {
    ord(first) + i: ord(narrow) + i for first, narrow in (("Ａ", "A"), ("ａ", "a")) for i in range(26)
}
_NARROW |= {ord(wide): ord(narrow) for wide, narrow in zip("％＆＃＠＋＝／＄＿＊", "%&#@+=/$_*", strict=True)}


class Folded(Struct, frozen=True):
    """A text folded for searching, and where each of its characters stands in the original.

    `places[i]` is the code-point offset in the original of the character that `text[i]` comes from.
    """

    text: str
    places: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open span of the original that the folded characters `[start, end)` come from."""
        return self.places[start], self.places[end - 1] + 1


class _Fold(dict[str, str]):
    """Character → what it is folded to, computed once a character."""

    def __missing__(self, char: str) -> str:
        folded = "".join(_SAME.get(c, c) for c in unicodedata.normalize("NFKC", _SAME.get(char, char)))
        self[char] = folded = "".join(folded.split()).casefold()
        return folded


_fold = _Fold()


def fold(text: str) -> Folded:
    """Return `text` with width, case, quotation marks and dashes made alike and all white space left out."""
    table = {ord(char): _fold[char] for char in set(text)}
    # Nearly every character folds to one: between the others, whole stretches are folded at once.
    odd = "".join(re.escape(chr(code)) for code, folded in table.items() if len(folded) != 1)
    places: array[int] = array("L")
    begin = 0
    for match in re.finditer(f"[{odd}]", text) if odd else ():
        places.extend(range(begin, match.start()))
        places.extend([match.start()] * len(_fold[match.group()]))
        begin = match.end()
    places.extend(range(begin, len(text)))
    return Folded(text.translate(table), places)


def folded(text: str) -> str:
    """Return the text of `fold`, without the map back."""
    return text.translate({ord(char): _fold[char] for char in set(text)})


def shortened(text: str, most: int = 24) -> str:
    """Return a text as messages show it: printed, and cut with a mark where it has more than `most` code points."""
    shown = printed(text)
    return shown if len(shown) <= most else shown[: most - 1] + "…"


def printed(text: str) -> str:
    """Return a quotation as displays print it: broken lines joined, full-width letters and digits narrow.

    Between Chinese characters a break or a space is dropped; between Latin words it becomes one space. Punctuation and
    wording stay as they are.
    """
    joined = _BROKEN_LINE.sub("", _BETWEEN_CJK.sub("", text.strip()))
    return _WHITE.sub(" ", joined).translate(_NARROW)

"""Seals: words that are not told, and by which whoever has their document can find them again.

A seal stands in the place of words wherever they stood in a file. It tells how many characters they have once width, case,
white space and line breaks are made alike (`gioia.sources.normal`), and the SHA-256 of these characters behind a salt that
the sealed study keeps. Two bytes of a rolling hash (Karp and Rabin 1987) stand with it: they tell at every place of a text,
at little cost, where it is worth computing the SHA-256. They are no more than two, for a rolling hash can be solved for the
words it was made of.

What stands in no document, such as a translation, is left out: then only the number of characters is told.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gioia.sources.normal import Folded

SALT = re.compile(r"[0-9a-f]{32}")
"""What a salt looks like."""
_SEAL = re.compile(r"⟦sealed (\d+) ([0-9a-f]{4}) ([0-9a-f]{64})⟧")
_LEFT_OUT = re.compile(r"⟦left out (\d+)⟧")
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_MARKS = {
    "zh": ("〔已封存 {} 字〕", "〔已略去 {} 字〕"),
    "en": ("[sealed, {} characters]", "[left out, {} characters]"),
}
_MIX = 0x9E3779B97F4A7C15


class Seal(Struct, frozen=True):
    """What is told of words: how many folded characters they have, two bytes of their rolling hash, their SHA-256."""

    length: int
    rolling: int
    digest: str

    def __str__(self) -> str:
        return f"⟦sealed {self.length} {self.rolling:04x} {self.digest}⟧"


class Spot(Struct, frozen=True):
    """Where sealed words stand in a text: a half-open span of code points, and that of its folded copy."""

    start: int
    end: int
    first: int
    last: int


def sealed(words: str, salt: str) -> str:
    """Return the words with a seal in their place; white space at their ends stays, and what is nothing else."""
    head, inner, tail = _EDGES.fullmatch(words).groups()  # type: ignore[union-attr]  # every text matches
    return f"{head}{seal_of(inner, salt)}{tail}" if inner else words


def seal_of(words: str, salt: str) -> Seal:
    """Return the seal of words."""
    from gioia.sources.normal import folded

    plain = folded(words)
    codes = _codes(plain)
    return Seal(len(plain), int(_rolling(codes, len(codes), salt)[0]) if plain else 0, digest(plain, salt))


def digest(plain: str, salt: str) -> str:
    """Return the SHA-256, in hexadecimal, of the salt and folded characters."""
    return hashlib.sha256(f"{salt}\x1f{plain}".encode("utf-8", "surrogatepass")).hexdigest()


def left_out(words: str) -> str:
    """Return what stands in the place of words that are in no document."""
    from gioia.sources.normal import folded

    return f"⟦left out {len(folded(words))}⟧" if words.strip() else words


def is_sealed(text: str) -> bool:
    """Tell whether a seal stands in the text, or something was left out of it."""
    return "⟦" in text and bool(_SEAL.search(text) or _LEFT_OUT.search(text))


def seals_in(text: str) -> list[Seal]:
    """Return the seals that stand in a text, in their order."""
    return [_seal(match) for match in _SEAL.finditer(text)] if "⟦" in text else []


def without_seals(text: str) -> str:
    """Return what a text tells beside its seals."""
    return _SEAL.sub("⟧", text)


def opened(text: str, words: dict[Seal, str]) -> str:
    """Return the text with the words of those seals that are known, and without the marks of what was left out."""
    if "⟦" not in text:
        return text
    known = _SEAL.sub(lambda match: words.get(_seal(match), match[0]), text)
    return _LEFT_OUT.sub("", known)


def marked(text: str, language: str) -> str:
    """Return the text as displays show it: a mark of the study's language (zh or en) for every seal."""
    if "⟦" not in text:
        return text
    mark, gap = _MARKS[language]
    return _LEFT_OUT.sub(lambda match: gap.format(match[1]), _SEAL.sub(lambda match: mark.format(match[1]), text))


class Wanted:
    """Seals whose words are looked for, sorted so that many texts can be asked for them."""

    def __init__(self, seals: Iterable[Seal], salt: str) -> None:
        self.salt = salt
        self.by_length: dict[int, dict[int, set[str]]] = {}
        for seal in seals:
            self.by_length.setdefault(seal.length, {}).setdefault(seal.rolling, set()).add(seal.digest)


def spots(text: Folded, wanted: Wanted) -> dict[Seal, list[Spot]]:
    """Return for each of the seals whose words stand in the text where they do, in order.

    Every window of a seal's length is looked at by its rolling hash, and by its SHA-256 where that is the seal's.
    """
    codes = _codes(text.text)
    sums = _Sums(codes, wanted.salt) if wanted.by_length else None
    found: dict[Seal, list[Spot]] = {}
    for length, by_rolling in wanted.by_length.items():
        if sums is None or not 0 < length <= len(codes):
            continue
        for at, rolling in _likely(sums.windows(length), by_rolling):
            hashed = digest(text.text[at : at + length], wanted.salt)
            spot = _spot(text, at, at + length) if hashed in by_rolling[rolling] else None
            if spot is not None:
                found.setdefault(Seal(length, rolling, hashed), []).append(spot)
    return found


def _likely(windows: NDArray[np.uint16], wanted: dict[int, set[str]]) -> Iterator[tuple[int, int]]:
    """Return place and rolling hash of the windows whose rolling hash is one of those wanted."""
    import numpy as np

    table = np.zeros(1 << 16, dtype=bool)
    table[list(wanted)] = True
    places = np.flatnonzero(table[windows])
    return zip(places.tolist(), windows[places].tolist(), strict=True)


def _spot(text: Folded, first: int, last: int) -> Spot | None:
    """Return where the folded characters stand; None where they begin or end within one that was folded to several."""
    places = text.places
    begins = first == 0 or places[first - 1] != places[first]
    ends = last == len(places) or places[last - 1] != places[last]
    if not (begins and ends):
        return None
    start, end = text.span(first, last)
    return Spot(int(start), int(end), first, last)


def _seal(match: re.Match[str]) -> Seal:
    return Seal(int(match[1]), int(match[2], 16), match[3])


def _codes(plain: str) -> NDArray[np.uint64]:
    import numpy as np

    return np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)


class _Sums:
    """Sums of a text's code points times the powers of a base, from which the hash of any window is one subtraction.

    Arithmetic is that of 64 bits; the base is odd, so that it has an inverse by which a window is moved to the beginning.
    """

    def __init__(self, codes: NDArray[np.uint64], salt: str) -> None:
        import numpy as np

        base = int.from_bytes(hashlib.sha256(salt.encode()).digest()[:8], "little") | 1
        self.sums = np.zeros(len(codes) + 1, dtype=np.uint64)
        np.cumsum(codes * _powers(base, len(codes)), out=self.sums[1:])
        self.back = _powers(pow(base, -1, 1 << 64), len(codes) + 1)

    def windows(self, length: int) -> NDArray[np.uint16]:
        """Return the upper two bytes of the rolling hash of every window of that length."""
        import numpy as np

        count = len(self.sums) - length
        values = (self.sums[length:] - self.sums[:count]) * self.back[:count]
        return ((values * np.uint64(_MIX)) >> np.uint64(48)).astype(np.uint16)


def _rolling(codes: NDArray[np.uint64], length: int, salt: str) -> NDArray[np.uint16]:
    return _Sums(codes, salt).windows(length)


def _powers(base: int, count: int) -> NDArray[np.uint64]:
    import numpy as np

    powers = np.full(count, base, dtype=np.uint64)
    powers[:1] = 1
    return np.cumprod(powers, dtype=np.uint64)

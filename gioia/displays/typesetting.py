"""Typesetting: how wide a text is, and where its lines may break.

A figure is drawn on machines whose fonts we do not know, so widths are upper bounds: a text that fits by this measure
stays in its box in any of the common sans faces. East Asian characters are one em wide, and so are the marks that
Chinese fonts set full-width (“ ” ‘ ’ — … ·).

Lines break as Chinese typesetting asks (GB/T 15834—2011; W3C, Requirements for Chinese Text Layout): no closing mark at
the start of a line, no opening mark at its end, —— and …… kept whole, words and numbers of other scripts kept whole;
between Chinese words rather than inside them.
A rule gives way only where a run is wider than the line. Among the permitted settings the one with the fewest lines is
taken, and among those the most even one (Knuth and Plass 1981: the smallest sum of squared slack and penalties).

Whatever a label holds, setting it does not fail: spaces of all kinds become one space, control characters U+FFFD.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import accumulate, pairwise

from msgspec import Struct

from gioia.sources.tokens import word_starts

_LATIN = {
    300: "ij ",
    350: "',.:;Il|",
    400: "!()-/[]\\f",
    450: "rt",
    500: '*"',
    550: "csz",
    600: "J_kvxy",
    650: "$0123456789?FLT`abdeghnopqu{}",
    700: "EPSVXYZ",
    750: "ABCHKNRU",
    800: "&DGOQ",
    850: "#+<=>^~",
    900: "Mw",
    1000: "%Wm",
    1050: "@",
}
_WIDTHS = {character: width for width, characters in _LATIN.items() for character in characters}
"""Advance widths in thousandths of an em: the widest of several common sans faces, bold included, rounded up."""

_NEVER_FIRST = frozenset("、，。；：？！）》〉」』】〕］｝”’…—·～/／,.;:?!)]}%‰℃°»›‐-–")
_NEVER_LAST = frozenset("（《〈「『【〔［｛“‘([{«‹￥$£€#＃")
_GOOD_END = frozenset("—、，；。：？！/／,;·-–")
_WORD_ENDS = frozenset("的了")
_WORD_STARTS = frozenset("和或")
_TOGETHER = frozenset(("……", "——", "⸺⸺"))
_WIDE_MARKS = frozenset("“”‘’—…·‥⸺―")
_JOINER = "\u200d"
_UNDRAWABLE = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff")
_LIGATURES = {"\ufdfd": 10000, "\ufdfa": 4000, "\ufdfb": 4000}

_SPLIT = 60.0
_PLAIN = 25.0
_GOOD = 0.0
_FAIR = 12.0
_BROKEN = 1.0e6
"""Penalties of a break, in squared ems; `_BROKEN` marks a break that a rule forbids."""


class _Cluster(Struct, frozen=True):
    """What a reader sees as one character; `width` in thousandths of an em."""

    text: str
    width: int


def plain(text: str) -> str:
    """Return `text` as one line: runs of white space as one space, what cannot be drawn as U+FFFD."""
    return "".join(_drawable(character) for character in " ".join(text.split()))


def _drawable(character: str) -> str:
    bad = unicodedata.category(character) in {"Cc", "Cs"} or character in _UNDRAWABLE
    return "\ufffd" if bad else character


def width(text: str, size: float) -> float:
    """Return the width of `text` on one line, in points, at `size` points to the em."""
    return sum(cluster.width for cluster in _clusters(plain(text))) * size / 1000


@lru_cache(maxsize=4096)
def wrap(text: str, room: float, size: float) -> tuple[str, ...]:
    """Return the lines of `text` for a line `room` points wide at `size` points to the em.

    No line is wider than `room`, unless it is a single character that is. A text of nothing but space has no lines.
    """
    clusters = _clusters(plain(text))
    if not clusters:
        return ()
    ends = _breaks(clusters, _thousandths(room, size))
    starts = [0, *ends[:-1]]
    lines = ("".join(c.text for c in clusters[start:end]).strip() for start, end in zip(starts, ends, strict=True))
    return tuple(line for line in lines if line)


def least_width(text: str, size: float) -> float:
    """Return the width in points that a line needs so that no rule of breaking has to give way."""
    clusters = _clusters(plain(text))
    widest = run = 0
    for index, cluster in enumerate(clusters):
        breaks = index and may_break(clusters[index - 1].text, cluster.text)
        run = cluster.width if breaks else run + cluster.width
        widest = max(widest, run)
    return widest * size / 1000


def _thousandths(room: float, size: float) -> int:
    """Return `room` in thousandths of an em, so that no line that fits is wider than `room` by a rounding."""
    units = max(0, int(room * 1000 / size))
    return units - 1 if units * size / 1000 > room else units


@lru_cache(maxsize=8192)
def _clusters(text: str) -> tuple[_Cluster, ...]:
    """Cut a text into what must not be split: base and marks, joined emoji, flags, Hangul syllables."""
    pieces: list[str] = []
    for character in text:
        if pieces and _joins(pieces[-1], character):
            pieces[-1] += character
        else:
            pieces.append(character)
    return tuple(_Cluster(piece, sum(_em(character) for character in piece)) for piece in pieces)


def _joins(before: str, character: str) -> bool:
    last = before[-1]
    if before == " ":
        return False
    if _JOINER in {last, character} or unicodedata.category(character) in {"Mn", "Me", "Mc"}:
        return True
    if "\U0001f3fb" <= character <= "\U0001f3ff" or "\U000e0020" <= character <= "\U000e007f":
        return True
    if _is_flag(character) and _is_flag(last):
        return len(before) % 2 == 1
    return _is_jamo_tail(character) and ("\u1100" <= last <= "\u11ff" or "\uac00" <= last <= "\ud7a3")


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _is_jamo_tail(character: str) -> bool:
    return "\u1160" <= character <= "\u11ff"


@lru_cache(maxsize=4096)
def _em(character: str) -> int:
    """Return the width of a character in thousandths of an em, rather too much than too little."""
    known = _WIDTHS.get(character) or _LIGATURES.get(character)
    if known is not None:
        return known
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"}:
        return 0
    if "\U0001f000" <= character < "\U00020000":
        return 1400
    if unicodedata.east_asian_width(character) in {"W", "F"} or character in _WIDE_MARKS:
        return 1000
    return _em_by_category(character, category)


def _em_by_category(character: str, category: str) -> int:
    if category == "Ll":
        return 1100 if unicodedata.normalize("NFD", character)[0] in "æœшщжюыљњω" else 800
    if category.startswith("L"):
        return 2000 if "\ufdf0" <= character <= "\ufdff" else 1100
    return 1200


def _breaks(clusters: tuple[_Cluster, ...], room: int) -> list[int]:
    """Return where the lines end: the setting of least cost, by dynamic programming over the breaks."""
    count = len(clusters)
    sums = [0, *accumulate(cluster.width for cluster in clusters)]
    if sums[-1] <= room:
        return [count]
    penalties = _penalties(clusters)
    best: list[tuple[int, int, float]] = [(0, 0, 0.0)] + [(count, count, 0.0)] * count
    before = [0] * (count + 1)
    for end in range(1, count + 1):
        best[end] = (count + 1, count + 1, 0.0)
        for start in range(end - 1, -1, -1):
            measure = _line_width(clusters, sums, start, end)
            if measure > room and start < end - 1:
                break
            cost = _cost(best[start], penalties[end - 1], room - measure)
            if cost < best[end]:
                best[end], before[end] = cost, start
    ends = [count]
    while before[ends[-1]]:
        ends.append(before[ends[-1]])
    return ends[::-1]


def _penalties(clusters: tuple[_Cluster, ...]) -> list[float]:
    """Return what a break after each cluster costs; a Chinese word is split only where nothing better is near."""
    penalties = [_penalty(before.text, after.text) for before, after in pairwise(clusters)]
    starts = word_starts("".join(cluster.text for cluster in clusters))
    places = accumulate(len(cluster.text) for cluster in clusters)
    return [
        *(
            _SPLIT if cost == _PLAIN and place not in starts else cost
            for cost, place in zip(penalties, places, strict=False)
        ),
        0.0,
    ]


def _cost(before: tuple[int, int, float], penalty: float, slack: int) -> tuple[int, int, float]:
    """Return the cost of a setting with one more line: rules broken, lines, unevenness; compared in that order."""
    broken, lines, uneven = before
    forbidden = penalty >= _BROKEN
    return (broken + forbidden, lines + 1, uneven + (0.0 if forbidden else penalty) + (slack / 1000) ** 2)


def _line_width(clusters: tuple[_Cluster, ...], sums: list[int], start: int, end: int) -> int:
    """Return the width of a line without the spaces at its ends, which are not set."""
    if clusters[start].text == " ":
        start += 1
    if end > start and clusters[end - 1].text == " ":
        end -= 1
    return max(0, sums[end] - sums[start])


def _penalty(before: str, after: str) -> float:
    """Return what a break between two clusters costs; `_BROKEN` or more where a rule forbids it."""
    if before == " ":
        return _FAIR
    if after == " " or after[0] in _NEVER_FIRST or before[-1] in _NEVER_LAST or before + after in _TOGETHER:
        return _BROKEN
    if _is_word(before) and _is_word(after):
        return _BROKEN
    if before in {".", ","} and after.isdecimal():
        return _BROKEN
    if before in _GOOD_END:
        return _GOOD
    fair = after[0] in _NEVER_LAST or before[-1] in _NEVER_FIRST or _is_word(before + after)
    return _FAIR if fair or before in _WORD_ENDS or after in _WORD_STARTS else _PLAIN


def may_break(before: str, after: str) -> bool:
    """Tell whether a line may end between two characters."""
    return _penalty(before, after) < _BROKEN


def _is_word(text: str) -> bool:
    """Say whether a break beside this cluster would split a word: letters and digits of scripts that write spaces."""
    return any(
        c in "_@'\ufffd" or (unicodedata.category(c)[0] in "LNM" and unicodedata.east_asian_width(c) not in {"W", "F"})
        for c in text
    )

"""Typesetting: how wide a text is, and where its lines may break.

A width is the sum of the advances of `gioia.displays.advances`.

Lines break as Chinese typesetting asks (GB/T 15834—2011; W3C, Requirements for Chinese Text Layout): no closing mark at
the start of a line, no opening mark at its end, —— and …… kept whole, words of other scripts kept whole, a number kept
with what it counts; between Chinese words rather than inside them. What is written without spaces in Latin letters, such
as an address, R&D or 3.5, breaks after a hyphen, a dash or a slash alone (Unicode Standard Annex 14), except where it is
wider than a line: then beside its other marks, and only then anywhere.
A rule gives way only where a run is wider than the line. Among the permitted settings the one with the fewest lines is
taken, and among those the most even one (Knuth and Plass 1981: the smallest sum of squared slack and penalties).

No hyphen is added, since a name in a figure is read as it stands. Thai and its like, written without spaces, break at
spaces, and between characters where a line is too narrow for that.
Whatever a label holds, setting it does not fail: spaces of all kinds become one space, control characters U+FFFD.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate, pairwise

from msgspec import Struct

from gioia.displays.advances import advance, clusters, is_east_asian, plain
from gioia.sources.tokens import word_starts

_NEVER_FIRST = frozenset("、，。；：？！）》〉」』】〕］｝〗〙〛﹂﹄”’…—·～〜／％‰℃°々ー,.;:?!)]}%»›‐-–~/")
_NEVER_LAST = frozenset("（《〈「『【〔［｛〖〘〚﹁﹃“‘([{«‹￥＄￡＃$£€¥#")
_DASHES = frozenset("-–—·/")
_GOOD_END = frozenset("—、，；。：？！/／,;·-–")
_WORD_ENDS = frozenset("的了")
_WORD_STARTS = frozenset("和或")
_MAY_LEAD = frozenset("-–~/.·°")
_TOGETHER = frozenset(("……", "——", "⸺⸺"))
_NO_BREAK = frozenset("\u00a0\u2060\ufeff")
_UNIT = re.compile(
    r"(?<=\d) (?=(?:%|‰|°|℃|[kcmµ]?m[²³]?|[kmµ]?g|[kMGT]?B|[kMG]?Hz|[kMG]?Wh?|m?s|min|h|dpi|pt)(?![a-zA-Z])|[\u4e00-\u9fff])"
)
"""The space between a number and its unit or what it counts."""
_HELD = re.compile(r"(?<![^ -])-(?=\w)|(?<=[（《〈「『【〔［｛“‘(\[{]) (?=.)")
"""The hyphen that a word begins with, and a space after an opening mark: what follows stays with them."""

_SPLIT = 60.0
_PLAIN = 25.0
_GOOD = 0.0
_FAIR = 12.0
_HYPHEN = 20.0
_TOKEN = 1.0e6
_BROKEN = 3.0e6
"""Penalties of a break, in squared ems; from `_TOKEN` on a rule forbids it, and three breaks beside the marks of an address
are as bad as one inside a word."""


class _Line(Struct, frozen=True):
    """A text on one line: what a break after each character costs, and where a line begins (`lefts`) and ends (`rights`).

    Those that begin and end at a place; lengths and the `room` for a line are thousandths of an em.
    """

    penalties: list[float]
    lefts: list[int]
    rights: list[int]
    room: int


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of `text` on one line, in points, at `size` points to the em."""
    line = plain(text)
    return sum(_advances(clusters(line), bold=bold, east_asian=is_east_asian(line))) * size / 1000


@lru_cache(maxsize=4096)
def wrap(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return the lines of `text` for a line `room` points wide at `size` points to the em.

    No line is wider than `room`, unless it is a single character that is. A text of nothing but space has no lines.
    """
    line = plain(text)
    if not line:
        return ()
    characters = clusters(line)
    widths = _advances(characters, bold=bold, east_asian=is_east_asian(line))
    units = _thousandths(room, size)
    if sum(widths) <= units:
        return (line,)
    ends = _breaks(characters, widths, units)
    lines = ("".join(characters[start:end]).strip(" ") for start, end in pairwise([0, *ends]))
    return tuple(line for line in lines if line)


def least_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width in points that a line needs so that no rule of breaking has to give way."""
    line = plain(text)
    characters = clusters(line)
    widest = run = 0
    widths = _advances(characters, bold=bold, east_asian=is_east_asian(line))
    for advanced, penalty in zip(widths, _penalties(characters) if line else [], strict=True):
        run += advanced
        widest = max(widest, run)
        run = 0 if penalty < _TOKEN else run
    return widest * size / 1000


def may_break(before: str, after: str) -> bool:
    """Tell whether a line may end between two characters."""
    return _penalty(before, after) < _TOKEN


def _advances(characters: tuple[str, ...], *, bold: bool, east_asian: bool) -> list[int]:
    return [advance(character, bold=bold, east_asian=east_asian) for character in characters]


def _thousandths(room: float, size: float) -> int:
    """Return `room` in thousandths of an em, so that no line that fits is wider than `room` by a rounding."""
    units = max(0, int(room * 1000 / size))
    return units - 1 if units * size / 1000 > room else units


def _breaks(characters: tuple[str, ...], widths: list[int], room: int) -> list[int]:
    """Return where the lines end: the setting of least cost, by the rules, or where that cannot be, against them."""
    sums = [0, *accumulate(widths)]
    # A space at either end of a line is not set.
    begins = [at + 1 if character == " " else at for at, character in enumerate(characters)]
    stops = [at - 1 if character == " " else at for at, character in enumerate(characters, start=1)]
    line = _Line(_penalties(characters), [sums[at] for at in begins], [0, *(sums[at] for at in stops)], room)
    allowed = [at for at, penalty in enumerate(line.penalties, start=1) if penalty < _TOKEN]
    return _least(line, allowed) or _least(line, range(1, len(characters) + 1), wider=1)


def _least(line: _Line, places: Iterable[int], wider: int = 0) -> list[int]:
    """Return the ends of lines of least cost among `places`, by dynamic programming; none where a run is wider than the room.

    Lines of at most `wider` characters may be wider than the room. Costs are rules broken, lines and unevenness, compared in
    that order.
    """
    starts, costs = [0], [(0.0, 0, 0.0)]
    before: dict[int, int] = {}
    for end in places:
        penalty, space = line.penalties[end - 1], line.room - line.rights[end]
        broken, fair = (penalty, 0.0) if penalty >= _TOKEN else (0.0, penalty)
        best: tuple[float, int, float] | None = None
        for place in range(len(starts) - 1, -1, -1):
            start = starts[place]
            slack = space + line.lefts[start]
            if slack < 0 and end - start > wider:
                break
            ruled, lines, uneven = costs[place]
            cost = (ruled + broken, lines + 1, uneven + fair + slack * slack / 1e6)
            if best is None or cost < best:
                best, before[end] = cost, start
        if best is not None:
            starts.append(end)
            costs.append(best)
    ends = [len(line.penalties)]
    while before.get(ends[-1], 0):
        ends.append(before[ends[-1]])
    return ends[::-1] if ends[0] in before else []


def _penalties(characters: tuple[str, ...]) -> list[float]:
    """Return what a break after each character costs; a Chinese word is split only where nothing better is near."""
    text = "".join(characters)
    penalties = [_penalty(before, after) for before, after in pairwise(characters)]
    places = list(accumulate(map(len, characters)))
    if _PLAIN in penalties:
        starts = word_starts(text)
        penalties = [
            _SPLIT if cost == _PLAIN and place not in starts else cost
            for cost, place in zip(penalties, places, strict=False)
        ]
    for pattern, penalty in ((_UNIT, _SPLIT), (_HELD, _TOKEN)):
        for found in pattern.finditer(text):
            if found.end() in places:
                penalties[places.index(found.end())] = penalty
    return [*penalties, 0.0]


@lru_cache(maxsize=16384)
def _penalty(before: str, after: str) -> float:
    """Return what a break between two characters costs; `_TOKEN` or more where a rule forbids it."""
    if before == " ":
        return _TOKEN if after[0] in _NEVER_FIRST - _MAY_LEAD else _FAIR
    token = _is_narrow(before) and _is_narrow(after)
    if after == " " or before in _NO_BREAK or after in _NO_BREAK or before + after in _TOGETHER:
        return _BROKEN
    if after[0] in _NEVER_FIRST or before[-1] in _NEVER_LAST:
        return 2 * _TOKEN if token else _BROKEN
    return _inside_a_token(before, after) if token else _beside_the_east_asian(before, after)


def _beside_the_east_asian(before: str, after: str) -> float:
    """Return what a break costs between two characters one of which is East Asian, where no mark forbids it."""
    if (before.isdecimal() and not _is_narrow(after)) or (before == "第" and after.isdecimal()):
        return _SPLIT
    if before in _GOOD_END:
        return _GOOD
    fair = after[0] in _NEVER_LAST or before[-1] in _NEVER_FIRST or _is_word(before + after)
    return _FAIR if fair or before in _WORD_ENDS or after in _WORD_STARTS else _PLAIN


def _inside_a_token(before: str, after: str) -> float:
    """Return what a break costs in what is written without spaces in other scripts than the East Asian."""
    if _is_word(before) and _is_word(after):
        return _BROKEN
    if before in _DASHES and not (before in {"-", "/"} and after.isdecimal()):
        return _HYPHEN if before in {"-", "/"} else _GOOD
    return _TOKEN


def _is_narrow(character: str) -> bool:
    """Tell whether a character is of a script that parts words by spaces, or a mark that such scripts use."""
    return unicodedata.east_asian_width(character[0]) not in {"W", "F"}


def _is_word(text: str) -> bool:
    """Say whether a break beside this text would split a word: letters and digits of scripts that write spaces."""
    return any(c == "\ufffd" or (unicodedata.category(c)[0] in "LNM" and _is_narrow(c)) for c in text)

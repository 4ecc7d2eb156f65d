"""How many lines a text takes in a cell of a Word table: measured without Word, and rather too many than too few.

Word and its kin fill a line with as much as goes in, so lines are filled greedily here. Latin letters have the advance widths
of Times New Roman, which Liberation Serif shares; what a font does not name is measured as the layout of figures does it.
Between a Chinese character and a Latin one Word sets a quarter of an em (`autoSpaceDE`), and so does the measure. A mark that
may not begin a line takes the character before it along; Word would hang it into the margin, which only saves lines.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from gioia.displays.typesetting import may_break, width
from gioia.exports._characters import CODE, COMPANY, lines

_TIMES = {
    180: "'",
    200: "|",
    250: " ,.",
    278: "/:;\\ijlt",
    333: "!()-I[]`fr",
    389: "Js",
    408: '"',
    444: "?acez",
    469: "^",
    480: "{}",
    500: "#$*0123456789_bdghknopquvxy",
    541: "~",
    556: "FPS",
    564: "+<=>",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYw",
    778: "&m",
    833: "%",
    889: "M",
    921: "@",
    944: "W",
}
_WIDTHS = {character: units for units, characters in _TIMES.items() for character in characters}
"""Advance widths in thousandths of an em, the same in every release of the face."""
_ENGLISH = {"‘": 333, "’": 333, "“": 444, "”": 444, "–": 500}
"""Marks that a Chinese font sets an em wide, and Times New Roman as here."""
_BETWEEN = 250
_CJK = "\u2e80"
_UNSEEN = 8
"""Twentieths of a point by which letters may stand closer or wider apart."""


class Face(Struct, frozen=True):
    """How a style sets its text: em, least distance of two lines, space above and below a paragraph, all in points.

    `is_times` tells whether Latin letters are those of Times New Roman or like it; `language` is that of the text.
    """

    size: float
    leading: float
    around: float = 0.0
    is_times: bool = True
    language: str = "zh"

    def height(self, text: str, room: float) -> float:
        """Return the height of a paragraph, in points, on lines `room` points wide."""
        return len(self.ends(text, room)) * self.leading + self.around

    def ends(self, text: str, room: float) -> tuple[int, ...]:
        """Return where the lines end, as offsets into `text`; an empty text has one line."""
        units = max(1000, int(room * 1000 / self.size))
        return _ends(text, units, self.is_times, self.language)

    def longest(self, text: str) -> float:
        """Return the width, in points, of the longest piece of a text in which no line may end."""
        return _longest(text, self.is_times, self.language) * self.size / 1000

    def closer(self, text: str, room: float) -> int:
        """Return by how many twentieths of a point letters stand apart (less than 0: together) so that a source's code is not alone.

        （F1） on a last line of its own goes up to the line before, where that needs no more than nobody sees; else a word or two come
        down to it. 0 where neither does, or nothing is alone.
        """
        tag = CODE.search(text)
        ends = self.ends(text, room)
        if tag is None or len(ends) == 1 or ends[-2] < tag.start():
            return 0
        for step in range(1, _UNSEEN + 1):
            share = step / 20 / self.size
            if len(self.ends(text, room * (1 + share))) < len(ends):
                return -step
        for step in range(1, _UNSEEN + 1):
            share = step / 20 / self.size
            if self.ends(text, room * (1 - share))[-2] <= tag.start() - COMPANY:
                return step
        return 0


@lru_cache(maxsize=16384)
def _longest(text: str, is_times: bool, language: str) -> int:  # noqa: FBT001 - an argument to cache by
    longest = run = 0
    before = ""
    for character in text:
        if character == "\n" or (before and _breaks(before, character)):
            run, before = 0, ""
        run += 0 if character in "\n " else _advance(before, character, is_times, language)
        longest = max(longest, run)
        before = "" if character == "\n" else character
    return longest


@lru_cache(maxsize=16384)
def _ends(text: str, room: int, is_times: bool, language: str) -> tuple[int, ...]:  # noqa: FBT001 - an argument to cache by
    ends: list[int] = []
    kept = run = 0
    begin = 0
    before = ""
    for index, character in enumerate(text):
        if character == "\n":
            ends.append(index + 1)
            kept, run, before = 0, 0, ""
            continue
        if before and _breaks(before, character):
            kept, run, begin = kept + run, 0, index
        run += _advance(before, character, is_times, language)
        if kept + run > room and character != " ":
            if kept:
                ends.append(begin)
                kept = 0
            if run > room:
                ends.append(index)
                run = _advance("", character, is_times, language)
        before = character
    return (*ends, len(text))


@lru_cache(maxsize=16384)
def _breaks(before: str, after: str) -> bool:
    return may_break(before, after)


@lru_cache(maxsize=16384)
def _advance(before: str, character: str, is_times: bool, language: str) -> int:  # noqa: FBT001 - as above
    known = _WIDTHS.get(character) if is_times else None
    if known is None and is_times and language != "zh":
        known = _ENGLISH.get(character)
    units = round(width(character, 1000)) if known is None and character != " " else known or _WIDTHS[" "]
    is_border = before.isalnum() and character.isalnum() and (before >= _CJK) != (character >= _CJK)
    return units + (_BETWEEN if is_border else 0)


def shown(text: str) -> str:
    """Return a text as it is written into Word: with line feeds only, without what XML forbids."""
    return lines(text)

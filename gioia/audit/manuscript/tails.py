"""What stands behind the quotation marks of a dyad's name: “A—B”式互动 is named in part by its tail, which a paper may change.

What a dyad's marks enclose names it alone, so that a paper may go on as it likes behind them; only a tail that is as long as the
study's and begins as it does is meant for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from gioia.audit.manuscript.names import WORD, Name, Names, is_particle, key, split
from gioia.audit.manuscript.paragraphs import Paragraph
from gioia.audit.manuscript.quotation_marks import outermost, quoted
from gioia.audit.manuscript.terms import noun_around

_WORD = re.compile(WORD)
_BETWEEN = re.compile(r"[ \-]?")
_ENDS = re.compile(r"$|[^\u4e00-\u9fff]|[的是为和与及由在中从被]")
"""What may follow on a tail of ideographs at its end: no ideograph, or one that goes on with the sentence."""
_JOINS = frozenset("和与及或到是在为这那一")
_LONGEST = 12
_FEWEST_HAN, _FEWEST_LATIN = 3, 2


class _Tail(Struct, frozen=True):
    """The words that stand behind the marks in a dyad's name, by their keys."""

    name: Name
    words: tuple[str, ...]


def changed_tails(found: Sequence[Paragraph], names: Names) -> Iterator[tuple[int, int, str, Name]]:
    """Yield the dyads of a paper of which only the tail is another than the study's: their span in the manuscript, words, and whose they are."""
    tails = _tails_of(names)
    for paragraph in found if tails else ():
        if paragraph.kind != "references" and paragraph.zone != "literature":
            for start, stop, name in _changed(paragraph.text, tails):
                yield *paragraph.span(start, stop), paragraph.text[start:stop], name


def _changed(text: str, tails: Mapping[str, Sequence[_Tail]]) -> Iterator[tuple[int, int, Name]]:
    for one in outermost(quoted(text)):
        known = tails.get(key(text[one.start : one.stop]), [])
        for tail in known[:1]:
            said = _said(text, one.stop + 1, len(tail.words))
            if any(said == other.words for other in known):
                continue
            noun = noun_around(text[: one.stop + 1], one.start - 1, one.stop + 1)
            stop = _stop(text, one.stop + 1, len(tail.words))
            if _is_changed(tail.words, said, is_said=bool(noun), is_end=_ENDS.match(text, stop) is not None):
                yield one.start - 1, stop, tail.name


def _tails_of(names: Names) -> dict[str, list[_Tail]]:
    """Return the words of the names behind their quotation marks, by the key of what these enclose."""
    found: dict[str, list[_Tail]] = {}
    for name in names.all:
        for one in outermost(quoted(name.text)):
            words = tuple(key(match[0]) for match in _WORD.finditer(name.text, one.stop + 1))
            inner = name.text[one.start : one.stop]
            if one.start == 1 and words and len(split(inner)) > 1:
                found.setdefault(key(inner), []).append(_Tail(name, words))
    return found


def _said(text: str, start: int, number: int) -> tuple[str, ...]:
    """Return the first so many words from a place, up to a sign that no name has within it."""
    return tuple(key(text[begin:stop]) for begin, stop in _words(text, start, number))


def _stop(text: str, start: int, number: int) -> int:
    return max((stop for _, stop in _words(text, start, number)), default=start)


def _words(text: str, start: int, number: int) -> Iterator[tuple[int, int]]:
    at = start
    for _ in range(min(number, _LONGEST)):
        between = _BETWEEN.match(text, at)
        word = _WORD.match(text, between.end() if between else at)
        if word is None:
            return
        yield word.span()
        at = word.end()


def _is_changed(own: tuple[str, ...], said: tuple[str, ...], *, is_said: bool, is_end: bool) -> bool:
    """Tell whether a tail is the study's in other words: equally long, with one word changed; in Chinese all but the first may be."""
    if len(said) != len(own) or said[0] != own[0] or said == own or any(map(_goes_on, said[1:])):
        return False
    changed = sum(one != other for one, other in zip(own, said, strict=True))
    if own[0].isascii():
        return changed == 1 and len(own) >= _FEWEST_LATIN
    return len(own) >= _FEWEST_HAN and (changed == 1 or is_said or is_end)


def _goes_on(word: str) -> bool:
    """Tell whether a word belongs to no tail: 的, 和."""
    return is_particle(word) or word in _JOINS

"""Names that are cut to a piece which only the study's names explain: capitals, and the sides of a dyad turned round.

RC for Reciprocal care counts where a sentence has it beside another name of its kind and the paper nowhere says what it stands
for; answering–asking for Asking–answering exchange where the two sides stand joined by a dash, without what follows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gioia.audit.manuscript.citations import is_disowned
from gioia.audit.manuscript.names import WORD, Name, Names, is_particle, key, split
from gioia.audit.manuscript.near_names import Near
from gioia.audit.manuscript.paragraphs import Paragraph, sentences

_CAPITALS = re.compile(r"(?<![\w(（“\"&.-])[A-Z]{2,5}(?![\w)）”\"&-])(?!\s*[(（=:])")
_BROAD = ("dimension", "theme")
_MOST = 2
_SIDES = 2


def cut_names(found: Sequence[Paragraph], names: Names) -> Iterator[Near]:
    """Yield the capitals that stand for a dimension's or theme's name, and the sides of dyads that stand alone in the other order."""
    capitals = _undeclared(_capitals(names), "\n".join(paragraph.text for paragraph in found))
    turned = [(name, pattern) for name in names.all for pattern in _turned(name)]
    for paragraph in found:
        if paragraph.kind not in {"prose", "abstract"} or paragraph.zone in {"literature", "back"}:
            continue
        for start, stop in sentences(paragraph.text) if capitals else ():
            yield from _in_capitals(paragraph, (start, stop), capitals, names)
        for name, pattern in turned:
            for match in pattern.finditer(paragraph.text):
                if not is_disowned(paragraph.text, *match.span()):
                    yield Near("label-reordered", *paragraph.span(*match.span()), name)


def _capitals(names: Names) -> dict[str, Name]:
    """Return first letters of the words of a Latin name → the name, for those that only one name has and that are no name themselves."""
    found: dict[str, list[Name]] = {}
    for name in names.of(*_BROAD):
        words = [word for word in re.findall(WORD, name.text) if not is_particle(word)]
        letters = "".join(word[0] for word in words).upper()
        if len(words) > 1 and letters.isascii() and letters.isalpha() and names.named(letters) is None:
            found.setdefault(letters, []).append(name)
    return {letters: every[0] for letters, every in found.items() if len(every) == 1}


def _undeclared(capitals: dict[str, Name], text: str) -> dict[str, Name]:
    """Return those of the capitals that a paper has once or twice, without saying what they stand for."""
    kept: dict[str, Name] = {}
    for letters, name in capitals.items():
        count = len(re.findall(rf"(?<![A-Za-z]){letters}(?![A-Za-z])", text))
        declared = re.search(rf"[(（“\"]\s?{letters}\b|\b{letters}\s?(?:[(（=]|stands for|means)", text)
        if 0 < count <= _MOST and not declared:
            kept[letters] = name
    return kept


def _in_capitals(
    paragraph: Paragraph, span: tuple[int, int], capitals: dict[str, Name], names: Names
) -> Iterator[Near]:
    """Yield the capitals of a name in a sentence that has another name of its kind."""
    sentence = paragraph.text[span[0] : span[1]]
    for match in _CAPITALS.finditer(sentence):
        name = capitals.get(match[0])
        if name is None:
            continue
        letters = key(sentence)
        beside = any(alias in letters for one in names.of(name.noun) if one is not name for alias in one.keys)
        if beside and not any(alias in letters for alias in name.keys):
            yield Near("label-abbreviated", *paragraph.span(span[0] + match.start(), span[0] + match.end()), name)


def _turned(name: Name) -> Iterator[re.Pattern[str]]:
    """Yield the pattern of a dyad's sides in the other order, for a name that goes on behind its second side."""
    sides = split(name.text)
    if len(sides) != _SIDES or len(name.parts) != _SIDES or any(mark in name.text for mark in '“”‘’"'):
        return
    first, (second, _, rest) = sides[0], sides[1].partition(" ") if sides[1].isascii() else sides[1].partition("式")
    if rest and len(first) > 1 and len(second) > 1 and " " not in first:
        ends = (r"\b", rf"\b(?!\s+{re.escape(rest)})") if second.isascii() else ("", "(?!式)")
        yield re.compile(rf"{ends[0]}{re.escape(second)}\s?[—–―─-]{{1,2}}\s?{re.escape(first)}{ends[1]}", re.IGNORECASE)

"""The names of a study's constructs, as a paper may write them.

A name is compared by its letters: width, case, punctuation and the particles 的, 之, of, the make no difference. Where a name
has quotation marks within it (“A—B”式互动), what they enclose names the construct as well; a stage is also its name with the
word stage.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from gioia.audit.manuscript.quotation_marks import quoted
from gioia.codebook.records import concepts, themes
from gioia.findings import Place
from gioia.sources.normal import folded
from gioia.study.record import Study

_PARTICLES = re.compile(r"[的之了地得]")
_LATIN_PARTICLES = frozenset({"the", "a", "an", "of"})
_DASH = re.compile(r"\s{0,9}(?:[—–―─－~～→⟶]+|--+|->|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])|\s-\s)\s{0,9}")
WORD = r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:['’][^\W_\u3400-\u9fff]+)*"
"""The pattern of a word: an ideograph, or letters and digits with an apostrophe between them."""
_TOKEN = re.compile(WORD)
_STAGE_WORD = re.compile(r"(?:阶段|时期|\s{1,9}(?:stage|phase|period))$", re.IGNORECASE)
_PLURAL = re.compile(r"(?<=[a-z]{3})(?<!s)s$")
_NEARLY = 0.85
_REMEMBERED = 8192
"""How many keys are remembered: the same words are asked for again with each name that they are compared with."""
_BROAD = frozenset({"dimension", "theme"})


class Name(Struct, frozen=True):
    """A construct's name: `noun` says what it is (dimension, theme, concept, stage, or a construct's kind), `place` where it is declared.

    `parts` are the keys of what dashes join in it, at least two, or none; `keys` those by which it may be named; `words` its
    words in order.
    """

    text: str
    noun: str
    place: Place
    parts: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Names:
    """All names of a study, looked up by key."""

    def __init__(self, study: Study, short: Mapping[str, str] | None = None) -> None:
        """Take a study, and the short forms that a paper declares: key of the short form → name."""
        forms: dict[str, list[str]] = {}
        for alias, text in (short or {}).items():
            forms.setdefault(text, []).append(alias)
        self.all = [replace(name, keys=(*name.keys, *forms.get(name.text, ()))) for name in _names(study)]
        self.keys: dict[str, Name] = {}
        for name in self.all:
            for alias in name.keys:
                self.keys.setdefault(alias, name)
        self._of: dict[str, list[Name]] = defaultdict(list)
        for name in self.all:
            self._of[name.noun].append(name)
        self._parts = {part for name in self.all for part in name.parts}

    def named(self, text: str) -> Name | None:
        """Return the construct that a text names to the letter."""
        wanted = key(text)
        return self.keys.get(wanted) or self.keys.get(key(_STAGE_WORD.sub("", text.strip())))

    def is_name(self, text: str) -> bool:
        """Tell whether a text is a name, one side of a name, or names that dashes join."""
        if self.named(text) is not None:
            return True
        pieces = [key(piece) for piece in split(text)]
        if not pieces or not all(piece in self.keys or piece in self._parts for piece in pieces):
            return False
        return not any(sorted(name.parts) == sorted(pieces) for name in self.all if len(name.parts) > 1)

    def of(self, *nouns: str) -> list[Name]:
        """Return the names of these nouns, in the study's order."""
        if len(nouns) == 1:
            return self._of.get(nouns[0], [])
        return [name for name in self.all if name.noun in nouns]


def is_particle(word: str) -> bool:
    """Tell whether a word says nothing in a name: 的, of, the."""
    return word.lower() in _LATIN_PARTICLES or _PARTICLES.fullmatch(word) is not None


@lru_cache(maxsize=_REMEMBERED)
def key(text: str) -> str:
    """Return what a name is compared by: its folded letters without particles; empty where nothing is left."""
    tokens = [folded(token) for token in _TOKEN.findall(text)]
    kept = [token for token in tokens if not is_particle(token)]
    joined = "".join(_PLURAL.sub("", token) if token.isascii() else token for token in kept or tokens)
    return "".join(filter(str.isalnum, joined))


def bag(text: str) -> tuple[str, ...]:
    """Return the words of a name in alphabetical order, in Chinese its characters; what joins two parts is left out."""
    return tuple(sorted(ordered_words(text)))


def ordered_words(text: str) -> list[str]:
    """Return the words of a name, in Chinese its characters, without particles and without what joins two parts."""
    tokens = [folded(token) for token in _TOKEN.findall(text.replace("以及", "及"))]
    joins = {*_LATIN_PARTICLES, "and", "和", "与", "及"}
    return [_PLURAL.sub("", token) for token in tokens if token not in joins and not _PARTICLES.fullmatch(token)]


def split(text: str) -> list[str]:
    """Return what dashes join in a text, or the text alone."""
    return [piece for piece in _DASH.split(text.strip(" “”‘’\"'*")) if key(piece)]


def _aliases(text: str, noun: str) -> tuple[str, ...]:
    """Return the keys by which a construct may be named."""
    inner = [text[one.start : one.stop] for one in quoted(text)]
    forms = [text, *(form for form in inner if len(split(form)) > 1)]
    if noun == "stage":
        forms += [_STAGE_WORD.sub("", text), f"{_STAGE_WORD.sub('', text)}阶段"]
    return tuple(found for found in dict.fromkeys(map(key, forms)) if found)


def _names(study: Study) -> Iterator[Name]:
    book = study.codebook
    declared: list[tuple[str, str, Place]] = [
        *((record.name, "dimension", record.place) for record in book.dimensions),
        *((record.name, "theme", record.place) for record in themes(book)),
        *((record.name, "concept", record.place) for record in concepts(book)),
        *((stage.name, "stage", stage.place) for stage in study.stages),
        *((one.name, one.kind or "construct", one.place) for one in study.model.constructs),
    ]
    for text, noun, place in declared:
        yield Name(text, noun, place, _parts(text), _aliases(text, noun), tuple(ordered_words(text)))


def _parts(text: str) -> tuple[str, ...]:
    inner = [text[one.start : one.stop] for one in quoted(text)]
    for form in (*inner, text):
        pieces = split(form)
        if len(pieces) > 1:
            return tuple(map(key, pieces))
    return ()


def is_broad(name: Name) -> bool:
    """Tell whether a name is a dimension's or a theme's, which a paper has to tell of."""
    return name.noun in _BROAD


def nearest(text: str, names: Iterable[Name]) -> tuple[Name | None, float]:
    """Return the name whose letters are most like those of a text, and how like they are, from 0 to 1 (normalised Indel similarity)."""
    from rapidfuzz.distance import Indel

    wanted = key(text)
    best: tuple[Name | None, float] = (None, 0.0)
    for name in names:
        for alias in name.keys:
            alike = Indel.normalized_similarity(wanted, alias, score_cutoff=best[1])
            if alike > best[1]:
                best = (name, alike)
    return best


def stands_in_pieces(name: str, text: str) -> bool:
    """Tell whether nearly all words of a name, in Chinese pairs of its characters, stand somewhere in a text."""
    words = key(name)
    wanted = ordered_words(name) if words.isascii() else [words[at : at + 2] for at in range(len(words) - 1)]
    letters = key(text)
    return sum(word in letters for word in wanted) >= _NEARLY * len(wanted)


def is_a_piece(text: str, name: Name) -> bool:
    """Tell whether a text is words of a name, in their order, and not all of them."""
    words = ordered_words(text)
    rest = iter(name.words)
    return 0 < len(words) < len(name.words) and all(word in rest for word in words)


def is_shortened(text: str, name: Name) -> bool:
    """Tell whether a text is a name of which words were left out: three fifths of its words, in their order, or a piece of each side."""
    short = ordered_words(text)
    sides = [key(piece) for piece in split(text)]
    if len(sides) > 1 and len(sides) == len(name.parts) and tuple(sides) != name.parts:
        return all(side in part and len(side) > 1 for side, part in zip(sides, name.parts, strict=True))
    return is_a_piece(text, name) and len(short) * 5 >= len(name.words) * 3


def is_turned(words: str, name: Name) -> bool:
    """Tell whether words are the sides of a dyad, the second first."""
    pieces = [key(piece) for piece in split(re.sub(r"[“”‘’\"]", "", words))]
    return len(pieces) > 1 and tuple(pieces) != name.parts and sorted(pieces) == sorted(name.parts)

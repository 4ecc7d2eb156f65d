"""Names that are nearly one of the study's, in running prose where nothing marks them as names.

The words of a name are also plain words, so that being alike is not enough. A variant counts where it differs from a theme's,
dimension's or stage's name in one character (one English word that looks like it), or leaves out a part, and where it stands once
or twice, in no document of the study, while the name itself is used: whoever writes a name in several ways writes most of them right.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from gioia.audit.manuscript.citations import is_disowned
from gioia.audit.manuscript.letter_stream import Stream, reaching
from gioia.audit.manuscript.material import Material
from gioia.audit.manuscript.names import Name, Names, key, ordered_words
from gioia.audit.manuscript.paragraphs import Paragraph

NOUNS = ("dimension", "theme", "stage")
_JOINED = re.compile("[和与及、]")
_MOST = 2
_PLAIN = 2
_PERIOD = "期"
_SHORTEST = 4
_LONG = 6
_KEPT = 0.55
_ENDS = 2
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_SKIPPED = frozenset({"the", "a", "an", "of"})
_SAME_HEAD, _SAME_TAIL = 3, 4


class Near(Struct, frozen=True):
    """A variant of a name: kind of remark, the span in the manuscript, and the name that is meant."""

    kind: str
    start: int
    stop: int
    name: Name


class _Scene(Struct, frozen=True):
    """What a variant is judged by: the letters of the paper, the material, the places of names as they are, and which paragraphs are prose."""

    stream: Stream
    material: Material
    exact: tuple[tuple[int, int], ...]
    prose: dict[int, Paragraph]

    def is_of_the_paper(self, span: tuple[int, int]) -> bool:
        """Tell whether a place is in prose, in a sentence that cites nobody whose word it may be."""
        paragraph = self.prose.get(self.stream.numbers[span[0]])
        if paragraph is None:
            return False
        begin, end = self.stream.span(*span)
        first = bisect_left(paragraph.places, begin)
        return not is_disowned(paragraph.text, first, bisect_left(paragraph.places, end))

    def is_name(self, span: tuple[int, int]) -> bool:
        """Tell whether a name as it is reaches into a place of the stream."""
        return any(start < span[1] and span[0] < stop for start, stop in reaching(self.exact, *span))

    def is_plain(self, words: str, name: str) -> bool:
        """Tell whether the character that differs makes an ordinary word with one beside it, by how often that stands elsewhere."""
        at = next(place for place, (one, other) in enumerate(zip(words, name, strict=True)) if one != other)
        pairs = {words[max(0, at - 1) : at + 1], words[at : at + 2]} - {words[at]}
        return any(self.stream.text.count(pair) > _PLAIN for pair in pairs if len(pair) > 1)

    def is_listed(self, span: tuple[int, int]) -> bool:
        """Tell whether a name stands right beside a place, as in a list, or the word stage does."""
        beside = any(0 <= span[0] - stop <= 1 or 0 <= start - span[1] <= 1 for start, stop in self.exact)
        return beside or self.stream.text.startswith(("阶段", "维度", "主题"), span[1])

    def stands_in_documents(self, words: str) -> bool:
        """Tell whether the words are also those of the material: then they may be anybody's."""
        return stands_in_documents(words, self.material)


def near_names(
    found: Sequence[Paragraph], stream: Stream, names: Names, material: Material, exact: Sequence[tuple[int, int]]
) -> Iterator[Near]:
    """Yield the variants of names in prose; `exact` are the places in the stream of names as they are."""
    prose = {
        one.number: one
        for one in found
        if one.kind in {"prose", "abstract", "caption"} and one.zone not in {"literature", "back"}
    }
    scene = _Scene(stream, material, tuple(exact), prose)
    for name in names.of(*NOUNS):
        for alias in name.keys:
            if not alias.isascii() and len(alias) >= _SHORTEST and not alias.endswith("阶段"):
                yield from _han(alias, name, scene)
                yield from _swapped(alias, name, scene)
        if name.noun == "stage" and name.text.endswith(_PERIOD):
            yield from _renamed(name, scene)
    for paragraph in found:
        if paragraph.number in prose:
            yield from _latin(paragraph, names, material)


def _han(alias: str, name: Name, scene: _Scene) -> Iterator[Near]:
    """Yield what differs from a Chinese name in one character, or lacks its middle or its beginning."""
    stream = scene.stream
    if stream.text.count(alias) < _MOST:
        return
    for kind, pattern in _patterns(alias, is_joined=_JOINED.search(name.text) is not None):
        hits = [hit for hit in pattern.finditer(stream.text) if hit[0] != alias and not scene.is_name(hit.span())]
        if not 0 < len(hits) <= _MOST or any(scene.stands_in_documents(hit[0]) for hit in hits):
            continue
        for hit in hits:
            is_plain = kind == "label-reworded" and scene.is_plain(hit[0], alias) and not scene.is_listed(hit.span())
            if scene.is_of_the_paper(hit.span()) and not is_plain:
                yield Near(kind, *stream.span(*hit.span()), name)


def _swapped(alias: str, name: Name, scene: _Scene) -> Iterator[Near]:
    """Yield where the two halves of a name of four characters stand the other way round, next to another name."""
    if len(alias) != _SHORTEST or scene.stands_in_documents(turned := alias[2:] + alias[:2]):
        return
    hits = [hit for hit in re.finditer(turned, scene.stream.text) if not scene.is_name(hit.span())]
    for hit in hits if len(hits) <= _MOST < scene.stream.text.count(alias) else ():
        if scene.stream.numbers[hit.start()] in scene.prose and scene.is_listed(hit.span()):
            yield Near("label-reordered", *scene.stream.span(*hit.span()), name)


def _renamed(name: Name, scene: _Scene) -> Iterator[Near]:
    """Yield where a stage that is called a 期 is called an 阶段."""
    base = key(name.text)[:-1]
    for hit in re.finditer(f"{base}(?:阶段|时期)", scene.stream.text) if len(base) > 1 else ():
        if scene.stream.numbers[hit.start()] in scene.prose:
            yield Near("label-reworded", *scene.stream.span(*hit.span()), name)


def _patterns(alias: str, *, is_joined: bool) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the patterns of a name's variants, each with the kind of remark that it deserves; each side of a joined name has a name."""
    for at in range(len(alias)):
        yield "label-reworded", re.compile(f"{re.escape(alias[:at])}[^\\n]{re.escape(alias[at + 1 :])}")
    if len(alias) < _LONG or is_joined:
        return
    shorter: set[str] = set()
    for start in range(_ENDS, len(alias) - _ENDS):
        for stop in range(start + 1, len(alias) - _ENDS + 1):
            shorter.add(alias[:start] + alias[stop:])
    shorter |= {alias[start:] for start in range(_ENDS, len(alias) - _SHORTEST + 1)}
    for piece in sorted(shorter):
        if len(piece) >= max(_SHORTEST, _KEPT * len(alias)):
            yield "label-abbreviated", re.compile(re.escape(piece))


def stands_in_documents(words: str, material: Material) -> bool:
    """Tell whether words, by their key, stand in an excerpt or a document of the study."""
    indexes = (material.excerpt_index, material.document_index)
    return any(words in folded.text for index in indexes for folded in index.folded)


def _latin(paragraph: Paragraph, names: Names, material: Material) -> Iterator[Near]:
    """Yield what differs from an English name in one word that begins or ends like the name's."""
    words = [match for match in _WORD.finditer(paragraph.text) if match[0].lower() not in _SKIPPED]
    for name in names.of(*NOUNS):
        count = len(name.words)
        if count < 2 or not name.keys[0].isascii():  # noqa: PLR2004 - a single word is any word
            continue
        for at in range(len(words) - count + 1):
            window = words[at : at + count]
            shown = paragraph.text[window[0].start() : window[-1].end()]
            if (
                _is_variant(ordered_words(shown), name.words)
                and not stands_in_documents(key(shown), material)
                and not is_disowned(paragraph.text, window[0].start(), window[-1].end())
            ):
                yield Near("label-reworded", *paragraph.span(window[0].start(), window[-1].end()), name)


def _is_variant(words: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether exactly one word differs, and looks like the name's; with two equal words beside it, whether it is of its size."""
    differing = [(one, other) for one, other in zip(words, name, strict=False) if one != other]
    if len(words) != len(name) or len(differing) != 1:
        return False
    one, other = differing[0]
    head = one[:_SAME_HEAD] == other[:_SAME_HEAD]
    tail = one[-_SAME_TAIL:] == other[-_SAME_TAIL:]
    long = min(len(one), len(other)) > _SAME_TAIL
    return long and (head or tail) and one.rstrip("edings") != other.rstrip("edings")

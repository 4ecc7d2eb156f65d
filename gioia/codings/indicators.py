"""The rules: indicators of the codebook applied to sentences, as codings by the coder `rules`.

A rule proposes, a person decides: what it finds is kept apart from every person's codings and counts in no display. An
indicator holds in a sentence that contains its word, one of the words that it requires, and none that it excludes. Chinese
words match anywhere; a Latin word matches as a whole word only, whichever of the three it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from gioia.codebook.records import Codebook, Concept, Indicator, concepts
from gioia.codings.coding import RULES_CODER, Coding, new_coding
from gioia.sources.normal import Folded, fold, folded
from gioia.sources.register import Document
from gioia.sources.sentences import sentences


class _Sentences(Struct, frozen=True):
    """A document made ready: its folded text, and where each sentence begins and ends in it and in the original."""

    folded: Folded
    starts: list[int]
    ends: list[int]
    spans: list[tuple[int, int]]


def apply_indicators(codebook: Codebook, documents: Iterable[Document], time: str) -> list[Coding]:
    """Return the codings of the rules: one a concept and sentence, by document and position.

    A coding's span is the sentence, its memo names the words that were found. `time` is what each coding carries. All
    words of all indicators are found in one pass over a document, overlapping ones too (Aho and Corasick 1975).
    """
    with_rules = [concept for concept in concepts(codebook) if concept.indicators]
    vocabulary = _Vocabulary(indicator for concept in with_rules for indicator in concept.indicators)
    return [coding for document in documents for coding in _in_document(with_rules, vocabulary, document, time)]


class _Vocabulary:
    """The words of all indicators, folded, and the automaton that finds them."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        from ahocorasick_rs import AhoCorasick

        said = (word for one in indicators for word in (one.word, *one.requires, *one.excludes))
        self.words = sorted({folded(word) for word in said} - {""})
        self.automaton = AhoCorasick(self.words)

    def sentences(self, ready: _Sentences, text: str) -> dict[str, set[int]]:
        """Return word → the indexes of the sentences in which it stands whole."""
        found: dict[str, set[int]] = defaultdict(set)
        for number, start, end in self.automaton.find_matches_as_indexes(ready.folded.text, overlapping=True):
            index = bisect_right(ready.starts, start) - 1
            word = self.words[number]
            if index >= 0 and end <= ready.ends[index] and _is_whole(word, ready.folded.span(start, end), text):
                found[word].add(index)
        return found


def _in_document(with_rules: list[Concept], vocabulary: _Vocabulary, document: Document, time: str) -> Iterator[Coding]:
    ready = _ready(document)
    standing = vocabulary.sentences(ready, document.text)
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for concept in with_rules:
        for indicator in concept.indicators:
            for index in _holding(indicator, standing):
                found[index, concept.name].append(indicator.word)
    order = {concept.name: position for position, concept in enumerate(with_rules)}
    for index, name in sorted(found, key=lambda key: (key[0], order[key[1]])):
        words = ", ".join(dict.fromkeys(found[index, name]))
        yield new_coding(
            document.text,
            document.name,
            ready.spans[index],
            concept=name,
            coder=RULES_CODER,
            time=time,
            memo=words,
        )


def _ready(document: Document) -> _Sentences:
    whole = fold(document.text)
    spans = sentences(document.text)
    starts = [bisect_right(whole.places, start - 1) for start, _ in spans]
    ends = [bisect_right(whole.places, end - 1) for _, end in spans]
    return _Sentences(whole, starts, ends, spans)


def _holding(indicator: Indicator, standing: Mapping[str, set[int]]) -> list[int]:
    """Return the indexes of the sentences in which the indicator holds."""
    holding = set(standing.get(folded(indicator.word), ()))
    if indicator.requires:
        holding &= set().union(*(standing.get(folded(word), ()) for word in indicator.requires))
    for word in indicator.excludes:
        holding -= standing.get(folded(word), set())
    return sorted(holding)


def _is_whole(needle: str, span: tuple[int, int], text: str) -> bool:
    """Tell whether a Latin word stands alone: `art` is not in `start`. Chinese has no such boundary."""
    start, end = span
    begins = not (_is_latin(needle[0]) and start > 0 and _is_latin(text[start - 1]))
    return begins and not (_is_latin(needle[-1]) and end < len(text) and _is_latin(text[end]))


def _is_latin(char: str) -> bool:
    """Tell whether the character, narrow or full-width, is a letter or digit of a script that has words apart."""
    narrow = folded(char)[:1]
    return narrow.isalnum() and narrow < "\u2e80"  # the first block of East Asian characters


class Comparison(Struct, frozen=True):
    """What the rules did with one concept, beside the codings of persons.

    `coded` is how many passages persons coded, `found` how many of them a rule coding of the same concept overlaps,
    `added` how many rule codings overlap none.
    """

    concept: str
    coded: int
    found: int
    added: int


def compare(codebook: Codebook, persons: Iterable[Coding], rules: Iterable[Coding]) -> list[Comparison]:
    """Return one comparison a concept, in the order of the codebook."""
    by_person, by_rule = _by_concept(persons), _by_concept(rules)
    return [
        Comparison(
            concept=concept.name,
            coded=len(by_person[concept.name]),
            found=sum(_overlaps(coding, by_rule[concept.name]) for coding in by_person[concept.name]),
            added=sum(not _overlaps(coding, by_person[concept.name]) for coding in by_rule[concept.name]),
        )
        for concept in concepts(codebook)
    ]


def _by_concept(codings: Iterable[Coding]) -> dict[str, list[Coding]]:
    grouped: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        grouped[coding.concept].append(coding)
    return grouped


def _overlaps(coding: Coding, others: list[Coding]) -> bool:
    return any(
        other.document == coding.document and other.start < coding.end and coding.start < other.end for other in others
    )

"""The rules: indicators of the codebook applied to sentences, as codings by the coder `rules`.

A rule proposes, a person decides: what it finds is kept apart from every person's codings and counts in no display. An
indicator holds in a sentence that contains its word, where the segment around it (paragraph or speaker turn) contains one of
the words that it requires and the sentence none that it excludes. An excluded phrase in which the indicator's own word is
found, as 酸奶 is in 老酸奶, is a context: it takes away the places where the word is part of it, and no other. A word that only
shares its letters, as `report` those of `port`, is none. The label of a speaker turn is not what was said: nothing in it is
found, and no coding begins with it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter

from msgspec import Struct

from gioia.codebook.records import Codebook, Indicator, concepts
from gioia.codings.coding import RULES_CODER, Coding, new_coding
from gioia.codings.indicator_words import Occurrence, Vocabulary, is_of_spaced_script, spelled
from gioia.sources.normal import fold
from gioia.sources.register import Document
from gioia.sources.segments import segments_of
from gioia.sources.sentences import paragraph_ends, sentence_ends, stripped

_Span = tuple[int, int]


class _Rule(Struct, frozen=True):
    """An indicator made ready: its number in the codebook, its concept, and its words as `spelled`.

    `contexts` are the excluded phrases in which the word is found, `excludes` the other excluded words. `opens` and `closes`
    tell whether the word has to begin and to end where jieba begins and ends one. A rule is plain when it asks for nothing
    but its word, so that it holds wherever that stands.
    """

    number: int
    concept: str
    said: str
    word: str
    requires: frozenset[str]
    excludes: frozenset[str]
    contexts: tuple[str, ...]
    opens: bool
    closes: bool
    is_plain: bool


class _Sentence:
    """A sentence that holds words of the vocabulary: its span, and word → the spans in which that stands."""

    def __init__(self, text: str, span: _Span, standing: Mapping[str, Sequence[_Span]]) -> None:
        self.text = text
        self.span = span
        self.standing = standing

    @cached_property
    def word_edges(self) -> tuple[frozenset[int], frozenset[int]]:
        """Return where the words that jieba finds begin and where they end, as code points of the document."""
        from gioia.sources.tokens import word_starts

        first, last = self.span
        copy = fold(self.text[first:last])
        edges = word_starts(copy.text)
        begins = frozenset(first + copy.places[edge] for edge in edges if edge < len(copy.text))
        return begins, frozenset(first + copy.places[edge - 1] + 1 for edge in edges if edge)


class _Stretch:
    """The sentences of one segment that hold words of the vocabulary."""

    def __init__(self, sentences: list[_Sentence]) -> None:
        self.sentences = sentences

    @cached_property
    def words(self) -> set[str]:
        return {word for sentence in self.sentences for word in sentence.standing}


def apply_indicators(codebook: Codebook, documents: Iterable[Document], time: str) -> list[Coding]:
    """Return the codings of the rules: one a concept and sentence, by document, position and codebook.

    A coding's span is the sentence, its memo names the words that were found. `time` is what each coding carries. The
    documents are taken one after the other, and nothing of them is kept but the codings.
    """
    indicators = (indicator for concept in concepts(codebook) for indicator in concept.indicators)
    vocabulary = Vocabulary(word for one in indicators for word in (one.word, *one.requires, *one.excludes))
    rules: dict[str, list[_Rule]] = defaultdict(list)
    for rule in _rules(codebook, vocabulary):
        rules[rule.word].append(rule)
    return [coding for document in documents for coding in _in_document(rules, vocabulary, document, time)]


def _rules(codebook: Codebook, vocabulary: Vocabulary) -> Iterator[_Rule]:
    by_concept: dict[str, list[Indicator]] = defaultdict(list)
    for concept in concepts(codebook):
        by_concept[concept.name] += concept.indicators
    number = 0
    for name, indicators in by_concept.items():
        for indicator in indicators:
            number += 1
            yield _rule(number, name, indicator, vocabulary)


def _rule(number: int, concept: str, indicator: Indicator, vocabulary: Vocabulary) -> _Rule:
    word = spelled(indicator.word)
    excludes = frozenset(filter(None, map(spelled, indicator.excludes)))
    contexts = tuple(sorted(phrase for phrase in excludes if _stands(word, phrase, vocabulary)))
    opens = indicator.whole and not is_of_spaced_script(word[:1])
    closes = indicator.whole and not is_of_spaced_script(word[-1:])
    return _Rule(
        number=number,
        concept=concept,
        said=indicator.word,
        word=word,
        requires=frozenset(map(spelled, indicator.requires)),
        excludes=excludes.difference(contexts),
        contexts=contexts,
        opens=opens,
        closes=closes,
        is_plain=not (indicator.requires or excludes or opens or closes),
    )


def _stands(word: str, phrase: str, vocabulary: Vocabulary) -> bool:
    return any(found == word for found, _, _ in vocabulary.occurrences(phrase))


def _in_document(
    rules: Mapping[str, Sequence[_Rule]], vocabulary: Vocabulary, document: Document, time: str
) -> Iterator[Coding]:
    text, name = document.text, document.name
    for stretch in _stretches(document, vocabulary.occurrences(text)):
        for sentence in stretch.sentences:
            holding = [
                rule
                for word in sentence.standing
                for rule in rules.get(word, ())
                if rule.is_plain or _holds(rule, sentence, stretch)
            ]
            for concept, memo in _named(holding):
                yield new_coding(text, name, sentence.span, concept=concept, coder=RULES_CODER, time=time, memo=memo)


def _named(holding: list[_Rule]) -> list[tuple[str, str]]:
    """Return each concept with the words by which it was found, in the order of the codebook."""
    if len(holding) == 1:
        return [(holding[0].concept, holding[0].said)]
    words: dict[str, dict[str, None]] = {}
    for rule in sorted(holding, key=_NUMBER):
        words.setdefault(rule.concept, {})[rule.said] = None
    return [(concept, ", ".join(found)) for concept, found in words.items()]


_NUMBER = attrgetter("number")


def _stretches(document: Document, occurrences: Sequence[Occurrence]) -> Iterator[_Stretch]:
    """Yield the segments in which something was said that the vocabulary has; only those are cut into sentences."""
    if not occurrences:
        return
    text = document.text
    starts = [start for _, start, _ in occurrences]
    paragraphs: list[int] | None = None
    for segment in segments_of(document, starts):
        said, end = segment.said, segment.end
        first = bisect_left(starts, said)
        some = occurrences[first : bisect_left(starts, end, first)]
        if some:
            if paragraphs is None and "\n" in text[said:end]:
                paragraphs = paragraph_ends(text)
            yield _Stretch(_sentences_with(text, said, sentence_ends(text, said, end, paragraphs or ()), some))


def _sentences_with(text: str, start: int, cuts: Iterator[int], occurrences: Iterable[Occurrence]) -> list[_Sentence]:
    """Return the sentences that hold a whole word, of the stretch of text that begins at `start` and is cut at `cuts`.

    After the last word no further cut is asked for.
    """
    found: list[_Sentence] = []
    words: dict[str, list[_Span]] = {}
    cut = start
    for word, first, end in occurrences:
        if first >= cut:
            while first >= cut:
                start, cut = cut, next(cuts)
            words = {}
        if end <= cut:
            if not words:
                found.append(_Sentence(text, stripped(text, start, cut) or (start, cut), words))
            words.setdefault(word, []).append((first, end))
    return found


def _holds(rule: _Rule, sentence: _Sentence, stretch: _Stretch) -> bool:
    """Tell whether the rule, whose word stands in the sentence, holds there with everything else that it asks for."""
    if rule.requires and rule.requires.isdisjoint(stretch.words):
        return False
    if not rule.excludes.isdisjoint(sentence.standing):
        return False
    places = sentence.standing[rule.word]
    contexts = sorted(span for phrase in rule.contexts for span in sentence.standing.get(phrase, ()))
    if contexts:
        places = _outside(places, contexts)
    if rule.opens or rule.closes:
        begins, ends = sentence.word_edges
        return any((start in begins or not rule.opens) and (end in ends or not rule.closes) for start, end in places)
    return bool(places)


def _outside(places: Iterable[_Span], contexts: Sequence[_Span]) -> list[_Span]:
    """Return the places that lie in none of the contexts, both given in the order of the text."""
    kept: list[_Span] = []
    at = reach = 0
    for start, end in places:
        while at < len(contexts) and contexts[at][0] <= start:
            reach = max(reach, contexts[at][1])
            at += 1
        if end > reach:
            kept.append((start, end))
    return kept

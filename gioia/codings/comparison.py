"""What the rules found, compared with what persons coded: the suggestions of a codebook held against its readers.

A passage of a person is found where a coding of the rules with the same concept overlaps it by one code point or more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import accumulate

from msgspec import Struct

from gioia.codebook.records import Codebook, concepts
from gioia.codings.coding import Coding

_Span = tuple[int, int]


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
            coded=sum(map(len, by_person[concept.name].values())),
            found=_overlapped(by_person[concept.name], by_rule[concept.name]),
            added=sum(map(len, by_rule[concept.name].values()))
            - _overlapped(by_rule[concept.name], by_person[concept.name]),
        )
        for concept in concepts(codebook)
    ]


def _by_concept(codings: Iterable[Coding]) -> dict[str, dict[str, list[_Span]]]:
    """Return concept → document → spans, in the order of the text."""
    grouped: dict[str, dict[str, list[_Span]]] = defaultdict(lambda: defaultdict(list))
    for coding in codings:
        grouped[coding.concept][coding.document].append((coding.start, coding.end))
    for documents in grouped.values():
        for spans in documents.values():
            spans.sort()
    return grouped


def _overlapped(passages: Mapping[str, list[_Span]], others: Mapping[str, list[_Span]]) -> int:
    """Return how many of the passages one of the others overlaps, both given as document → spans."""
    count = 0
    for document, spans in passages.items():
        there = others.get(document, [])
        # Of the others that begin before a passage ends, the one that reaches furthest decides.
        reaches = list(accumulate((end for _, end in there), max))
        before = (bisect_left(there, (end,)) for _, end in spans)
        count += sum(index > 0 and reaches[index - 1] > start for index, (start, _) in zip(before, spans, strict=True))
    return count

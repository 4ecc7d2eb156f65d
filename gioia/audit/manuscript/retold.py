"""What a paper retells of its sources: numbers before a source's code, and dates, against the passages that tell them.

A paper tells in its own words what a document says, and a number is soon another one. A number with the code of a source behind it is
held against the passages of that source which share its words and count the same; a date against those of all sources which
share nearly all words of its clause and in which the same happens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import product

from msgspec import Struct

from gioia.audit.manuscript.cues import tag_after
from gioia.audit.manuscript.dates import DATE, is_slip, iso
from gioia.audit.manuscript.happenings import kinds
from gioia.audit.manuscript.manuscript import Remark, remark
from gioia.audit.manuscript.material import Material
from gioia.audit.manuscript.names import key
from gioia.audit.manuscript.paragraphs import Paragraph, sentences
from gioia.audit.manuscript.quantities import Quantity, numbers, quantities
from gioia.audit.manuscript.quotation_marks import outermost, quoted
from gioia.sources.normal import printed

_DATE = re.compile(DATE, re.IGNORECASE)
_SENTENCE = re.compile(r"[^。！？!?；;\n]+?(?:[。！？!?；;\n]|\.(?=\s)|$)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[a-z]{4,}", re.IGNORECASE)
_SMALL = frozenset(
    {
        "that",
        "this",
        "from",
        "with",
        "have",
        "were",
        "been",
        "into",
        "than",
        "they",
        "them",
        "their",
        "which",
        "there",
        "show",
        "shows",
    }
)
_STEM = 5
_LONGEST = 400
"""How long a passage of a source, or a clause, may be in code points to be taken for one that tells of one thing."""
_CLAUSE = 160
"""How long a clause with a date may be."""
_CLAUSE_ENDS = "，。；;！？：:"
_FEWEST_HAN, _FEWEST_LATIN = 3, 3
_SHARE = 0.35
"""Which share of a clause's words a passage of the source named behind it must have, and how many, to be what it retells."""
_FEWEST_DATED_HAN, _FEWEST_DATED_LATIN = 5, 4
_SHARE_DATED = 0.6
_APART = re.compile(r"[后前]|周年|截至|直到|\b(?:after|before|since|later|earlier|following|until|by)\b", re.IGNORECASE)
_CITED = re.compile(r"[(（][^()（）]*$")
_REACHED = re.compile(r"(?:[至到为达]|\b(?:to|at|as|was|reached))\s*$", re.IGNORECASE)
"""What tells that a number is where something came to, and no difference or sum of others."""
_REACH = 12
_CLOSED = "”’」』\"'"


class _Passage(Struct, frozen=True):
    """A sentence of a document: whose it is, where it begins, its words by which it is compared."""

    source: str
    document: str
    start: int
    text: str
    words: frozenset[str]


class Retold:
    """The passages of a study's sources, and what a paper retells of them otherwise."""

    def __init__(self, material: Material) -> None:
        self._material = material

    @cached_property
    def _passages(self) -> dict[str, list[_Passage]]:
        """Source code → the passages of its documents that hold a number."""
        found: dict[str, list[_Passage]] = {}
        for name, document in self._material.study.documents.items():
            if name in self._material.itself:
                continue
            source = self._material.source_of(name)
            for match in _SENTENCE.finditer(document.text):
                if (len(match[0]) <= _LONGEST and any(True for _ in quantities(match[0]))) or _DATE.search(match[0]):
                    one = _Passage(source, name, match.start(), match[0], _words(match[0]))
                    found.setdefault(source, []).append(one)
        return found

    @cached_property
    def _dated(self) -> list[tuple[_Passage, str]]:
        """The passages with one date, each with it."""
        every = [one for of_source in self._passages.values() for one in of_source]
        dates = [(one, _DATE.findall(one.text)) for one in every]
        return [(one, iso(found[0])) for one, found in dates if len(found) == 1]

    def remarks(self, found: Sequence[Paragraph]) -> Iterator[Remark]:
        """Yield the numbers and dates of a paper's own words that are not those of the passages that it retells."""
        for paragraph in found:
            if paragraph.kind not in {"prose", "abstract"} or paragraph.zone in {"literature", "back"}:
                continue
            said = [(one.start, one.stop) for one in outermost(quoted(paragraph.text))]
            if paragraph.part.quoted:
                continue
            yield from self._numbers(paragraph, said)
            yield from self._dates(paragraph, said)

    def _numbers(self, paragraph: Paragraph, said: Sequence[tuple[int, int]]) -> Iterator[Remark]:
        text = paragraph.text
        for start, stop in sentences(text):
            at = start
            for bracket in re.finditer(r"[(（\[]", text[start:stop]):
                tag = tag_after(text, start + bracket.start())
                if tag is None or tag[1] != start + bracket.start():
                    continue
                if text[tag[1] - 1 : tag[1]] not in _CLOSED:
                    passages = [one for code in tag[0] for one in self._passages.get(code, ())]
                    for begin, end in _clauses(text, at, tag[1]):
                        if not any(first < end and begin < last for first, last in said):
                            yield from self._unlike(paragraph, begin, end, passages)
                at = tag[2]

    def _unlike(self, paragraph: Paragraph, begin: int, end: int, passages: Sequence[_Passage]) -> Iterator[Remark]:
        """Yield the numbers of a clause that the passages which it retells do not have."""
        clause = paragraph.text[begin:end] if end - begin <= _LONGEST else ""
        words = _words(clause)
        fewest = _FEWEST_HAN if _HAN.search(clause) else _FEWEST_LATIN
        near = [one for one in passages if len(words & one.words) >= max(fewest, _SHARE * len(words))]
        for told in quantities(clause) if near else ():
            known = [(one, of) for one in near for of in quantities(one.text) if of.units & told.units]
            right = {of.number for _, of in known if of.is_exact}
            is_held = any(told.number in numbers(one.text) for one in near) or _is_told(told, passages)
            may_be_reckoned = not _REACHED.search(
                clause[max(0, told.start - _REACH) : told.start]
            ) and told.number in _derived(right)
            if told.is_exact and right and not is_held and not may_be_reckoned:
                passage, of = min(known, key=lambda one: abs(one[1].number - told.number))
                span = (begin + told.start, begin + told.stop)
                known_words = passage.text[of.start : of.stop]
                yield self._remark(
                    paragraph.span(*span), paragraph.text[slice(*span)], passage, known_words, f"{told.number:g}"
                )

    def _dates(self, paragraph: Paragraph, said: Sequence[tuple[int, int]]) -> Iterator[Remark]:
        text = paragraph.text
        for start, stop in sentences(text):
            for match in _DATE.finditer(text, start, stop):
                first_at, last_at = max(start, match.start() - _CLAUSE), min(stop, match.end() + _CLAUSE)
                begin, end = _clause_at(text, first_at, last_at, match)
                is_said = any(first < end and begin < last for first, last in said)
                if end - begin > _CLAUSE:
                    continue
                clause = f"{text[begin : match.start()]} {text[match.end() : end]}"
                if is_said or _CITED.search(text, first_at, match.start()) or _APART.search(clause):
                    continue
                span = paragraph.span(*match.span())
                yield from self._misdated(span, match[0], clause)

    def _misdated(self, span: tuple[int, int], date: str, clause: str) -> Iterator[Remark]:
        """Yield the remark that the passage which a clause retells has another date; none where one has this date."""
        told, words, happens = iso(date), _words(clause), kinds(clause)
        if not happens or _DATE.search(clause):
            return
        fewest = _FEWEST_DATED_HAN if _HAN.search(clause) else _FEWEST_DATED_LATIN
        near = [
            (one, known)
            for one, known in self._dated
            if len(words & one.words) >= max(fewest, _SHARE_DATED * len(words)) and happens & kinds(one.text)
        ]
        if any(told.startswith(known) or known.startswith(told) for _, known in near):
            return
        for one, known in near:
            parts = min(told.count("-"), known.count("-"), 1) + 1
            if is_slip(*("-".join(each.split("-")[:parts]) for each in (told, known))):
                yield self._remark(span, date, one, known, told)
                return

    def _remark(self, span: tuple[int, int], said: str, passage: _Passage, known: str, told: str) -> Remark:
        return remark(
            "claim-inconsistent",
            span,
            said,
            f"{passage.source} tells of {known}",
            study_place=f"{passage.source}, {self._material.place_in(passage.document, passage.start)}",
            study_wording=printed(passage.text.strip()),
            difference=f"[-{known}-]{{+{told}+}}",
            concerns=[passage.source],
        )


def _words(text: str) -> frozenset[str]:
    """Return the words by which texts are compared: pairs of Chinese characters, beginnings of Latin words."""
    if _HAN.search(text):
        letters = key(text)
        return frozenset(pair for at in range(len(letters) - 1) if _HAN.match(pair := letters[at : at + 2]))
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(word[:_STEM] for word in words if word not in _SMALL)


def _clauses(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the clauses of a stretch, in English all of it as one."""
    if not _HAN.search(text, start, stop):
        yield start, stop
        return
    at = start
    for place in range(start, stop):
        if text[place] in _CLAUSE_ENDS:
            yield at, place
            at = place + 1
    yield at, stop


def _clause_at(text: str, start: int, stop: int, match: re.Match[str]) -> tuple[int, int]:
    """Return the clause of a date, and with a date that stands alone before a comma the one behind it."""
    begin = max(max(text.rfind(mark, start, match.start()) for mark in f"{_CLAUSE_ENDS},") + 1, start)
    end = match.end()
    for _ in range(2):
        ends = [at for mark in f"{_CLAUSE_ENDS},(（" if (at := text.find(mark, end, stop)) >= 0]
        end = min(ends, default=stop)
        if len(key(text[match.end() : end])) > 1 or end == stop:
            break
        end += 1
    return begin, end


def _is_told(told: Quantity, passages: Sequence[_Passage]) -> bool:
    """Tell whether any passage has a number of what a quantity counts."""
    return any(of.number == told.number and of.units & told.units for one in passages for of in quantities(one.text))


def _derived(right: set[float]) -> set[float]:
    """Return the sums and differences of numbers, which a paper may have reckoned."""
    return {round(found, 4) for one, other in product(right, right) for found in (one + other, abs(one - other))}

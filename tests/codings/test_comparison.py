"""The codings of the rules beside those of persons: what was found again, and what was added."""

from __future__ import annotations

from gioia.codebook.records import Codebook, Concept
from gioia.codings.coding import Coding, new_coding
from gioia.codings.comparison import Comparison, compare


def codebook(*names: str) -> Codebook:
    return Codebook(ungrouped=tuple(map(Concept, names)))


def code(start: int, end: int, concept: str = "甲", name: str = "F1/a") -> Coding:
    return new_coding("x" * 100, name, (start, end), concept=concept, coder="张", time="")


def test_passages_of_persons_beside_those_of_the_rules() -> None:
    persons = [code(0, 10), code(20, 30), code(40, 50, "乙")]
    rules = [code(5, 15), code(8, 9), code(60, 70), code(41, 42, "甲")]
    assert compare(codebook("甲", "乙", "丙"), persons, rules) == [
        Comparison("甲", coded=2, found=1, added=2),
        Comparison("乙", coded=1, found=0, added=0),
        Comparison("丙", coded=0, found=0, added=0),
    ]


def test_a_passage_inside_a_longer_one_overlaps_it_whatever_stands_between_their_beginnings() -> None:
    persons = [code(0, 50), code(5, 6)]
    rules = [code(30, 40), code(50, 60)]
    assert compare(codebook("甲"), persons, rules) == [Comparison("甲", coded=2, found=1, added=1)]


def test_passages_that_touch_or_stand_in_another_document_do_not_overlap() -> None:
    persons = [code(0, 10)]
    assert compare(codebook("甲"), persons, [code(10, 20)])[0].found == 0
    assert compare(codebook("甲"), persons, [code(0, 10, name="G1/b")])[0].found == 0
    assert compare(codebook("甲"), persons, [code(9, 20)])[0].found == 1

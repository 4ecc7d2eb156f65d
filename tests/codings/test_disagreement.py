"""Two coders disagree where both coded a stretch and gave it other concepts."""

from __future__ import annotations

import pytest

from gioia.codings.coding import Coding
from gioia.codings.disagreement import disagreements


def coded(coder, *passages):
    return [
        Coding(f"{coder}{i}", document, start, end, "x", concept, coder, "t")
        for i, (document, start, end, concept) in enumerate(passages)
    ]


@pytest.mark.parametrize(
    ("mine", "theirs", "found"),
    [
        ([("d", 0, 5, "a")], [("d", 0, 5, "a")], []),
        ([("d", 0, 5, "a")], [("d", 0, 5, "b")], [(0, 5)]),
        ([("d", 0, 5, "a")], [("d", 3, 8, "b")], [(0, 8)]),
        ([("d", 0, 5, "a")], [("d", 5, 8, "b")], []),
        ([("d", 0, 5, "a")], [("e", 0, 5, "b")], []),
        ([("d", 0, 5, "a"), ("d", 0, 5, "b")], [("d", 2, 3, "a")], [(0, 5)]),
        ([("d", 0, 9, "a"), ("d", 2, 3, "b")], [("d", 4, 12, "a"), ("d", 11, 13, "b")], []),
        ([("d", 0, 3, "a"), ("d", 7, 9, "a")], [("d", 0, 3, "b"), ("d", 7, 9, "b")], [(0, 3), (7, 9)]),
        ([], [("d", 0, 3, "b")], []),
    ],
)
def test_what_counts_as_one(mine, theirs, found):
    one, other = coded("甲", *mine), coded("乙", *theirs)
    assert [(each.start, each.end) for each in disagreements(one, other)] == found
    turned = disagreements(other, one)
    assert [(each.start, each.end) for each in turned] == found
    assert [(each.other, each.one) for each in turned] == [(each.one, each.other) for each in disagreements(one, other)]

"""Names cut to capitals that nothing declares, and the sides of dyads turned round without what follows them."""

from __future__ import annotations

import pytest
from garden_study import garden, told

from gioia.codebook.records import Codebook, Dimension, Theme
from gioia.model.records import Model

BOOK = Codebook(
    dimensions=(
        Dimension("Shared digging", themes=(Theme("Lending–returning round"),)),
        Dimension("Open harvest", themes=(Theme("Gates ajar"),)),
    )
)
NAMED = "Shared digging with its lending–returning round came before the open harvest with its gates ajar."


def in_english(sentence: str) -> list[tuple[str, str]]:
    """Return what is remarked on labels in a paper that names everything once and then says a sentence."""
    study = garden(codebook=BOOK, codings=(), stages=(), model=Model())
    return told(f"# A\n\n## Findings\n\n{NAMED}\n\n{sentence}\n", study, kinds="label")


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The way leads from SD to the open harvest.", [("label-abbreviated", "SD")]),
        ("The way leads from shared digging to the open harvest.", []),
        ("Shared digging (SD) came first. The way leads from SD to the open harvest.", []),
        ("The harvest was kept on an SD card.", []),
        ("The open harvest was filmed on an XQ card.", []),
        ("SD led to the open harvest. SD led to the open harvest. SD led to the open harvest.", []),
    ],
    ids=["undeclared", "in full", "declared", "no other name beside it", "other letters", "a word of the paper"],
)
def test_capitals_that_stand_for_a_name(sentence, found):
    assert in_english(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Returning–lending was another matter.", [("label-reordered", "Returning–lending")]),
        ("Lending–returning was another matter.", []),
        ("Returning, lending and borrowing went on.", []),
        ("It was not “returning–lending” at all.", []),
    ],
    ids=["turned", "as it is", "no dyad", "denied"],
)
def test_the_sides_of_a_dyad_alone_and_turned(sentence, found):
    assert in_english(sentence) == found


@pytest.mark.parametrize(
    ("findings", "found"),
    [
        ("到了秋天，归还—借出成了常事。", [("label-reordered", "归还—借出")]),
        ("到了秋天，借出—归还成了常事。", []),
        ("到了秋天，归还了再借出成了常事。", []),
    ],
)
def test_the_sides_of_a_chinese_dyad(findings, found):
    study = garden(codebook=Codebook(dimensions=(Dimension("借出—归还式往来"),)), codings=(), stages=(), model=Model())
    text = f"# 甲\n\n## 一、案例发现\n\n借出—归还式往来是头一样。{findings}\n"
    assert told(text, study, kinds="label") == found

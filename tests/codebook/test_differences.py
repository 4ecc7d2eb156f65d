"""What became of a codebook is told in the words of the edits that would have made it."""

from __future__ import annotations

import pytest

from gioia.codebook.differences import differences
from gioia.codebook.records import Codebook, Concept, Dimension, Theme

OUTLINE = {"投入": {"出力": ["值班", "修书架"], "出物": ["捐书"]}, "成效": {"相识": ["结伴"]}}


def book(outline, ungrouped=(), definitions=None):
    said = definitions or {}

    def made(name):
        return Concept(name, said.get(name, f"{name}的意思"))

    dimensions = tuple(
        Dimension(one, themes=tuple(Theme(theme, concepts=tuple(map(made, names))) for theme, names in below.items()))
        for one, below in outline.items()
    )
    return Codebook(dimensions=dimensions, ungrouped=tuple(map(made, ungrouped)))


@pytest.mark.parametrize(
    ("outline", "ungrouped", "told"),
    [
        (OUTLINE, (), []),
        (OUTLINE, ("散步",), ["add concept 散步 "]),
        ({**OUTLINE, "成效": {"相识": ["结伴", "散步"]}}, (), ["add concept 散步 相识"]),
        ({**OUTLINE, "成效": {"相识": []}}, (), ["remove concept 结伴 "]),
        ({**OUTLINE, "成效": {"相识": []}}, ("结伴",), ["ungroup 结伴 "]),
        ({"投入": {"出力": ["值班"], "出物": ["捐书", "修书架"]}, "成效": OUTLINE["成效"]}, (), ["group 修书架 出物"]),
        (
            {"投入": {"出工": ["值班", "修书架"], "出物": ["捐书"]}, "成效": OUTLINE["成效"]},
            (),
            ["rename theme 出力 出工"],
        ),
        (
            {"投入": {"出力": ["值班", "修书架"]}, "成效": {"相识": ["结伴"], "出物": ["捐书"]}},
            (),
            ["move theme 出物 成效"],
        ),
        ({"给予": OUTLINE["投入"], "成效": OUTLINE["成效"]}, (), ["rename dimension 投入 给予"]),
        ({"投入": OUTLINE["投入"]}, (), ["remove dimension 成效 ", "remove theme 相识 ", "remove concept 结伴 "]),
    ],
)
def test_each_change_is_told_once(outline, ungrouped, told):
    found = differences(book(OUTLINE), book(outline, ungrouped))
    assert [f"{one.verb} {one.name} {one.to}" for one in found] == told


def test_a_concept_with_the_same_definition_in_the_same_theme_was_renamed():
    new = book({**OUTLINE, "成效": {"相识": ["作伴"]}}, definitions={"作伴": "结伴的意思"})
    assert [(one.verb, one.name, one.to) for one in differences(book(OUTLINE), new)] == [
        ("rename concept", "结伴", "作伴")
    ]


def test_from_nothing_everything_was_added():
    verbs = [one.verb for one in differences(Codebook(), book(OUTLINE))]
    assert verbs == ["add dimension"] * 2 + ["add theme"] * 3 + ["add concept"] * 4

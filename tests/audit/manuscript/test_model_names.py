"""Names of modes and roles of the model in other words than the study's."""

from __future__ import annotations

import pytest
from garden_study import garden, paper, told

from gioia.model.records import Construct, Model

MODES = ("单户照管式经营", "邻里联动式经营")
ROLES = ("开荒领头者", "按时浇水者", "远处旁观者")
MODEL = Model(constructs=(*(Construct(one, "mode") for one in MODES), *(Construct(one, "role") for one in ROLES)))
ENGLISH = Model(constructs=(Construct("quiet keeping", "mode"), Construct("open trading", "mode")))


@pytest.mark.parametrize(
    ("findings", "found"),
    [
        ("本文把这种方式称为邻里联动式经营。", []),
        ("本文把这种方式称为邻里互动式经营。", ["邻里互动式经营"]),
        ("园里的老人都是邻里互动式经营。", []),
        ("此时发起人是开荒领头者，邻居是远处张望者。", ["远处张望者"]),
        ("此时发起人是开荒领头者，邻居是远处旁观者。", []),
        ("此时发起人是开荒领头者，邻居是热心的路人。", []),
        ("有学者（王平，2019）把这种方式称为邻里互动式经营。", []),
        ("这种方式并不是“邻里互动式经营”。", []),
        ("角色由按时浇水者变为夜里浇水者。", []),
    ],
    ids=[
        "the study's",
        "a mode",
        "a sentence on nothing of the kind",
        "a role beside another",
        "both right",
        "something else",
        "cited",
        "denied",
        "like the name that the sentence has",
    ],
)
def test_a_mode_or_role_in_other_words(findings, found):
    assert [said for _, said in told(paper(findings), garden(model=MODEL), kinds="label-re")] == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("We call this mode *quiet keeping*.", []),
        ("We call this mode *quiet custody*.", ["quiet custody"]),
        ("We call this mode *slow growing*.", []),
        ("One neighbour spoke of *quiet custody* of the keys.", []),
        ("Open trading came after *quiet custody*.", ["quiet custody"]),
    ],
)
def test_a_mode_in_other_words_in_english(sentence, found):
    study = garden(model=ENGLISH, codings=(), stages=())
    text = f"# A\n\n## Findings\n\nQuiet keeping came first, open trading second.\n\n{sentence}\n"
    assert [said for _, said in told(text, study, kinds="label-re")] == found

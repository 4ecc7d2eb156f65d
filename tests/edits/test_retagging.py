"""Merging and splitting concepts: every coding is accounted for, and none is left twice."""

from __future__ import annotations

import pytest

from gioia.edits.coding import Wish, code
from gioia.edits.plan import carry_out
from gioia.edits.retagging import Choice, merge_concepts, split_concept
from gioia.edits.structure import rename
from gioia.errors import GioiaError

TIME = "2026-02-01T00:00:00Z"


def do(clean, edit, *arguments, **more):
    return carry_out(clean.root, lambda study: edit(study, *arguments, **more))


def tags(clean):
    return {coding.id: coding.concept for coding in clean.load().codings}


def again(clean, concept, **more):
    """Code the passage of c01, which bears 轮流值班, with another concept."""
    return do(clean, code, Wish("头一个月我们轮流值班。", concept, "甲", TIME, **more))


def test_all_codings_of_the_merged_bear_the_one_that_is_left(clean):
    before = tags(clean)
    plan = do(clean, merge_concepts, ["修理书架", "捐出旧书"], "轮流值班")
    assert plan.messages[0] == "merged 修理书架, 捐出旧书 into the concept '轮流值班'"
    assert not any("theme" in message for message in plan.messages)
    assert tags(clean) == {id: "轮流值班" if name in {"修理书架", "捐出旧书"} else name for id, name in before.items()}
    assert not [f for f in clean.findings() if f.rule.startswith("NA")]


def test_indicators_are_joined_and_none_stands_twice(clean):
    clean.change("codebook.yaml", "indicators: [值班]", "indicators: [值班, 孩子们]")
    do(clean, merge_concepts, ["捐出旧书", "孩子结伴"], "轮流值班")
    (theme,) = [theme for theme in clean.load().codebook.dimensions[0].themes if theme.name == "出力"]
    assert [(each.word, each.excludes) for each in theme.concepts[0].indicators] == [
        ("值班", ()),
        ("孩子们", ()),
        ("捐", ("捐款",)),
    ]


def test_a_new_name_stands_where_the_first_of_the_merged_stood(clean):
    do(clean, merge_concepts, ["修理书架", "捐出旧书"], "出手相助")
    text = clean.text("codebook.yaml")
    assert "- concept: 出手相助 # 也包括搬运" in text
    assert "捐出旧书" not in text


def test_a_new_name_that_a_theme_bears_is_told(clean):
    plan = do(clean, merge_concepts, ["修理书架", "捐出旧书"], "出物")
    assert plan.messages[1] == "'出物' is the name of a theme, too: gioia trace 出物 shows both"


def test_two_codings_of_one_passage_become_one_with_what_either_says(clean):
    again(clean, "修理书架", memo="也算", role="power")
    clean.change("model.yaml", "[c01, c04]", f"[{next(i for i in tags(clean) if len(i) == 12)}, c01]")
    plan = do(clean, merge_concepts, ["修理书架"], "轮流值班")
    assert plan.messages[1] == "1 double of one coder at one passage became one"
    (left,) = [c for c in clean.load().codings if c.quotation == "头一个月我们轮流值班。"]
    assert (left.id, left.memo, left.role, left.stage) == ("c01", "也算", "power", "起步")
    assert clean.load().model.relations[0].codings == ("c01",)


def test_two_codings_that_contradict_each_other_are_not_merged(clean):
    again(clean, "修理书架", stage="扎根")
    before = clean.bytes()
    with pytest.raises(GioiaError, match="different stages: 起步, 扎根"):
        do(clean, merge_concepts, ["修理书架"], "轮流值班")
    assert clean.bytes() == before


def test_the_chosen_codings_go_to_a_new_concept_beside_the_old_one(clean):
    do(clean, merge_concepts, ["修理书架"], "轮流值班")
    plan = do(clean, split_concept, "轮流值班", "整理房屋", Choice(words="书架"))
    assert plan.messages == ("2 codings of 4 of '轮流值班' now bear '整理房屋'",)
    assert tags(clean)["c02"] == "整理房屋"
    assert tags(clean)["c01"] == "轮流值班"
    assert [c.name for c in clean.load().codebook.dimensions[0].themes[0].concepts] == ["轮流值班", "整理房屋"]


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (Choice(), "it is not said which codings"),
        (Choice(ids=("c02",)), "'轮流值班' has no coding c02"),
        (Choice(words="无此"), "no coding of '轮流值班' is like that"),
        (Choice(stage="扎根", coder="乙"), "no coding of '轮流值班' is like that"),
    ],
)
def test_a_split_that_chooses_nothing_is_refused(clean, choice, said):
    with pytest.raises(GioiaError, match=said):
        do(clean, split_concept, "轮流值班", "新", choice)


def test_a_new_concept_may_take_a_name_that_another_one_had(clean):
    again(clean, "修理书架")
    do(clean, rename, "concept", "修理书架", "修理家具")
    clean.change("codebook.yaml", "ungrouped: []", "ungrouped: [{concept: 修理书架}]")
    again(clean, "修理书架")
    assert not [f for f in clean.findings() if f.rule == "NA2"]


def test_what_other_groups_share_is_shared_once_when_it_is_merged(clean):
    clean.change("codebook.yaml", "      - theme: 相识\n", "      - theme: 相识\n        also: [轮流值班, 捐出旧书]\n")
    do(clean, merge_concepts, ["捐出旧书"], "轮流值班")
    assert "also: [轮流值班]" in clean.text("codebook.yaml")
    do(clean, merge_concepts, ["轮流值班"], "孩子结伴")
    assert "also: []" in clean.text("codebook.yaml")

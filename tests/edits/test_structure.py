"""Building the data structure: each edit goes through every file that names the thing, and leaves every other line alone."""

from __future__ import annotations

import pytest

from gioia.codebook.records import dimension_of, theme_of
from gioia.edits import structure
from gioia.edits.plan import carry_out
from gioia.errors import GioiaError


def do(clean, edit, *arguments, **more):
    return carry_out(clean.root, lambda study: edit(study, *arguments, **more))


def changed(clean, before):
    after = clean.bytes()
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def test_a_concept_is_renamed_in_the_codebook_and_in_the_codings_of_every_coder(clean):
    clean.write(
        "codings/乙/F1/访谈.md.jsonl",
        clean.text("codings/甲/F1/访谈.md.jsonl").replace('"甲"', '"乙"').replace('"c0', '"d0'),
    )
    before = clean.bytes()
    plan = do(clean, structure.rename, "concept", "轮流值班", "排班照看", why="更近原话")
    assert plan.messages == ("concept '轮流值班' is now '排班照看', with 3 codings",)
    assert plan.deed.about == ("轮流值班",)
    assert clean.text("codebook.yaml") == before["codebook.yaml"].decode().replace(
        "concept: 轮流值班", "concept: 排班照看"
    )
    assert {coding.concept for coding in clean.load().codings if coding.id in {"c01", "d01"}} == {"排班照看"}
    assert "轮流值班" not in {coding.concept for coding in clean.load().codings}
    assert not [f for f in clean.findings() if f.rule in {"NA1", "NA2"} and f.subject != "乙"]


def test_a_comment_beside_the_name_stays(clean):
    do(clean, structure.rename, "concept", "修理书架", "整修书架")
    assert "- concept: 整修书架 # 也包括搬运" in clean.text("codebook.yaml")


def test_a_theme_is_renamed_in_relations_and_constructs_too(clean):
    before = clean.bytes()
    do(clean, structure.rename, "theme", "出力", "出工")
    assert changed(clean, before) == {"codebook.yaml", "model.yaml"}
    study = clean.load()
    assert [relation.source for relation in study.model.relations] == ["出工", "出物", "起步"]
    assert study.model.constructs[0].theme == "出工"
    assert clean.findings() == []


def test_waivers_and_memos_follow_a_name(clean):
    waiver = "  - rule: PR3\n    subject: 起步 × 相识\n    reason: 此时还早\n"
    clean.write("study.yaml", clean.text("study.yaml") + waiver)
    clean.write("memos/相识.md", "---\nabout: 相识\n---\n\n想一想\n")
    do(clean, structure.rename, "theme", "相识", "结识")
    assert clean.load().waivers[-1].subject == "起步 × 结识"
    assert clean.text("memos/相识.md") == "---\nabout: 结识\n---\n\n想一想\n"


@pytest.mark.parametrize(
    ("noun", "old", "new", "said"),
    [
        ("concept", "轮值", "x", "no concept is called '轮值'"),
        ("concept", "轮流值班", "捐出旧书", "a concept is called '捐出旧书' already"),
        ("theme", "出力", "照看", "a construct is called '照看' already"),
        ("theme", "出力", "起步", "a stage is called '起步' already"),
        ("dimension", "书屋成效", "出力", "a theme is called '出力' already"),
        ("concept", "轮流值班", " ", "the concept has no name"),
        ("concept", "轮流值班", "值班\n轮流", "begins or ends with a blank"),
        ("concept", "轮流值班", "值班\u3000", "begins or ends with a blank"),
        ("theme", "出力", "出\x07力", "nobody sees"),
    ],
)
def test_a_name_that_is_not_there_or_is_taken_is_refused(clean, noun, old, new, said):
    before = clean.bytes()
    with pytest.raises(GioiaError, match=said) as caught:
        do(clean, structure.rename, noun, old, new)
    assert caught.value.remedy
    assert clean.bytes() == before


def test_a_concept_may_bear_the_name_of_a_theme(clean):
    do(clean, structure.rename, "concept", "孩子结伴", "相识")
    assert {f.rule for f in clean.findings()} == {"GI5"}, "which it had better not"


def test_concepts_are_grouped_and_ungrouped_with_all_that_is_written_about_them(clean):
    do(clean, structure.group, ["修理书架", "孩子结伴"], "出物")
    assert theme_of(clean.load().codebook)["修理书架"] == "出物"
    assert (
        "          - concept: 修理书架 # 也包括搬运\n          - concept: 孩子结伴\n            indicators: [孩子们]\n"
        in (clean.text("codebook.yaml"))
    )
    do(clean, structure.ungroup, ["捐出旧书"])
    assert clean.text("codebook.yaml").endswith(
        "ungrouped:\n  - concept: 捐出旧书\n    indicators:\n      - word: 捐\n        not: [捐款]\n"
    )


def test_what_is_there_already_is_refused(clean):
    with pytest.raises(GioiaError, match="there already"):
        do(clean, structure.group, ["捐出旧书"], "出物")


def test_the_tree_grows_from_an_empty_codebook(clean):
    clean.write("codebook.yaml", "codebook: 空\n")
    for name in clean.bytes():
        if name.startswith("codings/"):
            (clean.root / name).unlink()
    do(clean, structure.add_dimension, "投入", definition="各家给的")
    do(clean, structure.add_theme, "出力", dimension="投入")
    do(clean, structure.add_concept, "值班", theme="出力")
    do(clean, structure.add_concept, "散步")
    do(clean, structure.define, "concept", "散步", "饭后走一走")
    assert clean.text("codebook.yaml") == (
        "codebook: 空\ndimensions:\n  - dimension: 投入\n    definition: 各家给的\n    themes:\n      - theme: 出力\n"
        "        concepts:\n          - concept: 值班\nungrouped:\n  - concept: 散步\n    definition: 饭后走一走\n"
    )


def test_a_theme_moves_with_its_concepts(clean):
    do(clean, structure.move_theme, ["出物"], "书屋成效")
    assert dimension_of(clean.load().codebook) == {"出力": "邻里投入", "相识": "书屋成效", "出物": "书屋成效"}


def test_merged_themes_leave_one_with_the_concepts_and_relations_of_all(clean):
    do(clean, structure.merge_themes, ["出力", "出物"], "出力")
    study = clean.load()
    assert theme_of(study.codebook) == {"轮流值班": "出力", "修理书架": "出力", "捐出旧书": "出力", "孩子结伴": "相识"}
    assert [relation.source for relation in study.model.relations] == ["出力", "出力", "起步"]


def test_themes_merged_under_a_new_name_stand_where_the_first_stood(clean):
    do(clean, structure.merge_themes, ["出力", "出物"], "投入")
    study = clean.load()
    assert [theme.name for dimension in study.codebook.dimensions for theme in dimension.themes] == ["投入", "相识"]
    assert {relation.source for relation in study.model.relations} == {"投入", "起步"}


def test_a_theme_that_is_taken_away_leaves_its_concepts_ungrouped(clean):
    clean.write("model.yaml", "relations: []\n")
    do(clean, structure.remove, "theme", "出力")
    assert [concept.name for concept in clean.load().codebook.ungrouped] == ["轮流值班", "修理书架"]


@pytest.mark.parametrize(
    ("noun", "name", "said"),
    [
        ("concept", "轮流值班", "the concept '轮流值班' has"),
        ("theme", "出力", "the model needs the theme '出力': R01, 照看"),
        ("dimension", "邻里投入", "the dimension '邻里投入' has 2 themes"),
    ],
)
def test_nothing_is_taken_away_that_something_rests_on(clean, noun, name, said):
    before = clean.bytes()
    with pytest.raises(GioiaError, match=said):
        do(clean, structure.remove, noun, name)
    assert clean.bytes() == before


SHARED = "      - theme: 相识\n        also: [轮流值班, 捐出旧书]\n"


def test_what_other_groups_share_follows_its_name(clean):
    clean.change("codebook.yaml", "      - theme: 相识\n", SHARED)
    do(clean, structure.rename, "concept", "轮流值班", "排班照看")
    assert "also: [排班照看, 捐出旧书]" in clean.text("codebook.yaml")
    assert not [f for f in clean.findings() if f.rule in {"NA1", "NA2"}]


def test_what_other_groups_share_is_not_taken_away(clean):
    clean.change("codebook.yaml", "      - theme: 相识\n", "      - theme: 相识\n        also: [散步]\n")
    clean.change(
        "codebook.yaml", "          - concept: 轮流值班\n", "          - concept: 散步\n          - concept: 轮流值班\n"
    )
    with pytest.raises(GioiaError, match="相识 shares the concept '散步'"):
        do(clean, structure.remove, "concept", "散步")


@pytest.mark.parametrize(
    ("names", "remedy"),
    [
        (["轮流值班，修理书架"], "several names are parted by spaces: 轮流值班 修理书架"),
        (["“轮流值班”"], "did you mean '轮流值班'?"),
    ],
)
def test_names_with_full_width_commas_or_quotation_marks_are_told_how_to_be_written(clean, names, remedy):
    with pytest.raises(GioiaError) as raised:
        structure.group(clean.load(), names, "出物")
    assert raised.value.remedy == remedy

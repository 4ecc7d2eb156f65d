"""The tables of the paper: which there are, how they are numbered, what they print and what they say is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from msgspec import structs
from small_studies import processes, study, tea
from table_studies import bakery

from gioia.codebook.records import Codebook, Concept
from gioia.codings.coding import Coding
from gioia.displays.display import caption
from gioia.displays.merging import shares
from gioia.displays.tables import tables
from gioia.model.records import Stage
from gioia.sources.register import Category, Source
from gioia.study import Coder, load_study

LECHUN = Path(__file__).resolve().parents[2] / "corpora" / "lechun"
OUTLINE = {"维": {"题": ["念", "想"]}}


def coding(id, concept, start=0, **more):
    given = {"document": "G1/a.txt", "end": start + 1, "quotation": id, "coder": "ada", "role": "proof", **more}
    return Coding(id=id, start=start, concept=concept, time="2024", **given)


def shown(any_study, *codings, **more):
    """Return the tables by their names, after replacing the study's codings."""
    made = structs.replace(any_study, codings=codings, **more)
    return {table.key.split("-", 2)[2]: table for table in tables(made)}


def cells(table):
    return table.frame.to_numpy().tolist()


def test_a_study_with_two_stages_has_nine_tables_numbered_without_a_gap():
    assert [table.key for table in tables(tea())] == [
        "table-1-sources",
        "table-2-evidence-stage-1",
        "table-3-evidence-stage-2",
        "table-4-codebook",
        "table-5-concept-by-source",
        "table-6-theme-by-stage",
        "table-7-triangulation",
        "table-8-stage-by-dimension",
        "table-9-frequencies",
    ]


@pytest.mark.parametrize("staged", [{}, {"念": ""}])
def test_a_study_without_stages_has_one_table_of_evidence_and_none_by_stage(staged):
    assert [table.key for table in tables(study(OUTLINE, staged=staged))] == [
        "table-1-sources",
        "table-2-evidence",
        "table-3-codebook",
        "table-4-concept-by-source",
        "table-5-triangulation",
        "table-6-frequencies",
    ]


def test_an_empty_study_has_tables_without_rows_or_with_the_totals_alone():
    assert [len(table.frame) for table in tables(study({}))] == [0, 0, 0, 1, 1, 1]
    assert [table.note for table in tables(study({}))][:-1] == [
        "",
        "括号内为数据来源编码，见表1。",
        "",
        "数字为编码条数。",
        "数字为编码条数。",
    ]


def test_evidence_without_a_stage_has_a_table_of_its_own_after_the_stages():
    made = shown(study(OUTLINE), coding("甲", "念", stage="起步"), coding("乙", "念"), stages=(Stage("起步"),))
    assert list(made)[1:4] == ["evidence-stage-1", "evidence-no-stage", "codebook"]
    assert made["evidence-no-stage"].title == "未分阶段的典型证据"
    assert cells(made["evidence-no-stage"]) == [["题", "念", "乙（G1）"]]
    assert [made[name].number for name in ("evidence-no-stage", "codebook")] == [3, 4]


def test_an_undeclared_stage_that_evidence_has_gets_a_table():
    made = shown(study(OUTLINE), coding("甲", "念", stage="乙"), stages=(Stage("起步"),))
    assert cells(made["evidence-stage-1"]) == []
    assert cells(made["evidence-stage-2"]) == [["题", "念", "甲（G1）"]]


@pytest.mark.parametrize(
    ("language", "captions", "head"),
    [
        (
            "zh",
            ["表1　数据来源与编码", "表2　起步阶段的典型证据", "表3　成长阶段的典型证据", "表4　编码本"],
            ["二阶主题", "一阶概念", "典型证据"],
        ),
        (
            "en",
            [
                "Table 1. Data sources and their codes",
                "Table 2. Representative evidence: 起步",
                "Table 3. Representative evidence: 成长阶段",
                "Table 4. Codebook",
            ],
            ["Second-order theme", "First-order concept", "Evidence"],
        ),
    ],
)
def test_captions_and_column_names_are_in_the_studys_language(language, captions, head):
    made = tables(structs.replace(tea(), language=language))
    assert [caption(table) for table in made][:4] == captions
    assert list(made[1].frame.columns) == head


def test_no_english_word_of_ours_is_left_in_a_chinese_table_nor_the_reverse():
    def words(language):
        made = tables(
            structs.replace(study({"1": {"2": ["3"]}}, ungrouped=("4",), staged={"3": "5"}), language=language)
        )
        return "".join(
            [caption(t) + t.note + "".join(map(str, [*t.frame.columns, *t.frame.to_numpy().flat])) for t in made]
        )

    chinese = {char for char in words("zh").replace("G", "") if char.isascii() and char.isalpha()}
    english = {char for char in words("en") if "\u4e00" <= char <= "\u9fff"}
    assert (chinese, english) == (set(), set())


def test_a_cited_source_stands_behind_the_excerpt_and_a_counter_example_says_so():
    counter = coding("乙", "想", cited="F1", role="counter")
    assert [row[2] for row in cells(shown(study(OUTLINE), coding("甲", "念"), counter)["evidence"])] == [
        "甲（G1）",
        "乙（F1；反例）",
    ]
    english = shown(study(OUTLINE, language="en"), coding("a", "念"), counter)["evidence"]
    assert [row[2] for row in cells(english)] == ["a (G1)", "乙 (F1, counter)"]


def test_what_has_no_role_is_counted_but_not_shown():
    made = shown(study(OUTLINE), coding("甲", "念", role=""))
    assert cells(made["evidence"]) == []
    assert cells(made["concept-by-source"])[-1] == ["合计", "", "", 1, 1]


def test_what_the_rules_found_is_neither_shown_nor_counted():
    made = shown(study(OUTLINE), coding("甲", "念", coder="rules"), coders=(Coder("rules", "procedure"),))
    assert cells(made["evidence"]) == []
    assert cells(made["concept-by-source"])[-1] == ["合计", "", "", 0]


def test_a_passage_that_two_coders_chose_is_shown_once_and_counted_twice():
    made = shown(study(OUTLINE), coding("甲", "念"), coding("甲", "念", coder="bo"))
    assert len(cells(made["evidence"])) == 1
    assert cells(made["concept-by-source"])[-1][-1] == 2


def test_concepts_that_the_codebook_lacks_are_left_out_and_the_note_says_how_many():
    unknown = coding("甲", "无此概念"), coding("乙", "无此概念", start=3, role="")
    made = shown(study(OUTLINE), *unknown)
    assert made["evidence"].note == "括号内为数据来源编码，见表1。另有1条编码的概念不在编码本中，未列入。"
    assert made["codebook"].note == "另有2条编码的概念不在编码本中，未列入。"
    assert made["concept-by-source"].note.endswith(made["codebook"].note)
    english = shown(study(OUTLINE, language="en"), *unknown)
    assert english["evidence"].note.endswith(" Left out: 1 coding of concepts not in the codebook.")
    assert english["codebook"].note == "Left out: 2 codings of concepts not in the codebook."


def test_sources_stand_by_category_in_the_order_of_the_categories_and_the_register():
    sources = Source("G1", "甲", "网页", "3篇"), Source("F1", "乙"), Source("G2", "丙")
    table = shown(study({}), sources=sources, categories=(Category("F", "访谈"), Category("G", "网站")))["sources"]
    assert cells(table) == [
        ["访谈", "乙", "", "", "F1"],
        ["网站", "甲", "网页", "3篇", "G1"],
        ["网站", "丙", "", "", "G2"],
    ]
    assert table.merged == ("数据来源",)


def test_a_source_that_is_cited_but_not_registered_is_no_row_of_the_sources():
    made = shown(study(OUTLINE), coding("甲", "念", cited="F9"), sources=(Source("G1"),))
    assert [row[-1] for row in cells(made["sources"])] == ["G1"]
    assert list(made["concept-by-source"].frame.columns)[3:] == ["G1", "F9", "合计"]


def test_the_codebook_has_only_the_columns_in_which_anything_is_written():
    plain = shown(study(OUTLINE))["codebook"]
    assert list(plain.frame.columns) == ["聚合维度", "二阶主题", "一阶概念", "编码数"]
    defined = Codebook(ungrouped=(Concept("念", exclude="除外"),))
    table = shown(study({}), codebook=defined)["codebook"]
    assert cells(table) == [["", "未归组", "念", "除外", 0]]
    assert list(table.frame.columns)[3] == "排除规则"


def test_a_theme_that_rests_on_one_category_is_marked_and_the_letters_are_explained():
    outline = {"维": {"单": ["一"], "双": ["二"], "无": ["三"]}}
    given = coding("甲", "一"), coding("乙", "二"), coding("丙", "二", cited="F1"), coding("丁", "散")
    table = shown(study(outline, ungrouped=("散",)), *given)["triangulation"]
    marks = {row[1]: row[-1] for row in cells(table)}
    assert marks == {"单": "●", "双": "", "无": "", "未归组": "", "": ""}
    assert table.note == "数字为编码条数。F：访谈资料；G：官方网站资料。"


def test_a_category_without_a_source_has_no_column_until_it_has_one():
    outline = {"维": {"单": ["一"]}}
    categories = (Category("F", "访谈"), Category("G", "网站"), Category("Q", "其他"))
    given = {"categories": categories, "sources": (Source("G1"), Source("Q1"))}
    table = shown(study(outline), coding("甲", "一"), **given)["triangulation"]
    assert list(table.frame.columns)[2:] == ["G", "Q", "合计", "单一来源"]
    assert cells(table)[-1] == ["合计", "", 1, 0, 1, ""]
    assert table.note == "数字为编码条数。G：网站；Q：其他。"


def test_a_stage_that_is_called_like_a_column_keeps_its_place():
    one = study(OUTLINE, staged={"念": "合计"}, stages=(Stage("合计"), Stage("二阶主题")))
    made = {table.key.split("-", 2)[2]: table for table in tables(one)}
    assert cells(made["theme-by-stage"]) == [["维", "题", 1, 0, 1], ["合计", "", 1, 0, 1]]


@settings(max_examples=30)
@given(processes())
def test_numbers_have_no_gap_widths_fit_and_what_is_merged_is_there(any_study):
    made = tables(any_study)
    assert [table.number for table in made] == list(range(1, len(made) + 1))
    for table in made:
        assert table.key.startswith(f"table-{table.number}-")
        assert list(table.widths) == shares(table)
        assert len(table.widths) == len(table.frame.columns)
        assert set(table.merged) <= set(table.frame.columns)


@pytest.fixture(scope="module")
def published():
    return {table.key.split("-", 2)[2]: table for table in tables(load_study(LECHUN)[0])}


def test_the_published_evidence_of_lechun_has_19_18_and_18_rows(published):
    assert [len(published[f"evidence-stage-{i}"].frame) for i in (1, 2, 3)] == [19, 18, 18]
    assert "evidence-no-stage" not in published


def test_the_published_totals_of_lechun_stand_in_the_last_rows(published):
    def totals(name, heads):
        frame = published[name].frame
        return dict(zip(frame.columns[heads:], frame.iloc[-1, heads:], strict=True))

    by_source = {"G1": 16, "G2": 8, "F1": 14, "Q1": 10, "Q2": 1, "Q3": 5, "Q4": 1}
    by_dimension = {"基础条件": 9, "价值识别": 6, "价值创造": 21, "价值迭代": 4, "共创结果": 15}
    by_stage = {"企业主导": 19, "企业用户协同": 18, "用户主导": 18}
    assert totals("concept-by-source", 3) == by_source | {"合计": 55}
    assert totals("stage-by-dimension", 1) == by_dimension | {"合计": 55}
    assert totals("theme-by-stage", 2) == by_stage | {"合计": 55}
    assert totals("triangulation", 2) == {"G": 24, "F": 14, "Q": 17, "合计": 55, "单一来源": ""}


def test_the_published_structure_of_lechun_is_29_concepts_and_14_themes(published):
    assert len(published["codebook"].frame) == 29
    assert len(published["theme-by-stage"].frame) == 14 + 1
    assert [row[-1] for row in cells(published["sources"])] == ["G1", "G2", "F1", "Q1", "Q2", "Q3", "Q4"]


def test_an_english_column_has_room_for_the_words_of_its_heading():
    for table in tables(bakery("en")):
        line = max(100, sum(table.widths))
        for heading, share in zip(table.frame.columns, table.widths, strict=True):
            assert max(map(len, heading.split())) + 2 <= share * 100 / line, (table.key, heading)

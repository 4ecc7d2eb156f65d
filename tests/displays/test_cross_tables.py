"""Cases and coders: tables that a study has when it has several of them, with numbers worked out by hand."""

from __future__ import annotations

from table_studies import IN_CASES, bakery, coding

from gioia.displays import counts
from gioia.displays.merging import columns, rows
from gioia.displays.tables import tables


def named(study, name):
    return next(table for table in tables(study) if table.key.endswith(name))


def test_a_study_whose_sources_have_cases_compares_its_themes_by_case():
    table = named(bakery(sources=IN_CASES), "theme-by-case")
    assert columns(table) == ["聚合维度", "二阶主题", "东街店", "西街店", "未归案例", "合计", "案例数"]
    assert rows(table) == [
        ("投入", "学手艺", 2, 2, 0, 4, 2),
        ("投入", "找帮手", 0, 0, 0, 0, 0),
        ("回报", "有口碑", 0, 2, 1, 3, 1),
        ("", "未归组", 0, 0, 1, 1, 0),
        ("合计", "", 2, 4, 2, 8, 2),
    ]


def test_the_sources_then_say_which_case_they_tell_of():
    table = named(bakery(sources=IN_CASES), "sources")
    assert columns(table) == ["数据来源", "名称", "类别", "数量", "案例", "编码"]
    assert [row[-2:] for row in rows(table)] == [("东街店", "G1"), ("", "G2"), ("西街店", "F1")]


def test_a_study_without_cases_has_no_table_of_them():
    assert not [table for table in tables(bakery()) if "case" in table.key]


def test_two_coders_are_told_apart_with_the_passages_that_they_share():
    again = coding("b3", "F1/谈.txt", 2, "跟师傅学", "师傅", coder="乙")
    table = named(bakery(codings=(*bakery().codings, again)), "concept-by-coder")
    assert columns(table)[3:] == ["甲", "乙", "合计", "共同编码"]
    assert {row[2]: row[3:] for row in rows(table)} == {
        "跟师傅学": (2, 1, 3, 1),
        "读书自学": (2, 0, 2, 0),
        "请来家人": (0, 0, 0, 0),
        "回头客多": (2, 1, 3, 0),
        "登上报纸": (0, 0, 0, 0),
        "学徒难留": (1, 0, 1, 0),
        "": (7, 2, 9, 1),
    }


def test_a_single_coder_needs_no_such_table():
    alone = tuple(one for one in bakery().codings if one.coder == "甲")
    assert not [table for table in tables(bakery(codings=alone)) if "coder" in table.key]


def test_passages_that_only_touch_are_two_and_a_chain_of_overlaps_is_one():
    def shared(*spans):
        codings = [
            coding(f"x{i}", "F1/谈.txt", start, "回头客多", "字" * (end - start), coder=coder)
            for i, (coder, start, end) in enumerate(spans)
        ]
        return counts.shared_passages(bakery(codings=tuple(codings)))["回头客多"]

    assert shared(("甲", 0, 5), ("乙", 5, 9)) == []
    assert shared(("甲", 0, 5), ("乙", 4, 9), ("甲", 8, 12)) == [("x0", "x1", "x2")]
    assert shared(("甲", 0, 9), ("甲", 2, 4), ("乙", 5, 6), ("乙", 20, 22)) == [("x0", "x1", "x2")]
    assert shared(("甲", 0, 5), ("甲", 2, 6)) == []

"""How often everything was coded: by hand for a bakery of eight codings, and the published case."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs
from small_studies import codebook
from table_studies import bakery, empty

from gioia.displays.frequencies import frequencies, frequencies_table, share
from gioia.displays.merging import rows
from gioia.study import load_study

LECHUN = Path(__file__).resolve().parents[2] / "corpora" / "lechun"


def test_concepts_themes_and_dimensions_have_codings_shares_and_sources():
    assert rows(frequencies_table(bakery(), 9)) == [
        ("投入", "学手艺", "跟师傅学", 2, "25.0%", 2),
        ("投入", "学手艺", "读书自学", 2, "25.0%", 2),
        ("投入", "学手艺", "小计", 4, "50.0%", 2),
        ("投入", "找帮手", "请来家人", 0, "0.0%", 0),
        ("投入", "小计", "", 4, "50.0%", 2),
        ("回报", "有口碑", "回头客多", 3, "37.5%", 2),
        ("回报", "有口碑", "登上报纸", 0, "0.0%", 0),
        ("回报", "有口碑", "小计", 3, "37.5%", 2),
        ("", "未归组", "学徒难留", 1, "12.5%", 1),
        ("合计", "", "", 8, "100.0%", 3),
    ]


def test_what_sums_a_single_row_has_no_row_of_its_own():
    assert [row[1:3] for row in rows(frequencies_table(bakery(), 9)) if "小计" in row].count(("找帮手", "小计")) == 0


def test_ungrouped_concepts_are_no_theme_and_have_no_subtotal():
    study = bakery(codebook=codebook({"维": {"题": ["回头客多"]}}, ("学徒难留", "读书自学")))
    assert [row[:4] for row in rows(frequencies_table(study, 9))] == [
        ("维", "题", "回头客多", 3),
        ("", "未归组", "学徒难留", 1),
        ("", "未归组", "读书自学", 2),
        ("合计", "", "", 6),
    ]


def test_a_study_without_codings_has_shares_of_nothing():
    assert rows(frequencies_table(empty(), 9)) == [("合计", "", "", 0, "0.0%", 0)]


def test_the_words_are_those_of_the_language():
    english = frequencies(structs.replace(bakery("en")))
    assert set(english["concept"]) & {"Subtotal", "小计"} == {"Subtotal"}
    assert english["dimension"].iloc[-1] == "Total"


@pytest.mark.parametrize(
    ("number", "total", "printed"),
    [(1, 3, "33.3%"), (2, 3, "66.7%"), (1, 8, "12.5%"), (1, 2000, "0.1%"), (1, 2001, "0.0%"), (7, 7, "100.0%")],
)
def test_a_share_is_rounded_to_one_place_halves_up(number, total, printed):
    assert share(number, total) == printed


def test_the_published_case_has_55_codings_from_seven_sources():
    table = frequencies_table(load_study(LECHUN)[0], 9)
    made = rows(table)
    assert made[-1] == ("合计", "", "", 55, "100.0%", 7)
    dimensions = {row[0]: row[3] for row in made if row[1] == "小计"}
    assert dimensions.items() <= {"基础条件": 9, "价值识别": 6, "价值创造": 21, "价值迭代": 4, "共创结果": 15}.items()
    assert sum(row[3] for row in made[:-1] if "小计" not in row) == 55

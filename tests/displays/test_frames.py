"""Frames: fixed English columns, strings and integers only, and rows and columns that add up."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from msgspec import structs
from small_studies import HOSTILE, processes, study, tea

from gioia.codebook.records import Codebook, Concept, Indicator
from gioia.codings.coding import Coding
from gioia.displays import counts, frames
from gioia.model.records import Stage
from gioia.sources.register import Document, Source
from gioia.study import Coder, load_study

LECHUN = Path(__file__).resolve().parents[2] / "corpora" / "lechun"
LISTS = (frames.codings_frame, frames.evidence_frame, frames.source_register, frames.codebook_frame)
CROSSES = (frames.concept_by_source, frames.theme_by_stage, frames.triangulation, frames.stage_by_dimension)


def coding(id, concept, **more):
    given = {"document": "G1/a.txt", "start": 0, "end": 1, "quotation": "言", "coder": "ada", "role": "proof", **more}
    return Coding(id=id, concept=concept, time="2024", **given)


@pytest.fixture
def shop():
    """Return the tea shop with a source, a document and four chosen passages, in no order."""
    codings = (
        coding("late", "外地人来", stage="成长阶段"),
        coding("second", "请人试喝", stage="起步", start=7, end=9, quotation="请 试\n喝Ａ"),
        coding("first", "租下铺面", stage="起步", start=8, end=9, cited="F1"),
        coding("unknown", "无此概念", stage="起步"),
        coding("machine", "租下铺面", stage="起步", coder="rules"),
        coding("plain", "租下铺面", stage="起步", role=""),
    )
    return structs.replace(
        tea(),
        codings=codings,
        sources=(Source("G1", "茶馆网站", "网页", "3篇"),),
        documents={"G1/a.txt": Document("G1/a.txt", "G1", "")},
        coders=(Coder("rules", "procedure"),),
    )


@pytest.mark.parametrize("make", LISTS)
def test_the_columns_are_those_that_the_docstring_lists(make, shop):
    listed = re.search(r"Columns: (.*?)\.\s", inspect.cleandoc(make.__doc__) + "\n", re.DOTALL).group(1)
    assert re.sub(r"\s*\([^)]*\)", "", " ".join(listed.split())).split(", ") == list(make(shop).columns)


@pytest.mark.parametrize("make", [*LISTS, *CROSSES])
@pytest.mark.parametrize("any_study", [study({}), tea()])
def test_cells_are_strings_and_integers_also_without_rows(make, any_study):
    frame = make(any_study)
    whole = [str(kind) == "int64" for kind in frame.dtypes]
    assert True in whole or make is frames.stage_by_dimension
    for name, is_whole in zip(range(len(whole)), whole, strict=True):
        assert {type(cell) for cell in frame.iloc[:, name].tolist()} <= {int if is_whole else str}
    assert list(frame.index) == list(range(len(frame)))
    assert not frame.isna().any(axis=None)


def test_all_coders_codings_are_listed_with_the_words_to_the_letter(shop):
    frame = frames.codings_frame(shop).set_index("id")
    assert list(frame.index) == ["late", "second", "first", "unknown", "machine", "plain"]
    assert tuple(frame.loc["second", ["quotation", "printed", "start", "end"]]) == ("请 试\n喝Ａ", "请试喝A", 7, 9)
    assert tuple(frame.loc["first", ["source", "cited"]]) == ("G1", "F1")
    assert tuple(frame.loc["unknown", ["dimension", "theme"]]) == ("", "")


def test_evidence_is_in_the_order_of_print_and_only_of_persons(shop):
    frame = frames.evidence_frame(shop)
    assert list(frame["id"]) == ["first", "second", "unknown", "late"]
    assert list(frame["category"]) == ["F", "G", "G", "G"]


def test_the_register_ends_with_sources_that_are_cited_but_not_registered(shop):
    rows = frames.source_register(shop).to_numpy().tolist()
    assert rows == [
        ["G1", "G", "官方网站资料", "茶馆网站", "网页", "3篇", "", 1, 3],
        ["F1", "F", "访谈资料", "", "", "", "", 0, 1],
    ]


def test_the_codebook_counts_codings_and_says_ungrouped_by_silence():
    frame = frames.codebook_frame(study({"维": {"题": ["念"]}}, ungrouped=("散",), staged={"念": ""}))
    assert frame[["dimension", "theme", "concept", "codings"]].to_numpy().tolist() == [
        ["维", "题", "念", 1],
        ["", "", "散", 0],
    ]


def test_a_name_that_the_codebook_holds_twice_has_one_row_its_first():
    twice = Codebook(ungrouped=(Concept("念", "先"), Concept("念", "后")))
    frame = frames.codebook_frame(structs.replace(study({}), codebook=twice))
    assert list(frame["definition"]) == ["先"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "酸奶 (with: 健康, 天然; without: 广告), 牛奶 (without: 豆), 茶 (whole word)"),
        ("zh", "酸奶（须有：健康、天然；不得有：广告）、牛奶（不得有：豆）、茶（整词）"),
    ],
)
def test_indicators_are_one_string(language, text):
    indicators = (
        Indicator("酸奶", ("健康", "天然"), ("广告",)),
        Indicator("牛奶", (), ("豆",)),
        Indicator("茶", whole=True),
    )
    assert frames.indicators_text(indicators, language) == text


@pytest.mark.parametrize(
    ("language", "words"), [("zh", ("合计", "未归组", "未分阶段")), ("en", ("Total", "Ungrouped", "No stage"))]
)
def test_totals_and_what_belongs_nowhere_have_words_in_the_studys_language(language, words):
    total, ungrouped, no_stage = words
    one = study({"维": {"题": ["念"]}}, ungrouped=("散",), staged={"念": "", "散": "甲"}, language=language)
    by_stage = frames.theme_by_stage(one)
    assert list(by_stage.columns) == ["dimension", "theme", "甲", no_stage, "total"]
    assert by_stage.to_numpy().tolist() == [["维", "题", 0, 1, 1], ["", ungrouped, 1, 0, 1], [total, "", 1, 1, 2]]
    assert list(frames.stage_by_dimension(one).columns) == ["stage", "维", ungrouped, "total"]
    assert list(frames.stage_by_dimension(one)["stage"]) == ["甲", no_stage, total]


def test_triangulation_says_on_how_many_categories_a_theme_rests(shop):
    frame = frames.triangulation(shop).set_index("theme")
    counted = ["G", "F", "total", "categories"]
    assert frame.loc["开店", counted].tolist() == [1, 1, 2, 2]
    assert frame.loc["有了名声", counted].tolist() == [1, 0, 1, 1]
    assert frame.loc["扩店", counted].tolist() == [0, 0, 0, 0]
    assert frame.loc["", counted].tolist() == [3, 1, 4, 2]


def test_names_that_are_called_like_a_column_lose_nothing():
    one = study({"total": {"theme": ["concept"]}}, staged={"concept": "total"}, stages=(Stage("total"), Stage("stage")))
    assert list(frames.theme_by_stage(one).columns) == ["dimension", "theme", "total", "stage", "total"]
    assert frames.theme_by_stage(one).to_numpy().tolist()[0] == ["total", "theme", 1, 0, 1]


def test_hostile_names_come_through_to_the_letter():
    frame = frames.concept_by_source(study({"维": {"题": HOSTILE}}))
    assert list(frame["concept"]) == [*HOSTILE, ""]


@settings(max_examples=30)
@given(processes())
def test_rows_and_columns_of_every_cross_add_up(any_study):
    total = len(counts.counted(any_study))
    for make, heads in zip(CROSSES, (3, 2, 2, 1), strict=True):
        frame = make(any_study)
        cells = frame.iloc[:, heads : -1 if make is frames.triangulation else None].to_numpy().astype(int)
        assert (cells[:, :-1].sum(axis=1) == cells[:, -1]).all(), "each row adds up to its total"
        assert (cells[:-1].sum(axis=0) == cells[-1]).all(), "each column adds up to its total"
        assert cells[-1, -1] == total


def test_the_published_evidence_of_lechun():
    frame = frames.evidence_frame(load_study(LECHUN)[0])
    assert frame.groupby("stage", sort=False).size().tolist() == [19, 18, 18]
    assert frame.groupby("dimension").size().to_dict() == {
        "基础条件": 9,
        "价值识别": 6,
        "价值创造": 21,
        "价值迭代": 4,
        "共创结果": 15,
    }

"""Claims of a paper: counts, amounts, coverage, dates of stages, and what it tells twice."""

from __future__ import annotations

import pytest
from garden_study import garden, paper, told

from gioia.audit.manuscript.numbers import is_slip, value


def claims(**sections):
    return told(paper(**sections), kinds="claim")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("14", 14), ("1,234", 1234), ("十四", 14), ("二十九", 29), ("两", 2), ("一百零三", 103), ("二〇", 20)),
        *(("fourteen", 14), ("twenty-nine", 29), ("ninety", 90), ("许多", None)),
    ],
)
def test_numbers_in_digits_and_words(text, number):
    assert value(text) == number


@pytest.mark.parametrize(
    ("number", "right", "is_one"), [(8, 7, True), (12, 7, False), (93, 39, True), (210, 120, True), (94, 39, False)]
)
def test_a_slip_is_near_the_right_number_or_has_its_digits(number, right, is_one):
    assert is_slip(number, right, most=2, share=0.25) == is_one


@pytest.mark.parametrize(
    ("method", "found"),
    [
        ("最终得到6个一阶概念、5个二阶主题和三个聚合维度。", []),
        ("最终得到七个一阶概念。", ["七个一阶概念"]),
        ("最终归纳出四个具有理论内涵的二阶主题。", ["四个具有理论内涵的二阶主题"]),
        ("共享收成维度包含两个二阶主题。", []),
        ("其中3个二阶主题最为要紧。", []),
        ("前两个阶段各有侧重。", []),
        ("整个过程可以写成3个维度、8个主题交织的图。", ["8个主题"]),
        ("整个过程可以写成3个维度、5个主题交织的图。", []),
        ("有人据此谈到7个维度、8个主题（郑可，2016）。", []),
        ("共享收成与代际传习两个维度都离不开劳动。", []),
        ("菜园经历起步、扎根三个阶段。", ["三个阶段"]),
        ("通读后得到19个初始编码，合并为6个一阶概念。", []),
        ("通读后得到19个初始编码。", ["19个初始编码"]),
        ("通读后得到19个概念，合并同类之后为6个。", []),
        ("通读后得到19个概念，写在卡片上。", ["19个概念"]),
        ("Open coding gave 19 first-order concepts, which we merged into six.", []),
        ("Over four stages the garden found its rules.", ["four stages"]),
        ("郑可（2016）的七个维度都从家庭说起。本文的三个维度从地说起。", []),
        ("共访谈8人次，得到访谈资料2万字，另有官网文章14篇。", []),
        ("访谈资料共2.6万字。", ["2.6万字"]),
        ("收集官网文章19篇。", ["19篇"]),
        ("收集官网文章十余篇，访谈资料约3万字。", []),
        ("参考文献19篇。", []),
    ],
)
def test_counts_and_amounts(method, found):
    assert [said for _, said in claims(method=method)] == found


@pytest.mark.parametrize(
    ("discussion", "is_wrong"),
    [
        ("共享收成贯穿每个阶段。", False),
        ("代际传习在每个阶段都有体现。", True),
        ("代际传习并非在每个阶段都有体现。", False),
        ("三个维度在起步阶段都有证据。", True),
        ("除代际传习外，各维度在每个阶段都有证据。", False),
        ("孩子当先生得到访谈与官方网站资料的三角验证。", False),
        ("谦让式分配得到访谈与官方网站资料的三角验证。", True),
        ("共享收成的每个主题都有两类资料支撑。", True),
        ("代际传习的每个主题都有两类资料支撑。", False),
        ("除谦让式分配外，共享收成的每个主题都有两类资料支撑。", False),
        ("除代际传习外，共享收成的每个主题都有两类资料支撑。", True),
    ],
)
def test_coverage(discussion, is_wrong):
    found = [one for one in claims(discussion=discussion) if one[0] == "claim-coverage"]
    assert len(found) == is_wrong


def test_a_general_claim_of_triangulation_is_told_for_information():
    from garden_study import audited

    (one,) = [r for r in audited(paper(method="课题组对资料作了三角验证。")).remarks if r.kind == "claim-coverage"]
    assert one.severity == "info"


@pytest.mark.parametrize(
    ("method", "found"),
    [
        ("起步阶段始于2018年3月，扎根阶段始于2020年5月。", []),
        ("起步阶段（2018年3月—2020年5月）最难。", []),
        ("扎根阶段始于2020年8月。", ["始于2020年8月"]),
        ("第一阶段以清理为主。该阶段始于2017年3月。", ["始于2017年3月"]),
        ("本文考察2015年至2023年的过程。", []),
    ],
)
def test_dates_of_stages(method, found):
    assert [said for _, said in claims(method=method)] == found


@pytest.mark.parametrize(
    ("findings", "discussion", "count"),
    [
        ("菜园的凉亭于2019年6月落成，大家都去看。", "凉亭2019年9月落成以后，来人更多。", 1),
        ("菜园的凉亭于2019年6月落成，大家都去看。", "凉亭2019年6月落成以后，来人更多。", 0),
        ("一共搬走二百一十筐碎砖头。", "那一百九十筐碎砖头至今堆在墙角。", 1),
        ("第一年收了三百斤萝卜。", "第二年收了四百斤萝卜。", 0),
        ("菜园的凉亭2019年列入街道手册。", "凉亭2021年又申报街道的优秀案例。", 0),
        ("菜园的凉亭建于1958年的旧台基上。", "2021年凉亭列入街道手册。", 0),
        ("菜籽分给十二个街坊小组。", "街坊小组里其中九个小组自己留种。", 0),
    ],
)
def test_what_is_told_twice(findings, discussion, count):
    found = [one for one in claims(findings=findings, discussion=discussion) if one[0] == "claim-inconsistent"]
    assert len(found) == count


def test_a_study_without_extents_or_dates_asks_nothing():
    study = garden(sources=(), stages=())
    text = paper(method="共访谈80人次。起步阶段始于1999年。")
    assert [one for one in told(text, study) if one[0].startswith(("claim", "source"))] == []

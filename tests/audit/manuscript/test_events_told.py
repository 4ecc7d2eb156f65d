"""Events and witnesses: dates of what the study's model tells, titles that were read, kinds of material that are said to agree."""

from __future__ import annotations

import pytest
from garden_study import garden, paper, told

from gioia.model.records import Event, Model, Stage
from gioia.sources.register import Source

EVENTS = (
    Event("首个水窖完工", "2019-04"),
    Event("Shed roof is finished", "2020-06"),
    Event("义卖周末试行", "2021-03", "2021-08"),
    Event("“三畦”种子盒上市", "2021"),
    Event("Fortieth plot holder's admission", "2022-05"),
)


def study():
    sources = (*garden().sources, Source("F3", "Talks with beekeepers and bakers", "interviews", "7 talks"))
    stages = (
        Stage("起步", "2018-03", "2020-05", opened_by="第一车碎砖运走"),
        Stage("扎根", "2020-05", "2022-12", opened_by="何阿婆接手钥匙柜"),
    )
    return garden(model=Model(events=EVENTS), sources=sources, stages=stages)


def claims(*, method="", findings="", kinds="claim"):
    return told(paper(findings, method=method), study(), kinds=kinds)


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        ("2018年4月，园里的首个水窖完工。", "2018年4月"),
        ("The roof of the shed was finished in June 2021.", "June 2021"),
        ("2020年3月，义卖周末试行。", "2020年3月"),
        ("2020年春，种子盒“三畦”面世，街坊都来看。", "2020年"),
        ("2020年7月由何阿婆接手，从此天天开门。", "2020年7月"),
        ("In May 2021 the garden admitted its fortieth plot holder.", "May 2021"),
    ],
    ids=["year", "English", "outside its span", "another verb", "what opens a stage", "another part of speech"],
)
def test_a_date_that_is_a_slip_of_an_events_is_told(findings, said):
    assert claims(findings=findings) == [("claim-inconsistent", said)]


@pytest.mark.parametrize(
    "findings",
    [
        "2019年4月，园里的首个水窖完工。",
        "2019年春天水窖完工，2018年4月才有图纸。",
        "首个水窖完工一年之后，2020年4月又挖了一个。",
        "2021年5月，义卖周末试行。",
        "After the shed roof was finished, they met again in June 2021.",
        "They finished the fence in June 2021.",
        "2020年，种子盒“三畦”停办。",
        "2020年7月何阿婆的钥匙柜搬到门口。",
        "In May 2021 the garden admitted its thirtieth plot holder.",
        "In May 2021 the fortieth plot holder resigned.",
    ],
    ids=[
        "right",
        "another thing",
        "a year after",
        "within",
        "after",
        "too few words",
        "it ends",
        "it moves",
        "another one",
        "he leaves",
    ],
)
def test_other_dates_are_no_fault(findings):
    assert claims(findings=findings) == []


@pytest.mark.parametrize(
    ("method", "said"),
    [("We held seven talks with friends, 9 with beekeepers and bakers.", [("claim-count", "9 with beekeepers and bakers")]),
     ("We held 7 with beekeepers and bakers.", []),
     ("We held about 9 with beekeepers and bakers.", [])],
    ids=["wrong", "right", "about"],
)  # fmt: skip
def test_a_number_without_a_unit_is_of_those_whom_the_register_names(method, said):
    assert claims(method=method) == said


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("The *Allotment Keeper* was consulted for frost dates.", [("source-unregistered", "Allotment Keeper")]),
        ("Our terms are those of *Tilling Common Ground* (Ash, 2004), which we read twice.", []),
        ("The *Allotment Keeper* is sold at the gate.", []),
    ],
    ids=["read", "cited", "mentioned"],
)
def test_a_title_in_italics_that_was_read_is_material(method, said):
    assert claims(method=method, kinds="source-unregistered") == said


@pytest.mark.parametrize(
    ("findings", "count"),
    [
        ("谦让式分配在访谈、官网文章和新闻报道中均有印证。", 1),
        ("谦让式分配在访谈、官网文章和新闻报道中并非都有印证。", 0),
        ("谦让式分配与访谈、官网文章和新闻报道有关。", 0),
    ],
    ids=["claimed", "denied", "not claimed"],
)
def test_kinds_of_material_that_are_said_to_agree_each_have_a_passage(findings, count):
    assert len([kind for kind, _ in claims(findings=findings) if kind == "claim-coverage"]) == count


def test_a_caption_in_a_sentence_is_found_though_its_space_is_closed_up():
    findings = "茶水摆在门口，图3 一周之内的茶水记录谁来都可以喝。"
    assert [kind for kind, _ in told(paper(findings), kinds="text-caption")] == ["text-caption-in-sentence"]
    assert told(paper("茶水摆在门口，图3说明谁来都可以喝。"), kinds="text-caption") == []


def test_constructs_that_were_derived_beside_stages_are_no_claim_of_coverage():
    sentence = "本文归纳出三个聚合构念，并将过程划分为起步阶段和扎根阶段。"
    assert claims(findings=sentence) == []
    assert [kind for kind, _ in claims(findings="三个聚合构念在两个阶段中均有体现。")] == ["claim-coverage"]

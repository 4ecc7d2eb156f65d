"""PR1, PR2, PR5 and PR6 where it is fine: stages that are no neighbours, stretches of time, who leads, hindsight."""

from __future__ import annotations

import pytest
from msgspec import structs

from gioia.audit.process import bracketed_stages, timely_excerpts
from gioia.model.records import Stage


def subjects(study, rule):
    return [subject for _, subject in study.found(rule)]


def errors_of(*stages):
    return lambda study: [
        found.message for found in bracketed_stages(structs.replace(study, stages=stages)) if found.severity == "error"
    ]


def test_pr1_an_undated_stage_hides_no_overlap_of_those_around_it(clean):
    told = errors_of(Stage("甲", "2014", "2016"), Stage("乙"), Stage("丙", "2015"))(clean.load())
    assert told == ["the stage '丙' starts (2015) before '甲' ends (2016)"]


def test_pr1_a_stage_is_told_once_however_many_it_overlaps(clean):
    told = errors_of(Stage("甲", "2014", "2019"), Stage("乙", "2019", "2020"), Stage("丙", "2018"))(clean.load())
    assert told == ["the stage '丙' (2018) stands after '乙' (2019)"]


def test_pr1_an_undated_stage_between_stages_in_order_is_no_fault(clean):
    assert errors_of(Stage("甲", "2014", "2016"), Stage("乙"), Stage("丙", "2016"))(clean.load()) == []


@pytest.mark.parametrize(
    ("said", "is_outside"),
    [
        ("2020年至2021年", False),
        ("from 2015 to 2019", True),
        ("二〇一九年三月", True),
        ("２０２１年９月", False),
        ("at 2001.10.10.10", False),
    ],
)
def test_pr2_reads_dates_however_they_are_written(clean, said, is_outside):
    study = clean.load()
    first = structs.replace(study.codings[0], quotation=said)
    found = timely_excerpts(structs.replace(study, codings=(first,)))
    assert [one.subject for one in found] == (["c01"] if is_outside else [])


def test_pr2_a_stage_that_still_runs_has_no_end(clean):
    study = clean.load()
    last = next(one for one in study.codings if one.stage == "扎根")
    staged = structs.replace(study, codings=(structs.replace(last, quotation="2031年"),))
    assert list(timely_excerpts(staged)) == []


def test_pr5_one_pair_is_led_by_one_side(clean):
    pair = (
        "  - relation: R0{}\n    stage: 扎根\n    from: {}\n    to: {}\n    kind: dyad\n    lead: {}\n    section: 四\n"
    )
    clean.change("model.yaml", "events:\n", pair.format(4, "出力", "出物", "邻居") + "events:\n")
    assert subjects(clean, "PR5") == []
    clean.change("model.yaml", "events:\n", pair.format(5, "出物", "出力", "发起人") + "events:\n")
    assert subjects(clean, "PR5") == ["R05"]
    clean.change("model.yaml", "R05\n    stage: 扎根", "R05\n    stage: 起步")
    assert subjects(clean, "PR5") == [], "in another stage another side may lead"


def test_pr6_hindsight_that_is_spoken_of_is_no_finding(clean):
    clean.change("study.yaml", "    date: 2022-06\n    author: 发起人", "    date: 2024\n    author: 发起人")
    assert subjects(clean, "PR6") == ["hindsight"]
    clean.change("study.yaml", "  rivals: 没有想到\n", "  rivals: 没有想到\n  hindsight: 与公告对照过\n")
    assert subjects(clean, "PR6") == []

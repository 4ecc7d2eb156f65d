"""Numbers of codings, sources, kinds of material and meetings that a paper tells, against the study and its register."""

from __future__ import annotations

import pytest
from garden_study import garden, paper, told

from gioia.sources.register import Source


def claims(method, study=None):
    return [said for _, said in told(paper(method=method), study, kinds="claim-count")]


@pytest.mark.parametrize(
    ("method", "found"),
    [
        ("全部资料共得到7条编码，其中起步阶段3条，扎根阶段4条。", []),
        ("全部资料共得到9条编码。", ["9条编码"]),
        ("逐句编码之后，起步阶段有3条，扎根阶段6条。", ["扎根阶段6条"]),
        ("编码时代际传习维度共3条。", ["代际传习维度共3条"]),
        ("最初写下的编码有八十条之多，共212条编码。", []),
        ("起步阶段5条水管都冻裂了。", []),
        ("每个概念至少有6条编码。", []),
        ("In all, nine passages were coded.", ["nine passages"]),
        ("In all, seven passages were coded.", []),
        ("Nine passages of the contract were read aloud.", []),
        ("全部资料共得到7条编码。按阶段计，起步3条、扎根6条。", ["扎根6条"]),
        ("水管坏了7处。按阶段计，起步3条、扎根6条。", []),
    ],
)
def test_numbers_of_codings(method, found):
    assert claims(method) == found


@pytest.mark.parametrize(
    ("method", "found"),
    [
        ("资料共来自四个来源。", []),
        ("资料共来自五个来源，见表1。", ["资料共来自五个来源"]),
        ("资料来源共5个。", ["资料来源共5个"]),
        ("资料共来自十九个来源。", []),
        ("其余资料来自五个来源不明的箱子。", []),
        ("The material came from five sources (Table 1).", ["from five sources"]),
        ("The material came from four sources (Table 1).", []),
        ("The water comes from five sources of the Lune.", []),
        ("We drew on five sources of three kinds.", ["on five sources"]),
        ("资料有4种来源，都有存档。", []),
        ("资料有5种来源，都有存档。", ["资料有5种来源"]),
    ],
)
def test_numbers_of_sources(method, found):
    assert claims(method) == found


@pytest.mark.parametrize(
    ("method", "found"),
    [
        ("资料包括三类：访谈、网站和报道，都有存档。", []),
        ("资料包括四类：访谈、网站和报道，都有存档。", ["资料包括四类"]),
        ("资料包括四类：访谈、网站、报道和日记。", []),
        ("资料包括两类。", []),
        ("We drew on five kinds of material.", ["on five kinds of material"]),
        ("We drew on five kinds of material: talks, pages, articles, maps, and diaries.", []),
    ],
)
def test_numbers_of_kinds_of_material(method, found):
    study = garden(sources=tuple(Source(one.code, one.name, one.code[0], one.extent) for one in garden().sources))
    assert claims(method, study) == found


@pytest.mark.parametrize(
    ("method", "found"),
    [
        ("We read the minutes of 16 plot meetings.", []),
        ("We read the minutes of 61 plot meetings.", ["minutes of 61 plot meetings"]),
        ("We read the minutes of 15 plot meetings.", ["minutes of 15 plot meetings"]),
        ("We read the minutes of three plot meetings with care.", []),
        ("另有61次园务会议纪要。", ["61次园务会议纪要"]),
        ("另有16次园务会议纪要。", []),
    ],
)
def test_minutes_that_are_counted_by_their_meetings(method, found):
    study = garden(sources=(*garden().sources, Source("D1", "Minutes of the plot holders", "会议纪要", "16 minutes")))
    assert claims(method, study) == found

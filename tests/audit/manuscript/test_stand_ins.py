"""What stands in the place of a name: in a row of names, before a stage's dates, at one end of a relation, among headings."""

from __future__ import annotations

import pytest
from garden_study import garden, paper, told

from gioia.codebook.records import Codebook, Concept, Dimension, Theme
from gioia.model.records import Model, Relation, Stage


def labels(findings, study=None):
    return told(paper(findings), study, kinds="label")


@pytest.mark.parametrize(
    ("findings", "found"),
    [
        ("共同劳动、结果均沾和代际传习是三个维度。", [("label-reworded", "结果均沾")]),
        ("从共同劳动、共享收成到往来馈赠，人情渐厚。", [("label-reworded", "往来馈赠")]),
        ("共同劳动、共享收成和代际传习是三个维度。", []),
        ("先有共同劳动、共享收成，邻里关系慢慢改变了。", []),
        ("共同劳动、共享收成等也见于其他菜园。", []),
        ("共同劳动、共享收成、邻里和睦（李青，2011）都见于旧文。", []),
        ("这里共同劳动、共享收成、人情往来，还有代际传习。", []),
    ],
    ids=["last but one", "a way", "all", "a sentence that goes on", "no name", "cited", "all and something more"],
)
def test_what_stands_where_the_last_name_of_a_row_should(findings, found):
    assert labels(findings) == found


def test_a_name_that_itself_joins_two_is_not_taken_for_a_row():
    dimensions = tuple(Dimension(name) for name in ("共同劳动", "共享收成", "相识与相知"))
    study = garden(codebook=Codebook(dimensions=dimensions), codings=(), model=Model())
    text = "# 甲\n\n## 一、案例发现\n\n共同劳动、共享收成和相识与相知是三个维度。\n"
    assert told(text, study, kinds="label") == []


@pytest.mark.parametrize(
    ("findings", "found"),
    [
        ("起步阶段（2018年3月—2020年5月）和交融阶段（2020年5月—2022年12月）先后相接。", [("label-reworded", "交融")]),
        ("起步阶段（2018年3月—2020年5月）和扎根阶段（2020年5月—2022年12月）先后相接。", []),
        ("起步阶段之后，又做了回访（2020年6月—2022年12月）。", []),
    ],
)
def test_a_stage_is_the_one_of_its_dates(findings, found):
    assert labels(findings) == found


RELATED = Model(relations=(Relation("R1", "敞开的园门", "孩子当先生", "enables"),))


@pytest.mark.parametrize(
    ("findings", "found"),
    [
        ("到了后来，敞开的栅门推动孩子当先生。", [("label-reworded", "敞开的栅门")]),
        ("到了后来，敞开的园门推动孩子当先生。", []),
        ("到了后来，政府的补贴推动孩子当先生。", []),
        ("到了后来，敞开的园门又推动孩子当先生。", []),
        ("到了后来，敞开的园门便推动了孩子当先生。", []),
    ],
)
def test_one_end_of_a_relation_tells_of_the_other(findings, found):
    assert labels(findings, garden(model=RELATED)) == found


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (("1．共同劳动", "2．共享收获", "3．代际传习"), [("label-reworded", "共享收获")]),
        (("1．共同劳动", "2．人人有份", "3．代际传习"), [("label-reworded", "人人有份")]),
        (("1．共同劳动", "2．共享收成", "3．代际传习"), []),
        (("1．共同劳动", "2．小结", "3．收尾"), []),
    ],
    ids=["nearly", "quite other", "as they are", "no row"],
)
def test_a_heading_among_those_that_are_names(headings, found):
    text = "\n\n一畦一畦地说。\n\n".join(f"### {heading}" for heading in headings)
    assert labels(f"{text}\n\n一畦一畦地说。") == found


def growing():
    """Return a study with English names."""
    themes = (
        Theme("Patient weeding", concepts=(Concept("pulling bindweed"),)),
        Theme("Open gates", concepts=(Concept("sharing keys"),)),
        Theme("Slow harvests", concepts=(Concept("waiting for rain"),)),
    )
    stages = (
        Stage("Clearing", "2014-02", "2015-09"),
        Stage("Planting", "2015-10", "2017-01"),
        Stage("Resting", "2017-02", "2019-06"),
    )
    relations = (Relation("R1", "Patient weeding", "Open gates", "enables"),)
    return garden(
        codebook=Codebook(dimensions=(Dimension("Lasting friendship", themes=themes),)),
        codings=(),
        stages=stages,
        model=Model(relations=relations),
    )


ENGLISH = """# Growing together

## Introduction

Land lay idle. Clearing, planting, and resting came in turn.

## Findings

Patient weeding, open gates, and slow harvests (pulling bindweed, sharing keys, waiting for rain) make a lasting friendship.

{0}

## Discussion

It may last.
"""


@pytest.mark.parametrize(
    ("findings", "found"),
    [
        ("The stages, which we call Clearing, Furrowing, and Resting, follow one another.", ["Furrowing"]),
        ("The stages, which we call Clearing, Planting, and Resting, follow one another.", []),
        ("After clearing, planting, and harvesting, the feast came.", ["harvesting"]),
        ("People went from patient weeding through open gates to late harvests, and stayed.", ["late harvests"]),
        (
            "Planting (October 2015 to January 2017) began, and Dwelling (February 2017 to June 2019) ended.",
            ["Dwelling"],
        ),
        ("In the second year, patient hoeing enables open gates.", ["patient hoeing"]),
        ("In the second year, the council enables open gates.", []),
        (
            "### Clearing: Patient weeding\n\nA.\n\n### Sowing: Open gates\n\nB.\n\n### Resting: Slow harvests\n\nC.",
            ["Sowing"],
        ),
        (
            "### Clearing: Patient weeding\n\nA.\n\n### Planting: Open gates\n\nB.\n\n### Resting: Slow harvests\n\nC.",
            [],
        ),
    ],
)
def test_english_names_have_their_places(findings, found):
    remarks = told(ENGLISH.format(findings), growing(), kinds="label")
    assert [said for _, said in remarks] == found


@pytest.mark.parametrize(
    ("findings", "found"),
    [
        ("第四个主题，即夜间巡园，不在此展开。", ["夜间巡园"]),
        ("另一个主题称为“夜间巡园”。", ["夜间巡园"]),
        ("另一个主题是如何把人留住，后文再谈。", []),
        ("第四个主题，即夜间巡园（李青，2011），不在此展开。", []),
        ("还有一个主题，即敞开的园门，留到后面。", []),
    ],
)
def test_a_construct_that_is_announced_and_the_study_lacks(findings, found):
    assert [said for kind, said in labels(findings) if kind == "label-unknown"] == found


@pytest.mark.parametrize(
    ("findings", "found"),
    [
        ("A further theme, shared tools, is left aside.", ["shared tools"]),
        ("A fourth theme, which we call “borrowed shade,” is left aside.", ["borrowed shade"]),
        ("A further theme, however, is left aside.", []),
        ("Another theme was a blessing for the bees.", []),
        ("A further theme, less often told, is left aside.", []),
        ("A third theme, slow harvests, closed the year.", []),
    ],
)
def test_english_constructs_that_are_announced(findings, found):
    remarks = told(ENGLISH.format(findings), growing(), kinds="label")
    assert [said for kind, said in remarks if kind == "label-unknown"] == found


def test_a_cell_that_lists_names_makes_its_column_one_of_names():
    table = (
        "表1 数据结构\n\n| 一阶概念 | 二阶主题 |\n|---|---|\n"
        "| 任人摘菜；邻居送茶 | 敞开的园门 |\n| 清走碎砖；排班浇水 | 共事 |\n"
    )
    assert ("label-reworded", "任人摘菜") in labels(table)
    assert ("label-reworded", "任人摘葱") not in labels(table.replace("任人摘菜", "任人摘葱"))


@pytest.mark.parametrize(
    ("findings", "found"),
    [
        ("本文以邻里情谊主题说明，园子为什么没有锁。", [("label-unknown", "邻里情谊")]),
        ("本文以孩子当先生主题说明，园子为什么没有锁。", []),
        ("本文以上述几个主题说明，园子为什么没有锁。", []),
        ("本文以下面五个主题说明，园子为什么没有锁。", []),
        ("有研究以邻里情谊主题说明园子为什么没有锁（王平，2019）。", []),
        ("The theme of quiet friendship suggests that no lock was needed.", [("label-unknown", "quiet friendship")]),
        ("The theme of this paper suggests that no lock was needed.", []),
        ("The theme of quiet friendship runs through the songs of the time.", []),
    ],
)
def test_what_a_sentence_reasons_with_as_a_theme(findings, found):
    assert labels(findings) == found

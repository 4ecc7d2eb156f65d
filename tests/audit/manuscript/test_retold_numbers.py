"""Numbers and dates that a paper retells in its own words, against the passages of the sources that tell them."""

from __future__ import annotations

import pytest
from garden_study import TEXTS, garden, paper, told

from gioia.audit.manuscript.quantities import quantities
from gioia.sources.register import Document

TOLD = {
    **TEXTS,
    "G1/账目.md": "雨水桶装满要二十七天，接上屋檐以后缩短至十一天。\n\n全园六成是菜，番茄苗共一百四十五棵。\n\n菜苗成活率由百分之六十三升到百分之九十。\n\n"
    "2020年，菜园的堆肥办法列入区里的示范手册。\n\n修棚花了四万元，竹竿三百多根。\n",
    "F2/talk.md": "Seedlings lost to slugs fell from 37 per cent in the first spring to 14 per cent in the next. By then 52 of us held a key.\n",
}


def claims(**sections):
    documents = {name: Document(name, name[:2], "", text=text) for name, text in TOLD.items()}
    return [said for _, said in told(paper(**sections), garden(documents=documents), kinds="claim-incons")]


@pytest.mark.parametrize(
    ("findings", "found"),
    [
        ("雨水桶装满由27天缩短至11天（G1）。", []),
        ("雨水桶装满由27天缩短至16天（G1）。", ["16"]),
        ("雨水桶装满因此缩短16天（G1）。", []),
        ("据账目，园里番茄苗共154棵（G1）。", ["154"]),
        ("据账目，园里番茄苗共154棵。", []),
        ("菜苗成活率由63%升到92%（G1）。", ["92%"]),
        ("修棚花了6万元（G1）。", ["6万"]),
        ("修棚花了约6万元（G1）。", []),
        ("竹竿用了390根（G1）。", []),
        ("三位邻居说起修棚花了5个周末（G1）。", []),
        ("The seedlings lost to slugs fell from 37 per cent to 18 per cent (F2).", ["18 per cent"]),
        ("The seedlings lost to slugs fell from 37 per cent to 14 per cent (F2).", []),
        ("By then the 52 neighbours who held a key lost fewer seedlings to slugs (F2).", []),
    ],
)
def test_a_number_before_the_code_of_a_source(findings, found):
    assert claims(findings=findings) == found


@pytest.mark.parametrize(
    ("findings", "found"),
    [
        ("2021年菜园的堆肥办法列入示范手册，来人更多。", ["2021年"]),
        ("2020年菜园的堆肥办法列入示范手册，来人更多。", []),
        ("2021年菜园的堆肥办法停办。", []),
        ("2021年菜园的茶水摊列入卫生手册。", []),
        ("2021年列入示范手册之后，来人更多。", []),
    ],
    ids=["a slip", "right", "something else happens", "to something else", "later"],
)
def test_a_date_of_what_a_source_dates(findings, found):
    assert claims(findings=findings) == found


@pytest.mark.parametrize(
    ("abstract", "found"),
    [
        ("本文追踪其2018年至2022年的变化。", []),
        ("本文追踪其2016年至2022年的变化。", ["追踪其2016年至2022年"]),
        ("本文追踪其2016年至2022年的报道。", []),
        ("本文追踪2011年至2025年的变化。", []),
        ("访谈从2021年持续至2022年。", []),
        (
            "In a process study of a garden between 2018 and 2024, we ask why.",
            ["process study of a garden between 2018 and 2024"],
        ),
        ("In a process study of a garden between 2018 and 2022, we ask why.", []),
        ("We follow its sales between 2018 and 2024.", []),
    ],
)
def test_the_span_over_which_a_process_was_followed(abstract, found):
    assert claims(abstract=abstract) == found


def test_quantities_in_digits_and_words():
    found = [
        (one.number, min(one.units), one.is_exact)
        for one in quantities("二十七天，63%，百分之六，4万元，三百多根，2019年，第五个，9 per cent")
    ]
    assert found == [
        (27, "天", True),
        (63, "%", True),
        (6, "%", True),
        (40000, "元", True),
        (300, "根", False),
        (9, "%", True),
    ]

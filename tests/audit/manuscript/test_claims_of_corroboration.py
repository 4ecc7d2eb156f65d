"""Claims that kinds of material bear a theme out, in many wordings, and which clause a quantifier belongs to."""

from __future__ import annotations

import pytest
from garden_study import paper, told


def coverage(findings):
    return [kind for kind, _ in told(paper(findings), kinds="claim-coverage")]


@pytest.mark.parametrize(
    "claim",
    [
        "谦让式分配得到访谈和官网文章的相互支持。",
        "谦让式分配得到访谈、官网文章的共同印证。",
        "访谈与官网文章都印证了谦让式分配。",
        "在谦让式分配上，访谈与官网文章互为佐证。",
        "谦让式分配获得访谈和新闻报道的支撑。",
        "谦让式分配 is supported by interviews and the website.",
        "谦让式分配 was borne out by interviews, newspapers, and website alike.",
        "Interviews and newspaper articles support each other on 谦让式分配.",
    ],
)
def test_each_kind_of_a_list_that_bears_a_theme_out_has_a_passage(claim):
    assert coverage(claim) == ["claim-coverage"]


@pytest.mark.parametrize(
    "claim",
    [
        "孩子当先生得到访谈和官网文章的相互支持。",
        "孩子当先生 is supported by interviews and the website.",
        "谦让式分配没有得到访谈和官网文章的相互支持。",
        "谦让式分配得到访谈的支持。",
        "谦让式分配与敞开的园门相互支持。",
        "邻居之间相互支持，谦让式分配由此而来，官网文章和新闻报道后来才有。",
        "谦让式分配 was not supported by interviews and the website.",
        "An informant of the website supports 谦让式分配.",
    ],
)
def test_what_claims_no_list_of_kinds_or_holds(claim):
    assert coverage(claim) == []


@pytest.mark.parametrize(
    ("claim", "is_wrong"),
    [
        ("共享收成贯穿两个阶段，而代际传习自扎根阶段才开始显现。", False),
        ("代际传习贯穿两个阶段，而共享收成自扎根阶段才开始显现。", True),
        ("代际传习贯穿两个阶段，但起步阶段没有编码。", False),
        ("共享收成 ran through all stages, while 代际传习 came later.", False),
        ("代际传习 ran through all stages, while 共享收成 came later.", True),
    ],
)
def test_a_quantifier_belongs_to_its_own_clause(claim, is_wrong):
    assert bool(coverage(claim)) is is_wrong

"""The audit as a whole: nothing that a paper may hold breaks it, and every remark lies within the text."""

from __future__ import annotations

from garden_study import CODED, OUTLINE, audited, garden
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.audit.manuscript.manuscript import KINDS
from gioia.audit.manuscript.report import heading, markdown, values
from gioia.displays.audit_lines import lines
from gioia.findings import RULES

PIECES = [
    *(
        "# 菜园\n\n",
        "## 三、案例发现\n\n",
        "二、研究设计\n\n",
        "摘要：",
        "参考文献\n",
        "> ",
        "\n\n",
        "\n",
        "表1 证据\n\n",
        "图1 园子\n\n",
        "续表\n",
    ),
    *(
        "| 主题 | 引文 |\n|--|--|\n",
        "| 轮值 | “来”（F1） |\n",
        "“",
        "”",
        "‘",
        "’",
        "「",
        "」",
        '"',
        "（F1）",
        "（F9）",
        "(王，2019)",
        "[12]",
        "……",
        "［园］",
    ),
    *(
        "受访者说：",
        "官网写道，",
        "三角验证",
        "每个阶段都有",
        "五个聚合维度",
        "3.2万字",
        "2019年5月",
        "始于2020年",
        "第一阶段",
        "\ue000",
        "\ufffd",
        "己经",
    ),
    *(
        "One informant said, ",
        "the garden's ",
        "first-order concepts ",
        "in every stage ",
        "Figure 1. A map. ",
        "—",
        "–",
        "->",
        "*",
        "_",
        "1",
        " ",
    ),
    *(words for _, words, *_ in CODED),
    *OUTLINE,
]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40), st.sampled_from(["paper.md", "paper.txt"]))
def test_any_mixture_of_what_papers_hold_is_audited(pieces, name):
    found = audited("".join([*pieces, "末"]), garden(), name)
    for one in (*found.remarks, *found.held):
        assert 0 <= one.start < one.stop <= len(found.manuscript.text)
    assert values(found)["counts"] == {
        kind: n for kind in KINDS if (n := sum(one.kind == kind for one in found.remarks))
    }
    assert list(lines(found, 80, "zh", with_held=True)) is not None
    assert markdown(found, "en").startswith("# Audit of")


def test_an_empty_study_says_nothing_of_a_paper():
    from gioia.study import Study

    assert audited("# 菜园\n\n## 一、发现\n\n他说：“来吧。”\n", Study(garden().root, "empty")).remarks == ()


def test_every_kind_has_its_rule_and_its_names():
    for kind, told in KINDS.items():
        assert told.rule in RULES
        assert heading(kind, "en") != heading(kind, "zh")


def test_a_word_on_a_line_of_its_own_is_no_section():
    assert "references" not in {part.kind for part in audited("# 菜园\n\n参考文献很多，这里不列。\n").manuscript.parts}

"""Tables, sources and the text layer of a paper against its study."""

from __future__ import annotations

import pytest
from garden_study import CODED, audited, garden, paper, told

from gioia.codebook.records import Codebook, Dimension, Theme
from gioia.model.records import Model

HEAD = "表1 典型证据\n\n| 二阶主题 | 一阶概念 | 典型证据 |\n|---|---|---|\n"
THEME = {"清走碎砖": "清理与开荒", "排班浇水": "“轮值—互补”式协作", "留下大的": "谦让式分配"}
THEME |= {"任人摘葱": "敞开的园门", "邻居送茶": "敞开的园门", "孩子识菜": "孩子当先生"}
ROWS = [f"| {THEME[concept]} | {concept} | {words}（{name[:2]}） |\n" for name, words, concept, *_ in CODED]
REGISTER = "表2 资料来源\n\n| 编码 | 名称 | 数量 |\n|---|---|---|\n| F1 | 发起人访谈 | 3次，1.2万字 |\n| F2 | 邻居访谈 | 5次，0.8万字 |\n| G1 | 菜园网站文章 | 14篇 |\n| N1 | 报道 | 6篇 |\n"


def test_a_table_that_is_the_studys_has_no_fault():
    assert told(paper(HEAD + "".join(ROWS) + "\n" + REGISTER)) == []


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("碎砖，我们一筐一筐往外背", "瓦片，我们一筐一筐往外背", "table-row-differs"),
        ("先挑小的，把大的留给没来的人。（F2）", "先挑小的，把大的留给没来的人。（F1）", "table-row-differs"),
        ("| 敞开的园门 | 邻居送茶 |", "| 谦让式分配 | 邻居送茶 |", "table-row-differs"),
        (ROWS[3], "", "table-row-missing"),
        (ROWS[3], f"{ROWS[3]}| 谦让式分配 | 留下大的 | 谁家缺什么就去谁家地里拔一把（F2） |\n", "quotation-orphan"),
        ("14篇", "24篇", "table-row-differs"),
        ("| N1 | 报道 | 6篇 |\n", "", "source-missing"),
        ("| N1 | 报道 | 6篇 |\n", "| N1 | 报道 | 6篇 |\n| N2 | 电台节目 | 2期 |\n", "source-unregistered"),
    ],
    ids=["wording", "tag", "place", "missing", "stranger", "extent", "source missing", "source unregistered"],
)
def test_one_fault_in_a_table(old, new, kind):
    text = paper(HEAD + "".join(ROWS) + "\n" + REGISTER)
    assert old in text
    assert [one for one, _ in told(text.replace(old, new))] == [kind]


def test_a_choice_of_excerpts_lacks_nothing():
    assert told(paper(HEAD + "".join(ROWS[:2])), kinds="table") == []


def test_rows_of_a_table_that_was_flattened_to_lines():
    lines = [f"{concept} {words[:12]}\n\n{words[12:]} （{name[:2]}）" for name, words, concept, *_ in CODED]
    page = "这一段是正文，写得和页面一样宽，一直写到行末，\n\n" * 8
    text = f"一、案例发现\n\n{page}末了。\n\n表１　典型证据\n\n二阶主题 一阶概念 典型证据\n\n" + "\n\n".join(lines)
    found = [audited(one, name="paper.txt") for one in (text, text.replace("（F2）", "（F1）", 1))]
    kinds = [[one.kind for one in each.remarks if one.kind.startswith("table")] for each in found]
    assert kinds == [[], ["table-row-differs"]]


@pytest.mark.parametrize(
    ("method", "found"),
    [
        ("报道来自《江城日报》《新街坊周刊》等媒体。", []),
        ("本文以《晨光晚报》为案例，另读了《夜航时报》。", ["夜航时报"]),
        ("This is a study of the Harbour Gazette, of which the Harbour Courier tells.", ["Harbour Courier"]),
        ("报道来自《江城日报》《新街坊周刊》和《晨光晚报》等媒体。", ["晨光晚报"]),
        ("正如一位受访者所说（F7）。", ["F7"]),
        ("第二季度（Q2）人最多。", []),
    ],
)
def test_outlets_and_codes_that_are_not_registered(method, found):
    assert [said for kind, said in told(paper(method=method)) if kind == "source-unregistered"] == found


@pytest.mark.parametrize(
    ("findings", "kind"),
    [
        ("地里全是\ue012碎砖。", "text-private-use"),
        ("这块地己经荒了很久。", "text-recognition"),
        ("到2O19年才有水。", "text-recognition"),
        ("来的人里有Sсhmidt先生。", "text-recognition"),
        ("这块地荒了\n\n图1 平面图\n\n很久才有人来。", "text-caption-in-sentence"),
    ],
)
def test_the_text_layer(findings, kind):
    assert [one for one, _ in told(paper(findings), kinds="text")] == [kind]


def test_the_text_layer_of_a_clean_paper():
    assert told(paper("到2019年才有水，Schmidt先生也来了。\n\n图1 平面图\n\n很久才有人来。"), kinds="text") == []


def test_a_remark_is_waived_with_its_reason_and_an_idle_waiver_is_told():
    from gioia.study.record import Waiver

    text = paper("受访者说：“后来施肥排了班，谁有空谁先来。”")
    waivers = (
        Waiver("TR5", "后来施肥排了班", "受访者后来改口", manuscript="paper.md"),
        Waiver("GI8", "跨界", "没有", manuscript="*"),
        Waiver("TR5", "后来施肥排了班", "别的稿子", manuscript="other.md"),
    )
    found = audited(text, garden(waivers=waivers))
    assert [(one.kind, one.waived) for one in found.remarks] == [("quotation-altered", "受访者后来改口")]
    assert found.faults == []
    assert [one.rule for one in found.idle] == ["WA1"]


STRUCTURE = (
    "表3 数据结构\n\n| 一阶概念 | 二阶主题 | 聚合维度 |\n|---|---|---|\n| 清走碎砖 | 清理与开荒 | 共同劳动 |\n"
    "| 排班浇水 | “轮值—互补”式协作 | 共同劳动 |\n| 留下大的 | 谦让式分配 | 共享收成 |\n"
    "| 任人摘葱；邻居送茶 | 敞开的园门 | 共享收成 |\n| 孩子识菜 | 孩子当先生 | 代际传习 |\n"
)
MERGED = (
    STRUCTURE.replace("开荒 | 共同劳动", "开荒 | 共同 劳动")
    .replace("| 共同劳动 |", "| |")
    .replace("共同 劳动", "共同劳动")
)


@pytest.mark.parametrize("table", [STRUCTURE, MERGED], ids=["each row told", "the group told once"])
@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "", []),
        ("孩子当先生 | 代际传习", "孩子当先生 | 共享收成", ["孩子当先生: 共享收成"]),
        ("留下大的 | 谦让式分配", "孩子识菜 | 谦让式分配", ["孩子识菜: 谦让式分配"]),
        ("；邻居送茶", "；清走碎砖", ["清走碎砖: 敞开的园门"]),
    ],
    ids=["the study's", "a theme", "a concept", "one of two concepts"],
)
def test_each_row_of_the_data_structure_stands_under_its_group(table, old, new, found):
    assert old in table
    assert [said for _, said in told(paper(table.replace(old, new)), kinds="table")] == found


def test_a_table_with_the_group_in_the_middle_of_its_rows_is_left_alone():
    rows = STRUCTURE.replace("开荒 | 共同劳动", "开荒 | 共享收成").replace("协作 | 共同劳动", "协作 | 代际传习")
    assert told(paper(rows), kinds="table") == []


def test_a_row_of_the_data_structure_in_english():
    book = Codebook(
        dimensions=tuple(
            Dimension(name, themes=tuple(map(Theme, themes)))
            for name, themes in {
                "Digging in": ("Clearing rubble", "Taking turns"),
                "Giving away": ("Open gates",),
            }.items()
        )
    )
    study = garden(codebook=book, codings=(), stages=(), model=Model())
    text = (
        "# A\n\n## Findings\n\nTable 1. Data structure\n\n| Themes | Dimensions |\n|---|---|\n"
        "| Clearing rubble | Digging in |\n| Taking turns | Digging in |\n| Open gates | Giving away |\n"
    )
    wrong = text.replace("turns | Digging in", "turns | Giving away")
    assert [told(one, study, kinds="table") for one in (text, wrong)] == [
        [],
        [("table-row-differs", "Taking turns: Giving away")],
    ]


STAGED = "表1 典型证据\n\n| 阶段 | 一阶概念 | 典型证据 |\n|---|---|---|\n" + "".join(
    f"| {stage} | {concept} | {words}（{name[:2]}） |\n" for name, words, concept, stage, _ in CODED
)


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("", "", []),
        ("| 扎根 | 排班浇水 |", "| 起步 | 排班浇水 |", ["table-row-differs"]),
        ("| 扎根 | 排班浇水 |", "| 扎根阶段 | 排班浇水 |", []),
    ],
    ids=["the study's", "another stage", "with the word stage"],
)
def test_each_row_of_evidence_stands_in_its_stage(old, new, kinds):
    assert [kind for kind, _ in told(paper(STAGED.replace(old, new)), kinds="table")] == kinds


TAGGED_ROWS = "表1 典型证据\n\n| 一阶概念 | 典型证据 | 来源 |\n|---|---|---|\n" + "".join(
    f"| {concept} | {words} | {name[:2]} |\n" for name, words, concept, *_ in CODED
)
IN_ENGLISH = "Table 2. Sources\n\n| Code | Name | Amount |\n|---|---|---|\n| F1 | Founder | 3 |\n| F2 | Neighbours | 5 |\n| N1 | Press | 6 |\n"


@pytest.mark.parametrize(
    ("tables", "found"),
    [
        (TAGGED_ROWS + "\n" + REGISTER, []),
        (TAGGED_ROWS + "\n" + REGISTER.replace("| G1 | 菜园网站文章 | 14篇 |\n", ""), ["G1"]),
        (TAGGED_ROWS + "\n" + IN_ENGLISH, ["G1"]),
        (TAGGED_ROWS.replace("| G1 |", "| N1 |"), []),
    ],
    ids=["listed", "left out", "left out in English", "no list of sources"],
)
def test_a_source_that_rows_of_evidence_are_tagged_with_is_not_thereby_listed(tables, found):
    assert [said for _, said in told(paper(tables, method="菜园网站文章也都读了。"), kinds="source-missing")] == found

"""Names of constructs in a paper: the same, turned round, reworded, cut short, left out, or none of the study's."""

from __future__ import annotations

import pytest
from garden_study import OUTLINE, garden, paper, told
from hypothesis import given
from hypothesis import strategies as st

from gioia.audit.manuscript.letter_stream import Stream
from gioia.audit.manuscript.names import key
from gioia.audit.manuscript.paragraphs import paragraphs
from gioia.audit.manuscript.reading import manuscript_in
from gioia.codebook.records import Codebook, Dimension
from gioia.model.records import Construct, Model
from gioia.sources.register import Source


@pytest.mark.parametrize(
    ("discussion", "found"),
    [
        ("“轮值—互补”式协作由此形成，共享收成也随之出现。", []),
        ("邻居之间是**“轮值－互补”**的关系。", []),
        ("“互补—轮值”式协作由此形成。", [("label-reordered", "互补—轮值")]),
        ("这就是开荒与清理。", [("label-reordered", "开荒与清理")]),
        ("二阶主题“谦让式分派”说明了这一点。", [("label-reworded", "谦让式分派")]),
        ("由“清理与开荒”“谦让式分配”“敞开园子”等二阶主题构成。", [("label-reworded", "敞开园子")]),
        ("二阶主题“轮值—互助”式协作由此形成。", [("label-reworded", "轮值—互助")]),
        ("园里的“轮值—等候”让人发笑。", []),
        ("孩子当先生是关键，孩子做先生才传得下去。", [("label-reworded", "孩子做先生")]),
        ("聚合维度“跨界外溢”也很要紧。", [("label-unknown", "跨界外溢")]),
        ("大家“有说有笑”，像在“自家院子”里。", []),
        ("共同劳动的人很多，收成也共享。", []),
    ],
)
def test_names_in_the_text(discussion, found):
    assert told(paper(discussion=discussion), kinds="label") == found


def test_a_theme_that_is_named_nowhere_is_missing():
    text = paper().replace("孩子当先生", "")
    assert [kind for kind, _ in told(text, kinds="label")] == ["label-missing"]


def test_one_of_four_left_out_of_a_chain_is_told_there():
    from garden_study import garden

    from gioia.codebook.records import Codebook, Dimension

    study = garden(codebook=Codebook(dimensions=tuple(map(Dimension, ["出力", "出物", "出钱", "相识"]))))
    text = "# 甲\n\n## 一、结论\n\n先是出力—出物—出钱—相识，又是出力—出钱—相识。\n"
    assert told(text, study, kinds="label") == [("label-missing", "又是出力—出钱—相识")]


def test_cells_under_a_head_that_says_what_they_are():
    table = "表1 数据结构\n\n| 二阶主题 | 一阶概念 |\n|---|---|\n| 清理与开荒 | 清走碎砖 |\n| 谦让式分配 | 留下大的 |\n| 夜里巡园 | 任人摘葱 |\n"
    assert told(paper(table), kinds="label") == [("label-unknown", "夜里巡园")]


@given(st.lists(st.sampled_from([*OUTLINE, "的", "，", "。", "\n", "a b", "x"]), max_size=12))
def test_every_name_in_a_stream_is_found_where_it_stands(pieces):
    text = "".join([*pieces, "共同劳动"])
    manuscript = manuscript_in(text.encode(), "paper.txt")
    stream = Stream(paragraphs(manuscript))
    spans = [stream.span(*place) for place in stream.occurrences(key("共同劳动"))]
    assert spans
    assert all(key(manuscript.text[start:stop]) == "共同劳动" for start, stop in spans)


def test_permutations_are_found_without_looking_at_every_order():
    manuscript = manuscript_in("荒与开清理的事，清理与开荒。".encode(), "paper.txt")
    stream = Stream(paragraphs(manuscript))
    assert [manuscript.text[slice(*stream.span(*place))] for place in stream.permutations(key("清理与开荒"))] == [
        "荒与开清理"
    ]


POLES = Model(constructs=tuple(Construct(name, "pole") for name in ("轮值", "互补", "先到", "后补")))


@pytest.mark.parametrize(
    ("findings", "found"),
    [
        ("在“轮值—互补”和“先到—后补”里，都是邻居先来。", []),
        ("在“互补—轮值”和“先到—后补”里，都是邻居先来。", ["label-reordered"]),
    ],
)
def test_what_dashes_join_in_two_pairs_of_quotation_marks_is_two_chains(findings, found):
    kinds = [kind for kind, _ in told(paper(findings), garden(model=POLES), kinds="label-re")]
    assert kinds == found


@pytest.mark.parametrize(
    ("name", "found"), [("Garden Weekly, Open Garden Gates", []), ("Garden Weekly", ["label-reworded"])]
)
def test_the_name_of_a_source_is_no_construct_in_other_words(name, found):
    book = Codebook(dimensions=(Dimension("Open garden dates"),))
    study = garden(
        codebook=book,
        codings=(),
        stages=(),
        model=Model(),
        sources=(Source("N1", f"Reports in {name}", "Reports", "6"),),
    )
    text = "# A\n\n## Findings\n\nOpen garden dates came. We read *Open Garden Gates* twice.\n"
    assert [one for one, _ in told(text, study, kinds="label-re")] == found

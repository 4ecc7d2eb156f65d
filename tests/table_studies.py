"""Studies for tests of counts and tables: a bakery made by hand, and any study at random.

The bakery has two stages, three registered sources, a concept that nobody coded, one without a theme, one that the codebook
lacks, a procedure's coding that must not count and a coding credited to a source that is not its document's.
"""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st
from small_studies import codebook

from gioia.codings.coding import Coding
from gioia.model.records import Stage
from gioia.sources.register import Category, Document, Source
from gioia.study import Coder, Study

OUTLINE = {
    "投入": {"学手艺": ["跟师傅学", "读书自学"], "找帮手": ["请来家人"]},
    "回报": {"有口碑": ["回头客多", "登上报纸"]},
}
SOURCES = (
    Source("G1", "官网文章", "企业故事", "3篇"),
    Source("F1", "店主访谈", "访谈记录", "900字"),
    Source("G2", "顾客留言", "用户反馈", "9条"),
)
IN_CASES = (Source("G1", case="东街店"), Source("F1", case="西街店"), Source("G2"))
CODERS = (Coder("甲"), Coder("乙"), Coder("rules", kind="procedure"))


def coding(id, document, start, concept, quotation="话", **more):
    end = start + len(quotation)
    return Coding(id, document, start, end, quotation, concept, more.pop("coder", "甲"), "2024-01-01T00:00:00Z", **more)


CODINGS = (
    coding("a1", "F1/谈.txt", 0, "跟师傅学", "我跟师傅\n学了３年", stage="开店", role="power"),
    coding("a2", "G1/文.txt", 5, "跟师傅学", "她拜师学艺", stage="开店", role="proof"),
    coding("a3", "G1/文.txt", 0, "读书自学", "她读遍了书", stage="开店", role="proof"),
    coding("a4", "G1/文.txt", 20, "读书自学", "她说书没用", stage="开店", role="counter", cited="F1"),
    coding("a5", "F1/谈.txt", 30, "回头客多", "天天有人来", stage="扩店", role="power"),
    coding("a6", "F1/谈.txt", 40, "回头客多", "又来了", stage="扩店"),
    coding("a7", "G2/言.txt", 0, "学徒难留", "留不住人", role="proof"),
    coding("b1", "G2/言.txt", 9, "回头客多", "我每周都来", stage="扩店", role="proof", coder="乙"),
    coding("b2", "G2/言.txt", 9, "编码本没有", "我每周都来", stage="扩店", role="proof", coder="乙"),
    coding("r1", "G2/言.txt", 9, "回头客多", "我每周都来", stage="扩店", role="proof", coder="rules"),
)


def bakery(language: str = "zh", **more) -> Study:
    names = {"zh": ("官方网站资料", "访谈资料"), "en": ("Website", "Interviews")}[language]
    given = {
        "language": language,
        "categories": (Category("G", names[0]), Category("F", names[1])),
        "sources": SOURCES,
        "documents": {name: Document(name, name[:2], "", "") for name in ("F1/谈.txt", "G1/文.txt", "G2/言.txt")},
        "codebook": codebook(OUTLINE, ("学徒难留",)),
        "codings": CODINGS,
        "stages": (Stage("开店"), Stage("扩店")),
        "coders": CODERS,
    }
    return Study(Path("bakery"), "bakery", **(given | more))


def empty(language: str = "zh") -> Study:
    return Study(Path("empty"), "empty", language=language)


@st.composite
def studies(draw) -> Study:
    """Any study, sound or not: unknown concepts, stages and sources, names that stand twice, several coders."""
    names = st.sampled_from(["甲", "乙", "丙", "total", "合计", "=1", "G1"])
    lists = st.lists(names, max_size=3)
    outline = draw(st.dictionaries(names, st.dictionaries(names, lists, max_size=3), max_size=3))
    concept = st.sampled_from(["甲", "乙", "丙", "total", "谁也不识"])
    coded = st.tuples(
        st.integers(0, 9),
        concept,
        st.sampled_from(["G1", "F1", "Z9", "total"]),
        st.sampled_from(["", "开店", "扩店", "关店"]),
        st.sampled_from(["", "power", "proof", "counter"]),
        st.sampled_from(["甲", "乙", "rules"]),
    )
    codings = tuple(
        coding(f"c{i}", f"{source}/文.txt", start, name, stage=stage, role=role, coder=coder)
        for i, (start, name, source, stage, role, coder) in enumerate(draw(st.lists(coded, max_size=25)))
    )
    stages = tuple(map(Stage, draw(st.sampled_from([(), ("开店",), ("开店", "扩店")]))))
    return bakery(
        draw(st.sampled_from(["zh", "en"])),
        codebook=codebook(outline, tuple(draw(lists))),
        codings=codings,
        stages=stages,
        sources=draw(st.sampled_from([(), SOURCES, (*SOURCES, SOURCES[0]), IN_CASES])),
        categories=draw(st.sampled_from([(), (Category("F", "谈"),)])),
    )

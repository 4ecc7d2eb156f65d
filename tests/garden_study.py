"""A study of a community garden, made in memory, for tests of what a paper says of it.

Two sources of interviews, the garden's own site and a newspaper; two stages, three dimensions, no coding of 规则 in 起步.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from gioia.audit.manuscript.audit import audit
from gioia.audit.manuscript.reading import manuscript_in
from gioia.codebook.records import Codebook, Concept, Dimension, Theme
from gioia.codings.coding import Coding, new_coding
from gioia.model.records import Construct, Model, Stage
from gioia.sources.register import Category, Document, Source
from gioia.study import Study

TEXTS = {
    "F1/甲.md": "那年春天地里全是碎砖，我们一筐一筐往外背。\n\n后来浇水排了班，谁有空谁先来。\n\n隔壁老太太天天送茶水，比我们还上心。\n",
    "F2/乙.md": "收成的时候大家先挑小的，把大的留给没来的人。\n\n孩子认得的菜比我认得的还多。\n",
    "G1/网站.md": "本园欢迎路过的人摘一把葱，不必登记。\n\n十月起周末由孩子讲解各畦的菜。\n",
    "N1/日报.md": "这块空地荒了十一年，如今成了一条街的客厅。\n",
}
CODED = [
    ("F1/甲.md", "那年春天地里全是碎砖，我们一筐一筐往外背。", "清走碎砖", "起步", "proof"),
    ("F1/甲.md", "后来浇水排了班，谁有空谁先来。", "排班浇水", "扎根", "proof"),
    ("F1/甲.md", "隔壁老太太天天送茶水，比我们还上心。", "邻居送茶", "起步", "proof"),
    ("F2/乙.md", "收成的时候大家先挑小的，把大的留给没来的人。", "留下大的", "扎根", "proof"),
    ("F2/乙.md", "孩子认得的菜比我认得的还多。", "孩子识菜", "扎根", "proof"),
    ("G1/网站.md", "本园欢迎路过的人摘一把葱，不必登记。", "任人摘葱", "起步", "proof"),
    ("G1/网站.md", "十月起周末由孩子讲解各畦的菜。", "孩子识菜", "扎根", "proof"),
]
OUTLINE = {
    "共同劳动": {"清理与开荒": ["清走碎砖"], "“轮值—互补”式协作": ["排班浇水"]},
    "共享收成": {"谦让式分配": ["留下大的"], "敞开的园门": ["任人摘葱", "邻居送茶"]},
    "代际传习": {"孩子当先生": ["孩子识菜"]},
}


def coded(texts: Mapping[str, str], rows: Iterable[tuple[str, str, str, str, str]], coder: str) -> tuple[Coding, ...]:
    """Return the codings E1, E2 … of rows: document, words that stand in its text, concept, stage, role."""
    return tuple(
        new_coding(
            texts[name],
            name,
            (texts[name].index(words), texts[name].index(words) + len(words)),
            concept=concept,
            coder=coder,
            time="2026-01-01T00:00:00Z",
            stage=stage,
            role=role,
            id=f"E{number}",
        )
        for number, (name, words, concept, stage, role) in enumerate(rows, 1)
    )


def garden(**changes) -> Study:
    """Return the study; fields that are given replace its own."""
    documents = {name: Document(name, name.partition("/")[0], "", text=text) for name, text in TEXTS.items()}
    codings = coded(TEXTS, CODED, "甲")
    dimensions = tuple(
        Dimension(
            name, themes=tuple(Theme(theme, concepts=tuple(map(Concept, names))) for theme, names in themes.items())
        )
        for name, themes in OUTLINE.items()
    )
    fields = {
        "root": Path("garden"),
        "name": "garden",
        "categories": (Category("F", "访谈资料"), Category("G", "官方网站资料"), Category("N", "新闻报道")),
        "sources": (
            Source("F1", "发起人访谈", "访谈记录", "3次，1.2万字"),
            Source("F2", "邻居访谈", "访谈记录", "5次，0.8万字"),
            Source("G1", "菜园网站文章", "官网文章", "14篇"),
            Source("N1", "《江城日报》《新街坊周刊》的报道", "新闻报道", "6篇"),
        ),
        "documents": documents,
        "codebook": Codebook(dimensions=dimensions),
        "codings": codings,
        "stages": (Stage("起步", "2018-03", "2020-05"), Stage("扎根", "2020-05", "2022-12")),
        "model": Model(
            constructs=(
                Construct("轮值", "pole", "“轮值—互补”式协作"),
                Construct("互补", "pole", "“轮值—互补”式协作"),
            )
        ),
    }
    return Study(**(fields | changes))


def audited(text: str, study: Study | None = None, name: str = "paper.md"):
    """Return the audit of a paper against the study."""
    return audit(manuscript_in(text.encode(), name), study or garden())


def paper(findings: str = "", *, method: str = "", discussion: str = "", abstract: str = "") -> str:
    """Return a paper in Markdown that names all themes once, with these words in its sections."""
    names = "、".join(theme for themes in OUTLINE.values() for theme in themes)
    concepts = "、".join(name for themes in OUTLINE.values() for names in themes.values() for name in names)
    return f"""# 空地怎样成了菜园

摘要：本文研究一处社区菜园。{abstract}

## 一、引言

城市里有许多空地。

## 二、研究设计

编码得到{concepts}，归为{names}，再归为{"、".join(OUTLINE)}，过程分起步阶段和扎根阶段。{method}

## 三、案例发现

{findings}

## 四、结论

{discussion}
"""


def told(text: str, study: Study | None = None, *, kinds: str = "") -> list[tuple[str, str]]:
    """Return kind and words of the remarks whose kind begins so."""
    return [(one.kind, one.said) for one in audited(text, study).remarks if one.kind.startswith(kinds)]

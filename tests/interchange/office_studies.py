"""A study whose text has all that makes marking hard, and codings of it at random."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st
from small_studies import HOSTILE

from gioia.codings.coding import Coding, new_coding
from gioia.interchange.coming_back import coming_back
from gioia.pipeline import export_codings

DOCUMENT = "F1/访谈.md"
TEXT = (
    "# 夜谈\n\n访谈者：你们怎么\t排班？\n\n受访者：先抽签，再换班。=1+1 <b>&amp;</b>\n"
    "  两个  空格，\u3000全角；重复重复重复。\n\n\n访谈者：  后来呢？\n\n受访者：后来😀大家都\u00ad熟了，不用抽签。\n没有换行的结尾"
)
TIME = "2026-03-04T05:06:07Z"
CONCEPTS = ["轮流值班", "修理书架", "捐出旧书", "孩子结伴"]
NAMES = [*CONCEPTS, "甲；乙", "带【括号】的", "a | b", "阶段：起步", "Memo: x", "=1+1", "结尾：", "@3-4", "两 个 词"]


def codings() -> st.SearchStrategy[list[Coding]]:
    """Codings that overlap, nest and repeat, by several coders, with everything that a coding can say."""
    span = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 40)).map(lambda at: (at[0], min(len(TEXT), sum(at))))
    memo = st.one_of(
        st.just(""),
        st.sampled_from([one for one in HOSTILE if "\ud800" not in one]),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    )
    one = st.builds(
        lambda at, concept, coder, stage, cited, role, memo: new_coding(
            TEXT, DOCUMENT, at, concept=concept, coder=coder, time=TIME, stage=stage, cited=cited, role=role, memo=memo
        ),
        span,
        st.sampled_from(NAMES),
        st.sampled_from(["甲", "乙", "Ada Ng"]),
        st.sampled_from(["", "起步", "扎根"]),
        st.sampled_from(["", "G1"]),
        st.sampled_from(["", "power", "proof", "counter"]),
        memo,
    )
    return st.lists(one, max_size=14, unique_by=lambda coding: coding.id)


def written(study, folder: Path, kind: str) -> Path:
    """Return the file with the codings of the first document."""
    done = export_codings(study, folder, [f"coding-{kind}"], DOCUMENT)
    return done.written[0]


def plan_of(study, file, **more):
    return coming_back(file, **more)(study)

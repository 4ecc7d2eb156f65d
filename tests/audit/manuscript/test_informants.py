"""Informants: a quotation is given to the person who says it in the material, and to nobody else."""

from __future__ import annotations

import pytest
from garden_study import audited, garden, paper

from gioia.codings.coding import new_coding
from gioia.sources.register import Document

TEXTS = {
    "F1/组.txt": "居民3（保安）：碎玻璃是我拿簸箕一点点扫走的。\n\n居民8（教师）：孩子们把豆角数得清清楚楚。\n",
    "F2/talk.txt": "Ruth (baker): We dug the second bed before anybody had asked whose it was.\n\n"
    "R4 (driver): I park the van there so that the wind leaves the beans alone.\n",
}
WORDS = {
    "碎玻璃是我拿簸箕一点点扫走的": "F1/组.txt",
    "孩子们把豆角数得清清楚楚": "F1/组.txt",
    "We dug the second bed before anybody had asked whose it was": "F2/talk.txt",
    "I park the van there so that the wind leaves the beans alone": "F2/talk.txt",
}


def study():
    codings = tuple(
        new_coding(
            TEXTS[name],
            name,
            (TEXTS[name].index(words), TEXTS[name].index(words) + len(words)),
            concept="清走碎砖",
            coder="甲",
            time="2026-01-01T00:00:00Z",
            stage="起步",
            id=f"P{number}",
        )
        for number, (words, name) in enumerate(WORDS.items())
    )
    documents = {name: Document(name, name.partition("/")[0], "", text=text) for name, text in TEXTS.items()}
    return garden(documents=documents, codings=codings)


def attributions(findings):
    remarks = audited(paper(findings), study()).remarks
    return [(one.said, one.difference) for one in remarks if one.kind == "attribution"]


@pytest.mark.parametrize(
    "findings",
    [
        "有人说：「碎玻璃是我拿簸箕一点点扫走的」（居民3）。",
        "有人说：「碎玻璃是我拿簸箕一点点扫走的」（居民3，保安）。",
        "居民8说：「孩子们把豆角数得清清楚楚」。",
        "‘We dug the second bed before anybody had asked whose it was’ (Ruth, F2), one of them said.",
        "R4 said, “I park the van there so that the wind leaves the beans alone”.",
        "有人说：「孩子们把豆角数得清清楚楚」（见图1）。",
    ],
    ids=["number", "number and role", "before", "pseudonym and code", "code before", "no informant"],
)
def test_words_that_are_given_to_who_says_them_are_no_fault(findings):
    assert attributions(findings) == []


@pytest.mark.parametrize(
    ("findings", "difference"),
    [
        ("有人说：「碎玻璃是我拿簸箕一点点扫走的」（居民8）。", "[-居民3（保安）-]{+居民8+}"),
        ("有人说：「碎玻璃是我拿簸箕一点点扫走的」（居民5）。", "[-居民3（保安）-]{+居民5+}"),
        ("居民3说：「孩子们把豆角数得清清楚楚」。", "[-居民8（教师）-]{+居民3+}"),
        (
            "‘We dug the second bed before anybody had asked whose it was’ (R4, driver), one of them said.",
            "[-Ruth (baker)-]{+R4+}",
        ),
        (
            "“I park the van there so that the wind leaves the beans alone” (Ruth, baker).",
            "[-R4 (driver)-]{+Ruth+}",
        ),
    ],
    ids=["another's number", "nobody's number", "before", "code", "pseudonym"],
)
def test_words_that_are_given_to_somebody_else_are_misattributed(findings, difference):
    assert [told for _, told in attributions(findings)] == [difference]

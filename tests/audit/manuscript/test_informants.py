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


@pytest.mark.parametrize(
    ("findings", "difference"),
    [
        (
            "As R4 explained, “We dug the second bed before anybody had asked whose it was” (F2).",
            "[-Ruth (baker)-]{+R4+}",
        ),
        (
            "“I park the van there so that the wind leaves the beans alone,” Ruth said.",
            "[-R4 (driver)-]{+Ruth+}",
        ),
        ("一位发起人说：「收成的时候大家先挑小的」（F2）。", "[-F2-]{+发起人+}"),
    ],
    ids=["before", "behind", "what the person is"],
)
def test_the_one_who_is_said_to_say_it_is_held_against_the_turn_and_the_register(findings, difference):
    told = attributions(findings) if "收成" not in findings else plainly(findings)
    assert [one for _, one in told][:1] == [difference]


@pytest.mark.parametrize(
    "findings",
    [
        "As Ruth explained, “We dug the second bed before anybody had asked whose it was” (F2).",
        "Ruth's brother explained, “I park the van there so that the wind leaves the beans alone”.",
        "Ruth had heard what R4 said: “I park the van there so that the wind leaves the beans alone”.",
        "“I park the van there so that the wind leaves the beans alone,” R4 told Ruth.",
    ],
    ids=["right", "somebody else", "reported by", "listener"],
)
def test_who_is_spoken_of_and_does_not_speak_is_no_sayer(findings):
    assert attributions(findings) == []


@pytest.mark.parametrize(
    "findings",
    [
        "一位邻居说：「收成的时候大家先挑小的」（F2）。",
        "发起人的儿子说：「收成的时候大家先挑小的」（F2）。",
        "一位发起人告诉报社：「这块空地荒了十一年」（N1）。",
    ],
    ids=["right", "somebody else", "a newspaper quotes anybody"],
)
def test_what_a_person_is_says_nothing_wrong_of_these(findings):
    assert plainly(findings) == []


def plainly(findings):
    return [(one.said, one.difference) for one in audited(paper(findings)).remarks if one.kind == "attribution"]

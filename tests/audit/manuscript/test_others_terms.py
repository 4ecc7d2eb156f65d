"""What looks like a name of the study and is none: terms of cited authors, denied words, short forms, pieces of names."""

from __future__ import annotations

import pytest
from garden_study import audited, garden, paper, told

from gioia.codebook.records import Codebook, Dimension, Theme
from gioia.model.records import Model


def labels(discussion, study=None):
    return told(paper(discussion=discussion), study, kinds="label")


@pytest.mark.parametrize(
    ("discussion", "found"),
    [
        ("二阶主题“谦让式分派”说明了这一点。", [("label-reworded", "谦让式分派")]),
        ("这与“谦让式分派”（李青，2011）相近。", []),
        ("王竹（2009）区分了“谦让式分派”和“平均式分配”。", []),
        ("这里有的不是“谦让式分派”，大家各凭自觉。", []),
    ],
    ids=["its own", "cited behind", "cited before", "denied"],
)
def test_a_term_of_others_is_no_slip_of_a_name(discussion, found):
    assert labels(discussion) == found


def plots():
    """Return a study with English names."""
    themes = (Theme("Patient weeding"), Theme("Open gates"))
    return garden(
        codebook=Codebook(dimensions=(Dimension("Lasting friendship", themes=themes),)), codings=(), model=Model()
    )


ENGLISH = """# Growing together

## Introduction

Land lay idle.

## Findings

Patient weeding and open gates make a lasting friendship. {0}

## Discussion

{1}
"""


@pytest.mark.parametrize(
    ("findings", "discussion", "found"),
    [
        ("We call this “lasting friendliness.”", "", [("label-reworded", "lasting friendliness.")]),
        ("Hill (2004) told “lasting friendliness” from “brief friendship.”", "", []),
        ("Neighbours never spoke of “friendship”; they spoke of tea.", "", []),
        ("Unlike “lasting friendliness,” this did not end.", "", []),
        ("", "**Friendship.** Prior work has little on gardens.", []),
        ("", "**Lasting fellowship.** It outlived the plots.", [("label-reworded", "Lasting fellowship.")]),
    ],
    ids=["ours", "cited", "an everyday word", "denied", "a word of a name, run in", "a name run in"],
)
def test_english_terms_of_others_and_words_of_names_are_no_slips(findings, discussion, found):
    text = ENGLISH.format(findings, discussion)
    assert told(text, plots(), kinds="label-re") == found


SHORT = "“轮值—互补”式协作（下文简称“{0}”）之后是谦让式分配。由清理与开荒、谦让式分配，再到{1}，人情渐厚。"


def test_a_short_form_that_the_paper_declares_is_the_name():
    assert labels(SHORT.format("互补协作", "互补协作")) == []
    assert labels("清理与开荒、谦让式分配，再到互补式协作，人情渐厚。") != []


def test_a_name_within_a_member_of_a_list_is_that_name():
    assert labels("编码共7条，其中清理与开荒主题1条，谦让式分配主题1条，敞开的园门主题2条。") == []
    assert labels("归为孩子当先生，谦让式分配，敞开的栅门。") == [("label-reworded", "敞开的栅门")]


def orphans(findings):
    return [one.said for one in audited(paper(findings)).remarks if one.kind == "quotation-orphan"]


@pytest.mark.parametrize(
    ("findings", "found"),
    [
        ("叶圣在《菜根小品》中写道：“种菜的人先要学会的一件事就是等。”", []),
        ("受访者在饭桌上说道：“种菜的人先要学会的一件事就是等。”", ["种菜的人先要学会的一件事就是等。"]),
        ("叶圣在《南城晚报》中写道：“种菜的人先要学会的一件事就是等。”", ["种菜的人先要学会的一件事就是等。"]),
        ("我们对每位受访者都问同一个问题：“你头一回走进这块地是哪一天？”", []),
        ("一位受访者反问道：“你头一回走进这块地是哪一天？”", ["你头一回走进这块地是哪一天？"]),
        ("第一作者读完受访者的话，在页边写道：“这才是要写的那一篇文章。”", []),
        ("发起人读完受访者的话，在页边写道：“这才是要写的那一篇文章。”", ["这才是要写的那一篇文章。"]),
    ],
    ids=["a work", "nobody's work", "a newspaper", "our question", "another's question", "our note", "another's note"],
)
def test_what_the_authors_read_ask_and_note_has_no_source(findings, found):
    assert orphans(findings) == found


@pytest.mark.parametrize(
    ("findings", "found"),
    [
        ("Our opening question to informants was “Which bed did you dig before the others?”", []),
        (
            "An informant asked us, “Which bed did you dig before the others?”",
            ["Which bed did you dig before the others?"],
        ),
        (
            "One of us noted beside the words of an informant, “This bed is what we should write about.”",
            [],
        ),
        (
            "We asked why, and an informant wrote, “This bed is what we should write about.”",
            ["This bed is what we should write about."],
        ),
    ],
    ids=["our question", "another's question", "our note", "another's note"],
)
def test_english_questions_and_notes_of_the_authors_have_no_source(findings, found):
    assert orphans(findings) == found


@pytest.mark.parametrize(
    ("findings", "found"),
    [
        ("《西城晚报》也报道了这块地。", ["西城晚报"]),
        ("《西城晚报》常写菜园，但与本案例无关。", []),
        ("《西城晚报》常写菜园，却没有报道过本案例。", []),
    ],
)
def test_a_newspaper_that_tells_nothing_of_the_case_needs_no_entry(findings, found):
    remarks = audited(paper(findings)).remarks
    assert [one.said for one in remarks if one.kind == "source-unregistered"] == found


@pytest.mark.parametrize("text", ["我们问" * 5000, "not “" * 5000, "在《" * 5000, "（a，" * 5000])
def test_hostile_paragraphs_are_read_in_time(text):
    audited(paper(text))

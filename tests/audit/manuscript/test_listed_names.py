"""Names in lists and short names: what stands among names is meant for one; a stage keeps its word; halves do not change places."""

from __future__ import annotations

import pytest
from garden_study import garden, paper, told

from gioia.codebook.records import Codebook, Concept, Dimension, Theme
from gioia.model.records import Model, Stage


def labels(findings, study=None):
    return told(paper(findings), study, kinds="label")


@pytest.mark.parametrize(
    ("findings", "kind", "said"),
    [
        ("敞开的园门由两种做法组成（任人拔葱、邻居送茶）。", "label-reworded", "任人拔葱"),
        ("这里有敞开的园门、谦让型分配和孩子当先生。", "label-reworded", "谦让型分配"),
        ("共同劳动、共享收成与代际传承三个维度相互推动。", "label-reworded", "代际传承"),
        ("共同劳动、共享收成、代际传承等，都在这里。", "label-reworded", "代际传承"),
    ],
    ids=["in brackets", "in a sentence", "before the noun of all", "before and so on"],
)
def test_a_member_of_a_list_of_names_that_is_nearly_one_is_reworded(findings, kind, said):
    assert (kind, said) in labels(findings)


@pytest.mark.parametrize(
    "findings",
    [
        "敞开的园门由两种做法组成（任人摘葱、邻居送茶）。",
        "园里有人排班浇水、邻居送茶，也有人下棋、晒太阳。",
        "共同劳动、共享收成和代际传习依次出现，邻里关系随之改变。",
        "谦让型分配、敞开的园门都在其中。",
        "共同劳动、共享收成与代际传习三个维度相互推动。",
        "共同劳动、共享收成与邻里和睦三件事同样要紧。",
    ],
    ids=["names", "anything beside names", "a sentence that goes on", "one name alone", "noun of all", "another thing"],
)
def test_a_list_of_names_is_no_fault(findings):
    assert labels(findings) == []


def sheds():
    """Return a study with English names, a stage that is called a 期 and a theme of two halves."""
    themes = (
        Theme("木工互助", concepts=(Concept("lending the plane"), Concept("sorting old screws"))),
        Theme("夜间值守", concepts=(Concept("sleeping in the loft"),)),
    )
    stages = (Stage("搭棚期", "2018-03", "2020-05"), Stage("共用期", "2020-05", "2022-12"))
    return garden(
        codebook=Codebook(dimensions=(Dimension("工棚", themes=themes),)), codings=(), stages=stages, model=Model()
    )


NAMED = "木工互助和夜间值守是工棚的两面，木工互助在先。木工互助不收钱。搭棚期之后是共用期（sleeping in the loft）。"


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        ("互助木工、夜间值守都不计工时。", "label-reordered", "互助木工"),
        ("搭棚阶段没有图纸。", "label-reworded", "搭棚阶段"),
        ("It has two sides (lending the plane, screws sorting old).", "label-reordered", "screws sorting old"),
        ("It has two sides (lending the plane, sorting worn screws).", "label-reworded", "sorting worn screws"),
    ],
    ids=["halves", "stage", "English order", "English word"],
)
def test_short_names_and_stages_keep_their_words(words, kind, said):
    text = f"{NAMED}{words}"
    assert (kind, said) in told(paper(text), sheds(), kinds=kind)


def test_short_names_that_stand_as_they_are_are_no_fault():
    text = f"{NAMED}他们一起做木工，互助不计工时。In turn, lending the plane, they met, and went home."
    assert [one for one in told(paper(text), sheds(), kinds="label-re") if "木工" in one[1] or "turn" in one[1]] == []


def test_a_phrase_beside_names_that_begins_no_word_as_they_do_is_none():
    text = f"{NAMED}Keeping in line, lending the plane and sorting old screws took turns."
    assert [said for _, said in told(paper(text), sheds(), kinds="label-re")] == []

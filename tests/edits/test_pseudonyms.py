"""Pseudonyms: which names are found in a text, and what is wrong with a file of names."""

from __future__ import annotations

import pytest

from gioia.edits.look_alikes import LookAlikes
from gioia.edits.pseudonyms import Moved, Person, Pseudonyms, read_names, sound_names
from gioia.errors import GioiaError


def replaced(text: str, *names: str) -> str:
    return Pseudonyms([Person((name,), f"<{number}>") for number, name in enumerate(names)]).replaced(text)


@pytest.mark.parametrize(
    ("text", "names", "told"),
    [
        ("找陈小满谈谈", ["陈小满"], "找<0>谈谈"),
        ("陈小满和陈小", ["陈小", "陈小满"], "<1>和<0>"),
        ("陈\n小 满", ["陈小满"], "<0>"),
        ("Ann, Hannah, Anne, Ann's", ["Ann"], "<0>, Hannah, Anne, <0>'s"),
        ("我和Ann都", ["Ann"], "我和<0>都"),
        ("Ann_Lee.txt", ["Ann"], "<0>_Lee.txt"),
        ("Ann\n  Lee", ["Ann Lee"], "<0>"),
        ("AnnLee ann ANN", ["Ann Lee", "Ann"], "AnnLee ann ANN"),
        ("Ａｎｎ Anne１", ["Ann"], "Ａｎｎ Anne１"),
        ("C++ (Inc.)", ["C++", "(Inc.)"], "<0> <1>"),
        ("김민수가", ["김민수"], "<0>가"),
        ("Иван Ивановна", ["Иван"], "<0> Ивановна"),
        ("Jose\u0301 José", ["José"], "<0> <0>"),
        ("José", ["Jose\u0301"], "<0>"),
        ("Jose\u0301 Jose", ["Jose"], "Jose\u0301 <0>"),
        ("\u1100\u1175\u11b7", ["김"], "<0>"),
    ],
)
def test_names_are_found(text, names, told):
    assert replaced(text, *names) == told


def test_what_was_put_in_is_not_looked_at_again():
    swap = Pseudonyms([Person(("甲",), "乙"), Person(("乙",), "甲")])
    assert swap.replaced("甲见乙") == "乙见甲"


def test_nobody_has_no_pseudonym():
    assert Pseudonyms([]).moved("任何人") == Moved("任何人")


def test_a_span_moves_with_the_text():
    moved = Pseudonyms([Person(("陈小满",), "店主")]).moved("找陈小满谈，陈小满不在。")
    assert moved.text == "找店主谈，店主不在。"
    assert [moved.span(0, 1), moved.span(1, 4), moved.span(2, 3), moved.span(4, 5), moved.span(4, 12)] == [
        (0, 1),
        (1, 3),
        (1, 3),
        (3, 4),
        (3, 10),
    ]


def look_alikes(text: str, *forms: str) -> list[tuple[str, str]]:
    return [(one.words, one.manner) for one in LookAlikes(Pseudonyms([Person(forms, "P")])).within(text)]


@pytest.mark.parametrize(
    ("text", "form", "words", "manner"),
    [
        ("陳小滿", "陈小满", "陳小滿", "another script"),
        ("ANN LEE", "Ann Lee", "ANN LEE", "another case"),
        ("Ａｎｎ", "Ann", "Ａｎｎ", "another width"),
        ("问小满吧", "陈小满", "小满", "part of a name"),
        ("问陳總吧", "陈小满", "陳總", "part of a name"),
        ("问老陈吧", "陈小满", "老陈", "part of a name"),
        ("问欧阳先生", "欧阳小满", "欧阳", "part of a name"),
        ("Mr Lee", "Ann Lee", "Lee", "part of a name"),
        ("at annlee@", "Ann Lee", "annlee", "written otherwise"),
        ("at lee.ann@", "Ann Lee", "lee.ann", "written otherwise"),
        ("O’Brien", "O'Brien", "O’Brien", "written otherwise"),
        ("张三", "张三", "张三", "as it is"),
        ("by A.L.", "Ann Lee", "A.L.", "initials"),
        ("by CXM", "陈小满", "CXM", "initials"),
        ("mail chenxiaoman@", "陈小满", "chenxiaoman", "pinyin"),
        ("Xiao-Man CHEN", "陈小满", "Xiao-Man CHEN", "pinyin"),
    ],
)
def test_what_looks_like_a_name_is_found(text, form, words, manner):
    assert look_alikes(text, form) == [(words, manner)]


@pytest.mark.parametrize(
    ("text", "form"),
    [("all of it", "Ann Lee"), ("al.", "Ann Lee"), ("陈年旧事", "陈小满"), ("slee", "Ann Lee"), ("xmchena", "陈小满")],
)
def test_what_only_shares_letters_is_none(text, form):
    assert look_alikes(text, form) == []


def names_file(tmp_path, text: str):
    path = tmp_path / "names.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_names_is_read(tmp_path):
    path = names_file(tmp_path, "names:\n  - name: 陈小满\n    also: [小满]\n    pseudonym: 店主甲\n")
    persons, findings = read_names(path)
    assert [(one.forms, one.pseudonym) for one in persons] == [(("陈小满", "小满"), "店主甲")]
    assert findings == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("names:\n  - name: a\n    pseudonym: P\n  - name: a\n    pseudonym: Q\n", "stands twice"),
        ("names:\n  - name: a\n", "has no 'pseudonym'"),
        ("names:\n  - name: a\n    pseudonim: P\n", "pseudonim"),
        ("names:\n  - name: a\n    pseudonym: P/Q\n", "cannot stand for a name"),
        ("names: a\n", "is a text"),
        ("names: []\n", "no name is given"),
        ("names:\n  - name: a\n    pseudonym: a\n", "stand for itself"),
        ("names:\n  - name: a\n    pseudonym: P\n  - name: b\n    pseudonym: P\n", "the pseudonym 'P' stands twice"),
        ("names: [", "not YAML"),
        ("", "empty"),
    ],
)
def test_a_fault_in_a_file_of_names_is_one_line_with_its_place(tmp_path, text, said):
    path = names_file(tmp_path, text)
    with pytest.raises(GioiaError, match=r"names\.yaml:.*" + said):
        sound_names(path)


def test_a_file_of_names_that_is_not_there_is_one_line(tmp_path):
    with pytest.raises(GioiaError, match="is not there"):
        sound_names(tmp_path / "names.yaml")

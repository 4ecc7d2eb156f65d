"""Paragraphs as they are read: lines joined, places kept, and the zone of the paper that they stand in."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gioia.audit.manuscript.paragraphs import joined, paragraphs, sentences
from gioia.audit.manuscript.reading import manuscript_in

PAPER = """# 菜园

## 一、引言

前人说过（王，2020）。

## 二、文献回顾

很多。

## 三、研究设计

### （一）数据分析

编码。

## 四、轮着来

浇水要

图1 平面

轮着来。

### 讨论轮值

大家讨论。

## 五、结论

好。
"""


def test_zones_follow_the_headings_of_the_paper():
    found = paragraphs(manuscript_in(PAPER.encode(), "paper.md"))
    prose = [(paragraph.text, paragraph.zone) for paragraph in found if paragraph.kind == "prose"]
    assert prose == [
        ("前人说过（王，2020）。", "literature"),
        ("很多。", "literature"),
        ("编码。", "method"),
        ("浇水要轮着来。", "findings"),
        ("大家讨论。", "findings"),
        ("好。", "discussion"),
    ]


def test_english_lines_keep_a_space_and_digits_become_narrow():
    assert joined("one\ntwo １２ 行，\n 三", [(0, 16)])[0] == "one two 12行，三"


@given(st.text(alphabet="字，“”a b\n １*>。", max_size=40))
def test_every_character_knows_its_place(text):
    shown, places = joined(text, [(0, len(text))])
    assert len(shown) == len(places)
    assert all(one < other for one, other in pairwise(places))
    for char, place in zip(shown, places, strict=True):
        assert text[place] == char or char in " 1"


def test_sentences_end_where_the_quotation_does():
    text = "他说“来。坐。”然后走了。后来呢？没有。"
    assert [text[a:b] for a, b in sentences(text)] == ["他说“来。坐。”", "然后走了。", "后来呢？", "没有。"]
    text = 'They came (3.5 on average). "Good." Then 2.'
    assert [text[a:b].strip() for a, b in sentences(text)] == ["They came (3.5 on average).", '"Good."', "Then 2."]

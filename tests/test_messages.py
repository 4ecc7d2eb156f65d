"""The messages of the program in Chinese: nothing that the source can say is without, and what a person wrote stays theirs."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from messages_in_source import nouns, templates

from gioia.messages import catalog, in_chinese

_ENTRIES = [
    (path.name, english, chinese)
    for path in sorted(catalog.FOLDER.glob("*.txt"))
    for english, chinese in catalog.pairs(path.name)
]
_BEFORE = re.compile(r"^\{\}: ")


def _home(source: str) -> str:
    """Return the catalog file for what a file of the package says: that of its folder."""
    return f"gioia/messages/zh/{source.removesuffix('.py').split('/')[1]}.txt"


def test_every_message_of_the_source_has_a_chinese_form():
    known = {english for _, english, _ in _ENTRIES}
    lacking = [
        f"{_home(source)}, for {source}:\n\n{template}\n(its Chinese, with {{0}}, {{1}} … for {{}})"
        for template, source in templates().items()
        if template not in known and _BEFORE.sub("", template) not in known
    ]
    assert not lacking, "add to the catalog, below what stands there:\n\n" + "\n\n".join(lacking)


def test_every_noun_that_is_counted_has_a_chinese_form():
    lacking = [f"{noun} ({source})" for noun, source in nouns().items() if noun not in catalog.counted()]
    assert not lacking, f"add to gioia/messages/zh/{catalog.COUNTED}: {lacking}"


def test_every_entry_belongs_to_a_message_of_the_source():
    stale = [
        f"{name}: {english}"
        for name, english, _ in _ENTRIES
        if name not in {catalog.COUNTED, catalog.WORDS} and english not in templates()
    ]
    assert not stale, "take out of the catalog, or word as the source now does:\n" + "\n".join(stale)


def test_every_message_stands_once():
    counts = Counter(english for name, english, _ in _ENTRIES if name != catalog.COUNTED)
    assert not [english for english, count in counts.items() if count > 1]


@pytest.mark.parametrize(("name", "english", "chinese"), _ENTRIES)
def test_the_chinese_form_has_all_that_varies_and_nothing_else(name, english, chinese):
    places = set(range(english.count("{}"))) if name != catalog.COUNTED else {0}
    assert {int(place) for place in re.findall(r"\{(\d)\}", chinese)} == places
    assert "{}" not in chinese


def test_a_message_is_found_by_its_literal_parts():
    assert in_chinese("the concept '速度' has no coding") == "概念“速度”还没有编码"


def test_what_varies_is_told_in_chinese_where_it_is_ours():
    assert in_chinese("the concept '速度' has 2 codings") == "概念“速度”有 2 条编码"
    assert in_chinese("no theme is called '速度'") == "没有主题“速度”"


def test_what_stands_in_quotation_marks_stays_as_it_is():
    assert in_chinese("the concept 'theme' has no coding") == "概念“theme”还没有编码"
    assert in_chinese("the concept 'the file is empty' has no theme") == "概念“the file is empty”没有主题"


def test_a_name_that_looks_like_the_rest_of_a_message_does_not_end_it():
    assert in_chinese("the concept 'A has no theme' has no coding") == "概念“A has no theme”还没有编码"
    assert in_chinese('the theme "it\'s slow" has one concept only') == "主题“it's slow”只有一个概念"


def test_a_name_in_a_command_can_be_copied():
    assert in_chinese("gioia trace 'fast growth' shows them") == "gioia trace 'fast growth' 会列出它们"


def test_the_place_before_a_message_stays_as_editors_read_it():
    assert in_chinese("codebook.yaml:3: the concept '速度' has no coding") == "codebook.yaml:3: 概念“速度”还没有编码"


def test_messages_in_a_row_are_each_told_in_chinese():
    assert in_chinese("added the concept '速度', ungrouped; removed the theme '节奏'") == (
        "已新增概念“速度”，未归类；已移除主题“节奏”"
    )


def test_names_in_a_row_have_chinese_commas():
    assert in_chinese("did you mean one of '甲', '乙'?") == "是不是指“甲”、“乙”之一？"


def test_what_has_no_template_is_left_as_it_is():
    assert in_chinese("a sentence of another program") == "a sentence of another program"
    assert in_chinese("没有研究") == "没有研究"
    assert in_chinese("") == ""

"""What names a speaker, and what only looks as if it did."""

from __future__ import annotations

import re

import pytest

from gioia.sources.speakers import TIME, is_field, is_prose, is_role, looks_like_a_person, named


@pytest.mark.parametrize("name", ["受访者A", "受访者 1", "说话人 12", "2号受访者", "访谈者（张）", "主持人", "Q", "R2", "Interviewer", "speaker 3", "Unknown Speaker", "问", "甲"])  # fmt: skip
def test_roles_speak(name: str) -> None:
    assert is_role(name)
    assert not is_field(name)


@pytest.mark.parametrize("name", ["IT", "PS", "Speakers", "答案", "问题", "张三", "Question mark", "小结"])
def test_what_is_no_role(name: str) -> None:
    assert not is_role(name)


@pytest.mark.parametrize(
    "name", ["访谈时间", "录音时长", "注", "图1", "首先", "Date", "Source", "Meeting notes", "第三章"]
)
def test_fields_and_remarks_do_not_speak(name: str) -> None:
    assert is_field(name)


@pytest.mark.parametrize(
    "name", ["张三", "李静怡", "刘总", "孙女士", "王芳（店长）", "Jane", "Li Bo", "Vincent van Gogh", "受访者B"]
)
def test_names_of_persons_look_like_it(name: str) -> None:
    assert looks_like_a_person(name)


@pytest.mark.parametrize("name", ["方法", "成本", "项目", "于是", "白色", "some words", "5821"])
def test_other_words_do_not(name: str) -> None:
    assert not looks_like_a_person(name)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("  **张三** ", "张三"),
        ("【张三】", "张三"),
        ("(Li Bo)", "Li Bo"),
        ("访谈者 -", "访谈者"),
        ("From 张三 to Everyone", "张三"),
        ("来自 张三 发送至 所有人", "张三"),
        ("Q12", "Q"),
        ("问 3", "问"),
        ("R2", "R2"),
        ("我说，好", ""),
        ("this is a long sentence of words", ""),
        ("3.", ""),
        ("**", ""),
    ],
)
def test_the_name_in_a_label(label: str, name: str) -> None:
    assert named(label) == name


@pytest.mark.parametrize("text", ["0:03", "00:12:08", "1:02:03.5", "00：12：08", "0:0:1.500", "2:05 PM", "12分08秒", "1小时2分3秒", "12'08\"", "2023-11-02 14:59:01", "2023年11月2日 下午 2:59"])  # fmt: skip
def test_times(text: str) -> None:
    assert re.fullmatch(TIME, text)


@pytest.mark.parametrize("text", ["12", "1:2", "1:02:03:04", "12:345"])
def test_no_times(text: str) -> None:
    assert not re.fullmatch(TIME, text)


@pytest.mark.parametrize("line", ["我们先试了一批，后来才改。", "这是谁？他没有说！"])
def test_prose_is_soon_told_from_a_name(line: str) -> None:
    assert is_prose(line)
    assert named(line) == ""


@pytest.mark.parametrize("line", ["受访者甲", "受访者（店长，三年）", "From 店长。 to 大家"])
def test_where_a_sign_may_be_hidden_in_a_label_it_is_not_called_prose(line: str) -> None:
    assert not is_prose(line)

"""The words of indicators in a text: found whole where a script writes words apart, found anywhere where it does not."""

from __future__ import annotations

import unicodedata

import pytest

from gioia.codings.indicator_words import Vocabulary, is_of_spaced_script, spelled


def places(word: str, text: str) -> list[str]:
    return [text[start:end] for _, start, end in Vocabulary([word]).occurrences(text)]


def test_an_occurrence_is_the_word_as_spelled_and_its_span_in_the_text():
    assert Vocabulary(["May  Be", "用户"]).occurrences("it MAY be 用 户") == [("may be", 3, 9), ("用户", 10, 13)]


def test_occurrences_overlap_and_come_by_where_they_start():
    assert Vocabulary(["酸奶", "老酸奶", "奶机"]).occurrences("老酸奶机") == [
        ("老酸奶", 0, 3),
        ("酸奶", 1, 3),
        ("奶机", 2, 4),
    ]


def test_what_shares_the_letters_but_not_the_spaces_is_another_word():
    assert Vocabulary(["may be"]).occurrences("maybe") == [("maybe", 0, 5)]
    assert [spelled(words) for words in ("may\tbe", "maybe", "用 户", "用 APP")] == ["may be", "maybe", "用户", "用app"]


@pytest.mark.parametrize(
    ("word", "longer"), [("порт", "спорт"), ("τέχνη", "τέχνης"), ("art", "ｓｔａｒｔ"), ("18", "2018")]
)
def test_a_word_of_a_script_that_writes_words_apart_is_found_whole_only(word: str, longer: str):
    assert places(word, longer) == []
    assert places(word, f"{longer} {word}") == [word]


@pytest.mark.parametrize(
    ("word", "sentence"), [("用户", "老用户群"), ("たべる", "よくたべるよ"), ("งาน", "ทำงานดี"), ("ភាសា", "រៀនភាសាខ្មែរ")]
)
def test_a_word_of_a_script_without_spaces_is_found_anywhere(word: str, sentence: str):
    assert places(word, sentence) == [word]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_korean_word_is_found_under_the_particle_that_sticks_to_it(form: str):
    word, sentence = (unicodedata.normalize(form, said) for said in ("학교", "나는 학교에서 배웠다"))
    assert places(word, sentence) == [word]


def test_letters_and_digits_of_spaced_scripts_and_nothing_else():
    assert all(map(is_of_spaced_script, "aé9ßжωعअＡ９"))
    assert not any(map(is_of_spaced_script, "用たカ학ไ།၁. ，"))
    assert not is_of_spaced_script("")

"""TR5 and TR10: what is printed of a quotation is what was said, and a translation is of these words."""

from __future__ import annotations


def short(clean, shown):
    clean.write("excerpts.yaml", f"excerpts:\n  - coding: c01\n    shown: {shown}\n")


def translated(clean, original):
    entry = f'excerpts:\n  - coding: c01\n    original: {original}\n    translation: "In turns."\n'
    clean.write("translations/en.yaml", entry)


def test_tr5_a_cut_without_a_mark(clean):
    short(clean, "头一个月轮流值班。")
    assert clean.found("TR5") == [("clean/excerpts.yaml:2", "c01")]


def test_tr5_a_marked_cut_and_a_bracketed_word_are_in_order(clean):
    short(clean, "头一个月［义工］……值班。")
    assert clean.findings() == []


def test_tr5_says_which_words_are_wrong(clean):
    short(clean, "头一个月……上班。")
    (found,) = clean.findings()
    assert "“上班。” does not stand there in the quotation" in found.message


def test_tr10_a_coding_that_has_other_words_than_were_translated(clean):
    translated(clean, "头一个月我们轮流值夜班。")
    assert clean.found("TR10") == [("clean/translations/en.yaml:2", "c01")]


def test_tr10_the_original_as_it_is_printed_is_in_order(clean):
    translated(clean, "头一个月我们轮流值班。")
    assert clean.findings() == []

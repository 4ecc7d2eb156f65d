"""TR5, TR10 and TR11: what is printed of a quotation is what was said, and a translation is of these words and of all."""

from __future__ import annotations

from msgspec import structs

from gioia.audit.translations import whole_translations
from gioia.findings import Place
from gioia.study.excerpts import Translation
from gioia.study.record import evidence as study_evidence


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
    assert clean.found("TR10") == []


def test_tr11_says_once_how_many_excerpts_wait_for_their_translation(clean):
    translated(clean, "头一个月我们轮流值班。")
    (found,) = clean.findings()
    assert (found.rule, str(found.place), found.severity) == ("TR11", "clean/translations/en.yaml:", "info")
    assert found.message.startswith("7 of 8 excerpts have no translation (en), first ")


def test_tr11_a_passage_that_two_coders_chose_needs_one_translation(clean):
    study = clean.load()
    first = study_evidence(study)[0]
    other = structs.replace(first, id="z1", coder="乙")
    done = Translation("en", "z1", first.quotation, "In turns.", place=Place("en.yaml"))
    shared = structs.replace(study, codings=(first, other), translations=(done,))
    assert list(whole_translations(shared)) == []
    assert list(whole_translations(structs.replace(shared, translations=()))) == []

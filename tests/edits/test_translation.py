"""Preparing a translation: originals one below the other, with room below each, and nothing lost."""

from __future__ import annotations

import pytest
import yaml

from gioia.edits.coding import Wish, code
from gioia.edits.plan import carry_out
from gioia.edits.translation import translate
from gioia.errors import GioiaError
from gioia.plaintext.lines import encode_lines
from gioia.study.record import evidence

FILE = "translations/en.yaml"


def prepared(clean, language="en", **more):
    return carry_out(clean.root, lambda study: translate(study, language, **more))


def entries(clean):
    return yaml.safe_load(clean.text(FILE))["excerpts"]


def test_every_excerpt_that_is_shown_has_an_entry_to_be_filled_in(clean):
    plan = prepared(clean, by="Li Wei")
    shown = evidence(clean.load())
    assert [entry["coding"] for entry in entries(clean)] == [coding.id for coding in shown]
    assert {entry["translation"] for entry in entries(clean)} == {""}
    assert plan.messages == (f"clean/{FILE}: {len(shown)} excerpts added, {len(shown)} to translate",)
    assert {one.by for one in clean.load().translations} == {"Li Wei"}
    assert [found.rule for found in clean.findings()] == ["TR11"]


def test_who_translates_can_be_said_later_and_the_comments_stay(clean):
    prepared(clean)
    clean.change(FILE, 'by: ""', "by:  # whom?")
    plan = prepared(clean, by="Li Wei")
    assert "by: Li Wei  # whom?" in clean.text(FILE)
    assert plan.messages == (f"clean/{FILE}: 0 excerpts added, 8 to translate",)
    assert prepared(clean, by="Li Wei").changes == ()


def test_who_translated_is_not_overwritten(clean):
    prepared(clean, by="Li Wei")
    with pytest.raises(GioiaError, match="is by 'Li Wei' already"):
        prepared(clean, by="Wang")


def test_capitals_of_a_language_make_no_second_file(clean):
    prepared(clean)
    assert prepared(clean, "EN", by="Li Wei").messages == (f"clean/{FILE}: 0 excerpts added, 8 to translate",)
    prepared(clean, "ZH-hant-tw")
    assert sorted(path.name for path in (clean.root / "translations").iterdir()) == ["en.yaml", "zh-Hant-TW.yaml"]


def test_a_second_time_what_is_there_stays_and_only_new_excerpts_come_in(clean):
    prepared(clean)
    filled = clean.text(FILE).replace('translation: ""', 'translation: "It\'s done: \u201cyes\u201d" # mine', 1)
    clean.write(FILE, filled)
    wish = Wish("新书架已经立稳", "捐出旧书", "甲", "2026-02-01T00:00:00Z", stage="扎根", role="proof")
    carry_out(clean.root, lambda study: code(study, wish))
    plan = prepared(clean)
    assert clean.text(FILE).startswith(filled)
    assert entries(clean)[-1]["original"] == "新书架已经立稳"
    count = len(entries(clean))
    assert plan.messages == (f"clean/{FILE}: 1 excerpt added, {count - 1} to translate",)
    assert prepared(clean).changes == ()


def test_a_passage_that_two_coders_chose_is_translated_once(clean):
    import msgspec

    first = evidence(clean.load())[0]
    other = msgspec.structs.replace(first, id="z1", coder="乙")
    clean.write(f"codings/乙/{first.document}.jsonl", encode_lines([other]))
    prepared(clean)
    assert [entry["original"] for entry in entries(clean)].count(first.quotation) == 1


def test_a_name_with_quotation_marks_breaks_nothing(clean):
    prepared(clean, by='a"b\\c\nd')
    assert yaml.safe_load(clean.text(FILE))["by"] == 'a"b\\cd'


@pytest.mark.parametrize("language", ["", "EN US", "../en", "english!", "e"])
def test_what_is_no_language_is_refused(clean, language):
    with pytest.raises(GioiaError, match="no code of a language"):
        prepared(clean, language)


def test_a_study_that_shows_nothing_has_nothing_to_translate(clean):
    import msgspec

    study = clean.load()
    bare = msgspec.structs.replace(study, codings=())
    with pytest.raises(GioiaError, match="shows no excerpts"):
        translate(bare, "en")

"""A form is filled from what is stated and shown, and from nothing else."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from stated_studies import EMPTY, ENTRIES, bakery, stated

from gioia.edits.plan import carry_out
from gioia.edits.structure import rename
from gioia.forms.filling import filled, filled_forms
from gioia.forms.items import FORMS
from gioia.pipeline import all_displays
from gioia.study.statements import Statement


def answer(study, form, number, **more):
    return next(one for one in filled(study, form, **more).answers if one.item.number == number)


def states(study, form, state):
    return [one.item.number for one in filled(study, form, ENTRIES).answers if one.state == state]


@pytest.mark.parametrize("form", FORMS)
def test_a_study_that_states_everything_misses_nothing(form):
    assert {one.state for one in filled(bakery(), form, ENTRIES).answers} == {"filled"}


def test_an_empty_study_misses_all_but_the_software():
    found = {form: [one.item.number for one in filled(EMPTY, form).answers if one.state != "missing"] for form in FORMS}
    assert found == {"coreq": ["27"], "srqr": [], "jars-qual": [], "transparency": []}


def test_a_missing_item_names_the_statements_that_would_answer_it():
    study = replace(bakery(), statements=stated("credentials", "funding", "conflicts"))
    assert answer(study, "coreq", "2").wants == ("statements: credentials",)
    assert answer(study, "jars-qual", "2").wants == ("statements: funding", "statements: conflicts")


def test_a_missing_item_that_no_statement_is_needed_for_names_what_would_show_it():
    assert answer(EMPTY, "coreq", "24").wants[0] == "gioia code"


@pytest.mark.parametrize("form", FORMS)
def test_each_statement_that_is_asked_for_is_missed_where_it_is_left_out(form):
    for item in (one.item for one in filled(bakery(), form).answers):
        for key in item.asks:
            of = answer(replace(bakery(), statements=stated(key)), form, item.number)
            assert (of.state, of.wants) == ("missing", (f"statements: {key}",))


def test_what_the_files_show_stands_beside_what_is_missing():
    found = answer(replace(bakery(), statements=stated("participants")), "coreq", "12")
    assert found.state == "missing"
    assert "2 sources, 2 documents" in found.texts[0][0]


def test_what_is_stated_comes_before_what_the_files_show():
    found = answer(bakery(), "transparency", "10")
    assert found.texts[0] == ("said of coding", "said of coding")
    assert found.places[0] == ("statements: coding", "statements: coding")
    assert "2 coders" in found.texts[1][0]


@pytest.mark.parametrize(
    "said", ["n/a: a team of one", "N/A， a team of one", "不适用：a team of one", "n/a (a team of one)"]
)
def test_what_does_not_apply_has_the_reason_alone(said):
    study = replace(bakery(), statements=stated() | {"power": Statement(said)})
    found = answer(study, "transparency", "9")
    assert found.state == "not applicable"
    assert found.texts[0][0].startswith("a team of one")


@pytest.mark.parametrize("said", ["", " ", "n/a", "不适用", "无"])
def test_what_says_nothing_is_missing(said):
    study = replace(bakery(), statements=stated() | {"power": Statement(said)})
    assert answer(study, "transparency", "9").state == "missing"


def test_an_item_with_one_statement_that_applies_is_filled():
    study = replace(bakery(), statements=stated() | {"funding": Statement("n/a: nobody paid")})
    found = answer(study, "jars-qual", "2")
    assert found.state == "filled"
    assert [text for text, _ in found.texts] == ["n/a: nobody paid", "said of conflicts"]


def test_where_nobody_took_part_the_items_about_participants_do_not_apply():
    silent = {"recruitment", "presence", "guide", "ethics"}
    study = replace(bakery(), statements=stated(*silent) | {"participants": Statement("n/a: documents only")})
    assert states(study, "coreq", "not applicable") == ["11", "12", "15", "17"]
    assert answer(study, "coreq", "11").texts == (("documents only", "documents only"),)
    assert answer(study, "coreq", "11").places == (("statements: participants", "statements: participants"),)
    assert answer(study, "coreq", "6").state == "filled"


def test_an_item_on_which_something_is_stated_asks_for_the_rest_itself():
    study = replace(bakery(), statements=stated("recruitment") | {"participants": Statement("n/a: documents only")})
    found = answer(study, "jars-qual", "10")
    assert (found.state, found.wants) == ("missing", ("statements: recruitment",))


@pytest.mark.parametrize(("form", "number"), [("srqr", "S12"), ("jars-qual", "8")])
def test_a_study_without_participants_has_its_documents_as_units(form, number):
    study = replace(bakery(), statements=stated() | {"participants": Statement("n/a: documents only")})
    found = answer(study, form, number)
    assert found.state == "filled"
    assert "2 documents" in " ".join(english for english, _ in found.texts)
    assert answer(replace(study, sources=(), model=EMPTY.model, stages=()), form, number).state == "not applicable"


def test_where_people_took_part_the_items_about_them_stay_missing():
    study = replace(bakery(), statements=stated("recruitment") | {"participants": Statement("twelve")})
    assert answer(study, "coreq", "11").state == "missing"


def test_parts_of_a_statement_are_told_with_their_names():
    study = replace(
        bakery(), statements={"saturation": Statement(parts={"unit": "concepts", "rule": "three in a row"})}
    )
    english, chinese = answer(study, "coreq", "22").texts[0]
    assert english == "unit: concepts; rule: three in a row"
    assert chinese == "单位：concepts；规则：three in a row"


def test_an_item_that_facts_answer_is_filled_though_a_statement_beside_them_does_not_apply():
    study = replace(bakery(), statements={"disagreement": Statement("n/a: alone"), "coding": Statement("n/a: old")})
    assert answer(study, "coreq", "24").state == "filled"


def test_the_trail_is_read_where_a_study_has_a_folder(clean):
    carry_out(clean.root, lambda of: rename(of, "concept", "轮流值班", "排班", why="更近原话"), by="甲")
    (form,) = filled_forms(clean.load(), ["transparency"])
    assert any("1 change of the codebook on record" in english for english, _ in form.answers[10].texts)


def test_displays_are_named_by_their_numbers():
    study = bakery()
    displays = all_displays(study)
    number = next(one.number for one in displays if one.key.endswith("-codebook"))
    assert (f"Table {number}", f"表{number}") in answer(study, "coreq", "25", displays=displays).places
    assert not any("Table" in english for english, _ in answer(study, "coreq", "25").places)

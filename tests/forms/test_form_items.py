"""Each form has the items that its authors number, each once, and names only statements and facts that there are."""

from __future__ import annotations

import pytest
from stated_studies import keys, statements

from gioia.audit.transparency import CRITERIA
from gioia.cli.forms_command import FormName
from gioia.errors import GioiaError
from gioia.forms.filling import TELLERS
from gioia.forms.items import FORMS, blank

NUMBERS = {
    "coreq": [str(number) for number in range(1, 33)],
    "srqr": [f"S{number}" for number in range(1, 22)],
    "jars-qual": [str(number) for number in range(1, 18)],
    "transparency": [str(number) for number in range(1, 13)],
}
SHOWN = {
    "title": "SRQR S1; JARS-Qual 1",
    "sources": "COREQ 12; SRQR S10, S12; JARS-Qual 8; transparency 4",
    "dates": "COREQ 16; SRQR S10; JARS-Qual 8",
    "access": "JARS-Qual 8; transparency 12",
    "frozen": "SRQR S13; JARS-Qual 13",
    "translated": "SRQR S13; JARS-Qual 13",
    "shares": "transparency 5",
    "coders": "COREQ 24; SRQR S14; JARS-Qual 14; transparency 10",
    "settled": "COREQ 24; SRQR S15; JARS-Qual 15",
    "suggested": "COREQ 27; JARS-Qual 14",
    "software": "COREQ 27; SRQR S14; JARS-Qual 14",
    "memos": "COREQ 20; SRQR S15; JARS-Qual 15",
    "trail": "COREQ 26; SRQR S14; JARS-Qual 14; transparency 11",
    "waived": "SRQR S15",
    "structure": "COREQ 25; SRQR S14; JARS-Qual 14; transparency 11",
    "definitions": "COREQ 25; transparency 10",
    "themes": "COREQ 31; SRQR S16; JARS-Qual 16",
    "minor": "COREQ 32",
    "stages": "SRQR S7; transparency 2",
    "events": "SRQR S12",
    "relations": "SRQR S16; JARS-Qual 16",
    "evidence": "COREQ 29; SRQR S17; JARS-Qual 16",
    "identified": "COREQ 29; SRQR S17; JARS-Qual 16",
    "grounded": "COREQ 30; SRQR S17; JARS-Qual 16",
    "verbatim": "COREQ 30; JARS-Qual 15",
    "saturation": "COREQ 22; SRQR S8; JARS-Qual 11; transparency 7",
    "triangulation": "SRQR S15; JARS-Qual 15",
}
"""Fact → the items that it answers."""
ADDED = {
    "setting": "JARS-Qual 12",
    "position": "COREQ 8",
    "importance": "COREQ 10; SRQR S8; JARS-Qual 11",
    "interactions": "SRQR S11; JARS-Qual 13",
    "unexpected": "SRQR S10; JARS-Qual 12",
    "power": "JARS-Qual 9",
    "coding": "COREQ 24, 25; SRQR S14",
    "disagreement": "COREQ 24; SRQR S15; JARS-Qual 14",
    "history": "JARS-Qual 15",
    "rivals": "COREQ 32; SRQR S19; JARS-Qual 15, 17",
    "hindsight": "SRQR S15; JARS-Qual 15",
    "saturation": "SRQR S8; JARS-Qual 11",
    "agreement": "SRQR S15; JARS-Qual 14",
    "credentials": "SRQR S6; JARS-Qual 7",
    "occupation": "JARS-Qual 7",
    "training": "SRQR S6; JARS-Qual 7",
    "relationship": "SRQR S6",
    "characteristics": "SRQR S12; JARS-Qual 8",
    "refusals": "JARS-Qual 10",
    "guide": "JARS-Qual 12",
    "repeats": "JARS-Qual 12",
    "duration": "JARS-Qual 12",
    "fieldnotes": "JARS-Qual 13",
    "software": "COREQ 27",
    "feedback": "SRQR S15; JARS-Qual 15",
}
"""Statement → the items that it adds to."""
WITHOUT_PARTICIPANTS = "COREQ 1, 6, 7, 11, 13, 15, 16, 17, 18, 19, 20, 21, 23, 28; SRQR S9; JARS-Qual 9, 10"
CALLED = {"coreq": "COREQ", "srqr": "SRQR", "jars-qual": "JARS-Qual", "transparency": "transparency"}


def items(is_one):
    """Return the items that are meant, as COREQ 1, 2; SRQR S3."""
    found = [(CALLED[name], [item.number for item in blank(name).items if is_one(item)]) for name in FORMS]
    return "; ".join(f"{name} {', '.join(numbers)}" for name, numbers in found if numbers)


@pytest.mark.parametrize("name", FORMS)
def test_every_number_is_there_once_and_in_order(name):
    assert [item.number for item in blank(name).items] == NUMBERS[name]


@pytest.mark.parametrize("name", FORMS)
def test_headings_and_topics_are_in_both_languages(name):
    form = blank(name)
    words = [form.title, *(pair for item in form.items for pair in (item.heading, item.topic))]
    assert all(english.isascii() and not chinese.isascii() for english, chinese in words)
    assert len({item.topic for item in form.items}) == len(form.items)


@pytest.mark.parametrize("name", FORMS)
def test_what_answers_an_item_is_known(name):
    for item in blank(name).items:
        assert item.asks or item.tells, item.number
        assert {*item.asks, *item.may, *filter(None, [item.without])} <= set(keys())
        assert set(item.tells) <= set(TELLERS)
        assert not set(item.asks) & set(item.may)


def test_every_statement_and_every_fact_answers_some_item():
    items = [item for name in FORMS for item in blank(name).items]
    asked = {key for item in items for key in (*item.asks, *item.may)}
    assert asked == set(keys())
    assert {name for item in items for name in item.tells} == set(TELLERS)


def test_the_criteria_of_transparency_are_those_that_the_rule_asks_for():
    assert [item.asks for item in blank("transparency").items] == [(name,) for name in CRITERIA]


def test_the_command_offers_all_forms():
    assert tuple(FormName) == FORMS


def test_an_unknown_form_is_refused_with_the_nearest():
    with pytest.raises(GioiaError, match="no form is called 'coreg'") as refused:
        blank("coreg")
    assert "coreq" in refused.value.remedy


@pytest.mark.parametrize("key", keys())
def test_the_page_on_files_says_which_items_need_a_statement(key, checkout):
    page = (checkout / "docs" / "files.md").read_text(encoding="utf-8")
    assert f"\n| `{key}` | {statements()[key]['description']} | {items(lambda item: key in item.asks)} |\n" in page


@pytest.mark.parametrize("name", TELLERS)
def test_a_fact_answers_these_items(name):
    assert items(lambda item: name in item.tells) == SHOWN[name]


@pytest.mark.parametrize("key", keys())
def test_a_statement_adds_to_these_items(key):
    assert items(lambda item: key in item.may) == ADDED.get(key, "")


def test_these_items_are_about_participants():
    assert items(lambda item: item.without == "participants") == WITHOUT_PARTICIPANTS
    assert items(lambda item: item.without not in {"", "participants"}) == ""


def test_these_items_are_answered_by_documents_too():
    assert items(lambda item: item.anyway) == "SRQR S12; JARS-Qual 8"

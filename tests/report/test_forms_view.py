"""The forms in a report: all four, item by item, and the way to the tables and views that answers name."""

from __future__ import annotations

import pytest
from small_studies import tea

from gioia.forms.filling import filled
from gioia.forms.items import FORMS
from gioia.pipeline import all_displays
from gioia.report.bundle import Told


@pytest.fixture
def reader(reads, clean):
    return reads(clean.root, "forms")


def test_every_item_stands_in_the_view_with_its_state_and_answer(reads):
    study = tea()
    reader = reads(Told(study), "forms")
    states = {"filled": "已填", "not applicable": "不适用", "missing": "缺"}
    for name in FORMS:
        form = filled(study, name, (), all_displays(study))
        shown = reader.page.locator(f"#form-{name} .item").all_text_contents()
        assert len(shown) == len(form.answers)
        for text, answer in zip(shown, form.answers, strict=True):
            assert text.startswith(answer.item.number)
            assert states[answer.state] in text
            assert all(words[1] in text for words in (answer.item.topic, *answer.texts))
            assert all(want in text for want in answer.wants)


def test_an_answer_leads_to_the_displays_that_it_names(reader):
    links = reader.links("#form-coreq")
    assert {"#table-1", "#figure-1", "#structure", "#sources"} <= set(links)
    assert "表1" in reader.page.locator("#form-coreq a[href='#table-1']").all_inner_texts()
    for place in links:
        assert reader.go(place).heading != "这里没有这个名称。", place


def test_several_tables_that_are_one_in_words_have_a_link_each(reader):
    links = reader.page.locator("#form-srqr a[href^='#table-']").all_inner_texts()
    assert {"表2", "表3"} <= set(links)
    assert not [text for text in links if "—" in text]


def test_an_item_has_an_address(reader):
    reader.go("#forms/coreq?item=24")
    assert reader.page.locator(".item.meant").get_attribute("id") == "coreq-24"
    assert reader.go("#forms/nothing").heading == "这里没有这个名称。"


def test_the_forms_speak_english_too(reader):
    reader.page.locator("[data-key=language]").click()
    reader.until("document.documentElement.lang === 'en'")
    assert "How many coded" in reader.text
    assert "几人编码" not in reader.text
    assert "Table 1" in reader.page.locator("#form-coreq a[href='#table-1']").all_inner_texts()


def test_the_keyboard_leads_from_an_item_to_its_table(reader):
    reader.press_until("Tab", "#table-1")
    reader.page.keyboard.press("Enter")
    reader.until("document.getElementById('main').dataset.kind === 'table'")
    assert reader.page.evaluate("document.activeElement.id") == "heading"

"""What is printed of an excerpt: proof in the tables, power quotations for the text, short forms, translations beside."""

from __future__ import annotations

from hypothesis import given, settings
from msgspec import structs
from table_studies import bakery, coding, studies

from gioia.displays.evidence_tables import excerpts
from gioia.displays.merging import columns, rows, shares
from gioia.displays.tables import tables
from gioia.sources.register import Document
from gioia.study.appearance import Appearance
from gioia.study.excerpts import Shortened, Translation

QUOTATION = "我跟师傅\n学了３年"
PRINTED = "我跟师傅学了3年"


def named(study, name):
    return next(table for table in tables(study) if table.key.endswith(name))


def texts(study, name="evidence-stage-1", column=2):
    return [row[column] for row in rows(named(study, name))]


def test_power_quotations_stand_in_a_table_of_their_own_with_their_place():
    table = named(bakery(), "power-quotations")
    assert columns(table) == ["二阶主题", "一阶概念", "阶段", "引文", "出处"]
    assert rows(table) == [
        ("学手艺", "跟师傅学", "开店", "我跟师傅学了3年（F1）", "店主访谈"),
        ("有口碑", "回头客多", "扩店", "天天有人来（F1）", "店主访谈"),
    ]


def test_the_evidence_says_how_many_excerpts_are_for_the_text():
    assert "另有1条引文见“用于正文的引文”。" in named(bakery(), "evidence-stage-1").note
    assert "1 more excerpt in the table “Quotations for the text”." in named(bakery("en"), "evidence-stage-1").note


def test_a_study_without_power_quotations_has_no_table_of_them():
    proof = tuple(structs.replace(one, role="proof") for one in bakery().codings)
    assert not [table for table in tables(bakery(codings=proof)) if "power" in table.key]
    assert len(texts(bakery(codings=proof))) == 4


def test_a_place_has_the_page_of_the_original_and_who_speaks():
    text = "店主：我学了三年。\n记者：为什么？\n店主：不会就要学。\n记者：哦。"
    start = text.index("不会")
    document = Document("F1/谈.txt", "F1", "", pages=(0, 10), text=text)
    one = coding("a", "F1/谈.txt", start, "跟师傅学", "不会就要学。", role="power")
    study = bakery(codings=(one,), documents={"F1/谈.txt": document})
    assert texts(study, "power-quotations", -1) == ["店主访谈，第2页，店主"]
    assert texts(structs.replace(study, language="en"), "power-quotations", -1) == ["店主访谈, p. 2, 店主"]


def test_a_place_names_the_document_where_its_source_has_several_and_the_code_of_a_source_without_a_name():
    documents = {name: Document(name, "F1", "", text=QUOTATION) for name in ("F1/谈.txt", "F1/再谈 2.0.md")}
    one = coding("a", "F1/再谈 2.0.md", 0, "跟师傅学", QUOTATION, role="power")
    study = bakery(codings=(one,), documents=documents)
    assert texts(study, "power-quotations", -1) == ["店主访谈，再谈 2.0"]
    nameless = tuple(structs.replace(source, name="") for source in study.sources)
    assert texts(structs.replace(study, sources=nameless), "power-quotations", -1) == ["F1，再谈 2.0"]


def test_a_short_form_is_printed_with_its_source():
    study = bakery(shortened=(Shortened("a2", "她……学艺"),))
    assert texts(study)[0] == "她……学艺（G1）"


def test_a_short_form_with_an_unmarked_cut_is_not_printed():
    study = bakery(shortened=(Shortened("a2", "她学艺"),))
    assert texts(study)[0] == "她拜师学艺（G1）"


def test_a_study_may_say_how_long_excerpts_are():
    study = bakery(appearance=Appearance(excerpts=4), shortened=(Shortened("a2", "她拜……学艺"),))
    assert texts(study) == ["她拜……学艺（G1）", "她读……（G1）", "她说……（F1；反例）"]


def test_a_translation_stands_beside_the_excerpt_and_the_note_says_whose_it_is():
    study = bakery(translations=(Translation("en", "a2", "她拜师学艺", "She learnt from a master", "Li Wei"),))
    table = named(study, "evidence-stage-1")
    assert columns(table) == ["二阶主题", "一阶概念", "典型证据", "英文译文"]
    assert [row[3] for row in rows(table)] == ["She learnt from a master", "", ""]
    assert "英文译文：Li Wei。" in table.note
    assert len(shares(table)) == 4


def test_a_table_of_which_nothing_is_translated_has_the_column_of_the_others():
    study = bakery(translations=(Translation("EN", "a2", "她拜师学艺", "She learnt", "Li Wei"),))
    table = named(study, "power-quotations")
    assert columns(table)[4:] == ["英文译文", "出处"]
    assert {row[4] for row in rows(table)} == {""}
    assert "Li Wei" not in table.note


def test_every_language_has_its_column():
    two = (Translation("fr", "a2", "她拜师学艺", "Elle apprit"), Translation("en", "a2", "她拜师学艺", "She learnt"))
    table = named(bakery(translations=two), "evidence-stage-1")
    assert columns(table)[3:] == ["英文译文", "译文（fr）"]
    assert rows(table)[0][3:] == ("She learnt", "Elle apprit")
    assert columns(named(bakery("en", translations=two), "evidence-stage-1"))[3:] == [
        "English translation",
        "Translation (fr)",
    ]


def test_a_translation_of_other_words_is_not_printed():
    study = bakery(translations=(Translation("en", "a2", "她没有拜师", "She had no master"),))
    assert len(columns(named(study, "evidence-stage-1"))) == 3


def test_an_original_is_compared_as_it_is_printed():
    study = bakery(translations=(Translation("en", "a1", PRINTED, "Three years"),))
    assert study.codings[0].quotation == QUOTATION
    assert texts(study, "power-quotations", -2)[0] == "Three years"


@settings(max_examples=30)
@given(studies())
def test_every_excerpt_is_printed_once(study):
    shown = [table for table in tables(study) if "evidence" in table.key or "power" in table.key]
    assert sum(len(table.frame) for table in shown) == len(excerpts(study))

"""Tracing: from any name down to the passages, and from a passage up to what it carries."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs
from small_studies import tea

from gioia.codings.coding import Coding
from gioia.displays.trace import trace
from gioia.errors import GioiaError
from gioia.model.records import Event, Model, Relation, Stage
from gioia.sources.register import Document, Source
from gioia.study import load_study

LECHUN = Path(__file__).resolve().parents[2] / "corpora" / "lechun"


def tree(traced):
    """Return a tree as nested names: name, or (name, what is below)."""
    below = [tree(one) for one in traced.below]
    return (traced.name, below) if below else traced.name


def flat(traced):
    yield traced
    for one in traced.below:
        yield from flat(one)


@pytest.fixture
def shop():
    """Return the tea shop with one document, whose second passage is credited to F1 and carries a relation."""
    shop = tea()
    first = Coding("c1", "G1/a.txt", 0, 4, "租下\n铺面", "租下铺面", "ada", "2024", stage="起步")
    second = structs.replace(first, id="c2", start=4, end=8, cited="F1", before="前", after="后", memo="记一笔")
    relations = (
        *shop.model.relations,
        Relation("R12", "开店", "有了名声", "enables", codings=("c2",), section="第二节"),
    )
    return structs.replace(
        shop,
        codings=(first, second),
        documents={"G1/a.txt": Document("G1/a.txt", "G1", "", text="字" * 1234)},
        sources=(Source("G1", "网站"), Source("F1", "访谈")),
        model=structs.replace(shop.model, relations=relations),
    )


def one(shop, name):
    (found,) = trace(shop, name)
    return found


def test_from_a_dimension_down_to_the_passages_and_its_relations(shop):
    found = one(shop, "基础")
    assert found.noun == "dimension"
    assert tree(found) == ("基础", [("开店", [("租下铺面", ["c1", "c2"])]), ("扩店", ["开出分店"]), "R10"])


def test_a_theme_shows_what_is_above_it_its_concepts_and_its_relations(shop):
    assert tree(one(shop, "开店")) == ("开店", ["基础", ("租下铺面", ["c1", "c2"]), "R1", "R2", "R8", "R12"])


def test_a_concept_shows_its_theme_and_its_passages(shop):
    found = one(shop, "租下铺面")
    assert [(below.noun, below.name) for below in found.below] == [
        ("theme", "开店"),
        ("coding", "c1"),
        ("coding", "c2"),
    ]


def test_a_passage_is_printed_with_source_stage_coder_and_place(shop):
    passage = one(shop, "租下铺面").below[1]
    assert (passage.detail, passage.place) == ("“租下铺面” (G1, 起步, ada)", "G1/a.txt 0–4")
    assert one(shop, "租下铺面").below[2].detail.endswith("(F1, 起步, ada)")


def test_a_passage_of_an_original_with_pages_has_its_page(shop):
    paged = structs.replace(shop.documents["G1/a.txt"], pages=(0, 2, 100))
    found = one(structs.replace(shop, documents={**shop.documents, "G1/a.txt": paged}), "租下铺面")
    assert found.below[1].place == "G1/a.txt 0–4, p. 1"


def test_a_passage_of_a_transcript_has_its_speaker_and_time(shop):
    said = structs.replace(shop.documents["G1/a.txt"], text="王姐(00:01): 租下铺面\n小李: 好")
    found = one(structs.replace(shop, documents={**shop.documents, "G1/a.txt": said}), "租下铺面")
    assert [passage.place for passage in found.below[1:]] == ["G1/a.txt 0–4, 王姐 00:01", "G1/a.txt 4–8, 王姐 00:01"]


def test_from_a_passage_up_to_all_that_it_carries(shop):
    assert [(above.noun, above.name or above.detail) for above in one(shop, "c2").below] == [
        ("context", "前【租下铺面】后"),
        ("concept", "租下铺面"),
        ("theme", "开店"),
        ("dimension", "基础"),
        ("stage", "起步"),
        ("memo", "记一笔"),
        ("relation", "R12"),
    ]
    assert "memo" not in {above.noun for above in one(shop, "c1").below}


def test_a_stage_shows_its_dates_relations_and_passages(shop):
    found = one(shop, "起步")
    assert found.detail == "2001–2004-05"
    assert [below.name for below in found.below] == ["R1", "R2", "R3", "R4", "R5", "R6", "c1", "c2"]


def test_a_stage_without_dates_has_none(shop):
    undated = structs.replace(shop, stages=(Stage("起步"), Stage("成长阶段", "2004-05")))
    assert [one(undated, name).detail for name in ("起步", "成长阶段")] == ["", "2004-05–"]


def test_a_relation_shows_its_ends_and_what_it_rests_on(shop):
    found = one(shop, "R12")
    assert found.detail == "开店 → 有了名声 (enables)"
    assert [(below.noun, below.name) for below in found.below] == [("section", "第二节"), ("coding", "c2")]


def test_a_relation_that_rests_on_words_shows_them(shop):
    worded = structs.replace(shop.model.relations[-1], id="R99", codings=(), section="", basis="大家都这么说")
    model = structs.replace(shop.model, relations=(*shop.model.relations, worded))
    found = one(structs.replace(shop, model=model), "R99")
    assert [(below.noun, below.name, below.detail) for below in found.below] == [("basis", "", "大家都这么说")]


def test_a_construct_shows_the_relations_that_begin_or_end_at_it(shop):
    assert one(shop, "问").detail == "pole “问—答”式互动"
    assert tree(one(shop, "答")) == ("答", ["R3"])


def test_a_source_shows_its_documents_and_what_is_credited_to_it_elsewhere(shop):
    assert tree(one(shop, "G1")) == ("G1", [("G1/a.txt", ["c1", "c2"])])
    assert tree(one(shop, "F1")) == ("F1", ["c2"])


def test_a_document_shows_its_length_and_its_codings(shop):
    assert one(shop, "G1/a.txt").detail == "1,234 characters"
    assert tree(one(shop, "G1/a.txt")) == ("G1/a.txt", ["c1", "c2"])


def test_a_name_that_is_two_things_gives_both(shop):
    model = Model(relations=(Relation("c1", "开店", "扩店", "enables"),))
    assert [found.noun for found in trace(structs.replace(shop, model=model), "c1")] == ["relation", "coding"]


@pytest.mark.parametrize(("name", "meant"), [("租下铺面儿", "租下铺面"), ("名声", "有了名声"), ("按", "按意见换茶")])
def test_a_name_that_is_nothing_raises_with_the_nearest(shop, name, meant):
    with pytest.raises(GioiaError) as raised:
        trace(shop, name)
    assert raised.value.remedy == f"did you mean '{meant}'?"


def test_where_nothing_is_near_the_remedy_says_where_names_are_shown(shop):
    with pytest.raises(GioiaError, match="nothing is called 'zzzzzzzz' in study") as raised:
        trace(shop, "zzzzzzzz")
    assert "gioia structure" in raised.value.remedy


def test_every_published_passage_of_lechun_is_reached_from_its_dimension():
    study, _ = load_study(LECHUN)
    assert len(study.codings) >= 55
    reached = [
        found.name
        for dimension in study.codebook.dimensions
        for traced in trace(study, dimension.name)
        if traced.noun == "dimension"
        for found in flat(traced)
        if found.noun == "coding"
    ]
    assert sorted(reached) == sorted(coding.id for coding in study.codings)


def test_an_event_shows_its_stage_its_sources_and_its_passages(shop):
    event = Event(
        "试营业", "2001-05", end="2001-06", stage="起步", sources=("G1",), codings=("c2",), about="只卖一种茶"
    )
    told = structs.replace(shop, model=structs.replace(shop.model, events=(event,)))
    found = one(told, "试营业")
    assert (found.noun, found.detail) == ("event", "2001-05–2001-06 只卖一种茶")
    assert tree(found) == ("试营业", ["起步", "G1", "c2"])
    assert "试营业" in [below.name for below in one(told, "c2").below]
    assert "试营业" in [below.name for below in one(told, "起步").below]


def test_what_opens_a_stage_is_traced_as_an_event(shop):
    opened = structs.replace(shop.stages[0], opened_by="租下铺面的那天")
    found = one(structs.replace(shop, stages=(opened, shop.stages[1])), "租下铺面的那天")
    assert (found.noun, found.detail, tree(found)) == ("event", "2001", ("租下铺面的那天", ["起步"]))


def test_an_event_whose_date_cannot_be_read_is_traced_all_the_same(shop):
    told = structs.replace(shop, model=structs.replace(shop.model, events=(Event("挂牌", "春天", codings=("c2",)),)))
    assert tree(one(told, "挂牌")) == ("挂牌", ["c2"])

"""TR4, EV1, EV4, TG2 and TG3 where it is fine: what is credited, what is weighed, what is compared."""

from __future__ import annotations

import pytest
from msgspec import structs

from gioia.audit.evidence import many_voices, shown_once
from gioia.audit.traceability import one_document
from gioia.audit.triangulation import one_account

F1 = "codings/甲/F1/访谈.md.jsonl"
G1 = "codings/甲/G1/公告.md.jsonl"


def subjects(study, rule):
    return [subject for _, subject in study.found(rule)]


def extent(study, said):
    """Say another extent of G1."""
    after = "\n    date: 2022-06\n    author: 书屋"
    study.change("study.yaml", f"    extent: 1篇{after}", f"    extent: {said}{after}")


# TR4


@pytest.mark.parametrize(
    ("said", "is_no_address"),
    [
        *((said, True) for said in ("2篇", "九篇", "十余篇", "数百条", "１２篇", "77 web pages", "12 online reviews")),
        *((said, True) for said in ("seventy-seven articles", "Twelve long interviews", "77个网页", "1,200 posts")),
        *((said, False) for said in ("1篇", "一篇", "18094字", "22页", "40 pages of reports", "3个月的记录")),
        *((said, False) for said in ("6 hours of interviews", "one interview", "a 3-part article", "two-hour talk")),
    ],
)
def test_tr4_pieces_are_counted_in_figures_and_in_words(clean, said, is_no_address):
    extent(clean, said)
    assert [found.subject for found in one_document(clean.load())] == (["G1"] if is_no_address else [])


def test_tr4_a_source_whose_pieces_are_documents_of_their_own_is_an_address(clean):
    extent(clean, "2篇")
    clean.write("sources/G1/二.md", "# 公告\n\n书屋今天休息。\n")
    clean.write(
        "sources/documents.jsonl",
        clean.text("sources/documents.jsonl").replace('{"name":"G1/公告.md"', '{"name":"G1/二.md"')
        + clean.text("sources/documents.jsonl").splitlines(keepends=True)[1],
    )
    assert subjects(clean, "TR4") == []


def test_tr4_what_is_credited_to_many_pieces_in_another_document_leads_to_none(clean):
    clean.change("study.yaml", "  - source: G1\n", "  - source: Q1\n    kind: 笔记\n    extent: 九篇\n  - source: G1\n")
    assert subjects(clean, "TR4") == []
    clean.write(F1, clean.text(F1).replace('"coder"', '"cited":"Q1","coder"', 2))
    (found,) = [one for one in clean.findings() if one.rule == "TR4"]
    assert (found.subject, found.severity) == ("Q1", "error")
    assert found.message == "Q1 has 九篇, and what is credited to it (2 excerpts) leads to none of them"
    clean.change("study.yaml", "九篇", "1篇")
    assert subjects(clean, "TR4") == []


# EV1 and EV4


def test_ev1_a_passage_is_no_power_quote_of_one_theme_and_proof_quote_of_another(clean):
    study = clean.load()
    one, other = (
        structs.replace(study.codings[0], id=id, concept=concept, role=role)
        for id, concept, role in (("a", "捐出旧书", "proof"), ("b", "孩子结伴", "power"))
    )
    told = [found.message for found in shown_once(structs.replace(study, codings=(one, other)))]
    assert told == ["a and b show the same passage twice as power and as proof quote"]
    alike = structs.replace(study, codings=(one, structs.replace(other, role="proof")))
    assert list(shown_once(alike)) == []


@pytest.mark.parametrize(("count", "subjects"), [(3, []), (4, ["出力"])])
def test_ev4_weighs_from_five_codings_on(clean, count, subjects):
    study = clean.load()
    first, other = study.codings[0], next(one for one in study.codings if one.document.startswith("G1"))
    codings = [structs.replace(first, id=f"d{number}") for number in range(count)]
    weighed = structs.replace(study, codings=(*codings, structs.replace(other, concept=first.concept)))
    assert [found.subject for found in many_voices(weighed)] == subjects


def test_ev4_one_speaker_outweighs_the_others_of_a_document(clean):
    text = "店长：我来。\n店长：再来。\n店长：还来。\n店长：又来。\n邻居：好。\n"
    clean.change("study.yaml", "# 数据来源\n", "transcripts:\n  - documents: F1\n    turn: '{speaker}：'\n")
    study = clean.load()
    document = structs.replace(study.documents["F1/访谈.md"], text=text)
    spans = [(start, start + 1) for start, letter in enumerate(text) if letter == "。"]
    codings = [
        structs.replace(study.codings[0], id=f"d{start}", start=start, end=end, document=document.name)
        for start, end in spans
    ]
    spoken = structs.replace(study, documents={document.name: document}, codings=tuple(codings))
    (found,) = many_voices(spoken)
    assert "4 are from 店长" in found.message


# TG2 and TG3


@pytest.mark.parametrize(("said", "rests"), [("报纸", True), ("no", False), ("否", False), ("No", False)])
def test_tg2_a_source_that_is_said_not_to_be_derived_is_not(clean, said, rests):
    clean.change("study.yaml", "    kind: 公告\n", f'    kind: 公告\n    derived: "{said}"\n')
    clean.write(F1, "".join(line for line in clean.text(F1).splitlines(keepends=True) if '"c03"' not in line))
    assert subjects(clean, "TG2") == (["出物"] if rests else [])


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("来了30人，花了1,200元", "来了25人", ["(F1: 30人; G1: 25人)"]),
        ("来了30人，花了1,200元", "来了30人，走了5人，花了1200元", []),
        ("来了30人", "花了25元", []),
        ("花了300万元", "花了5000000元", ["(F1: 300万元; G1: 5000000元)"]),
        ("花了300万元", "花了3,000,000元", []),
        ("花了３百万元", "花了3000000元", []),
        ("花了1.5亿元", "花了15000万元", []),
        ("有30％的人", "有30%的人", []),
        ("有30％的人", "有25%的人", ["(F1: 30%; G1: 25%)"]),
        ("sold 2 billion", "sold 2000 million", []),
        ("sold 20 percent", "sold 25%", ["(F1: 20 percent; G1: 25%)"]),
        ("来了3百余人", "来了200多人", ["(F1: 3百余人; G1: 200多人)"]),
    ],
)
def test_tg3_numbers_of_one_kind_are_compared_whatever_their_unit(clean, one, other, told):
    study = clean.load()
    by_id = {coding.id: coding for coding in study.codings}
    codings = (structs.replace(by_id["c01"], quotation=one), structs.replace(by_id["c05"], quotation=other))
    events = (structs.replace(study.model.events[0], codings=("c01", "c05")),)
    changed = structs.replace(study, codings=codings, model=structs.replace(study.model, events=events))
    assert [found.message.partition(" numbers ")[2] for found in one_account(changed)] == told


def test_tg3_an_event_within_a_stretch_of_time_is_no_conflict(clean):
    for said, told in (("2020年至2022年大家一起修书架。", []), ("2018年至2020年大家一起修书架。", ["挂牌"])):
        study = clean.load()
        codings = [structs.replace(one, quotation=said) if one.id == "c02" else one for one in study.codings]
        found = one_account(structs.replace(study, codings=tuple(codings)))
        assert [one.subject for one in found] == told

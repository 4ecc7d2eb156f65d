"""Facts count what the displays count."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from stated_studies import EMPTY, ENTRIES, TEXT, bakery

from gioia import __version__
from gioia.codebook.records import Codebook, Concept
from gioia.codings.coding import Coding
from gioia.displays import counts
from gioia.displays.tables import tables
from gioia.forms.filling import TELLERS
from gioia.forms.told import Known, numbers_of
from gioia.pipeline import all_displays
from gioia.sources.register import Source

TOLD = {
    "title": ("“面包房”", "《面包房》"),
    "sources": (
        "2 sources, 2 documents, 24 characters: Official website (G) 1; Interviews (F) 1.",
        "2 个来源，2 份文档，24 个字符：官方网站资料（G）1 个；访谈资料（F）1 个。",
    ),
    "dates": ("Of 2 sources, 2 have a date: 2020 – May 2021.", "2 个来源中 2 个注明日期：2020—2021.05。"),
    "access": ("Access to sources. G1: 公开; F1: 只供研究者.", "来源的获取：G1：公开；F1：只供研究者。"),
    "frozen": (
        "2 texts frozen with SHA-256, read as docx 1, plain 1.",
        "2 份文字已冻结并登记 SHA-256，读取方式：docx 1 份、plain 1 份。",
    ),
    "translated": ("1 excerpt translated by Li Wei.", "译出摘录 1 条，译者：Li Wei。"),
    "shares": (
        "4 codings rest on 2 sources; the largest share, 2, on G1 and on F1.",
        "4 条编码出自 2 个来源，最多的是 G1、F1，各 2 条。",
    ),
    "coders": (
        "2 coders, 4 codings: ada 2, bob 2. ada: 店主的邻居",
        "2 位编码者，4 条编码：ada 2 条、bob 2 条。ada：店主的邻居",
    ),
    "settled": (
        "Two coders or more gave the same concept to 1 passage; 0 codings are a consensus.",
        "1 段由两位或更多编码者给了同一概念；协商一致的编码 0 条。",
    ),
    "suggested": (
        "Procedures suggested 1 coding, which nothing here counts; people accepted 1 and rejected 0.",
        "程序建议 1 条编码，均不计数；研究者接受 1 条，拒绝 0 条。",
    ),
    "software": (
        f"gioia {__version__}, which keeps codings with their passages and computes tables and figures.",
        f"gioia {__version__}：保存编码及其原文位置，生成表和图。",
    ),
    "memos": ("1 memo, 0 notes on codings.", "备忘录 1 篇，编码上的附注 0 条。"),
    "trail": (
        "1 change of the codebook on record, 2026-01-02 to 2026-01-02; 1 with a reason.",
        "编码本的改动有 1 次记录，2026-01-02 至 2026-01-02，其中 1 次写有理由。",
    ),
    "waived": ("1 waiver of findings, each with its reason.", "豁免审核发现 1 项，逐项写明理由。"),
    "structure": (
        "3 first-order concepts, 2 second-order themes, 1 aggregate dimension.",
        "一阶概念 3 个，二阶主题 2 个，聚合维度 1 个。",
    ),
    "definitions": (
        "Of 3 concepts, 1 with a definition, 1 with rules of use.",
        "3 个概念中，有定义的 1 个，写明使用规则的 1 个。",
    ),
    "themes": ("开店: 备料, 有了熟客.", "开店：备料、有了熟客。"),
    "minor": (
        "2 concepts coded once; 1 passage shown against a theme.",
        "只编码一次的概念 2 个；作为反例列出的 1 条。",
    ),
    "stages": ("1 stage: 起步 (2020 – May 2021).", "1 个阶段：起步（2020—2021.05）。"),
    "events": ("1 dated event.", "有日期的事件 1 件。"),
    "relations": (
        "4 relations: 1 on codings, 1 only on a section of the text, 2 on neither.",
        "关系 4 条：以编码为依据 1 条，只注明章节 1 条，都没有的 2 条。",
    ),
    "evidence": (
        "3 quotations shown: 1 for the text, 1 as proof, 1 against.",
        "列出引文 3 条：用于正文 1 条，佐证 1 条，反例 1 条。",
    ),
    "identified": (
        "Of these, 3 name a source of the register, 3 with who speaks or writes, 3 with a date.",
        "其中注明登记来源的 3 条，写明说话人或作者的 3 条，有日期的 3 条。",
    ),
    "grounded": ("2 of 2 themes with quotations shown.", "2 个主题中有 2 个列出了引文。"),
    "verbatim": (
        "4 of 4 codings verbatim at their place in the frozen text.",
        "4 条编码中有 4 条与冻结原文逐字一致。",
    ),
    "saturation": (
        "Of 2 sources in the order of the register, F1 is the last with a new concept.",
        "按登记顺序的 2 个来源中，最后一个带来新概念的是 F1。",
    ),
    "triangulation": (
        "1 of 2 themes on two categories of sources or more.",
        "2 个主题中有 1 个以两类或更多来源为依据。",
    ),
}


def told(name, study, entries=ENTRIES):
    fact = TELLERS[name].tell(Known(study, entries))
    return None if fact is None else fact.text


@pytest.mark.parametrize("name", TELLERS)
def test_a_fact_is_told_in_both_languages(name):
    assert told(name, bakery()) == TOLD[name]


@pytest.mark.parametrize("name", sorted(set(TELLERS) - {"software"}))
def test_an_empty_study_has_no_fact(name):
    assert told(name, EMPTY, ()) is None


@pytest.mark.parametrize("name", TELLERS)
def test_a_fact_says_where_it_is_seen(name):
    known = Known(bakery(), ENTRIES, numbers_of(all_displays(bakery())))
    fact = TELLERS[name].tell(known)
    assert fact.places
    assert all(english and chinese for english, chinese in fact.places)


def test_coders_have_the_totals_of_their_table():
    study = bakery()
    frame = next(table for table in tables(study) if table.key.endswith("concept-by-coder")).frame
    last = dict(frame.iloc[-1])
    assert (last["ada"], last["bob"]) == (2, 2)
    assert counts.concepts_and_coders(study).column_totals() == {"ada": 2, "bob": 2}


def test_sources_have_the_codings_of_their_table():
    study = bakery()
    frame = next(table for table in tables(study) if table.key.endswith("concept-by-source")).frame
    last = dict(frame.iloc[-1])
    assert (last["G1"], last["F1"]) == (2, 2)


def test_what_procedures_code_counts_in_no_fact():
    study = bakery()
    without = replace(study, codings=tuple(one for one in study.codings if one.coder != "rules"))
    for name in sorted(set(TELLERS) - {"suggested"}):
        assert told(name, without) == told(name, study)


def test_a_quotation_that_was_altered_is_not_verbatim():
    study = bakery()
    altered = replace(study.documents["G1/a.txt"], text=TEXT.replace("酸", "甜"))
    assert told("verbatim", replace(study, documents={"G1/a.txt": altered}))[0].startswith("3 of 4 codings")


def test_a_change_that_was_undone_is_no_change_on_record():
    assert told("trail", bakery(), (replace(ENTRIES[0], undone=True), ENTRIES[1])) is None


def test_rules_of_use_are_told_where_nothing_is_defined():
    book = Codebook(ungrouped=(Concept("街坊排队", include="说到排队"), Concept("嫌太酸", exclude="只嫌贵")))
    assert (
        told("definitions", replace(EMPTY, codebook=book))[0]
        == "Of 2 concepts, 0 with a definition, 2 with rules of use."
    )


def test_themes_are_seen_in_the_figure_where_there_is_one():
    tell = TELLERS["themes"].tell
    assert tell(Known(bakery())).places == (("gioia structure", "gioia structure"),)
    assert tell(Known(bakery(), (), numbers_of(all_displays(bakery())))).places == (("Figure 1", "图1"),)


def test_what_was_decided_is_told_where_the_suggestions_are_gone():
    study = bakery()
    gone = replace(study, codings=tuple(one for one in study.codings if one.coder != "rules"))
    assert told("suggested", gone)[0].startswith("Procedures suggested 0 codings")
    assert told("suggested", replace(gone, verdicts=())) is None
    assert told("suggested", replace(study, verdicts=()))[0].startswith("Procedures suggested 1 coding,")


def test_one_coder_is_one():
    study = bakery()
    alone = replace(study, codings=tuple(one for one in study.codings if one.coder == "ada"))
    assert told("coders", alone)[0].startswith("1 coder, 2 codings: ada 2.")
    assert told("settled", alone) is None


def test_the_source_with_most_codings_is_named():
    study = bakery()
    fewer = replace(study, codings=tuple(one for one in study.codings if one.id != "E1"))
    assert told("shares", fewer)[0] == "3 codings rest on 2 sources; the largest share, 2, on F1."


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ([4, 3, 2, 1, 0, 0], "New concepts fall to 5% of the base or less after 4 sources (base 4, runs of 2)."),
        ([4, 3, 2, 1, 2, 1], "New concepts fall to 5% of the base or less in no run (base 4, runs of 2)."),
    ],
)
def test_saturation_is_told_with_what_it_was_judged_by(new, said):
    names = iter(range(99))
    codings, fresh = [], []
    for number, count in enumerate(new):
        fresh += [str(next(names)) for _ in range(count)]
        for concept in fresh[-count:] if count else fresh[:1]:
            codings.append(Coding(f"E{len(codings)}", f"F{number}/a.txt", 0, 1, "x", concept, "ada", ""))
    study = replace(
        EMPTY,
        sources=tuple(Source(f"F{number}") for number in range(len(new))),
        codings=tuple(codings),
        codebook=Codebook(ungrouped=tuple(map(Concept, fresh))),
    )
    assert told("saturation", study)[0].endswith(said)

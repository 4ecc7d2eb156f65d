"""Coding one passage and taking it away, and what the rules propose."""

from __future__ import annotations

import json

import pytest

from gioia.codebook.records import Codebook, Concept, Indicator
from gioia.edits.coding import Wish, apply_rules, code, rule_codings, uncode
from gioia.edits.plan import carry_out
from gioia.errors import GioiaError

TIME = "2026-02-01T00:00:00Z"
G1 = "codings/甲/G1/公告.md.jsonl"


def do(clean, quotation="新书架已经立稳", concept="捐出旧书", coder="甲", **more):
    wish = Wish(quotation, concept, coder, TIME, **more)
    return carry_out(clean.root, lambda study: code(study, wish))


def coded(clean, coder="甲"):
    return [c for c in clean.load().codings if c.coder == coder and c.time == TIME]


def test_a_coding_holds_the_documents_own_characters_and_their_place(clean):
    do(clean, "新书架已经立稳", stage="扎根", cited="F1", role="counter", memo="存疑")
    (coding,) = coded(clean)
    text = clean.load().documents["G1/公告.md"].text
    assert text[coding.start : coding.end] == coding.quotation == "新书架已经立稳"
    assert text[coding.start - len(coding.before) : coding.end + len(coding.after)] == (
        coding.before + coding.quotation + coding.after
    )
    assert (coding.concept, coding.stage, coding.cited, coding.role, coding.memo) == (
        "捐出旧书",
        "扎根",
        "F1",
        "counter",
        "存疑",
    )
    assert [(f.rule, f.subject) for f in clean.findings()] == [("TG2", "G1")], "it is second-hand"


def test_width_spaces_and_line_breaks_of_the_copied_words_do_not_matter(clean):
    clean.write("sources/G1/公告.md", "# 公告\n\n共２００本旧\n书已经登记。\n")
    do(clean, "共 200本旧书已经登记")
    assert coded(clean)[0].quotation == "共２００本旧\n书已经登记"


@pytest.mark.parametrize("coder", ["甲", "乙"])
def test_coding_and_uncoding_gives_the_same_bytes(clean, coder):
    before = clean.bytes()
    do(clean, coder=coder)
    assert clean.bytes() != before
    (coding,) = coded(clean, coder)
    plan = carry_out(clean.root, lambda study: uncode(study, coding.id))
    assert clean.bytes() == before
    assert plan.messages == (f"removed {coding.id}: 捐出旧书 from G1/公告.md",)


def test_uncoding_tells_what_rested_on_it(clean):
    plan = carry_out(clean.root, lambda study: uncode(study, "c01"))
    assert plan.messages[1] == "the model still names it: R01"
    assert clean.found("NA1") == [(clean.line("model.yaml", "c01"), "c01")]
    plan = carry_out(clean.root, lambda study: uncode(study, "c02"), dry_run=True)
    assert plan.messages[1] == "the model still names it: 挂牌"


def test_codings_stay_in_order_of_position(clean):
    do(clean, "本周值班表")
    assert [c.start for c in clean.load().codings if c.document == "G1/公告.md"] == sorted(
        c.start for c in clean.load().codings if c.document == "G1/公告.md"
    )
    assert clean.found("TR8") == []


def test_several_places_are_listed_and_none_is_guessed(clean):
    before = clean.bytes()
    with pytest.raises(GioiaError, match="stands in 2 places") as caught:
        do(clean, "书架")
    assert "F1/访谈.md:5: --document F1/访谈.md --at 19  …" in str(caught.value)
    assert "【书架】已经立稳" in str(caught.value)
    assert clean.bytes() == before


def test_at_says_which(clean):
    do(clean, "孩子们", start=39)
    assert [(c.document, c.start) for c in coded(clean)] == [("G1/公告.md", 39)]


def test_a_part_of_a_documents_name_says_which(clean):
    do(clean, "书架", document="访谈")
    assert [c.document for c in coded(clean)] == ["F1/访谈.md"]


def test_at_a_place_where_the_words_do_not_stand(clean):
    with pytest.raises(GioiaError, match="does not stand at 7: choose one of"):
        do(clean, "书架", start=7)


def test_many_places_are_not_all_listed(clean):
    clean.write("sources/G1/公告.md", "书。" * 20)
    with pytest.raises(GioiaError, match=r"(?s)stands in 21 places.* and 13 more"):
        do(clean, "书")


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({"concept": "捐出旧书书"}, "no concept is called '捐出旧书书': did you mean '捐出旧书'?"),
        ({"concept": "别的"}, "no concept is called '别的': add it with --new"),
        ({"concept": ""}, "no concept is named"),
        ({"concept": "", "is_new": True}, "no concept is named"),
        ({"concept": "上\n下", "is_new": True}, "nobody sees"),
        ({"stage": "扎耕"}, "no stage is called '扎耕': did you mean '扎根'?"),
        ({"cited": "F11"}, "no source is called 'F11': did you mean 'F1'?"),
        ({"document": "F1/访谈.txt"}, "no document is called 'F1/访谈.txt': did you mean 'F1/访谈.md'?"),
        ({"quotation": "没有这句话"}, "“没有这句话” does not stand in any document"),
        ({"quotation": "没有这句话", "document": "访谈"}, "does not stand in F1/访谈.md"),
        ({"quotation": " \n"}, "no words are given"),
        ({"stage": "无关"}, "no stage is called '无关': see gioia model"),
        ({"cited": "Z99"}, "no source is called 'Z99': see gioia sources"),
    ],
)
def test_misuse_is_told_with_the_nearest_name_and_writes_nothing(clean, wish, told):
    before = clean.bytes()
    with pytest.raises(GioiaError) as caught:
        do(clean, **wish)
    assert told in str(caught.value)
    assert caught.value.exit_code == 2
    assert clean.bytes() == before


def test_the_same_coding_twice_is_misuse_and_another_coders_is_not(clean):
    do(clean)
    with pytest.raises(GioiaError, match="甲 has coded this passage with '捐出旧书' already"):
        do(clean)
    do(clean, coder="乙")
    assert len(coded(clean)) == len(coded(clean, "乙")) == 1


def test_uncoding_an_id_that_there_is_not(clean):
    with pytest.raises(GioiaError, match="no coding has the id c011: did you mean 'c01'"):
        carry_out(clean.root, lambda study: uncode(study, "c011"))


def test_uncoding_an_id_of_two_codings(clean):
    clean.change(G1, '"id":"c06"', '"id":"c05"')
    with pytest.raises(GioiaError, match="2 codings have the id c05"):
        carry_out(clean.root, lambda study: uncode(study, "c05"))


def test_a_new_concept_waits_ungrouped_and_comments_stay(clean):
    before = clean.text("codebook.yaml")
    do(clean, concept="记账: 公开 #1", is_new=True)
    assert clean.text("codebook.yaml") == before.replace("ungrouped: []", "ungrouped:\n  - concept: '记账: 公开 #1'")
    assert clean.found("GI1") == [(clean.line("codebook.yaml", "记账"), "记账: 公开 #1")]


def test_new_does_no_harm_to_a_concept_that_is_there(clean):
    before = clean.text("codebook.yaml")
    do(clean, is_new=True)
    assert clean.text("codebook.yaml") == before


def test_the_rules_code_whole_sentences_in_files_of_their_own(clean):
    before = clean.bytes()
    carry_out(clean.root, lambda study: apply_rules(study, TIME))
    new = sorted(set(clean.bytes()) - set(before))
    assert new == ["codings/rules/F1/访谈.md.jsonl", "codings/rules/G1/公告.md.jsonl"]
    assert {name: content for name, content in clean.bytes().items() if name in before} == before
    assert [(c.quotation, c.concept, c.memo) for c in coded(clean, "rules")] == [
        ("头一个月我们轮流值班。", "轮流值班", "值班"),
        ("我把画册都捐了出来。", "捐出旧书", "捐"),
        ("孩子们放学约着来。", "孩子结伴", "孩子们"),
        ("本周值班表已经贴出。", "轮流值班", "值班"),
        ("旧书请先登记再捐。", "捐出旧书", "捐"),
        ("孩子们自己排好了领读次序。", "孩子结伴", "孩子们"),
    ]
    assert clean.findings() == []


def test_applying_again_changes_nothing_and_a_rule_that_went_takes_its_codings_along(clean):
    carry_out(clean.root, lambda study: apply_rules(study, TIME))
    before = clean.bytes()
    carry_out(clean.root, lambda study: apply_rules(study, "2030-01-01T00:00:00Z"))
    assert clean.bytes() == before, "a coding that was there keeps its time"
    clean.change("codebook.yaml", "indicators: [孩子们]", "indicators: [领读]")
    plan = carry_out(clean.root, lambda study: apply_rules(study, TIME))
    assert plan.messages == ("5 codings by rules, 6 before",)
    assert [c.concept for c in coded(clean, "rules")].count("孩子结伴") == 1


def test_another_codebook_lends_indicators_to_the_concepts_that_the_study_has(clean):
    other = Codebook(
        ungrouped=(
            Concept("修理书架", indicators=(Indicator("立稳"),)),
            Concept("别的概念", indicators=(Indicator("孩子们"),)),
        )
    )
    found = rule_codings(clean.load(), TIME, other)
    assert [(c.concept, c.quotation) for c in found] == [("修理书架", "新书架已经立稳。")]


def test_coding_again_with_a_stage_changes_the_coding_that_is_there(clean):
    do(clean)
    do(clean, stage="扎根", role="proof")
    (coding,) = (c for c in coded(clean) if c.concept == "捐出旧书" and c.quotation == "新书架已经立稳")
    assert (coding.stage, coding.role) == ("扎根", "proof")
    with pytest.raises(GioiaError, match="already: to change it"):
        do(clean, stage="扎根")


def test_a_theme_is_no_concept_not_even_a_new_one(clean):
    with pytest.raises(GioiaError, match="'相识' is a theme"):
        do(clean, concept="相识", is_new=True)


def test_uncoding_what_stands_in_anothers_file_is_refused(clean):
    line = clean.text("codings/甲/G1/公告.md.jsonl").splitlines(keepends=True)[0]
    clean.write("codings/乙/G1/公告.md.jsonl", line.replace('"id":"', '"id":"x'))
    with pytest.raises(GioiaError, match="not of its coder and document"):
        carry_out(clean.root, lambda study: uncode(study, f"x{json.loads(line)['id']}"))

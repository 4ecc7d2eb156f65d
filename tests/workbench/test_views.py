"""What the page shows of a study."""

from __future__ import annotations

import json
import re

import msgspec
import pytest

from gioia.edits.coding import Wish, apply_rules, code
from gioia.edits.plan import carry_out
from gioia.errors import GioiaError
from gioia.workbench import views
from gioia.workbench.letters import letters

TIME = "2026-02-01T00:00:00Z"
F1 = "F1/访谈.md"


def code_as(clean, coder, quotation, concept, **more):
    wish = Wish(quotation, concept, coder, TIME, **more)
    carry_out(clean.root, lambda study: code(study, wish), by=coder)


def test_the_study_tells_its_sources_its_stages_and_how_much_is_coded(page):
    shown = page.study()
    assert (shown["name"], shown["title"], shown["language"], shown["coder"]) == ("clean", "书屋", "zh", "甲")
    assert [each["name"] for each in shown["stages"]] == ["起步", "扎根"]
    assert [(each["code"], each["name"], each["category"]) for each in shown["sources"]] == [
        ("F1", "发起人访谈", "访谈资料"),
        ("G1", "书屋公告", "官方网站资料"),
    ]
    (document,) = shown["sources"][0]["documents"]
    assert document == {"name": F1, "characters": 54, "codings": 4, "coded": round((11 + 11 + 10 + 9) / 54, 4)}


def test_overlapping_codings_are_covered_once(clean, page):
    before = page.study()["sources"][0]["documents"][0]
    code_as(clean, "甲", "轮流值班", "孩子结伴")
    after = page.study()["sources"][0]["documents"][0]
    assert (after["codings"], after["coded"]) == (before["codings"] + 1, before["coded"])


def test_the_codebook_tells_what_a_concept_is_found_by(page):
    dimension = page.study()["codebook"]["dimensions"][0]
    concept = dimension["themes"][0]["concepts"][0]
    assert (dimension["name"], dimension["themes"][0]["name"]) == ("邻里投入", "出力")
    assert concept == {
        "name": "轮流值班",
        "definition": "各家排班照看书屋",
        "codings": 2,
        "letters": ("轮流值班", "lunliuzhiban", "llzb"),
    }


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Use of Knowledge", ("use of knowledge", "uok")),
        ("重复长大", ("重复长大", "chongfuzhangda", "cfzd")),
        ("用户 co-creation", ("用户 co-creation", "yonghu co-creation", "yh co-creation", "用c")),
        ("x", ("x",)),
    ],
)
def test_letters_are_the_name_its_pinyin_and_its_initials(name, found):
    assert letters(name) == found


def test_a_document_is_its_text_its_segments_and_its_codings(page):
    shown = page.document()
    text = shown["text"]
    assert [text[each["start"] : each["end"]] for each in shown["segments"]][1] == "头一个月我们轮流值班。"
    assert [text[each["start"] : each["end"]] for each in shown["codings"]] == [
        each["quotation"] for each in shown["codings"]
    ]
    assert shown["codings"][0] == {
        "id": "c01",
        "start": 6,
        "end": 17,
        "quotation": "头一个月我们轮流值班。",
        "concept": "轮流值班",
        "coder": "甲",
        "stage": "起步",
        "cited": "",
        "role": "proof",
        "memo": "",
        "time": "2026-01-05T09:00:00Z",
        "mine": True,
    }


def test_what_the_rules_find_is_a_suggestion_and_no_coding(clean, page, open_page):
    carry_out(clean.root, lambda study: apply_rules(study, TIME))
    assert page.document()["suggestions"] == []
    shown = open_page("乙").document()
    assert [(each["concept"], each["mine"]) for each in shown["suggestions"]] == [
        ("轮流值班", False),
        ("捐出旧书", False),
        ("孩子结伴", False),
    ]
    assert len(shown["codings"]) == 4


def test_passages_stand_with_what_is_around_them_in_their_segment(clean, page):
    code_as(clean, "甲", "轮流值班", "轮流值班", document=F1)
    shown = views.passages_value(page.seen, concept="轮流值班")["passages"]
    assert [(each["document"], each["before"], each["quotation"], each["after"]) for each in shown] == [
        (F1, "", "头一个月我们轮流值班。", ""),
        (F1, "头一个月我们", "轮流值班", "。"),
        ("G1/公告.md", "", "本周值班表已经贴出。", ""),
    ]
    assert {each["source"] for each in shown} == {"F1", "G1"}


def test_a_theme_opens_as_the_passages_of_its_concepts(page):
    shown = views.passages_value(page.seen, theme="出力")["passages"]
    assert {each["concept"] for each in shown} == {"轮流值班", "修理书架"}
    assert len(shown) == 4


@pytest.mark.parametrize("asked", [{"concept": "值班"}, {"theme": "出"}, {}])
def test_passages_of_what_is_not_there_are_refused(page, asked):
    with pytest.raises(GioiaError, match="is called"):
        views.passages_value(page.seen, **asked)


def test_findings_stand_at_their_place(clean, page):
    clean.change(
        "codings/甲/F1/访谈.md.jsonl", '"stage":"起步","role":"proof"}\n{"id":"c02"', '"role":"proof"}\n{"id":"c02"'
    )
    found = [each for each in views.findings_value(page.seen) if each["rule"] == "PR7"]
    assert [(each["document"], each["start"], each["end"], each["subject"]) for each in found] == [(F1, 6, 17, "c01")]
    assert [(each["rule"], each["start"]) for each in page.document()["findings"]] == [("PR7", 6)]
    assert page.document("G1/公告.md")["findings"] == []


def test_a_finding_about_the_structure_has_no_document(clean, page):
    clean.change("codebook.yaml", "ungrouped: []", "ungrouped:\n  - concept: 无人用过")
    found = {each["rule"]: each["document"] for each in views.findings_value(page.seen)}
    assert found == {"GI1": None, "GI2": None}
    assert page.study()["findings"] == {"errors": 2, "warnings": 0}


def test_the_figure_is_drawn_as_svg(page):
    drawn, parts = views.figure_bytes(page.seen)
    assert parts == 1
    assert drawn.startswith(b"<svg")
    assert "轮流值班" in drawn.decode()
    with pytest.raises(GioiaError, match="choose one of"):
        views.figure_bytes(page.seen, "circles")
    with pytest.raises(GioiaError, match="no page 2"):
        views.figure_bytes(page.seen, "boxes", 2)


def test_in_blind_mode_nothing_of_the_others_is_in_any_answer(clean, open_page):
    code_as(clean, "乙", "新书架已经立稳", "新立书架", memo="乙的备注", is_new=True)
    clean.change("codings/乙/G1/公告.md.jsonl", '"start":18', '"start":17')
    blind = open_page("丙", blind=True)
    answers = [
        blind.study(),
        blind.document(),
        blind.document("G1/公告.md"),
        views.findings_value(blind.seen),
        views.passages_value(blind.seen, concept="轮流值班"),
        views.passages_value(blind.seen, concept="新立书架"),
    ]
    told = msgspec.json.encode(answers).decode()
    # A version is hexadecimal digits, among which any id may come up.
    told = re.sub(r'"version":"[0-9a-f]+"', "", told)
    assert [word for word in ("乙", "甲", "c01", 'proof","memo') if word in told] == []
    assert blind.study()["coders"] == ["丙"]
    assert {
        concept["codings"]
        for theme in blind.study()["codebook"]["dimensions"]
        for t in theme["themes"]
        for concept in t["concepts"]
    } == {0}


def test_hostile_names_and_texts_come_back_to_the_letter(page):
    hostile = "<img src=x onerror=alert(1)>\"&'</script>"
    page.do("add_concept", name=hostile)
    page.do("memo", name="c01", text=hostile)
    assert json.loads(msgspec.json.encode(page.study()))["codebook"]["ungrouped"][0]["name"] == hostile
    assert page.coding("c01")["memo"] == hostile
    assert hostile not in views.figure_bytes(page.seen)[0].decode()


def test_of_a_document_that_is_known_only_what_changed_is_told(page):
    before = page.document()
    fresh = page.do("code", document="F1/访谈.md", start=0, end=4, concept=before["codings"][0]["concept"])
    gone = next(coding["id"] for coding in before["codings"] if coding["mine"])
    page.do("uncode", id=gone)
    change = page.workbench.document("F1/访谈.md", before["version"])
    assert fresh["version"] != change["version"]
    assert "text" not in change
    assert [coding["start"] for coding in change["codings"]["put"]] == [0]
    assert change["codings"]["gone"] == [gone]
    assert change["suggestions"] == {"put": [], "gone": []}


def test_a_document_with_another_text_or_of_an_unknown_version_is_told_whole(page):
    assert page.workbench.document("F1/访谈.md", "long ago") == page.document()
    version = page.version
    file = page.copy.root / "sources" / "F1" / "访谈.md"
    file.write_bytes(file.read_bytes() + "又及。\n".encode())
    assert page.workbench.document("F1/访谈.md", version)["text"].endswith("又及。\n")


def test_words_are_found_in_all_documents_whatever_their_width(page):
    text = next(iter(page.seen.study.documents.values())).text
    words = text.strip().split("\n")[0].strip("# ")[:4]
    value = views.hits_value(page.seen, words)
    assert value["more"] == 0
    documents = page.seen.study.documents
    assert value["hits"]
    assert all(documents[hit["document"]].text[hit["start"] : hit["end"]] for hit in value["hits"])
    assert views.hits_value(page.seen, "  ") == {"hits": [], "more": 0}


def test_a_disagreement_tells_what_either_said_and_what_it_is_settled_with(page, open_page):
    one, two = sorted({coding["concept"] for coding in page.document()["codings"]})[:2]
    other = open_page("丁")
    span = {"document": "F1/访谈.md", "start": 0, "end": 4}
    page.do("code", **span, concept=one)
    other.do("code", **span, concept=two)

    def found():
        return next(each for each in views.disagreements_value(other.seen) if each["start"] == 0)

    assert {said["coder"]: said["concepts"] for said in found()["said"]} == {"丁": (two,), "甲": (one,)}
    assert (found()["end"], found()["settled"]) == (4, None)
    other.do("settle", **span, concepts=[two], **{"from": ["甲", "丁"]})
    assert found()["settled"] == [two]
    other.do("settle", **span, concepts=[], **{"from": ["甲", "丁"]})
    assert found()["settled"] == []
    other.do("reopen", **span)
    assert found()["settled"] is None
    assert views.disagreements_value(open_page("丁", blind=True).seen) == []

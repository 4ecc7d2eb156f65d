"""What the page can do: each action is an edit that is on disk, in the history, and undone byte for byte."""

from __future__ import annotations

import json

import pytest

from gioia.edits.coding import apply_rules
from gioia.edits.plan import carry_out
from gioia.errors import GioiaError
from gioia.study.history import read_history
from gioia.workbench.actions import request_of

F1 = "F1/访谈.md"
TIME = "2026-02-01T00:00:00Z"

ACTIONS = [
    ("code", {"document": F1, "start": 34, "end": 36, "concept": "捐出旧书", "stage": "起步"}),
    ("code", {"document": F1, "start": 34, "end": 36, "concept": "画册", "new": True}),
    ("uncode", {"id": "c01"}),
    ("resize", {"id": "c01", "start": 12, "end": 17}),
    ("recode", {"ids": ["c01", "c02"], "concept": "孩子结伴"}),
    ("set", {"id": "c01", "role": "power", "memo": "第一行\n第二行", "stage": ""}),
    ("add_concept", {"name": "新的概念", "theme": "出力", "definition": "指什么"}),
    ("add_theme", {"name": "新的主题", "dimension": "邻里投入"}),
    ("add_dimension", {"name": "新的维度"}),
    ("rename", {"noun": "concept", "old": "轮流值班", "new": "排班"}),
    ("define", {"noun": "theme", "name": "出力", "definition": "花时间的事"}),
    ("merge_concepts", {"names": ["轮流值班", "修理书架"], "into": "出工"}),
    ("split_concept", {"name": "轮流值班", "into": "自己值班", "ids": ["c01"]}),
    ("group", {"names": ["孩子结伴"], "theme": "出力"}),
    ("ungroup", {"names": ["孩子结伴", "轮流值班"]}),
    ("move_theme", {"names": ["出物"], "dimension": "书屋成效"}),
    ("merge_themes", {"names": ["出力", "出物"], "into": "投入"}),
    ("memo", {"name": "轮流值班", "text": "谁排的班？"}),
    ("memo", {"name": "c01", "text": "谁排的班？"}),
    ("settle", {"document": F1, "start": 6, "end": 17, "concepts": ["轮流值班"], "from": ["甲", "乙"]}),
]


@pytest.mark.parametrize(("action", "given"), ACTIONS, ids=[action for action, _ in ACTIONS])
def test_an_action_is_on_disk_when_it_is_answered_and_is_undone_and_redone_byte_for_byte(page, clean, action, given):
    def files():
        return {name: content for name, content in clean.bytes().items() if not name.startswith("history/")}

    before = files()
    answer = page.do(action, **given)
    after = files()
    assert after != before
    assert answer["message"]
    edits, _ = read_history(clean.root)
    assert [(edit.id, edit.by) for edit in edits] == [(answer["undo"]["id"], "甲")]
    page.do("undo", id=answer["undo"]["id"])
    assert files() == before
    page.do("redo")
    assert files() == after
    assert [found for found in clean.findings() if found.severity == "error" and found.rule[:2] in {"FI", "TR"}] == []


def test_undo_without_an_id_takes_back_one_edit_after_the_other(page, clean):
    before = clean.bytes()
    page.do("code", document=F1, start=34, end=36, concept="画册", new=True)
    page.do("rename", noun="concept", old="画册", new="图画书")
    page.do("undo")
    page.do("undo")
    assert {name: content for name, content in clean.bytes().items() if not name.startswith("history/")} == before
    with pytest.raises(GioiaError, match="nothing that 甲 did"):
        page.do("undo")


def test_what_nothing_rests_on_is_removed(page, clean):
    before = clean.text("codebook.yaml")
    for noun, more in [("dimension", {}), ("theme", {"dimension": "新dimension"}), ("concept", {"theme": "新theme"})]:
        page.do(f"add_{noun}", name=f"新{noun}", **more)
    for noun in ("concept", "theme", "dimension"):
        page.do("remove", noun=noun, name=f"新{noun}")
    assert clean.text("codebook.yaml") == before
    with pytest.raises(GioiaError, match="the model needs the theme"):
        page.do("remove", noun="theme", name="出物")


def test_a_suggestion_is_accepted_or_rejected_by_who_sits_at_the_page(clean, open_page):
    carry_out(clean.root, lambda study: apply_rules(study, TIME))
    page = open_page("乙")
    first, second, third = page.document()["suggestions"]
    page.do("accept", id=first["id"])
    page.do("accept", id=second["id"], concept="修理书架")
    page.do("reject", id=third["id"])
    shown = page.document()
    assert [(each["concept"], each["coder"]) for each in shown["codings"] if each["mine"]] == [
        ("轮流值班", "乙"),
        ("修理书架", "乙"),
    ]
    assert shown["suggestions"] == []
    page.do("undo")
    assert [each["id"] for each in page.document()["suggestions"]] == [third["id"]]


@pytest.mark.parametrize(
    "given",
    [
        ("uncode", {"id": "c01"}),
        ("resize", {"id": "c01", "start": 6, "end": 9}),
        ("set", {"id": "c01", "role": "power"}),
    ],
)
def test_anothers_coding_is_changed_by_opening_the_page_as_them(open_page, given):
    action, asked = given
    with pytest.raises(GioiaError, match="gioia code --coder 甲"):
        open_page("乙").do(action, **asked)
    with pytest.raises(GioiaError, match="no coding has the id c01: reload the page"):
        open_page("乙", blind=True).do(action, **asked)


@pytest.mark.parametrize(
    ("action", "asked"),
    [
        ("recode", {"ids": ["c01"], "concept": "孩子结伴"}),
        ("memo", {"name": "c01", "text": "看到了"}),
        ("settle", {"document": F1, "start": 6, "end": 17, "concepts": ["轮流值班"], "from": ["甲"]}),
    ],
)
def test_in_blind_mode_others_passages_are_not_touched(open_page, clean, action, asked):
    before = clean.bytes()
    with pytest.raises(GioiaError):
        open_page("乙", blind=True).do(action, **asked)
    assert clean.bytes() == before
    assert open_page("乙").do(action, **asked)


@pytest.mark.parametrize(
    ("action", "asked"),
    [
        ("uncode", {"id": "c0"}),
        ("remove", {"noun": "concept", "name": "轮流值班"}),
        ("merge_concepts", {"names": ["轮流值班"], "into": "修理书架"}),
        ("undo", {}),
        ("undo", {"id": "others"}),
    ],
)
def test_in_blind_mode_no_message_tells_of_the_others(open_page, clean, action, asked):
    other = open_page("甲")
    other.do("code", document=F1, start=6, end=17, concept="修理书架", stage="扎根")
    blind = open_page("丙", blind=True)
    blind.do("add_concept", name="丙的概念")
    others = other.do("add_concept", name="之后的概念")["undo"]["id"]
    before = clean.bytes()
    with pytest.raises(GioiaError) as error:
        blind.do(action, **{key: others if value == "others" else value for key, value in asked.items()})
    assert [word for word in ("甲", "c01", "c05", "2 codings", "之后的概念") if word in str(error.value)] == []
    assert clean.bytes() == before


def test_in_blind_mode_a_message_counts_no_codings(open_page):
    blind = open_page("丙", blind=True)
    assert blind.do("rename", noun="concept", old="轮流值班", new="排班")["message"] == "rename concept: 轮流值班"


def test_a_suggestion_is_not_edited_but_accepted(clean, open_page):
    carry_out(clean.root, lambda study: apply_rules(study, TIME))
    page = open_page("乙")
    found = page.document()["suggestions"][0]["id"]
    for action, asked in [("uncode", {}), ("set", {"role": "power"}), ("resize", {"start": 6, "end": 9})]:
        with pytest.raises(GioiaError, match="accept it first"):
            page.do(action, id=found, **asked)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b'{"action":"uncode"}',
        b'{"action":"uncode","version":"x"}',
        b'{"action":"delete_everything","version":"x"}',
        b'{"action":"uncode","version":"x","id":7}',
        b'{"action":"uncode","version":"x","id":"c01","path":"/etc/passwd"}',
        b'{"action":"code","version":"x","document":"F1","start":"0","end":1,"concept":"c"}',
        b'{"action":"set","version":"x","id":"c01","role":"hero"}',
        b'{"action":"set","version":"x","id":"c01","coder":"x"}',
        b'{"action":"rename","version":"x","noun":"stage","old":"a","new":"b"}',
        b'{"action":"add_concept","version":"x","name":"a\\nb"}',
        b'{"action":"add_concept","version":"x","name":"a\\u0000b"}',
        b'{"action":"add_concept","version":"x","name":"a\\ud800b"}',
        b'{"action":"add_concept","version":"x","name":"\xff"}',
        b'{"action":"memo","version":"x","name":"a","text":"a\\u001bb"}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_action_to_the_letter_is_refused(body):
    with pytest.raises(GioiaError):
        request_of(body)


def test_lines_may_end_in_a_note_and_in_no_name():
    asked = {"action": "memo", "version": "x", "name": "a", "text": "一\n二"}
    assert request_of(json.dumps(asked).encode()).text == "一\n二"

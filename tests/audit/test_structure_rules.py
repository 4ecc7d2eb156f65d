"""GI3 to GI11 where it is fine: what a theme shares, what a label repeats, what the history tells and what it does not."""

from __future__ import annotations

import subprocess

import pytest

from gioia.edits.plan import carry_out
from gioia.edits.structure import add_concept, define, group, move_theme, ungroup
from gioia.edits.undo import undo

F1 = "codings/甲/F1/访谈.md.jsonl"
G1 = "codings/甲/G1/公告.md.jsonl"
NO_HISTORY = ("study.yaml", "  history: 一直是四个概念\n", "")
NO_RIVALS = ("study.yaml", "  rivals: 没有想到\n", "")


def subjects(study, rule):
    return [subject for _, subject in study.found(rule)]


def messages(study, rule):
    return [found.message for found in study.findings() if found.rule == rule]


def called(study, old, new):
    """Give a concept another name, in the codebook and in its codings."""
    for file in ("codebook.yaml", F1, G1):
        text = study.text(file).replace(f"concept: {old}", f"concept: {new}")
        study.write(file, text.replace(f'"concept":"{old}"', f'"concept":"{new}"'))


def test_gi3_two_passages_of_one_document_are_no_two_documents(clean):
    clean.write(G1, "".join(line for line in clean.text(G1).splitlines(keepends=True) if '"c08"' not in line))
    line = next(line for line in clean.text(F1).splitlines(keepends=True) if '"c03"' in line)
    clean.write(F1, clean.text(F1) + line.replace('"c03"', '"c09"').replace("捐出旧书", "孩子结伴"))
    assert subjects(clean, "GI3") == ["孩子结伴"]


def test_gi4_what_belongs_to_a_second_group_is_counted_there(clean):
    clean.change("study.yaml", "  - rule: GI4", "  - rule: GI3")
    clean.change("codebook.yaml", "      - theme: 出物\n", "      - theme: 出物\n        also: [轮流值班]\n")
    assert subjects(clean, "GI4") == ["书屋成效", "相识"]
    clean.change("codebook.yaml", "  - dimension: 书屋成效\n", "  - dimension: 书屋成效\n    also: [出物]\n")
    assert subjects(clean, "GI4") == ["相识"]


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("设备更新实践", ["of the concept '设备更新实践' only '新' stands in its passages"]),
        ("设备更新登记", []),
        ("扫雪", ["no word of the concept '扫雪' stands in its passages"]),
        ("登高", []),
    ],
)
def test_gi5_one_ideograph_of_many_is_chance(clean, label, told):
    called(clean, "捐出旧书", label)
    clean.write(G1, clean.text(G1).replace("旧书请先登记再捐。", "新书请先登记再捐。"))
    clean.write("sources/G1/公告.md", clean.text("sources/G1/公告.md").replace("旧书请先", "新书请先"))
    assert messages(clean, "GI5") == told


@pytest.mark.parametrize(
    ("theme", "told"),
    [
        ("轮流值班", ["the theme '轮流值班' is called as one of its concepts"]),
        ("孩子结伴", ["the theme '孩子结伴' is called as the concept '孩子结伴'"]),
        ("轮流值班制度", ["the theme '轮流值班制度' repeats the concept '轮流值班'"]),
        ("轮流值班背后的互惠规范", []),
        ("流值班", []),
    ],
)
def test_gi5_a_theme_that_says_no_more_than_a_concept(clean, theme, told):
    for file in ("codebook.yaml", "model.yaml"):
        clean.write(file, clean.text(file).replace(": 出力\n", f": {theme}\n"))
    assert messages(clean, "GI5") == told


def test_gi8_a_theme_whose_poles_stand_in_the_model_stands_there(clean):
    clean.change("codebook.yaml", "      - theme: 出物", "      - theme: 出钱\n      - theme: 出物")
    assert subjects(clean, "GI8") == ["出钱"]
    poles = "".join(f"  - construct: {name}\n    kind: pole\n    theme: 出钱\n" for name in ("捐", "谢"))
    clean.change("model.yaml", "relations:\n", poles + "relations:\n")
    clean.change(
        "model.yaml",
        "events:\n",
        "  - relation: R09\n    from: 捐\n    to: 谢\n    kind: dyad\n    section: 四\nevents:\n",
    )
    assert subjects(clean, "GI8") == []


# GI9 and GI10: the history


def bare(study):
    return [message.rpartition(": ")[2] for message in messages(study, "GI9")]


def test_gi9_a_statement_on_the_history_answers_for_all_changes(clean):
    carry_out(clean.root, lambda study: move_theme(study, ["出物"], "书屋成效"), by="甲")
    assert bare(clean) == []
    clean.change(*NO_HISTORY)
    assert bare(clean) == ["move theme 出物"]


def test_gi9_regrouping_asks_for_a_reason_and_a_first_theme_does_not(clean):
    clean.change(*NO_HISTORY)
    carry_out(clean.root, lambda study: add_concept(study, "散步"), by="甲")
    carry_out(clean.root, lambda study: group(study, ["散步"], "相识"), by="甲")
    assert bare(clean) == []
    carry_out(clean.root, lambda study: group(study, ["散步"], "出物"), by="甲")
    assert bare(clean) == ["move concept 散步"]
    carry_out(clean.root, lambda study: ungroup(study, ["散步"]), by="甲")
    assert bare(clean) == ["move concept 散步, ungroup 散步"]


def test_gi10_edits_that_leave_the_number_of_concepts_as_it_was_do_not_tell_it(clean):
    clean.change(*NO_HISTORY)
    carry_out(clean.root, lambda study: define(study, "concept", "捐出旧书", "书"), by="甲")
    carry_out(clean.root, lambda study: group(study, ["捐出旧书"], "相识", why="更近"), by="甲")
    assert subjects(clean, "GI10") == ["history"]
    carry_out(clean.root, lambda study: add_concept(study, "散步"), by="甲")
    assert subjects(clean, "GI10") == []
    carry_out(clean.root, lambda study: undo(study, by="甲"), by="甲")
    assert subjects(clean, "GI10") == [], "the history has both"


def test_gi10_a_repository_that_does_not_have_the_codebook_tells_nothing(clean):
    clean.change(*NO_HISTORY)
    (clean.root.parent / ".git").mkdir()
    assert subjects(clean, "GI10") == ["history"]
    (clean.root.parent / ".git").rmdir()
    subprocess.run(["git", "init", "-q"], cwd=clean.root.parent, check=True)
    assert subjects(clean, "GI10") == ["history"]
    subprocess.run(["git", "add", "clean/study.yaml"], cwd=clean.root.parent, check=True)
    assert subjects(clean, "GI10") == ["history"]
    subprocess.run(["git", "add", "clean"], cwd=clean.root.parent, check=True)
    assert subjects(clean, "GI10") == []


def test_gi10_finds_the_repository_of_a_working_tree_that_lies_elsewhere(clean):
    clean.change(*NO_HISTORY)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "起步"], ["worktree", "add", "-q", "../other"]):
        subprocess.run([*git, *words], cwd=clean.root, check=True, capture_output=True)
    assert subjects(type(clean)(clean.root.parent / "other"), "GI10") == []


# GI11: other readings


def test_gi11_is_asked_theme_by_theme_and_told_once(clean):
    clean.change(*NO_RIVALS)
    assert messages(clean, "GI11") == [
        "no excerpt speaks against a theme, no memo is about one, and nothing is said of other readings"
    ]
    clean.write("memos/出力.md", "---\nabout: 出力\n---\n也可能只是习惯。\n")
    clean.write("memos/结伴.md", "---\nabout: 孩子结伴\n---\n也可能是家长约的。\n")
    assert messages(clean, "GI11") == ["no excerpt speaks against, and no memo is about, 1 theme: 出物"]
    clean.write(F1, clean.text(F1).replace('"concept":"捐出旧书"', '"concept":"捐出旧书","role":"counter"', 1))
    line = next(line for line in clean.text(F1).splitlines() if '"c03"' in line)
    clean.write(F1, clean.text(F1).replace(line, line.replace(',"role":"proof"', "")))
    assert messages(clean, "GI11") == []

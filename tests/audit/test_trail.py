"""The trail tells what the program did from the history and what people did by hand from git."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from gioia import load_study
from gioia.audit.trail import BY_HAND, about, of_structure, trail
from gioia.edits.coding import uncode
from gioia.edits.plan import carry_out
from gioia.edits.retagging import merge_concepts
from gioia.edits.sealing import seal
from gioia.edits.structure import rename
from gioia.edits.undo import undo
from gioia.study.history import read_history


def git(clean, *words, by="甲"):
    told = ["-c", f"user.name={by}", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *told, *words], cwd=clean.root, check=True, capture_output=True)


def commit(clean, subject, by="甲"):
    git(clean, "add", "-A")
    git(clean, "commit", "-m", subject, by=by)


def do(clean, planner, by="甲"):
    carry_out(clean.root, planner, by=by)


def entries(clean):
    return trail(clean.load(), read_history(clean.root)[0])


def told(clean):
    return [(one.by, one.verb, one.about, one.to) for one in of_structure(entries(clean))]


@pytest.fixture
def in_git(clean):
    git(clean, "init", "-q")
    git(clean, "add", "-A")
    git(clean, "commit", "-m", "起步", "--date", "2026-01-01T00:00:00Z")
    return clean


def test_what_was_done_with_gioia_is_told_once_though_git_has_it_too(in_git):
    do(in_git, lambda study: rename(study, "concept", "轮流值班", "排班", why="更近原话"))
    do(in_git, lambda study: merge_concepts(study, ["修理书架"], "捐出旧书"))
    commit(in_git, "整理")
    assert told(in_git)[-2:] == [
        ("甲", "rename concept", ("轮流值班",), ("排班",)),
        ("甲", "merge concepts", ("修理书架",), ("捐出旧书",)),
    ]
    assert len(told(in_git)) == 2 + len([one for one in entries(in_git) if one.why == "起步"])


def test_what_was_changed_by_hand_is_told_from_the_commit(in_git):
    in_git.change("codebook.yaml", "ungrouped: []", "ungrouped:\n  - concept: 散步")
    commit(in_git, "加一个概念", by="乙")
    last = entries(in_git)[-1]
    assert (last.by, last.verb, last.about, last.why) == ("乙", "add concept", ("散步",), "加一个概念")


def test_work_by_hand_between_edits_is_told_without_theirs(in_git):
    do(in_git, lambda study: rename(study, "concept", "轮流值班", "排班"))
    in_git.change("codebook.yaml", "ungrouped: []", "ungrouped:\n  - concept: 散步")
    commit(in_git, "一起提交", by="乙")
    assert told(in_git)[-2:] == [
        ("甲", "rename concept", ("轮流值班",), ("排班",)),
        ("乙", "add concept", ("散步",), ()),
    ]


def test_what_is_not_committed_comes_last_and_has_no_time(in_git):
    in_git.change("codebook.yaml", "- concept: 孩子结伴", "- concept: 孩子作伴")
    last = entries(in_git)[-1]
    assert (last.time, last.by, last.verb, last.about, last.to) == (
        "",
        "",
        "rename concept",
        ("孩子结伴",),
        ("孩子作伴",),
    )


def test_without_git_a_change_by_hand_is_told_to_have_been(clean):
    do(clean, lambda study: rename(study, "concept", "轮流值班", "排班"))
    clean.change("codebook.yaml", "ungrouped: []", "ungrouped:\n  - concept: 散步")
    do(clean, lambda study: rename(study, "concept", "散步", "走一走"))
    assert [verb for _, verb, _, _ in told(clean)] == ["rename concept", BY_HAND, "rename concept"]
    clean.change("codebook.yaml", "走一走", "散散步")
    assert told(clean)[-1] == ("", BY_HAND, ("codebook.yaml",), ())


def test_a_sealed_copy_tells_what_was_changed_by_hand_between_edits_and_nothing_of_its_own_sealing(clean, tmp_path):
    """Its history has no hashes, only which state of the codebook follows on which."""
    do(clean, lambda study: rename(study, "concept", "轮流值班", "排班"))
    clean.change("codebook.yaml", "ungrouped: []", "ungrouped:\n  - concept: 散步")
    do(clean, lambda study: rename(study, "concept", "散步", "走一走"))
    seal(*load_study(clean.root), tmp_path / "copy")
    copy = trail(load_study(tmp_path / "copy")[0], read_history(tmp_path / "copy")[0])
    assert [one.verb for one in copy] == ["rename concept", BY_HAND, "rename concept"]


def test_a_name_is_followed_to_the_names_that_it_had(clean):
    do(clean, lambda study: rename(study, "concept", "轮流值班", "排班"))
    do(clean, lambda study: rename(study, "concept", "孩子结伴", "作伴"))
    do(clean, lambda study: merge_concepts(study, ["修理书架"], "排班"))
    found = about(entries(clean), "排班")
    assert [one.about for one in found] == [("轮流值班",), ("修理书架",)]


def test_what_was_undone_is_told_and_marked(clean):
    do(clean, lambda study: rename(study, "concept", "轮流值班", "排班"))
    do(clean, lambda study: undo(study, by="甲"))
    assert [(one.verb, one.undone) for one in entries(clean)] == [
        ("rename concept", True),
        ("undo rename concept", False),
    ]


def test_codings_are_no_growth_of_the_codebook(clean):
    do(clean, lambda study: uncode(study, "c02"))
    assert told(clean) == []
    assert [one.verb for one in entries(clean)] == ["uncode"]


@pytest.mark.parametrize(
    "name",
    [
        "书屋 编码本.yaml",
        pytest.param('书屋 "编码本".yaml', marks=pytest.mark.skipif(sys.platform == "win32", reason="no name there")),
        pytest.param("书屋\n编码本.yaml", marks=pytest.mark.skipif(sys.platform == "win32", reason="no name there")),
    ],
)
def test_a_codebook_keeps_its_trail_when_its_file_gets_another_name(in_git, name):
    in_git.change("codebook.yaml", "ungrouped: []", "ungrouped:\n  - concept: 散步")
    commit(in_git, "加一个概念", by="乙")
    git(in_git, "mv", "codebook.yaml", name)
    in_git.change("study.yaml", "codebook: codebook.yaml", f"codebook: {json.dumps(name)}")
    commit(in_git, "改文件名")
    in_git.change(name, "- concept: 散步", "- concept: 走一走")
    commit(in_git, "改概念名", by="乙")
    assert [(one.verb, one.about, one.by) for one in entries(in_git) if one.why.startswith(("加一个", "改概念"))] == [
        ("add concept", ("散步",), "乙"),
        ("rename concept", ("散步",), "乙"),
    ]


def test_a_trail_goes_through_merges_of_branches(in_git):
    git(in_git, "checkout", "-q", "-b", "side")
    in_git.change("codebook.yaml", "ungrouped: []", "ungrouped:\n  - concept: 散步")
    commit(in_git, "旁支", by="乙")
    git(in_git, "checkout", "-q", "-")
    in_git.change("codebook.yaml", "- concept: 孩子结伴", "- concept: 孩子作伴")
    commit(in_git, "主干")
    git(in_git, "merge", "-q", "--no-edit", "side")
    later = [(one.by, one.verb, one.about, one.why) for one in entries(in_git) if one.why != "起步"]
    assert sorted(later) == [
        ("乙", "add concept", ("散步",), "旁支"),
        ("甲", "rename concept", ("孩子结伴",), "主干"),
    ]

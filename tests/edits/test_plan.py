"""Plans: shown without being written, written whole or not at all where a file is not what it was."""

from __future__ import annotations

import os

import pytest

from gioia.edits.coding import Wish, code
from gioia.edits.diff import diff
from gioia.edits.documents import add_documents
from gioia.edits.plan import FileChange, Plan, carry_out, write
from gioia.edits.structure import rename
from gioia.errors import GioiaError
from gioia.plaintext import writing
from gioia.study import finding_studies

TIME = "2026-02-01T00:00:00Z"
WISH = Wish("新书架已经立稳", "捐出旧书", "乙", TIME)
F1 = "codings/甲/F1/访谈.md.jsonl"


def coding(study):
    return code(study, WISH)


def test_a_dry_run_shows_the_change_and_writes_nothing(clean):
    before = clean.bytes()
    shown = diff(carry_out(clean.root, coding, dry_run=True))
    assert clean.bytes() == before
    assert not (clean.root / ".gioia.lock").exists()
    assert shown.startswith("--- /dev/null\n+++ clean/codings/乙/G1/公告.md.jsonl\n")
    assert "+676bc274c02a 捐出旧书: “新书架已经立稳” (18–25)" in shown


def test_what_was_planned_is_what_is_written(clean):
    before = clean.bytes()
    plan = carry_out(clean.root, coding)
    assert clean.bytes() == before | {"codings/乙/G1/公告.md.jsonl": plan.changes[0].after}


def test_a_file_that_changed_in_between_stops_the_edit_before_anything_is_written(clean):
    def meanwhile(study):
        plan = code(study, Wish("新书架已经立稳", "新概念", "甲", TIME, is_new=True))
        assert [change.path.name for change in plan.changes] == ["codebook.yaml", "公告.md.jsonl"]
        clean.write("codings/甲/G1/公告.md.jsonl", clean.text("codings/甲/G1/公告.md.jsonl") + "\n")
        return plan

    codebook = clean.text("codebook.yaml")
    with pytest.raises(GioiaError, match="the file changed in the meantime: nothing was written") as caught:
        carry_out(clean.root, meanwhile)
    assert caught.value.exit_code == 1
    assert clean.text("codebook.yaml") == codebook
    assert clean.text("codings/甲/G1/公告.md.jsonl").endswith("\n\n")


def test_a_file_that_came_into_being_in_between_is_not_overwritten(tmp_path):
    plan = Plan((FileChange(tmp_path / "a", None, b"ours"),))
    (tmp_path / "a").write_bytes(b"theirs")
    with pytest.raises(GioiaError, match="changed in the meantime"):
        write(plan)
    assert (tmp_path / "a").read_bytes() == b"theirs"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('{"id":"c02"', '{"id":c02'),
        ('{"id":"c02"', '<<<<<<< HEAD\n{"id":"c02"'),
        ('{"id":"c02","document":"F1/访谈.md"', '{"id":"c02","document":"G1/公告.md"'),
    ],
    ids=["not a record", "mark of a merge", "of another document"],
)
def test_a_codings_file_with_lines_that_would_be_lost_is_not_written_anew(clean, old, new):
    clean.change(F1, old, new)
    before = clean.bytes()
    with pytest.raises(GioiaError, match="nothing was written") as caught:
        carry_out(clean.root, lambda study: code(study, Wish("头一个月我们轮流值班。", "捐出旧书", "甲", TIME)))
    assert f"{F1}:2:" in str(caught.value)
    assert caught.value.exit_code == 1
    assert clean.bytes() == before


def test_a_register_with_a_line_twice_is_not_written_anew(clean, tmp_path):
    register = clean.text("sources/documents.jsonl")
    clean.write("sources/documents.jsonl", register + register.splitlines()[0].replace("plain 1", "docx 3") + "\n")
    (tmp_path / "new.txt").write_text("新的文字")
    with pytest.raises(GioiaError, match="nothing was written"):
        carry_out(clean.root, lambda study: add_documents(study, [tmp_path / "new.txt"], "F1", time=TIME))
    assert not (clean.root / "sources/F1/new.txt").exists()


def test_unreadable_lines_elsewhere_do_not_stand_in_the_way(clean):
    clean.change(F1, '{"id":"c02"', '{"id":c02')
    carry_out(clean.root, coding)
    assert (clean.root / "codings/乙/G1/公告.md.jsonl").is_file()


def test_a_case_that_came_with_the_package_is_not_written_to(clean, monkeypatch):
    monkeypatch.setattr(finding_studies, "_PACKAGE", clean.root.parent)
    before = clean.bytes()
    with pytest.raises(GioiaError, match="not written to: copy it first: gioia init NAME --from lechun"):
        carry_out(clean.root, coding)
    assert carry_out(clean.root, coding, dry_run=True).changes, "what would change may be looked at"
    assert clean.bytes() == before
    assert not (clean.root / ".gioia.lock").exists()


def test_a_diff_tells_files_that_come_and_go(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = diff(Plan((FileChange(tmp_path / "a", b"x\n", None), FileChange(tmp_path / "b", None, b"y"))))
    assert shown == "--- a\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n--- /dev/null\n+++ b\n@@ -0,0 +1 @@\n+y\n"


def linked(clean, name, target):
    """Move a file or folder of the study to the target, and leave a link there that leads to it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    (clean.root / name).rename(target)
    (clean.root / name).symlink_to(target)


LINKS = pytest.mark.skipif(os.name == "nt", reason="Windows makes links for administrators only")


@LINKS
@pytest.mark.parametrize("name", ["codebook.yaml", "codings", "codings/甲/F1/访谈.md.jsonl"])
def test_nothing_is_written_through_a_link_that_leads_out_of_the_study(clean, tmp_path, name):
    linked(clean, name, tmp_path / "elsewhere" / "it")
    (before, there), wish = (clean.bytes(), sorted((tmp_path / "elsewhere").rglob("*"))), "头一个月我们轮流值班。"
    with pytest.raises(GioiaError, match=r"leads out of the study, to .*elsewhere") as caught:
        carry_out(clean.root, lambda study: code(study, Wish(wish, "新概念", "甲", TIME, is_new=True)))
    assert caught.value.exit_code == 1
    assert (clean.bytes(), sorted((tmp_path / "elsewhere").rglob("*"))) == (before, there)


@LINKS
def test_a_link_that_stays_inside_the_study_is_written_through(clean):
    linked(clean, "codebook.yaml", clean.root / "shared" / "codebook.yaml")
    carry_out(clean.root, lambda study: code(study, Wish("新书架已经立稳", "新概念", "甲", TIME, is_new=True)))
    assert (clean.root / "codebook.yaml").is_symlink()
    assert "新概念" in clean.text("shared/codebook.yaml")


@LINKS
def test_a_study_that_is_reached_by_a_link_is_written_to(clean, tmp_path):
    (tmp_path / "link").symlink_to(clean.root)
    carry_out(tmp_path / "link", coding)
    assert (clean.root / "codings/乙/G1/公告.md.jsonl").is_file()


def test_a_codebook_that_study_yaml_names_outside_is_written_and_none_is_made_there(clean, tmp_path):
    clean.change("study.yaml", "codebook: codebook.yaml", "codebook: ../shared/codebook.yaml")
    wish = Wish("新书架已经立稳", "新概念", "甲", TIME, is_new=True)
    with pytest.raises(GioiaError, match="leads out of the study"):
        carry_out(clean.root, lambda study: code(study, wish))
    assert not (tmp_path / "shared").exists()
    (tmp_path / "shared").mkdir()
    (clean.root / "codebook.yaml").rename(tmp_path / "shared" / "codebook.yaml")
    carry_out(clean.root, lambda study: code(study, wish))
    assert "新概念" in (tmp_path / "shared" / "codebook.yaml").read_text(encoding="utf-8")


def test_a_file_that_a_person_saves_while_the_others_are_written_is_not_overwritten(clean, monkeypatch):
    real = writing.Writing.put

    def saving(self, path, content):
        real(self, path, content)
        clean.write("codebook.yaml", "# mine\n" + clean.text("codebook.yaml"))

    before = clean.bytes()
    monkeypatch.setattr(writing.Writing, "put", saving)
    with pytest.raises(GioiaError, match="the file changed in the meantime: nothing was written; try again"):
        carry_out(clean.root, lambda study: code(study, Wish("新书架已经立稳", "新概念", "甲", TIME, is_new=True)))
    changed = [name for name, content in clean.bytes().items() if content != before.get(name)]
    assert changed == ["codebook.yaml"]
    assert clean.text("codebook.yaml").startswith("# mine\n")


def test_a_coding_is_shown_as_a_sentence_and_only_where_it_changes(clean):
    shown = diff(carry_out(clean.root, lambda study: rename(study, "concept", "轮流值班", "排班"), dry_run=True))
    told = [line for line in shown.splitlines() if "c01" in line]
    assert told == [
        "-c01 轮流值班: “头一个月我们轮流值班。” (6–17), stage: 起步, role: proof",
        "+c01 排班: “头一个月我们轮流值班。” (6–17), stage: 起步, role: proof",
    ]
    assert "c02" not in shown
    assert "{" not in shown


def test_where_the_sentences_are_the_same_the_lines_themselves_are_shown(clean):
    (path,) = (clean.root / "codings").rglob("*访谈*.jsonl")
    raw = path.read_bytes()
    shown = diff(Plan((FileChange(path, raw, raw.replace(b'"before":"', b'"before":"x', 1)),)))
    assert '+{"id":' in shown


def test_a_change_that_a_sentence_leaves_out_is_shown_beside_one_that_it_tells(clean):
    (path,) = (clean.root / "codings").rglob("*访谈*.jsonl")
    raw = path.read_bytes()
    first, second, rest = raw.split(b"\n", 2)
    changed = first.replace('轮流值班"'.encode(), '排班"'.encode()), second.replace(b'"before":"', b'"before":"x', 1)
    assert changed[0] != first
    assert changed[1] != second
    shown = diff(Plan((FileChange(path, raw, b"\n".join([*changed, rest])),)))
    assert [line[:7] for line in shown.splitlines()].count('+{"id":') == 2

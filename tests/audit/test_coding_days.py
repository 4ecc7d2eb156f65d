"""The days of coding are told from the codings themselves, from the history of edits and from git, side by side."""

from __future__ import annotations

import subprocess
from datetime import UTC, timedelta, timezone

import pytest
from msgspec.structs import replace

from gioia.audit.coding_days import Day, coding_days
from gioia.audit.git_versions import Committed, committed
from gioia.codings.coding import Coding
from gioia.edits.coding import uncode
from gioia.edits.passages import recode
from gioia.edits.plan import carry_out
from gioia.edits.structure import rename
from gioia.study import Study
from gioia.study.history import Edit, FileEdit, Piece, read_history


def git(root, *words, by="甲"):
    told = ["-c", f"user.name={by}", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *told, *words], cwd=root, check=True, capture_output=True)


def commit(root, subject, day, by="甲"):
    git(root, "add", "-A")
    git(root, "commit", "-m", subject, "--date", f"{day}T12:00:00Z", by=by)


def codings(root):
    return sorted((root / "codings").rglob("*.jsonl"))


@pytest.fixture
def in_git(clean):
    git(clean.root, "init", "-q")
    commit(clean.root, "起步", "2026-01-01")
    return clean


def study(tmp_path, *made):
    """Return a study of codings given by coder, document, concept and time."""
    of = (
        Coding(f"E{i}", doc, i, i + 1, "x", concept, coder, time) for i, (coder, doc, concept, time) in enumerate(made)
    )
    return Study(tmp_path, "study", codings=tuple(of))


def test_codings_that_stand_count_on_the_day_on_which_they_were_made(tmp_path):
    of = study(
        tmp_path,
        ("ada", "F1/a.txt", "甲", "2026-01-01T08:00:00Z"),
        ("ada", "F1/b.txt", "甲", "2026-01-01T09:00:00Z"),
        ("ada", "F1/b.txt", "乙", "2026-01-02T09:00:00Z"),
        ("bob", "F1/b.txt", "乙", "2026-01-01T09:00:00Z"),
    )
    assert coding_days(of, [], [], UTC) == [
        Day("2026-01-01", "ada", 2, 2, 1),
        Day("2026-01-01", "bob", 1, 1, 1),
        Day("2026-01-02", "ada", 1, 1, 1),
    ]


def test_a_day_is_one_of_the_zone_that_is_asked_for(tmp_path):
    of = study(tmp_path, ("ada", "F1/a.txt", "甲", "2026-01-01T23:30:00Z"))
    (day,) = coding_days(of, [], [], timezone(timedelta(hours=8)))
    assert day.day == "2026-01-02"


def test_a_time_that_is_none_is_told_as_it_stands(tmp_path):
    (day,) = coding_days(study(tmp_path, ("ada", "F1/a.txt", "甲", "someday or other")), [], [], UTC)
    assert day.day == "someday or"


def test_lines_of_edits_are_those_of_the_files_of_the_coder(tmp_path):
    pieces = (Piece(0, 2, ""), Piece(5, 1, '{"quotation":"a\u2028b"}\n{"id":"y"}\n'))
    files = (
        FileEdit("codings/ada/F1/a.txt.jsonl", "", "1", pieces),
        FileEdit("codebook.yaml", "", "1", (Piece(0, 9, ""),)),
        FileEdit("history/ada/2026-01.jsonl", "", "1", (Piece(0, 9, ""),)),
    )
    edit = Edit("1", "2026-01-01T08:00:00Z", "bob", "import codings", files=files)
    (day,) = coding_days(study(tmp_path), [edit], [], UTC)
    assert (day.coder, day.put_in, day.taken_out, day.codings) == ("ada", 3, 2, 0)


def test_a_file_that_is_no_coders_is_in_no_day(tmp_path):
    strays = [Committed("甲", "2026-01-01T08:00:00Z", path, 3, 0) for path in ("codings/README.md", "memos/a/b.md")]
    assert coding_days(study(tmp_path), [], strays, UTC) == []


def test_what_was_taken_away_with_gioia_is_in_the_days(clean):
    before = len(clean.load().codings)
    carry_out(clean.root, lambda of: uncode(of, "c02"), by="甲")
    days = coding_days(clean.load(), read_history(clean.root)[0], [], UTC)
    assert sum(day.codings for day in days) == before - 1
    assert [(day.coder, day.put_in, day.taken_out) for day in days if day.taken_out] == [("甲", 0, 1)]


def test_a_coding_that_changed_is_one_out_and_one_in(clean):
    coding = clean.load().codings[0]
    other = next(one.concept for one in clean.load().codings if one.concept != coding.concept)
    carry_out(clean.root, lambda of: recode(of, [coding.id], other), by="甲")
    (day,) = [day for day in coding_days(clean.load(), read_history(clean.root)[0], [], UTC) if day.put_in]
    assert (day.put_in, day.taken_out) == (1, 1)


def test_git_tells_what_commits_did_to_the_codings(in_git):
    path = codings(in_git.root)[0]
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[1:]))
    commit(in_git.root, "删一条", "2026-02-01", by="乙 丙")
    found = committed(in_git.root, "codings")
    name = path.relative_to(in_git.root).as_posix()
    assert found[-1] == Committed("乙 丙", found[-1].time, name, 0, 1)
    assert sum(one.added for one in found if one.by == "甲") == len(in_git.load().codings) + 1
    last = coding_days(in_git.load(), [], found, UTC)[-1]
    assert (last.day, last.committed_in, last.committed_out, last.committed_by) == ("2026-02-01", 0, 1, ("乙 丙",))


def test_a_study_below_the_top_of_its_repository_has_its_commits(tmp_path, clean):
    git(tmp_path, "init", "-q")
    commit(tmp_path, "起步", "2026-01-01")
    assert {one.path.split("/")[0] for one in committed(clean.root, "codings")} == {"codings"}


def test_a_concept_that_is_renamed_changes_the_lines_of_all_who_coded_it(in_git):
    carry_out(in_git.root, lambda of: rename(of, "concept", "轮流值班", "排班"), by="乙")
    commit(in_git.root, "改名", "2026-02-01", by="乙")
    days = coding_days(in_git.load(), read_history(in_git.root)[0], committed(in_git.root, "codings"), UTC)
    number = sum(one.concept == "排班" for one in in_git.load().codings)
    assert sum(day.put_in for day in days) == sum(day.taken_out for day in days) == number
    assert [(day.committed_in, day.committed_out) for day in days if "乙" in day.committed_by] == [(number, number)]


def test_without_git_there_are_no_commits(clean):
    assert committed(clean.root, "codings") == []


def test_procedures_are_told_under_their_names(tmp_path):
    of = study(tmp_path, ("rules", "F1/a.txt", "甲", "2026-01-01T08:00:00Z"))
    assert [day.coder for day in coding_days(replace(of, language="en"), [], [], UTC)] == ["rules"]

"""Two studies with one codebook: a name that changes in one changes in the other, and what stands in the way there stands here."""

from __future__ import annotations

import shutil

import pytest

from gioia.edits import structure
from gioia.edits.coding import Wish, code
from gioia.edits.diff import diff
from gioia.edits.plan import carry_out
from gioia.edits.retagging import merge_concepts
from gioia.edits.undo import redo, undo
from gioia.errors import GioiaError
from gioia.plaintext import files
from gioia.plaintext.files import JOURNAL_NAME, shown_path
from gioia.study.history import read_history
from gioia.study.loading import load_study

TIME = "2026-02-01T00:00:00Z"


@pytest.fixture
def pair(clean):
    """The clean study and a second one beside it, both with `codebooks/shelf.yaml` above them."""
    home = clean.root.parent
    (home / "codebooks").mkdir()
    (clean.root / "codebook.yaml").rename(home / "codebooks" / "shelf.yaml")
    text = clean.text("study.yaml")
    assert "codebook: codebook.yaml" in text
    (clean.root / "study.yaml").write_text(
        text.replace("codebook: codebook.yaml", "codebook: ../codebooks/shelf.yaml"), encoding="utf-8"
    )
    other = home / "second"
    shutil.copytree(clean.root, other)
    return clean.root, other


def tree(*roots):
    files = [path for root in roots for path in root.rglob("*") if path.is_file()] + list(
        (roots[0].parent / "codebooks").iterdir()
    )
    return {path: path.read_bytes() for path in files if "history" not in path.parts and not path.name.startswith(".")}


def concepts_of(root):
    return {coding.concept for coding in load_study(root)[0].codings}


def rename(study):
    return structure.rename(study, "concept", "轮流值班", "排班")


def test_a_name_changes_in_every_study_with_the_codebook_and_in_no_other(pair):
    first, second = pair
    third = first.parent / "third"
    shutil.copytree(second, third)
    own_book = (first.parent / "codebooks" / "shelf.yaml").read_bytes()
    (third / "codebook.yaml").write_bytes(own_book)
    text = (third / "study.yaml").read_text(encoding="utf-8").replace("../codebooks/shelf.yaml", "codebook.yaml")
    (third / "study.yaml").write_text(text, encoding="utf-8")
    plan = carry_out(first, rename, by="甲")
    for root in pair:
        assert "排班" in concepts_of(root)
        assert "轮流值班" not in concepts_of(root)
        assert [finding for finding in load_study(root)[1] if finding.rule == "NA1"] == []
    assert "轮流值班" in concepts_of(third)
    assert plan.messages[-1] == "the study second shares the codebook and was changed with it"


def test_a_dry_run_shows_what_would_change_in_the_other_study(pair):
    before = tree(*pair)
    plan = carry_out(pair[0], rename, by="甲", dry_run=True)
    assert "second/codings" in diff(plan).replace("\\", "/")
    assert tree(*pair) == before


def test_undoing_takes_it_back_in_both_and_doing_again_does_it_in_both(pair):
    before = tree(*pair)
    carry_out(pair[0], rename, by="甲")
    after = tree(*pair)
    carry_out(pair[0], lambda study: undo(study, by="甲"), by="甲")
    assert tree(*pair) == before
    carry_out(pair[0], lambda study: redo(study, by="甲"), by="甲")
    assert tree(*pair) == after


def test_the_other_history_tells_it_and_says_where_it_is_undone(pair):
    first, second = pair
    edit = carry_out(first, rename, by="甲").edit
    (line,) = read_history(second)[0]
    assert (line.id, line.verb, line.about, line.to) == (edit, "rename concept", ("轮流值班",), ("排班",))
    assert line.study == "../" + first.name
    assert {file.path for file in line.files if ".." in file.path} == {"../codebooks/shelf.yaml"}
    assert any(file.path.startswith("codings/") for file in line.files)
    with pytest.raises(GioiaError, match=f"was made in the study {first.name}, which") as refused:
        carry_out(second, lambda study: undo(study, edit), by="甲")
    assert refused.value.remedy == f"undo it there: gioia undo {edit} -s {shown_path(first)}"
    with pytest.raises(GioiaError, match="nothing that 甲 did is left to undo"):
        carry_out(second, lambda study: undo(study, by="甲"), by="甲")


def test_what_was_undone_in_one_study_is_done_again_there_only(pair):
    first, second = pair
    carry_out(first, rename, by="甲")
    carry_out(first, lambda study: undo(study, by="甲"), by="甲")
    with pytest.raises(GioiaError, match="甲 has undone nothing that could be done again"):
        carry_out(second, lambda study: redo(study, by="甲"), by="甲")


def test_a_change_of_grouping_stands_in_both_histories(pair):
    carry_out(pair[0], lambda study: structure.ungroup(study, ["捐出旧书"]), by="甲")
    assert [edit.verb for root in pair for edit in read_history(root)[0]] == ["ungroup", "ungroup"]


def test_what_the_other_study_has_coded_is_not_taken_away(pair):
    first, second = pair
    carry_out(first, lambda study: structure.add_concept(study, "立稳"), by="甲")
    carry_out(second, lambda study: code(study, Wish("新书架已经立稳", "立稳", "乙", TIME)), by="乙")
    before = tree(*pair)
    with pytest.raises(
        GioiaError, match="in the study second, which shares the codebook: the concept '立稳' has 1 coding"
    ):
        carry_out(first, lambda study: structure.remove(study, "concept", "立稳"), by="甲")
    with pytest.raises(
        GioiaError, match=r"'立稳' would go, and codings rest on it, first .* by 乙 in the study second"
    ):
        carry_out(first, lambda study: undo(study, by="甲"), by="甲")
    assert tree(*pair) == before


def test_concepts_are_merged_in_both(pair):
    carry_out(pair[0], lambda study: merge_concepts(study, ["修理书架"], "捐出旧书"), by="甲")
    assert all("修理书架" not in concepts_of(root) for root in pair)


def test_a_study_that_cannot_be_read_whole_stops_the_edit(pair):
    first, second = pair
    (file,) = [
        path for path in (second / "codings").rglob("*.jsonl") if "轮流值班" in path.read_text(encoding="utf-8")
    ][:1]
    file.write_text(file.read_text(encoding="utf-8") + "{broken\n", encoding="utf-8")
    before = tree(*pair)
    with pytest.raises(GioiaError, match="nothing was written"):
        carry_out(first, rename, by="甲")
    assert tree(*pair) == before


def test_a_later_edit_of_the_other_study_is_named_with_the_study_where_it_is_undone(pair):
    first, second = pair
    carry_out(first, lambda study: structure.ungroup(study, ["捐出旧书"]), by="甲")
    later = carry_out(second, lambda study: structure.ungroup(study, ["轮流值班"]), by="乙").edit
    with pytest.raises(GioiaError, match="changed since by 乙") as refused:
        carry_out(first, lambda study: undo(study, by="甲"), by="甲")
    assert refused.value.remedy == f"undo that first: gioia undo {later} -s {shown_path(second)}; nothing was written"


def test_a_study_reached_by_a_link_is_edited_and_undone_with_the_others(pair, tmp_path):
    first, _ = pair
    (tmp_path / "elsewhere" / "deeper").mkdir(parents=True)
    link = tmp_path / "elsewhere" / "deeper" / "link"
    link.symlink_to(first, target_is_directory=True)
    before = tree(*pair)
    carry_out(link, rename, by="甲")
    assert "轮流值班" not in concepts_of(pair[1])
    carry_out(link, lambda study: undo(study, by="甲"), by="甲")
    assert tree(*pair) == before


def test_an_edit_of_the_other_study_that_was_cut_off_is_completed_first(pair, monkeypatch):
    monkeypatch.setattr(files, "LOCK_SECONDS", 0.1)
    first, second = pair
    (second / JOURNAL_NAME).write_text('{"moves":[],"beside":[]}', encoding="utf-8")
    seen = []

    def planner(study):
        seen.append((second / JOURNAL_NAME).exists() if study.name == "second" else None)
        return rename(study)

    carry_out(first, planner, by="甲")
    assert seen == [None, False]


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_study_of_which_nobody_can_tell_what_it_has_stops_the_edit(pair, dry_run):
    first, second = pair
    file = second / "study.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "  bad: [\n", encoding="utf-8")
    before = tree(*pair)
    with pytest.raises(GioiaError, match=r"in the study second, which shares the codebook: .*not YAML"):
        carry_out(first, rename, by="甲", dry_run=dry_run)
    assert tree(*pair) == before


def test_a_broken_study_with_another_codebook_stops_nothing(pair):
    first, second = pair
    file = second / "study.yaml"
    text = file.read_text(encoding="utf-8").replace("../codebooks/shelf.yaml", "own.yaml  # was shelf.yaml")
    file.write_text(text + "  bad: [\n", encoding="utf-8")
    carry_out(first, rename, by="甲")

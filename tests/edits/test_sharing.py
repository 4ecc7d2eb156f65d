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
    with pytest.raises(GioiaError, match="was made in the study"):
        carry_out(second, lambda study: undo(study, edit), by="甲")
    with pytest.raises(GioiaError, match="nothing that 甲 did is left to undo"):
        carry_out(second, lambda study: undo(study, by="甲"), by="甲")


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

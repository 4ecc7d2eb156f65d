"""Updating a document: every coding is accounted for, and what was touched waits for a person."""

from __future__ import annotations

import pytest

from gioia.edits.documents import add_documents
from gioia.edits.plan import carry_out
from gioia.edits.update import settle_review, update_document
from gioia.errors import GioiaError

TIME = "2026-03-01T00:00:00Z"
NAME = "F1/访谈.md"


def updated(clean, tmp_path, change):
    """Update the interview with `change` made to its text, and return what was told."""
    (tmp_path / "new.md").write_text(change(clean.text(f"sources/{NAME}")), encoding="utf-8")
    return carry_out(clean.root, lambda study: update_document(study, NAME, tmp_path / "new.md", time=TIME)).messages


def here(clean):
    return {coding.id: coding for coding in clean.load().codings if coding.document == NAME}


def test_a_line_above_moves_every_coding_and_changes_no_word(clean, tmp_path):
    before = here(clean)
    told = updated(clean, tmp_path, lambda text: "新的第一行。\n\n" + text)
    assert told[0] == f"{NAME}: 0 kept, {len(before)} moved, 0 changed, 0 split, 0 lost"
    after = here(clean)
    assert {i: c.quotation for i, c in after.items()} == {i: c.quotation for i, c in before.items()}
    assert {after[i].start - before[i].start for i in before} == {8}
    assert clean.findings() == []


def test_the_register_holds_the_new_text_and_its_original(clean, tmp_path):
    updated(clean, tmp_path, lambda text: text + "后记。\n")
    document = clean.load().documents[NAME]
    assert document.text.endswith("后记。\n")
    assert (document.original, document.added) == ("new.md", TIME)


def test_the_doubts_about_the_old_reading_go_and_those_about_the_new_one_stay(clean, tmp_path):
    files = {"short.txt": "呵嗬".encode("gbk"), "still.txt": "呵嗬呵嗬".encode("gbk"), "sure.txt": "呵嗬，".encode()}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    carry_out(clean.root, lambda study: add_documents(study, [tmp_path / "short.txt"], "F1"))
    for name, count in (("still.txt", 1), ("sure.txt", 0)):
        file = tmp_path / name
        plan = carry_out(clean.root, lambda study, file=file: update_document(study, "F1/short.txt", file))
        assert [remark.rule for remark in plan.remarks] == ["DO4"] * count
        assert [finding.rule for finding in clean.findings()] == ["DO4"] * count


def test_an_edit_in_a_passage_is_told_with_both_wordings_and_waits_for_review(clean, tmp_path):
    words = here(clean)["c01"].quotation
    told = updated(clean, tmp_path, lambda text: text.replace(words, words[:3] + "真" + words[3:]))
    assert any(line.startswith("changed c01") and words in line for line in told)
    assert here(clean)["c01"].quotation == words[:3] + "真" + words[3:]
    assert [(line.outcome, line.was.quotation) for line in clean.load().review] == [("changed", words)]
    assert [subject for _, subject in clean.found("TR9")] == ["c01"]


def test_a_passage_that_is_gone_waits_whole(clean, tmp_path):
    was = here(clean)["c01"]
    told = updated(clean, tmp_path, lambda text: text.replace(was.quotation, ""))
    assert any(line.startswith("lost c01") for line in told)
    assert "c01" not in here(clean)
    (line,) = clean.load().review
    assert (line.outcome, line.was, line.now) == ("lost", was, "")
    assert [f.severity for f in clean.findings() if f.rule == "TR9"] == ["error"]
    carry_out(clean.root, lambda study: settle_review(study, ["c01"]))
    assert clean.found("TR9") == []
    assert not (clean.root / "review.jsonl").exists()


def test_the_codings_of_all_coders_are_updated(clean, tmp_path):
    line = clean.text(f"codings/甲/{NAME}.jsonl").splitlines()[0]
    clean.write(
        f"codings/乙/{NAME}.jsonl", line.replace('"coder":"甲"', '"coder":"乙"').replace('"c01"', '"x01"') + "\n"
    )
    updated(clean, tmp_path, lambda text: "序。\n" + text)
    assert here(clean)["x01"].start == here(clean)["c01"].start
    assert clean.found("TR1") == []


def test_a_text_edited_by_hand_is_taken_over_from_what_its_codings_hold(clean):
    words = here(clean)["c01"].quotation
    clean.write(f"sources/{NAME}", "手写的一行。\n" + clean.text(f"sources/{NAME}"))
    assert clean.found("DO1")
    assert clean.found("TR1")
    plan = carry_out(clean.root, lambda study: update_document(study, NAME, None, time=TIME))
    assert "0 changed, 0 split, 0 lost" in plan.messages[0]
    assert here(clean)["c01"].quotation == words
    assert clean.findings() == []


@pytest.mark.parametrize(
    ("name", "told"),
    [("F1/访谈.txt", "did you mean 'F1/访谈.md'"), (NAME, "the text is the same")],
)
def test_misuse_is_told(clean, name, told):
    with pytest.raises(GioiaError, match=told):
        carry_out(clean.root, lambda study: update_document(study, name, None, time=TIME))


def test_what_is_not_on_the_list_cannot_be_settled(clean):
    with pytest.raises(GioiaError, match="not on the review list"):
        carry_out(clean.root, lambda study: settle_review(study, ["c01"]))


def test_the_program_asks_before_it_does_anything(clean, tmp_path, gioia_program):
    (tmp_path / "new.md").write_text("新行。\n" + clean.text(f"sources/{NAME}"), encoding="utf-8")
    before = clean.bytes()
    unasked = gioia_program("update", NAME, tmp_path / "new.md", cwd=clean.root)
    assert (unasked.returncode, unasked.stderr) == (2, "gioia: nothing was changed: say --yes to carry this out\n")
    assert clean.bytes() == before
    done = gioia_program("update", NAME, tmp_path / "new.md", "--yes", cwd=clean.root)
    assert done.returncode == 0
    assert "moved" in done.stdout
    assert gioia_program("review", cwd=clean.root).stdout == "nothing waits for review\n"


def test_a_file_in_place_of_a_document_is_told_what_comes_first(clean):
    clean.write("../new.txt", "文")
    with pytest.raises(GioiaError, match="no document is called") as raised:
        update_document(clean.load(), "new.txt", None)
    assert raised.value.remedy.startswith("name the document first, then the file: gioia update DOCUMENT new.txt")

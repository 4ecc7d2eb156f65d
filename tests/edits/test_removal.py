"""Taking documents away: text, register and suggestions go; what a person coded keeps its document."""

from __future__ import annotations

import pytest

from gioia.edits.coding import Wish, code, uncode
from gioia.edits.documents import add_documents
from gioia.edits.plan import carry_out
from gioia.edits.removal import remove_documents
from gioia.edits.undo import undo
from gioia.errors import GioiaError

TIME = "2026-02-01T00:00:00Z"


@pytest.fixture
def with_two(clean, tmp_path):
    """Return the clean study with two more documents, F1/甲.txt and F1/乙.txt, that nobody has coded."""
    for name, text in (("甲.txt", "捐来的书堆到门口。"), ("乙.txt", "乙家也来帮忙搬书。")):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        carry_out(clean.root, lambda study, file=file: add_documents(study, [file], "F1", time=TIME), by="甲")
    return clean


def remove(study, *names):
    return carry_out(study.root, lambda record: remove_documents(record, names), by="甲")


def test_a_document_goes_with_its_text_and_its_line_although_others_came_after_it(with_two):
    before = with_two.found("DO3")
    remove(with_two, "F1/甲.txt")
    assert "F1/甲.txt" not in with_two.load().documents
    assert "F1/乙.txt" in with_two.load().documents
    assert not (with_two.root / "sources" / "F1" / "甲.txt").exists()
    assert with_two.found("DO3") == before


def test_what_was_taken_away_comes_back_to_the_byte(with_two):
    before = {path: raw for path, raw in with_two.bytes().items() if not path.startswith("history/")}
    remove(with_two, "F1/甲.txt", "F1/乙.txt")
    carry_out(with_two.root, lambda study: undo(study, by="甲"), by="甲")
    assert {path: raw for path, raw in with_two.bytes().items() if not path.startswith("history/")} == before


def test_a_document_with_a_coding_stays_until_the_coding_is_gone(with_two):
    carry_out(with_two.root, lambda study: code(study, Wish("堆到门口", "捐出旧书", "甲", TIME)))
    (coding,) = (each for each in with_two.load().codings if each.document == "F1/甲.txt")
    with pytest.raises(GioiaError, match=r"a coding stands in F1/甲\.txt") as raised:
        remove(with_two, "F1/甲.txt")
    assert raised.value.exit_code == 1
    carry_out(with_two.root, lambda study: uncode(study, coding.id))
    remove(with_two, "F1/甲.txt")
    assert "F1/甲.txt" not in with_two.load().documents


def test_suggestions_of_the_rules_go_with_their_document(with_two):
    with_two.change("study.yaml", "  - coder: 甲\n", "  - coder: rules\n    kind: procedure\n  - coder: 甲\n")
    carry_out(with_two.root, lambda study: code(study, Wish("堆到门口", "捐出旧书", "rules", TIME)))
    remove(with_two, "F1/甲.txt")
    assert not [each for each in with_two.load().codings if each.document == "F1/甲.txt"]


def test_a_name_that_no_document_has_is_told_with_the_nearest(with_two):
    with pytest.raises(GioiaError, match="no document is called") as raised:
        remove(with_two, "F1/甲")
    assert "F1/甲.txt" in raised.value.remedy

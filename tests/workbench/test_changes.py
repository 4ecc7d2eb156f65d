"""A file that changed underneath is noticed; what fits is carried out, and where it does not both versions are told."""

from __future__ import annotations

import os
import threading

import pytest

from gioia.errors import ChangedError, GioiaError
from gioia.workbench.conflicts import ConflictError

F1 = "F1/访谈.md"


def conflict(page, action, **given):
    before = page.copy.bytes()
    with pytest.raises(ConflictError) as caught:
        page.do(action, **given)
    assert page.copy.bytes() == before
    return caught.value


def test_a_study_that_has_not_changed_is_not_loaded_again(page, monkeypatch):
    seen = page.seen
    monkeypatch.setattr("gioia.workbench.changes.load_study", lambda _: pytest.fail("loaded again"))
    assert page.seen is seen


@pytest.mark.parametrize(
    ("file", "documents", "structure"),
    [
        ("codings/甲/F1/访谈.md.jsonl", (F1,), False),
        ("sources/G1/公告.md", ("G1/公告.md",), False),
        ("codebook.yaml", (), True),
        ("study.yaml", (), True),
        ("memos/值班.md", (), True),
        ("sources/documents.jsonl", (), True),
    ],
)
def test_a_file_that_an_editor_saves_is_noticed(page, clean, file, documents, structure):
    version = page.version
    clean.write(file, clean.text(file) + "\n")
    told = page.workbench.changed_since(version)
    assert (told["documents"], told["structure"]) == (documents, structure)
    assert told["version"] != version
    assert page.workbench.changed_since(told["version"])["documents"] == ()


def test_a_file_of_the_same_size_and_time_is_noticed(page, clean):
    version, path = page.version, clean.root / "codebook.yaml"
    seen = path.stat()
    clean.change("codebook.yaml", "轮流值班", "轮班值守")
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert page.workbench.kept.version() != version


def test_the_history_and_hidden_files_are_no_change(page, clean):
    clean.write("history/甲/2026-01.jsonl", "")
    clean.write(".gioia.lock", "")
    clean.write("codings/甲/F1/.swp", "x")
    assert page.workbench.kept.version() == page.version


def test_a_codebook_outside_the_study_is_watched(clean, page):
    (clean.root / "codebook.yaml").rename(clean.root.parent / "shared.yaml")
    clean.change("study.yaml", "codebook: codebook.yaml", "codebook: ../shared.yaml")
    version = page.seen.version
    shared = clean.root.parent / "shared.yaml"
    shared.write_bytes(shared.read_bytes() + b"\n")
    assert page.workbench.changed_since(version)["structure"]


def test_an_edit_on_an_old_version_is_carried_out_where_nothing_conflicts(page, open_page):
    other = open_page("乙")
    page.do("set", id="c01", memo="甲的")
    page.do("rename", noun="theme", old="相识", new="认识")
    answer = other.do("code", document=F1, start=6, end=10, concept="轮流值班")
    assert set(answer["documents"]) == {F1}
    assert answer["structure"], "the page is told what others did in between"
    assert page.coding("c01")["memo"] == "甲的"


def test_two_details_of_one_coding_can_be_set_from_two_pages(page, open_page):
    other = open_page("甲")
    page.do("set", id="c01", memo="先")
    other.do("set", id="c01", role="counter")
    assert (page.coding("c01")["memo"], page.coding("c01")["role"]) == ("先", "counter")


def test_the_same_detail_set_from_two_pages_is_a_conflict_that_tells_both(page, open_page):
    other = open_page("甲")
    page.do("set", id="c01", memo="先")
    told = conflict(other, "set", id="c01", memo="后")
    assert (told.theirs["memo"], told.yours["memo"]) == ("先", "后")
    assert "elsewhere" in told.message


def test_a_conflict_tells_nothing_that_is_hidden(page, open_page):
    blind = open_page("乙", blind=True)
    page.do("set", id="c01", memo="甲的备注")
    with pytest.raises(GioiaError) as caught:
        blind.do("set", id="c01", memo="乙的备注")
    assert not isinstance(caught.value, ConflictError)
    assert "甲" not in str(caught.value)


@pytest.mark.parametrize(
    ("action", "given"),
    [
        ("uncode", {}),
        ("resize", {"start": 6, "end": 9}),
        ("set", {"memo": "后"}),
    ],
)
def test_a_coding_that_is_gone_is_a_conflict(page, open_page, action, given):
    other = open_page("甲")
    page.do("uncode", id="c01")
    told = conflict(other, action, id="c01", **given)
    assert told.theirs is None


def test_a_passage_that_was_moved_elsewhere_is_a_conflict_for_moving_it(page, open_page):
    other = open_page("乙")
    page.do("recode", ids=["c01"], concept="孩子结伴")
    told = conflict(other, "recode", ids=["c01"], concept="捐出旧书")
    assert (told.theirs["concept"], told.yours["concept"]) == ("孩子结伴", "捐出旧书")


@pytest.mark.parametrize(
    ("action", "given"),
    [
        ("code", {"document": F1, "start": 6, "end": 9, "concept": "轮流值班"}),
        ("rename", {"noun": "concept", "old": "轮流值班", "new": "值日"}),
        ("define", {"noun": "concept", "name": "轮流值班", "definition": "另一个"}),
        ("group", {"names": ["轮流值班"], "theme": "出物"}),
        ("merge_concepts", {"names": ["轮流值班", "修理书架"], "into": "出工"}),
    ],
)
def test_a_name_that_is_gone_is_a_conflict(page, open_page, action, given):
    other = open_page("乙")
    page.do("rename", noun="concept", old="轮流值班", new="排班")
    told = conflict(other, action, **given)
    assert "is gone" in told.message
    assert told.yours == {"noun": "concept", "name": "轮流值班"}


def test_two_definitions_of_one_name_are_both_told(page, open_page):
    other = open_page("乙")
    page.do("define", noun="concept", name="修理书架", definition="修和搬")
    told = conflict(other, "define", noun="concept", name="修理书架", definition="只是修")
    assert (told.theirs["definition"], told.yours["definition"]) == ("修和搬", "只是修")


def test_a_span_of_a_text_that_is_another_now_is_a_conflict(page, clean):
    clean.write("sources/F1/访谈.md", "多了一行。\n" + clean.text("sources/F1/访谈.md"))
    told = conflict(page, "code", document=F1, start=6, end=17, concept="轮流值班")
    assert told.yours["quotation"] == "头一个月我们轮流值班。"
    assert told.theirs["quotation"] != told.yours["quotation"]


def test_a_page_of_before_the_program_was_started_anew_has_to_reload(page):
    told = conflict(page, "uncode", id="c01", version="0" * 20)
    assert told.remedy == "reload the page"


def test_an_undo_that_a_later_edit_stands_in_the_way_of_is_refused_by_name(page, open_page):
    page.do("add_concept", name="一")
    other = open_page("乙")
    other.do("add_concept", name="二")
    with pytest.raises(ChangedError, match="changed since by 乙"):
        page.do("undo")


def test_what_an_editor_saves_between_planning_and_writing_is_not_lost(page, clean, monkeypatch):
    """The edit is planned anew on what the editor left."""
    from gioia.edits import plan

    real, saved = plan.write, []

    def write(planned, journal):
        if not saved:
            saved.append(clean.change("codebook.yaml", "各家排班照看书屋", "各家轮流照看"))
        real(planned, journal)

    monkeypatch.setattr(plan, "write", write)
    page.do("add_concept", name="新的概念")
    assert "各家轮流照看" in clean.text("codebook.yaml")
    assert "新的概念" in clean.text("codebook.yaml")


def test_two_pages_that_code_at_the_same_time_lose_nothing(clean, open_page):
    """Each page is a server of its own; each codes on the version that it was told last."""
    text = clean.load().documents[F1].text
    places = [at for at in range(6, 50) if text[at : at + 2].strip() and "\n" not in text[at : at + 2]]
    failed = []

    def code(page, start, concept):
        for at in places[start::2]:
            try:
                page.do("code", document=F1, start=at, end=at + 2, concept=f"{concept}{at}", new=True)
            except Exception as error:  # noqa: BLE001 - told below
                failed.append(error)

    pages = [open_page("甲"), open_page("甲")]
    threads = [
        threading.Thread(target=code, args=(page, start, concept))
        for page, start, concept in zip(pages, (0, 1), "左右", strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    made = [each for each in clean.load().codings if each.concept[0] in "左右"]
    assert sorted(each.start for each in made) == places
    assert [found for found in clean.findings() if found.rule[:2] in {"FI", "NA", "TR"}] == []

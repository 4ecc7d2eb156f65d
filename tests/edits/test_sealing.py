"""Sealing: the copy tells the analysis, and no file of it more than eight characters in a row of what a source says."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from told_studies import ARTICLE, BAKER, LATER, TIME, TITLE, coded, told

from gioia import check, load_study
from gioia.displays.counts import codings_by_source
from gioia.edits.coding import uncode
from gioia.edits.documents import add_documents
from gioia.edits.memos import add_memo
from gioia.edits.merging import merge
from gioia.edits.new_study import new_study
from gioia.edits.plan import carry_out
from gioia.edits.sealing import seal
from gioia.edits.structure import define
from gioia.edits.undo import undo
from gioia.errors import GioiaError
from gioia.study.history import read_history
from gioia.study.memos import read_memos


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def runs(text: str, longest: int = 8) -> set[str]:
    """Return every run of more than `longest` characters, width and white space aside; a test has its own way to do that."""
    whole = plain(text)
    return {whole[at : at + longest + 1] for at in range(len(whole) - longest)}


def every_text(path: Path) -> list[str]:
    """Return a file as it stands, its name, and every text that its JSON holds."""
    raw = path.read_text(encoding="utf-8")
    found = [path.name, raw]

    def gather(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, list):
            [gather(each) for each in value]
        elif isinstance(value, dict):
            [gather(each) for each in value.values()]

    if path.suffix == ".jsonl":
        [gather(json.loads(line)) for line in raw.splitlines()]
    return found


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    return told(tmp_path_factory.mktemp("told"))


@pytest.fixture(scope="module")
def done(sources):
    target = sources.parent / "copy"
    return target, seal(*load_study(sources), target)


def test_the_study_that_is_sealed_tells_in_every_kind_of_file(sources):
    """Else the next test would prove nothing."""
    said = runs(BAKER + "\n\n" + ARTICLE) | runs(LATER)
    telling = {
        path.relative_to(sources).parts[0]
        for path in sources.rglob("*")
        if path.is_file() and path.parent.name != "schemas" and any(runs(text) & said for text in every_text(path))
    }
    assert telling == {
        *("codings", "memos", "history", "suggestions", "translations", "review.jsonl", "sources", "codebook.yaml"),
        *("model.yaml", "excerpts.yaml"),
    }


def test_no_file_of_the_copy_tells_what_a_source_says(done):
    target, _ = done
    said = runs(BAKER) | runs(ARTICLE) | runs(LATER)
    files = [path for path in target.rglob("*") if path.is_file()]
    assert len(files) > 20
    telling = {path.name: runs(text) & said for path in files for text in every_text(path) if runs(text) & said}
    assert telling == {}


def test_words_that_were_in_a_source_once_are_not_told_either(done):
    """The article said 没有立字据 before it was updated; the coding that lost its passage is on the review list."""
    assert not any("没有立字据" in text for path in done[0].rglob("*.jsonl") for text in every_text(path))


def test_a_translation_is_left_out(done):
    text = (done[0] / "translations" / "en.yaml").read_text(encoding="utf-8")
    assert "lane" not in text
    assert "left out" in text


def test_a_document_that_is_named_by_words_of_its_text_gets_another_name(done):
    target, sealed = done
    assert sealed.renamed == (
        (f"Q1/{TITLE}.txt", "Q1/文档-1.txt"),
        (f"memos/Q1_{TITLE}.txt.md", "memos/memo-1.md"),
    )
    assert "Q1/文档-1.txt" in load_study(target)[0].documents
    assert not any(TITLE in path.name for path in target.rglob("*"))


def test_the_copy_has_the_structure_the_codings_and_the_history(sources, done):
    study, copy = load_study(sources)[0], load_study(done[0])[0]
    assert [(c.id, c.start, c.end, c.concept, c.role) for c in study.codings] == [
        (c.id, c.start, c.end, c.concept, c.role) for c in copy.codings
    ]
    assert [edit.verb for edit in read_history(done[0])[0]] == [edit.verb for edit in read_history(sources)[0]]
    assert [(one.id, one.source, one.target) for one in study.model.relations] == [
        (one.id, one.source, one.target) for one in copy.model.relations
    ]
    assert codings_by_source(study) == codings_by_source(copy)


def test_what_a_person_wrote_stays_around_what_is_sealed(done):
    memo = next(memo for memo in read_memos(load_study(done[0])[0]) if memo.about == "邻里捧场")
    assert "她讲“〔已封存 17 字〕”时笑了。\n可见：邻里。" in memo.text


def test_a_definition_a_basis_and_a_comment_are_sealed_where_they_quote(done):
    book = (done[0] / "codebook.yaml").read_text(encoding="utf-8")
    assert "# 例：⟦sealed 14 " in book
    assert "definition: 店主自述的辛劳，如“⟦sealed 11 " in book
    assert load_study(done[0])[0].model.relations[0].basis == "她说“〔已封存 12 字〕”，可见是辛劳打动了人。"


def test_displays_show_a_mark_with_the_number_of_characters(done):
    study, _ = load_study(done[0])
    assert {c.quotation for c in study.codings if c.concept == "早起揉面"} == {"〔已封存 14 字〕", "〔已封存 11 字〕"}


def test_check_says_that_the_study_is_sealed_and_nothing_of_each_coding(sources, done):
    found = [f for f in check(*load_study(done[0])) if f.rule == "SE1"]
    assert [(f.severity, f.message) for f in found] == [
        ("info", "the study is sealed: of 4 codings the words of 4 are not told")
    ]
    others = {f.rule for f in check(*load_study(sources))}
    assert {f.rule for f in check(*load_study(done[0]))} - others == {"SE1"}


def test_the_words_of_an_entry_on_the_review_list_are_not_told_by_its_finding(done):
    (found,) = [f for f in load_study(done[0])[1] if f.rule == "TR9"]
    assert "〔已封存 5 字〕" in found.message
    assert "⟦" not in found.message


def test_the_words_that_a_passage_has_now_are_sealed_however_short(tmp_path, copy_of):
    study = copy_of(told(tmp_path))
    study.change("review.jsonl", '"now":""', '"now":"握了握手"')
    seal(*load_study(study.root), tmp_path / "copy")
    assert load_study(tmp_path / "copy")[0].review[0].now == "〔已封存 4 字〕"


def test_a_sealed_study_is_not_edited(done):
    id = load_study(done[0])[0].codings[0].id
    with pytest.raises(GioiaError, match="is sealed, and is not changed: open it first: gioia unseal copy"):
        carry_out(done[0], lambda study: uncode(study, id), by="林")


def test_a_sealed_study_is_not_sealed_again(done, tmp_path):
    with pytest.raises(GioiaError, match="is sealed already"):
        seal(*load_study(done[0]), tmp_path / "again")


def test_a_sealed_copy_is_not_merged_into_a_study(sources, done):
    with pytest.raises(GioiaError, match="the copy copy is sealed"):
        merge(load_study(sources)[0], load_study(done[0])[0])


def test_what_cannot_be_read_is_not_sealed(sources, tmp_path, copy_of):
    study = copy_of(sources)
    lines = study.text("review.jsonl")
    study.write("review.jsonl", lines + "not a record\n")
    try:
        with pytest.raises(GioiaError, match="what cannot be read cannot be kept out"):
            seal(*load_study(sources), tmp_path / "copy")
    finally:
        study.write("review.jsonl", lines)
    assert not (tmp_path / "copy").exists()


def test_a_name_that_stands_in_a_source_is_kept_and_told(tmp_path):
    root = told(tmp_path)
    book = root / "codebook.yaml"
    text = book.read_text(encoding="utf-8")
    book.write_text(text + "ungrouped:\n  - concept: 大家端着碗来排队。\n", encoding="utf-8")
    kept = seal(*load_study(root), tmp_path / "copy").kept
    assert kept == ("大家端着碗来排队。",)


def test_notes_that_lie_beside_are_not_copied_and_told(tmp_path):
    root = told(tmp_path)
    (root / "随手记.docx").write_bytes(b"PK")
    assert seal(*load_study(root), tmp_path / "copy").beside == ("随手记.docx",)
    assert not (tmp_path / "copy" / "随手记.docx").exists()


def test_two_copies_have_nothing_in_common_to_compare(sources, done, tmp_path):
    seal(*load_study(sources), tmp_path / "copy")
    file = "codings/林/F1/访谈一.txt.jsonl"
    one, other = ((root / file).read_text(encoding="utf-8").splitlines()[0] for root in (done[0], tmp_path / "copy"))
    assert json.loads(one)["quotation"] != json.loads(other)["quotation"]


SOURCE = BAKER.replace("\n\n", "\n") + '她说: "行, 就这样# 定了" 然后 [笑] {走} \\n 了\t& *星* |竖|\n'
STYLES = (
    "{0}",
    "“{0}”，{1}",
    "{0}\n  {1}",
    "一 {0} 二",
)


@example(cuts=[(155, 11), (0, 1), (0, 1), (0, 1)], style="{0}", block="plain")
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cuts=st.lists(st.tuples(st.integers(0, len(SOURCE) - 1), st.integers(1, 60)), min_size=4, max_size=4),
    style=st.sampled_from(STYLES),
    block=st.sampled_from(["plain", "double", "folded", "literal"]),
)
def test_whatever_a_person_quotes_wherever_it_is_not_told(tmp_path_factory, cuts, style, block):
    """In definitions in every style of YAML, in comments, memos of codings, memos and reasons."""
    folder = tmp_path_factory.mktemp("any")
    root = folder / "any"
    new_study(root, language="zh", time=TIME, empty=True)
    (folder / "a.txt").write_text(SOURCE, encoding="utf-8")
    carry_out(root, lambda study: add_documents(study, [folder / "a.txt"], "F1", time=TIME))
    pieces = [SOURCE[at : at + length] for at, length in cuts]
    one, other = (style.format(*pieces[at:]) for at in (0, 2))
    flat = " ".join(one.split()).replace("#", "").replace("\\", "")
    definition = {
        "plain": json.dumps(flat, ensure_ascii=False),
        "double": json.dumps(one, ensure_ascii=False),
        "folded": ">\n      " + "\n      ".join(f"x {line}" for line in one.split("\n")),
        "literal": "|\n      " + "\n      ".join(f"x {line}" for line in one.split("\n")),
    }[block].replace("\t", " ")
    book = f"codebook: x\ndimensions: []\nungrouped:\n  # {flat}\n  - concept: 等\n    definition: {definition}\n"
    (root / "codebook.yaml").write_text(book, encoding="utf-8")
    carry_out(root, lambda study: define(study, "concept", "等", other, why=flat), by="林")
    carry_out(root, lambda study: add_memo(study, "等", f"记。{other}", by="林", time=TIME), by="林")
    coded(root, "F1/a.txt", "邻居都说我疯了", "等", memo=one)
    seal(*load_study(root), folder / "copy")
    said = runs(SOURCE)
    files = [path for path in (folder / "copy").rglob("*") if path.is_file() and path.parent.name != "schemas"]
    # The quotation mark of a file's own writing beside eight characters, which may be told, looks like one of the source.
    said = {run for run in said if '"' not in {run[0], run[-1]}}
    telling = {path.name: runs(text) & said for path in files for text in every_text(path) if runs(text) & said}
    assert telling == {}
    assert load_study(folder / "copy")[0].codings


def test_a_key_that_no_schema_knows_is_sealed(tmp_path, copy_of):
    study = copy_of(told(tmp_path))
    head = study.text("study.yaml")
    study.write("study.yaml", f"{head}notes:\n  她说手上全是裂口，邻居都说我疯了: 见录音\n")
    done = seal(*load_study(study.root), tmp_path / "copy")
    text = (tmp_path / "copy" / "study.yaml").read_text(encoding="utf-8")
    assert "\nnotes:\n  她说⟦sealed 14 " in text
    assert "⟧: 见录音\n" in text
    assert not any("手上全是裂口" in name for name in done.kept)


def test_a_key_that_would_be_too_long_is_left_out(tmp_path, copy_of):
    study = copy_of(told(tmp_path))
    words = "；".join(BAKER.split("陈小满：")[1][at : at + 10] for at in range(20)).replace("\n", "")
    study.write("study.yaml", f"{study.text('study.yaml')}notes:\n  {words}: 见录音\n")
    seal(*load_study(study.root), tmp_path / "copy")
    assert "\n  ⟦left out " in (tmp_path / "copy" / "study.yaml").read_text(encoding="utf-8")
    assert load_study(tmp_path / "copy")[0].codings


def test_no_hash_of_a_whole_file_stands_in_the_history(sources, done):
    """By it, and by the ids that were made with it, short context that is left out could be tried."""
    edits, copies = (read_history(root)[0] for root in (sources, done[0]))
    states = [state for edit in copies for file in edit.files for state in (file.before, file.after) if state]
    assert states
    assert all(len(state) < 6 for state in states)
    assert {edit.id for edit in edits} & {edit.id for edit in copies} == set()


def test_the_history_still_tells_which_state_of_a_file_follows_on_which(sources, done):
    steps = [
        [(file.before, file.after) for edit in read_history(root)[0] for file in edit.files]
        for root in (sources, done[0])
    ]
    same = dict(zip(*([one for pair in side for one in pair] for side in steps), strict=True))
    assert len(set(same.values())) == len(same)
    assert same[""] == ""


def test_an_undoing_points_to_the_edit_that_it_undid(tmp_path):
    root = told(tmp_path)
    carry_out(root, lambda study: undo(study, by="林"), by="林")
    seal(*load_study(root), tmp_path / "copy")
    edits = read_history(tmp_path / "copy")[0]
    assert edits[-1].undoes in {edit.id for edit in edits[:-1]}

"""Redacting where one person's pseudonym is, or holds, another's name: every name is replaced once, in every kind of file."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from named_studies import FOLDERS, KINDS, named

from gioia import check, load_study
from gioia.edits.pseudonyms import Person, Pseudonyms
from gioia.edits.redacting import redact
from gioia.study.history import read_history

PERSONS = {
    "apart": ("张三", "李四", "王五"),
    "within": ("王芳", "王芳芳", "王"),
    "latin": ("Ann", "Ann-Mae", "Bo"),
}
STRANGERS = ("甲", "周某", "乙某某")
_ID = re.compile(r"(?<![0-9a-z])[0-9a-f]{12}(?![0-9a-z])")


@pytest.fixture(scope="module")
def studies(tmp_path_factory):
    return {kind: named(tmp_path_factory.mktemp(kind), names) for kind, names in PERSONS.items()}


def once(text: str, called: dict[str, str]) -> str:
    """Return a text with each name replaced in one pass, the longest first; a test has its own way to do that."""
    forms = [
        rf"(?<![A-Za-z0-9]){form}(?![A-Za-z0-9])" if form.isascii() else form
        for form in sorted(called, key=len, reverse=True)
    ]
    return re.sub("|".join(forms), lambda match: called[match[0]], text)


def said(path: Path) -> str:
    """Return a file's text without what is computed: ids, hashes, and quotation marks of YAML."""
    return _ID.sub("ID", path.read_text(encoding="utf-8")).replace('"', "")


def files(root: Path) -> dict[str, Path]:
    return {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}


def rules(findings) -> Counter[str]:
    """Return the rules that found anything, each with its count; GI5 is about how much two names look alike."""
    return Counter(found.rule for found in findings if found.rule != "GI5")


def redacted(root: Path, target: Path, called: dict[str, str]):
    return redact(*load_study(root), Pseudonyms([Person((name,), new) for name, new in called.items()]), target)


def pseudonyms(names):
    """Draw what each name becomes: any of the names, itself with more behind it, or somebody new; no two the same."""
    options = [st.sampled_from([*names, f"{name}某", f"小{name}", *STRANGERS]) for name in names]
    chosen = st.tuples(*options).filter(lambda new: len(set(new)) == len(new))
    return chosen.map(lambda new: dict(zip(names, new, strict=True)))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), kind=st.sampled_from(sorted(PERSONS)))
def test_every_name_is_replaced_once_in_every_kind_of_file(studies, tmp_path_factory, data, kind):
    called = data.draw(pseudonyms(PERSONS[kind]))
    root, target = studies[kind], tmp_path_factory.mktemp("any") / "copy"
    before, findings = load_study(root)
    redacted(root, target, called)
    old, new = files(root), files(target)
    for name in old:
        if name in KINDS or name.startswith(FOLDERS):
            assert once(name, called) in new, name
        if name.endswith((".yaml", ".md", ".txt")):
            assert said(new[once(name, called)]) == once(said(old[name]), called), name
    study, left = load_study(target)
    for one, other in zip(before.codings, study.codings, strict=True):
        text = study.documents[other.document].text
        assert text[other.start : other.end] == other.quotation
        names = ("document", "concept", "coder", "stage", "memo")
        assert [once(getattr(one, key), called) for key in names] == [getattr(other, key) for key in names]
    (was,), (now,) = before.review, study.review
    assert (now.was.quotation, now.now) == (once(was.was.quotation, called), once(was.now, called))
    (was,), (now,) = before.verdicts, study.verdicts
    assert (now.suggestion.quotation, now.suggestion.document, now.by) == tuple(
        once(text, called) for text in (was.suggestion.quotation, was.suggestion.document, was.by)
    )
    assert study.documents[now.suggestion.document].text[now.suggestion.start : now.suggestion.end] == (
        now.suggestion.quotation
    )
    for one, other in zip(read_history(root)[0], read_history(target)[0], strict=True):
        texts = [(*each.about, *each.to, each.by, each.why) for each in (one, other)]
        assert [once(_ID.sub("ID", text), called) for text in texts[0]] == [_ID.sub("ID", text) for text in texts[1]]
    assert rules(check(study, left)) == rules(check(before, findings))


def test_a_verdict_on_one_person_stays_on_that_person(studies, tmp_path):
    redacted(studies["apart"], tmp_path / "copy", {"张三": "李四", "李四": "王某", "王五": "赵六"})
    line = json.loads((tmp_path / "copy" / "suggestions" / "赵六.jsonl").read_text(encoding="utf-8"))
    assert line["suggestion"]["document"] == "F1/李四访谈.txt"
    assert line["suggestion"]["quotation"].startswith("李四：后来")


def test_a_pseudonym_that_is_another_persons_name_is_nobody_elses_where_that_one_is_replaced(studies, tmp_path):
    done = redacted(studies["apart"], tmp_path / "copy", {"张三": "李四", "李四": "张三", "王五": "甲"})
    assert done.left == ()


IDS = [("apart", {"张三": "P一", "李四": "P二", "王五": "P三"})]


@pytest.mark.parametrize(("kind", "called"), IDS)
def test_no_id_that_the_program_made_is_kept(studies, tmp_path, kind, called):
    """Also where a coding has another concept now than the one that its id was made from."""
    redacted(studies[kind], tmp_path / "copy", called)
    old = {id for path in files(studies[kind]).values() for id in _ID.findall(path.read_text(encoding="utf-8"))}
    new = {id for path in files(tmp_path / "copy").values() for id in _ID.findall(path.read_text(encoding="utf-8"))}
    assert len(old) > 8
    assert old & new == set()


@pytest.mark.parametrize(("kind", "called"), IDS)
def test_what_points_to_an_id_points_to_the_new_one(studies, tmp_path, kind, called):
    redacted(studies[kind], tmp_path / "copy", called)
    study = load_study(tmp_path / "copy")[0]
    first = study.codings[0].id
    assert study.model.relations[0].codings == (first,)
    assert [one.coding for one in (*study.shortened, *study.translations)] == [first, first]
    assert f"见编码{first}。" in (tmp_path / "copy" / "memos" / "靠P一和P二.md").read_text(encoding="utf-8")
    assert {id for edit in read_history(tmp_path / "copy")[0] if edit.verb.startswith("code") for id in edit.about} == {
        coding.id for coding in study.codings
    }


def test_an_id_that_nothing_has_any_more_is_renewed_too_and_a_number_of_a_document_is_not(studies, tmp_path):
    root = studies["apart"]
    memo = root / "memos" / "ids.md"
    memo.write_text("已删的编码abcdef012345；档案号 201503170001。\n", encoding="utf-8")
    try:
        redacted(root, tmp_path / "copy", IDS[0][1])
    finally:
        memo.unlink()
    text = (tmp_path / "copy" / "memos" / "ids.md").read_text(encoding="utf-8")
    assert "abcdef012345" not in text
    assert re.fullmatch("已删的编码[0-9a-f]{12}；档案号 201503170001。\n", text)


def test_ids_that_persons_gave_stay(studies, tmp_path, copy_of):
    study = copy_of(studies["apart"])
    lines = next(path for path in study.root.rglob("codings/**/*.jsonl"))
    before = lines.read_bytes()
    first = json.loads(before.splitlines()[0])["id"]
    lines.write_bytes(before.replace(first.encode(), b"E01"))
    try:
        redacted(study.root, tmp_path / "copy", IDS[0][1])
    finally:
        lines.write_bytes(before)
    assert load_study(tmp_path / "copy")[0].codings[0].id == "E01"


def test_two_memos_that_would_have_one_file_are_refused(studies, tmp_path):
    root = studies["apart"]
    for name in ("张三", "小张"):
        (root / "memos" / f"{name}.md").write_text("记\n", encoding="utf-8")
    try:
        persons = Pseudonyms([Person(("张三", "小张"), "甲")])
        with pytest.raises(Exception, match=r"'memos/.*would both be called 'memos/甲.md'"):
            redact(*load_study(root), persons, tmp_path / "copy")
    finally:
        for name in ("张三", "小张"):
            (root / "memos" / f"{name}.md").unlink()


def test_a_name_is_found_over_the_seam_of_context_and_quotation(studies, tmp_path, copy_of):
    """Of a coding that stands at its place no more, the words themselves are all there is."""
    study = copy_of(studies["apart"])
    lines = next(path for path in study.root.rglob("review.jsonl"))
    before = lines.read_bytes()
    line = json.loads(before)
    line["was"] |= {"before": "三说，张", "quotation": "三修码头，李", "after": "四也在，王"}
    lines.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    try:
        redacted(study.root, tmp_path / "copy", {"张三": "P一", "李四": "P二", "王五": "P三"})
    finally:
        lines.write_bytes(before)
    was = load_study(tmp_path / "copy")[0].review[0].was
    assert (was.before, was.quotation, was.after) == ("说，", "P一修码头，P二", "也在，")

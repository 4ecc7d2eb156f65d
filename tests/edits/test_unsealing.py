"""Unsealing: whoever has the documents gets the study back, in the words of those documents."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from told_studies import BAKER, LATER, TIME, coded, told

from gioia import check, load_study
from gioia.codings.coding import new_coding
from gioia.codings.store import encode_codings
from gioia.edits.documents import add_documents
from gioia.edits.new_study import new_study
from gioia.edits.plan import carry_out
from gioia.edits.sealing import seal
from gioia.edits.undo import undo
from gioia.edits.unsealing import unseal
from gioia.errors import GioiaError
from gioia.sources.normal import folded
from gioia.study.history import read_history
from gioia.study.memos import read_memos


def files_of(root: Path) -> dict[str, bytes]:
    paths = (path for path in root.rglob("*") if path.is_file() and path.name != ".gioia.lock")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    return told(tmp_path_factory.mktemp("told"))


@pytest.fixture(scope="module")
def copy(sources):
    seal(*load_study(sources), sources.parent / "copy")
    return sources.parent / "copy"


@pytest.fixture
def documents(tmp_path) -> list[Path]:
    """Return the two documents as another person has them: under other names, but the same texts."""
    for name, text in (("baker.txt", BAKER), ("article.txt", LATER)):
        (tmp_path / name).write_bytes(text.encode())
    return [tmp_path / "baker.txt", tmp_path / "article.txt"]


def opened(copy: Path, files: list[Path], target: Path):
    return unseal(load_study(copy)[0], files, target, time=TIME)


def test_the_same_documents_give_the_same_codings_to_the_byte(sources, copy, documents, tmp_path):
    done = opened(copy, documents, tmp_path / "open")
    assert (done.restored, done.total, done.missing, done.open) == (4, 4, (), ())
    before, after = files_of(sources), files_of(tmp_path / "open")
    same = ("codings/林/F1/访谈一.txt.jsonl", "sources/F1/访谈一.txt", "suggestions/林.jsonl", "excerpts.yaml")
    assert [name for name in same if before[name] != after[name]] == []
    assert after["sources/Q1/文档-1.txt"] == LATER.encode()


def test_memos_definitions_and_bases_have_their_words_again(sources, copy, documents, tmp_path):
    opened(copy, documents, tmp_path / "open")
    study, again = load_study(sources)[0], load_study(tmp_path / "open")[0]
    assert [memo.text for memo in read_memos(again)][1:] == [memo.text for memo in read_memos(study)][1:]
    assert again.model.relations[0].basis == study.model.relations[0].basis
    assert [c.memo for c in again.codings] == [c.memo for c in study.codings]
    assert (
        again.codebook.dimensions[0].themes[0].concepts[0].definition == "店主自述的辛劳，如“我每天凌晨三点起来揉面”。"
    )
    assert "例：手上全是裂口，邻居都说我疯了" in (tmp_path / "open" / "codebook.yaml").read_text(encoding="utf-8")


def test_a_text_that_is_set_otherwise_gives_its_own_words_and_spans(copy, documents, tmp_path):
    """Full-width, other line breaks, a head line: the same words in another copy of the document."""
    other = "第 1 页\n\n" + BAKER.replace("OK", "ＯＫ").replace("裂口，邻居", "裂口,\n邻居").replace("巷子", "巷 子")
    documents[0].write_text(other, encoding="utf-8")
    done = opened(copy, documents, tmp_path / "open")
    study, findings = load_study(tmp_path / "open")
    assert done.restored == 4
    assert [f for f in findings if f.rule.startswith("TR1")] == []
    assert "手上全是裂口,\n邻居都说我疯了" in {c.quotation for c in study.codings}
    assert study.documents["F1/访谈一.txt"].text == other


def test_what_is_not_found_is_listed_and_stays_sealed(copy, documents, tmp_path):
    done = opened(copy, documents[1:], tmp_path / "part")
    assert [coding.concept for coding in done.missing] == ["早起揉面", "邻里捧场", "供货方让利"]
    study, findings = load_study(tmp_path / "part")
    assert {f.rule for f in findings} >= {"SE1"}
    assert sum("已封存" in coding.quotation for coding in study.codings) == 3


def test_a_sealed_coding_in_a_document_that_is_there_is_no_displaced_one(copy, documents, tmp_path):
    documents[0].write_text(BAKER.replace("手上全是裂口", "手都裂了"), encoding="utf-8")
    done = opened(copy, documents, tmp_path / "part")
    assert [coding.concept for coding in done.missing] == ["早起揉面"]
    assert [f for f in load_study(tmp_path / "part")[1] if f.rule == "TR1"] == []


def test_a_study_that_is_open_in_part_is_opened_with_the_rest(sources, copy, documents, tmp_path):
    opened(copy, documents[1:], tmp_path / "part")
    done = opened(tmp_path / "part", documents[:1], tmp_path / "whole")
    assert (done.restored, done.total) == (3, 3)
    file = "codings/林/F1/访谈一.txt.jsonl"
    assert (tmp_path / "whole" / file).read_bytes() == (sources / file).read_bytes()
    study, findings = load_study(tmp_path / "whole")
    assert {name: bool(document.text) for name, document in study.documents.items()} == {
        "F1/访谈一.txt": True,
        "Q1/文档-1.txt": True,
    }
    assert [f for f in findings if f.rule in {"DO2", "TR1", "SE1"}] == []


def test_an_opened_study_is_no_sealed_one_and_can_be_edited(tmp_path):
    root = tmp_path / "small"
    new_study(root, language="en", time=TIME, empty=True)
    (root / "codebook.yaml").write_text(
        "codebook: x\ndimensions: []\nungrouped:\n  - concept: rain\n", encoding="utf-8"
    )
    (tmp_path / "a.txt").write_text("It rained all night. We slept badly.\n", encoding="utf-8")
    carry_out(root, lambda study: add_documents(study, [tmp_path / "a.txt"], "F1", time=TIME))
    coded(root, "F1/a.txt", "It rained all night", "rain")
    before = files_of(root)
    month = read_history(root)[0][0].time[:7]
    seal(*load_study(root), tmp_path / "copy")
    opened(tmp_path / "copy", [tmp_path / "a.txt"], tmp_path / "open")
    again = files_of(tmp_path / "open")
    assert [name for name in before if before[name] != again[name]] == [f"history/林/{month}.jsonl"]
    assert "SE1" not in {f.rule for f in check(*load_study(tmp_path / "open"))}
    coded(tmp_path / "open", "F1/a.txt", "We slept badly", "rain")


def test_a_study_of_which_a_document_is_missing_stays_sealed(tmp_path):
    """Else its register would name a text that is not there."""
    copy = with_refrain(tmp_path, REFRAIN, (0, 5), also="另一份文档，没有编码。\n")
    done = opened(copy, [tmp_path / "r.txt"], tmp_path / "open")
    assert (done.restored, done.absent) == (1, ("F1/also.txt",))
    study, findings = load_study(tmp_path / "open")
    assert study.sealed
    assert {f.rule for f in findings if f.severity == "error"} == {"NA1"}, "of the concept, which has no codebook"
    whole = opened(tmp_path / "open", [tmp_path / "also.txt", tmp_path / "r.txt"], tmp_path / "whole")
    assert (whole.total, whole.absent) == (0, ())


def test_words_that_no_document_has_any_more_are_marks_in_the_open_study(sources, copy, documents, tmp_path):
    """The review list tells of a passage that the article has lost."""
    done = opened(copy, documents, tmp_path / "open")
    assert done.sealed > 0
    study, findings = load_study(tmp_path / "open")
    assert not study.sealed
    assert study.review[0].was.quotation == "〔已封存 5 字〕"
    assert {f.rule for f in findings} == {f.rule for f in load_study(sources)[1]}


REFRAIN = "开头一句。\n他们说再等等。\n中间说了别的事。\n他们说再等等。\n结尾一句。\n"


def with_refrain(tmp_path: Path, text: str, *spans: tuple[int, int], also: str = "") -> Path:
    """Return a sealed study of a text in which words stand more than once."""
    root = tmp_path / "refrain"
    new_study(root, language="zh", time=TIME, empty=True)
    (tmp_path / "r.txt").write_text(text, encoding="utf-8")
    (tmp_path / "also.txt").write_text(also, encoding="utf-8")
    files = [tmp_path / name for name in ("r.txt", "also.txt") if (tmp_path / name).stat().st_size]
    carry_out(root, lambda study: add_documents(study, files, "F1", time=TIME))
    codings = [
        new_coding(text, "F1/r.txt", span, concept="等", coder="林", time=TIME, id=f"c{n}")
        for n, span in enumerate(spans)
    ]
    path = root / "codings" / "林" / "F1" / "r.txt.jsonl"
    path.parent.mkdir(parents=True)
    path.write_bytes(encode_codings(codings))
    seal(*load_study(root), tmp_path / "copy")
    return tmp_path / "copy"


def test_words_that_stand_twice_are_told_apart_by_their_context(tmp_path):
    second = REFRAIN.rindex("他们说")
    copy = with_refrain(tmp_path, REFRAIN, (second, second + 6))
    (tmp_path / "o.txt").write_text("页眉\n" + REFRAIN, encoding="utf-8")
    assert opened(copy, [tmp_path / "o.txt"], tmp_path / "open").restored == 1
    (coding,) = load_study(tmp_path / "open")[0].codings
    assert coding.start == second + 3


def test_words_without_context_are_told_apart_by_their_neighbours(tmp_path):
    lines = "再等等。\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"
    text = f"{lines}这里有一句只说一遍的话。\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n{lines}"
    only, second = text.index("这里"), text.rindex("再等等")
    copy = with_refrain(tmp_path, text, (only, only + 11), (second, second + 3))
    (tmp_path / "o.txt").write_text("页眉\n" + text, encoding="utf-8")
    assert opened(copy, [tmp_path / "o.txt"], tmp_path / "open").restored == 2
    assert [c.start for c in load_study(tmp_path / "open")[0].codings] == [only + 3, second + 3]


def test_words_that_nothing_tells_apart_are_listed(tmp_path):
    text = ("再等等。" + "\n" * 20) * 3
    copy = with_refrain(tmp_path, text, (24, 27))
    (tmp_path / "o.txt").write_text("页眉\n" + text, encoding="utf-8")
    with pytest.raises(GioiaError, match="none of the 1 quotations can be placed"):
        opened(copy, [tmp_path / "o.txt"], tmp_path / "open")


def test_the_very_document_tells_where_words_stand_that_stand_twice(tmp_path):
    text = ("再等等。" + "\n" * 20) * 3
    copy = with_refrain(tmp_path, text, (24, 27))
    assert opened(copy, [tmp_path / "r.txt"], tmp_path / "open").restored == 1
    assert load_study(tmp_path / "open")[0].codings[0].start == 24


def test_two_documents_in_one_file_are_found_there(copy, tmp_path):
    both = tmp_path / "both.txt"
    both.write_text(BAKER + "\n" + LATER, encoding="utf-8")
    done = opened(copy, [both], tmp_path / "open")
    study, findings = load_study(tmp_path / "open")
    assert done.restored == 4
    assert {c.document for c in study.codings} == {"F1/访谈一.txt"}
    assert sorted(c.cited for c in study.codings) == ["", "", "", "Q1"], "each is credited to its source"
    assert list(study.documents) == ["F1/访谈一.txt"]
    assert not study.sealed
    assert [f for f in findings if f.rule == "TR1"] == []


def test_one_document_in_two_files_is_found_in_both(copy, documents, tmp_path):
    half = BAKER.index("问：后来呢")
    parts = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for path, text in zip(parts, (BAKER[:half], BAKER[half:]), strict=True):
        path.write_text(text, encoding="utf-8")
    done = opened(copy, [*parts, documents[1]], tmp_path / "open")
    assert done.restored == 4
    assert {c.document for c in load_study(tmp_path / "open")[0].codings} == {
        "F1/访谈一.txt",
        "F1/two.txt",
        "Q1/文档-1.txt",
    }


def test_a_document_that_holds_nothing_is_told_and_not_taken_in(copy, documents, tmp_path):
    (tmp_path / "x.txt").write_text("别的文章，与此无关。", encoding="utf-8")
    done = opened(copy, [*documents, tmp_path / "x.txt"], tmp_path / "open")
    assert done.idle == ("x.txt",)
    assert len(load_study(tmp_path / "open")[0].documents) == 2


def test_wrong_documents_are_refused_in_one_line(copy, tmp_path):
    (tmp_path / "x.txt").write_text("别的文章，与此无关。", encoding="utf-8")
    with pytest.raises(GioiaError, match=r"none of the 4 quotations stands in x\.txt: .*; nothing was made"):
        opened(copy, [tmp_path / "x.txt"], tmp_path / "open")
    assert not (tmp_path / "open").exists()


def broken(copy: Path, tmp_path: Path, change) -> Path:
    target = tmp_path / "broken"
    shutil.copytree(copy, target)
    file = target / "study.yaml"
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    return target


def test_a_copy_without_its_salt_is_refused(copy, documents, tmp_path):
    root = broken(copy, tmp_path, lambda text: text[: text.index("sealed:")])
    with pytest.raises(GioiaError, match=r"its salt is not in study\.yaml"):
        opened(root, documents, tmp_path / "open")


@pytest.mark.parametrize("salt", ["abc", "x" * 32, "[1, 2]"])
def test_a_salt_that_is_none_is_refused(copy, documents, tmp_path, salt):
    root = broken(copy, tmp_path, lambda text: f"{text[: text.index('sealed:')]}sealed: {salt}\n")
    with pytest.raises(GioiaError, match="salt"):
        opened(root, documents, tmp_path / "open")


def test_another_salt_finds_nothing(copy, documents, tmp_path):
    root = broken(copy, tmp_path, lambda text: f"{text[: text.index('sealed:')]}sealed: {'0' * 32}\n")
    with pytest.raises(GioiaError, match="none of the 4 quotations"):
        opened(root, documents, tmp_path / "open")


def test_a_hash_that_somebody_changed_is_not_found(copy, documents, tmp_path):
    shutil.copytree(copy, tmp_path / "broken")
    file = tmp_path / "broken" / "codings" / "林" / "F1" / "访谈一.txt.jsonl"
    first, *others = file.read_bytes().splitlines(keepends=True)
    at = first.index(b"\xe2\x9f\xa7") - 1
    file.write_bytes(first[:at] + (b"0" if first[at : at + 1] != b"0" else b"1") + first[at + 1 :] + b"".join(others))
    done = opened(tmp_path / "broken", documents, tmp_path / "open")
    assert [c.concept for c in done.missing] == ["早起揉面"]


def test_a_study_that_tells_its_words_is_not_opened(sources, documents, tmp_path):
    with pytest.raises(GioiaError, match="is not sealed: name a sealed copy"):
        opened(sources, documents, tmp_path / "open")


ALPHABET = "我们称了一个月面粉ＡＢａ１²㎏ﬁ😀👩‍👩‍👧“”—，。 \n\u3000\u200bxyz"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.sampled_from(ALPHABET), min_size=1, max_size=120).filter(
        lambda text: text.strip("\u200b \n\u3000")
    ),
    cuts=st.lists(st.tuples(st.integers(0, 119), st.integers(1, 40)), min_size=1, max_size=6),
    breaks=st.lists(st.integers(0, 130), max_size=12),
    head=st.sampled_from(["", "\n", "序言三行\n\n"]),
)
def test_whatever_is_sealed_is_found_again(tmp_path_factory, text, cuts, breaks, head):
    """In the same text every coding comes back as it was; in one set otherwise, with the same words."""
    spans = {(at, min(len(text), at + length)) for at, length in cuts if at < len(text)}
    spans = sorted(span for span in spans if folded(text[slice(*span)]))
    if not spans:
        return
    folder = tmp_path_factory.mktemp("any")
    copy = with_refrain(folder, text, *spans)
    opened(copy, [folder / "r.txt"], folder / "open")
    for name in ("codings/林/F1/r.txt.jsonl", "sources/F1/r.txt"):
        assert (folder / "open" / name).read_bytes() == (folder / "refrain" / name).read_bytes()
    other = head + "".join(("\n" if at in breaks else "") + char for at, char in enumerate(text))
    (folder / "o.txt").write_bytes(other.encode())
    try:
        opened(copy, [folder / "o.txt"], folder / "other")
    except GioiaError as error:
        assert "can be placed" in str(error)  # noqa: PT017 - all of them stand in several places
        return
    study, findings = load_study(folder / "other")
    was = {coding.id: coding for coding in load_study(folder / "refrain")[0].codings}
    told_again = [
        coding for coding in study.codings if "⟦" not in coding.quotation and "已封存" not in coding.quotation
    ]
    assert [c.id for c in told_again if folded(c.quotation) != folded(was[c.id].quotation)] == []
    assert [f for f in findings if f.rule == "TR1"] == []


def test_two_thousand_quotations_are_looked_for_by_their_rolling_hash(monkeypatch):
    """The SHA-256 is computed for a small part of the windows; how long that takes is for the benchmarks."""
    from gioia.sources import seals
    from gioia.sources.normal import fold

    text = "".join(chr(0x4E00 + (n * 7919) % 20011) for n in range(20_000))
    wanted = [seals.seal_of(text[at * 9 : at * 9 + 20 + at % 60], "salt") for at in range(2000)]
    hashed = []
    digest = seals.digest
    monkeypatch.setattr(seals, "digest", lambda plain, salt: hashed.append(1) or digest(plain, salt))
    found = seals.spots(fold(text), seals.Wanted(wanted, "salt"))
    assert all(any(spot.start == at * 9 for spot in found[seal]) for at, seal in enumerate(wanted))
    assert len(hashed) < 4 * len(wanted), "of 1,200,000 windows"


def test_a_key_has_its_words_again(tmp_path, copy_of, documents):
    study = copy_of(told(tmp_path))
    line = "notes:\n  手上全是裂口，邻居都说我疯了: 见录音\n"
    study.write("study.yaml", study.text("study.yaml") + line)
    seal(*load_study(study.root), tmp_path / "copy")
    opened(tmp_path / "copy", documents, tmp_path / "open")
    assert (tmp_path / "open" / "study.yaml").read_text(encoding="utf-8").endswith(line)


def test_an_edit_from_before_sealing_cannot_be_taken_back_and_one_from_after_it_can(copy, documents, tmp_path):
    opened(copy, documents, tmp_path / "open")
    id = read_history(tmp_path / "open")[0][0].id
    with pytest.raises(GioiaError, match="is not kept in this copy"):
        carry_out(tmp_path / "open", lambda study: undo(study, by="林", edit_id=id), by="林")
    coded(tmp_path / "open", "F1/访谈一.txt", "邻居都说我疯了", "邻里捧场")
    carry_out(tmp_path / "open", lambda study: undo(study, by="林"), by="林")
    assert len(load_study(tmp_path / "open")[0].codings) == 4

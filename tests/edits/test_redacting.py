"""Redacting: persons go by their pseudonyms in every file of a copy, and every coding stays on its words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from told_studies import TIME, coded, told

from gioia import load_study
from gioia.codings.coding import new_coding
from gioia.codings.store import encode_codings
from gioia.edits.documents import add_documents
from gioia.edits.new_study import new_study
from gioia.edits.plan import carry_out
from gioia.edits.pseudonyms import Person, Pseudonyms
from gioia.edits.redacted_copies import redacted_copy
from gioia.edits.redacting import redact
from gioia.edits.sealing import seal
from gioia.edits.undo import undo
from gioia.errors import GioiaError
from gioia.study.history import read_history

NAMES = """names:
  - name: 陈小满
    also: [小满]
    pseudonym: 店主甲
  - name: 老顾
    pseudonym: 磨坊主乙
  - name: 林
    pseudonym: 编码者一
"""
BAKERY = Pseudonyms([Person(("陈小满", "小满"), "店主甲"), Person(("老顾",), "磨坊主乙"), Person(("林",), "编码者一")])


@pytest.fixture
def sources(tmp_path):
    return told(tmp_path)


def every_text(root: Path) -> str:
    paths = (path for path in sorted(root.rglob("*")) if path.is_file() and "schemas" not in path.parts)
    return "\n".join(f"{path.relative_to(root)}\n{path.read_text(encoding='utf-8')}" for path in paths)


def test_no_name_is_left_in_any_file_or_in_its_name(sources, tmp_path):
    before = every_text(sources)
    done = redact(*load_study(sources), BAKERY, tmp_path / "copy")
    text = every_text(tmp_path / "copy")
    assert [name for name in ("陈小满", "小满", "老顾", "林") if name in text] == []
    assert all(called in text for called in ("店主甲", "磨坊主乙", "编码者一"))
    assert done.replaced == 5
    assert done.left == ()
    assert every_text(sources) == before, "the study itself is not changed"


def test_every_coding_stands_on_its_words(sources, tmp_path):
    redact(*load_study(sources), BAKERY, tmp_path / "copy")
    study, findings = load_study(tmp_path / "copy")
    assert len(study.codings) == 4
    assert [f for f in findings if f.rule in {"TR1", "DO1", "FI5", "NA1", "TR8"}] == []
    for coding in study.codings:
        text = study.documents[coding.document].text
        assert text[coding.start : coding.end] == coding.quotation
        assert text[: coding.start].endswith(coding.before)


def test_the_copy_keeps_nothing_by_which_a_name_could_be_tried(sources, tmp_path):
    """Hashes of the originals, what the history took out of files, ids made from the coder's name."""
    redact(*load_study(sources), BAKERY, tmp_path / "copy")
    study, was = load_study(tmp_path / "copy")[0], load_study(sources)[0]
    assert {document.original_sha256 for document in study.documents.values()} == {""}
    assert all(edit.files == () for edit in read_history(tmp_path / "copy")[0])
    old = {coding.id for coding in was.codings} | {line.was.id for line in was.review}
    assert [id for id in old if id in every_text(tmp_path / "copy")] == []


def test_what_points_to_a_coding_follows_its_new_id(sources, tmp_path):
    redact(*load_study(sources), BAKERY, tmp_path / "copy")
    study = load_study(tmp_path / "copy")[0]
    ids = {coding.id for coding in study.codings}
    assert {one.coding for one in (*study.shortened, *study.translations)} <= ids


def test_an_edit_cannot_be_taken_back_in_the_copy(sources, tmp_path):
    redact(*load_study(sources), BAKERY, tmp_path / "copy")
    id = read_history(tmp_path / "copy")[0][-1].id
    with pytest.raises(GioiaError, match="is not kept in this copy"):
        carry_out(tmp_path / "copy", lambda study: undo(study, by="编码者一", edit_id=id), by="编码者一")


def small(folder: Path, text: str, *names: str) -> Path:
    root = folder / "small"
    new_study(root, language="en", time=TIME, empty=True)
    (root / "codebook.yaml").write_text("codebook: x\ndimensions: []\nungrouped:\n  - concept: 等\n", encoding="utf-8")
    for name in names or ("a",):
        (folder / f"{name}.txt").write_bytes(f"{text}{name}\n".encode() if names else text.encode())
        carry_out(root, lambda study, n=name: add_documents(study, [folder / f"{n}.txt"], "F1", time=TIME))
    return root


def test_a_document_and_its_files_are_named_by_the_pseudonym(tmp_path):
    root = small(tmp_path, "陈小满来了。大家都在等。\n", "陈小满访谈")
    coded(root, "F1/陈小满访谈.txt", "大家都在等", "等")
    redact(*load_study(root), BAKERY, tmp_path / "copy")
    assert list(load_study(tmp_path / "copy")[0].documents) == ["F1/店主甲访谈.txt"]
    assert (tmp_path / "copy" / "codings" / "编码者一" / "F1" / "店主甲访谈.txt.jsonl").is_file()


def test_two_documents_that_would_get_one_name_are_refused(tmp_path):
    root = small(tmp_path, "都在等。\n", "陈小满访谈", "小满访谈")
    with pytest.raises(GioiaError, match="would both be called 'F1/店主甲访谈"):
        redact(*load_study(root), BAKERY, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_coding_that_cuts_a_name_has_the_pseudonym_whole(tmp_path):
    root = small(tmp_path, "陈小满来了，老顾也来了。\n")
    for words in ("小满来了，老", "满来了", "来了，老顾也"):
        coded(root, "F1/a.txt", words, "等")
    redact(*load_study(root), BAKERY, tmp_path / "copy")
    study, findings = load_study(tmp_path / "copy")
    assert [c.quotation for c in study.codings] == ["店主甲来了", "店主甲来了，磨坊主乙", "来了，磨坊主乙也"]
    assert [f.rule for f in findings if f.rule == "TR1"] == []


def test_a_sealed_study_is_not_redacted(sources, tmp_path):
    seal(*load_study(sources), tmp_path / "sealed")
    with pytest.raises(GioiaError, match="redact the study that it was made from"):
        redact(*load_study(tmp_path / "sealed"), BAKERY, tmp_path / "copy")


def test_look_alikes_are_told_with_their_place(tmp_path):
    root = small(tmp_path, "陈小满来了。\n陳小滿也叫 Xiaoman。\n陈老板说 CXM 就是她。\n")
    done = redact(*load_study(root), BAKERY, tmp_path / "copy")
    place = (tmp_path / "copy" / "sources" / "F1" / "a.txt").as_posix()
    assert [(str(f.place), f.message) for f in done.left if "stands nowhere" not in f.message] == [
        (f"{place}:2:", "“陳小滿” may be 店主甲: another script"),
        (f"{place}:2:", "“Xiaoman” may be 店主甲: pinyin"),
        (f"{place}:3:", "“陈老板” may be 店主甲: part of a name"),
        (f"{place}:3:", "“CXM” may be 店主甲: initials"),
    ]


def test_a_pseudonym_that_somebody_bears_already_is_told(tmp_path):
    root = small(tmp_path, "陈小满和店主甲来了。\n")
    done = redact(*load_study(root), BAKERY, tmp_path / "copy")
    assert [f.message for f in done.left if "stands nowhere" not in f.message] == [
        "the pseudonym '店主甲' stands in F1/a.txt already"
    ]


def test_a_name_that_stands_nowhere_is_told_and_nothing_is_written_where_none_does(tmp_path):
    root = small(tmp_path, "老顾来了。\n")
    done = redact(*load_study(root), BAKERY, tmp_path / "copy")
    assert [f.message for f in done.left] == [
        "the name '陈小满' stands nowhere in the study",
        "the name '林' stands nowhere in the study",
    ]
    with pytest.raises(GioiaError, match="none of the names stands in the study"):
        redact(*load_study(root), Pseudonyms([Person(("王方",), "甲")]), tmp_path / "other")
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("林老师把行李放下。\n", []),
        (
            "林子很密，老林去过。\n",
            ["the name '林' is one character, and was replaced in 2 places, also within 林子"],
        ),
    ],
)
def test_a_name_of_one_character_is_told_where_it_stands_within_a_word(tmp_path, said, told):
    root = small(tmp_path, said)
    done = redact(*load_study(root), Pseudonyms([Person(("林",), "甲")]), tmp_path / "copy")
    assert [f.message for f in done.left if "one character" in f.message] == told


def test_an_untouched_copy_makes_room_for_the_next_one(sources, tmp_path):
    names = tmp_path / "names.yaml"
    names.write_text(NAMES, encoding="utf-8")
    redacted_copy(*load_study(sources), names, tmp_path / "out")
    names.write_text(NAMES.replace("店主甲", "店主丙"), encoding="utf-8")
    target, _ = redacted_copy(*load_study(sources), names, tmp_path / "out")
    assert "店主丙" in every_text(target)
    assert "店主甲" not in every_text(target)


def test_a_copy_that_somebody_changed_stays(sources, tmp_path):
    names = tmp_path / "names.yaml"
    names.write_text(NAMES, encoding="utf-8")
    target, _ = redacted_copy(*load_study(sources), names, tmp_path / "out")
    (target / "memos" / "new.md").write_text("mine", encoding="utf-8")
    with pytest.raises(GioiaError, match="move it away"):
        redacted_copy(*load_study(sources), names, tmp_path / "out")
    assert (target / "memos" / "new.md").read_text(encoding="utf-8") == "mine"


def test_a_copy_is_not_made_within_the_study(sources, tmp_path):
    (tmp_path / "names.yaml").write_text(NAMES, encoding="utf-8")
    with pytest.raises(GioiaError, match="lies in the study itself"):
        redacted_copy(*load_study(sources), tmp_path / "names.yaml", sources / "sources")


def test_displays_are_those_of_the_copy(gioia_program, sources, tmp_path):
    (tmp_path / "names.yaml").write_text(NAMES, encoding="utf-8")
    done = gioia_program("export", sources, "--redact", "names.yaml", "--to", "md", "--to", "xlsx", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    out = tmp_path / "out" / "bakery-redacted"
    assert done.stdout.startswith(
        "out/bakery-redacted/bakery: 5 names replaced in its documents; 0 places may still be one\n"
    )
    assert (out / "displays.xlsx").is_file()
    assert "编码者一" in every_text(out / "bakery")
    assert "林" not in every_text(out / "tables")


def test_displays_that_an_earlier_file_of_names_let_be_named_go(gioia_program, tmp_path):
    """Else the files of documents keep the names that were found at the second try only."""
    root = small(tmp_path, "陈小满来了。大家都在等。\n", "陈小满访谈")
    coded(root, "F1/陈小满访谈.txt", "大家都在等", "等")
    words = ("export", root, "--redact", "names.yaml", "--to", "coding-docx", "--to", "md", "--out", "out")
    (tmp_path / "names.yaml").write_text("names:\n  - name: 大家\n    pseudonym: 乙\n", encoding="utf-8")
    gioia_program(*words, cwd=tmp_path)
    assert [path.name for path in (tmp_path / "out").rglob("*.docx")] == ["陈小满访谈.txt.docx"]
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "names.yaml").write_text(NAMES, encoding="utf-8")
    done = gioia_program(*words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    names = [path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*")]
    assert not any("陈小满" in name for name in names)
    assert {"codings/F1/店主甲访谈.txt.docx", "mine.txt", "tables/table-1-sources.md"} <= set(names)


PEOPLE = [("陈小满", "小满"), ("陈小", "丁"), ("Ann", "Ann Lee"), ("老 顾",)]
PERSONS = [Person(forms, f"P{number}") for number, forms in enumerate(PEOPLE)]
PIECES = [
    "陈小满",
    "小满",
    "陈小",
    "陈\n小满",
    "Ann",
    "Ann\nLee",
    "Hannah",
    "老 顾",
    "丁",
    "来了",
    "，",
    " ",
    "\n",
    "😀",
    "ＯＫ",
    "a",
]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=20).filter(lambda pieces: "".join(pieces).strip()),
    cuts=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=6),
)
def test_whatever_is_coded_stays_coded(tmp_path_factory, pieces, cuts):
    """The span of every coding gives its quotation, and that is the old quotation with the names in it, and at its ends, replaced."""
    text = "".join([*pieces, "\nAnn"])
    spans = sorted({(at, min(len(text), at + length)) for at, length in cuts if at < len(text)})
    folder = tmp_path_factory.mktemp("any")
    root = small(folder, text)
    codings = [
        new_coding(text, "F1/a.txt", span, concept="等", coder="x", time=TIME, id=f"c{n}")
        for n, span in enumerate(spans)
    ]
    path = root / "codings" / "x" / "F1" / "a.txt.jsonl"
    path.parent.mkdir(parents=True)
    path.write_bytes(encode_codings(codings))
    redact(*load_study(root), Pseudonyms(PERSONS), folder / "copy")
    study, findings = load_study(folder / "copy")
    assert [f for f in findings if f.rule in {"TR1", "DO1", "FI7"}] == []
    assert len(study.codings) == len(codings)
    new = study.documents["F1/a.txt"].text
    moved = Pseudonyms(PERSONS).moved(text)
    assert new == moved.text
    for coding in study.codings:
        start, end = spans[int(coding.id[1:])]
        assert new[coding.start : coding.end] == coding.quotation
        whole = [(first, last) for first, last in moved.spans if first < end and start < last]
        first, last = min([start, *(one for one, _ in whole)]), max([end, *(one for _, one in whole)])
        assert coding.quotation == Pseudonyms(PERSONS).replaced(text)[slice(*moved.span(first, last))]
        assert len(coding.quotation) == last - first + sum(2 - (two - one) for one, two in whole)

"""Adding documents: frozen as UTF-8, registered with their hashes, under names that every system can hold."""

from __future__ import annotations

import hashlib

import pytest

from gioia.edits.coding import Wish, code
from gioia.edits.documents import add_documents, expanded
from gioia.edits.plan import carry_out
from gioia.errors import GioiaError
from gioia.sources.readers import Options, Reading, Remark, doubts
from gioia.sources.register import Doubt

TIME = "2026-02-01T00:00:00Z"


@pytest.fixture
def add(clean, tmp_path):
    """Return a function that writes files and adds them to F1 of the clean study; their names are theirs or a folder's."""

    def adding(*files, source="F1", encoding="", **options):
        paths = []
        for name, content in files:
            path = tmp_path / "incoming" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is not None:
                path.write_bytes(content.encode() if isinstance(content, str) else content)
            paths.append(path)
        said = Options(encoding, **options)
        return carry_out(clean.root, lambda study: add_documents(study, paths, source, options=said, time=TIME))

    return adding


def names(clean):
    return [name for name in clean.load().documents if name not in {"F1/访谈.md", "G1/公告.md"}]


def test_the_text_is_frozen_and_registered_with_both_hashes(clean, add):
    raw = "\ufeff第一行\r\n第二行".encode()
    add(("记录.txt", raw))
    document = clean.load().documents["F1/记录.txt"]
    assert document.text == "第一行\n第二行"
    assert (clean.root / "sources/F1/记录.txt").read_bytes() == "第一行\n第二行".encode()
    assert document.sha256 == hashlib.sha256(document.text.encode()).hexdigest()
    assert document.original_sha256 == hashlib.sha256(raw).hexdigest()
    assert (document.original, document.encoding, document.added) == ("记录.txt", "utf-8-sig", TIME)
    assert clean.findings() == []


def test_a_new_source_is_registered_with_its_category_and_comments_stay(clean, add):
    before = clean.text("study.yaml")
    add(("a.txt", "文"), source="Q12")
    after = clean.text("study.yaml")
    assert [line for line in after.splitlines() if line not in before.splitlines()] == [
        "  - category: Q",
        "    name: 其他公开二手资料",
        "  - source: Q12",
        "    name: Q12",
    ]
    assert [line for line in after.splitlines() if line in before.splitlines()] == before.splitlines()
    assert [f.rule for f in clean.findings()] == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a:b.txt", "F1/a_b.txt"),
        ('q"u?e*s<t>|.txt', "F1/q_u_e_s_t__.txt"),
        ("back\\slash.md", "F1/back_slash.md"),
        ("tab\tname.txt", "F1/tab_name.txt"),
        ("CON.txt", "F1/_CON.txt"),
        ("nul.md", "F1/_nul.md"),
        ("com1.extra.txt", "F1/_com1.extra.txt"),
        ("console.txt", "F1/console.txt"),
        (" . .txt", "F1/document.txt"),
        ("ends. .txt", "F1/ends.txt"),
        ("第三次访谈（上）.md", "F1/第三次访谈（上）.md"),
        ("interview.MARKDOWN", "F1/interview.md"),
        ("notes", "F1/notes.txt"),
    ],
)
def test_a_name_is_made_safe_for_every_system(clean, add, given, kept):
    add((given, "文"))
    assert names(clean) == [kept]
    assert clean.findings() == []


@pytest.mark.parametrize("letters", ["a", "长", "𠮷"])
def test_a_long_name_leaves_room_for_its_codings(clean, add, letters):
    """No file system in use holds names of more than 255 bytes; the name of the codings file is six bytes longer."""
    (clean.root.parent / "incoming").mkdir()
    long = letters * (250 // len(letters.encode()))
    add((f"{long}.txt", "一"), (f"{long}.md", "二"))
    assert len(names(clean)) == 2
    assert max(len(name.removeprefix("F1/").encode()) for name in names(clean)) + len(".jsonl") <= 255
    assert max(map(len, names(clean))) <= len("F1/") + 80 + len("-2.txt")
    document = names(clean)[0]
    wish = Wish(clean.load().documents[document].text, "捐出旧书", "甲", TIME, document=document)
    carry_out(clean.root, lambda study: code(study, wish))
    assert {f.rule for f in clean.findings()} == {"EV3"}, "it has no stage"


def test_the_same_file_twice_is_in_already(clean, add):
    add(("a.txt", "文"))
    before = clean.bytes()
    plan = add(("again.txt", "文"))
    assert plan.messages == ("F1/a.txt is in already",)
    assert clean.bytes() == before


def test_the_same_file_twice_in_one_go(clean, add):
    plan = add(("a.txt", "文"), ("b.txt", "文"))
    assert names(clean) == ["F1/a.txt"]
    assert plan.messages[1] == "F1/a.txt is in already"


def test_the_same_file_may_belong_to_two_sources(clean, add):
    add(("a.txt", "文"))
    plan = add(("a.txt", "文"), source="G1")
    assert names(clean) == ["F1/a.txt", "G1/a.txt"]
    (remark,) = plan.remarks
    assert (remark.rule, remark.place.path) == ("DO4", "incoming/a.txt")
    assert remark.message == "G1/a.txt has the text of F1/a.txt, which is of another source"


def test_a_table_that_is_added_again_in_rows_says_that_its_words_count_twice(clean, add):
    table = "编号,感受\n1,退货少了\n2,账目清楚\n"
    add(("表.csv", table))
    plan = add(("表.csv", table), split="rows")
    assert set(names(clean)) == {"F1/表.txt", "F1/表-2.txt", "F1/表-3.txt"}
    (remark,) = (remark for remark in plan.remarks if "twice" in remark.message)
    assert remark.message == "F1/表.txt is from the same file: what both hold counts twice"
    assert remark.remedy == "take out what is not to stay: gioia remove F1/表.txt"


def test_empty_files_of_two_sources_are_no_remark(add):
    add(("a.txt", ""))
    assert not [remark for remark in add(("b.txt", ""), source="G1").remarks if "another source" in remark.message]


def test_another_text_of_the_same_name_gets_a_number(clean, add):
    add(("one/a.txt", "一"), ("two/a.txt", "二"), ("three/a.txt", "三"))
    assert names(clean) == ["F1/a-2.txt", "F1/a-3.txt", "F1/a.txt"]
    assert clean.load().documents["F1/a-2.txt"].text == "二"


def test_names_that_differ_in_case_only_do_not_clash(clean, add):
    add(("one/Interview.txt", "一"), ("two/interview.TXT", "二"))
    assert names(clean) == ["F1/Interview.txt", "F1/interview-2.txt"]


def test_a_source_code_that_differs_from_another_in_case_only_is_refused(clean, add):
    before = clean.bytes()
    with pytest.raises(GioiaError, match="did you mean 'F1'"):
        add(("a.txt", "文"), source="f1")
    assert clean.bytes() == before


def test_the_letters_of_a_new_source_in_another_case_are_a_category_of_their_own_and_a_remark(add):
    plan = add(("a.txt", "文"), source="f2")
    (remark,) = [remark for remark in plan.remarks if remark.rule == "NA2"]
    assert remark.message == "the source 'f2' is in a category of its own, 'f', beside 'F'"
    assert "--source F2" in remark.remedy
    assert add(("b.txt", "书"), source="F3").remarks == ()


def test_names_that_differ_in_how_accents_are_written_only_do_not_clash(clean, add):
    add(("one/Café.txt", "一"), ("two/Cafe\u0301.txt", "二"))
    assert names(clean) == ["F1/Cafe\u0301-2.txt", "F1/Café.txt"]


def test_a_file_that_vanishes_before_it_is_read_does_not_keep_the_others_out(clean, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)

    def vanishing():
        yield tmp_path / "a.txt"
        (tmp_path / "b.txt").unlink()
        yield tmp_path / "b.txt"

    plan = carry_out(clean.root, lambda study: add_documents(study, vanishing(), "F1", time=TIME))
    assert [finding.message for finding in plan.refused] == ["the file is not there"]
    assert names(clean) == ["F1/a.txt"]


def test_a_file_that_lies_there_unregistered_is_not_overwritten(clean, add):
    clean.write("sources/F1/a.txt", "手工放进来的")
    add(("a.txt", "另一份"))
    assert clean.text("sources/F1/a.txt") == "手工放进来的"
    assert names(clean) == ["F1/a-2.txt"]


def test_an_unregistered_file_is_registered_where_it_lies(clean):
    path = clean.write("sources/F1/a.txt", "手工放进来的")
    carry_out(clean.root, lambda study: add_documents(study, [path], "F1", time=TIME))
    assert names(clean) == ["F1/a.txt"]
    assert clean.findings() == []


def test_a_bad_file_does_not_keep_the_others_out(clean, add):
    plan = add(
        ("one.txt", "一"),
        ("torn.txt", "访谈\n".encode("gbk") + b"\xff\xfe\xff \x81"),
        ("paper.pptx.zip", b"PK\x03\x04"),
        ("empty.txt", " \n"),
        ("binary.txt", b"a\0b"),
        ("missing.txt", None),
        ("two.txt", "二"),
    )
    assert names(clean) == ["F1/one.txt", "F1/two.txt"]
    refused = {f.place.path.rpartition("/")[2]: f for f in plan.refused}
    assert list(refused) == ["torn.txt", "paper.pptx.zip", "empty.txt", "binary.txt", "missing.txt"]
    assert {f.rule for f in plan.refused} == {"FI1"}
    assert "gb18030" in refused["torn.txt"].remedy
    assert refused["paper.pptx.zip"].message == "this is a damaged zip or Office file"
    assert refused["missing.txt"].message == "the file is not there"
    assert clean.findings() == []


def test_a_folder_is_refused_with_how_to_add_its_files(clean, tmp_path):
    (tmp_path / "folder").mkdir()
    for name in ("一.txt", "二.txt", ".hidden"):
        (tmp_path / "folder" / name).write_text("文", encoding="utf-8")
    plan = carry_out(clean.root, lambda study: add_documents(study, [tmp_path / "folder"], "F1"))
    (refused,) = plan.refused
    assert (refused.place.path, refused.message) == ("folder", "this is a folder, with 2 files")
    assert refused.remedy == "name the files, all of them by gioia add folder/* --source F1"
    assert plan.changes == ()


def test_an_encoding_that_is_named(clean, add):
    add(("gbk.txt", "访谈记录".encode("gbk")), encoding="gb18030")
    assert clean.load().documents["F1/gbk.txt"].text == "访谈记录"


def test_an_encoding_that_was_guessed_is_reported_and_a_doubtful_guess_is_a_remark(clean, add):
    plan = add(("gbk.txt", "我们是从二〇一三年开始做酸奶的。".encode("gbk")), ("short.txt", "呵嗬".encode("gbk")))
    assert clean.load().documents["F1/gbk.txt"].text == "我们是从二〇一三年开始做酸奶的。"
    assert plan.messages[0] == "F1/gbk.txt: 16 characters (gb18030, 99% sure)"
    (remark,) = plan.remarks
    assert (remark.rule, remark.severity, remark.subject) == ("DO4", "warning", "F1/short.txt")
    assert "gb18030" in remark.message
    assert "--encoding" in remark.remedy


def test_a_doubtful_reading_stands_in_the_register_and_is_found_by_every_check(clean, add):
    add(("short.txt", "呵嗬".encode("gbk")))
    (doubt,) = clean.load().documents["F1/short.txt"].doubts
    (found,) = clean.findings()
    assert (found.rule, found.severity, found.subject) == ("DO4", "warning", "F1/short.txt")
    assert (found.message, found.remedy) == (doubt.message, doubt.remedy)
    assert clean.found("DO4") == [(clean.line("sources/documents.jsonl", "short.txt"), "F1/short.txt")]


def test_what_only_deserves_a_look_is_not_kept(clean, add):
    plan = add(("谈.txt", "问：开了多久？\n答：三年。\n方法：慢慢来。\n问：累吗？\n"))
    assert plan.remarks
    assert clean.findings() == []
    heads = Remark("running heads were left out", "look at them", "info")
    garbled = Remark("garbled", "compare")
    assert doubts(Reading("文", "pdf", remarks=(heads, garbled))) == (Doubt("garbled", "compare"),)
    assert '"doubts"' not in clean.text("sources/documents.jsonl")


def test_a_doubt_about_a_file_of_many_documents_stands_once(clean, add):
    add(("表.csv", "甲,乙\n呵嗬,嗬\n嗬呵,嗬\n".encode("gbk")), split="rows")
    held = [document.doubts for document in clean.load().documents.values() if document.original == "表.csv"]
    assert [len(doubts) for doubts in held] == [1, 0]


def test_who_speaks_in_a_transcript_is_told_and_who_may_have(add):
    plan = add(("谈.txt", "问：开了多久？\n答：三年。\n方法：慢慢来。\n问：累吗？\n"))
    assert plan.messages == ("F1/谈.txt: 28 characters (utf-8), 3 turns: 问 2 · 答 1",)
    (remark,) = plan.remarks
    assert (remark.severity, remark.subject) == ("info", "F1/谈.txt")
    assert remark.message == "not taken for speakers, as they stand once before a colon: 方法"


def test_what_the_study_says_of_turns_holds_for_a_document_that_comes_in(clean, add):
    clean.change("study.yaml", "# 数据来源\n", "transcripts:\n  - documents: F1\n    turn: '{speaker} | '\n")
    assert add(("谈.txt", "店长 | 早\n客人 | 好\n")).messages == (
        "F1/谈.txt: 14 characters (utf-8), 2 turns: 店长 1 · 客人 1",
    )


def test_a_table_becomes_a_document_a_row_and_comes_in_once(clean, add):
    table = ("问卷.csv", "编号,回答\n1,好喝\n2,好喝\n3,贵\n4,新鲜\n")
    plan = add(table, split="rows", columns=("回答",))
    assert names(clean) == [f"F1/问卷-{row}.txt" for row in (2, 3, 4, 5)]
    assert plan.messages == ("F1/问卷-2.txt … F1/问卷-5.txt: 4 documents, 11 characters (utf-8)",)
    assert clean.load().documents["F1/问卷-4.txt"].text == "贵\n"
    before = clean.bytes()
    assert all("is in already" in message for message in add(table, split="rows", columns=("回答",)).messages)
    assert clean.bytes() == before
    assert clean.findings() == []


def test_a_file_that_is_too_large_is_refused_before_it_is_read(add, tmp_path):
    (tmp_path / "incoming").mkdir()
    with (tmp_path / "incoming" / "large.txt").open("wb") as file:
        file.truncate(500_000_000)
    plan = add(("large.txt", None))
    assert [f.message for f in plan.refused] == ["is too large (500 MB)"]


def test_a_source_of_refused_files_alone_is_not_registered(clean, add):
    before = clean.bytes()
    add(("empty.txt", ""), source="Q9")
    assert clean.bytes() == before


@pytest.mark.parametrize(
    "code", ["../x", "a/b", "..", ".", "", "CON", "nul", "com1.a", "F:1", "F1.", " F1", "F?", "a\\b", "a\nb"]
)
def test_a_code_that_no_system_can_hold_as_a_folder_is_misuse(clean, add, code):
    before = clean.bytes()
    with pytest.raises(GioiaError, match="cannot be a source code") as caught:
        add(("a.txt", "文"), source=code)
    assert caught.value.exit_code == 2
    assert clean.bytes() == before


@pytest.mark.parametrize(("code", "category"), [("访1", "访"), ("Q12", "Q"), ("Gn3", "Gn"), ("7", "7"), ("是", "是")])
def test_a_code_may_have_letters_of_any_script(clean, add, code, category):
    add(("a.txt", "文"), source=code)
    assert names(clean) == [f"{code}/a.txt"]
    assert category in [declared.code for declared in clean.load().categories]
    assert clean.findings() == []


@pytest.mark.parametrize("code", ["no", "1e3", "0x1F", "- a", "a: b #c"])
def test_a_code_that_means_something_to_yaml_stays_a_text(clean, add, code):
    if ":" in code:
        code = code.replace(":", "：")
    add(("a.txt", "文"), source=code)
    assert code in [source.code for source in clean.load().sources]
    assert clean.findings() == []


def test_patterns_that_the_shell_left_are_resolved(tmp_path):
    for name in ("乙.txt", "甲.txt", "记.md"):
        (tmp_path / name).write_text("文", encoding="utf-8")
    (tmp_path / "夹.txt").mkdir()
    assert [path.name for path in expanded([tmp_path / "*.txt"])] == ["乙.txt", "甲.txt"]
    assert expanded([tmp_path / "记.md"]) == [tmp_path / "记.md"]
    assert expanded([tmp_path / "*.pdf"]) == [tmp_path / "*.pdf"], "to be told as a file that is not there"
